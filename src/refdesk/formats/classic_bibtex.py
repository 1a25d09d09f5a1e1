r"""How is a work written for BibTeX's own styles, such as plain.bst? Entries → the text of a classic .bib file.

In: entries. Out: entries of the types and fields that Oren Patashnik's "BibTeXing" and plain.bst know: `year` and
`month = may` for dates, `address` and `journal`, ASCII with TeX's accents, names in the classic form. What plain.bst
would not print stands in `note` or `howpublished`: the address, the day of the visit, a book's further editors.
`doi`, `isbn`, `issn`, `language`, `abstract` and `keywords` are written too; plain.bst passes over them and others use
them. Nothing is refdesk's own.

plain.bst sets the titles of all but books and theses in small letters. Every word with a capital is therefore
braced, but for a first word whose only capital is its first letter, so that a title is printed as its source has it.

An address needs \url. Where neither the url nor the hyperref package is loaded, the preamble that is written with
the first address gives LaTeX a plain one.
"""

import functools
import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence

from refdesk.formats.bib_files import bib_keys, sound_fields
from refdesk.formats.exchanged import Written
from refdesk.formats.latex_text import ACCENTS, latex_of
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

_TYPES: Mapping[str, str] = {
    "article-journal": "article",
    "article-magazine": "article",
    "article-newspaper": "article",
    "review": "article",
    "review-book": "article",
    "book": "book",
    "classic": "book",
    "chapter": "incollection",
    "entry": "incollection",
    "entry-dictionary": "incollection",
    "entry-encyclopedia": "incollection",
    "paper-conference": "inproceedings",
    "report": "techreport",
    "pamphlet": "booklet",
}
# Field of Work → classic field, by type; what is not listed is told in `howpublished`, `note` or a warning.
_PLACES: Mapping[str, Mapping[str, str]] = {
    "article": {"container": "journal", "volume": "volume", "issue": "number", "pages": "pages"},
    "book": {
        "collection": "series",
        "volume": "volume",
        "publisher": "publisher",
        "place": "address",
        "edition": "edition",
        "pages": "pages",
    },
    "incollection": {
        "container": "booktitle",
        "collection": "series",
        "volume": "volume",
        "section": "chapter",
        "pages": "pages",
        "publisher": "publisher",
        "place": "address",
        "edition": "edition",
    },
    "inproceedings": {
        "container": "booktitle",
        "collection": "series",
        "volume": "volume",
        "pages": "pages",
        "publisher": "publisher",
        "place": "address",
    },
    "techreport": {
        "publisher": "institution",
        "genre": "type",
        "number": "number",
        "place": "address",
        "pages": "pages",
    },
    "phdthesis": {"publisher": "school", "place": "address", "genre": "type", "pages": "pages"},
    "mastersthesis": {"publisher": "school", "place": "address", "genre": "type", "pages": "pages"},
    "booklet": {"place": "address"},
    "unpublished": {},
    "misc": {},
}
_EVERYWHERE = {"doi": "doi", "isbn": "isbn", "issn": "issn", "language": "language", "abstract": "abstract"}
# What the types without a publisher tell of where a work came out, in this order.
_PUBLISHED = (
    "genre",
    "number",
    "container",
    "collection",
    "event",
    "volume",
    "issue",
    "section",
    "edition",
    "publisher",
    "place",
)
_TOLD_IN_NOTE = ("misc", "booklet", "unpublished")
# plain.bst prints a bare title for these as emphasised, with its capitals.
_CAPITALS_KEPT = {"book", "phdthesis"}
_DEGREE_BELOW = re.compile(
    r"\b(?:M\.?A|M\.?Sc|M\.?Phil|B\.?A|B\.?Sc|master|magister|bachelor|diplom|licen[ct]iate)", re.IGNORECASE
)
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH_NAMES = (
    *("January", "February", "March", "April", "May", "June", "July"),
    *("August", "September", "October", "November", "December"),
)
_SEASONS = ("Spring", "Summer", "Autumn", "Winter")
_ORDER_OF_FIELDS = """
    author editor title booktitle journal howpublished type edition series volume number chapter pages institution
    school publisher address month year note key doi isbn issn language abstract keywords
"""
_ORDER = tuple(_ORDER_OF_FIELDS.split())
_NAMES_OF_ARXIV = {"eprinttype": "archiveprefix", "eprintclass": "primaryclass"}
# The fields that plain.bst prints; a leftover in one of these would be printed where it does not belong.
_FIELDS_OF_PLAIN = """
    address author booktitle chapter crossref edition editor howpublished institution journal key month note number
    organization pages publisher school series title type volume year
"""
_PRINTED = frozenset(_FIELDS_OF_PLAIN.split()) - {"year"}  # a leftover year is "in press", and belongs there
_WORD = re.compile(r"\w(?:[\w’'.&/-]*\w)?")
_TO_ENCODE = re.compile(r"[^\x00-\x7f]")
# Letters and signs that TeX's own fonts and T1 have; Greek, Cyrillic and the rest need packages of their own.
_LAST_LATIN = 0x17F
_ABOVE = 230  # Unicode's class of marks above a letter, where i and j lose their dots
_ALSO_KNOWN = "ȘșȚțẞ‐‑‒–—―‘’‚“”„†‡•…‰‹›⁄€№™−\u2009\u202f\u200b\u00ad"
_OWN_SIGNS = {
    "\u00a0": "~",
    "\u00ad": "\\-",
    "\u2009": "\\,",
    "\u202f": "\\,",
    "\u200b": "",
    "‐": "-",
    "‑": "-",
    "‒": "--",
    "–": "--",
    "—": "---",
    "―": "---",
    "‘": "`",
    "’": "'",
    "“": "``",
    "”": "''",
    "−": "$-$",
    "№": "No.",
    "ẞ": "SS",
    "Ș": "{\\c{S}}",
    "ș": "{\\c{s}}",
    "Ț": "{\\c{T}}",
    "ț": "{\\c{t}}",
}
_URL_PREAMBLE = (
    '@preamble{"\\ifx\\url\\undefined'
    "\\def\\url{\\begingroup\\catcode`\\%=12 \\catcode`\\#=12 \\catcode`\\_=12 \\catcode`\\&=12 \\catcode`\\~=12 "
    '\\catcode`\\^=12 \\catcode`\\$=12 \\refurl}\\def\\refurl#1{\\texttt{#1}\\endgroup}\\fi"}\n'
)


