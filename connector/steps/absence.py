"""Absence is not deletion until proven – and even then a large loss is asked about first.

An object counts as gone only when the LMS, asked for that very object, says it does not exist. What so many lose
at once (more than max(20, 5 % of its forum) in a day), or what empties a forum or a course without one deletion
event (a course reset), is held for a person to decide; until then nothing is taken away.
"""

from __future__ import annotations

from collections import defaultdict

from sqlalchemy import delete, func, select, update
from sqlalchemy.orm import Session

from connector.domain.facts import Kind, State
from connector.lms.port import Ask
from connector.models.dialects import among
from connector.models.lms import FactRow, Held, Hint, Missing, Reading
from connector.steps.hints import swept
from connector.steps.keeping import AUTHORED, authors_in, mark_gone, unsettle_authors

FLOOR = 20
SHARE_PERCENT = 5
WINDOW_S = 86_400


def found_missing(session: Session, row: FactRow, read_no: int, now: int, *, announced: bool) -> None:
    """The LMS says this object does not exist. What that means is judged later, together with its neighbours."""
    if row.read_no >= read_no or row.state == State.GONE:
        return
    known = session.get(Missing, (row.source, row.kind, row.id))
    if known is not None and known.state != "taken":
        return
    session.merge(
        Missing(
            source=row.source,
            kind=row.kind,
            id=row.id,
            course=row.course,
            container=row.container,
            announced=announced,
            read_no=read_no,
            seen_at=now,
            state="found",
        )
    )


def came_back(session: Session, source: str, kind: Kind, ids: list[str], now: int) -> None:
    """These objects were read: whatever was thought missing is not."""
    if kind is Kind.POST:
        alone = (Reading.source == source, Reading.ask == Ask.POST.value, among(session, Reading.id, ids))
        session.execute(delete(Reading).where(*alone))  # what stood in the way of reading it alone is moot
    where = (Missing.source == source, Missing.kind == kind.value, among(session, Missing.id, ids))
    back = list(session.scalars(select(Missing).where(*where)))
    for missing in back:
        session.delete(missing)
    session.flush()
    for held in sorted({missing.held for missing in back if missing.held is not None}):
        _shrink(session, held, now)


def _shrink(session: Session, held_id: int, now: int) -> None:
    held = session.get(Held, held_id)
    if held is None or held.state != "open":
        return
    held.count = session.scalar(select(func.count()).select_from(Missing).where(Missing.held == held_id)) or 0
    if not held.count:
        held.state, held.decided_at = "returned", now


# --- the judgement ------------------------------------------------------------


def anything_found(session: Session, source: str) -> bool:
    query = select(Missing.id).where(Missing.source == source, Missing.state == "found")
    return session.scalars(query.limit(1)).first() is not None


def judge(session: Session, source: str, now: int) -> int:
    """Decides on everything found missing: taken as gone, or held. Returns how many were decided on.

    A course that is being reconciled is waited for, so that its losses are seen together.
    """
    found = select(Missing).where(Missing.source == source, Missing.state == "found")
    by_course: dict[tuple[int | None, str], list[Missing]] = defaultdict(list)
    for missing in session.scalars(found.order_by(Missing.kind, Missing.id)):
        by_course[missing.course, missing.kind].append(missing)
    decided = 0
    for (course, _), losses in by_course.items():
        if not _being_swept(session, source, course):
            decided += len(losses)
            _judge_course(session, source, course, losses, now)
    return decided


def _being_swept(session: Session, source: str, course: int | None) -> bool:
    query = select(Hint.id).where(Hint.source == source, Hint.course == course, swept())
    return session.scalars(query.limit(1)).first() is not None


def _judge_course(session: Session, source: str, course: int | None, losses: list[Missing], now: int) -> None:
    silent = [loss for loss in losses if not loss.announced]
    whole_course = (FactRow.course == course,)
    if _empties(session, source, whole_course, silent, losses):
        _hold(session, source, f"course:{course}", "everything", silent, now)
        losses = [loss for loss in losses if loss.announced]
    by_container: dict[str | None, list[Missing]] = defaultdict(list)
    for loss in losses:
        by_container[loss.container].append(loss)
    for container, lost in by_container.items():
        _judge_container(session, source, container or "", lost, now)


def _judge_container(session: Session, source: str, container: str, losses: list[Missing], now: int) -> None:
    where = (FactRow.container == container,)
    silent = [loss for loss in losses if not loss.announced]
    if _already_held(session, source, container) or _too_many(session, source, container, losses, now):
        _hold(session, source, container, "too_many", losses, now)
    elif _empties(session, source, where, silent, losses):
        _hold(session, source, container, "everything", silent, now)
        _take(session, source, [loss for loss in losses if loss.announced], now)
    else:
        _take(session, source, losses, now)


