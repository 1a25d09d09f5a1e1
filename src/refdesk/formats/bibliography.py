"""Make a whole file of formatted references: plain text, Markdown or HTML.

In: references as the CSL room printed them, each under its citekey, in the order they shall stand in. Out: the file's
text, the same byte for byte whenever the references are. Nothing in it is looked up or fetched when it is read:
the HTML carries its own style and forbids itself scripts and remote content.
"""

import re
import textwrap
from collections.abc import Sequence
from html import escape
from typing import Literal

TextFormat = Literal["txt", "md", "html"]
References = Sequence[tuple[str, str]]
"""Citekey and printed reference. The reference is already of the format asked for."""

WIDTH = 80
_HANGING = "    "


def write_bibliography(
    references: References, text_format: TextFormat, *, title: str = "References", language: str = "en-US"
) -> str:
    """The references as one file of `text_format`; `title` heads Markdown and HTML, `language` is HTML's."""
    if text_format == "txt":
        return _plain_text(references)
    if text_format == "md":
        return _markdown(references, title)
    return _html(references, title, language)


def _plain_text(references: References) -> str:
    """A paragraph a reference, its later lines indented; no address is broken."""
    wrapper = textwrap.TextWrapper(
        WIDTH, subsequent_indent=_HANGING, break_long_words=False, break_on_hyphens=False, expand_tabs=False
    )
    return "\n".join(wrapper.fill(text) + "\n" for _, text in references)


def _markdown(references: References, title: str) -> str:
    """A paragraph a reference, unwrapped, as Markdown has no hanging indent."""
    return "\n".join([f"# {title}\n", *(text + "\n" for _, text in references)])


def _html(references: References, title: str, language: str) -> str:
    """A page with one list. Well-formed as XML too, so that any parser may read it."""
    anchors = _anchors([citekey for citekey, _ in references])
    items = [f'<li id="{escape(anchor)}">{text}</li>\n' for anchor, (_, text) in zip(anchors, references, strict=True)]
    # The role gives the list back to VoiceOver, which takes it away with `list-style: none`.
    body = f'<ul role="list">\n{"".join(items)}</ul>\n' if items else ""
    return _PAGE.format(language=escape(language), title=escape(title), style=_STYLE, body=body)


def _anchors(citekeys: Sequence[str]) -> list[str]:
    """A fragment identifier for each reference, unlike all others; HTML allows no blanks in one."""
    seen: dict[str, int] = {}
    anchors = []
    for citekey in citekeys:
        anchor = "ref-" + _NO_FRAGMENT.sub("-", citekey)
        seen[anchor] = seen.get(anchor, 0) + 1
        anchors.append(anchor if seen[anchor] == 1 else f"{anchor}.{seen[anchor]}")
    return anchors


_NO_FRAGMENT = re.compile(r"[^\w:+-]+")

_STYLE = """\
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fdfcfa; --link: #0b4f8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #191a1c; --link: #8ec3f5; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 Georgia, "Times New Roman", serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
ul { list-style: none; margin: 0; padding: 0; }
li { margin: 0 0 0.8em; padding-left: 2em; text-indent: -2em; overflow-wrap: anywhere; }
li:target { outline: 2px solid var(--link); outline-offset: 0.3em; }
a { color: var(--link); }
@media print { body { background: none; color: #000; } a { color: inherit; text-decoration: none; } }
"""

_PAGE = """\
<!DOCTYPE html>
<html lang="{language}" xmlns="http://www.w3.org/1999/xhtml">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'"/>
<title>{title}</title>
<style>
{style}</style>
</head>
<body>
<main>
<h1>{title}</h1>
{body}</main>
</body>
</html>
"""
