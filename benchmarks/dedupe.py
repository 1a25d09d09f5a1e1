"""How well and how fast are duplicates found?

In: with --references FILE, labelled references (JSON Lines, also as .xz: objects with "id" and "segments", pairs of a
label and its text); without it, works are invented. Out: tables on stdout.

Quality: each work is written down once more as another hand would (a slip in the title, no subtitle, initials, no
year …), and beside some stands one that looks like it and is another (the second part, another edition, a reply).
Precision and recall are those of the pairs that `find_duplicates` joins. Half of the references, those whose id ends
in 0 to 7, are for tuning (--tuning); figures to be told come from the other half.

Time: seconds of CPU for so many entries in one file, reading them apart. A machine's figure, so nothing here is a test.
"""

import argparse
import json
import lzma
import random
import re
import resource
import time
import unicodedata
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import combinations
from pathlib import Path

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of, fields_of
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.name_lists import parse_names
from refdesk.resolving.duplicates import find_duplicates
from refdesk.resolving.fitting import OTHERS, fold

SEED = 20_03
CUTS = (0.6, 0.7, 0.8, 0.85, 0.9, 0.95)
Change = Callable[[Work, random.Random], Work]


def main() -> None:
    """Measure quality, then time, and print both."""
    options = _options()
    chance = random.Random(SEED)  # noqa: S311 - chance, not secrets
    if options.references:
        works = list(_unlike(_labelled(options.references, tuning=options.tuning)))
    else:
        works = [_invented(number, chance) for number in range(4_000)]
    print_quality(works, chance, show=options.show)
    if options.size:
        print_time(options.size, chance)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--references", type=Path, help="labelled references to make the works of")
    parser.add_argument("--tuning", action="store_true", help="take the half that is for tuning")
    parser.add_argument("--show", action="store_true", help="print the pairs that are missed or wrong at 0.8")
    parser.add_argument("--size", type=int, default=100_000, help="entries for the time; 0 leaves it out")
    return parser.parse_args()


# -- works -------------------------------------------------------------------------------------------------------------


def _labelled(path: Path, *, tuning: bool) -> Iterator[Work]:
    data = path.read_bytes()
    text = (lzma.decompress(data) if path.suffix == ".xz" else data).decode()
    for told in map(json.loads, text.splitlines()):
        if (told["id"][-1] in "01234567") == tuning:
            yield _work_of(told["segments"])


def _work_of(segments: Sequence[Sequence[str]]) -> Work:
    said: dict[str, str] = {}
    for label, text in segments:
        said.setdefault(label, text.strip(" .,;:()[]“”\"'"))
    year = re.search(r"\b(?:1[5-9]|20)\d\d\b", said.get("date", ""))
    kind = "book" if "container-title" not in said else "article-journal" if "volume" in said else "chapter"
    return Work(
        type=kind,
        authors=_names(said.get("author", "")),
        title=said.get("title") or None,
        container=re.sub(r"^In:?\s", "", said.get("container-title", "")) or None,
        issued=PartialDate(int(year[0])) if year else None,
        volume=re.sub(r"^vol\w*\.?\s*", "", said.get("volume", ""), flags=re.IGNORECASE) or None,
        pages=re.sub(r"^p+\.?\s*", "", said.get("pages", "")).replace("–", "-") or None,
        publisher=said.get("publisher") or None,
        edition=said.get("edition") or None,
        doi=re.sub(r"^doi:?\s*", "", said.get("doi", ""), flags=re.IGNORECASE) or None,
    )


def _names(text: str) -> tuple[Name, ...]:
    return parse_names(text).names


def _unlike(works: Iterable[Work]) -> Iterator[Work]:
    """One work of each title, for the references hold many works several times."""
    seen: set[object] = set()
    for work in works:
        title = fold(work.title or "").replace(" ", "")
        marks = {title[:24], (work.volume, work.pages, work.year)} if work.pages else {title[:24]}
        if len(title) >= 12 and work.creators and seen.isdisjoint(marks):
            seen |= marks
            yield work


