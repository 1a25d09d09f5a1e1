"""Citations in notes, and the works that the notes describe.

In: the text, its notes and the references of its list. Out: References for full descriptions, Citations at the
marks of the notes that cite, and problems. A note that is a mere comment or an affiliation cites nothing.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from refdesk.model.citation import Citation, CitationKind, Cite, Note, Reference
from refdesk.model.problem import Problem
from refdesk.parsing.cites import LOCATOR, dated_cite, families, locator_label, tidy_locator
from refdesk.parsing.dates import YEAR
from refdesk.parsing.references import describes_work, parse_reference
from refdesk.resolving.fitting import fits, fits_title

_LABEL = re.compile(r"^\s*[⁰¹²³⁴⁵⁶⁷⁸⁹]+\s*")
_IBID = re.compile(
    rf"(?:see\s+)?\b(?:ibid|ibidem|id|ebd|ebenda)\b\.?(?:,?\s*(?:at\s+)?{LOCATOR})?\s*\.?$", re.IGNORECASE
)
_SHORT = re.compile(
    rf"(?P<author>[A-ZÀ-Þ][^,“”\"*\d]{{1,80}}?),\s+(?:[“\"](?P<quoted>[^“”\"]{{3,120}}?)[,.]?[”\"]|[*_](?P<italic>[^*_]{{3,120}})[*_])(?:,?\s*{LOCATOR})?\s*\.?$",
    re.IGNORECASE,
)
_OP_CIT = re.compile(
    rf"(?P<author>[A-ZÀ-Þ][\w’' -]{{1,60}}?),?\s+(?:op\.?\s*cit|loc\.?\s*cit)\.?(?:,?\s*{LOCATOR})?\s*\.?$",
    re.IGNORECASE,
)
_SUPRA = re.compile(
    rf"(?P<author>[A-ZÀ-Þ][\w’' -]{{1,60}}?),?\s+(?:supra|above)\s+(?:note|n\.)\s*(?P<note>\d+)(?:,?\s*(?:at\s+)?{LOCATOR})?\s*\.?$",
    re.IGNORECASE,
)
_AUTHOR_YEAR = re.compile(
    rf"(?P<author>[A-ZÀ-Þ][^\d“”\"*()]{{1,80}}?),?\s+\(?(?P<year>{YEAR}[a-z]?)\)?(?:[,:]\s*{LOCATOR})?\s*\.?$",
    re.IGNORECASE,
)
_LEAD = re.compile(
    r"^(?P<lead>(?:see|see also|cf\.|but see|compare|for example|e\.g\.|quoted in|cited in|as quoted in|as cited in)[,:]?\s+)+",
    re.IGNORECASE,
)
_PARTS = re.compile(r";\s+(?=(?:see|cf\.|and|quoted|cited|[A-ZÀ-Þ“\"*_]))", re.IGNORECASE)
_NOTE_LOCATOR = re.compile(
    rf",\s*(?:pp?\.\s*)?(?P<locator>\d+(?:[–-]\d+)?)\s*\.?$|\),\s*(?P<after>\d+(?:[–-]\d+)?)\s*\.?$"
)


@dataclass(slots=True)
class Noted:
    """What the notes hold."""

    references: list[Reference] = field(default_factory=list)
    citations: list[Citation] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)


def cite_notes(text: str, notes: Sequence[Note], listed: Sequence[Reference]) -> Noted:
    """Read every note in order; short forms mean works that an earlier note or the list describes."""
    noted = Noted()
    by_note: dict[str, tuple[Cite, ...]] = {}
    last: tuple[Cite, ...] = ()
    for note in notes:
        cites, kind = _cites(text, note, noted, listed, last, by_note)
        if not cites:
            continue
        last = by_note[note.label] = cites
        noted.citations.append(_citation(text, note, cites, kind))
        if note.mark is None:
            message = f"Note {note.label} cites a work, but its mark was not found in the text."
            noted.problems.append(Problem("note-without-mark", message, note.start, note.end))
    return noted


def _citation(text: str, note: Note, cites: tuple[Cite, ...], kind: CitationKind) -> Citation:
    start, end = note.mark or (note.start, note.start + len(note.label))
    return Citation(id="", start=start, end=end, text=text[start:end], kind=kind, cites=cites, note=note.label)


def _cites(
    text: str,
    note: Note,
    noted: Noted,
    listed: Sequence[Reference],
    last: tuple[Cite, ...],
    by_note: dict[str, tuple[Cite, ...]],
) -> tuple[tuple[Cite, ...], CitationKind]:
    """The cites of a note and its kind: that of its first part."""
    body = _LABEL.sub("", text[note.start : note.end])
    found: list[Cite] = []
    kind: CitationKind = "note"
    offset = note.end - len(body)
    for start, part in _parts(body):
        lead = _LEAD.match(part)
        words = part[lead.end() :] if lead else part
        cites, part_kind = _part(words, note, offset + start, noted, listed, tuple(found) or last, by_note)
        if cites and not found:
            kind = part_kind
        found += [_with_prefix(cite, lead["lead"].strip() if lead else None) for cite in cites]
    return tuple(found), kind


def _parts(body: str) -> Iterable[tuple[int, str]]:
    """The note cut at semicolons before a new source; a semicolon within one description stays."""
    at = 0
    for match in _PARTS.finditer(body):
        before, after = body[at : match.start()], body[match.end() :]
        if (describes_work(before) or _is_short(before)) and (describes_work(after) or _is_short(after)):
            yield at, before
            at = match.end()
    yield at, body[at:]


def _is_short(part: str) -> bool:
    words = _LEAD.sub("", part.strip())
    return any(pattern.match(words) for pattern in (_IBID, _SHORT, _OP_CIT, _SUPRA, _AUTHOR_YEAR))


def _part(
    words: str,
    note: Note,
    start: int,
    noted: Noted,
    listed: Sequence[Reference],
    last: tuple[Cite, ...],
    by_note: dict[str, tuple[Cite, ...]],
) -> tuple[list[Cite], CitationKind]:
    """One source of a note: ibid., a short form of a known work, or a full description."""
    stripped = " ".join(words.split())
    known = [*listed, *noted.references]
    if match := _IBID.match(stripped):
        return _again(match, last[-1:]), "ibid"
    if match := _SUPRA.match(stripped):
        return _again(match, by_note.get(match["note"], ())[:1]), "short-note"
    if cite := _short_cite(stripped, known):
        return [cite], "short-note"
    if not describes_work(words):
        return [], "note"
    parsed = parse_reference(_without_comment(words))
    if parsed is None:
        return [], "note"
    reference = Reference(
        id=f"n{len(noted.references) + 1}",
        start=start,
        end=start + len(words.rstrip()),
        raw=words.strip(),
        where="note",
        note=note.label,
        work=parsed.work,
        confidence=parsed.confidence,
        fields=parsed.fields,
        problems=parsed.problems,
    )
    noted.references.append(reference)
    locator = (
        _locator(stripped) if parsed.work.type in {"book", "report", "chapter"} and not parsed.work.pages else None
    )
    return [Cite(references=(reference.id,), locator=locator, label="page" if locator else None)], "note"


def _again(match: re.Match[str], cites: tuple[Cite, ...]) -> list[Cite]:
    locator = tidy_locator(match["locator"]) if match["locator"] else None
    return [
        replace(cite, locator=locator, label=locator_label(match["label"]) if locator else None, prefix=None)
        for cite in cites
    ]


def _short_cite(words: str, known: Sequence[Reference]) -> Cite | None:
    """A short form, if a known reference fits it: "Afzal, “Terrorism,” 12", "Nye, op. cit., 4", "Nye 1990, 4"."""
    match = _SHORT.match(words)
    if match:
        cite = _short(match, title=match["quoted"] or match["italic"])
    elif match := _OP_CIT.match(words):
        cite = _short(match)
    elif match := _AUTHOR_YEAR.match(words):
        cite = dated_cite(match["author"], match["year"], locator=match["locator"], label=match["label"])
    else:
        return None
    keys = tuple(reference.id for reference in known if fits(reference.work, cite) or _fits_main_title(reference, cite))
    return replace(cite, references=keys) if keys else None


def _short(match: re.Match[str], title: str | None = None) -> Cite:
    author = match["author"].strip()
    locator = tidy_locator(match["locator"]) if match["locator"] else None
    label = locator_label(match["label"]) if locator else None
    return Cite(author=author, families=families(author), title=title, locator=locator, label=label)


def _fits_main_title(reference: Reference, cite: Cite) -> bool:
    """A short title may drop the article of the full one: "Politics" for "The Politics of Peace"."""
    title = re.sub(r"^(?:the|an?)\s+", "", reference.work.title or "", flags=re.IGNORECASE)
    work = replace(reference.work, title=title)
    short = cite.title or ""
    return (
        bool(short)
        and fits(work, replace(cite, title=None))
        and (fits_title(work, short) or title.casefold().startswith(short.casefold()))
    )


def _without_comment(words: str) -> str:
    """The description without a sentence of comment after its address or closing bracket."""
    return words.strip()


def _locator(words: str) -> str | None:
    """The page at the end of a note for a book: "(New York: Penguin, 2018), 45."."""
    match = _NOTE_LOCATOR.search(words)
    found = (match["after"] or match["locator"]) if match else None
    return tidy_locator(found) if found and not re.fullmatch(YEAR, found) else None


def _with_prefix(cite: Cite, prefix: str | None) -> Cite:
    if prefix is None:
        return cite
    return replace(cite, prefix=prefix, quoted_in=bool(re.search(r"\b(?:quoted|cited)\b", prefix, re.IGNORECASE)))
