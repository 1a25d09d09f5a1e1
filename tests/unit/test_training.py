import random
from itertools import pairwise

import pytest

from refdesk.parsing.tokens import tokenize
from training import augmenting
from training.augmenting import augmented
from training.cleaning import cleaned
from training.strings import Labelled, labels_of

ARTICLE = Labelled(
    "5",
    "made",
    (
        ("author", "Ostrom, E., Walker, J. & Gardner, R. "),
        ("date", "(1992). "),
        ("title", "Covenants with and without a sword: Self-governance is possible. "),
        ("container-title", "American Political Science Review, "),
        ("volume", "86"),
        ("issue", "(2), "),
        ("pages", "404–417."),
    ),
)
MANY = [Labelled(str(i), "made", ARTICLE.segments) for i in range(40)]


def test_an_opening_bracket_goes_to_the_field_behind() -> None:
    assert cleaned([["pages", "891 ("], ["date", "2000)."]]) == [("pages", "891 "), ("date", "(2000).")]


def test_a_closing_quote_stays() -> None:
    assert cleaned([["title", '"A title," '], ["date", "2000."]]) == [("title", '"A title," '), ("date", "2000.")]


def test_a_volume_with_its_issue_is_cut() -> None:
    assert cleaned([["volume", "36, no. 9. "]]) == [("volume", "36, "), ("issue", "no. 9. ")]


def test_a_volume_with_a_fraction_stays() -> None:
    assert cleaned([["volume", "57.1 "]]) == [("volume", "57.1 ")]


def test_volume_before_the_year_is_no_page() -> None:
    segments = [["container-title", "Phys. Rev. D "], ["pages", "77 "], ["date", "(2008) "], ["volume", "014026."]]
    assert [label for label, _ in cleaned(segments)] == ["container-title", "volume", "date", "pages"]


def test_a_volume_that_is_a_range_of_pages() -> None:
    assert cleaned([["container-title", "Mind, "], ["volume", "3035–3047. "]])[1][0] == "pages"


def test_a_range_beside_pages_stays_a_volume() -> None:
    assert cleaned([["volume", "3035–3047. "], ["pages", "1."]])[0][0] == "volume"


def test_a_second_title_behind_editors_is_the_book() -> None:
    segments = [["title", "A part. "], ["editor", "In J. Doe (ed.), "], ["title", "The whole. "]]
    assert [label for label, _ in cleaned(segments)] == ["title", "editor", "container-title"]


def test_a_first_title_behind_editors_stays() -> None:
    assert cleaned([["author", "A. "], ["editor", "In J. Doe (ed.), "], ["title", "The whole. "]])[2][0] == "title"


@pytest.mark.parametrize("change", augmenting._CHANGES, ids=lambda change: change.__name__)
def test_a_change_keeps_known_labels(change: augmenting.Change) -> None:
    chance = random.Random(1)  # noqa: S311 - reproducible, not secret
    known = {label for label, _ in ARTICLE.segments} | {"citation-number", "doi", "url"}
    assert {label for label, _ in change(list(ARTICLE.segments), chance)} <= known


@pytest.mark.parametrize("change", augmenting._CHANGES, ids=lambda change: change.__name__)
def test_a_change_changes_something(change: augmenting.Change) -> None:
    tries = [change(list(ARTICLE.segments), random.Random(seed)) for seed in range(30)]  # noqa: S311 - reproducible
    assert any(tuple(found) != ARTICLE.segments for found in tries)


def test_the_same_seed_gives_the_same_copies() -> None:
    assert list(augmented(MANY, share=1, seed=4)) == list(augmented(MANY, share=1, seed=4))


def test_another_seed_gives_others() -> None:
    assert list(augmented(MANY, share=1, seed=4)) != list(augmented(MANY, share=1, seed=5))


def test_no_share_gives_no_copies() -> None:
    assert list(augmented(MANY, share=0, seed=4)) == []


def test_copies_keep_the_beginning_of_their_id() -> None:
    assert all(copy.id[0] == "5" for copy in augmented([ARTICLE] * 9, share=1, seed=4))


def test_each_token_has_the_label_of_its_segment() -> None:
    tokens = tokenize(ARTICLE.text)
    labels = labels_of(tokens, ARTICLE.segments)
    changes = [b for a, b in pairwise(labels) if a != b]
    assert [labels[0], *changes] == [label for label, _ in ARTICLE.segments]


def test_a_quote_before_a_word_does_not_hide_its_field() -> None:
    segments = [("author", "Doe J. "), ("title", "“*A title*.”")]
    assert labels_of(tokenize("Doe J. “*A title*.”"), segments) == ["author", "author", "title", "title"]


@pytest.mark.parametrize("printed", ["2nd ed., ", "(26th ed.), ", "4. Auflage ", "8e édition.", "revised edition, "])
def test_a_note_that_is_an_edition_is_one(printed: str) -> None:
    assert cleaned([["title", "A title. "], ["note", printed]])[1] == ("edition", printed)


def test_a_note_that_holds_more_than_an_edition_stays() -> None:
    assert cleaned([["title", "A title. "], ["note", "2 vols. 2nd ed."]])[1][0] == "note"
