"""cs:sort: keys one after the other, directions, what is empty, and what a key compares."""

from collections.abc import Mapping, Sequence
from typing import Any

import pytest
from lxml import etree

from refdesk.csl import format_bibliography
from refdesk.csl.context import Cite, Context, Element
from refdesk.csl.items import Item
from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import load_locale
from refdesk.csl.names import NamesElement
from refdesk.csl.number_elements import NumberElement
from refdesk.csl.sorting import Sort
from refdesk.csl.styles import NAMESPACE
from refdesk.csl.text_elements import VariableText

CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'
ENGLISH = load_locale("en-US", [], installed_locale)
DOE, ROE, ZED = ({"family": family, "given": "Jo"} for family in ("Doe", "Roe", "Zed"))


def xml(text: str) -> etree._Element:
    return etree.fromstring(text.replace(" ", f" {CSL} ", 1))


def no_substitutes(*_: object) -> list[Element]:
    return []


MACROS: Mapping[str, Sequence[Element]] = {
    "title": [VariableText(xml('<text variable="title" quotes="true" prefix="The "/>'))],
    "names": [
        NamesElement(
            xml('<names variable="author"><name et-al-min="2" et-al-use-first="1"/></names>'), no_substitutes, None
        )
    ],
    "count": [NamesElement(xml('<names variable="author"><name form="count"/></names>'), no_substitutes, None)],
    "number": [NumberElement(xml('<number variable="volume" form="roman"/>'))],
    "citation-number": [VariableText(xml('<text variable="citation-number"/>'))],
}


def sort(*keys: str) -> Sort:
    return Sort.of(xml(f"<sort >{''.join(f'<key {key}/>' for key in keys)}</sort>"), lambda name: MACROS[name])


def order(items: Sequence[dict[str, Any]], *keys: str, name_options: Mapping[str, str] | None = None) -> list[int]:
    contexts = [
        Context(ENGLISH, Item(item), Cite(), number, sorting=True, name_options=name_options or {}, guided=True)
        for number, item in enumerate(items, 1)
    ]
    return sort(*keys).order(contexts)


def by(variable: str, *values: Any, direction: str = "ascending") -> list[Any]:
    """The values of a variable in the order that a key of it gives them."""
    items = [{variable: value} if value is not None else {} for value in values]
    return [values[place] for place in order(items, f'variable="{variable}" sort="{direction}"')]


def test_a_title_is_looked_up_without_its_article() -> None:
    titles = ["Borders", "The Atlas", "A Catalogue", "An Anchor"]
    assert by("title", *titles) == ["An Anchor", "The Atlas", "Borders", "A Catalogue"]


def test_an_article_is_one_of_the_title_s_own_language() -> None:
    items = [{"title": "Das Boot", "language": "de-DE"}, {"title": "Canon"}, {"title": "Das Auto", "language": "en"}]
    assert order(items, 'variable="title"') == [0, 1, 2]


def test_a_title_in_the_place_of_names_is_looked_up_without_its_article() -> None:
    names = xml('<names variable="author"><substitute><text variable="title"/></substitute></names>')
    element = NamesElement(names, lambda parent, _: [VariableText(each) for each in parent], None)
    contexts = [
        Context(ENGLISH, Item(item), Cite(), 1, sorting=True, guided=True)
        for item in ({"author": [ROE]}, {"title": "The Atlas"}, {"author": [{"family": "The", "given": "Jo"}]})
    ]
    assert Sort.of(xml('<sort ><key macro="it"/></sort>'), lambda _: [element]).order(contexts) == [1, 0, 2]


def year(number: int) -> dict[str, Any]:
    return {"date-parts": [[number]]}


def test_ascending_is_the_default() -> None:
    assert order([{"title": "B"}, {"title": "A"}], 'variable="title"') == [1, 0]


def test_descending() -> None:
    assert by("title", "A", "C", "B", direction="descending") == ["C", "B", "A"]


def test_what_is_empty_stands_last() -> None:
    assert by("title", None, "B", "A") == ["A", "B", None]


def test_what_is_empty_stands_last_in_falling_order_too() -> None:
    assert by("title", None, "A", "B", direction="descending") == ["B", "A", None]


def test_equal_keys_keep_their_order() -> None:
    assert order([{"title": "A"}] * 3, 'variable="title"') == [0, 1, 2]


def test_equal_keys_keep_their_order_in_falling_order_too() -> None:
    assert order([{"title": "A"}] * 3, 'variable="title" sort="descending"') == [0, 1, 2]


def test_a_second_key_orders_what_the_first_finds_equal() -> None:
    items = [{"title": "B", "issued": year(2)}, {"title": "A", "issued": year(9)}, {"title": "B", "issued": year(1)}]
    assert order(items, 'variable="title"', 'variable="issued"') == [1, 2, 0]


def test_a_second_key_goes_before_accents_of_the_first() -> None:
    items = [{"title": "É", "issued": year(1)}, {"title": "E", "issued": year(2)}]
    assert order(items, 'variable="title"', 'variable="issued"') == [0, 1]


def test_accents_order_what_all_keys_find_equal() -> None:
    assert by("title", "É", "e", "E") == ["e", "E", "É"]


def test_no_keys_keep_the_order() -> None:
    assert order([{"title": "B"}, {"title": "A"}]) == [0, 1]


