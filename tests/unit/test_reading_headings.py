"""Headings of reference lists and notes."""

import pytest

from refdesk.reading.headings import is_any_heading, is_heading, leads_away, markdown_level


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
    assert markdown_level("### Books") == 3


def test_a_hash_tag_is_no_heading() -> None:
    assert markdown_level("#books") is None
