"""Badges to be taken back: a person does it in the LMS; we only look whether it has been done."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Session

from connector.domain.facts import Fact
from connector.errors import LmsError, TryLater, WrongSetup
from connector.lms.port import Ask, Lms, Want
from connector.models.outbox import Message
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.delivery import Unforeseen, claim, trouble
from connector.steps.recognition import PERSON_NEEDED, WITHDRAWAL

BATCH = 50
LOOK_AGAIN_S = 6 * 3600


def confirm_withdrawals(context: Context, source: str) -> int:
    """Looks which tasks are done; returns how many messages were worked on."""
    messages = claim(context, source, WITHDRAWAL, BATCH)
    for place, message in enumerate(messages):
        try:
            with Unforeseen(context, [message]):
                _look(context, source, message)
        except (TryLater, WrongSetup) as error:
            if not trouble(context, source, [message], error, untried=messages[place + 1 :]):
                return place
    return len(messages)


def _look(context: Context, source: str, message: Message) -> None:
    done = _withdrawn(context.sources[source], message)
    with context.db.write() as db:
        _conclude(db, message, done, context.now())


def _withdrawn(lms: Lms, message: Message) -> bool:
    """None of the badges is held any more; of badges we never saw, only the cohort can tell."""
    user, badges = message.subject.rpartition(":")[2], set(message.desired["badges"])
    if badges:
        held = _read(lms, Want(Ask.BADGES, user))
        return held is not None and badges.isdisjoint(each.data["badge"] for each in held)
    found = _read(lms, Want(Ask.COHORTS, f"idnumber={message.desired['cohort']}"))
    return bool(found) and all(int(user) not in each.data["members"] for each in found or ())


def _read(lms: Lms, want: Want) -> list[Fact] | None:
    """None where it cannot be told: that proves nothing."""
    [found] = lms.read([want])
    if isinstance(found, TryLater | WrongSetup):
        raise found
    answer: Any = None if isinstance(found, LmsError) else found
    return answer  # type: ignore[no-any-return]


def _conclude(db: Session, message: Message, done: bool, now: int) -> None:
    if done:
        outbox.sent(db, message, now, {"withdrawn": True})
        return
    row = db.get_one(Message, message.id)  # a person may take their time: waiting wears out no tries
    row.state, row.reason, row.attempts, row.next_at = "pending", PERSON_NEEDED, 0, now + LOOK_AGAIN_S
