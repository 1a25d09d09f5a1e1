"""Earlier records, found again."""

from dataclasses import replace

import pytest

from refdesk.model.library import CitationRecord, DocumentRecord, Library, ReferenceRecord
from refdesk.resolving.decisions import Sentences, find_again, lost_decisions, source

NYE = CitationRecord(
    document="a", start=10, end=20, text="(Nye, 1990)", kind="parenthetical", author="Nye", year="1990", work="nye"
)
CONFIRMED = replace(NYE, status="confirmed", reason="picked in review")


def at(start: int, record: CitationRecord = NYE) -> CitationRecord:
    return replace(record, start=start, work=None, status="unmatched")


def test_a_mark_is_found_again_by_its_words() -> None:
    assert find_again([NYE], [at(500)]) == [NYE]


def test_another_mark_is_not_found() -> None:
    assert find_again([NYE], [at(10, replace(NYE, text="(Ostrom, 1990)", author="Ostrom"))]) == [None]


def test_equal_marks_are_found_in_their_order() -> None:
    second = replace(NYE, start=30, work="other")
    assert find_again([NYE, second], [at(1000), at(1020)]) == [NYE, second]


def test_of_unequal_numbers_a_confirmed_one_is_nearest() -> None:
    confirmed = replace(CONFIRMED, start=100)
    assert find_again([NYE, confirmed], [at(10), at(50), at(101)]) == [NYE, None, confirmed]


def test_no_earlier_record_is_used_twice() -> None:
    assert find_again([CONFIRMED], [at(10), at(12)]).count(CONFIRMED) == 1


def test_more_earlier_records_than_marks_are_left() -> None:
    assert find_again([CONFIRMED, replace(CONFIRMED, start=11), replace(CONFIRMED, start=12)], [at(12)]) == [CONFIRMED]


def test_a_changed_mark_is_found_by_author_with_year() -> None:
    assert find_again([NYE], [at(10, replace(NYE, text="(see Nye, 1990, p. 4)", locator="4"))]) == [NYE]


def test_a_changed_mark_of_another_year_is_not_found() -> None:
    assert find_again([NYE], [at(10, replace(NYE, text="(Nye, 1991)", year="1991"))]) == [None]


def test_the_very_mark_comes_before_a_changed_one() -> None:
    assert find_again([NYE], [at(10, replace(NYE, text="(Nye, 1990, p. 4)", locator="4")), at(500)]) == [None, NYE]


def test_a_cite_without_author_has_no_source() -> None:
    assert source(replace(NYE, author=None)) is None


def test_a_date_says_more_than_the_year() -> None:
    assert source(replace(NYE, date="1990-05")) != source(NYE)


def test_a_year_tells_sources_apart() -> None:
    assert source(replace(NYE, year="1991")) != source(NYE)


def test_a_named_source_is_another_than_a_cited_one() -> None:
    assert source(replace(NYE, kind="attributed")) != source(NYE)


def test_undated_notes_are_told_apart_by_their_number() -> None:
    undated = replace(NYE, year=None, kind="short-note")
    assert source(replace(undated, note="3")) != source(replace(undated, note="4"))


def test_dated_notes_are_not_told_apart_by_their_number() -> None:
    assert source(replace(NYE, note="3")) == source(replace(NYE, note="4"))


# -- notes and sentences -----------------------------------------------------------------------------------------------

NOTE = CitationRecord(document="a", start=10, end=11, text="1", kind="note", note="1", work="nye", status="confirmed")


def note(number: str, start: int = 10) -> CitationRecord:
    return replace(at(start, NOTE), text=number, note=number)


def test_a_note_is_found_by_what_it_describes() -> None:
    described = {"1": ("nye",)}, {"1": ("new",), "2": ("nye",)}
    assert find_again([NOTE], [note("1"), note("2", 50)], described) == [None, NOTE]


def test_a_note_that_describes_another_work_is_not_found() -> None:
    assert find_again([NOTE], [note("1")], ({"1": ("nye",)}, {"1": ("other",)})) == [None]


def test_without_a_record_of_its_works_a_note_is_found_by_its_number() -> None:
    assert find_again([NOTE], [note("1"), note("2")], None) == [NOTE, None]


def test_two_notes_on_one_work_are_told_apart_by_their_numbers() -> None:
    second = replace(NOTE, text="2", note="2", work="other")
    described = {"1": ("nye",), "2": ("nye",)}, {"1": ("nye",), "2": ("nye",)}
    assert find_again([NOTE, second], [note("2"), note("1")], described) == [second, NOTE]


def test_a_decision_goes_with_its_sentence() -> None:
    mine = replace(CONFIRMED, words="here")
    assert find_again([mine], [replace(at(10), words="there"), replace(at(500), words="here")]) == [None, mine]


def test_in_its_sentence_a_changed_year_is_found() -> None:
    mine = replace(CONFIRMED, words="here")
    assert find_again([mine], [replace(at(10), year="1991", text="(Nye, 1991)", words="here")]) == [mine]


def test_in_its_sentence_a_changed_name_is_found() -> None:
    mine = replace(CONFIRMED, words="here")
    assert find_again([mine], [replace(at(10), author="Nye Jr.", text="(Nye Jr., 1990)", words="here")]) == [mine]


def test_in_its_sentence_another_source_is_not_found() -> None:
    other = replace(at(10), author="Ostrom", year="2005", text="(Ostrom, 2005)", words="here")
    assert find_again([replace(CONFIRMED, words="here")], [other]) == [None]


