"""Informal attributions as citations.

In: the layout of a document without formal citations. Out: a citation of the kind *attributed* for each place where
its text names a source, with one cite: who or what is named, of which kind, and when. Words that point back ("the
report also says") carry the cite of their antecedent and less confidence, so that they become the same work.
"""

from refdesk.model.citation import Citation, Cite
from refdesk.parsing.dates import parse_date
from refdesk.reading.layout import Layout
from refdesk.reading.mentions import Mention, find_mentions
from refdesk.resolving.antecedents import with_antecedents

_NAMED = 0.5
_POINTED_AT = 0.4


def attribute(layout: Layout) -> tuple[Citation, ...]:
    """Every place where the text names a source, in order; ids are left empty."""
    direct = find_mentions(layout)
    places = {mention.start for mention in direct}
    return tuple(
        _citation(layout, mention, direct=mention.start in places) for mention in with_antecedents(layout, direct)
    )


def _citation(layout: Layout, mention: Mention, *, direct: bool) -> Citation:
    date = parse_date(mention.date) if mention.date else None
    cite = Cite(
        author=mention.name,
        families=(mention.name,),
        title=mention.title,
        year=str(date.year) if date else None,
        date=date.edtf if date else None,
        attributed=mention.kind,
        genre=mention.noun,
        event=mention.event,
    )
    return Citation(
        id="",
        start=mention.start,
        end=mention.end,
        text=" ".join(layout.text[mention.start : mention.end].split()),
        kind="attributed",
        cites=(cite,),
        confidence=_NAMED if direct else _POINTED_AT,
    )
