"""When a link is called dead, and when it is the network that is."""

from datetime import UTC, datetime, timedelta

import pytest

from refdesk.links.answer import Answer, Failure, Hop
from refdesk.links.outage import Sign, is_outage, sign_of
from refdesk.links.standing import Standing, standing
from refdesk.links.verdict import Check, Confidence, Judgement, Verdict

MONDAY = datetime(2024, 1, 1, 12, tzinfo=UTC)


def checked(verdict: Verdict, hours: float = 0, status: int = 404) -> Check:
    chain = (Hop("http://a.test/", status, 1),)
    when = MONDAY + timedelta(hours=hours)
    return Check(
        url="http://a.test/", checked_at=when, judgement=Judgement(verdict, Confidence.LIKELY, ""), chain=chain
    )


def test_a_link_without_checks_is_unchecked() -> None:
    assert standing([]) is Standing.UNCHECKED


@pytest.mark.parametrize("verdict", [Verdict.OK, Verdict.REDIRECTED])
def test_a_living_link_is_fine(verdict: Verdict) -> None:
    assert standing([checked(verdict)]) is Standing.FINE


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - {Verdict.OK, Verdict.REDIRECTED}))
def test_everything_else_needs_a_look_at_first(verdict: Verdict) -> None:
    assert standing([checked(verdict)]) is Standing.LOOK


@pytest.mark.parametrize("verdict", sorted(set(Verdict) - {Verdict.GONE, Verdict.DNS}))
def test_no_other_verdict_is_ever_dead(verdict: Verdict) -> None:
    assert standing([checked(verdict, day * 24, 410) for day in range(5)]) is not Standing.DEAD


@pytest.mark.parametrize("second", [Verdict.GONE, Verdict.DNS])
def test_two_deaths_a_day_apart_are_dead(second: Verdict) -> None:
    assert standing([checked(Verdict.GONE), checked(second, 24)]) is Standing.DEAD


def test_two_deaths_within_a_day_need_a_look() -> None:
    assert standing([checked(Verdict.GONE), checked(Verdict.GONE, 23)]) is Standing.LOOK


def test_a_410_is_dead_at_once() -> None:
    assert standing([checked(Verdict.GONE, status=410)]) is Standing.DEAD


@pytest.mark.parametrize("between", [Verdict.OK, Verdict.REDIRECTED, Verdict.MOVED, Verdict.FRAGMENT])
def test_a_living_answer_between_two_deaths_starts_anew(between: Verdict) -> None:
    checks = [checked(Verdict.GONE), checked(between, 24), checked(Verdict.GONE, 47)]
    assert standing(checks) is Standing.LOOK


@pytest.mark.parametrize("between", [Verdict.TIMEOUT, Verdict.BLOCKED, Verdict.TEMPORARY])
def test_a_doubtful_answer_between_two_deaths_changes_nothing(between: Verdict) -> None:
    checks = [checked(Verdict.GONE), checked(between, 12), checked(Verdict.GONE, 24)]
    assert standing(checks) is Standing.DEAD


def test_a_dead_link_that_answers_again_is_fine() -> None:
    assert standing([checked(Verdict.GONE), checked(Verdict.GONE, 24), checked(Verdict.OK, 48)]) is Standing.FINE


def test_the_order_of_checks_does_not_matter() -> None:
    assert standing([checked(Verdict.OK, 48), checked(Verdict.GONE, 24), checked(Verdict.GONE)]) is Standing.FINE


def failed(failure: Failure, host: str = "a") -> Answer:
    url = f"http://{host}.test/"
    return Answer(url=url, hops=(Hop(url, None, 1),), failure=failure)


@pytest.mark.parametrize("failure", [Failure.RESET, Failure.REFUSED, Failure.TLS, Failure.MALFORMED])
def test_a_failure_of_a_server_is_heard(failure: Failure) -> None:
    assert sign_of(failed(failure), heard=False) is Sign.HEARD


def test_a_status_is_heard_whatever_failed_after_it() -> None:
    answer = Answer(url="http://a.test/", hops=(Hop("http://a.test/", 302, 1),), failure=Failure.NAME_UNKNOWN)
    assert sign_of(answer, heard=False) is Sign.HEARD


@pytest.mark.parametrize("failure", [Failure.UNSAFE, Failure.UNSUPPORTED, Failure.BAD_ADDRESS])
def test_an_address_never_asked_says_nothing(failure: Failure) -> None:
    assert sign_of(failed(failure), heard=False) is Sign.NEITHER


@pytest.mark.parametrize("failure", [Failure.TIMEOUT, Failure.UNREACHABLE])
def test_a_lost_connection_is_silence_while_nobody_was_heard(failure: Failure) -> None:
    assert sign_of(failed(failure), heard=False) is Sign.SILENT


@pytest.mark.parametrize("failure", [Failure.TIMEOUT, Failure.UNREACHABLE])
def test_a_lost_connection_says_nothing_once_somebody_was_heard(failure: Failure) -> None:
    assert sign_of(failed(failure), heard=True) is Sign.NEITHER


@pytest.mark.parametrize("failure", [Failure.NAME_UNKNOWN, Failure.NAME_UNSURE])
def test_an_unknown_name_is_always_silence(failure: Failure) -> None:
    assert sign_of(failed(failure), heard=True) is Sign.SILENT


def test_unknown_names_are_an_outage_where_no_name_is_known() -> None:
    assert is_outage([failed(Failure.NAME_UNKNOWN)], lambda: False)


def test_unknown_names_are_no_outage_where_other_names_are_known() -> None:
    assert not is_outage([failed(Failure.NAME_UNKNOWN, host) for host in "abcdef"], lambda: True)


def test_several_lost_hosts_are_an_outage() -> None:
    assert is_outage([failed(Failure.TIMEOUT, host) for host in "abc"], lambda: True)


def test_several_lost_pages_of_one_host_are_no_outage() -> None:
    assert not is_outage([failed(Failure.TIMEOUT)] * 9, lambda: True)


def test_no_silence_is_no_outage() -> None:
    assert not is_outage([], lambda: False)
