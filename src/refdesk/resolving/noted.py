"""Citations in notes, and the works that the notes describe.

In: the text, its notes and the references of its list. Out: References for full descriptions, Citations at the
marks of the notes that cite, and problems. A note that is a mere comment or an affiliation cites nothing.
"""

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from refdesk.model.citation import Citation, CitationKind, Cite, Note, Reference
from refdesk.model.problem import Problem
from refdesk.model.work import Work
from refdesk.parsing.cites import LOCATOR, families, locator_label, tidy_locator
from refdesk.parsing.dates import YEAR
from refdesk.parsing.fields import read_segments
from refdesk.parsing.labelling import label_reference
from refdesk.parsing.references import MOST_CHARACTERS, ParsedReference, parse_reference
from refdesk.reading.notes import words_start
from refdesk.resolving.fitting import MOST_CANDIDATES, Shelf, fold, labels
from refdesk.resolving.listed_works import ListedWorks
from refdesk.resolving.note_forms import Pointer, read_ibid, read_pointer, read_short_form, same_author
from refdesk.resolving.note_parts import Part, describes, note_parts
from refdesk.resolving.note_words import plain

# (New York: Penguin, 2018), 45 · Neuwied 1962, S. 45 f. · (New York: Simon, 1996), ch. 7
_AT_END = re.compile(rf"(?:,|(?<=\d{{4}}\)))\s(?!{YEAR}\b|(?i:vol|no|bd)){LOCATOR}\s?\.?$")
# 93, no. 3 (1988): 553–571, esp. 570 · S. 360–394, hier S. 362
_HERE = re.compile(
    rf",?\s(?:at|esp\.|especially|particularly|here|hier|insb\.|bes\.|ici|aquí|qui)\s{LOCATOR}(?=\s?\.?$|\.?\s[\[<]?(?:doi|https?:))"
)
# 85 Harv. L. Rev. 1089, 1116 (1972) · How Neighbors Settle Disputes 52–64 (1991)
_PINPOINT = re.compile(
    r"(?:(?<=\d),|(?<=[a-z])(?=\s\d{1,4}[–-]))\s(?P<locator>\d{1,5}(?:[–-]\d{1,5})?)"
    r"(?=\s\((?:[^()]{1,40}\s)?(?:1[4-9]|20)\d\d\)\.?$)"
)
# 18 (2015): 239–259, pp. 240–243
_IN_RANGE = re.compile(
    rf"(?:(?<=[–-]\d)|(?<=[–-]\d\d)|(?<=[–-]\d{{3}})|(?<=[–-]\d{{4}})),\s(?=pp?\.){LOCATOR}"
    r"(?=\s?\.?$|,?\s[\[<]?(?:doi|https?:))"
)
# p. 60, https://doi.org/10.3133/mcs2023 (accessed 2 May 2023).
_ADDRESS_END = re.compile(r",?\s<?(?:https?://|doi:\s?)\S{3,300}(?:\s\([^()]{3,60}\))?[\s.]{0,3}$")
# American Economic Review 100 (2010): 273.
_ONE_PAGE = re.compile(r":\s?(?P<locator>\d{1,4}(?:[–-]\d{1,4})?)\s?\.?$")
# Stigma: Notes on the Management of Spoiled Identity (Englewood Cliffs: …
_UNMARKED_TITLE = re.compile(r"\A[^*_“\"„«()]{3,200}(?=\s\()")
_FEW_PAGES = 1
_MOST_PAGES_CITED = 9
_LONGEST_END = 60
_LONGEST_TAIL = 300
_LONGEST_ADDRESS = 400
_NEAR = 40
"""A part that names author and date within so many characters describes nothing: "See Mann (1984, p. 189) on …"."""

_WHOLE = frozenset({"book", "report", "thesis"})
"""Types whose description in a note ends with the page cited; that of an article ends with the pages it fills."""
_WITH_PAGES = _WHOLE | {"chapter"}


@dataclass(frozen=True, slots=True)
class Noted:
    """What the notes hold."""

    references: tuple[Reference, ...]
    citations: tuple[Citation, ...]
    problems: tuple[Problem, ...]


