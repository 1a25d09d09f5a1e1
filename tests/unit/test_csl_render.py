"""Whole references, and each known fault of the processor beneath."""

from typing import Any, Literal
from xml.etree import ElementTree as ET

import pytest

from refdesk.csl import StyleError, format_bibliography, format_citations, render
from refdesk.csl.elements import date_range, last_page, sort_form, title_case
from refdesk.csl.styles import NAMESPACE
from refdesk.store.styles import SHORT_NAMES, find_style

ORWELL = {"family": "Orwell", "given": "George"}
ESSAY: dict[str, Any] = {
    "id": "orwell1946",
    "type": "article-journal",
    "author": [ORWELL],
    "title": "Politics and the English language",
    "container-title": "Horizon",
    "volume": "13",
    "issue": "76",
    "page": "252-265",
    "issued": {"date-parts": [[1946, 4]]},
}


def entry(style: str, **changes: Any) -> str:
    """The one entry of a changed essay; None takes a field away."""
    item = {**ESSAY, **{name.replace("_", "-"): value for name, value in changes.items()}}
    found = find_style(style)
    (text,) = render(found.xml, [item], format="txt", extra={"locale": found.locale})
    return text


def book(**fields: Any) -> dict[str, Any]:
    return {"id": "b", "type": "book", **{name.replace("_", "-"): value for name, value in fields.items()}}


def entries(style: str, *items: dict[str, Any]) -> list[str]:
    return render(find_style(style).xml, items, format="txt")


def cited(style: str, *items: dict[str, Any]) -> list[str]:
    """Each item cited alone, all in one document."""
    alone = [[{"id": item["id"]}] for item in items]
    return render(find_style(style).xml, items, mode="citation", citation_items=alone, format="txt")


def one_line_style(layout: str) -> str:
    """A style of our own whose bibliography is `layout`."""
    return (
        f'<style xmlns="{NAMESPACE}" class="in-text" version="1.0"><citation><layout><text variable="title"/></layout>'
        f"</citation><bibliography><layout>{layout}</layout></bibliography></style>"
    )


@pytest.mark.parametrize(
    ("style", "printed"),
    [
        ("apa", "Orwell, G. (1946). Politics and the English language. Horizon, 13(76), 252–265."),
        ("chicago-notes", "Orwell, George. “Politics and the English Language.” Horizon 13, no. 76 (1946): 252–65."),
        ("chicago-author-date", "Orwell, George. 1946. “Politics and the English Language.” Horizon 13 (76): 252–65."),
        (
            "mla",
            "Orwell, George. “Politics and the English Language.” Horizon, vol. 13, no. 76, Apr. 1946, pp. 252–65.",
        ),
        (
            "ieee",
            "[1] G. Orwell, “Politics and the English language,” Horizon, vol. 13, no. 76, pp. 252–265, Apr. 1946.",
        ),
        ("harvard", "Orwell, G. (1946) ‘Politics and the English language’, Horizon, 13(76), pp. 252–265."),
    ],
)
def test_an_article_reads_as_its_style_asks(style: str, printed: str) -> None:
    assert entry(style) == printed


def test_html_in_data_comes_out_escaped() -> None:
    (text,) = render(find_style("apa").xml, [{**ESSAY, "title": "<script>alert(1)</script>"}])
    assert "&lt;script&gt;" in text


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_html_is_well_formed_whatever_the_data(style: str) -> None:
    hostile = '</i><b "\'&<!-- ]]> <i>x</b> &lt; <span style="font-variant:small-caps;">'
    item = {**ESSAY, "title": hostile, "container-title": hostile, "URL": "https://a.org/" + hostile, "DOI": hostile}
    printed = format_bibliography(find_style(style).xml, [item], links=True)
    ET.fromstring("<p>" + "".join(printed.entries) + "</p>")  # noqa: S314 - our own output


def test_ids_that_differ_in_case_are_two_entries() -> None:
    assert len(entries("apa", {**ESSAY, "id": "a"}, {**ESSAY, "id": "A", "title": "Why I write"})) == 2


def test_two_items_with_the_same_id_are_two_entries() -> None:
    assert len(entries("apa", ESSAY, ESSAY)) == 2