_TOPICS = (
    "memory",
    "trade",
    "winter",
    "grammar",
    "rivers",
    "courts",
    "metals",
    "sleep",
    "taxes",
    "bridges",
    "maps",
    "debt",
)
_VIEWS = (
    "origins",
    "decline",
    "measure",
    "politics",
    "theory",
    "craft",
    "limits",
    "geography",
    "failure",
    "cost",
    "law",
)
_PLACES = ("Lisbon", "Ghana", "Oslo", "Kyoto", "Peru", "Bengal", "Naples", "Cairo", "Quebec", "Samoa", "Malta", "Tunis")
_SYLLABLES = (
    "ba",
    "dor",
    "fen",
    "gri",
    "hal",
    "jo",
    "kel",
    "lun",
    "mar",
    "nov",
    "os",
    "pra",
    "quin",
    "ros",
    "mül",
    "ñe",
)


def _invented(number: int, chance: random.Random) -> Work:
    family = "".join(chance.choices(_SYLLABLES, k=chance.randint(2, 3))).capitalize()
    others = tuple(
        Name("".join(chance.choices(_SYLLABLES, k=2)).capitalize(), "Ann B.") for _ in range(chance.randrange(3))
    )
    matters = f"{chance.choice(_TOPICS)} and {chance.choice(_TOPICS)}"
    title = f"The {chance.choice(_VIEWS)} of {matters} in {chance.choice(_PLACES)}"
    if chance.random() < 0.4:
        title += f": {chance.choice(_VIEWS)} and {chance.choice(_VIEWS)} since {chance.randint(1700, 1990)}"
    is_book = chance.random() < 0.3
    return Work(
        type="book" if is_book else "article-journal",
        authors=(Name(family, chance.choice(["Anna", "Ben C.", "Zoë", "Émile", "Kwame"])), *others),
        title=title,
        container=None if is_book else f"Journal of {chance.choice(_TOPICS).title()} Studies",
        issued=PartialDate(chance.randint(1950, 2024)),
        volume=None if is_book else str(chance.randint(1, 90)),
        pages=None if is_book else f"{number % 900}-{number % 900 + 12}",
        publisher="Some Press" if is_book else None,
        doi=f"10.1000/x.{number}" if chance.random() < 0.3 else None,
    )


# -- as another hand writes it -----------------------------------------------------------------------------------------


def _slip(work: Work, chance: random.Random) -> Work:
    words = (work.title or "").split()
    long = [place for place, word in enumerate(words) if len(word) > 5 and word.isalpha()]
    if long:
        place = chance.choice(long)
        at = chance.randint(1, len(words[place]) - 3)
        word = words[place]
        swapped = word[:at] + word[at + 1] + word[at] + word[at + 2 :]
        words[place] = chance.choice([swapped, word[:at] + word[at + 1 :], word[:at] + "e" + word[at + 1 :]])
    return replace(work, title=" ".join(words))


def _no_subtitle(work: Work, _: random.Random) -> Work:
    main = re.split(r"[:?.]\s", work.title or "", maxsplit=1)[0]
    return replace(work, title=main) if len(main) > 8 else work


def _initials(work: Work, _: random.Random) -> Work:
    return replace(
        work, authors=tuple(replace(name, given=name.given[:1] and f"{name.given[0]}.") for name in work.authors)
    )


def _capitals(work: Work, chance: random.Random) -> Work:
    title = work.title or ""
    return replace(work, title=chance.choice([title.upper(), title.title(), title.lower()]))


def _no_accents(work: Work, _: random.Random) -> Work:
    plain = unicodedata.normalize("NFKD", work.title or "").encode("ascii", "ignore").decode()
    return replace(work, title=plain or work.title)


def _other_order(work: Work, _: random.Random) -> Work:
    return replace(work, authors=(*work.authors[1:], *work.authors[:1]))


