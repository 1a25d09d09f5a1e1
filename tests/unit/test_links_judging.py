"""What answers mean."""

import pytest

from refdesk.links.answer import Answer, Failure, Hop
from refdesk.links.judging import judge
from refdesk.links.verdict import Confidence, Verdict

URL = "https://a.test/x"


def answered(*chain: tuple[str, int], body: bytes = b"", whole: bool = True, content_type: str = "text/html") -> Answer:
    hops = tuple(Hop(url, status, 1) for url, status in chain)
    return Answer(url=chain[0][0], hops=hops, body=body, whole=whole, content_type=content_type)


@pytest.mark.parametrize(
    ("status", "verdict"),
    [
        (200, Verdict.OK),
        (204, Verdict.OK),
        (206, Verdict.OK),
        (103, Verdict.TEMPORARY),
        (300, Verdict.BROKEN),
        (302, Verdict.BROKEN),
        (304, Verdict.BROKEN),
        (400, Verdict.BROKEN),
        (401, Verdict.BLOCKED),
        (402, Verdict.BLOCKED),
        (403, Verdict.BLOCKED),
        (404, Verdict.GONE),
        (405, Verdict.BLOCKED),
        (406, Verdict.BLOCKED),
        (408, Verdict.TEMPORARY),
        (410, Verdict.GONE),
        (425, Verdict.TEMPORARY),
        (429, Verdict.TEMPORARY),
        (451, Verdict.LEGAL),
        (500, Verdict.TEMPORARY),
        (503, Verdict.TEMPORARY),
        (511, Verdict.BLOCKED),
        (600, Verdict.BROKEN),
        (999, Verdict.BLOCKED),
    ],
)
def test_a_status_has_its_verdict(status: int, verdict: Verdict) -> None:
    assert judge(answered((URL, status))).verdict is verdict


@pytest.mark.parametrize(
    ("failure", "verdict"),
    [
        (Failure.NAME_UNKNOWN, Verdict.DNS),
        (Failure.NAME_UNSURE, Verdict.TEMPORARY),
        (Failure.UNREACHABLE, Verdict.TEMPORARY),
        (Failure.REFUSED, Verdict.TEMPORARY),
        (Failure.RESET, Verdict.TEMPORARY),
        (Failure.CUT, Verdict.TEMPORARY),
        (Failure.TIMEOUT, Verdict.TIMEOUT),
        (Failure.TLS, Verdict.TLS),
        (Failure.MALFORMED, Verdict.BROKEN),
        (Failure.REDIRECT_LOOP, Verdict.BROKEN),
        (Failure.BAD_REDIRECT, Verdict.BROKEN),
        (Failure.BAD_ADDRESS, Verdict.BROKEN),
        (Failure.UNSAFE, Verdict.UNSAFE),
        (Failure.UNSUPPORTED, Verdict.UNSUPPORTED),
    ],
)
def test_a_failure_has_its_verdict(failure: Failure, verdict: Verdict) -> None:
    assert judge(Answer(url=URL, failure=failure)).verdict is verdict


@pytest.mark.parametrize("failure", list(Failure))
def test_every_failure_can_be_judged(failure: Failure) -> None:
    assert judge(Answer(url=URL, failure=failure)).reason.endswith(".")


def test_a_failure_after_a_good_status_counts() -> None:
    assert judge(Answer(url=URL, hops=(Hop(URL, 200, 1),), failure=Failure.CUT)).verdict is Verdict.TEMPORARY


def test_an_answer_of_nothing_is_broken() -> None:
    assert judge(Answer(url=URL)).verdict is Verdict.BROKEN


def test_a_tls_failure_tells_the_checkers_reason() -> None:
    assert (
        "certificate has expired."
        in judge(Answer(url=URL, failure=Failure.TLS, detail="certificate has expired")).reason
    )


def test_a_410_is_certain() -> None:
    assert judge(answered((URL, 410))).confidence is Confidence.CERTAIN


def test_a_404_is_not_certain() -> None:
    assert judge(answered((URL, 404))).confidence is Confidence.LIKELY


def test_permanent_redirects_alone_are_a_move() -> None:
    assert judge(answered((URL, 301), ("https://b.test/x", 308), ("https://c.test/x", 200))).verdict is Verdict.MOVED


@pytest.mark.parametrize("status", [302, 303, 307])
def test_one_temporary_redirect_is_enough_for_no_move(status: int) -> None:
    chain = answered((URL, 301), ("https://b.test/x", status), ("https://c.test/x", 200))
    assert judge(chain).verdict is Verdict.REDIRECTED


def test_a_redirect_to_a_page_that_is_gone_is_gone() -> None:
    assert judge(answered((URL, 301), ("https://b.test/x", 404))).verdict is Verdict.GONE


@pytest.mark.parametrize("host", ["doi.org", "dx.doi.org", "hdl.handle.net"])
def test_an_identifier_never_moves(host: str) -> None:
    assert judge(answered((f"https://{host}/10.1/x", 301), ("https://b.test/x", 200))).verdict is Verdict.OK


def test_a_redirect_to_a_front_page_is_no_move() -> None:
    judgement = judge(answered((URL, 301), ("https://a.test/", 200)))
    assert (judgement.verdict, judgement.confidence) == (Verdict.REDIRECTED, Confidence.GUESS)


def test_a_front_page_that_moves_is_a_move() -> None:
    assert judge(answered(("http://a.test", 301), ("https://a.test/", 200))).verdict is Verdict.MOVED


def test_a_page_without_the_anchor_lacks_a_fragment() -> None:
    assert judge(answered((URL + "#part", 200), body=b'<p id="other">')).verdict is Verdict.FRAGMENT


def test_a_page_with_the_anchor_is_ok() -> None:
    assert judge(answered((URL + "#part", 200), body=b'<p id="part">')).verdict is Verdict.OK


def test_a_page_that_was_not_read_to_its_end_lacks_nothing() -> None:
    assert judge(answered((URL + "#part", 200), body=b"<p>", whole=False)).verdict is Verdict.OK


def test_a_pdf_lacks_no_anchor() -> None:
    assert judge(answered((URL + "#part", 200), content_type="application/pdf")).verdict is Verdict.OK


def test_an_anchor_lost_in_a_move_is_no_move() -> None:
    moved = answered((URL + "#part", 301), ("https://b.test/x#part", 200), body=b"<p>")
    assert judge(moved).verdict is Verdict.FRAGMENT
