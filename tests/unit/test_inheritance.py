"""What entries of a library file inherit, and that it stays where it is."""

import dataclasses

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of, put_entry
from refdesk.formats.inheritance import inherited
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.work import Work

PROCEEDINGS = """@proceedings{p, title={Proc}, subtitle={Of War}, shorttitle={P}, editor={Khan, A}, address={Lahore},
  date={2001-05}, keywords={source}, file={p.pdf}, ids={old}, citedby={d}, publisher={ACM}}
"""


def lent(text: str, key: str = "c") -> dict[str, str]:
    """What the entry `key` has from others."""
    bibfile = BibFile.parse(text.encode())
    places = [place for place, entry in enumerate(bibfile.entries) if entry.key == key]
    return dict(inherited(bibfile).lent.get(places[0], {}))


def told(text: str) -> list[str]:
    return [problem.code for problem in inherited(BibFile.parse(text.encode())).problems]


def entry(text: str, key: str = "c") -> Entry:
    return next(found for found in entries_of(BibFile.parse(text.encode()))[0] if found.citekey == key)


def put(text: str, key: str = "c", **changes: object) -> str:
    """The text of a file after fields of one work were changed."""
    old = entry(text, key)
    new = dataclasses.replace(old, work=dataclasses.replace(old.work, **changes))  # type: ignore[arg-type]
    return put_entry(BibFile.parse(text.encode()), new, previous=old).to_bytes().decode()


# -- crossref ----------------------------------------------------------------------------------------------------------


def test_a_paper_has_its_booktitle_from_the_proceedings() -> None:
    work = entry("@inproceedings{c, title={Paper}, crossref={p}}" + PROCEEDINGS).work
    assert (work.title, work.container, work.publisher) == ("Paper", "Proc: Of War", "ACM")


def test_a_short_title_is_not_inherited() -> None:
    assert "shorttitle" not in lent("@inproceedings{c, crossref={p}}" + PROCEEDINGS)


@pytest.mark.parametrize("name", ["ids", "keywords", "file", "citedby", "crossref"])
def test_what_belongs_to_one_entry_is_not_inherited(name: str) -> None:
    assert name not in lent("@inproceedings{c, crossref={p}}" + PROCEEDINGS)


def test_a_doi_names_the_parent_alone() -> None:
    assert lent("@inproceedings{c, crossref={p}}@proceedings{p, doi={10.1000/p}, url={http://p.org}}") == {
        "url": "http://p.org"
    }


def test_a_container_lends_a_doi() -> None:
    assert lent("@misc{c, xdata={x}}@xdata{x, doi={10.1000/x}}") == {"doi": "10.1000/x"}


def test_what_the_child_says_itself_counts() -> None:
    assert entry("@inproceedings{c, publisher={IEEE}, crossref={p}}" + PROCEEDINGS).work.publisher == "IEEE"


def test_an_empty_field_says_nothing_itself() -> None:
    assert entry("@inproceedings{c, publisher={}, crossref={p}}" + PROCEEDINGS).work.publisher == "ACM"


def test_a_bibtex_name_of_the_childs_field_counts_too() -> None:
    assert "location" not in lent("@inproceedings{c, address={Delhi}, crossref={p}}" + PROCEEDINGS)


def test_the_parent_may_stand_behind_the_child() -> None:
    child = "@inproceedings{c, crossref={p}}"
    assert lent(child + PROCEEDINGS) == lent(PROCEEDINGS + child)


@pytest.mark.parametrize(
    ("parent", "child", "field"),
    [
        ("book", "inbook", "booktitle"),
        ("collection", "incollection", "booktitle"),
        ("reference", "inreference", "booktitle"),
        ("proceedings", "inproceedings", "booktitle"),
        ("proceedings", "conference", "booktitle"),
        ("periodical", "article", "journaltitle"),
        ("mvbook", "book", "maintitle"),
        ("mvcollection", "incollection", "maintitle"),
        ("book", "misc", "title"),
    ],
)
def test_a_parents_title_has_the_name_that_it_has_in_the_child(parent: str, child: str, field: str) -> None:
    assert lent(f"@{child}{{c, crossref={{p}}}}@{parent}{{p, title={{T}}}}") == {field: "T"}


def test_a_books_author_is_the_bookauthor_of_its_chapters() -> None:
    found = lent("@inbook{c, author={B, C}, crossref={p}}@book{p, author={A, B}}")
    assert found == {"bookauthor": "A, B"}


