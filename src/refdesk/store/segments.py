"""Where do the blocks of a large library begin, if it is the file that was read last time? A path → a BibFile.

In: the path of a .bib file. Out: the file as read, as `BibFile.parse` gives it. Where the file is large and lies in a
desk, the places of its blocks are kept in the desk's `.refdesk/` and used again while the file is the same.

What is kept is derived and may be deleted. It counts only if a hash says that it was made by this program of these
very bytes at this place on the disk. The file's inode and time of change go into the hash: whoever hands a desk to
others, together with a forged index, cannot know them. Whatever else lies there is ignored and written anew.
"""

import contextlib
import hashlib
import os
import stat
import sys
import tempfile
from array import array
from itertools import pairwise
from pathlib import Path

from refdesk.formats.bibfile import BibFile, mark_length, refuse_utf16
from refdesk.formats.bibfile_blocks import KINDS, Cuts
from refdesk.store.files import DERIVED, read_bytes

# Smaller files are cut faster than an index is found and checked.
_SMALLEST = 1_000_000
_HEADING = b"refdesk segments 1\n"
_SIZE_OF_BOUND = 8
_DIGEST = 32


def read_bibfile(path: Path) -> tuple[bytes, BibFile]:
    """The bytes of a .bib file, and the file that they are. Raises RefdeskError where it cannot be read."""
    data = read_bytes(path)
    return data, bibfile_of(path, data)


def bibfile_of(path: Path, data: bytes) -> BibFile:
    """The file that `data` are, as they were just read from `path`. Raises RefdeskError for UTF-16."""
    index = _index_of(path) if len(data) >= _SMALLEST else None
    if index is None:
        return BibFile.parse(data, where=str(path))
    refuse_utf16(data, str(path))
    seal = _seal(path, data)
    if cuts := _kept_cuts(index, seal, data):
        return BibFile.with_cuts(data, cuts)
    bibfile = BibFile.parse(data, where=str(path))
    if bibfile.source.cuts.is_local:
        _keep(index, seal, bibfile.source.cuts)
    return bibfile


def _index_of(path: Path) -> Path | None:
    """Where the index of a desk's library lies, or None for a file outside a desk.

    A link is not followed: it could lead out of the desk.
    """
    folder = path.parent / DERIVED
    try:
        is_folder = stat.S_ISDIR(folder.lstat().st_mode)
    except OSError:
        return None
    return folder / f"{path.name[:60]}.segments" if is_folder else None


def _seal(path: Path, data: bytes) -> bytes:
    """What tells this file with these bytes from all others."""
    told = path.stat()
    place = f"{told.st_dev} {told.st_ino} {told.st_ctime_ns} {sys.byteorder}\n"
    return place.encode("ascii") + hashlib.sha256(data).digest()


def _kept_cuts(index: Path, seal: bytes, data: bytes) -> Cuts | None:
    """The cuts that lie in `index`, if they bear the seal."""
    try:
        if not stat.S_ISREG(index.lstat().st_mode):
            return None
        with index.open("rb") as file:
            kept = file.read(len(_HEADING) + _DIGEST + (_SIZE_OF_BOUND + 1) * (len(data) + 1))
    except OSError:
        return None
    digest, content = kept[len(_HEADING) :][:_DIGEST], kept[len(_HEADING) + _DIGEST :]
    if not kept.startswith(_HEADING) or digest != _digest(seal, content):
        return None
    return _sound_cuts(content, data)


def _sound_cuts(content: bytes, data: bytes) -> Cuts | None:
    """The cuts written as `content`, or None where they cannot be cuts of `data`."""
    count, odd = divmod(len(content) - _SIZE_OF_BOUND, _SIZE_OF_BOUND + 1)
    if odd or count < 1:
        return None
    kinds, bounds = content[:count], array("q", content[count:])
    is_sound = (bounds[0], bounds[-1]) == (mark_length(data), len(data)) and max(kinds) < len(KINDS)
    if not is_sound or any(start >= stop for start, stop in pairwise(bounds)):
        return None
    return Cuts(bounds, kinds, is_local=True)


def _digest(seal: bytes, content: bytes) -> bytes:
    return hashlib.sha256(seal + content).digest()


def _keep(index: Path, seal: bytes, cuts: Cuts) -> None:
    """Write the index, whole or not at all. Where the disk refuses, nothing is lost but time."""
    content = cuts.kinds + cuts.bounds.tobytes()
    with contextlib.suppress(OSError):
        handle, aside = tempfile.mkstemp(dir=index.parent, prefix=f".{index.name}.", suffix=".part")
        try:
            with os.fdopen(handle, "wb") as file:
                file.write(_HEADING + _digest(seal, content) + content)
            Path(aside).replace(index)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
