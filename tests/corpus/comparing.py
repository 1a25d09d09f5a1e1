"""Compare what refdesk says of one work with what the ledger says.

In: the ledger's CSL facts, with other answers as right, and a Work. Out: the names of fields that differ, each
with what was expected and what was found. Only taste is forgiven: letter case, the cut of quotes and dashes,
a site named as container or as publisher. A field that the ledger does not have must be empty.
"""

import re
from collections.abc import Iterable, Iterator
from typing import Any
from urllib.parse import unquote

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from tests.corpus.facts import Csl

Difference = tuple[str, str, str]
"""Field, what the ledger has, what refdesk has."""

_PLAIN = {
    "event-title": "event",
    "publisher-place": "place",
    "volume": "volume",
    "issue": "issue",
    "number": "number",
    "page": "pages",
    "section": "section",
    "genre": "genre",
    "collection-title": "collection",
    "collection-number": "collection_number",
    "edition": "edition",
    "DOI": "doi",
    "ISBN": "isbn",
    "ISSN": "issn",
    "archive": "archive_url",
    "language": "language",
}
"""Fields compared as they are: CSL's name and the Work's."""

_CUT = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "–": "-", "—": "-", "‐": "-", "\u00a0": " "})


def compare(csl: Csl, also: Csl, work: Work) -> tuple[Difference, ...]:
    """Every field in which `work` differs from the facts of the ledger."""
    return (
        *_compare_type(csl, also, work),
        *_compare_authors(csl, also, work),
        *_compare_title(csl, also, work),
        *_compare_printed_title(csl, work),
        *_compare_venue(csl, also, work),
        *_compare_dates(csl, work),
        *_compare_urls(csl, work),
        *_compare_plain(csl, also, work),
    )


def fold(text: str) -> str:
    """The text without the differences that are taste: case, shape of quotes and dashes, outer quotes, spaces."""
    return re.sub(r"\s+", " ", text.translate(_CUT)).strip(" '\"").casefold()


def fold_url(url: str) -> str:
    """The address without fragment, last slash and scheme, percent escapes read."""
    return unquote(re.sub(r"^https?://(?:www\.)?", "", url.partition("#")[0].rstrip("/"))).casefold()


def name_label(name: Csl) -> str:
    """What a citation would call the person or body of a CSL name."""
    return str(name.get("literal") or f"{name.get('non-dropping-particle', '')} {name['family']}".strip())


def _compare_type(csl: Csl, also: Csl, work: Work) -> Iterator[Difference]:
    if work.type not in {csl["type"], *also.get("type", ())}:
        yield "type", csl["type"], work.type


def _compare_authors(csl: Csl, also: Csl, work: Work) -> Iterator[Difference]:
    answers = [csl.get("author", []), *([] if other is None else [other] for other in also.get("author", ()))]
    if not any(_same_names(answer, work.authors) for answer in answers):
        yield "author", _shown(csl.get("author")), "; ".join(name.display for name in work.authors)


def _same_names(facts: list[Csl], names: tuple[Name, ...]) -> bool:
    return len(facts) == len(names) and all(_same_name(*pair) for pair in zip(facts, names, strict=True))


def _same_name(fact: Csl, name: Name) -> bool:
    """A label alone may be kept whole or as a family name; a described person has both parts, a body is whole."""
    if fold(name_label(fact)) not in {fold(name.label), fold(name.display)}:
        return False
    if "given" in fact:
        return _letters(fact["given"]) == _letters(name.given)
    return not name.given and ("family" in fact or name.is_literal)


def _letters(text: str) -> str:
    return re.sub(r"[\W_]", "", text).casefold()


def _compare_title(csl: Csl, also: Csl, work: Work) -> Iterator[Difference]:
    title = work.title or ""
    answers = {fold(str(answer or "")) for answer in (csl.get("title"), *also.get("title", ()))}
    if fold(title) not in answers or shouts(title):
        yield "title", _shown(csl.get("title")), title


def _compare_printed_title(csl: Csl, work: Work) -> Iterator[Difference]:
    """A title that lost something on its way is kept as printed too; remains of markup are no loss."""
    title, found = _unmarked(work.title), _unmarked(work.printed_title)
    printed = _unmarked(csl.get("printed_title")) or title
    if found != printed and (found or title != printed):
        yield "printed title", _shown(csl.get("printed_title")), _shown(work.printed_title)


def _unmarked(title: str | None) -> str:
    return fold((title or "").replace("\\", ""))


def shouts(title: str) -> bool:
    """Whether more than half of the letters are capitals, as no title of the ledger has them."""
    letters = [char for char in title if char.isalpha()]
    return sum(char.isupper() for char in letters) * 2 > len(letters)


def _compare_venue(csl: Csl, also: Csl, work: Work) -> Iterator[Difference]:
    """A site or a body that puts out a report may stand as container or as publisher; a journal or a press may not."""
    answers = [answer for key in ("container-title", "publisher") for answer in (csl.get(key), *also.get(key, ()))]
    allowed = {fold(answer) for answer in answers if answer}
    found = [name for name in (work.container, work.publisher) if name]
    required = any(csl.get(key) and None not in also.get(key, ()) for key in ("container-title", "publisher"))
    strict = {"book": work.publisher, "article-journal": work.container}.get(csl["type"], "anywhere")
    if not {fold(name) for name in found} <= allowed or (required and not (found and strict)):
        yield "venue", _shown(sorted(allowed)), f"container {work.container!r}, publisher {work.publisher!r}"


def _compare_dates(csl: Csl, work: Work) -> Iterator[Difference]:
    pairs: tuple[tuple[str, PartialDate | None], ...] = (("issued", work.issued), ("accessed", work.accessed))
    for field, date in pairs:
        expected = csl.get(field, {}).get("date-parts", [None])[0]
        if expected != (date.parts if date else None):
            yield field, _shown(expected), date.edtf if date else ""


def _compare_urls(csl: Csl, work: Work) -> Iterator[Difference]:
    """A work's own DOI may be written as an address too."""
    own = {f"doi.org/{csl['DOI']}".casefold()} if "DOI" in csl else set()
    expected, found = {fold_url(url) for url in csl["urls"]}, {fold_url(url) for url in work.urls}
    if expected != found - own:
        yield "urls", _shown(csl["urls"]), _shown(work.urls)


def _compare_plain(csl: Csl, also: Csl, work: Work) -> Iterator[Difference]:
    for field, attribute in _PLAIN.items():
        expected, found = csl.get(field), getattr(work, attribute)
        answers = [expected, *also.get(field, ())]
        if (found or None) not in answers and fold(found or "") not in {fold(answer or "") for answer in answers}:
            yield field, _shown(expected), _shown(found)


def _shown(value: Any) -> str:
    if isinstance(value, str) or value is None:
        return value or ""
    return ", ".join(map(str, value)) if isinstance(value, Iterable) else str(value)
