"""Which type of reference is which kind of work? A table for EndNote's family of formats, and nothing else.

Sources: the list of types that RIS files use (rispy's table has the same), EndNote's own reference types with the
numbers that its XML gives them, and what Zotero makes of each. CSL type → the first row that names it.
"""

from collections.abc import Mapping
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Kind:
    """A type of reference: `ris` as after TY, `name` and `number` as EndNote calls it; and the CSL type it means."""

    ris: str
    name: str
    number: str
    csl: str


# RIS | EndNote's name | EndNote's number | CSL type. "-" where a format has no such type.
_ROWS = """
JOUR    | Journal Article          | 17 | article-journal
EJOUR   | Electronic Article       | 43 | article-journal
ABST    | -                        | -  | article-journal
MGZN    | Magazine Article         | 19 | article-magazine
NEWS    | Newspaper Article        | 23 | article-newspaper
BOOK    | Book                     | 6  | book
EDBOOK  | Edited Book              | 28 | book
EBOOK   | Electronic Book          | 44 | book
CTLG    | Catalog                  | 8  | book
CLSWK   | Classical Work           | 49 | classic
ANCIENT | Ancient Text             | 51 | classic
CHAP    | Book Section             | 5  | chapter
ECHAP   | Electronic Book Section  | 60 | chapter
DICT    | Dictionary               | 52 | entry-dictionary
ENCYC   | Encyclopedia             | 53 | entry-encyclopedia
CONF    | Conference Proceedings   | 10 | paper-conference
CPAPER  | Conference Paper         | 47 | paper-conference
RPRT    | Report                   | 27 | report
GOVDOC  | Government Document      | 46 | report
THES    | Thesis                   | 32 | thesis
ELEC    | Web Page                 | 12 | webpage
MULTI   | Online Multimedia        | 48 | webpage
BLOG    | Blog                     | 56 | post-weblog
ICOMM   | -                        | -  | post
-       | Discussion Forum         | -  | post
-       | Social Media             | -  | post
PCOMM   | Personal Communication   | 26 | personal_communication
-       | Interview                | -  | interview
INPR    | -                        | -  | article
MANSCPT | Manuscript               | 36 | manuscript
UNPB    | Unpublished Work         | 34 | manuscript
UNPD    | -                        | -  | manuscript
PAT     | Patent                   | 25 | patent
STAT    | Statute                  | 31 | legislation
BILL    | Bill                     | 4  | bill
UNBILL  | -                        | -  | bill
CASE    | Case                     | 7  | legal_case
LEGAL   | Legal Rule or Regulation | 50 | regulation
HEAR    | Hearing                  | 14 | hearing
STAND   | Standard                 | 58 | standard
DATA    | Dataset                  | 59 | dataset
DBASE   | Online Database          | 45 | dataset
AGGR    | Aggregated Database      | 55 | dataset
COMP    | Computer Program         | 9  | software
-       | Multimedia Application   | -  | software
MAP     | Map                      | 20 | map
ART     | Artwork                  | 2  | graphic
FIGURE  | Figure                   | 37 | figure
CHART   | Chart or Table           | 38 | figure
EQUA    | Equation                 | 39 | figure
MPCT    | Film or Broadcast        | 21 | motion_picture
VIDEO   | -                        | -  | motion_picture
ADVS    | Audiovisual Material     | 3  | motion_picture
-       | Television Episode       | -  | broadcast
-       | Podcast                  | -  | broadcast
SOUND   | -                        | -  | song
MUSIC   | Music                    | 61 | musical_score
SLIDE   | -                        | -  | speech
SER     | Serial                   | 57 | periodical
JFULL   | -                        | -  | periodical
PAMP    | Pamphlet                 | 24 | pamphlet
GEN     | Generic                  | 13 | document
GRANT   | Grant                    | 54 | document
GRNT    | -                        | -  | document
-       | Press Release            | -  | document
"""
KINDS = tuple(Kind(*(cell.strip() for cell in row.split("|"))) for row in _ROWS.strip().splitlines())
BY_RIS: Mapping[str, Kind] = {kind.ris: kind for kind in KINDS if kind.ris != "-"}
BY_NAME: Mapping[str, Kind] = {kind.name.lower(): kind for kind in KINDS if kind.name != "-"}
BY_NUMBER: Mapping[str, Kind] = {kind.number: kind for kind in KINDS if kind.number != "-"}
GENERIC = BY_RIS["GEN"]

# What has no type of its own goes under the nearest that all three formats have.
_NEAREST = {
    "article": "UNPB",
    "broadcast": "MPCT",
    "collection": "BOOK",
    "entry": "ENCYC",
    "interview": "PCOMM",
    "post": "ELEC",
    "review": "JOUR",
    "review-book": "JOUR",
    "song": "MUSIC",
    "speech": "CPAPER",
    "treaty": "LEGAL",
}


def kind_of(csl_type: str, *, in_ris: bool) -> Kind:
    """The type of reference under which a work of this CSL type is written, in RIS or in EndNote's own formats."""
    own = (kind for kind in KINDS if kind.csl == csl_type and (kind.ris if in_ris else kind.number) != "-")
    return next(own, BY_RIS.get(_NEAREST.get(csl_type, "GEN"), GENERIC))
