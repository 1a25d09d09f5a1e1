"""One exact file for each style and format, read by eye against the style guides before it was kept.

When an export changes on purpose, remake the files and read the difference before committing it:

    python tests/golden/test_exports.py
    git diff tests/golden
"""

import json
from pathlib import Path
from typing import Any

import pytest

from refdesk.csl import format_bibliography
from refdesk.formats.bibliography import TextFormat, write_bibliography
from refdesk.store.styles import SHORT_NAMES, find_style

HERE = Path(__file__).parent
FORMATS: tuple[TextFormat, ...] = ("txt", "md", "html")


def exported(style_name: str, text_format: TextFormat) -> str:
    works: list[dict[str, Any]] = json.loads((HERE / "works.json").read_text(encoding="utf-8"))
    style = find_style(style_name)
    printed = format_bibliography(style.xml, works, format=text_format, locale=style.locale, links=True)
    references = [(works[place]["id"], text) for place, text in zip(printed.order, printed.entries, strict=True)]
    return write_bibliography(references, text_format, language=style.locale or "en-US")


def golden(style_name: str, text_format: TextFormat) -> Path:
    return HERE / f"{style_name}.{text_format}"


@pytest.mark.parametrize("text_format", FORMATS)
@pytest.mark.parametrize("style_name", SHORT_NAMES)
def test_the_export_is_the_kept_file(style_name: str, text_format: TextFormat) -> None:
    assert exported(style_name, text_format) == golden(style_name, text_format).read_text(encoding="utf-8")


if __name__ == "__main__":
    for name in SHORT_NAMES:
        for kind in FORMATS:
            golden(name, kind).write_text(exported(name, kind), encoding="utf-8")
