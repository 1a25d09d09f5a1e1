"""Ask a desk: entries, citations, contexts.

In: a desk, or the Library read from it, and a question. Out: entries, records, sentences; nothing is changed.
"""

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from refdesk.desk.place import Desk
from refdesk.desk.rekeying import with_current_keys
from refdesk.desk.settings import saved_search
from refdesk.formats.bibfile import BibFile
from refdesk.formats.csl_json import item_of
from refdesk.model.document import Document
from refdesk.model.errors import RefdeskError, unknown
from refdesk.model.library import CitationRecord, DocumentRecord, Entry, Library
from refdesk.model.name import Name
from refdesk.resolving.fitting import fold
from refdesk.store.files import read_bytes
from refdesk.store.journal import recover
from refdesk.store.library_files import read_library


def load_library(desk: Desk) -> Library:
    """Read the desk's library. Raises RefdeskError where there is none, or it cannot be read."""
    refuse_missing(desk)
    return with_current_keys(read_library(desk.library_file, desk.citations_file, desk.documents_file))


def refuse_missing(desk: Desk) -> None:
    """Raise RefdeskError where there is no library. Who is about to lock a desk asks first: a lock leaves a trace."""
    recover(desk.root)  # a crash may have taken the file away
    if not desk.library_file.exists():
        raise desk.no_library


def entry_named(library: Library, citekey: str) -> Entry:
    """The entry with this citekey or alias. Raises RefdeskError (exit code 3) where there is none."""
    entry = library.entry(citekey)
    if entry is None:
        near = _near(citekey, [entry.citekey for entry in library.entries])
        raise unknown(
            "entry", citekey, f"did you mean {' or '.join(near)}?" if near else "refdesk list shows all citekeys"
        )
    return entry


def _near(citekey: str, known: Sequence[str]) -> list[str]:
    """Up to three citekeys that somebody may have meant: those that hold what was typed, else those spelled alike."""
    import difflib

    typed = citekey.casefold()
    holding = [key for key in known if typed and typed in key.casefold()]
    return holding[:3] or difflib.get_close_matches(citekey[:_LONGEST_GUESS], known[:_MOST_GUESSES], 3, 0.75)


# difflib compares letter by letter; beyond these a typing error is not worth the wait.
_MOST_GUESSES = 5000
_LONGEST_GUESS = 80


def document_named(library: Library, citekey: str) -> DocumentRecord:
    """The document with this citekey. Raises RefdeskError (exit code 3) where there is none."""
    entry = library.entry(citekey)
    record = library.document(entry.citekey if entry else citekey)
    if record is None:
        known = ", ".join(document.citekey for document in library.documents[:8])
        raise unknown("document", citekey, f"the documents are {known}" if known else "ingest one first")
    return record


def bibtex_of(desk: Desk, citekey: str, line: int | None = None) -> str:
    """The entry's block as it stands in the library file; `line` tells two blocks of one key apart."""
    bibfile = BibFile.parse(read_bytes(desk.library_file), where=str(desk.library_file))
    return bibfile.entry(citekey, line).raw


def search(library: Library, query: str) -> tuple[Entry, ...]:
    """Entries that fit every term of the query (see docs/settings.md); accents and capitals do not matter."""
    terms = terms_of(query)
    return tuple(entry for entry in library.entries if all(fits(entry, term) for term in terms))


@dataclass(frozen=True, slots=True)
class Term:
    """One term of a query: a text looked for in one `field`, or anywhere (None); `negated` asks for its absence.

    The words of a `phrase` stand side by side; else each may stand anywhere.
    """

    text: str
    field: str | None = None
    phrase: bool = False
    negated: bool = False


_TERM = re.compile(r"(-)?(?:([A-Za-z-]+):)?(?:\"([^\"]*)\"?|(\S+))")


def terms_of(query: str) -> tuple[Term, ...]:
    """The terms of a query: words, "phrases", field:text, each with a - before it for its contrary.

    A word with a colon that names no field is a word like any other, so no query is wrong.
    """
    return tuple(map(_term, _TERM.finditer(query)))


def _term(match: re.Match[str]) -> Term:
    minus, prefix, phrase, word = match.groups()
    field = prefix.casefold() if prefix else None
    if prefix and field not in _FIELDS:
        field, word = None, f"{prefix}:{phrase or word}"
    return Term(word if phrase is None else phrase, field, phrase is not None, bool(minus))


