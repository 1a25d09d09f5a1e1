"""How does a title read in sentence case? An English title as its source capitalised it → as CSL wants to be given it.

In: a title in CSL's inline markup, and what the library's other titles show of its words. Out: the title with those
words in small letters of which it is sure that no name is among them, or the very same title. Sure means: English, and
capitalised throughout; a word that dictionaries know in small letters alone; no part of a name of several words
("World Health Organization", "South Africa", "Cold War"). What a person protected with braces, figures, inner capitals,
quotations, and the first word, also behind a colon, stay. A word too few in small letters is a blemish; "china", where
China is meant, is an error: doubt leaves a word as it is.
"""

import functools
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from refdesk.formats.common_words import common_words
from refdesk.formats.rich_text import plain_of

_PIECE = re.compile(
    r"<span class=\"nocase\">.*?</span>|<[^<>]{1,60}>"
    r"|‘(?:[^“”«»‘’]|’(?=\w)){0,300}’(?!\w)"
    r"|[“«‘\"(\[][^“”«»\"()\[\]]{0,300}[”»\")\]]|[^<“«‘\"(\[]+|.",
    re.DOTALL,
)
_WORD = re.compile(r"[^\W_]+(?:['’][^\W\d_]+)*")
# Behind these a new sentence begins, or a title inside the title.
_STOP = re.compile(r"[:.?!…—–|/•]|\s-\s|[“«\"(\[]")
_FEWEST = 0.8
_ENGLISH_WORDS = "to from by on in an a how what why is are after against between into its off over their"
_FOREIGN_WORDS = """
    der das und des dem den ein eine zur zum im von für la le les du et aux sur dans el los las y del una por para il lo
    gli della dello di che een het van op ook och att en det av i w z na do o do da dos em no não
"""
_SMALL_WORDS = """
    a an the and but for nor or so yet as at by down from in into of off on onto out over past per than till to up upon
    via with about above across after against along amid among around before behind below beneath beside between beyond
    despite during inside near outside since through throughout toward towards under underneath until versus vs within
    without its their his her our your my is are was were be been not it if that this these those which who whom whose
    when where while why how what
"""
SMALL = frozenset(_SMALL_WORDS.split())
_ENGLISH = frozenset(_ENGLISH_WORDS.split())
_FOREIGN = frozenset(_FOREIGN_WORDS.split()) - SMALL
# Words that end a name of several words, if one that begins it stands before them.
_HEADS_OF_NAMES = """
    academy accord accords act agency agreement alliance army assembly association authority bank basin bay board
    brigade bureau cabinet canal cape catalogue cathedral channel charter church city clinic club coast code college
    commission committee commonwealth community company confederation conference congress constitution convention
    corporation corps council county court covenant crescent cross cup declaration delta department desert district
    division doctrine dynasty emirates empire era estate exchange federation festival force forces forest forum
    foundation front fund gallery garden glacier government gulf hall hemisphere hill hills hospital house icecap
    index initiative institute institution island islands isle isles journal kingdom laboratory lake law laws league
    library line market ministry mission monarchy monastery mosque mountain mountains movement museum nation nations
    navy network ocean office order organisation organization pact palace park parliament party peninsula plain plan
    plateau pole police policy post press prize program programme project province railway range rebellion reef
    reform region registry report republic review revolution ridge river road rock route school sea senate service
    society square stage standard state states station strait straits street strip study survey system temple
    territories territory theater theatre times tower treaty tribe tribunal trust union university valley village
    wall war wars zone
"""
# Words that begin one.
_BEGINNERS_OF_NAMES = """
    african allied american arab armed asian atlantic bill black british central civil cold communist democratic
    east eastern european federal first global grand great greater green high holy imperial indian inner
    international islamic latin least liberal lower national near new north northeast northern northwest old
    orthodox outer pacific people's peoples popular red republican royal sacred second secret security sixth
    socialist south southeast southern southwest soviet special state supreme third twin united upper user veterans
    west western white workers' world yellow
"""
_HEADS, _BEGINNERS = frozenset(_HEADS_OF_NAMES.split()), frozenset(_BEGINNERS_OF_NAMES.split())
# Words before a name that belong to it.
_BEFORE_A_NAME = """
    ancient baron bishop boko cape captain cardinal central chief colonel count dame de deep doctor east eastern el
    emperor empress fort general governor great greater high imam inner justice king lady lake latin little lord
    lower mahatma major maulana middle mount near new north northeast northern northwest outer pope port premier
    president prince princess queen rabbi river roman saint san santa shah sheikh sir south southeast southern
    southwest sultan ultra upper von west western younger
"""
_BEFORE_NAMES = frozenset(_BEFORE_A_NAME.split())
_FIXED_NAMES = """
    age of enlightenment; agent orange; arab spring; axis of evil; berlin wall; big apple; big bang; bill of
    rights; black death; black lives matter; black panther; black sea; bloody sunday; boxer rebellion; bronze
    age; capitol hill; central park; christmas day; civil rights act; civil war; cold war; common era; common
    market; crescent moon; cultural revolution; dark ages; dead sea; declaration of independence; downing
    street; early modern; eastern front; fall of rome; far east; far north; far west; federally administered
    tribal areas; fertile crescent; first lady; first nations; first world; founding fathers; fourth estate;
    free state; french revolution; global north; global south; good friday; great depression; great game; great
    lakes; great leap; great war; green party; green revolution; ground zero; gulf war; high court; holy land;
    holy see; house of commons; house of lords; house of representatives; industrial revolution; iron age; iron
    curtain; ivory coast; ivy league; labor party; labour party; long march; lord of the rings; middle ages;
    middle east; middle eastern; modern era; mother earth; near east; near eastern; new deal; new left; new
    right; new testament; new wave; new world; new year; non aligned movement; old testament; old world; open
    university; parliament house; peace corps; pearl harbor; promised land; red army; red cross; red sea; rust
    belt; sea of galilee; second world; secretary general; security council; semantic web; six day war; soviet
    union; special relativity; star wars; stock exchange; stone age; supreme court; third reich; third way;
    third world; times square; united kingdom; united nations; united states; vatican city; wall street; war on
    terror; west bank; white house; wild west; world bank; world cup; world health organization; world heritage;
    world trade organization; world war; world wide web; yellow river; yellow sea
"""
_FIXED = frozenset(tuple(name.split()) for name in _FIXED_NAMES.replace("\n", " ").split(";"))
_LONGEST_FIXED = max(map(len, _FIXED))
_MOST_SIGNS = 2_000


