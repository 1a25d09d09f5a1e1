"""How safe is sentence case? Printed titles in sentence case, capitalised by machine and lowered again → figures.

    python -m evaluation.titles LIST... --titles references.jsonl.xz [--show N]

In: word lists and labelled reference strings, as for training.common_words. A title that its source printed in sentence
case tells the truth on each of its words. It is capitalised throughout, as Chicago and MLA print titles, and given to
refdesk without any braces. The words known to be common are made without the quarter of the titles that is measured.
Out: how many words bear a capital in truth and were lowered (errors), and how many common words were left up.
"""

import argparse
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from unittest.mock import patch

from refdesk.formats import sentence_titles
from refdesk.formats.sentence_titles import sentence_case, words_of
from training.common_words import common, titles_of

_FOLDS = 4


@dataclass(slots=True)
class Tally:
    """What became of the words that may change."""

    titles: int = 0
    right: int = 0
    untouched: int = 0
    lowered: int = 0
    kept: int = 0
    wrong: Counter[str] = field(default_factory=Counter)
    left: Counter[str] = field(default_factory=Counter)
    titles_with_errors: int = 0


def main() -> None:
    """Print the figures of all four quarters together."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("lists", nargs="+", type=Path)
    parser.add_argument("--titles", type=Path, required=True)
    parser.add_argument("--show", type=int, default=0)
    said = parser.parse_args()
    dictionary = {word for path in said.lists for word in path.read_text(encoding="utf-8").split()}
    titles = list(titles_of(said.titles))
    tally = Tally()
    for fold in range(_FOLDS):
        known = frozenset(common(dictionary, (title for other, title in titles if other != fold)))
        with patch.object(sentence_titles, "common_words", lambda known=known: known):
            for other, title in titles:
                if other == fold:
                    measure(title, tally)
    print(told(tally, said.show))


def measure(title: str, tally: Tally) -> None:
    """Add one title, if it is English and its source printed it in sentence case."""
    words = [word for word in words_of(title) if word.is_open]
    content = [word for word in words if word.bare not in sentence_titles.SMALL]
    small = sum(word.is_small for word in content)
    says_english = {word.bare for word in words} & {"the", "of", "and", "for", "with", "in", "on", "to"}
    if small < 2 or small * 3 < len(content) * 2 or not says_english:
        return
    given = capitalised(title)
    found = sentence_case(given)
    errors = 0
    for word in content:
        at = word.start
        if not word.text[1:].islower() and len(word.text) > 1:
            continue
        if word.is_small:
            tally.lowered += found[at].islower()
            tally.left[word.bare] += found[at].isupper()
        elif found[at].islower():
            tally.wrong[word.bare] += 1
            errors += 1
        else:
            tally.kept += 1
    tally.titles += 1
    tally.right += found == title
    tally.untouched += found == given
    tally.titles_with_errors += errors > 0


def capitalised(title: str) -> str:
    """The title as styles print it that capitalise every word but particles."""
    letters = list(title)
    for word in words_of(title):
        if word.bare not in sentence_titles.SMALL:
            letters[word.start] = letters[word.start].upper()
    return "".join(letters)


def told(tally: Tally, show: int) -> str:
    """The figures as text."""
    wrong, left = tally.wrong.total(), tally.left.total()
    lines = [
        f"{tally.titles} titles; {tally.right} as their source printed them, {tally.untouched} untouched",
        f"names: {tally.kept} kept, {wrong} lowered ({100 * wrong / max(1, wrong + tally.kept):.1f} %)",
        f"titles with a name lowered: {tally.titles_with_errors}",
        f"common words: {tally.lowered} lowered, {left} left up ({100 * left / max(1, left + tally.lowered):.1f} %)",
    ]
    if show:
        lines.append("lowered: " + ", ".join(f"{word} {count}" for word, count in tally.wrong.most_common(show)))
        lines.append(
            "left up: " + ", ".join(f"{word} {count}" for word, count in tally.left.most_common(show) if count)
        )
    return "\n".join(lines)


if __name__ == "__main__":
    main()
