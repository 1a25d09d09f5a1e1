"""Check digits: right numbers of real registries' own examples, and what one wrong digit makes of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from refdesk.linting.spelling import near
from refdesk.model.identifiers import is_doi, is_isbn, is_issn, is_orcid, thirteen_digits


@pytest.mark.parametrize("digits", ["0306406152", "9780306406157", "080442957X", "9791090636071"])
def test_knows_a_right_isbn(digits: str) -> None:
    assert is_isbn(digits)


@pytest.mark.parametrize("digits", ["", "030640615", "9770306406157", "X306406152", "97803064061577", "٠٣٠٦٤٠٦١٥٢"])
def test_refuses_what_has_not_the_shape_of_an_isbn(digits: str) -> None:
    assert not is_isbn(digits)


@pytest.mark.parametrize(
    ("isbn", "thirteen"),
    [
        ("0-306-40615-2", "9780306406157"),
        ("978-0-306-40615-7", "9780306406157"),
        ("080442957x", "9780804429573"),
        ("0306406153", None),
        ("no number", None),
    ],
)
def test_an_isbn_is_told_with_thirteen_digits(isbn: str, thirteen: str | None) -> None:
    assert thirteen_digits(isbn) == thirteen


@pytest.mark.parametrize("digits", ["03785955", "2434561X", "00000000"])
def test_knows_a_right_issn(digits: str) -> None:
    assert is_issn(digits)


@pytest.mark.parametrize("digits", ["000000021825009X"[:16], "0000000218250097", "000000029079593X"])
def test_knows_a_right_orcid(digits: str) -> None:
    assert is_orcid(digits) == (digits != "000000021825009X")


@pytest.mark.parametrize(
    "doi", ["10.1000/182", "10.1000.10/123", "10.1038/s41598-020-80897-8", "10.1002/(sici)1<1::a>3"]
)
def test_knows_a_doi(doi: str) -> None:
    assert is_doi(doi)


@pytest.mark.parametrize("doi", ["", "10.1000", "10.1000/", "10.12/3", "10.1000/a b", "doi:10.1000/182", "10.1000./1"])
def test_refuses_what_has_not_the_shape_of_a_doi(doi: str) -> None:
    assert not is_doi(doi)


@given(
    digits=st.sampled_from(["9780306406157", "0306406152", "03785955", "0000000218250097"]),
    place=st.integers(0, 15),
    digit=st.integers(0, 9),
)
def test_one_wrong_digit_is_noticed(digits: str, place: int, digit: int) -> None:
    at = place % len(digits)
    changed = f"{digits[:at]}{digit}{digits[at + 1 :]}"
    known = is_isbn(changed) or is_issn(changed) or is_orcid(changed)
    assert known == (changed == digits)


@pytest.mark.parametrize(
    ("word", "meant"), [("autor", "author"), ("tilte", "title"), ("authors", "author"), ("titlx", "title")]
)
def test_one_slip_leads_to_the_word_meant(word: str, meant: str) -> None:
    assert near(word, frozenset(("author", "title"))) == meant


@pytest.mark.parametrize("word", ["aut", "orator", "url", "x" * 10_000])
def test_two_slips_lead_nowhere(word: str) -> None:
    assert near(word, frozenset(("author", "url1"))) is None
