"""The five documents, where they are at hand."""

from pathlib import Path

import pytest

from tests.corpus.facts import CORPUS, DOCUMENTS


@pytest.fixture(scope="session")
def corpus() -> Path:
    """The folder with the five documents; tests that need it are skipped where it is absent."""
    absent = [name for name in DOCUMENTS if not (CORPUS / f"{name}.txt").is_file()]
    if absent:
        pytest.skip(f"the documents are not ours to publish: {', '.join(absent)} not in ../shared/corpus")
    return CORPUS
