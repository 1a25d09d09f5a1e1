"""How well are printed references read, source by source?

In: labelled references (`--references`: JSON Lines, also as .xz, with "id", "source" and "segments", pairs of a label
and its text) and references typed by hand beside their fields (evaluation/hand.jsonl). Of the labelled ones only those
are taken that no model and no rule was made with: their id begins with e or f (`--part develop`: with d).

Out: a table of precision, recall and F1 over twelve fields (micro average) and of references in which all twelve are
right, for each source; and how often a field that is given with a certain confidence is right. A field is right where
its letters and digits are those of the labelled segment, less the words that only introduce it ("In", "vol.").
"""

import argparse
import json
import lzma
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from pathlib import Path
from typing import Any

from evaluation.comparing import FIELDS, differing, fields_of, same
from refdesk.desk.extracting import parse

PARTS = {"aside": "ef", "develop": "d", "tuned": "456789abc"}
BY_HAND = "typed by hand"
HAND = Path(__file__).parent / "hand.jsonl"
REFERENCES = Path("../shared/training/references.jsonl.xz")
BINS = (0.0, 0.3, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95, 0.98, 1.01)

CSL_NAMES = {
    "issued": "year",
    "container-title": "container",
    "page": "pages",
    "publisher-place": "place",
    "URL": "url",
    "DOI": "doi",
}

_LEADS = {
    "container": r"^(?:in|en|dans|aus)\b\s*:?\s*",
    "volume": r"^(?:(?:volumes?|vols?|bde?|band|tome|t|v)\b[.\s]*)+|[.\s]*\b(?:vols?|volumes|bde|bände)$",
    "issue": r"^[\s(]*(?:(?:number|issue|no|nr|num|iss|h|heft)\b|n[°º])[.\s]*",
    "pages": r"^[\s(]*(?:pages|page|pp|pgs|pg|p|ss|s|с|стр)(?![^\W\d_])[.\s]*",
}
_LABELS = {
    "title": "title",
    "container-title": "container",
    "volume": "volume",
    "issue": "issue",
    "pages": "pages",
    "publisher": "publisher",
    "place": "place",
    "edition": "edition",
    "url": "url",
    "doi": "doi",
}
_TAGS = re.compile(r"</?(?:i|b|em|italic|bold|sup|sub)>", re.IGNORECASE)
_PAGE_COUNT = re.compile(r"\W*(?:[ivxlc]+\W+)?(\d{1,4})\s*(?:pp?|pages|pgs|s|seiten)\b\W*", re.IGNORECASE)
_YEAR = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d(?!\d)")
_URL = re.compile(r"(?:https?\s?://|ftp://|www\.)\S+(?:\s\S+)*?(?=[\s>).,;]*$)|\S+\.\S+/\S*", re.IGNORECASE)
_DOI = re.compile(r"10\.\d{4,9}/\S+(?:\s\S+)*")
_NO_NAMES = frozenset(
    "and und et y e & al etal others eds ed editors editor hrsg the in by jr sr ii iii de la van von der den".split()  # noqa: SIM905 - as a list it would fill a page
)


@dataclass(frozen=True, slots=True)
class Gold:
    """A printed reference, its source, and the fields that a reader labelled; `years` are all that would be right."""

    string: str
    source: str
    fields: dict[str, str]
    years: tuple[str, ...] = ()


@dataclass(slots=True)
class Tally:
    """Counts over the references of one source."""

    right: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    gold: Counter[str] = field(default_factory=Counter)
    whole: int = 0
    strings: int = 0

    def f1(self, *names: str) -> float:
        """The micro-averaged F1 over some fields, all by default."""
        right, found, gold = (
            sum(count[name] for name in names or FIELDS) for count in (self.right, self.found, self.gold)
        )
        return 2 * right / (found + gold) if found + gold else 1.0


def main() -> None:
    """Measure, and print the tables."""
    options = _options()
    references = list(_asked(options))
    found = parse([gold.string for gold in references])
    tallies: dict[str, Tally] = defaultdict(Tally)
    sure: list[tuple[str, float, bool]] = []
    for gold, item in zip(references, found, strict=True):
        wrong = judge(gold, item)
        count(tallies[gold.source], gold, fields_of(item), wrong)
        sure += confidences(item, wrong)
        if options.errors and wrong:
            _print_error(gold, item, wrong)
    print_table(tallies)
    print_calibration(sure)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--references", type=Path, default=REFERENCES, help="labelled references")
    parser.add_argument("--part", choices=PARTS, default="aside", help="which of them (default: those kept aside)")
    parser.add_argument("--source", help="only sources whose name holds this")
    parser.add_argument("--errors", action="store_true", help="print each reference that is not wholly right")
    return parser.parse_args()


