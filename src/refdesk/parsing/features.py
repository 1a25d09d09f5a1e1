"""What the labeller sees of each token.

In: the tokens of one reference. Out: for each token the names of its features, as bytes (what the tagger takes
without turning them over once more). A feature is what holds of the token itself (its word, shape, affixes, class,
marks), of its neighbours, of the phrase in which it stands, and of the whole string (quotes, style of initials, place
of the year).

What depends on a word alone is worked out once and kept, since words come again and again.
"""

import re
from collections.abc import Sequence
from functools import lru_cache
from itertools import accumulate

from refdesk.parsing.own_data import own_data
from refdesk.parsing.tokens import Token

_YEAR = re.compile(r"(?:1[4-9]|20)\d\d")
_YEAR_AND_MORE = re.compile(r"(?:1[4-9]|20)\d\d(?:[a-z]|[-–—/](?:\d{2}|\d{4}|[a-z]))")
_RANGE = re.compile(r"([A-Za-z]{0,3})(\d{1,7})[-‐‑–—−]{1,2}([A-Za-z]{0,3})(\d{1,7})")
_ROMAN = re.compile(r"[IVXLC]{1,8}|[ivxlc]{2,8}")
_ORDINAL = re.compile(r"\d{1,3}(?:st|nd|rd|th|er|re|e|ème|ª|º|°)")
_ENDS = '.,;:?!)”"]'
_STRONG = ',;:?!)”"]'


@lru_cache(maxsize=1)
def _classes() -> dict[str, tuple[str, ...]]:
    """The classes of each word: those of keywords by meaning, those of the dictionaries (names, places) in capitals."""
    found: dict[str, list[str]] = {}
    keywords, names = (own_data(name).decode() for name in ("keywords.txt", "dictionaries.txt.xz"))
    for line in f"{keywords}\n{names}".splitlines():
        if line and not line.startswith("#"):
            name, _, words = line.partition(": ")
            for word in words.split():
                found.setdefault(word, []).append(name)
    return {word: tuple(dict.fromkeys(names)) for word, names in found.items()}


def _shape(word: str) -> str:
    """The kinds of letters, each run of three or more shortened: `Xxx` is a capital and small letters."""
    kinds = [_kind_of(letter) for letter in word[:24]]
    short = [kind for i, kind in enumerate(kinds) if kinds[i - 2 : i] != [kind, kind] or i < 2]
    return "".join(short)[:8]


def _kind_of(letter: str) -> str:
    if letter.isdigit():
        return "d"
    if letter.isupper():
        return "X"
    return "x" if letter.isalpha() else letter


@lru_cache(maxsize=60_000)
def kind_of(word: str, kind: str) -> str:
    """What a word is, in one of some forty kinds: a year, a range, digits by number, a keyword's class, a form."""
    if kind == "address":
        return "doi" if word.startswith("10.") or "doi.org/" in word else "url"
    if word[:1].isdigit() or word[-1:].isdigit():
        return _kind_of_number(word)
    if not any(map(str.isalpha, word)):
        return f"mark{word[:1]}"
    keyword = next((name for name in _classes_of(word) if name.islower()), "")
    return keyword or _kind_of_word(word)


def _classes_of(word: str) -> tuple[str, ...]:
    """The classes of a word. A single capital is an initial before it is anything else."""
    return () if len(word) == 1 and word.isupper() else _classes().get(word.casefold(), ())


def _kind_of_number(word: str) -> str:
    if _YEAR.fullmatch(word):
        return "year"
    if word.isdigit():
        return f"d{min(len(word), 6)}"
    if match := _RANGE.fullmatch(word):
        return "range" if len(match[4]) < len(match[2]) or int(match[4]) >= int(match[2]) else "fall"
    if _YEAR_AND_MORE.fullmatch(word):
        return "years"
    if _ORDINAL.fullmatch(word):
        return "ordinal"
    return "dd" if word.replace(".", "").isdigit() else "alnum"


def _kind_of_word(word: str) -> str:
    if word.isupper() and len(word) <= 3:
        return "roman" if _ROMAN.fullmatch(word) and len(word) > 1 else f"X{len(word)}"
    if word.isupper():
        return "CAPS"
    if word[0].islower():
        return "low" if len(word) > 3 else "low3"
    return "Cap" if word[1:].islower() else "Mixed" if word[0].isupper() else "other"


