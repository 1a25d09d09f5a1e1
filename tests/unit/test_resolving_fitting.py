"""Which works a cite could mean."""

from dataclasses import replace

import pytest

from refdesk.model.citation import Cite
from refdesk.model.date import PartialDate
from refdesk.model.name import Name
from refdesk.model.resolution import Ambiguous, Resolved, Unmatched
from refdesk.model.work import Work
from refdesk.resolving.fitting import MOST_CANDIDATES, OTHERS, Shelf, fits, fits_title, fold, labels, resolve

NYE = Work(authors=(Name("Nye", "Joseph S."),), title="The Future of Power", issued=PartialDate(2011))
PERMA = Work(
    authors=(Name("Zittrain", "J."), Name("Albert", "K."), Name("Lessig", "L.")),
    title="Perma",
    issued=PartialDate(2014),
)
COBWEB = Work(title="The Cobweb of Records", issued=PartialDate(2015, 1, 19))
WHO = Work(authors=(Name(literal="World Health Organization (WHO)"),), title="Atlas", issued=PartialDate(2020))


def cite(author: str | None, year: str | None = None, *families: str, et_al: bool = False) -> Cite:
    return Cite(author=author, year=year, families=families or ((author,) if author else ()), et_al=et_al)


@pytest.mark.parametrize("year", ["2011", "2011a", None])
def test_a_work_fits_by_name_with_year(year: str | None) -> None:
    assert fits(NYE, cite("Nye", year))


@pytest.mark.parametrize("year", ["2012", "n.d.", "forthcoming"])
def test_another_year_does_not_fit(year: str) -> None:
    assert not fits(NYE, cite("Nye", year))


def test_a_work_without_year_fits_a_cite_without() -> None:
    assert fits(replace(NYE, issued=None), cite("Nye", "n.d."))


def test_another_name_does_not_fit() -> None:
    assert not fits(NYE, cite("Keohane", "2011"))


def test_accents_do_not_matter() -> None:
    assert fits(replace(NYE, authors=(Name("Žižek", "S."),)), cite("Zizek", "2011"))


def test_all_names_must_fit() -> None:
    assert not fits(PERMA, cite("Zittrain & Albert", "2014", "Zittrain", "Albert"))


def test_names_fit_in_their_order() -> None:
    assert not fits(PERMA, cite("x", "2014", "Albert", "Zittrain", "Lessig"))


def test_et_al_stands_for_the_others() -> None:
    assert fits(PERMA, cite("Zittrain et al.", "2014", "Zittrain", et_al=True))


def test_et_al_does_not_stand_for_nobody() -> None:
    assert not fits(NYE, cite("Nye et al.", "2011", "Nye", et_al=True))


def test_others_in_the_work_stand_for_somebody() -> None:
    assert fits(replace(NYE, authors=(*NYE.authors, OTHERS)), cite("Nye et al.", "2011", "Nye", et_al=True))


@pytest.mark.parametrize("label", ["World Health Organization", "WHO", "World Health Organization (WHO)"])
def test_a_body_has_several_labels(label: str) -> None:
    assert fits(WHO, cite(label, "2020"))


def test_the_initials_of_a_body_are_a_label() -> None:
    assert fold("NCTA") in labels(Name(literal="National Counter Terrorism Authority"))


def test_a_particle_may_be_left_out() -> None:
    assert {"certeau", "de certeau"} <= labels(Name("Certeau", "Michel", "de"))


def test_an_unsigned_work_fits_by_its_title() -> None:
    assert fits(COBWEB, cite("Cobweb of Records", "2015"))


def test_a_signed_work_does_not_fit_by_its_title() -> None:
    assert not fits(NYE, cite("The Future of Power", "2011"))


def test_one_word_of_a_title_is_too_little() -> None:
    assert not fits_title(COBWEB, "Cobweb")


def test_the_whole_title_may_be_one_word() -> None:
    assert fits_title(Work(title="Perma"), "Perma")


