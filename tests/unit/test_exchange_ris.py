"""RIS as other programs write it."""

import pytest
from rispy.config import TYPE_OF_REFERENCE_MAPPING

from refdesk.formats.csl_json import CSL_TYPES
from refdesk.formats.endnote_kinds import BY_RIS, KINDS
from refdesk.formats.exchange import read_works, write_works
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work


def read(*lines: str, kind: str = "JOUR") -> Entry:
    text = "\n".join([f"TY  - {kind}", *lines, "ER  - ", ""])
    (entry,) = read_works(text.encode(), "ris").entries
    return entry


def work(*lines: str, kind: str = "JOUR") -> Work:
    return read(*lines, kind=kind).work


def written(entry_work: Work) -> list[str]:
    return write_works([Entry(citekey="k", work=entry_work)], "ris").data.splitlines()


def test_every_type_that_rispy_knows_has_a_meaning() -> None:
    assert set(TYPE_OF_REFERENCE_MAPPING) <= set(BY_RIS)


def test_every_type_means_a_type_of_csl() -> None:
    assert {kind.csl for kind in KINDS} <= CSL_TYPES


@pytest.mark.parametrize(
    ("ris", "csl"), [("JOUR", "article-journal"), ("ECHAP", "chapter"), ("CPAPER", "paper-conference")]
)
def test_a_type_is_read_by_its_meaning(ris: str, csl: str) -> None:
    assert work("TI  - T", kind=ris).type == csl


def test_an_unknown_type_is_kept_in_the_note() -> None:
    assert work("TI  - T", kind="XYZ").note == "type: XYZ"


def test_a_value_goes_on_in_the_next_line() -> None:
    assert work("TI  - A long", "title here").title == "A long title here"


def test_a_blank_line_parts_paragraphs() -> None:
    assert work("AB  - One", "", "Two").abstract == "One\n\nTwo"


def test_a_line_that_goes_on_is_never_written_as_a_tag() -> None:
    assert work(*written(Work(title="T", abstract="a\n\nER  - b"))[1:-1]).abstract == "a\n\nER - b"


def test_repeated_authors_keep_their_order() -> None:
    assert [name.label for name in work("AU  - B, X", "AU  - A, Y").authors] == ["B", "A"]


def test_a_missing_end_hides_no_reference() -> None:
    read_back = read_works(b"TY  - BOOK\nTI  - One\nTY  - BOOK\nTI  - Two\n", "ris")
    assert [entry.work.title for entry in read_back.entries] == ["One", "Two"]


def test_a_last_record_without_an_end_is_read() -> None:
    assert read_works(b"TY  - BOOK\nTI  - One", "ris").entries[0].work.title == "One"


def test_lines_without_a_type_are_left_out_with_their_place() -> None:
    (left_out,) = read_works(b"TY  - BOOK\nTI  - One\nER  - \n\nAU  - Lost\nTI  - Lost\nER  - \n", "ris").left_out
    assert left_out.place == "line 5"


def test_an_empty_reference_is_left_out() -> None:
    assert [item.reason for item in read_works(b"TY  - BOOK\nER  - \n", "ris").left_out] == ["the reference is empty"]


def test_what_a_provider_writes_above_is_no_reference() -> None:
    read_back = read_works(b"Provider: Somebody\n\nTY  - BOOK\nTI  - One\nER  - \n", "ris")
    assert (len(read_back.entries), len(read_back.left_out)) == (1, 0)


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_any_line_end_ends_a_line(end: str) -> None:
    data = end.join(["TY  - BOOK", "TI  - One", "PB  - Two", "ER  - "]).encode()
    assert read_works(data, "ris").entries[0].work == Work(type="book", title="One", publisher="Two")


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read_works(b"\xef\xbb\xbfTY  - BOOK\nTI  - One\n", "ris").entries[0].work.title == "One"


def test_latin_1_is_read() -> None:
    assert read_works("TY  - BOOK\nTI  - Über\n".encode("latin-1"), "ris").entries[0].work.title == "Über"


def test_utf_16_is_read() -> None:
    assert read_works("TY  - BOOK\nTI  - Über\n".encode("utf-16"), "ris").entries[0].work.title == "Über"


