"""How near a summary comes to what a person would keep, beside taking the first sentences."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

import pytest
from summary_threads import ALL, FRESH, HELD_OUT, TUNING, Written, written

from connector.summary.cue_tables import CUES
from connector.summary.lines import lines
from connector.summary.port import Language, Summary, readable
from connector.summary.said import said_in
from connector.summary.summarise import summarise

CLEAR_MARGIN = 0.3
"""In F1, over taking the first sentences as they stand."""
POLISHED_MARGIN = 0.1
"""Over the first sentences that are left when our own reading has put greetings and thanks aside."""


@dataclass
class Count:
    taken: int = 0
    kept: int = 0
    hits: int = 0

    @property
    def precision(self) -> float:
        return self.hits / self.taken

    @property
    def recall(self) -> float:
        return self.hits / self.kept

    @property
    def f1(self) -> float:
        return 2 * self.hits / (self.taken + self.kept)

    def __str__(self) -> str:
        return f"P {self.precision:.2f}  R {self.recall:.2f}  F1 {self.f1:.2f}"


Taking = Callable[[Written], list[str]]


def ours(thread: Written) -> list[str]:
    summary = summarise(thread.posts)
    return [item.text for item in summary.items] if isinstance(summary, Summary) else []


def lead(thread: Written) -> list[str]:
    """The first sentence of every post, then the second ones, as many as ours."""
    return _level_by_level(thread.sentences)[: len(ours(thread))]


def polished_lead(thread: Written) -> list[str]:
    """The same after greetings and thanks are put aside: a harder mark to beat."""
    language = Language(thread.language)
    found = [said_in(post, lines(post.html), language, CUES[language]) for post in readable(thread.posts)]
    return _level_by_level([[each.text for each in said if each.worth] for said in found])[
        : len(ours(thread))
    ]


def _level_by_level(posts: list[list[str]]) -> list[str]:
    return [text for level in zip_longest(*posts) for text in level if text]


def measured(paths: list[Path], take: Taking) -> Count:
    total = Count()
    for thread in map(written, paths):
        taken = take(thread)
        total.taken += len(taken)
        total.kept += len(thread.keep)
        total.hits += sum(text in thread.keep for text in taken)
    return total


@pytest.mark.parametrize(("half", "paths"), [("tuning", TUNING), ("held_out", HELD_OUT), ("fresh", FRESH)])
def test_beats_taking_the_first_sentences_clearly(half: str, paths: list[Path]):
    found = {take.__name__: measured(paths, take) for take in (ours, lead, polished_lead)}
    for name, count in found.items():
        print(f"{half:9} {name:14} {count}")
    mine = found["ours"]
    assert mine.f1 > found["lead"].f1 + CLEAR_MARGIN
    assert mine.f1 > found["polished_lead"].f1 + POLISHED_MARGIN
    assert mine.precision > 0.75
    assert mine.recall > 0.6


@pytest.mark.parametrize(("language", "least"), [("id", 0.7), ("en", 0.7)])
def test_holds_for_each_language(language: str, least: float):
    paths = [path for path in ALL if written(path).language == language]
    assert measured(paths, ours).f1 > least


def test_the_parts_are_mostly_those_a_person_would_name():
    named = hits = 0
    for thread in map(written, ALL):
        summary = summarise(thread.posts)
        for item in summary.items if isinstance(summary, Summary) else ():
            hits += item.text in thread.keep
            named += thread.keep.get(item.text) == item.part
    assert named / hits > 0.8


def test_the_yardstick_is_sound():
    threads = [written(path) for path in ALL]
    assert sum(thread.language == "id" for thread in threads) >= 12
    assert sum(thread.language == "en" for thread in threads) >= 4
    for thread in threads:
        assert 5 <= len(thread.posts) <= 12
        seen = {text for post in thread.sentences for text in post}
        assert not thread.keep.keys() - seen, thread.name
