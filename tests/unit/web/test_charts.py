"""Where the bars of a chart stand."""

from __future__ import annotations

from itertools import pairwise

import pytest

from connector.web.charts import BOTTOM, HEIGHT, LEFT, RIGHT, TOP, WIDTH, columns, rows, scale


@pytest.mark.parametrize(
    ("most", "top"), [(0, 2), (2, 2), (3, 4), (9, 10), (28, 30), (31, 40), (61, 80), (101, 200)]
)
def test_a_scale_ends_at_a_round_figure_with_a_whole_half(most: int, top: int) -> None:
    assert scale(most) == top


def test_the_highest_bar_stands_for_the_highest_figure() -> None:
    chart = columns(["a", "b", "c"], [0, 10, 5], [0, 2, 1])
    full = HEIGHT - TOP - BOTTOM
    assert [bar.height for bar in chart.bars if not bar.series] == [0, full, full / 2]
    assert all(round(bar.y + bar.height, 1) == HEIGHT - BOTTOM for bar in chart.bars)
    assert [line.text for line in chart.lines] == ["0", "5", "10"]


def test_bars_stand_side_by_side_within_the_drawing() -> None:
    chart = columns([str(week) for week in range(12)], list(range(12)), list(range(12)))
    ends = sorted((bar.x, bar.x + bar.width) for bar in chart.bars)
    assert all(end <= start + 0.11 for (_, end), (start, _) in pairwise(ends))
    assert ends[0][0] >= LEFT
    assert ends[-1][1] <= WIDTH - RIGHT
    assert [name.text for name in chart.names] == ["1", "3", "5", "7", "9", "11"]


def test_rows_are_measured_by_the_longest() -> None:
    assert [(row.value, row.percent) for row in rows([("a", 4), ("b", 1), ("c", 0)])] == [
        (4, 100),
        (1, 25),
        (0, 0),
    ]
    assert rows([("a", 0)])[0].percent == 0
