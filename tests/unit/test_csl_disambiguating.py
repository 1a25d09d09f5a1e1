"""What tells the cites of one work from those of another."""

from typing import Any

from refdesk.csl import render
from refdesk.csl.compiling import compile_style
from refdesk.csl.context import Cite, Distinction, PrintedNames
from refdesk.csl.disambiguating import disambiguate, letters
from refdesk.csl.items import Item
from refdesk.csl.locales import Locale
from refdesk.csl.processor import Processor
from refdesk.csl.styles import parse_style
from refdesk.csl.tree import Node

XMLNS = "http://purl.org/net/xbiblio/csl"
NAMES = """<names variable="author"><name form="short" and="symbol" initialize-with=". "/></names>"""
YEAR = """<date variable="issued" prefix=" "><date-part name="year"/></date>"""
ADD_NAMES = 'et-al-min="3" et-al-use-first="1" disambiguate-add-names="true"'
LETTERS = 'disambiguate-add-year-suffix="true"'


def given(rule: str) -> str:
    return f'disambiguate-add-givenname="true" givenname-disambiguation-rule="{rule}"'


def work(number: int, *names: str, year: int = 2000, **more: Any) -> dict[str, Any]:
    authors = [dict(zip(("given", "family"), name.split("|"), strict=True)) for name in names]
    return {
        "id": str(number),
        "type": "book",
        "author": authors,
        "issued": {"date-parts": [[year]]},
        "title": f"Title {number}",
        **more,
    }


def cited(attributes: str, *items: dict[str, Any], body: str = NAMES + YEAR, rest: str = "") -> list[str]:
    citation = f"<citation {attributes}><layout>{body}</layout></citation>"
    style = f'<style xmlns="{XMLNS}" class="in-text" version="1.0">{citation}{rest}</style>'
    cites = [[{"id": item["id"]}] for item in items]
    return render(style, items, mode="citation", citation_items=cites, format="txt")


def test_cites_of_different_works_stay_as_the_style_has_them() -> None:
    assert cited(ADD_NAMES, work(1, "A|Doe", "B|Roe", "C|Poe"), work(2, "D|Moe")) == ["Doe et al. 2000", "Moe 2000"]


def test_names_are_added_until_the_cites_differ() -> None:
    both = cited(ADD_NAMES, work(1, "A|Doe", "B|Roe", "C|Poe"), work(2, "A|Doe", "D|Moe", "C|Poe"))
    assert both == ["Doe, Roe, et al. 2000", "Doe, Moe, et al. 2000"]


def test_names_that_tell_nothing_apart_are_not_added() -> None:
    both = cited(ADD_NAMES, work(1, "A|Doe", "B|Roe", "C|Poe"), work(2, "A|Doe", "B|Roe", "C|Poe"))
    assert both == ["Doe et al. 2000"] * 2


def test_names_that_print_the_same_are_not_added() -> None:
    both = cited(ADD_NAMES, work(1, "A|Doe", "B|Roe", "C|Poe"), work(2, "A|Doe", "X|Roe", "C|Poe"))
    assert both == ["Doe et al. 2000"] * 2


def test_given_names_are_told_apart_without_showing_hidden_ones() -> None:
    options = f'et-al-min="3" et-al-use-first="1" {given("by-cite")}'
    both = cited(options, work(1, "A|Doe", "B|Roe", "C|Poe"), work(2, "A|Doe", "D|Moe", "C|Poe"))
    assert both == ["Doe et al. 2000"] * 2


def test_names_stay_hidden_where_the_style_does_not_ask_for_them() -> None:
    both = cited(
        'et-al-min="3" et-al-use-first="1"', work(1, "A|Doe", "B|Roe", "C|Poe"), work(2, "A|Doe", "D|Moe", "C|Poe")
    )
    assert both == ["Doe et al. 2000"] * 2


def test_a_given_name_by_cite_is_expanded_in_ambiguous_cites_alone() -> None:
    printed = cited(given("by-cite"), work(1, "John|Doe"), work(2, "Carl|Doe"), work(3, "Zoe|Doe", year=1999))
    assert printed == ["J. Doe 2000", "C. Doe 2000", "Doe 1999"]


def test_the_rule_is_by_cite_where_the_style_names_none() -> None:
    printed = cited('disambiguate-add-givenname="true"', work(1, "John|Doe"), work(2, "Carl|Doe", year=1999))
    assert printed == ["Doe 2000", "Doe 1999"]


def test_a_full_given_name_shows_where_initials_do_not_do() -> None:
    assert cited(given("by-cite"), work(1, "John|Doe"), work(2, "Jack|Doe")) == ["John Doe 2000", "Jack Doe 2000"]


