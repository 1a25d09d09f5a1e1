"""Cites as they stand in running text.

In: the inside of a bracket ("see Sayed, 2021; Walsh, 2020, p. 3"). Out: its Cites, or nothing where the
bracket is no citation. The forms are those of APA 7 (8.10-8.36), Chicago author-date (15.22-15.31) and MLA 9
(6.1-6.30), and the Harvard forms between them.
"""

import re
from collections.abc import Callable
from dataclasses import dataclass, replace

from refdesk.model.citation import Cite
from refdesk.parsing.cite_words import (
    AT_SECOND_HAND,
    CONNECTORS,
    ET_AL,
    LABELS,
    LEAD,
    LOCATOR_WORDS,
    MAY_BEGIN,
    NO_LABELS,
    NO_YEAR,
    OPENERS,
    PLACES,
    SECOND_HAND_WORD,
    TIME_WORDS,
)
from refdesk.parsing.dates import MONTH, YEAR, parse_date

_PREFIX = re.compile(rf"(?P<prefix>(?:(?:{LEAD}),?\s){{1,4}})", re.IGNORECASE)
_QUOTED = re.compile(SECOND_HAND_WORD, re.IGNORECASE)
# "Rabbitt, 1982, as cited in Lyon et al., 2014": the work at hand is the second (APA 7, 8.6).
_SECONDARY = re.compile(rf"(?P<original>[^;]{{2,160}}?,?\s)(?=(?:{AT_SECOND_HAND})\s)", re.IGNORECASE)

# 2021 · 2021a · 1890/1990 · 350 B.C.E./1994 · [1890] 1990 · 1990 [1890]
_FIRST_YEAR = rf"(?:{YEAR}(?:\s?[-–—]\s?{YEAR})?|(?:ca?\.\s)?\d{{1,4}}\s?B\.?C\.?(?:E\.?)?)"
_PRINTED_YEAR = rf"(?:{_FIRST_YEAR}\s?/\s?)?{YEAR}[a-z]?(?!\w|\s?[-–—]\s?\d)(?:\s\[{YEAR}\])?|(?:{NO_YEAR})(?!\w)"
# A month after the year must not be one before the next year: else each could be read twice, and time would double.
_LATER_MONTH = rf",\s{MONTH}(?:\s\d{{1,2}}\b)?(?!\s?\d|,?\s{YEAR})"
_YEARS = rf"(?:(?:{MONTH}\s(?:\d{{1,2}},?\s)?)?(?:\[{YEAR}\]\s|ca?\.\s)?(?:{_PRINTED_YEAR})(?:{_LATER_MONTH})?)"
# 2003a,b · 2003a, b and c
_LETTERS = r"(?:(?<=\d[a-z])(?:\s?[,&]\s?|\sand\s)[a-h](?![\w.])(?:(?:\s?[,&]\s?|,?\sand\s)[a-h](?![\w.])){0,6})?"
_AND_YEAR = r"(?:\s?[,;]\s?(?:(?:and|&|und|et|y|e|en)\s)?|\s(?:and|&|und|et|y|e|en)\s)"
# "(Cengiz et al. 2019, 1412)": after a year, such a number is a page
_NO_PAGE = r"(?!1[0-5]\d\d\b)"
_YEAR_LIST = rf"(?P<years>{_YEARS}{_LETTERS}(?:{_AND_YEAR}{_NO_PAGE}{_YEARS}{_LETTERS}){{0,40}})"
_EACH_YEAR = re.compile(rf"(?P<year>{_YEARS})(?P<letters>{_LETTERS})", re.IGNORECASE)

_PAGE = r"[A-Za-z]?\d{1,6}(?:[.:]\d{1,6})?"
_LOCATOR_NUMBER = (
    rf"{_PAGE}(?:\s?[-–—]\s?{_PAGE}|\s?,\s?(?!{YEAR}\b)\d{{1,6}}(?![\w.])|\s(?:and|&)\s\d{{1,6}}\b){{0,12}}"
    r"(?:\s?ff?\b\.?)?"
    r"|[ivxlc]{1,8}\b(?:\s?[-–—]\s?[ivxlc]{1,8}\b)?"
)
LOCATOR = rf"(?:(?P<label>{LOCATOR_WORDS})\s?)?(?P<locator>{_LOCATOR_NUMBER})"
"""Pattern of a page or part, in the groups `label` and `locator`."""

