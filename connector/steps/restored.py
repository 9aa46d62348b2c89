"""After a restored backup: what was done since it was made is not remembered, and must be looked for."""

from __future__ import annotations

from typing import Any

from sqlalchemy import func, select, update
from sqlalchemy.orm import Session

from connector.models.outbox import Message
from connector.models.own_posts import OwnPostRow
from connector.models.people import Account
from connector.models.state import Remark
from connector.steps.keeping import unsettle

NAME = "restored"
WEEK_S = 7 * 86_400
"""By then the reconcile has been through and everybody was reckoned anew."""


def look_everywhere(session: Session, made_at: int, at: int) -> int:
    """Lets everything we wrote be compared with what stands there; returns how many messages will look.

    ``made_at``: when the backup was made; ``at``: now.
    """
    session.merge(Remark(name=NAME, value={"made_at": made_at, "at": at}))
    unsettle(session, session.scalars(select(Account.person).distinct()).all(), at, "start")
    # Texts that we wrote since are unknown: by those we remember they would be taken for a moderator's.
    session.execute(update(OwnPostRow).values(ours=[]))
    waiting = update(Message).where(Message.state.in_(["pending", "sending"]))
    done: Any = session.execute(waiting.values(state="pending", look_first=True))
    return int(done.rowcount) + _look_at_figures(session)


def _look_at_figures(session: Session) -> int:
    """Profiles may show what was approved after the backup: the last figure of each is looked at once more."""
    newest = select(func.max(Message.id)).where(Message.kind == "profile-figure")
    newest = newest.group_by(Message.target, Message.subject)
    told = update(Message).where(Message.id.in_(newest), Message.state == "sent")
    done: Any = session.execute(told.values(state="pending", attempts=0, next_at=0))
    return int(done.rowcount)


def forgotten_since(session: Session, now: int) -> int | None:
    """When the backup was made that was restored less than a week ago."""
    remark = session.get(Remark, NAME)
    if remark is None or now - int(remark.value["at"]) > WEEK_S:
        return None
    return int(remark.value["made_at"])