@lru_cache(maxsize=60_000)
def _of_word(word: str, kind: str, before: str, after: str) -> tuple[tuple[bytes, ...], ...]:
    """The features of a token by itself, and those that its neighbours at one, two and three steps see of it."""
    low = re.sub(r"\d", "0", word.casefold()) if len(word) < 40 else word[:8].casefold()
    sort = kind_of(word, kind)
    marks = f"{before[-2:]}_{after[:3]}"
    classes = _classes_of(word) if kind != "address" else ()
    own = [
        f"w={low}",
        f"s={_shape(word)}",
        f"k={sort}",
        f"m={marks}",
        f"k.m={sort}{marks}",
        f"s.m={_shape(word)}{marks}",
    ]
    own += [f"a={after}", f"b={before}", f"w.a={low}{after[:1]}", f"l={min(len(word), 12)}"]
    own += [f"c={name}" for name in classes] + [f"c.m={name}{marks}" for name in classes]
    own.append(f"C={'+'.join(name for name in classes if name.isupper())}{sort}")
    if kind == "word" and not word.isdigit():
        own += [f"p{n}={low[:n]}" for n in (1, 2, 3, 4) if len(low) > n]
        own += [f"e{n}={low[-n:]}" for n in (1, 2, 3, 4) if len(low) > n]
    near = [f"w={low}", f"k={sort}", f"k.m={sort}{marks}", f"s={_shape(word)}", f"m={marks}"]
    near += [f"c={name}" for name in classes]
    return (
        _encoded("", own),
        _encoded("-1", near),
        _encoded("+1", near),
        _encoded("-2", [near[0], near[2], *near[5:]]),
        _encoded("+2", [near[0], near[2], *near[5:]]),
        _encoded("-3", near[2:3]),
        _encoded("+3", near[2:3]),
    )


def _encoded(prefix: str, names: Sequence[str]) -> tuple[bytes, ...]:
    return tuple(f"{prefix}{name}".encode() for name in names)


def features_of(tokens: Sequence[Token]) -> list[list[bytes]]:
    """The features of each token of one string, in order."""
    sorts = [kind_of(token.word, token.kind) for token in tokens]
    words = [_of_word(token.word, token.kind, token.before, token.after) for token in tokens]
    phrases = _phrases(tokens, sorts)
    rows = [list(word[0]) for word in words]
    _add_neighbours(rows, words)
    _add_pairs(rows, tokens, sorts)
    style = _style(tokens, sorts)
    _add_phrases(rows, tokens, sorts, phrases, style)
    _add_places(rows, tokens, sorts, style)
    return rows


def _add_neighbours(rows: list[list[bytes]], words: Sequence[tuple[tuple[bytes, ...], ...]]) -> None:
    count = len(words)
    for i, row in enumerate(rows):
        row.extend(words[i - 1][1] if i else (b"-1^",))
        row.extend(words[i + 1][2] if i + 1 < count else (b"+1$",))
        if i > 1:
            row.extend(words[i - 2][3])
            row.extend(words[i - 3][5] if i > 2 else (b"-3^",))
        if i + 2 < count:
            row.extend(words[i + 2][4])
            row.extend(words[i + 3][6] if i + 3 < count else (b"+3$",))


def _add_pairs(rows: list[list[bytes]], tokens: Sequence[Token], sorts: Sequence[str]) -> None:
    """Pairs of neighbouring words, and the kinds and marks of three in a row."""
    count = len(tokens)
    short = [f"{t.before[-1:]}{s}{t.after[:2]}" for t, s in zip(tokens, sorts, strict=True)]
    lows = [token.word.lower()[:20] for token in tokens]
    for i, row in enumerate(rows):
        last, this = short[i - 1] if i else "^", short[i]
        following = short[i + 1] if i + 1 < count else "$"
        after_next = short[i + 2] if i + 2 < count else "$"
        row.append(f"t={last}|{this}|{following}".encode())
        row.append(f"u={this}|{following}|{after_next}".encode())
        row.append(f"v={short[i - 2] if i > 1 else '^'}|{last}|{this}".encode())
        row.append(f"x={last}|{following}".encode())
        row.append(f"y={lows[i - 1] if i else '^'}|{lows[i]}".encode())
        row.append(f"z={lows[i]}|{lows[i + 1] if i + 1 < count else '$'}".encode())


