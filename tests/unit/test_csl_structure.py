"""What groups, branches, macros and texts print."""

from typing import Any

import pytest

from refdesk.csl import format_bibliography, render
from refdesk.csl.styles import NAMESPACE

ITEM = {"id": "a", "type": "book", "title": "Silent Spring", "publisher": "Houghton Mifflin", "note": "read"}


def style(layout: str, *, macros: str = "", attributes: str = "", area: str = "") -> str:
    return (
        f'<style xmlns="{NAMESPACE}" class="in-text" version="1.0" {attributes}>{macros}'
        f"<citation><layout>{layout}</layout></citation>"
        f"<bibliography {area}><layout>{layout}</layout></bibliography></style>"
    )


def printed(layout: str, item: dict[str, Any] | None = None, *, macros: str = "", **more: Any) -> str:
    return "".join(render(style(layout, macros=macros), [{**ITEM, **(item or {})}], **more))


def test_a_group_whose_variables_are_all_empty_prints_nothing() -> None:
    assert printed('<text value="X"/><group><text value="vol. "/><text variable="volume"/></group>') == "X"


def test_a_group_with_one_filled_variable_prints() -> None:
    group = '<group delimiter=": "><text variable="publisher-place"/><text variable="publisher"/></group>'
    assert printed(group) == "Houghton Mifflin"


def test_a_group_without_variables_prints() -> None:
    assert printed('<group delimiter="-"><text value="a"/><text value="b"/></group>') == "a-b"


def test_a_group_that_prints_counts_as_filled_for_the_group_around_it() -> None:
    inner = '<group><text value="b"/></group>'
    assert printed(f'<group><text variable="volume"/>{inner}</group>') == "b"


def test_a_macro_that_prints_counts_as_filled_for_the_group_around_it() -> None:
    macro = '<macro name="m"><text value="b"/></macro>'
    assert printed('<group><text variable="volume"/><text macro="m"/></group>', macros=macro) == "b"


def test_a_call_of_a_macro_has_no_delimiter() -> None:
    macro = '<macro name="m"><text value="a"/><text value="b"/></macro>'
    assert printed('<text macro="m" delimiter=", "/>', macros=macro) == "ab"


def test_the_first_branch_that_is_met_prints() -> None:
    branches = '<if type="article"><text value="1"/></if><else-if type="book"><text value="2"/></else-if>'
    assert printed(f'<choose>{branches}<else><text value="3"/></else></choose>') == "2"


def test_else_prints_where_no_branch_is_met() -> None:
    assert printed('<choose><if type="map"><text value="1"/></if><else><text value="3"/></else></choose>') == "3"


@pytest.mark.parametrize(
    ("match", "expected"), [("all", "-"), ("any", "-met"), ("none", "-")], ids=["all", "any", "none"]
)
def test_match_says_how_tests_add_up(match: str, expected: str) -> None:
    branch = f'<if variable="publisher volume" match="{match}"><text value="met"/></if>'
    assert printed(f'<text value="-"/><choose>{branch}</choose>') == expected


def test_a_number_in_words_is_not_numeric() -> None:
    branch = '<choose><if is-numeric="edition"><text value="met"/></if><else><text value="not"/></else></choose>'
    assert printed(branch, {"edition": "revised"}) == "not"


def test_the_short_form_of_a_variable_goes_before_the_long() -> None:
    assert printed('<text variable="title" form="short"/>', {"title-short": "Spring"}) == "Spring"


def test_the_long_form_stands_in_for_a_missing_short_one() -> None:
    assert printed('<text variable="title" form="short"/>') == "Silent Spring"


def test_an_identifier_leads_to_its_resolver() -> None:
    layout = '<text variable="DOI" prefix="doi: "/>'
    found = format_bibliography(style(layout), [{**ITEM, "DOI": "10.1/ab"}], links=True)
    assert found.entries == ('doi: <a href="https://doi.org/10.1/ab">10.1/ab</a>',)


