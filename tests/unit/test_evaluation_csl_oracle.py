import json
from pathlib import Path
from typing import Any

import pytest

from evaluation import csl_oracle
from evaluation.csl_oracle import Job, OracleMissing, Reply, ask, command
from evaluation.csl_oracle.comparing import (
    bare,
    compare,
    sample_citations,
    sample_items,
    sample_styles,
)
from refdesk.store.styles import find_style

STYLE = (
    '<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0">'
    '<citation><layout><text variable="title"/></layout></citation>'
    '<bibliography><layout><text variable="title"/></layout></bibliography></style>'
)
ITEMS = [{"id": "one", "type": "book", "title": "One"}, {"id": "two", "type": "book", "title": "Two & two"}]


def job() -> Job:
    return Job(STYLE, ITEMS, [[{"id": "one"}]])


def test_equal_texts_are_equal() -> None:
    reply = Reply((("one", "One"), ("two", "Two &amp; two")), ("One",))
    assert all(pair.equal for pair in compare("s", job(), reply).entries)


def test_a_difference_shows_both_texts() -> None:
    reply = Reply((("one", "1"), ("two", "Two &#38; two")), ("One",))
    assert [(pair.ours, pair.theirs) for pair in compare("s", job(), reply).entries if not pair.equal] == [("One", "1")]


def test_entries_are_paired_by_id() -> None:
    reply = Reply((("two", "Two &#38; two"), ("one", "One")), ("One",))
    compared = compare("s", job(), reply)
    assert (all(pair.equal for pair in compared.entries), compared.same_order) == (True, False)


def test_an_entry_that_the_other_leaves_out_is_no_other_order() -> None:
    assert compare("s", job(), Reply((("two", "Two &#38; two"),), ("One",))).same_order


def test_citations_are_paired_by_place() -> None:
    reply = Reply((("one", "One"), ("two", "Two &#38; two")), ("Other",))
    assert not compare("s", job(), reply).citations[0].equal


def test_a_citation_is_named_by_its_cites() -> None:
    cites = [[{"id": "one", "locator": "3"}, {"id": "two"}]]
    assert compare("s", Job(STYLE, ITEMS, cites), Reply((), ("",))).citations[0].name == "one@3 + two"


def test_an_error_of_the_other_is_told() -> None:
    assert compare("s", job(), Reply(error="broken")).error == "broken"


def test_the_block_around_an_entry_is_no_part_of_it() -> None:
    assert bare('  <div class="csl-entry">One</div>\n') == "One"


def test_blocks_inside_an_entry_stay() -> None:
    inner = '<div class="csl-left-margin">1</div><div class="csl-right-inline">One</div>'
    assert bare(f'<div class="csl-entry">\n{inner}\n</div>') == inner


def test_the_process_is_asked_with_the_jobs(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    asked: list[Any] = []

    def answer(_: object, stdin: str) -> str:
        asked.append(json.loads(stdin)["jobs"])
        return json.dumps([{"entries": [["one", "One"]], "citations": ["One", None]}])

    (tmp_path / "node_modules" / "citeproc").mkdir(parents=True)
    monkeypatch.setattr(csl_oracle, "FOLDER", tmp_path)
    monkeypatch.setattr(csl_oracle, "_program", lambda name: name)
    monkeypatch.setattr(csl_oracle, "_run", answer)
    assert (ask([job()]), asked[0][0]["items"]) == ([Reply((("one", "One"),), ("One", ""))], ITEMS)


def test_a_machine_without_node_is_told_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "")
    with pytest.raises(OracleMissing, match="no node"):
        ask([job()])


def test_a_package_that_cannot_be_fetched_is_told(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(csl_oracle, "FOLDER", tmp_path / "build")
    monkeypatch.setattr(csl_oracle, "_program", lambda _: "false")
    with pytest.raises(OracleMissing, match="false failed"):
        command()


def test_there_are_thirty_sample_styles() -> None:
    assert len({find_style(name).id for name in sample_styles()}) == 30


def test_every_cite_of_the_samples_is_of_a_sample_item() -> None:
    items = sample_items()
    more = json.loads((Path(csl_oracle.__file__).parents[2] / "tests/golden/csl_citations.json").read_text())
    assert len(sample_citations(items)) == len(items) + len(more)
