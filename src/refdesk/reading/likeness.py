"""What looks like a printed reference, and what like prose.

In: a string. Out: whether it begins as entries of reference lists do, holds a date, and is no sentence. This is
a matter of shape; whether the string describes a work is for parsing to say.
"""

import re

from refdesk.reading.listmarks import read_mark

_YEAR = r"(?:1[4-9]|20)\d\d[a-z]?"
_UNDATED = r"n\.\s?d\.|s\.\s?d\.|s\.\s?f\.|o\.\s?J\.|z\.\s?j\."
_CAPITAL = r"(?:[^\W\d_a-z]|\d{1,2}[A-Z])[\w'’&./-]{0,40}"
_SMALL = (
    r"(?:of|the|for|and|in|on|at|to|an?|de|la|le|les|du|des|del|della|der|den|di|da|dos|do|das|van|von|vom|zu|zur|ten|ter|al|el|"
    r"voor|van de|für|im|zum|pour|sur|aux|para|por|na|no|op|ed|"
    r"bin|ibn|ul|ur|ud|und|et|e|y|&|/|vs?\.)"
)
_NAMES = rf"(?:{_SMALL}\s|al-|d['’]){{0,3}}{_CAPITAL}(?:,?\s{{1,3}}(?:{_CAPITAL}|{_SMALL}|\d+(?!\d))){{0,11}}"
_OPENINGS = (
    r"[\"“«„‘*_]",  # “62pc Cut in War Losses.” DAWN, April 27, 2018
    r"(?:[—–]{2,}|—|_{3,}|-{3,})",  # ———. Understanding Institutional Diversity. 2005
    r"<?https?://|\[[^\[\]]{2,200}\]\(<?https?:|<(?:em|i|cite)>",
    rf"{_NAMES},\s(?=[^\W\d_a-z]|[“\"‘*_(<])",  # Jacobs, Jane. The Death … · C. E. Shannon, “A mathematical …”
    rf"{_NAMES}[.:]\s",  # World Bank. World Development Report. 1990 · Niklas Luhmann: Soziale Systeme
    rf"{_NAMES}[.,]?\s\((?:{_YEAR}|{_UNDATED}|[Ee]ds?\.|[Hh]rsg\.|[Hh]g\.|dir\.|coords?\.)",  # World Bank (1990) …
    rf"{_NAMES}\s\([A-Z][\w-]{{1,12}}\)[.,:]?\s",  # Centraal Bureau voor de Statistiek (CBS). (2021)
    rf"{_NAMES}\s\[[^\W\d_][^\[\]]{{2,80}}\][.,:]?\s",  # INEI [Instituto Nacional de Estadística e Informática] (2018)
    rf"{_NAMES},\s(?:eds?|trans|comps?|[Hh]rsg|[Hh]g|dirs?|coords?)\.",
    rf"{_NAMES};\s(?=[^\W\d_a-z])",  # FREIRE, P.; HORTON, M. · Garnsey P; Saller R
    rf"{_NAMES},?\s(?:et al\.?|u\.\s?a\.|e\.\s?a\.|y\sotros)",
    rf"(?:(?!\.\s[A-Z][a-z]{{2}})[^(]){{2,200}}\.\s\((?:{_YEAR}|n\.\s?d\.)",  # The cobweb of records. (2015, …).
)
# Jacobs, Jane · de la Cruz, J. · Antman EM · J. Jacobs
_INVERTED = re.compile(
    rf"\s{{0,9}}(?:(?:{_SMALL}\s){{0,3}}[^\W\d_a-z][\w’'-]{{1,40}}(?:,\s(?=[^\W\d_a-z])|\s[A-Z]{{1,3}}\b[,.])|(?:[A-Z]\.[\s-]?){{1,4}}[^\W\d_a-z]\w)"
)
_ITEM_START = re.compile(rf"\s{{0,80}}(?:{'|'.join(_OPENINGS)})")
# Ostrom, E., Gardner, R., & Walker, J. (1994). · World Bank. (2020).
_NAME_AND_DATE = re.compile(
    rf"\s{{0,80}}[^\W\d_a-z][\w’'-]{{1,40}}(?:,\s|\s[^\W\d_a-z])[^()“”\":;]{{0,160}}?\.?\s\((?:{_YEAR}|n\.\s?d\.)[^()]{{0,20}}\)[.,:]?\s"
)
_DATED = re.compile(
    rf"\b{_YEAR}\b|\b(?:{_UNDATED})|https?://|\bdoi\b|\barXiv\b|"
    r"\b(?:in press|forthcoming|to appear|im Druck|à paraître|en prensa)\b",
    re.IGNORECASE,
)
_LOWER_START = re.compile(r"\s{0,80}(?:[a-zß-öø-ÿ&(]|\d{1,9}(?:\(|[-–])|\d{4}[.;,)]|[”)\]])")
_CLOSED = re.compile(
    r"(?:[.>]|[.)][”\"*_]{1,2}|https?://\S{1,200}|10\.\d{4,9}/\S{1,100}|↩\S{0,3}|\]\(#\S{1,80}\))\s{0,20}$"
)
_ENDED = re.compile(r"(?:[.>)”\"\d]|https?://\S{1,200})[*_]{0,2}\s{0,20}$")
_SIGNS = re.compile(
    rf"\(\s?{_YEAR}[^()]{{0,20}}\)|\bpp?\.\s?\d|\bS\.\s\d|\d\s?[-–]\s?\d|\bvol\b|\bno\.|\d\(\d|doi|https?://|[“\"„«][^”\"“»]{{5,200}}[”\"“»]"
    r"|[*_][^*_]{5,200}[*_]|\b(?:Press|Publish|Books|Verlag|University|Proc(?:eedings|\.)|Journal|Conference|Ed\.)|(?-i::\s[^\W\d_a-z])",
    re.IGNORECASE,
)
_PROSE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|that|this|these|which|who|we|it|they|he|she|his|her|their|its|our|be|been|not|but|when|"
    r"can|could|will|would|also|there|what|how|ist|sind|war|wird|wurde|nicht|dass|auch|sich|est|sont|était|qui|que|dans|nous|"
    r"pas|es|son|fue|se|como|são|foi|não|è|sono|che|non|zijn|werd|niet|dat)\b"
)
_MARKED_UP = re.compile(r"[“\"„«][^”\"“»]{1,300}[”\"“»]|\*[^*]{1,300}\*|_[^_]{1,300}_")
# "Bateson , Gregory", as some scans have it
_OCR_BLANK = re.compile(r"(?<=\w)\s{1,2}(?=[,.;:]\s)")
_READ = 1_000
_SIGNS_OF_PROSE = 3
_FEWEST_WORDS = 8


