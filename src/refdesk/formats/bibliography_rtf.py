r"""How does a bibliography become a Rich Text file? References → the text of a file, all of it ASCII.

In: references whose blocks are already RTF. Out: the file (RTF 1.9.1); each reference is a paragraph with a bookmark
named after its citekey. A label in the left margin is parted from its text by a tab.
"""

from functools import lru_cache
from locale import windows_locale

from refdesk.formats.bibliography_anchors import bookmarks
from refdesk.formats.bibliography_measures import label_width, paragraph_indents
from refdesk.formats.bibliography_parts import Bibliography, Layout, Paragraph, Reference, paragraphs

_LINE = 240  # twentieths of a point
_ENGLISH = 0x0409
_LANGUAGES = {name.replace("_", "-"): code for code, name in sorted(windows_locale.items(), reverse=True)}


def rtf_document(bibliography: Bibliography[str]) -> str:
    """A document in a serif face of 12 points."""
    names = bookmarks([reference.citekey for reference in bibliography.references])
    body = "".join(
        _reference(_ascii(name), reference, bibliography)
        for name, reference in zip(names, bibliography.references, strict=True)
    )
    return _DOCUMENT.format(language=_language(bibliography.language), title=bibliography.heading, body=body)


@lru_cache(maxsize=8)
def _language(language: str) -> int:
    """The language's number at Microsoft; the first region of a language that names none."""
    beginning = language + "-"
    known = (code for name, code in _LANGUAGES.items() if name.startswith(beginning))
    return _LANGUAGES.get(language) or min(known, default=_ENGLISH)


def _ascii(name: str) -> str:
    return "".join(char if char.isascii() else f"\\u{_signed(char)}?" for char in name)


def _signed(char: str) -> str:
    units = char.encode("utf-16-le", "replace")
    numbers = [int.from_bytes(units[at : at + 2], "little", signed=True) for at in range(0, len(units), 2)]
    return "?\\u".join(map(str, numbers))


def _reference(name: str, reference: Reference[str], bibliography: Bibliography[str]) -> str:
    made = paragraphs(reference)
    last = len(made) - 1
    texts = [
        _paragraph(paragraph, bibliography, _mark(name) if place == 0 else "", is_last=place == last)
        for place, paragraph in enumerate(made)
    ]
    return "".join(texts)


def _mark(name: str) -> str:
    return f"{{\\*\\bkmkstart {name}}}{{\\*\\bkmkend {name}}}"


def _paragraph(paragraph: Paragraph[str], bibliography: Bibliography[str], mark: str, *, is_last: bool) -> str:
    left, first = paragraph_indents(paragraph, bibliography)
    tongue = f"\\lang{_language(bibliography.language)}"
    tab = f"\\tx{label_width(bibliography.label)}" if left > 0 and paragraph.label is not None else ""
    label = f"{paragraph.label}\\tab " if paragraph.label is not None else ""
    dress = (
        f"\\pard\\plain\\s2\\fi{first}\\li{left}{tab}{_spacing(bibliography.layout, is_last=is_last)}\\f0\\fs24{tongue}"
    )
    return f"{dress} {mark}{label}{paragraph.content or ''}\\par\n"


def _spacing(layout: Layout, *, is_last: bool) -> str:
    after = _LINE * layout.entry_spacing if is_last else 0
    return f"\\sa{after}\\sl{_LINE * max(layout.line_spacing, 1)}\\slmult1"


_DOCUMENT = r"""{{\rtf1\ansi\ansicpg1252\deff0\uc1\deflang{language}
{{\fonttbl{{\f0\froman\fcharset0 Times New Roman;}}}}
{{\colortbl;}}
{{\stylesheet{{\s0\f0\fs24 Normal;}}
{{\s1\sb240\sa120\keepn\b\f0\fs32\outlinelevel0 heading 1;}}
{{\s2\f0\fs24 Bibliography;}}}}
{{\info{{\title {title}}}}}
\paperw11906\paperh16838\margl1440\margr1440\margt1440\margb1440
\pard\plain\s1\sb240\sa120\keepn\outlinelevel0\b\f0\fs32\lang{language} {title}\par
{body}}}
"""
