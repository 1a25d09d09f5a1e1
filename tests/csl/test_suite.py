"""The official CSL test-suite: what passes is listed in `passing.txt`, and both a loss and a gain must be seen.

The suite has no licence, so it is no part of this repository; without its folder these tests are skipped.
After a gain: python -m evaluation.csl_suite --write-ledger
"""

import pytest

from evaluation.csl_suite import FOLDER, Outcome, read_fixtures, read_ledger, report, run

pytestmark = pytest.mark.skipif(
    not FOLDER.is_dir(), reason="the official CSL test-suite is not beside this checkout (../shared/csl-suite)"
)


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    return [run(fixture) for fixture in read_fixtures(FOLDER)]


def test_every_fixture_of_the_ledger_passes(outcomes: list[Outcome]) -> None:
    listed = read_ledger()
    broken = [outcome for outcome in outcomes if outcome.fixture.name in listed and not outcome.passed]
    assert not broken, "\n\n".join(map(report, broken))


def test_every_fixture_that_passes_is_in_the_ledger(outcomes: list[Outcome]) -> None:
    gained = {outcome.fixture.name for outcome in outcomes if outcome.passed} - read_ledger()
    assert not gained, f"write them down (python -m evaluation.csl_suite --write-ledger): {sorted(gained)}"


def test_every_fixture_of_the_ledger_is_there(outcomes: list[Outcome]) -> None:
    assert read_ledger() <= {outcome.fixture.name for outcome in outcomes}
