"""MODS-lite: the named part of MODS 3.7."""

import pytest

from refdesk.formats.csl_json import CSL_TYPES
from refdesk.formats.exchange import Imported, read_works, write_works
from refdesk.model.date import PartialDate
from refdesk.model.errors import RefdeskError
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

SPACE = 'xmlns="http://www.loc.gov/mods/v3"'


def read(*items: str) -> Imported:
    body = "\n".join(f"<mods>{item}</mods>" for item in items)
    return read_works(f"<modsCollection {SPACE}>\n{body}</modsCollection>".encode(), "mods")


def work(item: str) -> Work:
    (entry,) = read(item).entries
    return entry.work


def written(said: Work) -> str:
    return write_works([Entry(citekey="k", work=said)], "mods").data


HOST = """
<relatedItem type="host"><titleInfo><title>The Book</title></titleInfo>
<name type="personal"><namePart type="family">B</namePart><role><roleTerm>aut</roleTerm></role></name>
<name type="personal"><namePart type="family">E</namePart><role><roleTerm>editor</roleTerm></role></name>
<originInfo><publisher>P</publisher><dateIssued>2001</dateIssued></originInfo>
<part><detail type="volume"><number>3</number></detail><extent unit="page"><start>1</start><end>9</end></extent></part>
</relatedItem>
"""


def test_a_host_is_the_container() -> None:
    assert work(HOST) == Work(
        type="chapter",
        container="The Book",
        container_authors=(Name("B"),),
        editors=(Name("E"),),
        publisher="P",
        issued=PartialDate(2001),
        volume="3",
        pages="1-9",
    )


def test_a_title_is_put_together() -> None:
    title = "<titleInfo><nonSort>The</nonSort><title>Sea</title><subTitle>A life</subTitle></titleInfo>"
    assert work(title).title == "The Sea: A life"


def test_another_title_goes_to_the_note() -> None:
    assert work('<titleInfo type="translated"><title>Das Meer</title></titleInfo>').note == "translated title: Das Meer"


@pytest.mark.parametrize(
    ("name", "read_as"),
    [
        (
            'type="personal"><namePart type="family">de Courson</namePart><namePart type="given">M.</namePart>',
            Name("Courson", "M.", "de"),
        ),
        ('type="personal"><namePart>Curie, Marie</namePart>', Name("Curie", "Marie")),
        (
            'type="corporate"><namePart>World Bank</namePart><namePart>Dept. X</namePart>',
            Name(literal="World Bank, Dept. X"),
        ),
    ],
)
def test_a_name_of_mods_is_read(name: str, read_as: Name) -> None:
    assert work(f"<name {name}</name>").authors == (read_as,)


def test_another_role_goes_to_the_note() -> None:
    assert (
        work("<name><namePart>X</namePart><role><roleTerm>illustrator</roleTerm></role></name>").note
        == "illustrator: X"
    )


@pytest.mark.parametrize(
    ("item", "csl"),
    [
        ('<genre authority="csl">dataset</genre><genre>book</genre>', "dataset"),
        ('<genre authority="marcgt">web site</genre>', "webpage"),
        ('<relatedItem type="host"><genre>academic journal</genre></relatedItem>', "article-journal"),
        ('<relatedItem type="host"><identifier type="issn">1</identifier></relatedItem>', "article-journal"),
        ('<genre>book</genre><relatedItem type="host"/>', "chapter"),
        ("<typeOfResource>cartographic</typeOfResource>", "map"),
        ("<titleInfo/>", "document"),
    ],
)
def test_the_type_is_found(item: str, csl: str) -> None:
    assert work(item).type == csl


def test_a_genre_that_says_more_than_the_type_is_kept() -> None:
    assert work("<genre>thesis</genre><genre>Ph.D. thesis</genre>").genre == "Ph.D. thesis"


def test_topics_are_keywords() -> None:
    (entry,) = read("<subject><topic>one</topic><geographic>two</geographic></subject>").entries
    assert entry.keywords == ("one", "two")


def test_a_series_is_read_with_its_number() -> None:
    series = (
        '<relatedItem type="series"><titleInfo><title>S</title><partNumber>4</partNumber></titleInfo></relatedItem>'
    )
    assert (work(series).collection, work(series).collection_number) == ("S", "4")


def test_the_visit_is_read_from_the_address() -> None:
    found = work('<location><url dateLastAccessed="2021-05-06">http://a.org</url></location>')
    assert (found.urls, found.accessed) == (("http://a.org",), PartialDate(2021, 5, 6))


def test_an_element_without_a_field_goes_to_the_note() -> None:
    assert (
        work("<physicalDescription><extent>12 p.</extent></physicalDescription>").note == "physical description: 12 p."
    )


