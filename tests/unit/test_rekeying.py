"""Citekeys change, one or many at once, and everything that refers to them follows."""

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.desk.patterning import rekey
from refdesk.desk.place import Desk
from refdesk.desk.querying import load_library
from refdesk.desk.rekeying import _with_heads, _with_references, rename_keys
from refdesk.desk.undoing import undo
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError
from refdesk.store.library_files import transaction

LIBRARY = """@book{a,
  title = {Alpha},
  author = {Nye, J.},
  date = {2011},
  citedby = {doc, other},
}

@book{b,
  title = {Beta},
  author = {Ostrom, E.},
  date = {1990},
  ids = {older , oldest},
}

@inbook{part,
  title = {Part},
  crossref = a,
  related = {b,a},
  xdata = "shared",
}

@xdata{shared,
  publisher = {Press},
}

@book{granular,
  title = {Granular},
  publisher = {xdata=shared-publisher},
  location = {Paris and xdata=shared-location-2},
}

@misc{doc,
  title = {Document},
  keywords = {source},
}
"""

CITATIONS = (
    {"document": "doc", "start": 5, "end": 9, "text": "(A)", "kind": "note", "work": "a", "status": "resolved"},
    {"document": "doc", "start": 1, "end": 3, "text": "(B)", "kind": "note", "candidates": ["a", "b"]},
)


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """A desk where everything that can refer to a citekey does."""
    (tmp_path / "references.bib").write_text(LIBRARY, encoding="utf-8")
    lines = "".join(f"{json.dumps(record)}\n" for record in CITATIONS)
    (tmp_path / "citations.jsonl").write_text(lines, encoding="utf-8")
    reference = {"start": 0, "end": 4, "where": "list", "work": "a", "fingerprint": "f"}
    document = {"citekey": "doc", "path": "doc.txt", "sha256": "0", "references": [reference]}
    (tmp_path / "documents.jsonl").write_text(f"{json.dumps(document)}\n", encoding="utf-8")
    (tmp_path / "annotations").mkdir()
    (tmp_path / "annotations" / "a.md").write_text("On Alpha.", encoding="utf-8")
    (tmp_path / "annotations" / "b.md").write_text("On Beta.", encoding="utf-8")
    (tmp_path / "refdesk.toml").write_text('# mine\n[dedupe]\ndistinct = [["a", "b"]]\n', encoding="utf-8")
    return Desk(tmp_path, tmp_path / "references.bib")


def rename(desk: Desk, names: Mapping[str, str], *, aliases: bool = True) -> BibFile:
    with transaction(desk.root, "rename") as changing:
        rename_keys(changing, desk, names, aliases=aliases)
    return BibFile.parse(desk.library_file.read_bytes())


def contents(desk: Desk) -> dict[str, bytes]:
    files = (path for path in desk.root.rglob("*") if path.is_file() and ".refdesk" not in path.parts)
    return {str(path.relative_to(desk.root)): path.read_bytes() for path in files}


def note(desk: Desk, citekey: str) -> str:
    return (desk.annotations / f"{citekey}.md").read_text(encoding="utf-8")


# -- rename_keys -------------------------------------------------------------------------------------------------------


def test_the_old_key_stays_as_an_alias(desk: Desk) -> None:
    assert rename(desk, {"a": "alpha"}).fields("alpha")["ids"] == "a"


def test_an_alias_is_added_in_the_manner_of_the_list(desk: Desk) -> None:
    assert rename(desk, {"b": "beta"}).fields("beta")["ids"] == "older , oldest , b"


def test_without_aliases_the_old_key_is_gone(desk: Desk) -> None:
    assert "ids" not in rename(desk, {"a": "alpha"}, aliases=False).fields("alpha")


def test_an_alias_that_becomes_the_key_changes_places_with_it(desk: Desk) -> None:
    assert rename(desk, {"b": "oldest"}).fields("oldest")["ids"] == "older , b"


def test_without_aliases_the_new_key_is_no_alias_any_more(desk: Desk) -> None:
    assert rename(desk, {"b": "older"}, aliases=False).fields("older")["ids"] == "oldest"


@pytest.mark.parametrize(
    ("names", "field", "value"),
    [
        ({"a": "alpha"}, "crossref", "alpha"),
        ({"a": "alpha"}, "related", "b,alpha"),
        ({"a": "b", "b": "a"}, "related", "a,b"),
        ({"shared": "common"}, "xdata", "common"),
    ],
)
def test_a_field_that_refers_to_the_entry_follows(desk: Desk, names: Mapping[str, str], field: str, value: str) -> None:
    assert rename(desk, names).fields("part")[field] == value


