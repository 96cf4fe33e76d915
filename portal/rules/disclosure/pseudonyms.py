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
    rf"(?<![\w-]){_KIND}[\s-](?P<mark>[A-Z]{{1,2}}\d?|\d{{1,2}})"
    r"(?:(?P<whose>'s)(?!\w)|(?!'?\w))"
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
#: Whose name says who the child is: not a professional, who may be named.
_RELATIVE: Final = (
    r"(?:[a-z]{2,12}[\s-]){0,2}(?:(?:[Ss]tep|[Gg]rand|[Gg]reat-grand)-?)?"
    r"(?:[Mm]other|[Ff]ather|[Pp]arent|[Ss]ister|[Bb]rother|[Ss]ibling|[Tt]win|[Ss]on|[Dd]aughter|"
    r"[Aa]unt|[Uu]ncle|[Cc]ousin|[Mm]um|[Dd]ad|[Nn]an|[Gg]randma|[Gg]randad|[Pp]artner|[Cc]arer|"
    r"[Gg]uardian|[Hh]usband|[Ww]ife|[Ff]amily)s?(?!\w)"
)
_WHOSE_RELATIVE: Final = re.compile(rf"\s{_RELATIVE}")
_RELATIVE_CALLED: Final = re.compile(
    rf"\s{_RELATIVE}(?:\s?[(\[=]\s?|\s?:\s?|\s-\s|,?\s(?:is\s|was\s)?{_CALLED}\s)[\"']?{_TITLED_NAME}"
)
_RELATIVE_BESIDE: Final = re.compile(rf"\s{_RELATIVE},?\s(?:is\s|was\s)?[\"']?{_TITLED_NAME}")
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
#: What may stand behind a pseudonym, and of how many words a name must be there.
_BEHIND: Final = ((_STRONG, 1), (_BRACKET, 1), (_EQUALS, 1), (_WEAK, 2), (_IS, 2))
_BEHIND_WHOSE: Final = ((_STRONG, 1), (_RELATIVE_CALLED, 1), (_RELATIVE_BESIDE, 2))
_CLOSING: Final = ("'", '"')
_AFTER_REACH: Final = 110
_BEFORE_REACH: Final = 90
_LEAST_WORDS: Final = 2
_SOLID: Final = re.compile(r"\S+")


def find_pseudonyms(reading: Reading) -> Iterator[Found]:
    """Pseudonyms with the name that stands right behind or before them, or a relative's name."""
    plain = reading.plain
    for match in _PSEUDONYM.finditer(plain):
        called = match.group().removesuffix("'s")
        names = _of_relative(plain, match) if match["whose"] else _of_child(plain, match)
        for start, end, name in names:
            value = f"{''.join(called.split()).casefold()}={_letters(name)}"
            low, high = min(start, match.start()), max(end, match.end())
            yield Found("pseudonym_with_name", low, high, value, f"{called}: {mask(name)}")


def _of_child(plain: str, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """“Child A (…)”, “… (Child A)”; a quotation mark that closes it stands between."""
    end = match.end()
    end += plain[end : end + 1] in _CLOSING
    yield from _behind(plain, end, _BEHIND)
    yield from _before(plain, match.start())


def _of_relative(plain: str, match: re.Match[str]) -> Iterator[tuple[int, int, str]]:
    """“Child A's name is …”, “Child A's mother, …”, “…, Child A's mother”, but no worker's name."""
    yield from _behind(plain, match.end(), _BEHIND_WHOSE)
    if _WHOSE_RELATIVE.match(plain, match.end()):
        yield from _before(plain, match.start(), joins=("-", ":", "is", ","))


def _behind(
    plain: str, at: int, patterns: tuple[tuple[re.Pattern[str], int], ...]
) -> Iterator[tuple[int, int, str]]:
    text = plain[at : at + _AFTER_REACH]
    for pattern, least in patterns:
        match = pattern.match(text)
        name = _person(match["name"], least) if match else ""
        if match and name:
            yield at + match.start("name"), at + match.start("name") + len(name), name
            return


def _before(
    plain: str, at: int, joins: tuple[str, ...] = ("-", ":", "is")
) -> Iterator[tuple[int, int, str]]:
    low = max(0, at - _BEFORE_REACH)
    match = _BEFORE.search(plain, low, at) if _JOINED.search(plain, low, at) else None
    if match is None:
        return
    join = match["join"].strip()
    is_certain = bool(match["called"]) or join[:1] in ("(", "[", "=", "/")
    words = match["name"].split()
    name = _last_person(words, 1 if is_certain and join else _LEAST_WORDS)
    if name and (is_certain or join in joins):
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
