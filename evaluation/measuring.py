"""Where an extraction and a ledger agree, as counts, and where they do not, as misses that have a name.

In: a Ledger and the Extraction of its document. Out: a Measured. A work is found where a reference covers more than
half of a place that describes it; a citation where the marks overlap. Each is found once; what is left over is false.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TypeVar

from evaluation.comparing import FIELDS, fields_of, same
from evaluation.ledgers import CitationFact, Ledger, Span, WorkFact
from refdesk.formats.csl_json import csl_of
from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.document import Extraction

LONGEST_MARK = 200
"""A mark over half the text would overlap everything."""

_T = TypeVar("_T")
_U = TypeVar("_U")
_Works = frozenset[str]


@dataclass(frozen=True, slots=True, order=True)
class Miss:
    """One disagreement: an id that stays the same from run to run, and a detail for people."""

    id: str
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Measured:
    """The counts of one document or of several, and the misses.

    Of works, citations, links and each field: `gold`, `found`, `right`; of works also `whole`, with no field wrong.
    """

    counts: Counter[str]
    misses: tuple[Miss, ...] = ()

    def __add__(self, other: "Measured") -> "Measured":
        """Both together."""
        return Measured(self.counts + other.counts, self.misses + other.misses)


def measure(ledger: Ledger, extraction: Extraction) -> Measured:
    """Compare what was found in a document with what is there."""
    works = _paired(ledger.works, extraction.references, _work_overlap)
    names = {reference.id: work.id for work, reference in works}
    marks = _paired(ledger.citations, extraction.citations, _mark_overlap)
    return _measured_works(ledger, extraction, works) + _measured_citations(ledger, extraction, marks, names)


def _paired(facts: Sequence[_T], found: Sequence[_U], overlap: Callable[[_T, _U], float]) -> list[tuple[_T, _U]]:
    """Facts and finds that stand at one place, the best fits first, each of both once."""
    fits = [(overlap(fact, one), -at, -to) for at, fact in enumerate(facts) for to, one in enumerate(found)]
    pairs: dict[int, int] = {}
    for fit, at, to in sorted(fits, reverse=True):
        if fit and -at not in pairs and -to not in pairs.values():
            pairs[-at] = -to
    return [(facts[at], found[to]) for at, to in sorted(pairs.items())]


def _work_overlap(work: WorkFact, reference: Reference) -> float:
    """How far the reference covers the best of the work's places, less for what it holds beside it."""
    return max(_overlap(place, (reference.start, reference.end), 0.5) for place in work.places)


def _mark_overlap(fact: CitationFact, citation: Citation) -> float:
    if citation.end - citation.start > LONGEST_MARK:
        return 0
    return _overlap(fact.span, (citation.start, citation.end), 0)


def _overlap(fact: Span, found: Span, least: float) -> float:
    shared = min(fact[1], found[1]) - max(fact[0], found[0])
    if shared <= least * (fact[1] - fact[0]):
        return 0
    return shared / (max(fact[1], found[1]) - min(fact[0], found[0]))


# --- works ---


def _measured_works(ledger: Ledger, extraction: Extraction, pairs: Sequence[tuple[WorkFact, Reference]]) -> Measured:
    matched = {work.id for work, _ in pairs}
    known = {reference.id for _, reference in pairs}
    misses = [Miss(f"work {work.id} lost", work.begins) for work in ledger.works if work.id not in matched]
    misses += [
        Miss(f"work at {reference.start} false", " ".join(reference.raw.split()))
        for reference in extraction.references
        if reference.id not in known
    ]
    wrong = [list(_field_misses(*pair)) for pair in pairs]
    types = [Miss(f"work {w.id} type", f"{r.work.type}, not {w.type}") for w, r in pairs if not _same_type(w, r)]
    counts = {
        "works gold": len(ledger.works),
        "works found": len(extraction.references),
        "works right": len(pairs),
        "works whole": wrong.count([]),
    }
    counted = Counter(counts) + sum((_counted_fields(*pair) for pair in pairs), Counter())
    counted.update(f"{field} gold" for work in ledger.works if work.id not in matched for field in work.fields)
    return Measured(counted, _named(ledger, [*misses, *(miss for one in wrong for miss in one), *types]))


def _read_fields(work: WorkFact, reference: Reference) -> Iterator[tuple[str, str, tuple[str, ...], bool]]:
    """Each field with its value, the answers that are right, and whether it is one of them."""
    found = fields_of(csl_of(reference.work))
    for field in FIELDS:
        value, answers = found.get(field, ""), (work.fields.get(field, ""), *work.also.get(field, ()))
        yield field, value, answers, any(same(field, value, answer) for answer in answers)


def _field_misses(work: WorkFact, reference: Reference) -> Iterator[Miss]:
    for field, value, answers, is_right in _read_fields(work, reference):
        if not is_right:
            yield Miss(f"work {work.id} {field}", f"{value!r}, not {answers[0]!r}")


def _counted_fields(work: WorkFact, reference: Reference) -> Counter[str]:
    """How many fields are printed, given and right; one that may be left out counts where it is given."""
    counts: Counter[str] = Counter()
    for field, value, answers, is_right in _read_fields(work, reference):
        counts[f"{field} gold"] += bool(value if is_right else answers[0])
        counts[f"{field} found"] += bool(value)
        counts[f"{field} right"] += bool(value and is_right)
    return counts


