"""`refdesk review`: what is in doubt, and what you say of it."""

import shutil
import textwrap
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

import click

from refdesk.cli.options import (
    at_terminal,
    counted,
    desk_options,
    json_option,
    one_line,
    print_json,
    quiet_option,
    say,
    shown_at_terminal,
)
from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError

if TYPE_CHECKING:
    from refdesk.desk.reviewing import Sentence, Settled, Texts
    from refdesk.model.library import Library
    from refdesk.resolving.reviewing import Doubt, Verb

_WIDTH = 80
_LINES_OF_SENTENCE = 6
_CANDIDATES_SHOWN = 9
_CANDIDATES_WITH_REASONS = 5
"""More candidates than these get one line each, so that a page stays within 24 lines."""


@click.command(
    epilog="\b\nExamples:\n  refdesk review --document essay\n  refdesk review c3f09a12 --pick ostrom1990governing\n"
    "  refdesk review --json"
)
@desk_options
@click.argument("identity", required=False, metavar="[ID]")
@click.option("--accept", is_flag=True, help="What stands is right; of duplicates: they are one work, merge them.")
@click.option("--pick", metavar="KEY", help="It is this work of the library.")
@click.option("--new", is_flag=True, help="It is a work of its own, none of the candidates.")
@click.option("--reject", is_flag=True, help="It is no citation; of duplicates: they are two works.")
@click.option("--reset", is_flag=True, help="Forget what was decided, and resolve it again.")
@click.option("--decided", "is_past", is_flag=True, help="List what was decided already.")
@click.option("--document", metavar="KEY", help="Only what is in doubt in this document.")
@click.option("--work", metavar="KEY", help="Only what may concern this work.")
@click.option("--limit", type=click.IntRange(min=1), metavar="N", help="Only the first N, those that settle most.")
@click.option("--dry-run", is_flag=True, help="Say what would be done, and change nothing.")
@json_option
@quiet_option
def review(desk: Desk, *, identity: str | None, as_json: bool, quiet: bool, dry_run: bool, **asked: Any) -> None:
    """Go through what is in doubt, what settles most first, and decide.

    At a terminal each doubt is shown with its sentence and the works that may be meant, and a key decides. By ID one
    thing is shown, or decided. A decision is kept in the records, outlives every later ingest, and is one step for
    `refdesk undo`.
    """
    verbs = [verb for verb in ("accept", "new", "reject", "reset") if asked[verb]]
    verbs += ["pick"] if asked["pick"] is not None else []
    if len(verbs) > 1:
        raise RefdeskError(f"--{verbs[0]} and --{verbs[1]} are two decisions", remedy="give one of them")
    if verbs and identity is None:
        raise RefdeskError(f"--{verbs[0]} of what?", remedy="give the ID that refdesk review shows")
    if verbs and identity is not None:
        settled = _settled(desk, identity, verbs[0], asked["pick"], dry_run=dry_run)
        if as_json:
            print_json(_settled_object(settled, verbs[0], dry_run=dry_run))
        _tell(settled, dry_run=dry_run, quiet=quiet)
    elif identity is not None:
        _show_one(desk, identity, as_json=as_json)
    else:
        _list_or_ask(desk, asked, is_asked=at_terminal() and not (as_json or dry_run), as_json=as_json, quiet=quiet)


def _settled(desk: Desk, identity: str, verb: str, key: str | None, *, dry_run: bool) -> "Settled":
    from refdesk.desk.reviewing import decide, reset
    from refdesk.resolving.settling import Decision

    if verb == "reset":
        return reset(desk, identity, dry_run=dry_run)
    return decide(desk, identity, Decision(_verb(verb), key), dry_run=dry_run)


def _verb(word: str) -> "Verb":
    known: dict[str, Verb] = {"accept": "accept", "pick": "pick", "new": "new", "reject": "reject"}
    return known[word]


def _tell(settled: "Settled", *, dry_run: bool, quiet: bool) -> None:
    for line in settled.told or ("nothing changed",):
        say(one_line(f"would be: {line}" if dry_run else line), quiet=quiet)


