"""Whatever is pasted becomes an entry, or is said to be there, or is said to be none."""

from pathlib import Path

import pytest

from refdesk.desk.adding import add, pasted, stated
from refdesk.desk.importing import Report
from refdesk.desk.place import Desk
from refdesk.desk.undoing import changes_made
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.store.journal import history

OSTROM = "Ostrom, E. (1990). Governing the commons. Cambridge University Press."
JACOBS = "Jacobs, J. (1961). The death and life of great American cities. Random House."


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path, tmp_path / "references.bib")


def paste(desk: Desk, text: str, *, key: str | None = None, anyway: bool = False) -> Report:
    return add(desk, text.encode(), name="text", key=key, anyway=anyway)


def fields(desk: Desk, key: str) -> dict[str, str]:
    return dict(BibFile.parse(desk.library_file.read_bytes()).fields(key))


def keys(desk: Desk) -> list[str]:
    return [entry.key for entry in BibFile.parse(desk.library_file.read_bytes()).entries]


def test_a_printed_reference_becomes_an_entry(desk: Desk) -> None:
    paste(desk, OSTROM)
    assert fields(desk, "ostrom1990governing")["title"] == "Governing the commons"


def test_each_line_is_a_reference(desk: Desk) -> None:
    paste(desk, f"{OSTROM}\n{JACOBS}\n")
    assert keys(desk) == ["ostrom1990governing", "jacobs1961death"]


def test_a_wrapped_reference_is_one(desk: Desk) -> None:
    wrapped = JACOBS.replace("of great", "of\ngreat")
    paste(desk, f"{OSTROM}\n\n{wrapped}\n")
    assert fields(desk, "jacobs1961death")["title"] == "The death and life of great American cities"


def test_a_reference_that_breaks_off_goes_on_in_the_next_line(desk: Desk) -> None:
    wrapped = JACOBS.replace("of great", "of\ngreat")
    paste(desk, f"{OSTROM}\n{wrapped}\n")
    assert fields(desk, "jacobs1961death")["title"] == "The death and life of great American cities"


def test_a_line_under_an_indent_belongs_to_the_reference_above(desk: Desk) -> None:
    wrapped = JACOBS.replace("cities. ", "cities.\n    ")
    paste(desk, f"{wrapped}\n{OSTROM}\n")
    assert fields(desk, "jacobs1961death")["publisher"] == "Random House"


def test_a_line_that_is_no_reference_is_left_out_with_its_place(desk: Desk) -> None:
    report = paste(desk, f"{OSTROM}\r\n\r\nsomething else\r\n")
    assert [left.place for left in report.outcomes[0].left_out] == ["line 3"]


def test_a_text_without_any_reference_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="something else") as caught:
        paste(desk, "something else")
    assert (caught.value.code, desk.library_file.exists()) == (ExitCode.USAGE, False)


def test_blank_text_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="holds no entry"):
        paste(desk, "\n \n")


def test_broken_bibtex_is_told_with_its_line(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="line 1: @book is opened here"):
        add(desk, b"@book{a, title = {x}", name="text", format="bibtex")


@pytest.mark.parametrize(
    "text",
    [
        "10.1126/science.162.3859.1243",
        "doi:10.1126/science.162.3859.1243",
        "https://doi.org/10.1126/science.162.3859.1243",
    ],
)
def test_a_doi_becomes_a_stub_that_holds_it(desk: Desk, text: str) -> None:
    paste(desk, text)
    assert fields(desk, "science-162-3859-1243") == {"doi": "10.1126/science.162.3859.1243", "keywords": "stub"}


def test_a_doi_is_told_to_be_a_stub(desk: Desk) -> None:
    (added,) = paste(desk, "10.1126/science.162.3859.1243").outcomes[0].added
    assert added.notes[0].startswith("a stub: no more than its DOI is known")


@pytest.mark.parametrize(
    ("url", "key"),
    [
        ("https://www.rand.org/pubs/research_reports/RR123.html", "rand-rr123"),
        ("https://www.bbc.co.uk/news/world-123?at=x", "bbc-world-123"),
        ("http://example.org", "example"),
        ("https://example.museum/", "example"),
    ],
)
def test_an_address_becomes_a_stub_that_holds_it(desk: Desk, url: str, key: str) -> None:
    paste(desk, url)
    assert fields(desk, key) == {"url": url, "keywords": "stub"}


@pytest.mark.parametrize("text", ["978-0-521-40599-7", "ISBN 0-521-40599-8", "ISBN-13: 9780521405997", "0521405998"])
def test_an_isbn_becomes_a_stub_that_holds_it(desk: Desk, text: str) -> None:
    paste(desk, text)
    assert fields(desk, "isbn9780521405997")["isbn"] in text


@pytest.mark.parametrize("text", ["978-0-521-40599-8", "ISBN 0-521-40599-7", "1234567890123"])
def test_a_number_with_a_wrong_check_digit_is_no_isbn(text: str) -> None:
    assert stated(text) is None


def test_an_isbn_with_an_x_is_read() -> None:
    item = stated("0-8044-2957-X")
    assert item is not None
    assert item.entry.work.isbn == "0-8044-2957-X"


def test_a_number_of_arxiv_becomes_a_stub_that_holds_its_address(desk: Desk) -> None:
    paste(desk, "arXiv:2101.00001v2")
    assert fields(desk, "arxiv-2101-00001v2")["url"] == "https://arxiv.org/abs/2101.00001v2"


def test_bibtex_is_found_in_the_middle_of_a_letter(desk: Desk) -> None:
    paste(desk, "Please cite it as @book{x, title = {A title of it}}, thanks.")
    assert keys(desk) == ["x"]


