"""What holds for every string that the parsing room may be handed."""

import itertools
import re
import unicodedata
from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.work import Work
from refdesk.parsing.addresses import date_in_path, find_addresses, host, same_page_form, trim, whole_address
from refdesk.parsing.cites import families, is_label, parse_author_page, parse_bracket, parse_locator, parse_years
from refdesk.parsing.dates import MONTHS, find_dates, parse_date
from refdesk.parsing.issuing import read_access, read_issue
from refdesk.parsing.name_lists import parse_names
from refdesk.parsing.names import is_body, parse_given_first, person
from refdesk.parsing.numbering import read_issue_number, read_pages, read_volume
from refdesk.parsing.periodicals import periodical_kind
from refdesk.parsing.references import MOST_CHARACTERS, describes_work, parse_reference
from refdesk.parsing.stops import OPENING, quoted, sentence_end
from refdesk.parsing.titles import free_title, tidy
from refdesk.parsing.titling import read_title

# Pieces of references, shuffled: likelier than plain text to reach every branch.
_PIECE_TABLE = """
    Smith, J. A. ¦ Smith JA ¦ Jane van der Smith ¦ World Health Organization ¦ et al. ¦ (Eds.) ¦ & ¦ and ¦ ———.
    (2010). ¦ (2010a, May 3) ¦ (n.d.) ¦ 2010 ¦ May 3, 2010 ¦ 12–15 June 2010 ¦ “Some Title of Mine,” ¦ ‘A title’
    „Ein Titel“ ¦ « Un titre » ¦ *Some Title* ¦ *Journal, 12*(3) ¦ Some title: a subtitle. ¦ In ¦ in: ¦ edited by
    trans. Ann Lee ¦ 2nd ed. ¦ 12(3), 45–67 ¦ vol. 12, no. 3, pp. 4–5 ¦ 99 (2007) 2692 ¦ 2010 Jan 5;12(3):45-9
    London: Sage ¦ (London: Sage, 1990) ¦ Penguin ¦ PhD thesis ¦ [Video] ¦ (Report No. 12) ¦ arXiv:1209.2199
    https://example.org/a(b). ¦ <https://example.org/2019/05/x> ¦ doi:10.1086/650979 ¦ Accessed May 6, 2020. ¦ ,
    . ¦ ; ¦ : ¦ ? ¦ ( ¦ ) ¦ [ ¦ ] ¦ “ ¦ ” ¦ " ¦ ' ¦ * ¦ _ ¦ - ¦ — ¦ é ¦ Ж ¦ 李
"""
_PIECES = [piece.strip() for line in _PIECE_TABLE.strip().splitlines() for piece in line.split("¦")]
_MARKS = ["\n", "\xad", "\u200b", "\x1b[31m"]
references = st.lists(st.sampled_from(_PIECES) | st.sampled_from(_MARKS) | st.text(max_size=6), max_size=25).map(
    " ".join
)
texts = st.text(max_size=200) | references

READERS: list[Callable[[str], Any]] = [
    parse_reference,
    describes_work,
    parse_bracket,
    lambda text: parse_bracket(text, loose=True),
    parse_author_page,
    parse_locator,
    parse_years,
    is_label,
    families,
    parse_date,
    lambda text: list(find_dates(text)),
    find_addresses,
    same_page_form,
    host,
    date_in_path,
    trim,
    parse_names,
    parse_given_first,
    person,
    is_body,
    read_issue,
    read_access,
    read_volume,
    read_issue_number,
    read_pages,
    read_title,
    whole_address,
    free_title,
    periodical_kind,
    sentence_end,
]


def folded(text: str) -> str:
    """Letters and digits alone, in small letters: what is left when print's marks are taken away."""
    plain = unicodedata.normalize("NFC", text).casefold()
    return "".join(char for char in plain if char.isalnum())


def parsed_work(raw: str) -> Work:
    reference = parse_reference(raw)
    return reference.work if reference else Work()


# Nothing breaks


@given(texts)
@settings(max_examples=100, deadline=None)
def test_every_text_is_read_without_an_error(text: str) -> None:
    for reader in READERS:
        reader(text)


# Units of lines without end, between broken bars; a blank before a bar belongs to the unit.
_HOSTILE_TABLE = (
    "(¦)¦[¦“¦\"¦'¦,¦A¦a. ¦A. ¦Aa ¦Aa, ¦1¦12, ¦12(¦2010 ¦(2010) ¦http://a.b/¦www.¦a.b.¦10.1234/¦*¦_ ¦In ¦ed. ¦and ¦& ¦"
    "; ¦— ¦Smith, J., ¦Smith JA, ¦van ¦see ¦as cited in ¦Jan. ¦5 May ¦doi:¦A-¦[a¦London: "
)
_HOSTILE = [*_HOSTILE_TABLE.split("¦"), "\n"]


@pytest.mark.parametrize("unit", _HOSTILE)
def test_a_long_line_of_one_mark_is_read_to_its_end(unit: str) -> None:
    # A pattern that is not linear does not come back from fifty thousand characters: the test hangs.
    for reader in READERS:
        reader(f"Smith, J. {unit * (50_000 // len(unit))}!")


