"""Flags: before somebody approves, what the mapping's guards find odd in a record is laid beside it.

Only records that wait for approval are looked at, and each only when its revision changed. A flag takes nothing
away: near-copies may be a quotation, many posts an hour a session. A person judges, and says so.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, NamedTuple

from sqlalchemy import Select, and_, delete, select
from sqlalchemy.orm import Session

from connector.domain.facts import Kind, State
from connector.domain.rules import Guards
from connector.errors import NotDone
from connector.mapping.guards import in_the_last_minutes
from connector.models.credit import ContributionRow, EntitlementRow, EvidenceRow, Record, in_period
from connector.models.flags import Flag
from connector.models.lms import FactRow
from connector.steps.approve import Approver, not_by_the_earner, not_for
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.keeping import CONTRIBUTED
from connector.steps.people import accounts_of
from connector.steps.settle import evidence_from
from connector.steps.telling import Teller
from connector.steps.world import current_mapping
from connector.summary.signature import likeness

BATCH = 25
MOST_COMPARED = 2_000
"""Earlier posts of the community, the newest first."""
SHORTEST = 20
"""Words; shorter posts are alike by nature."""
DAY_S = 86_400

FlagKey = tuple[str, str, str, str]
"""(source, fact kind, fact id, kind of flag)"""
Details = dict[FlagKey, tuple[int, dict[str, Any]]]
"""→ (time of the contribution, what was found)"""


def look(context: Context) -> int:
    """Looks at the next records that wait and have changed; returns how many."""
    with context.db.read() as session:
        guards = _guards(session)
        query = select(Record).where(Record.state == "draft", Record.flagged != Record.revision)
        records = session.scalars(query.order_by(Record.number).limit(BATCH)).all()
        found = [(record, _found(session, record, guards)) for record in records]
    for record, details in found:
        with context.db.write() as session:
            _keep(session, record, details)
    return len(found)


def _guards(session: Session) -> Guards:
    mapping = current_mapping(session)
    return mapping.guards if mapping else Guards()


def _keep(session: Session, seen: Record, details: Details) -> None:
    """Unless the record changed meanwhile: then the next look has it."""
    record = session.get(Record, (seen.person, seen.community, seen.scheme, seen.period))
    if record is None or record.revision != seen.revision:
        return
    record.flagged = seen.revision
    session.execute(delete(Flag).where(Flag.record == seen.number, Flag.state == "open"))
    for (source, kind, id_, flag), (at, detail) in details.items():
        row = session.get(Flag, (source, kind, id_, flag))
        if row is None:
            row = Flag(source=source, fact_kind=kind, fact_id=id_, kind=flag, state="open")
            session.add(row)
        row.record, row.at, row.detail = seen.number, at, detail


# --- what is odd ----------------------------------------------------------------------------


class _Deed(NamedTuple):
    """A contribution that the record speaks of, also one that a cap left nothing of."""

    source: str
    kind: str
    id: str
    at: int


def _found(session: Session, record: Record, guards: Guards) -> Details:
    deeds = _deeds(session, record)
    return {**_bursts(session, record, deeds, guards), **_copies(session, record, deeds, guards)}


def _deeds(session: Session, record: Record) -> list[_Deed]:
    """What somebody wrote that this record rests on, by time."""
    item = EntitlementRow
    query = (
        select(EvidenceRow.body)
        .join(item, EvidenceRow.of(item))
        .where(
            item.person == record.person,
            item.community == record.community,
            item.scheme == record.scheme,
            *in_period(item.day, record.period),
        )
    )
    told = (evidence_from(body) for body in session.scalars(query) if body)
    found = {_Deed(e.source, e.fact_kind, e.fact_id, e.time) for e in told if e.fact_kind in CONTRIBUTED}
    return sorted(found, key=lambda deed: (deed.at, deed))


def _bursts(session: Session, record: Record, deeds: Sequence[_Deed], guards: Guards) -> Details:
    burst = guards.burst
    if burst is None or not deeds:
        return {}
    accounts = [account.key for account in accounts_of(session, record.person)]
    query = select(ContributionRow.time).where(
        ContributionRow.account.in_(accounts),
        ContributionRow.time > deeds[0].at - burst.minutes * 60,
        ContributionRow.time <= deeds[-1].at,
    )
    times = sorted(session.scalars(query))
    counts = {deed: in_the_last_minutes(times, deed.at, burst) for deed in deeds}
    return {
        (deed.source, deed.kind, deed.id, "burst"): (deed.at, {"count": count, "minutes": burst.minutes})
        for deed, count in counts.items()
        if count > burst.more_than
    }


# --- nearly the same text -------------------------------------------------------------------


class _Post(NamedTuple):
    source: str
    id: str
    author: int | None
    at: int
    alike: Sequence[int]


def _copies(session: Session, record: Record, deeds: Sequence[_Deed], guards: Guards) -> Details:
    """Of posts with a text long enough, the earlier post that each is most like."""
    guard = guards.near_duplicate
    posts = [deed for deed in deeds if deed.kind == Kind.POST]
    if guard is None or not posts:
        return {}
    others = _posts(session, record.community, posts[0].at - guard.days * DAY_S, posts[-1].at)
    known = {(post.source, post.id): post for post in others}
    found: Details = {}
    for deed in posts:
        mine = known.get((deed.source, deed.id))
        share, other = _most_alike(mine, others, deed.at - guard.days * DAY_S) if mine else (0, None)
        if mine and other and share >= guard.alike:
            detail = {"alike": share, "other": other.id, "same_person": other.author == mine.author}
            found[deed.source, deed.kind, deed.id, "near_duplicate"] = (deed.at, detail)
    return found


def _posts(session: Session, community: str, since: int, until: int) -> list[_Post]:
    """The community's posts that count, the newest first."""
    row, post = ContributionRow, FactRow
    same = and_(post.source == row.source, post.kind == row.fact_kind, post.id == row.fact_id)
    query = (
        select(post.source, post.id, post.author, row.time, post.data)
        .join(row, same)
        .where(
            row.community == community,
            row.fact_kind == Kind.POST.value,
            row.time >= since,
            row.time <= until,
            post.state == State.PRESENT.value,
        )
    )
    found = session.execute(query.order_by(row.time.desc(), row.fact_id).limit(MOST_COMPARED))
    return [
        _Post(source, id_, author, at, data["alike"])
        for source, id_, author, at, data in found
        if data.get("alike") and data.get("words", 0) >= SHORTEST
    ]


