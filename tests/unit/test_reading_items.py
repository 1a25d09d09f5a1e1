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
    assert raws(f"References\n\n{bullet}{JACOBS}\n{bullet}{OSTROM}") == [JACOBS, OSTROM]


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


HARDIN = "Hardin, G. (1968). The tragedy of the commons. *Science*, 162(3859), 1243–1248."
PROSE = "The reader who has come so far will see that in 1990 things were not as they are now."


def test_the_mark_of_the_list_is_no_part_of_an_entry() -> None:
    assert raws(f"References\n\n[1] {JACOBS}\n[2] {OSTROM}") == [JACOBS, OSTROM]


def test_entries_begin_with_labels() -> None:
    text = f"References\n\n[Jac61]  {JACOBS}\n[OST+90] {OSTROM}\n[RFC793]\n    {WHYTE}"
    assert [item.label for item in items(text)] == ["Jac61", "OST+90", "RFC793"]


def test_an_access_word_in_brackets_begins_no_entry() -> None:
    text = f"References\n\n[Jac61] Jacobs, J. Cities. 1961.\n[Online] Available: https://example.org\n[Ost90] {OSTROM}"
    assert [item.label for item in items(text)] == ["Jac61", "Ost90"]


@pytest.mark.parametrize("mark", ["{} ", "{}", "<sup>{}</sup> "])
def test_entries_begin_with_bare_numbers(mark: str) -> None:
    text = f"References\n\n{mark.format(1)}{JACOBS}\n{mark.format(2)}{OSTROM}"
    assert [item.label for item in items(text)] == ["1", "2"]


@pytest.mark.parametrize("mark", ["[{}]\n", "•\n"])
def test_a_mark_may_stand_on_a_line_of_its_own(mark: str) -> None:
    assert raws(f"References\n\n{mark.format(1)}{JACOBS}\n\n{mark.format(2)}{OSTROM}") == [JACOBS, OSTROM]


def test_a_list_of_html_has_no_tags_in_its_entries() -> None:
    assert raws(f"<h2>References</h2>\n<ol>\n<li>{JACOBS}</li>\n<li>{OSTROM}</li>\n</ol>") == [JACOBS, OSTROM]


def test_numbers_may_begin_anew_below_a_subheading() -> None:
    text = f"## Bibliography\n\n### Books\n\n1. {JACOBS}\n2. {OSTROM}\n\n### Articles\n\n1. {HARDIN}"
    assert raws(text) == [JACOBS, OSTROM, HARDIN]


def test_groups_may_be_listed_in_two_ways() -> None:
    assert raws(f"Bibliography\n\nBooks\n\n- {JACOBS}\n\nArticles\n\n{HARDIN}") == [JACOBS, HARDIN]


def test_subsections_of_a_list_are_lists() -> None:
    text = (
        f"8. References\n\n8.1. Normative References\n\n[A1] {JACOBS}\n\n8.2. Informative References\n\n[B1] {OSTROM}"
    )
    assert [item.label for item in items(text)] == ["A1", "B1"]


def test_comments_between_entries_are_none() -> None:
    text = f"References\n\n{JACOBS}\n\n{PROSE}\n\n{OSTROM}\n\n{PROSE}\n\n{HARDIN}\n\n{PROSE}"
    assert raws(text) == [JACOBS, OSTROM, HARDIN]


def test_an_annotated_list_needs_one_comment_to_be_known() -> None:
    assert raws(f"Annotated Bibliography\n\n{JACOBS}\n\n{PROSE}\n\n{OSTROM}") == [JACOBS, OSTROM]


def test_a_comment_between_numbered_entries_is_none() -> None:
    assert raws(f"References\n\n1. {JACOBS}\n\n{PROSE}\n\n2. {OSTROM}") == [JACOBS, OSTROM]


def test_prose_between_bullets_ends_the_list() -> None:
    assert raws(f"References\n\n- {JACOBS}\n\n{PROSE}\n\n- {OSTROM}") == [JACOBS]


