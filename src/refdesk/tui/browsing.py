"""Where does a work lie on the web, and how is that opened? An entry → its address; an address → a browser.

Only http and https are ever opened: a library is anybody's text, and a browser obeys other schemes in
ways nobody asked for.
"""

import webbrowser

from refdesk.links.addresses import askable
from refdesk.links.answer import Failure
from refdesk.links.citing import urls_of
from refdesk.model.library import Entry


def address_of(entry: Entry) -> str | None:
    """The first address of the entry that a browser may open."""
    return next((cited.url for cited in urls_of((entry,)) if not isinstance(askable(cited.url), Failure)), None)


def is_in_terminal() -> bool:
    """Whether the person's browser would run in this terminal, as lynx and w3m do."""
    try:
        browser = webbrowser.get()
    except webbrowser.Error:
        return False
    if isinstance(browser, webbrowser.GenericBrowser):
        return not isinstance(browser, webbrowser.BackgroundBrowser)
    return getattr(browser, "background", True) is False


def open_address(url: str) -> bool:
    """Open `url` in the person's browser; whether there was one that took it."""
    try:
        return webbrowser.open(url)
    except webbrowser.Error:
        return False
