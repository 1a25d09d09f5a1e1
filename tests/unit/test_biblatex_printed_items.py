"""The items that a CSL processor gets to print."""

from typing import Any

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.formats.printed_items import printed_items, wants_sentence_case
from refdesk.model.library import Entry
from refdesk.model.work import Work

PLAIN = '<style><text variable="title"/><text variable="title" form="short" text-case="title"/></style>'
TITLE_CASE = '<style><text variable="title" text-case="title"/><text text-case="title" variable="title"/></style>'


def printed(kind: str, fields: str, style: str = PLAIN) -> dict[str, Any]:
    entries, _ = entries_of(BibFile.parse(f"@{kind}{{k, {fields}}}".encode()))
    return printed_items(entries, style)[0]


@pytest.mark.parametrize(("style", "wanted"), [(PLAIN, True), (TITLE_CASE, False), ("<style/>", True)])
def test_a_style_that_prints_titles_as_they_come_wants_sentence_case(style: str, wanted: bool) -> None:
    assert wants_sentence_case(style) is wanted


def test_an_english_title_is_given_in_sentence_case() -> None:
    assert printed("book", "title = {The Origins of War}")["title"] == "The origins of war"


def test_a_style_in_title_case_gets_the_title_as_it_is() -> None:
    assert printed("book", "title = {Turning Over the Page}", TITLE_CASE)["title"] == "Turning Over the Page"


def test_a_title_in_another_language_stays() -> None:
    assert (
        printed("book", "title = {Information and Transfer}, langid = {ngerman}")["title"] == "Information and Transfer"
    )


def test_the_name_of_a_journal_stays() -> None:
    assert printed("article", "title = {T}, journaltitle = {The History of Science}")["container-title"] == (
        "The History of Science"
    )


def test_the_title_of_a_book_that_holds_a_chapter_goes_down() -> None:
    fields = "title = {T}, editor = {E, F}, booktitle = {The History of Science}"
    assert printed("incollection", fields)["container-title"] == "The history of science"


def test_the_name_of_a_law_stays() -> None:
    assert printed("legislation", "title = {The Protection of Children and Schools}")["title"] == (
        "The Protection of Children and Schools"
    )


def test_other_entries_of_the_library_tell_names() -> None:
    entry = Entry(citekey="k", work=Work(type="book", title="The Readers of Listener and Their Habits"))
    other = Entry(citekey="o", work=Work(type="book", title="Why the readers of Listener like their paper"))
    assert printed_items([entry], PLAIN, [other])[0]["title"] == "The readers of Listener and their habits"


def test_markup_reaches_the_processor() -> None:
    assert printed("book", r"title = {On \emph{E. coli}}")["title"] == "On <i>E. coli</i>"


def test_what_stands_behind_a_title_is_printed_behind_it() -> None:
    assert printed("book", "title = {Works}, titleaddon = {New Series}")["title"] == "Works. New Series"


def test_a_preprint_is_published_by_its_archive() -> None:
    said = printed("online", "title = {T}, eprint = {2101.1}, eprinttype = {arxiv}, entrysubtype = {preprint}")
    assert (said["publisher"], said["number"], said["URL"]) == ("arXiv", "arXiv:2101.1", "https://arxiv.org/abs/2101.1")


@pytest.mark.parametrize("kind", ["misc", "online"])
def test_what_stands_in_an_archive_of_preprints_alone_is_a_preprint(kind: str) -> None:
    said = printed(kind, "title = {T}, eprint = {2101.1}, archiveprefix = {arXiv}, primaryclass = {cs.CL}")
    assert (said["type"], said["publisher"], said["number"]) == ("article", "arXiv", "arXiv:2101.1")


def test_what_is_published_elsewhere_is_no_preprint() -> None:
    said = printed("misc", "title = {T}, howpublished = {Blog}, eprint = {2101.1}, archiveprefix = {arXiv}")
    assert said["type"] == "document"


def test_an_archive_of_the_net_is_an_address() -> None:
    said = printed("article", "title = {T}, journaltitle = {J}, eprint = {12345}, eprinttype = {jstor}")
    assert said["URL"] == "https://www.jstor.org/stable/12345"


@pytest.mark.parametrize(("archive", "kept"), [("arxiv", False), ("jstor", False), ("Bodleian", True)])
def test_only_an_archive_of_paper_has_shelves(archive: str, kept: bool) -> None:
    said = printed("article", f"title = {{T}}, journaltitle = {{J}}, eprint = {{12345}}, eprinttype = {{{archive}}}")
    assert ({"archive", "archive_location"} <= said.keys()) is kept


def test_an_address_of_its_own_comes_before_the_archive_s() -> None:
    said = printed("online", "title = {T}, eprint = {2101.1}, eprinttype = {arxiv}, url = {https://x.example}")
    assert said["URL"] == "https://x.example"


def test_a_preprint_with_a_doi_needs_no_address() -> None:
    assert "URL" not in printed("online", "title = {T}, eprint = {2101.1}, eprinttype = {arxiv}, doi = {10.1/x}")


def test_a_patent_has_the_land_that_granted_it() -> None:
    assert printed("patent", "title = {T}, location = {Japan}")["jurisdiction"] == "Japan"


def test_further_authors_are_the_last_name() -> None:
    assert printed("book", "author = {A, B and others}")["author"][-1] == {"literal": "others"}


def test_nothing_of_refdesk_s_own_is_given() -> None:
    assert "custom" not in printed("book", r"title = {\emph{T}}, printedtitle = {T}")
