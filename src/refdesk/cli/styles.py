"""`refdesk styles`: find a citation style, and see what it looks like."""

from collections.abc import Iterator, Sequence

import click

from refdesk.cli.options import json_option, print_json, say
from refdesk.desk.sampling import Sample, sample
from refdesk.store.styles import SHORT_NAMES, StyleName, list_styles, style_fields

_FEW = 3
"""So many styles are shown with a sample even where nobody asks for one."""
_MOST = 50
"""So many are at most, since every style has to be read for it."""


@click.command(
    epilog="\b\nExample:\n  refdesk styles vancouver\n  refdesk styles field:history class:note\n"
    "  refdesk styles field:law --sample"
)
@click.argument("query", nargs=-1, metavar="[WORD]...")
@click.option("--all", "everything", is_flag=True, help="List every style there is.")
@click.option(
    "--sample/--no-sample", "samples", default=None, help=f"Print a work in each style (else for up to {_FEW} styles)."
)
@json_option
def styles(*, query: Sequence[str], everything: bool, samples: bool | None, as_json: bool) -> None:
    """List citation styles that these words fit, the best first; without words, the best-known ones.

    A word may be part of the id, the title, an older name, a field (history) or the way of citing (author-date,
    numeric, note, label); field:WORD and class:WORD look there alone, and class:in-text is everything but notes.
    """
    found = list_styles(" ".join(query))
    if not query and not everything:
        known = set(SHORT_NAMES.values())
        say(f"the best-known of {len(found):,} styles; name a word to search them, or --all", quiet=as_json)
        found = tuple(style for style in found if style.id in known)
    shown = _samples(found, samples, quiet=as_json)
    if as_json:
        print_json([_object(style, shown.get(style.id)) for style in found])
        return
    for style in found:
        for line in _lines(style, query, shown.get(style.id)):
            click.echo(line)
    if not found:
        say(_nothing(query))


def _samples(found: Sequence[StyleName], wanted: bool | None, *, quiet: bool) -> dict[str, Sample | None]:
    """The samples of the styles that get one."""
    if wanted is False or (wanted is None and len(found) > _FEW):
        return {}
    if len(found) > _MOST:
        say(f"samples for the first {_MOST} of {len(found):,} styles", quiet=quiet)
    return {style.id: sample(style.id) for style in found[:_MOST]}


def _object(style: StyleName, shown: Sample | None) -> dict[str, object]:
    return {
        "id": style.id,
        "title": style.title,
        "parent": style.parent,
        "aliases": list(style.aliases),
        "class": style.citing or None,
        "fields": list(style.fields),
        "sample": {"citation": shown.citation, "reference": shown.reference} if shown else None,
    }


def _lines(style: StyleName, query: Sequence[str], shown: Sample | None) -> Iterator[str]:
    """Id, title, and of the other names the short one and those that were searched for; below it the sample."""
    named = [
        alias for alias in style.aliases if alias in SHORT_NAMES or any(word.casefold() in alias for word in query)
    ]
    aliases = f" [{', '.join(named)}]" if named else ""
    parent = f" (as {style.parent})" if style.parent else ""
    yield f"{style.id}{aliases}  {style.title}{parent}"
    if shown:
        yield from (f"    {text}" for text in (shown.citation, shown.reference) if text)


def _nothing(query: Sequence[str]) -> str:
    asked = any(word.casefold().startswith("field:") for word in query)
    return f"no such style; the fields are {', '.join(style_fields())}" if asked else "no such style"
