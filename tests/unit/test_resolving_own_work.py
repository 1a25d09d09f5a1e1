"""A document as a work: what it says of itself and no more."""

import pytest

from refdesk.model.document import Document
from refdesk.model.work import Work
from refdesk.resolving.extraction import extract_document

TEXT = "A page that is open to all will be read by some, and those who read it may ask who wrote it, and when, and why."


def own_work(head: str) -> Work:
    work = extract_document(Document(text=f"{head}\n\nAbstract\n\n{TEXT}")).work
    assert work is not None
    return work


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        ("How large is a little?", "document"),
        ("Journal of Shelves 14(2): 101–119, 2017\n\nHow large is a little?", "article-journal"),
        ("Proceedings of the Small Workshop\n\nHow large is a little?", "paper-conference"),
        ("Policy Report No. 7 | May 2023\n\nHow large is a little?", "report"),
        (
            "A Working Group            A. Lind\nRequest for Comments: 9999      May 2001\n\n   Cans over Links",
            "report",
        ),
    ],
)
def test_the_head_tells_the_kind(head: str, kind: str) -> None:
    assert own_work(head).type == kind


def test_the_journals_line_is_of_the_work() -> None:
    work = own_work("Journal of Shelves 14(2): 101–119, 2017\ndoi:10.1234/x\nISSN 1234-5678\n\nHow large is a little?")
    facts = (work.container, work.volume, work.issue, work.pages, work.doi, work.issn, work.year)
    assert facts == ("Journal of Shelves", "14", "2", "101–119", "10.1234/x", "1234-5678", 2017)
