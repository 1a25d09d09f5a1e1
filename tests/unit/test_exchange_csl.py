"""CSL-JSON, JSON Lines and CSL-YAML as other programs write them."""

import json
from typing import Any

import pytest

from refdesk.formats.exchange import Imported, read_works, write_works
from refdesk.model.date import PartialDate
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

ITEM = {"id": "a", "type": "book", "title": "T"}


def read(value: Any) -> Imported:
    return read_works(json.dumps(value).encode(), "csl-json")


def work(**variables: Any) -> Work:
    return (
        read([{"type": "book", **{name.replace("_", "-"): value for name, value in variables.items()}}]).entries[0].work
    )


def yaml(text: str) -> Imported:
    return read_works(text.encode(), "csl-yaml")


@pytest.mark.parametrize(
    "value", [[ITEM], ITEM, {"items": [ITEM]}, {"references": [ITEM]}, {"a": {"type": "book", "title": "T"}}]
)
def test_items_are_found_in_any_wrapping(value: Any) -> None:
    assert [(entry.citekey, entry.work.title) for entry in read(value).entries] == [("a", "T")]


def test_better_bibtex_s_key_counts_before_the_id() -> None:
    assert (
        read([{**ITEM, "id": "http://zotero.org/users/1/items/X", "citation-key": "smith2020"}]).entries[0].citekey
        == "smith2020"
    )


def test_an_id_may_be_a_number() -> None:
    assert read([{**ITEM, "id": 12}]).entries[0].citekey == "12"


def test_rich_text_is_flattened() -> None:
    assert work(title='On <i>E. coli</i> <span class="nocase">DNA</span> H<sub>2</sub>O').title == "On E. coli DNA H2O"


def test_a_sign_of_less_is_no_markup() -> None:
    assert work(title="p < 0.05 and q > 1").title == "p < 0.05 and q > 1"


def test_a_variable_beyond_csl_goes_to_the_note() -> None:
    assert work(call_sign="12", note="Mine").note == "Mine\n\ncall-sign: 12"


def test_people_of_any_role_are_read() -> None:
    assert work(director=[{"family": "Varda", "given": "A."}, {"literal": "X"}]).directors == (
        Name("Varda", "A."),
        Name(literal="X"),
    )


def test_other_dates_are_read() -> None:
    assert work(original_date={"date-parts": [[1900, 5]]}).original_date == PartialDate(1900, 5)


def test_a_role_that_cannot_be_read_goes_to_the_note() -> None:
    assert work(director=[{"nick": "B"}]).note == 'director: {"nick": "B"}'


def test_rich_text_is_remembered_beside_the_plain_title() -> None:
    assert work(title="On <i>E. coli</i>").marked == (("title", "On <i>E. coli</i>"),)


def test_rich_text_whose_tags_cross_is_forgotten() -> None:
    assert work(title="<i>On <b>E.</i> coli</b>").marked == ()


def test_rich_text_goes_out_again() -> None:
    entries = read([{"id": "k", "type": "book", "title": "On <i>E. coli</i>"}]).entries
    assert json.loads(write_works(entries, "csl-json").data)[0]["title"] == "On <i>E. coli</i>"


def test_a_date_that_cannot_be_read_goes_to_the_note() -> None:
    assert work(issued={"literal": "in press"}).note == "issued: in press"


def test_a_name_that_cannot_be_read_goes_to_the_note() -> None:
    assert work(author=[{"family": "A"}, {"nick": "B"}]).note == 'author: {"nick": "B"}'


def test_an_unknown_type_goes_to_the_note() -> None:
    assert work(type="Sculpture").note == "type: Sculpture"


@pytest.mark.parametrize(
    "value",
    [
        "2021-05",
        {"date-parts": [2021, 5]},
        {"year": 2021, "month": 5},
        [{"year": "2021", "month": "05"}],
        {"raw": "2021-05"},
    ],
)
def test_a_date_is_read_in_any_shape(value: Any) -> None:
    assert work(issued=value).issued == PartialDate(2021, 5)


def test_a_year_alone_is_a_date() -> None:
    assert work(issued=2021).issued == PartialDate(2021)