@pytest.mark.parametrize("style", SHORT_NAMES)
@pytest.mark.parametrize("field", ["title", "author", "issued", "container-title", "volume", "issue", "page", "type"])
def test_nothing_is_printed_for_a_missing_field(style: str, field: str) -> None:
    assert "None" not in entry(style, **{field: None})


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_a_date_in_words_is_printed_once(style: str) -> None:
    assert entry(style, type="book", issued={"raw": "Easter week 1916"}).count("Easter week 1916") == 1


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_an_empty_date_is_survived(style: str) -> None:
    assert entry(style, issued={"date-parts": [[]]}).startswith(("Orwell", "[1] G. Orwell"))


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_a_season_is_survived(style: str) -> None:
    assert "1946" in entry(style, issued={"date-parts": [[1946]], "season": 1})


@pytest.mark.parametrize("style", SHORT_NAMES)
@pytest.mark.parametrize("kind", ["", None, 7, "spell", "Book", "legal_case", "post", "interview", "classic", "entry"])
def test_no_entry_is_lost_for_its_type(style: str, kind: Any) -> None:
    assert "olitics and the " in entry(style, type=kind)


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_no_entry_is_lost_that_has_only_an_author(style: str) -> None:
    assert "Fanon" in entries(style, {"id": "f", "author": [{"family": "Fanon"}]})[0]


def test_an_entry_with_nothing_is_printed_as_its_key() -> None:
    assert entries("chicago-notes", {"id": "fanon1961"}) == ["fanon1961"]


def test_an_entry_that_the_style_leaves_out_is_said() -> None:
    printed = format_bibliography(find_style("chicago-notes").xml, [{"id": "fanon1961", "author": [{"family": "F"}]}])
    assert printed.warnings == ("fanon1961: printed plainly, since the style leaves such a work out",)


def test_an_entry_that_breaks_the_processor_is_printed_plainly() -> None:
    broken = one_line_style('<number variable="volume" form="nonsense"/>')
    printed = format_bibliography(broken, [ESSAY], format="txt")
    assert printed.entries == ("George Orwell. Politics and the English language. Horizon. 1946.",)


def test_a_sort_that_breaks_keeps_the_order_given() -> None:
    broken = one_line_style("<text variable='title'/>").replace(
        "<bibliography>", "<bibliography><sort><key macro='m'/></sort>"
    )
    broken = broken.replace(
        "<citation>", "<macro name='m'><number variable='volume' form='nonsense'/></macro><citation>"
    )
    printed = format_bibliography(broken, [{**ESSAY, "title": "b"}, {**ESSAY, "title": "a"}], format="txt")
    assert (printed.order, printed.warnings[0][:30]) == ((0, 1), "the order is that of the libra")


def test_order_says_which_item_an_entry_prints() -> None:
    printed = format_bibliography(find_style("apa").xml, [ESSAY, {**ESSAY, "author": [{"family": "Arendt"}]}])
    assert printed.order == (1, 0)


@pytest.mark.parametrize("style", ["chicago-notes", "chicago-author-date", "mla"])
def test_given_names_are_whole_where_the_style_wants_them(style: str) -> None:
    assert "Orwell, George" in entry(style)


@pytest.mark.parametrize("style", ["apa", "harvard"])
def test_given_names_are_initials_where_the_style_wants_them(style: str) -> None:
    assert entry(style).startswith("Orwell, G. (")


def test_a_part_of_a_name_may_be_put_in_capitals() -> None:
    part = '<name-part name="family" text-case="uppercase"/><name-part name="given" text-case="capitalize-first"/>'
    style = one_line_style(f'<names variable="author"><name>{part}</name></names>')
    assert render(style, [book(author=[{"family": "Woolf", "given": "virginia"}])], format="txt") == ["Virginia WOOLF"]


def test_a_part_of_a_name_may_have_affixes() -> None:
    style = one_line_style('<names variable="author"><name><name-part name="family" prefix="*"/></name></names>')
    assert render(style, [book(author=[{"family": "Woolf", "given": "Virginia"}])], format="txt") == ["Virginia *Woolf"]