def test_the_record_s_identifier_is_the_key() -> None:
    item = "<recordInfo><recordIdentifier>curie1903</recordIdentifier></recordInfo>"
    assert read(item).entries[0].citekey == "curie1903"


def test_a_prefix_for_the_namespace_changes_nothing() -> None:
    data = b'<m:mods xmlns:m="http://www.loc.gov/mods/v3"><m:titleInfo><m:title>T</m:title></m:titleInfo></m:mods>'
    assert read_works(data, "mods").entries[0].work.title == "T"


def test_a_broken_item_in_a_prefixed_file_hides_no_other() -> None:
    one, broken = "<m:mods><m:titleInfo><m:title>A</m:title></m:titleInfo></m:mods>", "<m:mods><m:titleInfo></m:mods>"
    data = f'<m:modsCollection xmlns:m="http://www.loc.gov/mods/v3">{one}\n{broken}\n{one}</m:modsCollection>'
    read_back = read_works(data.encode(), "mods")
    assert ([entry.work.title for entry in read_back.entries], [item.place for item in read_back.left_out]) == (
        ["A", "A"],
        ["line 2"],
    )


def test_what_is_no_xml_is_refused_in_plain_words() -> None:
    with pytest.raises(RefdeskError, match=r"is no XML that can be read: .*, line 1, column 1 \(export it again\)\Z"):
        read_works(b"hello", "mods")


def test_xml_without_any_item_holds_nothing() -> None:
    assert read_works(f"<modsCollection {SPACE}/>".encode(), "mods") == Imported()


@pytest.mark.parametrize("kind", sorted(CSL_TYPES))
def test_every_type_comes_back(kind: str) -> None:
    assert read_works(written(Work(type=kind, container="C")).encode(), "mods").entries[0].work.type == kind


def test_every_field_of_a_work_comes_back() -> None:
    full = Work(
        type="chapter",
        authors=(Name("Courson", "M.", "de", "Jr."),),
        editors=(Name(literal="World Bank"),),
        translators=(Name("X"),),
        container_authors=(Name("Y", "Z"),),
        title="T: s",
        printed_title="T. S",
        container="C",
        collection="S",
        collection_number="4",
        event="E",
        publisher="P",
        place="Q",
        volume="1",
        issue="2",
        number="3",
        pages="4-5, 7",
        edition="6",
        section="8",
        genre="essay",
        issued=PartialDate(2021, 21),
        accessed=PartialDate(2021, 5, 6),
        doi="10.1/x",
        isbn="9",
        issn="10",
        urls=("http://a.org", "http://b.org"),
        archive_url="http://c.org",
        language="fr",
        abstract="A",
        note="N\n\nM",
    )
    assert read_works(written(full).encode(), "mods").entries[0].work == full


def test_the_stops_of_a_catalogue_card_are_dropped() -> None:
    said = work(
        "<titleInfo><title>Dykes :</title><subTitle>a study /</subTitle></titleInfo>"
        "<originInfo><place><placeTerm>Delft :</placeTerm></place><publisher>Boom,</publisher></originInfo>"
    )
    assert (said.title, said.place, said.publisher) == ("Dykes: a study", "Delft", "Boom")


def test_what_refdesk_wrote_keeps_its_stops() -> None:
    assert work('<genre authority="csl">book</genre><titleInfo><title>Dykes /</title></titleInfo>').title == "Dykes /"


def test_a_colon_that_belongs_to_a_word_is_no_stop() -> None:
    assert work("<titleInfo><title>Dykes:</title></titleInfo>").title == "Dykes:"


def test_a_term_of_address_is_the_suffix() -> None:
    parts = '<namePart>Doe, Jane,</namePart><namePart type="termsOfAddress">Jr.</namePart>'
    assert work(f'<name type="personal">{parts}</name>').authors == (Name("Doe", "Jane", "", "Jr."),)


def test_the_office_of_a_body_follows_it() -> None:
    parts = "<namePart>Utopia.</namePart><namePart>Dept. of Tides</namePart>"
    assert work(f'<name type="corporate">{parts}</name>').authors == (Name(literal="Utopia. Dept. of Tides"),)


def test_a_monograph_is_a_book() -> None:
    assert work("<originInfo><issuance>monographic</issuance></originInfo>").type == "book"


def test_zotero_s_names_of_types_are_known() -> None:
    said = work('<genre authority="local">conferencePaper</genre>')
    assert (said.type, said.genre) == ("paper-conference", None)


def test_a_series_on_a_card_has_its_number() -> None:
    series = '<relatedItem type="series"><titleInfo><title>Delta works ; no. 5</title></titleInfo></relatedItem>'
    assert (work(series).collection, work(series).collection_number) == ("Delta works", "5")


def test_the_binding_is_no_part_of_an_isbn() -> None:
    assert work('<identifier type="isbn">0198526636 (alk. paper)</identifier>').isbn == "0198526636"
