"""Citations in notes, and the works that the notes describe.

In: the text, its notes and the references of its list. Out: References for full descriptions, Citations at the
marks of the notes that cite, and problems. A note that is a mere comment or an affiliation cites nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import islice

from refdesk.model.citation import Citation, CitationKind, Cite, Note, Reference
from refdesk.model.problem import Problem
from refdesk.parsing.cites import LOCATOR, dated_cite, families, is_label, locator_label, tidy_locator
from refdesk.parsing.dates import YEAR
from refdesk.parsing.references import ParsedReference, describes_work, parse_reference
from refdesk.resolving.fitting import MOST_CANDIDATES, Shelf, fold, labels

_LONGEST_NOTE = 20_000
"""Characters read of one note; the longest discursive notes of law reviews have a tenth of that."""

_MOST_PARTS = 100

_LABEL = re.compile(r"\s*(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\[\^[^\]\s]{1,60}\]:|\[?\d{1,4}(?:[\].)]|(?=\s)))\s*")
_TO_END = rf"(?:,?\s*(?:at\s+)?{LOCATOR})?\s*\.?$"
_AUTHOR = r"(?P<author>[^\W\d_a-z][\w’'. &-]{1,80}?)"

# Ibid. · Ibid., 45 · Ebd., S. 12
_IBID = re.compile(rf"\b(?:ibid|ibidem|id|ebd|ebenda)\b\.?{_TO_END}", re.IGNORECASE)

# Lepore, “The Cobweb,” 35 · Ostrom, *Governing the Commons*, 91–102
_SHORT = re.compile(
    r"(?P<author>[^\W\d_a-z][^,“”\"*\d]{1,80}?),\s+"
    r"(?:[“\"](?P<quoted>[^“”\"]{3,120}?)[,.]?[”\"]|[*_](?P<italic>[^*_]{3,120}?),?[*_])" + _TO_END
)

# Nye, op. cit., 4
_OP_CIT = re.compile(rf"{_AUTHOR},?\s+(?i:op\.?\s*cit|loc\.?\s*cit|a\.\s?a\.\s?O)\.?{_TO_END}")

# Nye, supra note 3, at 45
_SUPRA = re.compile(rf"{_AUTHOR},?\s+(?i:supra|above)\s+(?:note|n\.)\s*(?P<note>\d{{1,4}}){_TO_END}")

# Nye 1990, 4 · Nye (1990), p. 4
_AUTHOR_YEAR = re.compile(
    rf"(?P<author>[^\W\d_a-z][^\d“”\"*()]{{1,80}}?),?\s+(?P<bracket>\()?(?P<year>{YEAR}[a-z]?)\)?(?:[,:]\s*{LOCATOR})?\s*\.?$"
)

# Ostrom, 91–102
_AUTHOR_ALONE = re.compile(rf"(?P<author>[^\W\d_a-z][^,\d“”\"*()]{{1,60}}?),\s+{LOCATOR}\s*\.?$")

# See also · For an overview, see · quoted in
_LEAD = re.compile(
    r"(?P<lead>(?:(?:(?:for|on)\s[^.;“\"]{1,60}?,?\s+)?(?:but\s+)?see(?:\s+also|,?\s+e\.g\.,?|,?\s+for\s+(?:example|instance),?)?|"
    r"cf\.|compare|for\s+example,?|e\.g\.,?|vgl\.|siehe|(?:as\s+)?(?:quoted|cited)\s+in),?:?\s+)+",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"\b(?:quoted|cited)\b", re.IGNORECASE)

# “…,” 101; see also X · *The Footnote*, 233. See also X · “…,” 101, quoted in X
_JOINT = re.compile(
    r";\s{1,9}(?=\S)|(?<=[.”\"’)>])\s{1,9}(?=(?:See|Cf\.|For\s|On\s|Compare)\s?)|"
    r"[,.]?\s{1,9}(?=(?:as\s{1,9})?(?:quoted|cited)\s{1,9}in\s)",
    re.IGNORECASE,
)

# (New York: Penguin, 2018), 45
_NOTE_LOCATOR = re.compile(
    r",\s*(?:pp?\.\s*)?(?P<locator>\d+(?:[–-]\d+)?)\s*\.?$|\),\s*(?P<after>\d+(?:[–-]\d+)?)\s*\.?$"
)
_BLANK_LINE = re.compile(r"\r?\n[ \t]{0,80}\r?\n")
_WITH_PAGES = frozenset({"book", "report", "chapter"})
"""Types whose description in a note ends with the page cited; that of an article ends with the pages it fills."""


@dataclass(frozen=True, slots=True)
class Noted:
    """What the notes hold."""

    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]


def cite_notes(text: str, notes: Sequence[Note], listed: Sequence[Reference]) -> Noted:
    """Read every note in order; short forms mean works that an earlier note or the list describes."""
    reading = _Reading(Shelf({reference.id: reference.work for reference in listed}))
    citations, problems = [], []
    for note in notes:
        cites, kind = reading.read(text, note)
        if cites:
            citations.append(_citation(text, note, cites, kind))
        if cites and note.mark is None:
            message = f"Note {note.label} cites a work, but its mark was not found in the text."
            problems.append(Problem("note-without-mark", message, note.start, note.end))
    return Noted(tuple(reading.references), tuple(citations), tuple(problems))


def _citation(text: str, note: Note, cites: tuple[Cite, ...], kind: CitationKind) -> Citation:
    """A citation at the note's mark, or, where that was not found, at the number before its text."""
    label = _LABEL.match(text, note.start)
    start, end = note.mark or (note.start, label.end() if label else note.end)
    mark = text[start:end].rstrip()
    return Citation(id="", start=start, end=start + len(mark), text=mark, kind=kind, cites=cites, note=note.label)