_AND_LOCATOR = rf"(?:(?:\s?[,:]\s?|\s(?=(?:{LOCATOR_WORDS})\s?[\divxlc])){LOCATOR}(?![\w\d]))?"
_AUTHOR_YEAR = re.compile(
    rf"(?P<author>[^\d();]{{2,160}}?)(?P<comma>,|(?<=,[”\"’]))?\s{_YEAR_LIST}{_AND_LOCATOR}", re.IGNORECASE
)
_YEAR_ONLY = re.compile(rf"{_YEAR_LIST}{_AND_LOCATOR}", re.IGNORECASE)
_SUFFIX = re.compile(rf",?\s(?P<suffix>(?:{LOCATOR_WORDS})\s?[\divxlc][\w–-]{{0,12}}|[^\d;]{{3,80}})", re.IGNORECASE)
_NEXT = re.compile(r"(?:\s?,\s?(?:(?:and|&|und|et|y|e|en|sowie)\s)?|\s(?:and|&|und|et|y|e|en|sowie)\s)(?=\S)")
_LOCATOR_ONLY = re.compile(LOCATOR, re.IGNORECASE)
_AUTHOR_PAGE = re.compile(
    rf"(?P<author>[^\d()]{{2,120}}?)(?:,?\s(?!{YEAR}\b)(?=\d)|,\s(?=(?:{LOCATOR_WORDS})\s?[\divxlc])){LOCATOR}",
    re.IGNORECASE,
)
# Nye, *Soft Power* · Nye, “Soft Power,” · “Soft Power” · *Soft Power*
_TITLED = re.compile(
    r"(?:(?P<author>[^“”\"*_]{2,80}?),?\s)?(?P<mark>[“\"*_‘])(?P<title>[^“”\"*_]{2,100}?)[,.]?[”\"*_’]"
)
_IBID = re.compile(
    rf"(?:(?P<author>[^\d();.]{{2,80}}?),?\s)?(?:ibid(?:em)?\b\.?|ib\.|id\.|idem\b|ebd\.|ebenda\b|"
    rf"(?P<title>op\.?\s?cit\b\.?|loc\.?\s?cit\b\.?|a\.\s?a\.\s?O\.))(?:\s?[,:]?\s?(?:{LOCATOR}(?!\w)))?\s?(?:,\s(?P<suffix>[^\d;()]{{3,60}}))?\.?",
    re.IGNORECASE,
)
_ET_AL = re.compile(rf",?\s*(?:{ET_AL})", re.IGNORECASE)
_AFTER_JOINT = re.compile(r"(?:\b(?:and|und|et|y|e|en)|&|,)\s$")
_INITIALS = re.compile(r"(?:[^\W\d_]\.[\s-]?){1,6}|[^\W\d_a-z]")
_TIED_ARTICLE = re.compile(r"^(?:al-|el-|as-|ash-|ad-|an-|ar-|at-|az-|d['’]|l['’]|[’']t|dell['’]|s-)")
_JOINT = re.compile(r"\s*,?\s*(?:&(?:amp;)?|\b(?:and|und|et|y|e|en)\b(?!['’-]))\s*|\s*[,/]\s*")
_ITALIC_WORDS = re.compile(
    r"[*_]{1,2}((?:et\.? al|ibid|see|see also|cf|e\.g|in press|in|and|in prep|idem)\b[.,]?)[*_]{1,2}", re.IGNORECASE
)
_BEFORE_STOP = re.compile(r"\s(?=[,;:.](?:\s|$))")  # "Lévi-Strauss, 1962 ; Latour", "pp . 4"
_WORD_START = re.compile(r"(?<!\S)\S")
_NO_NAME = re.compile(r"[=<>≤≥±≈%$€£→^|{}\\~#@]")
_MARKS = "“”\"‘’'*_«»„"
_MOST_WORDS = 16

_LABEL_OF = {printed: label for label, forms in LABELS.items() for printed in forms.split()}
"""CSL's names for printed abbreviations."""


@dataclass(frozen=True, slots=True)
class _Proof:
    """What is taken for a cite: without a comma before the year only where `loose`, whatever is `known` in any case."""

    loose: bool
    known: Callable[[Cite], bool]


def parse_bracket(
    content: str, *, loose: bool = False, known: Callable[[Cite], bool] = lambda _: False
) -> tuple[Cite, ...]:
    """The cites of a bracket's inside.

    `loose` also takes "Nye 1990", which needs a reference list as proof. `known` says whether a work fits a cite: that
    finds the name among the words before it ("for a critique of all this Nye, 1990") and names in small letters.
    """
    proof = _Proof(loose, known)
    cites: list[Cite] = []
    for segment in re.split(r"\s?;\s?", plain(content)):
        cites += _segment(segment, cites[-1] if cites else None, proof)
    return tuple(cites)


