"""Draw docs/tui.svg, the README's picture, from a desk made of the example documents: `make picture`.

In: the file to write. Out: an SVG of 120 × 34 characters that asks the web for nothing, the same on every run.
"""

import asyncio
import re
import sys
import tempfile
from pathlib import Path

from refdesk.desk.annotating import write_annotation
from refdesk.desk.ingesting import ingest
from refdesk.desk.place import Desk
from refdesk.tui.app import DeskApp

DOCUMENTS = Path(__file__).parent / "documents"
SIZE = (120, 34)
ENTRY = "ostrom1990governing"
ANNOTATION = "# Governing the Commons\n\n## Summary\n\nWhat every document here on shared land comes back to.\n"
# Textual's picture names a font on the web; without it the reader's own monospaced font serves.
WEB_FONT = re.compile(r"\s*@font-face \{.*?\}", re.DOTALL)


def main(target: Path) -> None:
    """Make the desk in a folder that is gone afterwards, and draw it."""
    with tempfile.TemporaryDirectory() as folder:
        desk = Desk(Path(folder), Path(folder) / "references.bib")
        ingest(desk, sorted(DOCUMENTS.iterdir()))
        write_annotation(desk, ENTRY, ANNOTATION)
        picture = asyncio.run(draw(desk))
    target.write_text(WEB_FONT.sub("", picture), encoding="utf-8")
    print(f"wrote {target}")


async def draw(desk: Desk) -> str:
    """The screen with ENTRY found and its citing sentences beside it."""
    app = DeskApp(desk)
    app.animation_level = "none"
    async with app.run_test(size=SIZE) as pilot:
        await pilot.pause(1)
        await pilot.press("slash", *ENTRY, "escape", "escape", "4")
        await pilot.pause(1)
        await app.workers.wait_for_complete()
        await pilot.pause()
        return app.export_screenshot(title="refdesk")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
