"""What does CSL 1.0.2 know? Its variables, its attributes and where they stand; a style → warnings for all else.

Source: CSL 1.0.2 specification; appendix IV for the variables.
"""

from collections.abc import Iterator

from lxml import etree

_NAMES = """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editor-translator editorial-director executive-producer guest host illustrator interviewer narrator organizer
    original-author performer producer recipient reviewed-author script-writer series-creator translator
"""
_TEXTS = """
    abstract annote archive archive_collection archive_location archive-place authority call-number chapter-number
    citation-key citation-label collection-number collection-title container-title container-title-short dimensions
    division DOI edition event-place event-title genre ISBN ISSN issue jurisdiction keyword language license medium note
    number number-of-pages number-of-volumes original-publisher original-publisher-place original-title page page-first
    part-number part-title PMCID PMID printing-number publisher publisher-place references reviewed-genre reviewed-title
    scale section source status supplement-number title title-short type URL version volume volume-title
    volume-title-short
"""
NAME_VARIABLES = frozenset(_NAMES.split())
DATE_VARIABLES = frozenset(["accessed", "available-date", "event-date", "issued", "original-date", "submitted"])
TEXT_VARIABLES = frozenset(_TEXTS.split())
CITE_VARIABLES = frozenset(["locator", "citation-number", "first-reference-note-number", "year-suffix"])
"""The variables that a cite holds, not its item."""

_AFFIXES = "prefix suffix"
_FORMATS = "font-style font-variant font-weight text-decoration vertical-align"
_DRESS = f"{_AFFIXES} {_FORMATS} display text-case strip-periods quotes"
_ET_AL = "et-al-min et-al-use-first et-al-use-last et-al-subsequent-min et-al-subsequent-use-first"
_NAME = (
    f"{_ET_AL} and delimiter-precedes-et-al delimiter-precedes-last initialize initialize-with "
    "name-as-sort-order sort-separator"
)
_INHERITED = f"{_NAME} name-form name-delimiter names-delimiter"
_OF_STYLE = "page-range-format demote-non-dropping-particle initialize-with-hyphen"
_CONDITION = "match type variable is-numeric is-uncertain-date locator position disambiguate"

_KNOWN = {
    "style": f"class version default-locale {_OF_STYLE} {_INHERITED}",
    "citation": f"{_INHERITED} disambiguate-add-names disambiguate-add-givenname disambiguate-add-year-suffix "
    "givenname-disambiguation-rule collapse cite-group-delimiter year-suffix-delimiter after-collapse-delimiter "
    "near-note-distance",
    "bibliography": f"{_INHERITED} hanging-indent second-field-align line-spacing entry-spacing "
    "subsequent-author-substitute subsequent-author-substitute-rule",
    "layout": f"delimiter {_DRESS}",
    "macro": "name",
    "sort": "",
    "key": "variable macro sort names-min names-use-first names-use-last",
    "text": f"variable macro term value form plural {_DRESS}",
    "number": f"variable form {_DRESS}",
    "label": f"variable form plural {_DRESS}",
    "date": f"variable form date-parts delimiter {_DRESS}",
    "date-part": f"name form range-delimiter {_DRESS}",
    "names": f"variable delimiter {_DRESS}",
    "name": f"form delimiter {_NAME} {_AFFIXES} {_FORMATS}",
    "name-part": f"name {_AFFIXES} {_FORMATS} text-case",
    "et-al": f"term {_FORMATS}",
    "substitute": "",
    "group": f"delimiter {_DRESS}",
    "choose": "",
    "if": _CONDITION,
    "else-if": _CONDITION,
    "else": "",
}
KNOWN_ATTRIBUTES = {tag: frozenset(names.split()) for tag, names in _KNOWN.items()}


def unknown_attributes(root: etree._Element) -> Iterator[str]:
    """A warning for each attribute of a style that its element does not have; those of XML itself are its own."""
    for element in root.iter(etree.Element):
        tag = etree.QName(element).localname
        known = KNOWN_ATTRIBUTES.get(tag)
        if known is None:
            continue
        for name in element.attrib:
            if name not in known and not str(name).startswith("{"):
                yield f"an option {str(name)[:60]!r} of cs:{tag} that CSL 1.0.2 does not have"
