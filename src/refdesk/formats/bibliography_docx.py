"""How does a bibliography become a file of Word? References in runs → the bytes of a DOCX file (ECMA-376).

Out: a document with a heading and paragraphs of Word's own style "Bibliography", each with a bookmark named after its
citekey; links are live.
"""

from collections.abc import Sequence

from refdesk.formats.bibliography_anchors import bookmarks
from refdesk.formats.bibliography_measures import label_width, paragraph_indents
from refdesk.formats.bibliography_packing import pack
from refdesk.formats.bibliography_parts import Bibliography, Layout, Paragraph, Reference, Run, Runs, paragraphs
from refdesk.formats.bibliography_xml import xml_text

_LINE = 240  # twentieths of a point
_W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml"
_HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'


class _Links:
    """The addresses that a document leads to, each with the number by which it is known there."""

    def __init__(self) -> None:
        self.numbers: dict[str, int] = {}

    def number(self, address: str) -> int:
        """The number of an address, the same each time."""
        return self.numbers.setdefault(address, len(self.numbers) + 10)


def docx_file(bibliography: Bibliography[Runs]) -> bytes:
    """The file. The same bibliography gives the same bytes."""
    links = _Links()
    document = _document(bibliography, links)
    return pack(
        {
            "[Content_Types].xml": _CONTENT_TYPES,
            "_rels/.rels": _RELATIONSHIPS,
            "docProps/core.xml": _core(bibliography),
            "word/document.xml": document,
            "word/styles.xml": _STYLES.format(language=xml_text(bibliography.language)),
            "word/settings.xml": _SETTINGS,
            "word/_rels/document.xml.rels": _document_relationships(links),
        }
    )


def _document(bibliography: Bibliography[Runs], links: _Links) -> str:
    names = bookmarks([reference.citekey for reference in bibliography.references])
    heading = f'<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr>{_runs(bibliography.heading, links)}</w:p>'
    references = [
        _reference(number, name, reference, bibliography, links)
        for number, (name, reference) in enumerate(zip(names, bibliography.references, strict=True), 1)
    ]
    body = heading + "".join(references) + _PAGE
    return f'{_HEAD}<w:document xmlns:w="{_W}" xmlns:r="{_R}"><w:body>{body}</w:body></w:document>'


def _reference(
    number: int, name: str, reference: Reference[Runs], bibliography: Bibliography[Runs], links: _Links
) -> str:
    """The paragraphs of one reference; its bookmark begins in the first and ends in the last."""
    made = paragraphs(reference)
    last = len(made) - 1
    begin = f'<w:bookmarkStart w:id="{number}" w:name="{xml_text(name)}"/>'
    end = f'<w:bookmarkEnd w:id="{number}"/>'
    return "".join(
        f"<w:p>{_dress(paragraph, bibliography, is_last=place == last)}{begin if place == 0 else ''}"
        f"{_content(paragraph, links)}{end if place == last else ''}</w:p>"
        for place, paragraph in enumerate(made)
    )


def _dress(paragraph: Paragraph[Runs], bibliography: Bibliography[Runs], *, is_last: bool) -> str:
    left, first = paragraph_indents(paragraph, bibliography)
    labelled = paragraph.label is not None and left > 0
    tabs = f'<w:tabs><w:tab w:val="left" w:pos="{label_width(bibliography.label)}"/></w:tabs>' if labelled else ""
    indent = f'<w:ind w:left="{left}"{_first_line(first)}/>' if left or first else ""
    spacing = _spacing(bibliography.layout, is_last=is_last)
    return f'<w:pPr><w:pStyle w:val="Bibliography"/>{tabs}{spacing}{indent}</w:pPr>'


def _first_line(first: int) -> str:
    return f' w:hanging="{-first}"' if first < 0 else ""


def _spacing(layout: Layout, *, is_last: bool) -> str:
    after = _LINE * layout.entry_spacing if is_last else 0
    return f'<w:spacing w:after="{after}" w:line="{_LINE * max(layout.line_spacing, 1)}" w:lineRule="auto"/>'


def _content(paragraph: Paragraph[Runs], links: _Links) -> str:
    label = "" if paragraph.label is None else _runs(paragraph.label, links) + "<w:r><w:tab/></w:r>"
    return label + _runs(paragraph.content or (), links)


def _runs(runs: Sequence[Run], links: _Links) -> str:
    return "".join(_linked(run, links) if run.link else _run(run) for run in runs)


def _linked(run: Run, links: _Links) -> str:
    return f'<w:hyperlink r:id="rId{links.number(run.link)}">{_run(run)}</w:hyperlink>'


