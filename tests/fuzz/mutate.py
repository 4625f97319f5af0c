"""Damage to bytes: anywhere, at the joints of a format, and in its numbers."""

import random
import re
import struct
from collections.abc import Callable
from dataclasses import dataclass

from tests.fuzz.markup import mutate_markup

Mutate = Callable[[random.Random, bytes], bytes]
LONGEST = 400_000
_NUMBERS = (0, 1, 2, 7, 63, 64, 127, 128, 255, 256, 511, 512, 4095, 4096, 0x7FFF, 0x8000, 0xFFFE, 0xFFFF, 0x10000)
_WIDE = (*_NUMBERS, 0x7FFFFFFF, 0x80000000, 0xFFFFFFFD, 0xFFFFFFFE, 0xFFFFFFFF)
_WRITTEN = (b"0", b"-1", b"1", b"2", b"63", b"1000", b"65536", b"2147483648", b"99999999999", b"1e400", b"1.5", b"nan", b"")
_DIGITS = re.compile(rb"\d+")


@dataclass(frozen=True, slots=True)
class Grammar:
    """What a format is made of: where its pieces begin, words that mean something in it, and the names of elements of XML."""

    joints: re.Pattern[bytes]
    words: tuple[bytes, ...]
    elements: tuple[bytes, ...] = ()


def damaged(rng: random.Random, data: bytes, grammar: Grammar) -> bytes:
    """The data after a few changes; seldom the same, never longer than LONGEST. XML stays well formed most of the time."""
    if grammar.elements and rng.random() < 0.75:
        changed = mutate_markup(rng, data, grammar.elements)[:LONGEST]
        if changed != data:
            return changed
    for _ in range(1 + min(int(rng.expovariate(0.7)), 8)):
        if data:
            data = rng.choice(_CHANGES)(rng, data, grammar)
    return data[:LONGEST]


def _set_byte(rng: random.Random, data: bytes, _grammar: Grammar) -> bytes:
    at = rng.randrange(len(data))
    return data[:at] + bytes([rng.choice((rng.randrange(256), data[at] ^ (1 << rng.randrange(8))))]) + data[at + 1 :]


def _set_number(rng: random.Random, data: bytes, _grammar: Grammar) -> bytes:
    """A number of two or four bytes, as binary formats keep lengths, counts and places."""
    at = rng.randrange(len(data))
    number = struct.pack("<H", rng.choice(_NUMBERS) & 0xFFFF) if rng.random() < 0.5 else struct.pack("<I", rng.choice(_WIDE))
    return data[:at] + number + data[at + len(number) :]


def _set_digits(rng: random.Random, data: bytes, _grammar: Grammar) -> bytes:
    """Another number in place of one that is written out."""
    start = rng.randrange(len(data))
    match = _DIGITS.search(data, start) or _DIGITS.search(data)
    return data[: match.start()] + rng.choice(_WRITTEN) + data[match.end() :] if match else data


def _delete(rng: random.Random, data: bytes, _grammar: Grammar) -> bytes:
    start = rng.randrange(len(data))
    return data[:start] + data[start + _length(rng, data) :]


def _repeat(rng: random.Random, data: bytes, _grammar: Grammar) -> bytes:
    start = rng.randrange(len(data))
    end = start + _length(rng, data)
    return data[:end] + data[start:end] * rng.choice((1, 1, 2, 40)) + data[end:]


def _copy(rng: random.Random, data: bytes, _grammar: Grammar) -> bytes:
    start, to = rng.randrange(len(data)), rng.randrange(len(data))
    piece = data[start : start + _length(rng, data)]
    return data[:to] + piece + data[to + rng.choice((0, len(piece))) :]


def _insert_word(rng: random.Random, data: bytes, grammar: Grammar) -> bytes:
    at = rng.choice((rng.randrange(len(data) + 1), _joint(rng, data, grammar)))
    return data[:at] + rng.choice(grammar.words) + data[at:]


def _move_piece(rng: random.Random, data: bytes, grammar: Grammar) -> bytes:
    """Drop, repeat or move what stands between two joints."""
    start, end = sorted((_joint(rng, data, grammar), _joint(rng, data, grammar)))
    piece, rest = data[start:end], data[:start] + data[end:]
    if rng.random() < 0.3:
        return rest
    to = _joint(rng, rest, grammar)
    kept = data if rng.random() < 0.5 else rest
    return kept[:to] + piece * rng.choice((1, 1, 1, 3, 200 if len(piece) < 200 else 1)) + kept[to:]


def _cut(rng: random.Random, data: bytes, _grammar: Grammar) -> bytes:
    return data[: rng.randrange(len(data) + 1)] if rng.random() < 0.2 else data


_CHANGES = (_set_byte, _set_byte, _set_number, _set_digits, _set_digits, _delete, _repeat, _copy, _insert_word, _insert_word,
            _move_piece, _move_piece, _cut)  # fmt: skip


def _length(rng: random.Random, data: bytes) -> int:
    return min(1 + int(rng.expovariate(0.05)), len(data)) if rng.random() < 0.8 else rng.randrange(1, len(data) + 1)


def _joint(rng: random.Random, data: bytes, grammar: Grammar) -> int:
    """Where a piece begins, near some place chosen by chance."""
    match = grammar.joints.search(data, rng.randrange(len(data) + 1))
    return match.start() if match else len(data)