def test_a_word_before_the_list_is_no_entry() -> None:
    assert raws(f"References\n\nThe following works are cited:\n\n{JACOBS}\n\n{OSTROM}") == [JACOBS, OSTROM]


@pytest.mark.parametrize("closing", ["Figure 1. Results", "A APPENDIX", "Received 12 May 2020; accepted 3 June 2020."])
def test_a_heading_within_lines_ends_the_list(closing: str) -> None:
    assert raws(f"References\n{JACOBS}\n{OSTROM}\n{closing}\nMore of 1990.") == [JACOBS, OSTROM]


def test_related_articles_are_no_part_of_the_list() -> None:
    assert raws(f"References\n\n{JACOBS}\n\nRelated Articles\n\nWhy We Walk. May 2, 2021.\n\n{OSTROM}") == [JACOBS]


def test_an_entry_without_full_stop_ends_where_a_name_and_year_follow() -> None:
    first = "Jacobs, J. (1961). The death and life of great American cities. Random House"
    assert raws(f"References\n{first}\n{OSTROM}") == [first, OSTROM]


def test_lines_without_full_stops_are_entries_where_each_is_dated() -> None:
    lines = ["Jane Jacobs, Cities (Random House, 1961)", "Elinor Ostrom, Commons (CUP, 1990)"]
    assert raws("Further reading\n\n" + "\n".join(lines)) == lines


def test_bare_addresses_are_entries() -> None:
    lines = ["https://example.org/a", "https://example.org/b"]
    assert raws("Sources\n\n" + "\n".join(lines)) == lines


def test_a_page_that_ends_within_an_entry_does_not_cut_it() -> None:
    text = f"References\n{HARDIN}\nShannon, C. E. (1948). Theory. Bell\n\f    System Technical Journal, 27.\n{OSTROM}"
    assert len(items(text)) == 3


def test_lines_that_all_stand_apart_hang_together() -> None:
    text = (
        "Works Cited\n\nJacobs, Jane. Cities. New York:\n\n     Random House, 1961.\n\nOstrom, E. Commons. CUP, 1990."
    )
    assert len(items(text)) == 2


def test_a_list_without_heading_is_found_at_the_end() -> None:
    assert raws(f"{PROSE}\n\n{HARDIN}\n\n{JACOBS}\n\n{OSTROM}") == [HARDIN, JACOBS, OSTROM]


def test_two_entries_without_heading_are_no_list() -> None:
    assert items(f"{PROSE}\n\n{HARDIN}\n\n{JACOBS}") == ()


def test_entries_before_prose_are_no_list_without_heading() -> None:
    assert items(f"{HARDIN}\n\n{JACOBS}\n\n{OSTROM}\n\n{PROSE * 4}") == ()


def test_a_list_without_heading_may_stand_above_a_pages_foot() -> None:
    assert len(items(f"{PROSE}\n\n{HARDIN}\n\n{JACOBS}\n\n{OSTROM}\n\nLeave a comment\n\n{PROSE * 4}")) == 3


def test_numbered_notes_without_heading_are_no_list() -> None:
    notes = [f"[{n}] Jane Jacobs, *Cities* (New York: Random House, 1961), {n}." for n in (1, 2, 3)]
    assert items(f"{PROSE}\n\n" + "\n\n".join(notes)) == ()


def test_notes_below_their_heading_are_no_list() -> None:
    assert items(f"{PROSE}\n\nNotes\n\n{HARDIN}\n\n{JACOBS}\n\n{OSTROM}") == ()


def test_numbered_notes_below_a_list_heading_are_no_entries() -> None:
    assert items(f"References\n\n1. {JACOBS}\n2. Ibid., 45.\n3. {OSTROM}") == ()


def test_addresses_that_stand_apart_are_entries() -> None:
    assert len(items("Sources\n\nhttps://example.org/a\n\nhttps://example.org/b")) == 2


