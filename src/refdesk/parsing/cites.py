"""Cites as they stand in running text.

In: the inside of a bracket ("see Sayed, 2021; Walsh, 2020, p. 3"). Out: its Cites, or nothing where the
bracket is no citation. The forms are those of APA 7 (8.10-8.36), Chicago author-date (15.22-15.31) and MLA 9 (6.1-6.30).
"""

import re

from refdesk.model.citation import Cite
from refdesk.parsing.dates import MONTH, MONTHS, SEASONS, YEAR, parse_date

_PREFIX = re.compile(
    r"(?P<prefix>(?:(?:see|see also|see,? for example|see,? e\.g\.|cf\.|e\.g\.|i\.e\.|for example|for instance|for a review,? see|compare|but see|and|also|"
    r"vgl\.|siehe|voir|as (?:quoted|cited|reported|noted) (?:in|by)|(?:quoted|cited|qtd\.|reported|zit\.) (?:in|by|from|nach)),?\s+)+)",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\b(?:quoted|cited|qtd\.|zit\.)", re.IGNORECASE)
_YEARS = rf"(?:(?:{MONTH}\s+(?:\d{{1,2}},?\s+)?)?{YEAR}[a-z]?(?:,\s+{MONTH}(?:\s+\d{{1,2}})?)?|n\.\s?d\.|forthcoming|in press)"
LOCATOR = r"(?:(?P<label>pp?\.|pages?|paras?\.|¶¶?|ch(?:ap(?:ter|s)?)?\.?|secs?\.|sections?|§§?|vols?\.|bk\.|figs?\.|tables?|S\.|n\.|nn?\.|l\.|ll\.)\s*)?(?P<locator>[A-Za-z]?\d+[\d\s,–—-]*\d|[A-Za-z]?\d+|[ivxlc]+)"
_SEGMENT = re.compile(
    rf"(?P<author>[^\d()]{{2,160}}?)(?P<comma>,)?\s+(?P<years>{_YEARS}(?:\s*,\s*{_YEARS})*)(?:\s*[,:]\s*{LOCATOR})?(?P<suffix>,?\s+[^\d;]{{3,80}})?",
    re.IGNORECASE,
)
_YEAR_ONLY = re.compile(rf"(?P<years>{_YEARS}(?:\s*,\s*{_YEARS})*)(?:\s*[,:]\s*{LOCATOR})?(?P<suffix>)", re.IGNORECASE)
_LOCATOR_ONLY = re.compile(rf"{LOCATOR}", re.IGNORECASE)
_AUTHOR_PAGE = re.compile(
    r"(?P<author>[^\d()]{2,80}?),?\s+(?P<locator>\d{1,4}(?:\s*[-–]\s*\d{1,4})?(?:,\s*\d{1,4}(?:[-–]\d{1,4})?)*)"
)

_CONNECTORS = frozenset(
    "and und et y & al al. others of for the in on to a an at by from with as or de la le du des del der den di da van von ter ten zu bin ibn el al- der vs vs. e.g. i.e.".split()
)
_NO_LABELS = frozenset(
    "figure fig table chapter section version act article resolution page appendix annex equation since until before after between from circa ca about around "
    "in by during as at on born died founded established published updated revised reprinted edition est d b r abstract note see january".split()
)
_LABELS = {
    "p": "page", "pp": "page", "page": "page", "pages": "page", "s": "page", "para": "paragraph", "paras": "paragraph", "¶": "paragraph", "¶¶": "paragraph",
    "ch": "chapter", "chap": "chapter", "chapter": "chapter", "chaps": "chapter", "chapters": "chapter", "sec": "section", "secs": "section", "section": "section", "sections": "section",
    "§": "section", "§§": "section", "vol": "volume", "vols": "volume", "bk": "book", "fig": "figure", "figs": "figure", "table": "table", "tables": "table",
    "n": "note", "nn": "note", "l": "line", "ll": "line",
}  # fmt: skip
"""Printed abbreviations and CSL's names for them."""


def parse_bracket(content: str, *, loose: bool = False) -> tuple[Cite, ...]:
    """The cites of a bracket's inside; `loose` also takes "Nye 1990", which needs a reference list as proof."""
    cites: list[Cite] = []
    for segment in re.split(r"\s*;\s*", " ".join(content.split())):
        cites += _segment(segment, cites[-1] if cites else None, loose=loose)
    return tuple(cites)


def _segment(segment: str, before: Cite | None, *, loose: bool) -> list[Cite]:
    prefix = _PREFIX.match(segment)
    rest = segment[prefix.end() :] if prefix else segment
    match = _SEGMENT.fullmatch(rest)
    if match and is_label(match["author"]) and (match["comma"] or loose):
        return _cites(match, match["author"], prefix["prefix"].strip() if prefix else None)
    if before and before.author and (again := _YEAR_ONLY.fullmatch(rest)):
        return _cites(again, before.author, None)
    return []


def _cites(match: re.Match[str], author: str, prefix: str | None) -> list[Cite]:
    years = re.findall(_YEARS, match["years"], re.IGNORECASE)
    return [
        dated_cite(
            author,
            year,
            locator=match["locator"] if last else None,
            label=match["label"] if last else None,
            prefix=prefix,
            suffix=(match["suffix"] or "").strip(" ,") or None,
        )
        for year, last in zip(years, [*[False] * (len(years) - 1), True], strict=True)
    ]


def dated_cite(
    author: str,
    year: str,
    *,
    locator: str | None = None,
    label: str | None = None,
    prefix: str | None = None,
    suffix: str | None = None,
) -> Cite:
    """A cite of `author` and a printed `year`, which may hold a month or a suffix letter."""
    date = parse_date(re.sub(rf"({YEAR})[a-z]\b", r"\1", year))
    bare = re.search(rf"{YEAR}[a-z]?|n\.\s?d\.|forthcoming|in press", year, re.IGNORECASE)
    author = author.strip(" ,")
    return Cite(
        author=author,
        families=families(author),
        et_al=bool(re.search(r"\bet\.? al\b|\band others\b", author)),
        year=bare.group() if bare else year,
        date=date.edtf if date and len(date.parts) > 1 else None,
        locator=tidy_locator(locator) if locator else None,
        label=locator_label(label) if locator else None,
        prefix=prefix,
        suffix=suffix,
        quoted_in=bool(prefix and _QUOTED.search(prefix)),
    )


def parse_locator(content: str) -> tuple[str, str] | None:
    """Locator and label of a bracket that holds nothing else ("p. 24"), or None; a bare number is none."""
    match = _LOCATOR_ONLY.fullmatch(content.strip())
    return (tidy_locator(match["locator"]), locator_label(match["label"])) if match and match["label"] else None


def parse_years(content: str) -> tuple[list[str], str | None, str | None]:
    """Years, locator and label of a bracket after a narrative name ("2021, p. 4"); no years where it is none."""
    match = _YEAR_ONLY.fullmatch(" ".join(content.split()))
    if not match:
        return [], None, None
    years = re.findall(_YEARS, match["years"], re.IGNORECASE)
    return years, match["locator"], match["label"]


def parse_author_page(content: str) -> Cite | None:
    """MLA's "(Achebe 45)": a label and a page without a year, which needs a reference list as proof."""
    prefix = _PREFIX.match(content)
    match = _AUTHOR_PAGE.fullmatch(content[prefix.end() :] if prefix else content)
    if not match or not is_label(match["author"]):
        return None
    author = match["author"].strip(" ,")
    title = author.strip('“”"‘’*_') if author[:1] in '“"‘*_' else None
    return Cite(
        author=None if title else author,
        families=() if title else families(author),
        et_al="et al" in author,
        title=title,
        locator=tidy_locator(match["locator"]),
        label="page",
        prefix=prefix["prefix"].strip() if prefix else None,
        quoted_in=bool(prefix and _QUOTED.search(prefix["prefix"])),
    )


def is_label(text: str) -> bool:
    """Whether the text could name an author, a body or a title: capitals, joined by small connecting words only."""
    words = text.strip(" ,").split()
    if not words or len(words) > 16:
        return False
    first = words[0].strip("“\"‘’'*_").casefold().rstrip(".,:")
    if first in _NO_LABELS or all(_is_time(word) for word in words):
        return False
    if not (
        words[0].strip("“\"‘’'*_(")[:1].isupper()
        or first in _CONNECTORS - {"and", "in", "on", "to", "by", "from", "with", "as", "or", "at", "for", "of"}
    ):
        return False
    named = [word.strip("“”\"‘’',.*_()") for word in words if word.strip(",.").casefold() not in _CONNECTORS]
    return any(word[:1].isupper() for word in named) and all(
        word[:1].isupper() or not word[:1].isalpha() or word.startswith(("al-", "d'", "d’")) for word in named
    )


def _is_time(word: str) -> bool:
    bare = word.casefold().strip(".,")
    return bare in MONTHS or bare in SEASONS or bare in {"early", "mid", "late"}


def families(author: str) -> tuple[str, ...]:
    """The family names in a printed label: "Sayed & Hamming" → Sayed, Hamming."""
    bare = re.sub(r",?\s*\bet\.? al\b\.?|,?\s*\band others\b", "", author)
    parts = re.split(r"\s*,\s*(?:&|and|und|et)\s+|\s+(?:&|and|und|et)\s+|\s*&\s*|\s*,\s*", bare)
    return tuple(part.strip(" ,") for part in parts if part.strip(" ,"))


def tidy_locator(printed: str) -> str:
    """A locator with hyphens and single blanks."""
    return re.sub(r"\s*[-–—]\s*", "-", printed.strip(" ,"))


def locator_label(printed: str | None) -> str:
    """CSL's name for a printed label; a number without one is a page."""
    return _LABELS.get((printed or "p").casefold().strip(". "), "page")
