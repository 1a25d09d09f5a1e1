"""Cites as they stand in running text.

In: the inside of a bracket ("see Sayed, 2021; Walsh, 2020, p. 3"). Out: its Cites, or nothing where the
bracket is no citation. The forms are those of APA 7 (8.10-8.36), Chicago author-date (15.22-15.31) and MLA 9
(6.1-6.30).
"""

import re

from refdesk.model.citation import Cite
from refdesk.parsing.dates import MONTH, MONTHS, SEASONS, YEAR, parse_date

_LEADS = (
    r"see,? for example|see,? e\.g\.|see also|see|for a review,? see|but see|compare",
    r"cf\.|e\.g\.|i\.e\.|for example|for instance",
    r"and|also|vgl\.|siehe|voir",
    r"as (?:quoted|cited|reported|noted) (?:in|by)|(?:quoted|cited|qtd\.|reported|zit\.) (?:in|by|from|nach)",
)
_PREFIX = re.compile(rf"(?P<prefix>(?:(?:{'|'.join(_LEADS)}),?\s+)+)", re.IGNORECASE)
_QUOTED = re.compile(r"\b(?:quoted|cited|qtd\.|zit\.)", re.IGNORECASE)
# "Rabbitt, 1982, as cited in Lyon et al., 2014": the work at hand is the second (APA 7, 8.6).
_SECONDARY = re.compile(rf"(?P<original>[^;]{{2,160}}?,\s+)(?={_LEADS[-1]})", re.IGNORECASE)

_PRINTED_YEAR = rf"(?:{YEAR}\s?/\s?)?{YEAR}[a-z]?(?![\w])|n\.\s?d\.(?:-[a-z]\b)?|forthcoming|in press"
# A month after the year must not be one before the next year: else each could be read twice, and time would double.
_LATER_MONTH = rf",\s+{MONTH}(?:\s+\d{{1,2}}\b)?(?!\s*\d|,?\s+{YEAR})"
_YEARS = rf"(?:(?:{MONTH}\s+(?:\d{{1,2}},?\s+)?)?(?:{_PRINTED_YEAR})(?:{_LATER_MONTH})?)"
_YEAR_LIST = rf"(?P<years>{_YEARS}(?:\s*,\s*{_YEARS})*)"

_LOCATOR_WORDS = (
    r"pp?\.|pages?|paras?\.|¶¶?|ch(?:ap(?:ter|s)?)?\.?|secs?\.|sections?|§§?"
    r"|vols?\.|bk\.|figs?\.|tables?|S\.|nn?\.|ll?\."
)
_LOCATOR_NUMBER = rf"[A-Za-z]?\d+(?:\s*[-–—]\s*[A-Za-z]?\d+|\s*,\s*(?!{YEAR}\b)\d+)*|[ivxlc]+"
LOCATOR = rf"(?:(?P<label>{_LOCATOR_WORDS})\s*)?(?P<locator>{_LOCATOR_NUMBER})"
"""Pattern of a page or part, in the groups `label` and `locator`."""

_AND_LOCATOR = rf"(?:\s*[,:]\s*{LOCATOR})?"
_SEGMENT = re.compile(
    rf"(?P<author>[^\d()]{{2,160}}?)(?P<comma>,|(?<=,[”\"’]))?\s+{_YEAR_LIST}{_AND_LOCATOR}(?P<suffix>,?\s+[^\d;]{{3,80}})?",
    re.IGNORECASE,
)
_YEAR_ONLY = re.compile(rf"{_YEAR_LIST}{_AND_LOCATOR}(?P<suffix>)", re.IGNORECASE)
_LOCATOR_ONLY = re.compile(LOCATOR, re.IGNORECASE)
_AUTHOR_PAGE = re.compile(
    rf"(?P<author>[^\d()]{{2,80}}?),?\s+(?P<locator>(?!{YEAR}\b)\d{{1,4}}(?:\s*[-–]\s*\d{{1,4}})?"
    r"(?:,\s*\d{1,4}(?:[-–]\d{1,4})?)*)"
)
_ET_AL = re.compile(r",?\s*\b(?:et\.? al\b\.?|and others\b)")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?)+")
_TIED_ARTICLE = re.compile(r"^(?:al-|el-|d['’])")
_JOINT = re.compile(r"\s*,?\s*(?:&|\b(?:and|und|et|y)\b)\s*|\s*,\s*")

# Small words that may stand within a label; the second table's may not begin one.
_PARTICLES = """
    a al al. al- an bin da de del den der des di du e.g. el i.e. ibn la le others ten ter the van von vs vs. zu
    & et und y
"""
_MID_WORDS = "and as at by for from in of on or to with"
_CONNECTORS = frozenset(f"{_PARTICLES} {_MID_WORDS}".split())
_MAY_BEGIN = frozenset(_PARTICLES.split())
# What stands before a year without being an author: parts of works, and words of time.
_NO_LABEL_WORDS = """
    figure fig table chapter section version act article resolution page appendix annex equation abstract note
    part vol volume no
    since until before after between from circa ca about around in by during as at on see
    born died founded established published updated revised reprinted edition est d b r
"""
_NO_LABELS = frozenset(_NO_LABEL_WORDS.split())
_PARTS_OF_DAYS = frozenset(("early", "mid", "late"))

