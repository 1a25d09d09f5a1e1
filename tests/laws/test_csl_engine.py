"""What holds for any items in any style, however either was made up.

Items are JSON of any kind, and above all JSON that is nearly right: markup that never closes, dates out of range, flags
that are texts. Styles are small ones with the options that change most about a bibliography, and mended at random.
"""

import copy
import re
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from refdesk.csl import StyleError, format_bibliography, format_citations, render
from refdesk.csl.vocabulary import DATE_VARIABLES, NAME_VARIABLES, TEXT_VARIABLES

XMLNS = "http://purl.org/net/xbiblio/csl"
MACROS = """<macro name="author"><names variable="author"><name name-as-sort-order="all" initialize-with=". "
et-al-min="3" et-al-use-first="1" and="text"/><label form="short" prefix=" (" suffix=")"/><substitute>
<names variable="editor"/><text variable="title"/></substitute></names></macro>
<macro name="year"><date variable="issued" form="text" date-parts="year-month-day"/></macro>"""
BODY = """<group delimiter=". "><text variable="citation-number"/><text macro="author" text-case="title"/>
<text variable="title" quotes="true" text-case="sentence" font-style="italic"/>
<number variable="edition" form="ordinal"/>
<group delimiter=" "><label variable="page" form="short"/><text variable="page"/></group><text macro="year"/>
<text variable="URL"/><text variable="DOI" prefix="https://doi.org/"/><text variable="locator" display="block"/>
</group>"""
SORT = '<sort><key macro="author"/><key macro="year" sort="descending"/><key variable="title"/></sort>'
CITATION = 'disambiguate-add-names="true" disambiguate-add-givenname="true" disambiguate-add-year-suffix="true"'
OPTIONS = ["", 'subsequent-author-substitute="---"', 'second-field-align="flush"', 'et-al-use-last="true"']

_MARKUP = "<i> </i> <b> </b> <sup> </sub> <span </span> <script> </script> & &amp; < > [ ] { } {: # $ _ * javascript:"
_MARKS = "\" ' “ ” ‘ ’ « » - – -- \\- \\ . , : ; ? ! 0 12 999 ² iv and others von d' http://a https://doi.org/"
_LETTERS = [*"aBİßé日ا \n\t\x00\x85\u202e\ud800\ufffe", '<span class="nocase">', 'href="javascript:x"']
PIECES = st.sampled_from([*_MARKUP.split(), *_MARKS.split(), *_LETTERS])
SOUP = st.lists(PIECES, max_size=8).map("".join)
NUMBERS = st.integers() | st.floats() | st.integers(-3_000, 3_000) | st.just(10**4000)
SCALARS = st.none() | st.booleans() | NUMBERS | SOUP
NAME_PARTS = ["family", "given", "literal", "suffix", "non-dropping-particle", "static-ordering", "isInstitution"]
DATE_PARTS = ["date-parts", "raw", "literal", "season", "circa", "edtf", "year"]
ANYTHING = st.recursive(
    SCALARS,
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from([*NAME_PARTS, *DATE_PARTS, "x"]), inner, max_size=3)
    ),
    max_leaves=6,
)
NAMES = st.lists(st.dictionaries(st.sampled_from(NAME_PARTS), SOUP | ANYTHING, max_size=4), max_size=4) | ANYTHING
POINT = st.lists(st.integers(-3000, 3000) | st.integers(0, 32) | SCALARS, max_size=4)
DATES = st.fixed_dictionaries({"date-parts": st.lists(POINT, max_size=3)}) | ANYTHING
OBJECTS = st.fixed_dictionaries(
    {},
    optional={
        "id": st.sampled_from(["a", "b", 1]) | ANYTHING,
        "type": st.sampled_from(["book", "article-journal", "legal_case"]) | SCALARS,
        "language": st.sampled_from(["de", "tr", "fr-FR"]) | SCALARS,
        "note": SOUP.map(lambda soup: f"title: {soup}\nauthor: {soup} || {soup}\nissued: {soup}"),
        "author": NAMES,
        "editor": NAMES,
        "issued": DATES,
        **dict.fromkeys(["title", "page", "edition", "URL", "DOI"], SCALARS),
    },
)
STRANGERS = st.dictionaries(
    st.sampled_from(sorted(NAME_VARIABLES | DATE_VARIABLES | TEXT_VARIABLES)), ANYTHING, max_size=4
)
ITEMS = st.lists(OBJECTS | STRANGERS | ANYTHING, max_size=4)
CITE = st.fixed_dictionaries(
    {"id": st.sampled_from(["a", "b", 1, "missing"])},
    optional=dict.fromkeys(
        ["locator", "label", "prefix", "suffix", "position", "author-only", "suppress-author"], SCALARS
    ),
)
CITATIONS = st.lists(st.lists(CITE | ANYTHING, max_size=3), max_size=3)

