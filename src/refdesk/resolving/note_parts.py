"""The sources of a note, one by one.

In: a text and a note in it. Out: its parts, each with the words that lead to it cut off before ("See also") and the
author's comment cut off after it. A part need not be a source: a mere comment is one part.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from refdesk.model.citation import Note
from refdesk.parsing.references import describes_work
from refdesk.reading.likeness import begins_like_reference, prose_words
from refdesk.reading.notes import words_start
from refdesk.resolving.note_forms import is_short_form, same_author
from refdesk.resolving.note_words import plain, without_back_link

_LONGEST_NOTE = 20_000
"""Characters read of one note; the longest discursive notes of law reviews have a tenth of that."""

_MOST_PARTS = 100
_MOST_SENTENCES = 12
_LONGEST_PART = 2_000

_SEE = (
    r"(?:but\s|and\s|so\s|or\s)?see(?:\s(?:also|especially|esp\.|in\sparticular|further|generally|again|too))?(?:,?\s(?:e\.g\.|inter\salia),?"
    r"|,?\sfor\s(?:example|instance),?|,\s(?:for|on)\s[^.,;“”\"*_()]{1,60},)?|(?:but\s)?cf\b\.?(?:\salso)?|compare|contrast|for\s(?:example|instance),?|e\.g\.,?|accord|contra|"
    r"(?:s\.|siehe|vgl\.|vergleiche)(?:\s(?:auch|dazu|hierzu|etwa|z\.\s?B\.|u\.\s?a\.|a\.|ferner))*|dazu(?:\sauch)?|hierzu|so\setwa|"
    r"voir(?:\s(?:aussi|notamment|par\sexemple))?|v\.\s(?=[A-Z])|véase(?:\s(?:también|además))?|cfr\.|cf\.\stambém|ver(?:\s(?:também|también))?|"
    r"si\sveda(?:\sanche)?|vedi(?:\sanche)?|zie(?:\sook)?|vgl\.\sook"
)
_QUOTING = (
    r"(?:as\s)?(?:quoted|cited|reported|quotation|quote)\s(?:in|by|from)|qtd\.\sin|quoting|citing|zit(?:iert|\.)\s(?:nach|in|bei)|"
    r"cité\s(?:dans|par|in)|citado\s(?:en|por|em)|cit(?:ato)?\.?\sin|aangehaald\sin|geciteerd\sin|apud"
)
_TOPIC = r"(?:for|on|zu|zur|zum|sur|pour|sobre|para|su|per|over|voor)\s[^.;“”\"*_()]{1,90}?,?\s"
_LEAD = re.compile(rf"(?P<lead>(?:(?:{_TOPIC})?(?:{_SEE}),?:?\s|(?:{_QUOTING}):?\s){{1,3}})", re.IGNORECASE)
_QUOTED = re.compile(_QUOTING, re.IGNORECASE)

# The classic statement is Jane Jacobs, *The Death …*
_PROSE_LEAD = re.compile(
    r"(?:[Tt]he|[Tt]his|These|That|[Ii]ts|[Hh]is|[Hh]er|[Tt]heir|[Aa]nother|A|An|Quoted?|Quotations?|Translations?|Figures?|Data|Based|All|Much|One|Among|Here|My|I|We|As|It|"
    r"Die|Das|Der|Le|La|Les|El|Los|Il)\b[^.;“”\"*_()]{1,160}?\b(?:is|are|was|were|remains?|include|including|from|by|in|on|of|to|bei|von|"
    r"est|sont|de|par|dans|es|son|por|en|è|di)\s(?=(?:[^\W\d_a-z][\w.’'-]{0,30}\s){1,4}[^\W\d_a-z][\w’'-]{1,30}(?:,\seds?\.)?,\s[*_“\"«„‘\w])"
)

# “…,” 101; see also X · *The Footnote*, 233. See also X · “…,” 101, quoted in X · (1961), 35, and Whyte, *Life*
_JOINT = re.compile(
    r";\s{1,9}(?=\S)|"
    rf"(?<=[.”\"’)>*_])\s{{1,9}}(?=(?i:{_SEE})[\s,]|(?:For|On|Zu[mr]?|Sur|Sobre|Su)\s)|"
    rf"[,:—–]\s{{1,9}}(?=(?:{_SEE})\s)|"
    rf"[,.]?\s{{1,9}}\(?(?=(?i:{_QUOTING})\s)|"
    r"(?<=[)\d”\"*_]),?\s{1,9}(?:and|as\swell\sas|und|et|y|e|en)\s{1,9}(?=[^\W\d_a-z“\"*_])"
)
_BLANK_LINE = re.compile(r"\r?\n[ \t]{0,80}\r?\n")
_SENTENCE = re.compile(r"(?<=[.”\")>])\s{1,9}(?=[^\W\d_a-z]|[“\"])")
_FINISHED = re.compile(r"(?:\d[a-z]?|ff|\)|>|/|n\.d)[.”\"]{0,2}$|https?://\S{1,300}$")
_AFTERTHOUGHT = re.compile(
    r",?\s{1,9}\((?=(?:emphasis|italics|my\s|translation|author[’']s|describing|arguing|noting|discussing|explaining|finding|"
    r"holding|stating|showing|suggesting|concluding|hereafter|hereinafter|Hervorhebung|je\ssouligne|cursivas)\b)|"
    r"[,;—–]\s{1,9}(?=(?:who|which|where|whose|arguing|noting|describing|discussing|for\s(?:an?|the|more)|on\sthe|although|though|but)\s)|"
    r"\s{1,3}[—–]\s{1,3}(?=[a-z])"
)

# What a description without quotation marks or italics has in print:
# (New York: Random House, 1961) · Neuwied 1962, S. 45 · 4 HARV. L. REV. 193 (1890) · (1991) at its end · Berlin 1984.
# (2nd edn, OUP 2006) 146
_PRINTED = re.compile(
    r"\([^()]{0,80}[^\W\d_a-z][^()]{1,80},\s(?:1[4-9]|20)\d\d\)|"
    r"\b(?:1[4-9]|20)\d\d\)?(?:\s\[(?:1[4-9]|20)\d\d\])?,\s(?:hier\s|esp\.\s|insb\.\s)?(?:pp?\.|S\.|fol\.|ff?\.|blz\.|págs?\.)\s?\d|"
    r"\b\d{1,4}\s[A-Z][\w.&’' ]{1,40}\s\d{1,5}(?:,\s\d{1,5})?\s\((?:[^()]{0,30}\s)?(?:1[4-9]|20)\d\d\)|"
    r"\([^()]{0,60}[^\W\d_a-z][^()]{1,60}\s(?:1[4-9]|20)\d\d\)(?:\s\d{1,4}(?:[–-]\d{1,4})?)?\.?$|"
    r",\s[^\W\d_a-z][\w’'. -]{1,40},\s(?:1[4-9]|20)\d\d\.?$|"
    r"\((?:1[4-9]|20)\d\d\)(?:\s?\.?$|[.,]\s(?:at\s|pp?\.\s?)?\d)|[^\W\d_a-z]\w{1,30}\s(?:1[4-9]|20)\d\d(?:\.?$|,\s\d{1,4}\.?$)"
)
# Donoghue v Stevenson [1932] AC 562 · Rylands v Fletcher (1868) LR 3 HL 330 · Roe v. Wade, 410 U.S. 113
_CASE = re.compile(
    r"[*_]?[^\W\d_a-z][^“”\"\[\]\d;]{1,120}?\sv\.?\s[^\W\d_a-z][^“”\"\[\]\d;]{1,120}?[*_]?,?\s"
    r"(?:[\[(](?:1[4-9]|20)\d\d[\])]\s(?:\d{1,3}\s)?[A-Z][A-Za-z.&]{0,12}\s(?:[A-Z\d][\w.]{0,8}\s){0,3}\d{1,5}\b|"
    r"\d{1,4}\s[A-Z][\w. ]{0,20}\s\d{1,5}\b)"
)
# Bundesverfassungsgericht, Urteil vom 28. Februar 1961, BVerfGE 12, 205 · Clean Air Act of 1970, Pub. L. No. 91-604
_RULING = re.compile(
    r"[A-Z][\w’' ()]{3,80}\sAct\s(?:of\s)?(?:1[4-9]|20)\d\d(?:\.?$|,\s(?:ss?|sec|sch|pt|ch|art)\b\.?\s?\d)|"
    r"[^\W\d_a-z][^“”\";()]{1,100}?,\s(?:(?:Urteil|Urt\.|Beschluss|Beschl\.)\sv(?:om|\.)\s\d|"
    r"Pub(?:lic|\.)\s(?:L\.|Law)\s(?:No\.\s)?\d|\d{1,4}\s(?:Stat\.|U\.\s?S\.\s?C\.|C\.\s?F\.\s?R\.)\s)"
)
_NO_WORK = re.compile(
    r"\b(?:Professor|Lecturer|Department|Fellow|Associate|Candidate|Director|I am|Thanks?|E-?mail)\b|\S@\S",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Part:
    """One source of a note: its words without what leads to it, and where they begin in the text."""

    start: int
    words: str
    lead: str | None
    note: str

    @property
    def plain(self) -> str:
        """The words in one line, without markup but italics."""
        return plain(self.words)

    @property
    def is_quoted_in(self) -> bool:
        """Whether the words before say that another quotes or cites from it."""
        return bool(self.lead and _QUOTED.search(self.lead))


def describes(words: str) -> bool:
    """Whether a part of a note, in one line, describes a work in full: by marked title, address or imprint."""
    if describes_work(words) or _CASE.match(words) or _RULING.match(words):
        return True
    printed = _PRINTED.search(words)
    if printed is None or not begins_like_reference(words):
        return False
    head = words[: printed.end()]
    return ("," in head or ":" in head) and prose_words(head) <= 1 and not _NO_WORK.search(head)


def note_parts(text: str, note: Note) -> Iterator[Part]:
    """The sources of a note, cut where a new one begins; a semicolon within one description stays."""
    at = words_start(text, note)
    end = min(note.end, at + _LONGEST_NOTE)
    joints = list(islice(_JOINT.finditer(text, at, end), _MOST_PARTS))
    ends = [*(joint.start() for joint in joints[1:]), end]
    for joint, following in zip(joints, ends, strict=False):
        before, after = text[at : joint.start()], text[joint.end() : following]
        if _is_source(after) and (_leads(text, at, joint.start(), after) or _is_source(before)):
            yield _part(before, at, note.label)
            at = joint.end()
    yield _part(text[at:end], at, note.label)


def _leads(text: str, at: int, joint: int, after: str) -> bool:
    """Whether words that lead to a source stand after the joint, and not around it ("For an overview, see")."""
    around = _LEAD.match(text, at + _blanks(text[at:joint]))
    return bool(_LEAD.match(after)) and not (around and around.end() > joint)


def _blanks(words: str) -> int:
    return len(words) - len(words.lstrip())


def _part(words: str, start: int, label: str) -> Part:
    lead = _LEAD.match(words.lstrip())
    offset = _blanks(words) + (lead.end() if lead else 0)
    prose = _PROSE_LEAD.match(words, offset)
    if prose and _is_source(words[prose.end() :]):
        offset = prose.end()
    bare = _without_comment(without_back_link(words[offset:]))
    return Part(start + offset, bare, " ".join(lead["lead"].split()).strip(" ,:") if lead else None, label)


def _without_comment(words: str) -> str:
    """A source without the author's comment: the next paragraph, the next sentence, a clause or a bracket about it."""
    first = _BLANK_LINE.split(words, maxsplit=1)[0]
    bare = first if first != words and _is_source(first) else words
    for sentence in islice(_SENTENCE.finditer(bare, 0, _LONGEST_PART), _MOST_SENTENCES):
        before, after = bare[: sentence.start()], bare[sentence.end() :]
        if _FINISHED.search(before) and prose_words(after) > 1 and _is_source(before) and not _is_source(after):
            bare = before
            break
    thought = next(
        (m for m in islice(_AFTERTHOUGHT.finditer(bare), _MOST_SENTENCES) if _is_source(bare[: m.start()])), None
    )
    return bare[: thought.start()].rstrip(" ,;") if thought else bare


def _is_source(words: str) -> bool:
    """Whether the words, after what leads to it, describe a work or have the form of a short cite."""
    lead = _LEAD.match(words.lstrip())
    after = words.lstrip()[lead.end() if lead else 0 :][:_LONGEST_PART]
    prose = _PROSE_LEAD.match(after)
    bare = plain(after[prose.end() if prose else 0 :])
    return is_short_form(bare) or same_author(bare) is not None or describes(bare)
