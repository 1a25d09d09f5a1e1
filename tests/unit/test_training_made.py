"""The references made for training: what is promised of their strings, labels and words."""

import random
import re
from itertools import pairwise

import pytest

from refdesk.parsing.segments import LABELS
from training.made import KINDS, print_record, strings
from training.made.gleaned import Gleanings, glean, language_of
from training.made.kinds import MAKERS, draw_record
from training.made.people import NAME_FORMS, Name, initials, print_names
from training.made.printing import Printer, draw_habits, inner_quotes
from training.made.records import Record, Sources, draw_url, slug
from training.made.styles import styles
from training.made.templates import UnknownFieldError, attach, print_parts, read_template
from training.made.terms import print_day
from training.made.titles import headline
from training.made.wear import with_broken_lines, with_list_mark

NOTHING = Gleanings({}, ())


def made(count: int = 600, seed: int = 1) -> list[tuple[str, list[tuple[str, str]]]]:
    found = []
    for string in strings(count, seed, NOTHING):
        segments = string["segments"]
        assert isinstance(segments, list)
        found.append((str(string["source"]), [(label, text) for label, text in segments]))
    return found


def chance() -> random.Random:
    return random.Random(4)  # noqa: S311 - reproducible


def printed(template: str, record: Record) -> list[tuple[str, str]]:
    habits = draw_habits(chance(), record.language, inside=True, headlines=False)
    printer = Printer(record, habits, chance(), "apa", "apa-given")
    return attach(print_parts(read_template(template), printer.field, printer.term, chance()))


def names(form: str, *people: Name, language: str = "en") -> str:
    return print_names(people, NAME_FORMS[form], language, chance())


ARENDT = Name("Arendt", "Hannah")
FREIRE = Name("Freire", "Paulo")
WEIL = Name("Weil", "Simone")


def test_as_many_strings_come_as_are_asked_for() -> None:
    assert len(made(25)) == 25


def test_the_same_seed_gives_the_same_strings() -> None:
    assert made(40, 3) == made(40, 3)


def test_another_seed_gives_other_strings() -> None:
    assert made(40, 3) != made(40, 4)


def test_every_label_is_one_of_the_parsers() -> None:
    assert {label for _, segments in made() for label, _ in segments} <= set(LABELS)


def test_no_segment_is_empty() -> None:
    assert all(text for _, segments in made() for _, text in segments)


def test_neighbours_have_different_labels() -> None:
    assert all(one[0] != two[0] for _, segments in made() for one, two in pairwise(segments))


def test_no_mark_of_a_template_is_left_in_a_string() -> None:
    assert not [
        text for text in ("".join(text for _, text in parts) for _, parts in made()) if re.search(r"[{}⟨⟩⟦⟧│¬]", text)
    ]


def test_a_string_has_no_blank_at_its_ends() -> None:
    assert all(segments[-1][1] == segments[-1][1].rstrip() for _, segments in made())


def test_every_style_occurs() -> None:
    assert {source for source, _ in made(2500)} == {f"made/{style.name}" for style in styles()}


def test_every_kind_has_a_style_that_prints_it() -> None:
    assert set(KINDS) == set(MAKERS) == {kind for style in styles() for kind in style.templates}


@pytest.mark.parametrize("style", styles(), ids=lambda style: style.name)
def test_every_template_of_a_style_can_be_printed(style: object) -> None:
    asked = [(kind, text.removeprefix("~")) for kind, all_of_it in style.templates.items() for text in all_of_it]  # type: ignore[attr-defined]
    failed = [text for kind, text in asked if not can_be_printed(kind, text, style.languages[0])]  # type: ignore[attr-defined]
    assert not failed


def can_be_printed(kind: str, template: str, language: str) -> bool:
    sources = Sources(chance(), NOTHING)
    for _ in range(300):
        try:
            return bool(printed(template, draw_record(kind, language, sources)))
        except UnknownFieldError:
            continue
    return False


@pytest.mark.parametrize("kind", MAKERS)
def test_a_record_of_every_kind_has_a_title(kind: str) -> None:
    assert draw_record(kind, "en", Sources(chance(), NOTHING)).title


def test_closing_marks_go_to_the_field_before() -> None:
    assert attach([("author", "Arendt, H."), (None, " ("), ("date", "1958"), (None, "). "), ("title", "T")]) == [
        ("author", "Arendt, H. "),
        ("date", "(1958). "),
        ("title", "T"),
    ]