def test_a_collection_lends_its_author_under_the_same_name() -> None:
    assert lent("@incollection{c, crossref={p}}@collection{p, author={A, B}}") == {"author": "A, B"}


def test_inheritance_goes_on_through_parents() -> None:
    text = "@inbook{c, title={C}, crossref={b}}@book{b, title={B}, crossref={m}}@mvbook{m, title={M}, publisher={P}}"
    assert lent(text) == {"booktitle": "B", "maintitle": "M", "publisher": "P"}


def test_a_year_of_its_own_takes_no_month_from_the_parent() -> None:
    assert entry("@inproceedings{c, year=2003, crossref={p}}" + PROCEEDINGS).work.issued == PartialDate(2003)


def test_a_bare_month_takes_the_parents_year() -> None:
    assert entry("@inproceedings{c, month=jan, crossref={p}}" + PROCEEDINGS).work.issued == PartialDate(2001, 1)


def test_a_date_is_inherited_whole() -> None:
    assert entry("@inproceedings{c, crossref={p}}" + PROCEEDINGS).work.issued == PartialDate(2001, 5)


def test_a_bare_month_takes_no_day_from_the_parent() -> None:
    assert lent("@misc{c, month=jan, crossref={p}}@misc{p, year=2001, month=feb, day=3}") == {"year": "2001"}


def test_a_date_of_access_of_its_own_takes_no_part_from_the_parent() -> None:
    assert lent("@misc{c, urldate={2020}, crossref={p}}@misc{p, urlyear=2001, urlmonth=2}") == {}


def test_an_older_key_leads_to_the_parent() -> None:
    assert entry("@inproceedings{c, crossref={old}}" + PROCEEDINGS).work.publisher == "ACM"


def test_of_two_parents_of_one_key_the_first_counts() -> None:
    assert lent("@misc{c, crossref=p}@misc{p, note={one}}@misc{p, note={two}}") == {"note": "one"}


def test_an_unknown_container_named_twice_is_told_once() -> None:
    assert told("@misc{c, xdata={x, x}}") == ["unknown-xdata"]


def test_an_unknown_parent_is_told() -> None:
    assert told("@misc{c, crossref={nobody}}") == ["unknown-crossref"]


def test_macros_are_resolved_in_what_is_lent() -> None:
    assert lent('@string{acm = "ACM"}@misc{c, crossref=p}@misc{p, publisher=acm}') == {"publisher": "ACM"}


# -- xdata and sets ----------------------------------------------------------------------------------------------------


def test_several_containers_lend_the_last_one_counting() -> None:
    assert lent("@misc{c, xdata={x,y}}@xdata{x, note={X}, location={L}}@xdata{y, note={Y}}") == {
        "note": "Y",
        "location": "L",
    }


def test_containers_lend_on_what_is_lent_to_them() -> None:
    assert lent("@misc{c, xdata={x}}@xdata{x, xdata={y}}@xdata{y, note={Y}}") == {"note": "Y"}


def test_a_container_counts_more_than_the_entry() -> None:
    text = "@book{c, publisher={Own}, xdata={x}}@xdata{x, publisher={X}}"
    assert (entry(text).work.publisher, told(text)) == ("X", ["xdata-overrides"])


def test_a_container_that_says_the_same_overrides_nothing() -> None:
    assert told("@book{c, publisher={X}, xdata={x}}@xdata{x, publisher={X}}") == []


@pytest.mark.parametrize("text", ["@misc{c, xdata={x}}", "@misc{c, xdata={x}}@misc{x, note={X}}"])
def test_what_is_no_container_lends_nothing(text: str) -> None:
    assert (lent(text), told(text)) == ({}, ["unknown-xdata"])


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("xdata=x-author", "One, A"),
        ("xdata=x-author-2", "Two, B"),
        ("xdata=x-author-*", "One, A and Two, B"),
        ("Zero, Z and xdata=x-author-2", "Zero, Z and Two, B"),
    ],
)
def test_an_item_of_a_list_may_stand_in_a_container(value: str, text: str) -> None:
    assert lent(f"@misc{{c, author={{{value}}}}}@xdata{{x, author={{One, A and Two, B}}}}") == {"author": text}


def test_a_single_value_may_stand_in_a_container() -> None:
    assert lent("@misc{c, note={xdata=x-note}}@xdata{x, note={N}}") == {"note": "N"}


