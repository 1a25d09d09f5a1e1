"""The command styles."""

import json

import pytest
from click.testing import CliRunner, Result

from refdesk.cli import styles as cli
from refdesk.cli.styles import styles
from refdesk.desk.sampling import Sample


@pytest.fixture(autouse=True)
def sampled(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The styles that a sample was asked of; the sample is always the same."""
    asked: list[str] = []

    def sample(name: str) -> Sample | None:
        asked.append(name)
        return Sample("(Watson 1953)", "") if name != "ieee" else None

    monkeypatch.setattr(cli, "sample", sample)
    return asked


def run(*arguments: str) -> Result:
    return CliRunner().invoke(styles, arguments, catch_exceptions=False)


def test_styles_are_searched() -> None:
    assert run("american", "medical", "11th", "(no").stdout.splitlines() == [
        'american-medical-association-no-et-al  AMA Manual of Style 11th edition (no "et al.")',
        "    (Watson 1953)",
    ]


def test_a_style_is_listed_with_its_short_name() -> None:
    assert "modern-language-association [mla]  MLA Handbook 9th edition" in run().stdout


def test_a_style_is_listed_with_the_older_name_searched_for() -> None:
    assert "nlm-citation-sequence [vancouver]  NLM/Vancouver" in run("Vancouver").stdout


def test_a_dependent_style_is_listed_with_what_prints_it() -> None:
    assert "nature-digest  Nature Digest (as nature)" in run("nature-digest").stdout


def test_styles_without_words_are_the_best_known() -> None:
    assert {"apa", "nature", "turabian-notes-bibliography"} <= {line.split()[0] for line in run().stdout.splitlines()}


def test_without_words_the_number_of_all_is_told() -> None:
    assert run().stderr.startswith("the best-known of 10,")


def test_all_styles_are_listed_on_request() -> None:
    assert len(run("--all").stdout.splitlines()) > 10_000


def test_a_few_styles_are_shown_with_a_sample(sampled: list[str]) -> None:
    run("class:label")
    assert sampled == ["american-mathematical-society-label", "bibtex", "din-1505-2-alphanumeric"]


def test_many_styles_are_shown_without(sampled: list[str]) -> None:
    run("vancouver")
    assert not sampled


def test_samples_are_shown_on_request(sampled: list[str]) -> None:
    run("vancouver", "--sample")
    assert len(sampled) > 10


def test_samples_are_left_out_on_request(sampled: list[str]) -> None:
    run("class:label", "--no-sample")
    assert not sampled


def test_samples_have_an_end_that_is_told(sampled: list[str]) -> None:
    outcome = run("ieee", "--sample")
    assert (len(sampled), outcome.stderr.startswith("samples for the first 50 of ")) == (50, True)


def test_a_style_that_cannot_be_printed_with_is_still_listed() -> None:
    assert run("ieee", "--sample").stdout.splitlines()[1].startswith("ieee-access")


def test_styles_are_json_on_request() -> None:
    (found,) = json.loads(run("nature-digest", "--json").stdout)
    assert found == {
        "id": "nature-digest",
        "title": "Nature Digest",
        "parent": "nature",
        "aliases": [],
        "class": "numeric",
        "fields": ["biology", "medicine"],
        "sample": {"citation": "(Watson 1953)", "reference": ""},
    }


def test_no_style_found_is_told() -> None:
    outcome = run("zzzz")
    assert (outcome.stdout, outcome.exit_code, outcome.stderr) == ("", 0, "no such style\n")


def test_an_unknown_field_is_answered_with_those_there_are() -> None:
    assert "the fields are anthropology, astronomy," in run("field:zzzz").stderr


def test_help_shows_an_example() -> None:
    assert "refdesk styles field:law --sample" in run("--help").stdout
