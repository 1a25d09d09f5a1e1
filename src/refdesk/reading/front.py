"""What a document says of itself: the lines before its text, and its running head.

In: a Layout. Out: the strings of its title, byline, date, series and journal, as far as it prints them. Most
extracted texts print little; what they do not print stays None.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from refdesk.reading.furniture import front_matter
from refdesk.reading.headings import is_any_heading, leads_away
from refdesk.reading.layout import Layout
from refdesk.reading.lines import Line, Paragraph
from refdesk.reading.spacing import is_letter_spaced, unspaced

_FRONT_PARAGRAPHS = 12
"""Title, byline, series and date stand within the first dozen paragraphs, before the abstract or introduction."""

_LONGEST_FRONT = 300
_LONGEST_SERIES = 60
_LONGEST_HEAD = 400
_MOST_BODY_WORDS = 15

_BODY_HEADING = re.compile(
    r"\W{0,20}(?:abstract|summary|introduction|key\s?words?|contents|executive summary)\b\W{0,20}", re.IGNORECASE
)
_SERIES = re.compile(
    r"(?P<genre>STUDY PAPER|WORKING PAPER|POLICY BRIEF|REPORT|DISCUSSION PAPER|RESEARCH PAPER|BRIEFING)\b"
)
_NUMBER_DATE = re.compile(
    r"(?:No\.?|Number|Issue|Nr\.)\s*(?P<number>\d+)\s*[|,·–-]\s*(?P<date>[A-Z][a-z]+\s+\d{4}|\d{4})\s*$"
)
_NAME = r"[A-ZÀ-Þ][\w.’'-]{1,40}(?:\s{1,3}[A-ZÀ-Þ][\w.’'-]{1,40}){1,4}[⁰¹²³⁴⁵⁶⁷⁸⁹*]{0,6}"
_BYLINE = re.compile(
    rf"\s{{0,80}}(?:[Bb]y\s{{1,3}})?(?P<names>{_NAME}(?:(?:,\s{{0,3}}|,?\s{{1,3}}and\s{{1,3}}|\s?&\s?){_NAME}){{0,12}})\s{{0,80}}$"
)
_YAML = re.compile(r"(?P<key>title|date|author|authors|name):\s{0,9}(?P<value>.{0,300})")
_YAML_NAME = re.compile(r"\s{0,20}-\s{1,9}(?:name:\s{0,9})?(?P<value>[^:{}\[\]]{2,120})")
_PAGE_LABEL = re.compile(
    r"^\d{0,4}\s{0,40}\|?\s{0,40}P\s?a\s?g\s?e\s{0,9}\d{0,4}|P\s?a\s?g\s?e\s{0,9}\|?\s{0,9}\d{0,4}$"
)
_NO_PERSON = re.compile(
    r"\b(?:abstract|summary|introduction|contents|part|chapter|section|volume|issue|page|press|university|institute|foundation|"
    r"center|centre|department|college|school|working|policy|research|study|studies|notes?|review|journal|paper|report|essay|draft|"
    r"professor|prof|course|seminar|international|national|global)\b",
    re.IGNORECASE,
)
_BODY_WORD = re.compile(
    r"\b(?:AGENCY|ASSOCIATION|BANK|CENT(?:ER|RE)|COMMISSION|COUNCIL|DEPARTMENT|FOUNDATION|INSTITUTE|INSTITUTION|MINISTRY|"
    r"OFFICE|ORGANI[SZ]ATION|SOCIETY|UNIVERSITY)\b"
)
_DAY = re.compile(r"\d{1,2}\s+[A-Z][a-z]+\s+\d{4}|[A-Z][a-z]+\s+\d{1,2},\s+\d{4}")
_SENTENCES = re.compile(r"(?:\b[a-z]\w+[.!][”\"’)]?(?:[⁰¹²³⁴⁵⁶⁷⁸⁹]+|\d{1,2}|\[\^?\w+\])?(?:\s+[A-Z“\"].*|\s*))$")
"""A whole sentence ends here, so the text has begun; the initials of a name end none."""

_RAISED = re.compile(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*]+")


@dataclass(frozen=True, slots=True)
class Front:
    """Printed strings; `body` is the organisation that issued the text, `journal` that of the running head."""

    title: str | None = None
    byline: str | None = None
    genre: str | None = None
    number: str | None = None
    date: str | None = None
    body: str | None = None
    journal: str | None = None


def read_front(layout: Layout) -> Front:
    """The front matter of the document; where it begins with a block of YAML, what that says."""
    if declared := _declared(layout):
        return declared
    paragraphs = list(_front_paragraphs(layout))
    student = _student_head([line for paragraph in paragraphs for line in paragraph.lines])
    return student or _title_page(layout, [_text(paragraph) for paragraph in paragraphs])


def _declared(layout: Layout) -> Front | None:
    """Title, authors and date in the YAML above a Markdown text."""
    block = front_matter(layout.lines)
    found: dict[str, str] = {}
    names: list[str] = []
    under = ""
    for line in block:
        if pair := _YAML.match(line.text):
            under = pair["key"]
            found.setdefault(under, pair["value"].strip().strip("\"'"))
        elif under in {"author", "authors"} and (name := _YAML_NAME.match(line.text)):
            names.append(name["value"].strip().strip("\"'"))
        elif not line.text[:1].isspace() and not line.text.startswith("-"):
            under = ""
    byline = " and ".join(names) or found.get("author") or found.get("authors")
    return Front(found["title"], byline or None, date=found.get("date") or None) if found.get("title") else None


def _front_paragraphs(layout: Layout) -> Iterator[Paragraph]:
    for paragraph in layout.paragraphs[:_FRONT_PARAGRAPHS]:
        text = _text(paragraph) if len(paragraph.text) <= _LONGEST_FRONT else None
        if text is None or _SENTENCES.search(text) or _begins_body(paragraph.first):
            return
        yield paragraph


def _begins_body(line: str) -> bool:
    return bool(_BODY_HEADING.fullmatch(line)) or is_any_heading(line) or leads_away(line)


def _text(paragraph: Paragraph) -> str:
    return " ".join(_bare(line.text) for line in paragraph.lines).strip()


def _bare(line: str) -> str:
    """The line without Markdown around it."""
    return line.strip().lstrip("#*_").rstrip("*_").strip()


def _student_head(lines: Sequence[Line]) -> Front | None:
    """The head of a student's paper: the writer, the teacher, the course and the day, then the title (MLA 9, 1.4)."""
    texts = [_bare(line.text) for line in lines]
    at = next((at for at, text in enumerate(texts) if _DAY.fullmatch(text)), 0)
    names = [text for text in texts[:at] if _is_byline(text)]
    if at < 2 or not names or at + 1 >= len(texts):
        return None
    return Front(title=texts[at + 1], byline=names[0], date=texts[at])


