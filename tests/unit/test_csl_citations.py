"""The citations of a document: their cites with affixes, modes, the document protocol."""

from typing import Any

import pytest

from refdesk.csl import format_citations, render
from refdesk.csl.cite_parts import take_out
from refdesk.csl.tree import Node, text_of

XMLNS = "http://purl.org/net/xbiblio/csl"
NAMES = '<names variable="author"><name form="short"/></names>'
AUTHOR_YEAR = f"""<group delimiter=" ">{NAMES}<date variable="issued"><date-part name="year"/></date></group>"""
IN_NOTES = f"""<choose><if position="ibid"><text term="ibid"/></if><else-if position="subsequent">
<group delimiter=", ">{NAMES}<text variable="first-reference-note-number" prefix="note "/></group></else-if>
<else><group delimiter=", ">{NAMES}<text variable="title"/></group></else></choose>"""
NUMBERS = '<text variable="citation-number"/>'
ITEMS: list[dict[str, Any]] = [
    {
        "id": key,
        "type": "book",
        "title": f"Title {key}",
        "author": [{"family": name, "given": "A"}],
        "issued": {"date-parts": [[2000]]},
    }
    for key, name in [("1", "Doe"), ("2", "Roe"), ("3", "Moe"), ("4", "Doe")]
]


def style_of(body: str = AUTHOR_YEAR, *, notes: bool = False, attributes: str = "", layout: str = "") -> str:
    around = layout or 'delimiter="; " prefix="(" suffix=")"'
    return f"""<style xmlns="{XMLNS}" class="{"note" if notes else "in-text"}" version="1.0"
    default-locale="en-US"><citation {attributes}><layout {around}>{body}</layout></citation></style>"""


def cited(*cites: dict[str, Any], style: str = "", form: Any = "txt") -> str:
    return render(style or style_of(), ITEMS, mode="citation", citation_items=[list(cites)], format=form)[0]


def step(key: str, ids: str, note: int = 0, before: str = "", after: str = "", **properties: Any) -> list[Any]:
    """A step of the protocol; `before` and `after` are the ids of citations, which stand in notes 1, 2 … or in none."""
    around = [[each, place if note else 0] for place, each in enumerate(before, 1)]
    behind = [[each, place if note else 0] for place, each in enumerate(after, note + 1)]
    cites = [{"id": each} for each in ids]
    citation = {"citationID": key, "citationItems": cites, "properties": {"noteIndex": note, **properties}}
    return [citation, around, behind]


def document(style: str, *steps: list[Any]) -> list[str]:
    return render(style, ITEMS, mode="citation", citations=steps, extra={"marks": True}, format="txt")


def test_the_layout_dresses_the_whole_citation() -> None:
    assert cited({"id": "1"}, {"id": "2"}) == "(Doe 2000; Roe 2000)"


def test_the_format_of_the_layout_is_around_its_affixes() -> None:
    style = style_of(layout='font-weight="bold" prefix="(" suffix=")"')
    assert cited({"id": "1"}, style=style, form="html") == "<b>(Doe 2000)</b>"


@pytest.mark.parametrize(
    ("prefix", "printed"), [("see", "(see Doe 2000)"), ("see ", "(see Doe 2000)"), ("cf.", "(cf. Doe 2000)")]
)
def test_a_prefix_is_parted_from_the_cite(prefix: str, printed: str) -> None:
    assert cited({"id": "1", "prefix": prefix}) == printed


@pytest.mark.parametrize(
    ("suffix", "printed"), [("x", "(Doe 2000 x)"), (", x", "(Doe 2000, x)"), ("[x]", "(Doe 2000 [x])")]
)
def test_a_suffix_is_parted_from_the_cite_where_it_is_a_word(suffix: str, printed: str) -> None:
    assert cited({"id": "1", "suffix": suffix}) == printed


def test_sorted_cites_that_only_a_letter_tells_apart_follow_their_letters() -> None:
    attributes = 'disambiguate-add-year-suffix="true" collapse="year"'
    sort = '<sort><key variable="author"/><key variable="issued"/></sort>'
    style = style_of(attributes=attributes).replace("<layout", f"{sort}<layout")
    citations = [[{"id": "1"}], [{"id": "4"}, {"id": "2"}, {"id": "1"}]]
    printed = render(style, ITEMS, mode="citation", citation_items=citations, format="txt")
    assert printed == ["(Doe 2000a)", "(Doe 2000a, 2000b; Roe 2000)"]


@pytest.mark.parametrize(("suffix", "printed"), [(", x", "(“Title 1,” x)"), (". See x", "(“Title 1.” See x)")])
def test_the_mark_that_begins_a_suffix_goes_inside_quotation_marks(suffix: str, printed: str) -> None:
    style = style_of('<text variable="title" quotes="true"/>')
    assert cited({"id": "1", "suffix": suffix}, style=style) == printed