def _et_al(work: Work, _: random.Random) -> Work:
    return replace(work, authors=(work.authors[0], OTHERS)) if len(work.authors) > 1 else work


def _no_year(work: Work, _: random.Random) -> Work:
    return replace(work, issued=None)


def _next_year(work: Work, _: random.Random) -> Work:
    return replace(work, issued=PartialDate(work.year + 1)) if work.year else work


def _no_authors(work: Work, _: random.Random) -> Work:
    return replace(work, authors=())


def _short_container(work: Work, _: random.Random) -> Work:
    words = (work.container or "").split()
    return (
        replace(work, container=" ".join(f"{word[:4]}." for word in words if len(word) > 3)) if len(words) > 1 else work
    )


def _no_numbers(work: Work, _: random.Random) -> Work:
    return replace(work, volume=None, pages=None)


def _untyped(work: Work, _: random.Random) -> Work:
    return replace(work, type="webpage", urls=("https://example.org/library",))


# How often a hand does each; more than one change is usual.
CHANGES: Sequence[tuple[Change, int]] = (
    (_slip, 4),
    (_no_subtitle, 3),
    (_initials, 5),
    (_capitals, 4),
    (_no_accents, 2),
    (_other_order, 1),
    (_et_al, 2),
    (_no_year, 2),
    (_next_year, 1),
    (_no_authors, 1),
    (_short_container, 2),
    (_no_numbers, 2),
    (_untyped, 1),
)


# -- what looks like it and is another ---------------------------------------------------------------------------------


def _second_part(work: Work, _: random.Random) -> Work:
    return replace(work, title=f"{work.title}, part II", doi=None, pages="901-920" if work.pages else None)


def _later_edition(work: Work, _: random.Random) -> Work:
    """A later edition of a book; elsewhere, what an author wrote again under the same title."""
    later = replace(work, doi=None, issued=PartialDate((work.year or 1990) + 9))
    return replace(later, edition="4") if work.type == "book" else replace(later, volume="99", pages="1001-1009")


def _reply(work: Work, _: random.Random) -> Work:
    return replace(work, title=f"Reply to {work.title}", doi=None, pages="801-802" if work.pages else None)


def _review(work: Work, _: random.Random) -> Work:
    reviewer = (Name("Underhill", "Q."),)
    return replace(
        work, type="review-book", authors=reviewer, container="Reviews of Books", doi=None, pages="3-4", volume="7"
    )


def _other_word(work: Work, _: random.Random) -> Work:
    words = (work.title or "").split()
    place = max(range(len(words)), key=lambda at: len(words[at]))
    words[place] = "Xylophones"
    return replace(work, title=" ".join(words), doi=None)


LOOKALIKES: Sequence[Change] = (_second_part, _later_edition, _reply, _review, _other_word)


# -- quality -----------------------------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Case:
    """Entries, and for each pair that is one work the changes that made the second of the first."""

    entries: tuple[Entry, ...]
    pairs: dict[frozenset[str], str]


