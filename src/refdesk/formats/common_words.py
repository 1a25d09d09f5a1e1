"""Which English words are no names? The words that a title may print in small letters, wherever they stand in it.

In: nothing. Out: some sixty thousand words, each of which dictionaries know in small letters alone, or of which printed
titles show that they are hardly ever a name: "history", but neither "china" nor "mark". How the file is made stands in
training/README.md.
"""

import functools
import lzma
from importlib.resources import files


@functools.cache
def common_words() -> frozenset[str]:
    """The words, in small letters."""
    packed = (files("refdesk.formats") / "data" / "common_words.txt.xz").read_bytes()
    return frozenset(lzma.decompress(packed).decode().split())
