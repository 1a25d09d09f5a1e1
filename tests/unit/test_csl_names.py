"""cs:names: lists of names, their delimiters, et al., labels and substitutes."""

from collections.abc import Mapping
from typing import Any

import pytest
from lxml import etree

from refdesk.csl.compiling import Compiler
from refdesk.csl.context import Cite, Context, Distinction
from refdesk.csl.items import Item
from refdesk.csl.locales import Locale, load_locale
from refdesk.csl.name_forms import FULL, INITIALS, PrintedName
from refdesk.csl.tree import Child, first, text_of, walk

XMLNS = "http://purl.org/net/xbiblio/csl"
TERMS = """<term name="and">and</term><term name="and" form="symbol">&amp;</term><term name="et-al">et al.</term>
<term name="and others">and others</term>
<term name="editor"><single>editor</single><multiple>editors</multiple></term>
<term name="editor" form="short"><single>ed.</single><multiple>eds.</multiple></term>
<term name="translator"><single>translator</single><multiple>translators</multiple></term>
<term name="editortranslator"><single>editor &amp; translator</single><multiple>editors and more</multiple></term>"""


def locale_of(terms: str = "") -> Locale:
    xml = f'<locale xmlns="{XMLNS}" xml:lang="en-US"><terms>{TERMS}{terms}</terms></locale>'
    return load_locale("en-US", (etree.fromstring(xml),), lambda _: None)


LOCALE = locale_of()


def context_of(item: Mapping[str, Any], locale: Locale = LOCALE, **more: Any) -> Context:
    return Context(locale, Item(item), more.pop("cite", Cite()), **more)


def render(body: str, context: Context) -> list[Child]:
    root = etree.fromstring(f'<style xmlns="{XMLNS}"><layout>{body}</layout></style>')
    printed = [element.render(context) for element in Compiler(root).children(root[0])]
    return [child for child in printed if child is not None]


def printed(body: str, item: Mapping[str, Any], locale: Locale = LOCALE, **more: Any) -> str:
    return "".join(map(text_of, render(body, context_of(item, locale, **more))))


def authors(name: str, *names: Any, **more: Any) -> str:
    """What cs:name with these attributes prints of authors; a name is "Family, Given" or a name of CSL-JSON."""
    body = f'<names variable="author"><name {name}/></names>'
    return printed(body, {"author": [person(each) for each in names]}, **more)


def person(name: Any) -> Any:
    if not isinstance(name, str):
        return name
    family, _, given = name.partition(", ")
    return {"family": family, "given": given}