@given(st.lists(st.sampled_from(_PIECES + _MARKS), min_size=1, max_size=4), st.sampled_from(["", " ", ", "]))
@settings(max_examples=25, deadline=None)
def test_a_long_line_of_a_few_marks_is_read_to_its_end(pieces: list[str], joint: str) -> None:
    unit = joint.join(pieces) + joint
    line = unit * (MOST_CHARACTERS // len(unit) + 1)
    parse_reference(line)
    describes_work(line)


# Nothing is invented


@given(references)
@settings(max_examples=100, deadline=None)
def test_the_words_of_every_field_stand_in_the_string(raw: str) -> None:
    work = parsed_work(raw)
    fields = [
        work.title,
        work.container,
        work.publisher,
        work.place,
        work.volume,
        work.issue,
        work.edition,
        work.genre,
        work.doi,
    ]
    words = [word for field in fields if field for word in field.split()]
    assert [word for word in words if folded(word) not in folded(raw)] == []


@given(references)
@settings(max_examples=100, deadline=None)
def test_the_words_of_every_name_stand_in_the_string(raw: str) -> None:
    work = parsed_work(raw)
    names = [name for name in (*work.authors, *work.editors, *work.translators) if name != Name(literal="others")]
    words = [word for name in names for word in name.display.split()]
    assert [word for word in words if folded(word) not in folded(raw)] == []


@given(references)
@settings(max_examples=100, deadline=None)
def test_the_year_of_every_date_stands_in_the_string(raw: str) -> None:
    work = parsed_work(raw)
    assert all(str(found.year) in raw for found in (work.issued, work.accessed) if found)


@given(references)
def test_every_address_stands_in_the_string(raw: str) -> None:
    # Within "<…>" an address may be broken by a line's end.
    joined = re.sub(r"(?<=[/_-])\s+", "", raw)
    assert all(url in raw or url in joined for url in parsed_work(raw).urls)


@given(texts)
def test_every_author_of_a_cite_stands_in_the_mark(content: str) -> None:
    line = " ".join(content.split())
    assert all(cite.author in line for cite in parse_bracket(content, loose=True) if cite.author)


@given(references)
def test_confidence_is_between_nothing_and_one(raw: str) -> None:
    reference = parse_reference(raw)
    assert reference is None or all(0 <= sure <= 1 for sure in (reference.confidence, *dict(reference.fields).values()))


@given(references)
def test_confidence_is_told_for_fields_that_are_there(raw: str) -> None:
    reference = parse_reference(raw)
    assert reference is None or all(getattr(reference.work, name) for name, _ in reference.fields)


# What does not matter


@given(references, st.sampled_from(["\n", "  ", "\t", " \n  "]))
@settings(max_examples=100, deadline=None)
def test_the_kind_of_blank_does_not_matter(raw: str, blank: str) -> None:
    # A hyphen at a line's end is another matter: there a word is joined.
    one_line = re.sub(r"-(?=\s)", "", " ".join(raw.split()))
    assert parsed_work(one_line.replace(" ", blank)) == parsed_work(one_line)


@given(references)
def test_the_place_of_every_field_is_in_the_string(raw: str) -> None:
    reference = parse_reference(raw)
    assert reference is None or all(0 <= start < end <= len(raw) for _, start, end in reference.spans)


@given(texts, st.sampled_from(["\n", "  ", "\t"]))
def test_the_kind_of_blank_in_a_mark_does_not_matter(content: str, blank: str) -> None:
    one_line = " ".join(content.split())
    assert parse_bracket(one_line.replace(" ", blank)) == parse_bracket(one_line)


# What twice is once

addresses = st.text(alphabet="abcdef/:.?&=#%@()[]<>,;!-_~19", max_size=60).map("https://".__add__) | st.text(
    max_size=40
)


@given(addresses)
def test_trimming_twice_is_trimming_once(address: str) -> None:
    assert trim(trim(address)) == trim(address)


@given(
    st.from_regex(
        r"https?://(?:www\.)?[a-z]{1,8}\.(?:org|com)(?:/[a-z0-9]{0,5}){0,4}(?:\?[a-z]=[a-z]{1,3})?", fullmatch=True
    )
)
def test_the_form_of_a_page_is_a_form_of_that_page(url: str) -> None:
    assert same_page_form(same_page_form(url)) == same_page_form(url)


@given(texts)
def test_tidying_a_title_twice_is_tidying_it_once(title: str) -> None:
    assert tidy(tidy(title)) == tidy(title)


# Dates

_FULL_MONTHS = {number: name.capitalize() for name, number in reversed(MONTHS.items()) if name.isascii()}
days = st.dates(min_value=date(1400, 1, 1), max_value=date(2099, 12, 31))
printers = st.sampled_from(
    [
        "{month} {day}, {year}",
        "{day} {month} {year}",
        "{year}, {month} {day}",
        "{year} {month} {day}",
        "{year}-{number:02d}-{day:02d}",
    ]
)


@given(days, printers)
def test_a_printed_day_reads_as_itself(day: date, printer: str) -> None:
    printed = printer.format(month=_FULL_MONTHS[day.month], number=day.month, day=day.day, year=day.year)
    assert parse_date(printed) == PartialDate(day.year, day.month, day.day)


@given(days, st.sampled_from(sorted(MONTHS)))
def test_every_name_of_a_month_reads_as_that_month(day: date, name: str) -> None:
    assert parse_date(f"{name} {day.year}") == PartialDate(day.year, MONTHS[name])


@given(texts)
def test_dates_found_stand_apart(text: str) -> None:
    places = [(start, end) for start, end, _ in find_dates(text)]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))


# Places


@given(texts)
def test_addresses_found_stand_apart(text: str) -> None:
    places = [(address.start, address.end) for address in find_addresses(text)]
    assert all(before[1] <= after[0] for before, after in itertools.pairwise(places))


@given(texts)
def test_a_sentence_ends_within_the_text(text: str) -> None:
    assert 0 <= sentence_end(text) <= len(text)


@given(texts)
def test_a_quotation_ends_after_it_began(text: str) -> None:
    if opening := OPENING.search(text):
        assert opening.start() < quoted(text, opening.start())[1] <= len(text)
