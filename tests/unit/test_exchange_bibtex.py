"""BibTeX read as a whole, and written for BibTeX's own styles."""

import re
import shutil
import subprocess
from dataclasses import replace
from pathlib import Path

import pytest

from refdesk.formats.csl_json import CSL_TYPES
from refdesk.formats.exchange import Imported, read_works, write_works
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

CURIE = Name("Curie", "Marie")


def read(text: str) -> Imported:
    return read_works(text.encode(), "bibtex")


def classic(work: Work, key: str = "k") -> str:
    return write_works([Entry(citekey=key, work=work)], "bibtex").data


def field(name: str, work: Work) -> str | None:
    found = re.search(rf"^  {name} = (.*),$", classic(work), re.MULTILINE)
    return found[1] if found else None


def lost(work: Work) -> str:
    return " ".join(write_works([Entry(citekey="k", work=work)], "bibtex").warnings)


# -- reading -----------------------------------------------------------------------------------------------------------


def test_macros_are_resolved() -> None:
    assert read("@string{j = {Nature}}\n@article{a, journal = j}").entries[0].work.container == "Nature"


def test_a_broken_block_is_left_out_with_its_line() -> None:
    (left_out,) = read("@book{a, title={A}}\n@book{b, title={B\n@book{c, title={C}}\n").left_out
    assert left_out.place == "line 2"


def test_a_broken_block_of_bibtex_hides_no_other() -> None:
    assert [entry.citekey for entry in read("@book{a, title={A}}\n@book{b, title={B\n@book{c, title={C}}").entries] == [
        "a",
        "c",
    ]


@pytest.mark.parametrize("block", ["@set{s, entryset={a}}", "@xdata{s, publisher={P}}", "% @book{s, title={T}}"])
def test_what_is_no_work_is_left_out(block: str) -> None:
    read_back = read(f"{block}\n")
    assert (len(read_back.entries), len(read_back.left_out)) == (0, 1)


@pytest.mark.parametrize("block", ["@string{a = {b", "@comment{x}", "@preamble{{x}}"])
def test_a_block_that_is_no_item_is_not_counted(block: str) -> None:
    assert read(block) == Imported()


def test_an_entry_without_a_key_is_read() -> None:
    assert [(entry.citekey, entry.work.title) for entry in read("@book{, title={T}}").entries] == [("", "T")]


def test_both_entries_of_one_key_are_read() -> None:
    assert len(read("@book{a, title={A}}\n@book{a, title={B}}").entries) == 2


def test_fields_without_a_place_go_to_the_note() -> None:
    entry = read("@article{a, title={T}, note={N}, holder={H}, iswc={2}, publisher={P}}").entries[0]
    assert entry.work.note == "N\n\nholder: H; iswc: 2; publisher: P"


def test_fields_that_steer_programs_go_nowhere() -> None:
    assert read("@book{a, title={T}, sortkey={x}, timestamp={y}, date-added={z}}").entries[0].work.note is None


def test_what_another_field_says_already_is_not_noted() -> None:
    assert read(r"@misc{a, title={T}, howpublished={\url{http://a.org}}}").entries[0].work.note is None


def test_biblatex_is_written_with_a_key_for_each_entry() -> None:
    entries = [Entry(citekey=key, work=Work(title="T")) for key in ("", "../../x", "a", "a", "A")]
    keys = re.findall(r"^@misc\{(.*),$", write_works(entries, "biblatex").data, re.MULTILINE)
    assert keys == ["entry1", "x", "a", "a-2", "A-3"]


# -- classic BibTeX ----------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("work", "kind"),
    [
        (Work(type="webpage"), "misc"),
        (Work(type="report"), "techreport"),
        (Work(type="thesis"), "phdthesis"),
        (Work(type="thesis", genre="MA thesis"), "mastersthesis"),
        (Work(type="thesis", genre="Diplomarbeit"), "mastersthesis"),
        (Work(type="entry-encyclopedia"), "incollection"),
        (Work(type="article-newspaper"), "article"),
        (Work(type="manuscript"), "misc"),
        (Work(type="manuscript", note="Kept in Paris"), "unpublished"),
        (Work(type="patent"), "misc"),
    ],
)
def test_types_are_mapped(work: Work, kind: str) -> None:
    assert classic(work).partition("{")[0].rpartition("@")[2] == kind


