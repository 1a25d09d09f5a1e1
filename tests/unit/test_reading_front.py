"""What documents say of themselves."""

import pytest

from refdesk.reading.front import Front, read_front
from refdesk.reading.layout import Layout

TEXT = "A page that is open to all will be read by some, and those who read it may ask who wrote it, and when, and why."


def front(text: str) -> Front:
    return read_front(Layout(text))


def test_a_first_line_is_the_title() -> None:
    assert front(f"How the shed is run\n\n{TEXT}").title == "How the shed is run"


def test_a_markdown_title_is_bare() -> None:
    assert front(f"# Who Keeps the Pasture?\n\n{TEXT}").title == "Who Keeps the Pasture?"


def test_a_title_printed_twice_is_the_title() -> None:
    text = f"Quarterly Notes on Records\n\nWhen the Links Die\n\nWhen the Links Die\n\n{TEXT}"
    assert front(text).title == "When the Links Die"


def test_a_title_and_subtitle_in_one_line_are_the_title() -> None:
    text = f"When the Links Die\n\nA Study\n\nWhen the Links Die: A Study of Records\n\n{TEXT}"
    assert front(text).title == "When the Links Die: A Study of Records"


def test_the_title_stands_above_the_byline() -> None:
    text = (
        f"Quarterly Notes on Law\n\nCobwebs and Courts\nat Law\n\nMarta Lindqvist and Owen Pryce\n\nSummary\n\n{TEXT}"
    )
    assert front(text).title == "Cobwebs and Courts at Law"


def test_a_text_without_title_has_none() -> None:
    assert front(f"Abstract\n\n{TEXT}").title is None


def test_prose_is_no_title() -> None:
    assert front("Streets are watched.1 Commons are kept.2 Both are old.3\n\nNotes\n\n1. A.").title is None


def test_a_section_heading_is_no_title() -> None:
    assert front("About the author of this\n\nHe was born.").title is None


@pytest.mark.parametrize(
    ("line", "names"),
    [
        ("Marta Lindqvist", "Marta Lindqvist"),
        ("By Marta Lindqvist", "Marta Lindqvist"),
        ("Marta Lindqvist¹ and Owen Pryce²", "Marta Lindqvist and Owen Pryce"),
        ("Marta Lindqvist, Owen Pryce, and Ada King*", "Marta Lindqvist, Owen Pryce, and Ada King"),
    ],
)
def test_names_after_the_title_are_the_byline(line: str, names: str) -> None:
    assert front(f"How the shed is run\n\n{line}\n\nAbstract\n\n{TEXT}").byline == names


@pytest.mark.parametrize(
    "line", ["Executive Summary", "NEW YORK", "Cambridge University Press", "Global Review", "Part One"]
)
def test_two_capital_words_are_no_byline(line: str) -> None:
    assert front(f"How the shed is run\n\n{line}\n\nAbstract\n\n{TEXT}").byline is None


def test_a_series_has_number_with_date() -> None:
    found = front(f"WORKING PAPER\n\nNo. 7 | March 2024\n\nWhen the Links Die\n\n{TEXT}")
    assert (found.genre, found.number, found.date) == ("Working Paper", "7", "March 2024")


def test_a_student_heads_a_paper_with_name_with_day() -> None:
    found = front(
        f"Ada Okonjo\n\nProfessor Whitlock\n\nReading the City\n\n14 November 2023\n\nEyes on the Street\n\n{TEXT}"
    )
    assert (found.byline, found.date, found.title) == ("Ada Okonjo", "14 November 2023", "Eyes on the Street")


def test_a_day_without_a_name_above_is_no_students_head() -> None:
    assert front(f"How the shed is run\n\n14 November 2023\n\n{TEXT}").title == "How the shed is run"


def test_a_spaced_running_head_is_the_journal() -> None:
    spaced = "G l o b a l   R e v i e w   o f   S h e l v e s"
    assert front(f"Abstract\n\n{TEXT}\n\n{spaced}\n\n{TEXT}").journal == "Global Review of Shelves"


def test_the_name_beside_a_spaced_head_is_the_byline() -> None:
    text = f"Abstract\n\n{TEXT}\n\nMarta Lindqvist\n\nG l o b a l   R e v i e w\n\n{TEXT}"
    assert front(text).byline == "Marta Lindqvist"


def test_a_body_at_the_end_is_known_by_its_acronym() -> None:
    text = f"NIPR\n\nWhen the Links Die\n\n{TEXT}\n\nNORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(text).body == "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"


def test_a_body_in_capitals_that_recurs_issued_the_text() -> None:
    body = "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(f"{body}\n\nWhen the Links Die\n\n{TEXT}\n\n{body}\n\n{TEXT}").body == body