def plain(content: str) -> str:
    """The words with single blanks, none before stops; "et al." and the like without italics, a title keeps them."""
    words = _BEFORE_STOP.sub("", " ".join(content.replace("&amp;", "&").split()))
    return _ITALIC_WORDS.sub(r"\1", words)


def _segment(segment: str, before: Cite | None, proof: _Proof) -> list[Cite]:
    """The cites between two semicolons: one as a rule, several where commas part them ("Nye, 2011, Doe, 1999")."""
    found: list[Cite] = []
    rest, joint = segment, 0
    while scanned := _scan(rest, joint, found[-1] if found else before, proof):
        cites, end = scanned
        found += cites
        rest = rest[end:]
        following = _NEXT.match(rest)
        if following is None:
            joint = 0
            break
        joint = following.end()
    return _closed(found, rest, proof)


def _closed(found: list[Cite], rest: str, proof: _Proof) -> list[Cite]:
    """The cites with what follows them as a suffix; figures and the like after them show that they were none."""
    suffix = _SUFFIX.fullmatch(rest)
    if not found or (rest.strip(" .") and not suffix and not all(map(proof.known, found))):
        return []
    if words := (suffix["suffix"] if suffix else rest).strip(" ,."):
        found[-1] = replace(found[-1], suffix=words)
    return found


def _scan(text: str, start: int, before: Cite | None, proof: _Proof) -> tuple[list[Cite], int] | None:
    """The cites of one author from `start` on and where they end in the text, or None where there is none."""
    match = _AUTHOR_YEAR.match(text, _prefix_end(text, start))
    named = _name_at(match, proof) if match else None
    if match and named is not None:
        return _cites(match, text[named : match.end("author")], text[start:named].strip(" ,") or None), match.end()
    again = _YEAR_ONLY.match(text, start) if before and before.author else None
    if before and before.author and again and text[again.end() : again.end() + 1] in {"", " ", ","}:
        return _cites(again, before.author, None), again.end()
    return None


def _prefix_end(text: str, start: int) -> int:
    """Where "see also" and the like end, with the work that is quoted at second hand, and what follows it."""
    original = _SECONDARY.match(text, start)
    begin = original.end() if original else start
    prefix = _PREFIX.match(text, begin)
    return prefix.end() if prefix else start


def _name_at(match: re.Match[str], proof: _Proof) -> int | None:
    """Where the author begins in what stands before the year: the longest name that is known, else all of it."""
    author, offset = match["author"], match.start("author")
    year = _years(match["years"])[0]
    for start in _WORD_START.finditer(author):
        label = author[start.start() :]
        if _AFTER_JOINT.search(author, 0, start.start()):
            continue
        if may_begin_name(label) and proof.known(dated_cite(label, year)):
            return offset + start.start()
    return offset if is_label(author) and (match["comma"] is not None or proof.loose) else None


def _years(printed: str) -> list[str]:
    """Each year of a list: "2001, 2003a,b" is 2001, 2003a and 2003b."""
    found: list[str] = []
    for match in _EACH_YEAR.finditer(printed):
        found.append(match["year"])
        found += (match["year"][:-1] + letter for letter in re.findall(r"\b[a-h]\b", match["letters"] or ""))
    return found


