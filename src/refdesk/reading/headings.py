"""Lines that name what follows them: a reference list, notes, or something after both.

In: a line. Out: whether it is such a heading. The words are those of English, German, French, Spanish, Portuguese,
Italian and Dutch; a number, Markdown and a colon may stand around them.
"""

import re
from typing import Literal

HeadingKind = Literal["references", "notes"]

_WORDS: dict[HeadingKind, tuple[str, ...]] = {
    "references": (
        r"references?(?:\s+(?:list|cited|and\s+notes))?",
        r"(?:reference\s+list|list\s+of\s+references)",
        r"(?:(?:select(?:ed)?|annotated|general)\s+)?bibliography",
        r"works?\s+(?:cited|consulted)",
        r"literature(?:\s+cited)?",
        r"cited\s+(?:works|literature)",
        r"sources(?:\s+cited)?",
        r"(?:further|recommended|suggested)\s+reading",
        r"(?:literatur|quellen)(?:verzeichnis)?",
        r"bibliogra(?:ph|f)ie",
        r"références(?:\s+bibliographiques)?",
        r"referencias(?:\s+bibliográficas)?",
        r"(?:bibliograf[ií]a|obras\s+citadas)",
        r"referências(?:\s+bibliográficas)?",
        r"riferimenti(?:\s+bibliografici)?",
        r"(?:literatuur(?:lijst)?|referenties)",
    ),
    "notes": (
        r"notes(?:\s+and\s+references)?",
        r"(?:end|foot)\s?-?notes",
        r"(?:anmerkungen|fußnoten|endnoten|noten)",
        r"notes\s+de\s+(?:bas\s+de\s+page|fin)",
        r"(?:notas|note)(?:\s+(?:al\s+pie|de\s+rodapé))?",
    ),
}
_AROUND = r"\s*(?:#{{1,6}}\s*)?(?:[*_]{{1,3}})?(?:(?:\d+|[IVX]+)[.)]?\s+)?(?:{words})\s*:?\s*(?:[*_]{{1,3}})?\s*:?\s*"
_HEADINGS = {kind: re.compile(_AROUND.format(words="|".join(words)), re.IGNORECASE) for kind, words in _WORDS.items()}
_AFTERWARDS = re.compile(
    r"\W*(?:\d+[.)]?\s+)?(?:append(?:ix|ices)|annex|anhang|annexe|anexo|appendice|acknowledge?ments?|danksagung|remerciements|"
    r"abbreviations|glossary|index|figures?|tables?|notes?|endnotes|abstract|supplement|supporting|about\s+the|author|authors|"
    r"biograph|contact|contributors?|conflicts?|competing|declarations?|disclaimer|ethics|funding|data\s+availability)\b",
    re.IGNORECASE,
)
_MARKDOWN = re.compile(r"\s{0,3}(?P<level>#{1,6})\s+\S")
_LONGEST = 80


def is_heading(line: str, kind: HeadingKind) -> bool:
    """Whether the line is a heading of a reference list or of notes, and nothing more."""
    return len(line) <= _LONGEST and bool(_HEADINGS[kind].fullmatch(line))


def is_any_heading(line: str) -> bool:
    """Whether the line is a heading of either kind."""
    return is_heading(line, "references") or is_heading(line, "notes")


def leads_away(line: str) -> bool:
    """Whether the line begins what may follow a reference list, such as an appendix or a note on the author."""
    return bool(_AFTERWARDS.match(line))


def markdown_level(line: str) -> int | None:
    """How deep a Markdown heading stands (1 to 6), or None for a line that is none."""
    match = _MARKDOWN.match(line)
    return len(match["level"]) if match else None
