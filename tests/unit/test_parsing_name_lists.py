"""Lists of names in every order and punctuation."""

import pytest

from refdesk.model.name import Name
from refdesk.parsing.name_lists import parse_names


def families(printed: str) -> list[str]:
    return [name.label for name in parse_names(printed).names]


@pytest.mark.parametrize(
    "printed",
    [
        "Smith, J., & Doe, A. B.",
        "J. Smith, A. B. Doe",
        "J. Smith and A. B. Doe",
        "Smith J, Doe AB.",
        "SMITH, J.; DOE, A. B.",
        "Smith J., Doe A. B.",
        "Smith,J.,Doe,A. B.",
        "Smith, J. und Doe, A. B. (Hrsg.)",
        "J. Smith – A. B. Doe (eds.)",
        "Smith, J. , and Doe , A. B .",
        "[12] Smith, J., Doe, A. B.",
        "edited by J. Smith and A. B. Doe, ",
        "In: J. Smith & A. B. Doe (Eds.), ",
    ],
)
def test_one_list_in_every_print_is_the_same(printed: str) -> None:
    assert parse_names(printed).names == (Name("Smith", "J."), Name("Doe", "A. B."))


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("BRAUDEL Fernand, ", Name("Braudel", "Fernand")),
        ("LÉVI-STRAUSS Claude", Name("Lévi-Strauss", "Claude")),
        ("Roger CHARTIER", Name("Chartier", "Roger")),
        ("Connell, RW", Name("Connell", "R. W.")),
        ("Martin Luther King Jr., ", Name("King", "Martin Luther", suffix="Jr.")),
        ("Ngũgĩ wa Thiong'o. ", Name("Ngũgĩ wa Thiong'o")),
        ("HM TREASURY, ", Name(literal="HM TREASURY")),
        ("The Economist. ", Name(literal="The Economist")),
        ("Kim J-H", Name("Kim", "J.-H.")),
        ("Eco, Umberto. ", Name("Eco", "Umberto")),
        ("Said, Edward W. ", Name("Said", "Edward W.")),
        ("de la Cruz-Martínez, José", Name("Cruz-Martínez", "José", "de la")),
        ("Hassan, A. II", Name("Hassan", "A.", suffix="II")),
        ("Smith Jr., J.", Name("Smith", "J.", suffix="Jr.")),
        ("Gabriel García Márquez", Name("García Márquez", "Gabriel")),
        ("I. Ada Roe", Name("Roe", "I. Ada")),
        ("Y. Le Cun", Name("Le Cun", "Y.")),
        ("LABUSSIERE O.", Name("Labussiere", "O.")),
        ("JI, R. R.", Name("JI", "R. R.")),
        ("von der Linden, A.", Name("Linden", "A.", "von der")),
        ("Stirner, Max (Johann Schmidt).", Name("Stirner", "Max")),
        ("(J. Strachey, Trans.). ", Name("Strachey", "J.")),
        ("Trad. fr. par Maurice de Gandillac.", Name("Gandillac", "Maurice", "de")),
    ],
)
def test_one_name_is_split(printed: str, name: Name) -> None:
    assert parse_names(printed).names == (name,)


@pytest.mark.parametrize(
    "body",
    [
        "World Health Organization (WHO)",
        "U.S. Department of Health and Human Services",
        "Ministry of Health, Labour and Welfare",
        "ATLAS Collaboration",
        "ATS Board of directors",
        "UNESCO",
    ],
)
def test_a_body_is_one_literal_name(body: str) -> None:
    assert parse_names(f"{body}.").names == (Name(literal=body),)


@pytest.mark.parametrize(
    "printed", ["M. Aaboud et al. (ATLAS Collaboration)", "Aaboud M, et al; for the ATLAS Collaboration."]
)
def test_a_collaboration_stands_beside_its_people(printed: str) -> None:
    assert families(printed) == ["Aaboud", "ATLAS Collaboration"]


@pytest.mark.parametrize(
    "printed", ["Roe A, et al.", "Roe, A., and others", "A. Roe et coll.", "Roe, A., … Poe, B.", "Roe A u. a."]
)
def test_others_are_told(printed: str) -> None:
    assert parse_names(printed).others


def test_a_whole_list_has_no_others() -> None:
    assert not parse_names("Roe, A., & Poe, B.").others


@pytest.mark.parametrize("dash", ["———. ", "--, ", "___. "])
def test_a_dash_repeats_the_author(dash: str) -> None:
    assert parse_names(dash).repeated


def test_names_after_a_dash_are_read() -> None:
    assert families("--, B. H. Bossak, and X.-F. Niu, ") == ["Bossak", "Niu"]


@pytest.mark.parametrize(
    ("printed", "names"), [("김철수, 이영희", ["김철수", "이영희"]), ("王小明，张三等", ["王小明", "张三"])]
)
def test_names_in_their_own_script_stay_whole(printed: str, names: list[str]) -> None:
    assert families(printed) == names


def test_slashes_part_names_in_german_lists() -> None:
    assert families("In: Peskoller, Helga/ Ralser, Michaela/ Wolf, Maria A.: ") == ["Peskoller", "Ralser", "Wolf"]


def test_stops_may_stand_in_the_place_of_commas() -> None:
    assert families("Brune, M. Roe, C. Sonntag, C.") == ["Brune", "Roe", "Sonntag"]


def test_marks_of_notes_are_no_part_of_a_name() -> None:
    assert families("Roe1,2, A., Poe*, B.") == ["Roe", "Poe"]


def test_nothing_is_read_from_marks_alone() -> None:
    assert parse_names(" ., ").names == ()


def test_each_of_several_may_have_a_role() -> None:
    assert families("Roe, R., Ed., Poe, M., Ed., and J. Doe, Ed., ") == ["Roe", "Poe", "Doe"]


def test_a_small_joint_divides_names_of_two_orders() -> None:
    assert families("CAVALLO, Guglielmo y Roger CHARTIER (dirs.)") == ["Cavallo", "Chartier"]


def test_a_small_joint_within_a_family_name_divides_nothing() -> None:
    assert families("Ortega y Gasset, José") == ["Ortega y Gasset"]


def test_what_spells_a_body_out_is_no_part_of_its_name() -> None:
    assert parse_names("INEI [Instituto Nacional de Estadística]").names == (Name(literal="INEI"),)


def test_a_slash_divides_names_with_initials() -> None:
    assert families("Berger, Peter L./Luckmann, Thomas") == ["Berger", "Luckmann"]


@pytest.mark.parametrize(
    "body",
    ["Global Witness", "U.S. Geological Survey", "London Metal Exchange", "Bundeszentrale für politische Bildung"],
)
def test_a_body_is_no_person(body: str) -> None:
    assert families(f"{body}, ") == [body]


def test_a_given_name_never_ends_in_two_stops() -> None:
    assert parse_names("Krueger, Alan B..").names == (Name(family="Krueger", given="Alan B."),)