def _settled_object(settled: "Settled", verb: str, *, dry_run: bool) -> dict[str, Any]:
    return {"id": settled.doubt.id, "decision": verb, "dry_run": dry_run, "changed": list(settled.told)}


def _show_one(desk: Desk, identity: str, *, as_json: bool) -> None:
    from refdesk.desk.querying import load_library
    from refdesk.desk.reviewing import Texts, doubt_named

    library = load_library(desk)
    doubt, texts = doubt_named(desk, library, identity), Texts(desk, library)
    if as_json:
        print_json(_object(texts, doubt))
        return
    for line in _page(library, texts, doubt, _width()):
        click.echo(line)


def _list_or_ask(desk: Desk, asked: dict[str, Any], *, is_asked: bool, as_json: bool, quiet: bool) -> None:
    from refdesk.desk.querying import load_library
    from refdesk.desk.reviewing import Texts, all_decided, open_doubts

    library = load_library(desk)
    texts = Texts(desk, library)
    if asked["is_past"]:
        found = all_decided(desk, library, asked["document"], asked["work"])
    else:
        found = open_doubts(desk, library, asked["document"], asked["work"])
    found = found[: asked["limit"]]
    if as_json:
        print_json([_object(texts, doubt) for doubt in found])
    elif not found:
        say("nothing was decided yet" if asked["is_past"] else "nothing is in doubt", quiet=quiet)
    elif is_asked and not asked["is_past"]:
        _go_through(desk, found)
    else:
        _print_list(found)


# -- as JSON -----------------------------------------------------------------------------------------------------------


def _object(texts: "Texts", doubt: "Doubt") -> dict[str, Any]:
    from refdesk.desk.reviewing import places_of

    sentence = texts.sentence(doubt)
    lines = places_of(texts, doubt)
    return {
        "id": doubt.id,
        "about": doubt.about,
        "document": doubt.document,
        "reason": doubt.reason,
        "work": doubt.work,
        "candidates": [
            {"key": each.citekey, "why": each.why or None, "likeness": each.likeness} for each in doubt.candidates
        ],
        "places": [_place_object(place, lines[at] if lines else None) for at, place in enumerate(_spans(doubt))],
        "sentence": _sentence_object(sentence) if sentence else None,
        "problem": (sentence.problem or None) if sentence else None,
        "doubt": doubt.doubt,
        "gain": doubt.gain,
        "decisions": list(doubt.verbs),
    }


def _sentence_object(sentence: "Sentence") -> dict[str, str | None]:
    told = {"before": sentence.before, "mark": sentence.mark, "after": sentence.after}
    return {**told, "note": sentence.note or None}


def _spans(doubt: "Doubt") -> list[tuple[int, int, str | None]]:
    """Start, end and mark of each place in doubt."""
    if doubt.reference:
        return [(doubt.reference.start, doubt.reference.end, None)]
    return [(place.start, place.end, place.text) for place in doubt.places]


def _place_object(place: tuple[int, int, str | None], at: tuple[int, int] | None) -> dict[str, Any]:
    line, column = at or (None, None)
    return {"start": place[0], "end": place[1], "text": place[2], "line": line, "column": column}


# -- for people --------------------------------------------------------------------------------------------------------


def _width() -> int:
    return max(40, shutil.get_terminal_size().columns - 1) if shown_at_terminal() else _WIDTH


def _print_list(found: Sequence["Doubt"]) -> None:
    """A line for each: id, gain, document, what is named, what stands, why it is in doubt."""
    from refdesk.cli.looking import cut

    for doubt in found:
        stands = "" if doubt.about == "duplicates" else f" → {doubt.work or '?'}"
        told = one_line(f"{doubt.document or 'library'}: {_named(doubt)}{stands}; {doubt.reason}")
        row = f"{doubt.id} {doubt.gain:>6.2f}  {told}"
        click.echo(cut(row, _width()) if shown_at_terminal() else row)


