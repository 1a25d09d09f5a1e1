"""Which outcomes are kept? Those of short texts, which come again and again in one document.

An abstract in the place of a title would fill the memory for nothing, since it comes once.
"""

from collections.abc import Callable
from functools import lru_cache, wraps
from typing import Concatenate, ParamSpec, TypeVar, cast

LONGEST_KEPT = 400

Others = ParamSpec("Others")
Outcome = TypeVar("Outcome")
OfText = Callable[Concatenate[str, Others], Outcome]


def remember(most: int) -> Callable[[OfText[Others, Outcome]], OfText[Others, Outcome]]:
    """Keep the last outcomes of a pure function of a text, `most` of them, where the text is a short one."""

    def remembering(function: OfText[Others, Outcome]) -> OfText[Others, Outcome]:
        kept = lru_cache(maxsize=most)(function)

        @wraps(function)
        def recalled(text: str, *args: Others.args, **options: Others.kwargs) -> Outcome:
            if len(text) > LONGEST_KEPT:
                return function(text, *args, **options)
            return kept(text, *args, **options)  # type: ignore[arg-type]  # a cache forgets the types of arguments

        return cast("OfText[Others, Outcome]", recalled)

    return remembering
