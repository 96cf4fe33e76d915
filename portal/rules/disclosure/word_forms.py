"""The forms in which a watched name may stand in a text, so that their hashes can be compared.

Both sides, the name that is watched for and the text, are brought into the same words: small
letters without accents and apostrophes, “Mac” as “mc”, the ending of a possessive taken off. The
forms of one name are these words run together in every order and shortening that people use.
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache
from itertools import pairwise
from typing import Final

from portal.rules.disclosure.read_text import read_text

#: Begins a form that is one word of a longer name, and one that is a whole name of one word.
PART, WHOLE = "~", "="
#: Begins a form with initials: “along” is a word, and also A. Long.
INITIALS = "."
WORD: Final = re.compile(r"[^\W\d_]+(?:'[^\W\d_]+)*'?|\d+")
_MAC: Final = re.compile(r"^mac(?=[a-z]{3})")
_SPECIAL: Final = str.maketrans(
    {
        "ø": "o",
        "ł": "l",
        "đ": "d",
        "ð": "d",
        "þ": "th",
        "æ": "ae",
        "œ": "oe",
        "ß": "ss",
        "\u0131": "i",
    }
)
PREFIXES: Final = frozenset({"mc", "mac", "o", "d", "fitz", "st", "de", "la", "le", "van", "von"})
LEAST_LETTERS: Final = 3
PHRASE: Final = 5
"""A text of so many words is no name: its words are looked for in their order alone."""
MOST_WORDS: Final = 5
_LEADING: Final = re.compile(
    r"^(?:[-*\u2022\u00b7\u2010-\u2015\u25aa\u25cf\u2043>]+|\(?\d{1,3}[.)])\s*"
)
_TITLE: Final = re.compile(
    r"(^|, ?)(?:Mr|Mrs|Miss|Ms|Mx|Dr|Cllr|Sir|Lady)(?:\.\s*|\s+)(?=\S)", re.IGNORECASE
)
_QUOTES: Final = str.maketrans(
    {**dict.fromkeys("\u2018\u2019\u201b", "'"), **dict.fromkeys("\u201c\u201d\u201e", '"')}
)
_NO_NAME: Final = re.compile(r"[\d()\[\]{}<>/&:|]|(?:^|\s)and\s", re.IGNORECASE)


@lru_cache(maxsize=65536)
def plain_word(word: str) -> str:
    """One word as both sides write it: small, without accents, apostrophes and possessive."""
    small = word.casefold()
    small = small.removesuffix("'s")
    if not small.isascii():
        small = unicodedata.normalize("NFKD", small.translate(_SPECIAL))
        small = "".join(letter for letter in small if not unicodedata.combining(letter))
    return _MAC.sub("mc", small.replace("'", ""))


def words_of(text: str) -> list[str]:
    """The words of a name in their one form."""
    words = (plain_word(word) for word in WORD.findall(read_text(text).plain))
    return [word for word in words if word.strip()]


def cleaned_entry(entry: str) -> str:
    """A line of a list as a name: without bullet, number, title, and quotation marks around it.

    Lists are pasted from letters and minutes; a title kept in would be taken for the first name.

    >>> cleaned_entry("1. Mrs Lisa Smith"), cleaned_entry("• “Smith, Miss Kayla”")
    ('Lisa Smith', 'Smith, Kayla')
    """
    text, before = " ".join(entry.split()).translate(_QUOTES), None
    while text != before:
        before = text
        text = _TITLE.sub(r"\1", _LEADING.sub("", text)).strip().rstrip(",;").rstrip()
        if len(text) > 1 and text[0] == text[-1] and text[0] in "'\"":
            text = text[1:-1].strip()
    return text


def can_be_watched(entry: str) -> bool:
    """Whether this is one name and long enough: one of its words has three letters.

    What holds digits, brackets, signs that divide names, “and”, or more than five words is a line
    about somebody and not a name: watched as it stands it would never be found.
    """
    plain = read_text(entry).plain
    if _NO_NAME.search(plain) or len(plain.split()) > MOST_WORDS:
        return False
    return any(len(word) >= LEAST_LETTERS for word in words_of(entry))


def main_form(entry: str) -> str:
    """The one form by which an entry is known again, whatever its order of words."""
    words = words_of(_in_order(entry))
    return f"{WHOLE if len(words) == 1 else ''}{''.join(words)}"


def forms_of(entry: str) -> frozenset[str]:
    """Every form of a name, and its single words, which alone match nothing.

    >>> sorted(forms_of("Jane Smith"))
    ['.jsmith', '.smithj', 'janesmith', 'smithjane', '~jane', '~smith']
    """
    text = _in_order(entry)
    groups = [words for words in map(words_of, text.split()) if words]
    words = [word for group in groups for word in group]
    if len(words) < 2:
        return frozenset(f"{WHOLE}{word}" for word in words)
    forms = {"".join(words)}
    if len(groups) < 2:  # a double-barrelled name by itself
        return frozenset({*forms, *(f"{WHOLE}{form}" for form in forms), *_parts(words)})
    if len(words) < PHRASE and not any(character.isdigit() for character in text):
        given, surnames = _divided(groups)
        for surname in surnames:
            forms.update(_orders(given, surname))
    return frozenset({*forms, *_parts(words), *_joined_parts(groups)})


def _divided(groups: list[list[str]]) -> tuple[list[str], list[str]]:
    """First and middle names, and the surname with the prefix that belongs to it."""
    surname = "".join(groups[-1])
    given = groups[:-1]
    first = ["".join(group) for group in given]
    if len(first) > 1 and first[-1] in PREFIXES:
        return first[:-1], [first[-1] + surname]
    return first, [surname]


def _orders(given: list[str], surname: str) -> set[str]:
    """First name with surname, in either order, in full, shortened, with all middle names."""
    first, initials = given[0], "".join(name[0] for name in given)
    forms = {f"{first}{surname}", f"{surname}{first}"}
    for letters in (first[0], initials):
        forms |= {f"{INITIALS}{letters}{surname}", f"{INITIALS}{surname}{letters}"}
    forms |= {f"{''.join(given)}{surname}", f"{surname}{''.join(given)}"}
    return forms


def _parts(words: list[str]) -> set[str]:
    return {f"{PART}{word}" for word in words if len(word) > 1}


def _joined_parts(groups: list[list[str]]) -> set[str]:
    """Double-barrelled and prefixed words as one: “Smith-Jones” may stand as “smithjones”."""
    joined = {f"{PART}{''.join(group)}" for group in groups if len(group) > 1}
    for one, other in pairwise(groups):
        if "".join(one) in PREFIXES:
            joined.add(f"{PART}{''.join((*one, *other))}")
    return joined


def _in_order(entry: str) -> str:
    """“Smith, Jane” as “Jane Smith”."""
    surname, comma, given = read_text(entry).plain.partition(",")
    return f"{given.strip()} {surname.strip()}" if comma and given.strip() else surname
