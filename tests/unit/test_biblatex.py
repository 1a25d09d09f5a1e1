"""What entries of a library file mean, and how works are written as such."""

import dataclasses

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of, entry_of, fields_of, problems_of, put_entry
from refdesk.formats.biblatex_names import OTHERS
from refdesk.model.date import PartialDate
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work


def entry(text: str) -> Entry:
    return entry_of(BibFile.parse(text.encode()).entries[0])


def work(fields: str, kind: str = "misc") -> Work:
    return entry(f"@{kind}{{k, {fields}}}").work


def fields(kind: str = "document", **known: object) -> dict[str, str]:
    return fields_of(Entry(citekey="k", work=Work(type=kind, **known)))[1]  # type: ignore[arg-type]


def put(text: str, **changes: object) -> str:
    """The text of an entry after fields of its work were changed."""
    bibfile = BibFile.parse(text.encode())
    old = entry_of(bibfile.entries[0])
    new = dataclasses.replace(old, work=dataclasses.replace(old.work, **changes))  # type: ignore[arg-type]
    return put_entry(bibfile, new, previous=old).to_bytes().decode()


# -- types -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("csl", "kind", "subtype"),
    [
        ("article-journal", "article", None),
        ("article-newspaper", "article", "newspaper"),
        ("article-magazine", "article", "magazine"),
        ("webpage", "online", None),
        ("post-weblog", "online", "post-weblog"),
        ("report", "report", None),
        ("book", "book", None),
        ("thesis", "thesis", None),
        ("paper-conference", "inproceedings", None),
        ("speech", "unpublished", "speech"),
        ("legislation", "misc", "legislation"),
        ("document", "misc", None),
    ],
)
def test_a_work_is_written_under_its_type(csl: str, kind: str, subtype: str | None) -> None:
    written, found = fields_of(Entry(citekey="k", work=Work(type=csl)))
    assert (written, found.get("entrysubtype")) == (kind, subtype)


def test_a_chapter_of_an_edited_book_is_incollection() -> None:
    assert fields_of(Entry(citekey="k", work=Work(type="chapter", editors=(Name("A"),))))[0] == "incollection"


def test_a_chapter_without_editor_is_inbook() -> None:
    assert fields_of(Entry(citekey="k", work=Work(type="chapter")))[0] == "inbook"


@pytest.mark.parametrize(
    ("kind", "csl"),
    [
        ("PhdThesis", "thesis"),
        ("techreport", "report"),
        ("conference", "paper-conference"),
        ("www", "webpage"),
        ("video", "motion_picture"),
        ("incollection", "chapter"),
        ("manual", "book"),
        ("customa", "document"),
    ],
)
def test_types_of_other_hands_are_known(kind: str, csl: str) -> None:
    assert work("", kind).type == csl


def test_an_entrysubtype_that_says_nothing_leaves_the_type() -> None:
    assert work("entrysubtype={loud}", "book").type == "book"


# -- reading -----------------------------------------------------------------------------------------------------------


def test_how_many_pages_a_book_has_is_its_pagetotal() -> None:
    assert fields("book", title="T", number_of_pages="345")["pagetotal"] == "345"


def test_a_pagetotal_is_no_range_of_pages() -> None:
    read = work("pagetotal = {345}", "book")
    assert (read.number_of_pages, read.pages) == ("345", None)


def test_a_title_is_joined_with_its_subtitle() -> None:
    assert work("title={War}, subtitle={A History}").title == "War: A History"


def test_a_subtitle_behind_a_question_needs_no_colon() -> None:
    assert work("title={Why?}, subtitle={A History}").title == "Why? A History"


def test_latex_is_read_as_unicode() -> None:
    assert work(r"title={G{\"o}del \& {\'E}cole -- {BBC}}").title == "Gödel & École – BBC"


def test_an_address_keeps_its_percent_signs() -> None:
    assert work("url={http://x.org/a%20b_c~d#e}").url == "http://x.org/a%20b_c~d#e"


def test_an_escaped_address_is_read_plain() -> None:
    assert work(r"url={http://x.org/a\_b\%20c}").url == "http://x.org/a_b%20c"


def test_several_addresses_in_one_field_are_parted() -> None:
    assert work("url={http://x.org/a;\n   http://y.org, https://z.org/a b}").urls == (
        "http://x.org/a",
        "http://y.org",
        "https://z.org/a b",
    )


