"""A pseudonym beside a real name: “Child A (Jane Smith)”, “Jane Smith, known here as Child A”."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from portal.rules.disclosure.found import Found
from portal.rules.disclosure.masking import mask
from portal.rules.disclosure.name_words import is_office, may_be_name
from portal.rules.disclosure.read_text import Reading

_KIND: Final = (
    r"(?:[Cc]hild|[Bb]aby|[Ii]nfant|[Yy]oung [Pp]erson|[Yy]outh|[Yy]oung [Aa]dult|[Tt]eenager|"
    r"[Bb]oy|[Gg]irl|[Pp]upil|[Ss]tudent|[Ss]ibling|[Tt]win|"
    r"(?:[Ss]tep|[Ff]oster |[Gg]rand|[Bb]irth )?(?:[Mm]other|[Ff]ather)|[Ss]ister|[Bb]rother|"
    r"[Aa]unt|[Uu]ncle|[Cc]ousin|[Pp]arent|[Cc]arer|[Aa]dult|[Pp]erson|[Ss]ubject|[Pp]atient|"
    r"[Vv]ictim|[Ww]itness|[Pp]artner|[Ff]amily|YP|"
    r"[Pp]lentyn|[Bb]abi|[Pp]erson [Ii]fanc|[Mm]am|[Tt]ad|[Mm]erch|[Bb]achgen|[Oo]edolyn|"
    r"CHILD|BABY|MOTHER|FATHER|SIBLING|ADULT|YOUNG PERSON|PLENTYN)"
)
_PSEUDONYM: Final = re.compile(
    rf"(?<![\w-]){_KIND}[\s-](?P<mark>[A-Z]{{1,2}}\d?|\d{{1,2}})(?![\w'])(?:'s)?"
)
_WORD: Final = (
    r"(?:[A-Z][a-zâêîôûŵŷáàéèëïóòöü]{1,20}(?:(?:['-][A-Za-z]|[A-Z])[a-z]{1,20})?|[A-Z]'[A-Z][a-z]{1,20}|"
    r"[A-Z]{2,20}(?:['-][A-Z]{2,20})?)"
)
_NAME: Final = rf"{_WORD}(?:\s(?:[A-Z]\.?\s|(?:de|van|von|ap|ab|ferch)\s)?{_WORD}){{0,3}}"
_TITLED_NAME: Final = rf"(?:(?:Mr|Mrs|Ms|Miss|Master|Dr)\.?\s)?(?P<name>{_NAME})"
_CALLED: Final = (
    r"(?:(?:whose|(?:his|her|their|the)|ei)?\s?"
    r"(?:real|full|true|birth|given|actual|first|legal)?\s?"
    r"(?:names?|enw(?: iawn)?|identity)(?:\s(?:is|was|being|given as|yw|oedd))?|"
    r"(?:also |formerly |otherwise |actually |really |better )?"
    r"(?:known (?:as|to be)|called|named)|is really|i\.e\.|ie|aka|a\.k\.a\.|namely|that is|sef|"
    r"(?:a )?elwir(?: yn)?|a adwaenir fel|identified as|refers to|referred to as|means)"
)
_STRONG: Final = re.compile(
    rf"[\s,:;(\[\"'-]{{0,4}}{_CALLED}[\s,:;(\[\"'-]{{1,4}}{_TITLED_NAME}", re.ASCII
)
_BRACKET: Final = re.compile(rf"\s?[(\[/]\s?[\"']?{_TITLED_NAME}(?:\s?[)\]/,;:\"'-]|\s[a-z]|$)")
_EQUALS: Final = re.compile(rf"\s?(?:=|:=|->|=>)\s?[\"']?{_TITLED_NAME}")
_WEAK: Final = re.compile(
    rf"(?:\s-\s|\s?:\s|,\s|-)[\"']?{_TITLED_NAME}(?:[\s]?[,.;:)\n\"'(]|\s[a-z]|\s?$)"
)
_IS: Final = re.compile(rf"\s(?:is|was|yw)\s{_TITLED_NAME}(?:\s?[,.;)\n]|\s[a-z]|\s?$)")
_BEFORE: Final = re.compile(
    rf"(?P<name>{_NAME})(?P<join>\s?[(\[/=][\"'\s]{{0,2}}|\s-\s|,\s|\s?:\s|\sis\s|\n)"
    r"(?P<called>(?:hereafter|hereinafter|henceforth|referred to(?: \w+){0,3} as|"
    r"known(?: \w+){0,3} as|called|the|or|now|aka|sef|i\.e\.|ie|who is|named|a elwir(?: yn)?|"
    r"identified as|anonymised as|pseudonym)[\s:\"']{1,3})?$"
)
#: How a name before it is joined to a pseudonym; looked at first, because it costs little.
_JOINED: Final = re.compile(
    r"(?:[(\[/=][\"'\s]{0,2}|-\s|,\s|:\s|is\s|\n|(?:as|hereafter|hereinafter|henceforth|called|the|or|"
    r"now|aka|sef|ie|i\.e\.|named|elwir|yn|pseudonym)[\s:\"']{1,3})$"
)
_AFTER_REACH: Final = 110
_BEFORE_REACH: Final = 90
_LEAST_WORDS: Final = 2
_SOLID: Final = re.compile(r"\S+")


def find_pseudonyms(reading: Reading) -> Iterator[Found]:
    """Pseudonyms with the name that stands right behind or before them."""
    plain = reading.plain
    for match in _PSEUDONYM.finditer(plain):
        for start, end, name in (*_behind(plain, match.end()), *_before(plain, match.start())):
            pseudonym = "".join(match.group().split()).casefold()
            value = f"{pseudonym}={_letters(name)}"
            low, high = min(start, match.start()), max(end, match.end())
            shown = f"{match.group()}: {mask(name)}"
            yield Found("pseudonym_with_name", low, high, value, shown)


def _behind(plain: str, at: int) -> Iterator[tuple[int, int, str]]:
    text = plain[at : at + _AFTER_REACH]
    for pattern, least in ((_STRONG, 1), (_BRACKET, 1), (_EQUALS, 1), (_WEAK, 2), (_IS, 2)):
        match = pattern.match(text)
        name = _person(match["name"], least) if match else ""
        if match and name:
            yield at + match.start("name"), at + match.start("name") + len(name), name
            return


def _before(plain: str, at: int) -> Iterator[tuple[int, int, str]]:
    low = max(0, at - _BEFORE_REACH)
    match = _BEFORE.search(plain, low, at) if _JOINED.search(plain, low, at) else None
    if match is None:
        return
    join = match["join"].strip()
    is_certain = bool(match["called"]) or join[:1] in ("(", "[", "=", "/")
    words = match["name"].split()
    name = _last_person(words, 1 if is_certain and join else _LEAST_WORDS)
    if name and (is_certain or join in ("-", ":", "is")):
        end = match.end("name")
        yield end - len(name), end, name


def _person(name: str, least: int) -> str:
    """The first words that may be a name; nothing if what follows makes it an organisation's."""
    words, ends = name.split(), [match.end() for match in _SOLID.finditer(name)]
    count = next((at for at, word in enumerate(words) if not may_be_name(word)), len(words))
    if count < least or any(is_office(word) for word in words[count:]):
        return ""
    return name[: ends[count - 1]]


def _last_person(words: list[str], least: int) -> str:
    """The last words before a pseudonym that may be a name: a sentence may begin before them."""
    found: list[str] = []
    for word in reversed(words):
        if not may_be_name(word):
            break
        found.insert(0, word)
    is_office = len(found) < len(words) and words[-len(found) - 1].casefold() in ("of", "the")
    return " ".join(found) if len(found) >= least and not is_office else ""


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()
