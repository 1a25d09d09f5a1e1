"""Works that stand on no shelf: news, pages of the web, reports of bodies, messages, films, entries of dictionaries.

In: an empty Record with its language and day. Out: the record filled. Bodies publish under their own domain; newspapers
have days, sections or addresses.
"""

from dataclasses import replace
from random import Random

from training.made.people import Name, draw_body, draw_people, draw_person
from training.made.records import Record, Sources, draw_pages, draw_periodical, draw_url, perhaps, slug, title_for
from training.made.titles import draw_title
from training.made.words import words


def news(record: Record, sources: Sources) -> Record:
    """An article of a newspaper: often unsigned, with its day, a section or page, or an address."""
    chance, language = sources.chance, record.language
    paper, domain = draw_periodical(chance, language, chance.choice(("news", "news", "news", "magazine")))
    title = title_for(sources, language, "news", 0.4)
    page = chance.choice(("A1", "B4", "A12", "C1", "D6", "23", "7", "11", "A3"))
    signed = draw_people(chance, language, 2) if chance.random() < 0.68 else ()
    printed = chance.random() < 0.3 or record.date[0] < 1998
    return replace(
        record,
        title=title,
        authors=signed,
        container=paper,
        url="" if printed else draw_url(chance, domain, title, record.date),
        article=perhaps(chance, 0.6, page) if printed else "",
        medium=perhaps(chance, 0.06, "[Online]"),
        genre=perhaps(chance, 0.05, chance.choice(("Editorial", "Opinion", "Letter to the editor", "Op-ed"))),
    )


def magazine(record: Record, sources: Sources) -> Record:
    """An article of a magazine: signed, with a day or month, pages or an address."""
    chance, language = sources.chance, record.language
    name, domain = draw_periodical(chance, language, "magazine")
    title = title_for(sources, language, "news", 0.4)
    printed = chance.random() < 0.5
    year, month, day = record.date
    return replace(
        record,
        title=title,
        authors=draw_people(chance, language, 2),
        container=name,
        date=(year, month, day if chance.random() < 0.6 else 0),
        pages=draw_pages(chance, 120) if printed else (0, 0),
        volume=perhaps(chance, 0.2, str(chance.randrange(3, 320))),
        url="" if printed else draw_url(chance, domain, title, record.date),
    )


def web(record: Record, sources: Sources) -> Record:
    """A page of a site or body: its author is often the body, its date often missing."""
    chance, language = sources.chance, record.language
    title = title_for(sources, language, "web", 0.35)
    place = publisher = ""
    if chance.random() < 0.62:
        body, place, domain = draw_body(chance, language)
        publisher = body.family
        site = "" if chance.random() < 0.6 else body.family
        authors: tuple[Name, ...] = () if site and chance.random() < 0.5 else (body,)
    else:
        site, domain = draw_periodical(chance, language, "site")
        authors = draw_people(chance, language, 2) if chance.random() < 0.5 else ()
    year, month, day = record.date
    date = chance.choice(((0, 0, 0), (year, 0, 0), (year, 0, 0), (year, month, day), (year, month, day)))
    return replace(
        record,
        title=title,
        authors=authors,
        container=site,
        publisher=publisher,
        place=place,
        date=date,
        url=draw_url(chance, domain, title, record.date),
        medium=perhaps(chance, 0.06, chance.choice(("[Online]", "[Web page]", "[Website]", "[Internet]"))),
    )


def blog(record: Record, sources: Sources) -> Record:
    """A post of a blog."""
    chance = sources.chance
    name, domain = draw_periodical(chance, record.language, "blog")
    title = title_for(sources, record.language, "news", 0.45)
    return replace(
        record,
        title=title,
        authors=draw_people(chance, record.language, 2),
        container=name,
        url=draw_url(chance, domain, title, record.date),
        genre=perhaps(chance, 0.35, chance.choice(("[Blog post]", "[Web log post]", "[Blog]", "(blog)"))),
    )


