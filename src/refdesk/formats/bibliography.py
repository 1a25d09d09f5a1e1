"""Make a whole file of formatted references: plain text, markup that a compiler reads, or a word processor's file.

In: references as the CSL room printed them, each under its citekey, in the order they shall stand in. Out: the file,
the same byte for byte whenever the references are. Nothing in it is looked up or fetched when it is read.
"""

from collections.abc import Callable, Mapping

from refdesk.formats.bibliography_docx import docx_file
from refdesk.formats.bibliography_html import html_page
from refdesk.formats.bibliography_latex import latex_document
from refdesk.formats.bibliography_odt import odt_file
from refdesk.formats.bibliography_parts import Bibliography, PackedFormat, Runs, TextFormat
from refdesk.formats.bibliography_rtf import rtf_document
from refdesk.formats.bibliography_text import markdown, plain_text, restructured_text
from refdesk.formats.bibliography_typst import typst_document

_WRITERS: Mapping[TextFormat, Callable[[Bibliography[str]], str]] = {
    "txt": plain_text,
    "md": markdown,
    "html": html_page,
    "rst": restructured_text,
    "latex": latex_document,
    "rtf": rtf_document,
    "typst": typst_document,
}


def write_bibliography(bibliography: Bibliography[str], text_format: TextFormat) -> str:
    """References whose blocks are text of `text_format` as one file of it."""
    return _WRITERS[text_format](bibliography)


def pack_bibliography(bibliography: Bibliography[Runs], packed_format: PackedFormat) -> bytes:
    """References whose blocks are runs as one file of a word processor."""
    return docx_file(bibliography) if packed_format == "docx" else odt_file(bibliography)
