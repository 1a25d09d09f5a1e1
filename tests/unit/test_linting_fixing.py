"""What `--fix` makes of an entry, and what it does not touch."""

import datetime as dt
from collections.abc import Iterable
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.linting.findings import Finding
from refdesk.linting.fixing import Mended, mend
from refdesk.linting.looking import look_over, overview_of
from refdesk.linting.subjects import Overview
from refdesk.model.library import CitationRecord, DocumentRecord, Library, ReferenceRecord
from refdesk.model.problem import Problem
from tests.unit.test_linting_rules import CLASSIC, MODERN, TODAY, book


def overview(bibfile: BibFile, library: Library | None = None, today: dt.date = TODAY) -> Overview:
    return overview_of(bibfile, library or Library(entries=entries_of(bibfile)[0]), today)


def mended(data: bytes, codes: Iterable[str] = (), library: Library | None = None) -> Mended:
    bibfile = BibFile.parse(data)
    seen = overview(bibfile, library)
    wanted = [finding for finding in look_over(seen, "my.bib") if not codes or finding.code in codes]
    return mend(bibfile, seen, wanted)


def after(text: str) -> str:
    return mended(text.encode()).bibfile.to_bytes().decode()


@pytest.mark.parametrize(
    ("before", "then"),
    [
        ("doi = {https://doi.org/10.1000/182}", "doi = {10.1000/182}"),
        ("doi = {https://doi.org/10.1000/a%3Cb}", "doi = {10.1000/a<b}"),
        (r"url = {\url{https://a.b}}", "url = {https://a.b}"),
        (r"url = {https://a.b/c\_d\%20}", "url = {https://a.b/c_d%20}"),
        ("pages = {pp. 74--100}", "pages = {74--100}"),
        ("editor = {Kim, A. et al.}", "editor = {Kim, A. and others}"),
        ("editor = {Kim, A. and Lee, B., et al}", "editor = {Kim, A. and Lee, B. and others}"),
        ("editor = {Kim, A.; Lee, B.}", "editor = {Kim, A. and Lee, B.}"),
        (r"editor = {Kim, A. and Lee, B. \& Roe, C.}", "editor = {Kim, A. and Lee, B. and Roe, C.}"),
        ("note = {Law & Order, 50%}", r"note = {Law \& Order, 50\%}"),
        ("note = {Law &amp; Order}", r"note = {Law \& Order}"),
        (r"note = {Law \\&amp; Order}", r"note = {Law \& Order}"),
        ("note = {Mu&ntilde;oz &lt;3}", "note = {Muñoz <3}"),
        ("url = {https://a.b/?c&amp;d}", "url = {https://a.b/?c&d}"),
        ("editor = {GÃ¶del, Kurt}", "editor = {Gödel, Kurt}"),
        ("note = {itâ€™s Å¡ and Â«soÂ»}", "note = {it’s š and «so»}"),
        ("note = {Tax\u200bes}", "note = {Taxes}"),
        ("note = {One\u2028two}", "note = {One two}"),
        ("editor = {Go\u0308del, Kurt}", "editor = {Gödel, Kurt}"),
        ("note = {5 \u212b, e\u0301}", "note = {5 \u212b, é}"),
        ('note = "Law & Order"', r'note = "Law \& Order"'),
        ("note = {Mojibake Ã¶ &amp; more & more}", r"note = {Mojibake ö \& more \& more}"),
    ],
)
def test_a_value_is_put_right(before: str, then: str) -> None:
    assert after(book(before)) == book(before).replace(before, then)


def test_an_empty_field_goes_with_its_line() -> None:
    assert after(book("note = {}")) == book("XX").replace("  XX,\n", "")


def test_a_single_hyphen_becomes_two_where_these_are_the_habit() -> None:
    text = CLASSIC + book("pages = {74-100}")
    assert after(text) == text.replace("74-100", "74--100")


def test_a_doi_is_added_beside_its_address() -> None:
    assert "doi = {10.1000/182}" in after(book("url = {https://doi.org/10.1000/182}"))


