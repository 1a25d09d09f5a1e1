"""The codes that other rooms give to what they find, with their weight and reason.

`formats` reads the library file, `documents`, `reading`, `parsing` and `resolving` the sources; `refdesk.desk.linting`
looks at the disk. A code of theirs that is not listed is told as a note.
"""

from refdesk.linting.citing import cited_by_at_odds
from refdesk.linting.findings import Rule

FILE_RULES = (
    Rule(
        code="broken-block",
        severity="error",
        what="An entry, @string or @preamble is opened and never closed.",
        why="BibTeX and biber lose this entry and often the next. refdesk keeps the text as it is and reads on.",
        example="@book{kim2020, title = {Salt",
    ),
    Rule(
        code="duplicate-key",
        severity="error",
        what="Two entries bear one key.",
        why="BibTeX and biber read the first alone, and what the other says is never printed.",
        example="@book{kim2020, ...} and @article{kim2020, ...}",
    ),
    Rule(
        code="no-key",
        severity="error",
        what="An entry has no key.",
        why="Nothing can cite it, and refdesk lists only what it can name.",
        example="@book{, title = {Salt}}",
    ),
    Rule(
        code="unreadable-field",
        severity="error",
        what="A comma or an equals sign is missing, so that a part of the entry cannot be read.",
        why="BibTeX and biber skip the rest of the entry.",
        example="title = {Salt} date = {2020}, or note {Red}",
    ),
    Rule(
        code="duplicate-field",
        severity="warning",
        what="A field stands twice in one entry.",
        why="The first one counts for BibTeX, the last one for biber.",
        example="title = {Salt}, title = {Pepper}",
    ),
    Rule(
        code="undefined-macro",
        severity="warning",
        what="A bare word that no @string defines.",
        why="BibTeX prints nothing for it. Months (jan to dec) are always known.",
        example="journal = nature, without @string{nature = ...}",
    ),
    Rule(
        code="commented-entry",
        severity="warning",
        what="A % stands before @type{ on its line.",
        why="biber and JabRef skip the entry, BibTeX does not: the same file gives two bibliographies.",
        example="% @book{kim2020, ...}",
    ),
    Rule(
        code="unreadable-date",
        severity="warning",
        what="A date is neither EDTF nor a year.",
        why="biber leaves it out, and refdesk cannot sort by it. It stays in the file as it is.",
        example="date = {May 5th}",
    ),
    Rule(
        code="odd-date",
        severity="note",
        what="A date is written as biblatex does not write it, but can be read.",
        why="Other programs may read it otherwise or not at all. It stays in the file as it is.",
        example="year = {2001a}",
    ),
    Rule(
        code="unknown-crossref",
        severity="warning",
        what="crossref names an entry that is not in the file.",
        why="What the entry should inherit is missing from print. biber tells capitals apart, BibTeX does not.",
        example="crossref = {proc2020}, and no entry bears that key",
    ),
    Rule(
        code="unknown-xdata",
        severity="warning",
        what="xdata names an entry that is not in the file, or is no @xdata.",
        why="What the entry should inherit is missing from print.",
        example="xdata = {ash-press}, and no @xdata bears that key",
    ),
    Rule(
        code="unknown-set-member",
        severity="warning",
        what="entryset names an entry that is not in the file.",
        why="The set is printed without it.",
        example="@set{both, entryset = {kim2020, gone}}",
    ),
    Rule(
        code="xdata-overrides",
        severity="note",
        what="An @xdata says something else than the entry itself.",
        why="biber prints what the @xdata says, whatever stands in the entry.",
        example="publisher = {Ash}, xdata = {p}, and @xdata{p, publisher = {Salt}}",
    ),
    Rule(
        code="inheritance-cycle",
        severity="error",
        what="Entries inherit from each other in a circle.",
        why="biber stops at it. What they say themselves still counts.",
        example="@book{a, crossref = {b}} and @book{b, crossref = {a}}",
    ),
    Rule(
        code="broken-record",
        severity="error",
        what="A line of citations.jsonl or documents.jsonl is no record.",
        why="What it said is not known to the desk. The line is kept as it is.",
        example="half a line after a merge conflict",
    ),
)

DESK_RULES = (
    Rule(
        code="stub",
        severity="note",
        what="The documents say no more of this work than its label.",
        why="It cannot be printed as a full reference. Fill it in with refdesk edit, or ingest a document that"
        " describes it.",
        example="@misc{kim2020, author = {Kim}, date = {2020}, keywords = {stub}}",
    ),
    Rule(
        code="ambiguous",
        severity="warning",
        what="A cite could mean several works.",
        why="The desk does not guess, so none of them counts as cited there.",
        example="(Kim, 2020) beside two works that Kim wrote in 2020",
    ),
    Rule(
        code="unmatched",
        severity="warning",
        what="A cite means no entry of the library.",
        why="The work is missing from every bibliography.",
        example="(Kim, 2020), and no entry that could be meant",
    ),
    Rule(
        code="dangling",
        severity="warning",
        what="A cite means an entry that is no longer in the library.",
        why="The entry was deleted, or renamed outside refdesk: then write the old key into its ids.",
        example="a line of citations.jsonl with work kim2020, which references.bib lacks",
    ),
    Rule(
        code="citedby-mismatch",
        severity="warning",
        what="citedby does not name the documents that cite the work by the desk's records.",
        why="Queries by document give wrong answers. The fix writes what citations.jsonl and documents.jsonl say, and"
        " keeps the names of documents that the desk has not read.",
        example="citedby = {essay}, though a line of citations.jsonl says that thesis cites it too",
        fixable=True,
        survey=cited_by_at_odds,
    ),
    Rule(
        code="missing-file",
        severity="note",
        what="A path in file leads to no file.",
        why="It was moved, or lies on another machine: contexts cannot be shown. A desk may be public where its"
        " documents are not.",
        example="file = {papers/kim.pdf}, and there is no such file",
    ),
    Rule(
        code="lone-annotation",
        severity="warning",
        what="An annotation belongs to no entry.",
        why="Its entry was deleted, or renamed outside refdesk. Rename the file, or write the old key into ids.",
        example="annotations/kim2020.md, and no entry kim2020",
    ),
)


