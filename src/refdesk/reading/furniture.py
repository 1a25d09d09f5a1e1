"""What a page prints beside its text: running heads, page numbers, rules, and the buttons of a web page.

In: the printed lines of a text. Out: the places of those that are no text.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise

from refdesk.reading.headings import is_any_heading, leads_away
from refdesk.reading.lines import Line
from refdesk.reading.spacing import is_letter_spaced

_PAGE_NUMBER = re.compile(
    r"[-–—]?\s?\d{1,4}\s?[-–—]?|(?:[Pp]age|[Ss]eite|PAGE)\s\d{1,4}(?:\s(?:of|von)\s\d{1,4})?|\d{1,4}\s?\|\s?P\s?a\s?g\s?e\b.{0,60}"
    r"|\d{1,4}\sof\s\d{1,4}|.{0,100}\[[Pp]age\s\d{1,4}\]"
)
_ROMAN = re.compile(r"[-–]?\s?[ivxl]{1,7}\s?[-–]?|\d{1,4}\s?/\s?\d{1,4}")
_YEAR_ALONE = re.compile(r"\s{0,80}(?:1[4-9]|20)\d\d\s{0,80}")
_WIDE_GAP = re.compile(r"\s{2,60}|\t")
_PAGE = re.compile(r"\b(?!(?:1[4-9]|20)\d\d\b)\d+")
"""A number that changes from page to page; entries of a list may differ by their year alone."""

_LISTED = re.compile(r"\s{0,9}(?:#|\[|\(?\d{1,4}[.)\]])")
_SENTENCE_OPEN = re.compile(r"[^.!?:;”\"’»>\s]\s{0,20}$")
_LINE_OPEN = re.compile(r"[,(&]\s{0,20}$")
_SENTENCE_GOES_ON = re.compile(r"\s{0,20}[\w(“\"]")
_RULE_SIGNS = frozenset("-=_*~⁂ ")
_SITES = (
    "facebook|twitter|x|linkedin|whatsapp|reddit|pinterest|telegram|email|e-mail|instagram|youtube|mastodon|bluesky"
)
_SITE = re.compile(
    rf"(?:advertisement|advertising|sponsored(?:\scontent)?|(?:click\sto\s)?(?:share|tweet|print|save|copy\slink|bookmark)"
    rf"(?:\s(?:this|on|via|to|in)\b.{{0,40}})?|{_SITES}|email\sthis(?:\sarticle)?|skip\sto\s(?:main\s)?content|menu|search|home|log\s?in|"
    r"sign\s(?:in|up)|subscribe(?:\snow)?|continue\sreading|load\smore|show\smore|back\sto\stop|toggle\snavigation|"
    r"accept(?:\sall)?(?:\scookies)?|reject\sall|cookie\s(?:settings|policy|preferences)|download\s(?:pdf|citation|article)|"
    r"(?:views?|downloads?|reads?|shares?|article\sviews):?\s[\d,.]{1,12}k?|[\d,.]{1,12}k?\s(?:views?|downloads?|reads?|shares?|likes?)|"
    r"\d{1,3}\smin(?:ute)?s?\sread|all\srights\sreserved\.?|view\spublication\sstats|(?:teilen|drucken|anzeige|partager|imprimer|"
    r"publicidad|compartir|publicidade|compartilhar|pubblicità|condividi|advertentie|delen)|"
    r"(?:we\suse\scookies|this\s(?:web)?site\suses\scookies|by\s(?:continuing|using)\b.{0,60}\bcookies|"
    r"(?:this\scontent\s)?downloaded\sfrom\s|downloaded\sby\s|see\sdiscussions,\sstats|electronic\scopy\savailable\sat|"
    r"all\suse\ssubject\sto\s|authorized\slicensed\suse\slimited|view\sthe\sarticle\sonline).{0,160})",
    re.IGNORECASE,
)
_YAML = re.compile(r"[\w-]{1,40}:(?:\s|$)|\s|-\s|#")
_LONGEST_FRONT = 100
_TAG_ALONE = re.compile(
    r"</?(?:ol|ul|div|section|article|p|br|hr|aside|body|html)\b[^<>]{0,100}>|:{3,9}.{0,100}", re.IGNORECASE
)
_MOST_HEAD_WORDS = 12
_LONGEST_HEAD = 120
_LONGEST_SITE = 200
_MANY = 3
"""A short line that stands alone this often is a running head; twice may be a title and its repetition."""

_EDGE = 2
"""A running head is among the first or last two lines of its page."""

_FEWEST_BETWEEN = 8
"""So many printed lines at least lie between two running heads; rows of a table follow each other."""


def find_furniture(lines: Sequence[Line]) -> frozenset[int]:
    """Starts of the lines that are running heads, page numbers, rules, or a web page's buttons."""
    surely = set(_sure(lines))
    others = (*_beside_spaced(lines), *_interrupting(lines, surely), *_recurring(lines), *_rising(lines))
    front = (line.start for line in front_matter(lines))
    found = surely.union(others, _at_edges(lines), _in_capitals(lines), _of_sites(lines), front)
    return frozenset(found.difference(_numbers_of_entries(lines)))


