"""The styles in which made references are printed, read from `words/styles.txt`.

Out: a Style for each section: the forms of its names, its habits, and its templates by kind (see `templates` for their
marks). Sources: the forms that the published guides prescribe, none of their sentences.
"""

from dataclasses import dataclass
from functools import cache

from training.made.words import lines, sections

# The section of the endings that several templates share, each named as `@NAME` in them.
ENDINGS = "endings"


@dataclass(frozen=True, slots=True, eq=False)
class Style:
    """A style: where it is used and how often, how it prints names, and its habits (None: by chance)."""

    name: str
    author: str
    editor: str
    templates: dict[str, tuple[str, ...]]
    languages: tuple[str, ...]
    weight: float
    numbered: bool  # whether strings carry a list number, as a rule
    lead: bool  # whether words such as "See" may stand before
    headlines: bool | None  # whether titles carry capitals
    inside: bool | None  # whether stops stand inside the quotes


@cache
def styles() -> tuple[Style, ...]:
    """Every style, in the order of the file."""
    return tuple(read_style(name) for name in sections("styles") if name != ENDINGS)


def read_style(name: str) -> Style:
    """The style of a section: settings with "=", templates with ":"."""
    settings: dict[str, str] = {}
    templates: dict[str, tuple[str, ...]] = {}
    for line in lines("styles", name):
        key, mark, text = split_line(line)
        if mark == " = ":
            settings[key] = text
        else:
            templates[key] = (*templates.get(key, ()), with_endings(text))
    return Style(
        name=name,
        author=settings["author"],
        editor=settings["editor"],
        templates=templates,
        languages=tuple(settings["languages"].split()),
        weight=float(settings["weight"]),
        numbered=settings.get("numbered") == "yes",
        lead=settings.get("lead") == "yes",
        headlines=YES_OR_NO.get(settings.get("headlines", "")),
        inside=YES_OR_NO.get(settings.get("inside", "")),
    )


YES_OR_NO = {"yes": True, "no": False}


def split_line(line: str) -> tuple[str, str, str]:
    """Key, mark (" = " of settings or ": " of templates) and text of a line."""
    mark = next(sign for sign in (" = ", ": ") if line.partition(sign)[0].replace(" ", "").isalpha())
    return line.partition(mark)


def with_endings(template: str) -> str:
    """The template with the endings that it names in their places."""
    for line in lines("styles", ENDINGS):
        name, _, ending = line.partition(": ")
        template = template.replace(f"@{name}", ending)
    return template
