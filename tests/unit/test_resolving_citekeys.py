"""Citekeys: author, year, first telling word, or what a pattern says."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.formats.bibfile import refuse_bad_key
from refdesk.model.date import PartialDate
from refdesk.model.errors import RefdeskError
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.resolving.citekeys import assign_citekeys, fits_pattern, name_part, plain_citekey, respelled

NYE = Work(authors=(Name("Nye", "Joseph S."),), title="The Future of Power", issued=PartialDate(2011))


@pytest.mark.parametrize(
    ("work", "key"),
    [
        (NYE, "nye2011future"),
        (replace(NYE, issued=None), "nyefuture"),
        (replace(NYE, title=None), "nye2011"),
        (replace(NYE, authors=()), "future2011"),
        (replace(NYE, authors=(), container="The New Yorker"), "newyorker2011future"),
        (replace(NYE, title="Für und Wider"), "nye2011wider"),
        (replace(NYE, title="9/11 Commission Report"), "nye2011commission"),
        (Work(), "work"),
        (replace(NYE, title="O" * 90), "nye2011" + "o" * 33),
    ],
)
def test_a_key_says_author_year_word(work: Work, key: str) -> None:
    assert plain_citekey(work) == key


@pytest.mark.parametrize(
    ("name", "part"),
    [
        (Name("Certeau", "Michel", "de"), "decerteau"),
        (Name("Žižek", "Slavoj"), "zizek"),
        (Name(literal="World Bank"), "worldbank"),
        (Name(literal="National Counter Terrorism Authority (NACTA)"), "nacta"),
        (Name(literal="United States Institute of Peace"), "usip"),
    ],
)
def test_a_name_is_short_in_a_key(name: Name, part: str) -> None:
    assert name_part(name) == part


def test_equal_plain_keys_are_told_apart_by_a_word() -> None:
    works = {"a": NYE, "b": replace(NYE, title="The Future of Money")}
    assert assign_citekeys(works, ()) == {"a": "nye2011futurepower", "b": "nye2011futuremoney"}


def test_equal_titles_are_told_apart_by_a_letter() -> None:
    assert sorted(assign_citekeys({"a": NYE, "b": NYE}, ()).values()) == ["nye2011future", "nye2011futurea"]


def test_a_taken_key_is_not_given_again() -> None:
    assert assign_citekeys({"a": NYE}, {"NYE2011future"}) == {"a": "nye2011futurea"}


def test_after_the_letters_come_numbers() -> None:
    works = {str(number): NYE for number in range(30)}
    assert {"nye2011futurez", "nye2011futurex26"} <= set(assign_citekeys(works, ()).values())


def test_thousands_of_equal_works_have_different_keys() -> None:
    assert len(set(assign_citekeys({str(number): NYE for number in range(3000)}, ()).values())) == 3000


def test_a_name_that_is_not_split_stays_whole() -> None:
    assert name_part(Name(literal="Jean Paul Gaultier Marais")) == "jeanpaulgaultiermarais"


def test_small_words_tell_no_works_apart() -> None:
    works = {"a": replace(NYE, title="Future and Power"), "b": replace(NYE, title="Future of Money")}
    assert assign_citekeys(works, ()) == {"a": "nye2011futurepower", "b": "nye2011futuremoney"}


# -- patterns ----------------------------------------------------------------------------------------------------------

KEOHANE = replace(
    NYE,
    authors=(Name("Keohane", "Robert"), Name("Nye", "Joseph"), Name("Ostrom", "Elinor"), Name("de Certeau", "Michel")),
    title="Power and Interdependence in World Politics",
    container="International Organization",
    issued=PartialDate(1977),
)


@pytest.mark.parametrize(
    ("pattern", "key"),
    [
        ("[author][year][word]", "keohane1977power"),
        ("[Author][year]", "Keohane1977"),
        ("[AUTHOR]-[shortyear]", "KEOHANE-77"),
        ("[authors2]:[year]", "keohanenyeetal:1977"),
        ("[Authors4]", "KeohaneNyeOstromDeCerteau"),
        ("[authors]", "keohanenyeostromdecerteau"),
        ("[year][author]", "1977keohane"),
        ("[title2]", "powerinterdependence"),
        ("[Title]", "PowerInterdependenceWorldPolitics"),
        ("[journal]_[year]", "internationalorganization_1977"),
        ("lib:[author]", "lib:keohane"),
    ],
)
def test_a_pattern_makes_the_key(pattern: str, key: str) -> None:
    assert plain_citekey(KEOHANE, pattern) == key


@pytest.mark.parametrize(
    ("work", "pattern", "key"),
    [
        (Work(title="Future"), "[author]-[year]-[word]", "future"),
        (Work(issued=PartialDate(2011)), "[author]-[year]-[word]", "2011"),
        (Work(title="Future", issued=PartialDate(2011)), "[author]-[year]-[word]", "future-2011"),
        (replace(NYE, issued=None), "[author]-[year]-[word]", "nye-future"),
        (replace(NYE, issued=None), "[author].[shortyear]", "nye"),
        (replace(NYE, issued=PartialDate(2005)), "[shortyear][author]", "05nye"),
        (replace(NYE, authors=(Name(literal="others"),)), "[authors2][year]", "others2011"),
        (replace(NYE, authors=(*NYE.authors, Name(literal="others"))), "[authors2][year]", "nyeetal2011"),
        (replace(NYE, authors=(), container="The New Yorker"), "[Authors2][year]", "NewYorker2011"),
        (Work(), "[author][year]", "work"),
        (replace(NYE, title="O" * 90), "[title]-[year]", "o" * 40),
        (replace(NYE, title="O" * 39), "[title]-[year]", "o" * 39),
    ],
)
def test_what_a_work_does_not_say_leaves_no_gap(work: Work, pattern: str, key: str) -> None:
    assert plain_citekey(work, pattern) == key


@pytest.mark.parametrize(
    ("pattern", "told"),
    [
        ("[autor][year]", r"\[autor\].*did you mean \[author\]"),
        ("[zzz]", r"there are \[author\], \[authors\], \[year\]"),
        ("[aUthor]", r"no marker \[aUthor\]"),
        ("[author3]", r"\[author\] takes no number"),
        ("[author", r"cannot be read at '\[author'"),
        ("[author]/[year]", r"cannot be read at '/\[year\]'"),
        ("[author] [year]", "cannot be read"),
        ("[author]é", "cannot be read"),
        ("[authors0]", "cannot be read"),
        ("[author]..[year]", "makes no citekeys"),
        ("plain", "makes no citekeys"),
        ("", "makes no citekeys"),
        ("[author]" * 60, "makes no citekeys"),
    ],
)
def test_a_pattern_that_is_none_is_refused(pattern: str, told: str) -> None:
    with pytest.raises(RefdeskError, match=rf"^refdesk\.toml: citekeys\.pattern: .*{told}"):
        assign_citekeys({"a": NYE}, (), pattern)


def test_with_another_pattern_letters_tell_works_apart() -> None:
    works = {"a": NYE, "b": replace(NYE, title="The Future of Money")}
    assert sorted(assign_citekeys(works, (), "[Author][year]").values()) == ["Nye2011", "Nye2011a"]


def test_a_pattern_that_ends_in_a_word_tells_works_apart_by_a_word() -> None:
    works = {"a": NYE, "b": replace(NYE, title="The Future of Money")}
    assert sorted(assign_citekeys(works, (), "[year][Word]").values()) == ["2011Futuremoney", "2011Futurepower"]


def test_a_key_that_is_taken_in_other_capitals_is_not_given() -> None:
    assert assign_citekeys({"a": NYE}, {"nye2011"}, "[Author][year]") == {"a": "Nye2011a"}


@pytest.mark.parametrize("key", ["nye2011future", "nye2011futurea", "nye2011futurex26", "nye2011futurepower"])
def test_a_key_fits_the_pattern_that_could_have_given_it(key: str) -> None:
    assert fits_pattern(key, NYE)


@pytest.mark.parametrize(
    "key", ["nye2011", "nye2011future2", "nye2011futureab", "Nye2011future", "", "nye2011futuremoney"]
)
def test_a_key_that_the_pattern_could_not_have_given_does_not_fit(key: str) -> None:
    assert not fits_pattern(key, NYE)


def test_a_word_is_no_part_of_a_key_whose_pattern_has_none() -> None:
    assert not fits_pattern("nye2011power", NYE, "[author][year]")


def test_every_key_that_is_given_fits() -> None:
    works = {str(number): NYE for number in range(40)}
    assert all(fits_pattern(key, NYE) for key in assign_citekeys(works, ()).values())


@pytest.mark.parametrize(
    ("key", "spelled"),
    [("NYE2011", "Nye2011"), ("nye2011B", "Nye2011b"), ("nye2011future", None), ("other", None), ("", None)],
)
def test_a_key_is_spelled_as_the_pattern_spells(key: str, spelled: str | None) -> None:
    assert respelled(key, NYE, "[Author][year]") == spelled


# -- laws --------------------------------------------------------------------------------------------------------------

WORDS = st.sampled_from(
    ["", "Nye", "Žižek", "de", "the", "Power", "2011", "World Bank", "文", "–", "(UN)", "Ωmega", "o'", "ß"]
)
TEXTS = st.lists(WORDS, max_size=4).map(" ".join)
WORKS = st.builds(
    Work,
    authors=st.lists(
        st.builds(Name, family=TEXTS, literal=st.just("")) | st.builds(Name, literal=TEXTS), max_size=3
    ).map(tuple),
    title=st.none() | TEXTS,
    container=st.none() | TEXTS,
    issued=st.none() | st.integers(-50, 2100).map(PartialDate),
)
PIECES = st.sampled_from(
    ["[author]", "[Authors2]", "[year]", "[SHORTYEAR]", "[word]", "[Title3]", "[journal]", "-", ":", "x", "_9"]
)
PATTERNS = st.lists(PIECES, min_size=1, max_size=6).map(lambda pieces: "[word]".join(["".join(pieces), ""]))


@given(st.lists(WORKS, max_size=6), PATTERNS)
def test_keys_are_ascii_and_sound(works: list[Work], pattern: str) -> None:
    for key in assign_citekeys({str(at): work for at, work in enumerate(works)}, (), pattern).values():
        assert key.isascii()
        refuse_bad_key(key)


@given(st.lists(WORKS, max_size=6), PATTERNS, st.lists(st.sampled_from(["NYE", "nyea", "power", "Work", "workx26"])))
def test_keys_differ_in_more_than_capitals(works: list[Work], pattern: str, taken: list[str]) -> None:
    keys = assign_citekeys({str(at): work for at, work in enumerate(works)}, taken, pattern).values()
    assert len({key.casefold() for key in keys} - {key.casefold() for key in taken}) == len(works)


@given(st.lists(WORKS, max_size=6), PATTERNS, st.lists(st.sampled_from(["NYE", "nyea", "power", "Work"])))
def test_a_key_that_was_given_fits_ever_after(works: list[Work], pattern: str, taken: list[str]) -> None:
    named = {str(at): work for at, work in enumerate(works)}
    assert all(fits_pattern(key, named[at], pattern) for at, key in assign_citekeys(named, taken, pattern).items())
