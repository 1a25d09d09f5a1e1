"""What the rules find, and what they leave alone: one claim a line of each table."""

import datetime as dt

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.linting.catalogue import RULES
from refdesk.linting.findings import Finding
from refdesk.linting.looking import look_over, overview_of
from refdesk.model.library import DocumentRecord, Library, ReferenceRecord
from refdesk.model.problem import Problem

TODAY = dt.date(2024, 5, 17)
# A second entry that shows a library to be BibLaTeX's or classic BibTeX's, and how it writes pages.
MODERN = (
    "@online{modern, author = {Lee, B.}, title = {Ash}, date = {2001}, urldate = {2002-01-01}, url = {https://a.b}}\n"
)
CLASSIC = "".join(
    f"@article{{classic{n}, author = {{Lee, B.}}, title = {{Ash {n}}}, journal = {{J}}, year = 2001, volume = {n}, "
    f"pages = {{1--{n + 2}}}}}\n"
    for n in range(3)
)
PAPER = "@inproceedings{a, author = {Kim, A.}, title = {S}, crossref = {b}}\n"


def found_in(text: str) -> list[Finding]:
    bibfile = BibFile.parse(text.encode())
    entries, problems = entries_of(bibfile)
    library = Library(entries=entries, problems=(*bibfile.problems, *problems))
    return list(look_over(overview_of(bibfile, library, TODAY), "my.bib"))


def codes_in(text: str) -> set[str]:
    return {finding.code for finding in found_in(text)}


