"""Are the pages of an entry pages, in order, and written as the library writes them?

Sources: biblatex manual 2.2.2, `pages` (ranges with `--`, several with commas); biber reads one hyphen as well.
"""

import re
from collections.abc import Iterator

from refdesk.linting.findings import Oddity, Rule
from refdesk.linting.subjects import Subject

_RANGE = re.compile(r"(?<![\w.\-:])(\d+)\s*(?:-{1,3}|[–—])\s*(\d+)(?![\w\-:])")
_ONE_HYPHEN = re.compile(r"(?<![\w.\-:–—])(\d+)\s*-\s*(\d+)(?![\w.\-:–—])")
# `P10008` and `S12` are pages; a label has a dot or a blank behind it.
_LABEL = re.compile(r"\s*(?:pages?\s+|pp\.?\s*|[pS]\.\s*|p\s+)(?=[\divxlc])", re.IGNORECASE)
_NOT_YET = re.compile(
    r"\W*(?:in press|im druck|to appear|forthcoming|accepted|submitted|under review|in preparation|online|tba|n/?a|"
    r"none|unknown)\b[^\d]*\Z",
    re.IGNORECASE,
)


def reversed_pages(subject: Subject) -> Iterator[Oddity]:
    """Ranges whose last page comes before the first. `123--8` is short for `123--128`."""
    for match in _RANGE.finditer(subject.values.get("pages", "")):
        first, last = match[1], match[2]
        if len(last) >= len(first) and _is_less(last, first):
            yield Oddity(f"pages says {match[0]}, which ends before it begins.", "pages")


def single_hyphens(subject: Subject) -> Iterator[Oddity]:
    """One hyphen between two numbers, in a library that mostly writes two."""
    pages = subject.values.get("pages", "")
    found = [match for match in _ONE_HYPHEN.finditer(pages) if _is_range(match)]
    if found and subject.habits.double_hyphens:
        written = _ONE_HYPHEN.sub(lambda match: f"{match[1]}--{match[2]}" if _is_range(match) else match[0], pages)
        yield Oddity(
            f"pages says {found[0][0]}; this library writes ranges with --.", "pages", subject.mended("pages", written)
        )


def labelled_pages(subject: Subject) -> Iterator[Oddity]:
    """A word such as `pp.` before the numbers."""
    pages = subject.values.get("pages", "")
    match = _LABEL.match(pages)
    if match:
        rest = pages[match.end() :]
        yield Oddity(
            f"pages begins with {match[0].strip()!r}; styles add that.", "pages", subject.mended("pages", rest)
        )


def odd_pages(subject: Subject) -> Iterator[Oddity]:
    """What people write for pages that are not known. "Appendix A" and "various" are known."""
    pages = subject.values.get("pages", "")
    if _NOT_YET.match(pages):
        yield Oddity(f"pages says {pages.strip()[:60]!r}, which is no page.", "pages")


def _is_range(match: re.Match[str]) -> bool:
    """Whether the two numbers are a range; `5-3` may be the third page of chapter five."""
    return len(match[2]) > len(match[1]) or (len(match[2]) == len(match[1]) and _is_less(match[1], match[2]))


def _is_less(one: str, other: str) -> bool:
    """Whether the first number is less; they may have more digits than Python turns into a number."""
    bare, against = one.lstrip("0"), other.lstrip("0")
    return (len(bare), bare) < (len(against), against)


RULES = (
    Rule(
        code="reversed-pages",
        severity="warning",
        what="A range of pages ends before it begins.",
        why="A digit is wrong or missing.",
        example="pages = {187--169}",
        look=reversed_pages,
    ),
    Rule(
        code="page-hyphen",
        severity="note",
        what="One hyphen stands between two page numbers where the library mostly writes two.",
        why="Classic BibTeX prints a hyphen for one and a dash for two.",
        example="pages = {74-100} becomes pages = {74--100}",
        fixable=True,
        look=single_hyphens,
    ),
    Rule(
        code="page-label",
        severity="note",
        what="pages begins with a word such as pp.",
        why="Styles add their own, in the language of the text, and print it twice.",
        example="pages = {pp. 74--100} becomes pages = {74--100}",
        fixable=True,
        look=labelled_pages,
    ),
    Rule(
        code="odd-pages",
        severity="note",
        what="pages says that the pages are not known.",
        why="What is not printed yet says so in pubstate, and a note belongs in note.",
        example="pages = {in press}",
        look=odd_pages,
    ),
)
