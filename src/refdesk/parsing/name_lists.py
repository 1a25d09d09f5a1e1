"""Lists of names, in every order and punctuation that references print them.

In: the whole piece that names authors, editors or translators: "Smith, J., & Doe, A. B.", "J. Smith, A. Doe and C.
Roe", "Smith J, Doe AB", "SMITH, John; DOE, Ann", "Smith, John, and Ann Doe", "World Health Organization (WHO)", "In
A. Roe (Ed.)". Out: NameList. Names in Chinese, Japanese or Korean letters stay whole: that is how citations there
call people, and where the family name ends the letters do not tell.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from refdesk.model.name import Name
from refdesk.parsing.names import PARTICLES, is_body, is_suffix, person, with_particle
from refdesk.parsing.printing import plain

_U = "A-ZÀ-ÖØ-Þ" + "".join(char for char in map(chr, range(0x100, 0x530)) if char.isupper())
_ROLE_WORDS = (
    r"eds?|edn|editors?|eds?\.\s?(?:and|&)\s?trans|edited|hrsg|hg|herausgeber(?:in)?|herausgegeben|comps?|compilers?|compiled|dirs?|"
    r"coords?|coordinadore?s?|orgs?|organizadore?s?|éds?|éditeurs?|a\s?cura\s?di|a\scura|red|redactie|rep|trans|transl|translators?|"
    r"translated|trad|traducción|traducido|traduit|traduction|tradotto|tr|übers|übersetzt|ubersetzt|übersetzer|vert|vertaald|"
    r"directors?|directed|dir|regie|prods?|producers?|produced|narrators?|intro|introd|foreword"
)
_ROLE_LAST = re.compile(
    rf"(?:\s*[,;]\s*(?:{_ROLE_WORDS})(?=[.,:;)\s]|$)|\s*[(\[]\s*(?:{_ROLE_WORDS})\b|(?:\s+|(?<=[.)\]]))(?:eds?|hrsg|hg|trans|comps?|rep)(?!\w))"
    r"[\s,.:;()\[\]]*$",
    re.IGNORECASE,
)
# Each of several with a role of his own: "Roe, R., Ed., Poe, M., Ed., and J. Doe, Ed."
_ROLE_WITHIN = re.compile(r",\s(?:[Ee]d|[Hh]rsg|[Éé]d)\.(?=,|\s(?:and|&|und|et)\s)")
_ROLE_FIRST = re.compile(
    rf"^[\s,.;(\[]*(?:(?:{_ROLE_WORDS})\b\.?[\s,:)]*(?:and\s|et\s|&\s|und\s|y\s)?\s*){{1,3}}(?:(?:by|von|par|por|da|di|door|fr\.\spar|de)\s+)?:?\s*",
    re.IGNORECASE,
)
_IN = re.compile(r"^[\s,.;(\[]*(?:in|dans|en)(?:\s*:|\s+)\s*", re.IGNORECASE)
_BY = re.compile(r"^by\s+", re.IGNORECASE)
_ET_AL = re.compile(
    r"[,;]?\s*(?:&\s*)?(?:\bet\.?\s*al\b\.?(?:ii)?|\(et al\.?\)|\b(?:and|&)\s+(?:\d{1,3}\s+)?(?:others|colleagues)\b"
    r"|\bu\.\s?a\.|\bund andere\b"
    r"|\be outros\b|\by otros\b|\bet coll\.?|\bent?\s?al\.|…|\.\s?\.\s?\.|외(?:\s?\d{1,3}[인명])?$|等$|ほか$|他$)",
    re.IGNORECASE,
)
_MARKS = re.compile(r"[*†‡§¶#]+|(?<=[^\W\d_]{2})\d(?:,\d)*(?=[,;\s]|$)|[¹²³⁰⁴-⁹]+")
_LIST_NUMBER = re.compile(r"^\s*(?:\[\w{1,8}\]|\(\d{1,4}\)|\d{1,4}[.)]?)\s*(?=[^\W\d_])")
_DASHES = re.compile(r"^\s*(?:[—–―]+|[-_]{2,})[\s,.;]*")
_CJK = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_CJK_JOINTS = re.compile(r"[,，、;；·・ㆍ/／&]\s*|\s+(?:and|und)\s+|(?<=[\uac00-\ud7af])\s*[와과]\s+")
_BRACKET = re.compile(r"\s*(?P<whole>[(\[](?P<inside>[^()\[\]]{2,120})[)\]])")
# "INEI [Instituto Nacional …]": what a bracket spells out is the same body.
_LONG_FORM = re.compile(r"(?<=[A-Z]{2})\s\[[^\[\]]{5,200}\]$")
_FOR_BODY = re.compile(r"\b(?:for|on behalf of|pour|für)\s+(?:the\s+)?", re.IGNORECASE)
_COLLABORATION = re.compile(
    r"(?P<before>.{3,})(?:[,;]\s*|\s+and\s+|\s*\(\s*)(?:for\s+|on behalf of\s+)?(?P<body>(?:the\s+)?[^,;()]{2,80}?\s"
    r"(?:collaborations?|consortium|study group|working group|investigators|task force|team|group|committee))\W*$",
    re.IGNORECASE,
)
_JOINTS = r"&|(?<=\s)[–-](?=\s)|\+|\b(?:and|und|et|en|og|och|ed)\b|(?<=\s)[ey](?=\s)"
_SPLIT = re.compile(
    rf"\s{{0,3}}(?P<mark>[,;]?)\s{{0,3}}(?P<joint>{_JOINTS})\s{{0,3}}|\s{{0,3}}(?P<stop>[,;])\s{{0,3}}", re.IGNORECASE
)
_SEMICOLONS = re.compile(
    rf"\s*;\s*(?:(?:{_JOINTS})\s+)?|\s+(?:&|and|und|et)\s+(?=[^,;]{{2,40}},)|(?:(?<=[^\W\d_]{{3}})|(?<=[{_U}]\.))\s?/\s?(?=[{_U}][^/]*,)",
    re.IGNORECASE,
)
_INITIAL = rf"(?:[{_U}][a-z]?\.|[{_U}]{{1,3}}(?![\w’']))"
_INITIALS = re.compile(
    rf"{_INITIAL}(?:[\s‐-]{{0,2}}{_INITIAL}){{0,5}}(?:\s(?:{'|'.join(sorted(PARTICLES))}|y|e)){{0,3}}\.?"
)
_FAMILY_WORD = r"[^\W\d_][\w’'‐`´¨^~-]*"
_FAMILY_LAST = re.compile(
    rf"(?P<given>(?:[{_U}][a-z]?\.\s?-?\s?|-?[{_U}]\s(?=\S{{2}})|[{_U}]{{2,3}}\s(?=[{_U}]?[a-z])){{1,5}})(?P<family>{_FAMILY_WORD}(?:\s{_FAMILY_WORD}){{0,4}})"
)
_FAMILY_FIRST = re.compile(
    rf"(?P<family>{_FAMILY_WORD}(?:[\s]{_FAMILY_WORD}){{0,4}}?)\s(?P<given>[{_U}]{{1,4}}|[{_U}](?:[-‐][{_U}]|\s[{_U}]){{1,3}}|(?:[{_U}][a-z]?\.[\s-]?){{1,5}})(?:\s(?P<suffix>Jr|Sr|II|III|2nd|3rd))?\.?"
)
# "BRAUDEL Fernand": capitals mark the family name wherever it stands.
_CAPITALS_FIRST = re.compile(
    rf"(?P<family>[{_U}]{{4,20}}(?:[-’'][{_U}]{{2,20}})?)\s(?P<given>[{_U}][a-zß-ÿ]{{1,20}}(?:[\s-][{_U}][a-zß-ÿ]{{1,20}})?)"
)
_GREAT_PARTICLES = frozenset(
    ("le", "la", "el", "al", "ben", "bin", "st", "san", "santa", "mac", "del", "dal", "dalla", "abu", "ould")
)
_LONG_ACRONYM = 4
_MOST = 4000


@dataclass(frozen=True, slots=True)
class NameList:
    """The names in order; `others` where "et al." follows; `repeated` where a dash stands for the author above."""

    names: tuple[Name, ...] = ()
    others: bool = False
    repeated: bool = False


def parse_names(printed: str) -> NameList:
    """Read a list of names; what is surely no person becomes one literal Name, and nothing is dropped."""
    dashes = _DASHES.match(printed)
    words = _LIST_NUMBER.sub("", _spaced_stops(plain(printed[:_MOST])))
    words = _without_roles(words.lstrip("—–―-_ ,.;") if dashes else words)
    others = bool(_ET_AL.search(words))
    words = " ".join(_ET_AL.sub(" ", words).split()) if others else words
    words = _MARKS.sub("", words).strip(' ,;:"“”„«»')
    names = (
        tuple(name for name in _names(words) if re.search(r"[^\W\d_]", name.label))
        if re.search(r"[^\W_]", words)
        else ()
    )
    return NameList(names, others, bool(dashes))


def _spaced_stops(words: str) -> str:
    """The words with a blank after each comma, none inside "A ." and "Jr .", "B." for "B..": what PDFs lose and add."""
    words = re.sub(r"(?<=[^\W\d_])\.\.(?![.\w])", ".", re.sub(r"\s+(?=[.,;])", "", words))
    return re.sub(r"(?<=[^\W\d_.])([,;])(?=[^\W\d_])|(?<=\.)([,;])(?=\S)", r"\1\2 ", words)


def _without_roles(words: str) -> str:
    """The names without "In", "ed. by", "(Eds.)", "trans." before or after them."""
    words = _IN.sub("", words)
    if words[:1] in "([" and not re.match(r"[(\[][^()\[\]]*[)\]]\s*\w", words):
        words = words[1:]
    if _ROLE_FIRST.match(words) and (rest := _ROLE_FIRST.sub("", words, count=1)):
        words = rest
    words = _ROLE_WITHIN.sub("", _BY.sub("", words))
    for _ in range(2):
        words = _ROLE_LAST.sub("", words).rstrip(" &,")
    return words.strip(" ,;:").removesuffix(" (").rstrip(" ,;:")


def _names(words: str) -> Iterator[Name]:
    if _CJK.search(words):
        yield from (Name(literal=part.strip(" .")) for part in _CJK_JOINTS.split(words) if part.strip(" ."))
        return
    if match := _COLLABORATION.fullmatch(words):
        before, body = match["before"].strip(" ,;("), _FOR_BODY.sub("", match["body"]).strip()
        if not is_body(before) or "," in before:
            yield from _names(before)
            yield Name(literal=body.removeprefix("the "))
            return
    if is_one_body(words):
        yield Name(literal=_as_body(words))
        return
    yield from _people(_without_brackets(words))


def _as_body(words: str) -> str:
    """A body's name without the stop of the reference; that of an abbreviation stays."""
    words = _LONG_FORM.sub("", words.strip(" ,;:"))
    if words.count("(") > words.count(")"):
        words += ")"
    return words[:-1] if words.endswith(".") and not re.search(r"\b(?:Inc|Ltd|Co|Corp|[A-Z])\.$", words) else words


