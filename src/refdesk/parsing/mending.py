"""Labels that are plainly wrong, put right.

In: the pieces of a reference as the model labelled them. Out: the pieces as the words themselves tell. Each rule has
its reason, and acts only where the words leave no other reading: what is learnt from examples is weak on what they
seldom show.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from refdesk.parsing.dates import DATE, MONTH, YEAR
from refdesk.parsing.imprints import (
    PUBLISHER_WORD,
    bracketed_imprint,
    branch_of_university,
    imprint_as_holder,
    lone_name_before_original,
    paper_in_place,
    part_after_volume,
    partners,
    publisher_in_place,
    publisher_with_comma,
    title_before_imprint,
    whole_town,
)
from refdesk.parsing.law_reviews import law_review
from refdesk.parsing.marked import agree_with_marks, name_containers
from refdesk.parsing.misreadings import (
    catalogue_number,
    helper_before_name,
    italic_year,
    lone_name_before_year,
    partners_in_title,
    read_on_the_web,
    series_before_publisher,
    site_behind_title,
    title_behind_colon,
    title_behind_date,
    town_on_a_river,
)
from refdesk.parsing.names import is_body
from refdesk.parsing.numbering import COUNT
from refdesk.parsing.pieces import MENDED, Pieces, cut_out, joined, labels_over, relabelled
from refdesk.parsing.segments import Segment
from refdesk.parsing.stops import sentence_end
from refdesk.parsing.titles_torn import (
    body_before_date,
    editors_among_authors,
    end_of_title_in_name,
    holder_in_title,
    journal_among_initials,
    linked_title,
    month_behind_name,
    name_before_quotation,
    name_in_title,
    number_in_title,
    standard,
    status_among_names,
    subtitle_as_holder,
    title_among_names,
    title_as_holder,
    translated_title,
    volume_behind_name,
    year_in_title,
)

_ACCESS_WORD = (
    r"(?:last\s)?(?:accessed|retrieved|visited|viewed|consulted|checked|read|downloaded)|date\sof\saccess|access(?:ed)?\sdate"
    r"|abgerufen|zugegriffen|zugriff|(?:zuletzt\s)?(?:besucht|geprüft|aufgerufen|abgerufen)|abruf|stand|letzter\s(?:zugriff|abruf)"
    r"|(?:dernière\s)?consult(?:é|ée|ation|ado|ada|ato|ata)|page\sconsultée|accès|último\sacceso|acceso|recuperado|acessad[oa]|acesso(?:\sem)?"
    r"|ultimo\saccesso|accesso|geraadpleegd|bezocht|(?<=\[)cited|(?<=;\s)cited"
)
_ON = r"(?:\s?(?:on|am|le|el|il|em|op|de|vom|in|:)){0,2}"
_ACCESSED = re.compile(
    rf"[\[(]?(?:updated[^\[\];]{{1,30}};\s)?(?<!\w)(?:{_ACCESS_WORD})\b{_ON}[\s:,]{{0,3}}"
    rf"(?:{DATE.pattern}|[0-3]?\d[./ -][0-3]?\d[./ -](?:{YEAR}|\d\d\b))"
    r"(?:\s?\(?(?:at\s)?\d{1,2}[:.]\d\d\)?)?[\])]?[.,;]?(?:\s?from\b:?)?",
    re.IGNORECASE,
)
_MODIFIED = re.compile(
    r"(?<!\w)(?:last\s)?(?:modified|updated|revised|posted|published(?:\sonline)?"
    r"|mis à jour|aktualisiert|stand|actualizado)"
    rf"(?:\son|\sle|\sam|\sel)?:?\s{{1,2}}(?:{DATE.pattern})",
    re.IGNORECASE,
)
_ORDINAL = (
    r"(?:\d{1,3}\s?(?:st|nd|rd|th|\.|a|ª|º|e|ème|er|de)?|first|second|third|fourth|fifth|sixth|seventh|eighth|ninth|tenth|rev(?:ised|\.)?|new|expanded|"
    r"updated|international|student|enlarged|erste|zweite|dritte|vierte|fünfte|première|deuxième|troisième|primera|segunda|tercera|prima|seconda|terza"
    r"|überarb\.|erw\.|neue|nouvelle|nueva|augm\.|revue)"
)
_EDITION = re.compile(
    rf"[(\[]?(?<![\w.]){_ORDINAL}(?:[\s,]{{1,2}}(?:rev\.|revised|enl\.|exp\.|and|&|u\.|und|erw\.|überarb\.|augm\.|et|expanded|updated|enlarged|American|anniversary|critical)){{0,4}}"
    r"[\s,]{1,2}(?:edn?s?\b\.?|edition\b|auflage\b|aufl\b\.?|éd(?:ition)?\b\.?|edición\b|edizione\b|edição\b|druk\b)(?:\s?[)\]])?[.,;]?",
    re.IGNORECASE,
)
_ORIGINAL = re.compile(
    rf"[(\[]?(?:original(?:ly)?\s(?:work\s)?(?:published|publication)|first\spublished|(?:orig|ursprünglich|zuerst)[^()\[\]]{{0,20}}?)"
    rf"(?:\sin)?[\s:,]{{1,2}}(?:{YEAR})[)\]]?\.?",
    re.IGNORECASE,
)
_TRANSLATED = re.compile(
    r"(?:\((?P<inside>[^()]{3,160}?,\s(?:[Ee]ds?\.\s?(?:&|and)\s)?(?:[Tt]rans|[Üü]bers|[Tt]rad)\.?)(?:[);]|(?=,\spp?\.\s?\d))|(?<=[.,;(]\s)(?P<by>(?:[Tt]rans(?:lated|l)?\.?(?:\sby)?|[Üü]bersetzt\svon|[Üü]bers\.(?:\sv(?:on|\.))?"
    r"|[Tt]rad(?:\.|uit|uction|ucción|ucido|otto)(?:\s(?:by|par|por|de|da|di))?)\s(?:[A-ZÀ-Ý][\w.’'-]{0,20}[\s,]?(?:and\s|&\s|und\s|et\s|y\s|de\s|von\s|van\s)?){2,8}))"
)
_ROLE_IN_BRACKETS = re.compile(r"\([^()]{3,160}?,\s[^(),]{0,20}(?:[Tt]rans|[Üü]bers|[Tt]rad)\.?\)\.?\s*")
_ROLE_AFTER_IN = re.compile(r"^\W{0,3}[Ii]n\b:?\s")
_EDITORS_MARK = re.compile(
    r"\(\s?(?:[Ee]ds?|[Hh]rsg|[Hh]g|[Éé]ds?|[Dd]irs?|[Cc]oords?|[Oo]rgs?|[Cc]omps?)\.?\s?\)|\b(?:[Ee]ditors?|[Hh]rsg\.|[Ee]ds?\.)\W*$"
)
_YEAR_ALONE = re.compile(rf"\W*{YEAR}[a-z]?\W*")
_BRACKETED_YEAR = re.compile(rf"\W*\(\s?{YEAR}[a-z]?\s?\)\W*")
_PAGES_WORD = re.compile(r"^\W*(?:pp?\s?\.|pages?\b|S\.\s?\d|Seiten?\b|págs?\.|pp\b)", re.IGNORECASE)
_VOLUME_WORD = re.compile(r"^\W*(?:vols?\b|volumes?\b|Bd\.|Band\b|tomes?\b|tomo\b)", re.IGNORECASE)
_ISSUE_WORD = re.compile(r"^\W*(?:no\s?\.|nos\.|nr\.|number\b|issue\b|n\s?[°º]|núm\.|heft\b)\s?\d", re.IGNORECASE)
_RANGE = re.compile(r"\W*\d{1,5}\s?[-–—]{1,2}\s?\d{1,5}\W*")


def mend(text: str, segments: Sequence[Segment]) -> tuple[Segment, ...]:
    """The same places, cut or labelled anew where the label cannot be right."""
    pieces = [segment for segment in segments if not text[segment.start : segment.end].isspace()]
    for rule in _RULES:
        pieces = rule(text, pieces)
    return tuple(joined(pieces))


def _day_of_access(text: str, pieces: Pieces) -> Pieces:
    """A date behind a word for reading a page is the day of access; examples with one are rare."""
    if not any(char.isdigit() for char in text[-200:]):
        return pieces
    for match in _ACCESSED.finditer(text):
        pieces = list(_without_head(pieces, match.start(), match.end()))
        if "title" not in labels_over(pieces, match.start(), match.end()):
            pieces = cut_out(pieces, match.start(), match.end(), "accessed")
    return pieces


def _without_head(pieces: Pieces, start: int, end: int) -> Iterator[Segment]:
    """The pieces, words before the one for access given back to what they end: "Center | at Leeds. Accessed …"."""
    before = "note"
    for piece in pieces:
        if piece.label == "accessed" and piece.start < start - _FEWEST and start < piece.end <= end + _FEWEST:
            yield Segment(before, piece.start, start, piece.sure)
            yield replace(piece, start=start)
        else:
            yield piece
        before = piece.label


def _body_at_the_head(text: str, pieces: Pieces) -> Pieces:
    """A name first, before the date or a marked title, is the author's, a body's too: "Dust Office. (2020). *Ash*"."""
    titles = [at for at, piece in enumerate(pieces) if piece.label == "title"]
    first = next(
        (
            at
            for at, piece in enumerate(pieces)
            if piece.label not in {"citation-number", "author", "publisher", "container-title"}
        ),
        0,
    )
    if not titles or not 0 < first <= titles[0] or pieces[first].label not in {"date", "title"}:
        return pieces
    if pieces[first].label == "title" and text[pieces[first].start] not in _MARKS:
        return pieces
    head = [
        replace(piece, label="author") if piece.label in {"publisher", "container-title"} else piece
        for piece in pieces[:first]
    ]
    return [*head, *pieces[first:]]


def _end_of_a_body(text: str, pieces: Pieces) -> Pieces:
    """A word labelled author behind a publisher's or site's name belongs to that name: "Leeds Dust | Group."."""
    mended: Pieces = []
    titled = False
    for piece in pieces:
        kept = piece
        before = mended[-1].label if mended else ""
        if (
            titled
            and piece.label == "author"
            and before in {"publisher", "container-title"}
            and "," not in text[piece.start : piece.end].strip(" ,")
        ):
            kept = replace(piece, label=before)
        titled = titled or piece.label == "title"
        mended.append(kept)
    return mended


def _day_of_change(text: str, pieces: Pieces) -> Pieces:
    """The day on which a page was last changed dates it, where no other day does."""
    match = _MODIFIED.search(text)
    over = labels_over(pieces, match.start(), match.end()) if match else set()
    if match and "title" not in over and not ("accessed" in over and _ACCESSED.search(text)):
        return cut_out(pieces, match.start(), match.end(), "date")
    return pieces


def _year_of_original(text: str, pieces: Pieces) -> Pieces:
    """The year of the first edition, said in words, is not the date of the edition cited (APA 7, 9.41)."""
    match = _ORIGINAL.search(text)
    if match and "title" not in labels_over(pieces, match.start(), match.end()):
        return cut_out(pieces, match.start(), match.end(), "other")
    return pieces


def _edition(text: str, pieces: Pieces) -> Pieces:
    """An ordinal with the word for an edition is one, in whatever piece it was left; in a title only at its end."""
    if any(piece.label == "edition" for piece in pieces):
        return pieces
    for match in _EDITION.finditer(text):
        over = [piece for piece in pieces if piece.start < match.end() and match.start() < piece.end]
        at_end = all(match.end() >= piece.end - 2 for piece in over if piece.label in {"title", "container-title"})
        marked = text[match.start()] in "([" or text[: match.start()].rstrip()[-1:] in {
            ".",
            ",",
            "*",
            ")",
            "_",
            ">",
            "”",
            ";",
        }
        if over and at_end and marked and all(piece.label not in {"author", "editor"} for piece in over):
            return cut_out(pieces, match.start(), match.end(), "edition")
    return pieces


def _without_tail(text: str, piece: Segment) -> Iterator[Segment]:
    """A translator in brackets ends with the bracket; a name behind it is the publisher's."""
    match = _ROLE_IN_BRACKETS.match(text[piece.start : piece.end]) if piece.label == "translator" else None
    if match and re.search(r"[^\W\d_]{3}", text[piece.start + match.end() : piece.end]):
        yield replace(piece, end=piece.start + match.end())
        yield Segment("publisher", piece.start + match.end(), piece.end, min(piece.sure, MENDED))
    else:
        yield piece


