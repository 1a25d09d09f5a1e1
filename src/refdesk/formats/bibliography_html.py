"""How does a bibliography become a page? References → one HTML file that needs nothing else.

In: references whose blocks are already HTML. Out: the page. It carries its own style and forbids itself scripts and
remote content; it is well-formed as XML too, so that any parser may read it.
"""

from html import escape

from refdesk.formats.bibliography_anchors import fragments
from refdesk.formats.bibliography_parts import Bibliography, Layout, Paragraph, Reference, paragraphs
from refdesk.formats.bibliography_xml import legal


def html_page(bibliography: Bibliography[str]) -> str:
    """A page with one list; every reference has its fragment identifier."""
    names = fragments([reference.citekey for reference in bibliography.references])
    items = "".join(map(_item, names, bibliography.references))
    # The role gives the list back to VoiceOver, which takes it away with `list-style: none`.
    body = f'<ul role="list"{_kind(bibliography)}>\n{items}</ul>\n' if items else ""
    page = _PAGE.format(
        language=escape(bibliography.language),
        title=escape(bibliography.title),
        heading=bibliography.heading,
        style=_style(bibliography),
        body=body,
    )
    return legal(page)


def _kind(bibliography: Bibliography[str]) -> str:
    """The class of the list, by which the style lays it out."""
    if bibliography.label:
        return ' class="margin"' if bibliography.layout.second_field_align == "margin" else ' class="labelled"'
    return ' class="hanging"' if bibliography.layout.hanging_indent else ""


def _item(name: str, reference: Reference[str]) -> str:
    made = paragraphs(reference)
    alone = len(made) == 1 and made[0].label is None and not made[0].indented
    text = made[0].content if alone else " ".join(map(_division, made))
    return f'<li id="{escape(name)}">{text}</li>\n'


def _division(paragraph: Paragraph[str]) -> str:
    """A paragraph in the divisions that CSL processors know; a blank parts them where they are read without style."""
    kind = "right-inline" if paragraph.label is not None else "indent" if paragraph.indented else "block"
    label = "" if paragraph.label is None else f'<div class="csl-left-margin">{paragraph.label}</div> '
    return label + ("" if paragraph.content is None else f'<div class="csl-{kind}">{paragraph.content}</div>')


def _style(bibliography: Bibliography[str]) -> str:
    layout = bibliography.layout
    spacing = (
        f"ul {{ --label: {len(bibliography.label) + 1}ch; line-height: {_line_height(layout)}; }}\n"
        f"li {{ margin-bottom: {0.4 + 0.6 * layout.entry_spacing:.1f}em; }}\n"
    )
    return _STYLE + spacing


def _line_height(layout: Layout) -> str:
    return f"{max(layout.line_spacing, 1.5):g}"


_STYLE = """\
:root { color-scheme: light dark; --ink: #1c1b19; --paper: #fdfcfa; --link: #0b4f8a; }
@media (prefers-color-scheme: dark) { :root { --ink: #e8e6e1; --paper: #191a1c; --link: #8ec3f5; } }
body { margin: 0; background: var(--paper); color: var(--ink); font: 1.0625rem/1.5 Georgia, "Times New Roman", serif; }
main { max-width: 42rem; margin: 0 auto; padding: 2rem 1.25rem 4rem; }
h1 { font-size: 1.5rem; line-height: 1.25; }
ul { list-style: none; margin: 0; padding: 0; }
li { overflow-wrap: anywhere; }
li::after { content: ""; display: block; clear: both; }
.hanging > li { padding-left: 2em; text-indent: -2em; }
.hanging > li > div { text-indent: 0; margin-left: -2em; padding-left: 2em; }
.hanging > li > .csl-block:first-child { text-indent: -2em; }
.hanging > li > .csl-indent { padding-left: 4em; }
.csl-left-margin { float: left; min-width: var(--label); }
.csl-right-inline, .labelled .csl-block, .margin .csl-block { margin-left: var(--label); }
.csl-indent { margin-left: 2em; }
@media (min-width: 52rem) { .margin > li { margin-left: calc(-1 * var(--label)); } }
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
<h1>{heading}</h1>
{body}</main>
</body>
</html>
"""