def test_an_address_broken_over_lines_is_joined() -> None:
    assert work("url={http://x.org/a/\n   b}").url == "http://x.org/a/b"


@pytest.mark.parametrize("prefix", ["https://doi.org/", "http://dx.doi.org/", "doi: ", "DOI:", ""])
def test_a_doi_is_read_bare(prefix: str) -> None:
    assert work(f"doi={{{prefix}10.1000/x}}").doi == "10.1000/x"


def test_an_escaped_doi_is_read_plain() -> None:
    assert work(r"doi={10.1000/a\_b}").doi == "10.1000/a_b"


def test_an_address_in_howpublished_is_the_address() -> None:
    read = work(r"howpublished={\url{http://x.org}}")
    assert (read.url, read.container) == ("http://x.org", None)


def test_an_address_in_a_note_is_an_address() -> None:
    assert work(r"note={See \url{http://x.org}}").urls == ("http://x.org",)


def test_further_addresses_follow_the_first() -> None:
    assert work("url={http://x.org}, alturl={http://y.org http://z.org}").urls == (
        "http://x.org",
        "http://y.org",
        "http://z.org",
    )


def test_a_date_is_read_as_edtf() -> None:
    assert work("date={2021-03/2021-04~}").issued == PartialDate(2021, 3, None, PartialDate(2021, 4, approximate=True))


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("year=2021", PartialDate(2021)),
        ("year=2021, month=mar", PartialDate(2021, 3)),
        ("year={2021}, month={March}", PartialDate(2021, 3)),
        ("year=2021, month=3, day=9", PartialDate(2021, 3, 9)),
        ('year=2021, month=mar # "~9"', PartialDate(2021, 3, 9)),
        ("year=2021, month={Spring term}", PartialDate(2021)),
        ("year=2021, month=13", PartialDate(2021)),
        ("date={2021-05-06T10:00:00}", PartialDate(2021, 5, 6, time="T10:00:00")),
        ("year={1999/2000}", PartialDate(1999, end=PartialDate(2000))),
        (r"year={{\natexlab{a}2001}}", PartialDate(2001)),
        ("year={2001a}", PartialDate(2001)),
        ("year={[1899]}", PartialDate(1899)),
        ("year={c. 1850}", PartialDate(1850, approximate=True)),
        ("year={May 2001}", PartialDate(2001, 5)),
        ("year=2001, month={may/jun}", PartialDate(2001, 5, end=PartialDate(2001, 6))),
        ("year=2001, month={10~jan}", PartialDate(2001, 1, 10)),
        ("year=2001, month={Winter}", PartialDate(2001, 24)),
        ("year=2021, month=2, day=30", PartialDate(2021, 2)),
        (r"year={2001{\natexlab{a}}}", PartialDate(2001)),
        ("year=2001, month={dec/jan}", PartialDate(2001, 12)),
        ("year={29 February 2021}", PartialDate(2021)),
        ("date={2001 " + "x" * 300 + "}", None),
        ("date={in press}, year={2020}", PartialDate(2020)),
        ("month=may", None),
        ("date={2021}, year=1999", PartialDate(2021)),
        ("year={1965--1981}", PartialDate(1965, None, None, PartialDate(1981))),
        ("year={{2021}}", PartialDate(2021)),
    ],
)
def test_a_date_in_parts_is_read(written: str, date: PartialDate | None) -> None:
    assert work(written).issued == date


def test_an_unreadable_date_is_a_problem() -> None:
    block = BibFile.parse(b"\n@misc{k, year={n.d.}}").entries[0]
    assert [(problem.code, "Line 2" in problem.message) for problem in problems_of(block)] == [
        ("unreadable-date", True)
    ]


@pytest.mark.parametrize(
    ("written", "code", "told"),
    [
        ("year={in press}", "unreadable-date", "in press"),
        ("date={2021-02-30}", "odd-date", "2021-02-30"),
        ("year={2001a}", "odd-date", "read as 2001"),
        ("year=2021, month=2, day=30", "odd-date", "2021, 2, 30"),
        ("year=2021, month={Hilary term}", "odd-date", "Hilary term"),
        ("urldate={yesterday}", "unreadable-date", "yesterday"),
        ("date={" + "x" * 1000 + "}", "unreadable-date", "xxx"),
    ],
)
def test_a_date_of_nobodys_rules_is_told(written: str, code: str, told: str) -> None:
    (problem,) = problems_of(BibFile.parse(f"@misc{{k, {written}}}".encode()).entries[0])
    assert (problem.code, told in problem.message) == (code, True)


