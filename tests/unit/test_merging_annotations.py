"""Annotations joined: all that was typed is in the one file that stays."""

from pathlib import Path

import pytest

from refdesk.desk.annotations_joining import joined
from refdesk.desk.merging import merge
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError


def join(*texts: str) -> str:
    return joined({chr(97 + place): text.encode() for place, text in enumerate(texts)}, "a.md").decode()


def test_one_alone_comes_back_byte_for_byte() -> None:
    data = b"\xef\xbb\xbf---\r\ntags: [x]\r\n---\r\nText"
    assert joined({"a": data}, "a.md") == data


def test_the_text_of_the_other_follows_below_a_line_that_names_it() -> None:
    assert join("Mine.\n", "Theirs.\n") == "Mine.\n\n---\n\n*From the annotation of `b`:*\n\nTheirs.\n"


def test_the_text_of_three_is_in_one() -> None:
    told = join("Mine.\n", "Second.\n", "Third.\n")
    assert told.index("Mine.") < told.index("Second.") < told.index("`c`") < told.index("Third.")


@pytest.mark.parametrize(
    ("one", "other", "united"),
    [
        ("tags: [x]\n", "tags: [x, z]\n", "tags: [x, z]\n"),
        ("tags: []\n", "tags: [z]\n", "tags: [z]\n"),
        ("tags:\n- x\n", "tags: [z]\n", "tags:\n- x\n- z\n"),
        ("tags:\n  - x\n", "tags: ['no', 'a: b']\n", "tags:\n  - x\n  - 'no'\n  - 'a: b'\n"),
        ("tags: x\n", "tags: z\n", "tags: [x, z]\n"),
        ("tags: [x]\n", "tags: y, z a\n", "tags: [x, 'y', z a]\n"),
        ("rating:\n", "rating: 4\n", "rating: 4\n"),
        ("rating: 4\n", "rating:\n", "rating: 4\n"),
        ("rating: 4\n", "read: 2021-05-06\n", "rating: 4\nread: 2021-05-06\n"),
        ("quotes: []\n", "quotes:\n- text: q\n  page: 3\n", "quotes:\n- text: q\n  page: 3\n"),
        ("quotes:\n- text: p\n", "quotes:\n- text: q\n", "quotes:\n- text: p\n- text: q\n"),
    ],
)
def test_front_matter_is_united(one: str, other: str, united: str) -> None:
    assert join(f"---\n{one}---\nMine.\n", f"---\n{other}---\n") == f"---\n{united}---\nMine.\n"


def test_front_matter_that_contradicts_is_kept_below() -> None:
    told = join("---\nrating: 4\n---\nMine.\n", "---\nrating: 2\n---\nTheirs.\n")
    assert told.startswith("---\nrating: 4\n---\nMine.\n")
    assert "```yaml\nrating: 2\n```" in told


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("rating: 4\n", "rating: 4 # on a second reading\n"),
        ("rating: 4\n", "rating: # not yet\n"),
        ("rating: # not yet\n", "rating: 4\n"),
        ("# a word\nrating: 4\n", "# another word\nrating: 4\n"),
        ("tags: [x]\n", "tags: [x] # for the seminar\n"),
        ("tags: [x]\n", "tags: [z] # for the seminar\n"),
    ],
)
def test_no_line_of_front_matter_is_lost_that_has_a_comment(one: str, other: str) -> None:
    told = join(f"---\n{one}---\nMine.\n", f"---\n{other}---\nTheirs.\n")
    comments = [line.partition("#")[2] for line in f"{one}{other}".splitlines() if "#" in line]
    assert all(comment in told for comment in comments)
    assert told.startswith("---\n")


def test_a_tag_with_a_comment_counts_as_a_tag() -> None:
    assert join("---\ntags: [x]\n---\n", "---\ntags: [z] # why\n---\n").startswith("---\ntags: [x, z]\n---\n")


def test_a_heading_that_a_person_wrote_is_kept() -> None:
    assert "# My heading" in join("Mine.\n", "# My heading\n")


def test_front_matter_that_is_none_is_kept_as_text() -> None:
    told = join("Mine.\n", "---\n{[broken\n---\nTheirs.\n")
    assert "{[broken" in told


def test_a_template_without_a_word_adds_nothing() -> None:
    template = "---\ntags: []\nrating:\n---\n\n# T\n\n## Summary\n\n## Assessment\n\n## Use\n"
    assert join("Mine.\n", template).strip().endswith("Mine.")


def test_the_same_text_is_not_written_twice() -> None:
    assert join("Mine.\n", "Mine.\n") == "Mine.\n"


def test_line_ends_of_the_first_are_kept() -> None:
    told = join("Mine.\r\n", "Theirs.\nMore.\n")
    assert told.count("\r\n") == told.count("\n")


@pytest.mark.parametrize("bad", [b"\xff\xfe", b"a\0b", b"x" * (4 * 1024 * 1024 + 1)])
def test_what_is_no_text_is_refused(bad: bytes) -> None:
    with pytest.raises(RefdeskError):
        joined({"a": b"Mine.", "b": bad}, "a.md")


def test_endless_nesting_is_kept_as_it_is() -> None:
    told = join("---\nrating: 4\n---\nMine.\n", f"---\nrating: {'[' * 3_000}\n---\n")
    assert "[" * 3_000 in told


def test_annotations_of_both_become_one_file(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path / "references.bib")
    desk.library_file.write_text("@book{a, title = {T}}\n\n@book{b, title = {T}}\n", encoding="utf-8")
    desk.annotations.mkdir()
    for key in "ab":
        (desk.annotations / f"{key}.md").write_text(f"Text of {key}.\n", encoding="utf-8")
    merge(desk, ["a", "b"])
    assert [path.name for path in desk.annotations.iterdir()] == ["a.md"]
    assert "Text of b." in (desk.annotations / "a.md").read_text(encoding="utf-8")


def test_an_annotation_of_the_other_alone_moves(tmp_path: Path) -> None:
    desk = Desk(tmp_path, tmp_path / "references.bib")
    desk.library_file.write_text("@book{a, title = {T}}\n\n@book{b, title = {T}}\n", encoding="utf-8")
    desk.annotations.mkdir()
    (desk.annotations / "b.md").write_bytes(b"Mine,\r\nuntouched")
    merge(desk, ["a", "b"])
    assert {path.name: path.read_bytes() for path in desk.annotations.iterdir()} == {"a.md": b"Mine,\r\nuntouched"}