def _asked(options: argparse.Namespace) -> Iterator[Gold]:
    golds = [*_labelled(options.references, PARTS[options.part]), *_by_hand(HAND)]
    return (gold for gold in golds if not options.source or options.source in gold.source)


def _labelled(path: Path, initials: str) -> Iterator[Gold]:
    """The labelled references whose id begins with one of `initials`; none, said plainly, where the file is not."""
    if not path.is_file():
        print(f"{path} is not there: labelled references are left out (--references names another file).\n")
        return
    data = lzma.decompress(path.read_bytes()) if path.suffix == ".xz" else path.read_bytes()
    rows = map(json.loads, data.decode().splitlines())
    yield from (gold_of(row) for row in rows if row["id"][0] in initials)


def _by_hand(path: Path) -> Iterator[Gold]:
    if not path.is_file():
        return
    for row in map(json.loads, path.read_text(encoding="utf-8").splitlines()):
        fields = {name: "; ".join(value) if isinstance(value, list) else str(value) for name, value in row.items()}
        kept = {name: fields[name] for name in FIELDS if fields.get(name)}
        yield Gold(fields["string"], BY_HAND, kept, (kept["year"],) if "year" in kept else ())


def gold_of(row: dict[str, Any]) -> Gold:
    """What the labels of a reference say."""
    segments = [(label, _TAGS.sub("", text)) for label, text in row["segments"]]
    fields: dict[str, str] = {}
    for label, text in segments:
        name = "doi" if label == "url" and "doi.org/10." in text else _LABELS.get(label)
        if name and (value := _value(name, text)):
            # a title may be interrupted; of other fields the first piece counts
            fields[name] = f"{fields[name]} {value}" if name == "title" and name in fields else fields.get(name, value)
    if authors := " ".join(text for label, text in segments if label == "author"):
        fields["author"] = authors
    years = tuple(dict.fromkeys(year for label, text in segments if label == "date" for year in _YEAR.findall(text)))
    if years:
        fields["year"] = years[-1]
    return Gold("".join(text for _, text in row["segments"]), family_of(row), fields, years)


def family_of(row: dict[str, Any]) -> str:
    """The kind of source a labelled reference belongs to."""
    source, labels = str(row["source"]), {label for label, _ in row["segments"]}
    if source.startswith("anystyle"):
        is_book = bool(labels & {"publisher", "place", "editor"}) and not labels & {"volume", "issue"}
        return "AnyStyle: books and chapters" if is_book else "AnyStyle: articles and others"
    if source.endswith("/citations.xml"):
        return "GROBID: biomedical, computer science"
    return "GROBID: other fields and languages"


def _value(name: str, text: str) -> str:
    if name == "url":
        found = _URL.search(text)
        return found[0].strip("<> ") if found else ""
    if name == "doi":
        found = _DOI.search(text)
        return found[0].rstrip(" .,;)]>") if found else ""
    return re.sub(_LEADS.get(name, r"^$"), "", text.strip(" .,;:()[]\"'“”‘’"), flags=re.IGNORECASE)


def judge(gold: Gold, item: dict[str, Any]) -> tuple[str, ...]:
    """The fields of a CSL-JSON item that are not right."""
    found = fields_of(item)
    wrong = set(differing(found, gold.fields))
    if gold.source != BY_HAND:
        wrong -= {"author", "year", *_LEADS}
        wrong |= {name for name in _LEADS if not _same_less_lead(name, gold.fields.get(name, ""), found.get(name, ""))}
        wrong -= _as_well(gold.fields, found, str(item.get("number-of-pages", "")))
        if words_of(gold.fields.get("author", "")) != words_of(_printed_names(item)):
            wrong.add("author")
        if found.get("year", "") not in (gold.years or ("",)):
            wrong.add("year")
    return tuple(name for name in FIELDS if name in wrong)


