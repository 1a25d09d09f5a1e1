"""How does a bibliography become a document of Typst? References → the text of a file that compiles by itself.

In: references whose blocks are already Typst markup. Out: the file; each reference is a paragraph labelled with its
citekey. A label in the left margin stands in a box of the margin's width.
"""

import json
import re

from refdesk.formats.bibliography_anchors import fragments
from refdesk.formats.bibliography_parts import Bibliography, Layout, Paragraph, Reference, paragraphs

_LANGUAGE = re.compile(r"([A-Za-z]{2,3})(?:-([A-Za-z]{2}))?(?![A-Za-z])")
_LINE = 1.2  # of a line, in em


def typst_document(bibliography: Bibliography[str]) -> str:
    """A document on Typst's own page."""
    names = fragments([reference.citekey for reference in bibliography.references])
    references = [
        _reference(name, reference, bibliography)
        for name, reference in zip(names, bibliography.references, strict=True)
    ]
    leading, spacing = _leading(bibliography.layout), _spacing(bibliography.layout)
    preamble = [
        f"#set document(title: [{bibliography.heading}])",
        _language(bibliography.language),
        f"#set par(leading: {leading}, spacing: {spacing}{_hanging(bibliography)})",
        "#show heading: set block(below: 1em)",
        f"= {bibliography.heading}",
    ]
    return "\n".join([*preamble, "", *references])


def _language(language: str) -> str:
    found = _LANGUAGE.match(language)
    region = f', region: "{found[2].lower()}"' if found and found[2] else ""
    return f'#set text(lang: "{found[1].lower() if found else "en"}"{region})'


def _leading(layout: Layout) -> str:
    """The gap between the lines of a paragraph; Typst's own for single spacing."""
    return f"{0.65 + _LINE * (max(layout.line_spacing, 1) - 1):g}em"


def _spacing(layout: Layout) -> str:
    """The gap between two references."""
    return f"{0.65 + _LINE * (max(layout.line_spacing, 1) - 1 + layout.entry_spacing):g}em"


def _hanging(bibliography: Bibliography[str]) -> str:
    hangs = bibliography.label and not _is_outside(bibliography)
    if hangs or (bibliography.layout.hanging_indent and not bibliography.label):
        return f", hanging-indent: {_margin(bibliography)}"
    return ""


def _margin(bibliography: Bibliography[str]) -> str:
    return f"{len(bibliography.label) * 0.5 + 0.5:g}em" if bibliography.label else "2em"


def _is_outside(bibliography: Bibliography[str]) -> bool:
    """Whether labels stand outside of the text (CSL 1.0.2, "Whitespace": second-field-align "margin")."""
    return bool(bibliography.label) and bibliography.layout.second_field_align == "margin"


def _reference(name: str, reference: Reference[str], bibliography: Bibliography[str]) -> str:
    """The paragraphs of one reference, with a label that belongs to all of them."""
    made = [_paragraph(paragraph, bibliography) for paragraph in paragraphs(reference)]
    within = f"#set par(spacing: {_leading(bibliography.layout)})"
    text = (
        made[0]
        if len(made) == 1
        else "\n".join([f"#block(spacing: {_spacing(bibliography.layout)})[", within, *made, "]"])
    )
    return f"{text} #label({json.dumps(name, ensure_ascii=False)})\n"


def _paragraph(paragraph: Paragraph[str], bibliography: Bibliography[str]) -> str:
    text = paragraph.content or ""
    if paragraph.label is not None:
        width = _margin(bibliography)
        before = f"#h(-{width})" if _is_outside(bibliography) else ""
        text = f"{before}#box(width: {width})[{paragraph.label}];{text}"
    return f"#pad(left: 4em)[#par[{text}]]" if paragraph.indented else f"#par[{text}]"