def begins_like_reference(text: str) -> bool:
    """Whether the text begins like an entry: a name, a quoted or italic title, a dash, an address; its mark aside."""
    mark = read_mark(text)
    return opens_item(text[mark.end if mark else 0 :])


def opens_item(line: str) -> bool:
    """Whether a line without mark begins like an entry."""
    head = line[:_READ]
    return bool(_ITEM_START.match(_OCR_BLANK.sub("", head) if " ," in head or " ." in head else head))


def opens_with_date(line: str) -> bool:
    """Whether a line begins with a name and a year in brackets, which within an entry stand together nowhere else."""
    return bool(_NAME_AND_DATE.match(line)) and (is_inverted(line) or opens_item(line))


def is_dated(text: str) -> bool:
    """Whether the text holds a year, an address, or words that stand for a date."""
    return bool(_DATED.search(text[: 4 * _READ]))


def looks_like_reference(text: str) -> bool:
    """Whether the text begins like an entry and holds a year or address."""
    return begins_like_reference(text) and is_dated(text)


def surely_reference(text: str) -> bool:
    """Whether the text looks like a reference without a heading to say so: with a sign of print, and no sentences."""
    return looks_like_reference(text) and bool(_SIGNS.search(text[:_READ])) and not reads_as_prose(text)


def is_undated_reference(text: str) -> bool:
    """Whether the text is an entry that gives no date: a family name first, a sign of print, and no sentences."""
    mark = read_mark(text)
    words = text[mark.end if mark else 0 :]
    signed = is_inverted(words) and opens_item(words) and bool(_SIGNS.search(words[:_READ]))
    return signed and not is_dated(words) and not reads_as_prose(words)


def is_inverted(text: str) -> bool:
    """Whether the text begins with a family name or initials, as lists do; notes begin with a given name in full."""
    return bool(_INVERTED.match(text))


def reads_as_prose(text: str) -> bool:
    """Whether small words of sentences stand in the text, what is quoted or italic aside."""
    return prose_words(text) >= _SIGNS_OF_PROSE


def prose_words(text: str) -> int:
    """How many small words of sentences ("is", "that", "they") stand in the text, what is quoted or italic aside."""
    return len(_PROSE.findall(_MARKED_UP.sub(" ", text[:_READ])))


def is_sentence(text: str) -> bool:
    """Whether the text is a sentence or more, and no entry of a list."""
    return len(text[:_READ].split()) >= _FEWEST_WORDS and not looks_like_reference(text)


def begins_small(line: str) -> bool:
    """Whether the line begins as only the rest of a sentence or entry does: with a small letter or the end of pages."""
    return bool(_LOWER_START.match(line))


def is_closed(line: str) -> bool:
    """Whether the line ends as an entry does: with a full stop, an address or a DOI."""
    return bool(_CLOSED.search(line[-240:]))


def may_end(line: str) -> bool:
    """Whether the line ends with what may stand last in an entry without full stop: a bracket or number."""
    return bool(_ENDED.search(line[-240:]))
