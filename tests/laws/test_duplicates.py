"""Laws of duplicates: order never matters, groups keep what a person said apart, scores are scores."""

from collections.abc import Sequence

from hypothesis import given
from hypothesis import strategies as st

from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.bibliographic_facts import facts_of
from refdesk.resolving.duplicates import Group, find_duplicates
from refdesk.resolving.likeness import compare

TITLES = (
    "Rivers of the north",
    "Rivers of the north: a history",
    "Rivers of the norht",
    "Rivers of the north II",
    "Introduction",
)

works = st.builds(
    Work,
    type=st.sampled_from(["book", "article-journal", "webpage", "chapter", "article", "document"]),
    authors=st.lists(
        st.builds(Name, st.sampled_from(["Roe", "Doe", "Müller"]), st.sampled_from(["A.", "Bea", ""])), max_size=2
    ).map(tuple),
    title=st.none() | st.sampled_from(TITLES) | st.text(max_size=30),
    container=st.none() | st.sampled_from(["Journal of Rivers", "J. Rivers", "Salmon"]),
    issued=st.none() | st.builds(PartialDate, st.integers(1998, 2000)),
    volume=st.none() | st.sampled_from(["1", "II"]),
    edition=st.none() | st.sampled_from(["1", "2nd"]),
    pages=st.none() | st.sampled_from(["1-9", "11-19"]),
    doi=st.none() | st.sampled_from(["10.1000/a", "10.1000/B", "10.48550/arXiv.1707.08052"]),
    isbn=st.none() | st.sampled_from(["0-521-40599-8", "9780439420891"]),
    urls=st.lists(
        st.sampled_from(["https://example.org/a", "http://www.example.org/a/", "https://example.org"]), max_size=2
    ).map(tuple),
)
some_entries = st.lists(works, max_size=9).map(
    lambda many: tuple(Entry(citekey=f"k{number}", work=work, line=number + 1) for number, work in enumerate(many))
)


def keys(groups: Sequence[Group]) -> list[str]:
    return [key for group in groups for key in group.keys]


@given(some_entries, st.randoms(use_true_random=False), st.sampled_from([0.3, 0.8]))
def test_the_order_of_entries_does_not_matter(entries: tuple[Entry, ...], chance: object, least: float) -> None:
    mixed = list(entries)
    chance.shuffle(mixed)  # type: ignore[attr-defined]  # hypothesis hands over a random.Random
    assert find_duplicates(mixed, least=least) == find_duplicates(entries, least=least)


@given(some_entries)
def test_an_entry_is_in_one_group_at_most(entries: tuple[Entry, ...]) -> None:
    found = keys(find_duplicates(entries, least=0.3))
    assert len(found) == len(set(found))


@given(some_entries, st.floats(0.1, 1.0))
def test_a_group_scores_what_was_asked_for(entries: tuple[Entry, ...], least: float) -> None:
    assert all(least <= group.score <= 1 for group in find_duplicates(entries, least=least))


@given(some_entries)
def test_a_group_has_two_members_at_least_with_a_reason(entries: tuple[Entry, ...]) -> None:
    assert all(len(group.keys) > 1 and group.reasons for group in find_duplicates(entries, least=0.3))


@given(some_entries)
def test_what_was_said_apart_stays_apart(entries: tuple[Entry, ...]) -> None:
    first = find_duplicates(entries, least=0.3)
    apart = [frozenset(group.keys[:2]) for group in first]
    again = find_duplicates(entries, apart, least=0.3)
    assert not any(pair <= set(group.keys) for pair in apart for group in again)


@given(works, works)
def test_likeness_is_mutual(one: Work, other: Work) -> None:
    mine, theirs = facts_of(Entry(citekey="a", work=one)), facts_of(Entry(citekey="b", work=other))
    there, back = compare(mine, theirs), compare(theirs, mine)
    assert there == back


@given(some_entries, works)
def test_a_stranger_does_not_part_a_pair(entries: tuple[Entry, ...], stranger: Work) -> None:
    """A work of another title, name and number leaves every group as it was."""
    unlike = Work(title="Xylophones in Zanzibar since 1900", authors=(Name("Quux", "Z."),), type=stranger.type)
    more = (*entries, Entry(citekey="z", work=unlike, line=99))
    assert find_duplicates(more, least=0.3) == find_duplicates(entries, least=0.3)
