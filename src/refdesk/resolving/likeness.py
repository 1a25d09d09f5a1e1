"""How much do two descriptions look like one work?

In: what two entries say, made comparable by `facts_of`. Out: a Likeness with a score from 0 to 1 and the reasons in
plain words, or None where nothing speaks for it. The order of the two does not matter.

Title, creators and year give the score to begin with; each shared identifier raises it, each contradiction lowers it
(docs/duplicates.md tells by how much). What a description leaves out never speaks against it.
"""

from collections.abc import Iterator
from typing import NamedTuple

from rapidfuzz import fuzz

from refdesk.resolving.bibliographic_facts import Facts, Person
from refdesk.resolving.title_likeness import TitleLikeness, compare_titles

# Title agrees; then: creators agree, cannot be compared, or are a person here and a body there - by years.
_BY_YEARS = {
    "agree": {"same": 0.97, "open": 0.93, "near": 0.86, "apart": 0.5},
    "open": {"same": 0.9, "open": 0.8, "near": 0.72, "apart": 0.3},
    "mixed": {"same": 0.84, "open": 0.7, "near": 0.6, "apart": 0.3},
}
_SAME_PLACE_IN_PRINT = 0.93
_UNTITLED = 0.9
_OTHER_TITLE_SAME_DOI = {"agree": 0.8, "open": 0.6, "mixed": 0.6, "differ": 0.5}
_OTHER_TITLE_SAME_ADDRESS = 0.6
# A heading that many works bear proves nothing without its place in print.
_HEADING_ALONE = 0.6
_PREPRINT_AT_MOST = 0.85
_SAME_NAME = 86
_SAME_CONTAINER = 85
_LONGEST_ACRONYM = 6
# Kinds that describe one thing in the eyes of different people; any other two differ.
_ALIKE = (
    frozenset(("web", "periodical")),
    frozenset(("web", "report")),
    frozenset(("web", "preprint")),
    frozenset(("book", "report")),
    frozenset(("conference", "chapter")),
)
_KIND_NAMES = {
    "web": "a web page",
    "periodical": "an article",
    "preprint": "a preprint",
    "report": "a report",
    "book": "a book",
    "chapter": "a chapter",
    "conference": "a conference paper",
    "thesis": "a thesis",
    "review": "a review",
}
_IN_CONTAINERS = frozenset(("periodical", "chapter", "conference", "review"))


class Likeness(NamedTuple):
    """How sure it is that two descriptions are of one work, and why; what speaks against it begins with "but"."""

    score: float
    reasons: tuple[str, ...]


class _Weighed(NamedTuple):
    """One piece of evidence: by how much it raises or lowers the score, and its words."""

    weight: float
    words: str


def compare(one: Facts, other: Facts) -> Likeness | None:
    """How alike the two are, or None where nothing but an author or a year could speak for it."""
    if is_surely_another(one, other):
        return None
    creators = creators_agree(one, other)
    if creators == "differ" and not one.dois & other.dois:
        return None
    titles = compare_titles(one.title, other.title)
    begun = _begin(one, other, titles, creators)
    if begun is None:
        return None
    score, reasons = begun
    raising, lowering = tuple(_raising(one, other)), tuple(_lowering(one, other, titles))
    # Where the titles are two, an identifier that is shared is as often a mistake: more of them prove no more.
    for evidence in raising if titles is None or titles.likeness else ():
        score = 1 - (1 - score) * (1 - evidence.weight)
    for evidence in lowering:
        score *= evidence.weight
    if is_preprint_pair(one, other):
        score, reasons = min(score, _PREPRINT_AT_MOST), (*reasons, "a preprint and what became of it")
    words = (*(evidence.words for evidence in raising), *reasons, *(f"but {evidence.words}" for evidence in lowering))
    return Likeness(round(score, 3), words)


def is_surely_another(one: Facts, other: Facts) -> bool:
    """Whether the two cannot be one: both are documents that the desk has read, or one of them cites the other."""
    return (one.is_source and other.is_source) or one.key in other.cited_by or other.key in one.cited_by


def is_preprint_pair(one: Facts, other: Facts) -> bool:
    """Whether one is a preprint and the other is not."""
    return one.is_preprint != other.is_preprint and _kind_of_preprint(one) and _kind_of_preprint(other)


def _kind_of_preprint(facts: Facts) -> bool:
    return facts.is_preprint or facts.kind in {"periodical", "conference", "chapter", "report", ""}


# -- what title, creators and year say ---------------------------------------------------------------------------------


def _begin(
    one: Facts, other: Facts, titles: TitleLikeness | None, creators: str
) -> tuple[float, tuple[str, ...]] | None:
    """The score to begin with, and its reasons; None where there is nothing to begin with."""
    if titles is None:
        return _begin_untitled(one, other, creators)
    if not titles.likeness:
        return _begin_with_other_title(one, other, creators)
    if creators == "differ":
        return _OTHER_TITLE_SAME_DOI[creators], ("but the creators differ",)
    years = _years_agree(one, other)
    if creators == "open" and not one.title.is_telling and not _shares_identifier(one, other):
        return None
    score = _BY_YEARS[creators][years] * titles.likeness
    if one.title.is_heading and not (_share_place(one, other) or _shares_identifier(one, other)):
        score = min(score, _HEADING_ALONE)
    words = (titles.words, _CREATOR_WORDS[creators], _YEAR_WORDS[years])
    return score, tuple(word for word in words if word)