@dataclass(frozen=True, slots=True)
class _Part:
    """One source of a note: its words without what leads to it, and where they begin in the text."""

    start: int
    words: str
    lead: str | None
    note: str

    @property
    def plain(self) -> str:
        """The words with single blanks."""
        return " ".join(self.words.split())


@dataclass(slots=True)
class _Reading:
    """What is known after the notes read so far: works, the cites of each note, and those of the last that cited."""

    shelf: Shelf
    references: list[Reference] = field(default_factory=list)
    by_note: dict[str, tuple[Cite, ...]] = field(default_factory=dict)
    last: tuple[Cite, ...] = ()

    def read(self, text: str, note: Note) -> tuple[tuple[Cite, ...], CitationKind]:
        """The cites of a note and its kind: that of its first source."""
        found: list[Cite] = []
        kind: CitationKind = "note"
        for part in _parts(text, note):
            cites, part_kind = self._cites(part)
            kind = kind if found else part_kind
            found += [_led(cite, part.lead) for cite in cites]
            self.last = tuple(found) or self.last
        if found:
            self.by_note[note.label] = tuple(found)
        return tuple(found), kind

    def _cites(self, part: _Part) -> tuple[Sequence[Cite], CitationKind]:
        """One source of a note: ibid., a short form of a known work, or a full description."""
        if match := _IBID.match(part.plain):
            return _again(match, self.last[-1:]), "ibid"
        if match := _SUPRA.match(part.plain):
            return _again(match, self._by(match["author"], self.by_note.get(match["note"], ()))), "short-note"
        if cite := self._short_cite(part.plain):
            return [cite], "short-note"
        parsed = parse_reference(part.words) if describes_work(part.words) else None
        return ([self._described(part, parsed)] if parsed else []), "note"

    def _by(self, author: str, cites: Sequence[Cite]) -> list[Cite]:
        """Those of a note's cites whose work is by the author that a later note names; all, if there is but one."""
        if len(cites) <= 1:
            return list(cites)
        return [cite for cite in cites if fold(author) in self._labels(cite)]

    def _labels(self, cite: Cite) -> frozenset[str]:
        works = [self.shelf.works[key] for key in cite.references]
        return frozenset().union(*(labels(name) for work in works for name in work.creators[:1]))

    def _short_cite(self, words: str) -> Cite | None:
        """A short form, if a known work fits it, or if it says enough to be one without."""
        cite, is_telling = _short_form(words)
        if cite is None:
            return None
        keys = self.shelf.fitting(cite)
        return replace(cite, references=keys[:MOST_CANDIDATES]) if keys or is_telling else None

    def _described(self, part: _Part, parsed: ParsedReference) -> Cite:
        """Keep the work that a note describes in full, and cite it."""
        reference = Reference(
            id=f"n{len(self.references) + 1}",
            start=part.start,
            end=part.start + len(part.words.rstrip()),
            raw=part.words.strip(),
            where="note",
            note=part.note,
            work=parsed.work,
            label=parsed.year_suffix or None,
            confidence=parsed.confidence,
            fields=parsed.fields,
            problems=parsed.problems,
        )
        self.references.append(reference)
        self.shelf.add(reference.id, reference.work)
        locator = _page_at_end(part.plain) if parsed.work.type in _WITH_PAGES and not parsed.work.pages else None
        return Cite(references=(reference.id,), locator=locator, label="page" if locator else None)


