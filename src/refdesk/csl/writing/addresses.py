"""Which addresses may become links? Those of the web, and nothing a script or a stray character could hide in."""

import re
from collections.abc import Sequence

from refdesk.csl.tree import Event, Mark

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"{}|\\^`]{1,4000}\Z", re.IGNORECASE)


def is_web_address(address: str) -> bool:
    """Whether an address is one of http or https, complete and without characters no address may hold."""
    return _WEB.match(address) is not None


def fold_bare_links(events: Sequence[Event]) -> list[Event]:
    """The stream with each link that holds its own address and nothing else folded into one mark, "bare-link"."""
    folded: list[Event] = []
    for event in events:
        folded.append(event)
        if isinstance(event, Mark) and event.name == "link" and not event.opens and _holds_itself(folded, event.value):
            folded[-3:] = [Mark("bare-link", value=event.value)]
    return folded


def _holds_itself(folded: Sequence[Event], address: str) -> bool:
    return is_web_address(address) and [*folded[-3:-1]] == [Mark("link", opens=True, value=address), address]
