"""Names of people and bodies."""

import pytest

from refdesk.model.name import Name
from refdesk.parsing.name_lists import parse_names
from refdesk.parsing.names import is_body, parse_given_first, person


def names_in(printed: str) -> tuple[Name, ...]:
    return parse_names(printed).names


def test_a_list_with_initials_is_read() -> None:
    assert names_in("Tversky, A., & Kahneman, D.") == (Name("Tversky", "A."), Name("Kahneman", "D."))


def test_only_the_first_of_a_chicago_list_is_inverted() -> None:
    assert names_in("Lepore, Jill, and Ann Lee") == (Name("Lepore", "Jill"), Name("Lee", "Ann"))


def test_a_list_may_invert_every_name() -> None:
    assert names_in("Dubois, Jean et Martin, Luc") == (Name("Dubois", "Jean"), Name("Martin", "Luc"))


def test_semicolons_part_names() -> None:
    assert names_in("Roy, S. R.; Itagaki, H.") == (Name("Roy", "S. R."), Name("Itagaki", "H."))


def test_vancouver_names_need_no_comma() -> None:
    assert names_in("Watson JD, Crick FH") == (Name("Watson", "J. D."), Name("Crick", "F. H."))


def test_vancouver_names_may_have_a_suffix() -> None:
    assert names_in("King ML Jr") == (Name("King", "M. L.", suffix="Jr"),)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("van der Berg, J.", Name("Berg", "J.", "van der")),
        ("Berg, Jan van den", Name("Berg", "Jan", "van den")),
        ("de Waal, F. B. M.", Name("Waal", "F. B. M.", "de")),
        ("Strunk, W., Jr.", Name("Strunk", "W.", suffix="Jr.")),
        ("Gates, Henry Louis, Jr.", Name("Gates", "Henry Louis", suffix="Jr.")),
        ("Davis III, K.", Name("Davis", "K.", suffix="III")),
        ("García Márquez, Gabriel", Name("García Márquez", "Gabriel")),
        ("Ortega y Gasset, José", Name("Ortega y Gasset", "José")),
        ("al-Khalili, Jim", Name("al-Khalili", "Jim")),
        ("O’Neil, Cathy", Name("O’Neil", "Cathy")),
        ("Church, A.", Name("Church", "A.")),
        ("MOORE, Michael S.", Name("Moore", "Michael S.")),
        ("Plato", Name("Plato")),
    ],
)
def test_an_inverted_name_is_split(printed: str, name: Name) -> None:
    assert names_in(printed) == (name,)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("Ludwig van Beethoven", Name("Beethoven", "Ludwig", "van")),
        ("Maria de la Cruz", Name("Cruz", "Maria", "de la")),
        ("José Ortega y Gasset", Name("Ortega y Gasset", "José")),
        ("Martin Luther King Jr.", Name("King", "Martin Luther", suffix="Jr.")),
        ("J.R.R. Tolkien", Name("Tolkien", "J. R. R.")),
        ("J. D. House", Name("House", "J. D.")),
        ("Voltaire", Name("Voltaire")),
    ],
)
def test_a_name_in_order_is_split(printed: str, name: Name) -> None:
    assert person(printed) == name


@pytest.mark.parametrize("joint", [" and ", ", and ", " & ", " und ", " et ", "; "])
def test_every_joint_parts_two_people(joint: str) -> None:
    assert parse_given_first(f"Anna Freud{joint}Karl Abraham") == (Name("Freud", "Anna"), Name("Abraham", "Karl"))


def test_the_spanish_y_parts_two_people() -> None:
    assert len(parse_given_first("Juan García y Ana Pérez")) == 2


def test_the_spanish_y_parts_inverted_names_after_a_comma() -> None:
    names = names_in("García Márquez, Gabriel, y Vargas Llosa, Mario")
    assert names == (Name("García Márquez", "Gabriel"), Name("Vargas Llosa", "Mario"))


def test_a_suffix_after_a_comma_is_no_name() -> None:
    assert len(parse_given_first("Henry Louis Gates, Jr., and Cornel West")) == 2


@pytest.mark.parametrize(
    "body",
    [
        "World Health Organization",
        "Food and Agriculture Organization of the United Nations",
        "Ministry of Health, Labour and Welfare",
        "WHO",
        "UN Women",
        "Web Desk",
        "Technische Universität Berlin",
    ],
)
def test_a_body_is_one_literal_name(body: str) -> None:
    assert parse_given_first(body) == (Name(literal=body),)


def test_a_body_in_a_list_is_not_split() -> None:
    assert names_in("Department of Health") == (Name(literal="Department of Health"),)


@pytest.mark.parametrize("printed", ["Rachel Carson", "J. D. House", "Jill Lepore"])
def test_a_person_is_no_body(printed: str) -> None:
    assert not is_body(printed)


@pytest.mark.parametrize("role", [", eds.", " (Eds.)", ", editors", " (Hrsg.)", ", trans."])
def test_a_role_is_no_part_of_the_names(role: str) -> None:
    assert names_in(f"Vogelstein, B., & Kinzler, K. W.{role}")[-1] == Name("Kinzler", "K. W.")


def test_et_al_is_no_name() -> None:
    assert names_in("Vaswani, A., et al.") == (Name("Vaswani", "A."),)


def test_no_names_are_read_from_an_empty_string() -> None:
    assert names_in(" , ") == ()


def test_a_word_in_capitals_with_digits_is_no_acronym() -> None:
    assert not is_body("R2D2")


def test_people_whose_list_holds_no_body_are_people() -> None:
    assert len(parse_given_first("Anna Freud, Karl Abraham, and Otto Rank")) == 3


def test_an_acronym_before_initials_is_a_family_name() -> None:
    assert names_in("ROE, A., & DOE, B.") == (Name("Roe", "A."), Name("Doe", "B."))


def test_a_short_name_in_capitals_stays() -> None:
    assert names_in("Wu, X., & NG, A.")[1] == Name("NG", "A.")


@pytest.mark.parametrize("given", ["J.-P.", "J P", "Ch.", "J. P.", "Yu. M."])
def test_initials_after_a_later_name_belong_to_it(given: str) -> None:
    assert names_in(f"Roe, A., Doe, {given}, & Poe, B.")[1].family == "Doe"


def test_a_long_row_of_initials_takes_no_time() -> None:
    assert names_in(f"Roe, A., Doe, {'A. ' * 60}1")[0] == Name("Roe", "A.")


def test_initials_without_blanks_are_spaced() -> None:
    assert names_in("Khan, Z.U.") == (Name("Khan", "Z. U."),)


def test_a_list_with_full_names_inverts_the_first_alone() -> None:
    names = names_in("Smith, John, Jane Doe, and Ann Roe")
    assert names == (Name("Smith", "John"), Name("Doe", "Jane"), Name("Roe", "Ann"))


def test_a_suffix_after_a_name_in_order_stays_with_it() -> None:
    names = names_in("Smith, John, and Cornel West, Jr.")
    assert names == (Name("Smith", "John"), Name("West", "Cornel", suffix="Jr."))


def test_two_words_in_capitals_are_no_vancouver_name() -> None:
    assert names_in("UN ESCAP") == (Name(literal="UN ESCAP"),)


def test_a_particle_with_a_capital_stays_in_the_family_name() -> None:
    assert person("Benoît De Courson") == Name(family="De Courson", given="Benoît")
