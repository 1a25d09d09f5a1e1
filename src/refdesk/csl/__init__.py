"""How does this style print these items? A CSL style and CSL-JSON items → text.

`render` keeps the call of the official CSL test-suite; `format_bibliography` and `format_citations` also say which
entry is which, and what could not be printed as the style would have it.
"""

from refdesk.csl.rendering import Rendered, format_bibliography, format_citations, render
from refdesk.csl.styles import StyleError

__all__ = ["Rendered", "StyleError", "format_bibliography", "format_citations", "render"]