def write_bibtex(entries: Sequence[Entry], beside: Iterable[Mapping[str, str]] | None = None) -> Written:
    """The entries as a classic .bib file, and which of their facts it does not hold.

    `beside` are for each entry the BibLaTeX fields beyond it; they stand in the file for styles that know them.
    """
    keys = bib_keys(entry.citekey for entry in entries)
    blocks, warnings = [], []
    more = ({},) * len(entries) if beside is None else beside
    for key, entry, others in zip(keys, entries, more, strict=True):
        kind, fields = classic_fields(entry)
        fields |= _further_fields(others, fields)
        blocks.append(_block(kind, key, fields))
        if told := "; ".join(_warnings(key, entry, kind, fields, others)):
            warnings.append(f"{entry.citekey or 'an entry without a key'}: {told}")
    body = "\n".join(blocks)
    return Written((_URL_PREAMBLE + "\n" if "\\url{" in body else "") + body, tuple(warnings))


def _block(kind: str, key: str, fields: Mapping[str, str]) -> str:
    lines = [f"  {name} = {value}," for name, value in fields.items()]
    return "\n".join([f"@{kind}{{{key},", *lines, "}", ""])


def classic_fields(entry: Entry) -> tuple[str, dict[str, str]]:
    """The type and the fields of an entry, each with its delimiters, since a month is a macro without any."""
    work = entry.work
    kind = type_of(work)
    fields = {
        **_creators(kind, work),
        "title": _title(kind, work.title or ""),
        **{place: _text(field, getattr(work, field) or "") for field, place in _places(kind, work).items()},
        "howpublished": _howpublished(kind, work),
        "note": _note(kind, work),
        "keywords": latex(", ".join(entry.keywords)),
    }
    if fields.get("type") and kind == "phdthesis" and re.fullmatch(r"PhD thesis", work.genre or "", re.IGNORECASE):
        del fields["type"]
    if not (fields.get("author") or fields.get("editor")):
        fields["key"] = latex(work.title or work.container or entry.citekey)
    braced = {name: f"{{{value}}}" for name, value in sound_fields(fields).items() if value}
    dated = braced | _date_fields(work.issued)
    return kind, {name: dated[name] for name in _ORDER if name in dated}


