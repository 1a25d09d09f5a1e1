"""What one reference says."""

from dataclasses import dataclass

from refdesk.model.problem import Problem
from refdesk.model.work import Work


@dataclass(frozen=True, slots=True)
class ParsedReference:
    """What a reference says. `confidence` is 0 to 1; `fields` gives it for each field of the work.

    `spans` tells where each field stands in the string as it was given; a field may have several places.
    """

    work: Work
    confidence: float
    fields: tuple[tuple[str, float], ...]
    problems: tuple[Problem, ...]
    year_suffix: str = ""
    spans: tuple[tuple[str, int, int], ...] = ()
