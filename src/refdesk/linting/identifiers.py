"""Are ISBN, ISSN, ORCID iD, DOI and address what they should be, and in their own fields?

Sources: see `numbers`; Crossref's display guidelines, by which a DOI is stored without and shown with its address;
biblatex manual 2.2.2: url and doi are taken as they stand.
"""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from refdesk.linting.findings import Fix, Oddity, Rule
from refdesk.linting.subjects import Subject
from refdesk.model.identifiers import is_doi, is_isbn, is_issn, is_orcid

_BESIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{|\}|\b(?:e-?)?ISBN(?:-?1[03])?\b:?|\b[ep]?-?ISSN\b:?", re.IGNORECASE)
_ORCID = re.compile(r"(?<![0-9])[0-9]{4}-?[0-9]{4}-?[0-9]{4}-?[0-9]{3}[0-9Xx](?![0-9])")
_DOI_ADDRESS = re.compile(
    r"\s*(?:(?:https?://)?[\w.-]{0,40}\bdoi\b[\w.-]{0,40}/(?=10\.)|doi:?\s*(?=10\.))", re.IGNORECASE
)
_AT_DOI_ORG = re.compile(r"https?://(?:dx\.|www\.)?doi\.org/(10\.\S+)\Z", re.IGNORECASE)
_ESCAPE = re.compile(r"\\([#$%&_{}~])")
_IN_COMMAND = re.compile(r"\\url\s*\{([^{}]*)\}\Z")
_ADDRESS = re.compile(r"(?:https?|ftp)://[^\s{}<>\"]+|\bwww\.[\w-]+\.[^\s{}<>\"]+", re.IGNORECASE)
# What people write before an address in a note, and nothing else with it.
_ONLY_AN_ADDRESS = re.compile(
    r"(?:(?:available (?:at|from|online)|online(?: at)?|url|see|retrieved from)\s*:?\s*)?"
    r"(?:\\url\s*\{([^{}\s]+)\}|((?:https?|ftp)://[^\s{}\\]+?))\.?\Z",
    re.IGNORECASE,
)
_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:")
_SEVERAL = re.compile(r"(?<!\s)[;,]?(?<!\s)\s+(?=[a-z]+://)", re.IGNORECASE)
_LINE_BREAK = re.compile(r"(?<!\s)\s*[\r\n]\s*")


def bad_isbns(subject: Subject) -> Iterator[Oddity]:
    """Numbers in `isbn` whose check digit is wrong."""
    for number in _numbers_in(subject.values.get("isbn", "")):
        digits = _digits(number)
        if is_isbn(digits) or _is_unknown(number):
            continue
        ends = f"{number} is an ISSN" if is_issn(digits) else f"{number} is no ISBN: {_fault(digits, (10, 13))}"
        yield Oddity(f"{ends}.", "isbn")


def bad_issns(subject: Subject) -> Iterator[Oddity]:
    """Numbers in `issn` whose check digit is wrong."""
    for number in _numbers_in(subject.values.get("issn", "")):
        digits = _digits(number)
        if is_issn(digits) or _is_unknown(number):
            continue
        ends = f"{number} is an ISBN" if is_isbn(digits) else f"{number} is no ISSN: {_fault(digits, (8,))}"
        yield Oddity(f"{ends}.", "issn")


def bad_orcids(subject: Subject) -> Iterator[Oddity]:
    """ORCID iDs whose check digit is wrong, in fields whose name begins with `orcid`."""
    for name in (name for name in subject.values if name.startswith("orcid")):
        for match in _ORCID.finditer(subject.values[name]):
            if not is_orcid(match[0].replace("-", "").upper()):
                yield Oddity(f"{match[0]} is no ORCID iD: its check digit is wrong.", name)


def bad_dois(subject: Subject) -> Iterator[Oddity]:
    """A `doi` that is none, with or without an address around it."""
    doi = _unescaped(subject.values.get("doi", ""))
    if doi and not is_doi(_bare(doi)):
        yield Oddity(f"{doi} has not the shape of a DOI, 10.NUMBER/SUFFIX.", "doi")


def doi_addresses(subject: Subject) -> Iterator[Oddity]:
    """A `doi` with the address, or the word, before the DOI."""
    doi = _unescaped(subject.values.get("doi", ""))
    bare = _bare(doi)
    if bare != doi and is_doi(bare):
        yield Oddity(f"doi holds more than the DOI {bare}.", "doi", subject.mended("doi", bare))


