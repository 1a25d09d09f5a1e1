"""Laws of resolving: order does not matter, a stranger changes nothing, twice is once."""

from dataclasses import replace

from hypothesis import assume, given
from hypothesis import strategies as st

from refdesk.model.citation import Cite
from refdesk.model.date import PartialDate
from refdesk.model.document import Document
from refdesk.model.library import CitationRecord, Library
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.citekeys import assign_citekeys
from refdesk.resolving.extraction import extract_document
from refdesk.resolving.fitting import Shelf, fits, resolve
from refdesk.resolving.grouping import bond, group_works
from refdesk.resolving.joining import ReadDocument, join
from refdesk.resolving.merging import merge_works
from refdesk.resolving.nearly import Nearby

NAMES = st.sampled_from([Name("Ostrom", "E."), Name("Ostrom", "Elinor"), Name("Nye", "J."), Name(literal="World Bank")])
TITLES = st.sampled_from(
    ["Governing the Commons", "Governing the commons", "The Future of Power", "Introduction", None]
)
DATES = st.sampled_from([None, PartialDate(1990), PartialDate(1990, 5), PartialDate(2011)])
URLS = st.sampled_from(["https://example.org/a", "http://www.example.org/a/", "https://example.org/b"])
WORKS = st.builds(
    Work,
    type=st.sampled_from(["book", "webpage", "document", "report"]),
    authors=st.lists(NAMES, max_size=2, unique=True).map(tuple),
    title=TITLES,
    issued=DATES,
    publisher=st.sampled_from([None, "CUP", "World Bank Group"]),
    container=st.sampled_from([None, "World Bank"]),
    doi=st.sampled_from([None, None, "10.1/a", "10.1/B"]),
    urls=st.lists(URLS, max_size=2).map(tuple),
)
CITES = st.builds(
    Cite,
    author=st.sampled_from(["Ostrom", "E. Ostrom", "Nye", "World Bank", "WB", "Governing the Commons"]),
    year=st.sampled_from(["1990", "2011a", "n.d.", None]),
).map(lambda cite: replace(cite, families=(cite.author or "",)))

LISTED = {
    "ostrom": "Ostrom, E. (1990). *Governing the Commons*. Cambridge University Press.",
    "crafting": "Ostrom, E. (1990). *Crafting Institutions for Irrigation Systems*. ICS Press.",
    "nye": "Nye, J. S. (2011). *The Future of Power*. PublicAffairs.",
    "jacobs": "Jacobs, J. (1961). *The Death and Life of Great American Cities*. Random House.",
}
CITED = [
    "(Ostrom, 1990)",
    "(Nye, 2011, p. 4)",
    "(Jacobs, 1961; Nye, 2011)",
    "Carson (1962) argued",
    "(Ostrom, 1990, p. 9)",
]


@st.composite
def documents(draw: st.DrawFn) -> list[ReadDocument]:
    count = draw(st.integers(1, 4))
    return [draw(_documents("abcd"[number])) for number in range(count)]


@st.composite
def _documents(draw: st.DrawFn, citekey: str) -> ReadDocument:
    cited = draw(st.lists(st.sampled_from(CITED), max_size=4))
    listed = draw(st.lists(st.sampled_from(sorted(LISTED)), max_size=3, unique=True))
    text = " ".join(f"It is so {mark} again." for mark in cited)
    if listed:
        text += "\n\nReferences\n\n" + "\n\n".join(LISTED[name] for name in sorted(listed))
    document = Document(text=text, path=f"{citekey}.txt", sha256=citekey)
    return ReadDocument(citekey, f"{citekey}.txt", extract_document(document))


def meant(library: Library) -> list[tuple[str, int, str, str, tuple[str, ...]]]:
    """Which work each cite means, by the work's title or, for a stub, by its label: citekeys may differ."""

    def named(citekey: str | None) -> str:
        work = library.by_key[citekey].work if citekey else Work()
        return f"{work.title} {[name.label for name in work.creators]} {work.year}"

    def fate(record: CitationRecord) -> tuple[str, int, str, str, tuple[str, ...]]:
        candidates = tuple(sorted(named(key) for key in record.candidates))
        return record.document, record.start, record.status, named(record.work), candidates

    return [fate(record) for record in library.citations]