def test_words_between_fields_go_to_the_field_after() -> None:
    assert attach([("title", "T"), (None, ". In "), ("container-title", "C"), (None, ".")]) == [
        ("title", "T. "),
        ("container-title", "In C."),
    ]


def test_words_before_the_sign_go_to_the_field_before() -> None:
    assert attach([("editor", "E"), (None, " (Eds.), ¬"), ("container-title", "C")]) == [
        ("editor", "E (Eds.), "),
        ("container-title", "C"),
    ]


def test_words_at_the_beginning_go_to_the_first_field() -> None:
    assert attach([(None, "In "), ("title", "T")]) == [("title", "In T")]


def test_equal_neighbours_are_joined() -> None:
    assert attach([("date", "2001"), (None, ", "), ("date", "May")]) == [("date", "2001, May")]


def test_a_question_mark_takes_no_stop_behind_it() -> None:
    assert attach([("title", "Why?"), (None, ". "), ("date", "2001")])[0] == ("title", "Why? ")


def test_a_group_is_left_out_when_a_field_in_it_is_not_known() -> None:
    assert printed("{title}.⟨ {place}: {publisher}.⟩", Record("book", "en", title="T", publisher="P")) == [
        ("title", "T.")
    ]


def test_a_template_whose_field_is_not_known_is_refused() -> None:
    with pytest.raises(UnknownFieldError):
        printed("{author}. {title}", Record("book", "en", title="T"))


def test_words_with_a_label_of_their_own_keep_it() -> None:
    assert printed("{title}. {=medium Print}.", Record("book", "en", title="T")) == [
        ("title", "T. "),
        ("medium", "Print."),
    ]


def test_the_day_of_access_takes_the_words_round_it() -> None:
    record = Record("web", "en", title="T", accessed=(2015, 3, 3), url="https://example.org")
    assert printed("{title}. Retrieved {accessed:us}, from ¬{url}", record) == [
        ("title", "T. "),
        ("accessed", "Retrieved March 3, 2015, from "),
        ("url", "https://example.org"),
    ]


def test_journal_issue_pages_stand_apart() -> None:
    record = Record("article", "en", container="Isis", volume="12", issue="3", pages=(45, 67))
    found = printed("{container}, {volume}{issue:par}, {pages:first}.", record)
    assert found == [("container-title", "Isis, "), ("volume", "12"), ("issue", "(3), "), ("pages", "45.")]


def test_apa_writes_family_names_first() -> None:
    assert names("apa", ARENDT, FREIRE) == "Arendt, H., & Freire, P."


def test_chicago_turns_only_the_first_name_of_a_list() -> None:
    assert names("bib", ARENDT, FREIRE, WEIL) == "Arendt, Hannah, Paulo Freire, and Simone Weil"


def test_a_note_gives_names_as_they_are_spoken() -> None:
    assert names("note", ARENDT, FREIRE) == "Hannah Arendt and Paulo Freire"


def test_a_long_list_of_a_note_is_cut_short() -> None:
    assert re.fullmatch(r"Hannah Arendt,? (et al\.?|and others)", names("note", ARENDT, FREIRE, WEIL, ARENDT))


def test_the_word_between_names_is_that_of_the_language() -> None:
    assert names("note", ARENDT, FREIRE, language="de") == "Hannah Arendt und Paulo Freire"


def test_a_body_is_not_turned_round() -> None:
    assert names("apa", Name("World Health Organization")) == "World Health Organization"


def test_a_junior_stands_behind_the_initials() -> None:
    assert names("apa", Name("King", "Martin Luther", "Jr.")) == "King, M. L., Jr."


@pytest.mark.parametrize(
    ("pattern", "short"), [("I. I.", "J.-P. K."), ("I.I.", "J.-P.K."), ("II", "JPK"), ("I.", "J.-P."), ("", "")]
)
def test_initials_follow_the_pattern(pattern: str, short: str) -> None:
    assert initials("Jean-Paul Karl", pattern) == short


@pytest.mark.parametrize(
    ("form", "language", "text"),
    [
        ("us", "en", "March 3, 2015"),
        ("uk", "en", "3 March 2015"),
        ("apa", "en", "2015, March 3"),
        ("nlm", "en", "2015 Mar 3"),
        ("iso", "en", "2015-03-03"),
        ("us", "de", "3. März 2015"),
        ("local", "es", "3 de marzo de 2015"),
    ],
)
def test_a_day_is_printed_in_its_form(form: str, language: str, text: str) -> None:
    assert print_day((2015, 3, 3), form, language) == text


