"""`refdesk lint`, as people and CI call it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refdesk.cli import COMMANDS, run
from refdesk.linting.catalogue import RULES

Lint = Callable[..., tuple[int, str, str]]
SOUND = "  author = {Kim, A.},\n  title = {Salt},\n  date = {2020},\n  publisher = {P},\n"
CLEAN = f"@book{{kim2020,\n{SOUND}}}\n"
SLIPS = f"@book{{kim2020,\n{SOUND}  isbn = {{0-306-40615-3}},\n  pages = {{pp. 7--9}},\n}}\n"


@pytest.fixture
def lint(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Lint:
    """Runs `refdesk lint` in an empty desk; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(COMMANDS, "lint", ("linting", ""))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(["lint", *arguments])
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


def write(desk: Path, text: str, name: str = "references.bib") -> Path:
    path = desk / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return path


def objects(lint: Lint, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(lint("--json", *arguments)[1])
    return found


def test_a_clean_library_is_silent(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    assert lint() == (0, "", "")


def test_a_missing_library_is_one_clear_line(lint: Lint) -> None:
    code, out, err = lint()
    assert (code, out, err.count("\n")) == (2, "", 1)


def test_a_finding_stands_on_a_line_that_editors_understand(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert lint()[1].startswith("references.bib:6: warning: kim2020: bad-isbn: 0-306-40615-3 is no ISBN")


def test_a_finding_about_the_file_does_not_tell_its_line_twice(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, "@book{kim, title = {Salt")
    assert lint()[1] == "references.bib:1: error: broken-block: @book is opened here and never closed.\n"


def test_a_warning_is_a_failure(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert lint()[0] == 1


def test_a_note_is_no_failure(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert lint("--code", "page-label")[0] == 0


def test_a_note_is_a_failure_if_strict(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert lint("--code", "page-label", "--strict")[0] == 1


def test_the_summary_counts_by_weight(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert lint()[2] == "2 findings: 1 warning, 1 note; --fix puts 1 right\n"


def test_quiet_says_nothing_on_stderr(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert lint("-q")[2] == ""


def test_heavier_findings_come_first(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS + "@book{kim, title = {Salt")
    assert [line.split(": ")[1] for line in lint()[1].splitlines()] == ["error", "warning", "note"]


def test_control_characters_of_the_library_do_not_reach_the_terminal(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN.replace("kim2020", "kim\x1b[31m\u202e"))
    assert lint()[1].isascii()


# -- json --------------------------------------------------------------------------------------------------------------


def test_json_has_the_place_the_weight_and_the_sentence(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    found = objects(lint, "--code", "page-label")
    assert found == [
        {
            "where": "kim2020",
            "code": "page-label",
            "message": "pages begins with 'pp.'; styles add that.",
            "severity": "note",
            "file": "references.bib",
            "line": 7,
            "column": None,
            "key": "kim2020",
            "field": "pages",
            "fixable": True,
            "fixed": False,
        }
    ]


def test_json_of_a_clean_library_is_an_empty_array(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    assert lint("--json") == (0, "[]\n", "")


def test_json_has_every_finding_of_a_flood(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, stubs(30))
    assert len(objects(lint, "--code", "stub")) == 30


# -- floods ------------------------------------------------------------------------------------------------------------


def stubs(count: int) -> str:
    return "".join(f"@misc{{stub{n},\n  author = {{Kim}},\n  keywords = {{stub}},\n}}\n" for n in range(count))


def test_ten_findings_of_a_code_are_told_one_by_one(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, stubs(10))
    assert len(lint()[1].splitlines()) == 10


def test_eleven_findings_of_a_code_are_one_line(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, stubs(11))
    assert lint()[1] == (
        "references.bib: note: stub: 11 findings, such as stub0, stub1, stub2; refdesk lint --code stub shows all\n"
    )


def test_a_code_asked_for_is_told_in_full(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, stubs(11))
    assert len(lint("--code", "stub")[1].splitlines()) == 11


# -- codes -------------------------------------------------------------------------------------------------------------


def test_code_shows_only_this_code(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert [each["code"] for each in objects(lint, "--code", "bad-isbn")] == ["bad-isbn"]


def test_ignore_leaves_a_code_out(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert [each["code"] for each in objects(lint, "--ignore", "bad-isbn")] == ["page-label"]


def test_settings_leave_a_code_out(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    write(tmp_path, '[lint]\nignore = ["bad-isbn"]\n', "refdesk.toml")
    assert [each["code"] for each in objects(lint)] == ["page-label"]


def test_a_code_asked_for_is_shown_though_the_settings_leave_it_out(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    write(tmp_path, '[lint]\nignore = ["bad-isbn"]\n', "refdesk.toml")
    assert [each["code"] for each in objects(lint, "--code", "bad-isbn")] == ["bad-isbn"]


@pytest.mark.parametrize("option", ["--code", "--ignore", "--explain"])
def test_an_unknown_code_names_near_ones(lint: Lint, tmp_path: Path, option: str) -> None:
    write(tmp_path, CLEAN)
    code, out, err = lint(option, "bad-isnb")
    assert (code, out, "bad-isbn" in err) == (3, "", True)


def test_a_code_of_the_settings_that_no_rule_has_is_told(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    write(tmp_path, '[lint]\nignore = ["bad-isnb"]\n', "refdesk.toml")
    assert "'bad-isnb'" in lint()[2]


@pytest.mark.parametrize("code", sorted(RULES))
def test_every_code_is_explained(lint: Lint, code: str) -> None:
    answer, out, _ = lint("--explain", code)
    assert (answer, out.startswith(code), "Example: " in out) == (0, True, True)


def test_explain_has_json(lint: Lint) -> None:
    told = json.loads(lint("--explain", "page-label", "--json")[1])
    assert (told["code"], told["severity"], told["fixable"]) == ("page-label", "note", True)


# -- the desk ----------------------------------------------------------------------------------------------------------


def test_a_file_that_is_not_there_is_found(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN.replace("title", "file = {papers/kim.pdf;papers/here.pdf},\n  title"))
    write(tmp_path, "", "papers/here.pdf")
    assert [each["message"] for each in objects(lint, "--code", "missing-file")] == [
        "There is no file 'papers/kim.pdf'."
    ]


def test_an_address_of_a_file_is_not_looked_for_on_disk(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN.replace("title", "file = {https://example.org/kim.pdf;papers/kim.pdf},\n  title"))
    assert [each["message"] for each in objects(lint, "--code", "missing-file")] == [
        "There is no file 'papers/kim.pdf'."
    ]


@pytest.mark.parametrize("path", ["a" * 5000, "~nobody-at-all/x", "\\\\server\\x"])
def test_a_path_that_no_disk_can_have_is_found(lint: Lint, tmp_path: Path, path: str) -> None:
    write(tmp_path, CLEAN.replace("title", f"file = {{{path}}},\n  title"))
    assert [each["field"] for each in objects(lint, "--code", "missing-file")] == ["file"]


def test_an_annotation_without_an_entry_is_found(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN.replace("title", "ids = {older},\n  title"))
    for name in ("kim2020", "older", "gone"):
        write(tmp_path, "Salty.", f"annotations/{name}.md")
    assert [(each["where"], each["file"]) for each in objects(lint)] == [("gone", "annotations/gone.md")]


def test_a_cite_of_a_deleted_entry_is_found(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    cite = {"document": "essay", "start": 5, "end": 9, "text": "(Lee)", "kind": "narrative", "work": "lee2001"}
    write(tmp_path, json.dumps(cite) + "\n", "citations.jsonl")
    (found,) = objects(lint)
    assert (found["where"], found["code"], found["file"]) == ("essay:5", "dangling", "citations.jsonl")


def test_a_broken_record_is_found_on_its_line(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    write(tmp_path, "\n<<<<<<<\n", "citations.jsonl")
    (found,) = objects(lint)
    assert (found["code"], found["file"], found["line"], found["key"]) == ("broken-record", "citations.jsonl", 2, None)


def test_a_lone_library_is_looked_over(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS, "thesis.bib")
    assert lint("--library", "thesis.bib")[1].startswith("thesis.bib:6: warning: ")


def test_looking_leaves_no_trace(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    lint()
    assert [path.name for path in tmp_path.iterdir()] == ["references.bib"]


# -- fix ---------------------------------------------------------------------------------------------------------------


def test_fix_puts_right_and_says_so(lint: Lint, tmp_path: Path) -> None:
    path = write(tmp_path, SLIPS)
    code, out, err = lint("--fix")
    assert path.read_text(encoding="utf-8") == SLIPS.replace("pp. ", "")
    assert (code, out.splitlines()[0]) == (1, "kim2020: pages = 7--9 (it was pp. 7--9)")
    assert err == "1 finding put right\n1 warning\n"


def test_fix_on_a_dry_run_changes_nothing(lint: Lint, tmp_path: Path) -> None:
    path = write(tmp_path, SLIPS)
    assert "kim2020: pages = 7--9" in lint("--fix", "--dry-run")[1]
    assert (path.read_text(encoding="utf-8"), [each.name for each in tmp_path.iterdir()]) == (SLIPS, ["references.bib"])


def test_a_second_fix_changes_nothing(lint: Lint, tmp_path: Path) -> None:
    path = write(tmp_path, SLIPS)
    lint("--fix")
    before = path.stat().st_mtime_ns
    assert "put right" not in lint("--fix")[2]
    assert path.stat().st_mtime_ns == before


def test_undo_takes_a_fix_back(lint: Lint, tmp_path: Path) -> None:
    path = write(tmp_path, SLIPS)
    lint("--fix")
    assert run(["undo"]) == 0
    assert path.read_text(encoding="utf-8") == SLIPS


def test_fix_of_a_code_leaves_the_others(lint: Lint, tmp_path: Path) -> None:
    path = write(tmp_path, SLIPS.replace("title", "note = {},\n  title"))
    lint("--fix", "--code", "empty-field")
    assert path.read_text(encoding="utf-8") == SLIPS


def test_fix_writes_citedby_from_the_records(lint: Lint, tmp_path: Path) -> None:
    path = write(tmp_path, CLEAN)
    cite = {"document": "essay", "start": 5, "end": 9, "text": "(Kim)", "kind": "narrative", "work": "kim2020"}
    write(tmp_path, json.dumps(cite) + "\n", "citations.jsonl")
    lint("--fix")
    assert "  citedby = {essay},\n}" in path.read_text(encoding="utf-8")


def test_json_of_a_fix_tells_what_was_fixed(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    assert [(each["code"], each["fixed"]) for each in objects(lint, "--fix")] == [
        ("page-label", True),
        ("bad-isbn", False),
    ]


@pytest.mark.parametrize("arguments", [["--dry-run"], ["--json", "--format", "sarif"], ["--format", "xml"]])
def test_options_that_do_not_go_together_are_refused(lint: Lint, tmp_path: Path, arguments: list[str]) -> None:
    write(tmp_path, CLEAN)
    assert lint(*arguments)[0] == 2


# -- sarif -------------------------------------------------------------------------------------------------------------


def sarif_run(lint: Lint) -> dict[str, Any]:
    log = json.loads(lint("--format", "sarif")[1])
    assert (log["version"], len(log["runs"])) == ("2.1.0", 1)
    result: dict[str, Any] = log["runs"][0]
    return result


def test_sarif_names_the_tool_and_its_rules(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    driver = sarif_run(lint)["tool"]["driver"]
    assert (driver["name"], [rule["id"] for rule in driver["rules"]]) == ("refdesk", ["bad-isbn", "page-label"])


def test_sarif_results_have_place_level_and_rule(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    result = sarif_run(lint)["results"][1]
    place = result["locations"][0]["physicalLocation"]
    assert (result["ruleId"], result["ruleIndex"], result["level"]) == ("page-label", 1, "note")
    assert place == {"artifactLocation": {"uri": "references.bib"}, "region": {"startLine": 7}}


def test_sarif_of_a_clean_library_has_no_result(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    assert sarif_run(lint)["results"] == []


def test_a_sarif_fingerprint_does_not_hang_on_the_line(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, SLIPS)
    here = [result["partialFingerprints"] for result in sarif_run(lint)["results"]]
    write(tmp_path, f"% one line more\n{SLIPS}")
    assert [result["partialFingerprints"] for result in sarif_run(lint)["results"]] == here


def test_sarif_escapes_file_names(lint: Lint, tmp_path: Path) -> None:
    write(tmp_path, CLEAN)
    write(tmp_path, "Salty.", "annotations/lee 2001.md")
    uris = [result["locations"][0]["physicalLocation"] for result in sarif_run(lint)["results"]]
    assert uris == [{"artifactLocation": {"uri": "annotations/lee%202001.md"}}]


# -- the documentation -------------------------------------------------------------------------------------------------


def test_every_code_is_documented(repository: Path) -> None:
    text = (repository / "docs" / "lint.md").read_text(encoding="utf-8")
    assert not [code for code in RULES if f"| `{code}` |" not in text]


def test_every_documented_code_is_a_rule(repository: Path) -> None:
    text = (repository / "docs" / "lint.md").read_text(encoding="utf-8")
    documented = [line.split("`")[1] for line in text.splitlines() if line.startswith("| `")]
    assert not [code for code in documented if code not in RULES]


def test_the_documentation_says_how_heavy_a_code_is_and_whether_it_can_be_put_right(repository: Path) -> None:
    text = (repository / "docs" / "lint.md").read_text(encoding="utf-8")
    rows = [line.strip("| ").split(" | ") for line in text.splitlines() if line.startswith("| `")]
    told = {row[0].strip("`"): (row[1], row[-1] == "yes") for row in rows}
    assert told == {code: (rule.severity, rule.fixable) for code, rule in RULES.items()}
