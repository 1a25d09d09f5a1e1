"""Laws of reading: places hold, whatever the text."""

import pickle
import re
from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from refdesk.model.document import Document, Extraction
from refdesk.reading.items import find_items
from refdesk.reading.layout import Layout
from refdesk.reading.marks import find_brackets
from refdesk.reading.mentions import find_mentions
from refdesk.reading.notes import find_loose_marks, find_notes
from refdesk.reading.sentences import sentence_around
from refdesk.resolving.extraction import extract_document

PIECES = (
    "References",
    "Notes",
    "Works Cited",
    "Appendix",
    "Ostrom, E. (1990). *Governing the Commons*. Cambridge University Press.",
    "Jacobs, Jane. *The Death and Life of Great American Cities*. Random House, 1961.",
    "———. *Systems of Survival*. 1992.",
    "[1] J. Jacobs, *Cities*, 1961.",
    "1. Elinor Ostrom, *Governing the Commons* (Cambridge: CUP, 1990), 5.",
    "- Ostrom, E. (1990). Commons.",
    "It is so (Ostrom, 1990, p. 3; see Jacobs, 1961).",
    "As Jacobs (1961) argued",
    "(Jacobs 35)",
    "[1–3]",
    "[Nye, 1990]",
    "word.¹",
    "word²",
    "¹ Elinor Ostrom, *Governing the Commons* (Cambridge: CUP, 1990), 5.",
    "² Ibid., 6.",
    "[^a]",
    "[^a]: Jane Jacobs, *Cities* (New York: Random House, 1961), 3; see also Ostrom, *Governing*, 4.",
    "Grace Hopper said, “It works.”",
    "G l o b a l   R e v i e w",
    "12",
    "https://example.org/a",
    "[Jac61] Jacobs, J. (1961). *Cities*. Random House.",
    "1 Elinor Ostrom, Governing the Commons (Cambridge: CUP, 1990), 5.",
    "Jane Jacobs, *Cities* (New York: Random House, 1961), 3, and Elinor Ostrom, *Governing* (Cambridge: CUP, 1990).",
    "Ibid., 6; idem, *Other*, 5.",
    "<sup>1</sup>",
    "word.1",
    "word[2](#fn2)",
    "^[Jacobs, *Cities*, 5.]",
    "<li>Ostrom, E. (1990). Commons.</li>",
    "### Books",
    "Advertisement",
    "-----",
    "(((",
    ")]",
)
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.sampled_from(["\n\n", "\n", "\r\n\r\n", " ", "\f", ""])), max_size=14
).map(lambda pieces: "".join(piece + end for piece, end in pieces))
ANY_TEXTS = TEXTS | st.text(max_size=300)


def extract(text: str) -> Extraction:
    return extract_document(Document(text=text))


def joined(text: str) -> str:
    return " ".join(text.split())


@given(ANY_TEXTS)
def test_the_flat_text_is_as_long_as_the_text(text: str) -> None:
    assert len(Layout(text).flat) == len(Layout(text).clean) == len(text)


@given(ANY_TEXTS)
def test_the_flat_text_differs_in_blanks_alone(text: str) -> None:
    flat = Layout(text).flat
    assert all(mine in {theirs, " "} for mine, theirs in zip(flat, text, strict=True))


@given(ANY_TEXTS)
def test_lines_hold_all_that_is_printed(text: str) -> None:
    assert "".join("".join(line.text.split()) for line in Layout(text).lines) == "".join(text.split())


@given(ANY_TEXTS)
def test_an_item_is_printed_where_it_says(text: str) -> None:
    layout = Layout(text)
    for item in find_items(layout):
        assert joined(item.raw) == joined(layout.clean[item.start : item.end])


@given(ANY_TEXTS)
def test_notes_do_not_overlap_their_marks(text: str) -> None:
    for note in find_notes(Layout(text)):
        assert note.mark is None or note.mark[1] <= note.start or note.mark[0] >= note.end


@given(ANY_TEXTS)
def test_loose_marks_are_none_of_the_notes(text: str) -> None:
    layout = Layout(text)
    notes = find_notes(layout)
    assert not {note.mark for note in notes} & set(find_loose_marks(layout, notes))


