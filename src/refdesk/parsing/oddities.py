"""What is odd about a reference that a person should know.

In: the Draft of a reference that was read. Out: the same Draft with its problems, each a stable code and a plain
sentence.
"""

import re
from typing import Any

from refdesk.parsing.addresses import date_in_path, host
from refdesk.parsing.draft import Draft

_HOST = re.compile(
    r"(?:www\.)?[\w-]{1,60}(?:\.[\w-]{1,60}){0,4}\.(?:com|org|net|edu|gov|int|info|tv|co|[a-z]{2})", re.IGNORECASE
)


def look_for_oddities(draft: Draft) -> None:
    """Note what contradicts itself or is missing in the fields found."""
    fields = draft.fields
    if fields.get("doi_as_url"):
        draft.problem("doi-as-url", "The source prints an address after “doi:”; the bare DOI was kept.")
    container = str(fields.get("container") or fields.get("publisher") or "")
    if _HOST.fullmatch(container):
        draft.problem("host-as-container", f"The source gives the host name {container} in place of the site's name.")
    _compare_dates(draft)
    if fields.get("issued") is None:
        draft.problem("no-date", "The source gives no date of issue.")
    if fields.get("title") is None:
        draft.problem("no-title", f"The source gives no title, only {_what_is_given(fields)}.")


def _compare_dates(draft: Draft) -> None:
    """The date of issue against the one in the address, and against the date of access."""
    issued, accessed = draft.fields.get("issued"), draft.fields.get("accessed")
    if not issued:
        return
    for in_path in filter(None, map(date_in_path, draft.fields.get("urls", ()))):
        if not issued.agrees_with(in_path):
            message = f"The source dates this {issued.edtf}, but its address says {in_path.edtf}."
            draft.problem("date-url-mismatch", message)
    if accessed and issued.parts > accessed.parts and not issued.agrees_with(accessed):
        message = f"The source was read on {accessed.edtf}, before its date {issued.edtf}."
        draft.problem("accessed-before-issued", message)


def _what_is_given(fields: dict[str, Any]) -> str:
    if fields.get("urls"):
        return f"an address at {host(fields['urls'][0])}"
    return "an address at doi.org" if fields.get("doi") else "where it was printed"