def test_all_names_are_told_apart_in_cites_that_are_not_ambiguous() -> None:
    printed = cited(given("all-names"), work(1, "John|Doe"), work(2, "B|Roe", "Carl|Doe", year=1999))
    assert printed == ["J. Doe 2000", "Roe & C. Doe 1999"]


def test_names_hidden_by_et_al_are_names_of_the_document() -> None:
    options = f'et-al-min="2" et-al-use-first="1" {given("all-names")}'
    printed = cited(options, work(1, "B|Roe", "Carl|Doe"), work(2, "John|Doe", year=1999))
    assert printed == ["Roe et al. 2000", "J. Doe 1999"]


def test_works_of_names_told_apart_get_no_letters() -> None:
    printed = cited(f"{given('all-names')} {LETTERS}", work(1, "John|Doe"), work(2, "Carl|Doe"))
    assert printed == ["J. Doe 2000", "C. Doe 2000"]


def test_a_primary_name_is_one_of_the_first_list() -> None:
    body = NAMES + NAMES.replace("author", "editor").replace("<names ", '<names prefix=", " ')
    editors = [[{"family": "Poe", "given": name}] for name in ("Ed", "Flo")]
    works = [work(1, "John|Doe", editor=editors[0]), work(2, "Bo|Roe", editor=editors[1])]
    assert cited(given("primary-name"), *works, body=body) == ["Doe, Poe", "Roe, Poe"]


def test_a_primary_name_alone_is_told_apart_by_its_rule() -> None:
    printed = cited(given("primary-name"), work(1, "John|Doe", "Al|Roe"), work(2, "Carl|Doe", "Bo|Roe", year=1999))
    assert printed == ["J. Doe & Roe 2000", "C. Doe & Roe 1999"]


def test_the_rule_with_initials_shows_no_full_name() -> None:
    printed = cited(given("all-names-with-initials"), work(1, "John|Doe"), work(2, "Jack|Doe", year=1999))
    assert printed == ["Doe 2000", "Doe 1999"]


def test_initials_tell_some_names_apart_where_they_cannot_tell_all() -> None:
    names = [work(1, "John|Doe"), work(2, "Jack|Doe", year=1999), work(3, "Bo|Doe", year=1998)]
    assert cited(given("primary-name-with-initials"), *names) == ["J. Doe 2000", "J. Doe 1999", "B. Doe 1998"]


def test_a_particle_makes_another_name() -> None:
    printed = cited(given("all-names"), work(1, "John|Berg"), work(2, "Carl|von Berg", year=1999))
    assert printed == ["Berg 2000", "von Berg 1999"]


def test_names_are_tried_before_given_names() -> None:
    options = f"{ADD_NAMES} {given('by-cite')}"
    printed = cited(options, work(1, "Ann|Doe", "B|Roe", "C|Poe"), work(2, "Bo|Doe", "D|Moe", "C|Poe"))
    assert printed == ["Doe, Roe, et al. 2000", "Doe, Moe, et al. 2000"]


def test_a_given_name_of_a_name_that_was_hidden_is_expanded() -> None:
    options = f"{ADD_NAMES} {given('by-cite')}"
    printed = cited(options, work(1, "A|Doe", "Bo|Roe", "C|Poe"), work(2, "A|Doe", "Carl|Roe", "C|Poe"))
    assert printed == ["Doe, B. Roe, et al. 2000", "Doe, C. Roe, et al. 2000"]


def test_letters_tell_the_works_of_a_year_apart() -> None:
    assert cited(LETTERS, work(1, "A|Doe"), work(2, "A|Doe")) == ["Doe 2000a", "Doe 2000b"]


def test_letters_follow_the_order_of_the_bibliography() -> None:
    bibliography = (
        '<bibliography><sort><key variable="title"/></sort><layout><text variable="title"/></layout></bibliography>'
    )
    works = [work(1, "A|Doe", title="Zebra"), work(2, "A|Doe", title="Ape")]
    assert cited(LETTERS, *works, rest=bibliography) == ["Doe 2000b", "Doe 2000a"]


def test_a_work_told_apart_by_its_names_gets_no_letter() -> None:
    works = [work(1, "A|Doe", "B|Roe", "C|Poe"), work(2, "A|Doe", "B|Roe", "C|Poe"), work(3, "A|Doe", "D|Moe", "C|Poe")]
    assert cited(f"{ADD_NAMES} {LETTERS}", *works)[2] == "Doe, Moe, et al. 2000"


