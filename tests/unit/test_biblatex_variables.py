"""Every variable of CSL has a place in BibLaTeX, and every field of BibLaTeX that means one reaches it."""

from typing import Any

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of, fields_of, put_entry
from refdesk.formats.csl_json import csl_of, work_of
from refdesk.formats.exchange import write_works
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work


def entry(kind: str, fields: str) -> Entry:
    return entries_of(BibFile.parse(f"@{kind}{{k, {fields}}}".encode()))[0][0]


def item(kind: str, fields: str) -> dict[str, Any]:
    return csl_of(entry(kind, fields).work)


def block(fields: str, kind: str = "book") -> BibFile:
    return BibFile.parse(f"@{kind}{{k,\n  {fields}\n}}\n".encode())


@pytest.mark.parametrize(
    ("kind", "field", "value", "variable", "read"),
    [
        ("book", "annotation", "Good.", "annote", "Good."),
        ("book", "annote", "Good.", "annote", "Good."),
        ("book", "library", "QA 76", "call-number", "QA 76"),
        ("book", "origtitle", "T", "original-title", "T"),
        ("book", "origpublisher", "P", "original-publisher", "P"),
        ("book", "origlocation", "L", "original-publisher-place", "L"),
        ("book", "pubstate", "inpress", "status", "in press"),
        ("book", "pubstate", "lost", "status", "lost"),
        ("book", "shorttitle", "S", "title-short", "S"),
        ("book", "volumes", "4", "number-of-volumes", "4"),
        ("book", "part", "2", "part-number", "2"),
        ("incollection", "chapter", "7", "chapter-number", "7"),
        ("article", "shortjournal", "J. X", "container-title-short", "J. X"),
        ("article", "issuetitle", "Special", "volume-title", "Special"),
        ("article", "pmid", "12", "PMID", "12"),
        ("article", "pmcid", "PMC1", "PMCID", "PMC1"),
        ("software", "version", "1.2", "version", "1.2"),
        ("inproceedings", "venue", "Rome", "event-place", "Rome"),
        ("online", "eprint", "2101.00001", "archive_location", "2101.00001"),
        ("online", "eprintclass", "cs.CL", "archive_collection", "cs.CL"),
        ("online", "eprinttype", "arxiv", "archive", "arXiv"),
        ("online", "archiveprefix", "arXiv", "archive", "arXiv"),
        ("online", "langid", "brazil", "language", "pt-BR"),
    ],
)
def test_a_field_reaches_its_variable(kind: str, field: str, value: str, variable: str, read: str) -> None:
    assert item(kind, f"{field} = {{{value}}}")[variable] == read


@pytest.mark.parametrize(
    ("fields", "variable"),
    [
        ("origdate = {1867}", "original-date"),
        ("origyear = {1867}", "original-date"),
    ],
)
def test_the_date_of_the_original_is_read(fields: str, variable: str) -> None:
    assert item("book", fields)[variable] == {"date-parts": [[1867]]}


def test_the_days_of_a_congress_are_a_range() -> None:
    dates = item("inproceedings", "eventdate = {2019-06-01/2019-06-04}")["event-date"]
    assert dates == {"date-parts": [[2019, 6, 1], [2019, 6, 4]]}


@pytest.mark.parametrize(
    ("kind", "fields", "csl_type"),
    [
        ("article", "entrysubtype = {Newspaper}", "article-newspaper"),
        ("article", "entrysubtype = {magazine}", "article-magazine"),
        ("online", "entrysubtype = {blog post}", "post-weblog"),
        ("misc", "entrysubtype = {podcast}", "broadcast"),
        ("unpublished", "eventtitle = {Meeting}", "speech"),
        ("unpublished", "title = {T}", "manuscript"),
        ("movie", "title = {T}", "motion_picture"),
        ("suppbook", "title = {T}", "chapter"),
        ("jurisdiction", "title = {T}", "legal_case"),
        ("nonsense", "title = {T}", "document"),
    ],
)
def test_an_entry_has_the_type_that_it_tells(kind: str, fields: str, csl_type: str) -> None:
    assert item(kind, fields)["type"] == csl_type


def test_a_manuscript_read_at_an_event_stays_a_manuscript() -> None:
    assert fields_of(Entry(citekey="k", work=Work(type="manuscript", event="E")))[1]["entrysubtype"] == "manuscript"


# -- works in volumes --------------------------------------------------------------------------------------------------


def test_the_title_of_the_whole_is_csl_s_title() -> None:
    said = item("book", "title = {Letters}, maintitle = {Works}, mainsubtitle = {All}")
    assert (said["title"], said["volume-title"]) == ("Works: All", "Letters")


def test_of_a_part_the_book_s_title_is_the_volume_s() -> None:
    said = item("inbook", "title = {T}, booktitle = {Letters}, maintitle = {Works}")
    assert (said["title"], said["container-title"], said["volume-title"]) == ("T", "Works", "Letters")


def test_a_library_keeps_the_volume_s_own_title() -> None:
    work = work_of({"type": "book", "title": "Works", "volume-title": "Letters"})
    assert (work.title, work.main_title) == ("Letters", "Works")


