"""Fonts and protected words of a title: LaTeX, CSL's markup, plain text."""

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of, fields_of
from refdesk.formats.rich_text import latex_of_marked, marked_of, normal_markup, plain_of
from refdesk.model.library import Entry
from refdesk.model.work import Work

NOCASE = '<span class="nocase">{}</span>'


@pytest.mark.parametrize(
    ("latex", "marked"),
    [
        (r"On \emph{E. coli}", "On <i>E. coli</i>"),
        (r"On {\em E. coli}", "On <i>E. coli</i>"),
        (
            r"On \textbf{bold} and \textsc{small}",
            'On <b>bold</b> and <span style="font-variant: small-caps;">small</span>',
        ),
        (r"\textsuperscript{13}C, H\textsubscript{2}O", "<sup>13</sup>C, H<sub>2</sub>O"),
        ("The {China} syndrome", f"The {NOCASE.format('China')} syndrome"),
        ("{{All Of It}}", NOCASE.format("All Of It")),
        ("{H}istory", NOCASE.format("History")),
        (r"\emph{The {Bible}}", f"<i>The {NOCASE.format('Bible')}</i>"),
        (r"\enquote{The {Bible}}", f"“The {NOCASE.format('Bible')}”"),
    ],
)
def test_marks_are_read(latex: str, marked: str) -> None:
    assert marked_of(latex) == marked


@pytest.mark.parametrize(
    "latex", ["Plain", "The {small} word", r"{\'E}tat", r"\'{E}tat", r"Caf\'{e} {\ss}", r"\foo{A}{B}", "}{", "{1984}"]
)
def test_what_only_groups_marks_nothing(latex: str) -> None:
    assert marked_of(latex) == ""


@pytest.mark.parametrize("latex", ["{" * 500 + "A", r"\emph{" * 500, "{A}" * 500, r"{\em A" * 300, "\ue000{A}\ue00f"])
def test_strange_braces_never_nest_without_end(latex: str) -> None:
    assert marked_of(latex).count("<") - marked_of(latex).count("</") == marked_of(latex).count("</")


@pytest.mark.parametrize(
    "latex", [r"On \emph{E. coli}", "The {China} {Syndrome}", r"H\textsubscript{2}O \& {DNA}", r"\textsc{a} \textbf{B}"]
)
def test_markup_is_written_as_it_was_read(latex: str) -> None:
    assert latex_of_marked(marked_of(latex)) == latex


def test_an_open_tag_is_closed() -> None:
    assert latex_of_marked("a <i>b") == r"a \emph{b}"


def test_a_stray_tag_is_dropped() -> None:
    assert latex_of_marked("a</i> b") == "a b"


def test_other_forms_of_a_tag_are_made_the_usual_one() -> None:
    assert normal_markup('<sc>a</sc> <span style="font-variant:small-caps">b</span>') == (
        '<span style="font-variant: small-caps;">a</span> <span style="font-variant: small-caps;">b</span>'
    )


@pytest.mark.parametrize("text", ["plain", "a < b", "<i>a", "a</i>", "<i>a <b>b</i> c</b>", "<em>a</em>"])
def test_what_is_no_sound_markup_is_none(text: str) -> None:
    assert normal_markup(text) == ""


def test_plain_text_has_the_words_alone() -> None:
    assert plain_of('<i>a</i> <span class="nocase">B</span> < c') == "a B < c"


# -- in a library ------------------------------------------------------------------------------------------------------


def work_of_title(fields: str) -> Work:
    return entries_of(BibFile.parse(f"@book{{k, {fields}}}".encode()))[0][0].work


def test_a_title_stays_plain_in_the_work() -> None:
    assert work_of_title(r"title = {The {China} \emph{x}}").title == "The China x"


def test_the_marks_of_title_and_subtitle_are_joined() -> None:
    assert work_of_title(r"title = {The {China}}, subtitle = {An \emph{x}}").marked == (
        ("title", f"The {NOCASE.format('China')}: An <i>x</i>"),
    )


def test_protection_is_written_again() -> None:
    work = work_of_title("title = {The {China} Syndrome}")
    assert fields_of(Entry(citekey="k", work=work))[1]["title"] == "The {China} Syndrome"


def test_a_new_title_has_no_marks_of_the_old_one() -> None:
    work = Work(type="book", title="New", marked=(("title", "<i>Old</i>"),))
    assert fields_of(Entry(citekey="k", work=work))[1]["title"] == "New"


def test_braces_around_an_item_of_a_list_protect_nothing() -> None:
    entry = entries_of(BibFile.parse(b"@online{k, title = {T}, organization = {{Dawn and Co}}}"))[0][0]
    assert entry.work.marked == ()
