"""Alter labelled strings as printers, converters and depositors do, so that the model has met it before.

In: labelled strings and a seed. Out: altered copies, each by one to three of the changes below. The same seed gives the
same copies.
"""

import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from training.strings import Labelled

Segments = list[tuple[str, str]]
Change = Callable[[Segments, random.Random], Segments]

_LATIN = re.compile(r"[A-Za-z]{3}")


def augmented(strings: Sequence[Labelled], *, share: float, seed: int) -> Iterator[Labelled]:
    """Altered copies of a `share` of the strings (more than 1: several of each)."""
    chance = random.Random(seed)  # noqa: S311 - reproducible, not secret
    for string in strings:
        for _ in range(int(share) + (chance.random() < share % 1)):
            segments = list(string.segments)
            for change in chance.choices(_CHANGES, weights=_WEIGHTS, k=chance.choice((1, 1, 2, 2, 3))):
                segments = [piece for piece in change(segments, chance) if piece[1]]
            if segments and tuple(segments) != string.segments:
                yield replace(string, id=f"{string.id}~", segments=tuple(segments))


def _without_blanks(segments: Segments, chance: random.Random) -> Segments:
    """`Smith,J.,Phys.Rev.D`: the blanks behind marks are lost, everywhere or here and there."""
    often = chance.choice((1.0, 0.5))
    return [
        (label, re.sub(r"([.,;:)])\s+", lambda m: m[1] if chance.random() < often else m[0], text))
        for label, text in segments
    ]


def _without_title(segments: Segments, _: random.Random) -> Segments:
    """Physicists give no titles."""
    if not any(label == "container-title" for label, _ in segments):
        return segments
    return [piece for piece in segments if piece[0] != "title"]


def _shouted_names(segments: Segments, _: random.Random) -> Segments:
    return [(label, text.upper() if label in {"author", "editor"} else text) for label, text in segments]


def _without_stops(segments: Segments, chance: random.Random) -> Segments:
    """The stop or comma that ends a field is lost."""
    return [(label, re.sub(r"[.,;:](?=\s*$)", "", text) if chance.random() < 0.5 else text) for label, text in segments]


def _commas_for_stops(segments: Segments, chance: random.Random) -> Segments:
    """Fields end in commas in place of stops, or the other way round."""
    old, new = chance.choice(((".", ","), (",", "."), (".", ";")))
    return [
        (label, re.sub(rf"{re.escape(old)}(?=\s*$)", new, text) if i + 1 < len(segments) and len(text) > 6 else text)
        for i, (label, text) in enumerate(segments)
    ]


def _year_elsewhere(segments: Segments, chance: random.Random) -> Segments:
    """The year goes to the end, or behind the authors."""
    places = [i for i, (label, _) in enumerate(segments) if label == "date"]
    if len(places) != 1 or len(segments) < 3:
        return segments
    year = re.search(r"(?:1[5-9]|20)\d\d", segments[places[0]][1])
    if not year:
        return segments
    rest = [piece for i, piece in enumerate(segments) if i != places[0]]
    if chance.random() < 0.7 or rest[0][0] != "author":
        label, text = rest[-1]
        printed = chance.choice((f"({year[0]}).", f"({year[0]})", f"{year[0]}.", year[0]))
        return [*rest[:-1], (label, text.rstrip(" .,;") + chance.choice((" ", ", ", ","))), ("date", printed)]
    return [rest[0], ("date", chance.choice((f"({year[0]}). ", f"{year[0]}. ", f"({year[0]}) "))), *rest[1:]]


def _without_number(segments: Segments, chance: random.Random) -> Segments:
    """The list number goes, or comes."""
    if segments[0][0] == "citation-number":
        return segments[1:]
    number = chance.randint(1, 120)
    mark = chance.choice((f"[{number}] ", f"{number}. ", f"({number}) ", f"{number} ", f"{number}) "))
    return [("citation-number", mark), *segments]


def _italics(segments: Segments, chance: random.Random) -> Segments:
    """The container in italics, or the title where there is no container; sometimes quotes around the title."""
    labels = {label for label, _ in segments}
    chosen = "container-title" if "container-title" in labels else "title"
    opening, closing = chance.choice((("*", "*"), ("*", "*"), ("_", "_"), ("<i>", "</i>"), ("\\emph{", "}")))
    quotes = chance.choice((("“", "”"), ('"', '"'), ("‘", "’"), ("", ""), ("", ""), ("", "")))
    return [
        _wrapped(piece, opening, closing)
        if piece[0] == chosen
        else _wrapped(piece, *quotes)
        if piece[0] == "title" and not re.match(r"\s*[\"“„«'‘]", piece[1])
        else piece
        for piece in segments
    ]