def front_matter(lines: Sequence[Line]) -> Sequence[Line]:
    """The lines of YAML at the beginning of a Markdown text, between two lines of three hyphens."""
    if not lines or lines[0].text.strip() != "---":
        return ()
    block = lines[1:_LONGEST_FRONT]
    end = next((at for at, line in enumerate(block) if line.text.strip() in {"---", "..."}), None)
    shaped = end is not None and all(_YAML.match(line.text) for line in block[:end])
    return block[:end] if shaped else ()


def is_page_number(text: str) -> bool:
    """Whether the line holds a page number and nothing else."""
    return len(text) < _LONGEST_HEAD and bool(_PAGE_NUMBER.fullmatch(" ".join(text.split())))


def is_rule(text: str) -> bool:
    """Whether the line is drawn, not written: "-----", "* * *", or a tag of HTML or fence of Pandoc alone."""
    signs = text[:_LONGEST_HEAD].strip()
    if _TAG_ALONE.fullmatch(signs):
        return True
    return _RULE_SIGNS.issuperset(signs) and len(signs.replace(" ", "")) >= _MANY


def is_site_furniture(text: str) -> bool:
    """Whether the line is a button, a cookie notice or a count of downloads, as web pages print them."""
    return len(text) <= _LONGEST_SITE and bool(_SITE.fullmatch(" ".join(text.split())))


def _sure(lines: Sequence[Line]) -> Iterator[int]:
    """Page numbers, letter-spaced lines that are no headings, and rules; a year may end a wrapped line."""
    for before, line in zip([None, *lines], lines, strict=False):
        wrapped = (
            before and not line.gap_above and _YEAR_ALONE.fullmatch(line.text) and _LINE_OPEN.search(before.text[-30:])
        )
        numbered = is_page_number(line.text) or (line.stands_alone and _ROMAN.fullmatch(line.text.strip()[:20]))
        spaced = is_letter_spaced(line.text) and not is_any_heading(line.text)
        if (numbered and not wrapped) or spaced or is_rule(line.text):
            yield line.start


def _numbers_of_entries(lines: Sequence[Line]) -> set[int]:
    """Starts of the lines 1, 2, 3 … below a heading of notes or of a list, each of which has its text below it."""
    found: list[int] = []
    numbers: set[int] = set()
    headed = False
    if not any(line.text.strip() == "1" for line in lines):
        return numbers
    for line in [*lines, None]:
        if line is None or is_any_heading(line.text):
            numbers.update(found if len(found) > 1 else ())
            headed, found = True, []
        elif headed and line.text.strip() == str(len(found) + 1):
            found.append(line.start)
    return numbers


def _of_sites(lines: Sequence[Line]) -> Iterator[int]:
    """A site's lines where they stand apart from text, or beside another of them."""
    shaped = [is_site_furniture(line.text) for line in lines]
    for at, line in enumerate(lines):
        beside = any(shaped[max(0, at - 1) : at] + shaped[at + 1 : at + 2])
        if shaped[at] and (line.gap_above or line.gap_below or beside):
            yield line.start


