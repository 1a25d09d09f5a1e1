"""Turn marked text into HTML, Markdown or plain text.

In: what the engine printed, with marks (see `marks`), and the quotation marks of the style's language.
Out: one string. HTML is well-formed whatever the data held, since text is escaped here and tags are written from runs
of text that share a format. Punctuation is settled first, when both sides of every seam are known.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from html import escape
from typing import Literal
from urllib.parse import quote

from refdesk.csl import marks

Format = Literal["html", "md", "txt"]

_M = f"[{marks.ANY}]*"
_CLOSERS = "".join(close for _, close in (*marks.FORMATS, marks.QUOTE, marks.CREATORS))


@dataclass(frozen=True, slots=True)
class Quotes:
    """The quotation marks of a language, outer and inner, and whether "." and "," stand within them."""

    outer: tuple[str, str] = ("“", "”")
    inner: tuple[str, str] = ("‘", "’")
    punctuation_inside: bool = False


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one format. `href` is where it leads, if anywhere."""

    text: str
    formats: tuple[str, ...] = ()
    href: str | None = None


def write(marked: str, output_format: Format, quotes: Quotes, *, links: bool = False) -> str:
    """The marked text in `output_format`. With `links`, addresses and DOIs lead there."""
    runs = _runs(settle(marked, quotes), quotes)
    if output_format == "txt":
        return "".join(run.text for run in runs)
    joined = _joined(runs if links else [Run(run.text, run.formats) for run in runs])
    if output_format == "html":
        return "".join(map(_html, joined))
    return _MARKDOWN_BLOCK.sub(r"\1\\", "".join(map(_markdown, joined)))


def settle(marked: str, quotes: Quotes) -> str:
    """The marked text with its punctuation settled; nothing inside an address changes."""
    addresses: list[str] = []

    def keep(match: re.Match[str]) -> str:
        addresses.append(match[0])
        return marks.URL[0] + str(len(addresses) - 1) + marks.URL[1]

    text = _ADDRESS.sub(keep, marked)
    if quotes.punctuation_inside:
        text = _BEHIND_QUOTE.sub(r"\2\1", text)
    for pattern, replacement in _SEAMS:
        text = pattern.sub(replacement, text)
    text = _KEPT.sub(lambda match: addresses[int(match[1])], text)
    return text.strip()


_ADDRESS = re.compile("|".join(f"{pair[0]}[^{pair[1]}]*{pair[1]}" for pair in (marks.URL, marks.DOI)))
_KEPT = re.compile(f"{marks.URL[0]}([0-9]+){marks.URL[1]}")
# American usage: a full stop or comma goes before the closing mark, whoever it belongs to (Chicago 18 6.9).
_BEHIND_QUOTE = re.compile(rf"([{_CLOSERS}]*{marks.QUOTE[1]}[{_CLOSERS}]*)([.,])")
_SEAMS = (
    (re.compile(rf"{marks.QUOTE[0]}({_M}){marks.QUOTE[1]}"), r"\1"),
    # A title's own mark makes the full stop needless ("Why? In", "U.S."), and so does a full stop in quotation marks.
    (re.compile(rf"([.?!…]{_M})\.(?!\.)(?<!\.\.\.)"), r"\1"),
    (re.compile(rf"([,;:])({_M})\1"), r"\1\2"),
    (re.compile(rf"[,;]({_M})(?=\.)(?!\.\.)"), r"\1"),
    (re.compile(rf",({_M})(?=[;:])"), r"\1"),
    (re.compile(rf"([,;:])({_M}) \1"), r"\1\2"),
    (re.compile(rf" ({_M}) "), r" \1"),
    (re.compile(rf" ({_M})(?=[,;](?:\s|\Z))"), r"\1"),
)


def creators(marked: str) -> str:
    """The names that an entry begins with, without marks, or nothing where it begins with something else."""
    match = _CREATORS.match(marked)
    return marks.without_marks(match[1]) if match else ""


def replace_creators(marked: str, substitute: str) -> str:
    """The entry with `substitute` in the place of the names it begins with."""
    return _CREATORS.sub(lambda _: substitute, marked, count=1)


_CREATORS = re.compile(f"[{marks.ANY}]*{marks.CREATORS[0]}([^{marks.CREATORS[1]}]*){marks.CREATORS[1]}")