def test_a_month_is_a_macro() -> None:
    assert field("month", Work(issued=PartialDate(2021, 5))) == "may"


def test_a_day_is_joined_to_the_month() -> None:
    assert field("month", Work(issued=PartialDate(2021, 5, 6))) == 'may # "~6"'


def test_months_of_a_range_are_joined() -> None:
    assert field("month", Work(issued=PartialDate(2021, 5, end=PartialDate(2021, 6)))) == 'may # "--" # jun'


@pytest.mark.parametrize(
    ("date", "year"),
    [
        (PartialDate(2021), "{2021}"),
        (PartialDate(1965, end=PartialDate(1981)), "{1965--1981}"),
        (PartialDate(-43), "{44 BC}"),
        (PartialDate(1990, unspecified="X"), "{1990s}"),
    ],
)
def test_a_year_is_written(date: PartialDate, year: str) -> None:
    assert field("year", Work(issued=date)) == year


def test_a_season_is_printed_as_a_month() -> None:
    assert field("month", Work(issued=PartialDate(2021, 21))) == "{Spring}"


@pytest.mark.parametrize(
    "date", [PartialDate(2021, approximate=True), PartialDate(2021, 5, 6, end=PartialDate(2021, 5, 9))]
)
def test_a_date_that_is_simplified_is_named(date: PartialDate) -> None:
    assert "issued" in lost(Work(title="T", issued=date))


def test_months_of_several_years_are_named() -> None:
    assert "issued" in lost(Work(title="T", issued=PartialDate(2020, 5, end=PartialDate(2021, 6))))


def test_months_of_one_year_are_not_named() -> None:
    assert not lost(Work(title="T", issued=PartialDate(2021, 5, end=PartialDate(2021, 6))))


def test_another_key_is_named() -> None:
    written = write_works([Entry(citekey="../../x", work=Work(title="T"))], "bibtex")
    assert written.warnings == ("../../x: is written under the key x",)


def test_a_key_for_an_entry_without_one_is_not_named() -> None:
    assert not write_works([Entry(citekey="", work=Work(title="T"))], "bibtex").warnings


def test_plain_dates_are_not_named() -> None:
    assert not lost(Work(title="T", issued=PartialDate(2020, end=PartialDate(2021))))


@pytest.mark.parametrize(
    ("title", "written"),
    [
        ("Water in cities", "{Water in cities}"),
        ("Water in Paris", "{Water in {Paris}}"),
        ("NATO and (EU)", "{{NATO} and ({EU})}"),
        ("iPhone use", "{{iPhone} use}"),
        ("Où est l’État", r"{O{\`u} est {l'{\'E}tat}}"),
    ],
)
def test_capitals_are_protected(title: str, written: str) -> None:
    assert field("title", Work(title=title)) == written


def test_capitals_of_a_book_need_no_braces() -> None:
    assert field("title", Work(type="book", title="Water in Paris")) == "{Water in Paris}"


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("Müller", r"{M{\"u}ller}"),
        ("Łódź", r"{{\L}{\'o}d{\'z}}"),
        ("straße", r"{stra{\ss}e}"),
        ("“a” – b — c’s", "{``a'' -- b --- c's}"),
        ("50% & #1_x", r"{50\% \& \#1\_x}"),
    ],
)
def test_letters_are_written_as_tex_knows_them(text: str, written: str) -> None:
    assert field("publisher", Work(type="book", publisher=text)) == written


def test_letters_that_8_bit_bibtex_cannot_print_are_named() -> None:
    assert "Жआ" in lost(Work(title="Жआ"))


