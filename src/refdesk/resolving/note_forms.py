"""Short forms in notes: ibid., op. cit., "supra note 4", author and short title.

In: one source of a note, in one line. Out: which form it has and what it says, or None where it has none of them.
The forms are those of Chicago 17 (14.29-14.36), the Bluebook (4.1-4.2) and their kin in other languages.
"""

import re
from dataclasses import dataclass, replace

from refdesk.model.citation import Cite
from refdesk.parsing.cite_words import ET_AL
from refdesk.parsing.cites import LOCATOR, dated_cite, families, is_label, locator_label, tidy_locator
from refdesk.parsing.dates import YEAR

# what may follow a short form: its locator, then the end, or a comment after a stop or bracket
_PLACE = rf"(?:\s?[,:;]?\s?(?:at\s|hier\s|here\s)?{LOCATOR}(?![\w\d]))?"
_END = r"(?=\s?[.;]?\s?$|\s?[.;,]\s|\s?\((?![^()]{0,120}\d{4})|\s?[–—])"
_TO_END = _PLACE + _END
_STRICT_END = rf"{_PLACE}\s?\.?$"
# after a title a clause in commas is a description, unless a page stands before it
_AFTER_TITLE = (
    rf"(?:[,.:]?\s(?:at\s)?(?!{YEAR}\b){LOCATOR}(?![\w\d])(?:{_END})|\s?[.,]?\s?$|\.?\s\((?![^()]{{0,120}}\d{{4}}))"
)
_IT = r"[*_]{0,2}"
_AUTHOR = r"(?P<author>[^\W\d_a-z][\w’'. &-]{1,80}?)"
_OPEN = r"[“\"„«‘]"
_CLOSE = r"[”\"“»’]"
_TITLE = (
    rf"(?:{_OPEN}\s?(?P<quoted>[^“”\"„«»]{{3,160}}?)[,.]?\s?{_CLOSE}|"
    rf"{_IT}(?<=[*_])(?P<italic>[^*_]{{3,160}}?),?[*_]{{1,2}})"
)

# Ibid. · *Ibid.*, 45 · Ebd., S. 12 · Id. at 196
_IBID = re.compile(
    rf"{_IT}\b(?:ibid(?:em)?\b|(?:id|loc\.\s?cit|l\.\s?c)\.|ebd\b|ebenda\b|ebda\b|idem(?=\.?[*_]{{0,2}}(?:,\s\d|\.?$))|ivi\b){_IT}\.?{_IT}{_TO_END}",
    re.IGNORECASE,
)

# Idem, *Systems of Survival* · ders.: Die Gesellschaft
_SAME_AUTHOR = re.compile(
    rf"{_IT}(?i:idem|eadem|id\.|ders\.|dies\.|derselbe|dieselbe|ídem|le même|lo stesso){_IT}[.,:]{{0,2}}\s"
    r"(?=[*_“\"‘«„]|[^\W\d_a-z])"
)

# Lepore, “The Cobweb,” 35 · Ostrom, *Governing the Commons*, 91–102
_SHORT = re.compile(
    rf"(?P<author>[^\W\d_a-z][^,“”\"„«»*_\d]{{1,80}}?),\s{_TITLE}(?:,?\s{_IT}op\.\s?cit\.?{_IT})?{_AFTER_TITLE}"
)

# Davis, Return of Martin Guerre, 5
_PLAIN_SHORT = re.compile(
    rf"(?P<author>[^\W\d_a-z][^,“”\"„«»*_\d]{{1,60}}?),\s(?P<title>[^\W\d_a-z][^,“”\"„«»*_\d()]{{2,120}}?(?:\s{YEAR})?),\s(?!{YEAR}\b){LOCATOR}(?![\w\d]){_END}"
)

# *Governing the Commons*, 91
_TITLE_ALONE = re.compile(rf"{_TITLE}{_STRICT_END}")

# Nye, op. cit., 4 · Habermas, a. a. O., S. 50 · Nye, op. cit. (n. 4), 12
_OP_CIT = re.compile(
    rf"{_AUTHOR}(?:,\s(?!(?i:op|loc|ob|art)\b)(?P<title>[^,()“”\"*_\d]{{3,80}}?)|,\s[*_“\"«](?P<marked>[^*_“”\"«»()]{{3,120}}?),?[*_”\"»])?,?\s{_IT}(?i:op\.?\s?cit|loc\.?\s?cit|a\.\s?a\.\s?O|ob\.\s?cit|art\.\s?cit(?:ée?)?|w\.\s?o|cit(?=\.))\.?{_IT}"
    rf"(?:,?\s\(?(?:note|n\.)\s?\d{{1,4}}\)?)?{_TO_END}"
)

# Nye, supra note 3, at 45 · above n. 4 · Habermas (wie Anm. 2), S. 50 · note 4 above
_WHERE = r"supra|above|wie|siehe(?:\soben)?|oben|cit\.|see|infra|below|unten|ci-dessus|ci-dessous|vide"
_POINTER = re.compile(
    rf"(?:{_AUTHOR}(?:,\s[^,()“”\"*_\d]{{3,80}}?|,\s{_IT}[^*_()]{{3,80}}{_IT}|,\s{_OPEN}[^“”\"()]{{3,80}}{_CLOSE})?[,.]?\s(?=[\W_]{{0,2}}(?:{_WHERE})\b|\())?(?P<bracket>\()?{_IT}(?:(?P<where>(?i:{_WHERE})){_IT}[\s,]{{1,2}})?"
    rf"(?:at\s|in\s)?{_IT}(?i:notes?|nn?\.?|fn\.?|anm\.|fußn\.|nota|voetnoot)\s?(?P<note>\d{{1,4}}){_IT}\)?(?:\s(?P<paragraph>\[\d{{1,4}}\](?:[–-]\[\d{{1,4}}\])?))?"
    rf"(?:,?\s{_IT}(?P<after>(?i:above|below|supra|infra|oben|unten|ci-dessus|ci-dessous)){_IT})?{_TO_END}"
)
_FORWARD = re.compile(r"infra|below|unten|ci-dessous", re.IGNORECASE)