def test_capitals_that_recur_are_no_body_without_its_word() -> None:
    assert front(f"WHEN LINKS DIE\n\nA B C\n\n{TEXT}\n\nWHEN LINKS DIE\n\n{TEXT}").body is None


@pytest.mark.parametrize(
    "line",
    [
        "Two Words",
        "It is an address, as people write them,",
        "Written by hand; kept by hand;",
        "See https://example.org/a for more",
        "Write to ada@example.org for more",
        "Number 7 | March 2024",
        "word " * 41,
    ],
)
def test_a_line_of_another_kind_is_no_title(line: str) -> None:
    assert front(f"{line}\n\nWhen the Links Die\n\nAbstract\n\n{TEXT}").title == "When the Links Die"


def test_a_line_with_small_letters_is_a_title_before_one_in_capitals() -> None:
    assert front(f"NORDHAVEN CITY COUNCIL\n\nWhen the Links Die\n\nAbstract\n\n{TEXT}").title == "When the Links Die"


def test_a_line_in_capitals_may_be_the_title() -> None:
    assert front(f"WHEN LINKS DIE\n\nAbstract\n\n{TEXT}").title == "WHEN LINKS DIE"


def test_a_running_head_before_a_students_name_is_no_name() -> None:
    text = f"Okonjo 1\n\nAda Okonjo\n\nReading the City\n\n14 November 2023\n\nEyes on the Street\n\n{TEXT}"
    assert front(text).byline == "Ada Okonjo"


def test_a_line_of_text_beside_a_spaced_head_is_no_byline() -> None:
    text = f"Abstract\n\n{TEXT}\nMarta Lindqvist\nG l o b a l   R e v i e w\n\n{TEXT}"
    assert front(text).byline is None


def test_a_body_at_the_end_needs_its_acronym() -> None:
    text = f"When the Links Die\n\nNipr\n\n{TEXT}\n\nNORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(text).body is None


def test_words_in_small_letters_at_the_end_are_no_body() -> None:
    text = f"NIPR\n\nWhen the Links Die\n\n{TEXT}\n\nnone of it\nNORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(text).body == "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"


def test_a_body_within_a_paragraph_does_not_recur() -> None:
    body = "NORDHAVEN INSTITUTE FOR PUBLIC RECORDS"
    assert front(f"{body}\n\nWhen the Links Die\n\nAbstract\n\n{TEXT}\n{body}\n{TEXT}").body is None


def test_a_clock_is_no_part_of_the_date() -> None:
    assert front("---\ntitle: Streets\ndate: 2021-11-14 09:30:00 +0100\n---\n\nText.").date == "2021-11-14"


def test_a_note_is_no_part_of_a_declared_name() -> None:
    text = "---\ntitle: Streets\nauthors:\n  - name: A. Lind^[Corresponding author]\n  - name: B. Okafor\n---\n"
    assert front(text).byline == "A. Lind and B. Okafor"


