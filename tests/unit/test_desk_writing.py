"""A changed library goes back into its file, entry by entry, also where several entries stand on one line."""

from dataclasses import replace

import pytest

from refdesk.desk.writing import changed_file
from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.model.library import Library

ONE_LINE = b"@misc{a, title={X}} @misc{a, title={Y}} @misc{b, title={Z}}\n"


def library_of(bibfile: BibFile) -> Library:
    return Library(entries=entries_of(bibfile)[0], citations=(), documents=(), problems=())


def test_an_unchanged_library_changes_no_byte() -> None:
    bibfile = BibFile.parse(ONE_LINE)
    before = library_of(bibfile)
    assert changed_file(bibfile, before, before).to_bytes() == ONE_LINE


@pytest.mark.parametrize(("at", "title"), enumerate([b"X", b"Y", b"Z"]))
def test_a_change_meets_the_entry_meant(at: int, title: bytes) -> None:
    bibfile = BibFile.parse(ONE_LINE)
    before = library_of(bibfile)
    entries = list(before.entries)
    entries[at] = replace(entries[at], work=replace(entries[at].work, title="New"))
    changed = changed_file(bibfile, before, replace(before, entries=tuple(entries)))
    assert changed.to_bytes() == ONE_LINE.replace(b"{" + title + b"}", b"{New}")


def test_several_changes_of_one_line_meet_the_entries_meant() -> None:
    bibfile = BibFile.parse(ONE_LINE)
    before = library_of(bibfile)
    first, _, last = before.entries
    after = replace(before, entries=(first, replace(last, citekey="c")))
    assert changed_file(bibfile, before, after).to_bytes().split() == b"@misc{a, title={X}} @misc{c, title={Z}}".split()