def _named(doubt: "Doubt") -> str:
    """What is in doubt, in a few words."""
    if doubt.about == "duplicates":
        return " and ".join(candidate.citekey for candidate in doubt.candidates)
    if doubt.reference:
        return f"description in note {doubt.reference.note}" if doubt.reference.note else "entry of the list"
    from refdesk.desk.querying import place_text

    first = doubt.places[0]
    more = len(doubt.places) - 1
    return f"{place_text(first)}{f' and {more} more' if more else ''}"


def _page(library: "Library", texts: "Texts", doubt: "Doubt", width: int) -> Iterator[str]:
    """All that a person needs to decide, on a screen of 80 columns and 24 lines."""
    yield from _wrapped(f"{doubt.id}  {doubt.document or 'library'}: {_named(doubt)}", width)
    yield from _wrapped(f"{doubt.reason}", width)
    yield from _places_line(texts, doubt)
    sentence = texts.sentence(doubt)
    if sentence and sentence.problem:
        yield from _wrapped(f"({sentence.problem})", width, "  ")
    elif sentence:
        text = f"{sentence.before}>>{sentence.mark}<<{sentence.after}".strip()
        yield ""
        yield from _shortened(_wrapped(text if not doubt.reference else sentence.mark, width, "  "))
        yield from _shortened(_wrapped(sentence.note, width, "  "))
    yield ""
    if doubt.work:
        yield _row("  now:", library, doubt.work, width)
    shown = doubt.candidates[:_CANDIDATES_SHOWN]
    for number, candidate in enumerate(shown, 1):
        if len(shown) > _CANDIDATES_WITH_REASONS:
            yield _row(f"  {number}", library, candidate.citekey, width, candidate.why)
            continue
        yield _row(f"  {number}", library, candidate.citekey, width)
        yield from _wrapped(candidate.why, width, "      ")


def _places_line(texts: "Texts", doubt: "Doubt") -> Iterator[str]:
    from refdesk.desk.reviewing import places_of

    lines = places_of(texts, doubt)
    if lines:
        told = ", ".join(f"{line}:{column}" for line, column in lines[:8])
        yield f"line {told}{' …' if len(lines) > 8 else ''}"


def _shortened(lines: Iterator[str]) -> list[str]:
    found = list(lines)
    return found if len(found) <= _LINES_OF_SENTENCE else [*found[: _LINES_OF_SENTENCE - 1], "  …"]


def _wrapped(text: str, width: int, indent: str = "") -> Iterator[str]:
    yield from textwrap.wrap(
        one_line(text), width, initial_indent=indent, subsequent_indent=indent, break_on_hyphens=False
    )


def _row(lead: str, library: "Library", key: str, width: int, why: str = "") -> str:
    """A line for an entry: key, creators, year and title, or why it may be meant."""
    from refdesk.cli.looking import cut
    from refdesk.desk.querying import author_text

    entry = library.entry(key)
    if entry is None:
        return one_line(f"{lead} {key} (no entry any more)")
    stub = "a stub: " if entry.is_stub else ""
    told = f"{author_text(entry)} {entry.work.year or 'n.d.'}  {why or entry.work.title or entry.work.container or ''}"
    return cut(f"{lead} {one_line(f'{key}  {stub}{told}')}", width)


# -- asking ------------------------------------------------------------------------------------------------------------

_Done = tuple[int, int | None]
"""Which doubt was decided, and the step that this was; None where nothing changed."""

_KEYS = {"a": "accept", "n": "new", "r": "reject"}
_MEANINGS = {
    "cite": {"accept": "a right as it is", "new": "n a work of its own", "reject": "r no citation"},
    "mention": {"accept": "a keep it as a work", "reject": "r no citation"},
    "reference": {"accept": "a right as it is", "new": "n a work of its own"},
    "duplicates": {"accept": "a one work: merge", "reject": "r two works"},
}


