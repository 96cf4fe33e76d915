"""Spoils PDF files: flipped bits, cuts, exchanged parts. The same number, the same file."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Sequence
from typing import Final

OBJECT: Final = re.compile(rb"\d+ 0 obj\b.*?endobj", re.DOTALL)
NUMBER: Final = re.compile(rb"\d+")
NAME: Final = re.compile(rb"/[A-Za-z]+")
ODD: Final = (b"-1", b"0", b"2147483648", b"99999999999999999999", b"1e9", b"null", b"0 0 R")


def flipped(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Some bits are wrong."""
    spoilt = bytearray(data)
    for _flip in range(chance.choice((1, 3, 20, 200))):
        spoilt[chance.randrange(len(spoilt))] ^= 1 << chance.randrange(8)
    return bytes(spoilt)


def cut(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """The end is missing, or a part in the middle."""
    start = chance.randrange(len(data))
    if chance.random() < 0.6:
        return data[:start]
    return data[:start] + data[start + chance.randrange(1, 2000) :]


def spliced(data: bytes, chance: random.Random, others: Sequence[bytes]) -> bytes:
    """The beginning of one file and the end of another."""
    other = chance.choice(others)
    return data[: chance.randrange(len(data))] + other[chance.randrange(len(other)) :]


def repeated(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A part stands there several times."""
    start = chance.randrange(len(data))
    part = data[start : start + chance.randrange(1, 3000)]
    return data[:start] + part * chance.randrange(2, 30) + data[start:]


def exchanged(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """Two objects have changed places, under each other's number."""
    found = [match.span() for match in OBJECT.finditer(data)]
    if len(found) < 2:
        return flipped(data, chance, ())
    (a, b), (c, d) = sorted(chance.sample(found, 2))
    one, other = data[a:b], data[c:d]
    left = other.replace(other.split(b" ")[0], one.split(b" ")[0], 1)
    right = one.replace(one.split(b" ")[0], other.split(b" ")[0], 1)
    return data[:a] + left + data[b:c] + right + data[d:]


def misnumbered(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A few numbers have odd values."""
    for _change in range(chance.choice((1, 2, 8))):
        found = chance.choice([match.span() for match in NUMBER.finditer(data)])
        data = data[: found[0]] + chance.choice(ODD) + data[found[1] :]
    return data


def misnamed(data: bytes, chance: random.Random, _: Sequence[bytes]) -> bytes:
    """A few names are those of something else."""
    for _change in range(chance.choice((1, 2, 8))):
        names = [match.span() for match in NAME.finditer(data)]
        (a, b), (c, d) = chance.choice(names), chance.choice(names)
        data = data[:a] + data[c:d] + data[b:]
    return data


WAYS: Final[tuple[Callable[[bytes, random.Random, Sequence[bytes]], bytes], ...]] = (
    flipped,
    cut,
    spliced,
    repeated,
    exchanged,
    misnumbered,
    misnamed,
)


def spoilt(seeds: Sequence[bytes], number: int) -> bytes:
    """The spoilt file of that number: one of the seeds, spoilt in one or two ways."""
    chance = random.Random(number)
    data = seeds[number % len(seeds)]
    for _way in range(chance.choice((1, 1, 2))):
        if len(data) > 64:
            data = chance.choice(WAYS)(data, chance, seeds)
    return data
