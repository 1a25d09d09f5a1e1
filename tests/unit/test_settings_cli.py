"""`config` and saved searches, as they are typed."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.cli import COMMANDS, run

Refdesk = Callable[..., tuple[int, str, str]]

BIB = "@book{mumford1961,\n  author = {Mumford, Lewis},\n  title = {The City},\n  date = {1961},\n}\n"


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    for variable in ("REFDESK_CITEKEYS_PATTERN", "REFDESK_LINT_IGNORE"):
        monkeypatch.delenv(variable, raising=False)
    desk = tmp_path / "desk"
    desk.mkdir()
    (desk / "references.bib").write_text(BIB, encoding="utf-8")
    return desk


@pytest.fixture
def refdesk(root: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refdesk:
    """Run a command line on the desk: exit code, stdout, stderr."""
    monkeypatch.setitem(COMMANDS, "config", ("configuring", "Show and change settings."))

    def call(*words: str) -> tuple[int, str, str]:
        code = run([words[0], "--desk", str(root), *words[1:]])
        told = capsys.readouterr()
        return code, told.out, told.err

    return call


def test_config_shows_value_with_origin(refdesk: Refdesk, root: Path) -> None:
    (root / "refdesk.toml").write_text('[lint]\nignore = ["x", "y"]\n')
    code, shown, _ = refdesk("config")
    lines = [line.split("  ") for line in shown.splitlines()]
    assert (code, [(line[0].strip(), line[-1].strip()) for line in lines]) == (
        0,
        [("citekeys.pattern", "default"), ("dedupe.distinct", "default"), ("lint.ignore", "refdesk.toml:2")],
    )


def test_config_as_json(refdesk: Refdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFDESK_LINT_IGNORE", "x")
    _, shown, said = refdesk("config", "lint.ignore", "--json")
    assert json.loads(shown) == [
        {"name": "lint.ignore", "value": ["x"], "origin": "environment", "where": "$REFDESK_LINT_IGNORE"}
    ]
    assert said == ""


def test_config_changes_a_setting(refdesk: Refdesk, root: Path) -> None:
    code, shown, said = refdesk("config", "citekeys.pattern", "[author][year]")
    assert (code, shown, said) == (0, "", "refdesk.toml: citekeys.pattern set to [author][year]\n")
    assert (root / "refdesk.toml").read_text() == '[citekeys]\npattern = "[author][year]"\n'


def test_config_takes_a_setting_out(refdesk: Refdesk, root: Path) -> None:
    (root / "refdesk.toml").write_text('# mine\n[lint]\nignore = ["x"]\n')
    refdesk("config", "lint.ignore", "--unset")
    assert (root / "refdesk.toml").read_text() == "# mine\n"


def test_a_dry_run_of_config_changes_nothing(refdesk: Refdesk, root: Path) -> None:
    _, _, said = refdesk("config", "lint.ignore", "x", "--dry-run")
    assert (said, (root / "refdesk.toml").exists()) == ("refdesk.toml: lint.ignore would be set to x\n", False)


def test_config_says_when_nothing_changes(refdesk: Refdesk) -> None:
    refdesk("config", "lint.ignore", "x")
    assert "unchanged" in refdesk("config", "lint.ignore", "x")[2]


def test_config_says_when_a_variable_counts_before(refdesk: Refdesk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFDESK_LINT_IGNORE", "x")
    assert "$REFDESK_LINT_IGNORE is set and counts before it" in refdesk("config", "lint.ignore", "y")[2]


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["nonsense", "x"], 2, "unknown setting 'nonsense'"),
        (["citekeys.patern", "x"], 2, "did you mean citekeys.pattern?"),
        (["nonsense"], 3, "no setting 'nonsense'"),
        (["citekeys.pattern", "[nonsense]"], 2, "citekeys.pattern"),
        (["dedupe.distinct", "a b"], 2, "must be a list of pairs"),
        (["lint.ignore", "x", "--unset"], 2, "--unset takes no value"),
        (["--unset"], 2, "nothing to change"),
        (["--dry-run"], 2, "nothing to change"),
    ],
)
def test_a_wrong_config_is_told(words: list[str], code: int, told: str, refdesk: Refdesk) -> None:
    answered, shown, said = refdesk("config", *words)
    assert (answered, shown, said.count("\n")) == (code, "", 1)
    assert told in said


def test_a_broken_settings_file_locks_nobody_out_of_config(refdesk: Refdesk, root: Path) -> None:
    (root / "refdesk.toml").write_text("[lint\n")
    code, shown, said = refdesk("config")
    assert (code, "citekeys.pattern" in shown) == (1, True)
    assert said.startswith("refdesk: refdesk.toml:1: is no TOML")


def test_a_bad_pattern_in_the_file_is_told(refdesk: Refdesk, root: Path) -> None:
    (root / "refdesk.toml").write_text('[citekeys]\npattern = "[nonsense]"\n')
    code, _, said = refdesk("config")
    assert (code, said.startswith("refdesk: refdesk.toml:2: citekeys.pattern")) == (1, True)


@pytest.mark.parametrize("verb", [["list"], ["search", "city"], ["show", "mumford1961"]])
def test_a_broken_settings_file_locks_nobody_out_of_reading(verb: list[str], refdesk: Refdesk, root: Path) -> None:
    (root / "refdesk.toml").write_text("[lint\n")
    code, shown, _ = refdesk(*verb)
    assert (code, "mumford1961" in shown) == (0, True)


def test_a_setting_cannot_drive_the_terminal(refdesk: Refdesk, root: Path) -> None:
    (root / "refdesk.toml").write_text('[searches]\n"a\\u001b[1m" = "x\\u001b]0;y"\n')
    _, shown, _ = refdesk("config")
    assert "\x1b" not in shown


# -- saved searches ----------------------------------------------------------------------------------------------------


def test_a_search_is_saved_while_it_is_made(refdesk: Refdesk, root: Path) -> None:
    code, shown, said = refdesk("search", "--save", "old", "year:..1970", "city")
    assert (code, "mumford1961" in shown, said) == (0, True, "saved: old = year:..1970 city\n")
    assert (root / "refdesk.toml").read_text() == '[searches]\nold = "year:..1970 city"\n'


def test_a_dry_run_saves_no_search(refdesk: Refdesk, root: Path) -> None:
    _, _, said = refdesk("search", "--save", "old", "city", "--dry-run")
    assert ("would be saved" in said, (root / "refdesk.toml").exists()) == (True, False)


@pytest.mark.parametrize("words", [["--saved", "old"], ["@old"], ["@old", "city"]])
def test_a_saved_search_is_made_again(words: list[str], refdesk: Refdesk) -> None:
    refdesk("search", "--save", "old", "year:..1970")
    assert "mumford1961" in refdesk("search", *words)[1]


def test_a_saved_search_can_be_narrowed(refdesk: Refdesk) -> None:
    refdesk("search", "--save", "old", "year:..1970")
    assert refdesk("search", "--saved", "old", "village")[1] == ""


def test_saved_searches_are_listed(refdesk: Refdesk) -> None:
    refdesk("search", "--save", "old", "year:..1970")
    assert refdesk("search", "--saved")[1] == "old = year:..1970 (refdesk.toml:2)\n"


def test_saved_searches_are_listed_as_json(refdesk: Refdesk) -> None:
    refdesk("search", "--save", "old", "city")
    assert json.loads(refdesk("search", "--saved", "--json")[1]) == [
        {"name": "old", "query": "city", "origin": "desk", "where": "refdesk.toml:2"}
    ]


def test_no_saved_search_is_said(refdesk: Refdesk) -> None:
    assert "no search is saved" in refdesk("search", "--saved")[2]


def test_a_saved_search_is_forgotten(refdesk: Refdesk, root: Path) -> None:
    refdesk("search", "--save", "old", "city")
    assert refdesk("search", "--forget", "old")[2] == "forgotten: old\n"
    assert (root / "refdesk.toml").read_text() == ""


def test_a_search_of_the_person_is_not_forgotten_by_a_desk(refdesk: Refdesk, root: Path) -> None:
    own = root.parent / "home" / "refdesk" / "refdesk.toml"
    own.parent.mkdir(parents=True)
    own.write_text('[searches]\nmine = "x"\n')
    code, _, said = refdesk("search", "--forget", "mine")
    assert (code, "is not this desk's" in said) == (2, True)


@pytest.mark.parametrize(
    ("words", "code", "told"),
    [
        (["--saved", "none"], 3, "no saved search 'none'"),
        (["@none"], 3, "no saved search 'none'"),
        (["--forget", "none"], 3, "no saved search 'none'"),
        (["--save", "two words", "x"], 2, "cannot name a search"),
        ([], 2, "nothing to search for"),
        (["--save", "x"], 2, "nothing to search for"),
    ],
)
def test_a_wrong_saved_search_is_told(words: list[str], code: int, told: str, refdesk: Refdesk) -> None:
    answered, _, said = refdesk("search", *words)
    assert (answered, told in said) == (code, True)