_CREATOR_WORDS = {"agree": "same creators", "open": "one names no creator", "mixed": "one names a person, one a body"}
_YEAR_WORDS = {"same": "same year", "open": "", "near": "", "apart": ""}


def _begin_untitled(one: Facts, other: Facts, creators: str) -> tuple[float, tuple[str, ...]] | None:
    """Without a title an identifier must speak, or, as in physics, volume and page."""
    if _shares_identifier(one, other):
        return _UNTITLED, ("one has no title",) if one.title.words or other.title.words else ()
    if creators == "agree" and _years_agree(one, other) == "same" and _share_place(one, other):
        return _SAME_PLACE_IN_PRINT, ("same creators", "same year")
    return None


def _begin_with_other_title(one: Facts, other: Facts, creators: str) -> tuple[float, tuple[str, ...]] | None:
    """A title in another language or cut short, a DOI copied by mistake: an identifier alone is worth a look."""
    if one.dois & other.dois:
        return _OTHER_TITLE_SAME_DOI[creators], ("but the titles differ",)
    if one.pages_on_web & other.pages_on_web and creators == "agree" and _years_agree(one, other) == "same":
        return _OTHER_TITLE_SAME_ADDRESS, ("same creators", "same year", "but the titles differ")
    return None


def _shares_identifier(one: Facts, other: Facts) -> bool:
    return bool(
        one.dois & other.dois
        or one.arxiv & other.arxiv
        or one.pages_on_web & other.pages_on_web
        or (one.isbns & other.isbns and "chapter" not in {one.kind, other.kind})
    )


def creators_agree(one: Facts, other: Facts) -> str:
    """Whether the creators could be the same: "agree", "differ", "mixed" (a person, a body), "open" (one has none)."""
    if not one.people or not other.people:
        return "open"
    if one.people[0].is_body != other.people[0].is_body and not one.people[0].labels & other.people[0].labels:
        return "mixed"
    if _same_person(one.people[0], other.people[0]):
        return "agree"
    shorter, longer = sorted((one.people, other.people), key=len)
    found = sum(any(_same_person(person, candidate) for candidate in longer) for person in shorter)
    # The order of the names is printed wrongly or anew often enough; one common name among many is another team.
    return "agree" if found and found * 2 >= len(shorter) and len(shorter) > 1 else "differ"


def _same_person(one: Person, other: Person) -> bool:
    """Whether two names could be one person's: same family and no other initial; or all words in another order."""
    if one.words == other.words:
        return True
    if one.labels & other.labels or _is_slip(one.family, other.family):
        return not (one.initial and other.initial and one.initial != other.initial)
    return False


def _is_slip(one: str, other: str) -> bool:
    # Four letters and a slip could be any other name: Chen and Cheng, Lee and Lea.
    return min(len(one), len(other)) > 4 and fuzz.ratio(one, other) >= _SAME_NAME


def _years_agree(one: Facts, other: Facts) -> str:
    if one.year is None or other.year is None:
        return "open"
    if one.year == other.year:
        return "same"
    gap = abs(one.year - other.year)
    return "near" if gap == 1 or (gap <= 3 and is_preprint_pair(one, other)) else "apart"


# -- what else speaks for it -------------------------------------------------------------------------------------------


def _raising(one: Facts, other: Facts) -> Iterator[_Weighed]:
    if one.dois & other.dois:
        yield _Weighed(0.9, f"same DOI {min(one.dois & other.dois)}")
    if one.arxiv & other.arxiv:
        yield _Weighed(0.85, f"same arXiv number {min(one.arxiv & other.arxiv)}")
    if one.isbns & other.isbns:
        # Publishers and libraries copy an ISBN to printings from before and after.
        weight = 0.4 if _years_agree(one, other) == "apart" else 0.7
        yield _Weighed(weight, f"same ISBN {min(one.isbns & other.isbns)}")
    if one.pages_on_web & other.pages_on_web:
        yield _Weighed(0.6, "same address")
    if _share_place(one, other):
        yield _Weighed(0.6, "same volume and page")


def _share_place(one: Facts, other: Facts) -> bool:
    """Whether both stand in the same volume of what could be the same journal, and begin on the same page."""
    volume = one.volume and one.volume == other.volume
    page = one.first_page and one.first_page == other.first_page
    return bool(volume and page and not _have_other_numbers(one, other) and _containers_agree(one, other) is not False)


# -- what speaks against it --------------------------------------------------------------------------------------------