def _without_brackets(words: str) -> str:
    """People's names without a second form of them in brackets: "Stirner, Max (Johann Kaspar Schmidt)"."""
    words = re.sub(r"[()\[\]]", " ", _BRACKET.sub(" ", words).rstrip(" ." if "(" in words else " "))
    return re.sub(r"\s+(?=[.,;])", "", " ".join(words.split())).strip(" ,;:")


def is_one_body(words: str) -> bool:
    """Whether the whole piece names one organisation: it has a body's word and its parts are no people."""
    core = _BRACKET.sub("", words).strip(" ,;:.")
    if not is_body(core):
        return False
    parts = [part for part, _ in _parts(core)]
    if len(parts) == 1:
        return True
    if any(_is_initials(part) or (_is_whole(part) and not is_body(part)) for part in parts):
        return False
    if ";" in core or not any(is_body(part) for part in parts):
        return False
    # "Church, Alonzo": a family name that is also a body's word
    return not (
        len(parts) == 2
        and len(parts[0].split()) == 1
        and parts[0].istitle()
        and len(parts[1].split()) <= 2
        and not is_body(parts[1])
    )


def _parts(words: str) -> list[tuple[str, bool]]:
    """What stands between commas and joints, with whether a joint ("and") comes before it."""
    parts: list[tuple[str, bool]] = []
    at, joined = 0, False
    for match in _SPLIT.finditer(words):
        if match["joint"] and match["joint"] in "yYeE" and not _joins(words, match):
            continue
        if part := words[at : match.start()].strip(" ,;:"):
            parts.append((part, joined))
            joined = False
        joined = joined or bool(match["joint"])
        at = match.end()
    if part := words[at:].strip(" ,;:"):
        parts.append((part, joined))
    return parts


