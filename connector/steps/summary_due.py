"""Which discussions are due for a summary, found from the facts alone by one cheap count."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.credit import digest
from connector.domain.facts import Kind, State
from connector.domain.rules import SummaryRule
from connector.models.lms import FactRow
from connector.models.summaries import SummaryRow
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.numbers import number
from connector.steps.summary_orders import NoOrder, member_posts, order_for, rule_of, service_accounts
from connector.steps.summary_posts import FINAL
from connector.steps.world import current_mapping

KIND = "summary"
DAY_S = 86_400
BUSY_S, IDLE_S = 5, 60
BATCH = 50
"""Discussions in one transaction: the write lock is held while each is examined."""


@dataclass(frozen=True, slots=True)
class _Told:
    """A discussion in numbers."""

    discussion: int
    posts: int
    last: int
    seen: str


def want_summaries(context: Context, source: str) -> int:
    """Writes a message for each discussion that is due, in observe mode none; returns how many were examined."""
    if not context.live:
        return 0
    with context.db.read() as session:
        rule = rule_of(session)
        due = list(islice(_due(session, source, rule, context.now()), BATCH)) if rule else []
    if not due:
        return 0
    with context.db.write() as session:
        for told in due:
            _want(session, source, told, context.now())
    return len(due)


def _due(session: Session, source: str, rule: SummaryRule, now: int) -> Iterator[_Told]:
    rows = {
        row.discussion: row for row in session.scalars(select(SummaryRow).where(SummaryRow.source == source))
    }
    told = _told(session, source)
    for discussion in sorted(rows.keys() - told.keys()):
        told[discussion] = _Told(discussion, 0, 0, "none")
    for each in told.values():
        row = rows.get(each.discussion)
        rests = each.last + rule.quiet_days * DAY_S <= now
        if row is None:
            if rests and each.posts >= rule.at_least:
                yield each
        elif row.state not in FINAL and (_must_look(row, now) or _changed(session, row, each, rests=rests)):
            yield each


def _must_look(row: SummaryRow, now: int) -> bool:
    return row.look_at is not None and row.look_at <= now


def _changed(session: Session, row: SummaryRow, told: _Told, *, rests: bool) -> bool:
    """At rest, whatever changed; before that only if words that we quote were changed or taken back."""
    if row.seen == told.seen:
        return False
    if rests:
        return True
    ours = service_accounts(session, row.source)
    posts = member_posts(session, row.source, row.discussion, ours)
    modified = {post.id: post.data.get("modified") for post in posts}
    return any(post not in modified or modified[post] != was for post, was in row.cited.items())


def _told(session: Session, source: str) -> dict[int, _Told]:
    """All discussions in one count; its figures move with every post written, edited or deleted."""
    post = FactRow
    changes = func.coalesce(func.sum(func.json_extract(post.data, "$.modified")), 0)
    ours = service_accounts(session, source)
    query = select(post.discussion, func.count(), func.max(post.time), changes).where(
        post.source == source,
        post.kind == Kind.POST.value,
        post.state == State.PRESENT.value,
        post.discussion.is_not(None),
        post.time.is_not(None),
        func.coalesce(post.author, 0).not_in(ours),
    )
    ground = _ground(session, source)
    rows: Any = session.execute(query.group_by(post.discussion).order_by(post.discussion))
    return {id_: _Told(id_, posts, last, f"{ground}/{posts}/{total}") for id_, posts, last, total in rows}


def _ground(session: Session, source: str) -> str:
    """Changes with the mapping and the places: what had no place, or was for some only, may be for all today."""
    mapping = current_mapping(session)
    places = select(FactRow.digest).where(FactRow.source == source).order_by(FactRow.kind, FactRow.id)
    places = places.where(FactRow.kind.in_([Kind.FORUM.value, Kind.MODULE.value]))
    return f"{mapping.number if mapping else 0}.{digest(list(session.scalars(places)))[:12]}"


def _want(session: Session, source: str, told: _Told, now: int) -> None:
    row = _met(session, source, told.discussion)
    look, row.seen = row.look_at if _must_look(row, now) else None, told.seen
    order = order_for(session, source, told.discussion)
    if isinstance(order, NoOrder) and (row.placed is None or order.reason != "no_posts"):
        row.reason, row.look_at = order.reason, None
        return
    read = "" if isinstance(order, NoOrder) else order.digest
    if look is None and read == row.digest and row.state != "new":
        return
    desired: dict[str, Any] = {"digest": read}
    if look is not None:
        desired["look"], row.look_at = look, None
    outbox.want(session, f"lms:{source}", KIND, f"discussion:{told.discussion}", desired, "discussion", now)


def _met(session: Session, source: str, discussion: int) -> SummaryRow:
    row = session.get(SummaryRow, (source, discussion))
    if row is None:
        row = SummaryRow(source=source, discussion=discussion, rule="discussion")
        row.state, row.seen, row.digest, row.cited, row.ours = "new", "", "", {}, []
        session.add(row)
    return row


class SummaryTurn:
    """Counts only when something was read since, and then not at every moment."""

    def __init__(self, context: Context, source: str) -> None:
        self._context, self._source = context, source
        self._at, self._reads = 0, -1

    def __call__(self) -> int:
        with self._context.db.read() as session:
            reads = number(session, "reads")
        now = self._context.now()
        pause = BUSY_S if reads != self._reads else IDLE_S
        haste = self._context.in_haste and reads != self._reads
        if now - self._at < pause and not haste:
            return 0
        done = want_summaries(self._context, self._source)
        self._at, self._reads = (0, -1) if done >= BATCH else (now, reads)
        return done