def test_two_points_are_a_range() -> None:
    assert work(issued=[{"year": 2020}, {"year": 2021}]).issued == PartialDate(2020, end=PartialDate(2021))


def test_keywords_are_parted_by_commas() -> None:
    assert read([{**ITEM, "keyword": "one, two"}]).entries[0].keywords == ("one", "two")


@pytest.mark.parametrize("keywords", [("a, b", "c"), ("a, b",)])
def test_keywords_with_commas_come_back(keywords: tuple[str, ...]) -> None:
    text = write_works([Entry(citekey="k", work=Work(title="T"), keywords=keywords)], "csl-json").data
    assert read_works(text.encode(), "csl-json").entries[0].keywords == keywords


def test_a_lone_half_of_a_surrogate_pair_does_no_harm() -> None:
    assert read_works(rb'[{"type":"book","title":"a\ud800b"}]', "csl-json").entries[0].work.title == "a\ufffdb"


@pytest.mark.parametrize(
    ("item", "reason"), [(3, "bare value"), ({}, "empty"), ({"id": "x"}, "empty"), (None, "bare value")]
)
def test_what_is_no_item_is_left_out(item: Any, reason: str) -> None:
    (left_out,) = read([ITEM, item]).left_out
    assert left_out.place == "item 2"
    assert reason in left_out.reason


BROKEN = """[
  {"id": "a", "type": "book", "title": "One"},
  {"id": "b", "type": "book", "title": "T"wo",
    "author": [{"family": "X"},
      {"family": "Y"}]},
  {"id": "c", "type": "book", "title": "Three"}
]
"""


def test_a_broken_item_hides_no_other() -> None:
    assert [entry.citekey for entry in read_works(BROKEN.encode(), "csl-json").entries] == ["a", "c"]


def test_a_broken_item_is_left_out_with_its_line() -> None:
    assert [item.place for item in read_works(BROKEN.encode(), "csl-json").left_out] == ["line 3"]


def test_a_list_that_breaks_off_says_that_nothing_follows() -> None:
    (left_out,) = read_works(BROKEN[:90].encode(), "csl-json").left_out
    assert "nothing behind it can be read" in left_out.reason


@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
@pytest.mark.parametrize("depth", [60, 700, 990])
def test_an_item_nested_too_deep_hides_no_other(opening: str, closing: str, depth: int) -> None:
    deep = '{"type":"book","x":' + opening * depth + "1" + closing * depth + "}"
    read_back = read_works(f'{deep}\n{{"type":"book","title":"T"}}\n'.encode(), "jsonl")
    assert (len(read_back.entries), len(read_back.left_out)) == (1, 1)


def test_a_number_beyond_bounds_is_told_as_what_it_is() -> None:
    (left_out,) = read_works(b'{"type":"book","volume":' + b"9" * 5_000 + b"}\n", "jsonl").left_out
    assert "nested" not in left_out.reason


def test_after_a_thousand_broken_items_the_rest_is_left_out() -> None:
    left_out = read_works(b"[\n" + b'{"a":"\n' * 1_500, "csl-json").left_out
    assert (len(left_out), "nothing behind it" in left_out[-1].reason) == (1000, True)


def test_json_nested_without_end_is_refused_in_one_line() -> None:
    assert len(read_works(b'[{"a":' + b"[" * 100_000, "csl-json").left_out) == 1


@pytest.mark.parametrize("data", [b"", b"x", b"12", b'"a"', b"{}", b'{"a": 1}'])
def test_json_without_items_is_refused(data: bytes) -> None:
    with pytest.raises(RefdeskError):
        read_works(data, "csl-json")


def test_zotero_s_own_json_is_told_from_csl() -> None:
    (left_out,) = read({"config": {}, "items": [{"itemType": "book", "title": "T"}]}).left_out
    assert "Better CSL JSON" in left_out.reason


def test_an_empty_list_holds_nothing() -> None:
    assert read([]) == Imported()