def _cites(match: re.Match[str], author: str, prefix: str | None) -> list[Cite]:
    cites = [dated_cite(author, year, prefix=prefix) for year in _years(match["years"])]
    if locator := match["locator"]:
        cites[-1] = replace(cites[-1], locator=tidy_locator(locator), label=locator_label(match["label"]))
    return cites


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
    bare = re.search(_PRINTED_YEAR, re.sub(r"\[[^\]]*\]", "", year), re.IGNORECASE)
    author = author.strip(" ,")
    return Cite(
        author=author,
        families=families(author),
        et_al=bool(_ET_AL.search(author)),
        year=bare.group().rpartition("/")[2].strip() if bare and "s/f" not in bare.group() else year,
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
    match = _YEAR_ONLY.fullmatch(plain(content))
    return (_years(match["years"]), match["locator"], match["label"]) if match else ([], None, None)


def parse_author_page(content: str) -> Cite | None:
    """MLA's "(Achebe 45)": a label and a page without a year, which needs a reference list as proof.

    The label may hold a title as well, if that is marked as one: "(Achebe, *Arrow* 45)".
    """
    words = plain(content)
    cut = _prefix_end(words, 0)
    match = _AUTHOR_PAGE.fullmatch(words, cut)
    if match is None:
        return None
    located = _named(match["author"])
    prefix = words[:cut].strip(" ,") or None
    return located and replace(
        located,
        locator=tidy_locator(match["locator"]),
        label=locator_label(match["label"]),
        prefix=prefix,
        quoted_in=bool(prefix and _QUOTED.search(prefix)),
    )


def parse_ibid(content: str) -> Cite | None:
    """Something cited before: "ibid., p. 3" without an author, "Nye, op. cit." with the one that is printed."""
    words = plain(content)
    cut = _prefix_end(words, 0)
    match = _IBID.fullmatch(words, cut)
    if match is None or (match["author"] and not (match["title"] and is_label(match["author"]))):
        return None
    prefix = words[:cut].strip(" ,") or None
    author = match["author"]
    return Cite(
        author=author,
        families=families(author) if author else (),
        locator=tidy_locator(match["locator"]) if match["locator"] else None,
        label=locator_label(match["label"]) if match["locator"] else None,
        prefix=prefix,
        suffix=match["suffix"],
        quoted_in=bool(prefix and _QUOTED.search(prefix)),
    )


def parse_name(content: str) -> Cite | None:
    """A label alone, "(Kelling and Wilson)" or "(“Broken Windows”)", which needs the list as proof, too."""
    return _named(plain(content))


def _named(words: str) -> Cite | None:
    titled = _TITLED.fullmatch(words.strip(" ,"))
    author = ((titled["author"] or "") if titled else words).strip(" ,")
    if author and not is_label(author):
        return None
    return Cite(
        author=author or None,
        families=families(author) if author else (),
        et_al=bool(_ET_AL.search(author)),
        title=titled["title"].strip(" ,.") if titled else None,
    )


def is_label(text: str) -> bool:
    """Whether the text could name an author, a body or a title: capitals, joined by small connecting words only.

    A title in quotation marks or italics may have any words.
    """
    words = text.strip(" ,").split()
    text = " ".join(words)
    if not words or len(words) > _MOST_WORDS or is_time(text) or _is_place_of_work(text) or _NO_NAME.search(text):
        return False
    if titled := _TITLED.fullmatch(text):
        return titled["author"] is None or is_label(titled["author"])
    first = words[0].strip(_MARKS + "(")
    if not (_is_capital(first) or _folded(first) in MAY_BEGIN):
        return False
    bare = _ET_AL.sub("", text).split()
    named = [word.strip(_MARKS + ",.()[]") for word in bare if word.strip(",.").casefold() not in CONNECTORS]
    return any(map(_is_capital, named)) and all(_is_capital(word) or not word[:1].isalpha() for word in named)


def is_time(text: str) -> bool:
    """Whether the text is made of words of time alone: "May", "early Spring"."""
    words = text.strip(" ,").split()
    return bool(words) and all(word.casefold().strip(".,") in TIME_WORDS for word in words)


def is_place(text: str) -> bool:
    """Whether the text is the name of a country, state or town, or several: "Geneva, Switzerland"."""
    parts = [part.strip(" .").casefold() for part in text.split(",")]
    return bool(parts) and all(part in PLACES for part in parts if part)


def may_begin_name(text: str) -> bool:
    """Whether the first word may be a name's: no "Figure", and none that opens a sentence ("As Nye")."""
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return bool(first) and not _is_place_of_work(text) and (first.isupper() or _folded(first) not in OPENERS)


def _is_place_of_work(text: str) -> bool:
    """Whether the text begins with a part of a work or a word of time: "Figure", "since"."""
    return _folded(text.split(maxsplit=1)[0].strip(_MARKS + "(")) in NO_LABELS if text.strip() else False


def _is_capital(word: str) -> bool:
    """Whether a word stands in capitals, apart from an Arabic or French article tied to it ("al-Khalili")."""
    return _TIED_ARTICLE.sub("", word)[:1].isupper()


def _folded(word: str) -> str:
    return word.casefold().rstrip(".,:")


def families(author: str) -> tuple[str, ...]:
    """The family names in a printed label: "Sayed & Hamming" → Sayed, Hamming."""
    parts = [part.strip(" ,") for part in _JOINT.split(_ET_AL.sub("", " ".join(author.split())))]
    return tuple(part for part in parts if part and not _INITIALS.fullmatch(part))


def tidy_locator(printed: str) -> str:
    """A locator with hyphens and single blanks."""
    return re.sub(r"\s?[-–—]\s?", "-", printed.strip(" ,"))


def locator_label(printed: str | None) -> str:
    """CSL's name for a printed label; a number without one is a page."""
    return _LABEL_OF.get((printed or "p").casefold().strip(". "), "page")