def _run(run: Run) -> str:
    """One run; the properties stand in the order that the schema asks for."""
    properties = [
        '<w:rStyle w:val="Hyperlink"/>' if run.link else "",
        "<w:b/>" if run.bold else "",
        "<w:i/>" if run.italic else "",
        "<w:smallCaps/>" if run.small_caps else "",
        '<w:u w:val="single"/>' if run.underline else "",
        '<w:vertAlign w:val="superscript"/>' if run.superscript else "",
        '<w:vertAlign w:val="subscript"/>' if run.subscript else "",
    ]
    return _text_run(run.text, "".join(properties))


def _text_run(text: str, properties: str = "") -> str:
    dress = f"<w:rPr>{properties}</w:rPr>" if properties else ""
    return f'<w:r>{dress}<w:t xml:space="preserve">{xml_text(text)}</w:t></w:r>'


def _core(bibliography: Bibliography[Runs]) -> str:
    return (
        f'{_HEAD}<cp:coreProperties xmlns:cp="{_PACKAGE}/metadata/core-properties" '
        'xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<dc:title>{xml_text(bibliography.title)}</dc:title><dc:language>{xml_text(bibliography.language)}</dc:language>"
        "</cp:coreProperties>"
    )


def _document_relationships(links: _Links) -> str:
    addresses = "".join(
        f'<Relationship Id="rId{number}" Type="{_R}/hyperlink" Target="{xml_text(address)}" TargetMode="External"/>'
        for address, number in links.numbers.items()
    )
    return (
        f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
        f'<Relationship Id="rId1" Type="{_R}/styles" Target="styles.xml"/>'
        f'<Relationship Id="rId2" Type="{_R}/settings" Target="settings.xml"/>{addresses}</Relationships>'
    )


_PAGE = (
    '<w:sectPr><w:pgSz w:w="11906" w:h="16838"/>'
    '<w:pgMar w:top="1440" w:right="1440" w:bottom="1440" w:left="1440" w:header="709" w:footer="709" w:gutter="0"/>'
    "</w:sectPr>"
)

_CONTENT_TYPES = (
    f'{_HEAD}<Types xmlns="{_PACKAGE}/content-types">'
    '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
    '<Default Extension="xml" ContentType="application/xml"/>'
    f'<Override PartName="/word/document.xml" ContentType="{_TYPE}.document.main+xml"/>'
    f'<Override PartName="/word/styles.xml" ContentType="{_TYPE}.styles+xml"/>'
    f'<Override PartName="/word/settings.xml" ContentType="{_TYPE}.settings+xml"/>'
    '<Override PartName="/docProps/core.xml" '
    'ContentType="application/vnd.openxmlformats-package.core-properties+xml"/></Types>'
)

_RELATIONSHIPS = (
    f'{_HEAD}<Relationships xmlns="{_PACKAGE}/relationships">'
    f'<Relationship Id="rId1" Type="{_R}/officeDocument" Target="word/document.xml"/>'
    f'<Relationship Id="rId2" Type="{_PACKAGE}/relationships/metadata/core-properties" Target="docProps/core.xml"/>'
    "</Relationships>"
)

# Without it, Word opens the file in the manner of its version of 2007.
_SETTINGS = (
    f'{_HEAD}<w:settings xmlns:w="{_W}"><w:compat><w:compatSetting w:name="compatibilityMode" '
    'w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat></w:settings>'
)

_STYLES = (
    f'{_HEAD}<w:styles xmlns:w="{_W}"><w:docDefaults><w:rPrDefault><w:rPr>'
    '<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:cs="Times New Roman"/>'
    '<w:sz w:val="24"/><w:szCs w:val="24"/><w:lang w:val="{language}"/></w:rPr></w:rPrDefault>'
    "<w:pPrDefault/></w:docDefaults>"
    '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/></w:style>'
    '<w:style w:type="character" w:default="1" w:styleId="DefaultParagraphFont">'
    '<w:name w:val="Default Paragraph Font"/><w:uiPriority w:val="1"/><w:semiHidden/></w:style>'
    '<w:style w:type="paragraph" w:styleId="Heading1"><w:name w:val="heading 1"/><w:basedOn w:val="Normal"/>'
    '<w:next w:val="Normal"/><w:qFormat/><w:pPr><w:keepNext/><w:spacing w:before="240" w:after="120"/>'
    '<w:outlineLvl w:val="0"/></w:pPr><w:rPr><w:b/><w:sz w:val="32"/><w:szCs w:val="32"/></w:rPr></w:style>'
    '<w:style w:type="paragraph" w:styleId="Bibliography"><w:name w:val="Bibliography"/><w:basedOn w:val="Normal"/>'
    '<w:uiPriority w:val="37"/></w:style>'
    '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
    '<w:rPr><w:color w:val="0563C1"/><w:u w:val="single"/></w:rPr></w:style></w:styles>'
)
