"""Duplicates: which descriptions are offered as one work, and which never are."""

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import entries_of
from refdesk.model.library import Entry
from refdesk.resolving import duplicates
from refdesk.resolving.bibliographic_facts import Facts, isbns_in, number_in
from refdesk.resolving.duplicates import Group, KnownWorks, duplicates_of, find_duplicates
from refdesk.resolving.title_likeness import is_slip

BOOK = "author = {Jacobs, Jane}, title = {The Death and Life of Great American Cities}, date = {1961}"
LONG = (
    "author = {Roe, A.}, date = {1961}, "
    "title = {Early origins of river trade in the medieval towns of the north with markets and fairs}"
)
PAPER = (
    "author = {Hardin, Garrett}, title = {The tragedy of the commons}, journaltitle = {Science}, "
    "volume = {162}, pages = {1243--1248}, date = {1968}"
)


def entries(*blocks: str) -> tuple[Entry, ...]:
    """Entries a, b, c … of blocks such as "book: title = {…}"."""
    parted = (block.split(":", 1) for block in blocks)
    texts = [f"@{kind}{{{chr(97 + number)},{fields}}}" for number, (kind, fields) in enumerate(parted)]
    return entries_of(BibFile.parse("\n\n".join(texts).encode()))[0]


def score(one: str, other: str) -> float:
    """The score of two blocks; 0 where they are no group at any score."""
    groups = find_duplicates(entries(one, other), least=0.01)
    return groups[0].score if groups else 0.0


def reasons(one: str, other: str) -> str:
    return "; ".join(find_duplicates(entries(one, other), least=0.01)[0].reasons)


# -- what is one work --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        (f"book: {BOOK}", f"book: {BOOK.replace('Great American', 'great american').replace('Jane', 'J.')}"),
        (f"book: {BOOK}", f"book: {BOOK.replace('Cities', 'Cities: Fifty Years On')}"),
        (f"book: {BOOK}", f"book: {BOOK.replace('American', 'Amercian')}"),
        (f"book: {BOOK}", f"online: {BOOK}, url = {{https://example.org/jacobs}}"),
        (f"book: {BOOK}", f"book: {BOOK.replace('1961', '1962')}"),
        (f"book: {BOOK}", "book: author = {Jacobs, Jane}, title = {The Death and Life of Great American Cities}"),
        (f"book: {BOOK}", "book: title = {The Death and Life of Great American Cities}, date = {1961}"),
        (f"article: {PAPER}", f"article: {PAPER}, doi = {{10.1126/science.162.3859.1243}}"),
        (f"article: {PAPER}", f"article: {PAPER.replace('Science', 'Sci.')}"),
        (f"article: {PAPER}",
         "article: author = {Hardin, G.}, journaltitle = {Science}, volume = 162, pages = 1243, date = 1968"),
        (r"book: author = {G{\"o}del, Kurt}, title = {{\"U}ber S{\"a}tze der Logik}, date = 1931",
         "book: author = {Godel, K.}, title = {Uber Satze der Logik}, date = 1931"),
        ("book: author = {Ostrom, E. and Hess, C.}, title = {Understanding knowledge}, date = 2007",
         "book: author = {Hess, Charlotte and Ostrom, Elinor}, title = {Understanding Knowledge}, date = 2007"),
        # a slip where only the name and the year, the name and a word, or two long words are left to find it by
        ("book: author = {Roe, A.}, title = {Cities}, date = 1961",
         "book: author = {Roe, A.}, title = {Citeis}, date = 1961"),
        ("book: author = {Roe, A.}, title = {Great cities}, date = 1961",
         "book: author = {Roe, A.}, title = {Great citeis}"),
        ("book: author = {Roe, A.}, title = {Early origins of river trade in medieval Scandinavia}, date = 1961",
         "book: title = {Erly origins of river trade in medieval Scandinavia}, date = 1961"),
        ("article: author = {박상찬}, title = {녹색기술인증의 제도론적}, date = 2017",
         "article: author = {박상찬}, title = {녹기색술인증의 제도론적}, date = 2017"),
        ("report: author = {{World Health Organization}}, title = {Sleep in cities}, date = 2007",
         "report: author = {{WHO}}, title = {Sleep in cities}, date = 2007"),
    ],
)  # fmt: skip
def test_two_hands_describe_one_work(one: str, other: str) -> None:
    assert score(one, other) >= 0.8