def _joins(words: str, match: re.Match[str]) -> bool:
    """Whether the Spanish "y" or the Italian "e" joins two people: "Ortega y Gasset, J." is one man."""
    before, after = words[: match.start()], words[match.end() :]
    return (
        bool(match["mark"])
        or before.endswith(".")
        or ("," in before and " " in after.partition(",")[0].strip())
        or (len(before.rpartition(",")[2].split()) > 1 and " " in after.partition(",")[0])
    )


def _people(words: str) -> Iterator[Name]:
    if ";" in words or re.search(rf"(?:(?<=[^\W\d_]{{3}})|(?<=[{_U}]\.))\s?/\s?[{_U}][^/,]*,", words):
        parts = [part.strip(" ,") for part in _SEMICOLONS.split(words) if part and part.strip(" ,.")]
        for part in parts:
            yield from _list([(piece, False) for piece, _ in _parts(part)])
        return
    yield from _list(_parts(words))


def _list(parts: list[tuple[str, bool]]) -> Iterator[Name]:
    """Names from the parts of one list, in the order that the first of them has."""
    at = 0
    parts = _recut(parts)
    inverted = _is_inverted(parts)
    while at < len(parts):
        part = parts[at][0]
        after = parts[at + 1][0] if at + 1 < len(parts) and not parts[at + 1][1] else ""
        if is_suffix(part):
            at += 1
        elif after and _takes_given(part, after, first=at == 0, inverted=inverted):
            third = parts[at + 2][0] if at + 2 < len(parts) else ""
            if is_suffix(after) and third and _is_initials(third):
                yield with_particle(part, _spaced(third), after)
                at += 3
                continue
            suffix = third if is_suffix(third) else ""
            yield with_particle(part, _stopped(after) if _is_initials(after) else _spaced(after), suffix)
            at += 2 + bool(suffix)
        else:
            yield _single(f"{part}, {after}" if is_suffix(after) else part, capitals=inverted)
            at += 1 + is_suffix(after)


