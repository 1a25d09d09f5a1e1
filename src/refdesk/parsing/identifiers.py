"""Numbers that name a work: ISBN, ISSN, arXiv, PubMed and their kin.

In: words of a reference. Out: the fields they fill in, and the words that are left. What has no field of its own
(PMID, PMCID, bibcodes, handles) is kept in the note with its name.
"""

import re

from refdesk.model.identifiers import is_isbn
from refdesk.parsing.draft import Draft
from refdesk.parsing.segments import Segment

_ISBN = re.compile(
    r"\bISBN(?:-1[03])?\s?:?\s?(?P<isbn>[\dX][\dX –-]{8,30}[\dXx])(?!\w)"
    r"|(?<![\w-])(?P<bare>97[89][- ]?\d[\d -]{7,12}[\dX])(?![\w-])",
    re.IGNORECASE,
)
_ISSN = re.compile(r"\b[pe]?-?ISSN\s?:?\s?(?P<issn>\d{4}\s?[-–]?\s?\d{3}[\dXx])(?!\w)", re.IGNORECASE)
_ARXIV = re.compile(
    r"\[?\barXiv\s?(?:e-?prints?|preprint)?\s?[:.]?\s?(?:arXiv\s?:\s?)?(?P<number>\d{4}\s?\.\s?\d{4,5}(?:v\d{1,2})?|[a-z-]{2,12}\s?(?:\.[A-Z]{2})?/\s?\d{7}(?:v\d{1,2})?)"
    r"(?:\s?\[[\w. -]{2,20}\]?)?",
    re.IGNORECASE,
)
_OLD_ARXIV = re.compile(
    r"(?<![\w/.-])(?P<number>(?:astro|cond|hep|quant|nucl|gr|math|physics|cs|nlin|q)\s?-?\s?(?:ph|mat|th|ex|lat|qc|bio|fin)?\s?/\s?\d{7}(?:v\d{1,2})?)(?!\w)"
)
_KEPT = re.compile(
    r"\b(?P<name>PMID|PMCID|PMC|MR|Zbl|hdl|bibcode|S2CID|OCLC|JSTOR)\s?:?\s?(?P<number>[\w./]{0,40}\d[\w./]{0,40})",
    re.IGNORECASE,
)
_DIGITS = re.compile(r"[^\dX]")


def read_identifiers(draft: Draft, words: str, piece: Segment) -> str:
    """Put the identifiers that the words hold into the draft, and return what is left."""
    if not any(char.isdigit() for char in words):
        return words
    words = _read_isbn(draft, words, piece)
    if match := _ISSN.search(words):
        draft.put("issn", re.sub(r"[\s–]", "-", re.sub(r"\s", "", match["issn"])).upper(), piece)
        words = _cut(words, match)
    if match := _ARXIV.search(words) or _OLD_ARXIV.search(words):
        draft.put("number", "arXiv:" + "".join(match["number"].split()), piece)
        draft.hint("preprint", value=True)
        words = _cut(words, match)
    for match in _KEPT.finditer(words):
        draft.remark(f"{match['name']}{'' if match['name'] == 'PMC' else ' '}{match['number'].rstrip('./')}")
    return _KEPT.sub(" ", words)


def _read_isbn(draft: Draft, words: str, piece: Segment) -> str:
    match = _ISBN.search(words)
    if match is None:
        return words
    printed = (match["isbn"] or match["bare"]).strip(" -–")
    if match["bare"] and not is_isbn(_DIGITS.sub("", printed.upper())):
        return words
    first = next(
        (part for part in re.split(r"\s{1,3}(?=97[89]|\d-)", printed) if is_isbn(_DIGITS.sub("", part.upper()))),
        printed,
    )
    draft.put(
        "isbn",
        re.sub(r"\s", "", first).replace("–", "-").upper(),
        piece,
        1.0 if first != printed or is_isbn(_DIGITS.sub("", printed.upper())) else 0.7,
    )
    return _cut(words, match)


def _cut(words: str, match: re.Match[str]) -> str:
    return f"{words[: match.start()]} {words[match.end() :]}".strip()
