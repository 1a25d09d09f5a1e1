"""Label the pieces of a printed reference.

In: the string as given. Out: segments that cover it from end to end, each with a label of `refdesk.parsing.segments`
and how sure it is. The labels come from a conditional random field over the tokens, trained as training/README.md says;
the model lies in `data/`.
"""

from collections.abc import Iterator, Sequence
from functools import lru_cache

from refdesk.parsing.features import features_of
from refdesk.parsing.own_data import own_data
from refdesk.parsing.segments import Segment
from refdesk.parsing.tokens import Token, tokenize


def label_reference(text: str) -> tuple[Segment, ...]:
    """Cut a reference into labelled segments; joined, their texts are `text`.

    Blanks belong to the segment before them. `sure` is that of the least sure token. A text without tokens gives no
    segment. Read at most `MOST_CHARACTERS` at a time: the time grows with the length.
    """
    tokens = tokenize(text)
    if not tokens:
        return ()
    return tuple(_joined(tokens, _labelled(tokens), len(text)))


def _labelled(tokens: Sequence[Token]) -> list[tuple[str, float]]:
    from pycrfsuite import Tagger

    # A tagger holds the string that it was set to, so each call has one of its own; opening one costs thirty millionths
    # of a second. It reads from the model as long as it lives.
    tagger, model = Tagger(), _model()
    tagger.open_inmemory(model)
    tagger.set(features_of(tokens))
    return [(label, tagger.marginal(label, i)) for i, label in enumerate(tagger.tag())]


def _joined(tokens: Sequence[Token], labels: Sequence[tuple[str, float]], length: int) -> Iterator[Segment]:
    first = 0
    for i, (label, _) in enumerate(labels):
        if i + 1 == len(labels) or labels[i + 1][0] != label:
            start = tokens[first].start if first else 0
            end = tokens[i + 1].start if i + 1 < len(labels) else length
            yield Segment(label, start, end, min(1.0, *(sure for _, sure in labels[first : i + 1])))
            first = i + 1


@lru_cache(maxsize=1)
def _model() -> bytes:
    return own_data("references.crfsuite.xz")
