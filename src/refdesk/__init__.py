"""refdesk: an annotated-bibliography desk and reference manager.

`extract` and `parse` are loaded on first use, so that `import refdesk` and `refdesk --version` stay cheap.
"""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from refdesk.desk.extracting import extract as extract
    from refdesk.desk.extracting import parse as parse

__version__ = "0.1.0"
__all__ = ["__version__", "extract", "parse"]


def __getattr__(name: str) -> Any:
    if name in {"extract", "parse"}:
        from refdesk.desk import extracting

        return getattr(extracting, name)
    raise AttributeError(f"module 'refdesk' has no attribute {name!r}")