@pytest.mark.parametrize(
    ("name", "written"),
    [
        (CURIE, "{Curie, Marie}"),
        (Name("Berg", "J.", "van der", "Jr."), "{van der Berg, Jr., J.}"),
        (Name("Courson", "M.", "De"), "{De Courson, M.}"),
        (Name(literal="World Bank and Sons"), "{{World Bank and Sons}}"),
        (Name("Plato"), "{{Plato}}"),
        (Name("Smith and Sons", "A, B"), "{{Smith and Sons}, {A, B}}"),
        (Name("King", "", "", "Jr."), "{King, Jr., {}}"),
    ],
)
def test_names_take_the_classic_form(name: Name, written: str) -> None:
    assert field("author", Work(authors=(name,))) == written


def test_a_particle_that_belongs_to_the_family_is_braced() -> None:
    assert field("author", Work(authors=(Name("von Neumann", "John"),))) == "{{von Neumann}, John}"


def test_a_given_name_in_small_letters_is_not_braced() -> None:
    assert field("author", Work(authors=(Name("Cummings", "e. e."),))) == "{Cummings, e. e.}"


@pytest.mark.parametrize(
    ("genre", "kind"), [("PhD thesis", None), ("Habilitation", "{Habilitation}"), ("MA thesis", "{MA thesis}")]
)
def test_the_kind_of_a_thesis_is_written_where_the_type_does_not_say_it(genre: str, kind: str | None) -> None:
    assert field("type", Work(type="thesis", genre=genre)) == kind


def test_the_kind_of_a_report_is_written() -> None:
    assert field("type", Work(type="report", genre="PhD thesis")) == "{PhD thesis}"


def test_where_a_manuscript_is_kept_stands_in_its_note() -> None:
    assert field("note", Work(type="manuscript", note="Draft", place="Paris")) == "{Draft. Paris}"


def test_and_others_stands_last() -> None:
    assert field("author", Work(authors=(CURIE, Name(literal="others")))) == "{Curie, Marie and others}"


def test_an_address_stands_in_howpublished() -> None:
    assert (
        field("howpublished", Work(type="webpage", urls=("http://a.org/x_y%20z",))) == r"{\url{http://a.org/x_y%20z}}"
    )


def test_the_address_of_an_article_stands_in_its_note() -> None:
    work = Work(type="article-journal", urls=("http://a.org",), accessed=PartialDate(2021, 5, 6))
    assert field("note", work) == r"{\url{http://a.org}. Accessed 6~May~2021}"


def test_an_address_brings_the_preamble_that_explains_it() -> None:
    assert classic(Work(urls=("http://a.org",))).startswith("@preamble{")


def test_no_address_brings_no_preamble() -> None:
    assert "@preamble" not in classic(Work(title="T"))


def test_an_address_beyond_ascii_is_written_in_percent_signs() -> None:
    assert r"\url{http://a.org/%C3%BC}" in classic(Work(urls=("http://a.org/ü",)))


def test_a_series_has_no_number_beside_a_volume() -> None:
    assert field("number", Work(type="book", collection="S", collection_number="2", volume="1")) is None


def test_the_number_of_an_article_stands_for_its_pages() -> None:
    assert field("pages", Work(type="article-journal", number="e12")) == "{e12}"


def test_the_number_of_an_article_with_pages_is_named() -> None:
    assert lost(Work(type="article-journal", number="e12", pages="1-2")) == "k: bibtex does not hold: number"


def test_a_conference_stands_for_its_missing_proceedings() -> None:
    assert field("booktitle", Work(type="paper-conference", event="ICML")) == "{ICML}"


def test_a_series_without_a_volume_has_its_number() -> None:
    assert field("number", Work(type="book", collection="S", collection_number="2")) == "{2}"


def test_editors_of_a_book_with_authors_stand_in_its_note() -> None:
    work = Work(type="book", authors=(CURIE,), editors=(Name("Bohr", "Niels"),))
    assert (field("editor", work), field("note", work)) == (None, "{Edited by Niels Bohr}")


