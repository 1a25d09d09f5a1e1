"""Running text and what is none."""

import pytest

from refdesk.reading.layout import Layout
from refdesk.reading.running import links, running_text


@pytest.mark.parametrize(
    ("text", "left"),
    [
        ("So `a[0]` is.", "So is."),
        ("So $x \\in [0, 1]$ is.", "So is."),
        ("From $5 (Roe, 2001) to $6.", "From $5 (Roe, 2001) to $6."),
        ("See (https://example.org/a_b).", "See ( )."),
        ("See https://example.org/x_(2001) now.", "See now."),
        ("So ![a map, 2001](map.png) is.", "So is."),
        ("So [Nye](https://example.org/a) is.", "So Nye is."),
        ("So <em>Nye</em> is<sup>3</sup>.", "So Nye is<sup>3</sup>."),
    ],
)
def test_running_text_is_prose_alone(text: str, left: str) -> None:
    assert " ".join(running_text(Layout(text)).split()) == left


def test_code_between_fences_is_none() -> None:
    assert running_text(Layout("A\n\n```\n(Nye, 1990)\n```\n\nB")).split() == ["A", "B"]


def test_a_fence_that_never_closes_hides_nothing() -> None:
    assert "(Nye, 1990)" in running_text(Layout("A\n\n```\n(Nye, 1990)\n"))


def test_places_stay() -> None:
    text = "So `a[0]` and [Nye](#nye) in https://example.org are (Nye, 1990)."
    assert running_text(Layout(text)).index("(Nye") == text.index("(Nye")


def test_a_link_has_words_with_a_target() -> None:
    text = "So [Nye, 1990](#nye) and ![no](x.png)."
    assert list(links(Layout(text))) == [(3, 20, "Nye, 1990", "#nye")]
