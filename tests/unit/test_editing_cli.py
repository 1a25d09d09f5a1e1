"""`refdesk edit`, `rekey` and `tag` as they are called: options, JSON, what is said, exit codes."""

import json
import sys
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

from refdesk.cli.editing import edit, rekey
from refdesk.cli.tagging import tag
from refdesk.model.errors import ExitCode, RefdeskError

LIBRARY = """@book{whole,
  title = {A Whole},
  author = {Nye, Joseph},
  date = {2011},
  keywords = {commons},
}

@inbook{part,
  title = {A Part},
  xref = {whole},
}
"""


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "references.bib").write_text(LIBRARY, encoding="utf-8")
    return tmp_path


def run(root: Path, command: click.Command, *arguments: str) -> Result:
    return CliRunner().invoke(command, ["--desk", str(root), *arguments])


def text(root: Path) -> str:
    return (root / "references.bib").read_text(encoding="utf-8")


def refused(root: Path, command: click.Command, *arguments: str) -> RefdeskError:
    """The error of a call that may not have written anything."""
    error = run(root, command, *arguments).exception
    assert isinstance(error, RefdeskError)
    assert text(root) == LIBRARY
    return error


def printed(root: Path, command: click.Command, *arguments: str) -> Any:
    result = run(root, command, *arguments)
    assert result.exception is None
    return json.loads(result.stdout)


# -- edit --------------------------------------------------------------------------------------------------------------


def test_edit_prints_what_changed_as_json(root: Path) -> None:
    assert printed(root, edit, "whole", "--set", "note=A & B", "--type", "report", "--json", "-q") == {
        "key": "whole",
        "changes": [
            {"kind": "type", "name": "", "before": "book", "after": "report"},
            {"kind": "field", "name": "note", "before": None, "after": "A \\& B"},
        ],
        "cautions": [],
    }


def test_edit_prints_a_line_of_json_for_each_entry(root: Path) -> None:
    lines = run(root, edit, "whole", "part", "--set", "note=N", "--json").stdout.splitlines()
    assert [json.loads(line)["key"] for line in lines] == ["whole", "part"]


def test_edit_gives_the_text_of_a_deleted_entry(root: Path) -> None:
    (change,) = printed(root, edit, "part", "--delete", "--json")["changes"]
    assert (change["kind"], change["before"]) == ("entry", LIBRARY.split("\n\n")[1].rstrip("\n"))


def test_edit_says_what_it_would_do(root: Path) -> None:
    assert run(root, edit, "whole", "--unset", "date", "--dry-run").stderr == "would change: whole: date removed\n"
    assert text(root) == LIBRARY


def test_edit_says_when_nothing_changed(root: Path) -> None:
    assert "nothing changed" in run(root, edit, "whole", "--set", "date=2011").stderr


def test_edit_moves_an_entry(root: Path) -> None:
    run(root, edit, "part", "--before", "whole")
    assert text(root).index("part") < text(root).index("whole,")


def test_edit_sets_a_macro(root: Path) -> None:
    run(root, edit, "whole", "--set-raw", "month=may")
    assert "  month = may,\n" in text(root)


@pytest.mark.parametrize(
    "arguments",
    [
        ("whole",),
        ("whole", "--set", "note"),
        ("whole", "--set", "=x"),
        ("whole", "--set-raw", "note="),
        ("whole", "--set", "note=a", "--set", "NOTE=b"),
        ("whole", "--set", "note=a", "--set-raw", "note=may"),
        ("whole", "--set-raw", "note=a b"),
        ("whole", "--before", "part", "--after", "part"),
        ("part", "--delete", "--set", "note=x"),
        ("whole", "--delete"),
        ("whole", "--rename", ""),
        ("whole", "--rename", "../../x"),
        ("whole", "--rename", "part"),
        ("whole", "--set", "title=a {b"),
        ("whole", "--set", "title=a\x00b"),
        ("whole", "--set", "title=a\x1bb"),
        ("whole", "--set", "ti tle=ab"),
        ("whole", "--unset", "note"),
        ("whole", "--type", "a{"),
        ("whole", "--line", "2", "--set", "note=x"),
        ("whole", "part", "--rename", "x"),
    ],
)
def test_edit_refuses_a_wrong_request(root: Path, arguments: tuple[str, ...]) -> None:
    assert refused(root, edit, *arguments).code == ExitCode.USAGE


@pytest.mark.parametrize(
    ("command", "arguments"),
    [(edit, ("whole", "--set", "note=x")), (rekey, ("--all",)), (tag, ()), (tag, ("--rename", "a=b"))],
)
def test_a_folder_without_a_library_is_told_of(
    tmp_path: Path, command: click.Command, arguments: tuple[str, ...]
) -> None:
    error = run(tmp_path, command, *arguments).exception
    assert isinstance(error, RefdeskError)
    assert error.message == "no library here"


@pytest.mark.parametrize("arguments", [("nobody", "--set", "note=x"), ("whole", "--after", "nobody")])
def test_edit_does_not_know_every_entry(root: Path, arguments: tuple[str, ...]) -> None:
    assert refused(root, edit, *arguments).code == ExitCode.UNKNOWN


