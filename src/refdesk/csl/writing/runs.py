"""How is a stream written where formats do not nest? Events → runs of text, each with all that holds for it.

For DOCX and ODT, and for notations without nesting, such as reStructuredText.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from refdesk.csl.tree import DISPLAYS, Event, Mark
from refdesk.csl.writing.addresses import is_web_address


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text of one look. `link` is an address of the web or empty, `display` one of CSL's or empty."""

    text: str
    italic: bool = False
    bold: bool = False
    small_caps: bool = False
    underline: bool = False
    superscript: bool = False
    subscript: bool = False
    link: str = ""
    display: str = ""


def read_runs(events: Sequence[Event]) -> list[Run]:
    """The runs of a stream, in order; neighbours that look the same are one."""
    stretches: list[tuple[Run, list[str]]] = []
    around: list[Run] = []
    now = Run("")
    for event in events:
        if isinstance(event, Mark):
            if event.opens:
                around.append(now)
                now = _inside(now, event)
            elif around:
                now = around.pop()
        elif stretches and (stretches[-1][0] is now or stretches[-1][0] == now):
            stretches[-1][1].append(event)
        else:
            stretches.append((now, [event]))
    return [_like(look, "".join(texts)) for look, texts in stretches]


def _like(run: Run, text: str) -> Run:
    return Run(
        text,
        run.italic,
        run.bold,
        run.small_caps,
        run.underline,
        run.superscript,
        run.subscript,
        run.link,
        run.display,
    )


def _inside(run: Run, mark: Mark) -> Run:
    """The look inside of a mark."""
    name = mark.name
    ends = name.startswith("no-")
    plain_name = name[3:] if ends else name
    raised = plain_name in ("sup", "sub")
    return Run(
        "",
        not ends if plain_name == "i" else run.italic,
        not ends if plain_name == "b" else run.bold,
        not ends if plain_name == "sc" else run.small_caps,
        not ends if plain_name == "u" else run.underline,
        name == "sup" if raised else run.superscript,
        name == "sub" if raised else run.subscript,
        mark.value if name == "link" and is_web_address(mark.value) else run.link,
        name if name in DISPLAYS else run.display,
    )
