"""Formatted references become whole files."""

from xml.etree import ElementTree as ET

import pytest

from refdesk.formats.bibliography import WIDTH, TextFormat, write_bibliography

LONG = "Watson, J. D., & Crick, F. H. C. (1953). Molecular structure of nucleic acids. Nature, 171(4356), 737–738."
URL = "https://example.org/" + "a" * 2 * WIDTH
XHTML = "{http://www.w3.org/1999/xhtml}"


def page(*references: tuple[str, str], language: str = "en-US") -> ET.Element:
    return ET.fromstring(write_bibliography(references, "html", language=language))  # noqa: S314 - our own output


def test_plain_text_keeps_its_width() -> None:
    assert max(map(len, write_bibliography([("a", LONG)], "txt").splitlines())) <= WIDTH


def test_plain_text_has_a_hanging_indent() -> None:
    assert [line[:4] == "    " for line in write_bibliography([("a", LONG)], "txt").splitlines()] == [False, True]


def test_an_address_is_never_broken() -> None:
    assert URL in write_bibliography([("a", f"Title. {URL}")], "txt").split()


def test_plain_references_are_parted_by_a_blank_line() -> None:
    assert write_bibliography([("a", "One."), ("b", "Two.")], "txt") == "One.\n\nTwo.\n"


def test_markdown_has_a_heading_and_paragraphs() -> None:
    assert write_bibliography([("a", "One."), ("b", "Two.")], "md") == "# References\n\nOne.\n\nTwo.\n"


def test_html_names_its_language() -> None:
    assert page(("a", "One."), language="en-GB").get("lang") == "en-GB"


def test_html_has_an_item_for_each_reference() -> None:
    assert [item.text for item in page(("a", "One."), ("b", "Two.")).iter(f"{XHTML}li")] == ["One.", "Two."]


def test_each_reference_has_an_anchor_of_its_own() -> None:
    root = page(("a b", "1"), ("a-b", "2"), ('"><script>', "3"))
    assert [item.get("id") for item in root.iter(f"{XHTML}li")] == ["ref-a-b", "ref-a-b.2", "ref--script-"]


def test_html_declares_utf_8_within_its_first_kilobyte() -> None:
    assert '<meta charset="utf-8"/>' in write_bibliography([], "html")[:1024]


def test_html_forbids_itself_scripts() -> None:
    assert "default-src 'none'" in write_bibliography([], "html")


def test_html_knows_light_from_dark() -> None:
    assert "prefers-color-scheme: dark" in write_bibliography([], "html")


def test_a_title_is_escaped() -> None:
    assert "<b>" not in write_bibliography([], "html", title="<b>")


@pytest.mark.parametrize(("text_format", "written"), [("txt", ""), ("md", "# References\n")])
def test_no_references_make_an_empty_list(text_format: TextFormat, written: str) -> None:
    assert write_bibliography([], text_format) == written


def test_html_without_references_has_no_list() -> None:
    assert page().find(f".//{XHTML}ul") is None
