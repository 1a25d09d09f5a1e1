"""Strategies for .bib files that every BibTeX program agrees to be sound, in the layouts of many hands."""

from hypothesis import strategies as st

BLANKS = st.sampled_from(["", " ", "\n", "\n  ", "\t"])
BLANKS_IN_A_LINE = st.sampled_from(["", " ", "\t"])
KEYS = st.from_regex(r"[A-Za-z][A-Za-z0-9:_.+-]{0,8}", fullmatch=True)
TYPES = st.sampled_from(["article", "BOOK", "InProceedings", "misc", "online"])
NAMES = st.sampled_from(["title", "Author", "YEAR", "note", "x-own", "journal_title"])
MACROS = st.sampled_from(["acm", "ieee:long", "jan", "dec"])
WORDS = st.text(
    st.sampled_from(["a", "Z", "ü", "é", "漢", "7", " ", ",", "=", "#", "%", "\\", "-", "(", ")", "~"]), max_size=8
)
# The word @ behind a brace is left out: what an at sign in a value means is where the programs part.


@st.composite
def braced_texts(draw: st.DrawFn, depth: int = 2) -> str:
    """Text whose braces balance."""
    parts = [draw(WORDS)]
    for _ in range(draw(st.integers(0, 2)) if depth else 0):
        parts += ["{", draw(braced_texts(depth - 1)), "}", draw(WORDS)]
    return "".join(parts)


@st.composite
def pieces(draw: st.DrawFn) -> str:
    """One part of a value."""
    kind = draw(st.sampled_from(["braced", "quoted", "number", "macro"]))
    if kind == "number":
        return str(draw(st.integers(0, 9999)))
    if kind == "macro":
        return draw(MACROS)
    text = draw(braced_texts())
    return f'"{text}"' if kind == "quoted" else f"{{{text}}}"


@st.composite
def values(draw: st.DrawFn) -> str:
    """Up to three pieces, joined."""
    return draw(st.sampled_from([" # ", "#", "\n  # "])).join(draw(st.lists(pieces(), min_size=1, max_size=3)))


@st.composite
def entries(draw: st.DrawFn, key: str, gaps: st.SearchStrategy[str] = BLANKS) -> str:
    """One entry, in braces or parentheses; `gaps` stand behind its type and before its equals signs."""
    opening, closing = draw(st.sampled_from([("{", "}"), ("(", ")")]))
    fields = [
        f"{draw(BLANKS)}{name}{draw(gaps)}={draw(BLANKS)}{draw(values())}"
        for name in draw(st.lists(NAMES, unique_by=str.lower, max_size=4))
    ]
    comma = draw(st.sampled_from(["", ","])) if fields else ","
    return f"@{draw(TYPES)}{draw(gaps)}{opening}{draw(BLANKS)}{key},{','.join(fields)}{comma}{draw(BLANKS)}{closing}"


@st.composite
def files(draw: st.DrawFn, gaps: st.SearchStrategy[str] = BLANKS) -> str:
    """Two macros, then entries with free text between them."""
    keys = draw(st.lists(KEYS, unique_by=str.lower, max_size=4))
    head = '@string{acm = "Ass. of " # {Computing}}\n@String(ieee:long = {IEEE {Journal}})\n'
    between = st.sampled_from(["\n\n", "\n", "", "\nfree text\n", "\r\n"])
    return head + "".join(draw(entries(key, gaps)) + draw(between) for key in keys)
