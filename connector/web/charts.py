"""Charts as plain figures: where each bar stands and how long it is. The templates draw them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

WIDTH, HEIGHT = 480, 200
LEFT, RIGHT, TOP, BOTTOM = 34, 4, 10, 26
"""Margins, in the units of the drawing: room for the scale and for the names below."""
ROUND = (1, 2, 3, 4, 5, 6, 8)


@dataclass(frozen=True)
class Bar:
    x: float
    y: float
    width: float
    height: float
    series: int
    """0 for the first of the two."""


@dataclass(frozen=True)
class Label:
    x: float
    y: float
    text: str


@dataclass(frozen=True)
class Columns:
    """Two series side by side, on one scale."""

    width: int
    height: int
    left: int
    right: int
    bars: Sequence[Bar]
    lines: Sequence[Label]
    """The scale: at which height stands which figure."""
    names: Sequence[Label]


def columns(names: Sequence[str], *series: Sequence[int]) -> Columns:
    """A group of bars for each name; every other name is written, so that they stay apart."""
    top = scale(max([0, *(value for one in series for value in one)]))
    step = (WIDTH - LEFT - RIGHT) / len(names)
    wide = step * 0.8 / len(series)
    bars = [
        Bar(_round(LEFT + step * (at + 0.1) + wide * which), _level(value, top), _round(wide), 0, which)
        for which, one in enumerate(series)
        for at, value in enumerate(one)
    ]
    bottom = HEIGHT - BOTTOM
    standing = [Bar(one.x, one.y, one.width, _round(bottom - one.y), one.series) for one in bars]
    written = [
        Label(_round(LEFT + step * (at + 0.5)), HEIGHT - 8, name)
        for at, name in enumerate(names)
        if (len(names) - 1 - at) % 2 == 0
    ]
    lines = [Label(LEFT - 6, _level(value, top), str(value)) for value in sorted({0, top // 2, top})]
    return Columns(WIDTH, HEIGHT, LEFT, WIDTH - RIGHT, standing, lines, written)


def scale(most: int) -> int:
    """The round figure at which a scale ends: 2, 4, 6, 8, 10, 20, 30 …; its half is whole."""
    ten = 1
    while True:
        for digit in ROUND:
            if digit * ten >= max(most, 2) and digit * ten % 2 == 0:
                return digit * ten
        ten *= 10


def _level(value: int, top: int) -> float:
    return _round(HEIGHT - BOTTOM - value * (HEIGHT - TOP - BOTTOM) / top)


def _round(number: float) -> float:
    return round(number, 1)


@dataclass(frozen=True)
class Row:
    name: str
    value: int
    percent: int
    """Of the longest."""


def rows(named: Sequence[tuple[str, int]]) -> list[Row]:
    longest = max([1, *(value for _, value in named)])
    return [Row(name, value, value * 100 // longest) for name, value in named]