ALLOWED_TAGS = {"p", "i", "b", "sup", "sub", "span", "div", "a"}
ALLOWED_STYLES = re.compile(r"(?:font-variant|font-style|font-weight|text-decoration):[a-z-]+;|baseline")
CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff]")


def style_of(options: str = "", sort: str = SORT, body: str = BODY, class_: str = "in-text") -> str:
    return f"""<style xmlns="{XMLNS}" class="{class_}" version="1.0">{MACROS}
    <citation {CITATION}><layout delimiter="; " prefix="(" suffix=")">{body}</layout></citation>
    <bibliography {options}>{sort}<layout suffix=".">{body}</layout></bibliography></style>"""


STYLES = st.builds(style_of, st.sampled_from(OPTIONS), class_=st.sampled_from(["in-text", "note"]))


def everything(style: str, items: list[Any], citations: list[Any], notation: Any) -> list[str]:
    """All that can be printed of some items."""
    steps = [
        [{"citationID": "c", "citationItems": cites, "properties": {"noteIndex": 1}}, [], []] for cites in citations
    ]
    return [
        *format_bibliography(style, items, format=notation, links=True).entries,
        *format_citations(style, items, citations, format=notation).entries,
        *render(style, items, mode="citation", citation_items=citations, format=notation),
        *render(style, items, mode="citation", citations=steps, format=notation),
    ]


@given(STYLES, ITEMS, CITATIONS, st.sampled_from(["md", "rst", "latex", "rtf", "typst"]))
@settings(deadline=None, max_examples=120)
def test_whatever_the_items_are_they_print(style: str, items: list[Any], citations: list[Any], notation: str) -> None:
    assert all(isinstance(text, str) for text in everything(style, items, citations, notation))


@given(STYLES, ITEMS, CITATIONS)
@settings(deadline=None, max_examples=120)
def test_html_is_well_formed_and_does_nothing(style: str, items: list[Any], citations: list[Any]) -> None:
    for text in everything(style, items, citations, "html"):
        for element in etree.fromstring(f"<p>{text}</p>").iter():
            assert element.tag in ALLOWED_TAGS
            assert set(element.attrib) <= {"style", "class", "href"}
            assert element.get("href", "https://").lower().startswith(("http://", "https://"))
            assert ALLOWED_STYLES.fullmatch(element.get("style", "baseline"))


@given(STYLES, ITEMS, CITATIONS)
@settings(deadline=None, max_examples=120)
def test_text_holds_no_control_characters(style: str, items: list[Any], citations: list[Any]) -> None:
    assert not [text for text in everything(style, items, citations, "txt") if CONTROL.search(text)]


@given(STYLES, ITEMS)
@settings(deadline=None, max_examples=120)
def test_every_item_has_one_entry_with_something_in_it(style: str, items: list[Any]) -> None:
    printed = format_bibliography(style, items, format="txt")
    assert sorted(printed.order) == list(range(len(items)))
    assert len(printed.entries) == len(items)
    assert all(entry.strip() for entry in printed.entries)


@given(ITEMS)
@settings(deadline=None, max_examples=60)
def test_what_a_style_leaves_out_is_said(items: list[Any]) -> None:
    """A warning for each, also where several have one id or none."""
    printed = format_bibliography(style_of(body='<text variable="dimensions"/>', sort=""), items)
    left_out = [warning for warning in printed.warnings if "printed plainly" in warning]
    assert len(left_out) == sum(1 for item in items if not _has_dimensions(item))


def _has_dimensions(item: Any) -> bool:
    printed = render(style_of(body='<text variable="dimensions"/>', sort=""), [item], format="txt")
    return bool(printed and printed[0].strip(" ."))


@given(STYLES, ITEMS, CITATIONS)
@settings(deadline=None, max_examples=80)
def test_printing_twice_prints_the_same(style: str, items: list[Any], citations: list[Any]) -> None:
    assert everything(style, items, citations, "html") == everything(style, items, citations, "html")


