"""Look at a model on the development set: `python -m training.looking [MODEL]`.

Prints, for each source, how many tokens bear the right label, F1 over fields (their letters and digits alike) and the
share of strings all of whose fields are right; with `--errors N`, N strings that are not.
"""

import argparse
import lzma
import random
import re
import time
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

from refdesk.parsing.features import features_of
from refdesk.parsing.tokens import tokenize
from training.augmenting import augmented
from training.strings import Labelled, labels_of, read_references
from training.train import MODEL, REFERENCES

FIELDS = frozenset(
    "author date title container-title volume issue pages publisher place edition url doi".split()  # noqa: SIM905 - read
)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0] if __doc__ else None)
    parser.add_argument("model", type=Path, nargs="?", default=MODEL)
    parser.add_argument("--references", type=Path, default=REFERENCES)
    parser.add_argument("--errors", type=int, default=0)
    parser.add_argument("--source", default="")
    parser.add_argument("--rough", action="store_true", help="look at altered copies of the strings")
    options = parser.parse_args()
    strings = [string for string in read_references(options.references) if string.id[0] == "d"]
    strings = list(augmented(strings, share=1, seed=1)) if options.rough else strings
    look(options.model, [string for string in strings if options.source in group_of(string)], options.errors)


def group_of(string: Labelled) -> str:
    """The source, with the many small files of GROBID as one."""
    known = ("anystyle/", "grobid/citations.xml")
    return string.source if string.source.startswith(known) else "grobid/others"


def look(model: Path, strings: Sequence[Labelled], errors: int) -> None:
    """Label the strings and print how well it went."""
    from pycrfsuite import Tagger

    tagger: Any = Tagger()
    unpacked = lzma.decompress(model.read_bytes())  # kept: the tagger reads from it as long as it lives
    tagger.open_inmemory(unpacked)
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    labels: dict[str, Counter[str]] = defaultdict(Counter)
    wrong = []
    start = time.process_time()
    for string in strings:
        tokens = tokenize(string.text)
        got = tagger.tag(features_of(tokens))
        want = labels_of(tokens, string.segments)
        words = [string.text[token.start : token.end] for token in tokens]
        fields = (_fields(words, got), _fields(words, want))
        _count(counts[group_of(string)], labels, fields, zip(got, want, strict=True))
        if fields[0] != fields[1]:
            wrong.append((string, words, got, want))
    print(f"{len(strings) / (time.process_time() - start):.0f} strings a second")
    for source, count in sorted(counts.items()):
        print(f"{source:22} {count['strings']:5} tokens {count['token'] / count['tokens']:.4f} {_f1(count)}")
    print(
        " ".join(f"{label} {2 * c['right'] / max(1, c['got'] + c['want']):.3f}" for label, c in sorted(labels.items()))
    )
    for string, words, got, want in random.Random(3).sample(wrong, min(errors, len(wrong))):  # noqa: S311 - a look
        print(f"\n{string.source} {string.id}")
        print(" ".join(f"{w}" if g == v else f"⟦{w}|{g}|{v}⟧" for w, g, v in zip(words, got, want, strict=True)))


def _f1(count: Counter[str]) -> str:
    f1 = 2 * count["right"] / max(1, count["got"] + count["want"])
    return f"fields {f1:.4f} whole {count['whole'] / count['strings']:.4f}"


def _count(
    count: Counter[str],
    labels: dict[str, Counter[str]],
    fields: tuple[dict[str, str], dict[str, str]],
    pairs: Iterable[tuple[str, str]],
) -> None:
    got, want = fields
    for given, wanted in pairs:
        count["tokens"] += 1
        count["token"] += given == wanted
    count["strings"] += 1
    count["whole"] += got == want
    for name, ours in (("got", got), ("want", want)):
        count[name] += len(ours)
        for label in ours:
            labels[label][name] += 1
    for label, text in got.items():
        right = want.get(label) == text
        count["right"] += right
        labels[label]["right"] += right


def _fields(words: Sequence[str], labels: Sequence[str]) -> dict[str, str]:
    """Each field's letters and digits, without the words that introduce it."""
    found: dict[str, str] = {}
    for label in dict.fromkeys(labels):
        if label in FIELDS:
            text = " ".join(word for word, own in zip(words, labels, strict=True) if own == label)
            found[label] = re.sub(r"^(?:in|vol|no|pp?|doi)(?=\W|\d)|\W", "", text.casefold())
    return {label: text for label, text in found.items() if text}


if __name__ == "__main__":
    main()
