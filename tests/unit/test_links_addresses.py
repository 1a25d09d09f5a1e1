"""Addresses, anchors and what a library cites."""

import pytest

from refdesk.links.addresses import LONGEST, askable, host_of, is_front_page, redirect_target
from refdesk.links.anchors import anchor_of, has_anchor
from refdesk.links.answer import Failure
from refdesk.links.citing import cited_urls
from refdesk.model.library import Entry, Library
from refdesk.model.work import Work


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("https://a.test/x?y=1#z", "https://a.test/x?y=1"),
        ("HTTP://A.test/X", "http://a.test/X"),
        ("http://a.test:8080", "http://a.test:8080"),
        ("http://user:word@a.test/", "http://a.test/"),
        ("http://[::1]:80/", "http://[::1]:80/"),
        ("http://a.test/é", "http://a.test/é"),
    ],
)
def test_an_address_is_asked_without_credentials_or_fragment(url: str, asked: str) -> None:
    assert askable(url) == asked


@pytest.mark.parametrize(
    "url",
    [
        "",
        "a.test/x",
        "//a.test/x",
        "http:///x",
        "http://a.test/a b",
        "http://a.test/\x1b[2J",
        "http://[::1",
        "http://a:b/",
    ],
)
def test_what_is_no_full_address_is_bad(url: str) -> None:
    assert askable(url) is Failure.BAD_ADDRESS


def test_an_endless_address_is_bad() -> None:
    assert askable("http://a.test/" + "x" * LONGEST) is Failure.BAD_ADDRESS


@pytest.mark.parametrize("url", ["ftp://a.test/", "mailto:a@b.test", "file:///x", "doi:10.1/x"])
def test_another_scheme_is_unsupported(url: str) -> None:
    assert askable(url) is Failure.UNSUPPORTED


@pytest.mark.parametrize(
    ("location", "target"),
    [
        ("/b", "http://a.test/b#part"),
        ("c", "http://a.test/x/c#part"),
        ("?q=1", "http://a.test/x/y?q=1#part"),
        ("//b.test/", "http://b.test/#part"),
        ("https://b.test/#other", "https://b.test/#other"),
        ("/a b", "http://a.test/a%20b#part"),
        ("/\xc3\xa9", "http://a.test/é#part"),
        ("/\xe9", "http://a.test/é#part"),
    ],
)
def test_a_redirect_leads_to_a_full_address(location: str, target: str) -> None:
    assert redirect_target("http://a.test/x/y#part", location) == target


@pytest.mark.parametrize("location", ["", "  ", "http://[::1"])
def test_a_redirect_may_lead_nowhere(location: str) -> None:
    assert redirect_target("http://a.test/", location) is None


@pytest.mark.parametrize(("url", "host"), [("http://A.test:1/", "a.test"), ("nonsense", ""), ("http://[::1", "")])
def test_an_address_has_a_host_or_none(url: str, host: str) -> None:
    assert host_of(url) == host


@pytest.mark.parametrize(
    ("url", "front"),
    [("http://a.test", True), ("http://a.test/#x", True), ("http://a.test/?p=1", False), ("http://a.test/x", False)],
)
def test_a_front_page_is_known(url: str, front: bool) -> None:
    assert is_front_page(url) is front


@pytest.mark.parametrize(
    ("fragment", "anchor"),
    [
        ("part", "part"),
        ("part:~:text=word", "part"),
        (":~:text=word", None),
        ("", None),
        ("top", None),
        ("Top", None),
        ("/route", None),
        ("!route", None),
        ("page=3", None),
    ],
)
def test_a_fragment_asks_for_an_anchor_or_for_something_else(fragment: str, anchor: str | None) -> None:
    assert anchor_of(fragment) == anchor


@pytest.mark.parametrize(
    ("page", "anchor"),
    [
        ('<h2 id="part">', "part"),
        ("<a name='part'>", "part"),
        ("<h2 ID = part>", "part"),
        ('<h2 id="a&amp;b">', "a&b"),
        ('<h2 id="é">', "%C3%A9"),
        ('<h2 id="a%20b">', "a%20b"),
    ],
)
def test_an_anchor_is_found(page: str, anchor: str) -> None:
    assert has_anchor(page, anchor)


@pytest.mark.parametrize(
    "page", ["", "part", '<h2 class="part">', '<h2 id="party">', '<h2 grid="part">', '<h2 id="Part">']
)
def test_an_anchor_is_missed(page: str) -> None:
    assert not has_anchor(page, "part")


def test_a_page_of_open_quotes_is_searched_quickly() -> None:
    assert not has_anchor('<a id="' * 30_000 + "<a id='" * 30_000, "part")


def entry(key: str, *urls: str, doi: str | None = None) -> Entry:
    return Entry(citekey=key, work=Work(urls=urls, doi=doi))


def test_an_address_of_several_entries_is_cited_once() -> None:
    (cited,) = cited_urls(Library((entry("a", "http://x.test/"), entry("b", " http://x.test/ "))))
    assert (cited.url, cited.keys) == ("http://x.test/", ("a", "b"))


def test_every_address_of_an_entry_is_cited() -> None:
    assert [cited.url for cited in cited_urls(Library((entry("a", "http://x.test/", "http://y.test/"),)))] == [
        "http://x.test/",
        "http://y.test/",
    ]


def test_a_doi_is_cited_at_its_resolver() -> None:
    (cited,) = cited_urls(Library((entry("a", doi="10.1000/a<b>#c"),)))
    assert cited.url == "https://doi.org/10.1000/a%3Cb%3E%23c"


def test_a_doi_given_as_address_too_is_cited_once() -> None:
    assert len(cited_urls(Library((entry("a", "https://doi.org/10.1/x", doi="10.1/x"),)))) == 1


def test_an_entry_without_addresses_cites_none() -> None:
    assert cited_urls(Library((entry("a", " "),))) == ()
