import time
from pathlib import Path
from typing import Any

import pytest

from evaluation import csl_suite
from evaluation.csl_suite import Fixture, Outcome, alike, ledger_text, read_fixture, read_ledger, report, run, table

STYLE = '<style xmlns="http://purl.org/net/xbiblio/csl" class="note" version="1.0"/>'
TEXT = f"""A comment >>== MODE ==>>
>>===== MODE =====>>
citation
<<===== MODE =====<<

>>== RESULT ==>>
One

two
<<== RESULT ==<<
>>== CSL ==>>
{STYLE}
<<== CSL ==<<
>>== INPUT ==>>
[{{"id": "a"}}]
<<== INPUT ==<<
"""


def fixture(name: str = "name_One", expected: str = "One", mode: Any = "citation") -> Fixture:
    return Fixture(name, mode, STYLE, [], None, None, expected)


def test_a_section_is_the_text_between_its_marks() -> None:
    assert read_fixture("name_One", TEXT).expected == "One\n\ntwo"


def test_a_mark_inside_a_line_opens_no_section() -> None:
    assert read_fixture("name_One", TEXT).mode == "citation"


def test_the_end_of_another_section_ends_nothing() -> None:
    assert read_fixture("name_One", TEXT.replace("One\n", "<<== MODE ==<<\n")).expected.startswith("<<== MODE ==<<")


def test_what_failed_has_not_passed_although_nothing_was_expected() -> None:
    assert not Outcome(fixture(expected=""), "", "ZeroDivisionError").passed


def test_items_are_read_as_json() -> None:
    assert read_fixture("name_One", TEXT).items == [{"id": "a"}]


def test_a_section_that_is_not_there_is_none() -> None:
    assert read_fixture("name_One", TEXT).citations is None


def test_a_mark_without_its_last_signs_opens_a_section() -> None:
    marked = TEXT + '>>===== CITATION-ITEMS =====\n[[{"id": "a"}]]\n<<===== CITATION-ITEMS =====\n'
    assert read_fixture("name_One", marked).citation_items == [[{"id": "a"}]]


def test_the_group_of_a_fixture_stands_before_the_first_underscore() -> None:
    assert fixture("name_One_Two").group == "name"


def test_white_space_around_blocks_is_overlooked() -> None:
    assert alike("<div>\n  <div>One</div>\n</div>", "<div><div> One </div></div>")


def test_white_space_inside_a_line_is_not_overlooked() -> None:
    assert not alike("<div>One  two</div>", "<div>One two</div>")


def test_the_spelling_of_an_entity_is_overlooked() -> None:
    assert alike("a &amp; b &lt; &quot;c&quot;", 'a &#38; b &#60; "c"')


def test_an_escaped_bracket_is_no_tag() -> None:
    assert not alike("&lt;i>", "<i>")


def test_a_bare_ampersand_is_an_ampersand() -> None:
    assert alike("a & b", "a &#38; b")


def test_marks_of_state_count_where_both_have_them() -> None:
    assert not alike(">>[0] One", "..[0] One")


def test_marks_of_state_are_overlooked_where_they_are_not_printed() -> None:
    assert alike("One\nTwo", "..[0] One\n>>[1] Two")


def test_an_exception_is_a_failure_with_its_trace() -> None:
    assert "ZeroDivisionError" in run(fixture(), lambda _: [str(1 // 0)]).error


def test_what_takes_too_long_is_a_failure() -> None:
    assert "TimeoutError" in run(fixture(), _sleep, seconds=0.01).error


def _sleep(_: Fixture) -> list[str]:
    time.sleep(5)
    return ["One"]


def test_citations_are_lines() -> None:
    assert run(fixture(expected="One\nTwo"), lambda _: ["One", "Two"]).passed


def test_entries_stand_in_the_blocks_of_a_bibliography() -> None:
    expected = '<div class="csl-bib-body"><div class="csl-entry">One</div></div>'
    assert run(fixture(expected=expected, mode="bibliography"), lambda _: ["One"]).passed


def test_an_entry_with_a_block_of_its_own_gets_no_other() -> None:
    expected = '<div class="csl-bib-body"><div class="csl-entry">One</div></div>'
    assert run(fixture(expected=expected, mode="bibliography"), lambda _: ['<div class="csl-entry">One</div>']).passed


def test_refdesk_prints_where_no_other_is_named() -> None:
    whole = STYLE.replace("/>", "><citation><layout><text value='One'/></layout></citation></style>")
    one = Fixture("name_One", "citation", whole, [{"id": "a"}], None, None, "One")
    assert run(one).passed


def test_the_table_counts_by_groups() -> None:
    outcomes = [Outcome(fixture(), "One"), Outcome(fixture("name_Two"), "Other"), Outcome(fixture("date_One"), "One")]
    assert "name                    1 of    2    50.0 %" in table(outcomes)


def test_a_report_shows_both_sides() -> None:
    shown = report(Outcome(fixture(expected="<div>One</div>"), "<div>Two</div>"))
    assert "- <div>One</div>" in shown.splitlines()


def test_the_ledger_keeps_names_that_were_not_run(tmp_path: Path) -> None:
    path = tmp_path / "passing.txt"
    path.write_text(ledger_text([Outcome(fixture(), "One")], ["date_Other"]))
    assert read_ledger(path) == {"date_Other", "name_One"}


def test_the_ledger_loses_what_fails_now(tmp_path: Path) -> None:
    path = tmp_path / "passing.txt"
    path.write_text(ledger_text([Outcome(fixture(), "Two")], ["name_One"]))
    assert not read_ledger(path)


def test_a_folder_that_is_not_there_is_told(capsys: pytest.CaptureFixture[str]) -> None:
    assert (csl_suite.main(["--folder", "nowhere"]), "nowhere" in capsys.readouterr().err) == (2, True)
