"""What a document says of itself: the lines before its text, and its running head.

In: a Layout. Out: the strings of its title, byline, date, series and journal, as far as it prints them. Most
extracted texts print little; what they do not print stays None.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from refdesk.reading.bylines import is_signed, names_in
from refdesk.reading.furniture import front_matter, is_page_number, is_rule, is_site_furniture
from refdesk.reading.headings import heading_level, is_any_heading, leads_away
from refdesk.reading.layout import Layout
from refdesk.reading.lines import Line
from refdesk.reading.mastheads import is_masthead, read_masthead, read_memo, stands_apart
from refdesk.reading.spacing import is_letter_spaced, unspaced

_FRONT_LINES = 60
_FRONT_PARAGRAPHS = 14
"""Title, byline, series and date stand within the first paragraphs, before the abstract or introduction."""

_LONGEST_FRONT = 300
_LONGEST_READ = 2000
_LONGEST_SERIES = 60
_LONGEST_HEAD = 400
_MOST_BODY_WORDS = 15
_FEWEST_TITLE_WORDS = 3

_BODY_HEADING = re.compile(
    r"\W{0,20}(?:\d{1,2}\.?\s{1,9}|[IVX]{1,4}\.\s{1,3})?(?:abstract|summary|introduction|key\s?words?|contents|"
    r"table\sof\scontents|executive summary|status of this memo|zusammenfassung|einleitung|"
    r"inhalt(?:sverzeichnis)?|résumé|resumen|resumo|riassunto|sommario|samenvatting|introducción|introdução|introduzione|inleiding)\b(?:\W{0,20}|\s?[.:—–-].*)",
    re.IGNORECASE,
)
_NUMBERED_SECTION = re.compile(
    r"\s{0,20}(?:\d{1,2}(?:\.\d{1,2}){1,3}\.?\s|\d{1,2}\.\s|\d{1,2}\s{2}|[IVX]{1,4}\.\s)\s{0,9}\S"
)
_SERIES = re.compile(
    r"(?P<genre>STUDY PAPER|WORKING PAPER|POLICY BRIEF|REPORT|DISCUSSION PAPER|RESEARCH PAPER|BRIEFING)\b"
)
_SERIES_LINE = re.compile(
    r"(?P<genre>(?:study|working|policy|discussion|research|occasional|technical|briefing)\s(?:paper|brief|report|note)|report)"
    r"\s(?:series\s)?(?=no\b|number\b|nr\b|#|\d)",
    re.IGNORECASE,
)
_NUMBER_DATE = re.compile(
    r"(?:No\.?|Number|Issue|Nr\.)\s*(?P<number>\d+)\s*[|,·–-]\s*(?P<date>[A-Z][a-z]+\s+\d{4}|\d{4})\s*$"
)
_YAML = re.compile(r"(?P<key>title|subtitle|date|author|authors|name):\s{0,9}(?P<value>.{0,300})")
_YAML_NAME = re.compile(r"\s{0,20}-\s{1,9}(?:name:\s{0,9})?(?P<value>[^:{}]{2,200})")
_YAML_NOTE = re.compile(r"\^\[[^\[\]]{0,120}\]|\^\d|[\^*†‡]+")
_CLOCK = re.compile(r"(?P<day>\d{4}-\d{2}-\d{2})[T ]\d{1,2}:\d{2}.*")
_PAGE_LABEL = re.compile(
    r"^\d{0,4}\s{0,40}\|?\s{0,40}P\s?a\s?g\s?e\s{0,9}\d{0,4}|P\s?a\s?g\s?e\s{0,9}\|?\s{0,9}\d{0,4}$"
)
_LEADERS = re.compile(r"(?:\.\s?){5}")
_BODY_WORD = re.compile(
    r"\b(?:AGENCY|ASSOCIATION|BANK|CENT(?:ER|RE)|COMMISSION|COUNCIL|DEPARTMENT|FOUNDATION|INSTITUTE|INSTITUTION|MINISTRY|"
    r"OFFICE|ORGANI[SZ]ATION|SOCIETY|UNIVERSITY)\b"
)
_DAY = re.compile(r"\d{1,2}\.?\s+[A-ZÀ-Þ]?[a-zà-ÿ]+\.?,?\s+\d{4}|[A-Z][a-z]+\s+\d{1,2},?\s+\d{4}")
_MONTH = r"(?:January|February|March|April|May|June|July|August|September|October|November|December)\s+(?:19|20)\d\d"
_DATE_LINE = re.compile(
    rf"(?:(?:published|posted|date[d]?|first\spublished)(?:\son)?:?\s{{1,3}})?(?P<day>{_DAY.pattern}|{_MONTH})",
    re.IGNORECASE,
)
_SENTENCES = re.compile(r"(?:\b[a-z]\w+\s?[.!][”\"’)]?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,2}|\[\^?\w+\])?(?:\s+[A-Z“\"].*|\s*))$")
"""A whole sentence ends here, so the text has begun; the initials of a name end none."""

_AFFILIATION = re.compile(
    r"[⁰¹²³⁴⁵⁶⁷⁸⁹*∗†‡§ᵃᵇᶜ]{1,3}\s?[A-Z]|\W{0,3}(?:department|dept\.?|faculty|school|institut\w{0,2}|center|centre|college|universi\w{2,6}|"
    r"laborator\w{1,3}|departamento|fakultät|facult\w{1,4}|division)\s(?:of|for|de|für|d[’'])|(?:the\s)?university\sof\b|"
    r"(?:dr|prof|professor|instructor|supervisor|course|word\scount|student)\b\.?:?\s|[A-Z]{2,5}\s?\d{3,4}\b",
    re.IGNORECASE,
)
_AT_UNIVERSITY = re.compile(
    r"(?:[A-ZÀ-Þ][\w.’'-]{0,30},?\s){0,6}(?:University|College|Universität|Université|Universidade?|Università|Universiteit)"
    r"(?:,.{0,60})?"
)
_CHAPTER = re.compile(
    r"(?:chapter|kapitel|chapitre|capítulo|capitolo|hoofdstuk|part|teil|lecture)\s(?:\w{1,12})(?:[.:]\s{1,5}|\s{2,60}|$)",
    re.IGNORECASE,
)
_HEAD_NUMBERED = re.compile(r"\s{0,9}\d{1,2}\s{2,9}(?P<title>\S[^\d\n]{3,100}?)\s{5,200}\d{1,4}\s{0,9}")
_HEAD_WITH_PAGE = re.compile(r"\s{0,40}(?:\d{1,4}\s{4}|.{3,100}?\s{4,200}\d{1,4}\s{0,9}$)")
_MARKDOWN_NUMBER = re.compile(r"\d{1,2}(?:\.\d{1,2}){0,2}\.?\s{1,5}(?=[A-ZÀ-Þ])")
_SETEXT = re.compile(r"={3,200}\s{0,9}")
_TAG = re.compile(r"</?(?:h1|h2|p|div|span|a|em|i|b|strong|header|br)\b[^<>]{0,300}>", re.IGNORECASE)
_SIGNED_AND_DATED = re.compile(r"(?P<names>[Bb]y\s[^|·•]{3,200}?)\s{1,9}[|·•]\s.{0,100}")
_LINK = re.compile(r"\[(?P<text>[^\[\]]{1,300})\]\([^()\s]{1,500}\)")


@dataclass(frozen=True, slots=True)
class Front:
    """Printed strings; `body` is the organisation that issued the text, `journal` that of the head or masthead."""

    title: str | None = None
    byline: str | None = None
    genre: str | None = None
    number: str | None = None
    date: str | None = None
    body: str | None = None
    journal: str | None = None
    volume: str | None = None
    issue: str | None = None
    pages: str | None = None
    doi: str | None = None
    issn: str | None = None


@dataclass(frozen=True, slots=True)
class _Block:
    """Lines of the front that belong together; and whether Markdown or HTML mark them as the title."""

    lines: tuple[str, ...]
    marked: bool = False

    @property
    def text(self) -> str:
        """Its lines as one; a chapter's number above or before its title is none of it."""
        numbered = _CHAPTER.match(self.lines[0])
        rest = (self.lines[0][numbered.end() :], *self.lines[1:]) if numbered else self.lines
        return _joined(tuple(line for line in rest if line) or self.lines)


