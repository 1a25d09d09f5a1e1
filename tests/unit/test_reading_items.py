"""The entries of reference lists of all shapes."""

import pytest

from refdesk.reading.items import Item, find_items
from refdesk.reading.layout import Layout

JACOBS = "Jacobs, J. (1961). *The Death and Life of Great American Cities*. Random House."
OSTROM = "Ostrom, E. (1990). *Governing the Commons*. Cambridge University Press."
WHYTE = "Whyte, W. H. (1980). *The Social Life of Small Urban Spaces*. Conservation Foundation."


def items(text: str) -> tuple[Item, ...]:
    return find_items(Layout(text))


def raws(text: str) -> list[str]:
    return [" ".join(item.raw.split()) for item in items(text)]


@pytest.mark.parametrize("between", ["\n\n", "\n"])
def test_entries_are_paragraphs_or_lines(between: str) -> None:
    assert raws(f"References\n\n{JACOBS}{between}{OSTROM}{between}{WHYTE}") == [JACOBS, OSTROM, WHYTE]


@pytest.mark.parametrize("bullet", ["- ", "• ", "* ", "– "])
def test_entries_begin_with_bullets(bullet: str) -> None:
    assert raws(f"References\n\n{bullet}{JACOBS}\n{bullet}{OSTROM}") == [f"{bullet}{JACOBS}", f"{bullet}{OSTROM}"]


@pytest.mark.parametrize("number", ["{}. ", "[{}] ", "({}) ", "{}) "])
def test_entries_begin_with_numbers(number: str) -> None:
    text = f"References\n\n{number.format(1)}{JACOBS}\n\n{number.format(2)}{OSTROM}"
    assert [item.label for item in items(text)] == ["1", "2"]


def test_an_entry_without_number_has_no_label() -> None:
    assert [item.label for item in items(f"References\n\n{JACOBS}")] == [None]


def test_hanging_lines_belong_to_the_entry_above() -> None:
    text = "References\n\nJacobs, J. (1961).\n    American Cities. Random House.\nOstrom, E. (1990).\n    Commons. CUP."
    assert len(items(text)) == 2


def test_a_wrapped_line_belongs_to_the_entry_above() -> None:
    text = f"References\n\nJacobs, Jane. *Death and Life of Great\nAmerican Cities*. Random House, 1961.\n{OSTROM}"
    assert len(items(text)) == 2


def test_a_year_at_the_start_of_a_line_is_no_number_of_the_list() -> None:
    text = f"References\n\n1. Jacobs, J. Great American Cities. Random House,\n1961. Reprinted.\n2. {OSTROM}"
    assert [item.label for item in items(text)] == ["1", "2"]


def test_the_end_of_a_page_does_not_cut_an_entry() -> None:
    text = "References\n\nJacobs, J. (1961). *Cities*. Retrieved from\n\n<https://example.org/cities>\n\n" + OSTROM
    assert len(items(text)) == 2


def test_an_entry_goes_on_in_small_letters_over_a_page() -> None:
    text = f"References\n\nJacobs, J. (1961). *Death and Life of great*\n\n17\n\ncities. Random House.\n\n{OSTROM}"
    assert len(items(text)) == 2


def test_a_name_in_small_letters_begins_an_entry() -> None:
    certeau = "de Certeau, M. (1984). *The Practice of Everyday Life*. University of California Press."
    assert raws(f"References\n\n{JACOBS}\n\n{certeau}") == [JACOBS, certeau]


@pytest.mark.parametrize("bullet", ["", "- "])
def test_a_running_head_does_not_end_the_list(bullet: str) -> None:
    text = f"References\n\n{bullet}{JACOBS}\n\nINSTITUTE FOR SHELVES\n\n{bullet}{OSTROM}"
    assert len(items(text)) == 2


def test_a_subheading_does_not_end_the_list() -> None:
    assert len(items(f"References\n\n{JACOBS}\n\nPrimary sources\n\n{OSTROM}")) == 2


def test_an_undated_entry_between_dated_ones_is_one() -> None:
    undated = "Aristotle. Politics. Translated by Benjamin Jowett."
    assert raws(f"References\n\n{JACOBS}\n\n{undated}\n\n{OSTROM}") == [JACOBS, undated, OSTROM]


def test_an_appendix_ends_the_list() -> None:
    assert raws(f"References\n\n{JACOBS}\n\nAppendix A\n\n{OSTROM}") == [JACOBS]


def test_an_appendix_ends_a_list_with_bullets() -> None:
    assert len(items(f"References\n\n- {JACOBS}\n\nAppendix A\n\n- {OSTROM}")) == 1


def test_a_markdown_heading_of_the_same_level_ends_the_list() -> None:
    assert raws(f"## References\n\n{JACOBS}\n\n## Thanks\n\n{OSTROM}") == [JACOBS]


def test_a_deeper_markdown_heading_does_not_end_the_list() -> None:
    assert raws(f"## References\n\n{JACOBS}\n\n### Books\n\n{OSTROM}") == [JACOBS, OSTROM]


def test_prose_ends_the_list() -> None:
    prose = "The reader who has come so far will see that in 1990 things were not as they are now."
    assert raws(f"References\n\n{JACOBS}\n\n{prose}") == [JACOBS]