def _beside_spaced(lines: Sequence[Line]) -> Iterator[int]:
    """Short lines alone next to a letter-spaced line: the other half of the running head."""
    for one, other in pairwise(lines):
        for line, near in ((one, other), (other, one)):
            spaced = is_letter_spaced(near.text) and not is_any_heading(near.text)
            if spaced and line.stands_alone and _is_head(line.text):
                yield line.start


def _interrupting(lines: Sequence[Line], surely: set[int]) -> Iterator[int]:
    """A head with its page number ("Newsrooms and Their Archives   3") that stands alone within a sentence."""
    running = [line for line in lines if line.start not in surely]
    for before, line, after in zip(running, running[1:], running[2:], strict=False):
        shaped = line.stands_alone and _is_head(line.text) and _page_beside(line.text) is not None
        if shaped and _SENTENCE_OPEN.search(before.text[-40:]) and _SENTENCE_GOES_ON.match(after.text):
            yield line.start


def _recurring(lines: Iterable[Line]) -> Iterator[int]:
    """Short lines that stand alone three times or more, page numbers aside; headings and numbers of lists are none."""
    alone = [line for line in lines if line.stands_alone and _is_head(line.text) and not _may_recur(line.text)]
    counts = Counter(_masked(line.text) for line in alone)
    return (line.start for line in alone if counts[_masked(line.text)] >= _MANY)


def _rising(lines: Sequence[Line]) -> Iterator[int]:
    """Heads that touch the text, known by one wording and page numbers that rise: "Street Life        12"."""
    groups: dict[str, list[tuple[int, int]]] = {}
    for at, line in enumerate(lines):
        page = _page_beside(line.text) if _is_head(line.text) else None
        if page is not None and not _may_recur(line.text):
            groups.setdefault(_masked(line.text), []).append((at, page))
    for group in groups.values():
        apart = all(
            other[0] - one[0] >= _FEWEST_BETWEEN and 0 < other[1] - one[1] <= _MANY for one, other in pairwise(group)
        )
        if len(group) >= _MANY and apart:
            yield from (lines[at].start for at, _ in group)


def _at_edges(lines: Sequence[Line]) -> Iterator[int]:
    """Lines at the heads or feet of two pages or more, page numbers aside, where form feeds part the pages."""
    edges = [line for page in _pages(lines) for line in (*page[:_EDGE], *page[-_EDGE:])]
    heads = {line.start: line for line in edges if len(line.text) < _LONGEST_HEAD and not _may_recur(line.text)}
    pages: dict[str, set[int]] = {}
    for line in heads.values():
        pages.setdefault(_masked(line.text), set()).add(line.page)
    return (start for start, line in heads.items() if len(pages[_masked(line.text)]) > 1)


def _in_capitals(lines: Sequence[Line]) -> Iterator[int]:
    """Lines in capitals that stand apart at the heads of two pages or more: author left, title right."""
    heads = [page[0] for page in _pages(lines)[1:]]
    found = [line for line in heads if line.text.isupper() and line.gap_below and _is_head(line.text)]
    found = [line for line in found if not _may_recur(line.text) and not leads_away(line.text)]
    return (line.start for line in found if len(found) > 1)


def _pages(lines: Sequence[Line]) -> list[list[Line]]:
    pages: dict[int, list[Line]] = {}
    for line in lines:
        pages.setdefault(line.page, []).append(line)
    return list(pages.values()) if len(pages) > 1 else []


def _page_beside(text: str) -> int | None:
    """The page number that stands at one end of a head, well apart from its words."""
    parts = [part for part in _WIDE_GAP.split(text.strip()) if part]
    ends = [part for part in (parts[:1] + parts[-1:]) if part.isdecimal() and len(part) <= 4]
    return int(ends[0]) if len(parts) > 1 and len(ends) == 1 else None


def _may_recur(text: str) -> bool:
    """Whether the line is of a kind that a text may well repeat: a heading over each chapter's notes, an address."""
    return bool(_LISTED.match(text)) or "://" in text or is_any_heading(text)


def _is_head(text: str) -> bool:
    return len(text) < _LONGEST_HEAD and len(text.split()) <= _MOST_HEAD_WORDS and text.rstrip()[-1] not in ".,;:"


def _masked(text: str) -> str:
    return _PAGE.sub("#", " ".join(text.split()))
