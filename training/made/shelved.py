"""Works of libraries and archives: books, chapters, articles, papers, theses, data, programs, standards, cases.

In: an empty Record with its language and day. Out: the record filled. Theses have universities, articles volumes and
pages or a number, books publishers where they print.
"""

from dataclasses import replace
from random import Random

from training.made.people import Name, draw_body, draw_people, draw_person
from training.made.records import (
    Record,
    Sources,
    draw_doi,
    draw_isbn,
    draw_journal,
    draw_locator,
    draw_pages,
    draw_publisher,
    draw_url,
    perhaps,
    title_for,
)
from training.made.titles import draw_title
from training.made.words import lines, rows, words


def book(record: Record, sources: Sources) -> Record:
    """A book: with a place or without, now and then translated, reprinted, in a series, in volumes, in an edition."""
    chance, language = sources.chance, record.language
    publisher, place = draw_publisher(chance, language)
    old = record.date[0] - chance.randrange(4, 90)
    classic = chance.random() < 0.05
    return replace(
        record,
        title=title_for(sources, language, "book"),
        authors=(Name(chance.choice(words("people", "mononyms"))),) if classic else draw_people(chance, language, 4),
        translators=draw_people(chance, language, 2) if chance.random() < 0.2 else (),
        editors=draw_people(chance, language, 2) if chance.random() < 0.04 else (),
        publisher=publisher,
        place=place,
        date=(record.date[0], 0, 0),
        edition=chance.choice((2, 2, 3, 4, 5, 7)) if chance.random() < 0.24 else 0,
        series=perhaps(chance, 0.2, chance.choice(lines("periodicals", "series"))),
        series_number=perhaps(chance, 0.7, str(chance.randrange(2, 480))),
        volume=perhaps(chance, 0.07, str(chance.choice(("1", "2", "3", "II", "IV", "I")))),
        volumes=perhaps(chance, 0.04, f"{chance.randrange(2, 9)} vols."),
        first_year=perhaps(chance, 0.1, str(old)),
        locator=perhaps(chance, 0.9, draw_locator(chance)),
        extent=perhaps(chance, 0.5, f"{chance.randrange(60, 900)} {EXTENT[language]}"),
        isbn=perhaps(chance, 0.06, draw_isbn(chance)),
        doi=perhaps(chance, 0.06, draw_doi(chance)),
        url=perhaps(chance, 0.04, draw_url(chance, "archive.org", "details", record.date)),
    )


EXTENT = {"en": "pp.", "de": "S.", "fr": "p.", "es": "p.", "it": "p.", "pt": "p.", "nl": "p."}


def edited(record: Record, sources: Sources) -> Record:
    """A book known by its editors."""
    made = book(record, sources)
    return replace(made, editors=draw_people(sources.chance, record.language, 3), authors=(), translators=())


def chapter(record: Record, sources: Sources) -> Record:
    """A chapter of an edited book."""
    chance, language = sources.chance, record.language
    made = book(record, sources)
    return replace(
        made,
        container=title_for(sources, language, "book", 0.5),
        title=title_for(sources, language, "article", 0.6),
        editors=draw_people(chance, language, 3) if chance.random() < 0.92 else (),
        pages=draw_pages(chance, 400) if chance.random() < 0.9 else (0, 0),
        translators=made.translators if chance.random() < 0.4 else (),
        first_year="",
        volumes="",
    )


def article(record: Record, sources: Sources) -> Record:
    """An article of a journal: with issue or without, pages or a number, a DOI or an address."""
    chance, language = sources.chance, record.language
    title = title_for(sources, language, "article", 0.6)
    year, month, day = record.date
    numbered = chance.random() < 0.08
    season = chance.random() < 0.3
    return replace(
        record,
        title=title,
        authors=draw_people(chance, language, 12) if chance.random() < 0.97 else (),
        container=draw_journal(sources, language),
        volume=perhaps(chance, 0.95, str(chance.randrange(1, 260))),
        issue=perhaps(chance, 0.66, chance.choice(ISSUES)),
        pages=(0, 0) if numbered else draw_pages(chance, 1900),
        article=article_number(chance) if numbered else "",
        date=(year, month if season else 0, day if season and chance.random() < 0.3 else 0),
        doi=perhaps(chance, 0.35 if year > 1990 else 0.1, draw_doi(chance)),
        url=perhaps(chance, 0.1, draw_url(chance, chance.choice(JOURNAL_SITES), title, record.date)),
        locator=perhaps(chance, 0.6, draw_locator(chance)),
        number=perhaps(chance, 0.03, pubmed_number(chance)),
    )