def _same_type(work: WorkFact, reference: Reference) -> bool:
    return reference.work.type in {work.type, *work.also.get("type", ())}


# --- citations and links ---


def _measured_citations(
    ledger: Ledger,
    extraction: Extraction,
    pairs: Sequence[tuple[CitationFact, Citation]],
    names: Mapping[str, str],
) -> Measured:
    firm = [fact for fact in ledger.citations if not fact.optional]
    right = [fact for fact, _ in pairs if not fact.optional]
    lost = [fact for fact in firm if fact not in right]
    known = {citation.id for _, citation in pairs}
    false = [citation for citation in extraction.citations if citation.id not in known]
    counts = {
        "citations gold": len(firm),
        "citations found": len(right) + len(false),
        "citations right": len(right),
        "links gold": sum(len(_meant(fact)) for fact in firm),
        "links found": sum(len(_claimed(citation, names, frozenset())) for citation in false),
    }
    misses = [Miss(f"citation {fact.at} lost", repr(fact.mark)) for fact in lost]
    misses += [Miss(f"citation {citation.start} false", repr(citation.text)) for citation in false]
    measured = Measured(Counter(counts), _named(ledger, misses))
    return sum((_measured_pair(ledger, *pair, names) for pair in pairs), measured)


def _measured_pair(ledger: Ledger, fact: CitationFact, citation: Citation, names: Mapping[str, str]) -> Measured:
    meant = _meant(fact)
    claimed = _claimed(citation, names, frozenset(meant))
    right = claimed & meant
    found = claimed - meant if fact.optional else claimed
    counts = {"links found": found.total(), "links right": 0 if fact.optional else right.total()}
    misses = [] if fact.optional else [*_link_misses(fact, meant - claimed, claimed - meant), *_how(fact, citation)]
    located = [] if fact.optional else _locator_misses(fact, citation, names)
    return Measured(Counter(counts), _named(ledger, [*misses, *located]))


def _meant(fact: CitationFact) -> Counter[_Works]:
    return Counter(cite.works for cite in fact.cites if cite.works)


def _claimed(citation: Citation, names: Mapping[str, str], meant: frozenset[_Works]) -> Counter[_Works]:
    """The works that the cites are tied to. Doubt is no claim, unless the ledger doubts in the same way."""
    works = (_works(cite, names) for cite in citation.cites)
    return Counter(one for one in works if len(one) == 1 or (one and one in meant))


def _works(cite: Cite, names: Mapping[str, str]) -> _Works:
    """The ledger's works that a cite points at; a reference that is none of them stands as it is called."""
    return frozenset(names.get(key, f"?{key}") for key in cite.references)


def _link_misses(fact: CitationFact, lost: Counter[_Works], false: Counter[_Works]) -> Iterator[Miss]:
    for works in lost:
        yield Miss(f"citation {fact.at} link to {_shown(works)} lost", repr(fact.mark))
    for works in false:
        yield Miss(f"citation {fact.at} link to {_shown(works)} false", repr(fact.mark))


def _shown(works: Iterable[str]) -> str:
    return " or ".join(sorted(works))


def _how(fact: CitationFact, citation: Citation) -> Iterator[Miss]:
    """Kind and edges of a mark; where the words of an attribution begin and end is taste."""
    if not _same_kind(fact, citation):
        yield Miss(f"citation {fact.at} kind", f"{fact.mark!r} is {fact.kind}, not {citation.kind}")
    if fact.kind != "attributed" and (citation.start, citation.end) != fact.span:
        yield Miss(f"citation {fact.at} place", f"{fact.mark!r} was cut as {citation.text!r}")


def _same_kind(fact: CitationFact, citation: Citation) -> bool:
    """A page alone in a bracket, "(247)", whose author the sentence names, may be of either kind."""
    loose = {"parenthetical", "narrative"} if not any(char.isalpha() for char in fact.mark) else set()
    return citation.kind == fact.kind or {citation.kind, fact.kind} == loose


def _locator_misses(fact: CitationFact, citation: Citation, names: Mapping[str, str]) -> Iterator[Miss]:
    """Locator and `quoted_in` of each cite that leads to the work it means."""
    found = {_works(cite, names): cite for cite in citation.cites}
    for meant in fact.cites:
        cite = found.get(meant.works) if meant.works else None
        if cite is None:
            continue
        if not any(same("pages", cite.locator or "", locator) for locator in meant.locators):
            yield Miss(f"citation {fact.at} locator", f"{fact.mark!r}: {cite.locator}, not {meant.locators[0] or None}")
        if cite.quoted_in != meant.quoted_in:
            yield Miss(f"citation {fact.at} quoted in", f"{fact.mark!r}: {cite.quoted_in}, not {meant.quoted_in}")


def _named(ledger: Ledger, misses: Iterable[Miss]) -> tuple[Miss, ...]:
    return tuple(Miss(f"{ledger.name} {miss.id}", miss.detail) for miss in misses)