def test_affixes_may_hold_markup() -> None:
    assert cited({"id": "1", "prefix": "<i>see</i>"}, form="html") == "(<i>see</i> Doe 2000)"


def test_a_cite_without_its_author_keeps_the_rest() -> None:
    assert cited({"id": "1", "suppress-author": True}) == "(2000)"


def test_the_author_alone_stands_outside_of_the_layout() -> None:
    assert cited({"id": "1", "author-only": True}) == "Doe"


def test_a_composite_citation_names_the_author_before_it() -> None:
    assert document(style_of(), step("A", "12", mode="composite")) == [">>[0] Doe (2000; Roe 2000)"]


def test_an_infix_stands_between_the_halves_of_a_composite_citation() -> None:
    assert document(style_of(), step("A", "1", mode="composite", infix="wrote")) == [">>[0] Doe wrote (2000)"]


def test_a_cite_of_an_unknown_item_is_printed_as_its_id() -> None:
    assert cited({"id": "1"}, {"id": "nobody"}) == "(Doe 2000; nobody)"


def test_a_cite_of_an_unknown_item_is_told() -> None:
    told = format_citations(style_of(), ITEMS, [[{"id": "nobody"}]]).warnings
    assert told == ("nobody: cited, but no item has this id",)


def test_a_note_begins_with_a_capital() -> None:
    printed = document(style_of(IN_NOTES, notes=True), step("A", "1", 1), step("B", "1", 2, "A"))
    assert printed[1] == ">>[1] (Ibid.)"


TWO_LEVELS = f"""<group prefix="[" suffix="]">{NAMES}<group prefix=" (" suffix=")"><text variable="title"/>
<text value="b (c)" prefix=" (" suffix=")"/></group></group>"""


def test_parentheses_inside_others_are_brackets_in_a_note() -> None:
    style = style_of(TWO_LEVELS, notes=True, layout='delimiter="; "')
    assert document(style, step("A", "1", 1)) == [">>[0] [Doe (Title 1 [b (c)])]"]


def test_parentheses_inside_those_of_the_layout_are_brackets_in_a_note() -> None:
    assert document(style_of(TWO_LEVELS, notes=True), step("A", "1", 1)) == [">>[0] ([Doe [Title 1 (b (c))]])"]


def test_parentheses_in_the_running_text_stay() -> None:
    assert document(style_of(TWO_LEVELS), step("A", "1")) == [">>[0] ([Doe (Title 1 (b (c)))])"]


def test_parentheses_without_a_partner_stay_as_they_are() -> None:
    body = '<group prefix="("><text variable="title" prefix=" (" suffix=")"/></group>'
    assert document(style_of(body, notes=True), step("A", "1", 1)) == [">>[0] (( (Title 1))"]


def test_a_note_begins_as_the_style_says_where_it_says_so() -> None:
    body = '<text term="ibid" text-case="lowercase"/>'
    assert document(style_of(body, notes=True), step("A", "1", 1)) == [">>[0] (ibid.)"]


def test_a_term_in_the_middle_of_a_note_stays_as_it_is() -> None:
    assert document(style_of(IN_NOTES, notes=True), step("A", "11", 1)) == [">>[0] (Doe, Title 1; ibid.)"]


def test_a_term_in_the_running_text_stays_as_it_is() -> None:
    assert document(style_of(IN_NOTES), step("A", "1"), step("B", "1", 0, "A"))[1] == ">>[1] (ibid.)"


def test_a_citation_put_between_others_changes_those_after_it() -> None:
    style = style_of(IN_NOTES, notes=True)
    printed = document(style, step("A", "1", 1), step("B", "1", 2, "A"), step("C", "2", 2, "A", "B"))
    assert printed == ["..[0] (Doe, Title 1)", ">>[1] (Roe, Title 2)", ">>[2] (Doe, note 1)"]


def test_a_citation_made_again_replaces_itself() -> None:
    assert document(style_of(), step("A", "12"), step("A", "2")) == [">>[0] (Roe 2000)"]


def test_works_no_longer_cited_tell_nothing_apart() -> None:
    style = style_of(attributes='disambiguate-add-year-suffix="true"')
    assert document(style, step("A", "14"), step("A", "4")) == [">>[0] (Doe 2000)"]


def test_a_letter_that_comes_to_an_earlier_citation_changes_it() -> None:
    style = style_of(attributes='disambiguate-add-year-suffix="true"')
    assert document(style, step("A", "1"), step("B", "4", 0, "A")) == [">>[0] (Doe 2000a)", ">>[1] (Doe 2000b)"]


def test_numbers_follow_the_order_of_citation() -> None:
    assert document(style_of(NUMBERS), step("A", "3"), step("B", "1", 0, "A"))[1] == ">>[1] (2)"