ISSUES = ("1", "2", "3", "4", "5", "6", "10", "12", "1-2", "3/4", "1–2", "S1", "Suppl. 2", "4A")


JOURNAL_SITES = ("jstor.org", "tandfonline.com", "scielo.br", "persee.fr", "muse.jhu.edu")


def article_number(chance: Random) -> str:
    """The number that stands for the pages of an article that has none."""
    number = chance.randrange(1000, 99999)
    return chance.choice((f"e{number}", f"{number * 7 + 10000}", f"Article {number % 9973}"))


def pubmed_number(chance: Random) -> str:
    """The number of an article in PubMed."""
    number = chance.randrange(10**6, 9 * 10**6)
    return chance.choice((f"PMID: {number * 3}", f"PMCID: PMC{number}"))


def letter(record: Record, sources: Sources) -> Record:
    """An article of physics or chemistry, with the journal's title cut short."""
    chance = sources.chance
    made = article(record, sources)
    crowd = chance.random() < 0.12
    name = Name(chance.choice(words("people", "collaborations")))
    first = draw_person(chance, "en")
    return replace(
        made,
        authors=(name,) if crowd and chance.random() < 0.5 else (first, name) if crowd else made.authors,
        container=chance.choice(lines("periodicals", "journal short")),
        number=f"arXiv:{arxiv_number(chance)}" if chance.random() < 0.3 else "",
        note=f"[{chance.choice(('hep-ph', 'hep-th', 'astro-ph.CO', 'cond-mat', 'quant-ph', 'hep-ex'))}]"
        if chance.random() < 0.5
        else "",
    )


def arxiv_number(chance: Random) -> str:
    """A number of arXiv, of the kind before or after 2007."""
    month = f"{chance.randrange(1, 13):02}"
    archive = chance.choice(("hep-ph", "hep-th", "astro-ph", "cond-mat", "math"))
    old = f"{archive}/{chance.randrange(92, 99)}{month}{chance.randrange(1, 400):03}"
    return chance.choice(
        (
            f"{chance.randrange(7, 24):02}{month}.{chance.randrange(100, 19999):05}",
            f"{chance.randrange(10, 24)}{month}.{chance.randrange(100, 9999):04}v2",
            old,
        )
    )


def conference(record: Record, sources: Sources) -> Record:
    """A paper of a conference, with its place and month, editors or a series now and then."""
    chance = sources.chance
    year, month, _ = record.date
    springer = chance.random() < 0.2
    return replace(
        record,
        title=title_for(sources, "en", "article", 0.7),
        authors=draw_people(chance, "en", 9),
        editors=draw_people(chance, "en", 2) if chance.random() < 0.12 else (),
        container=proceedings(chance, year),
        date=(year, month if chance.random() < 0.4 else 0, 0),
        pages=draw_pages(chance, 1200) if chance.random() < 0.8 else (0, 0),
        place=perhaps(chance, 0.5, chance.choice(words("places", "city"))),
        publisher="Springer" if springer else perhaps(chance, 0.4, chance.choice(SOCIETIES)),
        series="Lecture Notes in Computer Science" if springer else "",
        series_number=str(chance.randrange(300, 12000)) if springer else "",
        doi=perhaps(chance, 0.2, draw_doi(chance)),
    )


SOCIETIES = (
    *("ACM", "IEEE", "Morgan Kaufmann", "AAAI Press", "Association for Computational Linguistics"),
    *("USENIX Association", "PMLR", "ACM Press"),
)


def proceedings(chance: Random, year: int) -> str:
    """The name of a conference's proceedings: in full, with its acronym and year, or the acronym alone."""
    name, acronym = chance.choice(rows("periodicals", "conference"))
    nth = chance.choice(("", "", f"{chance.randrange(4, 20)}th ", "Third ", "Twelfth ", "2nd "))
    full = name.replace("of the ", f"of the {nth}") if "of the" in name else f"{nth}{name}"
    forms = (full, full, f"{full} ({acronym} {year})", f"{full} ({acronym})", f"{acronym} '{year % 100:02}")
    return chance.choice((*forms, f"{year} {name}", f"Proc. {acronym}"))


def talk(record: Record, sources: Sources) -> Record:
    """A paper read at a meeting and not printed."""
    chance = sources.chance
    name = chance.choice(rows("periodicals", "conference"))[0].replace("Proceedings of the ", "")
    words_for = chance.choice(
        ("Paper presented at the ", "paper presented at the ", "Poster presented at the ", "Presentation at the ")
    )
    return replace(
        record,
        title=title_for(sources, "en", "article", 0.6),
        authors=draw_people(chance, "en", 4),
        container=words_for + name,
        place=chance.choice(words("places", "city")),
        date=record.date if chance.random() < 0.6 else (record.date[0], record.date[1], 0),
    )


