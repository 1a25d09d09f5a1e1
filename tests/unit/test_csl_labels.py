"""cs:label: which term it prints, in which number, and when it prints none."""

from lxml import etree

from refdesk.csl.context import Cite, Context
from refdesk.csl.items import Item
from refdesk.csl.labels import LabelElement
from refdesk.csl.locale_files import installed_locale
from refdesk.csl.locales import load_locale
from refdesk.csl.tree import text_of, walk

ENGLISH = load_locale("en-US", [], installed_locale)
CSL = 'xmlns="http://purl.org/net/xbiblio/csl"'


def context(item: dict[str, object] | None = None, cite: Cite | None = None, terms: str = "") -> Context:
    style = [etree.fromstring(f"<locale {CSL}><terms>{terms}</terms></locale>")] if terms else []
    locale = load_locale("en-US", style, installed_locale) if terms else ENGLISH
    return Context(locale, Item(item or {}), cite or Cite())


def label(attributes: str, asked: Context) -> str:
    return text_of(LabelElement(etree.fromstring(f"<label {CSL} {attributes}/>")).render(asked))


def test_one_page() -> None:
    assert label('variable="page"', context({"page": "3"})) == "page"


def test_several_pages() -> None:
    assert label('variable="page" form="short"', context({"page": "3-5"})) == "pp."


def test_the_hyphen_in_the_number_of_a_case_makes_no_plural() -> None:
    assert label('variable="number" form="short"', context({"type": "legal_case", "number": "05-1126"})) == "no."


def test_commas_between_thousands_make_no_plural() -> None:
    assert label('variable="number" form="short"', context({"number": "6,285,999"})) == "no."


def test_always_plural() -> None:
    assert label('variable="page" plural="always"', context({"page": "3"})) == "pages"


def test_never_plural() -> None:
    assert label('variable="page" plural="never"', context({"page": "3-5"})) == "page"


def test_several_volumes_of_a_work() -> None:
    assert label('variable="number-of-volumes" form="short"', context({"number-of-volumes": 3})) == "vols."


def test_no_value_prints_no_label() -> None:
    assert label('variable="page"', context()) == ""


def test_a_value_printed_by_a_substitute_prints_no_label() -> None:
    asked = context({"page": "3"})
    asked.suppressed.add("page")
    assert label('variable="page"', asked) == ""


def test_the_label_of_a_locator_is_the_cite_s() -> None:
    assert label('variable="locator"', context(cite=Cite(locator="3, 4", label="chapter"))) == "chapters"


def test_a_locator_without_label_is_a_page() -> None:
    assert label('variable="locator"', context(cite=Cite(locator="3", label=""))) == "page"


def test_no_locator_prints_no_label() -> None:
    assert label('variable="locator"', context(cite=Cite(label="chapter"))) == ""


def test_sub_verbo() -> None:
    assert label('variable="locator" form="short"', context(cite=Cite(locator="dog", label="sub verbo"))) == "s.v."


def test_an_article_of_a_law_is_no_article_of_a_journal() -> None:
    assert label('variable="locator"', context(cite=Cite(locator="3", label="article"))) == "article"


def test_an_unknown_label_prints_nothing() -> None:
    assert label('variable="locator"', context(cite=Cite(locator="3", label="no such thing"))) == ""


def test_an_empty_term_prints_nothing() -> None:
    assert label('variable="page" suffix=" "', context({"page": "3"}, terms='<term name="page"/>')) == ""


def test_the_word_for_and_of_the_style_joins_numbers() -> None:
    assert label('variable="page"', context({"page": "3 plus 4"}, terms='<term name="and">plus</term>')) == "pages"


def test_a_label_is_no_variable_of_a_group() -> None:
    asked = context({"page": "3"})
    label('variable="page"', asked)
    assert (asked.called, asked.filled) == (0, 0)


def test_a_label_has_affixes() -> None:
    assert label('variable="volume" form="short" suffix=" "', context({"volume": "3"})) == "vol. "


def test_a_printing_number_is_called_a_printing() -> None:
    assert label('variable="printing-number"', context({"printing-number": "3"})) == "printing"


def test_raised_letters_of_a_term_are_markup() -> None:
    asked = Context(load_locale("fr-FR", [], installed_locale), Item({"issue": "3"}), Cite())
    node = LabelElement(etree.fromstring(f'<label {CSL} variable="issue" form="short"/>')).render(asked)
    assert [each.format.vertical_align for each in walk(node)] == ["", "sup"]


def label_beside(siblings: str, item: dict[str, object], parent: str = "group") -> str:
    group = etree.fromstring(f'<{parent} {CSL}>{siblings}<label variable="page" form="short"/></{parent}>')
    return text_of(LabelElement(group[-1]).render(context(item)))


def test_a_label_is_lent_to_the_number_beside_it() -> None:
    assert label_beside('<text variable="number-of-pages"/>', {"number-of-pages": "300"}) == "p."


def test_a_label_is_lent_to_no_empty_number() -> None:
    assert label_beside('<text variable="number-of-pages"/>', {}) == ""


def test_a_label_is_lent_to_no_title() -> None:
    assert label_beside('<text variable="title"/>', {"title": "Emma"}) == ""


def test_a_label_beside_its_own_variable_is_lent_to_none() -> None:
    assert label_beside('<text variable="page"/><text variable="issue"/>', {"issue": "3"}) == ""


def test_a_label_of_the_layout_is_lent_to_none() -> None:
    assert label_beside('<text variable="issue"/>', {"issue": "3"}, "layout") == ""


def test_the_label_of_a_locator_is_lent_to_none() -> None:
    group = etree.fromstring(f'<group {CSL}><text variable="issue"/><label variable="locator"/></group>')
    assert LabelElement(group[-1]).render(context({"issue": "3"})) is None


def beside(variable: str, item: dict[str, object]) -> str:
    """The label of a locator that the cite has not, in a group with a variable."""
    group = etree.fromstring(
        f'<group {CSL}><label variable="locator" form="short"/><text variable="{variable}"/></group>'
    )
    return text_of(LabelElement(group[0]).render(context(item)))


def test_the_label_of_a_locator_is_lent_to_the_pages_beside_it() -> None:
    assert beside("page", {"page": "3"}) == "p."


def test_the_label_of_a_locator_is_not_lent_to_a_volume() -> None:
    assert beside("volume", {"volume": "3"}) == ""