def read_front(layout: Layout) -> Front:
    """The front matter of the document; where it begins with a block of YAML, what that says."""
    if declared := _declared(layout):
        return declared
    if memo := read_memo(layout.lines[:_FRONT_LINES]):
        return Front(memo.title, " and ".join(memo.names) or None, number=memo.number, date=memo.date)
    lines = list(_front_lines(layout))
    blocks = list(_blocks(lines))
    return _student_head([_bare(line.text) for line in lines]) or _title_page(layout, lines, blocks)


def _declared(layout: Layout) -> Front | None:
    """Title, authors and date in the YAML above a Markdown text."""
    found: dict[str, str] = {}
    names: list[str] = []
    under = ""
    for line in front_matter(layout.lines):
        if pair := _YAML.match(line.text):
            under = pair["key"]
            found.setdefault(under, _yaml_value(pair["value"]))
        elif under in {"author", "authors"} and (name := _YAML_NAME.match(line.text)):
            names.append(_YAML_NOTE.sub("", _yaml_value(name["value"])).strip())
        elif not line.text[:1].isspace() and not line.text.startswith("-"):
            under = ""
    byline = " and ".join(names) or found.get("author") or found.get("authors")
    if not found.get("title"):
        return None
    title = f"{found['title']}: {found['subtitle']}" if found.get("subtitle") else found["title"]
    day = _CLOCK.sub(r"\g<day>", found.get("date", ""))
    return Front(title, _YAML_NOTE.sub("", byline).strip() if byline else None, date=day or None)


