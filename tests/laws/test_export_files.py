"""Laws of bibliographies as files: whatever they hold, the file is whole and every name in it unlike all others."""

import io
import json
import re
import zipfile
from typing import Any
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.csl import Layout, Rendered
from refdesk.csl.tree import Event, Mark
from refdesk.desk.bibliographies import cut_blocks, make_file
from refdesk.formats.bibliography_anchors import ascii_fragments, bookmarks, folded_fragments, fragments
from refdesk.formats.bibliography_parts import TEXT_FORMATS, TextFormat

TEXT = st.text(st.characters(exclude_categories=()), max_size=8)
KEYS = st.lists(st.text("aAbß :.2-_\u017f😀", max_size=4), max_size=8)
NAMES = st.sampled_from(["i", "b", "sup", "sc", "no-i", "block", "left-margin", "right-inline", "indent", "link"])


@st.composite
def streams(draw: st.DrawFn, depth: int = 2) -> list[Event]:
    """A stream whose marks are balanced."""
    stream: list[Event] = []
    for _ in range(draw(st.integers(0, 3))):
        if depth and draw(st.booleans()):
            name = draw(NAMES)
            address = "https://example.org/?a&b" if name == "link" else ""
            inside = draw(streams(depth=depth - 1))
            stream += [Mark(name, value=address), *inside, Mark(name, opens=False, value=address)]
        else:
            stream.append(draw(TEXT))
    return stream


LAYOUTS = st.builds(
    Layout, st.booleans(), st.integers(0, 3), st.integers(0, 3), st.sampled_from(["", "flush", "margin", "other"])
)


@st.composite
def printed(draw: st.DrawFn) -> tuple[Rendered, list[str]]:
    """A printed bibliography, and a citekey for each entry."""
    keys = draw(KEYS)
    entries = tuple(tuple(draw(streams())) for _ in keys)
    return Rendered(("",) * len(keys), tuple(range(len(keys))), (), draw(LAYOUTS), entries), keys


def letters(stream: list[Event]) -> str:
    """What a stream holds beside blanks."""
    return "".join("".join(event.split()) for event in stream if isinstance(event, str))


@given(KEYS)
def test_anchors_never_collide(keys: list[str]) -> None:
    assert len(set(fragments(keys))) == len(keys)


@given(KEYS)
def test_ascii_anchors_never_collide(keys: list[str]) -> None:
    assert len(set(ascii_fragments(keys))) == len(keys)


@given(KEYS)
def test_folded_anchors_never_collide(keys: list[str]) -> None:
    assert len({name.casefold() for name in folded_fragments(keys)}) == len(keys)


@given(st.lists(st.text(max_size=60), max_size=9))
def test_bookmarks_never_collide(keys: list[str]) -> None:
    names = bookmarks(keys)
    assert len({name.casefold() for name in names if re.fullmatch(r"\w{1,40}", name)}) == len(keys)


@given(streams())
def test_cutting_loses_no_letter(stream: list[Event]) -> None:
    assert letters([event for _, events in cut_blocks(stream) for event in events]) == letters(stream)


@given(streams())
def test_every_block_is_balanced(stream: list[Event]) -> None:
    for _, events in cut_blocks(stream):
        opened: list[str] = []
        for event in events:
            if isinstance(event, Mark) and event.opens:
                opened.append(event.name)
            elif isinstance(event, Mark):
                assert opened.pop() == event.name
        assert not opened


@given(printed())
def test_html_is_always_well_formed(made: tuple[Rendered, list[str]]) -> None:
    root = ET.fromstring(str(make_file(*made, "html")).encode("utf-8", "replace"))  # noqa: S314 - our own output
    assert len(list(root.iter("{http://www.w3.org/1999/xhtml}li"))) == len(made[1])


@pytest.mark.parametrize("packed_format", ["docx", "odt"])
@given(made=printed())
def test_every_part_of_a_packed_file_is_well_formed(packed_format: Any, made: tuple[Rendered, list[str]]) -> None:
    packed = make_file(*made, packed_format)
    assert isinstance(packed, bytes)
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        for name in archive.namelist():
            if name != "mimetype":
                ET.fromstring(archive.read(name))  # noqa: S314 - our own output


@pytest.mark.parametrize("text_format", TEXT_FORMATS)
@given(made=printed())
def test_making_a_file_twice_gives_the_same(text_format: TextFormat, made: tuple[Rendered, list[str]]) -> None:
    assert make_file(*made, text_format) == make_file(*made, text_format)


@given(printed())
def test_the_braces_of_rich_text_balance(made: tuple[Rendered, list[str]]) -> None:
    plain = re.sub(r"\\[\\{}]", "", str(make_file(*made, "rtf")))
    assert plain.count("{") == plain.count("}")


@given(printed())
def test_typst_labels_are_strings(made: tuple[Rendered, list[str]]) -> None:
    labels = re.findall(r'^.*#label\(("ref-[^"]*")\)$', str(make_file(*made, "typst")), re.MULTILINE)
    assert [json.loads(label) for label in labels] == fragments(made[1])