@dataclass(frozen=True, slots=True)
class Evidence:
    """What other titles show: words that stand capitalised in the midst of titles in sentence case, and words that
    stand there in small letters.
    """

    capitals: frozenset[str] = frozenset()
    small: frozenset[str] = frozenset()


NO_EVIDENCE = Evidence()


class Word(NamedTuple):
    """A word of a title: where it stands, and whether its case may change at all."""

    text: str
    start: int
    is_open: bool

    @property
    def bare(self) -> str:
        """The word in small letters, without what the possessive adds."""
        lower = self.text.lower().replace("’", "'")
        return lower.removesuffix("'s") if lower.endswith("'s") else lower

    @property
    def is_small(self) -> bool:
        """Whether it begins with a small letter."""
        return self.text[:1].islower()


def sentence_case(title: str, evidence: Evidence = NO_EVIDENCE, *, is_english: bool | None = None) -> str:
    """The title in sentence case, or as it is. `is_english` is None where nothing tells its language but its words."""
    if len(title) > _MOST_SIGNS or is_english is False:
        return title
    words = list(words_of(title))
    lowered = [_goes_down(words, place, evidence) for place in range(len(words))]
    if not _is_capitalised_throughout(words, lowered) or not (is_english or _looks_english(words, lowered)):
        return title
    kept = _kept_names(words, lowered)
    places = [word.start for place, word in enumerate(words) if lowered[place] and place not in kept and word.is_open]
    return _with_small(title, places)


def evidence_of(titles: Iterable[str]) -> Evidence:
    """What a library's own titles show; only those in sentence case do."""
    shown = [shown_words(title) for title in titles]
    capitals = frozenset(word for each in shown for word in each.capitals)
    return Evidence(capitals, frozenset(word for each in shown for word in each.small) - capitals)


def shown_words(title: str) -> Evidence:
    """What one title shows: nothing where it is capitalised throughout."""
    words = [word for word in words_of(title[:_MOST_SIGNS]) if word.is_open and word.text[1:].islower()]
    content = [word for word in words if word.bare not in SMALL]
    if sum(word.is_small for word in content) * 3 < len(content) * 2:
        return NO_EVIDENCE
    parts = _common_parts_of_names(words)
    capitals = frozenset(word.bare for word in content if not word.is_small and word not in parts)
    return Evidence(capitals, frozenset(word.bare for word in content if word.is_small) - capitals)


def _common_parts_of_names(words: Sequence[Word]) -> set[Word]:
    """The common words in names of several, which name nothing alone: "Support" in "Analytical Support Team"."""
    beside = ((word, other) for pair in itertools.pairwise(words) for word, other in (pair, pair[::-1]))
    return {word for word, other in beside if not other.is_small and word.bare in common_words()}


