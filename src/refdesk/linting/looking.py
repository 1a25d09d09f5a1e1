"""Ask every rule of a library: BibFile and Library → findings.

The order is that of the file: first what is wrong with the file itself, then entry by entry, then what the documents
and their citations tell. Nothing is read from disk, and today's date is an argument.
"""

import datetime as dt
import re
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import replace

from refdesk.formats.bibfile import BibFile
from refdesk.formats.inheritance import inherited
from refdesk.linting.catalogue import LOOKING, SURVEYING, severity_of
from refdesk.linting.dates import impossible_dates
from refdesk.linting.findings import Finding, Oddity, Rule
from refdesk.linting.subjects import Overview, Subject, habits_of
from refdesk.model.library import CitationRecord, Library
from refdesk.model.problem import Problem

_PLACE = re.compile(r"(?:Line (\d+): |(\S+) line (\d+) )")
# What people write for a date that is not known yet, or will never be: no slip.
_NO_DATE = re.compile(
    r"(?:in|im|to|under|n|s|o)?[\s.]*(?:press|print|druck|appear|review|forthcoming|submitted|accepted|preparation|"
    r"undated|ongoing|d|J)\.?\Z",
    re.IGNORECASE,
)


def overview_of(
    bibfile: BibFile, library: Library, today: dt.date, distinct: Iterable[tuple[str, str]] = ()
) -> Overview:
    """The entries with a key, each with what is known around it."""
    habits = habits_of(bibfile)
    inheritance = inherited(bibfile)
    told = _told_of_works(library)
    parents = {entry.values["crossref"].casefold() for entry in bibfile.entries if "crossref" in entry.values}
    subjects = tuple(
        Subject(
            entry,
            today,
            habits,
            inheritance.lent.get(place, {}),
            told=frozenset(problem.code for problem in told.get(entry.key, ())),
            is_parent=entry.key.casefold() in parents,
        )
        for place, entry in enumerate(bibfile.entries)
        if entry.key
    )
    # The library may tell them already; a problem told twice is one.
    problems = tuple(dict.fromkeys((*library.problems, *inheritance.problems)))
    return Overview(subjects, replace(library, problems=problems), frozenset(frozenset(pair) for pair in distinct))


def look_over(
    overview: Overview, library_name: str, citations_name: str = "", documents_name: str = ""
) -> tuple[Finding, ...]:
    """Everything odd in a library; the names are those of its file and of its two files of records."""
    surveyed = _surveyed(overview)
    told = _told_of_works(overview.library)
    found = [*_of_file(overview, library_name)]
    for subject in overview.subjects:
        found += (_finding(subject, rule, oddity, library_name) for rule, oddity in look_at(subject))
        found += (_finding(subject, rule, oddity, library_name) for rule, oddity in surveyed.get(id(subject), ()))
        found += _of_work(subject, told.get(subject.key, ()), library_name)
    return (
        *found,
        *_of_documents(overview.library, documents_name),
        *_of_citations(overview.library, citations_name),
    )


def look_at(subject: Subject) -> Iterator[tuple[Rule, Oddity]]:
    """What the rules for a single entry say of it."""
    for rule in LOOKING:
        if rule.look is not None:
            for oddity in rule.look(subject):
                yield rule, oddity


def _surveyed(overview: Overview) -> Mapping[int, list[tuple[Rule, Oddity]]]:
    """What the rules for all entries say, by the identity of the Subject."""
    said: dict[int, list[tuple[Rule, Oddity]]] = {}
    for rule in SURVEYING:
        if rule.survey is not None:
            for subject, oddity in rule.survey(overview):
                said.setdefault(id(subject), []).append((rule, oddity))
    return said


def _finding(subject: Subject, rule: Rule, oddity: Oddity, file: str) -> Finding:
    return Finding(
        where=subject.key,
        code=rule.code,
        message=oddity.message,
        severity=rule.severity,
        file=file,
        line=subject.line_of(oddity.field),
        key=subject.key,
        field=oddity.field,
        entry_line=subject.entry.line,
        fixes=oddity.fixes,
    )


# -- what the rooms that read the files tell ---------------------------------------------------------------------------