def _recut(parts: list[tuple[str, bool]]) -> list[tuple[str, bool]]:
    """Parts cut anew where commas stand before initials only: "Brune, M. Roe, C. Sonntag, C." is three people."""
    middle = [_FAMILY_LAST.fullmatch(part) for part, _ in parts[1:-1]]
    if not middle or " " in parts[0][0] or not _is_initials(parts[-1][0]) or any(joined for _, joined in parts):
        return parts
    words = [parts[0][0]]
    for match in middle:
        if match is None:
            return parts
        words += [match["given"].strip(), match["family"]]
    return [(word, False) for word in [*words, parts[-1][0]]]


def _is_inverted(parts: list[tuple[str, bool]]) -> bool:
    """Whether the first name has its family name first: "Smith, J.", "Smith, John", "García Márquez, Gabriel"."""
    if len(parts) < 2 or parts[1][1]:
        return False
    first, second = parts[0][0], parts[1][0]
    if _is_initials(second) or is_suffix(second):
        return not _is_whole(first)
    if _FAMILY_LAST.fullmatch(first) or _FAMILY_FIRST.fullmatch(first) or is_body(second):
        return False
    count = len(_without_particles(re.sub(r"(?<=\w)\s[yi]\s\w+$", "", first)))
    if count == 1:
        return not _FAMILY_LAST.fullmatch(second) or len(parts) == 2
    return count == 2 and len(second.split()) == 1 and (len(parts) == 2 or len(parts[2][0].split()) > 1)


