"""The CSL room could be published apart: it needs no other room."""

from tests.rooms.conftest import Run

# Refuses every module of refdesk but the package itself and its CSL room, then loads all of that room.
ALONE = """
import importlib, pkgutil, sys

class Wall:
    def find_spec(self, name, path=None, target=None):
        if name.startswith("refdesk.") and not name.startswith("refdesk.csl"):
            raise ImportError("behind the wall: " + name)

sys.meta_path.insert(0, Wall())
import refdesk.csl
for module in pkgutil.walk_packages(refdesk.csl.__path__, "refdesk.csl."):
    importlib.import_module(module.name)
style = '''<style xmlns="http://purl.org/net/xbiblio/csl" version="1.0" class="in-text" default-locale="en-US">
<info><title>Titles</title><id>titles</id><updated>2024-01-01T00:00:00+00:00</updated></info>
<citation><layout><text variable="title"/></layout></citation>
<bibliography><layout><text variable="title"/></layout></bibliography></style>'''
print(refdesk.csl.render(style, [{"id": "a", "type": "book", "title": "Silent Spring"}]))
"""


def test_it_loads_behind_a_wall_to_every_other_room(python: Run) -> None:
    assert "Silent Spring" in python("-c", ALONE).stdout
