"""From a raw score to a probability."""

from refdesk.parsing.confidence import field_confidence, whole_confidence


def test_a_surer_reading_is_never_less_likely() -> None:
    scores = [field_confidence(raw / 20) for raw in range(21)]
    assert scores == sorted(scores)


def test_a_score_beyond_the_scale_counts_as_its_end() -> None:
    assert (whole_confidence(-1), whole_confidence(2)) == (whole_confidence(0), whole_confidence(1))