def book(fields: str) -> str:
    """A sound book with these fields as well."""
    sound = "author = {Kim, A.},\n  title = {Salt},\n  date = {2020},\n  publisher = {P}"
    return f"@book{{kim2020,\n  {sound},\n  {fields},\n}}\n"


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("missing-field", "@article{a, author = {Kim, A.}, title = {Salt}, date = {2020}}"),
        ("missing-field", "@online{a, author = {Kim, A.}, title = {Salt}, date = {2020}}"),
        ("missing-field", PAPER + "@proceedings{b, title = {All}}"),
        ("missing-field", "@book{a, author = {}, title = {Salt}, date = {2020}}"),
        ("missing-field", "@report{a, author = {Kim, A.}, title = {Salt}, type = {memo}, date = {2020}}"),
        ("missing-field", "@book{a, author = {{Ash Institute}}, title = {Salt}}"),
        ("missing-field", "@report{a, author = {{Ash} Kim}, title = {Salt}, type = {memo}, date = {2020}}"),
        ("missing-field", "@report{a, author = {Kim {Ash}}, title = {Salt}, type = {memo}, date = {2020}}"),
        ("missing-field", "@article{a, title = {Salt}, journaltitle = {J}, entrysubtype = {newspaper}}"),
        ("recommended-field", "@book{a, author = {Kim, A.}, title = {Salt}, date = {2020}}"),
        ("recommended-field", "@article{a, author = {Kim, A.}, title = {Salt}, journaltitle = {J}, date = {2020}}"),
        ("bare-source", "@misc{a, title = {Salt}, keywords = {source}}"),
        ("empty-field", book("note = {}")),
        ("empty-field", book('note = "{}"')),
        ("unknown-type", "@weblog{a, title = {Salt}}"),
        ("misspelt-type", "@artcle{a, title = {Salt}}"),
        ("misspelt-field", book("locatoin = {P}")),
        ("misspelt-field", book("autor = {Kim, A.}")),
        ("misspelt-field", "".join(f"@misc{{{key}, autor = {{K}}}}\n" for key in "abc")),
        ("misspelt-field", "@book{a, autor = {Kim, A.}, title = {Salt}, date = {2020}}"),
        ("impossible-date", book("urldate = {2021-02-29}")),
        ("impossible-date", book("eventdate = {2021-04-31/2021-05-02}")),
        ("reversed-date", book("eventdate = {2021-05-09/2021-05-06}")),
        ("reversed-date", book("origdate = {1999/1998}")),
        ("future-date", book("urldate = {2024-05-18}")),
        ("future-date", "@misc{a, title = {Salt}, date = {2026}}"),
        ("future-date", "@misc{a, title = {Salt}, year = 2201}"),
        ("date-year-mismatch", book("year = {2021}")),
        ("urldate-before-date", book("urldate = {2019-12-31}")),
        ("bad-isbn", book("isbn = {0-306-40615-3}")),
        ("bad-isbn", book("isbn = {978-0-306-40615-8}")),
        ("bad-isbn", book("isbn = {0-306-40615-2, 978-0-306-40615}")),
        ("bad-isbn", book("isbn = {0378-5955}")),
        ("bad-issn", book("issn = {0378-5956}")),
        ("bad-issn", book("issn = {0378-5955, 2434-561Y}")),
        ("bad-orcid", book("orcid = {0000-0002-1825-0098}")),
        ("bad-doi", book("doi = {11.1000/182}")),
        ("bad-doi", book("doi = {10.1000}")),
        ("doi-address", book("doi = {https://doi.org/10.1000/182}")),
        ("doi-address", book("doi = {http://doi.acm.org/10.1000/182}")),
        ("doi-address", book("doi = {doi: 10.1000/182}")),
        ("doi-in-url", book("url = {http://dx.doi.org/10.1000/182}")),
        ("doi-url-mismatch", book("doi = {10.1000/182}, url = {https://doi.org/10.1000/183}")),
        ("bad-url", book("url = {www.example.org}")),
        ("bad-url", book("url = {https://example.org/my report.pdf}")),
        ("url-command", book(r"url = {\url{https://example.org}}")),
        ("escaped-address", book(r"url = {https://example.org/a\_b}")),
        ("url-in-note", book("note = {Read at https://example.org.}")),
        ("url-in-note", book(r"howpublished = {\url{https://example.org}}")),
        ("reversed-pages", book("pages = {187--169}")),
        ("reversed-pages", book("pages = {3, 187-169}")),
        ("page-hyphen", CLASSIC + book("pages = {74-100}")),
        ("page-hyphen", CLASSIC + book("pages = {74-99}")),
        ("page-label", book("pages = {pp. 74--100}")),
        ("page-label", book("pages = {p.7}")),
        ("odd-pages", book("pages = {in press}")),
        ("et-al", book("editor = {Kim, A. et al.}")),
        ("et-al", book("editor = {Kim, A. and Lee, B. and et al}")),
        ("comma-names", book("editor = {Kim, A., Lee, B., Roe, C.}")),
        ("comma-names", book("editor = {Kim, Lee, Roe}")),
        ("comma-names", book("editor = {Kim, Ada, and Lee, Bo}")),
        ("stray-and", book("editor = {Kim, Ada and and Lee, Bo}")),
        ("stray-and", book("editor = {and Kim, Ada}")),
        ("stray-and", book("editor = {Kim, Ada and }")),
        ("stray-and", book("editor = {Kim, Ada and\n}")),
        ("missing-and", book("editor = {Kim, A.; Lee, B.}")),
        ("missing-and", book("editor = {Ada Kim; Bo Lee}")),
        ("missing-and", book(r"editor = {Kim, A. \& Lee, B.}")),
        ("shouted-name", book("editor = {KIM, Ada}")),
        ("unbalanced-braces", book(r"note = {{a \} b}")),
        ("unbalanced-braces", book(r"note = {C:\}")),
        ("unbalanced-dollar", book("note = {a loan of $2 billion}")),
        ("unescaped-sign", book("note = {Law & Order}")),
        ("unescaped-sign", book("note = {50% of all}")),
        ("html-entity", book("note = {Law &amp; Order}")),
        ("html-entity", book(r"note = {Law \&amp; Order}")),
        ("html-entity", book("url = {https://a.b/?c=d&amp;e=f}")),
        ("html-tag", book("note = {The <i>E. coli</i> genome}")),
        ("html-tag", book('note = {H<sub>2</sub>O, <mml:math xmlns="x">y</mml:math>}')),
        ("mojibake", book("editor = {GÃ¶del, Kurt}")),
        ("mojibake", book("note = {itâ€™s}")),
        ("invisible-sign", book("note = {Tax\u200bes}")),
        ("invisible-sign", book("url = {https://a.b/\u00ad}")),
        ("decomposed-letters", book("editor = {Go\u0308del, Kurt}")),
        ("capitals", "@misc{a, title = {THE EVOLUTION OF COOPERATION}, date = {2020}}"),
        ("unprotected-capitals", CLASSIC + "@book{a, author = {Kim, A.}, title = {A model of DNA}, year = 2020}"),
        ("hard-key", "@misc{kim 2020, title = {Salt}, date = {2020}}"),
        ("hard-key", "@misc{kim#2020, title = {Salt}, date = {2020}}"),
        ("non-ascii-key", "@misc{müller2020, title = {Salt}, date = {2020}}"),
        ("key-case", "@misc{kim, title = {Salt}, date = {2020}}\n@misc{Kim, title = {Ash}, date = {2020}}"),
        ("unknown-reference", book("xref = {nobody}")),
        ("unknown-reference", book("related = {kim2020, nobody}")),
        ("unknown-crossref", book("crossref = {nobody}")),
        ("unknown-crossref", book("crossref = {MODERN}") + MODERN),
        ("unknown-xdata", book("xdata = {nobody}")),
        ("inheritance-cycle", book("crossref = {kim2020}")),
        ("taken-alias", book("ids = {modern}") + MODERN),
        ("taken-alias", book("ids = {old}") + MODERN.replace("title", "ids = {old}, title")),
        ("identical-entries", book("note = {x}") + book("note = {x}").replace("kim2020", "other")),
        ("stub", "@misc{kim, author = {Kim}, keywords = {stub}}"),
        ("broken-block", "@book{kim, title = {Salt"),
        ("duplicate-key", book("note = {x}") + book("note = {y}")),
        ("no-key", "@book{, title = {Salt}}"),
        ("unreadable-field", "@book{kim, title = {Salt} note {Red}}"),
        ("duplicate-field", book("title = {Pepper}")),
        ("undefined-macro", book("series = nature")),
        ("commented-entry", "% @book{kim, title = {Salt}}"),
        ("unreadable-date", "@misc{kim, title = {Salt}, date = {soon enough}}"),
        ("odd-date", "@misc{kim, title = {Salt}, year = {2001a}}"),
        ("odd-date", book("urldate = {2021-02-30}").replace("{2020}", "{2020a}")),
    ],
)
def test_is_found(code: str, text: str) -> None:
    assert code in codes_in(text)


