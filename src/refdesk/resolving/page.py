"""What the marks of a document are read against: its text, the works it describes, and the labels it gives them.

In: the flat text and the references. Out: a Page that answers which references a cite, a number or a key means.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from refdesk.model.citation import AtOdds, Cite, Reference
from refdesk.parsing.cites import families
from refdesk.resolving.fitting import MOST_CANDIDATES, Shelf, fold
from refdesk.resolving.nearly import Heads, Nearby

_WORD = re.compile(r"\b\w+(?:-\w+)*")
_LABELLED = re.compile(r"\s{0,3}[-•*]?\s{0,3}\[(?P<label>[^\[\]\n]{1,40})\]")
_YEAR_LETTER = re.compile(r"(?<!\d)(?:1[4-9]|20)\d\d\s?([a-z])(?![\w-])|\bn\.\s?d\.-([a-z])\b")
_SUFFIX_LETTER = re.compile(r"\d([a-z])$|n\.\s?d\.-([a-z])$")
_SMALL_WORDS = """
    of the for and on in de la des et für der und del y para el pour per di da do e van voor
"""
_ACRONYM = re.compile(
    rf"((?:[^\W\d_a-z][\w’'&-]{{0,30}}\s(?:(?:{'|'.join(_SMALL_WORDS.split())})\s){{0,3}}){{1,8}})"
    r"[(\[]([^\W\d_a-z][\w&-]{1,9})(?=[)\],;])"
)
# (Acemoglu, Johnson and Robinson 2001; henceforth AJR)
_HENCEFORTH = re.compile(
    r"(?:^|[(\s])(?P<names>[^\W\d_a-z][^()\d;“”\"]{2,120}?),?\s\(?(?:1[4-9]|20)\d\d[a-z]?\)?[;,]?\s\(?"
    r"(?:henceforth|hereafter|hereinafter|from here on|im Folgenden|ci-après|en adelante)[,:]?\s"
    r"[“\"'‘*]?(?P<acronym>[^\W\d_a-z][\w&-]{1,9})[”\"'’*]?\)"
)
_KEY_FORM = re.compile(
    r"(?P<family>[^\W\d_](?:[^\W\d_]|[_-](?=[^\W\d_])){1,40})[\W_]{0,2}"
    r"(?P<year>(?:1[4-9]|20)\d\d)[\W_]?(?P<rest>\w{0,30})"
)
_MANY_WORDS = 3
_SMALL = frozenset(_SMALL_WORDS.split())


@dataclass(frozen=True)
class Page:
    """The document's flat text and the works it describes.

    `positions` says that numbers count the unnumbered list, `cites_numbers` that marks in square brackets cite a list.
    """

    flat: str
    references: Sequence[Reference]
    positions: bool = False
    cites_numbers: bool = False
    _answers: dict[tuple[object, ...], tuple[tuple[str, ...], AtOdds | None]] = field(default_factory=dict)

    @cached_property
    def shelf(self) -> Shelf:
        """The works described, by the ids of their references."""
        return Shelf({reference.id: reference.work for reference in self.references})

    @cached_property
    def listed(self) -> tuple[Reference, ...]:
        """The items of the reference lists, in order of place."""
        return tuple(reference for reference in self.references if reference.where == "list")

    @property
    def has_list(self) -> bool:
        """Whether there is a reference list, which proves looser forms."""
        return bool(self.listed)

    @cached_property
    def numbered(self) -> Mapping[str, list[Reference]]:
        """The items of numbered lists by their numbers, in order of place."""
        found: dict[str, list[Reference]] = {}
        for at, reference in enumerate(self.listed, 1):
            label = str(at) if self.positions else reference.label
            if label and label.isdigit():
                found.setdefault(label, []).append(reference)
        return found

    @cached_property
    def last_number(self) -> int:
        """The highest number of the numbered lists, 0 where there is none."""
        return max(map(int, self.numbered), default=0)

    @cached_property
    def labelled(self) -> Mapping[str, list[Reference]]:
        """The items of lists with labels of letters ("[Knu84]"), by label without blanks."""
        found: dict[str, list[Reference]] = {}
        for reference in self.listed:
            match = _LABELLED.match(reference.raw)
            label = match["label"] if match else reference.label
            if label and not label.isdigit() and len(label) > 1:
                found.setdefault(bare_label(label), []).append(reference)
        return found

    @cached_property
    def letters(self) -> Mapping[str, str]:
        """The letters printed after the years of references ("2011a"), by id."""
        found = {ref.id: _YEAR_LETTER.search(ref.raw) for ref in self.references}
        letters = {key: match[1] or match[2] for key, match in found.items() if match}
        return letters | {
            ref.id: ref.label for ref in self.references if ref.label and len(ref.label) == 1 and ref.label.isalpha()
        }

    @cached_property
    def names(self) -> Mapping[str, list[str]]:
        """Labels of the first authors by their first words, to be looked for in sentences."""
        found: dict[str, list[str]] = {}
        for label in sorted({ref.work.creators[0].label for ref in self.references if ref.work.creators}):
            if word := _WORD.match(label):
                found.setdefault(word.group(), []).append(label)
        return found

    def is_first_author(self, label: str) -> bool:
        """Whether a described work has a first author of just this label, whatever else the word means ("Page")."""
        word = _WORD.match(label)
        return word is not None and label in self.names.get(word.group(), ())

    @cached_property
    def first_words(self) -> Mapping[str, list[str]]:
        """The items of the list by the first words of their titles, articles apart."""
        found: dict[str, list[str]] = {}
        for reference in self.listed:
            if word := _title_words(reference.work.title or "").partition(" ")[0]:
                found.setdefault(word, []).append(reference.id)
        return found

    @cached_property
    def acronyms(self) -> Mapping[str, str]:
        """Bodies by their acronyms and acronyms by their bodies, where the text explains them, folded."""
        found: dict[str, str] = {}
        for match in _ACRONYM.finditer(self.flat):
            body, acronym = _explained(match[1].split(), match[2]), match[2]
            if body:
                found |= {fold(acronym): body, fold(body): acronym}
        return found | {fold(match["acronym"]): match["names"] for match in _HENCEFORTH.finditer(self.flat)}

    @cached_property
    def heads(self) -> Heads:
        """The printed beginnings of the list's items."""
        return Heads(self.listed)

    @cached_property
    def nearby(self) -> Nearby:
        """The works of the list, for cites with something at odds."""
        return Nearby({reference.id: reference.work for reference in self.listed})

    def knows(self, cite: Cite) -> bool:
        """Whether a described work fits, with nothing at odds."""
        keys, at_odds = self.meant(cite)
        return bool(keys) and at_odds is None

    def meant(self, cite: Cite) -> tuple[tuple[str, ...], AtOdds | None]:
        """Ids of the references that a cite could mean, and what is at odds with the only one."""
        asked = (cite.author, cite.families, cite.et_al, cite.title, cite.year, cite.date)
        if asked not in self._answers:
            self._answers[asked] = self._look_up(cite)
        return self._answers[asked]

    def _look_up(self, cite: Cite) -> tuple[tuple[str, ...], AtOdds | None]:
        if (undated := self._undated(cite)) is not None:
            return undated, None
        for form in self._forms(cite):
            if keys := self.shelf.fitting(form):
                return self._with_letter(keys, cite), None
        if cite.author is None or cite.title is not None:
            return self._of_short_title(cite), None
        near = self.nearby.meant(cite)
        heads = self.heads.fitting(cite)
        if len(heads) == 1 and (cite.year is not None or not self.shelf.works[heads[0]].creators):
            other = near == (heads[0], "authors") and not _is_long(cite)
            return heads, "authors" if other else None
        return ((near[0],), near[1]) if near else ((), None)

    def _undated(self, cite: Cite) -> tuple[str, ...] | None:
        """Of an author's works without a year, the one that prints the same word for it: "in press", "n.d."."""
        if cite.year is None or cite.year[:4].isdigit():
            return None
        heads = self.heads.fitting(cite)
        return heads if len(heads) == 1 else None

    def _of_short_title(self, cite: Cite) -> tuple[str, ...]:
        """The only item whose title begins with the word of a short title: “Heart” for “Heart of Darkness”."""
        if cite.author is not None or cite.title is None:
            return ()
        found = self.first_words.get(_title_words(cite.title), [])
        return tuple(found) if len(found) == 1 else ()

    def _forms(self, cite: Cite) -> Sequence[Cite]:
        """The cite; with the body or the authors that the text explains its acronym by; with a title as its author."""
        if cite.author is None:
            return (cite,)
        other = self.acronyms.get(fold(cite.author))
        titled = replace(cite, author=None, families=(), et_al=False, title=cite.author)
        named = dict.fromkeys([(other,), families(other)]) if other else ()
        spoken = (replace(cite, author=other, families=names) for names in named)
        return (cite, *spoken, *((titled,) if cite.title is None and " " in cite.author else ()))

    def _with_letter(self, keys: tuple[str, ...], cite: Cite) -> tuple[str, ...]:
        """Of several references, that printed with the letter after the cite's year."""
        match = _SUFFIX_LETTER.search(cite.year or "")
        if match and any(key in self.letters for key in keys):
            letter = match[1] or match[2]
            keys = tuple(key for key in keys if self.letters.get(key) == letter)
        return keys[:MOST_CANDIDATES]

    def of_label(self, label: str, at: int) -> tuple[str, ...]:
        """The reference with this printed label; of several lists that of the next after the mark."""
        items = self.labelled.get(bare_label(label)) or self.labelled.get(bare_label(label).replace(",", ""))
        return (nearest(items, at),) if items else ()

    def of_key(self, key: str, at: int) -> tuple[str, ...]:
        """The reference whose label is this key, or whose author and year alone make such a key ("doe1999")."""
        match = _KEY_FORM.fullmatch(key)
        if (found := self.of_label(key, at)) or match is None:
            return found
        rest = match["rest"]
        year = match["year"] + (rest if len(rest) == 1 and rest.isalpha() else "")
        keys = self._keyed_by_name(match["family"], year)
        titled = [
            key for key in keys if len(rest) > 1 and f" {rest} " in f" {fold(self.shelf.works[key].title or '')} "
        ]
        return tuple(titled if len(titled) == 1 else keys)[:MOST_CANDIDATES]

    def _keyed_by_name(self, printed: str, year: str) -> tuple[str, ...]:
        """The references of a key's name and year: the whole name, a body's first word, or two names run together."""
        cite = Cite(author=printed, families=(printed,), year=year)
        forms = (re.sub(r"[\W_]", "", printed), re.split(r"[\W_]", printed, maxsplit=1)[0])
        near = (self.by_key.get((fold(form), year[:4])) for form in forms)
        return self._first_authored(cite) or self._with_letter(next(filter(None, near), ()), cite)

    @cached_property
    def by_key(self) -> Mapping[tuple[str, str], tuple[str, ...]]:
        """The items of the list by the beginnings that keys of their authors and years have."""
        found: dict[tuple[str, str], list[str]] = {}
        for reference in self.listed:
            labels = [fold(name.label) for name in reference.work.creators[:2]]
            if labels and reference.work.year:
                joined = "".join(labels).replace(" ", "")
                for form in {labels[0].partition(" ")[0], labels[0].replace(" ", ""), joined}:
                    found.setdefault((form, str(reference.work.year)), []).append(reference.id)
        return {form: tuple(keys) for form, keys in found.items()}

    def _first_authored(self, cite: Cite) -> tuple[str, ...]:
        alone = self.shelf.fitting(cite)
        others = self.shelf.fitting(replace(cite, et_al=True))
        return self._with_letter(tuple(sorted({*alone, *others})), cite)