def report(record: Record, sources: Sources) -> Record:
    """A report: of a body that is author or publisher, with a series and number, or a place."""
    chance, language = sources.chance, record.language
    body, place, domain = draw_body(chance, language)
    title = title_for(sources, language, "report", 0.4)
    signed = chance.random() < 0.35
    further = (
        tuple(draw_body(chance, language)[0] for _ in range(chance.choice((1, 2)))) if chance.random() < 0.05 else ()
    )
    kind = chance.choice(REPORT_WORDS[language])
    number = (
        f"{kind} {chance.choice(('No. ', '', 'no. ', 'Nr. ' if language == 'de' else 'No. '))}{report_number(chance)}"
    )
    year, month, _ = record.date
    return replace(
        record,
        title=title,
        authors=draw_people(chance, language) if signed else (body, *further),
        publisher=body.family if signed or chance.random() < 0.3 else "",
        place=perhaps(chance, 0.7, place),
        date=(year, month if chance.random() < 0.3 else 0, 0),
        genre=perhaps(chance, 0.3, number),
        number=perhaps(chance, 0.12, report_symbol(chance)),
        extent=perhaps(chance, 0.12, f"{chance.randrange(12, 400)} {'S.' if language == 'de' else 'p.'}"),
        url=perhaps(chance, 0.6, draw_url(chance, domain, title, record.date)),
        medium=perhaps(chance, 0.04, "[Online]"),
    )


REPORT_WORDS = {
    "en": (
        *(
            "Report",
            "Technical Report",
            "Policy Brief",
            "Research Report",
            "Policy Paper",
            "Briefing Paper",
            "Fact Sheet",
        ),
        *(
            "Discussion Paper",
            "Special Report",
            "Occasional Paper",
            "Staff Report",
            "White Paper",
            "Publication",
            "Paper",
        ),
        *(
            "Technical Note",
            "Bulletin",
            "Technical Memorandum",
            "Research Brief",
            "Contractor Report",
            "Evidence Report",
        ),
    ),
    "de": ("Bericht", "Arbeitspapier", "Drucksache", "Forschungsbericht", "Diskussionspapier", "Heft", "Studie"),
    "fr": ("Rapport", "Document de travail", "Rapport d'information", "Note d'analyse", "Cahier"),
    "es": ("Informe", "Documento de trabajo", "Informe técnico", "Cuaderno"),
    "it": ("Rapporto", "Documento di lavoro", "Relazione", "Quaderno"),
    "pt": ("Relatório", "Texto para Discussão", "Relatório Técnico", "Documento de Trabalho"),
    "nl": ("Rapport", "Onderzoeksrapport", "Werkdocument", "Notitie"),
}


def report_number(chance: Random) -> str:
    """The number of a report in its series."""
    number, year = chance.randrange(1, 480), chance.randrange(1985, 2024)
    return chance.choice(
        (
            str(number),
            str(number),
            f"{year % 100:02}/{number}",
            f"{year}-{number}",
            f"{year}/{number:02}",
            f"TR-{year}-{number:02}",
        )
    )


def report_symbol(chance: Random) -> str:
    """A bare report number of an agency or laboratory."""
    year, number = chance.randrange(1970, 2024), chance.randrange(10, 9999)
    return chance.choice(
        (
            f"NCES {year}-{number:03}",
            f"GAO-{year % 100:02}-{number}",
            f"NUREG/CR-{number}",
            f"cat. no. {number}.0",
            f"Report No. {year % 100:02}-{number}",
            f"DOT HS {number}",
            f"CERN-TH-{year}-{number}",
        )
    )


def working_paper(record: Record, sources: Sources) -> Record:
    """A paper of a series of working papers."""
    chance = sources.chance
    issuer, place, genre = chance.choice(
        (
            ("National Bureau of Economic Research", "Cambridge, MA", "NBER Working Paper"),
            ("World Bank", "Washington, DC", "Policy Research Working Paper"),
            ("International Monetary Fund", "Washington, DC", "IMF Working Paper"),
            ("Institute for the Study of Labor (IZA)", "Bonn", "IZA Discussion Paper"),
            ("Centre for Economic Policy Research", "London", "CEPR Discussion Paper"),
            ("European Central Bank", "Frankfurt", "ECB Working Paper"),
            ("OECD", "Paris", "OECD Economics Department Working Papers"),
            ("University of Sussex", "Brighton", "IDS Working Paper"),
            ("Harvard Business School", "Boston", "HBS Working Paper"),
            ("Santa Fe Institute", "Santa Fe, NM", "SFI Working Paper"),
            ("Federal Reserve Bank of Chicago", "Chicago", "Working Paper"),
            ("Kiel Institute for the World Economy", "Kiel", "Kiel Working Paper"),
        )
    )
    title = title_for(sources, record.language, "article", 0.5)
    number = f"{genre}{chance.choice((' No. ', ' no. ', ' ', ', No. ', ' #', ' Series '))}{report_number(chance)}"
    return replace(
        record,
        title=title,
        authors=draw_people(chance, record.language, 4),
        genre=number if chance.random() < 0.85 else "Working Paper",
        publisher=perhaps(chance, 0.7, issuer),
        place=perhaps(chance, 0.6, place),
        date=(record.date[0], record.date[1] if chance.random() < 0.25 else 0, 0),
        url=perhaps(
            chance, 0.4, draw_url(chance, "example.org".replace("example", slug(genre)[:5]), title, record.date)
        ),
    )


