"""`refdesk lint`: what is odd about the library and its sources, and what of it can be put right."""

import datetime as dt
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import click

from refdesk import __version__
from refdesk.cli.options import (
    counted,
    desk_options,
    json_option,
    one_line,
    print_json,
    quiet_option,
    say,
)
from refdesk.desk.linting import Report, Wish, ignored_in_vain, lint_and_fix, lint_document
from refdesk.desk.linting import lint as lint_desk
from refdesk.desk.place import Desk
from refdesk.linting.catalogue import explained
from refdesk.linting.findings import SEVERITIES, Finding, Rule
from refdesk.linting.fixing import Change
from refdesk.linting.sarif import sarif_log
from refdesk.model.errors import ExitCode

# More findings of one code than this are told in one line: what a person does about them is one decision.
_FLOOD = 10
_EXAMPLES = 3
_LONGEST_VALUE = 100


@click.command(
    epilog="\b\nExamples:\n  refdesk lint\n  refdesk lint --fix --dry-run\n  refdesk lint --explain bad-isbn\n"
    "  refdesk lint --document essay"
)
@desk_options
@click.option("--code", "codes", multiple=True, metavar="CODE", help="Only this code, every finding of it. Repeatable.")
@click.option("--ignore", "ignored", multiple=True, metavar="CODE", help="Leave this code out. Repeatable.")
@click.option("--document", metavar="KEY", help="Look through one document instead (or a FILE): do its cites agree?")
@click.option("--fix", is_flag=True, help="Put right what can be put right without asking; undo takes it back.")
@click.option("--dry-run", is_flag=True, help="With --fix: say what would be changed, and change nothing.")
@click.option("--strict", is_flag=True, help="Exit with 1 for notes as well.")
@click.option("--explain", metavar="CODE", help="Say what a code means, and why it matters.")
@click.option("--format", "form", type=click.Choice(["text", "sarif"]), default="text", help="SARIF is for CI.")
@json_option
@quiet_option
def lint(desk: Desk, *, explain: str | None, as_json: bool, form: str, quiet: bool, **how: Any) -> int:
    """Print what is odd about the library and its sources.

    Exits with 1 where an error or a warning is left; notes alone are no failure, unless --strict. A code with more
    than ten findings is told in one line; --code CODE shows all of them. refdesk.toml may hold codes to leave out:
    [lint] ignore = ["stub"]. With --document, whether citations and reference list of one document agree.
    """
    if explain is not None:
        return _explain(explained(explain), as_json=as_json)
    if as_json and form == "sarif":
        raise click.UsageError("--json and --format sarif are two formats; give one of them")
    report = _report(desk, how, quiet=quiet)
    for code in ignored_in_vain(desk):
        say(one_line(f"the settings leave out {code!r}, which is no lint code"), quiet=quiet)
    if form == "sarif":
        print_json(sarif_log(report.findings, __version__))
    elif as_json:
        print_json(
            [*(each.as_object(fixed=True) for each in report.fixed), *(each.as_object() for each in report.findings)]
        )
    else:
        _print(report, whole=bool(how["codes"]), quiet=quiet, dry_run=how["dry_run"])
    return int(_exit_code(report.findings, strict=how["strict"]))


def _report(desk: Desk, how: dict[str, Any], *, quiet: bool) -> Report:
    """Look, and put right where that is asked for."""
    wish = Wish(only=tuple(how["codes"]), ignored=tuple(how["ignored"]))
    today = dt.datetime.now(tz=dt.UTC).astimezone().date()
    if how["dry_run"] and not how["fix"]:
        raise click.UsageError("--dry-run goes with --fix")
    if how["document"] is None:
        return lint_and_fix(desk, today, wish, dry_run=how["dry_run"]) if how["fix"] else lint_desk(desk, today, wish)
    if how["fix"]:
        raise click.UsageError("--fix mends the library; a document is its author's")
    report, caution = lint_document(desk, how["document"], wish)
    if caution:
        say(one_line(caution), quiet=quiet)
    return report


def _exit_code(findings: Iterable[Finding], *, strict: bool) -> ExitCode:
    heavy = any(strict or finding.severity != "note" for finding in findings)
    return ExitCode.FINDINGS if heavy else ExitCode.DONE


def _explain(rule: Rule, *, as_json: bool) -> int:
    """Print what a rule looks for."""
    if as_json:
        names = ("code", "severity", "what", "why", "example", "fixable")
        print_json({name: getattr(rule, name) for name in names})
        return int(ExitCode.DONE)
    click.echo(f"{rule.code} ({rule.severity}{', --fix puts it right' if rule.fixable else ''})")
    click.echo(f"{rule.what} {rule.why}\nExample: {rule.example}")
    return int(ExitCode.DONE)


def _print(report: Report, *, whole: bool, quiet: bool, dry_run: bool) -> None:
    for change in report.changes:
        click.echo(one_line(_change_text(change)))
    for line in _lines(report.findings, whole=whole):
        click.echo(one_line(line))
    if report.changes:
        verb = "would be put right" if dry_run else "put right"
        say(f"{counted(len(report.fixed), 'finding')} {verb}", quiet=quiet)
    if report.findings:
        say(_summary(report.findings), quiet=quiet)


def _change_text(change: Change) -> str:
    if change.after is None:
        return f"{change.key}: {change.field} removed (it held {_short(change.before or '') or 'nothing'})"
    before = "" if change.before is None else f" (it was {_short(change.before)})"
    return f"{change.key}: {change.field} = {_short(change.after)}{before}"


def _short(value: str) -> str:
    plain = " ".join(value.split())
    return plain if len(plain) <= _LONGEST_VALUE else f"{plain[: _LONGEST_VALUE - 1]}…"


def _lines(findings: Sequence[Finding], *, whole: bool) -> Iterator[str]:
    """The findings, the heaviest first, code by code in the order of the file; a flood of one code is one line."""
    for severity in SEVERITIES:
        by_code: dict[str, list[Finding]] = {}
        for finding in findings:
            if finding.severity == severity:
                by_code.setdefault(finding.code, []).append(finding)
        for code, found in by_code.items():
            yield from map(_line, found) if whole or len(found) <= _FLOOD else (_flood(code, found),)


def _line(finding: Finding) -> str:
    """As compilers write it, so that editors find the place."""
    place = ":".join(str(part) for part in (finding.file, finding.line, finding.column) if part)
    where = "" if finding.where == "library" else f"{finding.where}: "
    message = finding.message.removeprefix(f"Line {finding.line}: ")
    return f"{place}: {finding.severity}: {where}{finding.code}: {message}"


def _flood(code: str, found: Sequence[Finding]) -> str:
    examples = ", ".join(dict.fromkeys(finding.key or f"line {finding.line}" for finding in found[:_EXAMPLES]))
    told = f"{counted(len(found), 'finding')}, such as {examples}; refdesk lint --code {code} shows all"
    return f"{found[0].file}: {found[0].severity}: {code}: {told}"


def _summary(findings: Sequence[Finding]) -> str:
    """How many findings there are, of which kinds where there are several, and how many `--fix` can put right."""
    counts = [(sum(finding.severity == severity for finding in findings), severity) for severity in SEVERITIES]
    kinds = [counted(count, severity) for count, severity in counts if count]
    told = kinds[0] if len(kinds) == 1 else f"{counted(len(findings), 'finding')}: {', '.join(kinds)}"
    fixable = sum(bool(finding.fixes) for finding in findings)
    return f"{told}; --fix puts {fixable} right" if fixable else told
