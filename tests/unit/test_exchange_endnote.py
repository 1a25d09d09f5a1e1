"""EndNote's own formats: the tagged one and its XML."""

import pytest

from refdesk.formats.endnote_kinds import KINDS
from refdesk.formats.exchange import Imported, read_works, write_works
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work


def enw(text: str) -> Imported:
    return read_works(text.encode(), "enw")


def one(text: str) -> Work:
    (entry,) = enw(text).entries
    return entry.work


def xml(*records: str, head: str = "") -> Imported:
    body = "".join(f"<record>{record}</record>\n" for record in records)
    return read_works(f"{head}<xml><records>\n{body}</records></xml>".encode(), "endnote-xml")


def in_xml(record: str) -> Work:
    (entry,) = xml(record).entries
    return entry.work


def written(format_name: str, work: Work) -> str:
    return write_works([Entry(citekey="k", work=work)], format_name).data


# -- tagged ------------------------------------------------------------------------------------------------------------


def test_a_tagged_article_is_read() -> None:
    found = one(
        "%0 Journal Article\n%A Curie, Marie\n%T T\n%J J\n%V 1\n%N 2\n%P 3-4\n%D 1903\n%@ 1234-5679\n%R 10.1/x\n"
    )
    assert found == Work(
        type="article-journal",
        authors=(Name("Curie", "Marie"),),
        title="T",
        container="J",
        volume="1",
        issue="2",
        pages="3-4",
        issued=PartialDate(1903),
        issn="1234-5679",
        doi="10.1/x",
    )


def test_the_number_of_a_report_is_its_own() -> None:
    assert one("%0 Report\n%T T\n%N 12").number == "12"


def test_the_number_of_a_book_is_that_of_its_series() -> None:
    assert one("%0 Book\n%T T\n%B S\n%N 12").collection_number == "12"


def test_the_day_stands_beside_the_year() -> None:
    assert one("%0 Newspaper Article\n%T T\n%D 2021\n%8 May 6").issued == PartialDate(2021, 5, 6)


def test_a_tag_without_its_space_is_read() -> None:
    assert one("%0 Web Page\n%T T\n%[2021-05-06").accessed == PartialDate(2021, 5, 6)


def test_a_tag_that_goes_on_is_read_whole() -> None:
    assert one("%0 Book\n%T A long\ntitle here").title == "A long title here"


def test_a_percent_sign_in_a_text_begins_no_tag() -> None:
    assert one("%0 Book\n%X Of these\n%50 were lost").abstract == "Of these %50 were lost"


def test_a_blank_line_in_an_abstract_ends_no_reference() -> None:
    assert len(enw("%0 Book\n%T T\n%X One\n\nTwo\n\n%Z N\n").entries) == 1


def test_references_without_a_type_are_parted_by_blank_lines() -> None:
    assert [entry.work.title for entry in enw("%A A, B\n%T One\n\n%A C, D\n%T Two\n").entries] == ["One", "Two"]


def test_a_type_that_stands_last_is_read() -> None:
    assert one("%A A, B\n%T One\n%0 Report\n").type == "report"


@pytest.mark.parametrize(("tag", "csl"), [("J", "article-journal"), ("B", "chapter"), ("I", "book"), ("X", "document")])
def test_a_reference_without_a_type_is_guessed_as_refer_does(tag: str, csl: str) -> None:
    assert one(f"%T T\n%{tag} x").type == csl


def test_an_unknown_type_of_a_tagged_file_is_kept() -> None:
    assert one("%0 Sculpture\n%T T").note == "type: sculpture"


def test_an_unknown_tag_is_kept() -> None:
    assert one("%0 Book\n%T T\n%= yesterday").note == "%=: yesterday"


def test_an_empty_tagged_reference_is_left_out() -> None:
    assert enw("%0 Book\n%T T\n\n%0 Book\n").left_out[0].place == "line 4"


def test_the_label_is_the_key() -> None:
    assert enw("%0 Book\n%T T\n%F curie1903").entries[0].citekey == "curie1903"


def test_a_journal_is_written_under_its_own_tag() -> None:
    assert "%J J" in written("enw", Work(type="article-journal", container="J")).splitlines()


def test_a_book_is_written_under_the_tag_of_second_titles() -> None:
    assert "%B B" in written("enw", Work(type="chapter", container="B")).splitlines()


def test_pages_are_written_in_one_tag() -> None:
    assert "%P 1-2" in written("enw", Work(type="chapter", pages="1-2")).splitlines()


def test_endnote_is_another_name_for_writing_tagged_files() -> None:
    assert write_works([Entry(citekey="k", work=Work(title="T"))], "endnote").data.startswith("%0 Generic\n")


@pytest.mark.parametrize(
    "data", [b"%0 Book\n%T T\n", b"<xml><records><record><titles><title>T</title></titles></record></records></xml>"]
)
def test_endnote_is_another_name_for_reading_either(data: bytes) -> None:
    assert read_works(data, "endnote").entries[0].work.title == "T"


# -- XML ---------------------------------------------------------------------------------------------------------------