@given(st.lists(WORKS, min_size=1, max_size=5), st.data())
def test_the_order_of_descriptions_does_not_matter_to_the_merged_work(works: list[Work], data: st.DataObject) -> None:
    assert merge_works(works) == merge_works(data.draw(st.permutations(works)))


@given(WORKS)
def test_a_work_merged_with_itself_is_itself(work: Work) -> None:
    assert merge_works([work, work]) == merge_works([work, work, work])


@given(WORKS, WORKS)
def test_merging_loses_no_field(one: Work, other: Work) -> None:
    merged = merge_works([one, other])
    assert all(getattr(merged, name) for name in ("title", "doi", "urls", "issued") if getattr(one, name))


@given(WORKS, WORKS)
def test_being_one_work_goes_both_ways(one: Work, other: Work) -> None:
    assert bond(one, other) == bond(other, one)


@given(st.lists(WORKS, max_size=7), st.data())
def test_the_order_of_works_does_not_matter_to_the_groups(works: list[Work], data: st.DataObject) -> None:
    keyed = [(str(number), work) for number, work in enumerate(works)]
    turned = data.draw(st.permutations(keyed))
    assert _sets(group_works(keyed)) == _sets(group_works(turned))


@given(st.lists(WORKS, max_size=6))
def test_a_stranger_changes_no_group(works: list[Work]) -> None:
    keyed = [(str(number), work) for number, work in enumerate(works)]
    stranger = Work(authors=(Name("Carson", "Rachel"),), title="Silent Spring", issued=PartialDate(1962))
    assert _sets(group_works([*keyed, ("s", stranger)])) == _sets(group_works(keyed)) | {frozenset("s")}


@given(st.lists(WORKS, max_size=7))
def test_two_dois_are_never_in_one_group(works: list[Work]) -> None:
    keyed = {str(number): work for number, work in enumerate(works)}
    for group in group_works(keyed.items()):
        dois = {doi.casefold() for key in group if (doi := keyed[key].doi)}
        assert len(dois) <= 1


def _sets(groups: list[list[str]]) -> set[frozenset[str]]:
    return {frozenset(group) for group in groups}


@given(st.lists(WORKS, max_size=6), CITES, st.data())
def test_the_order_of_works_does_not_matter_to_a_cite(works: list[Work], cite: Cite, data: st.DataObject) -> None:
    keyed = {str(number): work for number, work in enumerate(works)}
    turned = dict(data.draw(st.permutations(list(keyed.items()))))
    assert resolve(cite, Shelf(keyed)) == resolve(cite, Shelf(turned))


@given(st.lists(WORKS, max_size=6), WORKS, CITES)
def test_a_work_that_does_not_fit_changes_no_answer(works: list[Work], other: Work, cite: Cite) -> None:
    assume(not fits(other, cite))
    keyed = {str(number): work for number, work in enumerate(works)}
    assert resolve(cite, Shelf({**keyed, "s": other})) == resolve(cite, Shelf(keyed))


@given(st.lists(WORKS, max_size=6), CITES, st.data())
def test_the_order_of_works_does_not_matter_to_what_comes_near(
    works: list[Work], cite: Cite, data: st.DataObject
) -> None:
    keyed = {str(number): work for number, work in enumerate(works)}
    turned = dict(data.draw(st.permutations(list(keyed.items()))))
    assert Nearby(keyed).meant(cite) == Nearby(turned).meant(cite)


@given(st.lists(WORKS, max_size=6), CITES)
def test_the_shelf_finds_all_that_fit(works: list[Work], cite: Cite) -> None:
    keyed = {str(number): work for number, work in enumerate(works)}
    assert Shelf(keyed).fitting(cite) == tuple(sorted(key for key, work in keyed.items() if fits(work, cite)))


