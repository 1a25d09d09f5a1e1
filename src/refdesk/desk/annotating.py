"""What did people write about a work? A citekey ↔ its Markdown file in `annotations/`.

In: a desk and a citekey, or an entry. Out: the text, or a file written in a transaction that `undo` takes back.
Who writes in an editor writes on a draft in `.refdesk/drafts/`: it outlives a crash, a full disk and an annotation
that somebody else changed meanwhile, and the next time the writing goes on where it stopped.
"""

import contextlib
import os
import re
import shlex
import shutil
import signal
import subprocess
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote

from refdesk.desk.place import Desk
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.store.files import derived_folder, read_if_there, remove_file, write_atomically
from refdesk.store.library_files import transaction

LARGEST_ANNOTATION = 4 * 1024 * 1024
_SUFFIX = ".md"
# Linux and macOS allow 255 bytes; the rest is for the marks of a file written aside.
_LONGEST_NAME = 240
_SAFE = frozenset("-_.+0123456789")
# https://learn.microsoft.com/windows/win32/fileio/naming-a-file: these are devices, whatever ending they bear.
_DEVICES = re.compile(r"(con|prn|aux|nul|(com|lpt)[0-9¹²³])(\.|\Z)", re.IGNORECASE)
_USUAL_EDITORS = ("nano", "vim", "vi", "notepad")


def annotation_path(desk: Desk, citekey: str) -> Path:
    """Where the annotation of `citekey` lies, or would lie.

    The file is called as the citekey, with `%` escapes for what a file system could refuse or misread. Where another
    file there differs from it in capitals alone, every letter is escaped, so that a disk that does not tell `Smith`
    from `smith` keeps both. Raises RefdeskError for a citekey too long to be a file's name.
    """
    plain, spelled = _file_name(citekey), _file_name(citekey, every_letter=True)
    present = _file_names(desk)
    namesakes = {name for name in present if name.casefold() == plain.casefold()}
    taken = plain not in present and (spelled in present or bool(namesakes))
    return desk.annotations / _bearable(spelled if taken else plain, citekey)


def annotated_keys(desk: Desk) -> frozenset[str]:
    """The citekeys of which an annotation lies in the desk, whether or not the library has them."""
    return frozenset(citekey_of(Path(name)) for name in _file_names(desk))


def citekey_of(path: Path) -> str:
    """The citekey whose annotation `path` is: `annotation_path` read backwards."""
    return unquote(unicodedata.normalize("NFC", path.stem), errors="replace")


def _file_names(desk: Desk) -> frozenset[str]:
    """The annotations' names as they are spelled on disk; macOS may hand them over decomposed."""
    try:
        names = os.listdir(desk.annotations)  # noqa: PTH208 - Path objects would cost more than the names
    except (FileNotFoundError, NotADirectoryError):
        return frozenset()
    except OSError as error:
        raise RefdeskError(
            f"cannot be listed: {error.strerror}", where=str(desk.annotations), remedy="check its permissions"
        ) from error
    spelled = (unicodedata.normalize("NFC", name) for name in names)
    return frozenset(name for name in spelled if name.endswith(_SUFFIX) and name != _SUFFIX)


def _file_name(citekey: str, *, every_letter: bool = False) -> str:
    """The citekey as a file's name, with every letter escaped or only what is not safe."""
    # Some disks take composed letters apart, or put them together: only composed ones come back as they were.
    composed = unicodedata.is_normalized("NFC", citekey)
    kept = [char in _SAFE or (not every_letter and _is_safe_letter(char, composed)) for char in citekey]
    if kept and (citekey[0] == "." or _DEVICES.match(citekey)):
        kept[0] = False
    return "".join(char if keep else _escaped(char) for char, keep in zip(citekey, kept, strict=True)) + _SUFFIX


def _is_safe_letter(char: str, composed: bool) -> bool:
    return char.isalnum() and (char.isascii() or composed)


def _escaped(char: str) -> str:
    return "".join(f"%{byte:02X}" for byte in char.encode("utf-8", "replace"))


def _bearable(name: str, citekey: str) -> str:
    if name == _SUFFIX or len(name.encode()) > _LONGEST_NAME:
        what = "too long to name" if citekey else "missing, so nothing names"
        raise RefdeskError(
            f"the citekey is {what} the file of an annotation",
            where=citekey[:60],
            remedy="rename it: refdesk edit KEY --rename NEWKEY",
        )
    return name


def read_annotation(desk: Desk, citekey: str) -> str | None:
    """The annotation of `citekey`, or None where there is none. Raises RefdeskError for a file that is no text."""
    path = annotation_path(desk, citekey)
    data = read_if_there(path, LARGEST_ANNOTATION)
    return None if data is None else decoded_annotation(data, str(path))


def decoded_annotation(data: bytes, where: str) -> str:
    """The bytes of an annotation as text. Raises RefdeskError, naming `where`, for what is no UTF-8 text."""
    if len(data) > LARGEST_ANNOTATION:
        raise RefdeskError(f"larger than {LARGEST_ANNOTATION:,} bytes", where=where, remedy="write a shorter one")
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RefdeskError("not UTF-8", where=where, remedy="save it as UTF-8") from None
    if "\0" in text:
        raise RefdeskError("not a text: it holds a null character", where=where, remedy="write plain Markdown")
    return text