def _title_page(layout: Layout, texts: Sequence[str]) -> Front:
    journal, head_name = _running_head(layout)
    title = _title(texts)
    byline = _byline(texts, title) or head_name
    series = next((m["genre"] for text in texts if len(text) < _LONGEST_SERIES and (m := _SERIES.search(text))), None)
    dated = next((match for text in texts if (match := _NUMBER_DATE.search(text))), None)
    return Front(
        title=title,
        byline=_RAISED.sub("", byline).strip() if byline else None,
        genre=series.title() if series else None,
        number=dated["number"] if dated else None,
        date=dated["date"] if dated else None,
        body=_closing_body(layout, texts) or _repeated_body(layout, texts),
        journal=journal,
    )


def _title(texts: Sequence[str]) -> str | None:
    """The string that is printed twice, or a title and subtitle repeated in one line.

    Else the last that looks like a title above the byline, else the first with a colon, a question or small letters.
    """
    candidates = [text for text in texts if _looks_like_title(text)]
    if not candidates:
        return None
    repeated = [text for text in candidates if candidates.count(text) > 1]
    longest = max(repeated or candidates, key=len)
    if repeated or any(text != longest and text.casefold() in longest.casefold() for text in candidates):
        return longest
    return _above_byline(texts) or next((t for t in candidates if re.search(r"[:–?]|\b[a-z]", t)), candidates[0])


def _above_byline(texts: Sequence[str]) -> str | None:
    at = next((at for at, text in enumerate(texts) if at and _is_byline(text)), 0)
    return texts[at - 1] if at and _looks_like_title(texts[at - 1]) else None


def _byline(texts: Sequence[str], title: str | None) -> str | None:
    """The first line after the title that holds nothing but names."""
    after = texts[texts.index(title) + 1 :] if title in texts else []
    return next((m["names"] for text in after if _is_byline(text) and (m := _BYLINE.match(text))), None)


def _is_byline(text: str) -> bool:
    """Whether the line holds nothing but names of people; capitals throughout and words of institutions are none."""
    return bool(_BYLINE.match(text)) and not text.isupper() and not _NO_PERSON.search(text)


def _looks_like_title(text: str) -> bool:
    words = text.split()
    plain = 3 <= len(words) <= 40 and not re.search(r"[.;,]\s*$", text) and not _NUMBER_DATE.search(text)
    return plain and not _is_byline(text) and not re.search(r"https?://|@", text)


def _running_head(layout: Layout) -> tuple[str | None, str | None]:
    """The journal in a letter-spaced running head, and the author on the line above or below it."""
    for at, line in enumerate(layout.lines):
        if is_letter_spaced(line.text):
            spaced = _PAGE_LABEL.sub("", line.text[:_LONGEST_HEAD].strip())
            near = layout.lines[max(0, at - 1) : at] + layout.lines[at + 1 : at + 2]
            return unspaced(spaced) or None, _name_among(near, layout)
    return None, None


def _name_among(lines: Sequence[Line], layout: Layout) -> str | None:
    heads = (line for line in lines if line.start in layout.furniture)
    return next((match["names"] for line in heads if (match := _BYLINE.match(line.text))), None)


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