def _of_file(overview: Overview, file: str) -> Iterator[Finding]:
    """What is wrong with the library file and the files of records, with the place that the message begins with."""
    by_line = {subject.entry.line: subject for subject in overview.subjects}
    for problem in overview.library.problems:
        place = _PLACE.match(problem.message)
        line = int(place[1] or place[3]) if place else None
        here = place[2] if place and place[2] else file
        subject = by_line.get(line) if line is not None and here == file else None
        if subject is not None and any(is_none(overview, subject, problem) for is_none in _NO_SLIPS):
            continue
        key = subject.key if subject else None
        yield Finding(
            where="library",
            code=problem.code,
            message=problem.message,
            severity=severity_of(problem.code),
            file=here,
            line=line,
            key=key,
        )


def _is_undated(_: Overview, subject: Subject, problem: Problem) -> bool:
    """Whether the date that cannot be read says that there is none yet: "in press", "n.d."."""
    if problem.code != "unreadable-date" or "urldate" in problem.message:
        return False
    values = (subject.values.get(name, "").strip("{} ") for name in ("date", "year"))
    return any(value and _NO_DATE.match(value) for value in values)


def _is_there_for_bibtex(overview: Overview, subject: Subject, problem: Problem) -> bool:
    """Whether a parent that biber does not find is there for BibTeX, which does not tell capitals apart."""
    key = subject.values.get("crossref", "").casefold()
    return problem.code == "unknown-crossref" and not subject.habits.is_biblatex and key in overview.folded_keys


def _is_told_better(_: Overview, subject: Subject, problem: Problem) -> bool:
    """Whether the date that is odd is one of those that no calendar has."""
    if problem.code not in {"odd-date", "unreadable-date"}:
        return False
    return any(f", {oddity.field} '" in problem.message for oddity in impossible_dates(subject))


_NO_SLIPS = (_is_undated, _is_there_for_bibtex, _is_told_better)
"""Questions whose yes means that a problem need not be told."""


def _told_of_works(library: Library) -> Mapping[str, tuple[Problem, ...]]:
    """What the documents' own descriptions of each work have odd about them, each once."""
    told: dict[str, dict[Problem, None]] = {}
    for reference in (reference for document in library.documents for reference in document.references):
        told.setdefault(reference.work, {}).update(dict.fromkeys(reference.problems))
    return {key: tuple(problems) for key, problems in told.items()}


def _of_work(subject: Subject, problems: Collection[Problem], file: str) -> Iterator[Finding]:
    """What the documents tell of a work."""
    told = [(problem.code, problem.message) for problem in problems]
    if subject.is_stub:
        told.append(("stub", "The documents say no more of this work than its label."))
    for code, message in told:
        yield Finding(
            where=subject.key,
            code=code,
            message=message,
            severity=severity_of(code),
            file=file,
            line=subject.entry.line,
            key=subject.key,
        )


def _of_documents(library: Library, file: str) -> Iterator[Finding]:
    for document in library.documents:
        for problem in document.problems:
            yield _of_desk(document.citekey, problem.code, problem.message, file, document.citekey)


def _of_citations(library: Library, file: str) -> Iterator[Finding]:
    for record in library.citations:
        told = _of_citation(record, library)
        if told is not None:
            place = f"{record.document}:{record.start}"
            yield _of_desk(place, told[0], told[1], file, record.document)


def _of_citation(record: CitationRecord, library: Library) -> tuple[str, str] | None:
    """Code and message of what is odd about a cite."""
    if record.status == "ambiguous":
        return "ambiguous", f"{record.text} could mean {' or '.join(record.candidates)}."
    if record.work is None and record.status == "confirmed":
        return None  # a person said that it is no citation
    if record.work is None:
        return "unmatched", f"{record.text} means no entry of the library."
    if library.entry(record.work) is None:
        return "dangling", f"{record.text} means {record.work}, which is no longer in the library."
    return None


def _of_desk(where: str, code: str, message: str, file: str, key: str) -> Finding:
    return Finding(where=where, code=code, message=message, severity=severity_of(code), file=file, key=key)
