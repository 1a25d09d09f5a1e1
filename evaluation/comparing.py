"""When is a field of a work read rightly? One measure for strings and for whole documents.

In: CSL-JSON, as refdesk gives it, and the facts that a reader wrote down. Out: the twelve fields that are compared,
and whether two values of one are the same. Case, marks and blanks are taste; letters and digits are not.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any
from urllib.parse import unquote

FIELDS = (
    "author",
    "year",
    "title",
    "container",
    "volume",
    "issue",
    "pages",
    "publisher",
    "place",
    "edition",
    "url",
    "doi",
)
"""What is compared, `author` being the family names in order."""

_CSL = {
    "title": "title",
    "container-title": "container",
    "volume": "volume",
    "issue": "issue",
    "page": "pages",
    "publisher": "publisher",
    "publisher-place": "place",
    "edition": "edition",
    "URL": "url",
    "DOI": "doi",
}
_DOI_PREFIX = re.compile(r"^(?:https?://(?:dx\.)?doi\.org/|doi:?\s*)", re.IGNORECASE)
_URL_PREFIX = re.compile(r"^(?:https?://)?(?:www\.)?", re.IGNORECASE)
_PARTICLES = frozenset(
    "af al d da das de del della den der des di do dos du el la le les te ten ter van von zu zum zur".split()  # noqa: SIM905 - as a list it would fill a page
)
_ET_AL = frozenset({"others", "et al.", "et al"})
"""BibLaTeX writes "et al." as a last name "others"."""

_ORDINALS = {
    word: str(number)
    for number, words in enumerate(
        (
            "first erste première premiere primera prima primeira eerste",
            "second zweite deuxième deuxieme segunda seconda tweede",
            "third dritte troisième troisieme tercera terza terceira derde",
            "fourth vierte quatrième quatrieme cuarta quarta vierde",
            "fifth fünfte cinquième cinquieme quinta vijfde",
        ),
        1,
    )
    for word in words.split()
}


def fields_of(csl: Mapping[str, Any]) -> dict[str, str]:
    """The compared fields that a CSL-JSON item has, as text; an address that only repeats the DOI is none."""
    fields = {name: str(csl[variable]) for variable, name in _CSL.items() if csl.get(variable)}
    fields |= {name: value for name, value in (("author", _families(csl)), ("year", _year(csl))) if value}
    if "doi" in fields and fold("doi", fields.get("url", "")) == fold("doi", fields["doi"]):
        del fields["url"]
    return fields


def same(field: str, found: str, gold: str) -> bool:
    """Whether two values of one field are the same; empty is the value of a field that is not there."""
    return fold(field, found) == fold(field, gold)


def differing(found: Mapping[str, str], gold: Mapping[str, str]) -> tuple[str, ...]:
    """The fields in which two sets of fields are not the same."""
    return tuple(field for field in FIELDS if not same(field, found.get(field, ""), gold.get(field, "")))


def fold(field: str, value: str) -> str:
    """The letters and digits of a value, without what its field makes a matter of taste."""
    if field == "author":
        return ";".join(folded for name in value.split(";") if (folded := _folded_name(name)))
    if field == "doi":
        return _letters(unquote(_DOI_PREFIX.sub("", value.strip())))
    if field == "url":
        return _letters(unquote(_URL_PREFIX.sub("", value.strip())))
    if field == "edition":
        return _folded_edition(value)
    return _letters(value)


def _letters(value: str) -> str:
    """Letters and digits only; composed and decomposed accents, ligatures and raised digits are one."""
    text = unicodedata.normalize("NFKC", value).casefold()
    return "".join(char for char in text if char.isalnum())


def _folded_name(name: str) -> str:
    """A family name; a particle may be part of it or not ("van der Berg", "Berg")."""
    words = name.split()
    while len(words) > 1 and words[0].casefold().strip("'’") in _PARTICLES:
        words = words[1:]
    return _letters(re.sub(r"^[dl]['’](?=\w)", "", " ".join(words), flags=re.IGNORECASE))


def _folded_edition(value: str) -> str:
    """The number of an edition if it has one ("2nd ed.", "second edition", "2. Aufl."), else its words."""
    if number := re.search(r"\d+", value):
        return number[0]
    words = re.findall(r"\w+", value.casefold())
    ordinal = next((_ORDINALS[word] for word in words if word in _ORDINALS), None)
    return ordinal or "".join(word for word in words if word not in {"ed", "edn", "edition"})


def _families(csl: Mapping[str, Any]) -> str:
    return "; ".join(_labels(csl.get("author", ())))


def _labels(names: Any) -> Iterator[str]:
    """What citations call the names: family names with their particles, bodies whole; "et al." is no name."""
    for name in names:
        particles = (name.get("dropping-particle"), name.get("non-dropping-particle"))
        parts = (*particles, name.get("family") or name.get("literal"))
        label = " ".join(part for part in parts if part).replace(";", ",")
        if label.casefold() not in _ET_AL:
            yield label


def _year(csl: Mapping[str, Any]) -> str:
    parts = (csl.get("issued") or {}).get("date-parts") or [[]]
    return str(parts[0][0]) if parts[0] else ""