def test_a_shared_doi_makes_sure() -> None:
    assert (
        score(f"article: {PAPER}, doi = {{10.1000/A}}", f"article: {PAPER}, doi = {{https://doi.org/10.1000/a}}")
        >= 0.99
    )


def test_a_doi_is_found_in_an_address() -> None:
    told = reasons(f"article: {PAPER}, doi = {{10.1000/A}}", f"online: {PAPER}, url = {{https://dx.doi.org/10.1000/a}}")
    assert "same DOI 10.1000/a" in told


def test_ten_digits_of_an_isbn_are_thirteen() -> None:
    told = reasons(f"book: {BOOK}, isbn = {{0-521-40599-8}}", f"book: {BOOK}, isbn = {{978-0-521-40599-7}}")
    assert "same ISBN 9780521405997" in told


def test_an_address_is_one_in_another_spelling() -> None:
    one = "online: title = {Sleep and the city}, url = {http://www.example.org/a/}"
    other = "online: title = {Sleep and the city}, url = {https://example.org/a#top}"
    assert "same address" in reasons(one, other)


def test_a_score_is_told_with_its_reasons() -> None:
    (group,) = find_duplicates(entries(f"book: {BOOK}", f"book: {BOOK}"))
    assert group == Group(("a", "b"), 0.97, ("same title", "same creators", "same year"))


# -- what is not -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        # two editions
        (f"book: {BOOK}, edition = 1", f"book: {BOOK}, edition = {{second}}"),
        (f"book: {BOOK}", f"book: {BOOK.replace('1961', '1992')}, edition = 2"),
        # two volumes, two parts
        (f"book: {BOOK}, volume = 1", f"book: {BOOK}, volume = {{II}}"),
        (f"book: {BOOK.replace('Cities', 'Cities, Part I')}", f"book: {BOOK.replace('Cities', 'Cities, Part II')}"),
        (f"book: {BOOK.replace('Cities', 'Cities 2019')}", f"book: {BOOK.replace('Cities', 'Cities 2020')}"),
        (f"book: {BOOK}", f"book: {BOOK.replace('Cities', 'Cities, vol. 2')}"),
        # two DOIs
        (f"article: {PAPER}, doi = {{10.1000/a}}", f"article: {PAPER}, doi = {{10.1000/b}}"),
        # a review, a reply, another prefix
        (f"book: {BOOK}", f"article: {BOOK.replace('Jacobs, Jane', 'Gans, Herbert')}"),
        (f"article: {PAPER}", f"article: {PAPER.replace('The tragedy', 'Reply to the tragedy')}"),
        ("book: author = {Roe, A.}, title = {The treatment of hypoglycemia}, date = 1999",
         "book: author = {Roe, A.}, title = {The treatment of hyperglycemia}, date = 1999"),
        (f"book: {BOOK}", f"book: {BOOK.replace('Cities', 'Cities: Errata and changes as of May')}"),
        (f"book: {LONG}", f"book: {LONG.replace('Early', 'Reply to early')}"),
        (f"book: {LONG}", f"book: {LONG.replace('with', 'without')}"),
        # a book printed anew, whose ISBN was copied to the old one
        (f"book: {BOOK}, isbn = {{0521405998}}", f"book: {BOOK.replace('1961', '1992')}, isbn = {{0521405998}}"),
        # another word, another given name
        ("book: author = {Roe, A.}, title = {A history of France}, date = 1999",
         "book: author = {Roe, A.}, title = {A history of Spain}, date = 1999"),
        (f"book: {BOOK}", f"book: {BOOK.replace('Jane', 'Peter')}"),
        # headings
        ("inbook: title = {Introduction}, author = {Roe, A.}, booktitle = {One}, date = 1999",
         "inbook: title = {Introduction}, author = {Roe, A.}, booktitle = {Two}, date = 1999"),
        # a chapter of a book and the book
        ("book: author = {Roe, A.}, title = {Rivers of the north}, date = 1999, isbn = {0521405998}",
         "inbook: author = {Roe, A.}, title = {Salmon}, booktitle = {Rivers}, date = 1999, isbn = {0521405998}"),
        # the front page of a site
        ("online: title = {One}, url = {https://example.org/}", "online: title = {Two}, url = {https://example.org}"),
        ("online: author = {Roe, A.}, title = {One}, date = 2001, url = {https://example.org/}",
         "online: author = {Roe, A.}, title = {Two}, date = 2001, url = {https://example.org}"),
        # two issues whose pages begin anew, two reports, two patents, two books of a series
        (f"article: {PAPER}, number = 1", f"article: {PAPER}, number = 2"),
        (f"report: {BOOK}, number = {{TR-1961-1}}", f"report: {BOOK}, number = {{TR-1961-2}}"),
        (f"patent: {BOOK}, number = {{US1}}", f"patent: {BOOK}, number = {{US2}}"),
        (f"book: {BOOK}, series = {{Towns}}, number = 1", f"book: {BOOK}, series = {{Towns}}, number = 2"),
        # two chapters, two translators
        (f"inbook: {BOOK}, chapter = 1", f"inbook: {BOOK}, chapter = 2"),
        (f"book: {BOOK}, translator = {{Doe, Jane}}", f"book: {BOOK}, translator = {{Poe, Carl}}"),
        # signs that are no letters
        (f"book: {BOOK.replace('Cities', 'C')}", f"book: {BOOK.replace('Cities', 'C++')}"),
        (f"book: {BOOK.replace('Cities', '$K^+$ mesons')}", f"book: {BOOK.replace('Cities', '$K^-$ mesons')}"),
        # a column of the same name, another day
        ("article: author = {Roe, A.}, title = {Letter from Lisbon and beyond}, date = 1999, volume = 1, pages = 3",
         "article: author = {Roe, A.}, title = {Letter from Lisbon and beyond}, date = 1999, volume = 2, pages = 9"),
    ],
)  # fmt: skip
def test_what_looks_alike_is_not_offered(one: str, other: str) -> None:
    assert score(one, other) < 0.8


