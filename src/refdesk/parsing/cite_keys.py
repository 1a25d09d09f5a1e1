r"""Cites by key: pandoc's and LaTeX's.

In: a mark with keys, "see @doe99, pp. 33-35; -@smith04" or "\citep[p. 3]{doe99,smith04}". Out: Cites that have a
key and no author, with prefix, locator and suffix as printed.
"""

import re
from dataclasses import replace

from refdesk.model.citation import Cite
from refdesk.parsing.cites import LOCATOR, locator_label, plain, tidy_locator

_KEYED = re.compile(
    r"(?P<prefix>[^@]{0,120}?)-?@"
    r"(?:\{(?P<braced>[^{}\s]{1,80})\}|(?P<key>\w(?:[\w:.#$%&+?<>~/-]{0,79}\w)?))(?P<after>.{0,200})",
    re.DOTALL,
)
_AFTER = re.compile(rf"[\s,]*\[?(?:{LOCATOR}(?![\w\d]))?[\s,]*(?P<suffix>[^\[\]]{{0,200}}?)\]?\s*", re.IGNORECASE)
_LATEX = re.compile(
    r"\\(?P<command>\w{1,30})\*?\s?(?P<options>(?:\[[^\[\]]{0,100}\]\s?){0,2})\{(?P<keys>[^{}]{1,300})\}"
)
_NARRATIVE = re.compile(r"@|\\(?:[a-z]*textcite|citet|citeauthor|textcite|Textcite|Citet)\b")


def parse_keys(content: str) -> tuple[Cite, ...]:
    """The cites of a bracket with keys, of a bare key with its locator ("@doe99 [p. 33]"), or of a LaTeX command."""
    words = plain(content)
    if latex := _LATEX.fullmatch(words):
        return _latex(latex)
    return tuple(filter(None, (_keyed(part.strip()) for part in words.split(";"))))


def is_narrative(content: str) -> bool:
    r"""Whether the mark names its authors in the sentence: a bare "@doe99", or `\citet`."""
    return bool(_NARRATIVE.match(content))


def _keyed(part: str) -> Cite | None:
    match = _KEYED.fullmatch(part)
    if match is None:
        return None
    key = match["braced"] or match["key"]
    return _located(Cite(key=key, prefix=match["prefix"].strip(" ,") or None), match["after"])


def _located(cite: Cite, after: str) -> Cite:
    match = _AFTER.fullmatch(after)
    if match is None:
        return cite
    locator, suffix = match["locator"], match["suffix"].strip(" ,") or None
    if locator is None:
        return replace(cite, suffix=suffix)
    return replace(cite, locator=tidy_locator(locator), label=locator_label(match["label"]), suffix=suffix)


def _latex(match: re.Match[str]) -> tuple[Cite, ...]:
    """One option is what follows the last key, of two the first stands before the first key."""
    options = re.findall(r"\[([^\[\]]*)\]", match["options"])
    cites = [Cite(key=key.strip()) for key in match["keys"].split(",") if key.strip()]
    if len(options) > 1 and cites and options[0].strip():
        cites[0] = replace(cites[0], prefix=options[0].strip())
    if options and cites:
        cites[-1] = _located(cites[-1], options[-1])
    return tuple(cites)