def test_numbers_follow_the_order_of_a_sorted_bibliography() -> None:
    bibliography = (
        '<bibliography><sort><key variable="title"/></sort><layout><text variable="title"/></layout></bibliography>'
    )
    style = style_of(NUMBERS).replace("</style>", f"{bibliography}</style>")
    assert document(style, step("A", "3"), step("B", "1", 0, "A")) == [">>[0] (2)", ">>[1] (1)"]


def test_cites_are_sorted_as_the_style_asks() -> None:
    style = style_of().replace("<layout", '<sort><key variable="title"/></sort><layout', 1)
    assert cited({"id": "3"}, {"id": "1"}, style=style) == "(Doe 2000; Moe 2000)"


def test_a_citation_may_keep_its_own_order() -> None:
    style = style_of().replace("<layout", '<sort><key variable="title"/></sort><layout', 1)
    assert document(style, step("A", "31", unsorted=True)) == [">>[0] (Moe 2000; Doe 2000)"]


def test_citations_in_order_stand_each_in_its_own_note() -> None:
    printed = format_citations(style_of(IN_NOTES, notes=True), ITEMS, [[{"id": "1"}], [{"id": "2"}], [{"id": "1"}]])
    assert printed.entries[2].endswith("Doe, note 1)")


def test_later_cites_are_told_apart_by_what_they_print() -> None:
    body = f"""<choose><if position="subsequent">{NAMES}<choose><if disambiguate="true">
    <text variable="title" prefix=" "/></if></choose></if><else><text variable="title"/></else></choose>"""
    printed = document(
        style_of(body), step("A", "14"), step("B", "2", 0, "A"), step("C", "1", 0, "AB"), step("D", "2", 0, "ABC")
    )
    assert printed[2:] == ["..[2] (Doe Title 1)", ">>[3] (Roe)"]


def test_a_term_after_a_prefix_that_ends_a_sentence_has_a_capital() -> None:
    again = step("B", "1", 2, "A")
    again[0]["citationItems"][0]["prefix"] = "So it is."
    assert document(style_of(IN_NOTES, notes=True), step("A", "1", 1), again)[1] == ">>[1] (So it is. Ibid.)"


def test_a_citation_asked_for_again_counts_as_made() -> None:
    assert document(style_of(), step("A", "1"), step("A", "1")) == [">>[0] (Doe 2000)"]


def test_a_citation_changes_with_what_tells_its_works_apart() -> None:
    body = f"""<choose><if position="subsequent">{NAMES}<choose><if disambiguate="true">
    <text variable="title" prefix=" "/></if></choose></if><else><text variable="title"/></else></choose>"""
    assert document(style_of(body), step("A", "1"), step("B", "4", 0, "A"))[0] == ">>[0] (Title 1)"


def test_a_citation_moved_to_another_note_is_unchanged_where_no_other_names_its_note() -> None:
    printed = document(style_of(IN_NOTES, notes=True), step("A", "1", 1), step("B", "2", 1, "", "A"))
    assert printed == [">>[0] (Roe, Title 2)", "..[1] (Doe, Title 1)"]


def test_later_cites_that_name_the_same_note_are_told_apart() -> None:
    body = """<choose><if position="subsequent"><text variable="first-reference-note-number" prefix="note "/>
    <choose><if disambiguate="true"><text variable="title" prefix=" "/></if></choose></if>
    <else><text variable="title"/></else></choose>"""
    printed = document(style_of(body, notes=True), step("A", "12", 1), step("B", "1", 2, "A"))
    assert printed[1] == ">>[1] (note 1 Title 1)"


def test_what_stood_around_a_part_alone_goes_with_it() -> None:
    names = Node(["Doe"], kind="names")
    cite = Node([Node([names], prefix="["), "2000"])
    take_out(cite, names)
    assert text_of(cite) == "2000"


def test_no_citations_print_nothing() -> None:
    assert document(style_of()) == []


@pytest.mark.parametrize("steps", [[None], [[]], ["x"], [[{"citationItems": 7}, "x", [["?"], 3]]]])
def test_steps_of_a_strange_kind_are_citations_of_nothing(steps: list[Any]) -> None:
    assert len(render(style_of(), ITEMS, mode="citation", citations=steps)) == 1


@pytest.mark.parametrize("again", ['<text variable="locator"/>', '<number variable="locator"/>'])
def test_a_locator_is_printed_once(again: str) -> None:
    body = f"""<text variable="locator"/><group prefix=", "><label variable="locator" suffix=" "/>{again}</group>"""
    assert cited({"id": "1", "locator": "5"}, style=style_of(body)) == "(5)"


def test_a_citation_of_which_nothing_is_printed_is_told_inside_the_affixes_of_the_layout() -> None:
    told = "([CSL STYLE ERROR: reference with no printed form.])"
    assert cited({"id": "1"}, style=style_of('<text variable="note"/>')) == told