ARTICLE = """
<database name="My.enl" path="C:\\My.enl">My.enl</database><source-app name="EndNote">EndNote</source-app>
<rec-number>7</rec-number><foreign-keys><key app="EN" db-id="x">7</key></foreign-keys>
<ref-type name="Journal Article">17</ref-type>
<contributors><authors><author><style face="normal" size="100%">Curie, </style><style>Marie</style></author>
</authors></contributors>
<titles><title><style>On </style><style face="superscript">226</style><style face="normal">Ra</style></title>
<secondary-title><style>J</style></secondary-title></titles>
<periodical><full-title><style>J</style></full-title><abbr-1>J.</abbr-1></periodical>
<pages>3-4</pages><volume>1</volume><number>2</number>
<keywords><keyword>one</keyword><keyword>two</keyword></keywords>
<dates><year>1903</year><pub-dates><date>May 6</date></pub-dates></dates>
<isbn>1234-5679&#xD;8765-4325</isbn><urls><related-urls><url>http://a.org</url></related-urls>
<pdf-urls><url>internal-pdf://1/x.pdf</url></pdf-urls></urls>
<electronic-resource-num>10.1/x</electronic-resource-num><custom7>e1</custom7><accession-num>WOS:1</accession-num>
"""


def test_an_article_in_xml_is_read() -> None:
    (entry,) = xml(ARTICLE).entries
    assert entry == Entry(
        citekey="",
        keywords=("one", "two"),
        files=("internal-pdf://1/x.pdf",),
        work=Work(
            type="article-journal",
            authors=(Name("Curie", "Marie"),),
            title="On 226Ra",
            container="J",
            volume="1",
            issue="2",
            number="e1",
            pages="3-4",
            issued=PartialDate(1903, 5, 6),
            issn="1234-5679",
            doi="10.1/x",
            urls=("http://a.org",),
            note="short container title: J.; ISSN: 8765-4325; accession number: WOS:1",
        ),
    )


def test_a_type_is_read_by_its_number_where_its_name_says_nothing() -> None:
    assert in_xml('<ref-type name="Tagungsband">10</ref-type>').type == "paper-conference"


def test_a_type_without_a_name_is_read_by_its_number() -> None:
    assert in_xml("<ref-type>6</ref-type><titles><title>T</title></titles>").type == "book"


def test_an_element_of_another_program_is_kept() -> None:
    assert in_xml("<titles><title>T</title></titles><mood>glad</mood>").note == "mood: glad"


def test_a_broken_record_hides_no_other() -> None:
    read = xml("<titles><title>A</title></titles>", "<titles><title>B</titles>", "<titles><title>C</title></titles>")
    assert [entry.work.title for entry in read.entries] == ["A", "C"]


def test_a_broken_record_is_left_out_with_its_line() -> None:
    read = xml("<titles><title>A</title></titles>", "<titles><title>B</titles>")
    assert [item.place for item in read.left_out] == ["line 3"]


def test_a_file_that_breaks_off_gives_what_was_whole() -> None:
    data = b"<xml><records><record><titles><title>A</title></titles></record><record><titles>"
    read = read_works(data, "endnote-xml")
    assert (len(read.entries), len(read.left_out)) == (1, 1)


@pytest.mark.parametrize("sign", [b"\x0b", b"&#11;", b"&#x1;"])
def test_a_sign_that_xml_forbids_breaks_nothing(sign: bytes) -> None:
    data = b"<xml><records><record><titles><title>a" + sign + b"b</title></titles></record></records></xml>"
    assert read_works(data, "endnote-xml").entries[0].work.title == "a b"


def test_an_entity_is_never_fetched_from_a_file() -> None:
    head = '<!DOCTYPE xml [<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    read = xml("<titles><title>a&x;b</title></titles>", head=head)
    assert [entry.work.title for entry in read.entries] in (["a&x;b"], ["ab"], [])


def test_entities_that_grow_are_not_expanded() -> None:
    grown = "".join(f'<!ENTITY a{level} "{f"&a{level - 1};" * 10}">' for level in range(1, 12))
    read = xml("<titles><title>&a11;</title></titles>", head=f'<!DOCTYPE xml [<!ENTITY a0 "ha">{grown}]>')
    assert sum(len(entry.work.title or "") for entry in read.entries) < 100


def test_nesting_without_end_is_left_out() -> None:
    assert len(xml("<a>" * 100_000).left_out) == 1


def test_what_is_written_names_type_and_number() -> None:
    assert '<ref-type name="Book">6</ref-type>' in written("endnote-xml", Work(type="book"))


def test_a_journal_is_written_as_a_periodical_too() -> None:
    assert "<full-title>J</full-title>" in written("endnote-xml", Work(type="article-journal", container="J"))


@pytest.mark.parametrize("format_name", ["enw", "endnote-xml"])
@pytest.mark.parametrize("kind", sorted({kind.csl for kind in KINDS if kind.number != "-"}))
def test_a_type_of_endnote_comes_back(format_name: str, kind: str) -> None:
    assert (
        read_works(written(format_name, Work(type=kind, title="T")).encode(), format_name).entries[0].work.type == kind
    )


def test_the_visit_of_a_web_page_stands_in_its_number() -> None:
    said = in_xml('<ref-type name="Web Page">12</ref-type><volume>2020</volume><number>15 March</number>')
    assert (said.accessed, said.number, said.volume) == (PartialDate(2020, 3, 15), None, None)


def test_the_number_of_a_web_page_that_is_no_day_is_kept() -> None:
    assert in_xml('<ref-type name="Web Page">12</ref-type><number>12</number>').number == "12"
