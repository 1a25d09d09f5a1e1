"""Which address of a work a browser is given, and which browser takes the terminal."""

import webbrowser

import pytest

from refdesk.model.library import Entry
from refdesk.model.work import Work
from refdesk.tui.browsing import address_of, is_in_terminal, open_address


def entry(*urls: str, doi: str | None = None) -> Entry:
    return Entry(citekey="x", work=Work(urls=urls, doi=doi))


def use_browser(monkeypatch: pytest.MonkeyPatch, browser: object) -> None:
    monkeypatch.setattr(webbrowser, "get", lambda _using=None: browser)


def test_the_first_address_is_the_one() -> None:
    assert address_of(entry("https://a.example/#p", "https://b.example/")) == "https://a.example/#p"


@pytest.mark.parametrize("url", ["javascript:alert(1)", "file:///etc/passwd", "-remote", "https://a.example/\x1b", "x"])
def test_nothing_but_the_web_is_opened(url: str) -> None:
    assert address_of(entry(url)) is None


def test_a_bad_address_gives_way_to_a_good_one() -> None:
    assert address_of(entry("ftp://a.example/", "http://b.example/")) == "http://b.example/"


def test_a_doi_has_an_address() -> None:
    assert address_of(entry(doi="10.5555/x")) == "https://doi.org/10.5555/x"


def test_a_text_browser_takes_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    use_browser(monkeypatch, webbrowser.GenericBrowser("lynx"))
    assert is_in_terminal()


@pytest.mark.parametrize("browser", [webbrowser.BackgroundBrowser("xdg-open"), webbrowser.Mozilla("firefox")])
def test_a_browser_with_a_window_leaves_the_terminal(monkeypatch: pytest.MonkeyPatch, browser: object) -> None:
    use_browser(monkeypatch, browser)
    assert not is_in_terminal()


def test_without_a_browser_nothing_takes_the_terminal(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "get", no_browser)
    assert not is_in_terminal()


def test_without_a_browser_nothing_is_opened(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(webbrowser, "open", no_browser)
    assert not open_address("https://a.example/")


def no_browser(*_: object) -> object:
    raise webbrowser.Error