def test_a_body_has_no_given_name_to_format() -> None:
    part = '<name-part name="given" font-style="italic"/>'
    style = one_line_style(f'<names variable="author"><name>{part}</name></names>')
    assert render(style, [book(author=[{"literal": "WHO"}])]) == ["WHO"]


def test_an_editor_in_the_authors_place_is_inverted() -> None:
    assert entries("chicago-notes", book(editor=[ORWELL], title="Talking to India", publisher="Allen"))[0].startswith(
        "Orwell, George, ed. Talking"
    )


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_an_editor_in_the_authors_place_is_not_named_again(style: str) -> None:
    assert entries(style, book(editor=[ORWELL], title="Talking to India", publisher="Allen"))[0].count("Orwell") == 1


@pytest.mark.parametrize("style", SHORT_NAMES)
def test_a_title_in_the_authors_place_is_not_printed_again(style: str) -> None:
    assert entry(style, author=None).casefold().count("english language") == 1


def test_a_label_alone_is_not_printed() -> None:
    assert "dition" not in entry("chicago-notes", type="article-newspaper")


def test_a_label_of_an_empty_variable_is_not_printed() -> None:
    style = one_line_style('<text variable="title"/><label variable="edition" prefix=" "/>')
    assert render(style, [book(title="Orlando")], format="txt") == ["Orlando"]


def test_a_date_in_words_stands_in_the_place_of_the_year() -> None:
    year, month = ('<date variable="issued" form="text" date-parts="' + part + '"/>' for part in ("year", "month"))
    style = one_line_style(f'{month}<text value=" / "/>{year}')
    assert render(style, [book(issued={"raw": "Easter week"})], format="txt") == ["/ Easter week"]


def test_a_season_has_no_number() -> None:
    date = '<date variable="issued"><date-part name="month" form="numeric"/><date-part name="year" prefix=" "/></date>'
    printed = format_bibliography(one_line_style(date), [book(issued={"date-parts": [[2020, 22]]})], format="txt")
    assert (printed.entries, printed.warnings) == (("2020",), ())


def test_names_are_not_added_where_they_tell_nothing_apart() -> None:
    authors = [{"family": family} for family in ("Poe", "Quine", "Ryle")]
    twins = [book(id=key, author=authors, title=key, issued={"raw": "1950"}) for key in ("a", "b")]
    assert cited("apa", *twins) == ["(Poe et al., 1950a)", "(Poe et al., 1950b)"]


def test_a_label_in_title_case_has_a_capital() -> None:
    assert "(Ed.)" in entries("apa", book(editor=[ORWELL], title="Talking to India"))[0]


def test_a_group_of_mere_words_vanishes_with_its_variables() -> None:
    assert "ublication" not in entries("apa", book(type="thesis", genre="PhD thesis", title="T", publisher="U"))[0]


def test_a_group_lives_by_a_group_inside_it() -> None:
    inner = '<group delimiter=" "><text value="Online"/></group>'
    style = one_line_style(f'<group delimiter=": "><text variable="medium"/>{inner}</group>')
    assert render(style, [ESSAY], format="txt") == ["Online"]


def test_the_number_of_an_entry_stands_apart() -> None:
    assert entry("ieee").startswith("[1] G.")


def test_a_question_mark_makes_the_full_stop_needless() -> None:
    assert "“Can the Subaltern Speak?” Horizon" in entry("chicago-notes", title="Can the subaltern speak?")


def test_the_same_author_again_is_a_dash_in_mla() -> None:
    assert entries("mla", ESSAY, {**ESSAY, "title": "Why I write"})[1].startswith("———. “Why I Write.”")


def test_another_author_is_no_dash_in_mla() -> None:
    assert not entries("mla", ESSAY, {**ESSAY, "author": [{"family": "Woolf"}]})[1].startswith("———")


def test_works_of_one_year_get_letters_in_the_order_of_the_bibliography() -> None:
    printed = entries("apa", {**ESSAY, "title": "Why I write"}, ESSAY)
    assert [text[:19] for text in printed] == ["Orwell, G. (1946a).", "Orwell, G. (1946b)."]


