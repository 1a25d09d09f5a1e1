"""Marks before the entries of lists: bullets, numbers, and labels such as `[Knu84]`.

In: a line. Out: its mark, if it has one: the kind, the number or label, and where the words begin.
"""

import re
from dataclasses import dataclass

_RAISED = "⁰¹²³⁴⁵⁶⁷⁸⁹"
_DIGITS = str.maketrans(_RAISED, "0123456789")
_BEFORE = r"\s{0,80}(?:>\s?){0,2}(?:<(?:li|p|a|span)\b[^<>]{0,200}>\s?){0,3}(?:</a>)?\s{0,4}[*_]{0,2}"
_AFTER = r"(?:</a>|</sup>)?[*_]{0,2}(?:\s{1,40}(?=\S)|\s{0,40}$)"
_MARK = re.compile(
    _BEFORE
    + r"(?:\[(?:[Ff]oot|[Ee]nd)?[Nn]ote\s?(?P<footnote>\d{1,4})[:.]|"
    + r"(?P<bullet>[-•*–▪◦·‣●○■□►➢+](?=\s|$))|"
    + r"\\?\[\\?\[?(?P<square>\d{1,4})\\?\]?\\?\](?:\([^()\s]{1,80}\))?:?(?=\s|$|[^\W\d_]|[“\"*_<])|"
    + r"\((?P<round>\d{1,4})\)|"
    + r"(?P<dot>\d{1,4})\\?[.)](?=\s|$|</|[*_]{1,2}\s)|"
    + r"(?:\.\.\s)?\[(?P<name>(?=[^\]]*[A-Z\d])[^\W_][^\[\]\n]{1,40})\]:?(?=\s|$)(?!\s?\())"
    + _AFTER
)
_TIGHT = re.compile(_BEFORE + r"\[(?P<square>\d{1,4})\](?=[^\s\d(\[:])")
_BARE = re.compile(
    rf"{_BEFORE}(?P<bare>\d{{1,3}})(?:\s{{1,20}}|:\s)(?=[^\W\d_a-z]|[“\"*_‘<]|(?:ibid|ebd|cf|see|vgl)\b)"
)
_RAISED_MARK = re.compile(
    rf"{_BEFORE}(?:(?P<raised>[{_RAISED}]{{1,4}})|<sup>\s?\[?(?P<sup>\d{{1,4}})\]?\s?(?:</a>)?</sup>|\^(?P<caret>\d{{1,4}})\^?)\s{{0,20}}(?=\S)"
)
_GLUED = re.compile(rf"{_BEFORE}(?P<tight>\d{{1,3}})(?=[^\W\d_a-z][a-zß-öø-ÿ]|[“\"‘])")
_ALONE = re.compile(r"\s{0,40}(?P<alone>\d{1,3})\s{0,40}$")
_HTML_ITEM = re.compile(r"\s{0,80}<li\b[^<>]{0,200}>\s{0,40}(?:<(?:p|span)\b[^<>]{0,200}>\s{0,9})?")
# ^ · ^ a b · ↑, the links back of an encyclopedia's list
_BACK_LINKS = re.compile(r"(?:\^|↑)\s{1,3}(?:[a-z]\s{1,3}){0,12}")
# [v1.2]: https://…, where Markdown says where its links lead; a number before an address may be a note's
_LINK_DEFINITION = re.compile(r"\s{0,3}\[[^\[\]\n]{1,80}\]:\s{1,9}<?(?:https?|ftp|mailto):\S{1,2000}\s{0,80}$")
_NO_NAMES = frozenset(
    ["online", "internet", "web", "in", "print", "pdf", "video", "film", "dvd", "podcast", "blog", "tweet", "accessed"]
)
_LONGEST_MARK = 400


@dataclass(frozen=True, slots=True)
class ListMark:
    """A mark: its kind, the label printed in it (None for bullets), and the place in its line where words begin."""

    kind: str
    label: str | None
    end: int

    @property
    def number(self) -> int | None:
        """The number, where the label is one."""
        return int(self.label) if self.label and self.label.isdecimal() else None


def read_mark(line: str) -> ListMark | None:
    """The mark that the line begins with, a bare number before a capital among them."""
    if line[:1].isalpha():  # most lines
        return None
    head = line[:_LONGEST_MARK]
    if head.lstrip()[:1].isalpha():
        return None
    for pattern in (_MARK, _TIGHT, _RAISED_MARK, _BARE, _GLUED, _ALONE):
        if match := pattern.match(head):
            return _mark(match)
    item = _HTML_ITEM.match(head)
    return ListMark("bullet", None, item.end()) if item else None


def _mark(match: re.Match[str]) -> ListMark | None:
    kind = match.lastgroup or ""
    label = match[kind]
    if kind == "bullet":
        return ListMark(kind, None, match.end())
    if kind == "name" and (label.casefold() in _NO_NAMES or _LINK_DEFINITION.match(match.string)):
        return None
    back = _BACK_LINKS.match(match.string, match.end())
    return ListMark(kind, label.translate(_DIGITS), back.end() if back else match.end())
