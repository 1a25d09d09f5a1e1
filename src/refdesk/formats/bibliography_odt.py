"""How does a bibliography become a file of LibreOffice? References in runs → the bytes of an ODT file (ODF 1.3).

Out: a document with a heading and paragraphs of the style "Bibliography", each with a bookmark named after its citekey;
links are live.
"""

from collections.abc import Sequence

from refdesk.formats.bibliography_anchors import fragments
from refdesk.formats.bibliography_measures import paragraph_indents
from refdesk.formats.bibliography_packing import pack
from refdesk.formats.bibliography_parts import Bibliography, Paragraph, Reference, Run, Runs, paragraphs
from refdesk.formats.bibliography_xml import xml_text

_MIME = "application/vnd.oasis.opendocument.text"
_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_SPACES = (
    f'xmlns:office="{_OASIS}:office:1.0" xmlns:style="{_OASIS}:style:1.0" xmlns:text="{_OASIS}:text:1.0" '
    f'xmlns:fo="{_OASIS}:xsl-fo-compatible:1.0" xmlns:svg="{_OASIS}:svg-compatible:1.0" '
    f'xmlns:meta="{_OASIS}:meta:1.0" xmlns:manifest="{_OASIS}:manifest:1.0" '
    'xmlns:xlink="http://www.w3.org/1999/xlink" xmlns:dc="http://purl.org/dc/elements/1.1/" office:version="1.3"'
)


class _Styles:
    """The automatic styles of a document: what a paragraph or run looks like → the name that says so."""

    def __init__(self, letter: str) -> None:
        self._letter = letter
        self.names: dict[str, str] = {}

    def name(self, looks: str) -> str:
        """The name of a style that looks so, the same each time."""
        return self.names.setdefault(looks, f"{self._letter}{len(self.names) + 1}")


def odt_file(bibliography: Bibliography[Runs]) -> bytes:
    """The file. The same bibliography gives the same bytes."""
    return pack(
        {
            "mimetype": _MIME,
            "META-INF/manifest.xml": _MANIFEST,
            "content.xml": _content(bibliography),
            "styles.xml": _styles(bibliography.language),
            "meta.xml": _meta(bibliography),
        },
        stored="mimetype",
    )


def _content(bibliography: Bibliography[Runs]) -> str:
    names = fragments([reference.citekey for reference in bibliography.references])
    ways, dresses = _Styles("P"), _Styles("T")
    heading = _runs(bibliography.heading, dresses)
    body = "".join(
        _reference(name, reference, bibliography, (ways, dresses))
        for name, reference in zip(names, bibliography.references, strict=True)
    )
    return (
        f"{_HEAD}<office:document-content {_SPACES}>"
        f"<office:automatic-styles>{_automatic(ways, dresses)}</office:automatic-styles><office:body><office:text>"
        f'<text:h text:style-name="Heading_20_1" text:outline-level="1">{heading}</text:h>{body}'
        "</office:text></office:body></office:document-content>"
    )


def _automatic(ways: _Styles, dresses: _Styles) -> str:
    of_paragraphs = (
        f'<style:style style:name="{name}" style:family="paragraph" style:parent-style-name="Bibliography">'
        f"{looks}</style:style>"
        for looks, name in ways.names.items()
    )
    of_texts = (
        f'<style:style style:name="{name}" style:family="text"><style:text-properties {looks}/></style:style>'
        for looks, name in dresses.names.items()
    )
    return "".join([*of_paragraphs, *of_texts])


def _reference(
    name: str, reference: Reference[Runs], bibliography: Bibliography[Runs], styles: tuple[_Styles, _Styles]
) -> str:
    ways, dresses = styles
    made = paragraphs(reference)
    last = len(made) - 1
    return "".join(
        f'<text:p text:style-name="{ways.name(_way(paragraph, bibliography, is_last=place == last))}">'
        f"{_bookmark(name) if place == 0 else ''}{_inside(paragraph, dresses)}</text:p>"
        for place, paragraph in enumerate(made)
    )


def _bookmark(name: str) -> str:
    return f'<text:bookmark text:name="{xml_text(name)}"/>'


def _way(paragraph: Paragraph[Runs], bibliography: Bibliography[Runs], *, is_last: bool) -> str:
    """The looks of a paragraph; tab stops are counted from its left indent (ODF 1.3, 19.863)."""
    left, first = paragraph_indents(paragraph, bibliography)
    layout = bibliography.layout
    after = 12 * layout.entry_spacing if is_last else 0
    tabs = '<style:tab-stops><style:tab-stop style:position="0pt"/></style:tab-stops>' if paragraph.label else ""
    return (
        f'<style:paragraph-properties fo:margin-left="{left / 20:g}pt" fo:text-indent="{first / 20:g}pt" '
        f'fo:margin-bottom="{after}pt" fo:line-height="{100 * max(layout.line_spacing, 1)}%">'
        f"{tabs}</style:paragraph-properties>"
    )