def test_an_entry_without_names_gets_a_key_to_sort_by() -> None:
    assert field("key", Work(title="The Sea")) == "{The Sea}"


def test_nothing_is_refdesk_s_own() -> None:
    work = Work(
        type="webpage", title="T", printed_title="t", archive_url="http://b.org", urls=("http://a.org", "http://c.org")
    )
    entry = Entry(citekey="k", work=work, cited_by=("x",), aliases=("y",), files=("z.pdf",))
    written = write_works([entry], "bibtex").data
    assert not re.search("citedby|alturl|archiveurl|printedtitle|ids|file|entrysubtype", written)


def test_facts_without_a_field_are_named() -> None:
    entry = Entry(citekey="k", work=Work(type="book", title="T", event="E", archive_url="http://b.org"), files=("x",))
    assert write_works([entry], "bibtex").warnings == ("k: bibtex does not hold: archive url, event, files",)


# -- the real programs -------------------------------------------------------------------------------------------------

NAMES = (Name("Courson", "Éloïse", "De"), Name(literal="World Bank & Co"), Name("Berg", "J.", "van der", "Jr."))
FULL = Work(
    authors=NAMES,
    editors=(Name("Šmíd", "Łukasz"),),
    translators=(Name("Ørsted", "Æ."),),
    title="A study of NATO’s 50% #1 iPhone_case: Étude in “Ghana” – Straße",
    container="Journal of X & Y",
    collection="Series Q",
    collection_number="12",
    event="Conference",
    publisher="Pub",
    place="São Paulo",
    volume="3",
    issue="4",
    number="R-12",
    pages="12-34",
    edition="Second",
    section="5",
    genre="PhD thesis",
    issued=PartialDate(2021, 5, 6),
    accessed=PartialDate(2022, 1, 2),
    doi="10.1/a_b%c",
    urls=("http://example.org/a_b%20c#d?x=1&y=~z^q$w" + "a" * 90,),
    abstract="Abs – ü",
    note="Note & more",
)
DOCUMENT = r"""\documentclass{article}
\usepackage[T1]{fontenc}
%s
\begin{document}\nocite{*}\bibliographystyle{plain}\bibliography{x}\end{document}
"""


@pytest.fixture(scope="module")
def typeset(tmp_path_factory: pytest.TempPathFactory) -> tuple[str, str, str]:
    """What bibtex, LaTeX without and LaTeX with the url package say of an entry of every type."""
    if shutil.which("bibtex") is None or shutil.which("pdflatex") is None:
        pytest.skip("bibtex and pdflatex are not installed: whether they take the file is not known")
    folder = tmp_path_factory.mktemp("classic")
    entries = [Entry(citekey=kind, work=replace(FULL, type=kind), keywords=("ä",)) for kind in sorted(CSL_TYPES)]
    (folder / "x.bib").write_text(write_works(entries, "bibtex").data, encoding="utf-8")
    (folder / "x.tex").write_text(DOCUMENT % "", encoding="utf-8")
    _run(folder, "pdflatex", "-interaction=nonstopmode", "x")
    said = _run(folder, "bibtex", "x")
    bare = _run(folder, "pdflatex", "-interaction=nonstopmode", "x")
    (folder / "x.tex").write_text(DOCUMENT % r"\usepackage{url}", encoding="utf-8")
    return said, bare, _run(folder, "pdflatex", "-interaction=nonstopmode", "x")


def _run(folder: Path, *command: str) -> str:
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", errors="replace", check=False)
    return done.stdout


@pytest.mark.slow
def test_bibtex_finds_nothing_to_warn_of(typeset: tuple[str, str, str]) -> None:
    assert not re.findall(r"^Warning.*|.*error.*", typeset[0], re.MULTILINE)


@pytest.mark.slow
@pytest.mark.parametrize("run", [1, 2], ids=["without the url package", "with the url package"])
def test_latex_prints_what_bibtex_wrote(typeset: tuple[str, str, str], run: int) -> None:
    assert not re.findall(r"^!.*", typeset[run], re.MULTILINE)


