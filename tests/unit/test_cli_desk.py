"""The verbs that read documents, ask the desk and change entries, as people and scripts call them."""

import json
import os
import shlex
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.cli import run
from refdesk.desk.extracting import extract, extraction_object, parse
from tests.unit.desk_samples import BARE, write_samples

Refdesk = Callable[..., tuple[int, str, str]]


@pytest.fixture
def refdesk(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Refdesk:
    """Runs a command in an empty desk; gives exit code, stdout and stderr."""
    monkeypatch.chdir(tmp_path)

    def call(*arguments: str) -> tuple[int, str, str]:
        code = run(arguments)
        printed = capsys.readouterr()
        return code, printed.out, printed.err

    return call


@pytest.fixture
def full(refdesk: Refdesk, tmp_path: Path) -> Refdesk:
    """The same in a desk that has read the sample documents."""
    paths = write_samples(tmp_path / "papers")
    assert refdesk("ingest", *map(str, paths))[0] == 0
    return refdesk


def test_ingest_says_what_it_found(refdesk: Refdesk, tmp_path: Path) -> None:
    bare = write_samples(tmp_path / "papers")[0]
    _, out, _ = refdesk("ingest", str(bare))
    assert "bare (author-date): 5 citations, 0 works described, 5 known by label only" in out


def test_ingest_of_nothing_cited_says_so(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("We met on Tuesday and had tea.", encoding="utf-8")
    code, out, _ = refdesk("ingest", "plain.txt")
    assert (code, "No citation" in out) == (0, True)


def test_strict_ingest_finds_fault_with_stubs(refdesk: Refdesk, tmp_path: Path) -> None:
    bare = write_samples(tmp_path / "papers")[0]
    assert refdesk("ingest", "--strict", str(bare))[0] == 1


def test_quiet_ingest_says_nothing(refdesk: Refdesk, tmp_path: Path) -> None:
    bare = write_samples(tmp_path / "papers")[0]
    assert refdesk("ingest", "-q", str(bare)) == (0, "", "")


@pytest.mark.parametrize(
    ("name", "data", "told"),
    [
        ("missing.txt", None, "no such file"),
        ("empty.txt", b"", "empty"),
        ("blank.txt", b" \n\n", "empty"),
        ("binary.txt", bytes(range(256)) * 20, "no text"),
        ("broken16.txt", b"\xff\xfea", "utf-16"),
        ("scan.pdf", b"%PDF-1.7", ".pdf"),
    ],
)
def test_a_document_that_cannot_be_read_is_one_clear_line(
    refdesk: Refdesk, tmp_path: Path, name: str, data: bytes | None, told: str
) -> None:
    if data is not None:
        (tmp_path / name).write_bytes(data)
    code, out, err = refdesk("ingest", name)
    assert (code, out, err.count("\n")) == (2, "", 1)
    assert name in err
    assert told in err.casefold()


def test_a_folder_is_no_document(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "papers").mkdir()
    code, _, err = refdesk("ingest", "papers")
    assert (code, "folder" in err) == (2, True)


def test_a_document_of_fifty_megabytes_is_refused(refdesk: Refdesk, tmp_path: Path) -> None:
    with (tmp_path / "long.txt").open("wb") as file:
        file.truncate(50_000_000)
    code, _, err = refdesk("ingest", "long.txt")
    assert (code, "larger" in err) == (2, True)


def test_a_wrong_encoding_is_read_with_a_warning(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "old.txt").write_bytes("Cafés close (Müller, 1999).".encode("cp1252"))
    code, out, _ = refdesk("ingest", "old.txt")
    assert (code, "Windows-1252" in out) == (0, True)


def test_a_broken_library_is_told_of_and_kept(refdesk: Refdesk, tmp_path: Path) -> None:
    bare = write_samples(tmp_path / "papers")[0]
    broken = b"@book{open,\n  title = {No end\n\n@book{sound,\n  title = {Sound},\n}\n"
    (tmp_path / "references.bib").write_bytes(broken)
    assert refdesk("ingest", str(bare))[0] == 0
    assert (tmp_path / "references.bib").read_bytes().startswith(broken)


def test_a_library_with_a_broken_block_still_lists_the_sound_entry(refdesk: Refdesk, tmp_path: Path) -> None:
    broken = b"@book{open,\n  title = {No end\n\n@book{sound,\n  title = {Sound},\n}\n"
    (tmp_path / "references.bib").write_bytes(broken)
    code, out, _ = refdesk("list")
    assert (code, "sound" in out) == (0, True)


def test_lint_exits_with_one_for_a_broken_block(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_bytes(b"@book{open,\n  title = {No end\n")
    assert refdesk("lint")[0] == 1


def test_lint_of_a_clean_library_finds_nothing(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_bytes(
        b"@book{sound,\n  author = {Kim, A.},\n  title = {Sound},\n  date = {2020},\n  publisher = {P},\n}\n"
    )
    assert refdesk("lint") == (0, "", "")


def test_a_read_only_library_is_not_changed(refdesk: Refdesk, tmp_path: Path) -> None:
    if os.geteuid() == 0:
        pytest.skip("the super-user may write everything")
    bare = write_samples(tmp_path / "papers")[0]
    library = tmp_path / "references.bib"
    library.write_bytes(b"% mine\n")
    library.chmod(0o444)
    code, _, err = refdesk("ingest", str(bare))
    assert (code, "references.bib" in err, library.read_bytes()) == (2, True, b"% mine\n")


def test_no_library_is_a_wrong_request(refdesk: Refdesk) -> None:
    code, _, err = refdesk("list")
    assert (code, "refdesk ingest" in err) == (2, True)


def test_an_unknown_key_is_exit_code_three(full: Refdesk) -> None:
    assert full("show", "nobody")[0] == 3


def test_a_key_nearly_right_is_suggested(full: Refdesk) -> None:
    assert "jacobs1961death" in full("show", "jacobs")[2]


def test_an_unknown_document_is_exit_code_three(full: Refdesk) -> None:
    assert full("cites", "nobody")[0] == 3


def test_an_unknown_option_is_exit_code_two(full: Refdesk) -> None:
    assert full("list", "--nonsense")[0] == 2


def test_list_shows_author_year_title(full: Refdesk) -> None:
    line = next(line for line in full("list")[1].splitlines() if line.startswith("hardin1968"))
    assert [word in line for word in ("Hardin", "1968", "Tragedy")] == [True] * 3


def test_list_of_stubs_holds_stubs_only(full: Refdesk) -> None:
    assert [line.split()[0] for line in full("list", "--stubs")[1].splitlines()] == ["nomura2004"]


def test_list_as_json_gives_csl_items(full: Refdesk) -> None:
    items = {item["id"]: item for item in json.loads(full("list", "--json")[1])}
    told = items["jacobs1961death"]["custom"]["refdesk"]
    assert (told["completeness"], told["cited_by"]) == ("full", ["bare", "listed"])


def test_a_stub_says_so_in_json(full: Refdesk) -> None:
    item = json.loads(full("show", "nomura2004", "--json")[1])
    assert item["custom"]["refdesk"]["completeness"] == "stub"


def test_search_is_blind_to_case(full: Refdesk) -> None:
    assert full("search", "TRAGEDY")[1].startswith("hardin1968")


def test_show_prints_the_entry_as_it_stands(full: Refdesk, tmp_path: Path) -> None:
    block = next(b for b in (tmp_path / "references.bib").read_text().split("\n\n") if "{hardin1968" in b)
    assert full("show", "hardin1968tragedy")[1].startswith(block.strip())


def test_show_tells_where_a_work_is_cited(full: Refdesk) -> None:
    assert "cited by noted: note 2" in full("show", "hardin1968tragedy")[1]


def test_citations_are_json_lines_in_the_public_shape(full: Refdesk) -> None:
    lines = [json.loads(line) for line in full("citations", "--document", "noted", "--json")[1].splitlines()]
    public = ["document", "start", "end", "text", "kind", "note", "locator", "label", "prefix", "suffix", "work"]
    assert list(lines[0])[:13] == [*public, "candidates", "status"]
    assert [(line["note"], line["locator"], line["work"]) for line in lines] == [
        ("1", "90", "ostrom1990governing"),
        ("2", None, "hardin1968tragedy"),
    ]


def test_citations_of_one_work(full: Refdesk) -> None:
    lines = full("citations", "--work", "ostrom1990governing", "--json")[1].splitlines()
    assert [json.loads(line)["document"] for line in lines] == ["bare", "noted"]


def test_cites_lists_the_works_of_a_document(full: Refdesk) -> None:
    keys = [line.split()[0] for line in full("cites", "noted")[1].splitlines()]
    assert keys == ["hardin1968tragedy", "ostrom1990governing"]


def test_contexts_print_the_sentence_over_its_line_ends(full: Refdesk) -> None:
    assert "The commons can be kept (Ostrom, 1990)." in full("contexts", "ostrom1990governing")[1]


def test_contexts_of_a_note_leave_the_note_itself_out(full: Refdesk) -> None:
    told = json.loads(full("contexts", "hardin1968tragedy", "--json")[1])
    assert told["before"] + told["mark"] == "The shorter telling is older.²"


def test_contexts_say_when_the_document_has_changed(full: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "papers" / "noted.txt").write_text("Other words.", encoding="utf-8")
    assert "has changed" in full("contexts", "hardin1968tragedy")[1]


def test_contexts_say_when_the_document_is_gone(full: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "papers" / "noted.txt").unlink()
    assert "not there" in full("contexts", "hardin1968tragedy")[1]


def test_control_characters_never_reach_the_terminal(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_text("@book{a,\n  title = {Red \x1b[31m herring},\n}\n", encoding="utf-8")
    assert "\x1b" not in refdesk("list")[1] + refdesk("show", "a")[1]


def test_extract_places_count_in_the_text_it_prints(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"\xef\xbb\xbf" + BARE.replace("\n", "\r\n").encode())
    text = refdesk("extract", "--text", "a.txt")[1]
    found = json.loads(refdesk("extract", "a.txt", "--json")[1])["citations"]
    assert text[found[0]["start"] : found[0]["end"]] == "(Mumford, 1961)"


def test_extract_gives_the_public_shape(refdesk: Refdesk, tmp_path: Path) -> None:
    noted = write_samples(tmp_path / "papers")[2]
    told = json.loads(refdesk("extract", str(noted), "--json")[1])
    assert list(told) == ["schema", "document", "references", "citations", "problems"]
    assert {"id", "start", "end", "raw", "where", "note", "csl", "confidence", "fields"} <= set(told["references"][0])
    cite = {"references", "author", "year", "locator", "label", "prefix", "suffix", "quoted_in"}
    assert cite <= set(told["citations"][0]["cites"][0])


def test_extract_goes_on_after_a_bad_document(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(BARE, encoding="utf-8")
    code, out, err = refdesk("extract", "missing.txt", "a.txt", "--json")
    assert (code, out.count("\n"), "missing.txt" in err) == (2, 1, True)


def test_parse_keeps_the_order_of_lines() -> None:
    items = parse(["Coll, S. (2018). *Directorate S*. Penguin.", "", "Hello there."])
    assert [item.get("title") for item in items] == ["Directorate S", None, None]
    assert items[2]["custom"]["refdesk"]["problems"][0]["code"] == "no-reference"


def test_parse_reads_no_bibtex() -> None:
    (item,) = parse(["@book{ostrom1990, title = {Governing the Commons}, year = 1990}"])
    assert "refdesk import" in item["custom"]["refdesk"]["problems"][0]["message"]


def test_parse_tells_where_a_field_stands() -> None:
    line = "Coll, S. (2018). *Directorate S*. Penguin."
    told = parse([line])[0]["custom"]["refdesk"]
    ((start, end),) = told["spans"]["title"]
    assert "Directorate S" in line[start:end]


def test_extract_tells_where_the_author_of_a_dash_stands() -> None:
    text = "So (Ostrom, 1990).\n\nReferences\n\nOstrom, E. (1990). *Commons*. CUP.\n\n———. (2005). *Diversity*. PUP."
    reference = extraction_object(extract(text))["references"][1]
    ((start, end),) = reference["spans"]["author"]
    assert (reference["raw"][start:end], reference["csl"]["author"][0]["family"]) == ("———", "Ostrom")


def test_edit_changes_one_line(full: Refdesk, tmp_path: Path) -> None:
    before = (tmp_path / "references.bib").read_text().splitlines()
    full("edit", "hardin1968tragedy", "--set", "title=Tragedy & Commons")
    after = (tmp_path / "references.bib").read_text().splitlines()
    assert [line for line in after if line not in before] == ["  title = {Tragedy \\& Commons},"]


def test_edit_of_nothing_is_a_wrong_request(full: Refdesk) -> None:
    assert full("edit", "hardin1968tragedy")[0] == 2


def test_edit_refuses_a_field_that_is_not_there(full: Refdesk) -> None:
    code, _, err = full("edit", "hardin1968tragedy", "--unset", "isbn")
    assert (code, "isbn" in err) == (2, True)


def test_edit_refuses_a_key_that_is_taken(full: Refdesk) -> None:
    assert full("edit", "hardin1968tragedy", "--rename", "nomura2004")[0] == 2


def test_a_rename_with_a_new_title_is_one_step(full: Refdesk, tmp_path: Path) -> None:
    before = (tmp_path / "references.bib").read_bytes(), (tmp_path / "citations.jsonl").read_bytes()
    assert full("edit", "hardin1968tragedy", "--set", "title=X", "--rename", "hardin")[0] == 0
    assert full("undo")[0] == 0
    assert ((tmp_path / "references.bib").read_bytes(), (tmp_path / "citations.jsonl").read_bytes()) == before


def test_a_rename_takes_the_annotation_along(full: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "hardin1968tragedy.md").write_text("Mine.", encoding="utf-8")
    full("edit", "hardin1968tragedy", "--rename", "hardin")
    assert (tmp_path / "annotations" / "hardin.md").read_text(encoding="utf-8") == "Mine."


def test_edit_dry_run_changes_nothing(full: Refdesk, tmp_path: Path) -> None:
    before = (tmp_path / "references.bib").read_bytes()
    full("edit", "hardin1968tragedy", "--set", "title=X", "--dry-run")
    assert (tmp_path / "references.bib").read_bytes() == before


def test_history_tells_what_was_done(full: Refdesk) -> None:
    full("edit", "hardin1968tragedy", "--set", "title=X")
    assert "edit hardin1968tragedy" in full("history")[1].splitlines()[-1]


def test_undo_with_nothing_to_undo_is_a_wrong_request(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "references.bib").write_bytes(b"")
    assert refdesk("undo")[0] == 2


def test_a_lone_library_needs_no_desk(refdesk: Refdesk, tmp_path: Path) -> None:
    (tmp_path / "mine.bib").write_bytes(
        b"@book{sound,\n  author = {Kim, A.},\n  title = {Sound},\n  date = {2020},\n  publisher = {P},\n}\n"
    )
    assert refdesk("list", "--library", "mine.bib")[1].startswith("sound")


def test_the_desk_is_found_from_a_folder_inside_it(
    full: Refdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path / "papers")
    assert "hardin1968tragedy" in full("list")[1]


def test_a_desk_named_by_the_environment_is_used(
    full: Refdesk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("REFDESK_DESK", str(tmp_path))
    monkeypatch.chdir("/")
    assert "hardin1968tragedy" in full("list")[1]


def test_a_broken_pipe_is_silent(full: Refdesk, tmp_path: Path) -> None:
    del full
    command = f"{shlex.quote(sys.executable)} -m refdesk citations --json | head -c 1 >/dev/null"
    done = subprocess.run(command, shell=True, cwd=tmp_path, capture_output=True, check=False)  # noqa: S602
    assert done.stderr == b""
