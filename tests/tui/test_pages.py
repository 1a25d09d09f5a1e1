"""What each page says of an entry, in every state the entry can be in."""

import dataclasses
from datetime import UTC, datetime

import pytest
from rich.console import Console

from refdesk.desk.annotating import write_annotation
from refdesk.desk.links import LinkStatus
from refdesk.desk.place import Desk
from refdesk.links.citing import CitedUrl
from refdesk.links.standing import Standing
from refdesk.links.verdict import Check, Confidence, Judgement, Verdict
from refdesk.model.library import Entry
from refdesk.model.work import Work
from refdesk.tui.pages import PAGES, Page, annotation_page, citation_text, gather_pages, links_page, reference_page
from refdesk.tui.shelf import Shelf, read_shelf


def read(page: Page) -> str:
    """The page as a terminal of 80 columns shows it."""
    console = Console(width=80, color_system=None, force_terminal=False)
    with console.capture() as capture:
        console.print(page.body, markup=False, highlight=False)
    return capture.get()


@pytest.fixture
def shelf(desk: Desk) -> Shelf:
    return read_shelf(desk)


def entry(shelf: Shelf, citekey: str) -> Entry:
    found = shelf.library.entry(citekey)
    assert found
    return found


def pages(desk: Desk, shelf: Shelf, citekey: str) -> dict[str, Page]:
    return gather_pages(desk, shelf, entry(shelf, citekey))


def test_every_page_but_the_reference_is_gathered(desk: Desk, shelf: Shelf) -> None:
    assert ["reference", *pages(desk, shelf, "vale")] == list(PAGES)


def test_the_reference_is_in_the_style_asked_for(desk: Desk, shelf: Shelf) -> None:
    shown = read(reference_page(desk, shelf.library, entry(shelf, "brandt2004stalls"), "apa"))
    assert "Brandt, I. (2004). Counting stalls. Harbour Press." in shown


def test_the_reference_names_its_style(desk: Desk, shelf: Shelf) -> None:
    assert "mla — s shows" in read(reference_page(desk, shelf.library, entry(shelf, "brandt2004stalls"), "mla"))


def test_the_reference_tells_who_cites_it(desk: Desk, shelf: Shelf) -> None:
    assert "Cited by: market-notes" in read(reference_page(desk, shelf.library, entry(shelf, "vale"), "apa"))


def test_a_document_tells_what_it_cites(desk: Desk, shelf: Shelf) -> None:
    shown = read(reference_page(desk, shelf.library, entry(shelf, "market-notes"), "apa"))
    assert "Cites 4: brandt2004stalls, mueller1998waage, okoro2019talk, vale" in shown


def test_a_work_with_nothing_in_it_still_says_its_type(desk: Desk, shelf: Shelf) -> None:
    empty = Entry(citekey="nothing", work=Work())
    assert "Type: document" in read(reference_page(desk, shelf.library, empty, "apa"))


def test_a_style_that_is_not_there_is_said_on_the_page(desk: Desk, shelf: Shelf) -> None:
    assert "no style" in read(reference_page(desk, shelf.library, entry(shelf, "vale"), "no-such-style"))


def test_bibtex_stands_as_in_the_file(desk: Desk, shelf: Shelf) -> None:
    assert "  publisher = {Harbour Press}," in read(pages(desk, shelf, "brandt2004stalls")["bibtex"])


def test_of_two_entries_with_one_key_each_shows_its_own_block(desk: Desk) -> None:
    text = desk.library_file.read_text(encoding="utf-8")
    desk.library_file.write_text(text + "\n@misc{vale,\n  title = {Second},\n}\n", encoding="utf-8")
    shelf = read_shelf(desk)
    blocks = [read(gather_pages(desk, shelf, row.entry)["bibtex"]) for row in shelf.rows if row.citekey == "vale"]
    assert ["Second" in block for block in blocks] == [False, True]


def test_an_annotation_is_rendered(desk: Desk, shelf: Shelf) -> None:
    shown = read(pages(desk, shelf, "okoro2019talk")["annotation"])
    assert "How prices spread between stalls" in shown


def test_front_matter_stands_above_the_annotation(desk: Desk, shelf: Shelf) -> None:
    shown = read(pages(desk, shelf, "okoro2019talk")["annotation"])
    assert shown.startswith("tags: [prices, talk]\n")


def test_a_work_without_annotation_says_how_to_write_one(desk: Desk, shelf: Shelf) -> None:
    assert "Press e" in read(pages(desk, shelf, "vale")["annotation"])


def test_an_annotation_that_is_no_text_is_said_to_be_none(desk: Desk, shelf: Shelf) -> None:
    (desk.annotations / "vale.md").write_bytes(b"caf\xe9")
    assert "not UTF-8" in read(pages(desk, shelf, "vale")["annotation"])


def test_front_matter_without_end_is_plain_text() -> None:
    assert "tags" in read(annotation_page("---\ntags: [a]\n\nText"))


def test_the_address_of_a_link_is_shown() -> None:
    assert "https://a.example/x" in read(annotation_page("See [there](https://a.example/x)."))