@pytest.mark.parametrize(
    ("code", "text"),
    [
        ("missing-field", "@article{kim, author = {Kim}, keywords = {stub}}"),
        ("missing-field", "@book{kim, keywords = {source}}"),
        ("missing-field", "@article{a, title = {Salt}, journaltitle = {J}, entrysubtype = {newspaper}, date = {2020}}"),
        ("missing-field", "@book{a, editor = {Kim, A.}, title = {Salt}, year = {in press}}"),
        ("missing-field", "@report{a, author = {{Ash Institute}}, title = {S}, type = {memo}, date = {2020}}"),
        ("missing-field", "@inproceedings{a, author = {Kim, A.}, title = {S}, crossref = {nobody}}"),
        ("missing-field", PAPER + "@proceedings{b, title = {All}, date = {2020}}"),
        ("missing-field", "@article{a, journal = {J}}\n@article{b, author = {K}, title = {S}, crossref = {A}}"),
        ("missing-field", "@book{a, title = {Big Dictionary}, shorthand = {BD}, date = {2020}}"),
        ("missing-field", "@unheardof{a, title = {S}}"),
        (
            "recommended-field",
            "@article{a, title = {S}, journaltitle = {J}, entrysubtype = {newspaper}, date = {2020}}",
        ),
        (
            "recommended-field",
            "@article{a, author = {K}, title = {S}, journaltitle = {J}, year = 1, doi = {10.1000/1}}",
        ),
        ("recommended-field", "@misc{kim, author = {Kim}, keywords = {stub}}"),
        ("recommended-field", "@misc{kim, author = {Kim}, keywords = {source}}"),
        ("bare-source", "@misc{a, title = {Salt}}"),
        ("bare-source", "@misc{a, keywords = {source, stub}}"),
        ("bare-source", "@misc{a, author = {Kim, A.}, title = {Salt}, date = {2020}, keywords = {source}}"),
        ("misspelt-field", book("bdsk-url-1 = {x}")),
        ("misspelt-field", book("title1 = {x}")),
        ("misspelt-field", book("shelfmark = {x}")),
        ("misspelt-field", "".join(f"@article{{{key}, journal = {{J}}, ajournal = {{J}}}}\n" for key in "abc")),
        ("misspelt-field", "@unit{a, title = {S}, autor = {x}}"),
        ("misspelt-type", "@unit{a, title = {S}}"),
        ("unknown-type", "@artcle{a, title = {S}}"),
        ("unknown-type", "@xdata{a, title = {S}}"),
        ("impossible-date", book("urldate = {2020-02-29}")),
        ("impossible-date", book("urldate = {2020-02}")),
        ("impossible-date", book("urldate = {2020-13-01}")),
        ("reversed-date", book("eventdate = {2021/2021-05}")),
        ("reversed-date", book("eventdate = {2021-05/..}")),
        ("reversed-date", book("eventdate = {../2021-05}")),
        ("reversed-date", book("eventdate = {2021-05/2021}")),
        ("reversed-date", book("eventdate = {2021-21/2021-06}")),
        ("reversed-date", book("eventdate = {2021-05-06/2021-05}")),
        ("future-date", "@misc{a, title = {Salt}, date = {2025}}"),
        ("future-date", "@misc{a, title = {Salt}, date = {2030}, pubstate = {forthcoming}}"),
        ("future-date", book("urldate = {2024-05-17}")),
        ("date-year-mismatch", book("year = {2020}")),
        ("date-year-mismatch", "@misc{a, title = {S}, date = {1392}, year = {۱۳۹۲}}"),
        ("urldate-before-date", book("urldate = {2020}")),
        ("urldate-before-date", "@online{a, title = {Salt}, urldate = {2020}}"),
        ("bad-isbn", book("isbn = {0-306-40615-2}")),
        ("bad-isbn", book("isbn = {0 8044 2957 x}")),
        ("bad-isbn", book("isbn = {978-0-306-40615-7 (hardback), 0306406152 (paperback)}")),
        ("bad-isbn", book("isbn = {ISBN-13: 9780306406157; ISBN-10: 0306406152}")),
        ("bad-isbn", book("isbn = {????}")),
        ("bad-issn", book("issn = {0378-5955 (print), 2434-561X (online)}")),
        ("bad-orcid", book("orcid = {https://orcid.org/0000-0002-1825-0097}")),
        ("bad-orcid", book("orcid = {0000-0002-9079-593X}")),
        ("bad-doi", book("doi = {10.1000.10/a_(b)<c>:d}")),
        ("bad-doi", book(r"doi = {10.1007/978-3-540-1\_2}")),
        ("doi-in-url", book("url = {https://doi.org/10.1000/182}, doi = {10.1000/182}")),
        ("doi-in-url", book("url = {https://example.org/10.1000/182}")),
        ("doi-url-mismatch", book("url = {https://doi.org/10.1000/ABC}, doi = {10.1000/abc}")),
        ("bad-url", book("url = {https://example.org/%20}")),
        ("bad-url", book("url = {https://example.org;\n    http://example.com}")),
        ("bad-url", book("url = {mailto:kim@example.org}")),
        ("escaped-address", CLASSIC + book(r"url = {https://example.org/a\_b}").replace("date", "year")),
        ("url-in-note", book("note = {https://example.org}, url = {https://example.org}")),
        ("reversed-pages", book("pages = {123--8, 74--99}")),
        ("reversed-pages", book("pages = {xii--iv, A-12--A-7}")),
        ("page-hyphen", CLASSIC + book("pages = {5-3}")),
        ("page-hyphen", CLASSIC + book("pages = {A-12, 5-3-7}")),
        ("page-hyphen", book("pages = {74-100}")),
        ("page-label", book("pages = {P12--P14, S7}")),
        ("odd-pages", book("pages = {Appendix A}")),
        ("odd-pages", book("pages = {e12345}")),
        ("et-al", book("editor = {Metal, A. and others}")),
        ("comma-names", book("editor = {King, Jr., Martin Luther}")),
        ("stray-and", book("editor = {Kim, Ada and {and and} and Lee, Bo and others}")),
        ("stray-and", book("editor = {Brand, Ada and Andersen, Bo}")),
        ("comma-names", book("editor = {Kim, A. and {Board of Salt, Ash, Soda, and Lye}}")),
        ("comma-names", book("editor = {Baker,, Simon and Tourinho, Filho, F. C.}")),
        ("comma-names", book("editor = {family=De Kim, given=A., prefix=von}")),
        ("comma-names", book("editor = {Kim, A.; Lee, B.; Roe, C.}")),
        ("odd-date", book("urldate = {2021-02-30}")),
        ("missing-and", book(r"editor = {Procter \& Gamble}")),
        ("missing-and", book("editor = {{Kim, A.; Lee, B.}}")),
        ("missing-and", book("editor = {Kim, A.;}")),
        ("shouted-name", book("editor = {UNESCO and NG, A.}")),
        ("unbalanced-braces", book(r"note = {a \{ b \} {\textbraceleft}}")),
        ("unbalanced-braces", book(r"file = {C:\dir\a.pdf}")),
        ("unbalanced-dollar", book(r"note = {\$2 and $x$}")),
        ("unbalanced-dollar", book("abstract = {a loan of $2 billion}")),
        ("unescaped-sign", book(r"note = {Law \& Order at \url{https://a.b/_c%d} where $x_1$}")),
        ("unescaped-sign", book("note = {%\n  Salt}")),
        ("html-entity", book(r"note = {R\&D; salt}")),
        ("html-entity", book("url = {https://a.b/?c=d&ampersand=1}")),
        ("html-tag", book("note = {a < b > c, <https://a.b>, <Kim>}")),
        ("bad-url", book("url = {https://example.org/a-long-\n    path}")),
        ("impossible-date", book("origdate = {Y20210-02-30}")),
        ("mojibake", book("note = {SÃO „ÄÖÄ“ déjà » ¡Â!}")),
        ("mojibake", book("editor = {Gödel, Kurt and Łukasiewicz, Jan}")),
        ("invisible-sign", book("editor = {می\u200cخواهم}")),
        ("decomposed-letters", book("editor = {Gödel, Kurt}")),
        ("capitals", "@misc{a, title = {BLAST}, date = {2020}}"),
        ("capitals", "@misc{a, title = {GB 3100-93}, date = {2020}}"),
        ("unprotected-capitals", "@book{a, author = {Kim, A.}, title = {A model of DNA}, date = 2020}"),
        ("unprotected-capitals", CLASSIC + "@book{a, author = {Kim, A.}, title = {A model of {DNA}}, year = 2020}"),
        ("hard-key", "@misc{2013A&A...558A..33A, title = {Salt}, date = {2020}}"),
        ("unknown-reference", book("xref = {modern}") + MODERN),
        ("unknown-reference", book("xref = {old}") + MODERN.replace("title", "ids = {old}, title")),
        ("unknown-crossref", CLASSIC + "@book{a, title = {S}, year = 2020, crossref = {CLASSIC1}}"),
        ("taken-alias", book("ids = {older, kim2020}") + MODERN),
        ("identical-entries", "@misc{a, title = {S}}\n@misc{b, title = {S}}"),
        ("unreadable-date", "@misc{kim, title = {Salt}, year = {n.d.}}"),
        ("unreadable-date", "@misc{kim, title = {Salt}, year = {in press}}"),
    ],
)
def test_is_left_alone(code: str, text: str) -> None:
    assert code not in codes_in(text)


