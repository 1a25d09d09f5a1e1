"""A small desk of invented works, the same on every run, and ways to drive the terminal desk on it."""

import asyncio
import hashlib
import inspect
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any

import pytest
from textual.pilot import Pilot
from textual.widgets import Input, Static

from refdesk.desk.place import Desk
from refdesk.formats.records import citation_bytes, document_bytes
from refdesk.model.errors import RefdeskError
from refdesk.model.library import CitationRecord, DocumentRecord, ReferenceRecord
from refdesk.model.problem import Problem
from refdesk.tui.app import DeskApp
from refdesk.tui.library_screen import LibraryScreen

DOCUMENT = """Notes on a market hall

Prices travel by talk long before anybody prints them (Okoro & Vale, 2019, p. 12). The first to count
the stalls was Brandt (2004), and she counted them twice. What the scales hid is told elsewhere
(Müller, 1998; Okoro & Vale, 2019). A letter says more (Vale, n.d.).
"""

LIBRARY = """@misc{market-notes,
  title = {Notes on a market hall},
  keywords = {source},
  file = {market-notes.txt},
}

@book{brandt2004stalls,
  author = {Brandt, Ilse},
  title = {Counting Stalls},
  publisher = {Harbour Press},
  date = {2004},
  citedby = {market-notes},
}

@report{council2012hall,
  title = {The Hall and Its Roof},
  institution = {City Council of Norham},
  date = {2012-05},
  url = {https://norham.example/hall.pdf},
}

@book{mueller1998waage,
  author = {Müller, Jörg},
  title = {Die Waage und ihr Schatten},
  date = {1998},
  citedby = {market-notes},
}

@article{okoro2019talk,
  author = {Okoro, Adaeze and Vale, Ruth},
  title = {Talk of the Market},
  journaltitle = {Journal of Small Trade},
  volume = {7},
  pages = {10--31},
  date = {2019},
  doi = {10.5555/smalltrade.7.10},
  url = {https://trade.example/talk},
  citedby = {market-notes},
}

@article{tanaka2015koe,
  author = {田中, 花子},
  title = {市場の声と静けさ},
  journaltitle = {市場研究},
  date = {2015},
}

@misc{vale,
  author = {Vale},
  keywords = {stub},
  citedby = {market-notes},
}
"""

ANNOTATION = """---
tags: [prices, talk]
rating: 4
read: 2026-01-12
quotes: []
---

# Talk of the Market

## Summary

How *prices* spread between stalls by talk alone.
"""


@pytest.hookimpl(tryfirst=True)
def pytest_pyfunc_call(pyfuncitem: pytest.Function) -> bool | None:
    """Run a test that is a coroutine."""
    if not inspect.iscoroutinefunction(pyfuncitem.obj):
        return None
    asyncio.run(
        pyfuncitem.obj(**{name: pyfuncitem.funcargs[name] for name in inspect.signature(pyfuncitem.obj).parameters})
    )
    return True


@pytest.fixture(autouse=True)
def _no_waiting(monkeypatch: pytest.MonkeyPatch) -> None:
    # In a test the cursor has always come to rest, and the collector would walk all that pytest holds.
    monkeypatch.setattr("refdesk.tui.library_screen._REST_SECONDS", 0.001)
    monkeypatch.setattr("refdesk.tui.library_screen._set_apart", lambda: None)


OpenDesk = Callable[..., AbstractAsyncContextManager[Pilot[RefdeskError]]]


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    """The desk of LIBRARY, with one document read and one annotation."""
    root = tmp_path / "desk"
    (root / "annotations").mkdir(parents=True)
    (root / "references.bib").write_text(LIBRARY, encoding="utf-8")
    (root / "market-notes.txt").write_text(DOCUMENT, encoding="utf-8")
    (root / "annotations" / "okoro2019talk.md").write_text(ANNOTATION, encoding="utf-8")
    (root / "citations.jsonl").write_bytes(citation_bytes(_citations()))
    (root / "documents.jsonl").write_bytes(document_bytes([_document()]))
    return Desk(root, root / "references.bib")


