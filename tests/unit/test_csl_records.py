"""Items are made harmless before a processor sees them."""

from typing import Any

import pytest
from citeproc.source import VariableError

from refdesk.csl.marks import DOI, ITALIC, QUOTE, enclose
from refdesk.csl.records import MAX_TEXT, Record, clean, smart


def record(**variables: Any) -> Record:
    return Record("i0", {name.replace("_", "-"): value for name, value in variables.items()})


@pytest.mark.parametrize("nothing", [None, "", "  ", [], {}, True, "\x00\x1b"])
def test_a_field_without_text_is_absent(nothing: Any) -> None:
    assert "title" not in record(title=nothing)


def test_a_number_is_text() -> None:
    assert str(record(volume=12)["volume"]) == "12"


def test_a_huge_number_is_no_text() -> None:
    assert "volume" not in record(volume=10**5000)


def test_an_unknown_type_is_a_document() -> None:
    assert record(type="spell").type == "document"


def test_a_type_that_is_no_word_is_a_document() -> None:
    assert record(type=["book"]).type == "document"


def test_control_characters_go() -> None:
    assert clean("a\x1b[31m\x07b\x9bc") == "a[31mbc"


def test_marks_in_data_go() -> None:
    assert clean("a\ufdd0b\ufdefc") == "abc"


def test_direction_overrides_go() -> None:
    assert clean("a\u202eb\u2066c") == "abc"


def test_joiners_stay() -> None:
    assert clean("\u0645\u06cc\u200c\u062e") == "\u0645\u06cc\u200c\u062e"


def test_a_lone_surrogate_goes() -> None:
    assert clean("a\ud800b") == "ab"


def test_a_field_is_cut_at_its_bound() -> None:
    assert len(clean("x" * (MAX_TEXT + 5))) == MAX_TEXT


@pytest.mark.parametrize(
    "date",
    [{"date-parts": [[]]}, {"date-parts": []}, {"date-parts": [[None]]}, {"date-parts": [["x"]]}, {}, [], "2020",
     {"date-parts": [[0]]}, {"date-parts": None}, {"literal": "", "raw": None}, {"date-parts": [[99999]]}],
)  # fmt: skip
def test_a_date_that_says_nothing_is_absent(date: Any) -> None:
    assert "issued" not in record(issued=date)


@pytest.mark.parametrize(
    ("date", "parts"),
    [
        ({"date-parts": [[2020]]}, {"year": 2020}),
        ({"date-parts": [["2020", "05", "03"]]}, {"year": 2020, "month": 5, "day": 3}),
        ({"date-parts": [[2020, 13, 40]]}, {"year": 2020, "season": 1}),
        ({"date-parts": [[2020, 22]]}, {"year": 2020, "season": 2}),
        ({"date-parts": [[2020, 5, 40]]}, {"year": 2020, "month": 5}),
        ({"date-parts": [[2020, 0, 7]]}, {"year": 2020}),
        ({"date-parts": [[2020]], "season": "3"}, {"year": 2020, "season": 3}),
        ({"date-parts": [[2020]], "season": "spring"}, {"year": 2020}),
        ({"raw": "2020-05-03"}, {"year": 2020, "month": 5, "day": 3}),
        ({"literal": "1999"}, {"year": 1999}),
    ],
)
def test_a_date_keeps_its_sound_parts(date: Any, parts: dict[str, int]) -> None:
    assert dict(record(issued=date)["issued"]) == {**parts, "circa": False}


def test_words_stay_a_date() -> None:
    assert record(issued={"raw": "Easter week"})["issued"].text == "Easter week"


@pytest.mark.parametrize("name", [None, {}, {"family": ""}, {"family": None, "given": None}, "Smith", {"x": 1}])
def test_a_name_without_letters_is_absent(name: Any) -> None:
    assert "author" not in record(author=[name])


def test_a_name_of_one_part_is_literal() -> None:
    assert dict(record(author=[{"given": "Plato"}])["author"][0]) == {"literal": "Plato"}


def test_a_literal_name_loses_other_parts() -> None:
    assert dict(record(author=[{"literal": "WHO", "family": "x"}])["author"][0]) == {"literal": "WHO"}


def test_keys_of_other_programs_do_not_matter() -> None:
    name = {"family": "Doe", "isInstitution": "1", "static-ordering": True}
    assert dict(record(author=[name])["author"][0]) == {"family": "Doe"}


def test_a_variable_is_found_under_either_spelling() -> None:
    assert record(container_title="Nature")["container_title"] == record(container_title="Nature")["container-title"]


def test_a_missing_variable_is_an_error_of_the_processors_own() -> None:
    with pytest.raises(VariableError):
        record()["title"]


def test_a_hidden_variable_is_not_printed_again() -> None:
    one = record(title="x")
    one.hide({"title"})
    assert one.get("title") is None


def test_a_hidden_variable_returns_with_the_next_entry() -> None:
    one = record(title="x")
    one.hide({"title"})
    one.show_all()
    assert one.get("title") is not None


def test_watching_sees_only_what_is_given_out_meanwhile() -> None:
    one = record(title="x", volume="1")
    one.get("title")
    with one.watched() as seen:
        one.get("volume")
    assert seen == {"volume"}


def test_an_outer_watch_sees_what_an_inner_one_sees() -> None:
    one = record(title="x", volume="1", issue="2")
    with one.watched() as outer:
        one.get("title")
        with one.watched():
            one.get("volume")
        one.get("issue")
    assert outer == {"title", "volume", "issue"}


def test_a_condition_counts_nothing() -> None:
    one = record(title="x")
    with one.unheard():
        one.get("title")
    assert (one.asked, one.answered) == (0, 0)


def test_italics_of_csl_json_become_marks() -> None:
    assert str(record(title="On <i>Hamlet</i>")["title"]) == "On " + enclose(ITALIC, "Hamlet")


@pytest.mark.parametrize("text", ["a <i>b", "a </i> b", "<script>x</script>", "<i class='x'>b</i>", "1 < 2 > 0"])
def test_other_markup_is_text(text: str) -> None:
    assert str(record(title=text)["title"]).replace("’", "'") == text


@pytest.mark.parametrize("doi", ["10.1/x", "https://doi.org/10.1/x", "http://dx.doi.org/10.1/x", "doi: 10.1/x"])
def test_a_doi_is_bare(doi: str) -> None:
    assert record(DOI=doi)["DOI"] == enclose(DOI, "10.1/x")


@pytest.mark.parametrize(
    ("text", "printed"),
    [
        ('the "long" way', f"the {enclose(QUOTE, 'long')} way"),
        ("the “long” way", f"the {enclose(QUOTE, 'long')} way"),
        ("‘Long,’ he said", f"{enclose(QUOTE, 'Long,')} he said"),
        ("'Long,' he said", f"{enclose(QUOTE, 'Long,')} he said"),
        ("the '90s and the '80s", "the ’90s and the ’80s"),
        ("don't", "don’t"),
        ("Master's thesis", "Master’s thesis"),
        ('12" pipes', '12" pipes'),
        ("the dogs' home", "the dogs’ home"),
        ("a “b", "a “b"),
    ],
)
def test_quotation_marks_are_told_from_apostrophes(text: str, printed: str) -> None:
    assert smart(text) == printed


def test_the_language_is_no_answer_for_a_group() -> None:
    asked = record(language="de")
    before = asked.answered
    assert (asked["language"], asked.answered) == ("de", before)