def test_part_of_a_word_begins_no_title() -> None:
    assert not fits_title(COBWEB, "The Cobweb of Rec")


def test_one_word_of_a_title_is_enough_beside_the_author() -> None:
    assert fits(NYE, replace(cite("Nye"), title="Future"))


def test_another_title_does_not_fit_beside_the_author() -> None:
    assert not fits(NYE, replace(cite("Nye"), title="Soft Power"))


def test_a_cited_day_must_agree() -> None:
    assert not fits(COBWEB, replace(cite("The Cobweb of Records", "2015"), date="2015-02"))


def test_a_cited_month_may_be_less_than_the_day() -> None:
    assert fits(COBWEB, replace(cite("The Cobweb of Records", "2015"), date="2015-01"))


def test_one_that_fits_is_meant() -> None:
    assert resolve(cite("Nye", "2011"), Shelf({"nye": NYE, "who": WHO})) == Resolved("nye")


def test_none_that_fits_is_no_match() -> None:
    assert resolve(cite("Nye", "1990"), Shelf({"nye": NYE})) == Unmatched()


def test_several_that_fit_are_sorted_candidates() -> None:
    assert resolve(cite("Nye", "2011"), Shelf({"z": NYE, "a": replace(NYE, title="Soft Power")})) == Ambiguous(
        ("a", "z")
    )


def test_a_document_does_not_cite_itself() -> None:
    assert resolve(cite("Nye", "2011"), Shelf({"nye": NYE}), apart_from="nye") == Unmatched()


def test_a_cite_without_author_or_title_means_nothing() -> None:
    assert resolve(Cite(year="2011"), Shelf({"nye": NYE})) == Unmatched()


def test_a_title_alone_may_be_meant() -> None:
    assert resolve(Cite(title="Future of Power"), Shelf({"nye": NYE})) == Resolved("nye")


def test_a_work_put_on_the_shelf_later_is_found() -> None:
    shelf = Shelf({})
    shelf.fitting(cite("Nye", "2011"))
    shelf.add("nye", NYE)
    assert shelf.fitting(cite("Nye", "2011")) == ("nye",)


def test_candidates_are_a_hundred_at_most() -> None:
    found = resolve(cite("Nye", "2011"), Shelf({str(number): NYE for number in range(150)}))
    assert isinstance(found, Ambiguous)
    assert len(found.candidates) == MOST_CANDIDATES


def test_others_are_nobody_by_name() -> None:
    assert fits(replace(NYE, authors=(*NYE.authors, OTHERS)), cite("Nye", "2011"))


def test_small_words_have_no_initial() -> None:
    assert fold("USIP") in labels(Name(literal="United States Institute of Peace"))


def test_a_whole_name_is_a_label() -> None:
    assert "joseph s nye" in labels(Name("Nye", "Joseph S."))


@pytest.mark.parametrize("label", ["J. Nye", "Joseph Nye", "J. S. Nye", "Joseph S. Nye"])
def test_initials_before_a_name_are_those_of_the_work(label: str) -> None:
    assert fits(NYE, cite(label, "2011"))


@pytest.mark.parametrize("label", ["M. Nye", "J. T. Nye", "J. S. X. Nye", "Nye J."])
def test_other_initials_do_not_fit(label: str) -> None:
    assert not fits(NYE, cite(label, "2011"))


@pytest.mark.parametrize("label", ["WHO [World Health Organization]", "World Health Organization [WHO]"])
def test_a_body_with_its_acronym_fits(label: str) -> None:
    assert fits(WHO, cite(label, "2020"))


def test_the_shelf_finds_a_name_with_initials() -> None:
    assert Shelf({"nye": NYE}).fitting(cite("J. Nye", "2011")) == ("nye",)


def test_full_stops_do_not_hide_the_initials_of_a_body() -> None:
    assert "usgs" in labels(Name(literal="U.S. Geological Survey"))
