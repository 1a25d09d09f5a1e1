"""Settings: read from files and the environment, changed in place."""

import tomllib
from pathlib import Path

import pytest

from refdesk.desk.place import Desk
from refdesk.desk.settings import put, saved_search, settings_of, settings_told, user_file, value_of
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.model.settings import DEFAULT_PATTERN, Settings
from refdesk.store import settings as stored
from refdesk.store.journal import history
from refdesk.store.settings import parse_toml, put_setting, read_settings

FULL = """\
# mine
[citekeys]
pattern = "[author][year]"  # short

[searches]
todo = "tag:todo -stub"
"to read" = 'tag:"to read"'

[dedupe]
distinct = [
  ["a", "b"],  # two editions
  ["c", "d"],
]

[lint]
ignore = ["missing-url"]
"""


@pytest.fixture
def desk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Desk:
    """A desk whose owner has a settings file of their own at `home/refdesk/refdesk.toml`."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path / "home"))
    for variable in ("REFDESK_CITEKEYS_PATTERN", "REFDESK_LINT_IGNORE"):
        monkeypatch.delenv(variable, raising=False)
    (tmp_path / "home" / "refdesk").mkdir(parents=True)
    (tmp_path / "desk").mkdir()
    return Desk(tmp_path / "desk", tmp_path / "desk" / "references.bib")


def write(desk: Desk, text: str) -> None:
    (desk.root / "refdesk.toml").write_text(text, encoding="utf-8")


def write_own(desk: Desk, text: str) -> None:
    (desk.root.parent / "home" / "refdesk" / "refdesk.toml").write_text(text, encoding="utf-8")


# -- reading -----------------------------------------------------------------------------------------------------------


def test_a_desk_needs_no_settings_file(desk: Desk) -> None:
    assert settings_of(desk) == Settings()


def test_every_setting_is_read(desk: Desk) -> None:
    write(desk, FULL)
    made = settings_of(desk)
    assert (made.citekey_pattern, dict(made.searches), made.distinct, made.lint_ignored) == (
        "[author][year]",
        {"todo": "tag:todo -stub", "to read": 'tag:"to read"'},
        (("a", "b"), ("c", "d")),
        ("missing-url",),
    )


def test_a_setting_tells_its_file_and_line(desk: Desk) -> None:
    write(desk, FULL)
    assert settings_of(desk).origins == {
        "citekeys.pattern": "refdesk.toml:3",
        "dedupe.distinct": "refdesk.toml:10",
        "lint.ignore": "refdesk.toml:16",
        "searches.to read": "refdesk.toml:7",
        "searches.todo": "refdesk.toml:6",
    }


def test_a_dotted_key_tells_its_line(desk: Desk) -> None:
    write(desk, "# one\nlint.ignore = []\n")
    assert settings_told(desk).settings["lint.ignore"].where == "refdesk.toml:2"


def test_the_desk_counts_before_the_person(desk: Desk) -> None:
    write_own(desk, '[citekeys]\npattern = "[author]"\n[lint]\nignore = ["x"]\n')
    write(desk, '[citekeys]\npattern = "[year]"\n')
    made = settings_of(desk)
    assert (made.citekey_pattern, made.lint_ignored) == ("[year]", ("x",))


def test_saved_searches_of_person_and_desk_stand_together(desk: Desk) -> None:
    write_own(desk, '[searches]\nmine = "a"\nboth = "b"\n')
    write(desk, '[searches]\nboth = "c"\n')
    assert dict(settings_of(desk).searches) == {"mine": "a", "both": "c"}


def test_the_environment_counts_before_files(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write(desk, FULL)
    monkeypatch.setenv("REFDESK_LINT_IGNORE", "one, two")
    assert settings_of(desk).lint_ignored == ("one", "two")


def test_an_empty_variable_counts_as_none(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("REFDESK_CITEKEYS_PATTERN", " ")
    assert settings_of(desk).citekey_pattern == DEFAULT_PATTERN


def test_origins_are_told(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    write_own(desk, '[searches]\nmine = "a"\n')
    write(desk, "[dedupe]\ndistinct = []\n")
    monkeypatch.setenv("REFDESK_CITEKEYS_PATTERN", "[year]")
    told = settings_told(desk).settings
    assert {name: one.origin for name, one in told.items()} == {
        "citekeys.pattern": "environment",
        "dedupe.distinct": "desk",
        "lint.ignore": "default",
        "searches.mine": "user",
    }


def test_pairs_of_a_desk_have_no_place_in_the_person_s_file(desk: Desk) -> None:
    write_own(desk, '[dedupe]\ndistinct = [["a", "b"]]\n')
    with pytest.raises(RefdeskError, match="one desk"):
        settings_of(desk)


def test_a_relative_config_home_is_passed_over(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("USERPROFILE", str(tmp_path))
    assert user_file({"XDG_CONFIG_HOME": "here"}) == tmp_path / ".config" / "refdesk" / "refdesk.toml"


def test_a_person_without_a_home_has_no_file(monkeypatch: pytest.MonkeyPatch) -> None:
    def homeless() -> Path:
        raise RuntimeError

    monkeypatch.setattr(Path, "home", homeless)
    assert user_file({}) is None


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            "[citekeys]\npatern = 'x'",
            r"refdesk\.toml:2: unknown setting 'citekeys\.patern' .*did you mean citekeys.pat",
        ),
        ("[citekeys]\npattern = 3", r"refdesk\.toml:2: citekeys\.pattern must be a text"),
        ("[citekeys]\npattern = ' '", "citekeys.pattern must be a text"),
        ("lint = 3", r"refdesk\.toml:1: unknown setting 'lint'"),
        ("[lint]\nignore = 'x'", "lint.ignore must be a list of words"),
        ("[lint]\nignore = ['x', 3]", "lint.ignore must be a list of words"),
        ("[dedupe]\ndistinct = [['a']]", "dedupe.distinct must be a list of pairs"),
        ("[searches]\nx = []", "searches.x must be a text"),
        ("[search]\nx = 'y'", "did you mean searches.NAME"),
        ("[qqqqqqqq]\nzz = 'y'", "refdesk config lists the settings"),
        ("a b", r"refdesk\.toml:1: is no TOML: Expected"),
        ("x = 'a", r"refdesk\.toml:1: is no TOML"),
        ("a = '''", "is no TOML"),
    ],
)
def test_a_wrong_line_is_named(text: str, told: str, desk: Desk) -> None:
    write(desk, text)
    with pytest.raises(RefdeskError, match=told) as caught:
        settings_of(desk)
    assert "\n" not in str(caught.value)


def test_one_wrong_line_does_not_spoil_the_others(desk: Desk) -> None:
    write(desk, "[citekeys]\npattern = 3\n[lint]\nignore = ['x']\n")
    told = settings_told(desk)
    assert (told.settings["lint.ignore"].value, len(told.errors)) == (["x"], 1)


def test_further_errors_are_counted(desk: Desk) -> None:
    write(desk, "[citekeys]\npattern = 3\n[lint]\nignore = 3\nx = 1\n")
    with pytest.raises(RefdeskError, match="and 2 more"):
        settings_of(desk)


def test_a_settings_folder_is_told_of(desk: Desk) -> None:
    (desk.root / "refdesk.toml").mkdir()
    assert "is a folder" in str(settings_told(desk).errors[0])


def test_a_file_in_latin_1_is_named(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_bytes(b"\n# \xe9\n")
    with pytest.raises(RefdeskError, match=r"refdesk\.toml:2: not UTF-8"):
        settings_of(desk)


def test_a_byte_order_mark_is_no_error(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_bytes(b"\xef\xbb\xbf[lint]\nignore = ['x']\n")
    assert settings_of(desk).lint_ignored == ("x",)


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"x = " + b"[" * 50_000, "nested too deeply"),
        (b"a." * 200_000 + b"b = 1", "too many parts"),
        (b"[" + b'"a" . ' * 100_000 + b"b]", "too many parts"),
        (b"x = {" + b"a." * 200_000 + b"b = 1}", "too many parts"),
        (b"#" * (stored.LARGEST_SETTINGS + 1), "larger than"),
        (b"x = " + b"9" * 10_000, "is no TOML"),
        (b"a" * 500_000, "is no TOML"),
        (b"\0", "is no TOML"),
    ],
    ids=["deep", "long key", "long heading", "long key inside", "large", "long number", "long word", "null"],
)
def test_a_hostile_file_is_refused_at_once(data: bytes, told: str) -> None:
    with pytest.raises(RefdeskError, match=told):
        parse_toml(data, "refdesk.toml")


def test_a_refused_file_is_an_error_among_what_was_read() -> None:
    assert len(read_settings(b"x = ", "refdesk.toml").errors) == 1


# -- writing -----------------------------------------------------------------------------------------------------------


def test_a_first_setting_makes_the_file() -> None:
    assert put_setting(None, "lint.ignore", ["x"]) == b'[lint]\nignore = ["x"]\n'


@pytest.mark.parametrize(
    ("name", "value", "old", "new"),
    [
        ("citekeys.pattern", "[year]", '"[author][year]"  # short', '"[year]"  # short'),
        ("searches.todo", "stub", '"tag:todo -stub"', '"stub"'),
        ("lint.ignore", ["missing-url", "x"], '["missing-url"]', '["missing-url", "x"]'),
        ("dedupe.distinct", [["c", "d"]], '  ["a", "b"],  # two editions\n', ""),
        (
            "dedupe.distinct",
            [["a", "b"], ["c", "d"], ["e", "f"]],
            '  ["c", "d"],\n',
            '  ["c", "d"],\n  ["e", "f"],\n',
        ),
        ("dedupe.distinct", [["a2", "b"], ["c", "d"]], '["a", "b"]', '["a2", "b"]'),
        ("searches.todo", None, 'todo = "tag:todo -stub"\n', ""),
    ],
)
def test_a_changed_setting_leaves_every_other_byte(name: str, value: object, old: str, new: str) -> None:
    assert put_setting(FULL.encode(), name, value).decode() == FULL.replace(old, new)


def test_a_list_in_another_order_is_written_anew() -> None:
    data = put_setting(FULL.encode(), "dedupe.distinct", [["c", "d"], ["x", "y"], ["a", "b"]])
    assert tomllib.loads(data.decode())["dedupe"]["distinct"] == [["c", "d"], ["x", "y"], ["a", "b"]]


def test_pairs_stand_one_a_line() -> None:
    data = put_setting(None, "dedupe.distinct", [["a", "b"], ["c", "d"]])
    assert data.decode().count("\n") == 5


def test_a_table_that_holds_nothing_more_goes() -> None:
    assert put_setting(b'x = 1\n[lint]\nignore = ["x"]\n', "lint.ignore", None) == b"x = 1\n"


def test_a_table_with_a_comment_stays() -> None:
    assert put_setting(b'[lint]\n# why\nignore = ["x"]\n', "lint.ignore", None) == b"[lint]\n# why\n"


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    assert put_setting(FULL.encode(), "searches.none", None) == FULL.encode()


def test_a_misspelt_setting_can_be_taken_out() -> None:
    assert put_setting(b"lnt = 3\n[citekeys]\npatern = 3\n", "citekeys.patern", None) == b"lnt = 3\n"


def test_a_misspelt_table_can_be_taken_out() -> None:
    assert put_setting(b"lnt = 3\nx = 1\n", "lnt", None) == b"x = 1\n"


def test_line_ends_of_windows_stay() -> None:
    data = put_setting(b'# a\r\n[lint]\r\nignore = ["x"]\r\n', "citekeys.pattern", "[year]")
    assert data == b'# a\r\n[lint]\r\nignore = ["x"]\r\n\r\n[citekeys]\r\npattern = "[year]"\r\n'


def test_a_byte_order_mark_stays() -> None:
    assert put_setting(b"\xef\xbb\xbf# a\n", "lint.ignore", ["x"]).startswith(b"\xef\xbb\xbf# a\n")


def test_a_search_may_have_any_name() -> None:
    data = put_setting(None, "searches.zu lesen.1", 'tag:"ä"')
    assert tomllib.loads(data.decode()) == {"searches": {"zu lesen.1": 'tag:"ä"'}}


@pytest.mark.parametrize(("name", "value"), [("lint.ignore", "x"), ("nonsense", "x"), ("citekeys.pattern", 3)])
def test_a_bad_setting_is_not_written(name: str, value: object) -> None:
    with pytest.raises(RefdeskError, match=name):
        put_setting(b"", name, value)


def test_a_broken_file_is_not_rewritten() -> None:
    with pytest.raises(RefdeskError, match=r"refdesk\.toml:1: is no TOML"):
        put_setting(b"x = ", "lint.ignore", ["x"])


def test_a_value_in_the_place_of_a_table_is_not_overwritten() -> None:
    with pytest.raises(RefdeskError, match="by hand"):
        put_setting(b"lint = 3\n", "lint.ignore", ["x"])


def test_a_put_that_would_change_other_settings_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(stored, "_rewritten", lambda *_: '[lint]\nignore = ["x"]\n')
    with pytest.raises(RefdeskError, match="without touching the rest"):
        put_setting(FULL.encode(), "lint.ignore", ["x"])


def test_a_change_is_a_step_of_the_journal(desk: Desk) -> None:
    assert put(desk, "lint.ignore", ["x"])
    assert [step.title for step in history(desk.root)] == ["config: set lint.ignore"]


def test_a_change_that_changes_nothing_is_no_step(desk: Desk) -> None:
    put(desk, "lint.ignore", ["x"])
    assert not put(desk, "lint.ignore", ["x"])
    assert len(history(desk.root)) == 1


def test_a_dry_run_leaves_no_trace(desk: Desk) -> None:
    assert put(desk, "lint.ignore", ["x"], dry_run=True)
    assert list(desk.root.iterdir()) == []


@pytest.mark.parametrize(
    ("name", "text", "value"),
    [
        ("lint.ignore", "a, b c", ["a", "b", "c"]),
        ("lint.ignore", "['a b']", ["a b"]),
        ("citekeys.pattern", "[author][year]", "[author][year]"),
        ("dedupe.distinct", '[["a", "b"]]', [["a", "b"]]),
    ],
)
def test_a_typed_value_is_understood(name: str, text: str, value: object) -> None:
    assert value_of(name, text) == value


@pytest.mark.parametrize("text", ["[", "['a'", "['a', 3]", "['a']\nx = 1\n]"])
def test_a_typed_value_of_the_wrong_kind_is_refused(text: str) -> None:
    with pytest.raises(RefdeskError):
        value_of("lint.ignore", text)


def test_a_saved_search_is_found(desk: Desk) -> None:
    write(desk, FULL)
    assert saved_search(desk, "todo") == "tag:todo -stub"


def test_an_unknown_saved_search_is_told_with_the_known_ones(desk: Desk) -> None:
    write(desk, FULL)
    with pytest.raises(RefdeskError, match="to read, todo") as caught:
        saved_search(desk, "none")
    assert caught.value.code == ExitCode.UNKNOWN