def fits(entry: Entry, term: Term) -> bool:
    """Whether the entry is one that the term asks for."""
    found = _FIELDS[term.field](entry, term) if term.field else _holds(searchable(entry), term)
    return found != term.negated


def _holds(text: str, term: Term) -> bool:
    """Whether a folded text holds the term's words."""
    sought = fold(term.text)
    return sought in text if term.phrase else all(word in text for word in sought.split())


def _has_author(entry: Entry, term: Term) -> bool:
    return _holds(fold(_names(entry)), term)


def _has_title(entry: Entry, term: Term) -> bool:
    return _holds(fold(f"{entry.work.title or ''} {entry.work.printed_title or ''}"), term)


def _has_year(entry: Entry, term: Term) -> bool:
    """`1999..2005` is a span, open where an end is missing; else the year begins with what was typed."""
    year = entry.work.year
    span = re.fullmatch(r"(\d{1,4})?\.\.(\d{1,4})?", term.text)
    if year is None:
        return False
    return int(span[1] or 0) <= year <= int(span[2] or 9999) if span else str(year).startswith(term.text)


def _has_tag(entry: Entry, term: Term) -> bool:
    return fold(term.text) in map(fold, entry.keywords)


def _has_type(entry: Entry, term: Term) -> bool:
    """`type:article` finds `article-journal` as well."""
    sought = term.text.casefold()
    return entry.work.type == sought or entry.work.type.startswith(f"{sought}-")


def _has_key(entry: Entry, term: Term) -> bool:
    sought = term.text.casefold()
    return any(sought in key.casefold() for key in (entry.citekey, *entry.aliases))


def _is_cited_by(entry: Entry, term: Term) -> bool:
    return term.text.casefold() in map(str.casefold, entry.cited_by)


_FIELDS: Mapping[str | None, Callable[[Entry, Term], bool]] = {
    "author": _has_author,
    "title": _has_title,
    "year": _has_year,
    "tag": _has_tag,
    "type": _has_type,
    "key": _has_key,
    "cited-by": _is_cited_by,
}


def with_saved(desk: Desk, query: str) -> str:
    """The query with each word `@NAME` replaced by the search saved under that name.

    Raises RefdeskError (exit code 3) for a name under which none is saved.
    """
    words = [saved_search(desk, word[1:]) if re.match(r"@.", word) else word for word in query.split(" ")]
    return " ".join(words)


def searchable(entry: Entry) -> str:
    """Everything of an entry in which plain words are looked for, folded; who cites it is asked with `cited-by:`."""
    work = entry.work
    fields = (
        entry.citekey,
        _names(entry),
        work.title,
        work.printed_title,
        str(work.year or ""),
        work.container,
        work.publisher,
        work.genre,
        work.event,
        work.collection,
        work.place,
        work.number,
        work.doi,
        work.isbn,
        work.issn,
        work.note,
        work.abstract,
    )
    return fold(" ".join((*(field or "" for field in fields), *work.urls, *entry.keywords, *entry.aliases)))


def _names(entry: Entry) -> str:
    work = entry.work
    return " ".join(name.display for name in (*work.authors, *work.editors, *work.translators))


def item_object(entry: Entry, library: Library) -> dict[str, Any]:
    """The entry as a CSL-JSON item with what the desk knows of it under `custom.refdesk`."""
    return item_of(entry, library)


def author_text(entry: Entry) -> str:
    """The creators in short: "Sayed & Hamming", "Jadoon et al."; the site of an unsigned work in brackets."""
    names = [name for name in entry.work.creators if name.literal != "others"]
    labels = [_short(name) for name in names]
    match labels:
        case []:
            site = entry.work.container or entry.work.publisher
            return f"[{site}]" if site else ""
        case [one] if len(names) < len(entry.work.creators):
            return f"{one} et al."
        case [one]:
            return one
        case [one, two]:
            return f"{one} & {two}"
    return f"{labels[0]} et al."


def _short(name: Name) -> str:
    return name.label


@dataclass(frozen=True, slots=True)
class Context:
    """The sentence around a mark: `before`, `mark` and `after`; `problem` says why there is none."""

    record: CitationRecord
    before: str = ""
    mark: str = ""
    after: str = ""
    problem: str = ""


