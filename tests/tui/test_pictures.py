"""Pictures of the screens. Look at the new one before you take it: `pytest tests/tui --snapshot-update`.

The pictures hold on the versions of Textual and Rich that drew them; with others these tests are skipped, and what
stands on the screens is still tested by the other modules here.
"""

from collections.abc import Callable
from importlib.metadata import version
from typing import Any

import pytest
from textual.pilot import Pilot

from refdesk.desk.place import Desk
from refdesk.tui.app import DeskApp
from tests.tui.conftest import press, settle, still

DRAWN_BY = {"textual": "8.2.8", "rich": "15.0.0"}
SIZES = [(80, 24), (120, 36)]
STORIES = {
    "list": [],
    "search": ["slash", "m", "a", "r", "k", "e", "t"],
    "reference": ["4_down", "enter"],
    "bibtex": ["4_down", "enter", "2"],
    "annotation": ["4_down", "enter", "3"],
    "cited_by": ["4_down", "enter", "4"],
    "nothing_found": ["slash", "z", "z"],
    "help": ["question_mark"],
}

pytestmark = pytest.mark.skipif(
    any(version(name) != drawn_by for name, drawn_by in DRAWN_BY.items()),
    reason=f"the pictures were drawn by {DRAWN_BY}, which is not what is installed",
)


@pytest.mark.parametrize("size", SIZES, ids=["80x24", "120x36"])
@pytest.mark.parametrize("story", STORIES)
def test_the_screen_looks_as_it_did(
    story: str, size: tuple[int, int], desk: Desk, snap_compare: Callable[..., bool]
) -> None:
    async def play(pilot: Pilot[Any]) -> None:
        await settle(pilot)
        for key in STORIES[story]:
            times, _, name = key.rpartition("_") if key[0].isdigit() and "_" in key else ("1", "", key)
            await press(pilot, *[name] * int(times))

    assert snap_compare(still(DeskApp(desk)), terminal_size=size, run_before=play)
