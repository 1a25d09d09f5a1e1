"""`refdesk review`: as people and scripts call it."""

import io
import json
import re
import shlex
import shutil
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from refdesk import cli
from refdesk.cli import run
from refdesk.desk import reviewing

Refdesk = Callable[..., tuple[int, str, str]]

BARE = "Pastures last (Ostrom, 1990). They do (Ostrom, 1990, p. 4). Towns do not (Mumford, 1962).\n"
LISTED = """It is so (Ostrom, 1990).

References

Mumford, L. (1961). *The City in History*. Harcourt.

Ostrom, E. (1990). *Governing the Commons*. Cambridge University Press.
"""
SPOKEN = "Grace Hopper said, “It works.”\n"
UNDATED = "Text.\n\nReferences\n\nOstrom, E. *Governing the Commons*. Cambridge University Press, n.d.\n"


class Terminal(io.StringIO):
    """Lines that a person types."""

    def isatty(self) -> bool:
        return True


@pytest.fixture(scope="module")
def ingested(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A desk that has read the four documents, one after the other."""
    folder = tmp_path_factory.mktemp("desk")
    for name, text in {"listed": LISTED, "bare": BARE, "spoken": SPOKEN, "undated": UNDATED}.items():
        (folder / f"{name}.txt").write_text(text, encoding="utf-8")
        assert run(["ingest", "-q", str(folder / f"{name}.txt"), "--desk", str(folder)]) == 0
    return folder


@pytest.fixture
def refdesk(
    ingested: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Refdesk:
    """Runs a command in a desk that has read four documents; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setitem(cli.COMMANDS, "review", ("review", "Go through what is in doubt, and decide."))
    monkeypatch.setattr(sys, "stdin", io.StringIO())
    shutil.copytree(ingested, tmp_path, dirs_exist_ok=True)

    def call(*arguments: str) -> tuple[int, str, str]:
        capsys.readouterr()
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def answers(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """Lets a person sit at the terminal and type these lines."""

    def type_lines(*lines: str) -> None:
        monkeypatch.setattr(sys, "stdin", Terminal("".join(f"{line}\n" for line in lines)))

    return type_lines


def listed(refdesk: Refdesk, *arguments: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(refdesk("review", "--json", *arguments)[1])
    return found


def id_of(refdesk: Refdesk, mark: str) -> str:
    return next(str(each["id"]) for each in listed(refdesk) if mark in str(each["places"][0]["text"]))


def records(document: str) -> list[tuple[str | None, str]]:
    lines = map(json.loads, Path("citations.jsonl").read_text(encoding="utf-8").splitlines())
    return [(each.get("work"), each.get("status", "unmatched")) for each in lines if each["document"] == document]


def contents() -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in Path().glob("*.*") if path.is_file()}


def id_of_two_works(refdesk: Refdesk) -> str:
    """The id of two entries in doubt, after the second was written into the library."""
    with Path("references.bib").open("a", encoding="utf-8") as file:
        file.write("@book{again, author = {Mumford, Lewis}, title = {The City in History}, date = {1961}}\n")
    return next(str(each["id"]) for each in listed(refdesk) if each["about"] == "duplicates")


def test_what_settles_most_is_listed_first(refdesk: Refdesk) -> None:
    gains = [each["gain"] for each in listed(refdesk)]
    assert gains == sorted(gains, reverse=True)


def test_json_has_the_sentence_around_the_mark(refdesk: Refdesk) -> None:
    (mention,) = [each for each in listed(refdesk) if each["about"] == "mention"]
    assert (mention["sentence"]["mark"], mention["places"][0]["line"]) == ("Grace Hopper", 1)


def test_a_description_in_doubt_is_shown_as_printed(refdesk: Refdesk) -> None:
    (reference,) = [each for each in listed(refdesk) if each["about"] == "reference" and each["document"] == "undated"]
    assert reference["sentence"]["mark"].startswith("Ostrom, E. *Governing")


def test_a_list_is_one_line_a_thing(refdesk: Refdesk) -> None:
    assert len(refdesk("review")[1].splitlines()) == len(listed(refdesk))


def test_only_one_document_is_listed(refdesk: Refdesk) -> None:
    assert {each["document"] for each in listed(refdesk, "--document", "spoken")} == {"spoken"}


def test_only_what_concerns_a_work_is_listed(refdesk: Refdesk) -> None:
    found = listed(refdesk, "--work", "mumford1961city")
    assert [each["places"][0]["text"] for each in found] == ["(Mumford, 1962)"]


def test_the_limit_leaves_the_first(refdesk: Refdesk) -> None:
    assert listed(refdesk, "--limit", "1") == listed(refdesk)[:1]


def test_one_thing_is_shown_with_its_candidates(refdesk: Refdesk) -> None:
    _, out, _ = refdesk("review", id_of(refdesk, "Mumford"))
    assert "1 mumford1961city Mumford 1961 The City in History" in out


def test_the_mark_is_shown_within_its_sentence(refdesk: Refdesk) -> None:
    assert "Towns do not >>(Mumford, 1962)<<" in refdesk("review", id_of(refdesk, "Mumford"))[1]


def test_a_short_note_is_shown_with_what_it_says(refdesk: Refdesk) -> None:
    works = [
        f"J. S. Nye, *{title}* (New York: Basic Books, {year})." for title, year in (("Bound", 1990), ("Soft", 2004))
    ]
    notes = "\n".join(f"[^{number}]: {note}" for number, note in enumerate([*works, "Nye, 75."], 1))
    Path("noted.md").write_text(f"It is.[^1] It was.[^2] It will be.[^3]\n\n{notes}\n", encoding="utf-8")
    refdesk("ingest", "noted.md")
    (doubt,) = listed(refdesk, "--document", "noted")
    assert (doubt["sentence"]["note"], "[^3]: Nye, 75." in refdesk("review", doubt["id"])[1]) == (
        "[^3]: Nye, 75.",
        True,
    )


def test_a_page_is_no_wider_than_a_terminal(refdesk: Refdesk) -> None:
    assert max(map(len, refdesk("review", id_of(refdesk, "Mumford"))[1].splitlines())) <= 80


def test_a_missing_document_is_said_plainly(refdesk: Refdesk) -> None:
    identity = id_of(refdesk, "Mumford")
    Path("bare.txt").unlink()
    assert "not there any more" in refdesk("review", identity)[1]


def test_a_picked_work_is_written(refdesk: Refdesk) -> None:
    code, _, err = refdesk("review", id_of(refdesk, "Mumford"), "--pick", "mumford1961city")
    assert (code, "means mumford1961city" in err) == (0, True)


def test_all_places_of_one_source_are_decided(refdesk: Refdesk) -> None:
    refdesk("review", id_of(refdesk, "Ostrom"), "--accept")
    assert records("bare").count(("ostrom1990governing", "confirmed")) == 2


def test_a_dropped_stub_is_told(refdesk: Refdesk) -> None:
    _, _, err = refdesk("review", id_of(refdesk, "Mumford"), "--pick", "mumford1961city")
    assert "mumford1962 is no entry any more" in err


def test_a_decision_is_one_step_for_undo(refdesk: Refdesk) -> None:
    before = contents()
    refdesk("review", id_of(refdesk, "Mumford"), "--pick", "mumford1961city")
    refdesk("undo")
    assert contents() == before


def test_a_dry_run_changes_nothing(refdesk: Refdesk) -> None:
    before = contents()
    _, _, err = refdesk("review", id_of(refdesk, "Mumford"), "--pick", "mumford1961city", "--dry-run")
    assert (contents() == before, err.startswith("would be: ")) == (True, True)


@pytest.mark.parametrize("decision", ["--accept", "--new", "--reject"])
def test_another_ingest_changes_nothing(decision: str, refdesk: Refdesk) -> None:
    refdesk("review", id_of(refdesk, "Mumford"), decision)
    before = contents()
    refdesk("ingest", "listed.txt", "bare.txt", "spoken.txt", "undated.txt")
    assert contents() == before


def test_a_decision_outlives_a_changed_document(refdesk: Refdesk) -> None:
    refdesk("review", id_of(refdesk, "Mumford"), "--pick", "mumford1961city")
    Path("bare.txt").write_text("A new beginning (Mumford, 1962). Towns do not (see Mumford, 1962).\n")
    refdesk("ingest", "bare.txt")
    assert ("mumford1961city", "confirmed") in records("bare")


def test_a_rejected_cite_is_no_finding(refdesk: Refdesk) -> None:
    refdesk("review", id_of(refdesk, "Mumford"), "--reject")
    assert json.loads(refdesk("lint", "--code", "unmatched", "--json")[1]) == []


def test_what_was_decided_is_listed(refdesk: Refdesk) -> None:
    identity = id_of(refdesk, "Mumford")
    refdesk("review", identity, "--reject")
    assert [each["id"] for each in listed(refdesk, "--decided")] == [identity]


def test_a_reset_brings_back_what_was(refdesk: Refdesk) -> None:
    before, identity = records("bare"), id_of(refdesk, "Ostrom")
    refdesk("review", identity, "--reject")
    refdesk("review", identity, "--reset")
    assert records("bare") == before


def test_a_named_source_of_a_changed_document_is_not_reset(refdesk: Refdesk) -> None:
    identity = id_of(refdesk, "Hopper")
    refdesk("review", identity, "--reject")
    Path("spoken.txt").write_text(f"More. {SPOKEN}", encoding="utf-8")
    before = contents()
    code, _, err = refdesk("review", identity, "--reset")
    assert (code, "refdesk ingest spoken.txt" in err, contents() == before) == (2, True, True)


def test_two_works_are_listed_among_what_was_decided(refdesk: Refdesk) -> None:
    pair = id_of_two_works(refdesk)
    refdesk("review", pair, "--reject")
    assert [each["id"] for each in listed(refdesk, "--decided")] == [pair]


def test_what_was_decided_of_one_work_is_listed(refdesk: Refdesk) -> None:
    ostrom, mumford = id_of(refdesk, "Ostrom"), id_of(refdesk, "Mumford")
    refdesk("review", ostrom, "--accept")
    refdesk("review", mumford, "--pick", "mumford1961city")
    assert [each["id"] for each in listed(refdesk, "--decided", "--work", "mumford1961city")] == [mumford]


def test_two_works_can_be_shown(refdesk: Refdesk) -> None:
    pair = id_of_two_works(refdesk)
    refdesk("review", pair, "--reject")
    assert "two works, decided in review" in refdesk("review", pair)[1]


def test_two_works_can_be_in_doubt_again(refdesk: Refdesk) -> None:
    pair = id_of_two_works(refdesk)
    refdesk("review", pair, "--reject")
    refdesk("review", pair, "--reset")
    assert pair in [each["id"] for each in listed(refdesk)]


def test_an_accepted_mention_is_exported(refdesk: Refdesk) -> None:
    refdesk("review", id_of(refdesk, "Hopper"), "--accept")
    assert "Hopper" in refdesk("export", "--style", "apa", "--format", "txt")[1]


def test_a_reference_becomes_a_work_of_its_own(refdesk: Refdesk) -> None:
    (reference,) = [each for each in listed(refdesk) if each["about"] == "reference" and each["document"] == "undated"]
    refdesk("review", reference["id"], "--new")
    assert len(json.loads(refdesk("search", "title:governing", "--json")[1])) == 2


def test_a_reference_merged_by_hand_leaves_one_entry(refdesk: Refdesk) -> None:
    (reference,) = [each for each in listed(refdesk) if each["about"] == "reference" and each["document"] == "undated"]
    refdesk("review", reference["id"], "--new")
    own = json.loads(Path("documents.jsonl").read_text(encoding="utf-8").splitlines()[-1])["references"][0]["work"]
    refdesk("review", reference["id"], "--pick", "ostrom1990governing")
    assert own in Path("references.bib").read_text(encoding="utf-8").partition("ids = ")[2]


def test_duplicates_are_merged(refdesk: Refdesk) -> None:
    with Path("references.bib").open("a", encoding="utf-8") as file:
        file.write("@book{again, author = {Mumford, Lewis}, title = {The City in History}, date = {1961}}\n")
    (pair,) = [each for each in listed(refdesk) if each["about"] == "duplicates"]
    refdesk("review", pair["id"], "--accept")
    assert "@book{again," not in Path("references.bib").read_text(encoding="utf-8")


def test_two_works_are_remembered_as_two(refdesk: Refdesk) -> None:
    with Path("references.bib").open("a", encoding="utf-8") as file:
        file.write("@book{again, author = {Mumford, Lewis}, title = {The City in History}, date = {1961}}\n")
    (pair,) = [each for each in listed(refdesk) if each["about"] == "duplicates"]
    refdesk("review", pair["id"], "--reject")
    assert "distinct" in Path("refdesk.toml").read_text(encoding="utf-8")


def test_an_unknown_id_is_exit_code_3(refdesk: Refdesk) -> None:
    assert refdesk("review", "c0000000", "--accept")[0] == 3


def test_an_unknown_work_is_exit_code_3(refdesk: Refdesk) -> None:
    assert refdesk("review", id_of(refdesk, "Mumford"), "--pick", "nobody")[0] == 3


def test_two_decisions_are_wrong_usage(refdesk: Refdesk) -> None:
    assert refdesk("review", "c0000000", "--accept", "--reject")[0] == 2


def test_a_decision_needs_an_id(refdesk: Refdesk) -> None:
    assert refdesk("review", "--accept")[0] == 2


def test_a_decision_that_does_not_fit_is_wrong_usage(refdesk: Refdesk) -> None:
    assert refdesk("review", id_of(refdesk, "Hopper"), "--new")[0] == 2


def test_json_tells_what_was_changed(refdesk: Refdesk) -> None:
    _, out, _ = refdesk("review", id_of(refdesk, "Hopper"), "--reject", "--json")
    assert json.loads(out)["decision"] == "reject"


def test_nothing_in_doubt_is_said(refdesk: Refdesk) -> None:
    for each in listed(refdesk):
        refdesk("review", each["id"], "--accept")
    assert refdesk("review")[1:] == ("", "nothing is in doubt\n")


def test_keys_decide_at_a_terminal(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers("a", "q")
    _, _, err = refdesk("review", "--document", "bare")
    assert "1 decision made, 1 left" in err


def test_a_number_picks_a_candidate(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers("1")
    refdesk("review", "--work", "mumford1961city", "--document", "bare")
    assert ("mumford1961city", "confirmed") in records("bare")


def test_another_key_can_be_typed(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers("k", "ostrom1990governing")
    refdesk("review", "--work", "mumford1961city", "--document", "bare")
    assert records("bare")[-1] == ("ostrom1990governing", "confirmed")


def test_a_wrong_key_is_asked_again(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers("k", "nobody", "s")
    _, _, err = refdesk("review", "--work", "mumford1961city", "--document", "bare")
    assert "nobody" in err
    assert "0 decisions made" in err


def test_the_last_decision_is_taken_back(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    before = records("bare")
    answers("a", "u", "q")
    refdesk("review", "--document", "bare")
    assert records("bare") == before


def test_what_came_after_a_decision_is_not_taken_back(
    refdesk: Refdesk, answers: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers("a", "u", "q")
    decide = reviewing.decide

    def and_another(*arguments: Any, **named: Any) -> reviewing.Settled:
        settled = decide(*arguments, **named)
        run(["edit", "mumford1961city", "--set", "note=Later", "-q"])
        return settled

    monkeypatch.setattr(reviewing, "decide", and_another)
    _, _, err = refdesk("review", "--document", "bare")
    assert ("Later" in Path("references.bib").read_text(encoding="utf-8"), "came after" in err) == (True, True)


def test_a_document_read_again_meanwhile_is_shown_as_it_is_now(
    refdesk: Refdesk, answers: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers("a", "q")
    decide = reviewing.decide

    def with_another_text(*arguments: Any, **named: Any) -> reviewing.Settled:
        settled = decide(*arguments, **named)
        Path("bare.txt").write_text(f"There is more to say. {BARE}", encoding="utf-8")
        run(["ingest", "bare.txt", "-q"])
        return settled

    monkeypatch.setattr(reviewing, "decide", with_another_text)
    marks = re.findall(r">>([^<]{1,40})<<", refdesk("review", "--document", "bare")[2])
    assert sorted(marks) == ["(Mumford, 1962)", "(Ostrom, 1990)"]


def test_what_is_settled_meanwhile_is_not_asked(
    refdesk: Refdesk, answers: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    answers("a", "q")
    decide = reviewing.decide

    def all_of_it(desk: Any, identity: str, decision: Any, *, dry_run: bool) -> reviewing.Settled:
        settled = decide(desk, identity, decision, dry_run=dry_run)
        for each in listed(refdesk, "--document", "bare"):
            decide(desk, each["id"], decision)
        return settled

    monkeypatch.setattr(reviewing, "decide", all_of_it)
    assert "is in doubt no more" in refdesk("review", "--document", "bare")[2]


def test_two_decisions_are_taken_back_one_after_the_other(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    before = contents()
    answers("a", "a", "u", "u", "q")
    _, _, err = refdesk("review")
    assert (err.count("taken back"), contents() == before) == (2, True)


def test_the_end_of_input_ends_it(refdesk: Refdesk, answers: Callable[..., None]) -> None:
    answers()
    code, _, err = refdesk("review")
    assert (code, "0 decisions made" in err) == (0, True)


def test_editing_opens_the_entry(
    refdesk: Refdesk, answers: Callable[..., None], monkeypatch: pytest.MonkeyPatch
) -> None:
    script = "import sys, pathlib; p = pathlib.Path(sys.argv[1]); p.write_text(p.read_text().replace('1962', '1963'))"
    monkeypatch.setenv("VISUAL", f'{shlex.quote(sys.executable)} -c "{script}"')
    answers("e", "q")
    refdesk("review", "--work", "mumford1961city", "--document", "bare")
    assert "1963" in Path("references.bib").read_text(encoding="utf-8")


def test_a_document_cannot_drive_the_terminal(refdesk: Refdesk) -> None:
    Path("bare.txt").write_text("\x1b[31mTowns do not (Mumford, 1962).\n", encoding="utf-8")
    refdesk("ingest", "bare.txt")
    assert "\x1b" not in refdesk("review", id_of(refdesk, "Mumford"))[1]
