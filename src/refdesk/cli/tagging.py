"""`refdesk tag`: what people sort works by."""

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import click

from refdesk.cli.options import counted, desk_options, json_option, one_line, print_json, quiet_option, say
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError

if TYPE_CHECKING:
    from refdesk.desk.tagging import TagChanges, TagUse


@click.command(
    epilog="\b\nExample:\n  refdesk tag\n  refdesk tag ostrom1990governing --add commons --add 'to read'\n"
    "  refdesk tag --rename commons=Commons"
)
@desk_options
@click.argument("keys", nargs=-1, metavar="[KEY]...")
@click.option("--add", "added", multiple=True, metavar="TAG", help="Add a tag to the entries.")
@click.option("--remove", "removed", multiple=True, metavar="TAG", help="Take a tag out of the entries.")
@click.option("--rename", "renamed", multiple=True, metavar="OLD=NEW", help="Rename a tag; without KEY in all entries.")
@click.option(
    "--query", metavar="QUERY", help="The entries that a search finds (see `refdesk search`), instead of KEYs."
)
@click.option("--all", "everything", is_flag=True, help="Every entry, instead of KEYs.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
@quiet_option
def tag(  # noqa: PLR0913 - click hands over every option as an argument
    desk: Desk,
    *,
    keys: Sequence[str],
    added: Sequence[str],
    removed: Sequence[str],
    renamed: Sequence[str],
    query: str | None,
    everything: bool,
    dry_run: bool,
    as_json: bool,
    quiet: bool,
) -> None:
    """List tags, or change those of entries. Tags are the keywords of an entry, but for refdesk's own words.

    Without --add, --remove or --rename the tags are listed, of all entries or of those named, with how many entries
    bear each; tags in the front matter of annotations are counted beside. `refdesk undo` takes changes back.
    """
    from refdesk.desk.tagging import TagChanges

    chosen = _chosen(desk, keys, query, everything=everything)
    if not (added or removed or renamed):
        _list(desk, chosen, as_json=as_json)
        return
    if chosen is None and not everything and (added or removed):
        raise RefdeskError("which entries?", remedy="name them by KEY or --query, or say --all")
    changes = TagChanges(dict(map(_renaming, renamed)), removed, added)
    _change(desk, chosen, changes, (dry_run, as_json, quiet))


def _chosen(desk: Desk, keys: Sequence[str], query: str | None, *, everything: bool) -> Sequence[str] | None:
    """The citekeys meant, or None for all."""
    if (bool(keys), query is not None, everything).count(True) > 1:
        raise RefdeskError("KEYs, --query and --all name the entries in different ways", remedy="use one of them")
    if query is not None:
        from refdesk.desk.querying import load_library, search, with_saved

        return [entry.citekey for entry in search(load_library(desk), with_saved(desk, query))]
    return keys or None


def _renaming(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not equals or not old.strip() or not new.strip():
        raise RefdeskError(f"{text!r} renames nothing", where="--rename", remedy="write OLD=NEW")
    return old, new


def _list(desk: Desk, citekeys: Sequence[str] | None, *, as_json: bool) -> None:
    from refdesk.desk.tagging import tags_of

    tags = tags_of(desk, citekeys)
    if as_json:
        print_json([_use_object(use) for use in tags.uses])
    elif tags.uses:
        click.echo("\n".join(map(_row, tags.uses)))
    else:
        say("no tags")
    for caution in tags.cautions:
        say(one_line(caution))


def _row(use: "TagUse") -> str:
    beside = f"  (and in {counted(len(use.annotations), 'annotation')})" if use.annotations else ""
    return f"{len(use.entries):>5}  {one_line(use.tag)}{beside}"


def _use_object(use: "TagUse") -> dict[str, Any]:
    return {
        "tag": use.tag,
        "count": len(use.entries),
        "keys": list(use.entries),
        "annotations": list(use.annotations),
    }


def _change(desk: Desk, citekeys: Sequence[str] | None, changes: "TagChanges", manner: tuple[bool, bool, bool]) -> None:
    """Make the changes and tell them; `manner` says whether to make them in earnest, as JSON, and in silence."""
    from refdesk.desk.tagging import annotations_with, change_tags

    dry_run, as_json, quiet = manner
    edited = change_tags(desk, citekeys, changes, dry_run=dry_run)
    if as_json:
        told = ((entry.citekey, entry.changes[0]) for entry in edited)
        print_json([{"key": key, "before": change.before, "after": change.after} for key, change in told])
    for sentence in (sentence for entry in edited for sentence in entry.told):
        say(one_line(f"would change: {sentence}" if dry_run else sentence), quiet=quiet)
    if not edited:
        say("nothing changed", quiet=quiet)
    for path in annotations_with(desk, {*changes.renamed, *changes.removed}):
        say(one_line(f"{path} lists it still; annotations are yours to change"), quiet=quiet)