def dois_in_url(subject: Subject) -> Iterator[Oddity]:
    """A `url` that is the address of a DOI, in an entry without `doi`."""
    doi = _doi_in_url(subject)
    if doi and "doi" not in subject.values:
        fix = subject.added("doi", doi) if subject.habits.is_biblatex and _is_writable(doi) else ()
        yield Oddity(f"url leads to the DOI {doi}, which doi does not give.", "url", fix)


def dois_at_odds(subject: Subject) -> Iterator[Oddity]:
    """A `url` that leads to another DOI than `doi` gives. DOIs do not tell capitals apart."""
    doi, named = _doi_in_url(subject), _bare(_unescaped(subject.values.get("doi", "")))
    if doi and named and doi.casefold() != named.casefold():
        yield Oddity(f"url leads to the DOI {doi}, but doi says {named}.", "doi")


def bad_urls(subject: Subject) -> Iterator[Oddity]:
    """An address that no program can follow."""
    url = _unescaped(_IN_COMMAND.sub(r"\1", subject.values.get("url", "").strip()))
    if not url:
        return
    if not _SCHEME.match(url):
        yield Oddity(f"{_short(url)} does not begin with https:// or the like.", "url")
    elif any(re.search(r"\s", _LINE_BREAK.sub("", one)) for one in _SEVERAL.split(url)):
        yield Oddity(f"{_short(url)} holds a blank; write it as %20.", "url")


def url_commands(subject: Subject) -> Iterator[Oddity]:
    r"""An address inside \url{…} in the field that is an address anyway."""
    match = _IN_COMMAND.match(subject.values.get("url", "").strip())
    if match:
        fix = subject.mended("url", match[1].strip())
        yield Oddity("url holds a \\url command; styles add their own.", "url", fix)


def escaped_addresses(subject: Subject) -> Iterator[Oddity]:
    r"""Signs escaped for TeX (`\_`, `\%`) in fields that biber takes as they stand."""
    if not subject.habits.is_biblatex:
        return
    for name in ("url", "doi"):
        value = subject.values.get(name, "")
        if _ESCAPE.search(value) and not _IN_COMMAND.match(value.strip()):
            plain = _ESCAPE.sub(r"\1", value)
            fix = subject.mended(name, plain) if _is_writable(plain) else ()
            yield Oddity(f"{name} has signs escaped for TeX, which biber takes as part of it.", name, fix)


def urls_in_notes(subject: Subject) -> Iterator[Oddity]:
    """Addresses in `note` or `howpublished` of an entry that has none in `url`."""
    if subject.values.get("url"):
        return
    for name in ("howpublished", "note"):
        value = subject.values.get(name, "").strip()
        address = _ADDRESS.search(value)
        if address:
            fixes = _moved(subject, name, value)
            yield Oddity(f"{name} holds the address {_short(address[0])}; url is its place.", name, fixes)
            return


def _moved(subject: Subject, name: str, value: str) -> tuple[Fix, ...]:
    """The fixes that make `url` of a field that is nothing but an address; none for BibTeX, which knows no `url`."""
    match = _ONLY_AN_ADDRESS.match(value)
    if not match or not subject.habits.is_biblatex:
        return ()
    url = _ESCAPE.sub(r"\1", match[1] or match[2])
    added, removed = subject.added("url", url), subject.mended(name, None)
    return (*added, *removed) if added and removed and _is_writable(url) else ()


def _doi_in_url(subject: Subject) -> str | None:
    match = _AT_DOI_ORG.match(_unescaped(subject.values.get("url", "").strip()))
    doi = unquote(match[1]) if match else ""
    return doi if is_doi(doi) else None


def _bare(doi: str) -> str:
    """The DOI without the address or the word before it. Only an address has escapes."""
    match = _DOI_ADDRESS.match(doi)
    if not match:
        return doi
    rest = doi[match.end() :].strip()
    return unquote(rest) if "/" in match[0] else rest


def _unescaped(value: str) -> str:
    return _ESCAPE.sub(r"\1", value.strip())


def _is_writable(value: str) -> bool:
    """Whether the value can stand in braces."""
    return not re.search(r"[{}\\]", value)