@pytest.mark.parametrize(
    ("fields", "note"),
    [
        ("doi = {10.1/3}, holder = {3}", "holder: 3"),  # a figure that stands elsewhere too
        ("url = {http://arxiv.org/abs/2101.1}, reportid = {2101.1}", "reportid: 2101.1"),
        ("origdate = {in spring}", "origdate: in spring"),
        ("editora = {A, B}, editoratype = {cook}", "editora: A, B; editoratype: cook"),
        ("publisher = {P}, organization = {O}", "organization: O"),
        (r"url = {http://b.org}, howpublished = {\url{http://a.org}}", "howpublished: http://a.org"),
        ("groups = {Chapter 1}", "groups: Chapter 1"),
        ("volume = {IV}, addendum = {Reprinted}", "addendum: Reprinted"),
    ],
)
def test_a_field_that_is_not_read_goes_to_the_note(fields: str, note: str) -> None:
    assert read(f"@book{{k, title = {{T}}, {fields}}}").entries[0].work.note == note


def test_another_name_for_the_same_is_no_note() -> None:
    assert read("@article{k, journal = {J}, journaltitle = {J}}").entries[0].work.note is None


def test_a_chapter_s_number_is_read() -> None:
    assert read("@incollection{k, title = {T}, editor = {E, F}, chapter = {3}}").entries[0].work.chapter_number == "3"


@pytest.mark.parametrize("written", [r"http://x.org/a{\%}20b{\_}c", r"http://x.org/a\%20b\_c"])
def test_an_escaped_address_is_read(written: str) -> None:
    assert read(f"@misc{{k, url = {{{written}}}}}").entries[0].work.url == "http://x.org/a%20b_c"


def test_mendeley_s_tilde_is_read() -> None:
    assert read(r"@misc{k, url = {http://x.org/{$\sim$}a}}").entries[0].work.url == "http://x.org/~a"


def test_mendeley_s_path_is_read() -> None:
    assert read(r"@misc{k, file = {:C$\backslash$:/papers/a.pdf:pdf}}").entries[0].files == ("C:/papers/a.pdf",)


@pytest.mark.parametrize(("text", "latex"), [("Ất", r"{\'{\^{A}}}t"), ("ǐ", r"{\v{\i}}"), ("ḥị", r"{\d{h}}{\d{i}}")])
def test_letters_with_accents_are_built(text: str, latex: str) -> None:
    assert field("title", Work(type="book", title=text)) == f"{{{latex}}}"


def test_accents_that_stand_behind_their_letter_are_joined() -> None:
    assert field("title", Work(type="book", title="Jose\u0301")) == r"{Jos{\'e}}"


def test_figures_below_the_line_are_math() -> None:
    assert field("title", Work(type="book", title="H₂O, 10⁻³")) == "{H$_{2}$O, 10$^{-3}$}"


def test_fields_beside_the_entry_are_written() -> None:
    beside = {"eprint": "2101.1", "eprinttype": "arxiv", "pmid": "7"}
    data = write_works([Entry(citekey="k", work=Work(title="T"))], "bibtex", [beside]).data
    assert all(line in data for line in ("  eprint = {2101.1},", "  archiveprefix = {arxiv},", "  pmid = {7},"))


def test_a_field_that_a_style_would_print_is_named_instead() -> None:
    written = write_works([Entry(citekey="k", work=Work(title="T"))], "bibtex", [{"number": "7"}])
    assert ("number =" in written.data, written.warnings) == (False, ("k: bibtex does not hold: number",))


@pytest.mark.parametrize(("key", "good"), [("\ud7fc.", "entry1"), ("../../x", "x"), ("a b", "ab"), (".é", "é")])
def test_a_key_that_bibtex_cannot_bear_is_mended(key: str, good: str) -> None:
    assert f"@misc{{{good}," in classic(Work(title="T"), key)