def cite_notes(text: str, notes: Sequence[Note], listed: Sequence[Reference], dated: Sequence[Citation] = ()) -> Noted:
    """Read every note in order; short forms mean works that an earlier note or the list describes.

    "See below, note 12" means what that note cites when all are read. `dated` are the citations by author and date
    that stand within notes ("For luck see Mann (1986)") and mean items of the list.
    """
    shelf = Shelf({reference.id: reference.work for reference in listed})
    reading = _Reading(shelf, ListedWorks(listed), dated)
    read = [(note, *reading.read(text, note)) for note in notes]
    citations, problems = [], []
    for note, found, kind in read:
        cites = tuple(cite for one in found for cite in reading.settled(one))
        if cites:
            citations.append(_citation(text, note, cites, kind))
        if cites and note.mark is None:
            message = f"Note {note.label} cites a work, but its mark was not found in the text."
            problems.append(Problem("note-without-mark", message, note.start, note.end))
    return Noted(tuple(reading.references), tuple(citations), (*problems, *reading.unread))


def _citation(text: str, note: Note, cites: tuple[Cite, ...], kind: CitationKind) -> Citation:
    """A citation at the note's mark, or, where that was not found, at the number before its text."""
    label = words_start(text, note)
    start, end = note.mark or (note.start, label if label > note.start else note.end)
    mark = text[start:end].rstrip()
    return Citation(id="", start=start, end=start + len(mark), text=mark, kind=kind, cites=cites, note=note.label)


@dataclass(frozen=True, slots=True)
class _Later:
    """A pointer to a note that is not read yet, and the words before it."""

    pointer: Pointer
    lead: str | None