def _as_well(gold: dict[str, str], found: dict[str, str], number_of_pages: str) -> set[str]:
    """The fields that labels cut coarser than CSL does: "54.1" for volume and issue, "345 p." for how many pages."""
    right = set()
    both = f"{found.get('volume', '')} {found.get('issue', '')}"
    if found.get("issue") and not gold.get("issue") and _same_less_lead("volume", gold.get("volume", ""), both):
        right |= {"volume", "issue"}
    count = _PAGE_COUNT.fullmatch(gold.get("pages", ""))
    if count and count[1] == number_of_pages:
        right.add("pages")
    return right


def words_of(names: str) -> Counter[str]:
    """The words of a list of names that are no initials, in any order: labels tell no family from a given name."""
    words = re.findall(r"[^\W\d_]+", unicodedata.normalize("NFKC", names).casefold())
    return Counter(word for word in words if len(word) > 1 and word not in _NO_NAMES and not _is_initials(word, names))


def _is_initials(word: str, names: str) -> bool:
    """Whether a short word stands in capitals, as the initials of "Smith JB" do."""
    return len(word) <= 3 and word.upper() in names and word.capitalize() not in names


def _printed_names(item: dict[str, Any]) -> str:
    parts = ("dropping-particle", "non-dropping-particle", "family", "literal", "given", "suffix")
    return "; ".join(" ".join(str(name[part]) for part in parts if name.get(part)) for name in item.get("author", ()))


def _same_less_lead(name: str, gold: str, found: str) -> bool:
    """Whether two values are the same apart from the word that introduces them; pages also where one ends earlier."""
    bare = (re.sub(_LEADS[name], "", value.strip(" .,;:()[]"), flags=re.IGNORECASE) for value in (gold, found))
    return same(name, *bare)


def count(tally: Tally, gold: Gold, found: dict[str, str], wrong: Sequence[str]) -> None:
    """Add one reference to the counts of its source."""
    tally.strings += 1
    tally.whole += not wrong
    for name in FIELDS:
        right = bool(gold.fields.get(name)) and name not in wrong
        tally.gold[name] += bool(gold.fields.get(name))
        tally.found[name] += right or bool(found.get(name))
        tally.right[name] += right


def confidences(item: dict[str, Any], wrong: Sequence[str]) -> Iterator[tuple[str, float, bool]]:
    """Each field given, with its confidence and whether it is right; `whole` for the reference in all."""
    told = item.get("custom", {}).get("refdesk", {})
    found = fields_of(item)
    for name, sure in told.get("fields", {}).items():
        field_name = CSL_NAMES.get(name, name)
        if field_name in FIELDS and found.get(field_name):
            yield field_name, sure, field_name not in wrong
    if "confidence" in told:
        yield "whole", told["confidence"], not wrong


def print_table(tallies: dict[str, Tally]) -> None:
    """One line a source, then each field in all."""
    print(f"{'source':<40} {'strings':>7} {'F1':>6} {'whole':>6}   " + " ".join(f"{name[:6]:>6}" for name in FIELDS))
    for source, tally in sorted(tallies.items()):
        each = " ".join(f"{tally.f1(name):6.3f}" if tally.gold[name] else f"{'–':>6}" for name in FIELDS)
        print(f"{source:<40} {tally.strings:>7} {tally.f1():6.3f} {tally.whole / tally.strings:6.3f}   {each}")


def print_calibration(sure: Sequence[tuple[str, float, bool]]) -> None:
    """Of the fields given with about this confidence, how many are right?"""
    print("\nconfidence given   fields    right   references   wholly right")
    for low, high in pairwise(BINS):
        fields = [right for name, value, right in sure if name != "whole" and low <= value < high]
        wholes = [right for name, value, right in sure if name == "whole" and low <= value < high]
        given = f"{low:.2f} to {min(high, 1):.2f}"
        print(f"{given}     {len(fields):>7}   {_share(fields)}      {len(wholes):>7}         {_share(wholes)}")


def _share(right: Sequence[bool]) -> str:
    return f"{sum(right) / len(right):6.3f}" if right else f"{'–':>6}"


def _print_error(gold: Gold, item: dict[str, Any], wrong: Sequence[str]) -> None:
    found = fields_of(item) | {"author": _printed_names(item)}
    print(f"{gold.source}: {gold.string}")
    for name in wrong:
        print(f"    {name}: {found.get(name, '')!r}, labelled {gold.fields.get(name, '')!r}")


if __name__ == "__main__":
    main()