def test_a_capital_that_hangs_goes_on_with_an_unfinished_entry() -> None:
    text = f"References\n\nShannon, C. E. (1948). Theory. Bell\n\n    System Technical Journal.\n\n{OSTROM}"
    assert len(items(text)) == 2


def test_a_subheading_after_prose_begins_no_list() -> None:
    assert raws(f"## References\n\n{JACOBS}\n\n{PROSE}\n\n### Books\n\n{OSTROM}") == [JACOBS]


def test_an_entry_that_only_says_see_is_kept() -> None:
    assert raws(f"References\n\n[1] {JACOBS}\n\n[2] See above.") == [JACOBS, "See above."]


def test_an_item_goes_on_over_the_page_after_a_full_stop() -> None:
    first = "[1] Jacobs, J., Whyte, W. H., and Fergus, R.\n"
    rest = "    The Death and Life of Great American Cities.\n    Random House, 1961.\n"
    text = f"References\n\n{first}    Wilson, J. Q., and Mumford, L.\n\n\f{rest}[2] {OSTROM}"
    assert [item.raw.count("Random House") for item in items(text)] == [1, 0]


def test_a_line_of_links_ends_a_list() -> None:
    links = "*Share: [Mail](https://example.org/2020/m) · [Print](https://example.org/2020/p)*"
    assert raws(f"References\n\n{JACOBS}\n\n{OSTROM}\n\n{links}") == [JACOBS, OSTROM]


def test_an_entry_that_is_a_link_stays() -> None:
    linked = "[Governing the Commons](https://example.org/1990). Cambridge University Press."
    assert raws(f"References\n\n{JACOBS}\n\n{linked}") == [JACOBS, linked]


def test_a_table_is_no_entry() -> None:
    table = "| Year | Author |\n|------|--------|\n| 1999 | Smith, J. (1999). |"
    assert raws(f"References\n\n{JACOBS}\n\n{OSTROM}\n\n{table}") == [JACOBS, OSTROM]


@pytest.mark.parametrize(
    "comment", ["I thank the librarians.", "Materials and methods are online.", "Funded by nobody."]
)
def test_a_comment_among_numbered_entries_is_none(comment: str) -> None:
    assert raws(f"References and Notes\n\n1. {JACOBS}\n2. {OSTROM}\n3. {comment}") == [JACOBS, OSTROM]


def test_the_numbers_of_entries_may_stand_above_them() -> None:
    assert [item.label for item in items(f"References\n\n1\n{JACOBS}\n\n2\n{OSTROM}\n\n3\n{WHYTE}")] == ["1", "2", "3"]


def test_an_address_may_end_with_a_letter() -> None:
    first = f"{JACOBS} https://doi.org/10.1038/s41586-019-1466-y"
    assert raws(f"References\n\n{first}\n\n{OSTROM}") == [first, OSTROM]


def test_a_body_may_explain_its_acronym_in_square_brackets() -> None:
    body = "INEI [Instituto Nacional de Estadística e Informática] (2018). *Perú: Perfil*. Lima: INEI."
    assert raws(f"Referencias\n{JACOBS}\n{body}\n{OSTROM}") == [JACOBS, body, OSTROM]


def wrapped(*entries: str) -> list[str]:
    return raws("References\n\n" + "\n".join(entries))


BECK = "Beck, Ulrich (1986): Risikogesellschaft. Auf dem Weg in eine\nandere Moderne. Frankfurt am Main: Suhrkamp."
ROSA = "Rosa, Hartmut (2005): Beschleunigung. Die Veränderung der\nZeitstrukturen in der Moderne. Frankfurt: Suhrkamp."
WEBER = "Weber, Max (1972): Wirtschaft und Gesellschaft. Grundriß.\nTübingen: Mohr."
ANDERS = (
    "Anders, Günther (1956): Die Antiquiertheit des Menschen.\n"
    "Über die Seele im Zeitalter der zweiten industriellen\nRevolution. München: C. H. Beck."
)


