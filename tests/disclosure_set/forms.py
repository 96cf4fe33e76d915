"""Sentences with a datum in them, by kind; every name, place and number is invented."""

from __future__ import annotations

from random import Random

from tests.disclosure_set.numbers import (
    full_width,
    grouped,
    insurance_number,
    nhs_number,
    pupil_number,
)

FIRST = ("Tamsin", "Corwen", "Isolde", "Perran", "Saffron", "Bryony", "Lowri", "Emrys", "Odette")
LAST = (
    "Quillfeather",
    "Marrowby",
    "Thistlewood",
    "Pengelly",
    "Ashgrove-Dunn",
    "O'Marrow",
    "Vexley",
)
WATCHED = (
    "Isolde Thistlewood",
    "Perran Ashgrove-Dunn",
    "Bryony O'Marrow",
    "Corwen McAllendale",
    "Zephyrine",
)
WATCHED_FORMS = (
    "{0} was seen at home.",
    "ISOLDE THISTLEWOOD",
    "Thistlewood, Isolde",
    "the family of I. Thistlewood",
    "Isolde Mary Thistlewood attended",
    "isolde.thistlewood@example.org",
    "Perran Ashgrove Dunn",
    "Perran AshgroveDunn’s mother",
    "P. Ashgrove-Dunn",
    "Bryony O’Marrow",
    "Bryony OMarrow",
    "O'Marrow, Bryony",
    "Corwen MacAllendale",
    "Corwen Mc Allendale",
    "I s o l d e  T h i s t l e w o o d",
    "Isolde\nThistlewood",
    "Zephyrine’s school",
    "Zé\u00adphyrine",
    "isoldethistlewood",
    "Isolde and Tom Thistlewood",
    "Bryony & Kit O\u2019Marrow",
    "Isolde | Thistlewood",
    "First name: Isolde Surname: Thistlewood",
)
PSEUDONYMS = ("Child A", "Baby Z", "Young Person F", "Mother B", "Sibling 2", "Adult C")
MONTHS = ("January", "March", "June", "September", "December")
STREETS = (
    "Orchard Close",
    "Mill Lane",
    "Heol y Felin",
    "Copse Road",
    "Elder Grove",
    "Station Street",
)
POSTCODES = ("ZE3 9QX", "OX26 9ZZ", "CF37 9YY", "ox5 9zx", "W1A 9XX")


def name(random: Random) -> str:
    return f"{random.choice(FIRST)} {random.choice(LAST)}"


def nhs(random: Random) -> str:
    number = nhs_number(random)
    parts = (3, 3, 4)
    return random.choice(
        (
            f"NHS number {number}",
            f"(NHS no. {grouped(number, parts, ' ')})",
            f"The child is {grouped(number, parts, ' ')} on the system.",
            f"NHS Number:\n{grouped(number, parts, '-')}",
            f"{grouped(number, parts, chr(0xA0))} was entered",
            f"rhif GIG {grouped(number, parts, ' ')}",
            f"NHS {full_width(grouped(number, parts, ' '))}",
            f"NHS no {' '.join(number)}",
            f"Patient {grouped(number, parts, chr(10))}",
            f"Name NHS number\n{name(random)} {number}",
            f"NHS: {grouped(number, parts, chr(0xAD))}",
        )
    )


def pupil(random: Random) -> str:
    number = pupil_number(random)
    return random.choice(
        (
            f"UPN {number}",
            f"upn: {number.lower()}",
            f"Pupil {grouped(number, (4, 4, 5), ' ')} left in July.",
            f"the number {number} is on the roll",
            f"UPN\n{number}",
            f"UPN {grouped(number, (1, 3, 4, 5), '-')}",
        )
    )


def insurance(random: Random) -> str:
    number = insurance_number(random)
    parts = (2, 2, 2, 2, 1)
    return random.choice(
        (
            f"NI number {number}",
            f"{grouped(number, parts, ' ')}",
            f"National Insurance: {grouped(number, parts, '-')}",
            f"her NINO is {number.lower()}",
            f"Yswiriant Gwladol {grouped(number, parts, ' ')}",
            f"{number} (mother)",
            f"NI no. {number[:-1]}",
        )
    )


def birth(random: Random) -> str:
    day, month, year = (
        random.randrange(1, 29),
        random.randrange(1, 13),
        random.randrange(1998, 2022),
    )
    word = random.choice(MONTHS)
    return random.choice(
        (
            f"born on {day} {word} {year}",
            f"Date of birth: {day:02}/{month:02}/{year}",
            f"D.O.B. {day}.{month}.{year % 100:02}",
            f"DOB {year}-{month:02}-{day:02}",
            f"(d.o.b. {day}th {word} {year})",
            f"{name(random)}, aged 6 (born {day} {word[:3]} {year})",
            f"Date of birth\n{day} {word} {year}",
            f"ganwyd ar {day} Mawrth {year}",
            f"Dyddiad geni: {day} Gorffennaf {year}",
            f"fe'i ganed ar {day}fed o Fehefin {year}",
            f"{name(random)} was born in Bicester on {word} {day}, {year}",
            f"{day:02}/{month:02}/{year} (date of birth)",
            f"Name DOB School\n{name(random)} {day:02}/{month:02}/{year} Elder Primary\nend",
            f"DOB: {day:02}{month:02}{year}",
        )
    )


def home(random: Random) -> str:
    number, street, code = (
        random.randrange(2, 180),
        random.choice(STREETS),
        random.choice(POSTCODES),
    )
    return random.choice(
        (
            f"{number} {street}, Bicester {code}",
            f"lives at {number} {street}, Islip",
            f"Home address: {number}a {street}\nIslip\n{code}",
            f"The health visitor went to {number} {street}, Islip, {code} that day.",
            f"Flat {number % 9 + 1}, {number} {street}, Islip {code.replace(' ', '')}",
            f"Vixen Cottage, {street.replace('Heol y Felin', 'Copse Lane')}, Islip {code}",
            f"the family home ({code})",
            f"yn byw yn {number} Heol y Felin, Pontypridd {code}",
        )
    )


def pseudonym(random: Random) -> str:
    kind = random.choice(
        ("Child A", "Baby Z", "Young Person F", "Mother B", "Sibling 2", "Adult C")
    )
    one = name(random)
    return random.choice(
        (
            f"{kind} ({one})",
            f"{one} ({kind})",
            f"{kind}, whose name is {one},",
            f"{kind} = {one}",
            f"{kind} - {one}",
            f"{kind} ({one.split()[0]}) was seen",
            f"{one}, referred to as {kind},",
            f"{kind} (real name {one})",
            f"Plentyn A ({one})",
            f"{kind}: {one}",
            f"{kind} is {one}.",
            f"{kind}\u2019s real name is {one}",
            f"{one} (hereafter \u2018{kind}\u2019)",
            f"'{kind}' ({one})",
            f"{kind}'s sister, {one},",
        )
    )


def watched(random: Random) -> str:
    return random.choice(WATCHED_FORMS).format(random.choice(WATCHED))


DATA = {
    "nhs_number": nhs,
    "upn": pupil,
    "nino": insurance,
    "date_of_birth": birth,
    "home_address": home,
    "pseudonym_with_name": pseudonym,
    "watch_word": watched,
}
