"""What does a style look like? The name of a style → one well-known work as it prints it, cited and listed.

Nothing of the desk is read: the work is always the same, so that styles can be held beside each other.
"""

from dataclasses import dataclass
from typing import Any

from refdesk.store.styles import find_style

_WORK: dict[str, Any] = {
    "id": "watson1953molecular",
    "type": "article-journal",
    "author": [{"family": "Watson", "given": "James D."}, {"family": "Crick", "given": "Francis H. C."}],
    "title": "Molecular structure of nucleic acids: A structure for deoxyribose nucleic acid",
    "title-short": "Molecular structure of nucleic acids",
    "container-title": "Nature",
    "container-title-short": "Nature",
    "volume": "171",
    "issue": "4356",
    "page": "737-738",
    "issued": {"date-parts": [[1953, 4, 25]]},
    "DOI": "10.1038/171737a0",
}
"""Two authors, initials, a title with a subtitle, volume and issue: what styles differ in most."""


@dataclass(frozen=True, slots=True)
class Sample:
    """A work as a style prints it, in plain text: `citation` in the text or a note, `reference` in the bibliography.

    `reference` is empty where the style has no bibliography.
    """

    citation: str
    reference: str


def sample(style_name: str) -> Sample | None:
    """The sample of a style, or None for one that cannot be printed with. Raises RefdeskError for an unknown style."""
    from refdesk.csl import StyleError, render

    style = find_style(style_name)
    extra = {"locale": style.locale}
    try:
        citation = render(style.xml, [_WORK], mode="citation", extra=extra, format="txt")
        reference = render(style.xml, [_WORK], extra=extra, format="txt")
    except StyleError:
        return None
    return Sample("".join(citation), " ".join("".join(reference).split()))