def test_nobody_is_told_to_add_what_only_makes_up_for_a_field() -> None:
    messages = [finding.message for finding in found_in("@book{a, title = {Salt}}") if finding.code == "missing-field"]
    assert messages == ["@book must have author, editor or translator.", "@book must have date or year."]


def test_a_sound_entry_has_no_finding() -> None:
    assert not found_in(book("isbn = {978-0-306-40615-7}"))


def test_a_finding_names_the_line_of_its_field() -> None:
    (finding,) = found_in("% first\n" + book("isbn = {0-306-40615-3}"))
    assert (finding.file, finding.line, finding.key, finding.field) == ("my.bib", 7, "kim2020", "isbn")


def test_a_finding_about_the_file_names_its_line() -> None:
    finding = next(each for each in found_in(MODERN + "@book{kim, title = {Salt") if each.code == "broken-block")
    assert (finding.where, finding.line, finding.severity) == ("library", 2, "error")


def test_a_date_that_says_there_is_none_yet_does_not_hide_an_unreadable_urldate() -> None:
    text = "@misc{kim, title = {Salt}, year = {in press}, urldate = {yesterday}}"
    assert "unreadable-date" in codes_in(text)


def codes_told_of(text: str, told: str) -> list[str]:
    """The codes of an entry `a` of which a document tells this code."""
    bibfile = BibFile.parse(text.encode())
    reference = ReferenceRecord(
        start=0, end=1, where="list", work="a", fingerprint="f", problems=(Problem(told, "It is so."),)
    )
    documents = (DocumentRecord(citekey="essay", path="essay.txt", sha256="", references=(reference,)),)
    library = Library(entries=entries_of(bibfile)[0], documents=documents)
    return [finding.code for finding in look_over(overview_of(bibfile, library, TODAY), "my.bib")]


