"""Where each cite stands in the document."""

from refdesk.csl.cite_reading import Citation, read_citation, read_cite
from refdesk.csl.context import Cite
from refdesk.csl.positions import place_cites


def in_notes(*citations: tuple[int, list[Cite]]) -> list[Citation]:
    return [Citation(str(place), tuple(cites), note) for place, (note, cites) in enumerate(citations)]


def positions(*citations: tuple[int, list[Cite]]) -> list[list[str]]:
    return [[cite.position for cite in citation.cites] for citation in place_cites(in_notes(*citations))]


A, B, A5, A6 = Cite("a"), Cite("b"), Cite("a", "5"), Cite("a", "6")


def test_a_work_is_cited_first_once() -> None:
    assert positions((1, [A]), (2, [B]), (3, [A])) == [["first"], ["first"], ["subsequent"]]


def test_a_cite_right_after_one_of_the_same_work_is_ibid() -> None:
    assert positions((1, [A]), (2, [A])) == [["first"], ["ibid"]]


def test_a_cite_after_one_of_the_same_work_in_its_citation_is_ibid() -> None:
    assert positions((1, [B, A, A])) == [["first", "first", "ibid"]]


def test_no_ibid_points_into_a_citation_of_several_works() -> None:
    assert positions((1, [A, B]), (2, [A]))[1] == ["subsequent"]
    assert positions((1, [B, A]), (2, [A]))[1] == ["subsequent"]


def test_no_ibid_points_into_a_note_of_several_citations() -> None:
    assert positions((1, [B]), (1, [A]), (2, [A]))[2] == ["subsequent"]


def test_an_ibid_points_at_the_citation_before_in_its_own_note() -> None:
    assert positions((1, [B]), (1, [A]), (1, [A]))[2] == ["ibid"]


def test_no_ibid_points_across_a_note_without_citations() -> None:
    assert positions((1, [A]), (3, [A]))[1] == ["subsequent"]


def test_a_new_locator_makes_an_ibid_with_locator() -> None:
    assert positions((1, [A]), (2, [A5]), (3, [A6])) == [["first"], ["ibid-with-locator"], ["ibid-with-locator"]]


def test_the_same_locator_is_ibid() -> None:
    assert positions((1, [A5]), (2, [A5]))[1] == ["ibid"]


def test_the_same_number_of_another_kind_is_another_locator() -> None:
    assert positions((1, [A5]), (2, [Cite("a", "5", "chapter")]))[1] == ["ibid-with-locator"]


def test_a_cite_without_locator_after_one_with_is_no_ibid() -> None:
    assert positions((1, [A5]), (2, [A]))[1] == ["subsequent"]


def test_the_running_text_is_counted_apart_from_notes() -> None:
    assert positions((0, [A]), (1, [B]), (0, [A])) == [["first"], ["first"], ["ibid"]]


def test_a_position_that_the_document_gives_is_kept() -> None:
    assert positions((1, [Cite("a", position="ibid")])) == [["ibid"]]


def test_later_cites_know_the_note_of_the_first() -> None:
    placed = place_cites(in_notes((3, [A]), (4, [B]), (5, [A])))
    assert [citation.cites[0].first_note for citation in placed] == [0, 0, 3]


def test_a_cite_is_near_within_the_distance() -> None:
    placed = place_cites(in_notes((1, [A]), (2, [B]), (6, [A]), (12, [A])))
    assert [citation.cites[0].near_note for citation in placed] == [False, False, True, False]


def test_the_distance_is_that_of_the_style() -> None:
    placed = place_cites(in_notes((1, [A]), (2, [B]), (3, [A])), 1)
    assert not placed[2].cites[0].near_note


def test_a_position_is_read_from_its_number() -> None:
    assert read_cite({"id": 7, "position": 3}).position == "ibid-with-locator"


def test_a_label_that_is_missing_is_that_of_a_page() -> None:
    assert read_cite({"id": "a", "locator": 12}) == Cite("a", "12", "page")


def test_affixes_keep_the_blanks_at_their_ends() -> None:
    assert read_cite({"prefix": " see ", "suffix": " too"}) == Cite("", prefix=" see ", suffix=" too")


def test_what_is_no_citation_is_an_empty_one() -> None:
    assert read_citation(["x", {"y": None}], "spare") == Citation("spare", ())


def test_a_note_that_is_no_number_is_none() -> None:
    assert read_citation({"properties": {"noteIndex": "iv"}}).note == 0