def _inside(paragraph: Paragraph[Runs], dresses: _Styles) -> str:
    label = "" if paragraph.label is None else _runs(paragraph.label, dresses) + "<text:tab/>"
    return label + _runs(paragraph.content or (), dresses)


def _runs(runs: Sequence[Run], dresses: _Styles) -> str:
    return "".join(_linked(run, dresses) if run.link else _run(run, dresses) for run in runs)


def _linked(run: Run, dresses: _Styles) -> str:
    way = f'xlink:type="simple" xlink:href="{xml_text(run.link)}" text:style-name="Internet_20_link"'
    return f"<text:a {way}>{_run(run, dresses)}</text:a>"


def _run(run: Run, dresses: _Styles) -> str:
    text = _spaced(xml_text(run.text))
    looks = " ".join(looks for is_so, looks in _looks(run) if is_so)
    return f'<text:span text:style-name="{dresses.name(looks)}">{text}</text:span>' if looks else text


def _spaced(text: str) -> str:
    """Blanks that ODF would melt into one are told one by one."""
    return text.replace("  ", " <text:s/>").replace("\t", "<text:tab/>").replace("\n", "<text:line-break/>")


def _looks(run: Run) -> tuple[tuple[bool, str], ...]:
    return (
        (run.italic, 'fo:font-style="italic"'),
        (run.bold, 'fo:font-weight="bold"'),
        (run.small_caps, 'fo:font-variant="small-caps"'),
        (run.underline, 'style:text-underline-style="solid"'),
        (run.superscript, 'style:text-position="super 66%"'),
        (run.subscript, 'style:text-position="sub 66%"'),
    )


def _meta(bibliography: Bibliography[Runs]) -> str:
    return (
        f"{_HEAD}<office:document-meta {_SPACES}><office:meta><dc:title>{xml_text(bibliography.title)}</dc:title>"
        f"<dc:language>{xml_text(bibliography.language)}</dc:language></office:meta></office:document-meta>"
    )


def _styles(language: str) -> str:
    tongue, _, country = language.partition("-")
    return _STYLES.format(language=xml_text(tongue), country=xml_text(country or "none"))


_MANIFEST = (
    f'{_HEAD}<manifest:manifest xmlns:manifest="{_OASIS}:manifest:1.0" manifest:version="1.3">'
    f'<manifest:file-entry manifest:full-path="/" manifest:version="1.3" manifest:media-type="{_MIME}"/>'
    + "".join(
        f'<manifest:file-entry manifest:full-path="{name}" manifest:media-type="text/xml"/>'
        for name in ("content.xml", "styles.xml", "meta.xml")
    )
    + "</manifest:manifest>"
)

_STYLES = (
    f"{_HEAD}<office:document-styles {_SPACES}><office:font-face-decls>"
    '<style:font-face style:name="Serif" svg:font-family="&apos;Times New Roman&apos;" '
    'style:font-family-generic="roman"/></office:font-face-decls><office:styles>'
    '<style:default-style style:family="paragraph"><style:text-properties style:font-name="Serif" fo:font-size="12pt" '
    'fo:language="{language}" fo:country="{country}"/></style:default-style>'
    '<style:style style:name="Standard" style:family="paragraph"/>'
    '<style:style style:name="Heading_20_1" style:display-name="Heading 1" style:family="paragraph" '
    'style:parent-style-name="Standard" style:default-outline-level="1"><style:paragraph-properties '
    'fo:margin-top="12pt" fo:margin-bottom="6pt" fo:keep-with-next="always"/>'
    '<style:text-properties fo:font-size="16pt" fo:font-weight="bold"/></style:style>'
    '<style:style style:name="Bibliography" style:family="paragraph" style:parent-style-name="Standard"/>'
    '<style:style style:name="Internet_20_link" style:display-name="Internet link" style:family="text">'
    '<style:text-properties fo:color="#0563c1" style:text-underline-style="solid"/></style:style></office:styles>'
    '<office:automatic-styles><style:page-layout style:name="Page"><style:page-layout-properties '
    'fo:page-width="21cm" fo:page-height="29.7cm" fo:margin="2.54cm"/></style:page-layout></office:automatic-styles>'
    '<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="Page"/>'
    "</office:master-styles></office:document-styles>"
)
