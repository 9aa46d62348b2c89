"""What a post is about, as numbers from which no word can be read back: kept in its fact instead of the body."""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Sequence
from functools import lru_cache
from hashlib import blake2b

_ROWS = 64
_PER_NUMBER = 8
_PRIME = (1 << 61) - 1

Signature = tuple[int, ...]
"""Eight whole numbers of 56 bits: 64 smallest hashes (MinHash) of which seven bits each are kept."""


def signature(stems: Iterable[str]) -> Signature:
    """Empty if there is too little to compare."""
    hashed = [_column(stem) for stem in set(stems)]
    if len(hashed) < 5:
        return ()
    smallest = [each & 0x7F for each in map(min, *hashed)]
    return tuple(_packed(smallest[start : start + _PER_NUMBER]) for start in range(0, _ROWS, _PER_NUMBER))


def likeness(some: Sequence[int], others: Sequence[int]) -> float:
    """About the share of stems that two texts have in common, 0 to 1; right to within 0.1 or so."""
    if len(some) != len(others) or not some:
        return 0.0
    equal = sum(
        a == b
        for one, two in zip(some, others, strict=True)
        for a, b in zip(_parts(one), _parts(two), strict=True)
    )
    by_chance = 1 / 128
    return max(0.0, (equal / _ROWS - by_chance) / (1 - by_chance))


def _packed(values: Sequence[int]) -> int:
    return sum(value << (7 * place) for place, value in enumerate(values))


def _parts(number: int) -> list[int]:
    return [(number >> (7 * place)) & 0x7F for place in range(_PER_NUMBER)]


def _hash(text: str) -> int:
    return int.from_bytes(blake2b(text.encode(), digest_size=8).digest(), "big") % _PRIME


@lru_cache(maxsize=8192)
def _column(stem: str) -> array[int]:
    """What each of the 64 functions makes of it; the words of a language come again and again."""
    number = _hash(stem)
    return array("Q", [(a * number + b) % _PRIME for a, b in _rows()])


@lru_cache(maxsize=1)
def _rows() -> tuple[tuple[int, int], ...]:
    """Fixed for ever: signatures already kept must stay comparable."""
    return tuple((_hash(f"a{row}") | 1, _hash(f"b{row}")) for row in range(_ROWS))