@dataclass(slots=True)
class _Reading:
    """What is known after the notes read so far: works, the cites of each note, and those of the last that cited."""

    shelf: Shelf
    listed: ListedWorks
    dated: Sequence[Citation]
    references: list[Reference] = field(default_factory=list)
    by_note: dict[str, tuple[Cite, ...]] = field(default_factory=dict)
    by_author: dict[str, list[str]] = field(default_factory=dict)
    printed: dict[str, list[tuple[str, str]]] = field(default_factory=dict)
    last: tuple[Cite, ...] = ()
    unread: list[Problem] = field(default_factory=list)

    def read(self, text: str, note: Note) -> tuple[tuple[Cite | _Later, ...], CitationKind]:
        """The cites of a note and its kind: that of its first source."""
        found: list[Cite | _Later] = []
        kind: CitationKind = "note"
        known: tuple[Cite, ...] = ()
        parts = tuple(note_parts(text, note))
        ends = [*(part.start for part in parts[1:]), note.end]
        for part, end in zip(parts, ends, strict=True):
            cites, part_kind = self._cites(part, self._dated_in(part, end))
            kind = kind if found else part_kind
            found += [_led(cite, part) if isinstance(cite, Cite) else cite for cite in cites]
            known = tuple(cite for cite in found if isinstance(cite, Cite))
            self.last = known or (() if _is_lost(part) else self.last)
        if known:
            self.by_note[note.label] = known
        return tuple(found), kind

    def settled(self, found: "Cite | _Later") -> Sequence[Cite]:
        """A cite as it is; for a pointer to a later note what that cites, now that all notes are read."""
        if isinstance(found, Cite):
            return [found]
        pointed = self._pointed(found.pointer)
        return [replace(cite, prefix=found.lead) for cite in pointed] if found.lead else pointed

    def _cites(self, part: Part, dated: Sequence[Citation]) -> tuple[Sequence[Cite | _Later], CitationKind]:
        """One source of a note and those that it names by author and date; the first that has a form tells the kind."""
        begins_dated = bool(dated) and dated[0].start - part.start <= _NEAR
        formed = self._by_form(part)
        described = None
        is_full = self.listed.described(part.plain) is not None or (not begins_dated and describes(part.plain))
        if formed is None and is_full:
            described = self._described(part, part.words)
        found, kind = formed or (([described], "note") if described else ([], "note"))
        known = {cite.references for cite in found if isinstance(cite, Cite)}
        more = dict.fromkeys(cite for citation in dated for cite in citation.cites if cite.references not in known)
        return [*found, *more], "short-note" if more and not found else kind

    def _dated_in(self, part: Part, end: int) -> Sequence[Citation]:
        """The citations by author and date between the beginning of a part and that of the next."""
        first = bisect_left(self.dated, part.start, key=_start)
        return self.dated[first : bisect_left(self.dated, end, lo=first, key=_start)]

    def _by_form(self, part: Part) -> tuple[Sequence[Cite | _Later], CitationKind] | None:
        """What a part means by its form: ibid., a pointer, another work of the same author, a short form; else None."""
        if ibid := read_ibid(part.plain):
            return _again(self.last[-1:], ibid.locator, ibid.label), "ibid"
        if pointer := read_pointer(part.plain, led=part.lead is not None):
            return [_Later(pointer, part.lead)] if pointer.forward else self._pointed(pointer), "short-note"
        if rest := same_author(part.plain):
            return self._by_same_author(part, rest)
        if self.listed.described(part.plain):
            return None
        cite = self._short_cite(part.plain)
        return ([cite], "short-note") if cite else None

    def _pointed(self, pointer: Pointer) -> list[Cite]:
        cites = self._by(pointer.author, self.by_note.get(pointer.note, ()))
        return _again(cites, pointer.locator, pointer.label)

    def _by(self, author: str | None, cites: Sequence[Cite]) -> list[Cite]:
        """Those of a note's cites whose work is by the author that a later note names; all, if there is but one."""
        if len(cites) <= 1 or author is None:
            return list(cites)
        return [cite for cite in cites if self._labels(cite) & {fold(author), *map(fold, families(author)[:1])}]

    def _labels(self, cite: Cite) -> frozenset[str]:
        works = [self.shelf.works[key] for key in cite.references]
        return frozenset().union(*(labels(name) for work in works for name in work.creators[:1]))

    def _by_same_author(self, part: Part, rest: str) -> tuple[Sequence[Cite], CitationKind]:
        """A work of the author cited last, who is not named again: "Idem, *Systems of Survival* (1992), 5"."""
        author = self._last_author()
        if author is None:
            return [], "note"
        if cite := self._short_cite(f"{author}, {rest}"):
            return [cite], "short-note"
        printed = f"{author}, " + _UNMARKED_TITLE.sub(r"*\g<0>*", rest)
        described = self._described(part, printed) if describes(printed) else None
        return ([described] if described else []), "note"

    def _last_author(self) -> str | None:
        """The printed label of the author cited last, or the names of the one work that the cite means."""
        if not self.last:
            return None
        works = [self.shelf.works[key] for key in self.last[-1].references[:1]]
        names = [
            " ".join(part for part in (name.given, name.label) if part) for work in works for name in work.creators
        ]
        return " and ".join(names) or self.last[-1].author

    def _short_cite(self, words: str) -> Cite | None:
        """A short form, if a known work fits it, or if it says enough to be one without."""
        form = read_short_form(words)
        if form is None:
            return None
        keys = self.shelf.fitting(form.cite) or self._with_words(form.cite) or self._as_printed(form.cite)
        return replace(form.cite, references=keys[:MOST_CANDIDATES]) if keys or form.is_telling else None

    def _with_words(self, cite: Cite) -> tuple[str, ...]:
        """Works of the author whose titles hold all words of a short title, which need not be the first of them.

        A work of the notes counts where its first author is so called: it may have been read with a name too many.
        """
        if cite.author is None or cite.year is not None:
            return ()
        asked = set(fold(cite.title or "").split())
        keys = self.shelf.fitting(replace(cite, title=None)) or tuple(self.by_author.get(fold(cite.author), ()))
        return tuple(key for key in keys if asked <= set(fold(self.shelf.works[key].title or "").split()))

    def _as_printed(self, cite: Cite) -> tuple[str, ...]:
        """Descriptions in notes that begin with the author as printed and hold the short title, however they were read.

        The names of bodies have commas and "and" in them: "UN Women, Preventing Conflict, Transforming Justice, …".
        """
        author, title = fold(cite.author or ""), fold(cite.title or "")
        near = self.printed.get(author.partition(" ")[0], ()) if author and title else ()
        return tuple(key for key, raw in near if raw.startswith(f"{author} ") and f" {title} " in f"{raw} ")

    def _described(self, part: Part, printed: str) -> Cite | None:
        """Keep the work that a note describes in full, and cite it; the page at its end is the cite's."""
        here = _set_apart(printed)
        if listed := self.listed.described(plain(printed)):
            return _located(Cite(references=(listed,)), here or _cited_page(plain(printed), self.shelf.works[listed]))
        parsed = _parsed(printed[: here.start()] + printed[here.end() :] if here else printed)
        if parsed is None:
            message = f"Note {part.note} seems to describe a work that could not be read."
            self.unread.append(Problem("unread-reference", message, part.start, part.start + len(part.words)))
            return None
        place = here or _cited_page(plain(printed), parsed.work)
        cite = Cite(references=(f"n{len(self.references) + 1}",))
        cited = place is not None and not here and _are_pages(parsed.work.pages, place["locator"])
        self._keep(part, parsed, pages_are_cited=cited)
        return _located(cite, place)

    def _keep(self, part: Part, parsed: ParsedReference, *, pages_are_cited: bool) -> None:
        work = replace(parsed.work, pages=None) if pages_are_cited else parsed.work
        reference = Reference(
            id=f"n{len(self.references) + 1}",
            start=part.start,
            end=part.start + len(part.words.rstrip()),
            raw=part.words.strip(),
            where="note",
            note=part.note,
            work=work,
            label=parsed.year_suffix or None,
            confidence=parsed.confidence,
            fields=tuple(entry for entry in parsed.fields if not (pages_are_cited and entry[0] == "pages")),
            spans=tuple(span for span in parsed.spans if not (pages_are_cited and span[0] == "pages")),
            problems=parsed.problems,
        )
        self.references.append(reference)
        self.shelf.add(reference.id, reference.work)
        for name in work.creators[:1]:
            self.by_author.setdefault(fold(name.label), []).append(reference.id)
        printed = fold(reference.raw)
        self.printed.setdefault(printed.partition(" ")[0], []).append((reference.id, printed))


