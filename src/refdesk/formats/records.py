"""How are citation and document records written? Records ↔ JSON Lines.

In: `CitationRecord`s or `DocumentRecord`s. Out: UTF-8 bytes, one object a line in the order of the record's own
fields, fields at their default left out, so that a change of one record is a change of one line in git. Reading
gives the records and, for each line that is none, a `BrokenLine` that keeps its bytes: `*_bytes` writes them
back at the end, so that nothing is dropped.
"""

import dataclasses
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Any, Generic, TypeVar, get_args

from refdesk.model.library import CitationRecord, DocumentRecord, ReferenceRecord, Status
from refdesk.model.problem import Problem

R = TypeVar("R", CitationRecord, DocumentRecord)

_TUPLES_OF_STRINGS = {"candidates", "conventions"}
_COUNTS = {"start", "end"}
_FLAGS = {"quoted_in", "review"}
_STATUSES = get_args(Status)


@dataclass(frozen=True, slots=True)
class BrokenLine:
    """A line that holds no record: its number (from 1), its bytes without line end, and what is wrong."""

    line: int
    raw: bytes
    problem: Problem


@dataclass(frozen=True, slots=True)
class Records(Generic[R]):
    """What a file of records holds: the sound records in order, and the lines that are none."""

    records: tuple[R, ...]
    broken: tuple[BrokenLine, ...] = ()

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is wrong with the broken lines."""
        return tuple(line.problem for line in self.broken)


def citation_bytes(records: Iterable[CitationRecord], broken: Iterable[BrokenLine] = ()) -> bytes:
    """The content of citations.jsonl."""
    return _lines(records, broken)


def document_bytes(records: Iterable[DocumentRecord], broken: Iterable[BrokenLine] = ()) -> bytes:
    """The content of documents.jsonl."""
    return _lines(records, broken)


def read_citations(data: bytes, name: str = "citations.jsonl") -> Records[CitationRecord]:
    """The records in the bytes of citations.jsonl; `name` is what problems call the file."""
    return _read(data, name, _citation_of)


def read_documents(data: bytes, name: str = "documents.jsonl") -> Records[DocumentRecord]:
    """The records in the bytes of documents.jsonl; `name` is what problems call the file."""
    return _read(data, name, _document_of)


def _lines(records: Iterable[CitationRecord | DocumentRecord], broken: Iterable[BrokenLine]) -> bytes:
    sound = (json.dumps(_object_of(record), ensure_ascii=False).encode("utf-8", "replace") for record in records)
    return b"".join(line + b"\n" for line in (*sound, *(line.raw for line in broken)))


def _object_of(record: Any) -> dict[str, Any]:
    """A record or problem as a JSON object without the fields that hold their default."""
    pairs = ((field, getattr(record, field.name)) for field in dataclasses.fields(record))
    return {field.name: _plain(value) for field, value in pairs if value != field.default}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return _object_of(value) if dataclasses.is_dataclass(value) else value


def _read(data: bytes, name: str, record_of: Callable[[dict[str, Any]], R]) -> Records[R]:
    records: list[R] = []
    broken: list[BrokenLine] = []
    for number, raw in enumerate(data.removeprefix(b"\xef\xbb\xbf").split(b"\n"), 1):
        if not raw.strip():
            continue
        try:
            records.append(record_of(_decoded(raw)))
        except (ValueError, RecursionError) as error:
            reason = str(error) if not isinstance(error, RecursionError) else "it is nested too deeply"
            problem = Problem("broken-record", f"{name} line {number} holds no record: {reason}.")
            broken.append(BrokenLine(number, raw.rstrip(b"\r"), problem))
    return Records(tuple(records), tuple(broken))


def _decoded(raw: bytes) -> dict[str, Any]:
    try:
        value = json.loads(raw.decode("utf-8"))
    except UnicodeDecodeError:
        raise ValueError("it is not UTF-8") from None
    except json.JSONDecodeError as error:
        raise ValueError(f"it is not JSON ({error.msg} at column {error.colno})") from None
    if not isinstance(value, dict):
        raise ValueError("it is not a JSON object")  # noqa: TRY004 - one kind of error for one kind of broken line
    return value


def _citation_of(value: dict[str, Any]) -> CitationRecord:
    fields = _checked(CitationRecord, value)
    if fields.get("status", "unmatched") not in _STATUSES:
        raise ValueError(f"its status is none of {', '.join(_STATUSES)}")
    return CitationRecord(**fields)


def _document_of(value: dict[str, Any]) -> DocumentRecord:
    fields = _checked(DocumentRecord, value)
    fields["references"] = tuple(_reference_of(item) for item in fields.get("references", ()))
    fields["problems"] = tuple(_problem_of(item) for item in fields.get("problems", ()))
    return DocumentRecord(**fields)


def _reference_of(value: dict[str, Any]) -> ReferenceRecord:
    fields = _checked(ReferenceRecord, value)
    fields["problems"] = tuple(_problem_of(item) for item in fields.get("problems", ()))
    return ReferenceRecord(**fields)


def _problem_of(value: dict[str, Any]) -> Problem:
    return Problem(**_checked(Problem, value))


def _checked(record: type[Any], value: dict[str, Any]) -> dict[str, Any]:
    """The fields of `record` in `value`, lists as tuples. Raises ValueError for a wrong, missing or strange field."""
    fields = {field.name: field for field in dataclasses.fields(record)}
    for name in value:
        if name not in fields:
            raise ValueError(f"it has a strange field {name!r}")
    for name, field in fields.items():
        if name not in value and field.default is dataclasses.MISSING:
            raise ValueError(f"it has no {name!r}")
    return {name: _typed(name, value[name], optional=fields[name].default is None) for name in value}


def _typed(name: str, value: Any, *, optional: bool) -> Any:
    if _fits(name, value) or (optional and value is None):
        return tuple(value) if isinstance(value, list) else value
    raise ValueError(f"its {name!r} is of the wrong kind")


def _fits(name: str, value: Any) -> bool:
    """Whether `value` is of the kind that the field `name` holds in every record."""
    if name in _COUNTS:
        return isinstance(value, int) and not isinstance(value, bool)
    if name in _FLAGS:
        return isinstance(value, bool)
    if name == "confidence":
        return isinstance(value, int | float) and not isinstance(value, bool)
    if name in _TUPLES_OF_STRINGS:
        return isinstance(value, list) and all(isinstance(item, str) for item in value)
    if name in {"references", "problems"}:
        return isinstance(value, list) and all(isinstance(item, dict) for item in value)
    return isinstance(value, str)