def test_in_a_wrapped_list_a_full_stop_need_not_end_an_entry() -> None:
    assert len(wrapped(ANDERS, BECK, ROSA, WEBER)) == 4


@pytest.mark.parametrize(
    "title",
    [
        "Mumford, Lewis. 1961. The City in History. Its Origins.\nNew York: Harcourt.",
        "Mumford, Lewis. The City in History. Its Origins.\nNew York: Harcourt, 1961.",
        "Mumford, Lewis. *The City in History*.\n<https://example.org/city>.\nAccessed 2 Nov. 2021.",
        'Mumford, Lewis. "Home Remedies, 1962."\n*The New Yorker*, 1 Dec. 1962.',
        "Mumford, L. (1961). *The city in history* (H.\nIswolsky, Trans.). Harcourt.",
        "Mumford, L., & Osborn, F.\nJ. (1961). *Letters*. Harcourt.",
        "Mumford, Lewis. 1961. The City in History. 2nd edn.\nCambridge, MA: Harvard University Press.",
    ],
)
def test_a_wrapped_line_may_begin_with(title: str) -> None:
    others = [
        "Caro, Robert. 1974. The Power Broker. New York: Knopf.",
        "Jacobs, Jane. 1961. Death and Life. New York: Random House.",
        "Whyte, William. 1988. City. New York: Doubleday.",
        "Nye, Joseph. 2011. The Future of Power. New York: Public Affairs.",
    ]
    if "(1961)" in title:
        others = [other.replace(". 19", " (19").replace(". The", "). The").replace(". D", "). D") for other in others]
    assert wrapped(*others[:2], title, *others[2:])[2] == " ".join(title.split())


def test_a_body_in_a_wrapped_list_is_an_entry() -> None:
    inei = "INEI [Instituto Nacional de Estadística e Informática]\n(2018). Perfil Sociodemográfico.\nLima: INEI."
    assert len(wrapped(ANDERS, BECK, inei, ROSA, WEBER)) == 5


def test_german_entries_with_a_colon_after_the_name_are_no_imprints() -> None:
    assert (
        len(wrapped("Luhmann: Soziale Systeme, 1984.", "Beck: Risikogesellschaft, 1986.", "Rosa: Resonanz, 2016.")) == 3
    )


def test_the_date_of_a_long_author_list_may_come_lines_later() -> None:
    late = (
        "Guimarães, Antonio Sérgio. Combatendo o racismo: o\n"
        "Brasil, a África e os\nEstados Unidos e muito\nmais. Revista, 1999."
    )
    assert len(wrapped("Freyre, Gilberto. Casa-grande. Global, 2003.", late)) == 2


def test_a_title_that_begins_like_a_heading_ends_no_list() -> None:
    speech = "Burke, Kenneth (1941): The Philosophy of Literary Form.\nFigures of Speech and\nothers. Louisiana: State."
    assert len(wrapped(speech, BECK, ROSA, WEBER)) == 4


@pytest.mark.parametrize(
    "title",
    [
        '"How Science Goes Wrong." 2013. The Economist, 19 October.',
        '--- 1985. "Justice as Fairness." Philosophy 14 (3): 223–51.',
        "World Bank. 1990. Poverty. New York: Oxford University Press.",
    ],
)
def test_a_wrapped_entry_may_begin_with(title: str) -> None:
    caro, jacobs = "Caro, Robert. 1974. The Power Broker.", "Jacobs, Jane. 1961. Death and Life."
    assert wrapped(caro, jacobs, "Nye, Joseph. 2011. Power.", title)[3] == title


