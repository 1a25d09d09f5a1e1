"""Is the text of an entry text, and LaTeX that compiles?

Sources: btxdoc 4 (braces, capitals); TeX's special characters (The TeXbook, chapter 7); HTML's named character
references; for mojibake the way UTF-8 looks when it is read as Windows-1252.
"""

import html
import re
import unicodedata
from collections.abc import Iterator

from refdesk.formats.latex_text import latex_of
from refdesk.linting.findings import Fix, Oddity, Rule
from refdesk.linting.subjects import NAMES, VERBATIM, Subject

_LONGEST_TEXT = 100_000
# Zero-width space, word joiner, byte order mark, soft hyphen, line and paragraph separator, and controls. Joiners and
# marks of direction are left alone: Persian, Hebrew and Indic spelling needs them.
_INVISIBLE = re.compile("[\u200b\u2060\ufeff\u00ad\u2028\u2029\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_SEPARATORS = re.compile("[\u2028\u2029]")
# These stand for a letter that some program lost; taking them out would hide that.
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f]")
_DECOMPOSED = re.compile("[^\\W\\d_][\u0300-\u036f]+")
_ENTITY = re.compile(
    r"(?<!\\)\\*&(?:amp|lt|gt|quot|apos|nbsp|ndash|mdash|[lr][sd]quo|hellip|szlig|aelig|AElig|"
    r"[a-zA-Z](?:acute|grave|circ|uml|tilde|cedil|ring|slash|caron)|\\?#\d{2,6}|\\?#[xX][0-9a-fA-F]{2,6});"
)
_TAG = re.compile(
    r"</?(?:[ibup]|em|strong|su[bp]|span|scp|br|(?:jats|mml):[a-z]{1,20})(?:\s[^<>]{0,200})?/?>", re.IGNORECASE
)
_TO_ESCAPE = re.compile(rf"{_ENTITY.pattern}|\\.|([&%#_])", re.DOTALL)
# UTF-8 of Latin letters and punctuation, each byte read as Windows-1252: Ã¶, Å¡, â€™, Â».
_CONTINUATION = "[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]"
_MOJIBAKE = re.compile(
    rf"(?<![A-ZÀ-Þ]{{2}})(?:[ÃÄÅ]{_CONTINUATION}|Â[\u0080-\u00bf]|â€{_CONTINUATION}|â{_CONTINUATION}\u0080?{_CONTINUATION})"
)
_MATH_OR_COMMAND = re.compile(r"\\[A-Za-z]+\s*(?:\[[^\]]{0,200}\])?\{[^{}]*\}|\\.|\$[^$]*\$", re.DOTALL)
_UNESCAPED = re.compile(r"[&%#_]")
_ESCAPED_PAIR = re.compile(r"\\.", re.DOTALL)
_HARMLESS_COMMAND = re.compile(r"\\(?:[A-Za-z]+\s*\{|(?:url|href|verb|path)\b)|\$")
# TeX's way to hide a line end, or a line; it does nothing in a .bib file, but was meant.
_COMMENT = re.compile(r"(?<=[\r\n])[ \t]*%|%[ \t]*(?=[\r\n])")
_CAPITAL_WORD = re.compile(r"[^\W\d_]{2,}")
_INNER_CAPITAL = re.compile(r"\b[^\W\d_]+[A-ZÀ-ÖØ-Þ][^\W\d_]*\b")
_DEEPEST = 1000


def unbalanced_braces(subject: Subject) -> Iterator[Oddity]:
    r"""Braces that TeX sees open or closed too often: BibTeX counts those behind a backslash, and TeX does not."""
    for name, value in subject.texts:
        if "\\" in value and (fault := _brace_fault(value)):
            yield Oddity(f"{name} {fault}.", name)


def unbalanced_dollars(subject: Subject) -> Iterator[Oddity]:
    """An odd number of dollar signs in a field that is printed."""
    for name, value in subject.printed:
        if "$" in value and _ESCAPED_PAIR.sub("", value).count("$") % 2:
            yield Oddity(f"{name} opens a formula with $ and never closes it; a dollar is written \\$.", name)


def unescaped_signs(subject: Subject) -> Iterator[Oddity]:
    """Signs with a meaning in TeX that stand bare in a field that is printed."""
    for name, value in subject.printed:
        if not _UNESCAPED.search(value):
            continue
        bare = _MATH_OR_COMMAND.sub("", _COMMENT.sub("", _ENTITY.sub("", value)))
        signs = list(dict.fromkeys(_UNESCAPED.findall(bare)))
        if signs:
            told = f"{name} holds a bare {' and '.join(signs)}, which TeX does not print; write \\{signs[0]}."
            yield Oddity(told, name, _escaped(subject, name, value))


