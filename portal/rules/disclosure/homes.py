"""Home addresses and postcodes.

A house with its street and a postcode is a home unless the words before it name an organisation;
behind “lives at” or “home address” it is one whatever it is called, with or without a postcode.
Postcodes: the forms of BS 7666, with the areas that Royal Mail has given out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from portal.rules.disclosure.found import Found
from portal.rules.disclosure.labels import is_labelled_otherwise
from portal.rules.disclosure.read_text import Reading

_AREAS: Final = (
    "AB AL BA BB BD BH BL BN BR BS BT CA CB CF CH CM CO CR CT CV CW DA DD DE DG DH DL DN DT DY "
    "EC EH EN EX FK FY GL GU GY HA HD HG HP HR HS HU HX IG IM IP IV JE KA KT KW KY LA LD LE LL "
    "LN LS LU ME MK ML NE NG NN NP NR NW OL OX PA PE PH PL PO PR RG RH RM SA SE SG SK SL SM SN "
    "SO SP SR SS ST SW SY TA TD TF TN TQ TR TS TW UB WA WC WD WF WN WR WS WV YO ZE B E G L M N "
    "S W "
)
_OUTWARD: Final = rf"(?:{'|'.join(_AREAS.split())})\d[\dA-HJKMNP-Y]?"
_INWARD: Final = r"\d[ABD-HJLNP-UW-Z]{2}"
_POSTCODE: Final = re.compile(
    rf"(?<![^\W_])(?<![/.-])(?:{_OUTWARD}[\s.-]?{_INWARD}|"
    rf"{_OUTWARD.lower()}\s?{_INWARD.lower()})(?![^\W_])(?![/-]\d)",
    re.ASCII,
)
_POSTCODE_WORD: Final = re.compile(r"\b(?:post ?code|address|cod post|cyfeiriad)\b", re.IGNORECASE)
_STREET_WORD: Final = (
    r"Road|Rd|Street|St|Avenue|Ave|Lane|Ln|Close|Cl|Drive|Dr|Way|Court|Ct|Crescent|Cres|Gardens?|"
    r"Gdns|Grove|Place|Pl|Terrace|Terr|Square|Sq|Hill|Park|Green|Row|Walk|Mews|View|Rise|Croft|"
    r"Parade|Fields?|Meadows?|Mead|Chase|End|Path|Wharf|Quay|Yard|Bank|Vale|Dene|Piece|Heights|Mount|"
    r"Estate|Buildings|Causeway|Embankment|Broadway|Mall|Circus|Crest|Dell|Drove|Gate|Holt|Leys?|"
    r"Loke|Orchard|Parc|Rhodfa|Bryn|Pentre"
)
_WELSH_STREET: Final = (
    r"(?:Heol|Ffordd|Stryd|Lôn|Lon|Clos|Maes|Rhodfa|Tan|Rhes|Cwrt|Bryn|Parc|Teras)"
)
_HOUSE_NUMBER: Final = (
    r"(?:(?:Flat|Apartment|Apt|Unit|Room|Fflat)\s\d{1,4}[A-Za-z]?,?\s(?:[A-Z][\w']+\s[\w']+,\s)?)?"
    r"\d{1,4}[A-Za-z]?(?:\s?-\s?\d{1,4})?,?"
)
_NAME: Final = r"[A-Z][\w'.-]{0,24}"
_NUMBERED: Final = (
    rf"{_HOUSE_NUMBER}\s(?:(?:{_NAME}\s){{1,4}}(?:{_STREET_WORD})\b|"
    rf"(?:The|High|Y)\s{_NAME}|{_WELSH_STREET}(?:\s(?:y|yr|{_NAME})){{1,4}})"
)
_NAMED: Final = (
    rf"(?:{_NAME}\s){{1,3}}(?:Cottage|Farm|Farmhouse|Lodge|Villa|Barn|Bungalow|House)s?,?\s"
    rf"(?:{_NAME}\s){{1,3}}(?:{_STREET_WORD})\b|"
    rf"Flat\s\d{{1,4}}[A-Za-z]?,?\s(?:{_NAME}\s){{1,3}}(?:House|Court|Point|Tower|Heights|Mansions)\b"
)
_STREET: Final = re.compile(rf"(?<![\w/])(?:(?P<number>{_NUMBERED})|{_NAMED})")
_STREET_REACH: Final = 140
_OWNER_REACH: Final = 110
_LIVES: Final = re.compile(
    r"\b(?:liv(?:es|ed|ing) (?:\w{1,20} ){0,3}(?:at|in)|resid(?:es|ed|ing) at|resident (?:at|of)|"
    r"home address|(?:family|private|his|her|their|my|mother's|father's|child's|carer's|parents?') "
    r"(?:new |current |last known |home )?address|family home|address of (?:the )?(?:child|family|"
    r"mother|father|carer|parents?|witness|victim|complainant)|of no fixed abode|"
    r"staying at|home (?:is )?at|yn byw yn|cyfeiriad cartref)\b",
    re.IGNORECASE,
)
_HOME_WORD: Final = re.compile(
    r"\b(?:home(?!\s(?:office|page)\b)|liv(?:es?|ed|ing)\s(?:at|in|with)|resid(?:es?|ed|ing|ence|ent)|"
    r"yn byw|cartref)\b",
    re.IGNORECASE,
)
_NEXT_SENTENCE: Final = re.compile(r"[.;]\s+[A-Z]")
_LIVES_REACH: Final = 90
#: What an organisation or a place of work is called, in the lines of an address.
_OFFICE: Final = re.compile(
    r"\b(?:Council|Hall|Offices?|Headquarters|HQ|Police|Station|School|Academy|College|University|"
    r"Hospital|Surgery|Clinic|Health|Centre|Center|Church|Library|Court|Tribunal|Hotel|Trust|Ltd|"
    r"LTD|Limited|plc|PLC|LLP|Department|Ministry|Agency|Authority|Commission(?:er)?|Committee|Board|"
    r"Panel|Secretariat|Directorate|Services?|Team|Unit|Division|Group|Partnership|Society|"
    r"Association|Institute|Institution|Federation|Foundation|Charity|Museum|Theatre|Buildings?|"
    r"Chambers|Park|Treasury|Parliament|Government|Bank|Press|Studios?|Works|Suite|Floor|Cabinet|"
    r"Ombudsman|Inspectorate|Registry|Survey|Executive|Officer|Clerk|Manager|Director|Secretary|"
    r"Solicitors?|NHS|DPO|Freepost|FREEPOST|Neuadd|Cyngor|Heddlu|Swyddfa|Ysgol|Ysbyty|Canolfan)\b"
)
_BETWEEN: Final = re.compile(
    r"\b(?:County Hall|City Hall|Town Hall|Civic Centre|Council Offices?|Headquarters|Hospital|"
    r"School|Police Station|Business Park|Science Park|Industrial Estate)\b"
)
_OWNER_WORD: Final = re.compile(r"[A-Z0-9&][\w&'.-]*|of|and|the|for|to|on|-|y|yr", re.ASCII)
_OWNER_LINES: Final = 3


def find_homes(reading: Reading) -> Iterator[Found]:
    """Homes by street and postcode or by the words before them, and postcodes of anything else."""
    plain = reading.plain
    done = 0
    for match in _POSTCODE.finditer(plain):
        start, end = match.span()
        if is_labelled_otherwise(_POSTCODE_WORD, reading, start):
            continue
        street = _street_before(plain, max(done, start - _STREET_REACH), start)
        code = _code(
            plain, start if street is None else street, done, has_street=street is not None
        )
        begin = street if street is not None and code == "home_address" else start
        yield Found(code, begin, end, _value(plain, begin, start, match.group()))
        done = end
    for words in _LIVES.finditer(plain):
        yield from _without_postcode(plain, words.end())


def has_home_words(reading: Reading, start: int) -> bool:
    """Whether the words before an address say that somebody lives there."""
    return _lives_before(reading.plain, start, 0)


def is_of_office(reading: Reading, start: int) -> bool:
    """Whether an organisation's name stands before an address."""
    return bool(_OFFICE.search(reading.plain, max(0, start - _STREET_REACH), start))