@pytest.mark.parametrize(
    "work",
    [
        Work(type="book", main_title="M"),
        Work(type="book", title="T", volume_title="V"),
        Work(type="book", title="T", volume_title="V", main_title="M"),
        Work(type="song", title="T", main_title="M"),
        Work(type="chapter", container="C", main_title="M"),
    ],
)
def test_titles_that_csl_cannot_tell_apart_come_back(work: Work) -> None:
    assert work_of(csl_of(work)) == work


# -- people ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "variable"),
    [
        ("editor = {A, B}, editortype = {director}", "director"),
        ("editora = {A, B}, editoratype = {execproducer}", "executive-producer"),
        ("editorb = {A, B}, editorbtype = {Series Editor}", "collection-editor"),
        ("editorc = {A, B}, editorctype = {redactor}", "contributor"),
        ("namea = {A, B}, nameatype = {composer}", "composer"),
    ],
)
def test_people_are_known_by_their_role(fields: str, variable: str) -> None:
    assert item("book", fields)[variable] == [{"family": "A", "given": "B"}]


def test_who_has_another_role_is_no_editor() -> None:
    assert "editor" not in item("book", "editor = {A, B}, editortype = {compiler}")


def test_two_fields_of_one_role_are_one_list() -> None:
    fields = "namea = {A, B}, nameatype = {performer}, nameb = {C, D}, namebtype = {performer}"
    assert [name["family"] for name in item("music", fields)["performer"]] == ["A", "C"]


def test_a_film_names_its_director_in_the_editor_s_place() -> None:
    _, fields = fields_of(Entry(citekey="k", work=Work(type="motion_picture", directors=(Name("Varda", "A."),))))
    assert (fields["editor"], fields["editortype"]) == ("Varda, A.", "director")


def test_people_beyond_all_places_stand_in_the_addendum() -> None:
    names = (Name("A"),)
    work = Work(type="thesis", compilers=names, contributors=names, organizers=names, directors=names)
    assert fields_of(Entry(citekey="k", work=work))[1]["addendum"] == "directors: A"


def test_people_whose_role_changes_leave_their_old_place() -> None:
    bibfile = block("editor = {A, B},\n  editortype = {compiler},")
    before = entries_of(bibfile)[0][0]
    after = Entry(citekey="k", work=Work(type="book", editors=(Name("A", "B"),)))
    assert dict(put_entry(bibfile, after, previous=before).fields("k")) == {"editor": "A, B"}


def test_a_new_editor_leaves_other_people_as_they_stand() -> None:
    bibfile = block("editor = {A, B},\n  editora = {C, D},\n  editoratype = {reviser},")
    before = entries_of(bibfile)[0][0]
    after = Entry(citekey="k", work=Work(type="book", editors=(Name("E"),), contributors=(Name("C", "D"),)))
    assert entries_of(put_entry(bibfile, after, previous=before))[0][0].work == after.work


def test_a_particle_behind_the_given_name_is_dropped_in_cites() -> None:
    assert item("book", "author = {Humboldt, Alexander von}")["author"] == [
        {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}
    ]


def test_a_dropping_particle_comes_back() -> None:
    name = {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"}
    assert csl_of(work_of({"author": [name]}))["author"] == [name]


# -- archives ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("kind", "variable"), [("pubmed", "PMID"), ("PMC", "PMCID")])
def test_an_eprint_of_pubmed_is_its_number(kind: str, variable: str) -> None:
    said = item("article", f"eprint = {{12}}, eprinttype = {{{kind}}}")
    assert (said[variable], "archive" in said) == ("12", False)


def test_arxiv_s_name_before_the_number_is_not_said_twice() -> None:
    assert item("online", "eprint = {arXiv:2101.1}, eprinttype = {arxiv}")["archive_location"] == "2101.1"


def test_an_archive_of_papers_is_no_eprint() -> None:
    work = Work(type="manuscript", archive="National Archives", archive_location="Box 3")
    _, fields = fields_of(Entry(citekey="k", work=work))
    assert (fields["addendum"], "eprint" in fields) == ("archive: National Archives; archive location: Box 3", False)


# -- other formats -----------------------------------------------------------------------------------------------------

DATED = Entry(citekey="k", work=Work(type="book", title="T", status="in press", medium="DVD"))


@pytest.mark.parametrize("format_name", ["ris", "enw", "endnote-xml", "mods"])
def test_other_formats_tell_it_in_the_note(format_name: str) -> None:
    assert "medium: DVD; status: in press" in write_works([DATED], format_name).data


def test_classic_bibtex_has_it_in_a_field() -> None:
    assert "pubstate = {inpress}" in write_works([DATED], "bibtex").data


def test_classic_bibtex_tells_in_the_note_what_has_no_field() -> None:
    assert "note = {medium: DVD}" in write_works([DATED], "bibtex").data


@pytest.mark.parametrize("format_name", ["ris", "bibtex", "biblatex", "csl-json", "csl-yaml", "mods"])
def test_nothing_of_it_is_lost(format_name: str) -> None:
    assert write_works([DATED], format_name).warnings == ()


@pytest.mark.parametrize(("kind", "written"), [("chapter", "chapter = {7}"), ("report", "note = {chapter number: 7}")])
def test_classic_bibtex_has_a_chapter_where_it_prints_one(kind: str, written: str) -> None:
    assert written in write_works([Entry(citekey="k", work=Work(type=kind, chapter_number="7"))], "bibtex").data
