"""Merge: one entry of several, nothing lost, every reference led to it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from refdesk.desk.editing import Changes, edit
from refdesk.desk.ingesting import ingest
from refdesk.desk.merge_planning import Wishes
from refdesk.desk.merging import merge, plan_merge
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.desk.settings import settings_of
from refdesk.desk.undoing import undo
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError
from tests.unit.desk_samples import write_samples

Make = Callable[..., Desk]


@pytest.fixture
def make(tmp_path: Path) -> Make:
    """Makes a desk whose library file holds these blocks, a blank line between two."""

    def desk(*blocks: str) -> Desk:
        path = tmp_path / "references.bib"
        path.write_bytes(("\n\n".join(blocks) + "\n").encode())
        return Desk(tmp_path, path)

    return desk


@pytest.fixture
def read(tmp_path: Path) -> Desk:
    """A desk that has read the sample documents."""
    root = tmp_path / "desk"
    root.mkdir()
    desk = Desk(root, root / "references.bib")
    ingest(desk, write_samples(tmp_path / "papers"))
    return desk


def text(desk: Desk) -> str:
    return desk.library_file.read_bytes().decode()


def fields(desk: Desk, key: str) -> Mapping[str, str]:
    return BibFile.parse(desk.library_file.read_bytes()).fields(key)


def contents(desk: Desk) -> dict[str, bytes]:
    """Every file of the desk but derived data."""
    files = (path for path in desk.root.rglob("*") if path.is_file() and ".refdesk" not in path.parts)
    return {str(path.relative_to(desk.root)): path.read_bytes() for path in files}


# -- fields ------------------------------------------------------------------------------------------------------------


def test_a_field_that_only_the_other_has_is_taken_over(make: Make) -> None:
    desk = make("@book{a,\n  title = {T},\n}", "@book{b,\n  title = {T},\n  pages = {1--9},\n}")
    merge(desk, ["a", "b"])
    assert text(desk) == "@book{a,\n  title = {T},\n  pages = {1--9},\n  ids = {b},\n}\n"


def test_the_first_entrys_value_stands(make: Make) -> None:
    desk = make("@book{a, title = {T}, note = {mine}}", "@book{b, title = {T}, note = {theirs}}")
    merge(desk, ["a", "b"])
    assert fields(desk, "a")["note"] == "mine"


def test_what_was_not_taken_is_told(make: Make) -> None:
    desk = make("@book{a, title = {T}, note = {mine}}", "@book{b, title = {T}, note = {theirs}}")
    assert "not taken: note = theirs of b; a has mine" in merge(desk, ["a", "b"]).told


def test_a_value_is_taken_from_the_entry_named(make: Make) -> None:
    desk = make("@book{a, title = {T}, note = {mine}}", "@book{b, title = {T}, note = {theirs}}")
    merge(desk, ["a", "b"], Wishes({"note": "b"}))
    assert fields(desk, "a")["note"] == "theirs"


def test_a_macro_is_taken_over_as_it_stands(make: Make) -> None:
    desk = make('@string{p = "Press"}', "@book{a,\n  title = {T},\n}", "@book{b, publisher = p, month = may}")
    merge(desk, ["a", "b"])
    assert "  publisher = p,\n" in text(desk)


def test_joined_parts_are_taken_over_as_they_stand(make: Make) -> None:
    desk = make('@string{p = "Press"}', "@book{a,\n  title = {T},\n}", '@book{b, publisher = p # " of X"}')
    merge(desk, ["a", "b"])
    assert '  publisher = p # " of X",\n' in text(desk)


def test_one_date_written_two_ways_is_no_conflict(make: Make) -> None:
    desk = make("@book{a, title = {T}, year = 1999, month = may}", "@book{b, title = {T}, date = {1999-05}}")
    assert not plan_merge(desk, ["a", "b"]).conflicts


def test_a_date_taken_over_leaves_no_part_of_the_old_one(make: Make) -> None:
    desk = make("@book{a, title = {T}, year = 1999, month = may}", "@book{b, title = {T}, date = {2001}}")
    merge(desk, ["a", "b"], Wishes({"date": "b"}))
    assert (fields(desk, "a").get("date"), fields(desk, "a").get("year"), fields(desk, "a").get("month")) == (
        "2001",
        None,
        None,
    )


def test_a_value_goes_under_the_name_that_the_entry_uses(make: Make) -> None:
    desk = make("@article{a, title = {T}, journal = {One}}", "@article{b, title = {T}, journaltitle = {Two}}")
    merge(desk, ["a", "b"], Wishes({"journaltitle": "b"}))
    assert (fields(desk, "a")["journal"], "journaltitle" in fields(desk, "a")) == ("Two", False)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("pages = {1--9}", "pages = {1-9}"),
        ("author = {Roe, Ann}", "author = {Ann Roe}"),
        ("doi = {10.1000/A}", "doi = {https://doi.org/10.1000/a}"),
        ("isbn = {0-521-40599-8}", "isbn = {9780521405997}"),
        (r"title = {{\'E}tude}", "title = {Étude}"),
    ],
)
def test_two_spellings_of_one_value_are_no_conflict(make: Make, one: str, other: str) -> None:
    desk = make(f"@book{{a, {one}}}", f"@book{{b, {other}}}")
    assert not plan_merge(desk, ["a", "b"]).conflicts


def test_the_type_can_be_taken_from_the_other(make: Make) -> None:
    desk = make("@misc{a, title = {T}}", "@book{b, title = {T}}")
    merge(desk, ["a", "b"], Wishes({"entrytype": "b"}))
    assert text(desk).startswith("@book{a,")


def test_a_stubs_label_gives_way_to_a_description(make: Make) -> None:
    desk = make("@misc{a, author = {Roe}, keywords = {stub}}", "@book{b, author = {Roe, Ann}, title = {T}}")
    merge(desk, ["a", "b"])
    assert (fields(desk, "a")["author"], text(desk)[:6]) == ("Roe, Ann", "@book{")


def test_a_described_entry_does_not_become_a_stub(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@misc{b, title = {T}, keywords = {stub}}")
    merge(desk, ["a", "b"])
    assert "keywords" not in fields(desk, "a")


def test_three_become_one(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {T}, volume = 1}", "@book{c, title = {T}, pages = {2}}")
    merge(desk, ["a", "b", "c"])
    assert dict(fields(desk, "a")) == {"title": "T", "volume": "1", "pages": "2", "ids": "b, c"}


def test_every_other_byte_stays(make: Make) -> None:
    head, tail = '% mine\n@string{x = {y}}\n\n@ARTICLE{z,\r\n TITLE="Z" }\n', "@comment{left}\n\n@book{b, title = {T}}"
    desk = make(head, "@book{a, title = {T}}", tail)
    merge(desk, ["a", "b"])
    assert text(desk).startswith(f"{head}\n\n@book{{a, title = {{T}}")
    assert "@comment{left}" in text(desk)


def test_a_comment_in_the_other_entry_is_told(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b,\n title = {T},\n % lent to Bob\n}")
    assert "b: the comment '% lent to Bob' is not taken over" in merge(desk, ["a", "b"]).told


def test_a_field_given_twice_is_told(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {T}, note = {one}, note = {two}}")
    assert "b: a second note, {two}, is not taken over" in merge(desk, ["a", "b"]).told


# -- what is united ----------------------------------------------------------------------------------------------------


def test_addresses_are_united(make: Make) -> None:
    desk = make(
        "@book{a, title = {T}, url = {https://a.example/x}}",
        "@book{b, title = {T}, url = {http://www.a.example/x/}, alturl = {https://b.example/y}}",
    )
    merge(desk, ["a", "b"])
    assert (fields(desk, "a")["url"], fields(desk, "a")["alturl"]) == ("https://a.example/x", "https://b.example/y")


def test_the_first_address_can_be_taken_from_the_other(make: Make) -> None:
    desk = make("@book{a, url = {https://a.example/x}}", "@book{b, url = {https://b.example/y}}")
    merge(desk, ["a", "b"], Wishes({"url": "b"}))
    assert (fields(desk, "a")["url"], fields(desk, "a")["alturl"]) == ("https://b.example/y", "https://a.example/x")


@pytest.mark.parametrize(
    ("name", "one", "other", "united"),
    [
        ("keywords", "x,y", "y, z", "x,y,z"),
        ("keywords", "x; y", "z", "x; y; z"),
        ("file", "a.pdf", "b.pdf;a.pdf", "a.pdf;b.pdf"),
        ("file", ":a\\:1.pdf:PDF", ":b.pdf:PDF", ":a\\:1.pdf:PDF;:b.pdf:PDF"),
        ("citedby", "one, two", "three, two", "one, three, two"),
        ("annotation", "mine", "theirs", "mine\n\ntheirs"),
        ("groups", "g", "h", "g, h"),
    ],
)
def test_lists_are_united(make: Make, name: str, one: str, other: str, united: str) -> None:
    desk = make(f"@book{{a, {name} = {{{one}}}}}", f"@book{{b, {name} = {{{other}}}}}")
    merge(desk, ["a", "b"])
    assert fields(desk, "a")[name] == united


def test_older_keys_of_the_other_still_find_the_entry(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {T}, ids = {older}}")
    merge(desk, ["a", "b"])
    entries = [load_library(desk).entry(key) for key in ("b", "older")]
    assert [entry.citekey for entry in entries if entry] == ["a", "a"]


# -- what refers to it -------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "before", "after"), [("crossref", "b", "a"), ("related", "b,c", "a,c"), ("related", "b, a", "a")]
)
def test_references_follow(make: Make, name: str, before: str, after: str) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {T}}", f"@inbook{{p, title = {{P}}, {name} = {{{before}}}}}")
    merge(desk, ["a", "b"])
    assert fields(desk, "p")[name] == after


def test_an_entry_is_not_related_to_itself(make: Make) -> None:
    desk = make("@book{a, title = {T}, related = {b}}", "@book{b, title = {T}}")
    merge(desk, ["a", "b"])
    assert "related" not in fields(desk, "a")


def test_citations_are_led_to_the_entry_that_stays(read: Desk) -> None:
    merge(read, ["mumford1961city", "nomura2004"])
    works = [json.loads(line).get("work") for line in read.citations_file.read_text("utf-8").splitlines()]
    assert ("nomura2004" in works, "mumford1961city" in works) == (False, True)


def test_who_cites_the_other_cites_the_entry_that_stays(read: Desk) -> None:
    merge(read, ["ostrom1990governing", "nomura2004"])
    assert load_library(read).cited_by("ostrom1990governing") == ("bare", "noted")


def test_a_later_ingest_keeps_the_merge(read: Desk, tmp_path: Path) -> None:
    merge(read, ["mumford1961city", "nomura2004"])
    before = contents(read)
    ingest(read, write_samples(tmp_path / "papers"))
    assert contents(read) == before


def test_a_cite_in_doubt_between_the_two_is_in_doubt_no_more(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {T}}")
    record = {"document": "d", "start": 1, "end": 2, "text": "(T)", "kind": "parenthetical", "status": "ambiguous"}
    desk.citations_file.write_text(json.dumps({**record, "candidates": ["a", "b"]}) + "\n", encoding="utf-8")
    merge(desk, ["a", "b"])
    (settled,) = load_library(desk).citations
    assert (settled.work, settled.status, settled.candidates, load_library(desk).cited_by("a")) == (
        "a",
        "resolved",
        (),
        ("d",),
    )


def test_a_label_that_fits_the_entry_is_resolved(make: Make) -> None:
    assert _merged_status(make, "Roe") == "resolved"


def test_a_label_that_does_not_fit_is_led_by_a_persons_word(make: Make) -> None:
    assert _merged_status(make, "Doe") == "confirmed"


def test_a_label_stays_one_where_both_are_stubs(make: Make) -> None:
    assert _merged_status(make, "Doe", ", keywords = {stub}") == "unmatched"


def _merged_status(make: Make, author: str, more: str = "") -> str:
    """The status of a cite of a stub that was merged into an entry by Roe."""
    desk = make(
        f"@book{{a, author = {{Roe}}, title = {{T}}, date = 1999{more}}}", "@misc{b, keywords = {stub}, citedby = {d}}"
    )
    cite = {"document": "d", "start": 1, "end": 2, "text": "(x)", "kind": "parenthetical", "status": "unmatched"}
    record = {**cite, "work": "b", "author": author, "year": "1999"}
    desk.citations_file.write_text(json.dumps(record) + "\n", encoding="utf-8")
    merge(desk, ["a", "b"])
    (settled,) = load_library(desk).citations
    assert settled.work == "a"
    return settled.status


def test_a_pair_once_called_distinct_is_forgotten(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {T}}")
    (desk.root / "refdesk.toml").write_text('# mine\n[dedupe]\ndistinct = [["a", "b"], ["b", "c"]]\n', encoding="utf-8")
    merge(desk, ["a", "b"])
    assert settings_of(desk).distinct == (("a", "c"),)


# -- what cannot be merged ---------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("keys", "told", "code"),
    [
        (["a", "a"], "named twice", ExitCode.USAGE),
        (["a", "alias"], "an older key", ExitCode.USAGE),
        (["a"], "one entry alone", ExitCode.USAGE),
        (["a", "nowhere"], "no entry 'nowhere'", ExitCode.UNKNOWN),
        (["a", "twice"], "stands on lines 5, 7", ExitCode.USAGE),
        (["a", "part"], "inherits from a", ExitCode.USAGE),
        (["a", "cited"], "a cites cited", ExitCode.USAGE),
        (["a", "faulty"], "would lose text", ExitCode.USAGE),
    ],
)
def test_what_cannot_be_one_is_refused(make: Make, keys: list[str], told: str, code: ExitCode) -> None:
    desk = make(
        "@book{a, title = {T}, ids = {alias}}",
        "@inbook{part, crossref = {a}}",
        "@book{twice, title = {T}}",
        "@book{twice, title = {T}}",
        "@book{cited, title = {T}, citedby = {a}}",
        "@book{faulty, title = {T}, }oops {, note = {n}}".replace("}oops {", "oops"),
    )
    before = contents(desk)
    with pytest.raises(RefdeskError, match=told) as caught:
        merge(desk, keys)
    assert (caught.value.code, contents(desk)) == (code, before)


def test_two_documents_that_were_read_stay_two(read: Desk) -> None:
    with pytest.raises(RefdeskError, match="both documents"):
        merge(read, ["bare", "noted"])


def test_a_document_takes_over_a_work(read: Desk) -> None:
    merge(read, ["nomura2004", "noted"])
    document = load_library(read).document("nomura2004")
    assert document is not None
    assert {record.document for record in load_library(read).citations} == {"bare", "listed", "nomura2004"}


@pytest.mark.parametrize("wishes", [Wishes({"nofield": "a"}), Wishes({"title": "c"}), Wishes(typed={"nofield": "x"})])
def test_a_wish_for_what_is_not_there_is_refused(make: Make, wishes: Wishes) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {T}}", "@book{c, title = {T}}")
    with pytest.raises(RefdeskError):
        merge(desk, ["a", "b"], wishes)


def test_a_value_typed_anew_is_checked(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {U}}")
    with pytest.raises(RefdeskError, match="braces"):
        merge(desk, ["a", "b"], Wishes(typed={"title": "a } b"}))


def test_entries_changed_since_they_were_looked_at_are_refused(make: Make) -> None:
    desk = make("@book{a, title = {T}}", "@book{b, title = {U}}")
    seen = plan_merge(desk, ["a", "b"])
    edit(desk, "b", Changes({"title": "V"}))
    with pytest.raises(RefdeskError, match="changed by someone else"):
        merge(desk, ["a", "b"], seen=seen)


# -- one step ----------------------------------------------------------------------------------------------------------


def test_undo_brings_everything_back(read: Desk) -> None:
    for key in ("mumford1961city", "nomura2004"):
        path = read.annotations / f"{key}.md"
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"Of {key}.\n", encoding="utf-8")
    before = contents(read)
    merge(read, ["mumford1961city", "nomura2004"])
    undo(read)
    assert contents(read) == before


def test_a_dry_run_changes_nothing(read: Desk) -> None:
    before = contents(read)
    told = merge(read, ["mumford1961city", "nomura2004"], dry_run=True).told
    assert (contents(read), told[0]) == (before, "nomura2004 merged into mumford1961city")


def test_a_file_in_an_old_encoding_stays_in_it(make: Make) -> None:
    desk = make("")
    desk.library_file.write_bytes("@book{a, title = {É}}\n@book{b, title = {É}, note = {à}}\n".encode("cp1252"))
    merge(desk, ["a", "b"])
    assert "note = {à}" in desk.library_file.read_bytes().decode("cp1252")


def test_a_cite_described_in_its_document_says_so_after_a_merge(tmp_path: Path) -> None:
    papers = {"a": "Nye, J. (1990). *Bound to Lead*. Basic.", "b": "Nye, J. (1990). *Leading by Rules*. Knopf."}
    desk = Desk(tmp_path, tmp_path / "references.bib")
    for name, listed in papers.items():
        (tmp_path / f"{name}.txt").write_text(f"It is so (Nye, 1990).\n\nReferences\n\n{listed}\n", encoding="utf-8")
    paths = [tmp_path / f"{name}.txt" for name in papers]
    ingest(desk, paths)
    merge(desk, ["nye1990bound", "nye1990leading"])
    assert not ingest(desk, paths).changed


def ingested(root: Path, text: str) -> tuple[Desk, Path]:
    """A desk that has read this text, and its file."""
    desk, path = Desk(root, root / "references.bib"), root / "a.txt"
    path.write_text(text, encoding="utf-8")
    ingest(desk, [path])
    return desk, path


def test_a_cite_of_two_entries_of_its_own_list_says_so_after_a_merge(tmp_path: Path) -> None:
    listed = "Nye, J. (1990). *Bound to Lead*. Basic.\n\nNye, J. (1990). *Leading by Rules*. Knopf."
    desk, path = ingested(tmp_path, f"It is so (Nye, 1990).\n\nReferences\n\n{listed}\n")
    merge(desk, [entry.citekey for entry in load_library(desk).entries if not entry.is_source])
    assert not ingest(desk, [path]).changed


def test_a_named_source_merged_into_a_work_means_that_work_in_the_next_reading(tmp_path: Path) -> None:
    desk, path = ingested(tmp_path, "Grace Hopper said, “It works.”\n")
    (stub,) = [entry.citekey for entry in load_library(desk).entries if entry.is_stub]
    with desk.library_file.open("a", encoding="utf-8") as file:
        file.write("\n@book{own, author = {Hopper, Grace}, title = {Compiling}}\n")
    merge(desk, ["own", stub])
    ingest(desk, [path])
    assert [record.work for record in load_library(desk).citations] == ["own"]
