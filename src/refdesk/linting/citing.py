"""Does `citedby` say what the desk's records say? Library → the entries where it does not, with what to write."""

from collections.abc import Iterator

from refdesk.linting.findings import Fix, Oddity
from refdesk.linting.subjects import Overview, Subject, items


def cited_by_at_odds(overview: Overview) -> Iterator[tuple[Subject, Oddity]]:
    """Entries whose `citedby` lacks a document that cites them, or names one of the desk's that does not.

    Names of documents that the desk has not read are their owner's, and stay, as do those of which the records say
    nothing: they may be lost.
    """
    citing = overview.library.citing
    known = set().union(*citing.values())
    # A line that cannot be read may be the one that says so: then a person must look.
    whole = all(problem.code != "broken-record" for problem in overview.library.problems)
    for subject in _first_of_each_key(overview):
        named = [_current(overview, key) for key in items(subject.values.get("citedby", ""))]
        right = sorted(citing.get(subject.key, set()) | (set(named) - known))
        if set(right) != set(named):
            fixes = _fixes(subject, right) if whole else ()
            yield subject, Oddity(_sentence(set(named), set(right)), "citedby", fixes)


def _current(overview: Overview, key: str) -> str:
    """The key that the document with this older one has now."""
    claimants = () if key in overview.keys else overview.aliases.get(key, ())
    return claimants[0].key if claimants else key


def _first_of_each_key(overview: Overview) -> Iterator[Subject]:
    """Of two entries with one key the first, which the records speak of."""
    seen: set[str] = set()
    for subject in overview.subjects:
        if subject.key not in seen:
            seen.add(subject.key)
            yield subject


def _sentence(named: set[str], right: set[str]) -> str:
    told = [f"lacks {', '.join(sorted(right - named))}"] if right - named else []
    told += [f"names {', '.join(sorted(named - right))}, which does not cite it"] if named - right else []
    return f"citedby {' and '.join(told)}."


def _fixes(subject: Subject, right: list[str]) -> tuple[Fix, ...]:
    value = ", ".join(right) or None
    return subject.mended("citedby", value) if "citedby" in subject.values else subject.added("citedby", value or "")
