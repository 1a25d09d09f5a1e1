"""The measure of printed references: what counts as right, and what does not."""

from typing import Any

import pytest

from evaluation.strings import Gold, Tally, count, gold_of, judge

ARTICLE = [
    ("author", "Ostrom, E., Walker, J. & Gardner, R. "),
    ("date", "(1992). "),
    ("title", "Covenants with and without a sword. "),
    ("container-title", "In American Political Science Review, "),
    ("volume", "vol. 86"),
    ("issue", "(2), "),
    ("pages", "pp. 404–417. "),
    ("doi", "doi: 10.2307/1964229."),
]
ITEM: dict[str, Any] = {
    "author": [
        {"family": "Ostrom", "given": "E."},
        {"family": "Walker", "given": "J."},
        {"family": "Gardner", "given": "R."},
    ],
    "issued": {"date-parts": [[1992]]},
    "title": "Covenants with and without a sword",
    "container-title": "American Political Science Review",
    "volume": "86",
    "issue": "2",
    "page": "404–417",
    "DOI": "10.2307/1964229",
}


def gold(segments: list[tuple[str, str]] | None = None) -> Gold:
    return gold_of({"id": "e0", "source": "anystyle/good.xml", "segments": segments or ARTICLE})


def test_an_item_that_says_what_is_labelled_is_right() -> None:
    assert judge(gold(), ITEM) == ()


@pytest.mark.parametrize(
    ("variable", "value", "wrong"),
    [
        ("title", "Covenants", "title"),
        ("container-title", "American Review", "container"),
        ("volume", "2", "volume"),
        ("page", "404", "pages"),
        ("DOI", "10.2307/1", "doi"),
        ("publisher", "Wiley", "publisher"),
        ("issued", {"date-parts": [[1993]]}, "year"),
        ("author", ITEM["author"][:2], "author"),
        ("author", [], "author"),
    ],
)
def test_a_field_that_differs_is_wrong(variable: str, value: object, wrong: str) -> None:
    assert judge(gold(), ITEM | {variable: value}) == (wrong,)


def test_a_field_that_is_missing_is_wrong() -> None:
    assert judge(gold(), {key: value for key, value in ITEM.items() if key != "issue"}) == ("issue",)


def test_a_volume_labelled_with_its_issue_may_be_cut() -> None:
    labelled = [(label, "86.2, " if label == "volume" else text) for label, text in ARTICLE if label != "issue"]
    assert judge(gold(labelled), ITEM) == ()


def test_a_volume_cut_otherwise_is_wrong() -> None:
    labelled = [(label, "86.2, " if label == "volume" else text) for label, text in ARTICLE if label != "issue"]
    assert judge(gold(labelled), ITEM | {"issue": "3"}) == ("volume", "issue")


def test_how_many_pages_a_book_has_is_no_range() -> None:
    book = gold([("title", "Governing the commons. "), ("pages", "xii, 280 pp.")])
    assert judge(book, {"title": "Governing the commons", "number-of-pages": "280"}) == ()


def test_a_wrong_count_of_pages_is_wrong() -> None:
    book = gold([("title", "Governing the commons. "), ("pages", "280 p.")])
    assert judge(book, {"title": "Governing the commons", "number-of-pages": "28"}) == ("pages",)


def test_an_address_of_a_doi_is_a_doi() -> None:
    assert gold([("title", "A. "), ("url", "https://doi.org/10.2307/1964229")]).fields["doi"] == "10.2307/1964229"


def test_f1_counts_what_is_invented() -> None:
    tally = Tally()
    item = ITEM | {"publisher": "Wiley"}
    count(tally, gold(), {"publisher": "Wiley", **dict.fromkeys(gold().fields, "x")}, judge(gold(), item))
    assert tally.f1("publisher") == 0


def test_a_reference_is_whole_only_without_a_fault() -> None:
    tally = Tally()
    for item in (ITEM, ITEM | {"volume": "1"}):
        count(tally, gold(), dict(gold().fields), judge(gold(), item))
    assert (tally.whole, tally.strings) == (1, 2)
