"""What this room brings with it: the labelling model, dictionaries and keywords in `data/`.

In: the name of a file of the package. Out: its bytes. No other module of the pure rooms reads anything, and this one
reads nothing but its own package (see docs/architecture.md).
"""

import lzma
from importlib.resources import files


def own_data(name: str) -> bytes:
    """The bytes of a file in `data/`, unpacked where its name ends in .xz."""
    data = (files("refdesk.parsing") / "data" / name).read_bytes()
    return lzma.decompress(data) if name.endswith(".xz") else data
