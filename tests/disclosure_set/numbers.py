"""Numbers that pass their checks and belong to nobody, in the ways in which people write them."""

from __future__ import annotations

from random import Random

from stdnum.gb import nhs, upn

LETTERS = "ABCEGHJKLMNPRSTWXYZ"


def nhs_number(random: Random) -> str:
    while True:
        number = f"9{random.randrange(10**8, 10**9)}"
        number = number[:9]
        check = next((d for d in "0123456789" if nhs.is_valid(number + d)), None)
        if check is not None:
            return number + check


def pupil_number(random: Random) -> str:
    rest = f"{random.choice((801, 931, 330, 873))}{random.randrange(10**8, 10**9)}"
    return f"{upn.calc_check_digit(rest)}{rest}"


def insurance_number(random: Random) -> str:
    first = random.choice("ABCEHJLMPRSTWXY")
    second, last = random.choice("ABCEHJLMPRSWXY"), random.choice("ABCD")
    return f"{first}{second}{random.randrange(10**5, 10**6)}{last}"


def grouped(number: str, sizes: tuple[int, ...], by: str) -> str:
    parts, at = [], 0
    for size in sizes:
        parts.append(number[at : at + size])
        at += size
    return by.join(parts)


def full_width(text: str) -> str:
    return "".join(chr(ord(one) + 0xFEE0) if one.isdigit() else one for one in text)
