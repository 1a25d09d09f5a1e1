"""Edit the text of an entry in a person's own editor.

In: a desk and a citekey. Out: a draft in `.refdesk/drafts/` for the editor, and, once that is closed, the entry with
the text of the draft. What was written outlives everything that can go wrong: the draft goes only when its text has
reached the library file, and the next time the writing goes on where it stopped.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from refdesk.desk.annotating import annotation_path, open_editor
from refdesk.desk.editing import Changes, Edited, block_named, edit
from refdesk.desk.place import Desk
from refdesk.desk.writing import lines_by_key
from refdesk.formats.bibfile import BibEntry, BibFile
from refdesk.model.errors import RefdeskError
from refdesk.store.files import derived_folder, read_bytes, read_if_there, remove_file, write_atomically

_LARGEST_DRAFT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """The text of an entry being edited: where the editor finds it, and the entry's text when it was begun.

    `line` is where the entry begins. `left` is what an earlier sitting left, or None; `changed_since` tells, a sentence
    a field, what the entry says now and did not say when that sitting began.
    """

    citekey: str
    line: int
    path: Path
    before: str
    offered: bytes
    left: bytes | None = None
    changed_since: tuple[str, ...] = ()


def begin_draft(desk: Desk, citekey: str, line: int | None = None) -> EntryDraft:
    """Lay the text of an entry out for an editor; an earlier draft is gone on with.

    Raises RefdeskError (exit code 3) where there is no such entry.
    """
    bibfile = BibFile.parse(read_bytes(desk.library_file), where=str(desk.library_file))
    entry = block_named(bibfile, citekey, line)
    number = f".{entry.line}" if len(lines_by_key(bibfile)[entry.key]) > 1 else ""
    name = annotation_path(desk, entry.key).name.removesuffix(".md")
    path = derived_folder(desk.root) / "drafts" / f"{name}{number}.bib"
    offered = f"{entry.raw}{bibfile.newline}".encode("utf-8", "replace")
    left = read_if_there(path, _LARGEST_DRAFT)
    if left is None or not left.strip() or left == offered:
        write_atomically(_base(path), offered)
        write_atomically(path, offered)
        return EntryDraft(entry.key, entry.line, path, entry.raw, offered)
    changed = tuple(_differences(read_if_there(_base(path), _LARGEST_DRAFT) or offered, entry))
    return EntryDraft(entry.key, entry.line, path, entry.raw, offered, left, changed)


def _base(path: Path) -> Path:
    """Where the text lies from which the draft was begun."""
    return path.with_suffix(".base")


def _differences(base: bytes, entry: BibEntry) -> Iterator[str]:
    """What the entry says now and did not say in `base`, its text before."""
    begun = BibFile.parse(base).entries
    then = begun[0].fields if begun else {}
    now = entry.fields
    for name in {**then, **now}:
        if now.get(name) != then.get(name):
            yield f"{name} is now {now.get(name, 'gone')}, and was {then.get(name, 'not there')}"


def write_draft(draft: EntryDraft) -> None:
    """Let the person edit the draft, and wait. Raises RefdeskError where the editor fails."""
    try:
        open_editor(draft.path)
    except RefdeskError as error:
        raise _kept(error, draft) from error


def keep_draft(desk: Desk, draft: EntryDraft, *, dry_run: bool = False) -> Edited | None:
    """Make the draft the entry's text, and tell what changed; None where nothing was written in it.

    Raises RefdeskError where it does not read as one entry, its key is bad or taken, or the entry changed meanwhile;
    the draft then stays. So does one of an earlier sitting that nobody touched although the entry changed since: it
    would take that change back.
    """
    data = read_if_there(draft.path, _LARGEST_DRAFT) or b""
    edited = None
    if draft.changed_since and data == draft.left:
        raise _kept(RefdeskError("the entry was changed since, and the draft was left as it is"), draft)
    if data.strip() and data != draft.offered:
        try:
            changes = Changes(text=_decoded(data), text_before=draft.before)
            (edited,) = edit(desk, draft.citekey, changes, line=draft.line, dry_run=dry_run)
        except RefdeskError as error:
            raise _kept(error, draft) from error
    if not dry_run:
        remove_file(draft.path)
        remove_file(_base(draft.path))
    return edited


def _decoded(data: bytes) -> str:
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefdeskError("the text is not in UTF-8", remedy="save it as UTF-8") from None


def _kept(error: RefdeskError, draft: EntryDraft) -> RefdeskError:
    """The error, with word of where the text is."""
    remedy = f"your text is kept in {draft.path}; edit the entry again to go on with it"
    return RefdeskError(error.message, error.where, remedy, error.code)