@pytest.mark.parametrize(
    "title",
    [
        'Cole, Teju. "Getting Others Right, 2017."\n*The New York Times Magazine*, 13 June 2017.',
        "Mumford, Lewis. The City in History. Its Origins.\nA Second Impression. Harcourt, 1961.",
        "Bakhtin, Mikhail. *Rabelais and His World* (H.\nIswolsky, Trans.), 1984.",
    ],
)
def test_in_a_list_with_dates_at_the_end_a_line_may_begin_with(title: str) -> None:
    caro, jacobs, nye = "Caro, Robert. Power, 1974.", "Jacobs, Jane. Death, 1961.", "Nye, Joseph. Power, 2011."
    assert wrapped(caro, title, jacobs, nye)[1] == " ".join(title.split())


@pytest.mark.parametrize("title", ["--- Systems of Survival, 1992.", "World Bank. Poverty. Oxford, 1990."])
def test_in_a_list_with_dates_at_the_end_an_entry_may_begin_with(title: str) -> None:
    caro, jacobs, nye = "Caro, Robert. Power, 1974.", "Jacobs, Jane. Death, 1961.", "Nye, Joseph. Power, 2011."
    assert wrapped(caro, jacobs, title, nye)[2] == title


def test_a_publisher_before_the_year_of_the_original_begins_no_entry() -> None:
    first = "Benjamin, W. (1968). The task of the translator.\nHarcourt, Brace & World. (Original work published 1923)"
    caro, jacobs, nye = "Caro, R. (1974). Power.", "Jacobs, J. (1961). Death.", "Nye, J. (2011). Power."
    assert wrapped(caro, first, jacobs, nye)[1] == " ".join(first.split())


def test_a_title_of_two_sentences_begins_no_entry() -> None:
    first = "Beck, U. (1986). Risikogesellschaft. Ein Weg.\nWorld Society. Suhrkamp, 1986."
    caro, jacobs, nye = "Caro, R. (1974). Power.", "Jacobs, J. (1961). Death.", "Nye, J. (2011). Power."
    assert wrapped(caro, first, jacobs, nye)[1] == " ".join(first.split())


def test_a_dash_begins_an_entry_below_one_without_date() -> None:
    entries = (
        "Caro, Robert. Power, 1974.",
        "Jacobs, Jane. Lost papers.",
        "--- Systems, 1992.",
        "Nye, Joseph. Power, 2011.",
    )
    assert wrapped(*entries) == list(entries)


def test_a_body_begins_an_entry_below_a_date_that_came_late() -> None:
    late = "Beck, Ulrich. Risikogesellschaft.\nAnderer Weg. Suhrkamp, 1986."
    before = ("Arendt, Hannah. Violence, 1970.", "Caro, Robert. Power, 1974.")
    assert len(wrapped(*before, late, "World Bank. Poverty, 1990.", "Nye, Joseph. Power, 2011.")) == 5


def test_a_first_entry_without_a_year_is_kept() -> None:
    undated = "Ostrom, E. *Governing the Commons*. Cambridge University Press."
    assert raws(f"## References\n\n{undated}\n\n{JACOBS}\n\n{WHYTE}") == [undated, JACOBS, WHYTE]


def test_words_before_the_first_entry_are_no_entry() -> None:
    before = "London, Paris and Rome editions were used for all of them."
    assert raws(f"## References\n\n{before}\n\n{JACOBS}\n\n{WHYTE}") == [JACOBS, WHYTE]


@pytest.mark.parametrize("between", ["\n", "\n\n"])
def test_a_number_printed_twice_begins_a_new_entry(between: str) -> None:
    text = f"References\n\n1. {JACOBS}{between}2. {OSTROM}{between}2. {WHYTE}"
    assert raws(text) == [JACOBS, OSTROM, WHYTE]


def test_a_number_that_is_torn_from_an_entry_begins_none() -> None:
    torn = "Ostrom, E. (1990). *Governing the Commons*, 2nd ed., vol.\n2. Cambridge: CUP, 1991."
    assert len(raws(f"References\n\n1. {JACOBS}\n2. {torn}")) == 2