def test_a_day_without_its_month_is_a_year() -> None:
    assert print_day((2015, 0, 0), "us", "en") == "2015"


def test_a_headline_keeps_small_words_small() -> None:
    assert headline("the fall of the house") == "The Fall of the House"


def test_quotes_in_quotes_are_of_the_other_sort() -> None:
    assert inner_quotes("A “good” man", "“") == "A ‘good’ man"


def test_an_address_has_no_blank() -> None:
    drawn = chance()
    assert not any(" " in draw_url(drawn, "example.org", "A short title", (2001, 2, 3)) for _ in range(60))


def test_the_title_in_an_address_is_plain() -> None:
    assert slug("L'été à Genève?") == "l-ete-a-geneve"


def test_strings_kept_aside_are_not_gleaned() -> None:
    aside: list[dict[str, object]] = [
        {"id": f"{first}abc", "segments": [["title", "The history of the book in Wales"]]} for first in "0123def"
    ]
    assert glean(aside) == NOTHING


def test_a_title_is_gleaned_without_its_marks() -> None:
    string: dict[str, object] = {"id": "4a", "segments": [["title", "“The history of the book in Wales,” "]]}
    assert glean([string]).titles == {"en": ("The history of the book in Wales",)}


def test_a_journal_is_gleaned() -> None:
    assert glean([{"id": "4a", "segments": [["container-title", "Welsh History Review, "]]}]).journals == (
        "Welsh History Review",
    )


def test_proceedings_are_no_journal() -> None:
    segments = [["container-title", "In Proceedings of the Welsh Conference, "]]
    assert glean([{"id": "4a", "segments": segments}]).journals == ()


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("The rise of the novel", "en"),
        ("Die Anfänge der Stadt", "de"),
        ("Le rouge et les noirs", "fr"),
        ("Guernica", ""),
        ("The Tempest", ""),
    ],
)
def test_a_title_tells_its_language(title: str, language: str) -> None:
    assert language_of(title) == language


def test_a_list_mark_is_a_citation_number() -> None:
    assert with_list_mark([("title", "T")], chance(), 1.0)[0][0] == "citation-number"


def test_broken_lines_lose_no_letter() -> None:
    segments = [("title", "Mountaineering accidents among schoolchildren and grandparents of Switzerland, " * 3)]
    drawn = chance()
    for _ in range(60):
        text = with_broken_lines(segments, drawn)[0][1]
        assert text.replace("-\n", "").replace("\n", "").replace(" ", "") == segments[0][1].replace(" ", "")


def test_a_style_of_capitals_has_them_in_family_names_only() -> None:
    assert names("upper", ARENDT) == "ARENDT, H."


def test_a_reprint_has_both_its_years() -> None:
    record = Record("book", "en", date=(1994, 0, 0), first_year="1978")
    assert set(re.findall(r"\d{4}", printed("{year}", record)[0][1])) == {"1978", "1994"}


def test_the_year_of_the_print_alone_can_be_asked_for() -> None:
    assert printed("{year:print}", Record("book", "en", date=(1994, 0, 0), first_year="1978")) == [("date", "1994")]


def test_short_pages_leave_out_the_figures_they_share() -> None:
    text = printed("{pages:short}", Record("article", "en", pages=(1053, 1075)))[0][1]
    assert re.fullmatch(r"1053\D+75", text)


def test_a_quoted_question_takes_no_stop() -> None:
    assert "?." not in printed("{title:q.}", Record("news", "en", title="Why now?"))[0][1]


def test_an_unsigned_template_leaves_the_author_out() -> None:
    record = Record("news", "en", title="Why now?", authors=(ARENDT,))
    segments = print_record(record, "~⟨{author}. ⟩{title}", styles()[0], chance())
    assert "author" not in [label for label, _ in segments]


def test_every_ending_that_a_template_names_is_known() -> None:
    templates = [text for style in styles() for texts in style.templates.values() for text in texts]
    assert not [text for text in templates if re.search(r"@[A-Z]", text)]


def test_a_single_editor_is_mostly_no_eds() -> None:
    record = Record("edited", "en", editors=(ARENDT,), title="T")
    drawn = chance()
    habits = draw_habits(drawn, "en", inside=True, headlines=False)
    printer = Printer(record, habits, drawn, "apa", "apa-given")
    words = [printer.term("eds") for _ in range(50)]
    assert sum(word.casefold().startswith("eds") for word in words) < 25


def test_single_quotes_in_single_quotes_become_double() -> None:
    assert inner_quotes("‘No choice’: a strike", "‘") == "“No choice”: a strike"
