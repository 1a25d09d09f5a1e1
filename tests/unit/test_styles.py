"""Styles are found by every name that people have for them."""

from pathlib import Path

import pytest

from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.store.styles import MAX_BYTES, SHORT_NAMES, StyleName, find_style, list_styles, style_fields

STYLE = """<style xmlns="http://purl.org/net/xbiblio/csl" class="in-text" version="1.0"><info><title>Of
  our &amp; own</title></info><citation><layout><text variable="title"/></layout></citation></style>"""
DEPENDENT = """<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" default-locale="de-DE"><info>
  <title>Ours</title><link href="http://www.zotero.org/styles/{parent}" rel="independent-parent"/></info></style>"""


@pytest.mark.parametrize(
    ("name", "style_id"),
    [
        ("apa", "apa"),
        ("APA", "apa"),
        ("apa.csl", "apa"),
        ("mla", "modern-language-association"),
        ("ama", "american-medical-association"),
        ("vancouver", "nlm-citation-sequence"),
        ("chicago-notes", "chicago-notes-bibliography"),
        ("chicago-fullnote-bibliography", "chicago-notes-bibliography"),
        ("chicago-short-notes", "chicago-shortened-notes-bibliography"),
        ("nature", "nature"),
        ("turabian", "turabian-notes-bibliography"),
        ("harvard", "harvard-cite-them-right"),
        ("http://www.zotero.org/styles/ieee", "ieee"),
        ("http://www.zotero.org/styles/chicago-notes", "chicago-notes"),
    ],
)
def test_a_style_has_many_names(name: str, style_id: str) -> None:
    assert find_style(name).id == style_id


@pytest.mark.parametrize("name", SHORT_NAMES)
def test_every_short_name_leads_to_a_style(name: str) -> None:
    assert "<bibliography" in find_style(name).xml


def test_a_dependent_style_prints_as_its_parent() -> None:
    dependent = find_style("nature-digest")
    assert (dependent.xml, dependent.title) == (find_style("nature").xml, "Nature Digest")


def test_the_british_guide_prints_british_english() -> None:
    assert find_style("harvard").locale == "en-GB"


@pytest.mark.parametrize(
    "name", ["", "nothing-like-it", "../../../etc/passwd", "a b", "apa\x1b[31m", "dependent/x", "."]
)
def test_an_unknown_style_is_exit_code_3(name: str) -> None:
    with pytest.raises(RefdeskError) as caught:
        find_style(name)
    assert caught.value.code is ExitCode.UNKNOWN


def test_a_name_misspelt_is_answered_with_its_neighbours() -> None:
    with pytest.raises(RefdeskError, match="did you mean chicago-notes"):
        find_style("chicago-note-s")


def test_the_beginning_of_a_short_name_is_answered_with_it() -> None:
    with pytest.raises(RefdeskError, match="did you mean chicago-notes, chicago-author-date"):
        find_style("chicago")


def test_a_style_is_found_by_its_file(tmp_path: Path) -> None:
    path = tmp_path / "own.csl"
    path.write_text(STYLE)
    assert find_style(str(path)).title == "Of our & own"


def test_a_dependent_file_leads_to_the_catalogue(tmp_path: Path) -> None:
    path = tmp_path / "own.csl"
    path.write_text(DEPENDENT.format(parent="vancouver"))
    assert (find_style(str(path)).locale, find_style(str(path)).xml) == ("de-DE", find_style("vancouver").xml)


def test_a_dependent_file_of_an_unknown_parent_is_exit_code_3(tmp_path: Path) -> None:
    path = tmp_path / "own.csl"
    path.write_text(DEPENDENT.format(parent="gone"))
    with pytest.raises(RefdeskError, match="gone") as caught:
        find_style(str(path))
    assert caught.value.code is ExitCode.UNKNOWN


def test_a_missing_file_is_exit_code_3(tmp_path: Path) -> None:
    with pytest.raises(RefdeskError) as caught:
        find_style(str(tmp_path / "own.csl"))
    assert caught.value.code is ExitCode.UNKNOWN


@pytest.mark.parametrize(
    "content", [b"", b"<html/>", b"\xff\xfe<", b"<!DOCTYPE a>" + STYLE.encode(), b"x" * (MAX_BYTES + 1)]
)
def test_a_file_that_is_no_style_is_exit_code_2(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "own.csl"
    path.write_bytes(content)
    with pytest.raises(RefdeskError, match=r"own\.csl") as caught:
        find_style(str(path))
    assert caught.value.code is ExitCode.USAGE


def test_all_styles_are_listed_with_titles() -> None:
    assert sum(1 for style in list_styles() if style.title) > 10_000


def test_every_word_of_a_query_must_fit() -> None:
    assert {style.id for style in list_styles("annotated modern")} == {
        "modern-language-association-annotated-bibliography"
    }


def test_a_query_finds_older_names() -> None:
    assert "nlm-citation-sequence" in {style.id for style in list_styles("VANCOUVER")}


def test_a_dependent_style_names_its_parent() -> None:
    assert {style.parent for style in list_styles("nature-digest")} == {"nature"}


def test_styles_are_listed_in_the_order_of_their_ids() -> None:
    ids = [style.id for style in list_styles()]
    assert ids == sorted(ids)


@pytest.mark.parametrize(
    ("name", "style_id"), [("vancouver", "nlm-citation-sequence"), ("apa", "apa"), ("IEEE", "ieee"), ("cell", "cell")]
)
def test_the_style_that_is_called_so_stands_first(name: str, style_id: str) -> None:
    assert list_styles(name)[0].id == style_id


def test_a_style_is_found_by_its_field() -> None:
    assert "anabases" in ids_of("history")


def test_a_style_named_by_the_word_stands_before_those_of_the_field() -> None:
    found = list_styles("history")
    named = ["history" in f"{style.id} {style.title.casefold()} {' '.join(style.aliases)}" for style in found]
    assert named == sorted(named, reverse=True)


def test_a_field_may_be_asked_for_alone() -> None:
    assert all("history" in style.fields for style in list_styles("field:history"))


def test_a_style_is_found_by_how_it_cites() -> None:
    assert ids_of("class:label") == {"american-mathematical-society-label", "bibtex", "din-1505-2-alphanumeric"}


def test_in_text_is_all_but_notes() -> None:
    assert {style.citing for style in list_styles("class:in-text")} == {"author", "author-date", "label", "numeric"}


def test_words_of_every_kind_narrow_each_other() -> None:
    assert {(style.citing, "law" in style.fields) for style in list_styles("class:note field:law")} == {("note", True)}


@pytest.mark.parametrize("query", ["class:history", "field:note", "url:history"])
def test_a_label_is_not_looked_for_elsewhere(query: str) -> None:
    assert not ids_of(query)


def test_a_dependent_style_has_fields_of_its_own() -> None:
    assert fields_of("nature-digest") == ("biology", "medicine")


def test_the_fields_are_those_of_some_style() -> None:
    assert {"law", "medicine", "political_science"} <= set(style_fields())


def test_a_category_far_down_in_a_file_is_found() -> None:
    (found,) = list_styles("universidade-federal-do-espirito-santo-abnt-initials")
    assert found.citing == "author-date"


def ids_of(query: str) -> set[str]:
    return {style.id for style in list_styles(query)}


def fields_of(style_id: str) -> tuple[str, ...]:
    found: dict[str, StyleName] = {style.id: style for style in list_styles(style_id)}
    return found[style_id].fields