def _without_particles(family: str) -> list[str]:
    return [word for word in family.split() if word.casefold() not in PARTICLES]


def _is_initials(part: str) -> bool:
    return bool(_INITIALS.fullmatch(part)) and not is_suffix(part)


def _is_whole(part: str) -> bool:
    """Whether a part holds initials and a family name: "J. Smith", "Smith JA"."""
    if _FAMILY_LAST.fullmatch(part):
        return True
    match = _FAMILY_FIRST.fullmatch(part)
    return match is not None and not part.isupper() and not is_suffix(match["given"])


def _takes_given(part: str, after: str, *, first: bool, inverted: bool) -> bool:
    """Whether the next part is the given name of this one."""
    if _is_initials(after) or (is_suffix(after) and first and inverted and not _is_whole(part)):
        return not _is_whole(part) and ("." not in part or not _is_initials(part))
    if not inverted or is_suffix(after):
        return False
    if first:
        return True
    given = after.split()
    return (
        len(_without_particles(part)) <= 2
        and not _is_whole(part)
        and not is_body(part)
        and (
            len(given) == 1
            or (len(given) <= 3 and len(part.split()) == 1)
            or all(_is_initials(word) for word in given[1:])
        )
    )


def _single(part: str, *, capitals: bool = False) -> Name:
    """One name that no comma divides."""
    if is_body(part):
        return Name(literal=_as_body(part))
    if capitals_first := _CAPITALS_FIRST.fullmatch(part):
        return with_particle(capitals_first["family"], capitals_first["given"])
    match = _FAMILY_FIRST.fullmatch(part)
    if match and not is_suffix(match["given"]):
        alone = _FAMILY_LAST.fullmatch(part)
        if not alone and not _is_acronym(match, capitals=capitals):
            return with_particle(match["family"], _stopped(match["given"]), match["suffix"] or "")
    if match := _FAMILY_LAST.fullmatch(part):
        return _with_initials(match["given"].strip(), match["family"])
    return person(part.rstrip(".") if not re.search(rf"\b(?:[{_U}]|Jr|Sr)\.$", part) else part)


def _is_acronym(match: re.Match[str], *, capitals: bool) -> bool:
    """Whether two words in capitals are a body's rather than a family name with initials: "UN WHO", not "ROE JA"."""
    family, given = match["family"], match["given"]
    return family.isupper() and given.isalpha() and not capitals and " " not in family and len(family) < _LONG_ACRONYM


def _with_initials(given: str, family: str) -> Name:
    """A name whose initials stand first. Of several words only the last is the family name ("I. Ada Roe"), unless
    the first is a particle of any writing ("Y. Le Cun") or a father's name before a mother's.
    """
    first = family.split(maxsplit=1)[0].casefold()
    if first in PARTICLES or first in _GREAT_PARTICLES:
        return with_particle(family, _spaced(given))
    return person(f"{_spaced(given)} {family}")


def _stopped(initials: str) -> str:
    """Bare initials with their stops: "JA" is "J. A.", "J-H" is "J.-H."."""
    if "." in initials:
        return _spaced(initials)
    return (
        re.sub(r"\s+", " ", re.sub(r"([^\W\d_])\s?", r"\1. ", initials)).replace(" -", "-").replace(" ‐", "-").strip()
    )


def _spaced(given: str) -> str:
    """Initials with a blank between: "Z.U." is "Z. U.", "J.-P." stays; a whole name ends without the list's stop."""
    given = re.sub(r"(?<=[^\W\d_]{3})\.$", "", given.strip())
    return re.sub(r"\.\s?(?=[^\W\d_])", ". ", given).replace(". -", ".-").strip()