@pytest.mark.parametrize(
    "fields",
    [
        "author = {Nomura}, date = 2004, keywords = {stub}",
        "author = {Hardin}, date = 1968, keywords = {stub}",
    ],
)
def test_a_stub_is_no_duplicate_for_its_author_and_year(fields: str) -> None:
    assert score(f"article: {PAPER}", f"misc: {fields}") == 0


def test_two_stubs_of_one_label_stay_two() -> None:
    stub = "misc: author = {Nomura}, date = 2004, keywords = {stub}"
    assert score(stub, stub) == 0


def test_a_stub_with_the_same_title_is_offered() -> None:
    assert (
        score(f"article: {PAPER}", "misc: author = {Hardin}, title = {The Tragedy of the Commons}, keywords = {stub}")
        >= 0.8
    )


def test_two_documents_of_the_desk_are_two() -> None:
    document = f"misc: {BOOK}, keywords = {{source}}"
    assert score(document, document) == 0


def test_a_document_is_not_the_work_that_it_cites() -> None:
    assert score(f"misc: {BOOK}, keywords = {{source}}", f"book: {BOOK}, citedby = {{a}}") == 0


def test_another_journal_is_told_as_doubt() -> None:
    assert "but in different journals or books" in reasons(
        f"article: {PAPER}", f"article: {PAPER.replace('Science', 'Daedalus')}"
    )


def test_a_front_page_is_no_address_of_a_work() -> None:
    one = "online: author = {Roe, A.}, title = {Rivers and towns}, date = 2001, url = {https://example.org/}"
    assert score(one, one.replace("Rivers and towns", "Sleep")) == 0


def test_a_number_is_no_slip() -> None:
    assert not is_slip("model2019", "model2018")


