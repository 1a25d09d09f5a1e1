"""What the library keeps of a cite and of a reference.

In: Citations and References as found in a document, and what was decided of them. Out: records, and from a record
the cite again, as far as it was kept.
"""

import hashlib
import re
from dataclasses import replace

from refdesk.model.citation import AtOdds, Citation, Cite, Reference
from refdesk.model.library import CitationRecord, ReferenceRecord
from refdesk.model.resolution import Ambiguous, Resolution, Resolved
from refdesk.parsing.cites import families
from refdesk.resolving.fitting import fold

OWN_REFERENCE = "described in the same document"
OWN_SEVERAL = "several works described in the same document fit"
OWN_AT_ODDS = {
    "year": f"{OWN_REFERENCE}, though the year is another",
    "spelling": f"{OWN_REFERENCE}, though the name is spelt otherwise",
    "authors": f"{OWN_REFERENCE}, though the authors are not the same",
}
"""By what is at odds between a cite and the one reference that it was given all the same."""

ONLY_FIT = "the only work of the library with this author and year"
SEVERAL_FIT = "several works have this author and year"
NO_FIT = "no described work has this author and year"
NAMED_ONLY = "named in running text only"
REMOVED = "its entry was removed by hand"
AS_DECIDED = "as was decided for the same words elsewhere in the document"
ACCEPTED = "accepted in review"
PICKED = "picked in review"
OWN_WORK = "a work of its own, decided in review"
NONE_OF_THESE = "none of the works that fit, decided in review"
NO_CITATION = "no citation, decided in review"
TWO_WORKS = "two works, decided in review"

LITTLE_CONFIDENCE = 0.5
"""A field below this is named among the doubtful ones."""

_ET_AL = re.compile(r"\bet\.? al\b|\band others\b")


def citation_record(document: str, citation: Citation, cite: Cite) -> CitationRecord:
    """The record of one cite, before it is resolved."""
    return CitationRecord(
        document=document,
        start=citation.start,
        end=citation.end,
        text=citation.text,
        kind=citation.kind,
        note=citation.note,
        author=cite.author,
        year=cite.year,
        date=cite.date,
        title=None if cite.attributed else cite.title,
        locator=cite.locator,
        label=cite.label,
        prefix=cite.prefix,
        suffix=cite.suffix,
        quoted_in=cite.quoted_in,
        confidence=citation.confidence,
    )


def cite_of(record: CitationRecord, title: str | None = None) -> Cite:
    """The cite of a record, as far as it was kept; `title` is that of its stub, for records that keep none."""
    author = record.author or ""
    return Cite(
        author=author,
        families=families(author),
        et_al=bool(_ET_AL.search(author)),
        title=record.title or title,
        year=record.year,
        date=record.date,
    )


def resolved(record: CitationRecord, found: Resolution) -> CitationRecord | None:
    """The record with the one work of the library that fits, or the several; None where none does."""
    match found:
        case Resolved(key):
            return replace(record, work=key, candidates=(), status="resolved", reason=ONLY_FIT, review=False)
        case Ambiguous(keys):
            return replace(record, work=None, candidates=keys, status="ambiguous", reason=SEVERAL_FIT, review=True)
        case _:
            return None


def is_own(record: CitationRecord) -> bool:
    """Whether its own document describes what the cite means, or may mean."""
    return record.reason in {OWN_REFERENCE, OWN_SEVERAL, *OWN_AT_ODDS.values()}


def resolved_within(record: CitationRecord, keys: tuple[str, ...], at_odds: AtOdds | None = None) -> CitationRecord:
    """The record with the works that its own document describes and that fit; one at least."""
    surely = OWN_AT_ODDS[at_odds] if at_odds else record.reason if record.work and is_own(record) else OWN_REFERENCE
    reason = surely if len(keys) == 1 else OWN_SEVERAL
    found: Resolution = Resolved(keys[0]) if len(keys) == 1 else Ambiguous(keys)
    return replace(resolved(record, found) or record, reason=reason)


def stubbed(record: CitationRecord, citekey: str | None, *, attributed: bool) -> CitationRecord:
    """The record with its stub, or with None where a person deleted that."""
    reason = NAMED_ONLY if attributed else NO_FIT
    return replace(
        record,
        work=citekey,
        candidates=(),
        status="unmatched",
        reason=reason if citekey else REMOVED,
        review=attributed,
    )


def reference_record(
    reference: Reference, citekey: str, before: ReferenceRecord | None = None, reason: str = ""
) -> ReferenceRecord:
    """The record of a reference and the entry it became.

    `before` is its record of an earlier reading, whose decision and reason stay; `reason` that of this reading.
    """
    return ReferenceRecord(
        start=reference.start,
        end=reference.end,
        where=reference.where,
        note=reference.note,
        work=citekey,
        fingerprint=fingerprint(reference.raw),
        confidence=reference.confidence,
        problems=reference.problems,
        status=before.status if before else "read",
        reason=before.reason if before else reason,
        doubtful=", ".join(sorted({name for name, sure in reference.fields if sure < LITTLE_CONFIDENCE})),
    )


def fingerprint(raw: str) -> str:
    """A hash of the letters and digits of a printed reference, so that it is known again where its layout changed."""
    return hashlib.sha256(fold(raw).encode("utf-8", "surrogatepass")).hexdigest()[:16]