def _noted(code: str, what: str, why: str, example: str) -> Rule:
    return Rule(code=code, severity="note", what=what, why=why, example=example)


_HOUSE = "It is the source's slip, told so that you can correct the entry."

SOURCE_RULES = (
    _noted("no-date", "The source gives no date of the work.", _HOUSE, "Kim, A. Salt. Ash Press."),
    _noted("no-title", "The source gives no title of the work.", _HOUSE, "Kim, A. (2020). https://example.org"),
    _noted("date-url-mismatch", "The date in an address is another than the printed one.", _HOUSE, "2021 in /2015/05/"),
    _noted("accessed-before-issued", "The work was read before its date.", _HOUSE, "2022, accessed 2021"),
    _noted("doi-as-url", "The source prints an address after “doi:”.", "The bare DOI was kept.", "doi:https://…"),
    _noted("host-as-container", "A host name stands in place of the site's name.", _HOUSE, "Www.example.org"),
    _noted("genre-in-title", "The title begins with the kind of work.", "It became the type.", "SPECIAL REPORT Salt"),
    _noted("shouting-title", "The printed title is in capitals.", "They were lowered.", "SALT AND BREAD"),
    _noted("site-name-in-title", "The title ends in the name of its site.", "It was cut.", "Salt - The Site"),
    _noted("title-unclosed-quote", "The closing quotation mark is missing.", _HOUSE, "“Salt, 2020"),
    _noted("repeated-author", "The same author is named twice.", "He is kept once.", "Kim, A., & Kim, A."),
    _noted("author-is-desk", "The author is a news desk, not a person.", _HOUSE, "Web Desk"),
    _noted("nothing-cited", "A document cites nothing.", "It may cite in a way unknown to refdesk.", "a memo"),
    _noted("list-missing", "A document has numbered cites and no list.", "They mean no entry.", "[4] without a list"),
    _noted("mark-without-note", "A mark leads to no note.", _HOUSE, "salt.¹² and no note 12"),
    _noted("note-without-mark", "No mark leads to a note.", _HOUSE, "note 12, which nothing calls"),
    _noted("unread-reference", "A line of the reference list could not be read.", "It has no entry.", "- - -"),
    _noted("no-reference", "A line is no reference.", "It has no entry.", "see above"),
    _noted("encoding-guessed", "A document is not in UTF-8.", "It was read as Windows-1252.", "an old .txt"),
)

CONSISTENCY_RULES = (
    Rule(
        code="cited-not-listed",
        severity="warning",
        what="A document cites what its reference list lacks.",
        why="The reader cannot find the source. Each such source is told once, at its first mark.",
        example="(Kim, 2020), and the list has no Kim",
    ),
    Rule(
        code="listed-not-cited",
        severity="note",
        what="An entry of the reference list is never cited.",
        why="It is left over, or its mark is lost; a bibliography of further reading is meant so.",
        example="Kim, A. (2020) in the list, and Kim nowhere in the text",
    ),
    Rule(
        code="year-at-odds",
        severity="warning",
        what="A citation gives another year than the entry of the list that it comes near to.",
        why="One of the two years is a slip, or the entry is missing.",
        example="(Kim, 2021), and Kim, A. (2020) in the list",
    ),
    Rule(
        code="spelling-at-odds",
        severity="warning",
        what="A name is spelt one way in a citation and another way in the list.",
        why="One of the two is a slip.",
        example="(Kimm, 2020), and Kim, A. (2020) in the list",
    ),
    Rule(
        code="authors-at-odds",
        severity="note",
        what="A citation names other authors than the entry of the list that it means.",
        why="A co-author was left out in one of the two, or et al. is missing.",
        example="(Kim & Lee, 2020), and Kim, A. (2020) in the list",
    ),
    Rule(
        code="same-author-year",
        severity="warning",
        what="Two entries of the list have the same authors and year, and no letters part them.",
        why="A citation by author and year may mean either.",
        example="two entries Kim, A. (2020), neither 2020a",
    ),
    Rule(
        code="note-number-missing",
        severity="warning",
        what="The numbers of the notes leave one out.",
        why="A note was lost, or the numbers were not made anew.",
        example="the notes 3 and 5, and no note 4",
    ),
    Rule(
        code="note-number-repeated",
        severity="warning",
        what="Two notes have one number.",
        why="A mark leads to two texts.",
        example="two notes 3",
    ),
    Rule(
        code="quote-without-source",
        severity="note",
        what="A quotation of eight words or more has no citation in its sentence, the one before, or right behind.",
        why="The reader cannot check it. What somebody said to the author has no source to cite.",
        example="“eight words or more in quotation marks stand here” and no mark",
    ),
)
"""What `lint --document` finds in one document beside the oddities of its sources."""

RULES = (*FILE_RULES, *DESK_RULES, *SOURCE_RULES, *CONSISTENCY_RULES)
