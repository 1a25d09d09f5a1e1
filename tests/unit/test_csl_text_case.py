"""Text case: what a text looks like in each of CSL's six cases."""

import pytest

from refdesk.csl.markup import parse
from refdesk.csl.text_case import change_case, strip_periods
from refdesk.csl.tree import Node, strings


def cased(text: str, case: str, language: str = "en-US") -> str:
    """A text with markup in a case, without the markup."""
    return "".join(strings(change_case(parse(text), case, language)))


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("a guide to the birds of Wales", "A Guide to the Birds of Wales"),
        ("what dreams are made of", "What Dreams Are Made Of"),
        ("birds: a guide", "Birds: A Guide"),
        ("why birds? the answer", "Why Birds? The Answer"),
        ("no more birds! the end", "No More Birds! The End"),
        ("birds. the rest", "Birds. the Rest"),
        ("birds; the rest", "Birds; the Rest"),
        ("the bird—a life", "The Bird—a Life"),
        ("self-made men of up-to-date taste", "Self-Made Men of up-to-Date Taste"),
        ("cats/dogs in towns", "Cats/Dogs in Towns"),
        ("how iPhone users see eBay today", "How iPhone Users See eBay Today"),
        ("DNA in the courts", "DNA in the Courts"),
        ("the 'new' birds", "The ’New’ Birds"),
        ("an e-mail about x-rays", "An E-Mail about X-Rays"),
        ("talks with the Tehrik-i-Taliban today", "Talks with the Tehrik-i-Taliban Today"),
        ("effects of β-blockers", "Effects of β-Blockers"),
        ("roses v. thorns", "Roses v. Thorns"),
        ("on example.org and its birds", "On example.org and Its Birds"),
        ("the birds (of a feather)", "The Birds (of a Feather)"),
        ("don't feed o'hara's birds", "Don’t Feed o’hara’s Birds"),
        ("1st and 2nd birds", "1st and 2nd Birds"),
        ("élan vital", "Élan Vital"),
        ("birds\u00a0and eggs", "Birds\u00a0and Eggs"),
        ("thanks, @birdlife and #birds", "Thanks, @birdlife and #birds"),
    ],
)
def test_title_case_of_english(text: str, title: str) -> None:
    assert "".join(strings(change_case([text.replace("'", "’")], "title", "en"))) == title


@pytest.mark.parametrize("language", ["de", "fr-FR", "english language", "eng", "FR", "la"])
def test_title_case_leaves_other_languages_alone(language: str) -> None:
    assert cased("birds of Wales", "title", language) == "birds of Wales"


@pytest.mark.parametrize("language", ["en", "EN", "en-GB", "en_US"])
def test_title_case_is_for_every_english(language: str) -> None:
    assert cased("birds of Wales", "title", language) == "Birds of Wales"


def test_the_letters_of_an_abbreviation_are_no_shouting() -> None:
    assert cased("U.S.C.", "title") == "U.S.C."


def test_capitalize_all_leaves_what_people_are_found_by() -> None:
    assert cased("thanks, @birdlife and #birds", "capitalize-all") == "Thanks, @birdlife And #birds"


def test_title_case_takes_a_shouted_title_down() -> None:
    assert cased("THE BIRDS OF WALES", "title") == "The Birds of Wales"


def test_title_case_takes_no_acronyms_down() -> None:
    assert cased("NATO 2", "title") == "NATO 2"


def test_title_case_sees_the_first_word_inside_italics() -> None:
    assert cased("<i>the birds</i> of <i>a</i> day", "title") == "The Birds of a Day"


def test_title_case_sees_the_last_word_inside_quotation_marks() -> None:
    assert cased('birds "of"', "title") == "Birds Of"


def test_title_case_begins_anew_after_a_colon_before_a_quotation() -> None:
    assert cased('birds: "the best" of all', "title") == "Birds: The Best of All"


def test_title_case_does_not_reach_into_nocase() -> None:
    assert cased('<span class="nocase">e. coli</span> of the gut', "title") == "e. coli of the Gut"


@pytest.mark.parametrize("tag", ["sup", "sub", "sc"])
def test_title_case_does_not_reach_into_scripts(tag: str) -> None:
    assert cased(f"birds <{tag}>and bees</{tag}> here", "title") == "Birds and bees Here"


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("The Birds of Wales", "The birds of wales"),
        ("THE BIRDS OF WALES", "The birds of wales"),
        ("the birds", "The birds"),
        ("McDonald And Others", "McDonald and others"),
        ("U.S. Birds", "U.S. birds"),
        ("(The Birds) Of", "(The birds) of"),
        ("Birds: A Guide", "Birds: a guide"),
        ('"The Birds" Of', "The birds of"),
        ("", ""),
        ("1 2", "1 2"),
    ],
)
def test_sentence_case(text: str, sentence: str) -> None:
    assert cased(text, "sentence") == sentence


def test_sentence_case_does_not_reach_into_nocase() -> None:
    assert cased('Birds Of <span class="nocase">South Wales</span> Now', "sentence") == "Birds of South Wales now"


@pytest.mark.parametrize(
    ("text", "capitalized"),
    [
        ("birds of", "Birds of"),
        ("<i>birds</i>", "Birds"),
        ("(birds", "(Birds"),
        ("iPhone", "iPhone"),
        ("ßa", "ßa"),
        ("2 birds", "2 birds"),
        ("…", "…"),
    ],
)
def test_capitalize_first(text: str, capitalized: str) -> None:
    assert cased(text, "capitalize-first") == capitalized


def test_capitalize_first_leaves_a_protected_word_alone() -> None:
    assert cased('<span class="nocase">birds</span> of', "capitalize-first") == "birds of"


def test_capitalize_all_has_no_stop_words() -> None:
    assert cased("birds of a FEATHER by iPhone", "capitalize-all") == "Birds Of A FEATHER By iPhone"


def test_lowercase() -> None:
    assert cased("The BIRDS <sup>A</sup> Ä", "lowercase") == "the birds A ä"


def test_uppercase() -> None:
    assert cased('the <i>birds</i> <span class="nocase">aß</span> ß', "uppercase") == "THE BIRDS aß SS"


def test_the_capital_of_a_turkish_i_keeps_its_dot() -> None:
    assert cased("izmir ve ısparta", "uppercase", "tr-TR") == "İZMİR VE ISPARTA"


def test_the_small_letter_of_a_turkish_dotless_i_has_no_dot() -> None:
    assert cased("Isparta İzmir", "lowercase", "tr") == "ısparta izmir"


def test_capitalize_first_knows_the_turkish_i() -> None:
    assert cased("izmir", "capitalize-first", "az") == "İzmir"


def test_an_unknown_case_changes_nothing() -> None:
    assert cased("The birds", "wave") == "The birds"


def test_affixes_keep_their_case() -> None:
    node = Node(["birds", "eggs"], prefix="see ", delimiter=" and ", suffix=" or so")
    change_case([node], "capitalize-all", "en")
    assert (node.prefix, node.delimiter, node.suffix, node.children) == ("see ", " and ", " or so", ["Birds", "Eggs"])


def test_periods_are_stripped_from_parts_inside() -> None:
    assert "".join(strings(strip_periods(["ed.", Node(["J.R."])]))) == "edJR"


def test_english_is_told_by_its_subtag() -> None:
    assert cased("the birds", "title", "enm") == "the birds"
