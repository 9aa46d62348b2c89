"""Is a new problem like one that was solved? Without bodies, and silent when unsure."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connector.summary.language import language_of
from connector.summary.lines import lines
from connector.summary.port import Language
from connector.summary.signature import Signature, likeness, signature
from connector.summary.words import content, jaccard, stem, words

SAME_TEXT = 0.45
"""Likeness of the bodies that is enough by itself."""
LIKE_TEXT = 0.2
"""Likeness of the bodies that is enough beside a like subject; strangers reach 0.13 by chance."""
TAGGED_TEXT = 0.15
"""Enough beside a like subject and like tags."""
LIKE_SUBJECT = 0.35
"""Weighed share of the subjects' stems; rare stems weigh more."""
RARE = 0.34
"""A stem in more than this share of the candidates' subjects tells little."""


@dataclass(frozen=True, slots=True)
class Trace:
    """What is kept of an opening post."""

    id: int
    subject: frozenset[str]
    """Stems."""
    tags: frozenset[str]
    body: Signature


@dataclass(frozen=True, slots=True)
class Likeness:
    reason: str
    """same_text, like_subject_and_text, like_subject_and_tags."""
    words: tuple[str, ...]
    """Stems and tags they share."""
    score: float


def traced(html: str) -> dict[str, Any]:
    """What is kept of a post's body, JSON-safe: ``{"language": "id", "alike": [eight numbers]}``."""
    text = " ".join(lines(html))
    language = language_of([text])
    return {"language": language.value, "alike": list(signature(content(text, language)))}


def kept_trace(number: int, data: Mapping[str, Any]) -> Trace | None:
    """Of a post's fact; None where nothing was kept."""
    if "alike" not in data:
        return None
    stems = content(data.get("subject", ""), Language(data["language"]))
    tags = frozenset(tag.strip().lower() for tag in data.get("tags", ()))
    return Trace(number, stems, tags, tuple(data["alike"]))


def words_with(text: str, stems: frozenset[str], language: Language) -> list[str]:
    """The words of a text that have one of these stems, each once."""
    return list(dict.fromkeys(word for word in words(text) if stem(word, language) in stems))


def alike(problem: Trace, candidates: Sequence[Trace], most: int = 3) -> list[tuple[Trace, Likeness]]:
    """The solved problems worth pointing to, the nearest first; mostly none."""
    weigh = _weights(candidates)
    found = [
        (each, why) for each in candidates if each.id != problem.id and (why := _why(problem, each, weigh))
    ]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].id))[:most]


def _why(problem: Trace, other: Trace, weigh: dict[str, float]) -> Likeness | None:
    text = likeness(problem.body, other.body)
    common = problem.subject & other.subject
    telling = sum(weigh.get(stem, 0.0) > 1.0 for stem in common)
    subject = _weighed(common, problem.subject | other.subject, weigh)
    tags = problem.tags & other.tags
    shared = (*sorted(common), *sorted(tags))
    if text >= SAME_TEXT:
        return Likeness("same_text", shared, round(1 + text, 3))
    if subject >= LIKE_SUBJECT and telling >= 2 and text >= LIKE_TEXT:
        return Likeness("like_subject_and_text", shared, round(subject + text, 3))
    if (
        subject >= LIKE_SUBJECT
        and telling >= 2
        and jaccard(problem.tags, other.tags) >= 0.5
        and text >= TAGGED_TEXT
    ):
        return Likeness("like_subject_and_tags", shared, round(subject, 3))
    return None


def _weights(candidates: Sequence[Trace]) -> dict[str, float]:
    """How much a stem tells: nothing where every other subject has it."""
    counts = Counter(stem for each in candidates for stem in each.subject)
    total = max(len(candidates), 3)
    return {stem: (math.log2(total / n) + 0.1 if n / total <= RARE else 0.1) for stem, n in counts.items()}


def _weighed(common: frozenset[str], together: frozenset[str], weigh: dict[str, float]) -> float:
    """A stem that no candidate has weighs as much as the rarest."""
    most = max(weigh.values(), default=1.0)
    whole = sum(weigh.get(stem, most) for stem in together)
    return sum(weigh[stem] for stem in common) / whole if whole else 0.0
