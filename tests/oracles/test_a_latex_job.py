"""LaTeX prints the library that this repository ships: by biblatex as it is, by plain BibTeX as exported."""

import re
import shutil
import subprocess
from pathlib import Path

import pytest

from refdesk.bibfile import load
from refdesk.cli import run

LIBRARY = Path(__file__).parents[2] / "references.bib"

BIBLATEX = r"""
\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage[backend=biber,style=authoryear]{biblatex}
\addbibresource{references.bib}
\begin{document}
\nocite{*}
\printbibliography
\end{document}
"""
CLASSIC = r"""
\documentclass{article}
\usepackage[T1]{fontenc}
\usepackage{url}
\begin{document}
\nocite{*}
\bibliographystyle{plain}
\bibliography{classic}
\end{document}
"""


def lacking() -> str | None:
    """What this machine would need, or None."""
    if missing := [
        program for program in ("pdflatex", "biber", "bibtex", "kpsewhich") if shutil.which(program) is None
    ]:
        return f"not installed: {', '.join(missing)}"
    found = subprocess.run(["kpsewhich", "biblatex.sty", "etoolbox.sty", "t1enc.def"], capture_output=True, check=False)
    return "biblatex is not installed" if found.returncode else None


pytestmark = [pytest.mark.slow, pytest.mark.skipif(lacking() is not None, reason=str(lacking()))]


def said_by(folder: Path, *command: str) -> str:
    """What the program printed; it must end without an error."""
    ended = subprocess.run(command, cwd=folder, capture_output=True, timeout=300, check=False, stdin=subprocess.DEVNULL)
    said = ended.stdout.decode(errors="replace")
    assert ended.returncode == 0, said[-3000:]
    return said


def latex(folder: Path) -> str:
    """A run of LaTeX that draws no pages, which would have fonts made."""
    return said_by(folder, "pdflatex", "-draftmode", "-interaction=nonstopmode", "-halt-on-error", "job.tex")


@pytest.fixture(scope="module")
def biblatex_job(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The folder of a job after LaTeX, biber, LaTeX; and what biber said."""
    folder = tmp_path_factory.mktemp("biblatex")
    (folder / "job.tex").write_text(BIBLATEX)
    shutil.copy(LIBRARY, folder / "references.bib")
    latex(folder)
    said = said_by(folder, "biber", "job")
    latex(folder)
    return folder, said


def test_biber_finds_nothing_to_warn_of(biblatex_job: tuple[Path, str]) -> None:
    assert re.findall(r"^(?:WARN|ERROR).*", biblatex_job[1], re.MULTILINE) == []


def test_every_entry_comes_into_the_bibliography(biblatex_job: tuple[Path, str]) -> None:
    printed = re.findall(r"^\s*\\entry\{([^}]*)\}", (biblatex_job[0] / "job.bbl").read_text(), re.MULTILINE)
    assert sorted(set(printed)) == sorted(entry.key for entry in load(LIBRARY).entries)


def test_bibtex_reads_the_classic_export_without_error(tmp_path: Path) -> None:
    (tmp_path / "job.tex").write_text(CLASSIC)
    assert (
        run(["export", "--library", str(LIBRARY), "--format", "bibtex", "--all", "-o", str(tmp_path / "classic.bib")])
        == 0
    )
    latex(tmp_path)
    said = said_by(tmp_path, "bibtex", "job")
    latex(tmp_path)
    assert "error message" not in said
