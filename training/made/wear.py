"""What happens to a printed reference on its way to a reader: list marks, lead words, broken lines, lost stops.

In: labelled segments and a chance. Out: segments with the same labels, their texts a little worn. The rates are low: a
reference as its style prints it is the rule.
"""

import re
from collections.abc import Callable
from random import Random

Segments = list[tuple[str, str]]

LEADS = (
    *("See ", "See also ", "See, for example, ", "See e.g. ", "Cf. ", "cf. ", "For an overview, see ", "As quoted in "),
    *("Quoted in ", "Cited in ", "For a discussion see ", "On this point, see ", "see ", "Compare "),
)

# Words that come when lines are cut or text is recognised from a picture, and what becomes of them.
MISREAD = {"l": "1", "1": "l", "O": "0", "rn": "m", "fi": "fl", ", ": " , ", ". ": " .", " ": ""}


def with_list_mark(segments: Segments, chance: Random, share: float) -> Segments:
    """The string behind a number or bullet of its list, in a share of the cases."""
    if chance.random() >= share:
        return segments
    number = chance.choice((chance.randrange(1, 40), chance.randrange(1, 180)))
    mark = chance.choice(
        (
            f"[{number}] ",
            f"[{number}] ",
            f"{number}. ",
            f"{number}. ",
            f"({number}) ",
            f"{number} ",
            f"[{number}]",
            f"{number}) ",
        )
    )
    return [("citation-number", mark), *segments]


def with_bullet(segments: Segments, chance: Random) -> Segments:
    """The string behind a bullet, seldom."""
    return (
        [("citation-number", chance.choice(("• ", "- ", "* ", "– ", "◦ "))), *segments]
        if chance.random() < 0.012
        else segments
    )


def with_lead(segments: Segments, chance: Random) -> Segments:
    """Words of the writer before the reference of a note."""
    return [("other", chance.choice(LEADS)), *segments] if chance.random() < 0.13 else segments


def without_last_stop(segments: Segments, chance: Random) -> Segments:
    """The last stop is left out by many."""
    if chance.random() < 0.25:
        label, text = segments[-1]
        return [*segments[:-1], (label, text.rstrip().rstrip(".") or text)]
    return segments


def with_other_stops(segments: Segments, chance: Random) -> Segments:
    """One field ends in a comma for a stop, a stop for a comma, or in nothing."""
    if len(segments) < 3 or chance.random() >= 0.07:
        return segments
    place = chance.randrange(len(segments) - 1)
    label, text = segments[place]
    changed = re.sub(r"(\w)([.,])( )\Z", lambda found: found[1] + chance.choice((",", ".", "")) + found[3], text)
    return [*segments[:place], (label, changed), *segments[place + 1 :]]


def with_lost_blank(segments: Segments, chance: Random) -> Segments:
    """Between two fields the blank is lost: "2011.The"."""
    if len(segments) < 3 or chance.random() >= 0.04:
        return segments
    place = chance.randrange(len(segments) - 1)
    label, text = segments[place]
    return [*segments[:place], (label, re.sub(r"([.,;:)]) \Z", r"\1", text)), *segments[place + 1 :]]


def with_broken_lines(segments: Segments, chance: Random) -> Segments:
    """Lines end where a column ends; a word is divided there now and then."""
    if chance.random() >= 0.06:
        return segments
    width, at, worn = chance.randrange(42, 95), 0, []
    for label, text in segments:
        broken = ""
        for word in re.findall(r"\s*[^\s]+\s*|\s+", text):
            at += len(word)
            if at > width and word.endswith(" "):
                broken, at = broken + divided(word, label, chance) + "\n", 0
            else:
                broken += word
        worn.append((label, broken))
    return worn


def divided(word: str, label: str, chance: Random) -> str:
    """The last word of a line, without its blank; a long one divided by a hyphen and the line end."""
    word = word.rstrip()
    if label in ("title", "container-title") and word.isalpha() and len(word) > 8 and chance.random() < 0.5:
        cut = chance.randrange(3, len(word) - 3)
        return f"{word[:cut]}-\n{word[cut:]}"
    return word


def with_misreadings(segments: Segments, chance: Random) -> Segments:
    """Letters and blanks that a machine misread, a few in a string."""
    if chance.random() >= 0.035:
        return segments
    return [(label, text if label in ("url", "doi") else misread(text, chance)) for label, text in segments]


def misread(text: str, chance: Random) -> str:
    """A text with one or two places misread."""
    for seen, read in chance.sample(sorted(MISREAD.items()), 2):
        places = [found.start() for found in re.finditer(re.escape(seen), text[:-1])]
        if places and chance.random() < 0.5:
            place = chance.choice(places)
            text = text[:place] + read + text[place + len(seen) :]
    return text


WEAR: tuple[Callable[[Segments, Random], Segments], ...] = (
    without_last_stop,
    with_other_stops,
    with_lost_blank,
    with_misreadings,
    with_broken_lines,
)


def wear(segments: Segments, chance: Random, *, numbered: bool, lead: bool) -> Segments:
    """The segments as a reader meets them; `numbered` lists have marks, notes may have lead words."""
    if lead:
        segments = with_lead(segments, chance)
    segments = with_list_mark(segments, chance, 0.6 if numbered else 0.04)
    if segments[0][0] != "citation-number":
        segments = with_bullet(segments, chance)
    for change in WEAR:
        segments = [piece for piece in change(segments, chance) if piece[1]]
    label, text = segments[-1]
    return [*segments[:-1], (label, text.rstrip() or text)]