@given(STYLES, ITEMS, CITATIONS)
@settings(deadline=None, max_examples=80)
def test_printing_leaves_the_items_as_they_were(style: str, items: list[Any], citations: list[Any]) -> None:
    given_items, given_citations = copy.deepcopy((items, citations))
    everything(style, items, citations, "html")
    assert (items, citations) == (given_items, given_citations)


# Works whose keys are the same print alike here: a list of so few names is not shortened. (One that ends in "et al."
# has the key of the names that are shown, as CSL wants it, and may stand before or after a work by those alone.)
WORKS = st.lists(
    st.fixed_dictionaries(
        {
            "type": st.just("book"),
            "title": st.text("abcABC éß", min_size=1, max_size=4),
            "author": st.lists(st.sampled_from([{"family": "Doe", "given": "Al"}, {"family": "Roe"}]), max_size=2),
            "issued": st.sampled_from([{"date-parts": [[2000]]}, {"date-parts": [[-50]]}, None]),
        }
    ),
    max_size=6,
)


@given(WORKS, st.randoms(use_true_random=False), st.sampled_from(OPTIONS))
@settings(deadline=None, max_examples=120)
def test_where_a_style_sorts_the_order_of_the_items_does_not_matter(
    works: list[dict[str, Any]], chance: Any, options: str
) -> None:
    """Not even for works whose keys are equal but for accents and case."""
    shuffled = chance.sample(works, len(works))
    style = style_of(options)
    assert format_bibliography(style, works).entries == format_bibliography(style, shuffled).entries


VALUES = st.sampled_from(
    ["", "0", "-1", "99999999999", "9" * 400, "true", "x", "²", "title", "author", "\x85", "<i>", "*"]
)
_ATTRIBUTES = "variable macro name form text-case delimiter prefix et-al-min date-parts sort match type gender-form"
_TAGS = "text group choose if else names name substitute date date-part key macro layout locale term bogus"
ATTRIBUTES, TAGS = st.sampled_from(_ATTRIBUTES.split()), st.sampled_from(_TAGS.split())


@st.composite
def mended_styles(draw: st.DrawFn) -> str:
    """A style of which elements and attributes were taken out, doubled, moved, renamed and changed."""
    root = etree.fromstring(style_of('entry-spacing="1"'))
    for _ in range(draw(st.integers(1, 8))):
        elements = list(root.iter(etree.Element))
        one, other = draw(st.sampled_from(elements)), draw(st.sampled_from(elements))
        match draw(st.integers(0, 4)):
            case 0 if (parent := one.getparent()) is not None:
                parent.remove(one)
            case 1:
                other.append(copy.deepcopy(one))
            case 2:
                one.tag = draw(st.sampled_from([f"{{{XMLNS}}}", ""])) + draw(TAGS)
            case 3:
                etree.SubElement(one, f"{{{XMLNS}}}{draw(TAGS)}", {"macro": "author", "variable": "title"})
            case _:
                # Escaped by hand, since XML lets control characters in by reference alone, and the library not at all.
                one.set(draw(ATTRIBUTES), draw(VALUES).replace("\x85", "CONTROL"))
    return etree.tostring(root, encoding="unicode").replace("CONTROL", "&#x85;")


ORDINARY: list[Any] = [
    {"id": "a", "type": "book", "title": "A <i>title</i>", "author": [{"family": "Doe", "given": "Al"}], "page": "1-3"},
    {
        "id": "b",
        "type": "chapter",
        "title": "B",
        "editor": [{"literal": "Club"}],
        "issued": {"date-parts": [[2000, 5]]},
    },
]


@given(mended_styles())
@settings(deadline=None, max_examples=200)
def test_whatever_a_style_is_it_prints_or_is_refused(style: str) -> None:
    try:
        printed = format_bibliography(style, ORDINARY, format="txt")
    except StyleError:
        return
    assert len(printed.entries) == len(ORDINARY)
    texts = everything(style, ORDINARY, [[{"id": "a", "locator": "7"}, {"id": "b"}]], "txt")
    assert not [text for text in texts if CONTROL.search(text)]


@given(st.text(max_size=30) | st.binary(max_size=30))
@settings(deadline=None, max_examples=120)
def test_what_is_no_style_is_refused(style: Any) -> None:
    try:
        printed = render(style, ORDINARY)
    except StyleError:
        return
    assert not printed
