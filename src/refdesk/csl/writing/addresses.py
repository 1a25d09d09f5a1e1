"""Which addresses may become links? Those of the web, and nothing a script or a stray character could hide in."""

import re

_WEB = re.compile(r"https?://[^\s\x00-\x20\x7f<>\"{}|\\^`]{1,4000}\Z", re.IGNORECASE)


def is_web_address(address: str) -> bool:
    """Whether an address is one of http or https, complete and without characters no address may hold."""
    return _WEB.match(address) is not None