def _citations() -> list[CitationRecord]:
    return [
        _citation("(Okoro & Vale, 2019, p. 12)", "okoro2019talk", locator="12"),
        _citation("Brandt (2004)", "brandt2004stalls", kind="narrative"),
        _citation("(Müller, 1998; Okoro & Vale, 2019)", "mueller1998waage"),
        _citation("(Müller, 1998; Okoro & Vale, 2019)", "okoro2019talk"),
        _citation("(Vale, n.d.)", "vale"),
    ]


def _citation(mark: str, work: str, kind: str = "parenthetical", locator: str | None = None) -> CitationRecord:
    start = DOCUMENT.index(mark)
    return CitationRecord(
        document="market-notes",
        start=start,
        end=start + len(mark),
        text=mark,
        kind=kind,
        locator=locator,
        label="page" if locator else None,
        work=work,
        status="resolved",
    )


def _document() -> DocumentRecord:
    odd = Problem("title-case", "The title is printed in capitals.")
    return DocumentRecord(
        citekey="market-notes",
        path="market-notes.txt",
        sha256=hashlib.sha256(DOCUMENT.encode()).hexdigest(),
        conventions=("author-date",),
        references=(
            ReferenceRecord(start=0, end=5, where="list", work="okoro2019talk", fingerprint="f", problems=(odd,)),
        ),
    )


@pytest.fixture
def open_desk(desk: Desk) -> OpenDesk:
    """Open a desk (that of LIBRARY unless told) on a terminal of some size, and wait until it is read."""

    @asynccontextmanager
    async def opened(
        size: tuple[int, int] = (120, 36), *, at: Desk | None = None
    ) -> AsyncIterator[Pilot[RefdeskError]]:
        app = still(DeskApp(at or desk))
        async with app.run_test(size=size) as pilot:
            await settle(pilot)
            yield pilot

    return opened


def still(app: DeskApp) -> DeskApp:
    """The app without anything that moves by itself."""
    app.animation_level = "none"
    return app


async def settle(pilot: Pilot[Any]) -> None:
    """Wait until the cursor has rested, every worker is done and what they said is shown."""
    for box in pilot.app.screen.query(Input):
        box.cursor_blink = False
    for _ in range(3):  # reading the desk moves the cursor, that asks for pages, and these may find the disk changed
        await asyncio.sleep(0.005)
        while not all(worker.is_finished for worker in pilot.app.workers):  # noqa: ASYNC110 - workers set no event
            await asyncio.sleep(0.005)
        await pilot._wait_for_screen()
    await pilot.pause()


async def press(pilot: Pilot[RefdeskError], *keys: str) -> None:
    """Press keys and wait for what comes of it."""
    await pilot.press(*keys)
    await settle(pilot)


def library_screen(pilot: Pilot[RefdeskError]) -> LibraryScreen:
    """The screen at the bottom."""
    screen = pilot.app.screen_stack[0]
    assert isinstance(screen, LibraryScreen)
    return screen


def citekeys(pilot: Pilot[RefdeskError]) -> list[str]:
    """The citekeys in the list."""
    return [row.citekey for row in library_screen(pilot).entries.rows]


def current(pilot: Pilot[RefdeskError]) -> str | None:
    """The citekey under the cursor."""
    row = library_screen(pilot).entries.current
    return row.citekey if row else None


async def go_to(pilot: Pilot[RefdeskError], citekey: str) -> None:
    """Set the cursor on an entry."""
    library_screen(pilot).entries.put_cursor(citekeys(pilot).index(citekey))
    await settle(pilot)


def shown(pilot: Pilot[RefdeskError], name: str) -> str:
    """What a page shows, line by line."""
    body = library_screen(pilot).detail.query_one(f"#{name}").query_one(Static)
    return "\n".join(body.render_line(y).text.rstrip() for y in range(body.size.height))


def screen_text(pilot: Pilot[RefdeskError]) -> str:
    """Every character on the terminal, line by line."""
    lines = pilot.app.screen._compositor.render_strips()
    return "\n".join(strip.text.rstrip() for strip in lines)


def told(pilot: Pilot[RefdeskError]) -> list[str]:
    """What the toasts said, oldest first."""
    return [notification.message for notification in pilot.app._notifications]