def press(record: Record, sources: Sources) -> Record:
    """A press release, statement or speech of a body."""
    chance, language = sources.chance, record.language
    body, place, domain = draw_body(chance, language)
    title = draw_title(chance, language, "press")
    return replace(
        record,
        title=title,
        authors=(body,) if chance.random() < 0.8 else (draw_person(chance, language),),
        place=perhaps(chance, 0.4, place),
        genre=perhaps(
            chance, 0.7, chance.choice(("Press release", "[Press release]", "News release", "Media Release", "Speech"))
        ),
        url=perhaps(chance, 0.75, draw_url(chance, domain, title, record.date)),
    )


def resolution(record: Record, sources: Sources) -> Record:
    """A document of the United Nations or a parliament: body, title, symbol, day."""
    chance = sources.chance
    year = record.date[0]
    body, symbol = chance.choice(
        (
            ("UN General Assembly", f"A/RES/{year - 1945}/{chance.randrange(1, 300)}"),
            ("United Nations General Assembly", f"A/{year - 1945}/{chance.randrange(10, 900)}"),
            ("UN Security Council", f"S/RES/{chance.randrange(200, 2700)} ({year})"),
            ("UN Security Council", f"S/{year}/{chance.randrange(10, 1200)}"),
            ("UN Human Rights Council", f"A/HRC/{chance.randrange(4, 55)}/{chance.randrange(2, 99)}"),
            ("Committee on the Rights of the Child", f"CRC/C/GC/{chance.randrange(2, 26)}"),
            ("UN Economic and Social Council", f"E/CN.{chance.randrange(3, 9)}/{year}/{chance.randrange(2, 160)}"),
            ("United Nations", f"ST/ESA/SER.A/{chance.randrange(100, 450)}"),
            ("European Commission", f"COM({year}) {chance.randrange(10, 800)} final"),
            ("European Parliament", f"P{chance.randrange(6, 10)}_TA({year}){chance.randrange(1000, 9999):04}"),
        )
    )
    topic = draw_title(chance, "en", "topic").lower()
    title = chance.choice(
        (
            f"Report of the Special Rapporteur on {topic}",
            f"Resolution {chance.randrange(100, 2700)}",
            f"General comment No. {chance.randrange(2, 40)} on {topic}",
            f"Report of the Secretary-General on {topic}",
            f"Communication on {topic}",
        )
    )
    return replace(
        record,
        title=title,
        authors=(Name(body),),
        number=f"{perhaps(chance, 0.4, chance.choice(('UN Doc. ', 'U.N. Doc. ', 'UN doc. ')))}{symbol}",
        url=perhaps(
            chance, 0.4, draw_url(chance, chance.choice(("undocs.org", "digitallibrary.un.org")), title, record.date)
        ),
    )


def post(record: Record, sources: Sources) -> Record:
    """A message on a social network, with the handle of who wrote it."""
    chance = sources.chance
    handle = chance.choice(words("people", "handles"))
    person = draw_person(chance, record.language) if chance.random() < 0.6 else draw_body(chance, record.language)[0]
    site, domain = chance.choice(
        (
            ("Twitter", "twitter.com"),
            ("Twitter", "twitter.com"),
            ("X", "x.com"),
            ("Facebook", "facebook.com"),
            ("Instagram", "instagram.com"),
        )
    )
    return replace(
        record,
        title=draw_title(chance, record.language, "post"),
        authors=(replace(person, acronym=""),),
        note=handle,
        container=site,
        genre=chance.choice(("[Tweet]", "[Status update]", "Tweet")),
        url=f"https://{domain}/{handle[1:]}/status/{chance.randrange(10**17, 10**18)}",
    )


