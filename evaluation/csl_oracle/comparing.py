"""Where do refdesk and citeproc-js part? One style and one set of items → the texts of both, side by side.

The items, the citations and the thirty styles are those of the golden files. Equal means equal as the suite counts:
white space around blocks and the spelling of entities are overlooked.
"""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from evaluation.csl_oracle import Job, Reply
from evaluation.csl_suite import canonical
from refdesk.store.styles import Style, find_style

if TYPE_CHECKING:
    from refdesk.csl import Rendered

SAMPLES = Path(__file__).resolve().parent.parent.parent / "tests" / "golden"

Item = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Pair:
    """One entry or citation as refdesk and as citeproc-js print it, as HTML."""

    name: str
    ours: str
    theirs: str

    @property
    def equal(self) -> bool:
        """Whether both say the same."""
        return self.ours == self.theirs


@dataclass(frozen=True, slots=True)
class Comparison:
    """The entries and the citations of one style. `order` is whether the entries follow each other alike."""

    style: str
    entries: tuple[Pair, ...]
    citations: tuple[Pair, ...]
    same_order: bool
    error: str = ""


def sample_items() -> list[Item]:
    """The items of the golden files."""
    items: list[Item] = json.loads((SAMPLES / "csl_items.json").read_text(encoding="utf-8"))
    return items


def sample_citations(items: Sequence[Item]) -> list[list[Item]]:
    """Each item cited once, in order, then the citations of the golden files: repeated, with locators, together."""
    more: list[list[Item]] = json.loads((SAMPLES / "csl_citations.json").read_text(encoding="utf-8"))
    known = {item["id"] for item in items}
    alone: list[list[Item]] = [[{"id": item["id"]}] for item in items]
    return [*alone, *(each for each in more if known >= {cite["id"] for cite in each})]


def sample_styles() -> list[str]:
    """The ids of the thirty styles of the golden files."""
    lines = (SAMPLES / "csl_styles.txt").read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line and not line.startswith("#")]


def job_of(style: Style, items: Sequence[Item], citations: Sequence[Sequence[Item]]) -> Job:
    """What citeproc-js is asked for a style, in the language that refdesk would print in."""
    return Job(style.xml, items, citations, style.locale)


def compare(name: str, job: Job, reply: Reply, *, engine: str = "refdesk") -> Comparison:
    """Print a job and hold it beside the reply. The engine "citeproc-py" prints no citations."""
    if reply.error:
        return Comparison(name, (), (), same_order=False, error=reply.error)
    printed = _print(job, engine)
    ids = [str(job.items[place]["id"]) for place in printed.order]
    theirs = {identifier: bare(text) for identifier, text in reply.entries}
    entries = tuple(
        Pair(identifier, bare(text), theirs.get(identifier, ""))
        for identifier, text in zip(ids, printed.entries, strict=True)
    )
    same_order = [each for each in ids if each in theirs] == [identifier for identifier, _ in reply.entries]
    citations = tuple(_cited_pairs(job, reply)) if engine == "refdesk" else ()
    return Comparison(name, entries, citations, same_order)


def _print(job: Job, engine: str) -> "Rendered":
    if engine == "citeproc-py":
        from refdesk.desk.citeproc_py_engine import print_with_citeproc_py

        return print_with_citeproc_py(job.style, job.items, "html", job.language)
    from refdesk.csl import format_bibliography

    return format_bibliography(job.style, job.items, locale=job.language)


def _cited_pairs(job: Job, reply: Reply) -> Iterator[Pair]:
    from refdesk.csl import format_citations

    ours = format_citations(job.style, job.items, job.citations, locale=job.language).entries
    for cites, own, other in zip(job.citations, ours, reply.citations, strict=True):
        yield Pair(" + ".join(_cite_name(cite) for cite in cites), canonical(own), canonical(other))


def _cite_name(cite: Item) -> str:
    return f"{cite['id']}@{cite['locator']}" if cite.get("locator") else str(cite["id"])


def bare(entry: str) -> str:
    """An entry in canonical spelling, without the block around it."""
    text = canonical(entry)
    opening = '<div class="csl-entry">'
    return text.removeprefix(opening).removesuffix("</div>") if text.startswith(opening) else text


def job_for(style_name: str, items: Sequence[Item]) -> Job:
    """The job of a style by any of its names, with the sample citations."""
    return job_of(find_style(style_name), items, sample_citations(items))