@pytest.mark.parametrize(
    ("told", "text"),
    [
        ("no-date", "@book{a, author = {Kim, A.}, title = {Salt}, publisher = {P}, citedby = {essay}}"),
        ("no-title", "@book{a, author = {Kim, A.}, date = {2020}, publisher = {P}, citedby = {essay}}"),
        ("accessed-before-issued", book("urldate = {2019}, citedby = {essay}").replace("kim2020", "a")),
    ],
)
def test_what_the_document_tells_is_not_told_twice(told: str, text: str) -> None:
    assert codes_told_of(text, told) == [told]


@pytest.mark.parametrize("told", ["no-date", "no-title"])
def test_what_the_document_tells_excuses_nothing_else(told: str) -> None:
    text = "@report{a, author = {Kim, A.}, title = {Salt}, type = {memo}, date = {2020}, citedby = {essay}}"
    assert codes_told_of(text, told) == ["missing-field", told]


def test_pairs_called_distinct_are_not_identical() -> None:
    text = book("note = {x}") + book("note = {x}").replace("kim2020", "other")
    bibfile = BibFile.parse(text.encode())
    overview = overview_of(bibfile, Library(), TODAY, [("other", "kim2020")])
    assert "identical-entries" not in {finding.code for finding in look_over(overview, "my.bib")}


