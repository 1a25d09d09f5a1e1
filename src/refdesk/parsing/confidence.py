"""How likely a field is right, from how sure its reading was.

In: a raw score, 0 to 1: the label's probability times the trust that the reader of the field puts in what it found.
Out: the share of fields with that score that were right, as measured on references kept apart (docs/evaluation.md).
The map is a table of points with straight lines between them, so that a surer reading never becomes a less likely
one.
"""

from bisect import bisect_right

Curve = tuple[tuple[float, float], ...]
"""Points (raw score, share right), both rising."""

_AS_IT_IS: Curve = ((0.0, 0.0), (1.0, 1.0))
_OF_FIELDS: dict[str, Curve] = {}
_OF_THE_WHOLE: Curve = _AS_IT_IS


def field_confidence(field: str, raw: float) -> float:
    """How likely the field of this name is right."""
    return round(_along(_OF_FIELDS.get(field, _AS_IT_IS), raw), 3)


def whole_confidence(raw: float) -> float:
    """How likely every field of the reference is right."""
    return round(_along(_OF_THE_WHOLE, raw), 3)


def _along(curve: Curve, raw: float) -> float:
    """The height of the curve at `raw`."""
    at = min(max(raw, 0.0), 1.0)
    right = min(max(bisect_right(curve, at, key=lambda point: point[0]), 1), len(curve) - 1)
    (left_x, left_y), (right_x, right_y) = curve[right - 1], curve[right]
    return left_y if right_x == left_x else left_y + (right_y - left_y) * (at - left_x) / (right_x - left_x)
