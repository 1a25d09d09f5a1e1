"""citeproc-py, fed with data that can do no harm."""

from typing import Any

import pytest
from lxml import etree

from refdesk.csl import Rendered
from refdesk.desk.citeproc_py_engine import print_with_citeproc_py
from refdesk.model.errors import RefdeskError

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"{more}>
  <citation><layout><text variable="title"/></layout></citation>
  <bibliography>{sort}<layout suffix=".">{layout}</layout></bibliography></style>"""
TITLE = '<text variable="title" font-style="italic"/>'


def printed(*items: dict[str, Any], text_format: str = "html", **parts: str) -> Rendered:
    style = STYLE.format(**{"more": "", "sort": "", "layout": TITLE, **parts})
    return print_with_citeproc_py(style, items, text_format)


def item(title: Any, **more: Any) -> dict[str, Any]:
    return {"id": "a", "type": "book", "title": title, **more}


def test_a_title_is_printed_in_html() -> None:
    assert printed(item("One")).entries == ("<i>One</i>.",)


def test_a_title_is_printed_as_text() -> None:
    assert printed(item("One"), text_format="txt").entries == ("One.",)


def test_another_format_is_refused() -> None:
    with pytest.raises(RefdeskError, match="docx"):
        printed(item("One"), text_format="docx")


def test_an_element_in_the_data_is_text() -> None:
    (entry,) = printed(item("<script>alert(1)</script>")).entries
    assert etree.fromstring(f"<p>{entry}</p>").xpath("string()") == "<script>alert(1)</script>."


def test_an_ampersand_in_the_data_is_written_once_as_entity() -> None:
    assert printed(item("A & B")).entries == ("<i>A &amp; B</i>.",)


def test_an_ampersand_in_the_data_is_itself_in_text() -> None:
    assert printed(item("A & B"), text_format="txt").entries == ("A & B.",)


def test_an_element_in_the_style_is_text() -> None:
    (entry,) = printed(item("One"), layout='<text variable="title" prefix="&lt;b&gt;"/>').entries
    assert entry == "&lt;b&gt;One."


def test_an_element_in_a_term_of_the_style_is_text() -> None:
    terms = "<locale><terms><term name='anonymous'>&lt;b&gt;</term></terms></locale>"
    style = STYLE.format(more="", sort="", layout=f"{TITLE}<text term='anonymous'/>")
    (entry,) = print_with_citeproc_py(style.replace("<citation>", f"{terms}<citation>"), [item("One")], "html").entries
    assert entry == "<i>One</i>&lt;b&gt;."


def test_the_and_of_a_locale_is_an_entity() -> None:
    names = [{"family": "Doe"}, {"family": "Roe"}]
    layout = '<names variable="author"><name and="symbol"/></names>'
    assert "Doe &amp; Roe" in printed(item("One", author=names), layout=layout).entries[0]


def test_markup_in_a_field_is_left_out() -> None:
    assert printed(item('On <i>Hamlet</i> and <span class="nocase">iOS</span>')).entries == (
        "<i>On Hamlet and iOS</i>.",
    )


def test_ids_that_differ_in_case_are_two_items() -> None:
    assert printed({**item("One"), "id": "a"}, {**item("Two"), "id": "A"}).entries == ("<i>One</i>.", "<i>Two</i>.")


def test_entries_come_in_the_order_of_the_style() -> None:
    sort = '<sort><key variable="title"/></sort>'
    assert printed(item("Two"), item("One"), sort=sort).order == (1, 0)


def test_a_date_is_printed() -> None:
    layout = '<date variable="issued"><date-part name="year"/></date>'
    assert printed(item("One", issued={"date-parts": [["1999", 4]]}), layout=layout).entries == ("1999.",)


def test_a_range_of_dates_is_printed() -> None:
    layout = '<date variable="issued"><date-part name="year"/></date>'
    assert printed(item("One", issued={"date-parts": [[1999], [2001]]}), layout=layout).entries == ("1999–2001.",)


def test_a_literal_date_is_printed() -> None:
    layout = '<date variable="issued"><date-part name="year"/></date>'
    assert printed(item("One", issued={"literal": "spring <1999>"}), layout=layout).entries == ("spring &lt;1999&gt;.",)


@pytest.mark.parametrize("value", [None, 5, [], [[]], {}, {"a": 1}, "\x00", "\ud800", True])
@pytest.mark.parametrize("variable", ["title", "author", "issued", "type", "id", "volume"])
def test_no_value_is_fatal(variable: str, value: Any) -> None:
    layout = f'{TITLE}<names variable="author"/><date variable="issued"><date-part name="year"/></date>'
    assert len(printed({**item("One"), variable: value}, layout=layout).entries) == 1


def test_an_item_that_it_fails_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise AttributeError

    monkeypatch.setattr("citeproc.CitationStylesStyle.render_bibliography", fail)
    assert printed(item("One")).warnings == ("a: citeproc-py prints nothing of it",)


def test_an_item_that_it_fails_at_keeps_its_place(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise AttributeError

    monkeypatch.setattr("citeproc.CitationStylesStyle.render_bibliography", fail)
    assert printed({**item("One"), "id": "a<b"}).entries == ("[citeproc-py prints nothing of a&lt;b]",)


def test_a_sorting_that_it_fails_at_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: Any) -> None:
        raise TypeError

    monkeypatch.setattr("citeproc.CitationStylesBibliography.sort", fail)
    assert "fails to sort" in printed(item("One")).warnings[0]


def test_a_style_that_it_cannot_read_is_told() -> None:
    with pytest.raises(RefdeskError, match="cannot use the style"):
        print_with_citeproc_py("<html/>", [item("One")], "txt")


def test_a_season_is_printed() -> None:
    layout = '<date variable="issued"><date-part name="month" suffix=" "/><date-part name="year"/></date>'
    assert printed(item("One", issued={"date-parts": [[1999]], "season": 1}), layout=layout).entries == (
        "Spring 1999.",
    )


def test_an_uncertain_date_is_known_as_such() -> None:
    layout = '<choose><if is-uncertain-date="issued"><text value="about"/></if><else><text value="in"/></else></choose>'
    dated = item("One", issued={"date-parts": [[1999]], "circa": True})
    assert printed(dated, layout=TITLE + layout).entries == ("<i>One</i>about.",)


def test_a_language_that_is_no_language_is_american() -> None:
    assert printed(item("One"), more=" default-locale='x&quot;]'").entries == ("<i>One</i>.",)


def test_an_unknown_language_is_american() -> None:
    assert printed(item("One"), more=' default-locale="xx-XX"').entries == ("<i>One</i>.",)
