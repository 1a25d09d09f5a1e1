"""Articles as law reviews cite them."""

import pytest

from refdesk.model.work import Work
from refdesk.parsing.law_reviews import law_review
from refdesk.parsing.references import parse_reference
from refdesk.parsing.segments import Segment


def read(raw: str) -> Work:
    reference = parse_reference(raw)
    assert reference is not None
    return reference.work


@pytest.mark.parametrize(
    ("raw", "told"),
    [
        (
            "Samuel D. Warren & Louis D. Brandeis, The Right to Privacy, 4 Harv. L. Rev. 193, 195 (1890).",
            ("The Right to Privacy", "Harv. L. Rev.", "4", "193, 195", 1890),
        ),
        (
            "Frank I. Michelman, Property, Utility, and Fairness, 80 HARV. L. REV. 1165 (1967).",
            ("Property, Utility, and Fairness", "HARV. L. REV.", "80", "1165", 1967),
        ),
        (
            "Joseph Raz, ‘The Rule of Law and its Virtue’ (1977) 93 LQR 195, 208.",
            ("The Rule of Law and its Virtue", "LQR", "93", "195", 1977),
        ),
    ],
)
def test_volume_stands_before_the_review(raw: str, told: tuple[str, str, str, str, int]) -> None:
    work = read(raw)
    assert (work.title, work.container, work.volume, work.pages, work.year) == told


def test_authors_end_at_the_first_comma() -> None:
    raw = (
        "Guido Calabresi & A. Douglas Melamed, Property Rules, Liability Rules, and Inalienability, "
        "85 HARV. L. REV. 1089, 1116 (1972)."
    )
    assert [name.family for name in read(raw).authors] == ["Calabresi", "Melamed"]


def test_an_issue_in_brackets_follows_the_volume() -> None:
    assert read("Ann Roe, ‘Law and Dust’ (2001) 12(3) Dust Law Review 45.").issue == "3"


def test_what_is_no_review_stays() -> None:
    text = "Roe, A. Dust, 12 Ash Street 45 (1999)."
    pieces = [Segment("author", 0, 8, 0.8), Segment("title", 8, len(text), 0.8)]
    assert law_review(text, pieces) == pieces
