"""biber, which reads the file for LaTeX, finds every field valid for its type."""

import re
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest

from refdesk.formats.bibfile import BibFile
from refdesk.formats.biblatex import put_entry
from refdesk.formats.biblatex_types import COMMON_FIELDS, OWN_FIELDS
from refdesk.formats.csl_json import CSL_TYPES
from refdesk.formats.facts import DATE_FIELDS, FURTHER_FIELDS, NAME_FIELDS, TEXT_FIELDS
from refdesk.formats.inheritance import HEIRLOOMS, inherited
from refdesk.model.date import PartialDate
from refdesk.model.library import Entry
from refdesk.model.name import Name
from refdesk.model.work import Work

pytestmark = pytest.mark.skipif(shutil.which("biber") is None, reason="biber is not installed")


def full(kind: str, volume: str = "3") -> Work:
    """A work of this type of which everything is known, with every sign that LaTeX or biber might trip over."""
    people = (Name("Courson", "Marie", "De"), Name("King", "M. L.", "", "Jr."), Name(literal="Barnes & Noble and Sons"))
    further: dict[str, Any] = {
        **{name: people for name in FURTHER_FIELDS if name in NAME_FIELDS},
        **{name: "50% of R&D #1_x" for name in FURTHER_FIELDS if name in TEXT_FIELDS},
        **{name: PartialDate(1999, 5) for name in FURTHER_FIELDS if name in DATE_FIELDS},
    }
    return Work(
        type=kind,
        authors=(*people, Name(literal="others")),
        editors=people,
        translators=people,
        container_authors=people,
        title="50% of {R&D}: “why” -- #1_x^2~",
        printed_title="50% OF R&D",
        container="Dawn & Co",
        collection="Series",
        collection_number="4",
        event="Congress",
        publisher="Simon and Schuster",
        place="New York and Lahore",
        volume=volume,
        issue="2",
        number="17-B",
        pages="12-14",
        edition="2",
        section="Pakistan",
        genre="policy brief",
        issued=PartialDate(2021, 3, 4, PartialDate(2021, 4), approximate=True),
        accessed=PartialDate(2022, 1, 2),
        doi="10.1000/a_b<c>%20",
        isbn="978-3-16-148410-0",
        issn="0378-5955",
        urls=("https://x.example/a_b%20c#d?e=f&g=~h", "https://y.example"),
        archive_url="https://archive.example/1",
        language="en-GB",
        abstract="Of $5 and 10%.",
        note="A note; with {braces}.",
        **further,
    )


def warnings_of(entries: list[Entry], folder: Path) -> list[str]:
    """What biber's validation says, the word on refdesk's own fields apart."""
    bibfile = BibFile.parse(b"")
    for entry in entries:
        bibfile = put_entry(bibfile, entry)
    (folder / "x.bib").write_bytes(bibfile.to_bytes())
    command = ["biber", "--tool", "--validate-datamodel", "--noconf", "--nolog", "x.bib"]
    run = subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)
    own = re.compile(f"Field '({'|'.join(OWN_FIELDS + COMMON_FIELDS)})' invalid in data model")
    assert "Output to" in run.stdout, run.stdout
    return [line for line in run.stdout.splitlines() if re.match("WARN|ERROR", line) and not own.search(line)]


def test_biber_accepts_every_type_with_every_field(tmp_path: Path) -> None:
    entries = [
        Entry(
            citekey=f"k{number}",
            work=full(kind),
            cited_by=("a", "b"),
            keywords=("stub",),
            aliases=(f"old{number}",),
            files=("a b.txt",),
        )
        for number, kind in enumerate(sorted(CSL_TYPES))
    ]
    assert warnings_of(entries, tmp_path) == []


def test_biber_accepts_a_volume_that_is_no_number(tmp_path: Path) -> None:
    entries = [Entry(citekey=f"k{number}", work=full(kind, "XII")) for number, kind in enumerate(sorted(CSL_TYPES))]
    assert warnings_of(entries, tmp_path) == []


def test_biber_misses_only_what_the_source_does_not_say(tmp_path: Path) -> None:
    entries = [Entry(citekey=f"k{number}", work=Work(type=kind)) for number, kind in enumerate(sorted(CSL_TYPES))]
    assert {re.sub(r".*\): ", "", line).split(" '")[0] for line in warnings_of(entries, tmp_path)} == {
        "Missing mandatory field",
        "Missing mandatory field - one of",
    }


@pytest.mark.parametrize(
    "date",
    [
        PartialDate(2021, 21),
        PartialDate(-44),
        PartialDate(2021, uncertain=True),
        PartialDate(2021, 3, approximate=True, uncertain=True),
        PartialDate(2021, 3, 4, PartialDate(2022)),
    ],
)
def test_biber_reads_every_kind_of_date(date: PartialDate, tmp_path: Path) -> None:
    work = Work(title="T", issued=date, accessed=date)
    assert warnings_of([Entry(citekey="k", work=work)], tmp_path) == []


FAMILY = """
@inproceedings{paper, title={Paper}, crossref={proc}, note={Own}}
@proceedings{proc, title={Proc}, subtitle={Sub}, editor={Ed, A}, publisher={ACM}, date={2001-05}, crossref={all}}
@mvproceedings{all, title={All}, location={Lahore}, isbn={978-3-16-148410-0}}
@inbook{part, title={Part}, crossref={book}}
@book{book, author={Khan, A}, title={Book}, date={1999}}
@article{essay, title={Essay}, crossref={issue}, date={2003}}
@periodical{issue, title={Dawn}, editor={Ed, B}, issn={0378-5955}}
@book{war, title={War}, publisher={Own}, xdata={one, two}}
@xdata{one, publisher={One}, location={Delhi}, xdata={three}}
@xdata{two, location={Lahore}}
@xdata{three, note={Three}}
@book{parts, title={Parts}, author={xdata=names-author-2 and Zia, Z}, publisher={xdata=names-publisher}}
@xdata{names, author={First, A and Second, B}, publisher={House}}
"""


def biber_reads(text: str, folder: Path) -> dict[str, dict[str, str]]:
    """The fields of every entry, with what it inherits, as biber writes them out."""
    (folder / "x.bib").write_text(text, encoding="utf-8")
    command = ["biber", "--tool", "--output-resolve", "--noconf", "--nolog", "--output-file=y.bib", "x.bib"]
    subprocess.run(command, cwd=folder, capture_output=True, timeout=120, check=True)
    return {entry.key: dict(entry.values) for entry in BibFile.parse((folder / "y.bib").read_bytes()).entries}


def test_entries_inherit_what_biber_says(tmp_path: Path) -> None:
    bibfile = BibFile.parse(FAMILY.encode())
    inheritance = inherited(bibfile)
    mine = {entry.key: dict(inheritance.values(at, entry)) for at, entry in enumerate(bibfile.entries)}
    theirs = biber_reads(FAMILY, tmp_path)
    told = {
        key: {name: value for name, value in fields.items() if name not in HEIRLOOMS} for key, fields in mine.items()
    }
    assert told == theirs
