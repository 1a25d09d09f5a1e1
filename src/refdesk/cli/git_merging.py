"""`refdesk merge-file`: merge two versions of a file, as git asks a merge driver to."""

from pathlib import Path

import click

from refdesk.cli.options import SOME_PATH, one_line, say
from refdesk.model.errors import ExitCode


@click.command("merge-file", epilog="Example: refdesk merge-file base.bib ours.bib theirs.bib references.bib")
@click.argument("base", type=SOME_PATH)
@click.argument("ours", type=SOME_PATH)
@click.argument("theirs", type=SOME_PATH)
@click.argument("name", default="references.bib")
def merge_file(base: Path, ours: Path, theirs: Path, name: str) -> int:
    """Put the changes that lead from BASE to THEIRS into OURS, entry by entry; a merge driver for git.

    NAME is the file's own name, which tells how to read it: git hands over copies with names of no meaning. Where both
    changed the same entry, exits with 1, says what each side has, and leaves OURS alone.
    """
    from refdesk.formats.bibfile_merging import Overlap
    from refdesk.store.files import read_bytes, write_atomically
    from refdesk.store.merging import merged

    found, others, own = (read_bytes(path) for path in (base, theirs, ours))
    try:
        content = merged(name, found, others, own, called=("in theirs", "in ours"))
    except Overlap as overlap:
        say(one_line(f"refdesk: {name}: {overlap.message}"))
        return int(ExitCode.FINDINGS)
    if content != own:
        write_atomically(ours, content or b"")
    return int(ExitCode.DONE)