def test_the_condition_prints_more_of_ambiguous_cites_alone() -> None:
    body = f'{NAMES}<choose><if disambiguate="true"><text variable="title" prefix=", "/></if></choose>'
    printed = cited("", work(1, "A|Doe"), work(2, "A|Doe"), work(3, "B|Roe"), body=body)
    assert printed == ["Doe, Title 1", "Doe, Title 2", "Roe"]


def test_conditions_are_met_one_after_the_other() -> None:
    once = '<choose><if disambiguate="true"><text variable="{}" prefix=", "/></if></choose>'
    body = NAMES + once.format("title") + once.format("publisher")
    printed = cited("", work(1, "A|Doe", publisher="X"), work(2, "A|Doe", publisher="Y"), body=body)
    assert printed == ["Doe, Title 1", "Doe, Title 2"]


def test_the_second_condition_is_met_for_those_that_the_first_leaves_together() -> None:
    once = '<choose><if disambiguate="true"><text variable="{}" prefix=", "/></if></choose>'
    body = NAMES + once.format("title") + once.format("publisher")
    works = [
        work(1, "A|Doe", title="T", publisher="X"),
        work(2, "A|Doe", title="T", publisher="Y"),
        work(3, "A|Doe", title="S", publisher="Y"),
    ]
    assert cited("", *works, body=body) == ["Doe, T, X", "Doe, T, Y", "Doe, S"]


def test_a_condition_that_prints_nothing_leaves_the_next_one_to_tell_apart() -> None:
    once = '<choose><if disambiguate="true"><text variable="{}" prefix=", "/></if></choose>'
    body = NAMES + once.format("edition") + once.format("title")
    assert cited("", work(1, "A|Doe"), work(2, "A|Doe"), body=body) == ["Doe, Title 1", "Doe, Title 2"]


def test_what_a_condition_prints_stays_where_it_tells_nothing_apart() -> None:
    body = f'{NAMES}<choose><if disambiguate="true"><text value="!"/></if></choose>'
    assert cited("", work(1, "A|Doe"), work(2, "A|Doe"), body=body) == ["Doe!", "Doe!"]


def test_letters_go_on_with_two_after_the_last_of_the_alphabet() -> None:
    assert [letters(number) for number in (0, 25, 26, 51, 52, 701, 702)] == ["a", "z", "aa", "az", "ba", "zz", "aaa"]


NO_CITE = Cite()


class _Counting:
    """Prints a cite that is the same for all, and counts."""

    def __init__(self) -> None:
        self.printed = 0

    def render_cite(
        self, item: Item, distinction: Distinction, cite: Cite = NO_CITE, citation_number: int = 0
    ) -> tuple[Node | None, list[PrintedNames]]:
        self.printed += 1
        return Node([f"{item.type} {distinction.year_suffix} {cite.label} {citation_number}"]), []


def test_many_works_of_one_author_are_printed_once_each() -> None:
    printing = _Counting()
    entries = [Item({"id": str(number), "type": "book"}, str(number)) for number in range(500)]
    disambiguate(entries, printing, {"disambiguate-add-year-suffix": "true", "disambiguate-conditions": "0"})
    assert printing.printed == len(entries)


def test_nothing_is_printed_for_a_style_that_tells_nothing_apart() -> None:
    printing = _Counting()
    disambiguate([Item({"id": "1"}), Item({"id": "2"})], printing, {"disambiguate-conditions": "0"})
    assert printing.printed == 0


class _Counted(Processor):
    """A processor that counts the cites it prints."""

    printed = 0

    def render_cite(
        self, item: Item, distinction: Distinction, cite: Cite = NO_CITE, citation_number: int = 0
    ) -> tuple[Node | None, list[PrintedNames]]:
        self.printed += 1
        return super().render_cite(item, distinction, cite, citation_number)


def test_hidden_names_that_would_print_alike_are_not_tried_one_by_one() -> None:
    citation = f"<citation {ADD_NAMES}><layout>{NAMES}{YEAR}</layout></citation>"
    root = parse_style(f'<style xmlns="{XMLNS}" class="in-text" version="1.0">{citation}</style>')
    items = [work(number, *(f"{letter}|Roe{place}" for place in range(50))) for number, letter in enumerate("AB")]
    processor = _Counted(compile_style(root), Locale(), items)
    assert not processor.distinctions
    assert processor.printed == 2 + 2 * 2  # once each, then with all names, then as before


def test_names_are_added_that_differ_by_what_another_rule_shows_of_them() -> None:
    both = [work(1, "A|Doe", "J|Roe", "C|Poe"), work(2, "A|Doe", "K|Roe", "C|Poe")]
    told = ["Doe, J. Roe, et al. 2000", "Doe, K. Roe, et al. 2000"]
    assert cited(f"{ADD_NAMES} {given('all-names')}", *both) == told