def test_a_declared_subtitle_goes_with_the_title() -> None:
    assert front("---\ntitle: Streets\nsubtitle: On walking\n---\n").title == "Streets: On walking"


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# 3. Counting People\n\n> *Not all that counts is counted.* A line of old", "Counting People"),
        ("What the River Took\n===================\n\nIt took it all.", "What the River Took"),
        ('<h1 class="a">What the River Took</h1>\n\nIt took it all.', "What the River Took"),
        ("# Notes from a Small Office\n\nIt was small.", "Notes from a Small Office"),
        ("Governing Pastures Again\n\nMarta Lindqvist\n\nAbstract\n\nText.", "Governing Pastures Again"),
        ("Governing Pastures Again\n\nAda Roe\n\nLund and its many hills\n\nAbstract", "Governing Pastures Again"),
        ("Text and Margin, vol. 12 (2015), 41–47\n\nWhat the Margins Knew\n\nText.", "What the Margins Knew"),
        (
            "Proceedings of the Small Workshop\n\nOn Less: What Nets\nKeep\n\nA. Lind\n\nAbstract",
            "On Less: What Nets Keep",
        ),
        ("CHAPTER ONE\nThe Word\n\nIt was once a chair.", "The Word"),
        ("Fourth floor\n\nA man went into three shops and asked for one.", "Fourth floor"),
        ("3  Das Problem der Zeit           41\n\n3.1  Vom Saal zum Schirm\n\nText.", "Das Problem der Zeit"),
        (
            "Digging Deeper\nCritical metals and the ends of chains\n\nSummary\n\nText.",
            "Digging Deeper: Critical metals and the ends of chains",
        ),
        (
            "THE PRICE OF WAITING AT THE\nHARBOUR GATE\n\nBy Ada King\n\nI. Introduction",
            "THE PRICE OF WAITING AT THE HARBOUR GATE",
        ),
        (
            "How They Keep Going in College\n\n  A. Lind\n  Department of Arts\n  ART 204: Lines\n\nAbstract",
            "How They Keep Going in College",
        ),
        (
            "WAITING NETS LEARN WELL\n\nAnonymous authors\nPaper under double-blind review\n\nABSTRACT",
            "WAITING NETS LEARN WELL",
        ),
        ("# It rained. Nobody came\n\nSo we left.", "It rained. Nobody came"),
        ("This article is free. Copy it.\n\nHow the shed is run\n\nAbstract", "How the shed is run"),
        ("> It rained. They left.\n\nHow the shed is run\n\nAbstract", "How the shed is run"),
        ("Doors\n=====\n\nA handout for week two: teapots\n\nAbstract", "Doors"),
        ("Department of Measures in the North\n\nHow large is little\n\nAbstract", "How large is little"),
        ("THE CAVE AND THE ATTIC OF IT\nA Note on Keeping\n\nText.", "THE CAVE AND THE ATTIC OF IT: A Note on Keeping"),
        ("How the shed is run\n\nAda Roe\n\n14 November 2023\n\nFor the few\n\nAbstract", "How the shed is run"),
        ("Layers\n\nWater\n\nAbstract", None),
        ("I.  One number\n\n1.  In one year.", None),
        ("34            SOUTH SEA QUARRELS\n\ngirls who had, she thought, an easy time . The book sold .", None),
        ("Ada Okonjo\n\nAbstract\n\nText.", None),
        ("2 May 1990\n\nAbstract\n\nText.", None),
        ("3.1 From Hall to Screen\n\nText of it.", None),
    ],
)
def test_a_title_is_told_from_what_stands_around_it(text: str, title: str | None) -> None:
    assert front(text).title == title


def test_a_line_of_names_with_a_day_is_the_byline() -> None:
    assert front("# What the River Took\n\nBy Ada King | 12 May 2021\n\nIt took it all.").byline == "Ada King"


def test_addresses_of_authors_are_no_title() -> None:
    text = (
        "Small cells: a result\n\nA. Lind¹*, B. Okafor²\n\n¹ Department of Waiting\n² Institute for Things\n\nAbstract"
    )
    assert front(text).byline == "A. Lind, B. Okafor"


@pytest.mark.parametrize("line", ["2 May 1990", "May 2011", "Published on 3 March 2020", "March 3, 2020"])
def test_a_day_alone_is_the_date(line: str) -> None:
    found = front(f"Two ways of counting sheep\n\n{line}\n\nAbstract\n\n{TEXT}").date
    assert found == line.removeprefix("Published on ")


def test_a_day_of_receipt_is_not_the_date() -> None:
    assert front(f"Two ways of counting sheep\n\nReceived 4 May 2021\n\nAbstract\n\n{TEXT}").date is None


def test_the_journals_line_gives_the_articles_facts() -> None:
    found = front(
        f"Journal of Shelves 14(2): 101–119, 2017\ndoi:10.1234/x\n\nHow large is little?\n\nAbstract\n\n{TEXT}"
    )
    facts = (found.journal, found.volume, found.issue, found.pages, found.date, found.doi)
    assert facts == ("Journal of Shelves", "14", "2", "101–119", "2017", "10.1234/x")


def test_a_policy_report_is_a_series() -> None:
    found = front(f"Digging deeper for it\n\nPolicy Report No. 7 | May 2023\n\nSummary\n\n{TEXT}")
    assert (found.genre, found.number, found.date) == ("Policy Report", "7", "May 2023")


def test_a_table_of_contents_names_no_journal() -> None:
    assert front(f"How the shed is run\n\n{TEXT}\n\n1.  I n t r o  . . . . . . . . .  2\n\n{TEXT}").journal is None


def test_a_memo_says_what_it_is() -> None:
    text = (
        "Network Working Group              A. Lind\nRequest for Comments: 9999         May 2001\n\n\n"
        "      Cans over Uneven Links\n\nAbstract\n"
    )
    found = front(text)
    assert (found.title, found.byline, found.number) == ("Cans over Uneven Links", "A. Lind", "RFC 9999")


def test_a_heading_ends_where_its_line_ends() -> None:
    assert front("# How the shed is run\nIt is run. We like it.\n\nAda Roe\n\nAbstract").byline is None


def test_names_far_below_the_title_are_no_byline() -> None:
    between = "\n\n".join(f"Lot {number} of it" for number in range(14))
    assert front(f"How the shed is run\n\n{between}\n\nBy Ada Roe\n\nAbstract").byline is None