def test_a_part_that_the_container_lacks_stays_as_it_is() -> None:
    assert lent("@misc{c, author={xdata=x-author-3}}@xdata{x, author={One, A}}") == {"author": "xdata=x-author-3"}


def test_a_set_says_what_its_first_member_says() -> None:
    assert lent("@set{c, entryset={a,b}}@misc{a, note={A}}@misc{b, note={B}}") == {"note": "A"}


def test_a_member_that_is_not_there_is_told() -> None:
    assert told("@set{c, entryset={a,b}}@misc{a, note={A}}") == ["unknown-set-member"]


# -- circles and hostile files -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "@misc{a, crossref={a}}",
        "@misc{a, crossref={b}}@misc{b, crossref={a}}",
        "@misc{c, crossref={a}}@misc{a, crossref={b}}@misc{b, crossref={a}}",
        "@misc{c, xdata={x}}@xdata{x, xdata={y}}@xdata{y, xdata={x}}",
        "@set{a, entryset={b}}@misc{b, crossref={a}}",
    ],
)
def test_a_circle_is_told_once(text: str) -> None:
    assert told(text) == ["inheritance-cycle"]


def test_a_circle_lends_what_stands_before_its_end() -> None:
    assert lent("@misc{c, crossref={a}}@misc{a, note={A}, crossref={c}}") == {"note": "A"}


def test_two_ways_to_one_parent_are_no_circle() -> None:
    assert told("@misc{c, xdata={x,y}}@xdata{x, xdata={z}}@xdata{y, xdata={z}}@xdata{z, note={Z}}") == []


def test_a_long_chain_hands_on_to_its_end() -> None:
    chain = "".join(f"@misc{{k{step}, crossref={{k{step + 1}}}}}" for step in range(5000))
    assert lent(chain + "@misc{k5000, note={N}}", "k0") == {"note": "N"}


def test_a_chain_that_grows_stays_bounded() -> None:
    chain = "".join(f"@misc{{k{step}, f{step}={{x}}, crossref={{k{step + 1}}}}}" for step in range(500))
    assert len(lent(chain + "@misc{k500, note={N}}", "k0")) == 100


def test_a_huge_value_is_not_lent() -> None:
    assert lent(f"@misc{{c, crossref={{p}}}}@misc{{p, note={{{'x' * 30_000}}}}}") == {}


# -- writing -----------------------------------------------------------------------------------------------------------

FILE = "@inproceedings{c,\n  title = {Paper},\n  crossref = {p},\n}\n" + PROCEEDINGS


def test_a_changed_field_writes_nothing_that_is_lent() -> None:
    assert put(FILE, title="Essay") == FILE.replace("{Paper}", "{Essay}")


def test_an_added_field_writes_nothing_that_is_lent() -> None:
    assert put(FILE, pages="1-2") == FILE.replace("  crossref = {p},\n", "  crossref = {p},\n  pages = {1--2},\n")


def test_a_lent_value_that_changes_is_the_childs_own() -> None:
    assert "  publisher = {IEEE},\n" in put(FILE, publisher="IEEE")


def test_a_lent_value_that_changes_leaves_the_parent_as_it_is() -> None:
    assert put(FILE, publisher="IEEE").endswith(PROCEEDINGS)


def test_an_unchanged_child_keeps_every_byte() -> None:
    assert put(FILE) == FILE


def test_a_second_address_is_written_without_the_lent_first() -> None:
    text = "@misc{c,\n  crossref = {p},\n}\n@misc{p, url={http://a.org}}"
    written = put(text, urls=("http://a.org", "http://b.org"))
    assert written == text.replace("{p},\n", "{p},\n  alturl = {http://b.org},\n", 1)


def test_a_child_of_a_new_type_says_what_is_no_longer_lent() -> None:
    text = FILE.replace(" subtitle={Of War}, shorttitle={P},", "")  # which a chapter would be lent, and a paper is not
    written = put(text, type="chapter")
    assert entry(written).work == dataclasses.replace(entry(text).work, type="chapter")


def test_a_child_of_a_new_type_writes_nothing_that_is_still_lent() -> None:
    assert "ACM" not in put(FILE, type="chapter").replace(PROCEEDINGS, "")


def test_the_parents_themselves_are_works() -> None:
    assert [found.citekey for found in entries_of(BibFile.parse(FILE.encode()))[0]] == ["c", "p"]


def test_a_lone_entry_is_read_as_before() -> None:
    assert entry("@misc{c, title={T}}").work == Work(title="T")
