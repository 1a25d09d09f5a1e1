"""Addresses as they stand in print."""

import pytest

from refdesk.model.date import PartialDate
from refdesk.parsing.addresses import date_in_path, find_addresses, host, same_page_form, trim


def urls(text: str) -> list[str | None]:
    return [address.url for address in find_addresses(text) if address.url]


def dois(text: str) -> list[str | None]:
    return [address.doi for address in find_addresses(text) if address.doi]


def test_a_full_stop_after_an_address_is_not_of_it() -> None:
    assert urls("See https://www.nasa.gov/mission.") == ["https://www.nasa.gov/mission"]


def test_angle_brackets_are_not_of_the_address() -> None:
    assert urls("Online: <https://plato.stanford.edu/entries/kant/>.") == ["https://plato.stanford.edu/entries/kant/"]


def test_balanced_brackets_stay_in_an_address() -> None:
    assert urls("https://en.wikipedia.org/wiki/Emma_(novel)") == ["https://en.wikipedia.org/wiki/Emma_(novel)"]


def test_the_bracket_that_closes_the_sentence_is_not_of_the_address() -> None:
    assert urls("(see https://www.loc.gov/item/1)") == ["https://www.loc.gov/item/1"]


def test_an_address_without_scheme_is_found_by_its_www() -> None:
    assert urls("*JSTOR*, www.jstor.org/stable/23489282.") == ["www.jstor.org/stable/23489282"]


def test_an_address_without_scheme_is_found_by_its_domain() -> None:
    assert urls("2014, theatlantic.com/magazine/archive/x/. Accessed") == ["theatlantic.com/magazine/archive/x/"]


def test_a_host_name_alone_is_no_address() -> None:
    assert urls("In *Merriam-Webster.com dictionary*") == []


def test_a_mail_address_is_no_address() -> None:
    assert urls("write to desk@example.org/office") == []


@pytest.mark.parametrize(
    "printed",
    [
        "doi:10.1086/650979",
        "DOI: 10.1086/650979.",
        "https://doi.org/10.1086/650979",
        "http://dx.doi.org/10.1086/650979",
        "doi:<https://doi.org/10.1086/650979>",
    ],
)
def test_every_spelling_of_a_doi_is_bare(printed: str) -> None:
    assert dois(printed) == ["10.1086/650979"]


def test_the_angle_brackets_belong_to_the_place_of_an_address() -> None:
    (address,) = find_addresses("<https://www.loc.gov/item/1.>")
    assert (address.start, address.end) == (0, 29)


def test_an_address_at_doi_org_is_no_url() -> None:
    assert urls("https://doi.org/10.1086/650979") == []


def test_the_word_before_a_doi_belongs_to_its_place() -> None:
    text = "pp. 1-2. doi: 10.1086/650979"
    assert text[find_addresses(text)[0].start :].strip() == "doi: 10.1086/650979"


def test_addresses_are_told_from_left_to_right() -> None:
    starts = [address.start for address in find_addresses("https://a.org/x then 10.1000/182 then https://b.org/y")]
    assert starts == sorted(starts)


def test_trimming_leaves_an_address_of_punctuation_empty() -> None:
    assert trim("...)") == ""


def test_one_page_over_two_schemes_is_the_same() -> None:
    assert same_page_form("http://www.Example.org/a/") == same_page_form("https://example.org/a")


def test_tracking_does_not_name_a_page() -> None:
    assert same_page_form("https://example.org/a?utm_source=x&id=3") == "example.org/a?id=3"


def test_a_query_names_a_page() -> None:
    assert same_page_form("https://example.org/a?id=3") != same_page_form("https://example.org/a?id=4")


def test_a_fragment_does_not_name_a_page() -> None:
    assert same_page_form("https://example.org/a#part") == "example.org/a"


def test_a_broken_address_keeps_its_form() -> None:
    assert same_page_form("http://[::1") == "http://[::1"


def test_the_host_is_told_without_www() -> None:
    assert host("https://www.bbc.co.uk/news") == "bbc.co.uk"


def test_a_news_path_tells_the_date() -> None:
    assert date_in_path("https://www.nytimes.com/2016/05/03/us/story.html") == PartialDate(2016, 5, 3)


def test_a_path_with_a_month_tells_the_month() -> None:
    assert date_in_path("https://blog.example.org/2019/11/why-we-write") == PartialDate(2019, 11)


def test_an_upload_folder_tells_no_date() -> None:
    assert date_in_path("https://example.org/wp-content/uploads/2019/11/report.pdf") is None


def test_a_thirteenth_month_is_no_date() -> None:
    assert date_in_path("https://example.org/2019/13/x") is None