# Nye 1990, 4 · Nye (1990), p. 4
_AUTHOR_YEAR = re.compile(
    rf"(?P<author>[^\W\d_a-z][^\d“”\"*()]{{1,80}}?),?\s(?P<bracket>\()?(?P<year>{YEAR}[a-z]?)\)?(?:[,:]\s?{LOCATOR})?\s?\.?$"
)

# Olmstead, 277 U.S. at 478
_REPORTER = re.compile(
    rf"{_IT}(?P<author>[^\W\d_a-z][\w’'&. -]{{1,60}}?){_IT},{_IT}\s"
    rf"(?P<reporter>\d{{1,4}}\s[A-Z][\w. ]{{0,20}}?)\sat\s{LOCATOR}{_END}"
)

# Ostrom, 91–102 · Ostrom, p. 91
_AUTHOR_ALONE = re.compile(rf"(?P<author>[^\W\d_a-z][^,\d“”\"*()]{{1,60}}?),\s{LOCATOR}\s?\.?$")

_ET_AL = re.compile(rf"\s(?:{ET_AL})$")
_MOST_NAME_WORDS = 2


@dataclass(frozen=True, slots=True)
class Pointer:
    """A way back (or forward) to the note of that number, and the author it names to choose among its works."""

    note: str
    author: str | None
    forward: bool
    locator: str | None = None
    label: str | None = None


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A cite by author, title or year; `is_telling` where it names a work well enough though nothing describes it."""

    cite: Cite
    is_telling: bool


def read_ibid(words: str) -> Cite | None:
    """The locator of an "ibid.", as a cite of nothing yet; None where the words are no such thing."""
    match = _IBID.match(words)
    return _located(Cite(), match) if match else None


def same_author(words: str) -> str | None:
    """What follows "idem" where it stands for an author alone: the title and all that describes another work."""
    match = _SAME_AUTHOR.match(words)
    return words[match.end() :] if match else None


def read_pointer(words: str, *, led: bool) -> Pointer | None:
    """The note that "supra note 4", "note 4 above" or, after a word such as "see", a bare "note 4" points to."""
    match = _POINTER.match(words)
    if match is None or not (led or match["where"] or match["after"] or match["bracket"]):
        return None
    forward = bool(_FORWARD.search(f"{match['where']} {match['after']}"))
    if match["paragraph"]:  # Miller (n 3) [65], as OSCOLA cites judgments
        return Pointer(match["note"], match["author"], forward, match["paragraph"].strip("[]"), "paragraph")
    place = _located(Cite(), match)
    return Pointer(match["note"], match["author"], forward, place.locator, place.label)


def read_short_form(words: str) -> ShortForm | None:
    """Author with title, "op. cit.", year or page, or a title with its page; None where the words are none of them."""
    if match := _SHORT.match(words):
        return ShortForm(_cite(match, match["quoted"] or match["italic"]), is_label(match["author"]))
    if match := _OP_CIT.match(words):
        title = match["title"] or match["marked"]
        return ShortForm(_cite(match, title), is_telling=title is not None and is_label(match["author"]))
    if (match := _AUTHOR_YEAR.match(words)) and _names_alone(match["author"]):
        cite = _located(dated_cite(match["author"], match["year"]), match)
        return ShortForm(cite, is_label(match["author"]) and bool(match["bracket"] or match["locator"]))
    return _form_of_known(words)


def _form_of_known(words: str) -> ShortForm | None:
    """The forms that mean something only where a known work fits: author and page, plain title and page."""
    if match := _AUTHOR_ALONE.match(words):
        return ShortForm(_cite(match), is_telling=False)
    if match := _REPORTER.match(words):
        return ShortForm(_cite(match, match["reporter"]), is_telling=False)
    if match := _PLAIN_SHORT.match(words):
        return ShortForm(_cite(match, match["title"]), is_telling=False)
    if match := _TITLE_ALONE.match(words):
        return ShortForm(_located(Cite(title=match["quoted"] or match["italic"]), match), is_telling=False)
    return None


def is_short_form(words: str) -> bool:
    """Whether the words have a form that needs no description: ibid., op. cit., a pointer, author and title."""
    if any(form.match(words) for form in (_IBID, _SHORT, _OP_CIT, _REPORTER, _PLAIN_SHORT)):
        return True
    if (match := _AUTHOR_YEAR.match(words)) and _names_alone(match["author"]):
        return True
    return read_pointer(words, led=False) is not None


def _names_alone(author: str) -> bool:
    """Whether commas part nothing but names: "Ostrom, Walker and Gardner", not "Ellickson, Order Without Law"."""
    return "," not in author or all(len(part.split()) <= _MOST_NAME_WORDS for part in families(author))


def _cite(match: re.Match[str], title: str | None = None) -> Cite:
    author = match["author"].strip()
    et_al = bool(_ET_AL.search(author))
    return _located(Cite(author=author, families=families(author), et_al=et_al, title=title), match)


def _located(cite: Cite, match: re.Match[str]) -> Cite:
    """The cite with locator and its label as CSL names them, if the short form has one."""
    if not match["locator"]:
        return cite
    return replace(cite, locator=tidy_locator(match["locator"]), label=locator_label(match["label"]))