def html_entities(subject: Subject) -> Iterator[Oddity]:
    """Character references of HTML, in text and in addresses."""
    for name, value in subject.values.items():
        match = _ENTITY.search(value) if "&" in value else None
        if match and name not in {"abstract", "file"}:
            yield Oddity(f"{name} holds {match[0]}, which is HTML.", name, _without_entities(subject, name, value))


def html_tags(subject: Subject) -> Iterator[Oddity]:
    """Tags of HTML, JATS or MathML in a field that is printed, as Crossref hands them out."""
    for name, value in subject.printed:
        match = _TAG.search(value) if "<" in value else None
        if match:
            yield Oddity(
                f"{name} holds the tag {match[0][:40]}; LaTeX knows \\emph, \\textsuperscript and $...$.", name
            )


def mojibake(subject: Subject) -> Iterator[Oddity]:
    """Letters that were written as UTF-8 and read as Windows-1252."""
    if subject.is_ascii:
        return
    for name, value in subject.values.items():
        match = _MOJIBAKE.search(value[:_LONGEST_TEXT])
        if match:
            mended = _MOJIBAKE.sub(_decoded, value)
            sure = mended != value and not _MOJIBAKE.search(mended)
            shown = _decoded(match)
            yield Oddity(
                f"{name} holds {match[0]!r} for {shown!r}: UTF-8 was read as Windows-1252.",
                name,
                subject.mended(name, mended) if sure else (),
            )


def invisible_signs(subject: Subject) -> Iterator[Oddity]:
    """Signs that nobody sees and every search trips over."""
    for name, value in subject.values.items():
        found = _INVISIBLE.search(value)
        if found:
            cleared = _INVISIBLE.sub("", _SEPARATORS.sub(" ", value))
            fixes = () if _CONTROL.search(value) else subject.mended(name, cleared)
            yield Oddity(f"{name} holds the invisible sign U+{ord(found[0]):04X}.", name, fixes)


def decomposed_letters(subject: Subject) -> Iterator[Oddity]:
    """Letters with their accent as a sign of its own."""
    if subject.is_ascii:
        return
    for name, value in subject.texts:
        composed = _DECOMPOSED.sub(lambda match: unicodedata.normalize("NFC", match[0]), value)
        if len(composed) < len(value):
            yield Oddity(f"{name} holds accents as signs of their own.", name, subject.mended(name, composed))


def shouted_titles(subject: Subject) -> Iterator[Oddity]:
    """Titles of several words in capitals alone; acronyms and what stands in braces are meant so."""
    for name in ("title", "booktitle"):
        value = subject.values.get(name, "")
        words = _CAPITAL_WORD.findall(value)
        long_words = [word for word in words if len(word) > 3]
        if len(words) > 2 and len(long_words) > 1 and value.isupper() and not value.startswith("{"):
            yield Oddity(f"{name} is all in capitals: {' '.join(value.split())[:60]}.", name)


def unprotected_capitals(subject: Subject) -> Iterator[Oddity]:
    """Words with inner capitals outside braces, in a library for BibTeX, whose styles lower titles."""
    if subject.habits.is_biblatex:
        return
    value = subject.values.get("title", "")
    words = _INNER_CAPITAL.findall(_outside_braces(value)) if value and not value.isupper() else []
    if words:
        shown = ", ".join(dict.fromkeys(words[:5]))
        yield Oddity(f"title has capitals that styles may lower: {shown}; write {{{words[0]}}}.", "title")


def _brace_fault(value: str) -> str:
    """What is wrong with the braces of a value as TeX sees them, or an empty string."""
    plain = _ESCAPED_PAIR.sub("", value)
    if plain.endswith("\\"):
        return "ends in a backslash, which takes the brace behind it away"
    depth = deepest = 0
    for brace in re.finditer(r"[{}]", plain):
        depth += 1 if brace[0] == "{" else -1
        deepest = max(deepest, depth)
        if depth < 0:
            return "closes a brace that TeX does not see open; a brace behind a backslash counts for BibTeX alone"
    if deepest > _DEEPEST:
        return f"nests more than {_DEEPEST} braces"
    return "opens a brace that TeX does not see closed" if depth else ""


def _escaped(subject: Subject, name: str, value: str) -> tuple[Fix, ...]:
    """The fix that escapes bare signs, where no command or formula may want them bare, and no name means "and"."""
    if name in NAMES or _HARMLESS_COMMAND.search(value) or _COMMENT.search(value):
        return ()
    return subject.mended(name, _TO_ESCAPE.sub(lambda match: f"\\{match[0]}" if match[1] else match[0], value))


def _without_entities(subject: Subject, name: str, value: str) -> tuple[Fix, ...]:
    """The fix that writes each reference as the sign it names, as LaTeX where the field is LaTeX."""
    plain = name in VERBATIM
    signs = "".join(html.unescape(reference.replace("\\", "")) for reference in _ENTITY.findall(value))
    mended = _ENTITY.sub(lambda match: _character(match[0], plain=plain), value)
    return () if _ENTITY.search(mended) or _INVISIBLE.search(signs) else subject.mended(name, mended)


