"""What the benchmarks compute, and that what they send is what is received."""

from __future__ import annotations

import json

import pytest

from benchmarks.load import SECRET, request
from benchmarks.numbers import bound, percentile
from benchmarks.population import people, posts
from benchmarks.report import table
from benchmarks.rows import Row
from webhooks import local_webhooks


def test_a_percentile_is_one_of_the_values() -> None:
    assert percentile([5, 1, 4, 2, 3], 99) == 5
    assert percentile(list(range(1, 101)), 99) == 99


def test_the_bound_of_a_median_lies_below_it_and_says_the_same_each_time() -> None:
    ratios = [0.7, 0.8, 0.9, 0.95, 1.0, 0.85, 0.9, 0.88, 0.91]
    assert 0.7 <= bound(ratios) < 0.9
    assert bound(ratios) == bound(ratios)
    assert bound([0.9] * 9) == 0.9


@pytest.mark.parametrize(
    ("value", "must", "holds"),
    [(0.8, ">= 0.8", True), (0.79, ">= 0.8", False), (26, "<= 25", False), (25, "<= 25", True)],
)
def test_a_row_holds_or_not(value: float, must: str, holds: bool) -> None:
    assert Row("a", value, "x", must).holds is holds


def test_what_was_not_measured_does_not_hold_and_is_said() -> None:
    row = Row("a", None, "x", ">= 1")
    assert row.holds is None
    assert "not measured" in table([row])


def test_senders_send_what_is_received() -> None:
    body = request(8).partition(b"\r\n\r\n")[2]
    assert local_webhooks.load(body, [SECRET])["objectid"] == json.loads(body)["objectid"] == 8


def test_everybody_among_the_facts_has_posts() -> None:
    authors = [fact.author for fact in posts(10_000)]
    assert len(set(authors)) == people(10_000) == 100