def _yaml_value(printed: str) -> str:
    return printed.strip().strip("\"'")


def _front_lines(layout: Layout) -> Iterator[Line]:
    """The lines before the text begins, without page numbers, rules and buttons."""
    for paragraphs, run in enumerate(_runs(layout.lines[:_FRONT_LINES]), 1):
        text = " ".join(_bare(line.text[:_LONGEST_READ]) for line in run)
        if paragraphs > _FRONT_PARAGRAPHS or len(text) > _LONGEST_FRONT or _is_text(run, text):
            return
        for at, line in enumerate(run):
            numbered = at == 0 and paragraphs == 1 and bool(_HEAD_NUMBERED.fullmatch(line.text))
            marked = paragraphs == 1 and heading_level(line.text) == 1
            led_away = at == 0 and not marked and leads_away(line.text) and not stands_apart(line.text)
            if led_away or (_begins_body(line.text) and not numbered):
                return
            yield line


def _is_text(run: Sequence[Line], text: str) -> bool:
    marked = heading_level(run[0].text) == 1 or any(stands_apart(line.text) for line in run)
    return bool(_SENTENCES.search(text)) and not marked and not run[0].text.lstrip().startswith(">")


def _runs(lines: Sequence[Line]) -> Iterator[list[Line]]:
    """Lines with no blank one between, without what is no text; a heading of Markdown by itself."""
    run: list[Line] = []
    headed = False
    for line in lines:
        heads = heading_level(line.text) is not None
        if run and (line.gap_above or heads or headed):
            yield run
            run = []
        if not _is_no_text(line.text):
            run.append(line)
        headed = heads
    if run:
        yield run


def _is_no_text(text: str) -> bool:
    ruled = is_rule(text) and not _SETEXT.fullmatch(text)
    return is_page_number(text) or ruled or is_site_furniture(text) or is_letter_spaced(text)


def _begins_body(line: str) -> bool:
    if heading_level(line) == 1 and not is_any_heading(line):
        return bool(_BODY_HEADING.fullmatch(line))
    begun = bool(_BODY_HEADING.fullmatch(line[:_LONGEST_FRONT])) or bool(_NUMBERED_SECTION.match(line))
    return begun or is_any_heading(line)


def _bare(line: str) -> str:
    """The line without Markdown around it."""
    text = _LINK.sub(r"\g<text>", _TAG.sub("", line).strip().lstrip("#*_").rstrip("*_#")).strip()
    signed = _SIGNED_AND_DATED.match(text)
    return signed["names"] if signed else text


