"""The table of benchmarks/csl.py; nothing is timed here."""

from dataclasses import replace

import pytest
from benchmarks import csl
from benchmarks.csl import Figures, invented_items, line

from evaluation.csl_oracle import OracleMissing

FIGURES = Figures("apa", ours=1.5, theirs=3.0, large=10.5, start=0.5, megabytes=99.4, preview=0.0125)


def test_growth_leaves_the_start_of_python_out() -> None:
    assert FIGURES.growth == 10


def test_the_ratio_is_our_time_divided_by_theirs() -> None:
    assert " 0.50" in line(FIGURES)


def test_without_the_other_its_column_stays_empty() -> None:
    assert line(replace(FIGURES, theirs=None)).count("–") == 2


def test_a_preview_is_told_in_milliseconds() -> None:
    assert line(FIGURES).endswith("12.50")


def test_invented_items_have_ids_of_their_own() -> None:
    assert len({item["id"] for item in invented_items(100)}) == 100


def test_invented_items_are_the_same_in_every_run() -> None:
    assert invented_items(50) == invented_items(50)


def test_invented_items_are_of_every_kind_of_the_samples() -> None:
    assert {item["type"] for item in invented_items(41)} >= {"book", "thesis", "legal_case", "dataset"}


def test_a_machine_without_node_gets_the_reason(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> list[str]:
        raise OracleMissing("no node here")

    monkeypatch.setattr("evaluation.csl_oracle.command", refuse)
    assert csl.node_command() == (None, "no node here")