def _further_fields(beside: Mapping[str, str], fields: Mapping[str, str]) -> dict[str, str]:
    """Fields that no classic style prints, those of an eprint under arXiv's names (biblatex manual, 3.14.7)."""
    named = {_NAMES_OF_ARXIV.get(name, name): value for name, value in beside.items()}
    return {
        name: f"{{{_in_ascii(value)}}}"
        for name, value in sound_fields(named).items()
        if name not in fields and name not in _PRINTED
    }


def type_of(work: Work) -> str:
    """The classic entry type. A manuscript without a note, which @unpublished must have, is @misc."""
    if work.type == "thesis":
        return "mastersthesis" if _DEGREE_BELOW.search(work.genre or "") else "phdthesis"
    if work.type == "manuscript":
        return "unpublished" if _note("unpublished", work) else "misc"
    return _TYPES.get(work.type, "misc")


def _places(kind: str, work: Work) -> Mapping[str, str]:
    """Field of Work → classic field. plain.bst wants a series' number beside a series and without a volume."""
    places = {**_PLACES[kind], **_EVERYWHERE}
    if "collection" in places and work.collection and not work.volume:
        places["collection_number"] = "number"
    if kind == "incollection" and work.chapter_number:
        places = {name: place for name, place in places.items() if place != "chapter"} | {"chapter_number": "chapter"}
    if kind == "article" and not work.pages:
        places["number"] = "pages"
    if kind == "inproceedings" and not work.container:
        places["event"] = "booktitle"
    return places


def _creators(kind: str, work: Work) -> dict[str, str]:
    """Authors and editors; of a book the editors only where it has no authors, for plain.bst prints one of the two."""
    takes_both = kind in {"incollection", "inproceedings"}
    editors = work.editors if takes_both or (kind == "book" and not work.authors) else ()
    return {"author": classic_names(work.authors), "editor": classic_names(editors)}


def _title(kind: str, title: str) -> str:
    return latex(title) if kind in _CAPITALS_KEPT else protected(title)


def _text(field: str, value: str) -> str:
    if field == "pages":
        return re.sub(r"[-–]+", "--", latex(value).replace("-{}", "-"))
    return value if field == "doi" else latex(value)


def _howpublished(kind: str, work: Work) -> str:
    """Where a work without a publisher's field came out: its address, or what else the source says of it."""
    if kind not in {"misc", "booklet"}:
        return ""
    said = [latex(value) for name in _PUBLISHED if name not in _PLACES[kind] and (value := getattr(work, name))]
    return ", ".join([*said, *([_url(work.url)] if work.url else [])])


def _note(kind: str, work: Work) -> str:
    """The note, further creators, and what plain.bst has no field for: address and day of the visit."""
    said = [latex(work.note or "").replace("\n\n", " ")]
    if kind == "unpublished":
        said.append(", ".join(latex(value) for name in _PUBLISHED if (value := getattr(work, name))))
    if work.editors and not _creators(kind, work)["editor"]:
        said.append(f"Edited by {_people(work.editors)}")
    if work.translators:
        said.append(f"Translated by {_people(work.translators)}")
    if kind not in {"misc", "booklet"} and work.url:
        said.append(_url(work.url))
    if work.accessed:
        said.append(f"Accessed {_day(work.accessed)}")
    return ". ".join(part.rstrip(".") for part in said if part)


