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
        if isinstance(event, Mark) and event.name == "link" and not event.opens:
            begins = _begins(folded, event.value)
            if begins is not None:
                folded[begins:] = [Mark("bare-link", value=event.value)]
    return folded


def _begins(folded: Sequence[Event], address: str) -> int | None:
    """Where the link begins that the stream ends with, if its text is its address; the text may come in parts."""
    place, texts = len(folded) - 2, []
    while place >= 0 and isinstance(folded[place], str):
        texts.append(str(folded[place]))
        place -= 1
    is_bare = is_web_address(address) and "".join(reversed(texts)) == address
    return place if place >= 0 and is_bare and folded[place] == Mark("link", opens=True, value=address) else None