def test_every_rule_tells_what_why_and_an_example() -> None:
    assert not [rule.code for rule in RULES.values() if not (rule.what and rule.why and rule.example)]


# Each was chosen against one pattern: what it repeats must be read once, not once for every place where it begins.
HOSTILE = [
    "{",
    "\\",
    "&",
    "$",
    "a, ",
    "Ã",
    " ",
    " \n",
    "\\a[",
    "<i ",
    "(",
    "&#",
    "1-",
    "; ",
    "10.",
    "http://",
    "A",
    "aB",
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_values_are_read_to_their_end(text: str) -> None:
    value = f"x&{text * 10_001}"
    value += "}" * value.count("{")
    fields = (
        "author",
        "title",
        "note",
        "howpublished",
        "url",
        "doi",
        "pages",
        "isbn",
        "date",
        "year",
        "ids",
        "keywords",
    )
    lines = "".join(f"  {name} = {{{value}}},\n" for name in fields)
    assert look_over(overview_of(BibFile.parse(f"@book{{a,\n{lines}}}\n".encode()), Library(), TODAY), "my.bib")


def test_an_entry_of_many_fields_is_read_in_linear_time() -> None:
    fields = "".join(f"f{number} = {{}},\n" for number in range(20_000))
    assert len(found_in(f"@book{{a,\n{fields}}}\n")) > 20_000