def _character(reference: str, *, plain: bool) -> str:
    sign = html.unescape(reference.replace("\\", ""))
    if plain:
        return sign
    return "~" if sign == "\u00a0" else latex_of(sign)


def _decoded(match: re.Match[str]) -> str:
    """The sign that was meant, or what stands there where its bytes are none."""
    try:
        return b"".join(_byte(char) for char in match[0]).decode("utf-8")
    except UnicodeError:
        return match[0]


def _byte(char: str) -> bytes:
    """The byte that was read as this character; five bytes mean nothing in Windows-1252 and pass as they are."""
    return bytes((ord(char),)) if ord(char) < 0x100 else char.encode("cp1252")


def _outside_braces(value: str) -> str:
    """The text at brace depth zero, commands left out."""
    depth, kept = 0, []
    for char in re.sub(r"\\[A-Za-z]+", "", value[:_LONGEST_TEXT]):
        depth = max(0, depth + (char == "{") - (char == "}"))
        kept.append(" " if depth or char == "}" else char)
    return "".join(kept)


RULES = (
    Rule(
        code="unbalanced-braces",
        severity="error",
        what="TeX sees a brace opened or closed once too often.",
        why="The LaTeX run stops, or swallows what follows. BibTeX counts braces behind a backslash, TeX does not.",
        example="title = {{A \\} b}",
        look=unbalanced_braces,
    ),
    Rule(
        code="unbalanced-dollar",
        severity="error",
        what="A printed field has an odd number of dollar signs.",
        why="TeX reads the rest as a formula, and the LaTeX run stops.",
        example="title = {A loan of $2 billion} for \\$2 billion",
        look=unbalanced_dollars,
    ),
    Rule(
        code="unescaped-sign",
        severity="warning",
        what="A printed field holds a bare &, %, # or _.",
        why="These signs mean something else to TeX: the LaTeX run stops, or a % hides what follows. The fix leaves"
        " alone what holds commands or formulas.",
        example="journaltitle = {Science & Nature} becomes journaltitle = {Science \\& Nature}",
        fixable=True,
        look=unescaped_signs,
    ),
    Rule(
        code="html-entity",
        severity="warning",
        what="A value holds a character reference of HTML.",
        why="It is printed as it stands. Web pages and publishers' exports leave them behind.",
        example="journaltitle = {Science &amp; Nature} becomes journaltitle = {Science \\& Nature}",
        fixable=True,
        look=html_entities,
    ),
    Rule(
        code="html-tag",
        severity="note",
        what="A printed field holds a tag of HTML, JATS or MathML.",
        why="It is printed as it stands. Metadata services hand out titles like this.",
        example="title = {The <i>E. coli</i> genome} for {The \\emph{E. coli} genome}",
        look=html_tags,
    ),
    Rule(
        code="mojibake",
        severity="warning",
        what="UTF-8 was read as Windows-1252, so that letters became pairs of other signs.",
        why="It is printed as it stands. The fix reads the bytes again where they are UTF-8.",
        example="author = {GÃ¶del, Kurt} becomes author = {Gödel, Kurt}",
        fixable=True,
        look=mojibake,
    ),
    Rule(
        code="invisible-sign",
        severity="warning",
        what="A value holds a sign that nobody sees: a zero-width space, a soft hyphen, a control character.",
        why="Searching and comparing fail for no reason that one could see, and LaTeX may refuse the sign. The fix"
        " takes it out; a control character, which stands for a letter that was lost, stays.",
        example="title = {Tax[U+200B]es}",
        fixable=True,
        look=invisible_signs,
    ),
    Rule(
        code="decomposed-letters",
        severity="note",
        what="Accents stand as signs of their own behind their letters, as macOS writes file names.",
        why="pdfLaTeX refuses them, and a search for the usual letter does not find them. The fix joins them.",
        example="author = {Go[U+0308]del, Kurt} becomes author = {Gödel, Kurt}",
        fixable=True,
        look=decomposed_letters,
    ),
    Rule(
        code="capitals",
        severity="note",
        what="A title of several words is all in capitals.",
        why="Styles can lower capitals but not guess which of them are names.",
        example="title = {THE EVOLUTION OF COOPERATION}",
        look=shouted_titles,
    ),
    Rule(
        code="unprotected-capitals",
        severity="note",
        what="A title has a word with inner capitals outside braces. Looked for in libraries for classic BibTeX only.",
        why="BibTeX's styles lower titles, DNA becomes dna. biblatex's own styles do not.",
        example="title = {A model of DNA} for {A model of {DNA}}",
        look=unprotected_capitals,
    ),
)
