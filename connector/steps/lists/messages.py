"""Messages: what was told to an LMS or to HR; and of these the runs for HR."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import or_, select

from connector.models.outbox import Message
from connector.steps.hr_runs import KIND
from connector.steps.lists import choices
from connector.steps.lists.listing import Condition, Filter, Listing, Sort
from connector.steps.telling import Teller

STATES = ("pending", "sending", "sent", "refused", "dead", "discarded")
KINDS = (
    "profile-figure",
    "hr-file",
    "cohort-member",
    "badge-withdrawal",
    "summary",
    "minutes",
    "digest",
    "thanks",
    "related",
)
SORTS = ("newest", "oldest")


@dataclass(frozen=True)
class MessageLine:
    id: int
    target: str
    kind: str
    subject: str
    state: str
    reason: str
    """Machine word of what stood in the way; empty if nothing did."""
    attempts: int
    created_at: int
    sent_at: int | None


@dataclass(frozen=True)
class RunLine:
    id: int
    """Of its message."""
    run: int
    target: str
    rows: int
    files: int
    state: str
    reason: str
    created_at: int
    sent_at: int | None


def _plain(_teller: Teller, found: Sequence[Any]) -> list[MessageLine]:
    return [
        MessageLine(
            id=one.id,
            target=one.target,
            kind=one.kind,
            subject=one.subject,
            state=one.state,
            reason=one.reason or "",
            attempts=one.attempts,
            created_at=one.created_at,
            sent_at=one.sent_at,
        )
        for (one,) in found
    ]


def _runs(_teller: Teller, found: Sequence[Any]) -> list[RunLine]:
    return [
        RunLine(
            id=one.id,
            run=int(one.desired.get("run", 0)),
            target=one.target.partition(":")[2],
            rows=int(one.desired.get("rows", 0)),
            files=len(one.answer.get("files") or ()),
            state=one.state,
            reason=one.reason or "",
            created_at=one.created_at,
            sent_at=one.sent_at,
        )
        for (one,) in found
    ]


def _words(words: str) -> Condition:
    return or_(Message.subject.icontains(words, autoescape=True), Message.reason == words)


_NEWEST, _OLDEST = Sort("newest", (Message.id,), down=True), Sort("oldest", (Message.id,))

MESSAGES = Listing(
    name="messages",
    row=MessageLine,
    query=select(Message),
    sorts=(_NEWEST, _OLDEST),
    plain=_plain,
    filters=(
        choices.one_of("state", Message.state, STATES, "desk-message-state-"),
        choices.one_of("kind", Message.kind, KINDS, "list-message-"),
        Filter("target", lambda value: Message.target == value, slow_by=SORTS),
    ),
    words=_words,
)
RUNS = Listing(
    name="runs",
    row=RunLine,
    query=select(Message).where(Message.kind == KIND),
    sorts=(_NEWEST, _OLDEST),
    plain=_runs,
    filters=(
        choices.one_of("state", Message.state, STATES, "desk-message-state-", slow_by=SORTS),
        choices.of_names(
            "target",
            Message.target,
            lambda teller: [(f"hr:{each}", each) for each in sorted(teller.context.hr)],
            slow_by=SORTS,
        ),
    ),
)
