"""A verb that is not in docs/commands.md, or whose --help shows no example, is not done."""

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from refdesk.cli import COMMANDS, refdesk


def _walk(command: click.Command, words: tuple[str, ...]) -> Iterator[tuple[str, click.Command]]:
    yield " ".join(words), command
    if isinstance(command, click.Group):
        for name, below in sorted(command.commands.items()):
            yield from _walk(below, (*words, name))


def _verbs() -> list[tuple[str, click.Command]]:
    context = click.Context(refdesk)
    commands = ((verb, refdesk.get_command(context, verb)) for verb in sorted(COMMANDS))
    return [pair for verb, command in commands if command for pair in _walk(command, (verb,))]


VERBS = _verbs()
NAMES = [name for name, _ in VERBS]


@pytest.fixture
def sections(repository: Path) -> dict[str, str]:
    """The sections of docs/commands.md by the verb that heads them: "## list" or "### links check"."""
    text = (repository / "docs" / "commands.md").read_text(encoding="utf-8")
    parts = [part.partition("\n") for part in text.replace("\n### ", "\n## ").split("\n## ")[1:]]
    return {head.strip().strip("`"): body for head, _, body in parts}


def test_there_are_verbs() -> None:
    assert NAMES


def test_every_verb_is_a_command() -> None:
    assert set(COMMANDS) <= set(NAMES)


@pytest.mark.parametrize("name", NAMES)
def test_a_verb_has_its_section(name: str, sections: dict[str, str]) -> None:
    assert name in sections


@pytest.mark.parametrize(("name", "command"), VERBS, ids=NAMES)
def test_the_section_names_every_option(name: str, command: click.Command, sections: dict[str, str]) -> None:
    told = sections.get(name, "") + sections["Manners of every command"]
    options = {option for param in command.params if isinstance(param, click.Option) for option in param.opts}
    assert {option for option in options if not re.search(rf"(?<![\w-]){option}(?![\w-])", told)} == set()


@pytest.mark.parametrize(("name", "command"), VERBS, ids=NAMES)
def test_help_shows_an_example(name: str, command: click.Command) -> None:
    told = command.get_help(click.Context(command, info_name=f"refdesk {name}"))
    _, found, example = told.partition("xample")
    assert found
    assert f"refdesk {name}" in example


@pytest.mark.parametrize(("name", "command"), VERBS, ids=NAMES)
def test_help_shows_no_markup(name: str, command: click.Command) -> None:
    # Click keeps lines apart after a backspace character; a raw docstring hands it a backslash and a b instead.
    assert "\\b" not in command.get_help(click.Context(command, info_name=name))


@pytest.mark.parametrize("verb", sorted(COMMANDS))
def test_a_verb_says_in_one_line_what_it_does(verb: str) -> None:
    line = COMMANDS[verb][1]
    assert 10 < len(line) < 80


def test_a_section_without_its_verb_is_out_of_date(sections: dict[str, str]) -> None:
    about_verbs = {head for head in sections if head.partition(" ")[0].islower()}
    assert about_verbs == set(NAMES)
