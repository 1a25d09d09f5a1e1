"""One exact file for each style and format, read by eye against the style guides before it was kept.

When an export changes on purpose, remake the files and read the difference before committing it:

    python tests/golden/test_exports.py
    git diff tests/golden
"""

import json
from pathlib import Path
from typing import Any

import pytest

from refdesk.desk.bibliographies import print_bibliography
from refdesk.formats.bibliography_parts import TextFormat
from refdesk.store.styles import find_style

HERE = Path(__file__).parent
STYLES = ("apa", "chicago-notes", "chicago-author-date", "mla", "ieee", "harvard")
FORMATS: tuple[TextFormat, ...] = ("txt", "md", "html")


def exported(style_name: str, text_format: TextFormat) -> str:
    works: list[dict[str, Any]] = json.loads((HERE / "works.json").read_text(encoding="utf-8"))
    return print_bibliography(find_style(style_name), works, format=text_format).text


def golden(style_name: str, text_format: TextFormat) -> Path:
    return HERE / f"{style_name}.{text_format}"


@pytest.mark.parametrize("text_format", FORMATS)
@pytest.mark.parametrize("style_name", STYLES)
def test_the_export_is_the_kept_file(style_name: str, text_format: TextFormat) -> None:
    assert exported(style_name, text_format) == golden(style_name, text_format).read_text(encoding="utf-8")


if __name__ == "__main__":
    for name in STYLES:
        for kind in FORMATS:
            golden(name, kind).write_text(exported(name, kind), encoding="utf-8")