def test_a_date_of_nobodys_rules_stays_as_it_is() -> None:
    assert put("@misc{k, year={2001a}, title={A}}", title="B") == "@misc{k, year={2001a}, title={B}}"


def test_a_readable_date_is_no_problem() -> None:
    assert problems_of(BibFile.parse(b"@misc{k, date={2021}, urldate={2021-01-02}}").entries[0]) == ()


def test_a_macro_is_read_by_its_text() -> None:
    bibfile = BibFile.parse(b"@string{dawn = {Dawn}}@article{k, journaltitle = dawn}")
    assert entry_of(bibfile.entries[0]).work.container == "Dawn"


def test_bibtex_names_of_fields_are_read() -> None:
    read = work("journal={Dawn}, address={Lahore}", "article")
    assert read.container == "Dawn"


def test_pages_are_read_with_one_hyphen() -> None:
    assert work("pages={1--3, 5–7}", "article").pages == "1-3, 5-7"


def test_a_thesis_type_says_which_degree() -> None:
    assert work("school={LUMS}", "phdthesis").genre == "PhD thesis"


def test_a_patent_type_says_which_office() -> None:
    assert work("type={patentus}", "patent").genre == "U.S. patent"


def test_a_report_called_report_has_no_genre() -> None:
    assert work("type={report}", "report").genre is None


def test_an_addendum_of_another_hand_is_no_field() -> None:
    assert work("addendum={With a map; signed}") == Work()


def test_keywords_are_parted_at_commas() -> None:
    assert entry("@misc{k, keywords={source, {a, b} ,c,}}").keywords == ("source", "a, b", "c")


def test_aliases_are_read() -> None:
    assert entry("@misc{k, ids={old, older}}").aliases == ("old", "older")


@pytest.mark.parametrize(
    ("written", "paths"),
    [
        ("a b.pdf;c.txt", ("a b.pdf", "c.txt")),
        (":a/b.pdf:PDF", ("a/b.pdf",)),
        (r"Full text:C\:\\b.pdf:PDF;x\;y.txt", ("C:\\b.pdf", "x;y.txt")),
    ],
)
def test_files_are_read_in_biblatex_and_jabref_form(written: str, paths: tuple[str, ...]) -> None:
    assert entry(f"@misc{{k, file={{{written}}}}}").files == paths


def test_sets_are_no_works() -> None:
    assert entries_of(BibFile.parse(b"@set{k, entryset={x}}@xdata{x, date={soon}}")) == ((), ())


def test_an_entry_without_key_is_no_work() -> None:
    assert entries_of(BibFile.parse(b"@misc{, title={x}}")) == ((), ())


# -- names -------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ("Khan, Akram", Name("Khan", "Akram")),
        ("Akram Khan", Name("Khan", "Akram")),
        ("Plato", Name("Plato")),
        ("de Courson, Marie", Name("Courson", "Marie", "de")),
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", "", "Jr.")),
        ("{United Nations}", Name(literal="United Nations")),
        ("{{Barnes and Noble}}", Name(literal="Barnes and Noble")),
        (r"G{\"o}del, Kurt", Name("Gödel", "Kurt")),
        (r"{\'E}luard, Paul", Name("Éluard", "Paul")),
        ("family=Courson, given={Marie, C.}, prefix=De, useprefix=true", Name("Courson", "Marie, C.", "De")),
        ("von~Neumann, John", Name("Neumann", "John", "von")),
        ("Jean de la Fontaine", Name("Fontaine", "Jean", "de la")),
        ("de la Vallée Poussin, Charles", Name("Vallée Poussin", "Charles", "de la")),
        ("Ford, Jr., Henry", Name("Ford", "Henry", "", "Jr.")),
        ("von Last, Jr, First", Name("Last", "First", "von", "Jr")),
        ("Jean-Paul Sartre", Name("Sartre", "Jean-Paul")),
        ("al-Haddad, Ahmed", Name("al-Haddad", "Ahmed")),
        ("bell hooks", Name("hooks", "", "bell")),
        ("{De} Courson, Marie", Name("De Courson", "Marie")),
        (r"{\'e}tienne de Bo", Name("Bo", "", "étienne de")),
        (r"{\relax Yu}ri Holov", Name("Holov", "Yuri")),
        (r"\'Etienne Balibar", Name("Balibar", "Étienne")),
        (r"Dezs\H o Nagy", Name("Nagy", "Dezső")),
        (r"Mart\'\i nez, Jos\'e", Name("Martínez", "José")),
        (r"Setubal, Jo\~{a}o", Name("Setubal", "João")),
        (r"Christina A. L.\ Thiele", Name("Thiele", "Christina A. L.")),
        ("Khan,", Name("Khan")),
        (", Akram", Name("", "Akram")),
        ("Khan,, Akram", Name("Khan", "Akram")),
        ("Klema, V.,", Name("Klema", "V.")),
        ("Hu, X., Li, Y., Wu, Z.", Name(literal="Hu, X., Li, Y., Wu, Z.")),
        ("徐增林", Name("徐增林")),
        ("family=Sartre, given=Jean-Paul, given-i={JP}", Name("Sartre", "Jean-Paul")),
        ("family=Sartre, given-i=JP", Name("Sartre", "JP")),
        ("Family={King}, Given={M. L.}, Suffix={Jr.}", Name("King", "M. L.", "", "Jr.")),
        ('family="Khan", given="Akram"', Name("Khan", "Akram")),
    ],
)
def test_a_name_is_split(written: str, name: Name) -> None:
    assert work(f"author={{{written}}}").authors == (name,)


