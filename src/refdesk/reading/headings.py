"""Lines that name what follows them: a reference list, a group of it, notes, or something after both.

In: a line. Out: whether it is such a heading. The words are those of English, German, French, Spanish, Portuguese,
Italian and Dutch; a number, Markdown, HTML, brackets and a colon may stand around them, and their letters apart.
"""

import re
from functools import lru_cache
from typing import Literal

from refdesk.reading.spacing import as_words

HeadingKind = Literal["references", "notes"]

_WORDS: dict[HeadingKind, tuple[str, ...]] = {
    "references": (
        r"(?:(?:cited|bibliographic(?:al)?|normative|informative|non-normative|selected|key)\s)?references?",
        r"references?\s(?:list|cited|and\snotes|and\sfurther\sreading)",
        r"(?:reference|reading)\slist|list\sof\s(?:references|sources|works\scited)",
        r"(?:(?:select(?:ed)?|annotated|general|working|short|brief|full)\s)?bibliography(?:\sand\sfurther\sreading)?",
        r"(?:(?:annotated|selected|select)\s)?bibliography\s?[:–—-]\s.{1,60}",
        r"(?:further\sreading|works\scited)\s?[:–—-]\s.{1,60}",
        r"works?\s(?:cited|consulted|referenced)|cited\s(?:works|literature|sources)|citations",
        r"literature(?:\s(?:cited|references?|list))?",
        r"(?:list\sof\s)?sources(?:\s(?:cited|consulted|used|and\sfurther\sreading|and\sreferences|and\sbibliography))?",
        r"(?:for\s)?(?:further|recommended|suggested|additional|selected)\sreadings?(?:\sand\sreferences)?",
        r"(?:literatur|quellen)(?:verzeichnis|liste|angaben|hinweise|nachweise?)?|quellen-?\sund\sliteratur(?:verzeichnis)?",
        r"(?:zitierte|verwendete|benutzte|weiterführende)\sliteratur|referenzen|literatur\sund\squellen",
        r"bibliogra(?:ph|f)ie(?:\s(?:sélective|sommaire|indicative|générale))?|sources\set\sbibliographie",
        r"références(?:\s(?:bibliographiques|citées))?|(?:ouvrages|travaux)\scités|(?:œuvres|oeuvres|références)\scitées",
        r"littérature\scitée|lectures\scomplémentaires|pour\sen\ssavoir\splus",
        r"referencias(?:\s(?:bibliográficas|citadas))?|lista\sde\sreferencias|(?:obras|trabajos|trabalhos)\scitad[ao]s",
        r"bibliograf[ií]a(?:\s(?:citada|consultada|básica|general|essenziale|generale|selecionada))?",
        r"(?:fuentes|fontes)(?:\s(?:consultadas|citadas))?|lecturas\s(?:recomendadas|adicionales)",
        r"referências(?:\s(?:bibliográficas|citadas))?|lista\sde\sreferências|leituras\srecomendadas",
        r"riferimenti(?:\sbibliografici)?|opere\scitate|fonti|letture\sconsigliate",
        r"(?:(?:geraadpleegde|geciteerde|aangehaalde|gebruikte)\s)?(?:literatuur|bronnen|werken)(?:lijst|opgave)?",
        r"referenties|verder\slezen",
    ),
    "notes": (
        r"notes?(?:\sand\s(?:references|sources))?|references\sand\sfootnotes",
        r"notes?\s(?:to|for|on)\s(?:the\s)?(?:chapter|part|introduction|text|pages?|conclusion|preface)\b.{0,60}",
        r"notes?:?\s(?:chapter|part)\s.{1,60}|chapter\s.{1,20}\snotes",
        r"(?:end|foot)\s?-?notes?",
        r"(?:anmerkungen|fu(?:ß|ss)noten|endnoten|noten|voetnoten|eindnoten)",
        r"notes\s(?:de\s(?:bas\sde\spage|fin)|infrapaginales)",
        r"notas?(?:\s(?:al\spie|de\srodapé|finales|finais|al\sfinal))?|note\s(?:al\stesto|a\spiè\sdi\spagina|a\spie\sdi\spagina)",
    ),
}
_GROUPS = (
    r"(?:primary|secondary|archival|printed|published|unpublished|online|internet|electronic|legal|web|other|print|manuscript)"
    r"\s(?:sources|literature|materials?|works|documents)|"
    r"(?:books|(?:journal\s|newspaper\s|magazine\s|scholarly\s)?articles|web\s?sites|web\s?pages|newspapers|reports|theses|"
    r"dissertations|interviews|films|cases|statutes|legislation|archives|manuscripts|monographs|journals|periodicals|"
    r"(?:book\s)?chapters|conference\spapers|government\sdocuments|internet|online|papers|standards)"
    r"(?:\sand\s(?:articles|book\schapters|chapters|papers|journals|dissertations|reports|documents))?|"
    r"(?:primär|sekundär)(?:literatur|quellen)|internetquellen|bücher|aufsätze|zeitschriften|monographien|gedruckte\squellen|"
    r"livres|articles|ouvrages|sources\s(?:primaires|secondaires|imprimées|manuscrites)|sitographie|webographie|"
    r"libros|livros|artículos|artigos|articoli|libri|siti\sweb|sitios\sweb|sitografia|webgrafía|"
    r"(?:fuentes|fontes)\sprim[aá]rias|(?:fuentes|fontes)\ssecund[aá]rias|fonti\s(?:primarie|secondarie)|boeken|artikelen|[A-Z]"
)
_AFTERWARDS = re.compile(
    r"(?:append(?:ix|ices)|annex|anhang|annexe|anexo|apêndice|appendice|allegato|bijlage|acknowledge?ments?|danksagung|"
    r"remerciements|agradec\w{1,12}|ringraziamenti|dankwoord|abbreviations|abkürzung\w{0,12}|abréviations|glossary|glossar|"
    r"index|figures?|tables?|tabellen?|tableaux?|abbildung\w{0,12}|notes?|endnotes|abstract|supplement\w{0,5}|supporting|"
    r"about\sthe|authors?|autor(?:in|en|es)?|auteurs?|über\sd(?:ie|en)\s(?:autor|verfasser|herausgeber)\w{0,6}|sobre\s(?:el|las?|los|os?|as?)\s(?:autor|editor)\w{0,4}|biograph\w{0,4}|contact|kontakt|"
    r"contributors?|conflicts?|competing|declarations?|disclaimer|ethics|funding|data\savailability|how\sto\scite|cite\sthis|"
    r"copyright|licen[cs]e|related|shares?|leave\sa\s(?:comment|reply)|(?:\d{1,6}\s)?comments?|read\s(?:more|next)|"
    r"more\s(?:from|on|about)|you\s(?:may|might)\salso|recommended\sfor|subscribe|newsletter|sign\sup|tags?|filed\sunder|"
    r"categor(?:y|ies)|follow\sus|privacy\spolicy|terms\sof\s(?:use|service)|curriculum\svitae|colophon|external\slinks|"
    r"keywords|correspondence|orcid|image\scredits?|previous\s(?:post|article)|next\s(?:post|article))\b|"
    r"(?:received|accepted|submitted|revised)[:\s]|©|(?:see\salso|credits?)$",
    re.IGNORECASE,
)
_HISTORY = re.compile(
    r"(?:received|accepted|submitted|revised|eingegangen|reçu|recibido|recebido)\b.{0,40}\b(?:19|20)\d\d\b",
    re.IGNORECASE,
)
_HTML = re.compile(r"</?(?:h[1-6]|b|strong|p|div|a|span|i|em|center)\b[^<>]{0,100}>", re.IGNORECASE)
_NUMBERED = re.compile(r"(?:\d{1,2}(?:\.\d{1,2}){0,3}|[IVX]{1,5}|[A-Z](?=[.)]|\s[A-Z]{4}))[.):]?\s+(?=\S)")
_MARKDOWN = re.compile(r"\s{0,3}(?P<level>#{1,6})\s+\S")
_HTML_LEVEL = re.compile(r"\s{0,3}<h(?P<level>[1-6])\b", re.IGNORECASE)
_ANNOTATED = re.compile(r"annotated|kommentiert|commentée|comentada|commentata|geannoteerd", re.IGNORECASE)
_LONGEST = 120
_MOST_HEADING = 80