def _translator(text: str, pieces: Pieces) -> Pieces:
    """Names that the word for a translator introduces or follows; examples with one are rare."""
    if any(piece.label == "translator" for piece in pieces):
        return [part for piece in pieces for part in _without_tail(text, piece)]
    match = _TRANSLATED.search(text)
    if match and (match["inside"] or "container-title" not in labels_over(pieces, match.start(), match.end())):
        return cut_out(pieces, match.start(), match.end(), "translator")
    return pieces


def _report(text: str, pieces: Pieces) -> Pieces:
    """A report's kind and number in brackets ("NIH Publication No. 18-2424") are no journal with an issue."""
    match = _REPORT.search(text)
    if match and labels_over(pieces, match.start(), match.end()).isdisjoint(
        {"author", "editor", "collection", "genre"}
    ):
        return cut_out(pieces, match.start(), match.end(), "genre")
    return pieces


def _given_name(text: str, pieces: Pieces) -> Pieces:
    """A family name with its comma wants a given name: "Roe, | Anna: Staub", "Poe, | José de Lima. O pó"."""
    for at in range(len(pieces) - 1):
        author, title = pieces[at], pieces[at + 1]
        if (
            author.label == "author"
            and title.label == "title"
            and _FAMILY_ALONE.fullmatch(text[author.start : author.end])
        ):
            given = _GIVEN.match(text[title.start : title.end])
            if given and title.start + given.end() < title.end:
                cut = title.start + given.end()
                return [*pieces[:at], replace(author, end=cut), replace(title, start=cut), *pieces[at + 2 :]]
    return pieces