def at_terminal(monkeypatch: pytest.MonkeyPatch, code: str) -> None:
    """A person at a terminal whose editor runs Python `code` with the file's name in `path`."""
    monkeypatch.setattr("refdesk.cli.editing.at_terminal", lambda: True)
    monkeypatch.delenv("VISUAL", raising=False)
    program = f"import sys, pathlib; path = pathlib.Path(sys.argv[1]); {code}"
    monkeypatch.setenv("EDITOR", f'"{sys.executable}" -c "{program}"')


def test_edit_opens_the_editor_at_a_terminal(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "path.write_text(path.read_text().replace('2011', '2012'))")
    assert run(root, edit, "whole").stderr == "whole: date = 2012\n"
    assert text(root) == LIBRARY.replace("2011", "2012")


def test_edit_says_that_nothing_was_written_in_the_editor(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "pass")
    assert run(root, edit, "whole").stderr == "nothing changed\n"


def test_edit_goes_on_with_a_draft(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    at_terminal(monkeypatch, "path.write_text('@book{whole, title = {Half')")
    run(root, edit, "whole")
    at_terminal(monkeypatch, "path.write_text(path.read_text() + '}}')")
    assert run(root, edit, "whole").stderr.startswith("going on with the draft that was left\n")
    assert text(root).startswith("@book{whole, title = {Half}}\n")


# -- rekey -------------------------------------------------------------------------------------------------------------


def test_rekey_shows_old_and_new(root: Path) -> None:
    told = run(root, rekey, "whole").stderr.splitlines()
    assert told == ["whole → nye2011whole", "changed 1 citekey; 0 fit the pattern"]


def test_rekey_prints_json(root: Path) -> None:
    assert printed(root, rekey, "--all", "--pattern", "[Author][year]", "--json", "-q") == [
        {"old": "whole", "new": "Nye2011"},
        {"old": "part", "new": "work"},
    ]


def test_rekey_keeps_no_alias_when_asked(root: Path) -> None:
    run(root, rekey, "whole", "--no-alias")
    assert "ids" not in text(root)


def test_rekey_on_dry_run_writes_nothing(root: Path) -> None:
    assert "would change 1 citekey" in run(root, rekey, "whole", "--dry-run").stderr
    assert text(root) == LIBRARY


@pytest.mark.parametrize(
    "arguments", [(), ("whole", "--all"), ("whole", "--pattern", "[x]"), ("--all", "--pattern", "")]
)
def test_rekey_refuses_a_wrong_request(root: Path, arguments: tuple[str, ...]) -> None:
    assert refused(root, rekey, *arguments).code == ExitCode.USAGE


# -- tag ---------------------------------------------------------------------------------------------------------------


def test_tag_lists_tags_with_counts(root: Path) -> None:
    assert run(root, tag).stdout == "    1  commons\n"


def test_tag_counts_annotations_beside(root: Path) -> None:
    (root / "annotations").mkdir()
    (root / "annotations" / "part.md").write_text("---\ntags: [commons]\n---\n", encoding="utf-8")
    assert run(root, tag).stdout == "    1  commons  (and in 1 annotation)\n"


def test_tag_prints_json(root: Path) -> None:
    assert printed(root, tag, "--json") == [{"tag": "commons", "count": 1, "keys": ["whole"], "annotations": []}]


def test_tag_says_that_there_are_none(root: Path) -> None:
    result = run(root, tag, "part")
    assert (result.stdout, result.stderr) == ("", "no tags\n")


def test_tag_adds_to_what_a_search_finds(root: Path) -> None:
    assert printed(root, tag, "--query", "whole", "--add", "read", "--json", "-q") == [
        {"key": "whole", "before": "commons", "after": "commons, read"}
    ]


def test_tag_takes_a_saved_search(root: Path) -> None:
    (root / "refdesk.toml").write_text('[searches]\nmine = "title:whole"\n', encoding="utf-8")
    assert printed(root, tag, "--query", "@mine", "--add", "read", "--json", "-q")[0]["key"] == "whole"


def test_tag_renames_everywhere(root: Path) -> None:
    assert run(root, tag, "--rename", "commons=Commons").stderr == "whole: keywords = Commons\n"


def test_tag_takes_out_everywhere_when_told_so(root: Path) -> None:
    run(root, tag, "--remove", "commons", "--all")
    assert "keywords" not in text(root)


def test_tag_names_annotations_that_keep_a_tag(root: Path) -> None:
    (root / "annotations").mkdir()
    (root / "annotations" / "part.md").write_text("---\ntags: [commons]\n---\n", encoding="utf-8")
    assert "annotations/part.md lists it still" in run(root, tag, "--rename", "commons=c").stderr


@pytest.mark.parametrize(
    "arguments",
    [
        ("--add", "x"),
        ("--remove", "commons"),
        ("whole", "--all", "--add", "x"),
        ("whole", "--add", "stub"),
        ("whole", "--add", "a,b"),
        ("--rename", "commons"),
        ("--rename", "=x"),
    ],
)
def test_tag_refuses_a_wrong_request(root: Path, arguments: tuple[str, ...]) -> None:
    assert refused(root, tag, *arguments).code == ExitCode.USAGE


def test_tag_on_dry_run_writes_nothing(root: Path) -> None:
    assert run(root, tag, "whole", "--add", "x", "--dry-run").stderr == "would change: whole: keywords = commons, x\n"
    assert text(root) == LIBRARY


def test_tag_says_when_nothing_changed(root: Path) -> None:
    assert run(root, tag, "whole", "--add", "commons").stderr == "nothing changed\n"
