"""Tags are keywords: listed, added, taken out, renamed, and nothing else in the list moves."""

from pathlib import Path

import pytest

from refdesk.desk.place import Desk
from refdesk.desk.tagging import TagChanges, annotations_with, change_tags, front_matter_tags, tags_of
from refdesk.desk.undoing import changes_made, undo
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import ExitCode, RefdeskError

LIBRARY = """@string{commons = "commons"}

@book{plain,
  title = {Plain},
}

@book{commas,
  keywords = {commons,
    to read , stub},
}

@book{semicolons, keywords = "commons; law ;R\\&D"}

@book{braced, keywords = {{law, public}, commons}}

@book{mixed, keywords = {law; public, commons}}

@book{spread,
  keywords = {
    lonely
  },
}

@book{none, keywords = {, ,}}

@book{macro, keywords = commons # ", law"}

@misc{paper,
  keywords = {source},
}
"""


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    (tmp_path / "references.bib").write_text(LIBRARY, encoding="utf-8")
    return Desk(tmp_path, tmp_path / "references.bib")


def annotate(desk: Desk, citekey: str, matter: str) -> None:
    desk.annotations.mkdir(exist_ok=True)
    (desk.annotations / f"{citekey}.md").write_text(f"---\n{matter}\n---\n\nText.\n", encoding="utf-8")


def keywords(desk: Desk, citekey: str) -> str | None:
    return BibFile.parse(desk.library_file.read_bytes()).fields(citekey).get("keywords")


def uses(desk: Desk) -> dict[str, tuple[str, ...]]:
    return {use.tag: use.entries for use in tags_of(desk).uses}


# -- asking ------------------------------------------------------------------------------------------------------------


def test_every_tag_is_listed_with_its_entries(desk: Desk) -> None:
    assert uses(desk) == {
        "commons": ("commas", "semicolons", "braced", "mixed", "macro"),
        "law": ("semicolons", "macro"),
        "law, public": ("braced",),
        "law; public": ("mixed",),
        "lonely": ("spread",),
        "R&D": ("semicolons",),
        "to read": ("commas",),
    }


def test_tags_come_in_order_of_the_alphabet(desk: Desk) -> None:
    assert [use.tag for use in tags_of(desk).uses] == [
        "commons",
        "law",
        "law, public",
        "law; public",
        "lonely",
        "R&D",
        "to read",
    ]


def test_the_tags_of_named_entries_are_listed_alone(desk: Desk) -> None:
    assert [use.tag for use in tags_of(desk, ["commas"]).uses] == ["commons", "to read"]


@pytest.mark.parametrize("word", ["source", "stub", "attributed"])
def test_a_word_of_refdesk_is_not_listed(desk: Desk, word: str) -> None:
    assert word not in uses(desk)


def test_tags_of_annotations_are_shown_beside(desk: Desk) -> None:
    annotate(desk, "plain", "tags: [law, 1989]")
    shown = {use.tag: (len(use.entries), use.annotations) for use in tags_of(desk).uses}
    assert (shown["law"], shown["1989"]) == ((2, ("plain",)), (0, ("plain",)))


def test_an_annotation_without_an_entry_has_no_tags_here(desk: Desk) -> None:
    annotate(desk, "gone", "tags: [elsewhere]")
    assert "elsewhere" not in uses(desk)


def test_an_annotation_that_cannot_be_read_is_told_of(desk: Desk) -> None:
    annotate(desk, "plain", "tags: [law")
    assert tags_of(desk).cautions == ("annotations/plain.md: the front matter is no YAML, so its tags are not known",)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("---\ntags: [a, b]\n---\n", ("a", "b")),
        ("---\r\ntags:\r\n- a\r\n- b c\r\n---\r\nText", ("a", "b c")),
        ("---\ntags: a, b\n---\n", ("a", "b")),
        ("---\ntags:\n---\n", ()),
        ("---\ntags: {a: b}\n---\n", ()),
        ("---\ntags: [[a], null, '']\n---\n", ()),
        ("---\nrating: 3\n---\ntags: [a]\n", ()),
        ("tags: [a]\n", ()),
        ("---\n- tags\n---\n", ()),
        ("", ()),
    ],
)
def test_front_matter_lists_tags(text: str, tags: tuple[str, ...]) -> None:
    assert front_matter_tags(text) == tags


@pytest.mark.parametrize(
    "matter", ["tags: [" * 5000, "tags: !!python/object:os.system [a]", "tags: 2020-13-45", "tags: *x"]
)
def test_hostile_front_matter_is_an_error_in_one_line(matter: str) -> None:
    with pytest.raises(RefdeskError, match="no YAML"):
        front_matter_tags(f"---\n{matter}\n---\n")


# -- changing ----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("citekey", "after"),
    [
        ("plain", "new"),
        ("commas", "commons,\n    to read , stub , new"),
        ("semicolons", "commons; law ;R\\&D ;new"),
        ("braced", "{law, public}, commons, new"),
        ("paper", "source, new"),
    ],
)
def test_a_tag_is_added_in_the_manner_of_the_list(desk: Desk, citekey: str, after: str) -> None:
    change_tags(desk, [citekey], TagChanges(added=["new"]))
    assert keywords(desk, citekey) == after


def test_a_tag_is_written_as_latex(desk: Desk) -> None:
    change_tags(desk, ["plain"], TagChanges(added=["R&D"]))
    assert keywords(desk, "plain") == "R\\&D"


