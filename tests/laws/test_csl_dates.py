"""What holds for every date that CSL-JSON may hold."""

from itertools import pairwise
from typing import Any

from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from refdesk.csl.context import Cite, Context, Distinction
from refdesk.csl.date_elements import DateElement
from refdesk.csl.dates import Date, Point, read_date, sort_text
from refdesk.csl.items import Item
from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import load_locale
from refdesk.csl.styles import NAMESPACE
from refdesk.csl.tree import Node, text_of

_WORD_TABLE = """
    1999 ¦ 5 ¦ 0 ¦ -44 ¦ May ¦ Sept. ¦ Spring ¦ ca. ¦ ? ¦ ~ ¦ - ¦ -- ¦ – ¦ / ¦ . ¦ , ¦ [ ¦ ] ¦ 1st ¦ BC ¦ 199X ¦ XX
    1999-05 ¦ 5/6/2000 ¦ 5.6.2000 ¦ 2000年5月 ¦ Y17E7 ¦ .. ¦ T10:00Z ¦ in press ¦ <i> ¦ é ¦ 99999999999
"""
_WORDS = [word.strip() for line in _WORD_TABLE.strip().splitlines() for word in line.split("¦")]
TEXTS = st.one_of(st.text(), st.lists(st.sampled_from([*_WORDS, " ", "\ud800", "\x00"]), max_size=8).map("".join))
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(), st.integers(-10, 40), st.floats(), TEXTS)
JSON = st.recursive(
    LEAVES, lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=3), max_leaves=8
)
POINTS = st.lists(st.one_of(st.integers(-3000, 3000), st.integers(0, 32), LEAVES), max_size=4)
DATES = st.one_of(
    JSON,
    st.fixed_dictionaries(
        {},
        optional={
            "date-parts": st.lists(POINTS, max_size=3) | JSON,
            "season": LEAVES,
            "circa": JSON,
            "literal": LEAVES,
            "raw": LEAVES,
            "edtf": LEAVES,
        },
    ),
)
KNOWN = st.builds(Point, st.integers(-(10**9), 10**9), st.integers(0, 12), st.integers(0, 31))

_PARTS = '<date-part name="day" form="ordinal"/><date-part name="month" form="short"/><date-part name="year"/>'
ELEMENTS = [
    DateElement(etree.fromstring(f'<date xmlns="{NAMESPACE}" variable="issued" {attributes}>{children}</date>'))
    for attributes in ("", 'form="text"', 'form="numeric" date-parts="year-month"', 'form="odd"')
    for children in ("", _PARTS)
]
LOCALES = [load_locale(language, (), installed_locale) for language in ("en-US", "fr-FR", "zh-CN")]


@given(DATES)
def test_whatever_stands_under_a_date_is_read(value: Any) -> None:
    date = read_date(value)
    assert date is None or date.literal or date.start or date.end


@given(DATES, st.sampled_from(ELEMENTS), st.sampled_from(LOCALES), st.booleans())
def test_whatever_was_read_is_printed(value: Any, element: DateElement, locale: Any, sorting: bool) -> None:
    item = Item({"id": "a", "issued": value})
    suffixed = Distinction(year_suffix="a")
    texts = {
        text_of(element.render(Context(locale, item, Cite(), sorting=sorting, distinction=suffixed))) for _ in range(2)
    }
    assert len(texts) == 1
    assert not any("\ud800" <= letter <= "\udfff" or letter == "\x00" for letter in texts.pop())


@given(DATES, st.sampled_from(ELEMENTS), st.sampled_from(LOCALES))
def test_what_prints_nothing_is_none(value: Any, element: DateElement, locale: Any) -> None:
    node = element.render(Context(locale, Item({"id": "a", "issued": value}), Cite()))
    assert node is None or (isinstance(node, Node) and text_of(node))


@given(st.lists(KNOWN, min_size=2, max_size=6))
def test_keys_sort_as_time_goes(points: list[Point]) -> None:
    numbered = sorted((point.year, point.month, point.day) for point in points if point.year)
    keys = [sort_text(Date(Point(*each))) for each in numbered]
    assert all(before <= after for before, after in pairwise(keys))


@given(KNOWN, KNOWN)
def test_only_equal_points_have_equal_keys(one: Point, other: Point) -> None:
    if (one.year or one.month or one.day) and (other.year or other.month or other.day):
        assert (sort_text(Date(one)) == sort_text(Date(other))) == (one == other)
