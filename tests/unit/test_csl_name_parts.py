"""Reading names of CSL-JSON: parts, particles, suffixes, literals."""

from typing import Any

import pytest

from refdesk.csl.name_parts import Name, read_names


def only(value: Any) -> Name:
    (name,) = read_names([value])
    return name


def test_a_name_keeps_its_given_parts() -> None:
    name = only({"family": "Kooning", "given": "Willem", "non-dropping-particle": "de", "suffix": "Jr."})
    assert name == Name("Kooning", "Willem", "", "de", "Jr.")


@pytest.mark.parametrize(
    ("family", "particle", "rest"),
    [
        ("van der Berg", "van der", "Berg"),
        ("d'Orsay", "d'", "Orsay"),
        ("d’ Orsay", "d’ ", "Orsay"),
        ("al-Farabi", "al-", "Farabi"),
        ("'t Veld", "'t", "Veld"),
        ("van 't Veld", "van 't", "Veld"),
        ("de l'Isle", "de l'", "Isle"),
        ("van den berg", "van den", "berg"),
        ("de La Fontaine", "de", "La Fontaine"),
        ("von 1st Foo", "von", "1st Foo"),
    ],
)
def test_words_in_lower_case_before_a_family_name_are_its_particle(family: str, particle: str, rest: str) -> None:
    name = only({"family": family, "given": "A"})
    assert (name.non_dropping_particle, name.family) == (particle, rest)


@pytest.mark.parametrize(
    "family", ['""', "d'", "Van der Berg", "O'Hara", "La Salle", "Smith-von Arx", "hooks", "x", "D'Orsay"]
)
def test_a_family_name_without_words_in_lower_case_before_it_has_no_particle(family: str) -> None:
    name = only({"family": family, "given": "A"})
    assert (name.non_dropping_particle, name.family) == ("", family)


def test_words_in_lower_case_after_the_given_names_are_a_dropping_particle() -> None:
    name = only({"family": "Stein", "given": "Karl Anton von und zu"})
    assert (name.given, name.dropping_particle) == ("Karl Anton", "von und zu")


@pytest.mark.parametrize("given", ["Anna 2nd", "Anna vanA", "Anna '", "Anna Van"])
def test_other_words_after_the_given_names_are_no_particle(given: str) -> None:
    assert only({"family": "Stein", "given": given}).given == given


def test_a_given_name_in_lower_case_is_no_particle() -> None:
    assert only({"family": "Hooks", "given": "bell"}).given == "bell"


def test_a_family_name_in_quotation_marks_is_not_parted() -> None:
    name = only({"family": '"van Gelder"', "given": "A"})
    assert (name.non_dropping_particle, name.family) == ("", "van Gelder")


def test_parsing_can_be_declined() -> None:
    name = only({"family": "van Gelder", "given": "Lope de", "parse-names": False})
    assert (name.non_dropping_particle, name.family, name.given) == ("", "van Gelder", "Lope de")


def test_a_particle_of_its_own_keeps_the_others_in_place() -> None:
    name = only({"family": "van Gelder", "given": "Lope de", "non-dropping-particle": "von"})
    assert (name.non_dropping_particle, name.family, name.given) == ("von", "van Gelder", "Lope de")


def test_a_dropping_particle_of_its_own_leaves_the_given_name_whole() -> None:
    name = only({"family": "Vega", "given": "Lope de", "dropping-particle": "von"})
    assert (name.given, name.dropping_particle) == ("Lope de", "von")


def test_the_comma_of_a_suffix_can_be_asked_for_beside_the_name() -> None:
    assert only({"family": "King", "given": "Martin, Jr.", "comma-suffix": True}).comma_suffix


def test_a_suffix_stands_after_a_comma_in_the_given_name() -> None:
    name = only({"family": "King", "given": "Martin, Jr."})
    assert (name.given, name.suffix, name.comma_suffix) == ("Martin", "Jr.", False)


def test_an_exclamation_mark_asks_for_a_comma_before_the_suffix() -> None:
    name = only({"family": "King", "given": "Martin,! Jr."})
    assert (name.given, name.suffix, name.comma_suffix) == ("Martin", "Jr.", True)


def test_a_suffix_of_its_own_leaves_the_comma_in_the_given_name() -> None:
    name = only({"family": "King", "given": "Martin, M.", "suffix": "Jr."})
    assert (name.given, name.suffix) == ("Martin, M.", "Jr.")


def test_a_literal_name_has_no_other_parts() -> None:
    assert only({"literal": "World Bank", "family": "Bank"}) == Name(literal="World Bank")


def test_an_institution_is_a_literal_name() -> None:
    assert only({"family": "World Bank", "isInstitution": "true"}) == Name(literal="World Bank")


def test_the_literal_name_of_an_institution_prevails() -> None:
    assert only({"literal": "World Bank", "family": "Bank", "isInstitution": True}) == Name(literal="World Bank")


def test_an_institution_with_a_given_name_is_a_person() -> None:
    assert only({"family": "Bank", "given": "World", "isInstitution": True}) == Name("Bank", "World")


def test_a_name_of_one_part_is_a_family_name() -> None:
    assert only({"given": "Plato"}) == Name("Plato")


@pytest.mark.parametrize("value", [True, 1, "true", "1"])
def test_static_ordering_is_said_in_several_ways(value: Any) -> None:
    assert only({"family": "Mao", "given": "Zedong", "static-ordering": value}).static_ordering


@pytest.mark.parametrize("value", [False, 0, "false", "", None, [], {}])
def test_what_is_no_yes_is_no_static_ordering(value: Any) -> None:
    assert not only({"family": "Mao", "given": "Zedong", "static-ordering": value}).static_ordering


@pytest.mark.parametrize("last", [{"literal": "others"}, {"family": "others"}, {"family": "others", "given": "and"}])
def test_others_at_the_end_are_no_name(last: dict[str, str]) -> None:
    assert read_names([{"family": "Doe"}, last]) == (Name("Doe"), Name(others=True))


@pytest.mark.parametrize("last", [{"literal": "World Bank"}, {"family": "others", "given": "Jim"}])
def test_a_name_at_the_end_is_no_others(last: dict[str, str]) -> None:
    assert [name.others for name in read_names([{"family": "Doe"}, last])] == [False, False]


def test_a_lone_others_is_a_name() -> None:
    assert read_names([{"literal": "others"}]) == (Name(literal="others"),)


def test_a_text_is_a_literal_name() -> None:
    assert read_names("Jane Doe") == read_names(["Jane Doe"]) == (Name(literal="Jane Doe"),)


@pytest.mark.parametrize("value", [None, 3, True, [None, 3, [], {}], [{"family": ""}], [{"family": ["Doe"]}], "", {}])
def test_what_is_no_name_is_passed_over(value: Any) -> None:
    assert read_names(value) == ()


def test_a_number_as_a_name_is_its_text() -> None:
    assert only({"family": 1984}).family == "1984"


@pytest.mark.parametrize("unit", ["a ", "a'", "a-", "'", "’ ", " a", ",", "von ", "<", "\ud800"])
def test_hostile_names_are_read(unit: str) -> None:
    text = unit * 50_000
    assert len(read_names([{"family": text, "given": text}])) <= 1