def _numbers_in(value: str) -> Iterator[str]:
    """The numbers in a field that may hold several, with remarks in brackets beside them.

    Blanks part numbers or the groups of one: what has many digits between two commas is one number.
    """
    for part in re.split(r"[,;/]| and ", _BESIDE.sub(",", value)):
        words = part.split()
        if words and all(len(_digits(word)) >= 8 for word in words):
            yield from words
        elif words:
            yield " ".join(words)


def _is_unknown(number: str) -> bool:
    """Whether this is a word, or says that the number is not known: "hardback", "????"."""
    return not any(char.isdigit() for char in number)


def _digits(number: str) -> str:
    return re.sub(r"[\s\-‐‑–]", "", number).upper()


def _fault(digits: str, lengths: tuple[int, ...]) -> str:
    if not re.fullmatch(r"[0-9]+X?", digits):
        return "it holds other signs than digits"
    if len(digits) not in lengths:
        return f"it has {len(digits)} digits, not {' or '.join(map(str, lengths))}"
    return "its check digit is wrong"


def _short(url: str) -> str:
    return url if len(url) <= 80 else f"{url[:79]}…"


RULES = (
    Rule(
        code="bad-isbn",
        severity="warning",
        what="A number in isbn has a wrong check digit or a wrong length.",
        why="A wrong ISBN finds another book or none. The check digit is the last one, so look at them all.",
        example="isbn = {978-0-19-852663-7}, whose last digit should be 6",
        look=bad_isbns,
    ),
    Rule(
        code="bad-issn",
        severity="warning",
        what="A number in issn has a wrong check digit or a wrong length.",
        why="A wrong ISSN finds another journal or none.",
        example="issn = {0317-8472}, whose last digit should be 1",
        look=bad_issns,
    ),
    Rule(
        code="bad-orcid",
        severity="warning",
        what="An ORCID iD has a wrong check digit.",
        why="It names another person or none.",
        example="orcid = {0000-0002-1825-0098}, whose last digit should be 7",
        look=bad_orcids,
    ),
    Rule(
        code="bad-doi",
        severity="warning",
        what="doi holds something that has not the shape of a DOI.",
        why="Styles make a link of it that leads nowhere. Addresses belong in url, numbers in eprint or note.",
        example="doi = {978-3-16-148410-0}",
        look=bad_dois,
    ),
    Rule(
        code="doi-address",
        severity="warning",
        what="doi holds an address or the word doi before the DOI.",
        why="Styles put https://doi.org/ before it themselves, so the printed link is broken.",
        example="doi = {https://doi.org/10.1000/182} becomes doi = {10.1000/182}",
        fixable=True,
        look=doi_addresses,
    ),
    Rule(
        code="doi-in-url",
        severity="note",
        what="url is the address of a DOI, and there is no doi.",
        why="Programs that look for double entries or for metadata read doi. The fix adds it and keeps url.",
        example="url = {https://doi.org/10.1000/182}",
        fixable=True,
        look=dois_in_url,
    ),
    Rule(
        code="doi-url-mismatch",
        severity="warning",
        what="url leads to another DOI than doi gives.",
        why="One of the two belongs to another work.",
        example="doi = {10.1000/182}, url = {https://doi.org/10.1000/183}",
        look=dois_at_odds,
    ),
    Rule(
        code="bad-url",
        severity="warning",
        what="An address has no scheme, or a blank in it.",
        why="The printed link cannot be followed.",
        example="url = {www.example.org/my report.pdf}",
        look=bad_urls,
    ),
    Rule(
        code="url-command",
        severity="warning",
        what="url holds a \\url command.",
        why="Styles add their own, and LaTeX stumbles over two.",
        example="url = {\\url{https://example.org}} becomes url = {https://example.org}",
        fixable=True,
        look=url_commands,
    ),
    Rule(
        code="escaped-address",
        severity="note",
        what="url or doi has signs escaped for TeX. Looked for in BibLaTeX libraries only.",
        why="biber takes both as they stand, so that the backslash becomes part of the link.",
        example="url = {https://example.org/a\\_b} becomes url = {https://example.org/a_b}",
        fixable=True,
        look=escaped_addresses,
    ),
    Rule(
        code="url-in-note",
        severity="note",
        what="note or howpublished holds an address, and url none.",
        why="Only url is checked by links check and made a link by every style. The fix moves an address that stands"
        " alone; in a library for classic BibTeX, which has no url, it stays.",
        example="howpublished = {\\url{https://example.org}} becomes url = {https://example.org}",
        fixable=True,
        look=urls_in_notes,
    ),
)
