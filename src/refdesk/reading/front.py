"""What a document says of itself: the lines before its text, and its running head.

In: a Layout. Out: the strings of its title, byline, date, series and journal, as far as it prints them. Most
extracted texts print little; what they do not print stays None.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refdesk.reading.layout import Layout, Line, Paragraph, is_letter_spaced, unspaced

_FRONT_PARAGRAPHS = 12
"""Title, byline, series and date stand within the first dozen paragraphs, before the abstract or introduction."""

_BODY_HEADING = re.compile(
    r"\W*(?:abstract|summary|introduction|key\s?words?|contents|executive summary)\b\W*", re.IGNORECASE
)
_SERIES = re.compile(
    r"(?P<genre>(?:STUDY PAPER|WORKING PAPER|POLICY BRIEF|REPORT|DISCUSSION PAPER|RESEARCH PAPER|BRIEFING))\b"
)
_NUMBER_DATE = re.compile(
    r"(?:No\.?|Number|Issue|Nr\.)\s*(?P<number>\d+)\s*[|,·–-]\s*(?P<date>[A-Z][a-z]+\s+\d{4}|\d{4})\s*$"
)
_BYLINE = re.compile(
    r"\s*(?:[Bb]y\s+)?(?P<names>[A-ZÀ-Þ][\w.’'-]+(?:\s+[A-ZÀ-Þ][\w.’'-]+){1,4}[⁰¹²³⁴⁵⁶⁷⁸⁹*]*(?:(?:,\s*|\s+and\s+|\s*&\s*)[A-ZÀ-Þ][\w.’'-]+(?:\s+[A-ZÀ-Þ][\w.’'-]+){1,4}[⁰¹²³⁴⁵⁶⁷⁸⁹*]*)*)\s*$"
)
_MARKUP = re.compile(r"^[#*_\s]+|[*_\s]+$")


@dataclass(frozen=True, slots=True)
class Front:
    """Printed strings; `body` is the organisation whose name closes the text, `journal` that of the running head."""

    title: str | None = None
    byline: str | None = None
    genre: str | None = None
    number: str | None = None
    date: str | None = None
    body: str | None = None
    journal: str | None = None


def read_front(layout: Layout) -> Front:
    """The front matter of the document."""
    paragraphs = list(_front_paragraphs(layout))
    texts = [_text(paragraph) for paragraph in paragraphs]
    journal, head_name = _running_head(layout)
    title = _title(texts)
    byline = _byline(texts, title)
    series = next((match["genre"] for text in texts if (match := _SERIES.search(text)) and len(text) < 60), None)
    dated = next((match for text in texts if (match := _NUMBER_DATE.search(text))), None)
    return Front(
        title=title,
        byline=_without_marks(byline or head_name),
        genre=series.title() if series else None,
        number=dated["number"] if dated else None,
        date=dated["date"] if dated else None,
        body=_closing_body(layout, texts),
        journal=journal,
    )


def _front_paragraphs(layout: Layout) -> Iterator[Paragraph]:
    for paragraph in layout.paragraphs[:_FRONT_PARAGRAPHS]:
        if _BODY_HEADING.fullmatch(paragraph.lines[0].text) or len(_text(paragraph)) > 300:
            return
        yield paragraph


def _text(paragraph: Paragraph) -> str:
    return " ".join(_MARKUP.sub("", line.text) for line in paragraph.lines).strip()


def _title(texts: list[str]) -> str | None:
    """The string that is printed twice, or a title and subtitle repeated in one line; else the first that looks like a title."""
    candidates = [text for text in texts if _looks_like_title(text)]
    if not candidates:
        return None
    longest = max(candidates, key=len)
    parts = [text for text in candidates if text != longest and text.casefold() in longest.casefold()]
    if parts or candidates.count(longest) > 1:
        return longest
    return next((text for text in candidates if re.search(r"[:–?]|\b[a-z]", text)), candidates[0])


def _byline(texts: list[str], title: str | None) -> str | None:
    """The first line after the title that holds nothing but names; capitals throughout are no names."""
    after = texts[texts.index(title) + 1 :] if title in texts else []
    return next((m["names"] for text in after if not text.isupper() and (m := _BYLINE.match(text))), None)


def _looks_like_title(text: str) -> bool:
    words = text.split()
    plain = 3 <= len(words) <= 40 and not re.search(r"[.;,]\s*$", text) and not _NUMBER_DATE.search(text)
    return plain and not _BYLINE.match(text) and not _SERIES.fullmatch(text) and not re.search(r"https?://|@", text)


def _running_head(layout: Layout) -> tuple[str | None, str | None]:
    """The journal in a letter-spaced running head, and the author on the line above or below it."""
    for at, line in enumerate(printed := [line for line in layout.lines if not line.is_blank]):
        if is_letter_spaced(line.text):
            spaced = re.sub(r"^\s*\d*\s*\|?\s*P\s*a\s*g\s*e\s*\d*|P\s*a\s*g\s*e\s*\|?\s*\d*\s*$", "", line.text)
            near = printed[max(0, at - 1) : at] + printed[at + 1 : at + 2]
            return unspaced(spaced) or None, _name_among(near, layout)
    return None, None


def _name_among(lines: list[Line], layout: Layout) -> str | None:
    return next(
        (m["names"] for line in lines if line.start in layout.furniture and (m := _BYLINE.match(line.text))), None
    )


def _closing_body(layout: Layout, texts: list[str]) -> str | None:
    """An organisation's name in capitals at the end of the text whose acronym stands on the title page, too."""
    acronyms = {text for text in texts if re.fullmatch(r"[A-Z]{3,8}", text)}
    for paragraph in layout.paragraphs[-3:]:
        name = " ".join(line.text.strip() for line in paragraph.lines if line.text.strip().isupper())
        for end in range(len(name.split()), 2, -1):
            words = name.split()[:end]
            initials = "".join(word[0] for word in words if word not in {"OF", "FOR", "THE", "AND"})
            if initials in acronyms:
                return " ".join(words)
    return None


def _without_marks(byline: str | None) -> str | None:
    return re.sub(r"[⁰¹²³⁴⁵⁶⁷⁸⁹*]+", "", byline).strip() if byline else None