def _wrapped(piece: tuple[str, str], opening: str, closing: str) -> tuple[str, str]:
    label, text = piece
    match = re.fullmatch(r"(?P<lead>\s*(?:[Ii]n:?\s)?)(?P<words>.*?)(?P<end>[.,;:]?\s*)", text, re.DOTALL)
    if not match or not match["words"] or (opening in "*_" and opening in text):
        return piece
    end = match["end"]
    if closing in '”"’' and end[:1] in {".", ","}:
        return label, f"{match['lead']}{opening}{match['words']}{end[0]}{closing}{end[1:]}"
    return label, f"{match['lead']}{opening}{match['words']}{closing}{end}"


def _broken_lines(segments: Segments, chance: random.Random) -> Segments:
    """Line ends in place of blanks, and a word broken here and there."""
    broken = []
    for label, text in segments:
        changed = re.sub(r" (?=\S)", lambda m: "\n" if chance.random() < 0.08 else m[0], text)
        if label in {"title", "container-title"} and chance.random() < 0.4:
            changed = re.sub(r"([a-z]{4})([a-z]{4})", r"\1-\n\2", changed, count=1)
        broken.append((label, changed))
    return broken


def _fewer_authors(segments: Segments, chance: random.Random) -> Segments:
    """Only the first author, with "et al." or without."""
    if segments[0][0] != "author" or len(segments[0][1]) < 30:
        return segments
    match = re.match(r"[^,;&]{2,40}[,;](?:\s?(?:[A-Z]\.[- ]?){1,3},?)?", segments[0][1])
    if not match:
        return segments
    first = match[0].rstrip(" ,;")
    return [("author", first + chance.choice((" et al., ", ", et al. ", " et al. ", " ", ", "))), *segments[1:]]


def _address(segments: Segments, chance: random.Random) -> Segments:
    """A DOI or an address at the end, as most lists have nowadays; made up of the string's own letters."""
    if any(label in {"doi", "url"} for label, _ in segments) or not _LATIN.search(segments[-1][1] + "xxx"):
        return segments
    slug = re.sub(r"[^a-z]+", "-", "".join(text for _, text in segments).lower())[8:30].strip("-")
    doi = f"10.{chance.randint(1000, 9999)}/{slug[:8]}.{chance.randint(1990, 2024)}.{chance.randint(1, 9999)}"
    label, text = segments[-1]
    body: Segments = [*segments[:-1], (label, text.rstrip() + ("" if text.rstrip().endswith(".") else ".") + " ")]
    if chance.random() < 0.6:
        return [
            *body,
            ("doi", chance.choice(("https://doi.org/", "doi:", "doi: ", "DOI ", "http://dx.doi.org/")) + doi),
        ]
    lead = chance.choice(("", "", "Available at: ", "Retrieved from ", "URL: "))
    return [*body, ("url", f"{lead}https://www.{slug[:10].strip('-')}.{chance.choice(('org', 'com', 'de'))}/{slug}")]


def _few_fields(segments: Segments, chance: random.Random) -> Segments:
    """A field or two are missing: deposited strings often have no title, no pages, no issue."""
    gone = set(chance.sample(("issue", "pages", "title", "place", "doi", "date"), 2))
    kept = [piece for piece in segments if piece[0] not in gone]
    return kept if len(kept) > 2 else segments


def _plain_marks(segments: Segments, _: random.Random) -> Segments:
    """Dashes and quotes as on a typewriter."""
    table = str.maketrans({"–": "-", "—": "-", "“": '"', "”": '"', "‘": "'", "’": "'", "«": '"', "»": '"'})
    return [(label, text.translate(table)) for label, text in segments]


def _longer_dates(segments: Segments, chance: random.Random) -> Segments:
    """`1998;` of Vancouver becomes `1998 Apr 25;`, a bare year `12 May 1998` or `May 1998`."""
    month = chance.choice(("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"))
    day = chance.choice((f" {chance.randint(1, 30)}", ""))
    medical = any(label == "date" and re.search(r"\d{4};", text) for label, text in segments)
    longer = rf"\g<0> {month}{day}" if medical else f"{day} {month} \\g<0>".strip()
    return [
        (label, re.sub(r"(?<!\d)(?:19|20)\d\d(?!\w)", longer, text, count=1) if label == "date" else text)
        for label, text in segments
    ]


_CHANGES: tuple[Change, ...] = (
    _without_blanks,
    _without_title,
    _shouted_names,
    _without_stops,
    _commas_for_stops,
    _year_elsewhere,
    _without_number,
    _italics,
    _broken_lines,
    _fewer_authors,
    _address,
    _few_fields,
    _plain_marks,
    _longer_dates,
)
_WEIGHTS = (3, 2, 2, 3, 3, 3, 2, 6, 2, 2, 3, 3, 2, 2)
