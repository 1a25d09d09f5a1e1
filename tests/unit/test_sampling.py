"""One well-known work, as any style prints it."""

import pytest

from refdesk.csl import StyleError
from refdesk.desk.sampling import sample
from refdesk.model.errors import RefdeskError


def test_a_sample_shows_the_citation() -> None:
    shown = sample("apa")
    assert shown is not None
    assert shown.citation == "(Watson & Crick, 1953)"


def test_a_sample_shows_the_reference() -> None:
    shown = sample("apa")
    assert shown is not None
    assert shown.reference.startswith("Watson, J. D., & Crick, F. H. C. (1953). Molecular structure of nucleic acids")


def test_a_number_stands_apart_from_its_reference() -> None:
    shown = sample("ieee")
    assert shown is not None
    assert shown.reference.startswith("[1] J. D. Watson")


def test_a_style_without_a_bibliography_has_no_reference() -> None:
    shown = sample("http://www.zotero.org/styles/chicago-notes")
    assert shown is not None
    assert (bool(shown.citation), shown.reference) == (True, "")


def test_a_style_that_cannot_be_printed_with_has_no_sample(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> list[str]:
        raise StyleError("broken")

    monkeypatch.setattr("refdesk.csl.render", refuse, raising=False)
    assert sample("apa") is None


def test_an_unknown_style_has_no_sample() -> None:
    with pytest.raises(RefdeskError):
        sample("nothing-like-it")
