"""All five documents, ingested into an empty desk, beside the ledger: works merged, cites resolved.

As for single documents, `known_misses.jsonl` lists what is known to fail, and must list no more than that.
"""

from pathlib import Path

import pytest

from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from tests.corpus.facts import DOCUMENTS, KNOWN_MISSES
from tests.corpus.library_misses import library_misses
from tests.corpus.misses import Claim, Miss

CLAIMS: tuple[Claim, ...] = ("work", "record", "field", "problem", "self")


@pytest.fixture(scope="module")
def misses(corpus: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Miss, ...]:
    """The misses of the library that an empty desk holds after reading all five documents."""
    folder = tmp_path_factory.mktemp("desk")
    desk = Desk(folder, folder / "references.bib")
    ingest(desk, [corpus / f"{document}.txt" for document in DOCUMENTS])
    return library_misses(load_library(desk))


@pytest.mark.parametrize("claim", CLAIMS)
def test_the_library_agrees_with_the_ledger(claim: Claim, misses: tuple[Miss, ...]) -> None:
    found = [miss for miss in misses if miss.claim == claim and miss.id not in KNOWN_MISSES]
    assert found == [], "\n".join(f"{miss.id}: {miss.detail}" for miss in found)


def test_every_known_miss_of_the_library_is_still_missed(misses: tuple[Miss, ...]) -> None:
    known = {miss for miss in KNOWN_MISSES if miss.startswith("library ")}
    stale = known - {miss.id for miss in misses}
    assert stale == set(), "found now: strike them from known_misses.jsonl"


def test_every_known_miss_names_a_document_or_the_library() -> None:
    assert [miss for miss in KNOWN_MISSES if miss.partition(" ")[0] not in {*DOCUMENTS, "library"}] == []
