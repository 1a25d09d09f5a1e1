"""Where there is no library: every verb that changes one says so, and leaves no trace of having looked."""

from collections.abc import Callable
from pathlib import Path

import pytest

from refdesk.desk.deduping import keep_apart, merge_identical
from refdesk.desk.editing import Changes, edit
from refdesk.desk.merging import merge, plan_merge
from refdesk.desk.patterning import rekey
from refdesk.desk.place import Desk
from refdesk.desk.tagging import TagChanges, change_tags
from refdesk.model.errors import ExitCode, RefdeskError

VERBS: dict[str, Callable[[Desk], object]] = {
    "edit": lambda desk: edit(desk, "a", Changes(assigned={"note": "x"})),
    "merge": lambda desk: merge(desk, ["a", "b"]),
    "plan": lambda desk: plan_merge(desk, ["a", "b"]),
    "dedupe": merge_identical,
    "distinct": lambda desk: keep_apart(desk, ["a", "b"]),
    "rekey": lambda desk: rekey(desk, None),
    "tag": lambda desk: change_tags(desk, None, TagChanges(added=["x"])),
}


@pytest.mark.parametrize("verb", VERBS)
def test_a_verb_without_a_library_leaves_no_trace(tmp_path: Path, verb: str) -> None:
    desk = Desk(tmp_path, tmp_path / "references.bib")
    with pytest.raises(RefdeskError, match="no library here") as caught:
        VERBS[verb](desk)
    assert (caught.value.code, list(tmp_path.iterdir())) == (ExitCode.USAGE, [])
