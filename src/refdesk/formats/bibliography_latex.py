r"""How does a bibliography become a document of LaTeX? References → the text of a file that compiles by itself.

In: references whose blocks are already LaTeX. Out: the file; a reference is an `\item` with a `\hypertarget` named
after its citekey, so that it can be copied into another document and pointed at. pdfLaTeX knows Latin letters only;
LuaLaTeX and XeLaTeX print whatever their font holds.
"""

from refdesk.formats.bibliography_anchors import ascii_fragments
from refdesk.formats.bibliography_parts import Bibliography, Layout, Paragraph, Reference, paragraphs

_TONGUES = """\
af=afrikaans bg=bulgarian ca=catalan cs=czech cy=welsh da=danish de=ngerman de-AT=naustrian de-CH=nswissgerman
el=greek en=english en-GB=british en-US=american es=spanish et=estonian eu=basque fi=finnish fr=french
hr=croatian hu=magyar id=indonesian is=icelandic it=italian la=latin lt=lithuanian lv=latvian nb=norsk nl=dutch
nn=nynorsk pl=polish pt=portuguese pt-BR=brazilian ro=romanian ru=russian sk=slovak sl=slovene sr=serbian
sv=swedish tr=turkish uk=ukrainian
"""
_BABEL = dict(pair.split("=") for pair in _TONGUES.split())
"""Languages of CSL's locales → babel's names for their hyphenation."""


def latex_document(bibliography: Bibliography[str]) -> str:
    """A document of class article."""
    names = ascii_fragments([reference.citekey for reference in bibliography.references])
    items = "".join(map(_item, names, bibliography.references))
    body = f"\\begin{{references}}\n{items}\\end{{references}}\n" if items else ""
    return _DOCUMENT.format(
        babel=_babel(bibliography.language),
        language=bibliography.language,
        title=bibliography.heading,
        list=_list(bibliography),
        stretch=_stretch(bibliography.layout),
        body=body,
    )


def _babel(language: str) -> str:
    """Hyphenation, where the TeX at hand has it; without shorthands, which would change quotation marks and colons."""
    name = _BABEL.get(language) or _BABEL.get(language.partition("-")[0])
    package = f"\\usepackage[{name},shorthands=off]{{babel}}"
    return f"\\IfFileExists{{{name}.ldf}}{{{package}}}{{}}\n" if name else ""


def _stretch(layout: Layout) -> str:
    return f"\\linespread{{{layout.line_spacing * 1.1:.1f}}}\n" if layout.line_spacing > 1 else ""


def _item(name: str, reference: Reference[str]) -> str:
    made = paragraphs(reference)
    first = "\\item" + (f"[{{{made[0].label}}}]" if made and made[0].label is not None else "[]")
    texts = "\n\n".join([*map(_indented, made[:1]), *map(_later, made[1:])])
    return f"{first}\\hypertarget{{{name}}}{{}}%\n{texts}\n"


def _later(paragraph: Paragraph[str]) -> str:
    return " ".join(filter(None, (paragraph.label, _indented(paragraph))))


def _indented(paragraph: Paragraph[str]) -> str:
    text = paragraph.content or ""
    return f"\\hspace*{{2em}}{text}" if paragraph.indented else text


def _list(bibliography: Bibliography[str]) -> str:
    """The measures of the list: a label hangs in a margin of the widest one's width, or the first line hangs out."""
    layout = bibliography.layout
    if bibliography.label:
        digits = "0" * len(bibliography.label)
        margin = "0pt" if layout.second_field_align == "margin" else "\\labelwidth+\\labelsep"
        sizes = f"\\settowidth{{\\labelwidth}}{{{digits}}}\\leftmargin\\dimexpr{margin}\\relax"
        indent = "\\itemindent0pt"
    else:
        hanging = "2em" if layout.hanging_indent else "0pt"
        sizes = f"\\labelwidth0pt\\labelsep0pt\\leftmargin{hanging}"
        indent = f"\\itemindent-{hanging}"
    spacing = f"\\itemsep{layout.entry_spacing}\\baselineskip\\parsep0pt"
    return f"  {sizes}{indent}{spacing}\\relax\n"


_DOCUMENT = r"""\documentclass{{article}}
\usepackage{{iftex}}
\ifPDFTeX
  \usepackage[T1]{{fontenc}}
  \usepackage[utf8]{{inputenc}}
  \usepackage{{textcomp}}
\else
  \usepackage{{fontspec}}
\fi
{babel}\PassOptionsToPackage{{hyphens}}{{url}}
\usepackage{{hyperref}}
\hypersetup{{hidelinks,breaklinks,pdftitle={{{title}}},pdflang={{{language}}}}}
\urlstyle{{same}}
{stretch}\newenvironment{{references}}{{\begin{{list}}{{}}{{%
{list}  \renewcommand{{\makelabel}}[1]{{##1\hfil}}\raggedright}}}}{{\end{{list}}}}
\begin{{document}}
\section*{{{title}}}
{body}\end{{document}}
"""