_LABELS = {
    "page": "p pp page pages s",
    "paragraph": "para paras ¶ ¶¶",
    "chapter": "ch chap chaps chapter chapters",
    "section": "sec secs section sections § §§",
    "volume": "vol vols",
    "book": "bk",
    "figure": "fig figs",
    "table": "table tables",
    "note": "n nn",
    "line": "l ll",
}
_LABEL_OF = {printed: label for label, forms in _LABELS.items() for printed in forms.split()}
"""CSL's names for printed abbreviations."""
_MARKS = "“”\"‘’'*_"


def parse_bracket(content: str, *, loose: bool = False) -> tuple[Cite, ...]:
    """The cites of a bracket's inside; `loose` also takes "Nye 1990", which needs a reference list as proof."""
    cites: list[Cite] = []
    for segment in re.split(r"\s*;\s*", " ".join(content.split())):
        cites += _segment(segment, cites[-1] if cites else None, loose=loose)
    return tuple(cites)


def _segment(segment: str, before: Cite | None, *, loose: bool) -> list[Cite]:
    prefix, rest = _without_prefix(segment)
    match = _SEGMENT.fullmatch(rest)
    if match and is_label(match["author"]) and (match["comma"] is not None or loose):
        return _cites(match, match["author"], prefix)
    if before and before.author and (again := _YEAR_ONLY.fullmatch(rest)):
        return _cites(again, before.author, None)
    return []


def _without_prefix(segment: str) -> tuple[str | None, str]:
    """Cut "see also" and the like off, with the work that is quoted at second hand, and what follows."""
    original = _SECONDARY.match(segment)
    start = original.end() if original else 0
    prefix = _PREFIX.match(segment, start)
    return (segment[: prefix.end()].strip(), segment[prefix.end() :]) if prefix else (None, segment)


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


def dated_cite(  # noqa: PLR0913 - a printed cite has these parts, and each is given by its name
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
    bare = re.search(_PRINTED_YEAR, year, re.IGNORECASE)
    author = author.strip(" ,")
    return Cite(
        author=author,
        families=families(author),
        et_al=bool(_ET_AL.search(author)),
        year=bare.group().rpartition("/")[2].strip() if bare else year,
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
    prefix, rest = _without_prefix(content)
    match = _AUTHOR_PAGE.fullmatch(rest)
    if not match or not is_label(match["author"]):
        return None
    author = match["author"].strip(" ,")
    title = author.strip(_MARKS).rstrip(",.") if author[:1] in _MARKS else None
    return Cite(
        author=None if title else author,
        families=() if title else families(author),
        et_al=bool(_ET_AL.search(author)),
        title=title,
        locator=tidy_locator(match["locator"]),
        label="page",
        prefix=prefix,
        quoted_in=bool(prefix and _QUOTED.search(prefix)),
    )


def is_label(text: str) -> bool:
    """Whether the text could name an author, a body or a title: capitals, joined by small connecting words only."""
    words = text.strip(" ,").split()
    if not words or len(words) > 16 or all(_is_time(word) for word in words):
        return False
    first = words[0].strip(_MARKS + "(")
    if _plain(first) in _NO_LABELS or not (_is_capital(first) or _plain(first) in _MAY_BEGIN):
        return False
    named = [word.strip(_MARKS + ",.()[]") for word in words if word.strip(",.").casefold() not in _CONNECTORS]
    return any(map(_is_capital, named)) and all(_is_capital(word) or not word[:1].isalpha() for word in named)


def _is_capital(word: str) -> bool:
    """Whether a word stands in capitals, apart from an Arabic or French article tied to it ("al-Khalili")."""
    return _TIED_ARTICLE.sub("", word)[:1].isupper()


def _plain(word: str) -> str:
    return word.casefold().rstrip(".,:")


def _is_time(word: str) -> bool:
    bare = word.casefold().strip(".,")
    return bare in MONTHS or bare in SEASONS or bare in _PARTS_OF_DAYS


def families(author: str) -> tuple[str, ...]:
    """The family names in a printed label: "Sayed & Hamming" → Sayed, Hamming."""
    parts = [part.strip(" ,") for part in _JOINT.split(_ET_AL.sub("", " ".join(author.split())))]
    return tuple(part for part in parts if part and not _INITIALS.fullmatch(part))


def tidy_locator(printed: str) -> str:
    """A locator with hyphens and single blanks."""
    return re.sub(r"\s*[-–—]\s*", "-", printed.strip(" ,"))


def locator_label(printed: str | None) -> str:
    """CSL's name for a printed label; a number without one is a page."""
    return _LABEL_OF.get((printed or "p").casefold().strip(". "), "page")
