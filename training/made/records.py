"""A record of a work that does not exist, and what records are drawn from: titles, addresses, pages, publishers.

In: a chance, a language, what was gleaned. Out: parts of records that hang together as in life.
"""

import re
import unicodedata
from dataclasses import dataclass
from random import Random

from training.made.gleaned import Gleanings
from training.made.people import Name
from training.made.terms import Day
from training.made.titles import draw_title
from training.made.words import lines, rows


@dataclass(frozen=True, slots=True)
class Record:
    """A work: what is empty or zero is not known."""

    kind: str
    language: str
    title: str = ""
    authors: tuple[Name, ...] = ()
    editors: tuple[Name, ...] = ()
    translators: tuple[Name, ...] = ()
    container: str = ""
    series: str = ""
    series_number: str = ""
    volume: str = ""
    volumes: str = ""
    issue: str = ""
    pages: tuple[int, int] = (0, 0)
    extent: str = ""  # "212 p."
    article: str = ""
    locator: str = ""
    edition: int = 0
    publisher: str = ""
    place: str = ""
    date: Day = (0, 0, 0)
    suffix: str = ""
    first_year: str = ""
    accessed: Day = (0, 0, 0)
    url: str = ""
    doi: str = ""
    isbn: str = ""
    genre: str = ""
    number: str = ""
    medium: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Sources:
    """Where a record's words come from: a chance and what was gleaned."""

    chance: Random
    gleaned: Gleanings


def draw_day(chance: Random, first: int, last: int) -> Day:
    """A day between two years, later years oftener."""
    year = max(chance.randint(first, last), chance.randint(first, last))
    return (year, chance.randint(1, 12), chance.randint(1, 28))


def title_for(sources: Sources, language: str, kind: str, share: float = 0.5) -> str:
    """A title, a `share` of them gleaned, the others out of the grammars."""
    gleaned = sources.gleaned.titles.get(language, ())
    if gleaned and sources.chance.random() < share:
        return sources.chance.choice(gleaned)
    return draw_title(sources.chance, language, kind)


def perhaps(chance: Random, share: float, text: str) -> str:
    """The text, in a `share` of the cases."""
    return text if chance.random() < share else ""


def slug(title: str) -> str:
    """A title as it stands in an address: small letters without accents, hyphens for blanks."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    return "-".join(re.findall(r"[a-z0-9]+", plain)[:9]) or "page"


def draw_url(chance: Random, domain: str, title: str, date: Day) -> str:
    """An address on `domain` such as its pages have: with a day, a number, a file, a query, or bare."""
    year, month, day = date
    short, number = slug(title), chance.randrange(1000, 99999999)
    path = chance.choice(
        (
            f"/{year}/{month:02}/{day:02}/{short}",
            f"/{year}/{month:02}/{short}.html",
            f"/{chance.choice(('news', 'world', 'society', 'publications', 'topics', 'resources'))}/{short}/",
            f"/{chance.choice(('news', 'article', 'node', 'story'))}/{number}",
            f"/docs/{chance.choice(('default-source', 'pdf', 'reports'))}/{short.replace('-', '_')}.pdf",
            f"/{chance.choice(('index.php', 'page.aspx', 'view'))}?id={number}",
            f"/{short}-{number}",
            f"/sites/default/files/{year}-{month:02}/{short}.pdf",
            f"/en/{short}.htm#s{number % 9}",
            f"/~{short.split('-')[0]}/index.html",
            f"/{short}",
            "/",
            "",
        )
    )
    start = chance.choice(("https://www.", "https://www.", "https://", "http://www.", "http://", "www."))
    return start + domain + path.replace("/0/00/00/", "/").replace("/0/00/", "/").replace("/0-00/", "/")


def draw_doi(chance: Random) -> str:
    """A DOI as the agencies of the last decades have given them."""
    prefix, number = chance.randrange(1000, 9999), chance.randrange(10000, 9999999)
    year, letters = chance.randrange(1998, 2024), "".join(chance.choices("abcdefghjklmnpqrst", k=5))
    return f"10.{prefix}/" + chance.choice(
        (
            f"j.{letters}.{year}.{number % 9999:04}.x",
            f"{letters}.{year}.{number % 999:03}",
            f"s{number:08}-{number % 999:03}-{number % 7919:04}-{number % 10}",
            f"{number % 9999:04}-{number % 8999:04}.{number}",
            f"journal.p{letters[:3]}.{number:07}",
            f"S{number:07}{number % 9999:04}",
            f"{number}",
            f"{number}.{number % 99999}",
            f"978-{number % 9}-{number % 999}-{number % 99999:05}-{number % 10}_{number % 20}",
            f"{letters}/{letters[:2]}{number % 999:03}",
        )
    )


def draw_pages(chance: Random, most: int = 900) -> tuple[int, int]:
    """First and last page of an article."""
    first = chance.randrange(1, most)
    return (first, first + chance.randrange(1, 38))


def draw_publisher(chance: Random, language: str) -> tuple[str, str]:
    """A publisher and a place where it prints, in one of the ways to write it."""
    name, places = chance.choice(rows("publishers", "en" if chance.random() < 0.15 else language))
    if name[-1] not in ".P":
        return name, chance.choice(places.split("/"))
    return name, places.split("/")[0]


def draw_periodical(chance: Random, language: str, kind: str) -> tuple[str, str]:
    """A newspaper, magazine, site or blog and its domain."""
    name, domain = chance.choice(rows("periodicals", f"{kind} {language}") or rows("periodicals", f"{kind} en"))
    return name, domain


def draw_journal(sources: Sources, language: str) -> str:
    """A journal's title, in English half of them gleaned."""
    chance = sources.chance
    if language == "en" and sources.gleaned.journals and chance.random() < 0.6:
        return chance.choice(sources.gleaned.journals)
    return chance.choice(lines("periodicals", f"journal {language}"))


def draw_locator(chance: Random) -> str:
    """The page or pages that a note points at."""
    first = chance.randrange(2, 480)
    return chance.choice(
        (
            str(first),
            str(first),
            f"{first}-{first + chance.randrange(1, 9)}",
            f"{first}–{first + 3}",
            f"{first}, {first + 40}",
        )
    )


def draw_isbn(chance: Random) -> str:
    """An ISBN of ten or thirteen figures."""
    number = chance.randrange(10000, 99999)
    return chance.choice(
        (
            f"978-0-{number}-{number % 997:03}-{number % 10}",
            f"0-{number % 9973:04}-{number % 8999:04}-{number % 10}",
            f"9780{number}{number % 9973:04}",
        )
    )