def _broken_title(text: str, pieces: Pieces) -> Pieces:
    """No journal begins with a small letter behind a title without a stop: "The “new” | dust of Leeds. Ash."."""
    for at in range(len(pieces) - 1):
        title, name = pieces[at], pieces[at + 1]
        words = text[name.start : name.end]
        if title.label != "title" or name.label not in _MAY_GO_ON or not words[:1].islower() or _IN_WORD.match(words):
            continue
        stop = words.find(". ") + 2
        ended = text[title.start : title.end].rstrip()[-1:]
        if ended in _TITLE_STOPS and not (ended == "," and 1 < stop < len(words)):
            continue
        if name.label != "container-title":
            return [*pieces[:at], replace(title, end=name.end), *pieces[at + 2 :]]
        if 1 < stop < len(words):
            cut = name.start + stop
            return [*pieces[:at], replace(title, end=cut), replace(name, start=cut), *pieces[at + 2 :]]
    return pieces


def _start_of_title(text: str, pieces: Pieces) -> Pieces:
    """A word for a kind or a medium right before the title begins it: "Print, | dust, and ash"."""
    mended = list(pieces)
    for at in range(len(pieces) - 1):
        words = text[pieces[at].start : pieces[at].end]
        if (
            pieces[at].label in {"genre", "medium"}
            and pieces[at + 1].label == "title"
            and words[0] not in "(["
            and text[pieces[at + 1].start] not in _MARKS
        ):
            mended[at] = replace(pieces[at], label="title")
    return mended