def _people(names: Sequence[Name]) -> str:
    shown = [latex(name.display) for name in names]
    return shown[0] if len(shown) == 1 else f"{', '.join(shown[:-1])} and {shown[-1]}"


def _url(address: str) -> str:
    r"""The address in \url, which takes it as it stands but for braces, spaces and backslashes."""
    safe = functools.reduce(lambda text, sign: text.replace(*sign), _URL_SIGNS, address)
    return f"\\url{{{_TO_ENCODE.sub(_percent, safe)}}}"


_URL_SIGNS = (("{", "%7B"), ("}", "%7D"), (" ", "%20"), ("\\", "%5C"))


def _percent(match: re.Match[str]) -> str:
    """A letter beyond ASCII as an address carries it (RFC 3986, 2.5)."""
    return "".join(f"%{byte:02X}" for byte in match[0].encode("utf-8", "replace"))


# -- dates -------------------------------------------------------------------------------------------------------------


def _date_fields(date: PartialDate | None) -> dict[str, str]:
    """Year and month; the month is BibTeX's macro, with the day joined to it (BibTeXing, 2.2)."""
    if date is None:
        return {}
    end = date.end
    year = _year(date) if end is None or end.year == date.year else f"{_year(date)}--{_year(end)}"
    month = _month(date)
    if month and end is not None and end.year == date.year and _month(end) and end.month != date.month:
        month = f'{month} # "--" # {_month(end)}'
    elif month and date.day and end is None:
        month = f'{month} # "~{date.day}"'
    return {"year": f"{{{year}}}"} | ({"month": month} if month else {})


def _year(date: PartialDate) -> str:
    if date.last_year > date.year:  # a decade or a century
        return f"{date.year}s"
    return str(date.year) if date.year > 0 else f"{1 - date.year} BC"


def _month(date: PartialDate) -> str:
    if date.season:
        return f"{{{_SEASONS[date.season - 1]}}}"
    return _MONTHS[date.month - 1] if date.month else ""


def _day(date: PartialDate) -> str:
    """A day in words, in the note."""
    words = (str(date.day) if date.day else "", _MONTH_NAMES[date.month - 1] if date.month and not date.season else "")
    return "~".join([*(word for word in words if word), _year(date)])


# -- names -------------------------------------------------------------------------------------------------------------


def classic_names(names: Sequence[Name]) -> str:
    """The names as BibTeX parts them; "and others" last."""
    written = [_classic_name(name) for name in names]
    if len(names) > 1 and names[-1] == Name(literal="others"):
        written[-1] = "others"
    return " and ".join(written)


def _classic_name(name: Name) -> str:
    """`particle Family, Suffix, Given`; a body, and a part that BibTeX would cut elsewhere, in braces."""
    if name.is_literal or not (name.family and (name.given or name.suffix)):
        return f"{{{latex(name.display)}}}"
    particle, family = name.particle, name.family
    if particle and not all(word[:1].islower() for word in particle.split(" ")):
        particle, family = "", f"{particle} {family}"
    last = " ".join(part for part in (latex(particle), _kept(family)) if part)
    suffix = [_kept(name.suffix, only_commas=True)] if name.suffix else []
    return ", ".join([last, *suffix, _kept(name.given, only_commas=True) or "{}"])


def _kept(part: str, *, only_commas: bool = False) -> str:
    """A part of a name, braced where BibTeX would take it apart: at commas, at "and", before words in small letters."""
    words = part.split(" ")
    cut = "," in part or "and" in (word.lower() for word in words)
    small = not only_commas and any(word[:1].islower() for word in words)
    return f"{{{latex(part)}}}" if part and (cut or small) else latex(part)


# -- text --------------------------------------------------------------------------------------------------------------


def protected(title: str) -> str:
    """The title with braces around words whose capitals plain.bst would lower."""
    pieces, cursor = [], 0
    for match in _WORD.finditer(title):
        pieces.append(latex(title[cursor : match.start()]))
        word = match[0]
        tail = word[1:] if not title[: match.start()].strip() else word
        pieces.append(f"{{{latex(word)}}}" if tail != tail.lower() else latex(word))
        cursor = match.end()
    return "".join([*pieces, latex(title[cursor:])])