def contexts(desk: Desk, library: Library, citekey: str) -> tuple[Context, ...]:
    """The sentence around each mark that cites the entry, read from the documents themselves."""
    records = library.citations_of(entry_named(library, citekey).citekey)
    texts: dict[str, _Text | str] = {}
    for record in records:
        if record.document not in texts:
            texts[record.document] = _open(desk, library.document(record.document))
    return tuple(_context(record, texts[record.document]) for record in records)


@dataclass(frozen=True, slots=True)
class _Text:
    """A document's text as it stands, and flat with its notes blanked out."""

    text: str
    flat: str


def _open(desk: Desk, record: DocumentRecord | None) -> "_Text | str":
    """The text of the document, or a sentence that says why it cannot be shown."""
    from refdesk.reading.layout import Layout
    from refdesk.reading.notes import find_notes

    if record is None:
        return "the document is not recorded in documents.jsonl; ingest it again"
    try:
        document = read_recorded(desk, record)
    except RefdeskError as error:
        return str(error)
    layout = Layout(document.text)
    flat = list(layout.flat)
    for note in find_notes(layout):
        flat[note.start : note.end] = " " * (note.end - note.start)
    return _Text(document.text, "".join(flat))


def read_recorded(desk: Desk, record: DocumentRecord) -> Document:
    """The document as it was ingested. Raises RefdeskError where its file is gone or has changed since."""
    from refdesk.documents.text import read_text

    path = desk.root / Path(record.path)
    if not path.is_file():
        raise RefdeskError(
            "the document is not there any more",
            where=record.path,
            remedy="put it back, or ingest it again from its new place",
        )
    data = read_bytes(path)
    if hashlib.sha256(data).hexdigest() != record.sha256:
        raise RefdeskError(
            "the document has changed since it was ingested", where=record.path, remedy="ingest it again"
        )
    return read_text(data, record.path)


def _context(record: CitationRecord, text: "_Text | str") -> Context:
    if isinstance(text, str):
        return Context(record, problem=text)
    from refdesk.reading.sentences import sentence_around

    start, end = sentence_around(text.flat, record.start, record.end)
    return Context(
        record,
        before=_squeezed(text.flat[start : record.start]).lstrip(),
        mark=_squeezed(text.text[record.start : record.end]),
        after=_squeezed(text.flat[record.end : end]).rstrip(),
    )


def _squeezed(text: str) -> str:
    return re.sub(r"\s+", " ", text)


def place_text(record: CitationRecord) -> str:
    """Where in a document a cite stands, for people: "note 34, p. 336", or the mark."""
    place = f"note {record.note}" if record.note else record.text
    if record.locator and _hyphened(record.locator) not in _hyphened(place):
        return f"{place}, {_locator_text(record.label or 'page', record.locator)}"
    return place


def _locator_text(label: str, locator: str) -> str:
    """A locator as people write it: "p. 4", "pp. 4-9", "chapter 3"."""
    if label != "page":
        return f"{label} {locator}"
    return f"{'pp.' if re.search('[-–,&]', locator) else 'p.'} {locator}"


def _hyphened(text: str) -> str:
    return text.replace("–", "-")


def citations(library: Library, document: str | None = None, work: str | None = None) -> Iterator[CitationRecord]:
    """Citation records of one document, one work, or all. Raises RefdeskError for an unknown name."""
    wanted_document = document_named(library, document).citekey if document else None
    wanted_work = entry_named(library, work).citekey if work else None
    for record in library.citations:
        if wanted_document in {None, record.document} and (
            wanted_work is None or record.work == wanted_work or wanted_work in record.candidates
        ):
            yield record


def citation_object(record: CitationRecord) -> dict[str, Any]:
    """A citation record as JSON (see docs/commands.md, `refdesk citations`)."""
    names = ("document", "start", "end", "text", "kind", "note", "locator", "label", "prefix", "suffix", "work")
    return {
        **{name: getattr(record, name) for name in names},
        "candidates": list(record.candidates),
        "status": record.status,
        "author": record.author,
        "year": record.year,
        "quoted_in": record.quoted_in,
        "confidence": record.confidence,
        "review": record.review,
        "reason": record.reason,
    }
