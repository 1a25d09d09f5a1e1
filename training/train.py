"""Train the labeller of reference strings: `python -m training.train`; see training/README.md."""

import argparse
import lzma
import os
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

from refdesk.parsing.features import features_of
from refdesk.parsing.tokens import tokenize
from training.augmenting import augmented
from training.strings import Labelled, from_record, labels_of, read_references

MODEL = Path("src/refdesk/parsing/data/references.crfsuite.xz")
REFERENCES = Path("../shared/training/references.jsonl.xz")
C1 = 0.04
C2 = 0.08
MOST_ITERATIONS = 200
SEED = 20


def main() -> None:
    """Read the strings, train, write the model."""
    options = _options()
    strings = list(_strings(options))
    print(f"{len(strings)} strings")
    packed = train(strings, iterations=options.iterations, c1=options.c1, c2=options.c2, verbose=options.verbose)
    _put(options.output, packed)
    print(f"{options.output}: {len(packed)} bytes")


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m training.train", description="Train the labeller of references.")
    parser.add_argument("--references", type=Path, default=REFERENCES, help="labelled strings, JSON lines in xz")
    parser.add_argument("--made", type=int, default=8000, metavar="N", help="also N strings made from records")
    parser.add_argument("--altered", type=float, default=0.6, metavar="SHARE", help="altered copies for each string")
    parser.add_argument("--aside", action="store_true", help="leave out the test set (ids beginning with e, f)")
    parser.add_argument("--develop", action="store_true", help="leave out the development set, too (d)")
    parser.add_argument("--every", type=int, default=1, metavar="N", help="only every Nth string, for a quick look")
    parser.add_argument("--iterations", type=int, default=MOST_ITERATIONS)
    parser.add_argument("--c1", type=float, default=C1)
    parser.add_argument("--c2", type=float, default=C2)
    parser.add_argument("--verbose", action="store_true")
    parser.add_argument("-o", "--output", type=Path, default=MODEL)
    return parser.parse_args()


def _strings(options: argparse.Namespace) -> Iterator[Labelled]:
    aside = ("e" + "f" if options.aside or options.develop else "") + ("d" if options.develop else "")
    kept = [string for string in read_references(options.references) if string.id[0] not in aside][:: options.every]
    yield from kept
    yield from augmented(kept, share=options.altered, seed=SEED)
    if options.made:
        from training.made import strings

        made = [from_record(record) for record in strings(options.made, SEED)]
        yield from made


def train(strings: Iterable[Labelled], *, iterations: int, c1: float, c2: float, verbose: bool = False) -> bytes:
    """Train a conditional random field on the strings; gives the model, packed with xz.

    L-BFGS without chance: the same strings in the same order give the same model on the same machine.
    """
    from pycrfsuite import Trainer

    trainer: Any = Trainer(verbose=verbose)
    trainer.select("lbfgs")
    trainer.set_params({"c1": c1, "c2": c2, "max_iterations": iterations, "feature.minfreq": 3.0, "epsilon": 1e-4})
    for string in strings:
        tokens = tokenize(string.text)
        if tokens:
            trainer.append(features_of(tokens), labels_of(tokens, string.segments))
    with tempfile.TemporaryDirectory() as folder:
        model = Path(folder) / "model"
        trainer.train(str(model))
        return lzma.compress(model.read_bytes(), preset=6)


def _put(path: Path, packed: bytes) -> None:
    """Write aside and rename, so that a reader never meets half a model."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_bytes(packed)
    aside.replace(path)


if __name__ == "__main__":
    main()
