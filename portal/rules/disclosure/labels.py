"""Which word before a number says what it is."""

from __future__ import annotations

import re
from typing import Final

from portal.rules.disclosure.read_text import Reading

BEFORE: Final = 45
AFTER: Final = 30

#: What the next number is, when it is something that identifies nobody.
OTHER_NUMBER: Final = re.compile(
    r"\b(?:isbn(?:-1[03])?|issn|doi|ean|sku|urn|uprn|usrn|oracle|sap|vat|p\.?o\.?|a/c|acct?|"
    r"invoice|purchase|order|receipt|barcode|contract|grant|project|charity|company|"
    r"registered|account|cheque|serial|part|product|item|model|stock|ticket|booking|job|"
    r"case|ref|reference|crime|incident|occurrence|log|claim|licence|permit|planning|application|"
    r"petition|complaint|foi|anfoneb|cyfeirnod|achos|"
    r"tel|telephone|phone|mobile|fax|call|ring|text|helpline|switchboard|ffôn|ffon|"
    r"version|catalogue|cat|code|edition|budget|total|sum|population|cost centre)\b",
    re.IGNORECASE,
)


def last_before(pattern: re.Pattern[str], reading: Reading, start: int) -> int:
    """Where the last match that ends shortly before a position begins, or -1."""
    low = max(0, start - BEFORE)
    at = -1
    for match in pattern.finditer(reading.plain, low, start):
        at = match.start()
    return at


def is_near(pattern: re.Pattern[str], reading: Reading, start: int, end: int) -> bool:
    """Whether something that matches stands shortly before or behind, on the same line behind."""
    if pattern.search(reading.plain, max(0, start - BEFORE), start):
        return True
    behind = reading.plain[end : end + AFTER].partition("\n")[0]
    return bool(pattern.search(behind))


def is_labelled_otherwise(own: re.Pattern[str], reading: Reading, start: int) -> bool:
    """Whether the nearest label before a number says that it is another kind of number."""
    other = last_before(OTHER_NUMBER, reading, start)
    return other >= 0 and other > last_before(own, reading, start)
