"""How sure is it that two descriptions are of one work, and why not?

In: two Works. Out: whether identity is beyond doubt, a sentence on what leaves doubt, or whether one may be the other
corrected. `grouping` decides what is joined; this says how firm that ground is.
"""

from dataclasses import replace

from rapidfuzz import fuzz

from refdesk.model.work import Work
from refdesk.resolving.fitting import fold, labels
from refdesk.resolving.grouping import block_keys, bond

_CORRECTED_TITLE = 85
"""Ratio of rapidfuzz from which a title is another one corrected, where creator and year are the same."""


def is_surely(one: Work, other: Work) -> bool:
    """Whether a DOI, or title, first creator and year together, say that the two are one."""
    return bond(one, other) is not None and not ground_of_joining(one, other) and _is_telling(one, other)


def _is_telling(one: Work, other: Work) -> bool:
    """Whether what agrees is enough to be sure: nothing does not agree with nothing."""
    return _same_doi(one, other) or (one.year is not None and bool(one.creators))


def ground_of_joining(one: Work, other: Work) -> str:
    """What leaves doubt that two works are one, as words that follow "joined though"; empty where there is none."""
    if _same_doi(one, other):
        return ""
    doubts = (_doubt_of_title(one, other), _doubt_of_creators(one, other), _doubt_of_year(one, other))
    told = " and ".join(doubt for doubt in doubts if doubt)
    return f"joined though {told}" if told else ""


def _same_doi(one: Work, other: Work) -> bool:
    dois = [{key for key in block_keys(work) if key[0] == "doi"} for work in (one, other)]
    return not dois[0].isdisjoint(dois[1])


def _doubt_of_title(one: Work, other: Work) -> str:
    mine, theirs = fold(one.title or ""), fold(other.title or "")
    if not mine or not theirs:
        return "one has no title"
    return "" if mine == theirs else "the titles differ"


def _doubt_of_creators(one: Work, other: Work) -> str:
    if not one.creators and not other.creators:
        return "" if _share_address(one, other) else "neither names an author"
    if not one.creators or not other.creators:
        return "one names no author"
    return "" if labels(one.creators[0]) & labels(other.creators[0]) else "the authors differ"


def _share_address(one: Work, other: Work) -> bool:
    urls = [{key for key in block_keys(work) if key[0] == "url"} for work in (one, other)]
    return not urls[0].isdisjoint(urls[1])


def _doubt_of_year(one: Work, other: Work) -> str:
    if one.year == other.year:
        return ""
    return "one has no year" if one.year is None or other.year is None else "the years differ"


def standing(work: Work) -> str:
    """Under which word a description stands in a list, whatever else is corrected in it."""
    if work.creators:
        return fold(work.creators[0].label)
    return f"title {fold(work.title or '').partition(' ')[0]}"


def near_enough(one: Work, other: Work) -> bool:
    """Whether one description may be the other, corrected: no identifier or volume stands against it."""
    if bond(one, other):
        return True
    titles = fold(one.title or ""), fold(other.title or "")
    if not all(titles) or not _agree_but_for_print(one, other):
        return False
    return fuzz.ratio(*titles) >= _CORRECTED_TITLE


def _agree_but_for_print(one: Work, other: Work) -> bool:
    """Whether the two would be one if their titles were equal: volume, edition, identifiers and numbers agree."""
    if one.year != other.year or _numbers(one) != _numbers(other):
        return False
    return bond(one, replace(other, title=one.title)) is not None


def _numbers(work: Work) -> list[str]:
    """The numbers in a title: "Part 1" is no correction of "Part 2"."""
    return [word for word in fold(work.title or "").split() if word.isdigit()]
