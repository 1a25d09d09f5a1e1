"""Bibliographies made by hand, and what can be read back out of files."""

import io
import zipfile
from typing import TypeVar
from xml.etree import ElementTree as ET

from refdesk.csl.writing.docx import Run
from refdesk.formats.bibliography_parts import Bibliography, Block, Layout, Reference, Runs

Content = TypeVar("Content")
HANGING = Layout(hanging_indent=True)
FLUSH = Layout(second_field_align="flush")
MARGIN = Layout(second_field_align="margin")


def reference(citekey: str, *blocks: Content) -> Reference[Content]:
    """A reference of blocks in the line."""
    return Reference(citekey, tuple(Block(block) for block in blocks))


def in_runs(citekey: str, *runs: Run) -> Reference[Runs]:
    """A reference of runs in the line."""
    return Reference(citekey, (Block(runs),))


def labelled(citekey: str, label: Content, text: Content) -> Reference[Content]:
    """A reference whose label stands in the left margin."""
    return Reference(citekey, (Block(label, "left-margin"), Block(text, "right-inline")))


def stacked(citekey: str, first: Content, block: Content, indented: Content) -> Reference[Content]:
    """A reference of three paragraphs."""
    return Reference(citekey, (Block(first), Block(block, "block"), Block(indented, "indent")))


def texts(
    *references: Reference[str], layout: Layout = HANGING, label: str = "", language: str = "en-US"
) -> Bibliography[str]:
    """A bibliography in text."""
    return Bibliography("References", references, layout, label, language=language)


def runs(
    *references: Reference[Runs], layout: Layout = HANGING, label: str = "", language: str = "en-US"
) -> Bibliography[Runs]:
    """A bibliography in runs."""
    return Bibliography((Run("References"),), references, layout, label, language=language)


def part(packed: bytes, name: str) -> ET.Element:
    """One part of a word processor's file."""
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        return ET.fromstring(archive.read(name))  # noqa: S314 - our own output