def test_a_tag_that_is_there_is_not_added_again(desk: Desk) -> None:
    assert change_tags(desk, ["semicolons"], TagChanges(added=["R&D"])) == ()


@pytest.mark.parametrize(
    ("citekey", "tags", "after"),
    [
        ("commas", ["commons"], "to read , stub"),
        ("commas", ["to read"], "commons,\n    stub"),
        ("commas", ["commons", "to read"], "stub"),
        ("semicolons", ["R&D"], "commons; law"),
        ("semicolons", ["law"], "commons; R\\&D"),
        ("semicolons", ["commons", "law", "R&D"], None),
        ("braced", ["commons"], "{law, public}"),
        ("spread", ["lonely"], None),
        ("none", ["lonely"], ", ,"),
    ],
)
def test_a_tag_goes_with_its_separator(desk: Desk, citekey: str, tags: list[str], after: str | None) -> None:
    change_tags(desk, [citekey], TagChanges(removed=tags))
    assert keywords(desk, citekey) == after


def test_a_tag_is_renamed_in_its_place(desk: Desk) -> None:
    change_tags(desk, ["commas", "semicolons"], TagChanges(renamed={"commons": "Commons & co"}))
    assert (keywords(desk, "commas"), keywords(desk, "semicolons")) == (
        "Commons \\& co,\n    to read , stub",
        "Commons \\& co; law ;R\\&D",
    )


def test_a_tag_renamed_to_one_that_is_there_goes(desk: Desk) -> None:
    change_tags(desk, ["semicolons"], TagChanges(renamed={"commons": "law"}))
    assert keywords(desk, "semicolons") == "law ;R\\&D"


def test_without_names_every_entry_is_meant(desk: Desk) -> None:
    edited = change_tags(desk, None, TagChanges(renamed={"to read": "read", "R&D": "research"}))
    assert [entry.citekey for entry in edited] == ["commas", "semicolons"]


def test_both_entries_with_one_key_are_among_all(desk: Desk) -> None:
    desk.library_file.write_text("@book{a, keywords={x}}\n@book{a, keywords={x}}\n", encoding="utf-8")
    change_tags(desk, None, TagChanges(renamed={"x": "longer name"}))
    assert desk.library_file.read_text(encoding="utf-8").count("longer name") == 2


def test_keywords_made_of_macros_are_not_written_out(desk: Desk) -> None:
    before = desk.library_file.read_bytes()
    with pytest.raises(RefdeskError, match="macros"):
        change_tags(desk, None, TagChanges(removed=["law"]))
    assert desk.library_file.read_bytes() == before


def test_keywords_made_of_macros_that_stay_are_no_hindrance(desk: Desk) -> None:
    assert len(change_tags(desk, None, TagChanges(removed=["R&D"]))) == 1


@pytest.mark.parametrize("tag", ["stub", "source", "attributed", " stub "])
def test_a_word_of_refdesk_is_no_tag(desk: Desk, tag: str) -> None:
    before = desk.library_file.read_bytes()
    for changes in (TagChanges(added=[tag]), TagChanges(removed=[tag]), TagChanges(renamed={"law": tag})):
        with pytest.raises(RefdeskError, match="own word"):
            change_tags(desk, None, changes)
    assert desk.library_file.read_bytes() == before


@pytest.mark.parametrize("tag", ["", "  ", "a,b", "a;b", "a{b", "a\\b", "a\x1bb", "t" * 201])
def test_what_can_be_no_tag_is_refused(desk: Desk, tag: str) -> None:
    with pytest.raises(RefdeskError, match="can be no tag"):
        change_tags(desk, ["plain"], TagChanges(added=[tag]))


def test_an_unknown_entry_is_exit_code_three(desk: Desk) -> None:
    with pytest.raises(RefdeskError) as told:
        change_tags(desk, ["nobody"], TagChanges(added=["x"]))
    assert told.value.code == ExitCode.UNKNOWN


def test_what_changes_nothing_is_no_step(desk: Desk) -> None:
    change_tags(desk, ["plain"], TagChanges(removed=["law"]))
    assert changes_made(desk) == ()


def test_a_dry_run_writes_nothing(desk: Desk) -> None:
    before = desk.library_file.read_bytes()
    assert change_tags(desk, ["plain"], TagChanges(added=["x"]), dry_run=True)[0].told == ["plain: keywords = x"]
    assert desk.library_file.read_bytes() == before


def test_undo_takes_all_of_it_back(desk: Desk) -> None:
    before = desk.library_file.read_bytes()
    change_tags(desk, ["plain", "commas", "braced"], TagChanges({"commons": "c"}, ["to read"], ["x"]))
    undo(desk)
    assert desk.library_file.read_bytes() == before


def test_history_says_what_was_done(desk: Desk) -> None:
    change_tags(desk, ["plain", "commas"], TagChanges({"commons": "c"}, ["to read"], ["x"]))
    assert changes_made(desk)[-1].step.title == "tag: rename commons to c, remove to read, add x"


def test_annotations_are_never_written(desk: Desk) -> None:
    annotate(desk, "commas", "tags: [commons]")
    before = (desk.annotations / "commas.md").read_bytes()
    change_tags(desk, ["commas"], TagChanges(renamed={"commons": "c"}))
    assert (desk.annotations / "commas.md").read_bytes() == before


def test_annotations_that_list_a_tag_still_are_found(desk: Desk) -> None:
    annotate(desk, "commas", "tags: [commons]")
    annotate(desk, "plain", "tags: [law]")
    assert list(annotations_with(desk, {"commons"})) == ["annotations/commas.md"]
