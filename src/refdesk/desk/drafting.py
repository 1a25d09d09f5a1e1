"""Edit the text of an entry in a person's own editor.

In: a desk and a citekey. Out: a draft in `.refdesk/drafts/` for the editor, and, once that is closed, the entry with
the text of the draft. What was written outlives everything that can go wrong: the draft goes only when its text has
reached the library file, and the next time the writing goes on where it stopped.
"""

from dataclasses import dataclass
from pathlib import Path

from refdesk.desk.annotating import annotation_path, open_editor
from refdesk.desk.editing import Changes, Edited, block_named, edit
from refdesk.desk.place import Desk
from refdesk.desk.writing import lines_by_key
from refdesk.formats.bibfile import BibFile
from refdesk.model.errors import RefdeskError
from refdesk.store.files import derived_folder, read_bytes, read_if_there, remove_file, write_atomically

_LARGEST_DRAFT = 16 * 1024 * 1024


@dataclass(frozen=True, slots=True)
class EntryDraft:
    """The text of an entry being edited: where the editor finds it, and the entry's text when it was begun.

    `line` is where the entry begins. `resumed` tells that the file holds what an earlier sitting left.
    """

    citekey: str
    line: int
    path: Path
    before: str
    resumed: bool


def begin_draft(desk: Desk, citekey: str, line: int | None = None) -> EntryDraft:
    """Lay the text of an entry out for an editor; an earlier draft is gone on with.

    Raises RefdeskError (exit code 3) where there is no such entry.
    """
    bibfile = BibFile.parse(read_bytes(desk.library_file), where=str(desk.library_file))
    entry = block_named(bibfile, citekey, line)
    number = f".{entry.line}" if len(lines_by_key(bibfile)[entry.key]) > 1 else ""
    name = annotation_path(desk, entry.key).name.removesuffix(".md")
    path = derived_folder(desk.root) / "drafts" / f"{name}{number}.bib"
    left = read_if_there(path, _LARGEST_DRAFT)
    offered = _offered(entry.raw)
    resumed = left is not None and bool(left.strip()) and left != offered
    if not resumed:
        write_atomically(path, offered)
    return EntryDraft(entry.key, entry.line, path, entry.raw, resumed)


def _offered(raw: str) -> bytes:
    return f"{raw}\n".encode("utf-8", "replace")


def write_draft(draft: EntryDraft) -> None:
    """Let the person edit the draft, and wait. Raises RefdeskError where the editor fails."""
    try:
        open_editor(draft.path)
    except RefdeskError as error:
        raise _kept(error, draft) from error


def keep_draft(desk: Desk, draft: EntryDraft, *, dry_run: bool = False) -> Edited | None:
    """Make the draft the entry's text, and tell what changed; None where nothing was written in it.

    Raises RefdeskError where it does not read as one entry, its key is bad or taken, or the entry changed meanwhile;
    the draft then stays.
    """
    data = read_if_there(draft.path, _LARGEST_DRAFT) or b""
    edited = None
    if data.strip() and data != _offered(draft.before):
        try:
            changes = Changes(text=_decoded(data), text_before=draft.before)
            (edited,) = edit(desk, draft.citekey, changes, line=draft.line, dry_run=dry_run)
        except RefdeskError as error:
            raise _kept(error, draft) from error
    if not dry_run:
        remove_file(draft.path)
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
