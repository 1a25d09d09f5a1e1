"""Dedupe: groups of a desk, what a person said of them, and the batch that loses nothing."""

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk import cli
from refdesk.cli import run
from refdesk.desk.deduping import groups_of, in_order_of_worth, keep_apart, merge_identical
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.desk.settings import settings_of
from refdesk.desk.undoing import undo
from refdesk.model.errors import ExitCode, RefdeskError

Refdesk = Callable[..., tuple[int, str, str]]

SAME = "author = {Jacobs, Jane}, title = {The Death and Life of Cities}, date = {1961}"
LIBRARY = f"""@book{{a, {SAME}}}

@book{{b, {SAME}, location = {{New York}}}}

@book{{c, author = {{Mumford, Lewis}}, title = {{The City in History}}, date = {{1961}}, note = {{one}}}}

@book{{d, author = {{Mumford, Lewis}}, title = {{The City in History}}, date = {{1961}}, note = {{two}}}}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk of two pairs: one says the same, of the other the notes differ."""
    desk = Desk(tmp_path, tmp_path / "references.bib")
    desk.library_file.write_text(LIBRARY, encoding="utf-8")
    return desk


@pytest.fixture
def refdesk(desk: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refdesk:
    """Runs a command in that desk; gives exit code, stdout and stderr."""
    monkeypatch.chdir(desk.root)
    monkeypatch.setitem(cli.COMMANDS, "dedupe", ("merging", "Find entries that may be one work."))

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a person sit at the terminal and type these lines."""

    def type_lines(*lines: str) -> None:
        import io

        class Terminal(io.StringIO):
            def isatty(self) -> bool:
                return True

        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return type_lines


def keys(desk: Desk) -> list[str]:
    return [entry.citekey for entry in load_library(desk).entries]


# -- what is remembered ------------------------------------------------------------------------------------------------


def test_a_pair_that_is_none_is_not_offered_again(desk: Desk) -> None:
    keep_apart(desk, ["a", "b"])
    assert [group.keys for group in groups_of(desk)] == [("c", "d")]


def test_what_is_remembered_stands_in_the_settings(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_text("# mine\n", encoding="utf-8")
    keep_apart(desk, ["b", "a"])
    assert settings_of(desk).distinct == (("b", "a"),)
    assert (desk.root / "refdesk.toml").read_text(encoding="utf-8").startswith("# mine\n")


def test_a_pair_is_remembered_once(desk: Desk) -> None:
    keep_apart(desk, ["a", "b"])
    assert keep_apart(desk, ["b", "a"]) == ()


def test_a_pair_is_remembered_under_an_older_key(desk: Desk) -> None:
    desk.library_file.write_text(LIBRARY.replace("@book{b,", "@book{b2, ids = {b},"), encoding="utf-8")
    keep_apart(desk, ["a", "b"])
    assert ("a", "b2") not in [group.keys for group in groups_of(desk)]


def test_a_reprint_that_names_the_first_print_is_not_offered(desk: Desk) -> None:
    desk.library_file.write_text(LIBRARY.replace("@book{b,", "@book{b, RELATED = {a},"), encoding="utf-8")
    assert [group.keys for group in groups_of(desk)] == [("c", "d")]


def test_what_was_remembered_can_be_taken_back(desk: Desk) -> None:
    keep_apart(desk, ["a", "b"])
    undo(desk)
    assert not (desk.root / "refdesk.toml").exists()


@pytest.mark.parametrize(("named", "code"), [(["a", "a"], ExitCode.USAGE), (["a", "nowhere"], ExitCode.UNKNOWN)])
def test_a_pair_must_be_two_entries(desk: Desk, named: list[str], code: ExitCode) -> None:
    with pytest.raises(RefdeskError) as caught:
        keep_apart(desk, named)
    assert caught.value.code == code


# -- the batch ---------------------------------------------------------------------------------------------------------


def test_the_batch_merges_what_says_the_same(desk: Desk) -> None:
    merge_identical(desk)
    assert sorted(keys(desk)) == ["b", "c", "d"]


def test_the_batch_leaves_what_differs_in_any_field(desk: Desk) -> None:
    assert [group.keys for group in merge_identical(desk).left] == [("c", "d")]


def test_the_batch_takes_over_what_only_one_says(desk: Desk) -> None:
    merge_identical(desk)
    assert "location = {New York}" in desk.library_file.read_text(encoding="utf-8")


def test_the_batch_is_one_step(desk: Desk) -> None:
    desk.library_file.write_text(LIBRARY.replace("two", "one"), encoding="utf-8")
    before = desk.library_file.read_bytes()
    assert len(merge_identical(desk).merged) == 2
    undo(desk)
    assert desk.library_file.read_bytes() == before


def test_a_dry_batch_changes_nothing(desk: Desk) -> None:
    done = merge_identical(desk, dry_run=True)
    assert (len(done.merged), desk.library_file.read_text(encoding="utf-8")) == (1, LIBRARY)


def test_the_batch_is_never_less_sure_than_ninety_percent(desk: Desk) -> None:
    bare = "title = {The Death and Life of Cities}"
    desk.library_file.write_text(f"@book{{a, {SAME}}}\n@book{{b, {bare}}}\n", encoding="utf-8")
    assert not merge_identical(desk, 0.1).merged


@pytest.mark.parametrize(
    "text",
    [
        f"@book{{a, {SAME}}}\n@book{{a, {SAME}}}\n",  # one key stands twice
        f"@book{{a, {SAME}}}\n@book{{b, {SAME},\n % lent to Bob\n}}\n",  # a comment would go
        f"@book{{a, {SAME}, doi = {{10.1000/x}}}}\n@inbook{{b, {SAME}, doi = {{10.1000/x}}}}\n",
    ],
)
def test_the_batch_leaves_what_needs_a_look(desk: Desk, text: str) -> None:
    desk.library_file.write_text(text, encoding="utf-8")
    merge_identical(desk)
    assert desk.library_file.read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "only",
    [
        "volume = {2}",
        "edition = {2}",
        "chapter = {3}",
        "translator = {Doe, Jane}",
        "part = {1}",
        "origdate = {1911}",
        "version = {2.0}",
    ],
)
def test_the_batch_leaves_what_one_entry_alone_may_be(desk: Desk, only: str) -> None:
    desk.library_file.write_text(f"@book{{a, {SAME}}}\n\n@book{{b, {SAME}, {only}}}\n", encoding="utf-8")
    assert not merge_identical(desk).merged


def test_the_batch_leaves_what_may_be_either_of_two_editions(desk: Desk) -> None:
    undated = SAME.replace(", date = {1961}", "")
    later = SAME.replace("1961", "1992")
    text = f"@book{{a, {undated}}}\n\n@book{{b, {SAME}}}\n\n@book{{c, {later}}}\n"
    desk.library_file.write_text(text, encoding="utf-8")
    assert not merge_identical(desk).merged


def test_the_batch_takes_over_the_volume_of_an_article(desk: Desk) -> None:
    article = f"{SAME}, journaltitle = {{Towns}}"
    desk.library_file.write_text(
        f"@article{{a, {article}}}\n\n@article{{b, {article}, volume = 2}}\n", encoding="utf-8"
    )
    assert merge_identical(desk).merged


def test_the_batch_leaves_an_author_here_and_an_editor_there(desk: Desk) -> None:
    text = f"@book{{a, {SAME}}}\n\n@book{{b, {SAME.replace('author', 'editor')}}}\n"
    desk.library_file.write_text(text, encoding="utf-8")
    assert not merge_identical(desk).merged


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("year = {1961a}", "year = {1961b}"),
        ("year = {1961 [1911]}", "year = {1961}"),
        ("date = {1961~}", "date = {1961}"),
        ("year = 1961, month = {Easter term}", "year = 1961"),
        ("year = 1961, isbn = {0-521-40599-8 (paper)}", "year = 1961, isbn = {0-521-40599-8 (cloth)}"),
    ],
)
def test_the_batch_loses_no_word_beside_a_number(desk: Desk, one: str, other: str) -> None:
    bare = SAME.replace(", date = {1961}", "")
    desk.library_file.write_text(f"@book{{a, {bare}, {one}}}\n\n@book{{b, {bare}, {other}}}\n", encoding="utf-8")
    assert not merge_identical(desk).merged


def test_the_batch_knows_a_date_in_two_spellings(desk: Desk) -> None:
    bare = SAME.replace(", date = {1961}", "")
    text = f"@book{{a, {bare}, year = 1961, month = mar}}\n\n@book{{b, {bare}, date = {{1961-03}}}}\n"
    desk.library_file.write_text(text, encoding="utf-8")
    assert merge_identical(desk).merged


def test_the_fullest_entry_is_kept(desk: Desk) -> None:
    library = load_library(desk)
    assert in_order_of_worth(library, ("a", "b"))[0] == "b"


def test_a_document_that_was_read_is_kept(desk: Desk) -> None:
    desk.library_file.write_text(LIBRARY.replace("@book{a,", "@book{a, keywords = {source},"), encoding="utf-8")
    assert in_order_of_worth(load_library(desk), ("a", "b"))[0] == "a"


# -- the command -------------------------------------------------------------------------------------------------------


def test_without_a_terminal_groups_are_listed(refdesk: Refdesk) -> None:
    code, out, _ = refdesk("dedupe")
    assert (code, out.splitlines()[0]) == (1, "0.97  same title; same creators; same year")


def test_nothing_found_is_no_finding(refdesk: Refdesk, desk: Desk) -> None:
    desk.library_file.write_text(f"@book{{a, {SAME}}}\n", encoding="utf-8")
    code, out, err = refdesk("dedupe")
    assert (code, out, err) == (0, "", "no duplicates found\n")


def test_json_is_an_array_of_groups(refdesk: Refdesk) -> None:
    _, out, _ = refdesk("dedupe", "--json")
    assert json.loads(out)[0] == {
        "keys": ["a", "b"],
        "score": 0.97,
        "reasons": ["same title", "same creators", "same year"],
    }


def test_json_of_nothing_is_an_empty_array(refdesk: Refdesk) -> None:
    assert refdesk("dedupe", "--json", "--min-score", "1")[1] == "[]\n"


def test_a_higher_score_leaves_groups_out(refdesk: Refdesk) -> None:
    assert refdesk("dedupe", "--min-score", "0.99")[0] == 0


@pytest.mark.parametrize("score", ["0", "2", "nan", "x"])
def test_a_score_out_of_range_is_wrong_usage(refdesk: Refdesk, score: str) -> None:
    assert refdesk("dedupe", "--min-score", score)[0] == 2


def test_the_policy_merges_and_tells_what_is_left(refdesk: Refdesk, desk: Desk) -> None:
    code, _, err = refdesk("dedupe", "--policy", "merge-identical")
    assert (code, err.splitlines()[-1], len(keys(desk))) == (1, "1 group merged, 1 left for you to look at", 3)


def test_the_policy_as_json_tells_both(refdesk: Refdesk) -> None:
    told = json.loads(refdesk("dedupe", "--policy", "merge-identical", "--dry-run", "--json")[1])
    assert ([one["kept"] for one in told["merged"]], [one["keys"] for one in told["left"]]) == (["b"], [["c", "d"]])


def test_distinct_remembers(refdesk: Refdesk, desk: Desk) -> None:
    code, _, err = refdesk("dedupe", "--distinct", "a", "b")
    assert (code, err, len(groups_of(desk))) == (0, "a and b are two works\n", 1)


def test_a_dry_distinct_remembers_nothing(refdesk: Refdesk, desk: Desk) -> None:
    refdesk("dedupe", "--distinct", "a", "b", "--dry-run")
    assert len(groups_of(desk)) == 2


def test_the_policy_ask_asks_nobody_without_a_terminal(refdesk: Refdesk) -> None:
    code, out, _ = refdesk("dedupe", "--policy", "ask")
    assert (code, len(out.splitlines())) == (1, 6)


def test_a_person_goes_through_the_groups(refdesk: Refdesk, desk: Desk, answers: Callable[..., None]) -> None:
    answers("m", "d")
    code, _, _ = refdesk("dedupe")
    assert (code, sorted(keys(desk)), settings_of(desk).distinct) == (0, ["b", "c", "d"], (("c", "d"),))


def test_a_person_is_asked_for_what_differs(refdesk: Refdesk, desk: Desk, answers: Callable[..., None]) -> None:
    answers("s", "m", "2")
    refdesk("dedupe")
    assert "note = {two}" in desk.library_file.read_text(encoding="utf-8")


@pytest.mark.parametrize("typed", [["s", "s"], ["q"]])
def test_what_a_person_leaves_is_a_finding(
    refdesk: Refdesk, desk: Desk, answers: Callable[..., None], typed: list[str]
) -> None:
    answers(*typed)
    code, _, _ = refdesk("dedupe")
    assert (code, len(keys(desk))) == (1, 4)


def test_what_cannot_be_merged_is_said_in_passing(refdesk: Refdesk, desk: Desk, answers: Callable[..., None]) -> None:
    desk.library_file.write_text(
        f"@book{{a, {SAME}}}\n@book{{a, {SAME}}}\n{LIBRARY[LIBRARY.index('@book{c') :]}", encoding="utf-8"
    )
    answers("m", "d")
    code, _, err = refdesk("dedupe")
    assert (code, "Traceback" in err, settings_of(desk).distinct) == (1, False, (("c", "d"),))
