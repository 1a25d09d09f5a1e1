"""How far in does a paragraph of a bibliography stand? A paragraph and the style's layout → twentieths of a point.

The measures are those of a serif face of 12 points, in which the files for word processors are set.
"""

from typing import Any

from refdesk.formats.bibliography_parts import Bibliography, Paragraph

HANGING = 720
_DIGIT = 120


def label_width(label: str) -> int:
    """The width of a left margin that holds `label` and a blank."""
    return _DIGIT * (len(label) + 1)


def paragraph_indents(paragraph: Paragraph[Any], bibliography: Bibliography[Any]) -> tuple[int, int]:
    """The left indent of a paragraph, and that of its first line as counted from there.

    With `second-field-align` "flush" the label begins where other text does; with "margin" it stands outside, and
    the text begins there (CSL 1.0.2, "Whitespace").
    """
    layout = bibliography.layout
    if bibliography.label:
        width = label_width(bibliography.label)
        left = 0 if layout.second_field_align == "margin" else width
        return left, -width if paragraph.label is not None else 0
    if paragraph.indented:
        return HANGING, 0
    return (HANGING, -HANGING) if layout.hanging_indent else (0, 0)
