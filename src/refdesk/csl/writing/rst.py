r"""How is a stream written in reStructuredText? Events → inline markup of one paragraph.

Inline markup does not nest there, so each run of text has one role: its link first, then script, bold, italics.
Small caps and underlines have no role of docutils' own and are left out. Every role is fenced off by `\ ` (an escaped
blank, which prints nothing) from the letters that touch it.
"""

import re
from collections.abc import Iterator, Sequence

from refdesk.csl.tree import DISPLAYS, Event, Mark
from refdesk.csl.writing.runs import Run, read_runs

# docutils makes links of bare addresses of any scheme, also of those that run what they hold.
_SPECIAL = re.compile(r"[\\*`|_]|(?:(?<=javascript)|(?<=vbscript)|(?<=data)|(?<=file)):(?=\S)", re.IGNORECASE)
_LINE_START = re.compile(r"[-+•‣⁃=~^\"'#.,;!?$%&(<>\[{/@]|\w{1,9}[.)](?=\s)|:(?!su[bp]:`)|__")
_FENCE = "\\ "
_LINES_APART = re.compile(r"\n{3,}")


def write(events: Sequence[Event], *, links: bool = False) -> str:
    """The stream as a line of reStructuredText (or several, where the style asks for blocks)."""
    lines: list[str] = []
    display = ""
    for run in read_runs([*_parted(events)]):
        if run.display != display:
            lines.append(_break(display, run.display) if lines else "")
            display = run.display
        lines.append(_write_run(run, links=links))
    return _protect_start(_LINES_APART.sub("\n\n", _join(lines)).strip())


def _parted(events: Sequence[Event]) -> Iterator[Event]:
    """The stream with an empty text between two blocks of the same kind, whose texts would make one run."""
    before: Event = ""
    for event in events:
        if isinstance(event, Mark) and isinstance(before, Mark) and event.opens and not before.opens:
            yield from [""] if event.name == before.name and event.name in DISPLAYS else ()
        yield event
        before = event


def _break(before: str, after: str) -> str:
    """What stands between parts of two display values."""
    if before == "left-margin":
        return " "
    return "\n\n" if after not in ("", "right-inline") or before in ("block", "indent") else ""


def _write_run(run: Run, *, links: bool) -> str:
    """A run in its role; the role has no blanks at its ends, and those of the run stand outside of it."""
    opening, closing = _role(run, links=links)
    text = run.text.strip()
    if not opening or not text:
        return escape(run.text)
    start = run.text.index(text)
    before, after = run.text[:start], run.text[start + len(text) :]
    return f"{before or _FENCE}{opening}{escape(text)}{closing}{after or _FENCE}"


def _join(written: list[str]) -> str:
    """The runs together; a fence is needed between letters alone."""
    joined = "".join(written).replace(_FENCE + _FENCE, _FENCE)
    return re.sub(r"^\\ |\\ (?=\s)|(?<=\s)\\ |\\ \Z", "", joined)


def _role(run: Run, *, links: bool) -> tuple[str, str]:
    """What stands before and after the text of a run."""
    if links and run.link:
        return "`", f" <{_SPECIAL.sub(_backslashed, run.link)}>`__"
    if run.superscript:
        return ":sup:`", "`"
    if run.subscript:
        return ":sub:`", "`"
    if run.bold:
        return "**", "**"
    if run.italic:
        return "*", "*"
    return "", ""


def escape(text: str) -> str:
    """Text as it stands in a paragraph."""
    return _SPECIAL.sub(_backslashed, text).replace("\n", " ")


def _backslashed(found: re.Match[str]) -> str:
    return f"\\{found[0]}"


def _protect_start(written: str) -> str:
    """A paragraph must not begin as a list, a quotation or a directive, nor end with what announces literal text."""
    if _LINE_START.match(written):
        written = f"\\{written}"
    return f"{written[:-1]}\\:" if written.endswith("::") else written
