"""Badges by cohort: membership is a desired state, looked at before anybody is added and afterwards.

Moodle gives the badge as soon as somebody comes into its cohort, and never takes it back: so what is no longer
earned when its turn comes is not sent. Once a person took it back, only coming into the cohort gives it again:
who is still in it is taken out first.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from sqlalchemy.orm import Session

from connector.domain.facts import Fact
from connector.errors import LmsError, TryLater, WrongSetup
from connector.lms.port import Ask, Lms, Want
from connector.models.outbox import Message
from connector.models.people import Account
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.delivery import Unforeseen, claim, leave, trouble
from connector.steps.keeping import unsettle
from connector.steps.recognition import MEMBER, NO_LONGER, standings
from connector.steps.restored import forgotten_since
from connector.steps.settle import reckon

BATCH = 50
NO_COHORT = "no_such_cohort"


@dataclass
class Seen:
    """What a cohort looked like in the end, and what came of it."""

    cohort: int | None = None
    """None = there is none with this idnumber."""
    members: frozenset[int] = frozenset()
    refusals: dict[int, str] = field(default_factory=dict)
    badges: dict[int, list[Fact]] = field(default_factory=dict)
    """User → badges that came with the cohort."""


def send_memberships(context: Context, source: str) -> int:
    """Makes members of whom a badge is due, up to 50 in a call; returns how many messages were worked on."""
    messages = claim(context, source, MEMBER, BATCH)
    with Unforeseen(context, messages):
        return _send_claimed(context, source, messages) if messages else 0
    return len(messages)


def _send_claimed(context: Context, source: str, messages: list[Message]) -> int:
    with context.db.read() as db:
        earned = {message.id for message in messages if _still_earned(context, db, message)}
    sendable = [message for message in messages if message.id in earned or message.look_first]
    _drop(context, [message for message in messages if message not in sendable])
    done = len(messages) - len(sendable)
    groups = [list(group) for _, group in groupby(sorted(sendable, key=_cohort), key=_cohort)]
    return done + _send_all(context, source, groups, earned)


def _cohort(message: Message) -> str:
    return str(message.desired["cohort"])


def _send_all(context: Context, source: str, groups: list[list[Message]], earned: set[int]) -> int:
    """Until the site will have no more; returns how many messages were worked on."""
    done = 0
    for place, group in enumerate(groups):
        worked = _send(context, source, group, earned)
        done += worked
        if not worked:
            leave(context, [message for later in groups[place + 1 :] for message in later])
            break
    return done


def _still_earned(context: Context, db: Session, message: Message) -> bool:
    rule, _, key = message.subject.partition("/")
    account = db.get(Account, key)
    if account is None or account.state == "deleted":
        return False
    found = standings(context, db, account.person, reckon(context, db, account.person))
    return any(one.rule == rule and one.shown(context.now()) for one in found)


def _drop(context: Context, messages: Sequence[Message]) -> None:
    with context.db.write() as db:
        for message in messages:
            outbox.refused(db, message, context.now(), NO_LONGER, {})


def _send(context: Context, source: str, messages: list[Message], earned: set[int]) -> int:
    """Messages of one cohort; none was worked on if the site will have no more for now."""
    with context.db.read() as db:
        forgotten = forgotten_since(db, context.now())
    try:
        seen = _bring_about(context.sources[source], messages, earned, forgotten)
    except (TryLater, WrongSetup) as error:
        return len(messages) if trouble(context, source, messages, error) else 0
    except LmsError as error:
        if len(messages) > 1:  # one whom the site will not have stops nobody else
            return _send_all(context, source, [[message] for message in messages], earned)
        seen = Seen(cohort=0, refusals={_user(messages[0]): error.word})
    with context.db.write() as db:
        for message in messages:
            _conclude(context, db, message, seen, earned)
    return len(messages)


def _user(message: Message) -> int:
    return int(message.subject.rpartition(":")[2])


def _bring_about(lms: Lms, messages: Sequence[Message], earned: set[int], forgotten: int | None) -> Seen:
    """Look, add who is missing, look again. Whoever is in already is left alone, unless to be given it again.

    ``forgotten``: what we did since then is not remembered, so badges that came since may be ours.
    """
    [found] = lms.read([Want(Ask.COHORTS, f"idnumber={_cohort(messages[0])}")])
    if isinstance(found, LmsError):
        raise found
    if not found:
        return Seen()
    seen = Seen(int(found[0].id), frozenset(found[0].data["members"]))
    users = {_user(message): message for message in messages}
    missing = [user for user, one in users.items() if one.id in earned and user not in seen.members]
    inside = [user for user in users if user in seen.members]
    again = [user for user in inside if users[user].look_first or forgotten is not None]
    anew = [user for user in inside if users[user].id in earned and users[user].desired.get("badges")]
    before = _badges(lms, [*missing, *anew])
    anew = [user for user in anew if not _holds(before[user], users[user])]
    if anew:
        lms.cohort_remove(int(found[0].id), anew)
        missing += anew
    if missing:
        seen.refusals = lms.cohort_add(int(found[0].id), missing)
        seen.members = lms.cohort_members(int(found[0].id))
    for user, held in _badges(lms, [*missing, *again]).items():
        had = {each.id for each in before[user]} if user in missing else set()
        asked = users[user].created_at
        since = min(asked, forgotten or asked) if user in again else 0
        seen.badges[user] = [each for each in held if each.id not in had and (each.time or 0) >= since]
    return seen


def _badges(lms: Lms, users: Sequence[int]) -> dict[int, list[Fact]]:
    """What these users hold; nothing is known of whom we may not ask about, which stops no badge."""
    answers = lms.read([Want(Ask.BADGES, str(user)) for user in users]) if users else []
    return {user: [] if isinstance(a, LmsError) else a for user, a in zip(users, answers, strict=True)}


def _holds(held: Sequence[Fact], message: Message) -> bool:
    """One of the badges that had been taken back."""
    return any(each.data["badge"] in message.desired["badges"] for each in held)


def _conclude(context: Context, db: Session, message: Message, seen: Seen, earned: set[int]) -> None:
    user, now = _user(message), context.now()
    if seen.cohort is None:
        outbox.refused(db, message, now, NO_COHORT, {"message": str(message.desired["cohort"])})
    elif user in seen.members:
        outbox.sent(db, message, now, _answer(seen, user))
        _settle_again(db, message, now)
    elif message.id not in earned:
        outbox.refused(db, message, now, NO_LONGER, {})
    else:
        outbox.refused(db, message, now, seen.refusals.get(user, "not_shown_afterwards"), {})


def _answer(seen: Seen, user: int) -> dict[str, Any]:
    badges = [
        {"badge": each.data["badge"], "name": each.data["name"], "hash": each.data["hash"]}
        for each in seen.badges.get(user, [])
    ]
    return {"cohort": seen.cohort, "badges": badges}


def _settle_again(db: Session, message: Message, now: int) -> None:
    """While it was on its way it may have ceased to be earned; nobody could ask for it back then."""
    account = db.get(Account, message.subject.partition("/")[2])
    if account is not None:
        unsettle(db, [account.person], now, "time")
