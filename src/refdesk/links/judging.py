"""What does an answer mean?

In: an Answer. Out: a Judgement. The first form looks at statuses, redirects and anchors only: a page that says
"not found" with status 200 is still `ok` here, which is why `ok` is `likely` and never `certain`.
"""

from urllib.parse import urlsplit

from refdesk.links.addresses import is_front_page, is_persistent
from refdesk.links.anchors import anchor_of, has_anchor
from refdesk.links.answer import PERMANENT, Answer, Failure
from refdesk.links.verdict import Confidence, Judgement, Verdict

_FAILED: dict[Failure, Judgement] = {
    Failure.NAME_UNKNOWN: Judgement(Verdict.DNS, Confidence.CERTAIN, "The site's name is not known any more."),
    Failure.NAME_UNSURE: Judgement(
        Verdict.TEMPORARY, Confidence.LIKELY, "The site's name could not be looked up just now."
    ),
    Failure.UNREACHABLE: Judgement(Verdict.TEMPORARY, Confidence.LIKELY, "The site cannot be reached from here."),
    Failure.REFUSED: Judgement(Verdict.TEMPORARY, Confidence.LIKELY, "The server takes no connections just now."),
    Failure.RESET: Judgement(Verdict.TEMPORARY, Confidence.LIKELY, "The server broke off the connection."),
    Failure.CUT: Judgement(Verdict.TEMPORARY, Confidence.LIKELY, "The page broke off before its end."),
    Failure.TIMEOUT: Judgement(Verdict.TIMEOUT, Confidence.LIKELY, "The server did not finish its answer in time."),
    Failure.TLS: Judgement(Verdict.TLS, Confidence.CERTAIN, "The secure connection failed"),
    Failure.MALFORMED: Judgement(Verdict.BROKEN, Confidence.LIKELY, "The server's answer is no proper HTTP."),
    Failure.REDIRECT_LOOP: Judgement(Verdict.BROKEN, Confidence.LIKELY, "The redirects come to no end."),
    Failure.BAD_REDIRECT: Judgement(Verdict.BROKEN, Confidence.LIKELY, "A redirect leads to no web address."),
    Failure.BAD_ADDRESS: Judgement(Verdict.BROKEN, Confidence.CERTAIN, "This is not a full web address."),
    Failure.UNSAFE: Judgement(
        Verdict.UNSAFE, Confidence.CERTAIN, "The address leads into a private network and was not asked."
    ),
    Failure.UNSUPPORTED: Judgement(
        Verdict.UNSUPPORTED, Confidence.CERTAIN, "Only http and https addresses can be checked."
    ),
}

_SAID: dict[int, Judgement] = {
    404: Judgement(Verdict.GONE, Confidence.LIKELY, "The server has no such page (404)."),
    410: Judgement(Verdict.GONE, Confidence.CERTAIN, "The server says the page is gone for good (410)."),
    451: Judgement(Verdict.LEGAL, Confidence.CERTAIN, "The page is withheld for legal reasons (451)."),
}
_BUSY = frozenset({408, 421, 425, 429})  # "later" or "on another connection", in RFC 9110 and 6585, RFC 8470
_BARRED = frozenset({401, 402, 403, 405, 406, 407, 423, 511, 999})  # a browser may get what a checker does not
_BEGUN = range(100, 200)
_GOOD = range(200, 300)
_LEADING = range(300, 400)
_SERVER = range(500, 600)


def judge(answer: Answer) -> Judgement:
    """Say what `answer` means.

    401, 402, 403, 429, 451 and 999 are never gone; `moved` needs a permanent redirect at every hop.
    """
    if answer.failure is not None:
        return _judge_failure(answer.failure, answer.detail)
    status = answer.status
    if status is None:
        return _FAILED[Failure.MALFORMED]
    return _judge_page(answer) if status in _GOOD else _judge_refusal(status)


def _judge_failure(failure: Failure, detail: str) -> Judgement:
    judgement = _FAILED[failure]
    if failure is not Failure.TLS:
        return judgement
    reason = f"{judgement.reason}: {detail}." if detail else f"{judgement.reason}."
    return Judgement(judgement.verdict, judgement.confidence, reason)


def _judge_refusal(status: int) -> Judgement:
    if status in _SAID:
        return _SAID[status]
    if status in _BARRED:
        return Judgement(Verdict.BLOCKED, Confidence.LIKELY, f"The server refuses this checker ({status}): open it.")
    if status in _BUSY:
        return Judgement(Verdict.TEMPORARY, Confidence.LIKELY, f"The server asks to come back later ({status}).")
    if status in _SERVER or status in _BEGUN:
        return Judgement(Verdict.TEMPORARY, Confidence.LIKELY, f"The server has trouble just now ({status}).")
    if status in _LEADING:
        return Judgement(Verdict.BROKEN, Confidence.LIKELY, f"The server redirects to nowhere ({status}).")
    return Judgement(Verdict.BROKEN, Confidence.GUESS, f"The server does not take this address ({status}).")


def _judge_page(answer: Answer) -> Judgement:
    if _lacks_anchor(answer):
        return Judgement(Verdict.FRAGMENT, Confidence.LIKELY, "The page answers but lacks the place after the #.")
    if not answer.redirections:
        return Judgement(Verdict.OK, Confidence.LIKELY, "The page answers.")
    if is_persistent(answer.url):
        return Judgement(Verdict.OK, Confidence.LIKELY, "The identifier leads to a page that answers.")
    if is_front_page(answer.final_url or "") and not is_front_page(answer.url):
        return Judgement(Verdict.REDIRECTED, Confidence.GUESS, "The address now leads to a front page: look at it.")
    if PERMANENT.issuperset(answer.redirections):
        return Judgement(Verdict.MOVED, Confidence.LIKELY, "The page has moved for good.")
    return Judgement(Verdict.REDIRECTED, Confidence.LIKELY, "The page answers at another address for the time being.")


def _lacks_anchor(answer: Answer) -> bool:
    anchor = anchor_of(urlsplit(answer.final_url or "").fragment)
    if anchor is None or not answer.whole or "html" not in answer.content_type.lower():
        return False
    return not has_anchor(answer.body.decode("utf-8", "replace"), anchor)