def thesis(record: Record, sources: Sources) -> Record:
    """A thesis with the university that took it."""
    chance, language = sources.chance, record.language
    university = chance.choice(words("places", f"university {language}"))
    return replace(
        record,
        title=title_for(sources, language, "book", 0.5),
        authors=(draw_person(chance, language),),
        publisher=university
        if chance.random() < 0.85
        else f"Department of {chance.choice(('History', 'Physics', 'Sociology', 'Computer Science'))}, {university}",
        genre=chance.choice(THESES[language]),
        place=perhaps(
            chance, 0.2, chance.choice(("Cambridge, MA", "Berlin", "Paris", "London", "Toronto", "Ann Arbor"))
        ),
        date=(record.date[0], 0, 0),
        locator=draw_locator(chance),
        url=perhaps(chance, 0.15, draw_url(chance, "escholarship.org", "thesis", record.date)),
    )


THESES = {
    "en": (
        "PhD diss.",
        "PhD thesis",
        "Ph.D. dissertation",
        "Ph.D. thesis",
        "Doctoral dissertation",
        "Unpublished PhD thesis",
        "Master's thesis",
        "MA thesis",
        "M.Sc. thesis",
        "Unpublished doctoral dissertation",
        "diss.",
    ),
    "de": (
        "Diss.",
        "Dissertation",
        "Phil. Diss.",
        "Habilitationsschrift",
        "Diplomarbeit",
        "Magisterarbeit",
        "unveröffentlichte Masterarbeit",
    ),
    "fr": ("Thèse de doctorat", "thèse de doctorat", "Mémoire de maîtrise", "thèse de 3e cycle", "mémoire de master"),
    "es": ("Tesis doctoral", "Tesis de maestría", "tesis de licenciatura"),
    "it": ("Tesi di dottorato", "Tesi di laurea", "tesi di laurea magistrale"),
    "pt": ("Tese (Doutorado)", "Dissertação (Mestrado)", "Tese de doutoramento", "Dissertação de mestrado"),
    "nl": ("Proefschrift", "Diss.", "Masterscriptie"),
}


def preprint(record: Record, sources: Sources) -> Record:
    """A paper on a server of preprints."""
    chance = sources.chance
    number = arxiv_number(chance)
    arxiv = chance.random() < 0.75
    return replace(
        record,
        title=title_for(sources, "en", "article", 0.8),
        authors=draw_people(chance, "en", 12),
        container="" if arxiv else chance.choice(("bioRxiv", "SSRN", "medRxiv", "PsyArXiv", "SocArXiv")),
        number=f"{chance.choice(('arXiv:', 'arXiv:', 'arXiv preprint arXiv:', 'arXiv ', 'Preprint arXiv:'))}{number}"
        if arxiv
        else "",
        doi="" if arxiv else draw_doi(chance),
        date=(record.date[0], record.date[1] if chance.random() < 0.2 else 0, 0),
        url=perhaps(chance, 0.35, f"https://arxiv.org/abs/{number}") if arxiv else "",
        note=f"[{chance.choice(('cs.CL', 'cs.LG', 'stat.ML', 'math.CO', 'quant-ph'))}]",
    )


def dataset(record: Record, sources: Sources) -> Record:
    """A data set in an archive."""
    chance = sources.chance
    body = draw_body(chance, "en")[0]
    title = chance.choice(
        (title_for(sources, "en", "report", 0.1), f"Replication data for: {title_for(sources, 'en', 'article', 0.5)}")
    )
    return replace(
        record,
        title=title,
        authors=(body,) if chance.random() < 0.4 else draw_people(chance, "en", 5),
        medium=chance.choice(("[Data set]", "[Dataset]", "[data set]", "[Data file]")),
        edition=0,
        note=f"{chance.choice(('Version', 'V', 'Version '))} {chance.randrange(1, 6)}".replace("  ", " "),
        publisher=chance.choice(lines("places", "archive")),
        doi=perhaps(chance, 0.75, draw_doi(chance)),
        url=perhaps(chance, 0.4, draw_url(chance, "data.europa.eu", title, record.date)),
        date=(record.date[0], 0, 0),
    )


PROGRAMS = ("Tools for", "An R package for", "A Python library for", "Software for", "Analysis of")