def _phrases(tokens: Sequence[Token], sorts: Sequence[str]) -> list[tuple[int, int]]:
    """The phrases, as first and last token: runs that end at a mark, at a change of italics or quotes, at a number."""
    found = []
    first = 0
    for i in range(len(tokens)):
        if i + 1 == len(tokens) or _parts(tokens[i], tokens[i + 1], sorts[i], sorts[i + 1]):
            found.append((first, i))
            first = i + 1
    return found


_NUMBERS = frozenset({"year", "years", "d1", "d2", "d3", "d4", "d5", "d6", "range", "fall", "dd"})


def _parts(token: Token, following: Token, sort: str, next_sort: str) -> bool:
    """Whether a phrase ends between two tokens. A stop behind an initial or a short abbreviation ends none."""
    if following.before or token.italic != following.italic or token.quoted != following.quoted:
        return True
    if (sort in _NUMBERS) != (next_sort in _NUMBERS):
        return True
    if any(mark in _STRONG for mark in token.after):
        return True
    return "." in token.after and not (len(token.word) <= 5 and following.word[:1].isupper() and token.after == ".")


def _style(tokens: Sequence[Token], sorts: Sequence[str]) -> str:
    """The habits of the whole string: quotes and italics, initials before or behind, and where the year stands."""
    quoted = "q" if any(token.quoted for token in tokens) else "n"
    italic = "i" if any(token.italic for token in tokens) else "n"
    year = next((i for i, sort in enumerate(sorts) if sort in {"year", "years"}), -1)
    place = "0" if year < 0 else "e" if year < len(tokens) / 2 and _ahead(tokens, year) else "l"
    bracketed = "(" if year >= 0 and "(" in tokens[year].before else ""
    return f"{quoted}{italic}{_initials(tokens, sorts)}{place}{bracketed}"


def _ahead(tokens: Sequence[Token], year: int) -> bool:
    """Whether four words or more follow the year, as a title does and a volume with its pages does not."""
    return sum(1 for token in tokens[year + 1 :] if len(token.word) > 3 and token.word.isalpha()) >= 4


def _initials(tokens: Sequence[Token], sorts: Sequence[str]) -> str:
    """How the first name is printed: `J. Smith` f, `Smith, J.` b, `Smith J` v, otherwise n."""
    start = 1 if len(sorts) > 2 and sorts[0] in _NUMBERS else 0
    head = sorts[start : start + 2]
    if head[:1] == ["X1"]:
        return "f"
    if len(head) > 1 and head[1] in {"X1", "X2", "X3"}:
        return "b" if "," in tokens[start].after else "v"
    return "n"


_TELLING = ("journal", "publisher", "university", "body", "proceedings", "PLACE", "editor", "genre", "access", "web")


def _add_phrases(
    rows: list[list[bytes]],
    tokens: Sequence[Token],
    sorts: Sequence[str],
    phrases: Sequence[tuple[int, int]],
    style: str,
) -> None:
    """What a token's phrase holds, how it begins and ends, and what stands before and behind it."""
    ends = [f"{tokens[last].after[:2]}{sorts[last + 1] if last + 1 < len(tokens) else '$'}" for _, last in phrases]
    heads = [_head_of(tokens[first], sorts[first]) for first, _ in phrases]
    forms = [_form_of(tokens[first : last + 1], sorts[first : last + 1]) for first, last in phrases]
    wordy = [0, *accumulate(form in _WORDY for form in forms)]
    for number, (first, last) in enumerate(phrases):
        before = f"{tokens[first - 1].after[:2]}{sorts[first - 1]}" if first else "^"
        beyond = ends[number + 1] if number + 1 < len(phrases) else "$"
        next_head = heads[number + 1] if number + 1 < len(phrases) else "$"
        length = min(last - first + 1, 9)
        held = _held(tokens, first, last)
        shared = [
            f"pe={ends[number]}",
            f"pb={before}",
            f"pbe={before}|{ends[number]}",
            f"pl={length}",
            f"ph={heads[number]}",
        ]
        shared += [
            f"pn={next_head}",
            f"pee={ends[number]}|{beyond}",
            f"p#={min(number, 9)}{style}",
            f"pH={''.join(held)}",
        ]
        shared += [f"pel={ends[number]}{min(length, 5)}{style[:2]}", f"pr={min(len(phrases) - number, 6)}"]
        form, last_form = forms[number], forms[number - 1] if number else "^"
        next_form = forms[number + 1] if number + 1 < len(phrases) else "$"
        text = f"{min(wordy[number], 3)}{min(wordy[-1] - wordy[number + 1], 3)}"
        shared += [
            f"pf={form}",
            f"pf-={last_form}{form}",
            f"pf+={form}{next_form}",
            f"pt={text}",
            f"ptf={text}{form}{style}",
        ]
        shared += [f"pfe={form}{ends[number]}", f"pt.e={text}{form}{ends[number]}"]
        shared += [f"pw={tokens[last].word.lower()[:20]}", *(f"p+{name}" for name in held)]
        encoded = [name.encode() for name in shared]
        for i in range(first, last + 1):
            rows[i] += encoded
            rows[i].append(f"ps={min(i - first, 4)}{min(last - i, 4)}{sorts[i]}".encode())