def test_markup_does_not_count() -> None:
    assert by("title", "b", "<i>c</i>", "a") == ["a", "b", "<i>c</i>"]


def test_numbers_are_compared_as_numbers() -> None:
    assert by("volume", "10", "9", "100") == ["9", "10", "100"]


def test_letters_around_numbers_do_not_count() -> None:
    assert by("volume", "L10d", "9b", "11") == ["9b", "L10d", "11"]


def test_words_stand_after_numbers() -> None:
    assert by("volume", "Special issue", "12") == ["12", "Special issue"]


def test_less_precise_dates_stand_first() -> None:
    dates = [{"date-parts": [parts]} for parts in ([2000, 5, 1], [2000], [2000, 5])]
    assert by("issued", *dates) == [dates[1], dates[2], dates[0]]


def test_ranges_stand_after_single_dates() -> None:
    dates = [{"date-parts": parts} for parts in ([[2000], [2001]], [[2001]], [[2000]])]
    assert by("issued", *dates) == [dates[2], dates[0], dates[1]]


def test_years_before_christ_stand_first() -> None:
    assert by("issued", year(50), year(-50), year(-100)) == [year(-100), year(-50), year(50)]


def test_names_are_compared_by_family_name() -> None:
    people = [[{"family": "Adams", "given": "Zoe"}], [{"family": "Zola", "given": "Al"}]]
    assert by("author", people[1], people[0]) == people


def test_names_are_abbreviated_as_the_area_has_them() -> None:
    items = [{"author": [DOE, ZED, ROE]}, {"author": [DOE, ROE, ZED]}]
    limits = {"et-al-min": "3", "et-al-use-first": "1"}
    assert order(items, 'variable="author"', name_options=limits) == [0, 1]


def test_a_key_may_ask_for_more_names() -> None:
    items = [{"author": [DOE, ZED, ROE]}, {"author": [DOE, ROE, ZED]}]
    limits = {"et-al-min": "3", "et-al-use-first": "1"}
    assert order(items, 'variable="author" names-min="9" names-use-first="9"', name_options=limits) == [1, 0]


def test_a_key_overrides_what_the_name_of_a_macro_says() -> None:
    items = [{"author": [DOE, ZED]}, {"author": [DOE, ROE]}]
    assert order(items, 'macro="names" names-min="9" names-use-first="9"') == [1, 0]


def test_the_macro_decides_without_a_word_of_the_key() -> None:
    items = [{"author": [DOE, ZED]}, {"author": [DOE, ROE]}]
    assert order(items, 'macro="names"') == [0, 1]


def test_a_macro_is_compared_as_it_prints() -> None:
    assert order([{"title": "B"}, {"title": "A"}, {}], 'macro="title"') == [1, 0, 2]


def test_numbers_of_a_macro_are_compared_as_numbers() -> None:
    assert order([{"volume": "10"}, {"volume": "9"}], 'macro="number"') == [1, 0]


def test_the_citation_number_is_a_key() -> None:
    assert order([{}] * 3, 'variable="citation-number" sort="descending"') == [2, 1, 0]


def test_a_key_of_falling_citation_numbers_counts_down() -> None:
    assert sort('variable="title"', 'variable="citation-number" sort="descending"').counts_down


def test_a_macro_of_falling_citation_numbers_counts_down() -> None:
    assert sort('macro="citation-number" sort="descending"').counts_down


def test_other_falling_keys_do_not_count_down() -> None:
    keys = ('variable="title" sort="descending"', 'macro="title" sort="descending"', 'variable="citation-number"')
    assert not sort(*keys).counts_down


def test_the_keys_leave_the_context_alone() -> None:
    context = Context(ENGLISH, Item({"author": [DOE]}), Cite(), sorting=True)
    sort('macro="names"').order([context, context])
    assert (context.called, context.printed_names) == (0, [])


def test_a_key_overrides_the_least_number_alone() -> None:
    items = [{"author": [DOE, ZED]}, {"author": [DOE, ROE]}]
    assert order(items, 'macro="names" names-min="9"') == [1, 0]


def test_accents_order_in_falling_order_too() -> None:
    assert by("title", "e", "É", "E", direction="descending") == ["É", "E", "e"]


@pytest.mark.parametrize(("direction", "expected"), [("ascending", [3, 0, 2, 1]), ("descending", [2, 0, 3, 1])])
def test_a_word_in_the_place_of_a_date_stands_last_in_both_directions(direction: str, expected: list[int]) -> None:
    year = '<date variable="issued"><date-part name="year"/></date>'
    dated = f'<if variable="issued"><group>{year}</group></if><else><text term="no date"/></else>'
    style = f"""<style xmlns="{NAMESPACE}" class="in-text" version="1.0">
    <macro name="date"><choose>{dated}</choose></macro><citation><layout><text variable="title"/></layout></citation>
    <bibliography><sort><key macro="date" sort="{direction}"/></sort><layout><text variable="title"/></layout>
    </bibliography></style>"""
    years = [2001, None, 2010, -55]
    items = [{"id": str(n), "issued": {"date-parts": [[y]]} if y else None, "title": "T"} for n, y in enumerate(years)]
    assert list(format_bibliography(style, items).order) == expected


def test_no_names_count_less_than_one() -> None:
    assert order([{"author": [{"family": "Doe"}]}, {}], 'macro="count"') == [1, 0]
