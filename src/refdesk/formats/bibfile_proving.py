"""Is an edited file read back as it was meant? Pages → yes, or an error.

In: the pages of a file, some of them edited. Out: nothing, or a RefdeskError where a block would be read otherwise
than it stands in the pages.

Not the whole file is read again. The reader goes from left to right, and what it says of a block depends on the
block's own bytes and the free text before it, and where the block is broken, on bytes behind it (see `Reader`). So
a page as read, whose blocks are all sound, is read as before whatever was edited behind it; and once the reader has
come to the end of a block in such a page, it goes on as it did before. What has to be read again are the pages that
were edited, and before the last of these the pages with broken blocks; each from the page in front of it up to the
end of a block in a page that needs no proof. Where a search was once cut short for the sake of time, all is read.
"""

from collections.abc import Container, Iterator, Sequence
from itertools import accumulate, chain, repeat

from refdesk.formats.bibfile_blocks import BROKEN, TEXT, Reader
from refdesk.formats.bibfile_pages import Page, Pages, ReadPage
from refdesk.model.errors import RefdeskError


def prove(pages: Pages, data: bytes, start: int, *, is_local: bool) -> None:
    """Raise RefdeskError unless `data` is read as `pages` says, whose first block begins at `start`.

    `is_local` says that the file as read was cut without a search that was given up.
    """
    if is_local:
        reader = Reader(data, start)
        is_meant = _is_read_as_meant(reader, pages.row, _doubtful(pages.row), start)
        if is_meant and reader.is_local:
            return
    if not _is_read_as_meant(Reader(data, start), pages.row, range(len(pages.row)), start):
        raise RefdeskError(
            "the edit would change how the rest of the file is read", remedy="mend its broken blocks first (lint)"
        )


def _doubtful(row: Sequence[Page]) -> Sequence[int]:
    """The numbers of the pages that have to be read again."""
    edited = [number for number, page in enumerate(row) if not isinstance(page, ReadPage)]
    last = edited[-1] if edited else -1
    return sorted({*edited, *(number for number in range(last) if BROKEN in row[number].kinds())})


def _is_read_as_meant(reader: Reader, row: Sequence[Page], doubtful: Sequence[int], start: int) -> bool:
    """Whether the doubtful pages, and what follows each up to a page without doubt, are read as they stand."""
    starts = list(accumulate((page.size for page in row), initial=start))
    asked, proved = set(doubtful), 0
    for number in doubtful:
        if number >= proved:
            first = max(number - 1, 0)
            reached = _reached(reader, row, first, starts[first], asked)
            if reached is None:
                return False
            proved = reached
    return True


def _reached(reader: Reader, row: Sequence[Page], first: int, start: int, asked: Container[int]) -> int | None:
    """Read on from the page `first` until a page without doubt is reached, and give its number.

    None where a block is read otherwise than it stands there.
    """
    meant = _meant(row, first, start)
    for kind, stop in chain(reader.blocks(start), repeat((TEXT, -1))):
        number, *block = next(meant, (len(row), TEXT, -1))
        if block != [kind, stop]:
            return None
        if number == len(row) or (kind != TEXT and number > first and number not in asked):
            return number
    return None


def _meant(row: Sequence[Page], first: int, cursor: int) -> Iterator[tuple[int, int, int]]:
    """Page, kind and end of every block from the page `first` on; runs of free text come as one."""
    in_text = False
    for number in range(first, len(row)):
        for kind, size in zip(row[number].kinds(), row[number].sizes, strict=True):
            if in_text and kind != TEXT:
                yield number, TEXT, cursor
            cursor += size
            in_text = kind == TEXT
            if not in_text:
                yield number, kind, cursor
    if in_text:
        yield len(row) - 1, TEXT, cursor
