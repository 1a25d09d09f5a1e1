"""Headings of reference lists and notes."""

import pytest

from refdesk.reading.headings import (
    heading_level,
    is_annotated,
    is_any_heading,
    is_group_heading,
    is_heading,
    is_history,
    leads_away,
)


@pytest.mark.parametrize(
    "line",
    [
        "References",
        "REFERENCES:",
        "References and Notes",
        "## Works Cited",
        "**Bibliography**",
        "7. Literature cited",
        "VI. Sources",
        "Literaturverzeichnis",
        "Références bibliographiques",
        "Bibliografía",
        "Obras citadas",
        "Referências",
        "Riferimenti bibliografici",
        "Literatuurlijst",
        "Further Reading",
    ],
)
def test_a_list_is_headed_in_many_ways(line: str) -> None:
    assert is_heading(line, "references")


@pytest.mark.parametrize("line", ["Notes", "Endnotes", "Foot-notes", "Anmerkungen", "Notes and References", "Notas"])
def test_notes_are_headed_in_many_ways(line: str) -> None:
    assert is_heading(line, "notes")


@pytest.mark.parametrize("line", ["References are given below", "The sources", "Note that", "x" * 500])
def test_a_sentence_is_no_heading(line: str) -> None:
    assert not is_any_heading(line)


@pytest.mark.parametrize("line", ["Appendix A", "Acknowledgements", "About the author", "## Notes", "Funding"])
def test_what_follows_a_list_leads_away(line: str) -> None:
    assert leads_away(line)


def test_a_name_does_not_lead_away() -> None:
    assert not leads_away("Ostrom, E. (1990).")


def test_a_markdown_heading_has_a_level() -> None:
    assert heading_level("### Books") == 3


def test_a_hash_tag_is_no_heading() -> None:
    assert heading_level("#books") is None


@pytest.mark.parametrize(
    "line",
    [
        "8.1.  Normative References",
        "[References]",
        "<h2>References</h2>",
        "R E F E R E N C E S",
        "References and further reading",
        "Annotated Bibliography: Streets",
        "Sources cited",
        "Quellen- und Literaturverzeichnis",
        "Zitierte Literatur",
        "Ouvrages cités",
        "Pour en savoir plus",
        "Fuentes consultadas",
        "Opere citate",
        "Geraadpleegde literatuur",
        "Bronnenlijst",
        "A. Bibliography",
    ],
)
def test_a_list_is_headed_with_marks_around_its_name(line: str) -> None:
    assert is_heading(line, "references")


@pytest.mark.parametrize(
    "line",
    [
        "Notes to Chapter 2",
        "Notes: Chapter 2",
        "Chapter Two Notes",
        "N O T E S",
        "Voetnoten",
        "Notas finales",
        "**Notes**",
    ],
)
def test_notes_are_headed_chapter_by_chapter(line: str) -> None:
    assert is_heading(line, "notes")


@pytest.mark.parametrize(
    "line", ["Primary Sources", "### Books", "Journal Articles", "Internetquellen", "B", "Books and articles"]
)
def test_a_group_within_a_list_has_a_heading(line: str) -> None:
    assert is_group_heading(line)


def test_the_heading_of_a_list_names_no_group() -> None:
    assert not is_group_heading("References")


@pytest.mark.parametrize(
    "line",
    [
        "Related Articles",
        "Leave a comment",
        "3 Comments",
        "Author's Address",
        "Über die Autorin",
        "© 2020 A Press",
        "Tags: streets",
    ],
)
def test_the_foot_of_a_page_leads_away(line: str) -> None:
    assert leads_away(line)


@pytest.mark.parametrize("line", ["Received 12 May 2020; accepted 3 June 2020.", "Eingegangen am 3. Mai 1999"])
def test_the_history_of_an_article_is_known(line: str) -> None:
    assert is_history(line)


def test_a_name_is_no_history() -> None:
    assert not is_history("Receiver, A. (2020).")


def test_a_heading_of_html_has_a_level() -> None:
    assert heading_level("<h3>Books</h3>") == 3


def test_an_annotated_list_says_so() -> None:
    assert is_annotated("Kommentierte Bibliographie")