@given(ANY_TEXTS)
def test_a_bracket_is_printed_where_it_says(text: str) -> None:
    flat = Layout(text).flat
    for bracket in find_brackets(Layout(text), ()):
        assert flat[bracket.start : bracket.end].strip() == flat[bracket.start : bracket.end] != ""


@given(ANY_TEXTS)
def test_mentions_do_not_overlap(text: str) -> None:
    mentions = find_mentions(Layout(text))
    assert all(one.end <= other.start for one, other in pairwise(mentions))


@given(ANY_TEXTS, st.data())
def test_a_sentence_holds_its_mark(text: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(text)))
    end = data.draw(st.integers(start, len(text)))
    first, last = sentence_around(text, start, end)
    assert 0 <= first <= start
    assert end <= last <= len(text)


@given(ANY_TEXTS)
def test_a_citation_is_printed_where_it_says(text: str) -> None:
    flat = Layout(text).flat
    for citation in extract(text).citations:
        assert joined(flat[citation.start : citation.end]) == joined(citation.text) != ""


@given(ANY_TEXTS)
def test_a_reference_is_printed_where_it_says(text: str) -> None:
    clean = Layout(text).clean
    for reference in extract(text).references:
        assert joined(clean[reference.start : reference.end]) == joined(reference.raw)


@given(ANY_TEXTS)
def test_citations_stand_in_order_of_place(text: str) -> None:
    starts = [citation.start for citation in extract(text).citations]
    assert starts == sorted(starts)


@given(ANY_TEXTS)
def test_each_citation_has_its_own_id(text: str) -> None:
    found = extract(text)
    ids = [citation.id for citation in found.citations]
    assert len(set(ids)) == len(ids)


@given(ANY_TEXTS)
def test_a_cite_means_references_that_are_there(text: str) -> None:
    found = extract(text)
    named = {key for citation in found.citations for cite in citation.cites for key in cite.references}
    assert named <= {reference.id for reference in found.references}


@given(ANY_TEXTS)
def test_a_problem_stands_in_the_text(text: str) -> None:
    for problem in extract(text).problems:
        assert problem.start is None or 0 <= problem.start <= (problem.end or 0) <= len(text)


@given(ANY_TEXTS)
def test_nothing_is_invented(text: str) -> None:
    letters = "".join(re.findall(r"\w", text))
    for citation in extract(text).citations:
        for cite in citation.cites:
            assert "".join(re.findall(r"\w", cite.author or "")) in letters


@given(ANY_TEXTS)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert extract(text) == extract(text)


@given(TEXTS)
def test_an_extraction_comes_out_of_pickle_as_it_went_in(text: str) -> None:
    found = extract(text)
    assert pickle.loads(pickle.dumps(found)) == found  # noqa: S301 - our own bytes


@given(TEXTS)
@example("References\nGrace Hopper said, “It works.”\n\n")
def test_the_ends_of_lines_do_not_matter(text: str) -> None:
    unix = text.replace("\r\n", "\n")
    windows = unix.replace("\n", "\r\n")
    assert _said(unix) == _said(windows)


def _said(text: str) -> list[tuple[str, str]]:
    return [(citation.kind, citation.text) for citation in extract(text).citations]


@pytest.mark.parametrize(
    "text",
    [
        "(" * 200_000,
        "[" * 200_000,
        "(" * 10_000 + "Nye, 1990" + ")" * 10_000,
        "¹" * 200_000,
        "a¹ " * 70_000,
        "\n" * 300_000,
        " " * 300_000 + "x",
        "A" * 500_000,
        "word " * 100_000,
        "Ab " * 60_000,
        "Text.[^1]\n\n[^1]: " + "; A" * 60_000,
        "One.¹\n\n¹ a" + " " * 200_000 + "b.",
        "References\n\n" + "- " * 100_000,
        "# " * 100_000,
        "*" * 200_000,
    ],
    ids=lambda text: repr(text[:12]),
)
def test_hostile_text_is_read_to_its_end(text: str) -> None:
    assert extract(text).document.text == text