def test_an_address_that_begins_in_the_prefix_is_one_link() -> None:
    layout = '<text variable="DOI" prefix="At https://doi.org/"/>'
    found = format_bibliography(style(layout), [{**ITEM, "DOI": "10.1/ab"}], links=True)
    assert found.entries == ('At <a href="https://doi.org/10.1/ab">https://doi.org/10.1/ab</a>',)


def test_the_first_part_stands_in_the_margin_of_an_aligned_style() -> None:
    layout = '<text variable="citation-number" suffix=". "/><text variable="title"/>'
    assert render(style(layout, area='second-field-align="flush"'), [ITEM]) == [
        '<div class="csl-left-margin">1. </div><div class="csl-right-inline">Silent Spring</div>'
    ]


def test_a_bibliography_tells_how_it_wants_to_be_laid_out() -> None:
    xml = style('<text variable="title"/>', area='hanging-indent="true" entry-spacing="0" line-spacing="2"')
    layout = format_bibliography(xml, [ITEM]).layout
    assert (layout.hanging_indent, layout.entry_spacing, layout.line_spacing) == (True, 0, 2)


def test_a_work_that_the_style_leaves_out_is_printed_plainly() -> None:
    found = format_bibliography(style('<text variable="volume"/>'), [ITEM])
    assert found.entries == ("Silent Spring.",)


def test_a_work_that_the_style_leaves_out_is_told() -> None:
    found = format_bibliography(style('<text variable="volume"/>'), [ITEM])
    assert found.warnings == ("a: printed plainly, since the style leaves such a work out",)


@pytest.mark.parametrize(
    ("layout", "attributes", "warning"),
    [
        ('<text macro="gone"/>', "", "calls a macro 'gone'"),
        ("<film/>", "", "an element 'film'"),
        ("<text/>", "", "names nothing to print"),
        ('<choose><if jurisdiction="us"/></choose>', "", "an option 'jurisdiction' of cs:if"),
        ('<text variable="title"/>', 'version="1.1mlz1"', "CSL 1.1mlz1"),
    ],
)
def test_what_csl_does_not_know_is_told(layout: str, attributes: str, warning: str) -> None:
    xml = style(f'{layout}<text variable="title"/>', attributes=attributes)
    xml = xml.replace('version="1.0" version', "version") if attributes else xml
    assert warning in " ".join(format_bibliography(xml, [ITEM]).warnings)


def test_an_author_that_repeats_gives_way_to_the_substitute() -> None:
    xml = style(
        '<names variable="author"/><text variable="title" prefix=". "/>', area='subsequent-author-substitute="———"'
    )
    author = [{"family": "Carson", "given": "Rachel"}]
    items = [{"id": n, "type": "book", "title": n, "author": author} for n in ("A", "B")]
    assert render(xml, items) == ["Rachel Carson. A", "———. B"]


def names_style(rule: str = "") -> str:
    options = f'subsequent-author-substitute="———" et-al-min="3" et-al-use-first="1" {rule}'
    return style('<names variable="author"/><text variable="title" prefix=". "/>', area=options)


def by(*families: str) -> list[dict[str, Any]]:
    """Two works, A and B, of which the second is by `families` and the first by Ode, Pym and Roe."""
    first = [{"family": family} for family in ("Ode", "Pym", "Roe")]
    second = [{"family": family} for family in families]
    return [
        {"id": "A", "type": "book", "title": "A", "author": first},
        {"id": "B", "type": "book", "title": "B", "author": second},
    ]


def test_other_authors_behind_et_al_are_not_the_same_authors() -> None:
    found = format_bibliography(names_style(), by("Ode", "Pym", "Sim"), format="txt")
    assert found.entries[1] == "Ode et al. B"


