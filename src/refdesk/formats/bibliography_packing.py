"""How do the parts of a word processor's file become one? Texts → the bytes of a ZIP file, the same for the same texts.

In: names and texts in the order they shall stand in. Out: the file's bytes. Every part has the same time, so that a
file only changes when what it says does.
"""

import io
import zipfile
from collections.abc import Mapping

_THEN = (1980, 1, 1, 0, 0, 0)  # the first time a ZIP file can hold


def pack(parts: Mapping[str, str], *, stored: str = "") -> bytes:
    """The parts as one file; the one named `stored` is not compressed."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name, text in parts.items():
            info = zipfile.ZipInfo(name, _THEN)
            info.compress_type = zipfile.ZIP_STORED if name == stored else zipfile.ZIP_DEFLATED
            info.create_system = 0  # else the file would tell, and change with, the system it was made on
            archive.writestr(info, text.encode())
    return buffer.getvalue()
