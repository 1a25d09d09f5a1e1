"""Make src/refdesk/formats/data/common_words.txt.xz: English words that are no names.

    python -m training.common_words LIST... --titles references.jsonl.xz [--fold N]

In: word lists of SCOWL, a word a line (Debian's wamerican and wbritish install them as american-english and
british-english), and labelled reference strings. Out: the words that the lists have in small letters and never with a
capital; a word of both kinds ("long", also a name) where printed titles in sentence case show it in small letters three
times and hardly with a capital; and words that only such titles show. `--fold 0` to 3 leaves a quarter of the titles
aside, for evaluation.titles to measure with.
"""

import argparse
import json
import lzma
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

from refdesk.formats.sentence_titles import shown_words
from refdesk.parsing.own_data import own_data

_TARGET = Path("src/refdesk/formats/data/common_words.txt.xz")
_FOLDS = 4
_FEWEST = 2
_FEWEST_OF_A_NAME = 3
_RARELY = 10


def main() -> None:
    """Write the file."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", type=Path)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--fold", type=int)
    parser.add_argument("--target", type=Path, default=_TARGET)
    said = parser.parse_args()
    dictionary = {word for path in said.lists for word in path.read_text(encoding="utf-8").split()}
    titles = [title for fold, title in titles_of(said.titles) if fold != said.fold]
    words = sorted(common(dictionary, titles))
    said.target.write_bytes(lzma.compress("\n".join(words).encode(), preset=9 | lzma.PRESET_EXTREME))


def titles_of(path: Path) -> Iterator[tuple[int, str]]:
    """The titles in labelled strings, each with its fold, which a hash decides."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            row = json.loads(line)
            title = "".join(text for label, text in row["segments"] if label == "title").strip(" ,.")
            if title:
                yield int(row["id"][1], 16) % _FOLDS, title


def common(dictionary: Iterable[str], titles: Iterable[str]) -> set[str]:
    """The words that are hardly ever a name."""
    plain = {word for word in dictionary if word.islower() and "'" not in word}
    names = {word.lower() for word in dictionary if word[:1].isupper()}
    small: Counter[str] = Counter()
    large: Counter[str] = Counter()
    for title in titles:
        shown = shown_words(title)
        small.update(shown.small)
        large.update(shown.capitals)
    known = set(own_data("dictionaries.txt.xz").decode().split())

    def is_sure(word: str) -> bool:
        if large[word] * _RARELY > small[word] and (large[word] > 1 or small[word] < _FEWEST_OF_A_NAME):
            return False
        if word in plain and word not in names:
            return True
        fewest = _FEWEST_OF_A_NAME if word in plain or word in names else _FEWEST
        return small[word] >= fewest and large[word] * _RARELY <= small[word] and (word in plain or word not in known)

    return {word for word in plain | set(small) if word.isalpha() and is_sure(word)}


if __name__ == "__main__":
    main()