def case_of(works: Sequence[Work], chance: random.Random) -> Case:
    """Each work, each third one once more by another hand, and beside each fourth a lookalike."""
    entries: list[Entry] = []
    pairs: dict[frozenset[str], str] = {}
    for number, work in enumerate(works):
        entries.append(Entry(citekey=f"w{number}", work=work))
        if number % 3 == 0:
            count = chance.choice([1, 1, 2, 2, 3])
            chosen = chance.choices([change for change, _ in CHANGES], [often for _, often in CHANGES], k=count)
            changed = work
            for change in dict.fromkeys(chosen):
                changed = change(changed, chance)
            entries.append(Entry(citekey=f"d{number}", work=replace(changed, doi=None)))
            pairs[frozenset((f"w{number}", f"d{number}"))] = " ".join(
                change.__name__ for change in dict.fromkeys(chosen)
            )
        if number % 4 == 1:
            entries.append(Entry(citekey=f"l{number}", work=LOOKALIKES[number // 4 % len(LOOKALIKES)](work, chance)))
    chance.shuffle(entries)
    return Case(through_bibtex(entries), pairs)


def through_bibtex(entries: Iterable[Entry]) -> tuple[Entry, ...]:
    """The entries as they are read back from a library file."""
    return entries_of(BibFile.parse("\n".join(map(_block, entries)).encode()))[0]


def _block(entry: Entry) -> str:
    kind, fields = fields_of(entry)
    return (
        f"@{kind}{{{entry.citekey},\n" + "".join(f"  {name} = {{{value}}},\n" for name, value in fields.items()) + "}\n"
    )


def print_quality(works: Sequence[Work], chance: random.Random, *, show: bool) -> None:
    """Precision and recall at several scores, and which changes are missed most."""
    case = case_of(works, chance)
    print(f"{len(case.entries):,} entries, {len(case.pairs):,} pairs of one work")
    print(f"{'score':>6} {'found':>7} {'right':>7} {'precision':>10} {'recall':>8}")
    for cut in CUTS:
        found = _pairs_found(case.entries, cut)
        right = found & case.pairs.keys()
        print(f"{cut:6.2f} {len(found):7,} {len(right):7,} {_share(right, found):>10} {_share(right, case.pairs):>8}")
        if cut == 0.8 and show:
            _print_faults(case, found)
        if cut == 0.8:
            missed = Counter(word for pair, words in case.pairs.items() if pair not in found for word in words.split())
            told = ", ".join(f"{word.strip('_')} {count}" for word, count in missed.most_common(6))
    print(f"changes in pairs missed at 0.80: {told}")


def _pairs_found(entries: Sequence[Entry], cut: float) -> set[frozenset[str]]:
    groups = find_duplicates(entries, least=cut)
    return {frozenset(pair) for group in groups for pair in combinations(group.keys, 2)}


def _share(part: Iterable[object], whole: Iterable[object]) -> str:
    return f"{len(list(part)) / max(1, len(list(whole))):.1%}"


def _print_faults(case: Case, found: set[frozenset[str]]) -> None:
    works = {entry.citekey: entry.work for entry in case.entries}
    for pair in sorted(found ^ case.pairs.keys(), key=sorted):
        print("MISSED" if pair in case.pairs else "WRONG", case.pairs.get(pair, ""))
        for key in sorted(pair):
            work = works[key]
            names = "; ".join(name.display for name in work.creators)
            print(f"    {key}: {names} | {work.year} | {work.title} | {work.edition}")
            print(f"        {work.container} | {work.volume} | {work.pages}")


# -- time --------------------------------------------------------------------------------------------------------------


def print_time(size: int, chance: random.Random) -> None:
    """Seconds of CPU for a library of `size` works; each twentieth stands twice, each fiftieth is an introduction."""
    entries = list(_many(size, chance))
    data = "\n".join(map(_block, entries)).encode()
    started = time.process_time()
    read = entries_of(BibFile.parse(data))[0]
    reading = time.process_time() - started
    started = time.process_time()
    groups = find_duplicates(read)
    finding = time.process_time() - started
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{size:,} entries, {len(data) / 1e6:.0f} MB: read in {reading:.1f} s of CPU, ", end="")
    print(f"{len(groups):,} groups found in {finding:.1f} s more; peak {peak:,.0f} MB")


def _many(size: int, chance: random.Random) -> Iterator[Entry]:
    # Few family names, as in life: the commonest ten make a tenth of all.
    for number in range(size):
        work = _invented(number, chance)
        if number % 50 == 7:
            work = replace(work, title="Introduction", type="chapter", container=f"Book {number}")
        if number % 10 == 3:
            work = replace(work, authors=(Name(f"Wang{'' if number % 100 < 50 else 'g'}", "Wei"), *work.authors[1:]))
        yield Entry(citekey=f"k{number}", work=work)
        if number % 20 == 0:
            yield Entry(citekey=f"k{number}x", work=_initials(_slip(work, chance), chance))


if __name__ == "__main__":
    main()
