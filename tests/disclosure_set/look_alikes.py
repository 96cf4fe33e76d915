"""Sentences that only look as if a datum stood in them, by the kind that they look like."""

from __future__ import annotations

from random import Random

from tests.disclosure_set.forms import name
from tests.disclosure_set.numbers import grouped, insurance_number, nhs_number, pupil_number

OFFICE = (
    "Scrutiny Office, County Hall, 1 New Road, Exampleton ZE1 1ND. Telephone 01632 960555, "
    "scrutiny@example.gov.uk"
)


def nhs(random: Random) -> str:
    number = nhs_number(random)
    return random.choice(
        (
            f"ISBN {number}",
            f"Invoice {number} was paid",
            f"Case ref: {number}",
            f"Telephone {grouped(number, (3, 3, 4), ' ')}",
            f"Crime reference {number}",
            f"ISBN-10: {grouped(number, (1, 3, 5, 1), '-')}",
            f"Purchase order no. {number}",
            f"budget of £{random.randrange(10**6, 10**7):,} in 2025/26",
            "1 2 3 4 5 6 7 8 9 0 cases a month",
            f"the population was {random.randrange(10**5, 10**6):,}",
            f"the number {int(number) + 1} is on the list",
        )
    )


def pupil(random: Random) -> str:
    number = pupil_number(random)
    wrong = "B" if number[0] != "B" else "C"
    return random.choice(
        (
            f"reference {wrong}{number[1:]}",
            "minute reference 39/20 of 12 September 2025",
            "SR (25/26) 01, recommendation 4",
            f"order {random.randrange(10**11, 10**12)}",
        )
    )


def insurance(random: Random) -> str:
    number = insurance_number(random)
    return random.choice(
        (
            f"product code {number}",
            f"Part no. {number}",
            f"GB{number[2:]} was the consignment",
            f"paper {number[:2]}{number[2:6]}",
            f"application {number}",
            f"BG {grouped(number[2:], (2, 2, 2, 1), ' ')}",
        )
    )


def birth(random: Random) -> str:
    day, year = random.randrange(1, 29), random.randrange(2011, 2026)
    return random.choice(
        (
            f"The panel was born on {day} March {year}",
            f"Bourne, {day} September {year}",
            f"It should be borne in mind that on {day} May {year} the report was due.",
            f"The date of birth was discussed at the meeting of {day} June {year}.",
            f"hearing on {day} October {year}",
            f"children aged 6 to 11, as reported on {day} July {year}",
            f"The register holds dates of birth and was published on {day} May {year}.",
            f"children born in {year}",
            f"The meeting on Friday {day} September {year} began at 10.30",
            f"Crown Court, {day:02}/09/{year}",
            f"Cyfarfod ar {day} Mawrth {year}",
            f"newborn screening from {day} April {year}",
        )
    )


def home(random: Random) -> str:
    number = random.randrange(2, 90)
    return random.choice(
        (
            OFFICE,
            "County Hall, 1 New Road, Exampleton ZE11ND",
            "write to us at ze1 1nd",
            f"Thames Valley Police, {number} Oxford Road, Kidlington OX5 9NX",
            f"Elder Primary School\n{number} School Lane\nIslip OX5 9SZ",
            f"Copse Surgery, {number} Elder Grove, Bicester OX26 9ZZ",
            f"section {number} Children Act 1989",
            f"Product AB1 {number % 9}CI",
            f"the meeting will be at {number} Church Road, Islip",
            "SW1A 9AA",
        )
    )


def pseudonym(random: Random) -> str:
    return random.choice(
        (
            "Child A (aged 6)",
            "Child A and Child B",
            "Child A (Thames Valley Police)",
            "Child A - Serious Case Review",
            "Child A: Key Findings",
            "Mother B (Social Worker)",
            "Child A, Child B and Mother C",
            "Child A (Reading)",
            "Baby Z (March 2014)",
            "the Oxfordshire Safeguarding Children Board considered Child A",
            f"{name(random)} (Chair) presented the report on Child A.",
            "Young Person F (see Appendix 2)",
            "Plentyn A (adroddiad)",
            "Child A is the subject of this review.",
            "Child A (Family Court)",
            f"Child A\u2019s social worker, {name(random)},",
            f"{name(random)} is Child A's teacher.",
            "\u2018Child A\u2019 (aged 6)",
            "Child A's mother, Thames Valley Police and the school",
        )
    )


def watched(random: Random) -> str:
    return random.choice(
        (
            "Isolde Marrowby spoke",
            "Thistlewood Road",
            "Mr Thistlewood",
            "Perran Vexley and Tamsin Dunn",
            "Ashgrove Dunn",
            "Bryony Pengelly\nTom O'Marrow",
            "a zephyr in June",
            "Isolde, and Mr T. Thistlewood",
            "the McAllendale estate",
            "Isolde Marrowby and Tom Thistlewood",
            "Isolde | Marrowby | Thistlewood",
        )
    )


ALIKE = {
    "nhs_number": nhs,
    "upn": pupil,
    "nino": insurance,
    "date_of_birth": birth,
    "home_address": home,
    "pseudonym_with_name": pseudonym,
    "watch_word": watched,
}