def _too_many(session: Session, source: str, container: str, losses: list[Missing], now: int) -> bool:
    present = _count_present(session, source, (FactRow.container == container,), losses[0].kind)
    recent = session.scalar(
        select(func.count())
        .select_from(Missing)
        .where(Missing.source == source, Missing.container == container)
        .where(Missing.state == "taken", Missing.seen_at > now - WINDOW_S)
    )
    limit = max(FLOOR, (present + (recent or 0)) * SHARE_PERCENT // 100)
    return len(losses) + (recent or 0) > limit


def _empties(
    session: Session, source: str, where: tuple[object, ...], silent: list[Missing], losses: list[Missing]
) -> bool:
    """Whether losses that no event announced leave nothing as old there, of more than one discussion.

    What was written after the last of them says nothing: people go on writing after a course was reset.
    """
    rows = _rows_of(session, silent)
    if len({row.discussion or row.id for row in rows}) < 2:
        return False
    last = max(row.time or 0 for row in rows)
    lost = sum((row.time or 0) <= last for row in _rows_of(session, losses))
    return _count_present(session, source, (*where, FactRow.time <= last), rows[0].kind) <= lost


def _rows_of(session: Session, losses: list[Missing]) -> list[FactRow]:
    rows = (session.get(FactRow, (loss.source, loss.kind, loss.id)) for loss in losses)
    return [row for row in rows if row is not None]


def _count_present(
    session: Session, source: str, where: tuple[object, ...], kind: str = Kind.POST.value
) -> int:
    query = select(func.count()).select_from(FactRow)
    query = query.where(FactRow.source == source, FactRow.kind == kind)
    return session.scalar(query.where(FactRow.state == State.PRESENT.value, *where)) or 0  # type: ignore[arg-type]


def _take(session: Session, source: str, losses: list[Missing], now: int) -> None:
    authors = set()
    for loss in losses:
        loss.state = "taken"
        row = session.get(FactRow, (loss.source, loss.kind, loss.id))
        if row is not None and row.read_no < loss.read_no:
            row.read_no = loss.read_no
            mark_gone(row, announced=loss.announced)
            authors.add(row.author)
    session.flush()
    unsettle_authors(session, source, authors, now, "gone")


def _already_held(session: Session, source: str, container: str) -> bool:
    return _open(session, source, container) is not None


def _open(session: Session, source: str, container: str) -> Held | None:
    query = select(Held).where(Held.source == source, Held.container == container, Held.state == "open")
    return session.scalars(query).first()


def _hold(
    session: Session, source: str, container: str, reason: str, losses: list[Missing], now: int
) -> None:
    if not losses:
        return
    held = _open(session, source, container)
    if held is None:
        held = Held(source=source, container=container, reason=reason, count=0, created_at=now, state="open")
        session.add(held)
        session.flush()
    for loss in losses:
        loss.state, loss.held = "held", held.id
    held.count += len(losses)
    session.flush()


# --- a container that vanishes -----------------------------------------------


def vanished(session: Session, source: str, container: str, reason: str, now: int) -> None:
    """A forum or a course is no longer listed: everything earned there stays until a person has decided."""
    asked = select(Held.id).where(Held.source == source, Held.container == container, Held.reason == reason)
    if session.scalars(asked.where(Held.state.in_(["open", "dropped", "released"]))).first() is not None:
        return
    count = _count_present(session, source, _inside(container))
    session.add(
        Held(source=source, container=container, reason=reason, count=count, created_at=now, state="open")
    )


def returned(session: Session, source: str, containers: list[str], now: int) -> None:
    """These containers are listed (again): the question is moot."""
    where = (
        Held.source == source,
        Held.container.in_(containers),
        Held.state.in_(["open", "dropped", "released"]),
    )
    vanish = Held.reason.in_(["forum_vanished", "course_vanished", "session_vanished"])
    session.execute(update(Held).where(*where, vanish).values(state="returned", decided_at=now))


def _inside(container: str) -> tuple[object, ...]:
    kind, _, id_ = container.partition(":")
    return (FactRow.course == int(id_),) if kind == "course" else (FactRow.container == container,)


# --- the answer ---------------------------------------------------------------


def release(session: Session, held: Held, by: str, now: int, note: str = "") -> None:
    """The loss is real: what rested on it goes."""
    if held.reason.endswith("_vanished"):
        _take_all_inside(session, held, now)
    else:
        losses = session.scalars(select(Missing).where(Missing.held == held.id, Missing.state == "held"))
        _take(session, held.source, list(losses), now)
    _decide(held, "released", by, now, note)


def drop(session: Session, held: Held, by: str, now: int, note: str = "") -> None:
    """What was earned is kept, and this loss is not asked about again."""
    lost = update(Missing).where(Missing.held == held.id, Missing.state == "held")
    session.execute(lost.values(state="kept"))
    _decide(held, "dropped", by, now, note)


def _decide(held: Held, state: str, by: str, now: int, note: str) -> None:
    held.state, held.decided_by, held.decided_at, held.note = state, by, now, note


def _take_all_inside(session: Session, held: Held, now: int) -> None:
    where = _inside(held.container)
    authors = authors_in(session, held.source, FactRow.state == State.PRESENT.value, *where)
    deeds = select(FactRow).where(FactRow.source == held.source, FactRow.kind.in_(AUTHORED), *where)  # type: ignore[arg-type]
    for row in session.scalars(deeds):
        mark_gone(row)
    kind, _, id_ = held.container.partition(":")
    meeting = session.get(FactRow, (held.source, kind, id_)) if held.reason == "session_vanished" else None
    if meeting is not None:
        mark_gone(meeting)
        authors |= authors_in(session, held.source, FactRow.course == meeting.course)
    session.flush()
    unsettle_authors(session, held.source, authors, now, "gone")