@pytest.mark.parametrize(
    ("written", "labels"),
    [
        ("A, X and {B and C} and D, Y", ["A", "B and C", "D"]),
        ("A, X\n\tAND\n  B, Y", ["A", "B"]),
        ("and A, X and", ["A"]),
        ("A, X and and B, Y", ["A", "B"]),
        ("Anderson, X and Sandand, Y", ["Anderson", "Sandand"]),
        ("A, X and others", ["A", "others"]),
        ("", []),
    ],
)
def test_names_are_parted_at_and(written: str, labels: list[str]) -> None:
    assert [name.label for name in work(f"author={{{written}}}").authors] == labels


def test_a_list_of_many_names_is_read_whole() -> None:
    many = " and ".join(f"Family{number}, G" for number in range(12_000))
    assert len(work(f"author={{{many}}}").authors) == 12_000


def test_an_unchanged_list_of_names_keeps_its_bytes() -> None:
    text = "@misc{k,\n  author = {A. B.  Khan and\n    {\\'E}. Bo and others},\n}"
    assert put(text, title="T").startswith(text[:-1])


def test_a_changed_list_of_names_keeps_its_others() -> None:
    text = "@misc{k, author={Khan, A. and others}}"
    changed = (Name("Khan", "Akram"), *work("author={Khan, A. and others}").authors[1:])
    assert put(text, authors=changed) == "@misc{k, author={Khan, Akram and others}}"


def test_others_are_a_name_of_their_own() -> None:
    assert work("author={Khan, Akram and others}").authors == (Name("Khan", "Akram"), OTHERS)


def test_a_body_is_written_in_braces() -> None:
    assert fields(authors=(Name(literal="Barnes & Noble"),))["author"] == r"{Barnes \& Noble}"


def test_a_particle_with_a_capital_is_written_out() -> None:
    assert fields(authors=(Name("Courson", "M.", "De"),))["author"] == (
        "family={Courson}, given={M.}, prefix={De}, useprefix=true"
    )


def test_a_plain_name_is_written_plainly() -> None:
    assert fields(authors=(Name("Khan", "Akram"), Name("Beethoven", "L.", "van")))["author"] == (
        "Khan, Akram and van Beethoven, L."
    )


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_report_is_issued_by_an_institution() -> None:
    assert fields("report", publisher="USIP")["institution"] == "USIP"


def test_a_report_without_genre_has_a_type_all_the_same() -> None:
    assert fields("report")["type"] == "report"


def test_a_genre_that_biblatex_knows_is_written_by_its_key() -> None:
    assert fields("thesis", genre="PhD thesis")["type"] == "phdthesis"


def test_others_alone_are_a_name() -> None:
    assert fields(authors=(OTHERS,))["author"] == "{others}"


def test_a_list_field_braces_its_and() -> None:
    assert fields("book", publisher="Simon and Schuster")["publisher"] == "{Simon and Schuster}"


def test_a_journal_title_keeps_its_and_bare() -> None:
    assert fields("article-journal", container="War and Peace")["journaltitle"] == "War and Peace"


