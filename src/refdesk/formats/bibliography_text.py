"""How does a bibliography read as plain text, Markdown or reStructuredText? References → the text of a file.

In: references whose blocks are already text of the format, fit to begin a line of it. Out: the file's text. Plain text
is wrapped and has hanging indents; the other two are not wrapped, as they have none.
"""

import textwrap

from refdesk.formats.bibliography_anchors import folded_fragments
from refdesk.formats.bibliography_parts import Bibliography, Paragraph, Reference, paragraphs

WIDTH = 80
_STEP = "    "


def plain_text(bibliography: Bibliography[str]) -> str:
    """A blank line between references, the later lines of each indented; no address is broken."""
    return "\n".join(_wrapped(reference, bibliography) for reference in bibliography.references)


def _wrapped(reference: Reference[str], bibliography: Bibliography[str]) -> str:
    return "".join(_wrapped_paragraph(paragraph, bibliography) for paragraph in paragraphs(reference))


def _wrapped_paragraph(paragraph: Paragraph[str], bibliography: Bibliography[str]) -> str:
    margin = " " * (len(bibliography.label) + 1)
    if paragraph.label is not None:
        first, later = paragraph.label.ljust(len(margin) - 1) + " ", margin
    else:
        first = margin if bibliography.label else _STEP if paragraph.indented else ""
        later = first + (_STEP if bibliography.layout.hanging_indent and not paragraph.indented else "")
    wrapper = textwrap.TextWrapper(
        WIDTH,
        initial_indent=first,
        subsequent_indent=later,
        break_long_words=False,
        break_on_hyphens=False,
        expand_tabs=False,
    )
    return (wrapper.fill(paragraph.content or "") or first.rstrip()) + "\n"


def markdown(bibliography: Bibliography[str]) -> str:
    """A heading and a paragraph a reference; a block that begins a line of its own stands behind a hard break."""
    printed = ("\\\n".join(map(_one_line, paragraphs(reference))) for reference in bibliography.references)
    return "\n".join([f"# {bibliography.heading}\n", *(text + "\n" for text in printed)])


def _one_line(paragraph: Paragraph[str]) -> str:
    return " ".join(filter(None, (paragraph.label, paragraph.content)))


def restructured_text(bibliography: Bibliography[str]) -> str:
    """A heading, and before each reference a target named after its citekey."""
    names = folded_fragments([reference.citekey for reference in bibliography.references])
    rule = "=" * max(len(bibliography.heading), 1)
    references = (
        f".. _{_quoted(name)}:\n\n" + "\n".join(map(_restructured_paragraph, paragraphs(reference)))
        for name, reference in zip(names, bibliography.references, strict=True)
    )
    return "\n".join([f"{bibliography.heading}\n{rule}\n", *references])


def _quoted(name: str) -> str:
    return f"`{name}`" if ":" in name else name


def _restructured_paragraph(paragraph: Paragraph[str]) -> str:
    return (_STEP if paragraph.indented else "") + _one_line(paragraph) + "\n"