@pytest.mark.parametrize(
    ("field", "value"),
    [("publisher", "xdata=common-publisher"), ("location", "Paris and xdata=common-location-2")],
)
def test_a_value_taken_from_xdata_follows(desk: Desk, field: str, value: str) -> None:
    assert rename(desk, {"shared": "common"}).fields("granular")[field] == value


def test_the_list_of_citing_documents_follows_in_its_order(desk: Desk) -> None:
    assert rename(desk, {"doc": "zebra"}).fields("a")["citedby"] == "other, zebra"


def test_no_other_line_of_the_library_changes(desk: Desk) -> None:
    before = desk.library_file.read_text(encoding="utf-8").splitlines()
    rename(desk, {"a": "alpha"})
    after = desk.library_file.read_text(encoding="utf-8").splitlines()
    assert len([line for line in after if line not in before]) == 4  # head, ids, crossref, related


def test_the_citations_follow(desk: Desk) -> None:
    rename(desk, {"a": "alpha", "doc": "paper"})
    library = load_library(desk)
    assert [(record.document, record.work, record.candidates) for record in library.citations] == [
        ("paper", None, ("alpha", "b")),
        ("paper", "alpha", ()),
    ]


def test_candidates_stand_in_the_order_of_an_ingest(desk: Desk) -> None:
    rename(desk, {"a": "zeta"})
    assert load_library(desk).citations[0].candidates == ("b", "zeta")


def test_the_documents_follow(desk: Desk) -> None:
    rename(desk, {"a": "alpha", "doc": "paper"})
    (record,) = load_library(desk).documents
    assert (record.citekey, record.references[0].work) == ("paper", "alpha")


def test_records_that_speak_of_other_keys_keep_their_bytes(desk: Desk) -> None:
    before = desk.citations_file.read_bytes()
    rename(desk, {"part": "piece"})
    assert desk.citations_file.read_bytes() == before


def test_records_in_another_order_keep_it_where_no_key_changes(desk: Desk) -> None:
    lines = (f'{{"citekey": "{key}", "path": "{key}.txt", "sha256": "0"}}\n' for key in ("zz", "doc"))
    desk.documents_file.write_text("".join(lines), encoding="utf-8")
    before = desk.documents_file.read_bytes()
    rename(desk, {"part": "piece"})
    assert desk.documents_file.read_bytes() == before


def test_settings_that_speak_of_other_keys_keep_their_bytes(desk: Desk) -> None:
    odd = b'dedupe.distinct=[ ["a" ,"b"] , ]\n'
    (desk.root / "refdesk.toml").write_bytes(odd)
    rename(desk, {"part": "piece"})
    assert (desk.root / "refdesk.toml").read_bytes() == odd


def test_references_in_both_entries_of_one_key_follow(desk: Desk) -> None:
    twin = "@book{twin,\n  citedby = {doc,\n    other},\n}\n"
    desk.library_file.write_text(f"{twin}{twin}@misc{{doc,\n  title = {{T}},\n}}\n", encoding="utf-8")
    rename(desk, {"doc": "paper"})
    assert desk.library_file.read_text(encoding="utf-8").count("citedby = {other, paper}") == 2


def test_a_pair_that_is_no_duplicate_follows(desk: Desk) -> None:
    rename(desk, {"a": "alpha"})
    assert (desk.root / "refdesk.toml").read_text(encoding="utf-8") == '# mine\n[dedupe]\ndistinct = [["alpha", "b"]]\n'