def _whole(words: str) -> re.Pattern[str]:
    return re.compile(words, re.IGNORECASE)


_HEADINGS = {kind: _whole("|".join(words)) for kind, words in _WORDS.items()}
_ANY_HEADING = _whole("|".join(words for kind in _WORDS for words in _WORDS[kind]))
_GROUP = _whole(_GROUPS)


def is_heading(line: str, kind: HeadingKind) -> bool:
    """Whether the line is a heading of a reference list or of notes, and nothing more."""
    return len(line) <= _LONGEST and bool(_HEADINGS[kind].fullmatch(_bare(line)))


def is_any_heading(line: str) -> bool:
    """Whether the line is a heading of either kind."""
    return len(line) <= _LONGEST and bool(_ANY_HEADING.fullmatch(_bare(line)))


def is_group_heading(line: str) -> bool:
    """Whether the line names a group of references within a list: "Primary sources", "Books", "A"."""
    return len(line) <= _LONGEST and bool(_GROUP.fullmatch(_bare(line)))


def is_annotated(line: str) -> bool:
    """Whether a heading says that its list holds comments on the works."""
    return bool(_ANNOTATED.search(line[:_LONGEST]))


def leads_away(line: str) -> bool:
    """Whether the line begins what may follow a list: an appendix, a note on the author, "related articles"."""
    return bool(_AFTERWARDS.match(_bare(line[:_LONGEST])))


def is_history(line: str) -> bool:
    """Whether the line tells when an article came in and was accepted, as journals print it below the list."""
    return bool(_HISTORY.match(line[:_LONGEST].strip()))


def heading_level(line: str) -> int | None:
    """How deep a heading of Markdown or HTML stands (1 to 6), or None for a line that is none."""
    match = _MARKDOWN.match(line) or _HTML_LEVEL.match(line)
    if match is None:
        return None
    level = match["level"]
    return int(level) if level.isdigit() else len(level)


@lru_cache(maxsize=1024)
def _bare(line: str) -> str:
    """The words of a heading: no number, markup, brackets or colon around them, single blanks between them."""
    words = " ".join(as_words(_HTML.sub("", line).strip().lstrip("#")).split())
    stripped = words.strip("*_[]§•=~ ").rstrip(":.*_ ")
    number = _NUMBERED.match(stripped)
    return stripped[number.end() if number else 0 :].strip("*_ ")[:_MOST_HEADING]