def write_annotation(desk: Desk, citekey: str, text: str, *, dry_run: bool = False) -> Path:
    """Make `text` the annotation of `citekey`, whatever it was before, and return its path.

    Raises RefdeskError for a text without words; nothing is then changed, nor on `dry_run`.
    """
    data = _encoded(text)
    path = annotation_path(desk, citekey)
    if not dry_run:
        with transaction(desk.root, f"annotate {citekey}") as changing:
            changing.write(path, data)
    return path


def _encoded(text: str) -> bytes:
    if not text.strip():
        raise RefdeskError("the text is empty; nothing was changed", remedy="to remove an annotation, delete its file")
    data = (text.rstrip("\r\n") + "\n").encode()
    decoded_annotation(data, "the text")
    return data


def template(entry: Entry) -> str:
    """What an annotation begins with: YAML front matter and three headings."""
    title = " ".join((entry.work.title or entry.citekey).split())
    heading = "".join(char for char in title[:200] if char.isprintable())
    matter = "---\ntags: []\nrating:\nread:\nquotes: []\n---\n"
    return f"{matter}\n# {heading}\n\n## Summary\n\n## Assessment\n\n## Use\n"


@dataclass(frozen=True, slots=True)
class Draft:
    """An annotation being written: the file that the editor opens, and what stood there before.

    `before` is the annotation on disk when the draft was begun (None: none yet), `offered` what the editor shows
    first. `resumed` tells that the file holds what an earlier sitting left.
    """

    citekey: str
    path: Path
    before: str | None
    offered: str
    resumed: bool


def begin_draft(desk: Desk, entry: Entry) -> Draft:
    """Lay the annotation, or the template of one, out for an editor; an earlier draft is gone on with."""
    before = read_annotation(desk, entry.citekey)
    offered = template(entry) if before is None else before
    path = derived_folder(desk.root) / "drafts" / annotation_path(desk, entry.citekey).name
    left = read_if_there(path)
    resumed = left is not None and left.decode("utf-8", "replace") not in {offered, ""}
    if not resumed:
        write_atomically(path, offered.encode())
    return Draft(entry.citekey, path, before, offered, resumed)


def keep_draft(desk: Desk, draft: Draft) -> Path | None:
    """Make the draft the annotation and return its path, or None where nothing was written in it.

    Raises RefdeskError where it cannot be kept, and where the annotation changed meanwhile; the draft then stays.
    """
    text = decoded_annotation(read_if_there(draft.path) or b"", str(draft.path))
    path = None
    if text.strip() and text != draft.offered:
        path = _keep(desk, draft, text)
    remove_file(draft.path)
    return path


def _keep(desk: Desk, draft: Draft, text: str) -> Path:
    data = _encoded(text)
    with transaction(desk.root, f"annotate {draft.citekey}") as changing:
        path = annotation_path(desk, draft.citekey)
        now = changing.read(path)
        if (None if now is None else decoded_annotation(now, str(path))) != draft.before:
            raise RefdeskError(
                "the annotation was changed by someone else while you wrote",
                where=str(path),
                remedy=f"your text is kept in {draft.path}; annotate again to go on with it",
            )
        changing.write(path, data)
    return path


def editor_command(environment: Mapping[str, str]) -> list[str]:
    """The editor to call: $VISUAL, else $EDITOR, else the first usual one there is. Raises RefdeskError for none."""
    named = environment.get("VISUAL") or environment.get("EDITOR")
    if not named:
        usual = next((name for name in _USUAL_EDITORS if shutil.which(name)), None)
        if usual is None:
            raise RefdeskError("no editor found", remedy="name yours in the variable EDITOR")
        return [usual]
    try:
        words = shlex.split(named, posix=os.name != "nt")
    except ValueError as error:
        raise RefdeskError(f"cannot be read: {error}", where="$VISUAL or $EDITOR", remedy="mend its quotes") from None
    if not words:
        raise RefdeskError("names no editor", where="$VISUAL or $EDITOR", remedy="name one, or unset it")
    return words


def open_editor(path: Path) -> None:
    """Let the person edit `path`, and wait. Raises RefdeskError where the editor does not start or says it failed."""
    command = editor_command(os.environ)
    try:
        process = subprocess.Popen([*command, str(path)])  # noqa: S603 - the person's own editor
    except OSError as error:
        raise RefdeskError(
            f"the editor does not start: {error.strerror}", where=command[0], remedy="set $VISUAL or $EDITOR"
        ) from error
    with _deaf_to_interrupts():
        code = process.wait()
    if code:
        raise RefdeskError(
            f"the editor ended with code {code}; nothing was changed",
            where=command[0],
            remedy=f"what you wrote is kept in {path}; annotate again to go on with it",
        )


@contextlib.contextmanager
def _deaf_to_interrupts() -> Iterator[None]:
    """Leave Ctrl-C to the editor, which shares the terminal with us."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