_WORDY = frozenset("STM")
"""The forms of phrases that are running words, as a title or a container is and a name or a number is not."""


def _form_of(tokens: Sequence[Token], sorts: Sequence[str]) -> str:
    """How a phrase is written.

    N a number, A abbreviated, I with initials, S a sentence, T with capitals as titles have, M mixed, W or w one word.
    """
    words = [
        token for token, sort in zip(tokens, sorts, strict=True) if sort not in _NUMBERS and token.word[:1].isalpha()
    ]
    if not words:
        return "N"
    if any(sort in _INITIALS for sort in sorts):
        return "I"
    if len(words) > 1 and sum(token.after[:1] == "." for token in words[:-1]) * 2 >= len(words) - 1:
        return "A"
    if len(words) == 1:
        return "W" if words[0].word[0].isupper() else "w"
    small = sum(token.word[0].islower() for token in words if len(token.word) > 3)
    large = sum(token.word[0].isupper() for token in words[1:] if len(token.word) > 3)
    return "S" if small > large else "T" if not small else "M"


_INITIALS = frozenset({"X1", "X2"})


def _head_of(token: Token, sort: str) -> str:
    return token.word.lower() if sort.islower() and token.word.isalpha() and sort not in {"low", "low3"} else sort


def _held(tokens: Sequence[Token], first: int, last: int) -> list[str]:
    """The telling classes among the words of a phrase."""
    found = {name for token in tokens[first : last + 1] for name in _classes_of(token.word)}
    return [name for name in _TELLING if name in found]


def _add_places(
    rows: list[list[bytes]],
    tokens: Sequence[Token],
    sorts: Sequence[str],
    style: str,
) -> None:
    """Where a token stands: from either end, in brackets, quotes, italics, and behind what has been seen so far."""
    count = len(tokens)
    seen = {"year": 0, "quote": 0, "in": 0, "ed": 0, "num": 0, "stop": 0, "it": 0}
    for i, (row, token, sort) in enumerate(zip(rows, tokens, sorts, strict=True)):
        state = f"{'q' if token.quoted else ''}{'i' if token.italic else ''}{token.bracket}"
        past = f"{seen['year']}{seen['quote']}{seen['in']}{seen['ed']}{seen['num']}{seen['it']}"
        names = (
            f"st={state}",
            f"st.k={state}{sort}",
            f"i={min(i, 6)}",
            f"j={min(count - 1 - i, 6)}",
            f"r={10 * i // count}",
            f"r.k={6 * i // count}{sort}",
            f"h={past}",
            f"h.k={past}{sort}",
            f"h.st={past}{state}{style}",
            f"n={min(seen['stop'], 6)}{style}",
            f"n.k={min(seen['stop'], 6)}{sort}{style[:2]}",
            f"g={style}{sort}",
            f"gl={token.glued}{sort}",
            "bias",
        )
        row += [name.encode() for name in names]
        _remember(seen, token, sort, tokens[i + 1] if i + 1 < count else None)


def _remember(seen: dict[str, int], token: Token, sort: str, following: Token | None) -> None:
    if sort in {"year", "years"}:
        seen["year"] = min(seen["year"] + 1, 2)
    elif sort in _NUMBERS:
        seen["num"] = min(seen["num"] + 1, 3)
    elif sort in {"in", "editor"}:
        name = "in" if sort == "in" and token.word[0].isupper() else "ed"
        seen[name] = 1 if sort == "editor" or name == "in" else seen[name]
    if token.quoted and following is not None and not following.quoted:
        seen["quote"] = 1
    if token.italic and following is not None and not following.italic:
        seen["it"] = 1
    if "." in token.after and len(token.word) > 2:
        seen["stop"] += 1
