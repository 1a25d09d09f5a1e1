"""Lists that are wrapped flush left without a blank line between entries, as print is read from most PDFs.

In: the lines of such a list and where entries may begin. Out: where they do begin. A line that ends with a full stop
need not end an entry ("… des Menschen." above "Über die Seele …"); what the heads of this list look like tells.
"""

import re
from collections.abc import Sequence
from itertools import pairwise

from refdesk.reading.likeness import is_dated, is_inverted

_YEAR = r"(?:1[4-9]|20)\d\d"
# Beck, Ulrich (1986) · Sen, Amartya. 1970. Collective
_HEAD_DATE = re.compile(
    rf"\(\s?(?:{_YEAR}|n\.\s?d\.|s\.\s?[fda]\.|o\.\s?J\.|in press|forthcoming|im Druck|en prensa|à paraître)|"
    rf"(?<=[.”\"])\s{_YEAR}[a-z]?\.\s",
    re.IGNORECASE,
)
# R. (2007). Grit · https://… · [doi:…](…) · Accessed 2 Nov. 2021.
_REST = re.compile(
    r"(?:[A-Z]\.[\s-]?){1,3}\(|[\[<]{0,2}(?:doi:|https?://|www\.)|"
    r"(?:[Aa]ccessed|[Rr]etrieved|[Aa]vailable|[Aa]bgerufen|[Zz]ugriff|[Cc]onsultado|[Dd]isponible|[Dd]isponível|[Cc]onsulté)\b"
)
_IMPRINT = re.compile(
    rf"[^\W\d_a-z][\w’' -]{{1,30}}(?:\s?,\s[A-Z]\w{{1,4}}\s?\.?)?\s?:\s(?:[A-Z]\.\s?){{0,3}}[^:(*_“”\".]{{2,60}}?"
    rf"(?:,\s{_YEAR})?\s?\.?\s{{0,9}}"
)
"""Place and publisher alone: "Cambridge, MA: Harvard University Press."."""

_DASHES = ("—", "--", "___", "–––")
_ORIGINAL = re.compile(r"\(Original work published[^()]{1,20}\)")
_LONGEST_HEAD = 250
_FEWEST = 3


def heads_of(lines: Sequence[str], starts: Sequence[int]) -> list[int]:
    """Those of `starts` at which an entry begins.

    Where most entries have the date after the names, what has none there, and no family name, goes on with the entry
    above; where most begin with a family name, what does not goes on if it, or all above it, lacks a date. A list of
    fewer than three such heads tells nothing.
    """
    bare = bool(_REST.match(lines[0]))  # a list of addresses
    kept = [starts[0], *(at for at in starts[1:] if bare or not _is_rest(lines, at))]
    kept = _without_imprints(kept, _entries(lines, kept))
    entries = _entries(lines, kept)
    if _most([_has_head_date(entry) for entry in entries]):
        return [at for at, entry in zip(kept, entries, strict=True) if at == kept[0] or _is_head(entry)]
    return _between_dates(kept, entries) if _most([is_inverted(entry) for entry in entries]) else kept


def _entries(lines: Sequence[str], starts: Sequence[int]) -> list[str]:
    return [" ".join(lines[start:end]) for start, end in pairwise([*starts, len(lines)])]


def _is_rest(lines: Sequence[str], at: int) -> bool:
    """Whether a line begins as the later lines of entries do, or as the journal after a quoted title."""
    quoted = lines[at - 1].rstrip().endswith(("”", '"')) and lines[at].startswith(("*", "_"))
    return quoted or bool(_REST.match(lines[at]))


def _without_imprints(starts: Sequence[int], entries: Sequence[str]) -> list[int]:
    """The starts but those of place and publisher; not where most entries are such ("Luhmann: Soziale Systeme")."""
    imprints = [bool(_IMPRINT.fullmatch(entry)) for entry in entries]
    if sum(imprints) * 2 > len(entries):
        return list(starts)
    return [starts[0], *(at for at, imprint in zip(starts[1:], imprints[1:], strict=True) if not imprint)]


def _most(signs: Sequence[bool]) -> bool:
    return sum(signs) >= _FEWEST and sum(signs) * 3 >= 2 * len(signs)


def _has_head_date(entry: str) -> bool:
    return bool(_HEAD_DATE.search(entry[:_LONGEST_HEAD]))


def _is_head(entry: str) -> bool:
    """Whether an entry has its date where the others have it, a dash for its author, or a family name and any date."""
    dash = entry.startswith(_DASHES)
    return dash or _has_head_date(entry) or (is_inverted(entry) and is_dated(_ORIGINAL.sub(" ", entry)))


def _between_dates(starts: Sequence[int], entries: Sequence[str]) -> list[int]:
    """The starts of a list whose entries begin with family names and hold a date anywhere."""
    kept, dated = [starts[0]], is_dated(entries[0])
    for start, entry in zip(starts[1:], entries[1:], strict=True):
        if is_inverted(entry) or entry.startswith(_DASHES) or (dated and is_dated(entry)):
            kept.append(start)
            dated = is_dated(entry)
        else:
            dated = dated or is_dated(entry)
    return kept