def test_a_newspaper_section_stands_beside_its_title() -> None:
    assert fields("article-newspaper", section="Pakistan")["journaltitleaddon"] == "Pakistan"


def test_pages_are_written_with_two_hyphens() -> None:
    assert fields("article-journal", pages="12–14")["pages"] == "12--14"


def test_what_has_no_place_goes_to_the_addendum() -> None:
    assert fields("webpage", place="Paris", volume="XII")["addendum"] == "place: Paris; volume: XII"


def test_a_volume_that_is_no_number_goes_to_the_addendum() -> None:
    assert fields("book", volume="XII") == {"addendum": "volume: XII"}


def test_signs_of_latex_are_escaped_in_text() -> None:
    assert fields(title="50% of R&D #1 {x}")["title"] == r"50\% of R\&D \#1 {\textbraceleft}x{\textbraceright}"


def test_an_address_is_written_as_it_is() -> None:
    assert fields(urls=("http://x.org/a_b%20c#d&e",))["url"] == "http://x.org/a_b%20c#d&e"


def test_braces_in_an_address_are_encoded() -> None:
    assert fields(urls=("http://x.org/{a}",))["url"] == "http://x.org/%7Ba%7D"


def test_a_language_is_written_by_babels_name() -> None:
    assert fields(language="en-GB")["langid"] == "british"


def test_control_characters_become_spaces() -> None:
    assert fields(title="a\x0cb\ud800c")["title"] == "a b c"


def test_empty_fields_are_not_written() -> None:
    assert fields() == {}


# -- editing -----------------------------------------------------------------------------------------------------------

HAND_MADE = """@Article{k,
  title   = {{BBC} and {\\'E}cole},
  journal = "Dawn",
  year    = 2021,
  month   = mar,
  own     = {kept},
}
"""


def test_an_untouched_field_keeps_its_latex() -> None:
    assert put(HAND_MADE, note="new") == HAND_MADE.replace("kept},\n", "kept},\n  note    = {new},\n")


def test_a_field_is_changed_under_the_name_it_has() -> None:
    assert put(HAND_MADE, container="The News") == HAND_MADE.replace('"Dawn"', '"The News"')


def test_a_new_date_takes_the_place_of_its_parts() -> None:
    assert put(HAND_MADE, issued=PartialDate(2022)) == HAND_MADE.replace(
        "  year    = 2021,\n  month   = mar,\n", ""
    ).replace("kept},\n", "kept},\n  date    = {2022},\n")


def test_a_new_title_takes_the_subtitle_with_it() -> None:
    assert put("@misc{k, title={A}, subtitle={B}}", title="C") == "@misc{k, title={C}}"


def test_a_removed_field_goes() -> None:
    assert put(HAND_MADE, container=None) == HAND_MADE.replace('  journal = "Dawn",\n', "")


def test_a_changed_type_changes_its_word() -> None:
    assert put("@misc{k,\n  title = {A},\n}", type="book") == "@book{k,\n  title = {A},\n}"


def test_an_addendum_of_another_hand_is_kept_beside_ours() -> None:
    assert put("@book{k, addendum={With a map}}", volume="XII") == "@book{k, addendum={With a map; volume: XII}}"


def test_an_unreadable_date_stays() -> None:
    text = "@misc{k, year={n.d.}}"
    assert put(text, title="A") == "@misc{k, year={n.d.}, title={A}}"


def test_entries_can_be_put_one_after_the_other() -> None:
    bibfile = BibFile.parse(b"@misc{a,\n  title = {A},\n}\n@misc{b,\n  title = {B},\n}\n")
    for old in [entry_of(block) for block in bibfile.entries]:
        bibfile = put_entry(bibfile, dataclasses.replace(old, cited_by=("x",)), previous=old)
    assert [entry_of(block).cited_by for block in bibfile.entries] == [("x",), ("x",)]


def test_a_renamed_entry_changes_its_key() -> None:
    bibfile = BibFile.parse(b"@misc{a,}")
    old = entry_of(bibfile.entries[0])
    assert put_entry(bibfile, dataclasses.replace(old, citekey="b"), previous=old).to_bytes() == b"@misc{b,}"


def test_a_second_entry_of_one_key_is_refused() -> None:
    with pytest.raises(RefdeskError, match="taken"):
        put_entry(BibFile.parse(b"@misc{k,}"), Entry(citekey="k", work=Work()))
