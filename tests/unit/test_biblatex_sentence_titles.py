"""English titles in sentence case, without a single name in small letters."""

import pytest

from refdesk.formats.sentence_titles import Evidence, evidence_of, sentence_case


@pytest.mark.parametrize(
    ("title", "lowered"),
    [
        ("The Origins of Totalitarianism", "The origins of totalitarianism"),
        ("Imagined Communities: Reflections on the Origin", "Imagined communities: Reflections on the origin"),
        ("Ways of Seeing? Seeing of Ways", "Ways of seeing? Seeing of ways"),
        ("Learning After the War: Women's Rights", "Learning after the war: Women's rights"),
        ("Self-Determination and Human Rights", "Self-determination and human rights"),
        ("Trade with China and the Readers of Marx", "Trade with China and the readers of Marx"),
        ("The Impact of TTP and iPhone Sales", "The impact of TTP and iPhone sales"),
        ("The Benefits of Vitamin A", "The benefits of vitamin A"),
        ("Discourse Analysis", "Discourse analysis"),
        ("Islamabad, TTP Agree on Indefinite Ceasefire", "Islamabad, TTP agree on indefinite ceasefire"),
        ("Tehran’s Hard Choices in Kabul", "Tehran’s hard choices in Kabul"),
    ],
)
def test_common_words_go_down(title: str, lowered: str) -> None:
    assert sentence_case(title) == lowered


@pytest.mark.parametrize(
    "name",
    [
        "South Africa",
        "the River Thames",
        "the Cold War",
        "the Semantic Web",
        "the Middle East",
        "the World Health Organization",
        "the Bering Sea",
        "the International Monetary Fund",
        "the Iron Curtain",
        "the University of Lahore",
        "Pakistan",
        "the Taliban",
        "Bill Clinton",
        "the United Nations",
    ],
)
def test_a_name_stays(name: str) -> None:
    assert sentence_case(f"The History and Meaning of {name}") == f"The history and meaning of {name}"


@pytest.mark.parametrize(
    "title",
    [
        "The origins of Totalitarianism",
        "What is a Network in social theory?",
        "Die Kritik der reinen Vernunft",
        "Le Capital",
        "La Transformation de la Société",
        "Orientalism",
        "THE ORIGINS OF TOTALITARIANISM",
        "",
        "1984",
    ],
)
def test_a_title_in_another_case_or_language_stays(title: str) -> None:
    assert sentence_case(title) == title


def test_a_title_that_is_said_to_be_german_stays() -> None:
    assert sentence_case("Information and Transfer", is_english=False) == "Information and Transfer"


def test_protected_words_stay() -> None:
    title = 'The <span class="nocase">Origin</span> of the Species'
    assert sentence_case(title) == 'The <span class="nocase">Origin</span> of the species'


def test_words_in_another_font_go_down() -> None:
    assert sentence_case("The Meaning of <i>Human Rights</i> Today") == "The meaning of <i>human rights</i> today"


def test_a_title_in_quotation_marks_stays() -> None:
    assert sentence_case("Reading “The Common Reader” in the Schools") == "Reading “The Common Reader” in the schools"


def test_a_title_in_single_quotation_marks_stays() -> None:
    title = "Reading ‘The Reader’s Guide’ in the Schools"
    assert sentence_case(title) == "Reading ‘The Reader’s Guide’ in the schools"


def test_a_word_that_the_library_shows_as_a_name_stays() -> None:
    evidence = Evidence(capitals=frozenset(["listener"]))
    title = "The Editors of Listener and Their Habits"
    assert sentence_case(title, evidence) == "The editors of Listener and their habits"


def test_a_word_that_the_library_shows_in_small_letters_goes_down() -> None:
    evidence = Evidence(small=frozenset(["zibbles"]))
    assert sentence_case("The Theory of Zibbles", evidence) == "The theory of zibbles"


def test_only_titles_in_sentence_case_show_anything() -> None:
    shown = evidence_of(["The readers of Dawn and their habits", "The Readers of Times and Their Habits"])
    assert shown == Evidence(frozenset(["dawn"]), frozenset(["readers", "habits"]))


def test_a_common_word_in_a_name_of_several_words_shows_nothing() -> None:
    shown = evidence_of(["Twelfth report of the Tehran Support Team on lasting peace and trade in the poor region"])
    assert shown.capitals == frozenset(["tehran"])


def test_a_word_that_bears_both_is_a_name() -> None:
    assert "dawn" not in evidence_of(["The readers of Dawn and habits", "The long way to dawn and back"]).small


@pytest.mark.parametrize("sign", ["“", "(", "A ", "Aa ", '<span class="nocase">', "The Of ", "\ud800", "'"])
def test_hostile_titles_come_back(sign: str) -> None:
    assert len(sentence_case(sign * 300)) == len(sign * 300)
