"""Lines that hold the names of those who wrote a text, and nothing else.

In: a line. Out: the names as printed, without "By", raised marks of affiliations and wide gaps between columns.
"""

import re

_INITIAL = r"[A-ZÀ-Þ]\.(?:\s?-?[A-ZÀ-Þ]\.){0,3}"
_PART = r"[A-ZÀ-Þ][\w’'-]{1,40}"
_PARTICLE = r"(?:van|von|der|den|de|da|di|du|del|della|la|le|dos|al|bin|ibn|el|ter|ten|zu)"
_PERSON = re.compile(rf"(?:{_INITIAL}|{_PART})(?:\s{{1,3}}(?:{_INITIAL}|{_PART}|{_PARTICLE})){{1,5}}")
_FIRST_INITIAL = re.compile(_INITIAL)
_BY = re.compile(r"(?:[Bb]y|BY|[Pp]ar|PAR|[Pp]or|von|di|door)\s{1,3}")
_MARKS = re.compile(
    r"<sup>[^<>]{0,40}</sup>|\^\[[^\[\]]{0,80}\]|\^[\d,*†‡]{1,9}\^?|[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ*∗†‡§](?:\s?,?\s?[⁰¹²³⁴⁵⁶⁷⁸⁹ᵃᵇᶜᵈ*∗†‡§]){0,9}"
    r"|(?<=[a-zà-ÿ])\d(?:,\d){0,5}"
)
_GAP = re.compile(r"\s{4,200}")
_BETWEEN = re.compile(r",?\s{1,3}(?:and|und|et|y|en|&)\s{1,3}|[,;]\s{0,3}(?!(?:Jr|Sr)\b)|\s&\s")
_NO_PERSON = re.compile(
    r"\b(?:abstract|summary|introduction|contents|part|chapter|section|volume|issue|page|press|university|institute|foundation|"
    r"center|centre|department|college|school|faculty|laborator\w{1,3}|working|policy|research|study|studies|notes?|review|"
    r"journal|paper|report|essay|draft|professor|prof|dr|course|seminar|international|national|global|authors?|the|"
    r"universi\w{2,6}|institut\w{0,2}|departamento|facult\w{1,4}|fakultät|zeitschrift|revista|revue|rivista)\b",
    re.IGNORECASE,
)
_LONGEST = 400


def names_in(line: str) -> str | None:
    """The names of people that the line consists of, or None where it holds anything else."""
    names = _bare(line)
    pieces = [piece for piece in _BETWEEN.split(names) if piece]
    if len(line) > _LONGEST or not pieces or _NO_PERSON.search(names):
        return None
    if names.isupper() and not (_FIRST_INITIAL.match(names) or _BY.match(line.strip())):
        return None
    return names if all(_PERSON.fullmatch(piece) for piece in pieces) else None


def is_signed(line: str) -> bool:
    """Whether more than capitals shows that the line holds names: "By", an initial, a raised mark, "and" or a comma."""
    if names_in(line) is None:
        return False
    bare = _bare(line)
    shown = bare != line.strip() or bool(_BETWEEN.search(bare))
    return shown or bool(re.search(r"(?<!\w)[A-ZÀ-Þ]\.", bare))


def _bare(line: str) -> str:
    text = line[: _LONGEST + 1].strip().strip("_*")
    by = _BY.match(text)
    unmarked = _MARKS.sub("", text[by.end() :] if by else text)
    return _GAP.sub(", ", unmarked).strip(" ,;")