def test_one_space_before_the_hyphen_will_do_where_no_line_has_two() -> None:
    assert read_works(b"TY - BOOK\nTI - One\nER -\n", "ris").entries[0].work.title == "One"


def test_one_space_begins_no_tag_where_others_have_two() -> None:
    assert work("AB  - The", "US - a country").abstract == "The US - a country"


@pytest.mark.parametrize(
    ("said", "date"),
    [
        ("2021/05/06/", PartialDate(2021, 5, 6)),
        ("2021/05/06", PartialDate(2021, 5, 6)),
        ("2021/5//", PartialDate(2021, 5)),
        ("2021///", PartialDate(2021)),
        ("2021///Spring", PartialDate(2021, 21)),
        ("2021-05-06", PartialDate(2021, 5, 6)),
        ("6 May 2021", PartialDate(2021, 5, 6)),
        ("2021/05/06/12:30:00", PartialDate(2021, 5, 6)),
        ("1990///199X", PartialDate(1990, unspecified="X")),
    ],
)
def test_a_date_is_read_in_any_form(said: str, date: PartialDate) -> None:
    assert work("TI  - T", f"DA  - {said}").issued == date


def test_a_day_without_a_year_takes_the_year_beside_it() -> None:
    assert work("PY  - 2021", "DA  - May 6").issued == PartialDate(2021, 5, 6)


def test_a_date_that_is_none_is_kept_in_the_note() -> None:
    assert work("TI  - T", "PY  - in press").note == "year: in press"


def test_words_behind_a_date_are_kept_in_the_note() -> None:
    found = work("TI  - T", "DA  - 2021/05//in press")
    assert (found.issued, found.note) == (PartialDate(2021, 5), "date: 2021/05//in press")


@pytest.mark.parametrize("said", ["yesterday", "2021/05/06/twice"])
def test_words_beside_a_visit_are_kept_in_the_note(said: str) -> None:
    assert work("TI  - T", f"Y2  - {said}").note == f"accessed: {said}"


def test_a_time_behind_a_date_is_no_word() -> None:
    assert work("TI  - T", "DA  - 2021/05/06/12:30").note is None


def test_years_that_differ_are_both_kept() -> None:
    found = work("PY  - 2020", "DA  - 2021/05/06/")
    assert (found.issued, found.note) == (PartialDate(2021, 5, 6), "year: 2020")


@pytest.mark.parametrize(
    ("lines", "pages"),
    [
        (("SP  - 12", "EP  - 34"), "12-34"),
        (("SP  - 12-34",), "12-34"),
        (("SP  - 12–34", "EP  - 34"), "12-34"),
        (("SP  - 12", "EP  - 12"), "12"),
        (("EP  - 34", "SP  - 12"), "12-34"),
    ],
)
def test_pages_are_put_together(lines: tuple[str, ...], pages: str) -> None:
    assert work("TI  - T", *lines).pages == pages


@pytest.mark.parametrize(
    ("kind", "number", "field"),
    [
        ("JOUR", "1234-5679", "issn"),
        ("BOOK", "978-3-16-148410-0", "isbn"),
        ("BOOK", "316148410X", "isbn"),
        ("RPRT", "TR-12", "number"),
        ("RPRT", "978-3-16-148410-0", "isbn"),
    ],
)
def test_a_standard_number_is_told_by_its_shape(kind: str, number: str, field: str) -> None:
    assert getattr(work("TI  - T", f"SN  - {number}", kind=kind), field) == number


def test_the_kind_behind_a_standard_number_is_dropped() -> None:
    found = work("SN  - 12345679 (ISSN); 9783161484100 (ISBN)", kind="CONF")
    assert (found.issn, found.isbn) == ("12345679", "9783161484100")


def test_two_standard_numbers_in_one_value_are_told_apart() -> None:
    found = work("SN  - 1234-5679; 978-3-16-148410-0", kind="CONF")
    assert (found.issn, found.isbn) == ("1234-5679", "978-3-16-148410-0")


