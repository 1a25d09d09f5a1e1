"""Check digits and shapes of the numbers that name works and people: pure arithmetic.

Sources: ISBN: ISO 2108:2017; ISSN: ISO 3297:2022, annex on the check character; ORCID iD: ISO 27729 and
ISO/IEC 7064, MOD 11-2; DOI: ISO 26324:2022, a prefix of `10.` and a registrant code, a slash and any suffix.
"""

import re

_ISBN10 = re.compile(r"[0-9]{9}[0-9X]\Z")
_ISBN13 = re.compile(r"97[89][0-9]{10}\Z")
_ISSN = re.compile(r"[0-9]{7}[0-9X]\Z")
_ORCID = re.compile(r"[0-9]{15}[0-9X]\Z")
_DOI = re.compile(r"10\.[0-9]{4,9}(?:\.[0-9]+)*/\S+\Z")


def is_isbn(digits: str) -> bool:
    """Whether ten or thirteen digits without hyphens are an ISBN whose check digit is right."""
    if _ISBN10.match(digits):
        return _weighted(digits, range(10, 0, -1)) % 11 == 0
    return bool(_ISBN13.match(digits)) and _weighted(digits, (1, 3) * 6 + (1,)) % 10 == 0


def thirteen_digits(isbn: str) -> str | None:
    """The ISBN with thirteen digits and no hyphens, or None where it is none or its check digit is wrong."""
    digits = re.sub(r"[\s-]", "", isbn).upper()
    if not is_isbn(digits):
        return None
    return digits if len(digits) == 13 else with_check_digit(f"978{digits[:9]}")


def with_check_digit(twelve: str) -> str:
    """Twelve digits with the check digit that makes an ISBN of them (ISBN Users' Manual, appendix 1)."""
    return f"{twelve}{-_weighted(twelve, (1, 3) * 6) % 10}"


def is_issn(digits: str) -> bool:
    """Whether eight digits without a hyphen are an ISSN whose check digit is right."""
    return bool(_ISSN.match(digits)) and _weighted(digits, range(8, 0, -1)) % 11 == 0


def is_orcid(digits: str) -> bool:
    """Whether sixteen digits without hyphens are an ORCID iD whose check digit is right."""
    if not _ORCID.match(digits):
        return False
    total = 0
    for digit in digits[:15]:
        total = (total + int(digit)) * 2
    return (12 - total % 11) % 11 == _value(digits[15])


def is_doi(text: str) -> bool:
    """Whether the text has the shape of a DOI, without any address around it."""
    return bool(_DOI.match(text))


def _weighted(digits: str, weights: tuple[int, ...] | range) -> int:
    return sum(_value(digit) * weight for digit, weight in zip(digits, weights, strict=True))


def _value(digit: str) -> int:
    return 10 if digit == "X" else int(digit)