def _go_through(desk: Desk, found: Sequence["Doubt"]) -> None:
    """Show one after the other and do what is answered; what others wrote meanwhile is read before each."""
    from refdesk.desk.querying import load_library
    from refdesk.desk.reviewing import Texts, step_of, still_open
    from refdesk.desk.undoing import newest_change

    at, done = 0, list[_Done]()
    while at < len(found):
        library = load_library(desk)
        doubt = still_open(library, found[at])
        if doubt is None:
            say(f"\n{found[at].id} is in doubt no more")
            at += 1
            continue
        say(f"\n{at + 1} of {len(found)}, gain {doubt.gain}")
        for line in _page(library, Texts(desk, library), doubt, _width()):
            say(line)
        answer, newest = _answer(doubt, can_undo=bool(done)), newest_change(desk)
        if answer in {"q", ""}:
            break
        if answer == "u":
            at = _undone(desk, done, at)
        elif answer == "s" or _is_done(desk, doubt, answer):
            done += [] if answer == "s" else [(at, step_of(desk, doubt, newest))]
            at += 1
    say(f"{counted(len(done), 'decision')} made, {len(found) - len(done)} left")


def _answer(doubt: "Doubt", *, can_undo: bool) -> str:
    """One of the keys; nothing where the person has gone."""
    picks = [str(number) for number in range(1, len(doubt.candidates[:_CANDIDATES_SHOWN]) + 1)]
    picks = picks if "pick" in doubt.verbs else []
    keys = [key for key, verb in _KEYS.items() if verb in doubt.verbs]
    told = [meaning for verb, meaning in _MEANINGS[doubt.about].items() if verb in doubt.verbs]
    told += [f"1-{picks[-1]} that one" if len(picks) > 1 else "1 that one"] if picks else []
    told += ["k another KEY"] if "pick" in doubt.verbs else []
    keys += ["k"] if "pick" in doubt.verbs else []
    if doubt.work or doubt.about == "duplicates":
        keys, told = [*keys, "e"], [*told, "e edit the entry"]
    told += ["s skip", *(["u undo"] if can_undo else []), "q quit"]
    keys += ["s", *(["u"] if can_undo else []), "q"]
    say("")
    for line in _wrapped(", ".join(told), _width()):
        say(line)
    allowed = click.Choice([*picks, *keys])
    try:
        return str(click.prompt(">", type=allowed, show_choices=False, prompt_suffix=" ", err=True))
    except click.Abort:
        say("")
        return ""


def _undone(desk: Desk, done: list[_Done], at: int) -> int:
    """Take the last decision back, unless something else was changed since; where to go on."""
    from refdesk.desk.undoing import changes_made, undo

    step = done[-1][1]
    standing = [made.step for made in changes_made(desk) if not made.undone and made.step.kind != "undo"]
    if step is not None and standing and standing[-1].number != step:
        say(one_line(f"nothing was taken back, for something else came after: {standing[-1].title}"))
        return at
    for taken in undo(desk, 1) if step is not None else ():
        say(one_line(f"taken back: {taken.title}"))
    return done.pop()[0]


def _is_done(desk: Desk, doubt: "Doubt", answer: str) -> bool:
    """Do what was answered; what cannot be done is said, and the same thing is asked again."""
    try:
        if answer == "e":
            return _edit(desk, doubt)
        verb = _KEYS.get(answer, "pick")
        key = _picked(doubt, answer) if verb == "pick" else None
        if verb == "pick" and key is None:
            return False
        _tell(_settled(desk, doubt.id, verb, key, dry_run=False), dry_run=False, quiet=False)
    except RefdeskError as error:
        say(one_line(str(error)))
        return False
    return True


def _picked(doubt: "Doubt", answer: str) -> str | None:
    if answer != "k":
        return doubt.candidates[int(answer) - 1].citekey
    try:
        return str(click.prompt("citekey", err=True)).strip() or None
    except click.Abort:
        say("")
        return None


def _edit(desk: Desk, doubt: "Doubt") -> bool:
    """Open the entry in the editor; what is in doubt stays so until it is decided."""
    from refdesk.desk.drafting import begin_draft, keep_draft, write_draft

    draft = begin_draft(desk, doubt.work or doubt.candidates[0].citekey)
    write_draft(draft)
    edited = keep_draft(desk, draft)
    for line in edited.told if edited else ["nothing changed"]:
        say(one_line(line))
    return False
