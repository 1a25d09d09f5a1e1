"""Titles freed of what is not theirs."""

import pytest

from refdesk.parsing.titles import free_title, lowered, shouts, tidy


def test_the_comma_before_a_closing_mark_goes() -> None:
    assert tidy("The Prophet of Dystopia,") == "The Prophet of Dystopia"


def test_a_question_mark_stays() -> None:
    assert tidy("Who’s Afraid of Virginia Woolf?") == "Who’s Afraid of Virginia Woolf?"


def test_an_ellipsis_stays() -> None:
    assert tidy("And then...") == "And then..."


def test_italics_within_a_title_stay() -> None:
    assert tidy("The Market in Plato’s *Republic*,") == "The Market in Plato’s *Republic*"


def test_italics_around_a_title_go() -> None:
    assert tidy("*Silent Spring*,") == "Silent Spring"


def test_lines_become_one() -> None:
    assert tidy("The Market\n in  Plato") == "The Market in Plato"


def test_the_name_of_the_container_at_the_end_goes() -> None:
    assert free_title("Dark matter found - Nature News", ("Nature News",)).title == "Dark matter found"


def test_the_initials_of_the_site_at_the_end_go() -> None:
    assert free_title("Diabetes – WHO", ("World Health Organization",)).title == "Diabetes"


def test_the_host_at_the_end_goes() -> None:
    assert free_title("Diabetes - Britannica", (), ("https://www.britannica.com/x",)).title == "Diabetes"


def test_what_a_bar_parts_off_goes() -> None:
    assert free_title("Kant and Hume on Morality | Stanford Encyclopedia").title == "Kant and Hume on Morality"


def test_a_subtitle_after_a_dash_stays() -> None:
    assert free_title("Orientalism – Western Conceptions", ("Penguin",)).title == "Orientalism – Western Conceptions"


def test_a_site_name_that_was_cut_is_told() -> None:
    assert free_title("Diabetes – WHO", ("WHO",)).changes == ("site-name-in-title",)


def test_a_kind_of_work_before_the_title_becomes_the_genre() -> None:
    assert free_title("POLICY BRIEF: Water for all").genre == "Policy brief"


def test_a_title_after_its_kind_begins_with_a_capital() -> None:
    assert free_title("FACT SHEET – water for all").title == "Water for all"


def test_a_plain_title_is_not_changed() -> None:
    assert free_title("The Structure of Scientific Revolutions").changes == ()


def test_a_title_in_capitals_is_lowered() -> None:
    assert free_title("THE ORIGIN AND VALUE OF SPECIES").title == "The Origin And Value Of Species"


@pytest.mark.parametrize("kept", ["NATO", "II", "USA"])
def test_acronyms_stay_in_capitals(kept: str) -> None:
    assert kept in lowered(f"HISTORY OF {kept} FOREVER").split()


def test_two_acronyms_do_not_shout() -> None:
    assert not shouts("NASA and ESA plan a landing")


def test_an_empty_title_stays_empty() -> None:
    assert free_title("").title == ""
