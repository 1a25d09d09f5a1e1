"""Persons and bodies, and the ways in which styles write a list of them.

In: a chance and a language. Out: names in parts; and, for a form named as the style that uses it ("apa", "note",
"vancouver" …), the list as one text. What belongs to the field of names ("et al.") is written here; roles such as
"(Eds.)" stand in the templates.
"""

import re
from dataclasses import dataclass, replace
from random import Random

from training.made.words import rows, words

FAMILIES = {
    "en": ("english", "english", "english", "asian", "slavic", "nordic", "arabic", "african", "dutch", "spanish"),
    "de": ("german", "german", "german", "turkish", "slavic"),
    "fr": ("french", "french", "french", "arabic", "african"),
    "es": ("spanish",),
    "it": ("italian",),
    "pt": ("portuguese",),
    "nl": ("dutch", "dutch", "turkish"),
}

# A person of any origin may write in any language: one name in four comes from anywhere.
ORIGINS = (
    *("english", "german", "french", "spanish", "portuguese", "italian", "dutch", "nordic", "slavic"),
    *("turkish", "arabic", "asian", "african"),
)


@dataclass(frozen=True, slots=True)
class Name:
    """A person's given and family name with what stands behind it ("Jr."); a body or mononym has only `family`."""

    family: str
    given: str = ""
    suffix: str = ""
    acronym: str = ""


@dataclass(frozen=True, slots=True)
class NameForm:
    """How a style writes names: which are turned, how given names look, what joins them, how many there may be."""

    inverted: str = "all"  # all, first or none
    given: str = "full"  # full, or the pattern of initials: "I. I.", "I.I.", "II", "I I"
    comma: str = ", "  # between family and given name of a turned name
    between: str = ", "
    last: str = ", and "
    two: str = " and "
    capitals: bool = False
    most: int = 99
    shown: int = 1


FULL = NameForm()
NAME_FORMS = {
    "apa": NameForm(given="I. I.", last=", & ", two=", & ", most=7, shown=6),
    "apa-given": NameForm("none", "I. I.", last=", & ", two=" & ", most=7, shown=6),
    "bib": NameForm("first", last=", and ", two=", and ", most=10, shown=7),
    "bib-all": NameForm("all", two=", and "),
    "mla": NameForm("first", two=", and ", most=2),
    "note": NameForm("none", most=3),
    "vancouver": NameForm(given="II", comma=" ", last=", ", two=", ", most=6, shown=6),
    "vancouver-short": NameForm(given="II", comma=" ", last=", ", two=", ", most=4, shown=3),
    "ieee": NameForm("none", "I. I.", most=6),
    "acs": NameForm(given="I. I.", between="; ", last="; ", two="; ", most=10, shown=10),
    "harvard": NameForm(given="I.I.", last=" and ", most=4),
    "harvard-spaced": NameForm(given="I. I.", last=" and ", most=4),
    "agps": NameForm(given="II", comma=", ", last=" & ", two=" & ", most=4),
    "nature": NameForm(given="I. I.", last=" & ", two=" & ", most=5),
    "elsevier": NameForm("none", "I.I.", last=", ", two=", "),
    "springer": NameForm(given="II", comma=" ", last=", ", two=", ", most=8, shown=3),
    "lncs": NameForm(given="I.I.", last=", ", two=", "),
    "physics": NameForm("none", "I. I.", last=", and ", two=" and ", most=8),
    "given-stop": NameForm("none", "full", last=", and ", two=" and "),
    "upper": NameForm(given="I.", last=" and ", capitals=True, most=4),
    "upper-full": NameForm("all", between="; ", last="; ", two="; ", capitals=True, most=3),
    "upper-family": NameForm("all", comma=" ", between=", ", last=" and ", two=" and ", capitals=True),
    "upper-note": NameForm("none", last=" and ", two=" and ", capitals=True, most=3),
    "semicolon": NameForm("all", between="; ", last="; ", two="; "),
    "slash": NameForm("all", between=" / ", last=" / ", two=" / "),
    "slash-tight": NameForm("all", between="/", last="/", two="/"),
    "slash-note": NameForm("none", between=" / ", last=" / ", two=" / "),
    "ampersand": NameForm("first", last=" & ", two=" & "),
    "and-note": NameForm("none", last=" and ", two=" and ", most=3),
    "family-and": NameForm("all", last=" and ", two=" and ", most=3),
    "families": NameForm("all", given="", last=" & ", two=" & ", most=2),
}