def _section(text: str, pieces: Pieces) -> Pieces:
    """The part of a newspaper that Chicago notes name ("sec. Business") is no place."""
    match = _SECTION.search(text)
    if match and labels_over(pieces, match.start(), match.end()).isdisjoint({"title", "container-title"}):
        return cut_out(pieces, match.start(), match.end(), "note")
    return pieces


def _day_as_volume(text: str, pieces: Pieces) -> Pieces:
    """A lone number up to 31 before a month is the day: "The Guardian, 5 | May"."""
    mended = list(pieces)
    for at in range(len(pieces) - 1):
        number, date = pieces[at], pieces[at + 1]
        if (
            number.label == "volume"
            and date.label == "date"
            and _DAY.fullmatch(text[number.start : number.end])
            and _MONTH_FIRST.match(text[date.start :])
        ):
            mended[at] = replace(number, label="date")
    return mended


def _volume_in_name(text: str, pieces: Pieces) -> Pieces:
    """A number behind a journal's name is its volume where there is no other: "*Behavior*, *6*, | Article 74"."""
    if any(piece.label == "volume" for piece in pieces):
        return pieces
    for piece in pieces:
        if piece.label == "container-title" and (match := _NAME_AND_VOLUME.match(text[piece.start : piece.end])):
            cut = piece.start + match.end("name")
            return cut_out(pieces, cut, piece.end, "volume")
    return pieces


