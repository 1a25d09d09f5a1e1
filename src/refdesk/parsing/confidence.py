"""How likely a field is right, from how sure its reading was.

In: a raw score, 0 to 1: the label's probability times the trust that the reader of the field puts in what it found.
Out: the share of fields with that score that were right, as `make evaluate` counts it (docs/finding.md), on references
that no model was trained with. The map is a table of points with straight lines between them, so that a surer reading
never becomes a less likely one.
"""

from bisect import bisect_right

Curve = tuple[tuple[float, float], ...]
"""Points (raw score, share right), both rising."""

_OF_FIELDS: Curve = (
    (0.0, 0.3),
    (0.4, 0.45),
    (0.55, 0.6),
    (0.75, 0.7),
    (0.85, 0.79),
    (0.965, 0.88),
    (0.98, 0.93),
    (1.0, 0.985),
)
_OF_THE_WHOLE: Curve = ((0.0, 0.1), (0.4, 0.38), (0.55, 0.58), (0.75, 0.68), (0.925, 0.8), (0.965, 0.88), (1.0, 0.95))


def field_confidence(raw: float) -> float:
    """How likely a field is right."""
    return round(_along(_OF_FIELDS, raw), 3)


def whole_confidence(raw: float) -> float:
    """How likely every field of the reference is right."""
    return round(_along(_OF_THE_WHOLE, raw), 3)


def _along(curve: Curve, raw: float) -> float:
    """The height of the curve at `raw`."""
    at = min(max(raw, 0.0), 1.0)
    right = min(max(bisect_right(curve, at, key=lambda point: point[0]), 1), len(curve) - 1)
    (left_x, left_y), (right_x, right_y) = curve[right - 1], curve[right]
    return left_y if right_x == left_x else left_y + (right_y - left_y) * (at - left_x) / (right_x - left_x)
