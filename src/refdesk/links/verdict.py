"""The fate of a link: a closed list, never true or false.

In: nothing. Out: the nouns `Verdict`, `Confidence`, `Judgement` and `Check`.
"""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from refdesk.links.answer import Failure, Hop


class Verdict(StrEnum):
    """What became of a cited URL (see docs/links.md for each word)."""

    OK = "ok"
    REDIRECTED = "redirected"
    MOVED = "moved"
    FRAGMENT = "fragment"
    GONE = "gone"
    DNS = "dns"
    BLOCKED = "blocked"
    LEGAL = "legal"
    TEMPORARY = "temporary"
    TIMEOUT = "timeout"
    TLS = "tls"
    BROKEN = "broken"
    UNSAFE = "unsafe"
    UNSUPPORTED = "unsupported"


class Confidence(StrEnum):
    """How sure a verdict is."""

    CERTAIN = "certain"
    LIKELY = "likely"
    GUESS = "guess"


@dataclass(frozen=True, slots=True)
class Judgement:
    """A verdict with its confidence and one plain sentence."""

    verdict: Verdict
    confidence: Confidence
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """One check of one URL as history keeps it. `checked_at` has a time zone; `size` is the unpacked bytes read."""

    url: str
    checked_at: datetime
    judgement: Judgement
    chain: tuple[Hop, ...] = ()
    final_url: str | None = None
    failure: Failure | None = None
    content_type: str = ""
    size: int = 0

    @property
    def verdict(self) -> Verdict:
        """The verdict alone."""
        return self.judgement.verdict

    @property
    def status(self) -> int | None:
        """The status of the last hop."""
        return self.chain[-1].status if self.chain else None