def _missing_title(text: str, pieces: Pieces) -> Pieces:
    """Where nothing is labelled title or container, the first words that are no names or numbers are the title."""
    if any(piece.label == "title" for piece in pieces):
        return pieces
    if any(piece.label == "container-title" for piece in pieces):
        return _book_as_container(text, pieces)
    pieces = [part for piece in pieces for part in _words_before_address(text, piece)]
    printed = any(piece.label in {"publisher", "place"} for piece in pieces[1:2])
    labels = {piece.label for piece in pieces}
    for at, piece in enumerate(pieces):
        words = text[piece.start : piece.end]
        if piece.label in {"note", "other"} and _TITLE_WORDS.match(words) and len(words.split()) <= _LONGEST_TITLE:
            return [*pieces[:at], *_title_and_site(text, piece, first=at == 0), *pieces[at + 1 :]]
        if at == 0 and piece.label == "author" and printed and "," not in words:
            return [relabelled(piece, "title"), *pieces[1:]]
        if piece.label == "publisher" and not labels & {"place", "volume", "pages", "genre"}:
            return [*pieces[:at], relabelled(piece, "title"), *pieces[at + 1 :]]
    return pieces


def _book_as_container(text: str, pieces: Pieces) -> Pieces:
    """A name with a publisher or town, but no title and no place in a periodical, is the title of a book."""
    labels = {piece.label for piece in pieces}
    if pieces[0].label == "editor":
        labels -= {"editor", "volume"}
    if all(COUNT.fullmatch(text[piece.start : piece.end].strip()) for piece in pieces if piece.label == "pages"):
        labels.discard("pages")
    is_book = "publisher" in labels and labels.isdisjoint({"volume", "issue", "pages", "editor"})
    if not is_book and ("place" not in labels or labels & {"issue", "editor"}):
        return pieces
    return [
        replace(piece, label="title", sure=min(piece.sure, MENDED))
        if piece.label == "container-title" and not _IN_WORD.match(text[piece.start : piece.end])
        else piece
        for piece in pieces
    ]


def _words_before_address(text: str, piece: Segment) -> Iterator[Segment]:
    """Words in the piece of an address are no part of it: "Dust of Leeds https://…"."""
    match = _ADDRESS.search(text, piece.start, piece.end) if piece.label == "url" else None
    if match and _TITLE_WORDS.match(text[piece.start : match.start()]):
        yield Segment("note", piece.start, match.start(), min(piece.sure, MENDED))
        piece = replace(piece, start=match.start())
    yield piece


def _title_and_site(text: str, piece: Segment, *, first: bool) -> list[Segment]:
    """A title, and what stands behind its full stop; a body's name before a comma at the head is the author's."""
    words = text[piece.start : piece.end]
    sure = min(piece.sure, MENDED)
    author, comma, rest = words.partition(", ")
    if first and comma and rest.strip(" ,") and is_body(author):
        cut = piece.start + len(author) + len(comma)
        return [Segment("author", piece.start, cut, sure), Segment("title", cut, piece.end, sure)]
    cut = piece.start + sentence_end(words)
    if text[cut : piece.end].strip(" .,") and not first:
        return [Segment("title", piece.start, cut, sure), Segment("container-title", cut, piece.end, sure)]
    return [replace(piece, label="title", sure=sure)]


def _editor_after_in(text: str, pieces: Pieces) -> Pieces:
    """Names after "In", or with "(Eds.)" after a title, edited the book: "In J. Roe (Ed.), Dust"."""
    titled = False
    mended = []
    for piece in pieces:
        kept = piece
        words = text[piece.start : piece.end]
        if piece.label == "author" and titled and (_ROLE_AFTER_IN.match(words) or _EDITORS_MARK.search(words)):
            kept = replace(piece, label="editor", sure=min(piece.sure, MENDED))
        titled = titled or piece.label == "title"
        mended.append(kept)
    return mended