def software(record: Record, sources: Sources) -> Record:
    """A program with its version."""
    chance = sources.chance
    name = draw_title(chance, "en", "software")
    purpose = f": {chance.choice(PROGRAMS)} {draw_title(chance, 'en', 'topic').lower()}"
    version = f"{chance.randrange(0, 12)}.{chance.randrange(0, 20)}{chance.choice(('', '.0', '.1', '.14'))}"
    return replace(
        record,
        title=name + perhaps(chance, 0.6, purpose),
        authors=(Name(chance.choice(MAKERS_OF_PROGRAMS)),) if chance.random() < 0.35 else draw_people(chance, "en", 6),
        note=f"{chance.choice(('Version', 'version', 'v', 'R package version'))} {version}",
        medium=chance.choice(("[Computer software]", "[Computer program]", "[Software]", "[Mobile app]")),
        publisher=perhaps(chance, 0.4, chance.choice(("GitHub", "Zenodo", "StataCorp", "SPSS Inc."))),
        place=perhaps(chance, 0.3, chance.choice(("Vienna, Austria", "College Station, TX", "Armonk, NY", "Chicago"))),
        url=perhaps(chance, 0.7, draw_url(chance, chance.choice(PROGRAM_SITES), name, (0, 0, 0))),
        date=(record.date[0], 0, 0),
    )


PROGRAM_SITES = ("github.com", "cran.r-project.org", "sourceforge.net")


MAKERS_OF_PROGRAMS = (
    *("R Core Team", "The QGIS Project", "Microsoft", "StataCorp", "IBM Corp.", "The MathWorks, Inc."),
    "OpenJS Foundation",
)


def standard(record: Record, sources: Sources) -> Record:
    """A standard with its number."""
    chance = sources.chance
    body, acronym = chance.choice(rows("places", "standard"))
    behind = chance.choice((" ", "/IEC " if acronym == "ISO" else " ", " Std "))
    number = f"{acronym}{behind}{chance.randrange(10, 29999)}{chance.choice(':-')}{record.date[0]}"
    part = chance.choice(("Vocabulary", "Requirements", "Guidelines", "Test methods", "Part 1: General"))
    return replace(
        record,
        title=f"{draw_title(chance, 'en', 'topic')} — {part}",
        authors=(Name(body),) if chance.random() < 0.7 else (),
        number=number,
        publisher=perhaps(chance, 0.5, body),
        place=perhaps(chance, 0.6, chance.choice(("Geneva", "New York", "West Conshohocken, PA", "Berlin"))),
        date=(record.date[0], 0, 0),
    )


def patent(record: Record, sources: Sources) -> Record:
    """A patent with its number."""
    chance = sources.chance
    claim = chance.choice(("Method for", "Apparatus for", "System and method for", "Process for"))
    number = f"{chance.randrange(3, 11)},{chance.randrange(100, 999)},{chance.randrange(100, 999)}"
    return replace(
        record,
        title=f"{claim} {draw_title(chance, 'en', 'topic').lower()}",
        authors=draw_people(chance, "en", 4),
        genre=chance.choice(
            (
                f"U.S. Patent {number}",
                f"U.S. Patent No. {number}",
                f"US Patent {number}",
                f"EP Patent {number.replace(',', '')}",
                f"WO {record.date[0]}/{chance.randrange(10000, 199999)}",
            )
        ),
        publisher=perhaps(chance, 0.2, "U.S. Patent and Trademark Office"),
        place=perhaps(chance, 0.1, "Washington, DC"),
    )


PROTOCOLS = ("Protocol", "Transfer Protocol", "Message Format", "Security Extensions", "Protocol Version 2")


def rfc(record: Record, sources: Sources) -> Record:
    """A memo of the Internet's engineers."""
    chance = sources.chance
    number = chance.randrange(700, 9400)
    return replace(
        record,
        title=f"The {draw_title(chance, 'en', 'software')} {chance.choice(PROTOCOLS)}",
        authors=draw_people(chance, "en", 4),
        number=f"RFC {number}",
        doi=perhaps(chance, 0.3, f"10.17487/RFC{number}"),
        date=(record.date[0], record.date[1], 0),
        url=perhaps(chance, 0.5, f"https://www.rfc-editor.org/info/rfc{number}"),
    )


def case(record: Record, sources: Sources) -> Record:
    """A judgment in a law report."""
    chance = sources.chance
    return replace(
        record,
        title=chance.choice(words("places", "law")),
        volume=str(chance.randrange(1, 560)),
        container=chance.choice(("AC", "QB", "U.S.", "WLR", "All ER", "F.3d", "EHRR", "S. Ct.")),
        pages=(chance.randrange(10, 900), 0),
        date=(record.date[0], 0, 0),
        publisher=chance.choice(("HL", "CA", "UKSC", "ECtHR", "9th Cir.")),
    )
