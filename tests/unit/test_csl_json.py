"""Works as CSL-JSON, and CSL-JSON of other programs."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.formats.csl_json import csl_of, item_of, work_of
from refdesk.model.date import PartialDate
from refdesk.model.library import DocumentRecord, Entry, Library, ReferenceRecord
from refdesk.model.name import Name
from refdesk.model.problem import Problem
from refdesk.model.work import Work

ENTRY = Entry(
    citekey="k",
    work=Work(type="book", title="T", urls=("http://a", "http://b")),
    cited_by=("d",),
    keywords=("stub", "war"),
)
PROBLEM = Problem("date-url-mismatch", "The address says 2020.")
LIBRARY = Library(
    entries=(ENTRY,),
    documents=(
        DocumentRecord(
            citekey="d",
            path="d.txt",
            sha256="0",
            references=(ReferenceRecord(start=0, end=1, where="list", work="k", fingerprint="f", problems=(PROBLEM,)),),
        ),
    ),
)


def test_an_item_is_known_by_its_citekey() -> None:
    assert item_of(ENTRY)["id"] == "k"


def test_a_work_alone_has_no_id() -> None:
    assert "id" not in csl_of(ENTRY.work)


def test_fields_bear_csls_names() -> None:
    work = Work(container="C", place="P", pages="1-2", doi="10.1/x", collection_number="3", event="E")
    assert csl_of(work) == {
        "type": "document",
        "container-title": "C",
        "collection-number": "3",
        "event-title": "E",
        "publisher-place": "P",
        "page": "1-2",
        "DOI": "10.1/x",
    }


def test_keywords_are_one_text() -> None:
    assert item_of(ENTRY)["keyword"] == "stub, war"


def test_an_item_in_its_library_says_what_refdesk_knows() -> None:
    assert item_of(ENTRY, LIBRARY)["custom"]["refdesk"] == {
        "completeness": "stub",
        "cited_by": ["d"],
        "documents": [],
        "problems": [{"code": "date-url-mismatch", "message": "The address says 2020."}],
        "urls": ["http://a", "http://b"],
    }


def test_a_source_names_its_document() -> None:
    source = Entry(citekey="d", work=Work())
    assert item_of(source, LIBRARY)["custom"]["refdesk"]["documents"] == ["d.txt"]


def test_a_full_entry_is_called_full() -> None:
    assert item_of(Entry(citekey="x", work=Work()), LIBRARY)["custom"]["refdesk"]["completeness"] == "full"


def test_a_date_is_written_in_parts() -> None:
    assert csl_of(Work(issued=PartialDate(2021, 3, 4)))["issued"] == {"date-parts": [[2021, 3, 4]]}


def test_a_range_is_written_as_two_dates() -> None:
    assert csl_of(Work(issued=PartialDate(2021, None, None, PartialDate(2022, 1))))["issued"] == {
        "date-parts": [[2021], [2022, 1]]
    }


def test_a_season_is_no_month() -> None:
    assert csl_of(Work(issued=PartialDate(2021, 22)))["issued"] == {"date-parts": [[2021]], "season": 2}


def test_an_approximate_date_is_circa() -> None:
    assert csl_of(Work(issued=PartialDate(2021, approximate=True)))["issued"] == {"date-parts": [[2021]], "circa": True}


def test_an_uncertain_date_keeps_its_edtf() -> None:
    assert csl_of(Work(issued=PartialDate(2021, uncertain=True)))["issued"]["raw"] == "2021?"


@pytest.mark.parametrize(
    ("value", "date"),
    [
        ({"date-parts": [["2021", "3", "4"]]}, PartialDate(2021, 3, 4)),
        ({"date-parts": [[2021, 0, 0]]}, PartialDate(2021)),
        ({"date-parts": [[2021, 3, 0]]}, PartialDate(2021, 3)),
        ({"date-parts": [[2021, 13]]}, PartialDate(2021)),
        ({"date-parts": [[2021], []]}, PartialDate(2021)),
        ({"date-parts": [[2021]], "season": "2"}, PartialDate(2021, 22)),
        ({"date-parts": [[2021]], "season": "spring"}, PartialDate(2021, 21)),
        ({"date-parts": [[2021]], "season": "Hilary"}, PartialDate(2021)),
        ({"date-parts": [[2021, 2, 30]]}, PartialDate(2021, 2)),
        ({"date-parts": [2021, 3]}, PartialDate(2021, 3)),
        ({"date-parts": [[2021.0]]}, PartialDate(2021)),
        ({"date-parts": [[-17000]]}, PartialDate(-17000)),
        ({"date-parts": [[1990], [1999]], "raw": "199X"}, PartialDate(1990, unspecified="X")),
        ({"date-parts": [[1990], [1999]]}, PartialDate(1990, end=PartialDate(1999))),
        ({"raw": "5 May 2021"}, PartialDate(2021, 5, 5)),
        ({"raw": "in press"}, None),
        ({"raw": "2021-05"}, PartialDate(2021, 5)),
        ({"literal": "2021-05"}, PartialDate(2021, 5)),
        ({"literal": "May 2021"}, PartialDate(2021, 5)),
        ({"date-parts": []}, None),
        ({"date-parts": [[]]}, None),
        ({"date-parts": [[None]]}, None),
        ({"date-parts": [[True]]}, None),
        ({"date-parts": [[10**30]]}, None),
        ({"date-parts": "2021"}, None),
        ("2021", PartialDate(2021)),
        (2021, PartialDate(2021)),
        (True, None),
        (None, None),
    ],
)
def test_dates_of_other_programs_are_read(value: object, date: PartialDate | None) -> None:
    assert work_of({"issued": value}).issued == date


@pytest.mark.parametrize(
    ("value", "names"),
    [
        ([{"family": "Khan", "given": "A."}], (Name("Khan", "A."),)),
        ([{"literal": "UN"}], (Name(literal="UN"),)),
        (["UN"], (Name(literal="UN"),)),
        (
            [{"family": "Berg", "dropping-particle": "van", "non-dropping-particle": "der"}],
            (Name("Berg", "", "van der"),),
        ),
        ([{}, None, 3, {"family": ""}], ()),
        ("Khan", (Name(literal="Khan"),)),
        ({"family": "Khan"}, (Name("Khan"),)),
        ([{"family": f"N{number}"} for number in range(10_001)], tuple(Name(f"N{number}") for number in range(10_001))),
        (None, ()),
    ],
)
def test_names_of_other_programs_are_read(value: object, names: tuple[Name, ...]) -> None:
    assert work_of({"author": value}).authors == names


@pytest.mark.parametrize(
    ("date", "written"),
    [
        (PartialDate(1990, unspecified="X"), {"date-parts": [[1990], [1999]], "raw": "199X"}),
        (PartialDate(1900, unspecified="XX"), {"date-parts": [[1900], [1999]], "raw": "19XX"}),
        (PartialDate(1999, unspecified="-XX"), {"date-parts": [[1999]], "raw": "1999-XX"}),
        (PartialDate(2004, open_end="/.."), {"date-parts": [[2004]], "raw": "2004/.."}),
        (PartialDate(2004, end=PartialDate(2005)), {"date-parts": [[2004], [2005]]}),
        (PartialDate(-17000), {"date-parts": [[-17000]]}),
    ],
)
def test_a_date_is_written_in_parts_with_what_they_cannot_say(date: PartialDate, written: dict[str, object]) -> None:
    assert csl_of(Work(issued=date))["issued"] == written


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (["One"], "One"),
        (["1234-5679", "2434-561X"], "1234-5679, 2434-561X"),
        ([None, "A"], "A"),
        ([{}], None),
        ({}, None),
    ],
)
def test_a_list_of_texts_is_one_text(value: object, text: str | None) -> None:
    assert work_of({"ISSN": value}).issn == text


@pytest.mark.parametrize(
    ("kind", "csl"), [("journal-article", "article-journal"), ("book-chapter", "chapter"), ("?", "document")]
)
def test_types_of_crossref_are_known(kind: str, csl: str) -> None:
    assert work_of({"type": kind}).type == csl


def test_a_number_is_read_as_text() -> None:
    assert work_of({"volume": 3}).volume == "3"


@pytest.mark.parametrize("value", [None, True, [], {}, "  "])
def test_a_text_of_the_wrong_kind_is_left_out(value: object) -> None:
    assert work_of({"title": value}).title is None


def test_an_old_name_of_a_variable_is_known() -> None:
    assert work_of({"event": "Congress"}).event == "Congress"


@pytest.mark.parametrize("kind", [None, "nonsense", 3, "misc"])
def test_an_unknown_type_is_a_document(kind: object) -> None:
    assert work_of({"type": kind}).type == "document"


def test_a_foreign_custom_is_ignored() -> None:
    assert work_of({"custom": {"refdesk": 3}, "URL": "http://a"}).urls == ("http://a",)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=5),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.sampled_from(["date-parts", "family", "refdesk", "urls"]), inner)
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(["type", "title", "author", "issued", "custom", "URL", "volume"]), JSON))
def test_any_json_object_gives_a_work(item: dict[str, object]) -> None:
    assert isinstance(work_of(item), Work)