def _start(citation: Citation) -> int:
    return citation.start


def _is_lost(part: Part) -> bool:
    """Whether a part cites something that could not be told, so that a later "ibid." means no work known either."""
    return read_ibid(part.plain) is None and read_short_form(part.plain) is not None


def _set_apart(printed: str) -> re.Match[str] | None:
    """The page cited where the pages of the work stand beside it: "553–571, esp. 570", "1089, 1116 (1972)"."""
    at = max(0, len(printed) - _LONGEST_TAIL)
    return _HERE.search(printed, at) or _IN_RANGE.search(printed, at) or _PINPOINT.search(printed, at)


def _parsed(printed: str) -> ParsedReference | None:
    """The description as a reference; its form has proved already that it is one, whatever its words say."""
    line = " ".join(printed[:MOST_CHARACTERS].split())
    return parse_reference(printed) or read_segments(line, label_reference(line))


def _led(cite: Cite, part: Part) -> Cite:
    return replace(cite, prefix=part.lead, quoted_in=part.is_quoted_in) if part.lead else cite


def _again(cites: Sequence[Cite], locator: str | None, label: str | None) -> list[Cite]:
    return [replace(cite, locator=locator, label=label, prefix=None, quoted_in=False) for cite in cites]


def _cited_page(words: str, work: Work) -> re.Match[str] | None:
    """The page that a note cites: any after a book's description, one or two after that of an article or chapter."""
    address = _ADDRESS_END.search(words, max(0, len(words) - _LONGEST_ADDRESS))
    tail = words[: address.start() if address else len(words)][-_LONGEST_END:].rstrip(" .")
    match = _AT_END.search(tail) or (None if work.type in _WITH_PAGES else _ONE_PAGE.search(tail))
    if match is None:
        return None
    pages = _page_count(match["locator"])
    if work.type in _WHOLE:
        return match
    most = _MOST_PAGES_CITED if work.type in _WITH_PAGES else _FEW_PAGES
    return match if pages is not None and pages <= most else None


def _are_pages(pages: str | None, locator: str) -> bool:
    """Whether what was read as the pages of the work is the page cited, or a part of it."""
    numbers, cited = (re.findall(r"\w+", printed or "") for printed in (pages, locator))
    return numbers[: len(cited)] == cited[: len(numbers)]


def _located(cite: Cite, place: re.Match[str] | None) -> Cite:
    return replace(cite, locator=tidy_locator(place["locator"]), label=_label_of(place)) if place else cite


def _page_count(locator: str) -> int | None:
    """How many pages lie between the ends of a range, None for what is no number of a page."""
    ends = re.findall(r"\d+", locator)
    if not ends or len(ends) > 2:
        return None
    first, last = ends[0], ends[-1]
    return int(first[: max(0, len(first) - len(last))] + last) - int(first)


def _label_of(match: re.Match[str]) -> str:
    return locator_label(match["label"] if "label" in match.re.groupindex else None)