def _blocks(lines: Sequence[Line]) -> Iterator[_Block]:
    """Paragraphs, parted where a line is a byline, a date or an address of an author; a marked title by itself."""
    block: list[str] = []
    for line, after in zip(lines, [*lines[1:], None], strict=False):
        if _SETEXT.fullmatch(line.text):
            continue
        marked = _is_marked(line, after)
        text, alone = _bare(line.text), marked or _is_aside(line.text)
        text = _MARKDOWN_NUMBER.sub("", text) if marked else text
        if block and (line.gap_above or alone):
            yield _Block(tuple(block))
            block = []
        if alone:
            yield _Block((text,), marked)
        else:
            block.append(text)
    if block:
        yield _Block(tuple(block))


def _is_marked(line: Line, after: Line | None) -> bool:
    """Whether Markdown or HTML mark the line as the title of the whole."""
    underlined = after is not None and not after.gap_above and bool(_SETEXT.fullmatch(after.text))
    return heading_level(line.text) == 1 or underlined


def _is_aside(line: str) -> bool:
    """Whether the line belongs to no title: names with a sign that they are, a date, an address, the journal's line."""
    text = line.strip()
    placed = bool(_AFFILIATION.match(text) or _AT_UNIVERSITY.fullmatch(text))
    aside = placed or is_signed(text) or bool(_DATE_LINE.fullmatch(text))
    return aside or stands_apart(text) or is_masthead(text) or text.startswith(">")


def _joined(lines: Sequence[str]) -> str:
    """The lines as one; a colon between two where the first was ended before it was full, as title and subtitle are."""
    if len(lines) == 2 and _is_subtitle(*lines):
        return f"{lines[0]}: {lines[1]}"
    return " ".join(lines).strip()


def _is_subtitle(first: str, second: str) -> bool:
    if second.isupper() or not second[:1].isupper() or not first[-1:].isalnum() or ":" in first:
        return False
    longer = max(len(first), len(second))
    room = len(first) + 1 + len(second.split(maxsplit=1)[0]) <= longer
    return first.isupper() or (room and bool(re.search(r"\s[a-zà-ÿ]{4}", second)))


def _student_head(texts: Sequence[str]) -> Front | None:
    """The head of a student's paper: the writer, the teacher, the course and the day, then the title (MLA 9, 1.4)."""
    at = next((at for at, text in enumerate(texts) if _DAY.fullmatch(text)), 0)
    name = next((number for number, text in enumerate(texts[:at]) if names_in(text)), at)
    heads = name == 0 or (name == 1 and texts[0][-1:].isdigit())
    if at < 2 or not heads or at + 1 >= len(texts):
        return None
    return Front(title=texts[at + 1], byline=texts[name], date=texts[at])


def _title_page(layout: Layout, lines: Sequence[Line], blocks: Sequence[_Block]) -> Front:
    texts = [block.text for block in blocks]
    journal, head_name = _running_head(layout)
    title = _title(blocks)
    series = next((m["genre"] for text in texts if len(text) < _LONGEST_SERIES and (m := _series(text))), None)
    dated = next((match for text in texts if (match := _NUMBER_DATE.search(text))), None)
    day = next((match["day"] for text in texts if (match := _DATE_LINE.fullmatch(text))), None)
    front = Front(
        title=title,
        byline=_byline(texts, title) or head_name,
        genre=series.title() if series else None,
        number=dated["number"] if dated else None,
        date=dated["date"] if dated else day,
        body=_closing_body(layout, texts) or _repeated_body(layout, texts),
        journal=journal,
    )
    return _with_masthead(front, [line.text for line in lines])


def _series(text: str) -> re.Match[str] | None:
    return _SERIES.search(text) or _SERIES_LINE.match(text)


def _with_masthead(front: Front, lines: Sequence[str]) -> Front:
    head = read_masthead(lines)
    return replace(
        front,
        journal=front.journal or head.journal,
        date=front.date or head.year,
        volume=head.volume,
        issue=head.issue,
        pages=head.pages,
        doi=head.doi,
        issn=head.issn,
    )