def _most_alike(mine: _Post, others: Sequence[_Post], since: int) -> tuple[int, _Post | None]:
    """(per cent, post), of those written before."""
    before = [each for each in others if since <= each.at and _written_before(each, mine)]
    told = [(round(100 * likeness(mine.alike, each.alike)), each) for each in before]
    return max(told, key=lambda pair: (pair[0], -pair[1].at), default=(0, None))


def _written_before(some: _Post, other: _Post) -> bool:
    return some.source == other.source and (some.at, int(some.id)) < (other.at, int(other.id))


# --- in words, and what people say to it --------------------------------------------------------------------


def words(teller: Teller, flag: Flag) -> str:
    """What is odd, in one sentence."""
    told = {key: str(value) for key, value in flag.detail.items() if key != "same_person"}
    own = "-own" if flag.detail.get("same_person") else ""
    return teller.say(f"flag-{flag.kind}{own}", **told)


def open_flags(*columns: Any) -> Select[Any]:
    """Flags that nobody has judged, of records that still wait."""
    query = select(*(columns or (Flag,))).join(Record, Record.number == Flag.record)
    return query.where(Flag.state == "open", Record.state == "draft")


def flags_of(session: Session, number: str) -> list[Flag]:
    """All flags of one record, by the time of what they are about."""
    return list(session.scalars(select(Flag).where(Flag.record == number).order_by(Flag.at, Flag.fact_id)))


def dismiss(context: Context, session: Session, key: FlagKey, by: Approver, reason: str) -> None:
    """Somebody looked and found nothing wrong.

    Raises ``NotDone``: no such flag, no reason, not theirs to decide, or their own.
    """
    flag = session.get(Flag, key)
    if flag is None or flag.state != "open":
        raise NotDone("nothing is flagged there", word="not_flagged")
    if not reason.strip():
        raise NotDone("say why it is no cause for concern", word="reason_missing")
    record = session.scalars(select(Record).where(Record.number == flag.record)).first()
    if record is not None:
        not_for(by, record.community)
        not_by_the_earner(session, record, by)
    flag.state, flag.by, flag.reason, flag.decided_at = "dismissed", by.name, reason.strip(), context.now()
    note(session, context.now(), by.name, "dismiss", f"flag:{':'.join(key)}", {"reason": flag.reason})