@pytest.mark.parametrize(
    ("one", "other", "doubt"),
    [
        ("date = {1991-03}", "date = {1991-04}", "but different months"),
        ("url = {https://example.org/pod/1}", "url = {https://example.org/pod/2}", "but different pages of one site"),
        ("url = {https://arxiv.org/abs/2101.00001}", "url = {https://arxiv.org/abs/2101.00002}",
         "but different arXiv numbers"),
    ],
)  # fmt: skip
def test_what_may_be_two_is_told_as_doubt(one: str, other: str, doubt: str) -> None:
    column = "author = {Roe, A.}, title = {Letter from Lisbon and beyond}"
    assert score(f"misc: {column}, {one}", f"misc: {column}, {other}") < 0.9
    assert doubt in reasons(f"misc: {column}, {one}", f"misc: {column}, {other}")


@pytest.mark.parametrize(("one", "other"), [("3", "3-4"), ("3/4", "4"), ("{TR-5}", "{No. 5}"), ("03", "3")])
def test_one_number_may_be_written_in_two_ways(one: str, other: str) -> None:
    assert score(f"report: {BOOK}, number = {{{one}}}", f"report: {BOOK}, number = {{{other}}}") == 0.97


def test_two_sites_may_both_show_a_work() -> None:
    one, other = "url = {https://example.org/a/1}", "url = {https://example.com/b/2}"
    assert score(f"online: {BOOK}, {one}", f"online: {BOOK}, {other}") == 0.97


def test_a_number_copied_wrongly_does_not_part_what_shares_a_doi() -> None:
    assert (
        score(
            f"article: {PAPER}, doi = {{10.1000/x}}, number = 1", f"article: {PAPER}, doi = {{10.1000/x}}, number = 2"
        )
        > 0.9
    )


def test_a_preprint_is_offered_and_called_so() -> None:
    one = f"online: {BOOK}, doi = {{10.48550/arXiv.1707.08052}}"
    other = f"article: {BOOK}, doi = {{10.1000/x}}, volume = 3"
    assert (score(one, other), "a preprint" in reasons(one, other)) == (0.85, True)


def test_a_shared_doi_under_two_titles_is_told_as_doubt() -> None:
    told = reasons(f"book: {BOOK}, doi = {{10.1000/x}}", f"article: {PAPER}, doi = {{10.1000/x}}")
    assert "same DOI 10.1000/x" in told
    assert "but the titles differ" in told


def test_an_address_of_many_works_makes_none_of_them_sure() -> None:
    one = "online: author = {Roe, A.}, title = {The ink package}, date = 2016, url = {https://example.org/bundle}"
    assert score(one, one.replace("ink", "paper")) == 0.6


# -- groups ------------------------------------------------------------------------------------------------------------


def test_three_descriptions_are_one_group() -> None:
    (group,) = find_duplicates(entries(f"book: {BOOK}", f"book: {BOOK}", f"book: {BOOK.replace('Jane', 'J.')}"))
    assert group.keys == ("a", "b", "c")


def test_two_that_clash_are_not_joined_by_a_third() -> None:
    known = entries(
        f"article: {PAPER}, doi = {{10.1000/a}}", f"article: {PAPER}", f"article: {PAPER}, doi = {{10.1000/b}}"
    )
    assert all({"a", "c"} != set(group.keys) and len(group.keys) == 2 for group in find_duplicates(known))


def test_an_entry_that_may_be_either_of_two_is_told_so() -> None:
    undated = "author = {Jacobs, Jane}, title = {The Death and Life of Great American Cities}"
    known = entries(f"book: {undated}", f"book: {BOOK}", f"book: {BOOK.replace('1961', '1992')}")
    (group,) = find_duplicates(known)
    assert (group.keys, group.reasons[-1]) == (("a", "b"), "but a may be c as well")


def test_what_a_doi_makes_sure_has_no_rival() -> None:
    undated = "author = {Jacobs, Jane}, title = {The Death and Life of Great American Cities}"
    known = entries(
        f"book: {undated}, doi = {{10.1000/x}}",
        f"book: {BOOK}, doi = {{10.1000/x}}",
        f"book: {BOOK.replace('1961', '1992')}",
    )
    (group,) = find_duplicates(known)
    assert not [reason for reason in group.reasons if reason.startswith("but ")]


