"""The number of an article without pages is printed in every style."""

from typing import Any

import pytest

from refdesk.csl import format_bibliography
from refdesk.desk.article_numbers import with_article_numbers

ARTICLE = {"id": "a", "type": "article-journal", "title": "On things", "number": "972"}
PAGES = '<text variable="page" prefix=", p. "/>'
NUMBER = '<text variable="number" prefix=", Article "/>'


def style(layout: str) -> str:
    """A style that prints titles and what `layout` adds to them."""
    return f"""<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">
    <citation><layout><text variable="title"/></layout></citation>
    <bibliography><layout><text variable="title"/>{layout}</layout></bibliography></style>"""


def printed(layout: str, item: dict[str, Any]) -> str:
    """The item in such a style."""
    xml = style(layout)
    return format_bibliography(xml, with_article_numbers([item], xml), format="txt").entries[0]


@pytest.mark.parametrize(
    ("layout", "expected"),
    [
        (PAGES, "On things, p. 972"),
        (NUMBER, "On things, Article 972"),
        (PAGES + NUMBER, "On things, Article 972"),
        ("", "On things"),
    ],
)
def test_an_article_number_is_printed_once(layout: str, expected: str) -> None:
    assert printed(layout, ARTICLE) == expected


def test_pages_are_kept() -> None:
    assert printed(PAGES, ARTICLE | {"page": "1-9"}) == "On things, p. 1–9"


def test_the_number_of_a_report_is_no_page() -> None:
    assert printed(PAGES, ARTICLE | {"type": "report"}) == "On things"


def test_items_given_stay_as_they_are() -> None:
    given = dict(ARTICLE)
    with_article_numbers([given], style(PAGES))
    assert given == ARTICLE