def is_beside_home(reading: Reading, start: int, end: int) -> bool:
    """Whether “home”, “lives”, “residence” stand beside an address: wider than `has_home_words`.

    For a contact, which is believed only if nothing says that it is somebody's home.
    """
    plain = reading.plain
    before = plain[max(0, start - _LIVES_REACH - _STREET_REACH) : start]
    behind = plain[end : end + _LIVES_REACH].partition("\n")[0]
    return bool(_HOME_WORD.search(_NEXT_SENTENCE.split(before)[-1]) or _HOME_WORD.search(behind))


def postcode_of(value: str) -> str:
    """The postcode of an address in its one form, as `find_homes` gives it."""
    return value.rpartition(" ")[2]


def _code(plain: str, at: int, done: int, *, has_street: bool) -> str:
    if _lives_before(plain, at, done):
        return "home_address"
    if not has_street:
        return "postcode"
    owner = _owner(plain[max(done, at - _OWNER_REACH) : at])
    return "postcode" if _OFFICE.search(owner) else "home_address"


def _owner(before: str) -> str:
    """The names that stand right before a street, as the lines of one address.

    “The police came to 12 Orchard Close” has none; “Thames Valley Police, 12 Oxford Road” has.
    """
    names: list[str] = []
    for line in reversed(re.split(r"[,;:(\n]", before)[-_OWNER_LINES - 1 :]):
        for word in reversed(line.split()):
            if not _OWNER_WORD.fullmatch(word):
                return " ".join(names)
            names.append(word)
    return " ".join(names)


def _street_before(plain: str, low: int, end: int) -> int | None:
    """Where the street before a postcode begins, if no office stands between them."""
    for street in _STREET.finditer(plain, low, end):
        if not _BETWEEN.search(plain, street.end(), end):
            return street.start()
    return None


def _lives_before(plain: str, at: int, done: int) -> bool:
    words = list(_LIVES.finditer(plain, max(done, at - _LIVES_REACH), at))
    return bool(words) and not _NEXT_SENTENCE.search(plain, words[-1].end(), at)


def _without_postcode(plain: str, at: int) -> Iterator[Found]:
    """“Lives at 12 Orchard Close, Bicester”: no postcode is needed there."""
    street = _STREET.search(plain, at, at + _LIVES_REACH)
    if street is None or _POSTCODE.search(plain, street.end(), street.end() + _STREET_REACH // 2):
        return
    if _NEXT_SENTENCE.search(plain, at, street.start()):
        return
    yield Found("home_address", *street.span(), _letters(street.group()))


def _value(plain: str, begin: int, start: int, postcode: str) -> str:
    compact = "".join(character for character in postcode if character.isalnum()).upper()
    street = _letters(plain[begin:start])
    return f"{street} {compact}" if street else compact


def _letters(text: str) -> str:
    return "".join(character for character in text if character.isalnum()).casefold()
