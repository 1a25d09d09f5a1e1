"""Read documents without a desk: what they cite, and what reference strings say.

In: paths or text. Out: Extractions, their JSON, CSL-JSON.
"""

import os
import re
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from refdesk.documents.text import MOST_BYTES, read_text
from refdesk.formats.csl_json import csl_of
from refdesk.model.citation import Citation, Cite, Reference
from refdesk.model.document import Document, Extraction
from refdesk.model.errors import RefdeskError
from refdesk.model.problem import Problem
from refdesk.parsing.references import parse_reference
from refdesk.resolving.extraction import extract_document
from refdesk.store.files import read_bytes

SCHEMA = "refdesk.extract/1"
_BIBTEX = re.compile(r"\s{0,99}@\w{1,40}\s{0,9}[{(]")
_NO_WORK = "This line describes no work that refdesk can read."
SUFFIXES = frozenset({".txt", ".text", ".md", ".markdown"})


def read_document(path: Path) -> Document:
    """Read a text file. Raises RefdeskError where it is missing, empty, too large or no text."""
    if path.is_dir():
        raise RefdeskError("is a folder", where=str(path), remedy=f"name its files, as in {path / '*.txt'}")
    if path.suffix.casefold() not in SUFFIXES:
        kind = f"{path.suffix} files" if path.suffix else "files without a suffix"
        raise RefdeskError(
            f"refdesk does not read {kind} yet", where=str(path), remedy=f"it reads {', '.join(sorted(SUFFIXES))}"
        )
    return read_text(read_bytes(path, MOST_BYTES), str(path))


def extract(path_or_text: str | os.PathLike[str]) -> Extraction:
    """Find everything that a document cites.

    A path object, or a string of one line that names a file, is read; any other string is the text itself. Raises
    RefdeskError for a file that cannot be read.
    """
    if isinstance(path_or_text, str):
        # Path.is_file would raise for a text that is too long to be a file's name.
        named = "\n" not in path_or_text and os.path.isfile(path_or_text)  # noqa: PTH113
        if not named:
            return extract_document(Document(text=path_or_text))
    return extract_document(read_document(Path(path_or_text)))


def parse(lines: Iterable[str]) -> list[dict[str, Any]]:
    """Read reference strings: a CSL-JSON object for each, with nothing but `problems` where a line is no reference."""
    return [_parsed(line) for line in lines]


def _parsed(line: str) -> dict[str, Any]:
    in_bibtex = _BIBTEX.match(line)
    parsed = parse_reference(line) if line.strip() and not in_bibtex else None
    if parsed is None:
        told = "This is BibTeX: `refdesk import` and `refdesk add` read it." if in_bibtex else _NO_WORK
        problem = Problem("no-reference", told)
        return {"custom": {"refdesk": {"problems": [problem_object(problem)]}}}
    custom: dict[str, Any] = {
        "confidence": parsed.confidence,
        "fields": field_confidences(parsed.fields),
        "spans": field_spans(parsed.spans),
    }
    if parsed.problems:
        custom["problems"] = [problem_object(problem) for problem in parsed.problems]
    return {**csl_of(parsed.work), "custom": {"refdesk": custom}}


def extraction_object(extraction: Extraction) -> dict[str, Any]:
    """The JSON of one document (see docs/commands.md, `refdesk extract`)."""
    document = extraction.document
    return {
        "schema": SCHEMA,
        "document": {
            "path": document.path,
            "sha256": document.sha256,
            "format": document.format,
            "conventions": list(extraction.conventions),
            "csl": csl_of(extraction.work),
        },
        "references": [_reference_object(reference) for reference in extraction.references],
        "citations": [_citation_object(citation) for citation in extraction.citations],
        "problems": [problem_object(problem) for problem in extraction.problems],
    }


def _reference_object(reference: Reference) -> dict[str, Any]:
    return {
        "id": reference.id,
        "start": reference.start,
        "end": reference.end,
        "raw": reference.raw,
        "where": reference.where,
        "note": reference.note,
        "csl": csl_of(reference.work),
        "confidence": reference.confidence,
        "fields": field_confidences(reference.fields),
        "spans": field_spans(reference.spans),
        "problems": [problem_object(problem) for problem in reference.problems],
    }


_CSL_NAMES = {
    "authors": "author",
    "editors": "editor",
    "translators": "translator",
    "container": "container-title",
    "collection": "collection-title",
    "place": "publisher-place",
    "pages": "page",
    "doi": "DOI",
    "isbn": "ISBN",
    "issn": "ISSN",
    "urls": "URL",
}


def field_confidences(fields: Iterable[tuple[str, float]]) -> dict[str, float]:
    """Confidence by CSL variable, 0 to 1."""
    return {_csl_name(name): round(sure, 2) for name, sure in fields}


def field_spans(spans: Iterable[tuple[str, int, int]]) -> dict[str, list[list[int]]]:
    """Places in the printed string by CSL variable, each as [start, end]."""
    places: dict[str, list[list[int]]] = {}
    for name, start, end in spans:
        places.setdefault(_csl_name(name), []).append([start, end])
    return places


def _csl_name(field: str) -> str:
    return _CSL_NAMES.get(field, field.replace("_", "-"))


def _citation_object(citation: Citation) -> dict[str, Any]:
    return {
        "id": citation.id,
        "start": citation.start,
        "end": citation.end,
        "text": citation.text,
        "kind": citation.kind,
        "note": citation.note,
        "confidence": citation.confidence,
        "cites": [_cite_object(cite) for cite in citation.cites],
    }


def _cite_object(cite: Cite) -> dict[str, Any]:
    return {
        "references": list(cite.references),
        "author": cite.author,
        "year": cite.year,
        "locator": cite.locator,
        "label": cite.label,
        "prefix": cite.prefix,
        "suffix": cite.suffix,
        "quoted_in": cite.quoted_in,
        "key": cite.key,
        "at_odds": cite.at_odds,
    }


def problem_object(problem: Problem) -> dict[str, Any]:
    """A problem as JSON."""
    return {"code": problem.code, "message": problem.message, "start": problem.start, "end": problem.end}