def test_an_address_alone_in_a_note_moves_to_url() -> None:
    fields = BibFile.parse(after(book(r"note = {Available at \url{https://a.b/c}}")).encode()).fields("kim2020")
    assert (fields.get("url"), fields.get("note")) == ("https://a.b/c", None)


@pytest.mark.parametrize(
    "text",
    [
        book("note = {Read at https://a.b on Monday}"),
        CLASSIC + book("note = {https://a.b}").replace("date", "year"),
        CLASSIC + book("url = {https://doi.org/10.1000/182}").replace("date", "year"),
        book(r"note = {\foo{x} & y}"),
        book("editor = {A. Kim & B. Lee}"),
        book("note = {%\n  Salt & Ash}"),
        book('note = "Law " # "& Order"'),
        "@string{law = {Law & Order}}\n" + book("note = law"),
        book("note = {Law & Order},\n  note = {}"),
        book("editor = {Kim, A.; Lee}"),
        book("title = {Pepper}"),
        book("note = {One\x00two}"),
        book("note = {One\x93\u200btwo}"),
        book(r"url = {https://a.b/\~{}kim}"),
        book("pages = {P10008}"),
        "@book{kim, title = {Sa&lt",
    ],
)
def test_what_is_not_sure_is_left_alone(text: str) -> None:
    assert after(text) == text


def test_only_the_codes_asked_for_are_put_right() -> None:
    text = book("note = {Tax\u200bes & salt}")
    assert mended(text.encode(), ["invisible-sign"]).bibfile.to_bytes().decode() == text.replace("\u200b", "")


def test_a_change_tells_before_and_after() -> None:
    (change,) = mended(book("pages = {pp. 7}").encode()).changes
    assert (change.key, change.line, change.field, change.before, change.after) == ("kim2020", 1, "pages", "pp. 7", "7")


def test_what_is_put_right_is_told_as_fixed() -> None:
    assert [finding.code for finding in mended(book("pages = {pp. 7}").encode()).fixed] == ["page-label"]


def test_the_second_of_two_entries_with_one_key_is_put_right_by_its_line() -> None:
    text = book("note = {One}") + book("note = {Law & Order}")
    assert after(text) == text.replace("&", r"\&")


def test_an_old_encoding_stays() -> None:
    data = book("note = {Café & Tea}").encode("cp1252")
    assert mended(data).bibfile.to_bytes() == data.replace(b"&", rb"\&")


def test_a_letter_that_an_old_encoding_lacks_is_not_written() -> None:
    data = book("note = {Café}, editor = {Ko&#269;i, A.}").encode("cp1252")
    assert mended(data).bibfile.to_bytes() == data


def test_line_ends_stay() -> None:
    data = book("note = {Law & Order}").replace("\n", "\r\n").encode()
    assert mended(data).bibfile.to_bytes() == data.replace(b"&", rb"\&")


# -- citedby -----------------------------------------------------------------------------------------------------------


def records(bibfile: BibFile) -> Library:
    """A desk that has read `essay`, which cites kim2020, and `thesis`, whose list alone describes it."""
    reference = ReferenceRecord(start=0, end=1, where="list", work="kim2020", fingerprint="f")
    return Library(
        entries=entries_of(bibfile)[0],
        citations=(CitationRecord(document="essay", start=0, end=1, text="(Kim)", kind="narrative", work="kim2020"),),
        documents=(
            DocumentRecord(citekey="essay", path="essay.txt", sha256=""),
            DocumentRecord(citekey="thesis", path="thesis.txt", sha256="", references=(reference,)),
        ),
    )


def cited_by(text: str) -> tuple[list[Finding], str | None]:
    """The findings about `citedby`, and what the field of kim2020 holds after they were put right."""
    bibfile = BibFile.parse(text.encode())
    library = records(bibfile)
    found = [each for each in look_over(overview(bibfile, library), "my.bib") if each.code == "citedby-mismatch"]
    fixed = mended(text.encode(), ["citedby-mismatch"], library)
    return found, fixed.bibfile.fields("kim2020").get("citedby")


