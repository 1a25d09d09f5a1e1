"""What holds for the citations of any document in any author-date style."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.csl import render

XMLNS = "http://purl.org/net/xbiblio/csl"
BODY = """<group delimiter=" "><names variable="author"><name form="short" initialize-with="."/></names>
<date variable="issued"><date-part name="year"/></date><text variable="locator"/></group>"""
OPTIONS = [
    ["", 'collapse="year"', 'collapse="year-suffix"', 'collapse="year-suffix-ranged"', 'collapse="citation-number"'],
    ["", 'et-al-min="2" et-al-use-first="1"'],
    ["", 'disambiguate-add-names="true"'],
    ["", 'disambiguate-add-givenname="true"'],
    ["", 'givenname-disambiguation-rule="all-names"', 'givenname-disambiguation-rule="primary-name-with-initials"'],
]
NAMES = st.fixed_dictionaries({"family": st.sampled_from(["Doe", "Roe"]), "given": st.sampled_from(["A", "Al", "Bo"])})
WORKS = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.just("book"),
            "author": st.lists(NAMES, min_size=1, max_size=3),
            "issued": st.sampled_from([{"date-parts": [[2000]]}, {"date-parts": [[2001]]}]),
        }
    ),
    min_size=1,
    max_size=6,
).map(lambda works: [{**work, "id": str(place)} for place, work in enumerate(works)])
ATTRIBUTES = st.tuples(*map(st.sampled_from, OPTIONS)).map(" ".join)
ANYTHING = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["id", "citationID", "citationItems", "properties", "noteIndex", "locator", "prefix"]),
            inner,
            max_size=4,
        )
    ),
    max_leaves=12,
)


def style_of(attributes: str, *, suffix: bool) -> str:
    letters = 'disambiguate-add-year-suffix="true"' if suffix else ""
    return f"""<style xmlns="{XMLNS}" class="in-text" version="1.0"><citation {attributes} {letters}>
    <layout delimiter="; ">{BODY}</layout></citation></style>"""


@given(WORKS, ATTRIBUTES)
@settings(deadline=None)
def test_no_two_works_are_cited_alike_where_the_style_adds_letters(
    works: list[dict[str, Any]], attributes: str
) -> None:
    cites = [[{"id": work["id"]}] for work in works]
    printed = render(style_of(attributes, suffix=True), works, mode="citation", citation_items=cites)
    assert len(set(printed)) == len(works)


@given(WORKS, ATTRIBUTES, st.booleans())
@settings(deadline=None)
def test_citing_twice_prints_the_same(works: list[dict[str, Any]], attributes: str, suffix: bool) -> None:
    style, cites = style_of(attributes, suffix=suffix), [[{"id": work["id"]} for work in works]]
    first, second = (render(style, works, mode="citation", citation_items=cites) for _ in range(2))
    assert first == second


@given(WORKS, ATTRIBUTES, st.booleans(), st.randoms(use_true_random=False))
@settings(deadline=None)
def test_a_stranger_changes_no_citation(
    works: list[dict[str, Any]], attributes: str, suffix: bool, chance: Any
) -> None:
    stranger = {"id": "stranger", "type": "book", "author": [{"family": "Zoe"}], "issued": {"date-parts": [[1900]]}}
    style, cites = style_of(attributes, suffix=suffix), [[{"id": work["id"]}] for work in works]
    place = chance.randrange(len(works) + 1)
    among = [*works[:place], stranger, *works[place:]]
    alone = render(style, works, mode="citation", citation_items=cites)
    assert render(style, among, mode="citation", citation_items=cites) == alone


@given(st.lists(ANYTHING, max_size=4), ATTRIBUTES)
@settings(deadline=None)
def test_any_document_has_a_citation_for_each_that_its_last_step_names(steps: list[Any], attributes: str) -> None:
    works = [{"id": "1", "type": "book", "author": [{"family": "Doe"}]}]
    printed = render(style_of(attributes, suffix=True), works, mode="citation", citations=steps)
    assert bool(printed) == bool(steps)


@given(ANYTHING, ATTRIBUTES)
@settings(deadline=None)
def test_any_cites_make_one_citation(cites: Any, attributes: str) -> None:
    works = [{"id": "1", "type": "book", "author": [{"family": "Doe"}]}]
    printed = render(style_of(attributes, suffix=True), works, mode="citation", citation_items=[cites])
    assert len(printed) == 1
