"""How do several annotations become one?

In: the bytes of annotations by citekey, the one that stays first. Out: the bytes of one file that holds all that was
typed. Tags are united, other front matter is taken over where the first has none; the text of each other one follows
below a line that names it, and with it what of its front matter found no place.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from refdesk.desk.annotating import decoded_annotation

_MARK = b"\xef\xbb\xbf"
_MATTER = re.compile(r"---[ \t]*\n(?P<matter>.*?)^---[ \t]*(?:\n|\Z)", re.DOTALL | re.MULTILINE)
_KEY = re.compile(r"(?P<key>[A-Za-z_][\w-]*)[ \t]*:(?=[ \t\n]|\Z)")
_ITEM = re.compile(r"(?P<indent>[ \t]*)-[ \t]")
_YAML_WORDS = frozenset(("true", "false", "null", "yes", "no", "on", "off", "y", "n"))
# What `refdesk annotate` offers before a word is typed.
_OFFERED = frozenset(("## Summary", "## Assessment", "## Use"))


@dataclass(frozen=True, slots=True)
class _Annotation:
    """An annotation: the parts of its front matter by key, in order and with their text, and its body."""

    parts: Mapping[str, str]
    values: Mapping[str, Any]
    body: str
    has_matter: bool


def joined(contents: Mapping[str, bytes], where: str) -> bytes:
    """One annotation of all; a single one comes back byte for byte.

    Raises RefdeskError, naming `where`, for what is no text, and where all together are too long.
    """
    first, *others = contents.items()
    if not others:
        return first[1]
    text = decoded_annotation(first[1], where)
    newline = "\r\n" if "\r\n" in text else "\n"
    text = _plain(text)
    for key, content in others:
        text = _with(text, key, _plain(decoded_annotation(content, where)))
    mark = _MARK if first[1].startswith(_MARK) else b""
    data = mark + text.replace("\n", newline).encode()
    decoded_annotation(data, where)
    return data


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _with(text: str, key: str, other: str) -> str:
    """The first annotation with the other one taken over."""
    if f"\n{other.strip()}\n" in f"\n{text}\n":
        return text
    mine, theirs = _read(text), _read(other)
    parts, left = _joined_matter(mine, theirs)
    matter = f"---\n{''.join(parts.values())}---\n" if mine.has_matter or parts else ""
    appended = [f"```yaml\n{left}```"] if left else []
    if _is_written(theirs.body):
        appended.append(theirs.body.strip("\n"))
    body = mine.body
    if appended:
        head = (
            f"---\n\n*From the annotation of `{key}`:*" if "`" not in key else f"---\n\nFrom the annotation of {key}:"
        )
        body = "\n\n".join([body.rstrip("\n"), head, *appended]).lstrip("\n" if not body.strip() else "") + "\n"
    return matter + body


def _is_written(body: str) -> bool:
    """Whether a person wrote anything but the headings that were offered."""
    lines = [line.strip() for line in body.splitlines() if line.strip()]
    offers_title = not _OFFERED.isdisjoint(lines) and lines[0].startswith("# ")
    return any(line not in _OFFERED for line in (lines[1:] if offers_title else lines))


def _read(text: str) -> _Annotation:
    """The annotation in its parts; front matter that is no mapping in plain lines counts as text."""
    found = _MATTER.match(text)
    parts = _parts(found["matter"]) if found else None
    if found is None or parts is None:
        return _Annotation({}, {}, text, has_matter=False)
    values = {key: _value(part) for key, part in parts.items()}
    return _Annotation(parts, values, text[found.end() :], has_matter=True)


def _parts(matter: str) -> dict[str, str] | None:
    """The lines of the front matter by the key that they belong to; None where they are not of that form."""
    parts: dict[str, str] = {}
    key = ""
    for line in matter.splitlines(keepends=True):
        if found := _KEY.match(line):
            key = found["key"]
            if key in parts:
                return None
            parts[key] = ""
        elif line.strip() and not line.startswith((" ", "\t", "-", "#")):
            return None
        parts[key] = parts.get(key, "") + line
    return parts


def _value(part: str) -> Any:
    """What the lines of one key say, or their text where they are no YAML."""
    import yaml

    try:
        told = yaml.safe_load(part)
    except (yaml.YAMLError, RecursionError, ValueError):
        return part
    return next(iter(told.values())) if isinstance(told, dict) else None


def _joined_matter(mine: _Annotation, theirs: _Annotation) -> tuple[dict[str, str], str]:
    """The parts of both, and the lines that found no place since the first says something else."""
    parts, left = dict(mine.parts), ""
    for key, part in theirs.parts.items():
        value, own = theirs.values.get(key), mine.values.get(key)
        if key not in parts or (_is_empty(own) and not _is_empty(value) and "#" not in parts[key]):
            parts[key] = part
        elif part == parts[key] or ("#" not in part and (_is_empty(value) or value == own)):
            continue
        elif key == "tags" and (tags := _united_tags(parts[key], own, value)):
            parts[key] = tags
            left += part if "#" in part else ""  # a comment is typed text too
        elif lists := _lengthened(parts[key], part):
            parts[key] = lists
        else:
            left += part
    return parts, left


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _united_tags(part: str, own: Any, value: Any) -> str:
    """The line of tags with those of the other one behind; nothing where it is not one line of plain tags."""
    mine, theirs = (_tags_in(tags) if isinstance(tags, str) else tags for tags in (own, value))
    if not all(isinstance(tags, list) and all(isinstance(tag, str) for tag in tags) for tags in (mine, theirs)):
        return ""
    missing = [tag for tag in dict.fromkeys(theirs) if tag not in mine]
    if not missing:
        return part
    written = [_tag(tag) for tag in missing]
    line = part.rstrip("\n")
    if "\n" not in line and line.endswith("]"):
        return f"{line[:-1].rstrip()}{', ' if mine else ''}{', '.join(written)}]\n"
    indents = [found["indent"] for text in part.splitlines() if (found := _ITEM.match(text))]
    if indents:
        return part.rstrip("\n") + "\n" + "".join(f"{indents[-1]}- {tag}\n" for tag in written)
    return f"tags: [{', '.join(_tag(tag) for tag in [*mine, *missing])}]\n" if "#" not in part else ""


def _tags_in(text: str) -> list[str]:
    """The tags of a line that is no list: parted by commas, as `refdesk tag` reads it."""
    return [tag.strip() for tag in text.split(",") if tag.strip()]


def _tag(tag: str) -> str:
    """The tag as YAML: in quotes where it could be taken for anything else."""
    is_plain = re.fullmatch(r"[^\W\d_][\w -]*", tag) and tag.casefold() not in _YAML_WORDS
    return tag if is_plain else "'" + tag.replace("'", "''") + "'"


def _lengthened(part: str, other: str) -> str:
    """A list written item below item with the items of another one; nothing where one is written otherwise."""
    own_head, _, own_items = part.partition("\n")
    head, _, items = other.partition("\n")
    mine, theirs = _ITEM.match(own_items), _ITEM.match(items)
    values = own_head.partition(":")[2] + head.partition(":")[2]
    if values.strip() or mine is None or theirs is None or mine["indent"] != theirs["indent"]:
        return ""
    return part.rstrip("\n") + "\n" + items