def _runs(marked: str, quotes: Quotes) -> list[Run]:
    """Runs of text with the formats in force; a format inside itself is switched off (italics in an italic title)."""
    runs: list[Run] = []
    depth = dict.fromkeys(_NAMES.values(), 0)
    level = 0
    for piece in _PIECE.findall(marked):
        if piece in _OPENING:
            depth[_OPENING[piece]] += 1
        elif piece in _CLOSING:
            depth[_CLOSING[piece]] = max(0, depth[_CLOSING[piece]] - 1)
        elif piece in marks.QUOTE:
            level = level + 1 if piece == marks.QUOTE[0] else max(0, level - 1)
            runs.append(Run(_quotation_mark(piece, level, quotes), _in_force(depth)))
        elif piece[0] in (marks.URL[0], marks.DOI[0]):
            _add_address(runs, piece, _in_force(depth))
        elif not _MARK.fullmatch(piece):
            runs.append(Run(piece, _in_force(depth)))
    return runs


_NAMES = dict(marks.FORMATS)
_OPENING = {pair[0]: name for pair, name in _NAMES.items()}
_CLOSING = {pair[1]: name for pair, name in _NAMES.items()}
_PIECE = re.compile(rf"{_ADDRESS.pattern}|[{marks.ANY}]|[^{marks.ANY}]+")
_MARK = re.compile(f"[{marks.ANY}]")


def _in_force(depth: dict[str, int]) -> tuple[str, ...]:
    return tuple(name for name, count in depth.items() if count % 2)


def _quotation_mark(mark: str, level: int, quotes: Quotes) -> str:
    """The mark that opens or closes quotations; `level` counts those open, after an opening or a closing mark."""
    depth = level - 1 if mark == marks.QUOTE[0] else level
    pair = quotes.inner if depth % 2 else quotes.outer
    return pair[marks.QUOTE.index(mark)]


def _add_address(runs: list[Run], piece: str, formats: tuple[str, ...]) -> None:
    """Add a URL or DOI; the resolver's address that a style prints before a DOI becomes part of the link."""
    text = marks.without_marks(piece)
    if piece[0] == marks.URL[0]:
        runs.append(Run(text, formats, text if _WEB.match(text) else None))
        return
    resolver = _RESOLVER.search(runs[-1].text) if runs else None
    if resolver:
        runs[-1] = Run(runs[-1].text[: resolver.start()], runs[-1].formats)
        text = resolver[0] + text
    runs.append(Run(text, formats, "https://doi.org/" + quote(marks.without_marks(piece), safe="/:;().-_~")))


_WEB = re.compile(r"(?:https?|ftp)://[^\s/?#]", re.IGNORECASE)
_RESOLVER = re.compile(r"https?://(?:dx\.)?doi\.org/\Z")


def _joined(runs: list[Run]) -> Iterator[Run]:
    """Neighbours of the same format as one run, so that no tag is closed only to be opened again."""
    last: Run | None = None
    for run in runs:
        if last and last.formats == run.formats and not (last.href or run.href):
            last = Run(last.text + run.text, last.formats)
            continue
        if last:
            yield last
        last = run
    if last:
        yield last


def _html(run: Run) -> str:
    text = escape(run.text, quote=False)
    for name in run.formats:
        before, after = _HTML_TAGS[name]
        text = before + text + after
    return f'<a href="{escape(run.href)}">{text}</a>' if run.href else text


_HTML_TAGS = {name: (f"<{name}>", f"</{name}>") for name in ("i", "b", "sup", "sub")}
_HTML_TAGS["sc"] = ('<span style="font-variant:small-caps;">', "</span>")
_HTML_TAGS["u"] = ('<span style="text-decoration:underline;">', "</span>")


def _markdown(run: Run) -> str:
    """CommonMark; what it cannot say (small capitals, underlining) is said as plain text."""
    if run.href:
        return _markdown_link(run.text, run.href)
    body = run.text.strip()
    text = _escape_markdown(body)
    if not body:
        return run.text
    for name in run.formats:
        before, after = _MARKDOWN_MARKS.get(name, ("", ""))
        text = before + text + after
    lead, _, trail = run.text.partition(body)
    return lead + text + trail


_MARKDOWN_MARKS = {"i": ("*", "*"), "b": ("**", "**"), "sup": ("<sup>", "</sup>"), "sub": ("<sub>", "</sub>")}
_MARKDOWN_SPECIAL = re.compile(r"([\\`*_\[\]<>|~^$]|&(?=#?\w+;))")
# A reference that begins "1984. (1949)" or "- " is no list, and "# " no heading.
_MARKDOWN_BLOCK = re.compile(r"\A(\d{1,9}(?=[.)])|(?=[-+=#]))")


def _escape_markdown(text: str) -> str:
    return _MARKDOWN_SPECIAL.sub(r"\\\1", text)


def _markdown_link(text: str, href: str) -> str:
    plain = not re.search(r"[<>\s\\`]", href)
    if text == href and plain:
        return f"<{href}>"
    return f"[{_escape_markdown(text)}](<{quote(href, safe=_URL_SAFE)}>)"


_URL_SAFE = "/:;().-_~?&=%#@!$',*+[]"
