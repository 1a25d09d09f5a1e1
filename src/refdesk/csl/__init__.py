"""How does this style print these items? A CSL 1.0.2 processor: a style and CSL-JSON items → text.

    >>> from pathlib import Path
    >>> from refdesk.csl import format_bibliography, format_document
    >>> style = Path("apa.csl").read_bytes()  # any independent CSL style
    >>> items = [
    ...     {
    ...         "id": "ostrom1990",
    ...         "type": "book",
    ...         "title": "Governing the commons",
    ...         "author": [{"family": "Ostrom", "given": "Elinor"}],
    ...         "publisher": "Cambridge University Press",
    ...         "issued": {"date-parts": [[1990]]},
    ...     }
    ... ]
    >>> for entry in format_bibliography(style, items, format="md").entries:
    ...     print(entry)
    Ostrom, E. (1990). *Governing the commons*. Cambridge University Press.
    >>> essay = format_document(style, items, [[{"id": "ostrom1990", "locator": "12-15"}]], format="txt")
    >>> essay.citations.entries
    ('(Ostrom, 1990, pp. 12–15)',)
    >>> essay.bibliography.layout.hanging_indent
    True

- `format_bibliography` prints items as a bibliography, `format_citations` prints citations, `format_document` both so
  that numbers and letters agree. They give a `Rendered`: the texts in one of `FORMATS`, which entry is of which item,
  how the style wants the page laid out, and in `warnings` what could not be printed as the style would have it.
- `render` keeps the call of the official CSL test-suite, with its protocol for documents that change.
- A style that cannot be used is a `StyleError`, which says why and names the parent of a dependent style. Nothing else
  that stands in styles, items or cites raises.

Styles and locales are compiled once and kept; threads may share them. The room imports nothing else of refdesk, needs
no package but lxml, and reads nothing but the locale files that the package citeproc-py carries.
"""

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from refdesk.csl.rendering import (
        Document,
        Format,
        Layout,
        Rendered,
        format_bibliography,
        format_citations,
        format_document,
        render,
    )
    from refdesk.csl.styles import StyleError
    from refdesk.csl.writing import FORMATS

__all__ = [
    "FORMATS",
    "Document",
    "Format",
    "Layout",
    "Rendered",
    "StyleError",
    "format_bibliography",
    "format_citations",
    "format_document",
    "render",
]

_MODULES = {"StyleError": "styles", "FORMATS": "writing"}

if not TYPE_CHECKING:  # a checker that saw this would take any name for one of the room's

    def __getattr__(name: str) -> object:
        """The public names, loaded when first asked for, so that a part of the room can be used without the whole."""
        if name not in __all__:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        from importlib import import_module

        return getattr(import_module(f"{__name__}.{_MODULES.get(name, 'rendering')}"), name)

    def __dir__() -> list[str]:
        """What there is, loaded or not."""
        return sorted({*globals(), *__all__})