def _parts(text: str, note: Note) -> Iterator[_Part]:
    """The sources of a note, cut where a new one begins; a semicolon within one description stays."""
    label = _LABEL.match(text, note.start)
    at = label.end() if label else note.start
    end = min(note.end, at + _LONGEST_NOTE)
    joints = list(islice(_JOINT.finditer(text, at, end), _MOST_PARTS))
    ends = [*(joint.start() for joint in joints[1:]), end]
    for joint, following in zip(joints, ends, strict=False):
        before, after = text[at : joint.start()], text[joint.end() : following]
        if _is_source(after) and (_LEAD.match(after) or _is_source(before)):
            yield _part(before, at, note.label)
            at = joint.end()
    yield _part(text[at:end], at, note.label)


def _part(words: str, start: int, label: str) -> _Part:
    lead = _LEAD.match(words)
    offset = lead.end() if lead else len(words) - len(words.lstrip())
    bare = _without_comment(words[offset:])
    return _Part(start + offset, bare, lead["lead"].strip(" ,:") if lead else None, label)


def _without_comment(words: str) -> str:
    """The first paragraph of a source, where that is one by itself; what follows it is the author's comment."""
    first = _BLANK_LINE.split(words, maxsplit=1)[0]
    return first if first != words and _is_source(first) else words


def _is_source(words: str) -> bool:
    lead = _LEAD.match(words.lstrip())
    plain = " ".join((words.lstrip()[lead.end() :] if lead else words).split())
    return describes_work(plain) or any(
        pattern.match(plain) for pattern in (_IBID, _SHORT, _OP_CIT, _SUPRA, _AUTHOR_YEAR)
    )


def _led(cite: Cite, lead: str | None) -> Cite:
    return replace(cite, prefix=lead, quoted_in=bool(_QUOTED.search(lead))) if lead else cite


def _again(match: re.Match[str], cites: Sequence[Cite]) -> list[Cite]:
    locator, label = _located(match)
    return [replace(cite, locator=locator, label=label, prefix=None, quoted_in=False) for cite in cites]


def _short_form(words: str) -> tuple[Cite | None, bool]:
    """A short form, and whether it names a work well enough alone: by a title, or by a year and a page."""
    if match := _SHORT.match(words):
        return _short(match, match["quoted"] or match["italic"]), is_label(match["author"])
    if match := _OP_CIT.match(words):
        return _short(match), False
    if match := _AUTHOR_YEAR.match(words):
        cite = dated_cite(match["author"], match["year"], locator=match["locator"], label=match["label"])
        return cite, is_label(match["author"]) and bool(match["bracket"] or match["locator"])
    if match := _AUTHOR_ALONE.match(words):
        return _short(match), False
    return None, False


def _short(match: re.Match[str], title: str | None = None) -> Cite:
    author = match["author"].strip()
    locator, label = _located(match)
    return Cite(author=author, families=families(author), title=title, locator=locator, label=label)


def _located(match: re.Match[str]) -> tuple[str | None, str | None]:
    """Locator and its label as CSL names them, if the short form has one."""
    return (tidy_locator(match["locator"]), locator_label(match["label"])) if match["locator"] else (None, None)


def _page_at_end(words: str) -> str | None:
    """The page at the end of a note for a book: "(New York: Penguin, 2018), 45."."""
    match = _NOTE_LOCATOR.search(words[-40:])
    found = (match["after"] or match["locator"]) if match else None
    return tidy_locator(found) if found and not re.fullmatch(YEAR, found) else None
