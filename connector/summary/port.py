"""What goes in and what comes out."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from enum import StrEnum


class Language(StrEnum):
    ID = "id"
    EN = "en"


class Part(StrEnum):
    """In the order in which a reader wants them."""

    PROBLEM = "problem"
    ANSWER = "answer"
    ACTIONS = "actions"
    DECISIONS = "decisions"
    DEADLINES = "deadlines"
    OPEN_QUESTIONS = "open_questions"


@dataclass(frozen=True, slots=True)
class Post:
    id: int
    author: int | None
    author_is_expert: bool
    time: int
    parent: int | None
    """None for the post that opens the discussion."""
    subject: str
    html: str
    private: bool = False
    visible_to_all: bool = True
    """False where groups are separate, in a Q&A forum, or before its time: some reader may not see it."""
    ratings: int = 0
    """How many members rated it."""


@dataclass(frozen=True, slots=True)
class Item:
    text: str
    """One sentence as it stands in the post, white space apart."""
    post: int
    part: Part
    why: tuple[str, ...]
    """For instance ``cue:disepakati``, ``expert``, ``thanked``."""
    score: float


@dataclass(frozen=True, slots=True)
class Summary:
    language: Language
    items: tuple[Item, ...]
    """In the order of the parts, within a part by time."""
    read: tuple[int, ...]
    """The posts it was made from."""

    def of(self, part: Part) -> tuple[Item, ...]:
        return tuple(item for item in self.items if item.part is part)

    @property
    def cited(self) -> tuple[int, ...]:
        return tuple(sorted({item.post for item in self.items}))


@dataclass(frozen=True, slots=True)
class Silence:
    """Nothing worth a summary, and why."""

    reason: str
    read: tuple[int, ...] = field(default=())


def readable(posts: Iterable[Post], leave_out: frozenset[int] = frozenset()) -> Sequence[Post]:
    """What every reader of the place may see, by time, without the accounts to leave out (our own)."""
    seen = [post for post in posts if post.visible_to_all and not post.private]
    return sorted(
        (post for post in seen if post.author not in leave_out), key=lambda post: (post.time, post.id)
    )


@dataclass(frozen=True, slots=True)
class Statement:
    """A sentence of a language model that the posts it names bear out."""

    text: str
    posts: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Phrasing:
    sentences: tuple[Statement, ...]

    @property
    def cited(self) -> tuple[int, ...]:
        return tuple(sorted({post for each in self.sentences for post in each.posts}))


@dataclass(frozen=True, slots=True)
class Refused:
    """Why a language model's text is not shown; the quoted sentences are shown instead."""

    reason: str
    """empty, too_long, markup, no_citation, unknown_post, number, name, denial, not_borne_out, one_sided;
    thread_too_long, asked_before, or why the model gave no text (connector.phrasing)."""
    sentence: str = ""