@given(st.lists(WORKS, max_size=6), st.data())
def test_the_order_of_works_does_not_matter_to_their_keys(works: list[Work], data: st.DataObject) -> None:
    keyed = {str(number): work for number, work in enumerate(works)}
    turned = dict(data.draw(st.permutations(list(keyed.items()))))
    assert assign_citekeys(keyed, ()) == assign_citekeys(turned, ())


@given(st.lists(WORKS, max_size=6), st.sets(st.sampled_from(["ostrom1990governing", "nye2011", "work"])))
def test_no_key_is_given_twice(works: list[Work], taken: set[str]) -> None:
    keys = list(assign_citekeys({str(number): work for number, work in enumerate(works)}, taken).values())
    assert len({*keys, *taken}) == len(keys) + len(taken)


@given(documents())
def test_joining_twice_is_joining_once(read: list[ReadDocument]) -> None:
    library = join(Library(), read)
    assert join(library, read) == library


@given(documents())
def test_joining_nothing_changes_nothing(read: list[ReadDocument]) -> None:
    library = join(Library(), read)
    assert join(library, []) == library


@given(documents(), st.data())
def test_the_order_of_documents_does_not_matter(read: list[ReadDocument], data: st.DataObject) -> None:
    turned = data.draw(st.permutations(read))
    assert join(Library(), read) == join(Library(), turned)


@given(documents(), st.data())
def test_one_after_another_means_what_all_at_once_means(read: list[ReadDocument], data: st.DataObject) -> None:
    library = Library()
    for document in data.draw(st.permutations(read)):
        library = join(library, [document])
    assert meant(library) == meant(join(Library(), read))


@given(documents())
def test_an_ambiguous_cite_has_candidates_but_no_work(read: list[ReadDocument]) -> None:
    for record in join(Library(), read).citations:
        assert (record.status == "ambiguous") == (len(record.candidates) > 1) == (record.review)
        assert record.work is None or not record.candidates


@given(documents())
def test_every_work_that_is_meant_is_an_entry(read: list[ReadDocument]) -> None:
    library = join(Library(), read)
    named = {key for record in library.citations for key in (record.work, *record.candidates) if key}
    assert named <= set(library.by_key)


@given(documents())
def test_what_is_cited_knows_by_whom(read: list[ReadDocument]) -> None:
    library = join(Library(), read)
    assert all(record.document in library.cited_by(record.work) for record in library.citations if record.work)


@given(documents(), st.data())
def test_an_entry_deleted_by_hand_stays_so(read: list[ReadDocument], data: st.DataObject) -> None:
    library = join(Library(), read)
    gone = data.draw(st.sampled_from(library.entries)).citekey
    own = replace(library, entries=tuple(entry for entry in library.entries if entry.citekey != gone))
    again = join(own, read)
    assert {entry.citekey for entry in again.entries} == {entry.citekey for entry in own.entries}


@given(documents(), st.data())
def test_an_edited_entry_stays_so(read: list[ReadDocument], data: st.DataObject) -> None:
    library = join(Library(), read)
    mine = data.draw(st.sampled_from(library.entries)).citekey
    own = replace(
        library,
        entries=tuple(
            replace(entry, work=replace(entry.work, publisher="Mine")) if entry.citekey == mine else entry
            for entry in library.entries
        ),
    )
    assert join(own, read).by_key[mine].work == own.by_key[mine].work


@given(documents(), st.data())
def test_a_confirmed_decision_stays_so(read: list[ReadDocument], data: st.DataObject) -> None:
    library = join(Library(), read)
    assume(library.citations)
    at = data.draw(st.integers(0, len(library.citations) - 1))
    records = list(library.citations)
    records[at] = replace(records[at], status="confirmed", work="a", candidates=())
    again = join(replace(library, citations=tuple(records)), read)
    assert again.citations[at] == records[at]