def test_settings_that_are_no_toml_stop_a_rename(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_text('[dedupe\ndistinct = [["a", "b"]]\n', encoding="utf-8")
    before = contents(desk)
    with pytest.raises(RefdeskError, match=r"refdesk\.toml"):
        rename(desk, {"a": "alpha"})
    assert contents(desk) == before


def test_settings_that_are_no_toml_and_name_no_such_key_are_no_hindrance(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_text("[links\n", encoding="utf-8")
    assert "part2" in rename(desk, {"part": "part2"})


def test_the_annotation_follows(desk: Desk) -> None:
    rename(desk, {"a": "alpha"})
    assert note(desk, "alpha") == "On Alpha."
    assert not (desk.annotations / "a.md").exists()


def test_two_entries_can_swap_their_keys(desk: Desk) -> None:
    swapped = rename(desk, {"a": "b", "b": "a"})
    assert [swapped.fields(key)["title"] for key in ("a", "b")] == ["Beta", "Alpha"]


def test_annotations_are_swapped_with_the_keys(desk: Desk) -> None:
    rename(desk, {"a": "b", "b": "a"})
    assert (note(desk, "a"), note(desk, "b")) == ("On Beta.", "On Alpha.")


def test_swapped_keys_are_no_aliases(desk: Desk) -> None:
    assert "ids" not in rename(desk, {"a": "b", "b": "a"}).fields("b")


def test_a_key_given_up_can_be_taken_in_the_same_step(desk: Desk) -> None:
    chained = rename(desk, {"a": "b", "b": "c"})
    assert [chained.fields(key)["title"] for key in ("b", "c")] == ["Alpha", "Beta"]


def test_a_key_given_up_and_taken_is_no_alias(desk: Desk) -> None:
    chained = rename(desk, {"a": "b", "b": "c"})
    assert (chained.fields("b")["ids"], chained.fields("c")["ids"]) == ("a", "older , oldest")


@pytest.mark.parametrize(
    "names",
    [{"a": "b"}, {"a": "older"}, {"a": "x", "b": "x"}, {"a": "../../x"}, {"a": "two words"}],
    ids=["key", "alias", "each other", "path", "blank"],
)
def test_a_key_that_is_taken_or_bad_changes_nothing(desk: Desk, names: Mapping[str, str]) -> None:
    before = contents(desk)
    with pytest.raises(RefdeskError):
        rename(desk, names)
    assert contents(desk) == before


def test_an_annotation_without_an_entry_is_not_written_over(desk: Desk) -> None:
    (desk.annotations / "alpha.md").write_text("Somebody's.", encoding="utf-8")
    before = contents(desk)
    with pytest.raises(RefdeskError, match="annotation"):
        rename(desk, {"a": "alpha"})
    assert contents(desk) == before


def test_references_to_an_entry_that_is_gone_can_be_moved(desk: Desk) -> None:
    with transaction(desk.root, "merge") as changing:
        bibfile = BibFile.parse(changing.read(desk.library_file) or b"").remove("a")
        changing.write(desk.library_file, bibfile.to_bytes())
        changing.remove(desk.annotations / "a.md")
        rename_keys(changing, desk, {"a": "b"})
    library = load_library(desk)
    assert library.by_key["b"].aliases == ("older", "oldest", "a")
    assert library.citations[1].work == "b"


def test_an_alias_that_is_there_is_not_added_again(desk: Desk) -> None:
    assert rename(desk, {"older": "b"}).fields("b")["ids"] == "older , oldest"


def test_to_rename_nothing_writes_nothing(desk: Desk) -> None:
    before = contents(desk)
    rename(desk, {"a": "a"})
    assert contents(desk) == before


def test_undo_takes_everything_back(desk: Desk) -> None:
    before = contents(desk)
    rename(desk, {"a": "b", "b": "c", "doc": "paper"})
    undo(desk)
    assert contents(desk) == before


FEW = ("a", "b-1", "c", "d", "e")


@st.composite
def libraries(draw: st.DrawFn) -> str:
    """Entries that refer to each other in every way."""
    some = st.lists(st.sampled_from(FEW), max_size=3)
    entries = []
    for key in FEW:
        fields = {name: ", ".join(draw(some)) for name in ("related", "entryset", "xdata")}
        fields["crossref"] = draw(st.sampled_from(FEW))
        fields["note"] = f"xdata={draw(st.sampled_from(FEW))}-note-1"
        entries.append(f"@book{{{key},\n" + "".join(f"  {n} = {{{v}}},\n" for n, v in fields.items()) + "}\n")
    return "\n".join(entries)


@given(libraries(), st.permutations(FEW))
def test_names_dealt_out_anew_and_back_leave_the_library(library: str, dealt: list[str]) -> None:
    names = dict(zip(FEW, dealt, strict=True))
    back = {new: old for old, new in names.items()}
    before = BibFile.parse(library.encode())
    there = _with_references(_with_heads(before, names), names)
    again = _with_references(_with_heads(there, back), back)
    assert again.to_bytes() == before.to_bytes()


# -- rekey -------------------------------------------------------------------------------------------------------------


def keys(desk: Desk) -> list[str]:
    return [entry.key for entry in BibFile.parse(desk.library_file.read_bytes()).entries]


def test_entries_get_the_keys_of_the_pattern(desk: Desk) -> None:
    rekey(desk, ["a", "b"])
    assert keys(desk)[:2] == ["nye2011alpha", "ostrom1990beta"]


def test_source_documents_keep_their_keys_unless_named(desk: Desk) -> None:
    assert "doc" not in rekey(desk).names
    assert rekey(desk, ["doc"]).names == {"doc": "document"}


def test_entries_that_are_no_works_keep_their_keys(desk: Desk) -> None:
    rekey(desk)
    assert "shared" in keys(desk)


def test_a_second_run_changes_nothing(desk: Desk) -> None:
    rekey(desk)
    before = contents(desk)
    assert rekey(desk).names == {}
    assert contents(desk) == before


def test_a_dry_run_tells_the_same_and_writes_nothing(desk: Desk) -> None:
    before = contents(desk)
    told = rekey(desk, dry_run=True).names
    assert contents(desk) == before
    assert told == rekey(desk).names


def test_the_pattern_comes_from_the_settings(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_text('[citekeys]\npattern = "[Author]-[shortyear]"\n', encoding="utf-8")
    assert rekey(desk, ["a"]).names == {"a": "Nye-11"}


def test_a_key_that_another_entry_has_is_not_given(desk: Desk) -> None:
    desk.library_file.write_text(
        "@book{x,\n  author = {Nye, J.},\n  date = {2011},\n}\n\n@book{nye2011,\n  title = {Other},\n}\n",
        encoding="utf-8",
    )
    assert rekey(desk, ["x"], pattern="[author][year]").names == {"x": "nye2011a"}


def test_a_key_that_another_entry_once_had_is_not_given(desk: Desk) -> None:
    desk.library_file.write_text(
        "@book{x,\n  author = {Nye, J.},\n  date = {2011},\n}\n\n@book{y,\n  ids = {Nye2011},\n}\n", encoding="utf-8"
    )
    assert rekey(desk, ["x"], pattern="[author][year]").names == {"x": "nye2011a"}


def test_a_key_that_is_no_work_s_is_not_given(desk: Desk) -> None:
    assert rekey(desk, ["a"], pattern="shared[journal]").names == {"a": "shareda"}


def test_a_key_whose_annotation_is_left_is_not_given(desk: Desk) -> None:
    (desk.annotations / "nye2011.md").write_text("On something that is gone.", encoding="utf-8")
    assert rekey(desk, ["a"], pattern="[author][year]").names == {"a": "nye2011a"}


def test_an_alias_that_is_the_key_of_another_entry_is_not_given_back(desk: Desk) -> None:
    desk.library_file.write_text(
        "@book{x,\n  author = {Nye, J.},\n  date = {2011},\n  ids = {nye2011},\n}\n@book{nye2011,\n}\n",
        encoding="utf-8",
    )
    assert rekey(desk, ["x"], pattern="[author][year]").names == {"x": "nye2011a"}


def test_keys_that_differ_in_capitals_alone_do_not_become_one(desk: Desk) -> None:
    entry = "  author = {Nye, J.},\n  date = {2011},\n"
    desk.library_file.write_text(f"@book{{nye2011,\n{entry}}}\n@book{{NYE2011,\n{entry}}}\n", encoding="utf-8")
    assert {*rekey(desk, pattern="[Author][year]").names.values()} == {"Nye2011a", "Nye2011b"}


def test_capitals_alone_can_change(desk: Desk) -> None:
    rekey(desk, ["a"], pattern="[author][year]")
    assert rekey(desk, ["nye2011"], pattern="[Author][year]").names == {"nye2011": "Nye2011"}


def test_an_entry_gets_back_a_key_that_it_had(desk: Desk) -> None:
    rekey(desk, ["a"], pattern="[author][year]")
    rekey(desk, ["nye2011"], pattern="[word]")
    assert rekey(desk, ["alpha"], pattern="[author][year]").names == {"alpha": "nye2011"}


def test_a_key_that_stands_twice_is_left_with_a_word(desk: Desk) -> None:
    with desk.library_file.open("a", encoding="utf-8") as file:
        file.write("\n@book{a,\n  title = {Twin},\n}\n")
    rekeyed = rekey(desk)
    assert "a" not in rekeyed.names
    assert "stands twice" in rekeyed.cautions[0]


def test_a_key_that_stands_twice_cannot_be_named(desk: Desk) -> None:
    with desk.library_file.open("a", encoding="utf-8") as file:
        file.write("\n@book{a,\n  title = {Twin},\n}\n")
    with pytest.raises(RefdeskError, match="stands twice"):
        rekey(desk, ["a"])


def test_an_unknown_entry_is_exit_code_three(desk: Desk) -> None:
    with pytest.raises(RefdeskError) as told:
        rekey(desk, ["nobody"])
    assert told.value.code == ExitCode.UNKNOWN


def test_a_bad_pattern_names_its_marker(desk: Desk) -> None:
    with pytest.raises(RefdeskError, match=r"--pattern: no marker \[autor\]"):
        rekey(desk, ["a"], pattern="[autor]")


def test_a_bad_pattern_in_the_settings_names_the_file(desk: Desk) -> None:
    (desk.root / "refdesk.toml").write_text('[citekeys]\npattern = "[autor]"\n', encoding="utf-8")
    with pytest.raises(RefdeskError, match=r"refdesk\.toml.*\[autor\]"):
        rekey(desk, ["a"])


def test_rekeying_is_one_step(desk: Desk) -> None:
    before = contents(desk)
    rekey(desk)
    undo(desk)
    assert contents(desk) == before