@pytest.mark.parametrize(
    ("fields", "then"),
    [
        ("note = {x}", "essay, thesis"),
        ("citedby = {essay}", "essay, thesis"),
        ("citedby = {elsewhere, essay}", "elsewhere, essay, thesis"),
    ],
)
def test_citedby_is_brought_into_step(fields: str, then: str) -> None:
    assert cited_by(book(fields))[1] == then


def test_citedby_in_step_in_another_order_is_left_alone() -> None:
    assert cited_by(book("citedby = {thesis,essay}")) == ([], "thesis,essay")


def test_citedby_loses_a_document_of_the_desk_that_does_not_cite_the_work() -> None:
    text = MODERN.replace("title", "citedby = {thesis}, title") + book("citedby = {essay, thesis}")
    data = mended(text.encode(), ["citedby-mismatch"], records(BibFile.parse(text.encode()))).bibfile
    assert "citedby" not in data.fields("modern")


def test_citedby_keeps_a_document_of_which_no_record_speaks() -> None:
    bibfile = BibFile.parse(book("citedby = {memo}").encode())
    library = Library(documents=(DocumentRecord(citekey="memo", path="memo.txt", sha256=""),))
    assert not [each for each in look_over(overview(bibfile, library), "my.bib") if each.code == "citedby-mismatch"]


def test_citedby_is_left_to_a_person_where_a_record_cannot_be_read() -> None:
    bibfile = BibFile.parse(book("citedby = {essay}").encode())
    library = replace(records(bibfile), problems=(Problem("broken-record", "citations.jsonl line 2 holds no record."),))
    found = [each for each in look_over(overview(bibfile, library), "my.bib") if each.code == "citedby-mismatch"]
    assert [each.fixes for each in found] == [()]


def test_citedby_by_an_older_key_of_a_document_is_in_step() -> None:
    text = book("citedby = {draft, thesis}") + "@misc{essay, title = {E}, ids = {draft}, keywords = {source}}\n"
    assert cited_by(text)[0] == []


def test_citedby_of_a_library_without_records_is_left_alone() -> None:
    assert not mended(book("citedby = {essay}").encode()).changes


# -- laws --------------------------------------------------------------------------------------------------------------

_PIECES = st.sampled_from(
    ["Kim, A.", "; ", " and ", "et al.", "&", "&amp;", "Ã¶", "\u200b", "%", r"\&", r"\url{", "}", "{", "$", "https://a.b",
     "https://doi.org/10.1000/182", "10.1000/1", "pp. ", "7-9", "--", ",", " ", "_", "o\u0308", "\\", "Law", "â€™"]
)  # fmt: skip
_VALUES = st.lists(_PIECES, max_size=6).map("".join)
_NAMES = st.sampled_from(["author", "title", "note", "howpublished", "url", "doi", "pages", "citedby", "year", "isbn"])


@given(st.dictionaries(_NAMES, _VALUES, max_size=5))
def test_a_second_run_finds_nothing_to_do(fields: dict[str, str]) -> None:
    once = mended(_entry(fields))
    assert not mended(once.bibfile.to_bytes()).changes


@given(st.dictionaries(_NAMES, _VALUES, max_size=5))
def test_no_fix_makes_a_new_finding(fields: dict[str, str]) -> None:
    data = _entry(fields)
    before, then = (_codes(BibFile.parse(each)) for each in (data, mended(data).bibfile.to_bytes()))
    assert not [code for code in set(then) if then.count(code) > before.count(code)]


@given(st.dictionaries(_NAMES, _VALUES, max_size=5))
def test_no_fix_breaks_the_file(fields: dict[str, str]) -> None:
    fixed = mended(_entry(fields)).bibfile
    assert [block.kind for block in BibFile.parse(fixed.to_bytes()).blocks] == [block.kind for block in fixed.blocks]


def _entry(fields: dict[str, str]) -> bytes:
    lines = "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items())
    return f"@misc{{kim2020,\n{lines}}}\n{MODERN}".encode()


def _codes(bibfile: BibFile) -> list[str]:
    return [finding.code for finding in look_over(overview(bibfile), "my.bib")]
