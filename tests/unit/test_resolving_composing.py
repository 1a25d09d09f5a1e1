"""Texts whose accents are signs of their own."""

import unicodedata

from refdesk.model.document import Document, Extraction
from refdesk.model.problem import Problem
from refdesk.resolving.composing import in_composed
from refdesk.resolving.extraction import extract_document

TEXT = """Él lo dice así (García Canclini, 1990), y Hartog (2003) también; véase Martín-Barbero (1987) [9].

Referencias

GARCÍA CANCLINI, Néstor (1990). Culturas híbridas. México: Grijalbo.

HARTOG, François (2003). Régimes d’historicité. Paris: Seuil.

MARTÍN-BARBERO, Jesús (1987). De los medios a las mediaciones. Comunicación, cultura y hegemonía. Barcelona: Gili.
"""
DECOMPOSED = unicodedata.normalize("NFD", TEXT)


def extract(text: str) -> Extraction:
    return in_composed(Document(text=text), extract_document)


def printed(found: Extraction) -> list[str]:
    places = [(citation.start, citation.end) for citation in found.citations]
    places += [(reference.start, reference.end) for reference in found.references]
    return [unicodedata.normalize("NFC", found.document.text[start:end]) for start, end in places]


def test_accents_of_their_own_change_nothing_that_is_found() -> None:
    assert printed(extract(DECOMPOSED)) == printed(extract(TEXT))


def test_what_a_text_without_accents_of_their_own_cites_is_left_alone() -> None:
    assert extract(TEXT) == extract_document(Document(text=TEXT))


def test_the_works_have_composed_names() -> None:
    assert [reference.work for reference in extract(DECOMPOSED).references] == [
        reference.work for reference in extract(TEXT).references
    ]


def test_the_document_stays_as_it_was() -> None:
    assert extract(DECOMPOSED).document.text == DECOMPOSED


def test_an_accent_that_makes_no_letter_with_its_own_stays() -> None:
    text = "x\u0304 " + TEXT
    assert printed(extract(text)) == printed(extract(TEXT))


def test_problems_move_with_the_text() -> None:
    def found(document: Document) -> Extraction:
        at = document.text.index("here")
        return Extraction(document=document, work=extract(TEXT).work, problems=(Problem("odd", "Odd.", at, at + 4),))

    assert in_composed(Document(text="e\u0301\u0301e\u0301 here"), found).problems[0].start == 6


def test_a_problem_without_place_has_none_afterwards() -> None:
    assert [problem.start for problem in extract("e\u0301").problems] == [None]


def test_what_was_odd_when_the_document_was_read_is_told_first() -> None:
    odd = Problem("odd", "Odd.", 1, 2)
    assert in_composed(Document(text=DECOMPOSED, problems=(odd,)), extract_document).problems[:1] == (odd,)