def test_an_address_of_mail_is_no_bibtex() -> None:
    assert pasted(f"me@example.org (home) = {OSTROM}".encode(), None, "text").format == "text"


@pytest.mark.parametrize("again", ["https://dx.doi.org/10.1126/SCIENCE.162.3859.1243", "10.1126/science.162.3859.1243"])
def test_a_doi_that_is_there_is_named(desk: Desk, again: str) -> None:
    paste(desk, "10.1126/science.162.3859.1243")
    (there,) = paste(desk, again).outcomes[0].there
    assert (there.citekey, there.reasons[0], len(keys(desk))) == ("science-162-3859-1243", "same DOI", 1)


def test_an_isbn_is_found_in_its_other_form(desk: Desk) -> None:
    paste(desk, "@book{o, title = {Governing the Commons}, isbn = {0-521-40599-8}}")
    assert paste(desk, "978-0-521-40599-7").outcomes[0].there[0].citekey == "o"


def test_the_isbn_of_a_chapter_is_that_of_its_book(desk: Desk) -> None:
    paste(desk, "@incollection{o, title = {A part}, booktitle = {A whole}, isbn = {0-521-40599-8}}")
    assert [added.citekey for added in paste(desk, "978-0-521-40599-7").outcomes[0].added] == ["isbn9780521405997"]


def test_an_address_that_is_there_is_named(desk: Desk) -> None:
    paste(desk, "@report{r, title = {A report}, url = {https://www.rand.org/a/}}")
    assert paste(desk, "http://rand.org/a").outcomes[0].there[0].reasons == ("same address",)


def test_a_reference_that_is_there_is_named(desk: Desk) -> None:
    paste(desk, "@book{o, author = {Ostrom, Elinor}, title = {Governing the Commons}, year = 1990}")
    assert paste(desk, OSTROM).outcomes[0].there[0].citekey == "o"


def test_anyway_adds_it(desk: Desk) -> None:
    paste(desk, OSTROM)
    paste(desk, OSTROM, anyway=True)
    assert len(keys(desk)) == 2


def test_a_key_may_be_given(desk: Desk) -> None:
    paste(desk, OSTROM, key="commons")
    assert keys(desk) == ["commons"]


def test_a_key_may_be_given_to_bibtex(desk: Desk) -> None:
    paste(desk, "@Book{x, title = {A title of it}}", key="commons")
    assert desk.library_file.read_text() == "@Book{commons, title = {A title of it}}\n"


def test_a_key_that_was_asked_for_needs_no_note(desk: Desk) -> None:
    assert paste(desk, "@Book{x, title = {A title of it}}", key="commons").outcomes[0].added[0].notes == ()


@pytest.mark.parametrize("key", ["o", "O", "older"])
def test_a_key_that_is_taken_is_exit_code_2(desk: Desk, key: str) -> None:
    paste(desk, "@book{o, title = {Governing the Commons}, ids = {older}}")
    with pytest.raises(RefdeskError, match="taken") as caught:
        paste(desk, JACOBS, key=key)
    assert (caught.value.code, keys(desk)) == (ExitCode.USAGE, ["o"])


def test_a_key_that_no_entry_can_bear_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="path"):
        paste(desk, OSTROM, key="../../x")


def test_one_key_for_two_works_is_exit_code_2(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="there are 2"):
        paste(desk, f"{OSTROM}\n{JACOBS}", key="both")


def test_what_was_half_guessed_is_told() -> None:
    item = stated("Smith and sons, a page of ours, https://example.org/x")
    assert item is not None
    assert any(doubt.startswith("not sure of") for doubt in item.doubts)


def test_what_is_odd_about_a_reference_is_told() -> None:
    item = stated("Nature 171, 737 (1953)")
    assert item is not None
    assert "The source gives no title, only where it was printed." in item.doubts


def test_a_reference_may_be_forced_to_be_read_as_text() -> None:
    assert pasted(OSTROM.encode(), "text", "text").format == "text"


def test_adding_is_one_step(desk: Desk) -> None:
    paste(desk, f"{OSTROM}\n{JACOBS}")
    assert len(history(desk.root)) == 1


@pytest.mark.parametrize("text", ["a" * 1_000_000, "10.1000/" + "x" * 100_000, "1" * 100_000, "\0\x1b[31m" * 1000])
def test_a_hostile_text_ends_in_one_clear_line_or_an_entry(desk: Desk, text: str) -> None:
    try:
        paste(desk, text)
    except RefdeskError as error:
        assert len(str(error)) < 500  # noqa: PT017 - either end is right


def test_references_between_bibtex_entries_are_taken_too(desk: Desk) -> None:
    paste(desk, f"{OSTROM}\n@book{{kim, title = {{Salt}}}}\nDear Ann, thanks\n")
    assert keys(desk) == ["kim", "ostrom1990governing"]


def test_a_remark_before_an_address_is_no_title(desk: Desk) -> None:
    report = paste(desk, "see https://example.org/report.pdf")
    (added,) = report.outcomes[0].added
    assert ("title" in fields(desk, added.citekey), added.notes[-1]) == (False, "not taken: 'see' beside the address")


def test_a_wrong_check_digit_is_named(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match="check digit"):
        paste(desk, "978-0-306-40615-8")


def test_the_history_counts_what_was_added(desk: Desk) -> None:
    paste(desk, f"{OSTROM}\n{JACOBS}\n")
    assert [made.step.title for made in changes_made(desk)] == ["add 2 works"]