def video(record: Record, sources: Sources) -> Record:
    """A film on a platform."""
    chance = sources.chance
    channel = chance.choice(words("places", "channel"))
    person = draw_people(chance, record.language, 1)
    return replace(
        record,
        title=draw_title(chance, record.language, "episode"),
        authors=person if chance.random() < 0.5 else (Name(channel),),
        container=chance.choice(("YouTube", "YouTube", "Vimeo", "TED.com")),
        medium=chance.choice(("[Video]", "[Video file]", "[YouTube video]", "Video", "video")),
        extent=f"{chance.randrange(1, 58)}:{chance.randrange(0, 59):02}",
        url=f"https://www.youtube.com/watch?v={''.join(chance.choices('abcdefgkmnqrsuwxyzABDEGHJK012345_-', k=11))}",
    )


def podcast(record: Record, sources: Sources) -> Record:
    """An episode of a podcast or broadcast."""
    chance = sources.chance
    title = draw_title(chance, record.language, "episode")
    show = chance.choice(words("places", "show"))
    return replace(
        record,
        title=title,
        authors=draw_people(chance, record.language, 2) if chance.random() < 0.8 else (),
        container=show,
        number=f"No. {chance.randrange(3, 640)}",
        medium=chance.choice(("[Audio podcast]", "[Audio podcast episode]", "podcast audio", "Podcast", "[Podcast]")),
        publisher=perhaps(chance, 0.5, chance.choice(("NPR", "BBC Radio 4", "WNYC Studios", "Gimlet Media", "CBC"))),
        url=perhaps(chance, 0.7, draw_url(chance, f"{slug(show).replace('-', '')}.org", title, record.date)),
    )


def film(record: Record, sources: Sources) -> Record:
    """A feature film or documentary; its director is the author in no style."""
    chance = sources.chance
    return replace(
        record,
        title=draw_title(chance, record.language, "film"),
        authors=draw_people(chance, record.language, 1),
        medium=chance.choice(("[Film]", "[Motion picture]", "[DVD]", "DVD", "film", "[Documentary]")),
        publisher=chance.choice(words("places", "studio")),
        place=perhaps(chance, 0.5, chance.choice(("United States", "London", "Los Angeles", "France", "Burbank, CA"))),
    )


def entry(record: Record, sources: Sources) -> Record:
    """An article of a work of reference, printed or on the web."""
    chance = sources.chance
    work, publisher, place, domain = chance.choice(
        (
            ("Encyclopaedia Britannica", "Encyclopaedia Britannica, Inc.", "Chicago", "britannica.com"),
            ("Wikipedia", "", "", "en.wikipedia.org"),
            ("Wikipedia, The Free Encyclopedia", "", "", "en.wikipedia.org"),
            ("Oxford English Dictionary", "Oxford University Press", "Oxford", "oed.com"),
            ("Merriam-Webster.com Dictionary", "Merriam-Webster", "", "merriam-webster.com"),
            ("Stanford Encyclopedia of Philosophy", "Stanford University", "Stanford, CA", "plato.stanford.edu"),
            ("The New Grove Dictionary of Music and Musicians", "Macmillan", "London", "oxfordmusiconline.com"),
            ("International Encyclopedia of the Social Sciences", "Macmillan", "New York", "encyclopedia.com"),
            ("Oxford Dictionary of National Biography", "Oxford University Press", "Oxford", "oxforddnb.com"),
            ("Dictionary of Canadian Biography", "University of Toronto/Université Laval", "Toronto", "biographi.ca"),
        )
    )
    title = draw_title(chance, "en", chance.choice(("topic", "place", "topic")))
    signed = "Wiki" not in work and chance.random() < 0.5
    return replace(
        record,
        title=title,
        authors=draw_people(chance, "en", 2) if signed else (),
        container=work,
        publisher=publisher,
        place=place,
        volume=perhaps(chance, 0.2, str(chance.randrange(1, 25))),
        edition=chance.choice((0, 0, 0, 2, 3, 15)),
        pages=draw_pages(chance) if chance.random() < 0.3 else (0, 0),
        date=chance.choice(((0, 0, 0), record.date, (record.date[0], 0, 0))),
        url=perhaps(chance, 0.7, draw_url(chance, domain, title, record.date)),
        note="s.v.",
    )