def _lowering(one: Facts, other: Facts, titles: TitleLikeness | None) -> Iterator[_Weighed]:
    if titles is not None and titles.contradiction:
        yield _Weighed(0.2, titles.contradiction)
    yield from _other_numbers(one, other)
    yield from _other_times(one, other)
    yield from _other_places(one, other)
    yield from _other_pages_of_a_site(one, other)
    if one.translators and other.translators and not _same_person(one.translators[0], other.translators[0]):
        yield _Weighed(0.6, "different translators")
    if not _kinds_agree(one, other):
        names = sorted((_KIND_NAMES[one.kind], _KIND_NAMES[other.kind]))
        yield _Weighed(_weight_of_kinds(one.kind, other.kind), f"one is {names[0]}, one {names[1]}")


def _weight_of_kinds(one: str, other: str) -> float:
    """How much two kinds that differ speak against it."""
    if "web" in {one, other}:  # what many programs call anything that they found on the web
        return 0.95
    return 0.9 if {one, other} == {"report", "periodical"} else 0.6


def _other_numbers(one: Facts, other: Facts) -> Iterator[_Weighed]:
    """Different identifiers, editions and volumes; a preprint has a DOI of its own."""
    apart = not is_preprint_pair(one, other)
    if one.dois and other.dois and apart and not one.dois & other.dois:
        yield _Weighed(0.6, "different DOIs")
    if one.isbns and other.isbns and not one.isbns & other.isbns:
        yield _Weighed(0.9, "different ISBNs")
    if one.edition and other.edition and one.edition != other.edition:
        yield _Weighed(0.5, f"different editions ({_both(one.edition, other.edition)})")
    if one.volume and other.volume and apart and one.volume != other.volume:
        yield _Weighed(0.5, f"different volumes ({_both(one.volume, other.volume)})")
    if one.chapter and other.chapter and one.chapter != other.chapter:
        yield _Weighed(0.5, f"different chapters ({_both(one.chapter, other.chapter)})")
    if apart and _have_other_numbers(one, other) and not one.dois & other.dois:
        yield _Weighed(0.75, f"different numbers ({_both('-'.join(one.number), '-'.join(other.number))})")
    if one.arxiv and other.arxiv and not one.arxiv & other.arxiv:
        yield _Weighed(0.6, "different arXiv numbers")


def _have_other_numbers(one: Facts, other: Facts) -> bool:
    """Whether two issues or reports have numbers of their own; 3 and 3-4 may be one, and so may TR-5 and 5."""
    if not one.number or not other.number:
        return False
    return one.number[-1] not in other.number and other.number[-1] not in one.number


def _other_times(one: Facts, other: Facts) -> Iterator[_Weighed]:
    if one.year is not None and other.year is not None and one.year != other.year:
        yield _Weighed(1.0, f"different years ({_both(str(one.year), str(other.year))})")
    elif one.day is not None and other.day is not None and one.day != other.day:
        yield _Weighed(0.8, "different dates")
    elif one.month is not None and other.month is not None and one.month[:2] != other.month[:2]:
        # What went online in May is printed in June, but a column has another text each month.
        yield _Weighed(0.9, "different months")


def _other_places(one: Facts, other: Facts) -> Iterator[_Weighed]:
    if is_preprint_pair(one, other) or not (one.kind in _IN_CONTAINERS and other.kind in _IN_CONTAINERS):
        return
    if one.first_page and other.first_page and one.first_page != other.first_page:
        yield _Weighed(0.75, f"different pages ({_both(one.first_page, other.first_page)})")
    if _containers_agree(one, other) is False:
        yield _Weighed(0.8, "in different journals or books")


def _other_pages_of_a_site(one: Facts, other: Facts) -> Iterator[_Weighed]:
    """Two episodes, or two days of a page; but one paper may have a page of its own and one for its PDF."""
    if one.pages_on_web & other.pages_on_web or one.dois & other.dois or is_preprint_pair(one, other):
        return
    mine, theirs = ({page.partition("/")[0] for page in facts.pages_on_web} for facts in (one, other))
    if mine & theirs:
        yield _Weighed(0.9, "different pages of one site")


def _both(one: str, other: str) -> str:
    first, second = sorted((one, other))
    return f"{first}, {second}"


def _kinds_agree(one: Facts, other: Facts) -> bool:
    if one.kind == other.kind or "" in {one.kind, other.kind} or is_preprint_pair(one, other):
        return True
    return any({one.kind, other.kind} <= alike for alike in _ALIKE)


def _containers_agree(one: Facts, other: Facts) -> bool | None:
    """Whether the names of two journals or books could be one's; None where one has none or may be an acronym."""
    mine, theirs = one.container, other.container
    if not mine or not theirs:
        return None
    if mine == theirs or _abbreviates(mine, theirs) or _abbreviates(theirs, mine):
        return True
    if any(len(words) == 1 and len(words[0]) <= _LONGEST_ACRONYM for words in (mine, theirs)):
        return None
    return fuzz.token_set_ratio(" ".join(mine), " ".join(theirs)) >= _SAME_CONTAINER


def _abbreviates(short: tuple[str, ...], full: tuple[str, ...]) -> bool:
    """Whether each word of the one begins a word of the other, in order: "j phys chem"."""
    words = iter(full)
    return len(short) > 1 and all(any(word.startswith(part) for word in words) for part in short)
