"""Small documents about real works, and a desk to read them into."""

from pathlib import Path

BARE = """Towns and trees

A town is more than a machine for living (Mumford, 1961). Streets need eyes (Jacobs, 1961), and
eyes need streets (Jacobs, 1961, p. 35). The commons can be kept (Ostrom,
1990). Nobody has settled the quarrel (Nomura, 2004).
"""

LISTED = """# Cities

Planners forgot the street (Jacobs, 1961).

References

- Jacobs, J. (1961). *The death and life of great American cities*. Random House.
- Mumford, L. (1961). *The city in history*. Harcourt, Brace & World.
"""

NOTED = """Sharing a pasture

People can share a pasture for centuries.¹ The shorter telling is older.²

¹ Elinor Ostrom, *Governing the Commons* (Cambridge: Cambridge University Press, 1990), 90.

² Garrett Hardin, “The Tragedy of the Commons,” *Science* 162, no. 3859 (1968): 1243–1248.
"""


def write_samples(folder: Path) -> tuple[Path, Path, Path]:
    """Write the three documents: bare author-date, a reference list, notes."""
    folder.mkdir(exist_ok=True)
    paths = folder / "bare.txt", folder / "listed.txt", folder / "noted.txt"
    for path, text in zip(paths, (BARE, LISTED, NOTED), strict=True):
        path.write_text(text, encoding="utf-8")
    return paths
