"""What was asked on the command line? Arguments → exit code.

Commands are imported only when they are called: `COMMANDS` names where each one lives, so that
`refdesk --version` imports nothing heavy.
"""

import importlib
import io
import os
import sys
from collections.abc import Sequence
from typing import Any

import click

from refdesk import __version__
from refdesk.model.errors import ExitCode, RefdeskError

COMMANDS: dict[str, tuple[str, str]] = {
    # verb: (module in refdesk.cli that holds a click command of this name, one line of help)
    "add": ("adding", "Add what you paste: BibTeX, RIS, a DOI, a URL, a reference."),
    "annotate": ("annotating", "Write what you think of a work."),
    "cite": ("exporting", "Print citations of works in a style."),
    "cited-by": ("looking", "Print which documents cite a work, and where."),
    "cites": ("looking", "List the works that a document cites."),
    "citations": ("looking", "Print who cites what, where and how."),
    "config": ("configuring", "Show the settings and where they come from, or change one."),
    "contexts": ("looking", "Print the sentence around each mark that cites a work."),
    "dedupe": ("merging", "Find entries that may be one work."),
    "edit": ("editing", "Change, move or delete an entry of the library."),
    "export": ("exporting", "Write a formatted bibliography, or the data, to a file."),
    "extract": ("reading", "Show what documents cite, without a desk."),
    "history": ("undoing", "List the changes that refdesk made to the desk."),
    "import": ("adding", "Add the works in files of other programs."),
    "ingest": ("reading", "Read documents; add what they cite to the library."),
    "links": ("links", "Check the addresses that the library cites."),
    "lint": ("linting", "Print what is odd about the library and its sources."),
    "list": ("looking", "List the library."),
    "merge": ("merging", "Make one entry of several that are one work."),
    "merge-file": ("git_merging", "Merge two versions of a library, entry by entry, for git."),
    "parse": ("reading", "Read reference strings and print CSL-JSON."),
    "redo": ("undoing", "Make a change again that undo took back."),
    "rekey": ("editing", "Give entries new citekeys by the pattern."),
    "review": ("review", "Go through what is in doubt, and decide."),
    "search": ("looking", "Find entries by words."),
    "show": ("looking", "Show one entry: fields, who cites it, what is odd."),
    "styles": ("styles", "Find citation styles, and see what they look like."),
    "tag": ("tagging", "List tags, or change those of entries."),
    "tui": ("tui", "Browse the desk in the terminal."),
    "undo": ("undoing", "Take back the last change that refdesk made."),
}


class ReaderGoneError(Exception):
    """Who read our stdout has closed it, as `head` does: the rest is not wanted."""


class LazyGroup(click.Group):
    """A click group whose commands are imported on first use."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        """Every verb, in order of the alphabet."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        """Import the verb `cmd_name`, or return None where there is none."""
        if cmd_name not in COMMANDS:
            return None
        module = importlib.import_module(f"refdesk.cli.{COMMANDS[cmd_name][0]}")
        commands = (value for value in vars(module).values() if isinstance(value, click.Command))
        return next(command for command in commands if command.name == cmd_name)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])

    def invoke(self, ctx: click.Context) -> Any:
        """Run the verb. Raises ReaderGoneError for a broken pipe, which click itself would end with exit code 1."""
        try:
            return super().invoke(ctx)
        except BrokenPipeError:
            raise ReaderGoneError from None


@click.group(
    cls=LazyGroup,
    context_settings={"help_option_names": ["-h", "--help"]},
    epilog="Example: refdesk ingest essay.txt, then refdesk list. `refdesk VERB --help` shows an example of each verb.",
)
@click.version_option(__version__, prog_name="refdesk")
def refdesk() -> None:
    """Point refdesk at documents; get a clean BibTeX library of what they cite."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; the only place where errors become text and exit codes."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors="backslashreplace")  # a terminal without Unicode still shows every line
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code (see `ExitCode`)."""
    words = None if arguments is None else list(arguments)
    try:
        code: Any = refdesk.main(args=words, prog_name="refdesk", standalone_mode=False)
    except RefdeskError as error:
        code = _failed(str(error), error.code)
    except click.ClickException as error:
        code = _misused(error)
    except (click.Abort, KeyboardInterrupt):
        code = _failed("stopped", _INTERRUPTED)
    except ReaderGoneError:
        code = _write_to_nobody()
    except OSError as error:  # a full disk behind stdout, a folder that went away
        code = _failed(f"{error.filename or 'stdout'}: {error.strerror or error}", ExitCode.USAGE)
    return int(code) if isinstance(code, int) else int(ExitCode.DONE)


_INTERRUPTED = 130
"""128 and the number of SIGINT, as shells count."""


def _failed(message: str, code: int) -> int:
    """Tell what went wrong in one line on stderr, and return the exit code."""
    from refdesk.cli.options import one_line

    click.echo(f"refdesk: {one_line(message)}", err=True)
    return code


def _misused(error: click.ClickException) -> int:
    """Tell of a wrong usage and where to read about the right one; a group without a verb shows its help."""
    if isinstance(error, click.exceptions.NoArgsIsHelpError):
        error.show()
        return ExitCode.USAGE
    context = getattr(error, "ctx", None)
    told = error.format_message().rstrip(".")
    return _failed(f"{told} (see {context.command_path} --help)" if context else told, ExitCode.USAGE)


def _write_to_nobody() -> int:
    """Lead stdout away, so that what Python still wants to flush at its end finds no broken pipe again."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, sys.stdout.fileno())
    os.close(nowhere)
    return ExitCode.DONE