@pytest.mark.parametrize("text", ["\x1b[31mred", "<script>alert(1)</script>", "[x](javascript:alert(1))", "`" * 5000])
def test_a_hostile_annotation_sends_no_control_character(text: str) -> None:
    assert "\x1b" not in read(annotation_page(text))


def test_a_deeply_nested_annotation_is_no_error() -> None:
    assert read(annotation_page("> " * 5_000 + "end"))


def test_an_endless_annotation_is_cut(desk: Desk, shelf: Shelf) -> None:
    write_annotation(desk, "vale", "words and words " * 100_000)
    assert "more characters are not shown" in read(pages(desk, shelf, "vale")["annotation"])


def test_cited_by_shows_the_sentence(desk: Desk, shelf: Shelf) -> None:
    shown = read(pages(desk, shelf, "brandt2004stalls")["cited-by"])
    assert "The first to count the stalls was Brandt (2004), and she counted them twice." in " ".join(shown.split())


def test_cited_by_shows_document_with_place(desk: Desk, shelf: Shelf) -> None:
    assert "market-notes  Brandt (2004)" in read(pages(desk, shelf, "brandt2004stalls")["cited-by"])


def test_the_mark_is_highlighted(desk: Desk, shelf: Shelf) -> None:
    console = Console(width=80, color_system="standard", force_terminal=True)
    with console.capture() as capture:
        console.print(pages(desk, shelf, "brandt2004stalls")["cited-by"].body)
    assert "\x1b[7mBrandt (2004)\x1b[0m" in capture.get()


def test_cited_by_counts_places(desk: Desk, shelf: Shelf) -> None:
    assert pages(desk, shelf, "okoro2019talk")["cited-by"].count == 2


def test_a_document_that_changed_is_said_to_have(desk: Desk, shelf: Shelf) -> None:
    (desk.root / "market-notes.txt").write_text("other", encoding="utf-8")
    assert "has changed" in " ".join(read(pages(desk, shelf, "vale")["cited-by"]).split())


def test_a_work_that_nobody_cites_says_so(desk: Desk, shelf: Shelf) -> None:
    assert "No document here cites" in read(pages(desk, shelf, "tanaka2015koe")["cited-by"])


def test_citing_documents_without_places_are_named(desk: Desk) -> None:
    desk.citations_file.unlink()
    shelf = read_shelf(desk)
    assert "Cited by market-notes; the places are not recorded" in read(pages(desk, shelf, "vale")["cited-by"])


def test_many_places_are_cut_with_the_command_that_shows_all(desk: Desk, shelf: Shelf) -> None:
    many = tuple(shelf.library.citations_of("vale")) * 300
    shelf = dataclasses.replace(shelf, library=dataclasses.replace(shelf.library, citations=many))
    shown = pages(desk, shelf, "vale")["cited-by"]
    assert shown.count == 300
    assert "and 100 more places: refdesk contexts vale" in read(shown)
    assert read(shown).count("market-notes") == 200


def test_problems_stand_with_their_codes(desk: Desk, shelf: Shelf) -> None:
    page = pages(desk, shelf, "okoro2019talk")["problems"]
    assert page.count == 1
    assert read(page) == "title-case  The title is printed in capitals.\n"


def test_a_work_without_problems_says_so(desk: Desk, shelf: Shelf) -> None:
    assert "Nothing odd" in read(pages(desk, shelf, "vale")["problems"])


def test_a_document_has_its_own_problems(desk: Desk, shelf: Shelf) -> None:
    odd = dataclasses.replace(
        shelf.library.documents[0], problems=shelf.library.documents[0].references[0].problems, references=()
    )
    shelf = dataclasses.replace(shelf, library=dataclasses.replace(shelf.library, documents=(odd,)))
    assert pages(desk, shelf, "market-notes")["problems"].count == 1


def test_links_show_every_address(desk: Desk, shelf: Shelf) -> None:
    shown = read(pages(desk, shelf, "okoro2019talk")["links"])
    assert "https://trade.example/talk\nnot checked yet" in shown
    assert "https://doi.org/10.5555/smalltrade.7.10" in shown


def test_a_checked_link_shows_the_verdict(shelf: Shelf) -> None:
    url = "https://norham.example/hall.pdf"
    judgement = Judgement(Verdict.GONE, Confidence.CERTAIN, "The site says so.")
    check = Check(url=url, checked_at=datetime(2026, 5, 1, tzinfo=UTC), judgement=judgement)
    status = LinkStatus(CitedUrl(url, ("council2012hall",)), check, Standing.DEAD)
    assert "gone  2026-05-01  The site says so." in read(links_page({url: status}, entry(shelf, "council2012hall")))


def test_a_work_without_address_says_so(desk: Desk, shelf: Shelf) -> None:
    assert "no address" in read(pages(desk, shelf, "vale")["links"])


def test_the_citation_is_that_of_a_text(desk: Desk, shelf: Shelf) -> None:
    assert citation_text(desk, entry(shelf, "okoro2019talk"), "apa") == "(Okoro & Vale, 2019)"