def test_citations_carry_the_letters_of_the_bibliography() -> None:
    assert cited("apa", {**ESSAY, "id": "w", "title": "Why I write"}, ESSAY) == ["(Orwell, 1946b)", "(Orwell, 1946a)"]


def test_a_title_is_added_only_where_works_are_alike() -> None:
    woolf = {**ESSAY, "id": "w", "author": [{"family": "Woolf"}]}
    assert cited("mla", ESSAY, woolf) == ["(Orwell)", "(Woolf)"]


def test_a_title_tells_works_apart_in_mla() -> None:
    other = {**ESSAY, "id": "w", "title": "Why I write"}
    assert cited("mla", ESSAY, other)[1] == "(Orwell, “Why I Write”)"


def test_names_are_added_before_letters_are() -> None:
    first = book(id="1", author=[{"family": family} for family in ("Poe", "Quine", "Ryle")], issued={"raw": "1950"})
    second = book(id="2", author=[{"family": family} for family in ("Poe", "Tarski", "Ryle")], issued={"raw": "1950"})
    assert cited("apa", first, second) == ["(Poe, Quine, & Ryle, 1950)", "(Poe, Tarski, & Ryle, 1950)"]


def test_a_second_note_is_short() -> None:
    cites = [[{"id": "orwell1946", "locator": "253"}], [{"id": "orwell1946", "locator": "255-60"}]]
    printed = render(find_style("chicago-notes").xml, [ESSAY], mode="citation", citation_items=cites, format="txt")
    assert printed[1] == "Orwell, “Politics and the English Language,” 255–60."


def test_ibid_begins_with_a_capital() -> None:
    cites = [[{"id": "orwell1946"}], [{"id": "orwell1946", "locator": "255"}]]
    xml = find_style("chicago-notes-bibliography-subsequent-ibid").xml
    assert render(xml, [ESSAY], mode="citation", citation_items=cites, format="txt")[1] == "Ibid., 255."


def test_a_locator_has_its_label() -> None:
    cites = [[{"id": "orwell1946", "locator": "3", "label": "chapter", "prefix": "see"}]]
    printed = render(find_style("apa").xml, [ESSAY], mode="citation", citation_items=cites, format="txt")
    assert printed == ["(see Orwell, 1946, Chapter 3)"]


def test_the_last_call_settles_the_order_of_citations() -> None:
    one = {"citationID": "one", "citationItems": [{"id": "orwell1946", "locator": "1"}]}
    two = {"citationID": "two", "citationItems": [{"id": "orwell1946", "locator": "2"}]}
    calls: list[list[Any]] = [[one, [], []], [two, [], [["one", 1]]]]
    printed = render(find_style("apa").xml, [ESSAY], mode="citation", citations=calls, format="txt")
    assert printed == ["(Orwell, 1946, p. 2)", "(Orwell, 1946, p. 1)"]


def test_without_cites_all_items_are_one_citation() -> None:
    assert render(find_style("apa").xml, [ESSAY], mode="citation", format="txt") == ["(Orwell, 1946)"]


def test_a_cite_of_no_item_is_an_error() -> None:
    with pytest.raises(KeyError):
        format_citations(find_style("apa").xml, [ESSAY], [[{"id": "gone"}]])


def test_no_items_are_no_entries() -> None:
    assert render(find_style("apa").xml, []) == []


def test_a_style_without_bibliography_prints_plainly() -> None:
    style = one_line_style("").replace("<bibliography><layout></layout></bibliography>", "")
    assert render(style, [ESSAY], format="txt")[0].startswith("George Orwell. Politics")


def test_a_broken_style_is_an_error_of_ours() -> None:
    with pytest.raises(StyleError):
        render("<style/>", [ESSAY])


def test_a_date_asked_short_does_not_shorten_the_next() -> None:
    short = '<date variable="issued" form="text"><date-part name="month" form="short"/></date>'
    style = one_line_style(short + ' <text value=" / "/> <date variable="issued" form="text"/>')
    assert render(style, [{**ESSAY, "issued": {"date-parts": [[1946, 10]]}}], format="txt") == [
        "Oct. 1946 / October 1946"
    ]