def _numbers(text: str, pieces: Pieces) -> Pieces:
    """Numbers whose own word or brackets tell another label: "pp. 3–5" is no volume, "(2007)" may be the year."""
    dated = any(piece.label == "date" for piece in pieces)
    has_pages = any(piece.label == "pages" for piece in pieces)
    mended = []
    for piece in pieces:
        kept = piece
        if piece.label in {"volume", "issue", "pages", "other", "number", "note"}:
            label = (
                _label_of_note(text[piece.start : piece.end])
                if piece.label == "note"
                else _label_of_number(text[piece.start : piece.end], piece.label, dated=dated, has_pages=has_pages)
            )
            if label != piece.label:
                kept = replace(piece, label=label, sure=min(piece.sure, MENDED))
                dated = dated or label == "date"
        mended.append(kept)
    return mended


def _issue_alone(text: str, pieces: Pieces) -> Pieces:
    """A lone number in brackets behind a journal is an issue's, of a journal without volumes: "Ash Review, (15)"."""
    if any(piece.label == "issue" for piece in pieces):
        return pieces
    return [
        relabelled(piece, "issue")
        if piece.label == "volume" and _IN_BRACKETS.fullmatch(text[piece.start : piece.end])
        else piece
        for piece in pieces
    ]


def _label_of_note(words: str) -> str:
    return "volume" if _VOLUME_AND_ISSUE.fullmatch(words) else "note"


def _label_of_number(words: str, label: str, *, dated: bool, has_pages: bool) -> str:
    if _PAGES_WORD.match(words) or _CHAPTER.match(words):
        return "note" if _CHAPTER.match(words) else "pages"
    if _VOLUME_WORD.match(words) and label in {"issue", "pages"}:
        return "volume"
    if _ISSUE_WORD.match(words) and label in {"pages", "other"}:
        return "issue"
    if not dated and (_BRACKETED_YEAR.fullmatch(words) or (label == "other" and _YEAR_ALONE.fullmatch(words))):
        return "date"
    if not has_pages and label in {"issue", "other"} and _RANGE.fullmatch(words) and "(" not in words:
        return "pages"
    return label


def _count_of_pages(text: str, pieces: Pieces) -> Pieces:
    """Numbers before the word for pages count them, whatever stands around: "xii, 345 pp.", "1 v. (236 p.)"."""
    for match in COUNT.finditer(text):
        over = labels_over(pieces, match.start(), match.end())
        if "pages" in over | labels_over(pieces, match.end(), match.end() + 1) and over <= _NUMBERED:
            return cut_out(pieces, match.start(), match.end(), "pages")
    return pieces


def _dash_first(text: str, pieces: Pieces) -> Pieces:
    """A dash at the head stands for an author, and nothing behind it belongs to the name."""
    match = _DASHES.match(text)
    if not match:
        return pieces
    rest = [replace(piece, start=max(piece.start, match.end())) for piece in pieces if piece.end > match.end()]
    if rest and rest[0].label == "author" and text[rest[0].start] in _MARKS:
        rest[0] = replace(rest[0], label="title")
    return [Segment("author", 0, match.end(), MENDED), *rest]


def _town_and_publisher(text: str, pieces: Pieces) -> Pieces:
    """Town and publisher under each other's labels: the publisher is the one with a publisher's word."""
    mended = list(pieces)
    for at in range(len(pieces) - 1):
        pair = (pieces[at], pieces[at + 1])
        if {piece.label for piece in pair} != {"place", "publisher"}:
            continue
        place, publisher = pair if pair[0].label == "place" else (pair[1], pair[0])
        swapped = PUBLISHER_WORD.search(text[place.start : place.end]) and not PUBLISHER_WORD.search(
            text[publisher.start : publisher.end]
        )
        if swapped and len(text[publisher.start : publisher.end].split()) <= _LONGEST_TOWN:
            mended[at], mended[at + 1] = (
                replace(piece, label=other.label, sure=min(piece.sure, MENDED)) for piece, other in (pair, pair[::-1])
            )
    return mended


_LONGEST_TOWN = 4
_IN_BRACKETS = re.compile(r"\W{0,3}\(\d{1,4}\)\W{0,3}")
_CHAPTER = re.compile(r"\W*(?:ch|chaps?|chapters?|chap|cap|capítulo|chapitre|kap|kapitel)\b\.?\s?\d", re.IGNORECASE)
_NUMBERED = frozenset(("volume", "issue", "pages", "note", "other"))

