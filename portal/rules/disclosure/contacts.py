"""Telephone numbers and e-mail addresses."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from typing import Final

from portal.rules.disclosure.found import Found
from portal.rules.disclosure.labels import is_labelled_otherwise
from portal.rules.disclosure.read_text import Reading

_EMAIL: Final = re.compile(
    r"(?<![\w.+%'-])[\w+%'-][\w.+%'-]{0,63}\s?@\s?(?:[a-z0-9-]{1,63}\.\n?){1,6}[a-z]{2,24}(?![\w-])",
    re.IGNORECASE,
)
_GAP: Final = r"[\s./()-]{0,3}"
_PHONE: Final = re.compile(
    rf"(?<![\w+.,/-])(?:\+|00(?=[1-9])|\(?0(?=[^\d]{{0,3}}[1-9]))\(?\d(?:{_GAP}\d){{7,15}}(?![\d])",
    re.ASCII,
)
_PHONE_WORD: Final = re.compile(
    r"\b(?:tel|telephone|phone|mobile|fax|call|ring|text|helpline|switchboard|ffôn|ffon|ffoniwch|"
    r"contact|cyswllt)\b",
    re.IGNORECASE,
)
#: Numbers for drama, which no table of real numbers holds (Ofcom, numbers for use in drama).
_DRAMA: Final = re.compile(
    r"\+44(?:1134960|1144960|1154960|1164960|1174960|1184960|1214960|1314960|1414960|1514960|"
    r"1614960|2079460|1914980|2890180|2920180|1632960|7700900|8081570|9098790|3069990)\d{3}"
)


def find_emails(reading: Reading) -> Iterator[Found]:
    """E-mail addresses; one that a line break divides too."""
    if "@" not in reading.plain:
        return
    for match in _EMAIL.finditer(reading.plain):
        value = "".join(match.group().split()).casefold()
        yield Found("email", *match.span(), value)


def find_phones(reading: Reading) -> Iterator[Found]:
    """Telephone numbers of this country, and of others where they begin with “+” or 00."""
    for match in _PHONE.finditer(reading.plain):
        if is_labelled_otherwise(_PHONE_WORD, reading, match.start()):
            continue
        number = telephone(re.sub(r"[^\d+]", "", match.group().replace("(0)", "")))
        if number:
            yield Found("phone", *match.span(), number)


@lru_cache(maxsize=4096)
def telephone(written: str) -> str:
    """A telephone number in its international form (ITU-T E.164); empty where it is none."""
    # Loaded with its tables only when there is something that looks like a number.
    import phonenumbers

    if written.startswith("00"):
        written = f"+{written[2:]}"
    try:
        number = phonenumbers.parse(written, "GB")
    except phonenumbers.NumberParseException:
        return ""
    plain = phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)
    return plain if _DRAMA.fullmatch(plain) or phonenumbers.is_valid_number(number) else ""
