"""A formatted reference on the screen keeps its italics and nothing that a terminal could obey."""

from refdesk.tui.printed import printed_text


def html(item: str) -> str:
    return f"<html><head><title>References</title></head><ul>\n<li id='r'>{item}</li>\n</ul></html>"


def test_only_the_item_is_shown() -> None:
    assert printed_text(html("Ostrom.")).plain == "Ostrom."


def test_italics_stay() -> None:
    text = printed_text(html("E. Ostrom, <i>Commons</i>."))
    assert [(text.plain[span.start : span.end], span.style) for span in text.spans] == [("Commons", "italic")]


def test_a_style_inside_another_has_both() -> None:
    text = printed_text(html("<i>a <b>b</b></i>"))
    assert "italic bold" in {span.style for span in text.spans}


def test_character_references_are_read() -> None:
    assert printed_text(html("Okoro &amp; Vale &lt;1&gt;")).plain == "Okoro & Vale <1>"


def test_brackets_are_no_markup() -> None:
    assert printed_text(html("[bold]x[/bold] [@click=app.quit]q[/]")).plain == "[bold]x[/bold] [@click=app.quit]q[/]"


def test_control_characters_show_as_escapes() -> None:
    assert printed_text(html("a\x1b[31m<i>b</i>")).plain == "a\\x1b[31mb"


def test_an_endless_reference_is_cut() -> None:
    assert len(printed_text(html("x" * 1_000_000)).plain) < 21_000


def test_broken_html_is_no_error() -> None:
    assert printed_text("<li>a <i>b</b>").plain == "a b"