def test_the_words_of_a_sentence_are_without_its_mark() -> None:
    one, other = "So it is (Nye, 1990). More.", "More first. So it is (see Nye 1991). More."
    words = Sentences(one).words(9, 20), Sentences(other).words(21, 35)
    assert words[0] == words[1]


def test_two_sentences_have_two_words() -> None:
    assert Sentences("So it is (Nye).").words(9, 14) != Sentences("So it was (Nye).").words(10, 15)


def test_a_mark_alone_has_no_words() -> None:
    assert Sentences("(Nye)").words(0, 5) == ""


def test_what_stands_around_a_mark() -> None:
    assert Sentences("Before. So\nit is (Nye) today. After.").around(17, 22) == ("So it is ", "(Nye)", " today.")


@pytest.mark.parametrize(
    "lead", ["# An essay on sharing\n", "A heading\n\n", "A heading\n=========\n", "A heading\r\n\r\n"]
)
def test_a_sentence_begins_below_its_heading(lead: str) -> None:
    text = f"{lead}People share (Nye, 1990)."
    start = text.index("(Nye")
    assert Sentences(text).around(start, start + 11)[0] == "People share "


def test_a_sentence_ends_above_the_next_heading() -> None:
    text = "People share (Nye, 1990)\n## More of it\nNothing else."
    assert Sentences(text).around(13, 24)[2] == ""


def test_a_sentence_goes_on_over_a_line_end() -> None:
    assert Sentences("People\nshare (Nye, 1990)\ngladly.").around(13, 24)[::2] == ("People share ", " gladly.")


def test_what_the_note_of_a_mark_says() -> None:
    text = "It is so.[^1] It was.[^2]\n\n[^1]: Nye, 75.\n[^2]: Ostrom,\n    8.\n"
    sentences = Sentences(text)
    assert [sentences.note(at, at + 4) for at in (9, 21)] == ["[^1]: Nye, 75.", "[^2]: Ostrom, 8."]


def test_a_mark_in_running_text_has_no_note() -> None:
    assert Sentences("It is so (Nye, 1990).").note(9, 20) is None


def test_a_note_that_no_mark_calls_is_passed_over() -> None:
    assert Sentences("It is so.[^2]\n\n[^1]: Nye, 75.\n[^2]: Ostrom, 8.\n").note(9, 13) == "[^2]: Ostrom, 8."


def test_a_cite_in_a_heading_has_the_words_of_the_heading() -> None:
    text = "Before.\n## After Nye (1990) and others\nMore"
    assert Sentences(text).around(17, 27)[::2] == ("## After ", " and others")


DECIDED = replace(CONFIRMED, words="here")


def test_a_decision_whose_sentence_has_gone_is_given_to_none_of_two() -> None:
    now = [replace(at(12), words="new"), replace(at(500), words="reworded")]
    assert find_again([DECIDED], now) == [None, None]


def test_a_page_more_does_not_leave_the_decision_to_a_newcomer() -> None:
    moved = replace(at(500), words="reworded", text="(Nye, 1990, p. 4)", locator="4")
    assert find_again([DECIDED], [replace(at(12), words="new"), moved]) == [None, None]


def test_the_only_cite_left_of_its_source_keeps_the_decision() -> None:
    assert find_again([DECIDED], [replace(at(500), words="reworded")]) == [DECIDED]


SHORT = replace(
    DECIDED, text="4", note="4", kind="short-note", author="Nye", year=None, locator="75", label="page", start=40
)


def test_a_short_note_is_found_by_its_own_words() -> None:
    now = replace(at(90, SHORT), text="5", note="5", words="reworded")
    assert find_again([SHORT], [now]) == [SHORT]


def test_a_short_note_is_not_found_by_its_number_alone() -> None:
    now = replace(at(90, SHORT), author="Ostrom", words="other")
    assert find_again([SHORT], [now]) == [None]


def test_of_two_notes_in_the_same_words_neither_takes_the_decision() -> None:
    now = [
        replace(at(start, SHORT), text=number, note=number, words=number) for start, number in ((90, "5"), (99, "6"))
    ]
    assert find_again([SHORT], now) == [None, None]


def test_a_decision_that_finds_no_place_is_told() -> None:
    told = lost_decisions(Library(citations=(SHORT,)), Library())
    assert told == ("a: what was decided of note 4, Nye (picked in review: nye) finds no place",)


def test_a_decision_that_is_there_is_not_told() -> None:
    moved = replace(SHORT, start=90, note="5", text="5")
    assert lost_decisions(Library(citations=(SHORT,)), Library(citations=(moved,))) == ()


def test_of_two_decided_cites_the_one_that_has_gone_is_told() -> None:
    other = replace(DECIDED, words="there", text="(Nye, 1990, p. 4)")
    told = lost_decisions(Library(citations=(DECIDED, other)), Library(citations=(DECIDED,)))
    assert [line.partition(" (picked")[0] for line in told] == ["a: what was decided of (Nye, 1990, p. 4)"]


def test_a_decision_on_a_description_that_finds_no_place_is_told() -> None:
    described = ReferenceRecord(
        start=0, end=9, where="list", work="nye", fingerprint="x", status="confirmed", reason="picked in review"
    )
    document = DocumentRecord(citekey="a", path="a.txt", sha256="x", references=(described,))
    told = lost_decisions(Library(documents=(document,)), Library(documents=(replace(document, references=()),)))
    assert told == ("a: what was decided of a description (picked in review: nye) finds no place",)