def _title_words(title: str) -> str:
    return re.sub(r"^(?:the|a|an|der|die|das|le|la|les|el|los|las|il|o|os|as|het|de)\s", "", fold(title))


def _is_long(cite: Cite) -> bool:
    """Whether the one label has so many words that it is a body's name or a title."""
    return len(cite.families) == 1 and len(cite.families[0].split()) >= _MANY_WORDS


def bare_label(label: str) -> str:
    """A label without blanks, in small letters: "RFC 793" and "[RFC793]" are one."""
    return re.sub(r"[\s@]+", "", label).casefold()


def nearest(items: Sequence[Reference], at: int) -> str:
    """Of items with one label, that of the next list after the mark: each chapter may have its own."""
    return next((item.id for item in items if item.start > at), items[-1].id)


def _explained(words: Sequence[str], acronym: str) -> str | None:
    """The words before an acronym that it stands for: their initials, with or without small words, are its capitals."""
    letters = [letter.casefold() for letter in acronym if letter.isupper()]
    for at in range(len(words) - 1, -1, -1):
        initials = [(word[0].casefold(), word in _SMALL) for word in words[at:]]
        if len(letters) > 1 and not initials[0][1] and _spell(letters, initials):
            return " ".join(words[at:])
    return None


def _spell(letters: Sequence[str], initials: Sequence[tuple[str, bool]]) -> bool:
    """Whether the initials are the letters, where those of small words may be left out."""
    at = 0
    for initial, small in initials:
        if at < len(letters) and initial == letters[at]:
            at += 1
        elif not small:
            return False
    return at == len(letters)
