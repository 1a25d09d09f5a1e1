from itertools import pairwise

import pytest

from refdesk.parsing.labelling import label_reference
from refdesk.parsing.segments import LABELS

ARTICLE = "Ostrom, E. (2010). Beyond markets and states. *American Economic Review*, 100(3), 641–672."
BOOK = "Scott, James C. Seeing Like a State. New Haven: Yale University Press, 1998."
NOTE = (
    "World Health Organization, “Measles,” Fact Sheets, 5 December 2019, "
    "https://www.who.int/news-room/fact-sheets/detail/measles (accessed 3 May 2020)."
)
PHYSICS = "[7] P. W. Higgs, Phys. Rev. Lett. 13, 508 (1964)."


def pieces(text: str) -> dict[str, str]:
    return {segment.label: text[segment.start : segment.end].strip() for segment in label_reference(text)}


@pytest.mark.parametrize("text", [ARTICLE, BOOK, NOTE, PHYSICS, f"  \n{BOOK}\n\n", "x", "(", "<i>", "<i>a</i>", "“a"])
def test_segments_cover_the_text(text: str) -> None:
    assert "".join(text[segment.start : segment.end] for segment in label_reference(text)) == (
        text if label_reference(text) else ""
    )


@pytest.mark.parametrize("text", [ARTICLE, BOOK, NOTE, PHYSICS])
def test_neighbours_have_different_labels(text: str) -> None:
    labels = [segment.label for segment in label_reference(text)]
    assert all(a != b for a, b in pairwise(labels))


@pytest.mark.parametrize("text", [ARTICLE, BOOK, NOTE, PHYSICS])
def test_every_label_is_known(text: str) -> None:
    assert {segment.label for segment in label_reference(text)} <= set(LABELS)


@pytest.mark.parametrize("text", [ARTICLE, BOOK, NOTE, PHYSICS])
def test_sureness_is_a_share(text: str) -> None:
    assert all(0.0 < segment.sure <= 1.0 for segment in label_reference(text))


def test_what_is_plain_is_sure() -> None:
    assert min(segment.sure for segment in label_reference(ARTICLE)) > 0.8


def test_an_article() -> None:
    found = pieces(ARTICLE)
    assert (found["volume"], found["issue"], found["pages"]) == ("100", "(3),", "641–672.")


def test_the_container_of_an_article() -> None:
    assert pieces(ARTICLE)["container-title"] == "*American Economic Review*,"


def test_place_stands_apart_from_publisher() -> None:
    found = pieces(BOOK)
    assert (found["place"], found["publisher"]) == ("New Haven:", "Yale University Press,")


def test_an_article_without_title() -> None:
    found = pieces(PHYSICS)
    assert (found["container-title"], found["volume"], "title" in found) == ("Phys. Rev. Lett.", "13,", False)


def test_a_web_page() -> None:
    found = pieces(NOTE)
    assert (found["title"], "accessed 3 May 2020" in found["accessed"]) == ("“Measles,”", True)


@pytest.mark.parametrize("text", ["", " \n"])
def test_nothing_gives_no_segment(text: str) -> None:
    assert label_reference(text) == ()


@pytest.mark.parametrize("piece", ["a ", "(", "1.", "“", "A. ", "http://a ", "*a* "])
def test_hostile_repetition_is_covered(piece: str) -> None:
    text = (piece * 4000)[:4000]
    assert sum(segment.end - segment.start for segment in label_reference(text)) == 4000


def test_the_same_text_gives_the_same_labels() -> None:
    assert label_reference(NOTE) == label_reference(NOTE)