ANN, BOB, CY, DEE = "Ash, Ann", "Birch, Bob", "Cedar, Cy", "Dogwood, Dee"
BEETHOVEN = {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"}
KOONING = {"family": "Kooning", "given": "Willem", "non-dropping-particle": "de"}
FULL_NAME = {"family": "F", "given": "G", "dropping-particle": "d", "non-dropping-particle": "n", "suffix": "S"}
KING = {"family": "King", "given": "Martin", "suffix": "Jr."}


@pytest.mark.parametrize(
    ("name", "one"),
    [
        ("", "G d n F S"),
        ('form="short"', "n F"),
        ('form="short" name-as-sort-order="all"', "F, n"),
        ('name-as-sort-order="all"', "F, G d n, S"),
        ('name-as-sort-order="all" sort-separator=" "', "F G d n S"),
        ('name-as-sort-order="all" sort-separator=""', "FG d nS"),
        ('name-as-sort-order="all" sort-separator=",  "', "F, G d n, S"),
    ],
)
def test_a_name_is_put_in_order(name: str, one: str) -> None:
    assert authors(name, FULL_NAME) == one


@pytest.mark.parametrize("demote", ["never", "sort-only"])
def test_a_particle_that_is_not_demoted_stays_before_the_family_name(demote: str) -> None:
    options = {"demote-non-dropping-particle": demote}
    assert authors('name-as-sort-order="all"', KOONING, options=options) == "de Kooning, Willem"


def test_a_particle_is_demoted_unless_the_style_says_otherwise() -> None:
    assert authors('name-as-sort-order="all"', KOONING) == "Kooning, Willem de"


def test_the_short_form_keeps_a_particle_that_does_not_drop() -> None:
    assert authors('form="short"', KOONING, BEETHOVEN) == "de Kooning, Beethoven"


def test_a_particle_clings_by_its_apostrophe() -> None:
    assert authors("", "d’Orsay, A") == "A d’Orsay"


def test_a_suffix_with_a_comma_has_it_in_reading_order() -> None:
    assert authors("", KING, {**KING, "comma-suffix": True}) == "Martin King Jr., Martin King, Jr."


@pytest.mark.parametrize(
    ("mark", "one"), [("", "M King PhD"), (" ", "M King Ph D"), (".", "M. King Ph.D."), (". ", "M. King Ph.D.")]
)
def test_a_suffix_has_no_periods_where_initials_have_none(mark: str, one: str) -> None:
    assert authors(f'initialize-with="{mark}"', {"family": "King", "given": "Martin", "suffix": "Ph.D."}) == one


def test_a_literal_name_is_never_inverted() -> None:
    assert authors('name-as-sort-order="all" initialize-with="."', {"literal": "World Bank"}) == "World Bank"


@pytest.mark.parametrize("name", ["", 'name-as-sort-order="all"', 'initialize-with="."'])
def test_a_name_in_an_ideographic_script_has_no_blank(name: str) -> None:
    assert authors(name, {"family": "山田", "given": "太郎"}) == "山田太郎"


def test_a_name_of_static_order_begins_with_the_family_name() -> None:
    mao = {"family": "Mao", "given": "Zedong", "static-ordering": True}
    assert authors("", mao) == authors('name-as-sort-order="all"', mao) == "Mao Zedong"


def test_only_the_first_name_is_inverted() -> None:
    assert authors('name-as-sort-order="first"', ANN, BOB) == "Ash, Ann, Bob Birch"


def test_all_names_are_inverted() -> None:
    assert authors('name-as-sort-order="all" delimiter="; "', ANN, BOB) == "Ash, Ann; Birch, Bob"


def test_a_given_name_is_shortened() -> None:
    assert authors('initialize-with=". "', "Ash, Ann-Lou May") == "A.-L. M. Ash"


def test_the_hyphen_of_initials_can_be_left_out() -> None:
    hyphenless = {"initialize-with-hyphen": "false"}
    assert authors('initialize-with="."', "Ash, Ann-Lou", options=hyphenless) == "A.L. Ash"


def test_initialize_false_leaves_given_names_full() -> None:
    assert authors('initialize-with="." initialize="false"', "Ash, Ann M") == "Ann M. Ash"


# Delimiters and "and"


@pytest.mark.parametrize(
    ("name", "two", "three"),
    [
        ("", "Ann Ash, Bob Birch", "Ann Ash, Bob Birch, Cy Cedar"),
        ('and="text"', "Ann Ash and Bob Birch", "Ann Ash, Bob Birch, and Cy Cedar"),
        ('and="symbol"', "Ann Ash & Bob Birch", "Ann Ash, Bob Birch, & Cy Cedar"),
        (
            'and="text" delimiter-precedes-last="always"',
            "Ann Ash, and Bob Birch",
            "Ann Ash, Bob Birch, and Cy Cedar",
        ),
        ('and="text" delimiter-precedes-last="never"', "Ann Ash and Bob Birch", "Ann Ash, Bob Birch and Cy Cedar"),
        (
            'and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="first"',
            "Ash, Ann, and Bob Birch",
            "Ash, Ann, Bob Birch and Cy Cedar",
        ),
    ],
)
def test_names_are_joined(name: str, two: str, three: str) -> None:
    assert (authors(name, ANN, BOB), authors(name, ANN, BOB, CY)) == (two, three)


def test_the_delimiter_does_not_follow_a_literal_name_as_if_it_were_inverted() -> None:
    name = 'and="text" delimiter-precedes-last="after-inverted-name" name-as-sort-order="all"'
    assert authors(name, {"literal": "World Bank"}, ANN) == "World Bank and Ash, Ann"


def test_names_before_et_al_are_not_joined_by_and() -> None:
    assert authors('and="text" et-al-min="3" et-al-use-first="2"', ANN, BOB, CY) == "Ann Ash, Bob Birch, et al."


def test_an_empty_and_leaves_the_delimiter() -> None:
    assert authors('and="text"', ANN, BOB, locale=locale_of('<term name="and"/>')) == "Ann Ash, Bob Birch"


def test_no_blank_stands_before_an_ideographic_et_al() -> None:
    locale = locale_of('<term name="et-al">等</term>')
    assert authors('et-al-min="2" et-al-use-first="1"', ANN, BOB, locale=locale) == "Ann Ash等"


def test_an_empty_et_al_prints_nothing() -> None:
    locale = locale_of('<term name="et-al"/>')
    assert authors('et-al-min="2" et-al-use-first="1"', ANN, BOB, locale=locale) == "Ann Ash"


def test_no_blank_stands_around_an_ideographic_and() -> None:
    assert authors('and="text"', ANN, BOB, CY, locale=locale_of('<term name="and">和</term>')) == (
        "Ann Ash, Bob Birch和Cy Cedar"
    )


# Et al.


@pytest.mark.parametrize(
    ("name", "three"),
    [
        ('et-al-min="3" et-al-use-first="1"', "Ann Ash et al."),
        ('et-al-min="3" et-al-use-first="2"', "Ann Ash, Bob Birch, et al."),
        ('et-al-min="4" et-al-use-first="1"', "Ann Ash, Bob Birch, Cy Cedar"),
        ('et-al-min="2" et-al-use-first="3"', "Ann Ash, Bob Birch, Cy Cedar"),
        ('et-al-min="3"', "Ann Ash, Bob Birch, Cy Cedar"),
        ('et-al-min="3" et-al-use-first="one"', "Ann Ash, Bob Birch, Cy Cedar"),
        ('et-al-min="³" et-al-use-first="1"', "Ann Ash, Bob Birch, Cy Cedar"),
        (f'et-al-min="{"3" * 5000}" et-al-use-first="1"', "Ann Ash, Bob Birch, Cy Cedar"),
        ('et-al-min="3" et-al-use-first="1" delimiter-precedes-et-al="always"', "Ann Ash, et al."),
        ('et-al-min="3" et-al-use-first="2" delimiter-precedes-et-al="never"', "Ann Ash, Bob Birch et al."),
        (
            'et-al-min="3" et-al-use-first="1" name-as-sort-order="all" delimiter-precedes-et-al="after-inverted-name"',
            "Ash, Ann, et al.",
        ),
        ('et-al-min="3" et-al-use-first="1" and="text"', "Ann Ash et al."),
    ],
)
def test_long_lists_are_abbreviated(name: str, three: str) -> None:
    assert authors(name, ANN, BOB, CY) == three


def test_the_last_name_follows_an_ellipsis() -> None:
    name = 'et-al-min="4" et-al-use-first="2" et-al-use-last="true"'
    assert authors(name, ANN, BOB, CY, DEE) == "Ann Ash, Bob Birch, … Dee Dogwood"


def test_an_ellipsis_stands_for_a_name_at_least() -> None:
    name = 'et-al-min="4" et-al-use-first="3" et-al-use-last="true"'
    assert authors(name, ANN, BOB, CY, DEE) == "Ann Ash, Bob Birch, … Dee Dogwood"


def test_more_names_to_tell_cites_apart_leave_no_ellipsis_for_none() -> None:
    name = 'et-al-min="3" et-al-use-first="1" et-al-use-last="true"'
    assert authors(name, ANN, BOB, CY, distinction=Distinction(shown={0: 2})) == "Ann Ash, Bob Birch, Cy Cedar"


def test_an_unfinished_list_has_no_last_name() -> None:
    name = 'et-al-min="3" et-al-use-first="1" et-al-use-last="true"'
    assert authors(name, ANN, BOB, CY, {"literal": "others"}) == "Ann Ash et al."


def test_one_name_before_an_ellipsis_has_no_delimiter() -> None:
    name = 'et-al-min="3" et-al-use-first="1" et-al-use-last="true"'
    assert authors(name, ANN, BOB, CY) == "Ann Ash … Cy Cedar"


@pytest.mark.parametrize("position", ["subsequent", "ibid", "ibid-with-locator"])
def test_later_cites_have_limits_of_their_own(position: str) -> None:
    name = 'et-al-min="4" et-al-use-first="3" et-al-subsequent-min="2" et-al-subsequent-use-first="1"'
    assert authors(name, ANN, BOB, CY, cite=Cite(position=position)) == "Ann Ash et al."


def test_later_cites_fall_back_on_the_limits_of_the_first() -> None:
    name = 'et-al-min="3" et-al-use-first="1"'
    assert authors(name, ANN, BOB, CY, cite=Cite(position="subsequent")) == "Ann Ash et al."


def test_first_cites_do_not_heed_the_limits_of_later_ones() -> None:
    name = 'et-al-subsequent-min="2" et-al-subsequent-use-first="1"'
    assert authors(name, ANN, BOB, CY, cite=Cite(position="first")) == "Ann Ash, Bob Birch, Cy Cedar"


def test_a_list_that_ends_in_others_is_abbreviated_in_any_case() -> None:
    assert authors("", ANN, {"literal": "others"}) == "Ann Ash et al."


def test_others_count_as_one_more_name() -> None:
    name = 'et-al-min="3" et-al-use-first="1"'
    assert authors(name, ANN, BOB, {"literal": "others"}) == "Ann Ash et al."


def test_the_term_for_the_others_can_be_chosen() -> None:
    body = '<names variable="author"><name et-al-min="2" et-al-use-first="1"/><et-al term="and others"/></names>'
    assert printed(body, {"author": [person(ANN), person(BOB)]}) == "Ann Ash and others"


def test_the_term_for_the_others_has_its_own_format() -> None:
    body = '<names variable="author"><name et-al-min="2" et-al-use-first="1"/><et-al font-style="italic"/></names>'
    (names,) = render(body, context_of({"author": [person(ANN), person(BOB)]}))
    assert [text_of(node) for node in walk(names) if node.format.font_style == "italic"] == ["et al."]


def test_more_names_are_shown_to_tell_cites_apart() -> None:
    name = 'et-al-min="2" et-al-use-first="1"'
    assert authors(name, ANN, BOB, CY, distinction=Distinction(shown={0: 2})) == "Ann Ash, Bob Birch, et al."


def test_given_names_are_shown_to_tell_cites_apart() -> None:
    name = 'form="short" initialize-with="."'
    given = {(0, 0): INITIALS, (0, 1): FULL}
    assert authors(name, ANN, BOB, CY, distinction=Distinction(given=given)) == "A. Ash, Bob Birch, Cedar"


# Options that are inherited


def test_options_of_the_area_are_inherited() -> None:
    assert authors("", ANN, BOB, name_options={"and": "text", "form": "short"}) == "Ash and Birch"


def test_the_options_of_a_name_prevail_over_those_of_the_area() -> None:
    assert authors('and="symbol"', ANN, BOB, name_options={"and": "text"}) == "Ann Ash & Bob Birch"


def test_the_same_names_print_differently_in_another_area() -> None:
    root = etree.fromstring(f'<style xmlns="{XMLNS}"><layout><names variable="author"/></layout></style>')
    (element,) = Compiler(root).children(root[0])
    item = {"author": [person(ANN), person(BOB)]}
    areas = ({"and": "text"}, {"form": "short"}, {"and": "text"})
    texts = [text_of(element.render(context_of(item, name_options=area))) for area in areas]
    assert texts == ["Ann Ash and Bob Birch", "Ash, Birch", "Ann Ash and Bob Birch"]


def test_lists_of_several_variables_are_joined_by_the_delimiter_of_the_area() -> None:
    item = {"author": [person(ANN)], "editor": [person(BOB)]}
    body = '<names variable="author editor"/>'
    assert printed(body, item, name_options={"names-delimiter": "; "}) == "Ann Ash; Bob Birch"


def test_the_delimiter_of_names_prevails_over_that_of_the_area() -> None:
    item = {"author": [person(ANN)], "editor": [person(BOB)]}
    body = '<names variable="author editor" delimiter=" / "/>'
    assert printed(body, item, name_options={"names-delimiter": "; "}) == "Ann Ash / Bob Birch"


# Formats


def formatted(body: str, item: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The text of each part that is italic or bold, with which of them it is."""
    (names,) = render(body, context_of(item))
    return [
        (text_of(node), node.format.font_style or node.format.font_weight) for node in walk(names) if any(node.format)
    ]


def test_particles_take_the_format_of_the_part_they_belong_to() -> None:
    body = (
        '<names variable="author"><name><name-part name="given" font-style="italic"/>'
        '<name-part name="family" font-weight="bold"/></name></names>'
    )
    assert formatted(body, {"author": [FULL_NAME]}) == [
        ("G", "italic"),
        ("d", "italic"),
        ("n", "bold"),
        ("F", "bold"),
    ]


def test_affixes_of_name_parts_stand_around_their_particles() -> None:
    body = (
        '<names variable="author"><name><name-part name="given" prefix="[" suffix="]"/>'
        '<name-part name="family" prefix="(" suffix=")"/></name></names>'
    )
    assert printed(body, {"author": [FULL_NAME]}) == "[G] (d n F S)"


def test_affixes_of_name_parts_stand_around_their_particles_in_sort_order() -> None:
    body = (
        '<names variable="author"><name name-as-sort-order="all"><name-part name="given" prefix="[" suffix="]"/>'
        '<name-part name="family" prefix="(" suffix=")"/></name></names>'
    )
    assert printed(body, {"author": [FULL_NAME]}) == "(F), [G d n], S"


def test_an_affix_that_is_a_blank_replaces_the_blank() -> None:
    body = '<names variable="author"><name><name-part name="given" suffix="&#160;"/></name></names>'
    assert printed(body, {"author": [person(ANN)]}) == "Ann\u00a0Ash"


def test_a_literal_name_has_the_format_of_a_family_name() -> None:
    body = '<names variable="author"><name><name-part name="family" font-weight="bold" prefix="("/></name></names>'
    assert formatted(body, {"author": [{"literal": "World Bank"}]}) == [("World Bank", "bold")]


def test_affixes_of_a_name_stand_around_each_name() -> None:
    assert authors('prefix="[" suffix="]"', ANN, BOB) == "[Ann Ash], [Bob Birch]"


# Labels


@pytest.mark.parametrize(
    ("label", "one", "two"),
    [
        ('prefix=", "', "Ann Ash, editor", "Ann Ash, Bob Birch, editors"),
        ('form="short" prefix=" (" suffix=")"', "Ann Ash (ed.)", "Ann Ash, Bob Birch (eds.)"),
        ('prefix=", " plural="always"', "Ann Ash, editors", "Ann Ash, Bob Birch, editors"),
        ('prefix=", " plural="never"', "Ann Ash, editor", "Ann Ash, Bob Birch, editor"),
    ],
)
def test_a_label_follows_the_names(label: str, one: str, two: str) -> None:
    body = f'<names variable="editor"><name/><label {label}/></names>'
    assert printed(body, {"editor": [person(ANN)]}) == one
    assert printed(body, {"editor": [person(ANN), person(BOB)]}) == two


def test_a_label_without_a_name_stands_after_the_names() -> None:
    assert (
        printed('<names variable="editor"><label prefix=", "/></names>', {"editor": [person(ANN)]}) == "Ann Ash, editor"
    )


def test_a_label_before_the_name_stands_before_the_names() -> None:
    body = '<names variable="editor"><label suffix=" "/><name/></names>'
    assert printed(body, {"editor": [person(ANN)]}) == "editor Ann Ash"


def test_a_label_in_title_case_heeds_no_language() -> None:
    body = '<names variable="editor"><name/><label text-case="title" prefix=", "/></names>'
    assert printed(body, {"editor": [person(ANN)], "language": "de"}) == "Ann Ash, Editor"


def test_a_label_counts_the_names_that_are_not_shown() -> None:
    body = '<names variable="editor"><name et-al-min="2" et-al-use-first="1"/><label prefix=", "/></names>'
    assert printed(body, {"editor": [person(ANN), person(BOB)]}) == "Ann Ash et al., editors"


def test_a_role_without_a_term_has_no_label() -> None:
    assert (
        printed('<names variable="author"><name/><label prefix=", "/></names>', {"author": [person(ANN)]}) == "Ann Ash"
    )


BOTH = '<names variable="editor translator" delimiter="; "><name/><label prefix=", "/></names>'


def test_editors_who_translate_are_printed_once() -> None:
    item = {"editor": [person(ANN)], "translator": [person(ANN)]}
    assert printed(BOTH, item) == "Ann Ash, editor & translator"


def test_editors_who_translate_are_printed_twice_where_the_term_is_empty() -> None:
    item = {"editor": [person(ANN)], "translator": [person(ANN)]}
    locale = locale_of('<term name="editortranslator"/>')
    assert printed(BOTH, item, locale) == "Ann Ash, editor; Ann Ash, translator"


def test_editors_who_translate_are_printed_twice_without_a_label() -> None:
    item = {"editor": [person(ANN)], "translator": [person(ANN)]}
    assert printed('<names variable="editor translator" delimiter="; "/>', item) == "Ann Ash; Ann Ash"


def test_other_roles_are_not_merged() -> None:
    item = {"author": [person(ANN)], "editor": [person(ANN)]}
    body = '<names variable="author editor" delimiter="; "><name/><label prefix=", "/></names>'
    assert printed(body, item) == "Ann Ash; Ann Ash, editor"


def test_different_editors_are_not_merged_with_translators() -> None:
    item = {"editor": [person(ANN)], "translator": [person(BOB)]}
    assert printed(BOTH, item) == "Ann Ash, editor; Bob Birch, translator"


# Counts


def test_a_count_adds_up_the_names_that_would_be_shown() -> None:
    body = '<names variable="author editor"><name form="count" et-al-min="3" et-al-use-first="1"/></names>'
    item = {"author": [person(ANN), person(BOB)], "editor": [person(ANN), person(BOB), person(CY)]}
    assert printed(body, item) == "3"


# Substitutes


SUBSTITUTE = """<names variable="author" prefix="[" suffix="]"><name form="short"/><label form="short" prefix=", "/>
<substitute><names variable="editor"/><text variable="title"/></substitute></names>"""


def test_the_shorthand_takes_all_from_the_names_around_it() -> None:
    assert printed(SUBSTITUTE, {"editor": [person(ANN)], "title": "T"}) == "[Ash, ed.]"


def test_the_shorthand_has_formats_of_its_own_where_the_names_around_it_have_none() -> None:
    body = (
        '<names variable="author" delimiter=" + "><name/><substitute>'
        '<names variable="editor translator" prefix="(" suffix=")"/></substitute></names>'
    )
    assert printed(body, {"editor": [person(ANN)], "translator": [person(BOB)]}) == "(Ann Ash + Bob Birch)"


def test_the_shorthand_has_a_delimiter_of_its_own() -> None:
    body = (
        '<names variable="author" delimiter=" + "><name/><substitute>'
        '<names variable="editor translator" delimiter="; "/></substitute></names>'
    )
    assert printed(body, {"editor": [person(ANN)], "translator": [person(BOB)]}) == "Ann Ash; Bob Birch"


def test_names_with_a_label_of_their_own_take_the_name_around_them() -> None:
    body = SUBSTITUTE.replace('<names variable="editor"/>', '<names variable="editor"><label prefix=" "/></names>')
    assert printed(body, {"editor": [person(ANN)]}) == "Ash editor"


def test_names_with_a_name_of_their_own_take_nothing() -> None:
    body = SUBSTITUTE.replace('<names variable="editor"/>', '<names variable="editor"><name/></names>')
    assert printed(body, {"editor": [person(ANN)]}) == "Ann Ash"


def test_a_text_stands_for_names_without_their_affixes() -> None:
    assert printed(SUBSTITUTE, {"title": "T"}) == "T"


def test_nothing_stands_for_names_that_are_there() -> None:
    assert printed(SUBSTITUTE, {"author": [person(BOB)], "editor": [person(ANN)]}) == "[Birch]"


def test_a_substitute_is_printed_no_more() -> None:
    body = f'{SUBSTITUTE}<text variable="title" prefix=" "/>'
    assert printed(body, {"title": "T"}) == "T"


def test_substituted_names_are_printed_no_more() -> None:
    body = f'{SUBSTITUTE}<names variable="editor" prefix="; "/>'
    assert printed(body, {"editor": [person(ANN)]}) == "[Ash, ed.]"


def test_names_printed_as_such_can_be_printed_again() -> None:
    body = (
        '<names variable="editor"/><names variable="author" prefix="; ">'
        '<substitute><names variable="editor"/></substitute></names>'
    )
    assert printed(body, {"editor": [person(ANN)]}) == "Ann Ash; Ann Ash"


def test_only_the_first_substitute_is_printed() -> None:
    body = '<names variable="author"><substitute><text variable="title"/><text variable="note"/></substitute></names>'
    assert printed(body, {"title": "T", "note": "N"}) == "T"


def test_only_the_first_substitute_in_a_branch_is_printed() -> None:
    body = (
        '<names variable="author"><substitute><choose><if type="book"><names variable="editor"/>'
        '<names variable="translator"/></if></choose><text variable="title"/></substitute></names>'
    )
    item = {"type": "book", "editor": [person(ANN)], "translator": [person(BOB)], "title": "T"}
    assert printed(body, item) == "Ann Ash"


def test_all_of_a_group_is_a_substitute() -> None:
    body = (
        '<names variable="author"><substitute><group delimiter=", "><text variable="title"/><text variable="note"/>'
        '</group></substitute></names><text variable="note" prefix="; "/>'
    )
    assert printed(body, {"title": "T", "note": "N"}) == "T, N"


def test_an_unknown_term_does_not_stand_for_names() -> None:
    body = '<names variable="author"><substitute><text term="no such"/><text variable="title"/></substitute></names>'
    assert printed(body, {"title": "T"}) == "T"


def test_an_empty_term_stands_for_names() -> None:
    body = '<names variable="author"><substitute><text term="anonymous"/><text variable="title"/></substitute></names>'
    assert printed(body, {"title": "T"}, locale_of('<term name="anonymous"/>')) == ""


# What later passes rely on


def test_names_count_as_one_variable_for_groups() -> None:
    for item, filled in (({"author": [person(ANN)]}, 1), ({}, 0)):
        context = context_of(item)
        render('<names variable="author editor"/>', context)
        assert (context.called, context.filled) == (1, filled)


def test_each_list_is_told_to_the_context() -> None:
    context = context_of({"author": [person(ANN), person(BOB)], "editor": [person(CY)]})
    render('<names variable="author editor"><name et-al-min="2" et-al-use-first="1"/></names>', context)
    told = [(each.variable, len(each.names), each.shown, each.node.kind) for each in context.printed_names]
    assert told == [("author", 2, 1, "name-list"), ("editor", 1, 1, "name-list")]


def test_a_names_node_holds_its_names() -> None:
    body = '<names variable="author"><name et-al-min="3" et-al-use-first="2"/><et-al font-style="italic"/></names>'
    (names,) = render(body, context_of({"author": [person(ANN), person(BOB), person(CY)]}))
    assert [text_of(node) for node in walk(names) if node.kind == "name"] == ["Ann Ash", "Bob Birch"]


def test_substituted_names_are_one_names_node() -> None:
    (names,) = render(SUBSTITUTE, context_of({"editor": [person(ANN)]}))
    assert [node.kind for node in walk(names) if node.kind == "names"] == ["names"]


def test_a_substituted_text_is_a_names_node_without_lists() -> None:
    (names,) = render(SUBSTITUTE, context_of({"title": "T"}))
    assert [node.kind for node in walk(names) if node.kind in {"names", "name-list"}] == ["names"]


def form_of(name: str, one: Any) -> PrintedName:
    body = f'<names variable="author"><name {name}/></names>'
    (names,) = render(body, context_of({"author": [person(one)]}))
    node = first(names, "name")
    assert node is not None
    assert isinstance(node.data, PrintedName)
    return node.data


def test_a_name_node_knows_how_else_it_could_print() -> None:
    form = form_of('form="short" initialize-with="."', ANN)
    assert [form.at(level) for level in form.levels] == ["Ash", "A. Ash", "Ann Ash"]


def test_levels_that_change_nothing_are_left_out() -> None:
    assert form_of('form="short"', ANN).levels == (0, INITIALS)
    assert form_of("", ANN).levels == (0,)
    assert form_of('initialize-with="."', ANN).levels == (0, FULL)
    assert form_of('form="short"', {"literal": "World Bank"}).levels == (0,)


def test_a_family_key_holds_the_particle() -> None:
    assert form_of("", KOONING).family_key == "de Kooning"


# Sort keys


def key(name: str, *names: Any, **more: Any) -> str:
    return authors(name, *names, sorting=True, **more)


def test_a_sort_key_begins_with_family_names() -> None:
    assert key('and="text"', ANN, BOB) == "Ash, Ann, Birch, Bob"


def test_a_sort_key_has_no_et_al() -> None:
    assert key('et-al-min="2" et-al-use-first="1"', ANN, BOB) == "Ash, Ann"


def test_a_sort_key_has_no_labels() -> None:
    body = '<names variable="editor"><name/><label prefix=", "/></names>'
    assert printed(body, {"editor": [person(ANN)]}, sorting=True) == "Ash, Ann"


def test_a_sort_key_demotes_particles_where_the_style_demotes_for_sorting_only() -> None:
    assert key("", KOONING, options={"demote-non-dropping-particle": "sort-only"}) == "Kooning, de, Willem"


def test_a_sort_key_demotes_the_particle_of_a_short_name() -> None:
    assert key('form="short"', KOONING, options={"demote-non-dropping-particle": "sort-only"}) == "Kooning, de"


def test_a_sort_key_keeps_particles_that_the_style_never_demotes() -> None:
    assert key("", KOONING, options={"demote-non-dropping-particle": "never"}) == "de Kooning, Willem"


def test_the_limits_of_a_sort_key_prevail() -> None:
    limits = {"names-min": "2", "names-use-first": "1"}
    assert key('et-al-min="4" et-al-use-first="3"', ANN, BOB, CY, name_options=limits) == "Ash, Ann"


def test_no_names_count_as_none_in_sort_keys() -> None:
    assert key('form="count"') < key('form="count"', ANN)


def test_no_names_have_no_count_in_print() -> None:
    assert not authors('form="count"')


def test_counts_in_sort_keys_compare_as_numbers() -> None:
    few = key('form="count"', *[ANN] * 3)
    many = key('form="count"', *[ANN] * 12)
    assert few < many


@pytest.mark.parametrize("unit", ["a ", "-", "'", "<i>", "A.", "\u0301", "“", "," * 5])
def test_hostile_names_are_printed(unit: str) -> None:
    name = {"family": unit * 20_000, "given": unit * 20_000, "suffix": unit}
    body = '<names variable="author"><name initialize-with="."><name-part name="given" prefix="("/></name></names>'
    assert isinstance(printed(body, {"author": [name, name]}), str)
