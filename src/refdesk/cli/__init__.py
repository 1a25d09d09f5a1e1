"""What was asked on the command line? Arguments → exit code.

Commands are imported only when they are called: `COMMANDS` names where each one lives, so that
`refdesk --version` imports nothing heavy.
"""

import importlib
import sys
from collections.abc import Sequence

import click

from refdesk import __version__
from refdesk.model.errors import ExitCode, RefdeskError

COMMANDS: dict[str, tuple[str, str]] = {
    # verb: (module in refdesk.cli, one line of help)
    "annotate": ("annotating", "Write what you think of a work."),
    "cite": ("exporting", "Print citations of works in a style."),
    "cited-by": ("looking", "Print which documents cite a work, and where."),
    "cites": ("looking", "List the works that a document cites."),
    "citations": ("looking", "Print every citation: which document cites which work, where and how."),
    "contexts": ("looking", "Print the sentence around each mark that cites a work."),
    "edit": ("editing", "Change an entry of the library."),
    "export": ("exporting", "Write a formatted bibliography, or the data, to a file."),
    "extract": ("reading", "Show what documents cite, without a desk."),
    "history": ("editing", "List the changes that refdesk made to the desk."),
    "ingest": ("reading", "Read documents; add what they cite to the library."),
    "links": ("links", "Check the addresses that the library cites."),
    "lint": ("looking", "Print what is odd about the library and its sources."),
    "list": ("looking", "List the library."),
    "parse": ("reading", "Read reference strings and print CSL-JSON."),
    "search": ("looking", "Find entries by words."),
    "show": ("looking", "Show one entry: fields, who cites it, what is odd about it."),
    "styles": ("exporting", "Find citation styles."),
    "tui": ("tui", "Browse the desk in the terminal."),
    "undo": ("editing", "Take back the last change that refdesk made."),
}


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
        command = getattr(module, f"{cmd_name.replace('-', '_')}{'_' if cmd_name == 'list' else ''}")
        assert isinstance(command, click.Command)  # noqa: S101 - the table above names commands only
        return command

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:  # noqa: ARG002
        """List the verbs from the table, without importing them."""
        with formatter.section("Commands"):
            formatter.write_dl([(name, COMMANDS[name][1]) for name in sorted(COMMANDS)])


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="refdesk")
def refdesk() -> None:
    """Point refdesk at documents; get a clean BibTeX library of what they cite."""


def main(arguments: Sequence[str] | None = None) -> None:
    """Run the command line and exit; the only place where errors become text and exit codes."""
    sys.exit(run(arguments))


def run(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return the exit code (see `ExitCode`)."""
    try:
        outcome = refdesk.main(args=list(arguments) if arguments is not None else None, standalone_mode=False)
    except RefdeskError as error:
        click.echo(f"refdesk: {error}", err=True)
        return int(error.code)
    except click.ClickException as error:
        error.show()
        return int(ExitCode.USAGE)
    except (click.Abort, KeyboardInterrupt):
        click.echo("refdesk: stopped", err=True)
        return 130
    except BrokenPipeError:
        sys.stderr.close()
        return int(ExitCode.DONE)
    return int(outcome) if isinstance(outcome, int) else int(ExitCode.DONE)
