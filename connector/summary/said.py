"""One sentence where it stands, and what can be seen from the sentence alone."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice

from connector.summary.cues import Cues
from connector.summary.port import Language, Post
from connector.summary.sentences import sentences
from connector.summary.words import content, words

MOST = 300
"""Sentences of one post. What comes after is a document that somebody pasted."""
LONGEST = 70
"""Words. What is longer was not read as a sentence, or will not be read as one."""


@dataclass(frozen=True, slots=True)
class Said:
    post: Post
    text: str
    place: int
    """Which sentence of its post, courtesies not counted."""
    length: int
    """Words."""
    stems: frozenset[str]
    asks: bool
    courtesy: bool

    @property
    def worth(self) -> bool:
        """Whether it can stand alone in a summary at all."""
        return not self.courtesy and 3 <= self.length <= LONGEST and len(self.stems) >= 2 - self.asks


def said_in(post: Post, written: Iterable[str], language: Language, cues: Cues) -> list[Said]:
    """``written``: the lines of the post."""
    found: list[Said] = []
    place = 0
    for text in islice((text for line in written for text in sentences(line)), MOST):
        each = _said(post, text, place, language, cues)
        place += not each.courtesy
        found.append(each)
    return found


def _said(post: Post, text: str, place: int, language: Language, cues: Cues) -> Said:
    stems, asks = content(text, language), asks_something(text, cues)
    courtesy = not asks and _is_courtesy(text, language, cues)
    return Said(post, text, place, len(words(text)), stems, asks, courtesy)


def asks_something(text: str, cues: Cues) -> bool:
    return text.rstrip("\"”’'») 🙏😊😅😂").endswith("?") or bool(cues.question.match(text))


def _is_courtesy(text: str, language: Language, cues: Cues) -> bool:
    """A polite phrase with next to nothing beside it but names."""
    if not cues.courtesy.search(text):
        return text.rstrip().endswith((",", ":")) and len(words(text)) <= 8
    rest = re.sub(
        r"\b(?:[Bb]apak|[Ii]bu|[Pp]ak|[Bb]u|[Mm]as|[Mm]bak)\s+[A-Z]\w+", "", cues.courtesy.sub("", text)
    )
    return len(content(rest, language)) <= 2 and not re.search(r"\d", rest)
