"""Each of the five documents, read by refdesk, beside the ledger.

A disagreement fails a test, unless `known_misses.jsonl` lists it with a reason; one that is listed there and has
gone fails too, so that the list is always the whole truth.
"""

from pathlib import Path

import pytest

from refdesk.documents.text import read_text
from refdesk.resolving.extraction import extract_document
from tests.corpus.facts import DOCUMENTS, KNOWN_MISSES
from tests.corpus.misses import Claim, Miss, misses_of

CLAIMS: tuple[Claim, ...] = (
    "citation lost",
    "citation false",
    "mark",
    "target",
    "reference lost",
    "reference false",
    "field",
    "problem",
    "self",
)

Misses = dict[str, tuple[Miss, ...]]


@pytest.fixture(scope="module")
def misses(corpus: Path) -> Misses:
    """The misses of each document."""
    texts = {document: read_text((corpus / f"{document}.txt").read_bytes(), document) for document in DOCUMENTS}
    return {document: misses_of(document, extract_document(text)) for document, text in texts.items()}


@pytest.mark.parametrize("claim", CLAIMS)
@pytest.mark.parametrize("document", DOCUMENTS)
def test_reading_a_document_agrees_with_the_ledger(document: str, claim: Claim, misses: Misses) -> None:
    found = [miss for miss in misses[document] if miss.claim == claim and miss.id not in KNOWN_MISSES]
    assert found == [], "\n".join(f"{miss.id}: {miss.detail}" for miss in found)


@pytest.mark.parametrize("document", DOCUMENTS)
def test_every_known_miss_of_a_document_is_still_missed(document: str, misses: Misses) -> None:
    known = {miss for miss in KNOWN_MISSES if miss.startswith(f"{document} ")}
    stale = known - {miss.id for miss in misses[document]}
    assert stale == set(), "found now: strike them from known_misses.jsonl"