def test_a_numbered_list_of_steps_after_the_entries_is_no_part_of_them() -> None:
    text = f"References\n\n1. {JACOBS}\n\n2. {OSTROM}\n\n1. Open the book.\n\n2. Read it."
    assert [item.label for item in items(text)] == ["1", "2"]


def test_a_heading_over_prose_is_no_list() -> None:
    assert items("Sources\n\nThe sources of the river lie in the hills.\n\nIn 1990 they were dry.") == ()


def test_a_heading_over_a_shopping_list_is_no_list() -> None:
    assert items("Sources\n\n- sand\n- gravel\n- water") == ()


def test_a_list_is_found_below_a_false_heading() -> None:
    assert raws(f"Sources\n\nWater comes from the hills.\n\nReferences\n\n{JACOBS}") == [JACOBS]


def test_each_chapter_may_have_its_list() -> None:
    text = f"References\n\n{JACOBS}\n\nChapter two\n\nMore prose stands here.\n\nReferences\n\n{OSTROM}"
    assert raws(text) == [JACOBS, OSTROM]


def test_a_heading_right_above_its_entries_is_found() -> None:
    assert raws(f"References\n{JACOBS}") == [JACOBS]


def test_an_item_stands_where_it_says() -> None:
    text = f"References\r\n\r\n  {JACOBS}\r\n\r\n{OSTROM}\r\n"
    assert [text[item.start : item.end] for item in items(text)] == [JACOBS, OSTROM]


@pytest.mark.parametrize(
    "entry",
    [
        "“Sources of the Nile.” Geographical Review, 1863.",
        "———. *Systems of Survival*. 1992.",
        "World Bank. World Development Report. 1990.",
        "World Bank (1990) World Development Report. Washington.",
        "The cobweb of records. (2015, January 19). The New Yorker.",
        "Shannon CE. A mathematical theory of communication. 1948.",
        "C. E. Shannon, “A mathematical theory of communication,” 1948.",
        "O’Brien, Tim. The Things They Carried. 1990.",
    ],
)
def test_an_entry_may_begin_in_many_ways(entry: str) -> None:
    assert raws(f"References\n\n{JACOBS}\n\n{entry}\n\n{OSTROM}") == [JACOBS, entry, OSTROM]


def test_two_lines_of_prose_between_entries_end_the_list() -> None:
    assert raws(f"References\n\n{JACOBS}\n\nThe rest was kept\nby the mayor\n\n{OSTROM}") == [JACOBS]


def test_a_long_line_between_entries_ends_the_list() -> None:
    assert raws(f"References\n\n{JACOBS}\n\n{'Word ' * 30}\n\n{OSTROM}") == [JACOBS]


def test_small_letters_after_a_finished_entry_go_on_with_it() -> None:
    assert len(items(f"References\n\n{JACOBS}\n\ntranslated by nobody.\n\n{OSTROM}")) == 2


def test_a_name_in_small_letters_goes_on_with_an_unfinished_entry() -> None:
    text = f"References\n\nJacobs, J. (1961). *Cities*. With\n\nde Certeau, Michel. Random House.\n\n{OSTROM}"
    assert len(items(text)) == 2


def test_an_address_goes_on_with_a_finished_entry() -> None:
    assert len(items(f"References\n\n{JACOBS}\n\nhttps://example.org/cities\n\n{OSTROM}")) == 2


def test_an_entry_that_breaks_off_goes_on_with_a_capital() -> None:
    assert (
        len(items(f"References\n\nJacobs, J. (1961). *Cities*. New York and\n\nLondon: Random House.\n\n{OSTROM}")) == 2
    )


def test_a_bullet_after_numbered_entries_begins_none() -> None:
    text = f"References\n\n1. {JACOBS}\n- by hand\n2. {OSTROM}"
    assert [item.label for item in items(text)] == ["1", "2"]


def test_a_number_after_entries_with_bullets_begins_none() -> None:
    assert len(items(f"References\n\n- {JACOBS}\n1. by hand\n- {OSTROM}")) == 2


def test_entries_may_begin_with_an_indented_line() -> None:
    text = "References\n\n  Jacobs, J. (1961). *Cities*.\nWorld Bank. Random House.\n  Ostrom, E. (1990). *Commons*."
    assert len(items(text)) == 2


def test_a_line_after_an_unfinished_one_begins_no_entry() -> None:
    text = f"References\n\nJacobs, J. (1961). *Cities*. New\nYork, NY: Random House.\n{OSTROM}"
    assert len(items(text)) == 2


def test_a_line_of_prose_after_a_finished_one_begins_no_entry() -> None:
    assert len(items(f"References\n\n{JACOBS}\nread by many in the years that came after it.\n{OSTROM}")) == 2


def test_a_stray_line_before_other_numbers_ends_the_list() -> None:
    text = f"References\n\n1. {JACOBS}\n\nWhat to do\n\n1. {OSTROM}"
    assert [item.label for item in items(text)] == ["1"]


def test_a_stray_line_is_no_entry() -> None:
    assert "Primary sources." not in raws(f"References\n\n{JACOBS}\n\nprimary sources\n\n{OSTROM}")
