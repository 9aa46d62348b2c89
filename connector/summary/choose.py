"""Of the sentences that are good enough: the best few of each part, none said twice."""

from __future__ import annotations

from collections.abc import Iterable

from connector.summary.port import Item, Part
from connector.summary.roles import ENOUGH, SCORES
from connector.summary.said import Said
from connector.summary.scores import Score
from connector.summary.thread import Thread
from connector.summary.words import jaccard

AT_MOST = {
    Part.PROBLEM: 2,
    Part.ANSWER: 5,
    Part.ACTIONS: 3,
    Part.DECISIONS: 3,
    Part.DEADLINES: 2,
    Part.OPEN_QUESTIONS: 2,
}
TOO_ALIKE = 0.6
"""Of the stems of two sentences together: then only the better one is kept."""

Claim = tuple[Part, Said, Score]


def chosen(thread: Thread) -> list[Item]:
    claims = [claim for each in thread.sentences if each.worth and (claim := _claim(each, thread))]
    kept: list[Claim] = []
    for part in Part:
        rivals = sorted((c for c in claims if c[0] is part), key=_best_first)
        kept += _without_echoes(rivals, kept, AT_MOST[part])
    order = list(Part)
    kept.sort(key=lambda claim: (order.index(claim[0]), claim[1].post.time, claim[1].post.id, claim[1].place))
    return [_item(claim) for claim in kept]


def _claim(each: Said, thread: Thread) -> Claim | None:
    """The first part that wants the sentence."""
    if thread.cues.off_topic.search(each.text):
        return None
    scored = ((part, SCORES[part](each, thread)) for part in SCORES)
    return next(((part, each, score) for part, score in scored if score.value >= ENOUGH), None)


def _best_first(claim: Claim) -> tuple[float, int, int]:
    """Of equals the earlier."""
    _, each, score = claim
    return (-round(score.value, 6), each.post.time, each.place)


def _without_echoes(rivals: Iterable[Claim], others: list[Claim], most: int) -> list[Claim]:
    kept: list[Claim] = []
    for claim in rivals:
        stems = claim[1].stems
        if len(kept) < most and all(jaccard(stems, told[1].stems) < TOO_ALIKE for told in others + kept):
            kept.append(claim)
    return kept


def _item(claim: Claim) -> Item:
    part, each, score = claim
    return Item(each.text, each.post.id, part, tuple(score.why), round(score.value, 3))