@pytest.mark.parametrize(
    ("said", "name"),
    [
        ("Curie, Marie", Name("Curie", "Marie")),
        ("King, Martin Luther, Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("King, Jr., Martin Luther", Name("King", "Martin Luther", suffix="Jr.")),
        ("van der Berg, J.", Name("Berg", "J.", "van der")),
        ("World Bank", Name(literal="World Bank")),
        ("Labour, Ministry of,", Name(literal="Labour, Ministry of")),
        ("et al.", Name(literal="others")),
    ],
)
def test_a_name_is_read(said: str, name: Name) -> None:
    assert work(f"AU  - {said}").authors == (name,)


def test_names_on_one_line_are_parted_where_all_are_inverted() -> None:
    assert len(work("AU  - Curie, M.; Bohr, N.").authors) == 2


def test_a_body_with_a_semicolon_stays_whole() -> None:
    assert work("AU  - Smith; Sons Ltd").authors == (Name(literal="Smith; Sons Ltd"),)


def test_the_second_title_of_a_chapter_is_the_book() -> None:
    assert work("T2  - B", "T3  - S", kind="CHAP") == Work(type="chapter", container="B", collection="S")


def test_the_second_title_of_a_book_is_its_series() -> None:
    assert work("T2  - S", kind="BOOK") == Work(type="book", collection="S")


def test_conference_and_proceedings_are_told_apart() -> None:
    found = work("T2  - Conference on X", "C3  - Proceedings of X", kind="CONF")
    assert (found.event, found.container) == ("Conference on X", "Proceedings of X")


def test_an_edited_book_has_editors() -> None:
    assert work("AU  - Curie, M.", kind="EDBOOK").editors == (Name("Curie", "M."),)


def test_a_book_with_editors_alone_is_written_as_an_edited_book() -> None:
    assert written(Work(type="book", editors=(Name("Curie", "M."),)))[0] == "TY  - EDBOOK"


def test_keywords_are_parted_by_lines() -> None:
    assert read("TI  - T", "KW  - one; two", "three").keywords == ("one", "two", "three")


def test_addresses_in_one_value_are_parted() -> None:
    assert work("UR  - http://a.org/x;y; http://b.org").urls == ("http://a.org/x;y", "http://b.org")


def test_a_document_on_the_web_is_an_address() -> None:
    assert work("TI  - T", "L1  - https://a.org/x.pdf").urls == ("https://a.org/x.pdf",)


def test_a_document_on_disk_is_a_file() -> None:
    assert read("TI  - T", "L1  - papers/x  y.pdf").files == ("papers/x  y.pdf",)


def test_a_doi_in_another_place_is_a_doi() -> None:
    assert work("M3  - doi:10.1201/b19107-2").doi == "10.1201/b19107-2"


def test_an_abbreviated_journal_is_the_journal_where_there_is_no_other() -> None:
    assert work("JA  - J. Phys.").container == "J. Phys."


def test_an_abbreviated_journal_is_kept_beside_its_full_name() -> None:
    found = work("T2  - Journal of Physics", "J2  - J. Phys.")
    assert (found.container, found.note) == ("Journal of Physics", "short container title: J. Phys.")


def test_what_has_no_field_goes_to_the_note() -> None:
    assert work("TI  - T", "AN  - 123", "U1  - x").note == "accession number: 123; U1: x"


def test_a_second_value_goes_to_the_note() -> None:
    assert work("PB  - One", "PB  - Two", kind="BOOK").note == "PB: Two"


def test_a_note_that_repeats_the_doi_is_none() -> None:
    assert work("DO  - 10.1/x", "N1  - doi:10.1/x").note is None


def test_the_id_is_the_key_as_it_stands() -> None:
    assert read("TI  - T", "ID  - ../../x").citekey == "../../x"


def test_control_characters_become_spaces() -> None:
    assert work("TI  - a\x00b\x1b[31mc").title == "a b [31mc"


def test_a_date_is_written_in_slashes() -> None:
    assert "DA  - 2021/05/06/" in written(Work(issued=PartialDate(2021, 5, 6)))


def test_a_year_alone_is_written_once() -> None:
    assert [line for line in written(Work(issued=PartialDate(2021))) if "2021" in line] == ["PY  - 2021"]


def test_a_year_of_five_digits_comes_back() -> None:
    assert work(*written(Work(issued=PartialDate(-17000)))[1:-1]).issued == PartialDate(-17000)


def test_a_year_is_written_beside_the_date() -> None:
    assert "PY  - 2021" in written(Work(issued=PartialDate(2021, 5, 6)))


def test_pages_are_written_in_two_tags() -> None:
    assert written(Work(type="article-journal", pages="12-34"))[1:3] == ["SP  - 12", "EP  - 34"]


def test_a_body_of_several_words_is_written_with_a_comma() -> None:
    assert "AU  - World Bank," in written(Work(authors=(Name(literal="World Bank"),)))


def test_a_fact_without_a_tag_is_named() -> None:
    entry = Entry(citekey="k", work=Work(title="T", archive_url="http://a.org", printed_title="t"))
    assert write_works([entry], "ris").warnings == ("k: ris does not hold: printed title, archive url",)


def test_a_type_without_a_tag_is_named() -> None:
    assert write_works([Entry(citekey="k", work=Work(type="review", title="T"))], "ris").warnings == (
        "k: ris does not hold: type",
    )


@pytest.mark.parametrize("kind", sorted({kind.csl for kind in KINDS if kind.ris != "-"}))
def test_a_type_with_a_tag_comes_back(kind: str) -> None:
    text = write_works([Entry(citekey="k", work=Work(type=kind, title="T"))], "ris").data
    assert read_works(text.encode(), "ris").entries[0].work.type == kind


def test_the_end_mark_of_web_of_science_is_no_reference() -> None:
    assert read_works(b"TY  - JOUR\nTI  - T\nER  - \nEF  -\n", "ris").left_out == ()


def test_web_of_science_names_the_conference() -> None:
    assert work("T2  - Proceedings", "CP  - Third Meeting", kind="CPAPER").event == "Third Meeting"


def test_the_days_of_a_conference_are_no_visit() -> None:
    said = work("CP  - Third Meeting", "Y2  - 2003 JUN 1", kind="CPAPER")
    assert (said.accessed, said.note) == (None, "conference date: 2003 JUN 1")


@pytest.mark.parametrize(
    ("value", "edtf"), [("c. 1850", "1850~"), ("[1850?]", "1850?"), ("c1999", "1999"), ("1999-2000", "1999/2000")]
)
def test_a_year_of_a_catalogue_is_read(value: str, edtf: str) -> None:
    assert work(f"PY  - {value}").issued == PartialDate.from_edtf(edtf)


@pytest.mark.parametrize("value", ["2001a", "05/06/2001", "2001/02/30"])
def test_the_year_is_taken_from_a_date_that_is_none(value: str) -> None:
    assert (work(f"PY  - {value}").issued, work(f"PY  - {value}").note) == (PartialDate(2001), f"year: {value}")


def test_two_years_without_sense_are_no_date() -> None:
    assert work("PY  - 1999 or 2003").issued is None


def test_and_parts_inverted_names() -> None:
    assert work("AU  - Smith, J. and Doe, K.").authors == (Name("Smith", "J."), Name("Doe", "K."))


def test_et_al_behind_a_name_is_no_suffix() -> None:
    assert work("AU  - Smith, J., et al.").authors == (Name("Smith", "J."), Name(literal="others"))


def test_a_body_with_commas_is_no_person() -> None:
    body = "Ministry of Health, Education, and Welfare"
    assert work(f"AU  - {body}").authors == (Name(literal=body),)


def test_a_standard_number_stands_alone() -> None:
    assert work("SN  - 1234-5679 (Print)").issn == "1234-5679"


def test_what_kind_of_edition_a_number_is_of_is_kept() -> None:
    assert work("SN  - 0198526636 (pbk.)", kind="BOOK").note == "ISBN: 0198526636 (pbk.)"


def test_a_number_of_arxiv_is_no_isbn() -> None:
    assert work("SN  - arXiv:2205.01234", kind="GEN").number == "arXiv:2205.01234"


@pytest.mark.parametrize(
    ("said", "code"), [("English", "en"), ("ger", "de"), ("fr-FR", "fr-FR"), ("Klingon", "Klingon")]
)
def test_a_language_gets_its_code(said: str, code: str) -> None:
    assert work(f"LA  - {said}").language == code