def test_a_broken_line_of_json_lines_hides_no_other() -> None:
    read_back = read_works(b'{"type": "book", "id": "a"}\n\n{"type": \n{"type": "book", "id": "c"}\n', "jsonl")
    assert ([entry.citekey for entry in read_back.entries], [item.place for item in read_back.left_out]) == (
        ["a", "c"],
        ["line 3"],
    )


# -- YAML --------------------------------------------------------------------------------------------------------------


def test_yaml_is_read() -> None:
    text = "---\nreferences:\n- id: a\n  type: book\n  author:\n  - family: Curie\n  issued: 2021-05-06\n...\n"
    assert yaml(text).entries == (
        Entry(citekey="a", work=Work(type="book", authors=(Name("Curie"),), issued=PartialDate(2021, 5, 6))),
    )


@pytest.mark.parametrize(
    ("said", "field", "value"), [("volume: 010", "volume", "010"), ("language: no", "language", "no")]
)
def test_a_plain_word_stays_what_it_is(said: str, field: str, value: str) -> None:
    assert getattr(yaml(f"- type: book\n  {said}\n").entries[0].work, field) == value


def test_false_is_false() -> None:
    found = yaml("- type: book\n  issued:\n    date-parts: [[2021]]\n    circa: false\n").entries[0].work.issued
    assert found == PartialDate(2021)


def test_a_name_alone_is_a_list_of_one() -> None:
    assert yaml("- type: book\n  author: {family: Curie}\n").entries[0].work.authors == (Name("Curie"),)


def test_a_merge_is_followed() -> None:
    read_back = yaml("common: &c {type: book, publisher: P}\nreferences:\n- <<: *c\n  title: T\n")
    assert read_back.entries[0].work == Work(type="book", publisher="P", title="T")


def test_a_broken_item_of_yaml_hides_no_other() -> None:
    read_back = yaml("references:\n- id: a\n  title: One\n- id: b\n  title: x: y: z\n- id: c\n  title: Three\n")
    assert ([entry.citekey for entry in read_back.entries], [item.place for item in read_back.left_out]) == (
        ["a", "c"],
        ["line 4"],
    )


LAUGHS = "a0: &a0 [ha, ha]\n" + "".join(f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]\n" for n in range(1, 12))


@pytest.mark.parametrize(
    "text",
    [LAUGHS, "&a [*a]", "[" * 100_000, "- " * 5_000, "!!python/object/apply:os.system [x]", "x", "", "a: 1"],
    ids=["laughs", "itself", "brackets", "dashes", "object", "word", "nothing", "mapping"],
)
def test_hostile_yaml_is_refused(text: str) -> None:
    with pytest.raises(RefdeskError):
        yaml(text)


def test_what_is_written_as_yaml_can_be_read_by_people() -> None:
    text = write_works([Entry(citekey="k", work=Work(type="book", title="Müller: a life"))], "csl-yaml").data
    assert text == "references:\n- id: k\n  type: book\n  title: 'Müller: a life'\n"


def test_files_have_no_place_in_csl() -> None:
    entry = Entry(citekey="k", work=Work(title="T"), files=("x.pdf",))
    assert write_works([entry], "csl-json").warnings == ("k: csl-json does not hold: files",)


def test_crossref_s_body_is_an_author() -> None:
    assert work(author=[{"name": "The Group", "sequence": "first"}]).authors == (Name(literal="The Group"),)


def test_an_empty_name_says_nothing() -> None:
    assert work(editor=[{"family": "", "given": ""}]).note is None


def test_crossref_s_bookkeeping_is_not_read() -> None:
    assert work(indexed={"date-parts": [[2022]]}, reference=[{"key": "r1"}], score=1).note is None


def test_what_only_looks_like_crossref_s_bookkeeping_is_kept() -> None:
    assert work(score=1).note == "score: 1"


def test_crossref_s_entities_are_read() -> None:
    said = work(indexed={}, title=["A &amp; <i>B</i>"], abstract="<jats:p>One.</jats:p><jats:p>Two.</jats:p>")
    assert (said.title, said.abstract) == ("A & B", "One.\n\nTwo.")


def test_entities_of_others_stay() -> None:
    assert work(title="A &amp; B").title == "A &amp; B"