AND = {"en": "and", "de": "und", "fr": "et", "es": "y", "it": "e", "pt": "e", "nl": "en"}
AND_OTHERS = {
    "en": ("et al.",) * 8 + ("et al", "and others"),
    "de": ("et al.", "u. a.", "u.a."),
    "fr": ("et al.",),
    "es": ("et al.", "y otros", "et al."),
    "it": ("et al.", "et alii"),
    "pt": ("et al.", "e outros"),
    "nl": ("et al.", "e.a."),
}


def draw_person(chance: Random, language: str) -> Name:
    """A person such as writes in `language`: now and then with a particle, a junior or several given names."""
    origin = chance.choice(ORIGINS if chance.random() < 0.25 else FAMILIES[language])
    given = chance.choice(words("people", f"{origin} given"))
    if origin == "english" and chance.random() < 0.35:
        given += f" {chance.choice('ABCDEFGHJKLMPRSTW')}."
    family = chance.choice(words("people", f"{origin} family"))
    if origin == "german" and chance.random() < 0.06:
        family = f"von {family}"
    suffix = chance.choice(words("people", "suffixes")[:4]) if origin == "english" and chance.random() < 0.025 else ""
    return Name(family, given, suffix)


def draw_people(chance: Random, language: str, most: int = 5) -> tuple[Name, ...]:
    """One person or several, fewer oftener than many; sometimes a crowd, to be cut with "et al."."""
    count = chance.choice((1, 1, 1, 1, 2, 2, 2, 3, 3, 4, 5, 7, 9, 12))
    return tuple(draw_person(chance, language) for _ in range(min(count, most)))


def draw_body(chance: Random, language: str) -> tuple[Name, str, str]:
    """An organisation with the place and the domain it has: a ministry, a foundation, a firm."""
    name, acronym, place, domain = chance.choice(rows("bodies", language))
    return Name(name, acronym=acronym), place, domain


def print_names(names: tuple[Name, ...], form: NameForm, language: str, chance: Random) -> str:
    """The list of names as `form` writes it, in the words of `language`."""
    shown = names if len(names) <= form.most else names[: form.shown]
    texts = [
        print_name(name, form, turned=form.inverted == "all" or (form.inverted == "first" and place == 0))
        for place, name in enumerate(shown)
    ]
    if len(shown) < len(names):
        return cut_short(texts, form, language, chance)
    if len(texts) == 1:
        return texts[0]
    joint = form.two if len(texts) == 2 else form.last
    return form.between.join(texts[:-1]) + joint.replace(" and ", f" {AND[language]} ") + texts[-1]


def cut_short(texts: list[str], form: NameForm, language: str, chance: Random) -> str:
    """The names that are shown, with the words that stand for the rest."""
    comma = "" if len(texts) == 1 and form.between == ", " and chance.random() < 0.5 else form.between.rstrip()
    return form.between.join(texts) + f"{comma} {chance.choice(AND_OTHERS[language])}"


def print_name(name: Name, form: NameForm, *, turned: bool) -> str:
    """One name as `form` writes it; a body stays as it is, with its acronym in brackets where it has one to show."""
    family = name.family.upper() if form.capitals else name.family
    if not name.given:
        return f"{family} ({name.acronym})" if name.acronym else family
    given = name.given if form.given == "full" else initials(name.given, form.given)
    if not given:
        return family
    comma = " " if form.comma == " " else ", "
    suffix = f"{comma}{name.suffix}" if name.suffix else ""
    return f"{family}{form.comma}{given}{suffix}" if turned else f"{given} {family}{suffix}"


def initials(given: str, pattern: str) -> str:
    """The initials of `given` by `pattern`: "I. I." with blanks, "I.I." without, "II" bare, "I." only the first.

    A hyphen stays with dots ("J.-P.") and goes without them ("JP"), as styles have it.
    """
    if not pattern:
        return ""
    parts = [part for part in re.split(r"[ .]+", given) if part]
    dot = "." if "." in pattern else ""
    short = ["-".join(bit[0].upper() + dot for bit in part.split("-") if bit) for part in parts]
    if not dot:
        short = [part.replace("-", "") for part in short]
    return (" " if " " in pattern else "").join(short[:1] if pattern == "I." else short)


def without_acronyms(names: tuple[Name, ...]) -> tuple[Name, ...]:
    """The names, bodies without the acronym in brackets, as most styles print them."""
    return tuple(replace(name, acronym="") for name in names)