def _title(blocks: Sequence[_Block]) -> str | None:
    """What is marked as the title, else the string printed twice, or a title and subtitle repeated in one line.

    Else the last that looks like a title above the byline, else the first with a colon, a question or small letters.
    """
    if marked := next((block.text for block in blocks if block.marked), None):
        return marked
    numbered = next((m for block in blocks[:1] if (m := _HEAD_NUMBERED.fullmatch(block.lines[0]))), None)
    if numbered:
        return numbered["title"].strip()
    texts = [block.text for block in blocks]
    candidates = [text for text in texts if _looks_like_title(text)]
    if not candidates:
        return _short_title(texts)
    repeated = [text for text in candidates if candidates.count(text) > 1]
    longest = max(repeated or candidates, key=len)
    if repeated or any(text != longest and text.casefold() in longest.casefold() for text in candidates):
        return longest
    return _above_byline(texts) or next((t for t in candidates if re.search(r"[:–?]|\b[a-z]", t)), candidates[0])


def _short_title(texts: Sequence[str]) -> str | None:
    """The only line above the text, be it of one word; above names it may look like one ("Common Pastures Again")."""
    own = [text for text in texts if not _is_aside(text) and not _HEAD_WITH_PAGE.match(text)]
    named = bool(own) and not all(map(names_in, own[1:]))
    alone = len(own) == 1 and bool(names_in(own[0]))
    if not own or named or alone or not re.search(r"[^\W\d]{3}[\w?!’']{0,60}$", own[0]):
        return None
    return own[0]


def _above_byline(texts: Sequence[str]) -> str | None:
    at = next((at for at, text in enumerate(texts) if at and names_in(text)), 0)
    before = texts[at - 1] if at else ""
    first = at == 1 and names_in(before) and not is_signed(before) and len(before.split()) >= _FEWEST_TITLE_WORDS
    return before if at and (first or _looks_like_title(before)) else None


def _byline(texts: Sequence[str], title: str | None) -> str | None:
    """The first line after the title that holds nothing but names."""
    after = texts[texts.index(title) + 1 :] if title in texts else []
    return next((names for text in after if (names := names_in(text))), None)


def _looks_like_title(text: str) -> bool:
    words = text.split()
    plain = (
        _FEWEST_TITLE_WORDS <= len(words) <= 40 and not re.search(r"[.;,]\s*$", text) and not _NUMBER_DATE.search(text)
    )
    shaped = plain and not names_in(text) and not re.search(r"https?://|@", text) and not _HEAD_WITH_PAGE.match(text)
    return shaped and not _is_aside(text)


def _running_head(layout: Layout) -> tuple[str | None, str | None]:
    """The journal in a letter-spaced running head, and the author on the line above or below it."""
    for at, line in enumerate(layout.lines):
        if is_letter_spaced(line.text) and not _LEADERS.search(line.text):
            spaced = _PAGE_LABEL.sub("", line.text[:_LONGEST_HEAD].strip())
            near = layout.lines[max(0, at - 1) : at] + layout.lines[at + 1 : at + 2]
            return unspaced(spaced) or None, _name_among(near, layout)
    return None, None


def _name_among(lines: Sequence[Line], layout: Layout) -> str | None:
    heads = (line for line in lines if line.start in layout.furniture)
    return next((names for line in heads if (names := names_in(line.text))), None)


def _closing_body(layout: Layout, texts: Sequence[str]) -> str | None:
    """An organisation's name in capitals at the end of the text whose acronym stands on the title page, too."""
    acronyms = {text for text in texts if re.fullmatch(r"[A-Z]{3,8}", text)}
    for paragraph in layout.paragraphs[-3:]:
        words = " ".join(line.text for line in paragraph.lines if line.text.strip().isupper()).split()
        for end in range(min(len(words), _MOST_BODY_WORDS), 2, -1):
            initials = "".join(word[0] for word in words[:end] if word not in {"OF", "FOR", "THE", "AND"})
            if initials in acronyms:
                return " ".join(words[:end])
    return None


def _repeated_body(layout: Layout, texts: Sequence[str]) -> str | None:
    """An organisation's name in capitals on the title page that stands alone on a line again, as in running heads."""
    alone = Counter(line.text.strip() for line in layout.lines if line.stands_alone and len(line.text) < _LONGEST_FRONT)
    return next((t for t in texts if t.isupper() and _BODY_WORD.search(t) and alone[t] > 1), None)
