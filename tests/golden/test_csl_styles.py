"""The sample items in the thirty most used styles: bibliography and citations, one exact file a style.

Each was read by eye against its style guide before it was kept. When one changes on purpose, remake and read:

    python -m tests.golden.test_csl_styles
    git diff tests/golden/csl

To hold them beside what citeproc-js prints (needs Node): python -m evaluation.csl_oracle --differences
"""

from pathlib import Path

import pytest

from evaluation.csl_oracle.comparing import sample_citations, sample_items, sample_styles
from refdesk.csl import format_bibliography, format_citations
from refdesk.store.styles import find_style

FOLDER = Path(__file__).parent / "csl"


def printed(style_name: str) -> str:
    """The bibliography and the citations of the sample items, in Markdown, a line each."""
    items, style = sample_items(), find_style(style_name)
    entries = format_bibliography(style.xml, items, format="md", locale=style.locale).entries
    citations = format_citations(style.xml, items, sample_citations(items), format="md", locale=style.locale).entries
    return "\n\n".join([f"# {style.title}", *entries, "## Citations", *citations, ""])


@pytest.mark.parametrize("style_name", sample_styles())
def test_the_style_prints_the_kept_file(style_name: str) -> None:
    assert printed(style_name) == (FOLDER / f"{style_name}.md").read_text(encoding="utf-8")


if __name__ == "__main__":
    FOLDER.mkdir(exist_ok=True)
    for name in sample_styles():
        (FOLDER / f"{name}.md").write_text(printed(name), encoding="utf-8")