@pytest.mark.parametrize("style", SHORT_NAMES)
@pytest.mark.parametrize("kind", ["html", "md", "txt"])
def test_the_same_input_gives_the_same_bytes(style: str, kind: Literal["html", "md", "txt"]) -> None:
    xml = find_style(style).xml
    assert render(xml, [ESSAY], format=kind) == render(xml, [ESSAY], format=kind)


@pytest.mark.parametrize(
    ("begin", "end", "printed"),
    [
        ("3 May 2019", "7 May 2019", "3–7 May 2019"),
        ("May 3, 2019", "May 7, 2019", "May 3–7, 2019"),
        ("May 2019", "July 2019", "May–July 2019"),
        ("December 2019", "January 2020", "December 2019–January 2020"),
        ("2016", "May 2016", "2016–May 2016"),
        ("2016", "2018", "2016–2018"),
        ("(2016)", "(2018)", "(2016–2018)"),
    ],
)
def test_a_range_says_once_what_its_ends_share(begin: str, end: str, printed: str) -> None:
    assert date_range(begin, end) == printed


@pytest.mark.parametrize(
    ("form", "first", "last", "printed"),
    [
        # CSL 1.0.2, appendix V, and Chicago 18 9.63.
        ("chicago-16", "3", "10", "10"),
        ("chicago-16", "71", "72", "72"),
        ("chicago-16", "100", "104", "104"),
        ("chicago-16", "1100", "1113", "1113"),
        ("chicago-16", "101", "108", "8"),
        ("chicago-16", "808", "833", "33"),
        ("chicago-16", "1103", "1104", "4"),
        ("chicago-16", "321", "328", "28"),
        ("chicago-16", "498", "532", "532"),
        ("chicago-16", "1087", "1089", "89"),
        ("chicago-16", "1496", "1500", "500"),
        ("chicago-16", "11564", "11615", "615"),
        ("chicago-16", "12991", "13001", "3001"),
        ("chicago-16", "99", "103", "103"),
        ("chicago-15", "1496", "1504", "1504"),
        ("chicago-15", "4678", "5123", "5123"),
        ("minimal", "42", "45", "5"),
        ("minimal", "321", "328", "8"),
        ("minimal", "2787", "2816", "816"),
        ("minimal-two", "5", "10", "10"),
        ("minimal-two", "321", "328", "28"),
        ("minimal-two", "2787", "2816", "816"),
        ("expanded", "321", "28", "328"),
        (None, "321", "28", "28"),
        ("minimal", "7", "7", "7"),
        ("minimal", "xi", "xv", "xv"),
        ("minimal", "20", "3", "3"),
    ],
)
def test_a_page_range_is_shortened_as_the_style_asks(form: str | None, first: str, last: str, printed: str) -> None:
    assert last_page(first, last, form) == printed


@pytest.mark.parametrize(
    ("title", "printed"),
    [
        ("the second sex", "The Second Sex"),
        ("imagined communities: the origin of nations", "Imagined Communities: The Origin of Nations"),
        ("can it speak? a reply", "Can It Speak? A Reply"),
        ("what we stand for", "What We Stand For"),
        ("the iPhone and the state-owned bank", "The iPhone and the State-Owned Bank"),
        ("the state's end", "The State’s End".replace("’", "'")),
        ("life on example.org", "Life on example.org"),
        ("fear of the 1990s", "Fear of the 1990s"),
        ("what to watch in 2023", "What to Watch in 2023"),
        ("the U.S. and the world", "The U.S. and the World"),
        ("operation zarb-e-azb", "Operation Zarb-e-Azb"),
    ],
)
def test_titles_get_capitals(title: str, printed: str) -> None:
    assert str(title_case(title)) == printed


def test_only_english_titles_get_capitals() -> None:
    assert "Das unbehagen in der kultur" in entry("chicago-notes", title="Das unbehagen in der kultur", language="de")


@pytest.mark.parametrize(
    ("text", "sorted_as"), [("The Guardian", "guardian"), ("“Élan”", "elan"), ("Theory", "theory"), ("A", "a")]
)
def test_sorting_passes_over_articles(text: str, sorted_as: str) -> None:
    assert sort_form(text) == sorted_as
