"""What is there to read about an entry? An entry → six pages.

In: a desk, the shelf that the screen shows, an entry. Out: a Page for each name in `PAGES`, ready to be shown; what
cannot be had is said on its page. Made in workers: reading documents, parsing the library file and printing a
reference may each take a while.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from rich.console import Group, RenderableType
from rich.markdown import Markdown
from rich.text import Text

from refdesk.desk.annotating import read_annotation
from refdesk.desk.exporting import CiteRequest, format_citation, format_references
from refdesk.desk.links import LinkStatus
from refdesk.desk.place import Desk
from refdesk.desk.querying import Context, contexts, place_text
from refdesk.links.citing import urls_of
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry, Library
from refdesk.tui.printed import printed_text
from refdesk.tui.shelf import Shelf
from refdesk.tui.showing import one_line, page

PAGES = {
    "reference": "Reference",
    "bibtex": "BibTeX",
    "annotation": "Annotation",
    "cited-by": "Cited by",
    "problems": "Problems",
    "links": "Links",
}
"""Name of each page → what the reader sees above it."""

STYLES = ("apa", "chicago-notes", "chicago-author-date", "mla", "ieee", "harvard")
_MOST_CONTEXTS = 200
_LONGEST_SENTENCE = 1_500
_MOST_KEYS = 40
_FRONT_MATTER = re.compile(r"---[ \t]*\n(.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Page:
    """What a page shows, and how many things are on it where they can be counted."""

    body: RenderableType
    count: int | None = None


def gather_pages(desk: Desk, shelf: Shelf, entry: Entry) -> dict[str, Page]:
    """Every page of the entry but its reference, which depends on the style."""
    return {
        "bibtex": _or_reason(lambda: Page(Text(page(shelf.bibfile.entry(entry.citekey, entry.line).raw)))),
        "annotation": _or_reason(lambda: annotation_page(read_annotation(desk, entry.citekey))),
        "cited-by": _or_reason(lambda: cited_by_page(desk, shelf.library, entry)),
        "problems": problems_page(shelf.library, entry),
        "links": links_page(shelf.links, entry),
    }


def _or_reason(make: Callable[[], Page]) -> Page:
    """The page, or the reason there is none."""
    try:
        return make()
    except RefdeskError as error:
        return Page(Text(page(str(error))))


def reference_page(desk: Desk, library: Library, entry: Entry, style: str) -> Page:
    """The entry as `style` prints it, and what the desk knows of it."""
    try:
        printed = printed_text(format_references(desk, [entry], style=style, format="html"))
    except RefdeskError as error:
        printed = Text(page(str(error)))
    return Page(
        Group(printed, Text(), Text(f"{style} — s shows the next style", "dim"), Text(), _facts(library, entry))
    )


def _facts(library: Library, entry: Entry) -> Text:
    cites = [cited.citekey for cited in library.cites(entry.citekey)] if entry.is_source else []
    facts = (
        ("Type", entry.work.type),
        ("Cited by", _keys(entry.cited_by)),
        (f"Cites {len(cites)}", _keys(cites)),
        ("Keywords", _keys(entry.keywords)),
        ("Also known as", _keys(entry.aliases)),
        ("Document", _keys(entry.files)),
    )
    lines = [Text.assemble((f"{name}: ", "bold"), one_line(value, 2_000)) for name, value in facts if value]
    return Text("\n").join(lines)


def _keys(keys: "tuple[str, ...] | list[str]") -> str:
    more = f" and {len(keys) - _MOST_KEYS} more" if len(keys) > _MOST_KEYS else ""
    return ", ".join(keys[:_MOST_KEYS]) + more


def citation_text(desk: Desk, entry: Entry, style: str) -> str:
    """The citation of the entry as it stands in a text, for the clipboard. Raises RefdeskError."""
    return format_citation(desk, [CiteRequest(entry)], style=style)


def annotation_page(text: str | None) -> Page:
    """The annotation as Markdown under its front matter."""
    if text is None:
        return Page(Text("No annotation yet. Press e to write one.", "dim"))
    shown = page(text)
    matter = _FRONT_MATTER.match(shown)
    body = shown[matter.end() :] if matter else shown
    # Addresses are shown, not made links: the terminal would open whatever they hold.
    parts: list[RenderableType] = [Markdown(body, hyperlinks=False)]
    if matter:
        parts.insert(0, Text(matter[1], "dim"))
    return Page(Group(*parts))


def cited_by_page(desk: Desk, library: Library, entry: Entry) -> Page:
    """The sentence around each mark that cites the entry, under its document and place."""
    found = contexts(desk, library, entry.citekey)
    if not found:
        return Page(_unplaced(entry), len(entry.cited_by))
    parts = [_context(context) for context in found[:_MOST_CONTEXTS]]
    if len(found) > _MOST_CONTEXTS:
        parts.append(Text(f"and {len(found) - _MOST_CONTEXTS} more places: refdesk contexts {one_line(entry.citekey)}"))
    return Page(Text("\n\n").join(parts), len(found))


def _unplaced(entry: Entry) -> Text:
    if entry.cited_by:
        return Text(
            f"Cited by {one_line(_keys(entry.cited_by), 2_000)}; the places are not recorded in citations.jsonl."
        )
    return Text("No document here cites this work.", "dim")


def _context(context: Context) -> Text:
    record = context.record
    head = Text.assemble((one_line(record.document), "bold"), "  ", (one_line(place_text(record)), "dim"))
    if context.problem:
        return Text.assemble(head, "\n", (one_line(context.problem), "italic"))
    before, after = context.before[-_LONGEST_SENTENCE:], context.after[:_LONGEST_SENTENCE]
    sentence = ((page(before), ""), (page(context.mark, _LONGEST_SENTENCE), "reverse"), (page(after), ""))
    return Text.assemble(head, "\n", *sentence)


def problems_page(library: Library, entry: Entry) -> Page:
    """What is odd about the entry, and about the document where it is one."""
    record = library.document(entry.citekey)
    found = (*library.problems_of(entry.citekey), *(record.problems if record else ()))
    if not found:
        return Page(Text("Nothing odd was found.", "dim"), 0)
    lines = [Text.assemble((one_line(p.code), "bold"), "  ", one_line(p.message, 1_000)) for p in found]
    return Page(Text("\n").join(lines), len(found))


def links_page(links: Mapping[str, LinkStatus], entry: Entry) -> Page:
    """The addresses of the entry, each with what the last check found."""
    urls = [cited.url for cited in urls_of((entry,))]
    if not urls:
        return Page(Text("This work has no address.", "dim"), 0)
    return Page(Text("\n\n").join(_link(url, links.get(url)) for url in urls), len(urls))


def _link(url: str, status: LinkStatus | None) -> Text:
    address = Text(one_line(url, 2_000), "underline", overflow="fold")
    if status is None or status.check is None:
        return Text.assemble(address, "\n", ("not checked yet", "dim"))
    check = status.check
    return Text.assemble(
        address,
        "\n",
        (check.verdict.value, "bold"),
        f"  {check.checked_at:%Y-%m-%d}  ",
        one_line(check.judgement.reason, 1_000),
    )
