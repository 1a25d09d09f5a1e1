import pytest

from refdesk.parsing import features
from refdesk.parsing.features import features_of, kind_of
from refdesk.parsing.tokens import tokenize


def names(text: str, word: str) -> set[str]:
    tokens = tokenize(text)
    place = [token.word for token in tokens].index(word)
    return {name.decode() for name in features_of(tokens)[place]}


@pytest.mark.parametrize(
    ("word", "kind"),
    [
        ("1998", "year"),
        ("1998a", "years"),
        ("45-67", "range"),
        ("345-9", "range"),
        ("90-12345678", "alnum"),
        ("83-62", "fall"),
        ("12", "d2"),
        ("3rd", "ordinal"),
        ("J", "X1"),
        ("XIV", "roman"),
        ("NATO", "CAPS"),
        ("März", "month"),
        ("vol", "volume"),
        ("Hrsg", "editor"),
        ("abgerufen", "access"),
        ("–", "mark–"),
    ],
)
def test_kind_of_a_word(word: str, kind: str) -> None:
    assert kind_of(word, "word") == kind


@pytest.mark.parametrize(
    ("word", "kind"), [("https://doi.org/10.1/x", "doi"), ("10.1234/x", "doi"), ("www.a.org", "url")]
)
def test_kind_of_an_address(word: str, kind: str) -> None:
    assert kind_of(word, "address") == kind


def test_each_token_has_its_row() -> None:
    tokens = tokenize("Smith J. 2001. A title. *Nature* 12(3):45-67.")
    assert len(features_of(tokens)) == len(tokens)


def test_digits_do_not_tell_words_apart() -> None:
    assert "w=00" in names("Nature 12", "12")


def test_a_word_sees_its_neighbour() -> None:
    assert "+1w=press" in names("Oxford: Clarendon Press", "Clarendon")


def test_a_word_sees_what_its_phrase_holds() -> None:
    assert "p+university" in names("Title. Wide Open University, 1999", "Wide")


def test_a_stop_behind_an_initial_ends_no_phrase() -> None:
    assert "pe=,$" in names("J. R. R. Tolkien,", "J")


def test_italics_are_a_feature() -> None:
    assert "st=i" in names("A *title* b", "title")


def test_quotes_are_a_feature() -> None:
    assert "st=q" in names("A “title” b", "title")


def test_what_was_seen_is_remembered() -> None:
    assert "h=100000" in names("Doe 1999 title", "title")


def test_names_are_in_the_dictionaries() -> None:
    assert {"c=FAMILY", "c=GIVEN"} <= names("james", "james") | names("smith", "smith")


def test_places_are_in_the_dictionaries() -> None:
    assert "c=PLACE" in names("London: Penguin", "London")


def test_no_tokens_have_no_features() -> None:
    assert features_of([]) == []


def phrases(text: str) -> list[str]:
    tokens = tokenize(text)
    found = features._phrases(tokens, [kind_of(token.word, token.kind) for token in tokens])
    return [" ".join(token.word for token in tokens[first : last + 1]) for first, last in found]


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("One two, three", ["One two", "three"]),
        ("One two. three four", ["One two", "three four"]),
        ("Phys. Rev. Lett. 12", ["Phys Rev Lett", "12"]),
        ("Mind 12", ["Mind", "12"]),
        ("One *two three* four", ["One", "two three", "four"]),
        ("One (two three) four", ["One", "two three", "four"]),
        ("One 'two three' four", ["One", "two three", "four"]),
    ],
)
def test_phrases(text: str, parts: list[str]) -> None:
    assert phrases(text) == parts


def style(text: str) -> str:
    tokens = tokenize(text)
    return features._style(tokens, [kind_of(token.word, token.kind) for token in tokens])


@pytest.mark.parametrize(
    ("text", "habits"),
    [
        ("J. Smith, Some title, 1999.", "nnfl"),
        ("[3] J. Smith, Some title, 1999.", "nnfl"),
        ("Smith, J. (1999). Four or more long words follow.", "nnbe("),
        ("Smith J. 1999. Mind 12:3", "nnvl"),
        ("Smith J. 1999. Four more long words follow", "nnve"),
        ("Anonymous, “Some title”, *Mind*.", "qin0"),
    ],
)
def test_the_habits_of_a_string(text: str, habits: str) -> None:
    assert style(text) == habits


def form(text: str) -> str:
    tokens = tokenize(text)
    return features._form_of(tokens, [kind_of(token.word, token.kind) for token in tokens])


@pytest.mark.parametrize(
    ("text", "how"),
    [
        ("12", "N"),
        ("Doe B", "I"),
        ("Phys. Rev. Lett.", "A"),
        ("Mind", "W"),
        ("mind", "w"),
        ("Rules small words have", "S"),
        ("Great Hopes Made", "T"),
        ("Great Hopes Made Into small", "M"),
    ],
)
def test_how_a_phrase_is_written(text: str, how: str) -> None:
    assert form(text) == how


@pytest.mark.parametrize(
    ("text", "past"),
    [
        ("1999 word", "100000"),
        ("“Quoted” word", "010000"),
        ("In word", "001000"),
        ("within in word", "000000"),
        ("ed. word", "000100"),
        ("12 word", "000010"),
        ("*Mind* word", "000001"),
    ],
)
def test_what_stands_before_a_word_is_remembered(text: str, past: str) -> None:
    assert f"h={past}" in names(text, "word")


def test_sentences_before_a_word_are_counted() -> None:
    assert "n=2nnn0" in names("First one. Second one. J. word", "word")