_DASHES = re.compile(r"\s*(?:[—–―]{1,8}|[-_]{2,12})[.,;:]?\s+(?=\S)")
_FEWEST = 3
_LONGEST_TITLE = 40
_REPORT = re.compile(
    r"\((?:[A-Z][\w&/-]{1,30}\s){0,4}(?:Report|Paper|Brief|Memorandum|Bulletin|Publication|Rep\.|Note|Document|Series)\s"
    r"(?:Nos?\.?|Number|#|n[°º]|Nr\.?)\s?[\w./-]{0,20}\d[\w./-]{0,20}\)\.?"
)
_FAMILY_ALONE = re.compile(
    r"\s*(?:(?:de|da|do|la|van|von|der|den|del|du)\s){0,3}[^\W\d_][\w'’-]{1,30},\s*", re.IGNORECASE
)
_GIVEN_WORD = r"(?:[^\W\d_a-zß-ÿ][\w'’-]{1,20}|[^\W\d_a-zß-ÿ]\.|de|da|do|dos|von|van|del)"
_GIVEN = re.compile(
    rf"[^\W\d_a-zß-ÿ][\w'’-]{{1,20}}(?:(?:\s{_GIVEN_WORD}){{0,2}}(?::\s|,\s(?=[“„«\"]))|(?:\s{_GIVEN_WORD}){{1,3}}\.\s)"
)
_MAY_GO_ON = frozenset(("container-title", "note", "other"))
_TITLE_STOPS = frozenset(".,;:?!")
_IN_WORD = re.compile(r"(?:in|dans|en)\b", re.IGNORECASE)
_VOLUME_AND_ISSUE = re.compile(r"\W*\d{1,4}\s?\([^()]{1,20}\)\W*")
_SECTION = re.compile(r"(?<!\w)sec\.\s[^\W\d_][^,.<]{1,40}[,.]?")
_DAY = re.compile(r"\W*(?:[12]?\d|3[01])\s*")
_MONTH_FIRST = re.compile(MONTH, re.IGNORECASE)
_NAME_AND_VOLUME = re.compile(
    r"(?P<name>[^\d]{4,200}?)(?:,\s?|\s(?=\d{1,3}/\d))[*_]{0,2}\s?(?P<volume>\d{1,4}(?:/\d{1,3})?)[*_]{0,2}[,:.]?\s*$"
)
_ADDRESS = re.compile(r"<?(?:https?://|www\.)", re.IGNORECASE)
_TITLE_WORDS = re.compile(r"\W{0,3}[^\W\d_a-zß-ÿ][^\W\d_]*[\s:,’'-]+[^\W_]|\W{0,3}[^\W\d_a-zß-ÿ][\w-]{3,30}\.?\s*$")
_MARKS = "*_“\"„«‘'<"

_RULES: tuple[Callable[[str, Pieces], Pieces], ...] = (
    _dash_first,
    catalogue_number,
    italic_year,
    site_behind_title,
    title_behind_colon,
    title_behind_date,
    helper_before_name,
    town_on_a_river,
    partners_in_title,
    body_before_date,
    status_among_names,
    _given_name,
    editors_among_authors,
    law_review,
    linked_title,
    name_before_quotation,
    journal_among_initials,
    title_as_holder,
    title_among_names,
    name_in_title,
    year_in_title,
    title_before_imprint,
    agree_with_marks,
    _day_of_access,
    _body_at_the_head,
    _end_of_a_body,
    name_containers,
    _day_of_change,
    _year_of_original,
    _edition,
    _translator,
    _report,
    _broken_title,
    translated_title,
    end_of_title_in_name,
    holder_in_title,
    subtitle_as_holder,
    number_in_title,
    month_behind_name,
    whole_town,
    publisher_with_comma,
    partners,
    bracketed_imprint,
    imprint_as_holder,
    paper_in_place,
    part_after_volume,
    branch_of_university,
    lone_name_before_original,
    publisher_in_place,
    lone_name_before_year,
    series_before_publisher,
    read_on_the_web,
    _start_of_title,
    _section,
    _day_as_volume,
    _volume_in_name,
    volume_behind_name,
    _editor_after_in,
    _numbers,
    _issue_alone,
    _count_of_pages,
    _town_and_publisher,
    standard,
    _missing_title,
)
