"""Cites by key."""

import pytest

from refdesk.model.citation import Cite
from refdesk.parsing.cite_keys import is_narrative, parse_keys


@pytest.mark.parametrize(
    ("content", "cites"),
    [
        ("@doe99", (Cite(key="doe99"),)),
        ("see @doe99, pp. 33-35", (Cite(key="doe99", prefix="see", locator="33-35", label="page"),)),
        ("@doe99; -@smith04, ch. 1", (Cite(key="doe99"), Cite(key="smith04", locator="1", label="chapter"))),
        ("@doe99 [p. 33]", (Cite(key="doe99", locator="33", label="page"),)),
        ("@{doe:99}", (Cite(key="doe:99"),)),
        ("@doe99, and passim", (Cite(key="doe99", suffix="and passim"),)),
        ("\\cite{a,b}", (Cite(key="a"), Cite(key="b"))),
        ("\\citep[p. 3]{a,b}", (Cite(key="a"), Cite(key="b", locator="3", label="page"))),
        ("\\parencite[see][p. 3]{a}", (Cite(key="a", prefix="see", locator="3", label="page"),)),
        ("nobody", ()),
    ],
)
def test_a_key_cites(content: str, cites: tuple[Cite, ...]) -> None:
    assert parse_keys(content) == cites


@pytest.mark.parametrize(
    ("mark", "narrative"), [("@doe99", True), ("-@doe99", False), ("\\textcite{a}", True), ("\\parencite{a}", False)]
)
def test_a_mark_may_name_its_author_in_the_sentence(mark: str, *, narrative: bool) -> None:
    assert is_narrative(mark) == narrative