def test_the_same_authors_behind_et_al_give_way() -> None:
    found = format_bibliography(names_style(), by("Ode", "Pym", "Roe"), format="txt")
    assert found.entries[1] == "———. B"


def test_the_suites_call_compares_what_is_printed() -> None:
    assert render(names_style(), by("Ode", "Pym", "Sim"), format="txt")[1] == "———. B"


def test_one_of_several_types_is_enough() -> None:
    assert printed('<choose><if type="map book"><text value="met"/></if></choose>') == "met"


def test_the_format_of_an_identifier_leaves_the_prefix_alone() -> None:
    layout = '<text variable="DOI" prefix="https://doi.org/" font-style="italic"/>'
    found = format_bibliography(style(layout), [{**ITEM, "DOI": "10.1/ab"}], links=True)
    assert found.entries == ('<a href="https://doi.org/10.1/ab">https://doi.org/<i>10.1/ab</i></a>',)


def test_a_term_in_the_place_of_an_author_does_not_give_way() -> None:
    names = '<names variable="author"><substitute><text term="anonymous"/></substitute></names><text variable="title"/>'
    xml = style(names, area='subsequent-author-substitute="———"')
    items = [{"id": n, "type": "book", "title": n} for n in ("A", "B")]
    assert render(xml, items) == ["AnonymousA", "AnonymousB"]


@pytest.mark.parametrize(
    ("layout", "entry"),
    [
        ('<text term="no date" prefix="(" suffix=") "/><text variable="title"/>', "(No date) Silent Spring"),
        ('<text variable="citation-number" suffix=". "/><text term="in"/>', "1. In"),
        ('<text term="in" text-case="lowercase"/>', "in"),
        ('<text value="in"/>', "in"),
        ('<text variable="title" suffix=" "/><text term="in"/>', "Silent Spring in"),
    ],
)
def test_the_term_that_an_entry_begins_with_has_a_capital(layout: str, entry: str) -> None:
    assert printed(layout) == entry


def test_the_apostrophe_of_a_term_is_curly() -> None:
    terms = '<locale><terms><term name="in">l\'in</term></terms></locale>'
    assert printed('<text variable="title" suffix=" "/><text term="in"/>', macros=terms) == "Silent Spring l’in"


def test_a_branch_without_any_condition_is_never_met() -> None:
    assert printed('<choose><if><text value="met"/></if><else><text value="not"/></else></choose>') == "not"


def test_a_condition_finds_a_variable_by_the_name_that_zotero_gives_it() -> None:
    assert printed('<choose><if variable="title-short"><text value="met"/></if></choose>', {"shortTitle": "S"}) == "met"


def test_the_suites_call_sorts_titles_as_they_are() -> None:
    xml = (
        f'<style xmlns="{NAMESPACE}" class="in-text" version="1.0"><citation><layout/></citation><bibliography>'
        '<sort><key variable="title"/></sort><layout><text variable="title"/></layout></bibliography></style>'
    )
    items = [{"id": "a", "title": "The Atlas"}, {"id": "b", "title": "Borders"}]
    assert render(xml, items) == ["Borders", "The Atlas"]


def test_a_bibliography_sorts_titles_without_their_article() -> None:
    xml = (
        f'<style xmlns="{NAMESPACE}" class="in-text" version="1.0"><citation><layout/></citation><bibliography>'
        '<sort><key variable="title"/></sort><layout><text variable="title"/></layout></bibliography></style>'
    )
    items = [{"id": "b", "title": "Borders"}, {"id": "a", "title": "The Atlas"}]
    assert format_bibliography(xml, items).entries == ("The Atlas", "Borders")


def test_an_address_in_two_parts_is_one_plain_link_in_markdown() -> None:
    layout = '<text variable="DOI" prefix="https://doi.org/"/>'
    found = format_bibliography(style(layout), [{**ITEM, "DOI": "10.1/ab"}], links=True, format="md")
    assert found.entries == ("<https://doi.org/10.1/ab>",)