def latex(text: str) -> str:
    """The text as LaTeX in ASCII, as far as TeX's own fonts go."""
    written = latex_of(text)
    return written if written.isascii() else _in_ascii(written)


def _in_ascii(written: str) -> str:
    """LaTeX with TeX's commands for letters beyond ASCII; a letter may come as a base with its accents behind it."""
    return _TO_ENCODE.sub(lambda match: _sign(match[0]), unicodedata.normalize("NFC", written))


@functools.lru_cache(maxsize=4096)
def _sign(char: str) -> str:
    """A letter or sign as TeX writes it, braced so that BibTeX counts it as one; an unknown one as it is."""
    if char in _OWN_SIGNS:
        return _OWN_SIGNS[char]
    if ord(char) > _LAST_LATIN and char not in _ALSO_KNOWN:
        return _built(char)
    written = _encoder()(char)
    return written if written.startswith("{") or written == char else f"{{{written}}}"


def _built(char: str) -> str:
    r"""A Latin letter with its accents, the innermost first, as in `{\'{\^A}}`; itself where TeX has none."""
    parts = unicodedata.normalize("NFD", char)
    base, accents = parts[0], list(parts[1:])
    if not base.isascii() or not base.isalpha() or not all(accent in ACCENTS for accent in accents):
        return char
    if base in "ij" and len(accents) == 1 and unicodedata.combining(accents[0]) == _ABOVE:
        return f"{{\\{ACCENTS[accents[0]]}{{\\{base}}}}}"
    return functools.reduce(lambda inner, accent: f"{{\\{ACCENTS[accent]}{inner}}}", accents, f"{{{base}}}")


@functools.cache
def _encoder() -> Callable[[str], str]:
    from pylatexenc.latexencode import UnicodeToLatexEncoder

    encoder = UnicodeToLatexEncoder(
        non_ascii_only=True,
        replacement_latex_protection="braces-all",
        unknown_char_policy="keep",
        unknown_char_warning=False,
    )
    encode: Callable[[str], str] = encoder.unicode_to_latex
    return encode


# -- what is not held --------------------------------------------------------------------------------------------------


def _warnings(key: str, entry: Entry, kind: str, fields: Mapping[str, str], beside: Mapping[str, str]) -> Iterator[str]:
    if entry.citekey and key != entry.citekey:
        yield f"is written under the key {key}"
    unwritten = [name for name in beside if _NAMES_OF_ARXIV.get(name, name) not in fields or name in _PRINTED]
    if lost := [*_unplaced(kind, entry), *unwritten]:
        yield f"bibtex does not hold: {', '.join(name.replace('_', ' ') for name in lost)}"
    strange = dict.fromkeys(char for value in fields.values() for char in value if not char.isascii())
    if strange:
        yield f"8-bit BibTeX and plain LaTeX cannot print {''.join(strange)[:20]}"


def _unplaced(kind: str, entry: Entry) -> list[str]:
    """The facts that no field tells, nor `howpublished` or `note`."""
    work = entry.work
    placed = {*_places(kind, work), *(_PUBLISHED if kind in _TOLD_IN_NOTE else ())}
    names = (
        "container_authors",
        "printed_title",
        "archive_url",
        "pages",
        "number_of_pages",
        *_PUBLISHED,
        "collection_number",
    )
    lost = [name for name in names if getattr(work, name) and name not in placed]
    lost += ["further addresses"] if len(work.urls) > 1 else []
    lost += ["issued"] if work.issued and _is_simplified(work.issued) else []
    return lost + (["files"] if entry.files else [])


def _is_simplified(date: PartialDate) -> bool:
    """Whether year and month say less: that the date is about, open or partly unknown, or the days of a range."""
    plain = PartialDate(date.year, date.month, date.day, end=date.end)
    end = date.end
    if plain != date or end is None:
        return plain != date
    several_years = end.year != date.year
    return _is_simplified(end) or bool(date.day or end.day) or (several_years and bool(date.month or end.month))
