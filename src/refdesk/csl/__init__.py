"""How does this style print these items? A CSL 1.0.2 processor: a style and CSL-JSON items → text.

`render` keeps the call of the official CSL test-suite; `format_bibliography` and `format_citations` also say which
entry is which, how the style wants the page laid out, and what could not be printed as the style would have it.
Styles and locales are compiled once and kept. The room imports nothing else of
refdesk, and reads nothing but the locale files that the package citeproc-py carries.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refdesk.csl.rendering import Layout, Rendered, format_bibliography, format_citations, render
    from refdesk.csl.styles import StyleError

__all__ = ["Layout", "Rendered", "StyleError", "format_bibliography", "format_citations", "render"]


def __getattr__(name: str) -> Any:
    """The public names, loaded when first asked for, so that a part of the room can be used without the whole."""
    if name == "StyleError":
        from refdesk.csl.styles import StyleError

        return StyleError
    if name in __all__:
        from refdesk.csl import rendering

        return getattr(rendering, name)
    raise AttributeError(name)
