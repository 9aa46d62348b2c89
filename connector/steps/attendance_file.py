"""An attendance file of a video meeting: whom its lines mean, and when each of them was there.

E-mail addresses are not kept by us, so a line is known by its NIP or LMS user number, else by a name that only one
person has. Whatever is not taken is told with its line number and why.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy.orm import Session as Db

from connector.domain.sessions import How, Interval, Presence, Session
from connector.errors import NotDone
from connector.steps.approve import Approver
from connector.steps.context import Context
from connector.steps.named import Named, Nobody
from connector.steps.presences import replace_file
from connector.steps.session_lists import session_named
from schemas.attendance_csv import AttendanceRow, read_attendance


@dataclass(frozen=True)
class Left:
    """A line that was not taken, or not as it stands."""

    line: int
    word: str
    """unknown_person, ambiguous_name, ambiguous_person, open_end, only_total, outside, or a word of the reader."""
    value: str = ""
    dropped: bool = True


@dataclass(frozen=True)
class Imported:
    taken: tuple[Presence, ...]
    """One for each account."""
    left: tuple[Left, ...]


def import_file(
    context: Context,
    db: Db,
    source: str,
    key: str,
    data: bytes,
    *,
    by: Approver,
    reason: str,
    dry_run: bool = False,
) -> Imported:
    """Reads a file and puts it in place of whatever an earlier file said of this session.

    Of any session: what a file says is added to what is known by the session's own rule. A file of which no line
    can be taken changes nothing: an empty or mistaken one must not take away what a good one gave.
    """
    session = session_named(context, db, source, key)
    if session is None:
        raise NotDone(f"there is no session {key} in {source}", word="no_such_session")
    found = read_file(context, db, session, data)
    if found.taken and not dry_run:
        replace_file(context, db, source, key, found.taken, by=by, reason=reason)
    return found


def read_file(context: Context, db: Db, session: Session, data: bytes) -> Imported:
    """What a file says of a session; writes nothing."""
    told = read_attendance(data, context.zone, start=session.start)
    left = [Left(problem.line, problem.word, problem.value, problem.dropped) for problem in told.problems]
    left += [Left(line, "outside") for line in told.outside]
    people = Named(db, session.source)
    rows: dict[str, list[AttendanceRow]] = {}
    for row in told.rows:
        who = people.meant(row.identifier, row.name)
        if isinstance(who, Nobody):
            left.append(Left(row.line, who.word, who.value))
        elif _measure(row) is None:
            left.append(Left(row.line, "open_end", row.name))
        else:
            rows.setdefault(who.key, []).append(row)
    left += [one for each in rows.values() for one in _besides(each)]
    taken = tuple(_presence(session, account, each) for account, each in sorted(rows.items()))
    return Imported(taken, tuple(sorted(left, key=lambda one: (one.line, one.word))))


def _measure(row: AttendanceRow) -> Interval | int | None:
    """From when to when somebody was there, else how many minutes; None if neither is known."""
    if row.joined is not None and row.left is not None and not row.with_gaps:
        return row.joined, row.left
    return row.minutes or None


def _presence(session: Session, account: str, rows: Iterable[AttendanceRow]) -> Presence:
    measures = [_measure(row) for row in rows]
    intervals = tuple(sorted(each for each in measures if isinstance(each, tuple)))
    minutes = sum(each for each in measures if isinstance(each, int)) if not intervals else 0
    return Presence(session.source, session.key, account, How.FILE, intervals, "", minutes)


def _besides(rows: Iterable[AttendanceRow]) -> list[Left]:
    """Totals of somebody whose stays are known from other lines: added to these they would count twice."""
    told = list(rows)
    if not any(isinstance(_measure(row), tuple) for row in told):
        return []
    return [Left(row.line, "only_total", row.name) for row in told if isinstance(_measure(row), int)]