def words_of(title: str) -> Iterator[Word]:
    """The words that can be told apart; in quotation marks, brackets and protection none may change."""
    is_first = True
    for piece in _PIECE.finditer(title):
        if piece[0].startswith("<span class"):
            yield Word(plain_of(piece[0]), piece.start(), is_open=False)
            is_first = False
        elif not piece[0].startswith("<"):
            is_free = piece[0][:1] not in '“«‘"(['
            end = 0
            for match in _WORD.finditer(piece[0]):
                is_first = is_first or _STOP.search(piece[0], end, match.start()) is not None
                yield Word(match[0], piece.start() + match.start(), is_open=is_free and not is_first)
                is_first, end = False, match.end()
            is_first = is_first or _STOP.search(piece[0], end) is not None


def _goes_down(words: Sequence[Word], place: int, evidence: Evidence) -> bool:
    """Whether the word alone is known to be no name."""
    word = words[place]
    if not word.text[0].isupper() or not (word.text[1:].islower() or word.text in {"A", "An"}):
        return False
    if word.text == "A":  # a letter at the end is a name: Vitamin A
        return place + 1 < len(words) and words[place + 1].is_open
    if word.bare in SMALL:
        return True
    return word.bare not in evidence.capitals and (word.bare in common_words() or word.bare in evidence.small)


def _is_capitalised_throughout(words: Sequence[Word], lowered: Sequence[bool]) -> bool:
    """Whether common words bear capitals as a rule: four of five of those that are more than particles."""
    content = [place for place, word in enumerate(words) if word.is_open and word.bare not in SMALL]
    large = sum(lowered[place] for place in content)
    small = sum(words[place].text.islower() for place in content)
    return large > 0 and large >= _FEWEST * (large + small)


def _looks_english(words: Sequence[Word], lowered: Sequence[bool]) -> bool:
    """Whether the title's particles, or else nearly all its words, are English."""
    said = {word.bare for word in words}
    content = [place for place, word in enumerate(words) if word.bare not in SMALL]
    known = sum(lowered[place] or words[place].bare in common_words() for place in content)
    foreign = bool(said & _FOREIGN)
    particles = len(said & {"the", "of", "and", "for", "with"})
    if particles > 1 and not foreign:
        return True
    if particles:
        return known * (2 if foreign else 3) >= len(content)
    if foreign:
        return False
    has_sign = bool(said & _ENGLISH) or any(word.text.endswith(("'s", "’s")) for word in words)
    return known * 5 >= len(content) * 2 if has_sign else known * 3 >= len(content) * 2


def _kept_names(words: Sequence[Word], lowered: Sequence[bool]) -> set[int]:
    """The places of common words that are, or may be, parts of a name of several words."""
    kept = {place for start, end in _fixed_names(words) for place in range(start, end)}
    for place in range(len(words) - 1, -1, -1):
        word = words[place]
        if word.bare in _BEFORE_NAMES and place + 1 < len(words) and _is_name(words, place + 1, lowered, kept):
            kept.add(place)
    for place, word in enumerate(words):
        if word.bare in _HEADS and lowered[place]:
            kept |= _with_beginner(words, place, lowered, kept)
            kept |= _of_a_name(words, place, lowered, kept)
    return kept


def _is_name(words: Sequence[Word], place: int, lowered: Sequence[bool], kept: set[int]) -> bool:
    """Whether a word bears a capital of its own."""
    return words[place].text[0].isupper() and (place in kept or not lowered[place])


def _fixed_names(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    bare = [word.bare for word in words]
    for start in range(len(bare)):
        for end in range(start + 2, min(start + _LONGEST_FIXED, len(bare)) + 1):
            if tuple(bare[start:end]) in _FIXED and not words[end - 1].is_small:
                yield start, end


def _with_beginner(words: Sequence[Word], head: int, lowered: Sequence[bool], kept: set[int]) -> set[int]:
    """The run of capitalised words up to a head, from its first word on that is a name or begins one."""
    run = head
    while run > 0 and words[run - 1].text[0].isupper() and words[run - 1].bare not in SMALL and words[run].is_open:
        run -= 1
    begins = (at for at in range(run, head) if words[at].bare in _BEGINNERS or _is_name(words, at, lowered, kept))
    first = next(begins, head)
    return set(range(first, head + 1)) if first < head else set()


def _of_a_name(words: Sequence[Word], head: int, lowered: Sequence[bool], kept: set[int]) -> set[int]:
    """The head itself where "of" and a name follow: University of Lahore, Ministry of Foreign Affairs."""
    if head + 2 >= len(words) or words[head + 1].bare != "of":
        return set()
    behind = head + 3 if words[head + 2].bare == "the" and head + 3 < len(words) else head + 2
    return {head} if _is_name(words, behind, lowered, kept) else set()


def _with_small(title: str, places: Sequence[int]) -> str:
    letters = list(title)
    for place in places:
        letters[place] = letters[place].lower()
    return "".join(letters)


@functools.lru_cache(maxsize=4_096)
def is_english_code(language: str) -> bool | None:
    """Whether a language's code is one of English; None for no code."""
    return language.lower().startswith("en") if language else None