def test_a_pair_called_distinct_is_not_offered() -> None:
    known = entries(f"book: {BOOK}", f"book: {BOOK}")
    assert not find_duplicates(known, [frozenset(("a", "b"))])


def test_a_pair_called_distinct_is_not_joined_by_a_third() -> None:
    known = entries(f"book: {BOOK}", f"book: {BOOK}", f"book: {BOOK}")
    groups = find_duplicates(known, [frozenset(("a", "c"))])
    assert [len({"a", "c"} & set(group.keys)) for group in groups] == [1]


def test_a_key_that_stands_twice_is_a_group() -> None:
    text = f"@book{{a,{BOOK}}}\n@book{{a,{BOOK}}}"
    (group,) = find_duplicates(entries_of(BibFile.parse(text.encode()))[0])
    assert group.keys == ("a", "a")


def test_the_surest_group_comes_first() -> None:
    known = entries(
        f"book: {BOOK}",
        f"article: {PAPER}, doi = {{10.1000/x}}",
        f"book: {BOOK}",
        f"article: {PAPER}, doi = {{10.1000/x}}",
    )
    assert [group.keys for group in find_duplicates(known)] == [("b", "d"), ("a", "c")]


def test_a_crowd_of_introductions_is_not_compared_each_with_each(monkeypatch: pytest.MonkeyPatch) -> None:
    looks: list[None] = []

    def counting(one: Facts, other: Facts) -> bool:
        looks.append(None)
        return quick_look(one, other)

    quick_look = duplicates._may_be_one
    monkeypatch.setattr(duplicates, "_may_be_one", counting)
    blocks = [f"inbook: title = {{Introduction}}, booktitle = {{Book {number}}}" for number in range(600)]
    texts = [f"@inbook{{k{number},{block.split(':', 1)[1]}}}" for number, block in enumerate(blocks)]
    find_duplicates(entries_of(BibFile.parse("\n".join(texts).encode()))[0])
    assert len(looks) < 600 * 40  # each with each would be 600 * 299


# -- a new work against the library ------------------------------------------------------------------------------------


def test_a_work_finds_the_entry_that_it_is() -> None:
    known = entries(f"book: {BOOK}", f"article: {PAPER}")
    (match,) = duplicates_of(known[0].work, known)
    assert (match.key, match.score) == ("a", 0.97)


def test_a_work_that_is_new_finds_none() -> None:
    known = entries(f"book: {BOOK}")
    assert not duplicates_of(entries(f"article: {PAPER}")[0].work, known)


def test_the_likeliest_entry_comes_first() -> None:
    known = entries(f"book: {BOOK.replace('Jane', 'J.').replace('1961', '1962')}", f"book: {BOOK}, doi = {{10.1000/x}}")
    asked = entries(f"book: {BOOK}, doi = {{10.1000/x}}")[0].work
    assert [match.key for match in duplicates_of(asked, known)] == ["b", "a"]


def test_a_work_laid_out_later_is_found_too() -> None:
    known = KnownWorks(())
    entry = entries(f"book: {BOOK}")[0]
    known.add(entry)
    assert [match.key for match in known.like(entry.work)] == ["a"]


# -- single facts ------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("2nd edition", "2"),
        ("second", "2"),
        ("XIV", "14"),
        ("vol. 03", "3"),
        ("", ""),
        ("revised", "revised"),
        ("IX", "9"),
    ],
)
def test_a_number_is_one_however_it_is_written(text: str, number: str) -> None:
    assert number_in(text) == number


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("0-521-40599-8", ["9780521405997"]),
        ("978-0-521-40599-7 (hardback)", ["9780521405997"]),
        ("0521405998, 043942089X", ["9780521405997", "9780439420891"]),
        ("none", []),
    ],
)
def test_every_isbn_is_found(text: str, found: list[str]) -> None:
    assert list(isbns_in(text)) == found
