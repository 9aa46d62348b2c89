"""People whose settling fails: tried again ever later, so that they hold up nobody, and shown until it goes well."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from connector.models.people import Unsettled
from connector.models.state import Remark
from connector.steps.alarm_signs import Sign

PREFIX = "not-settled:"
"""Of the names of the remarks, one a person."""
FIRST_S, LONGEST_S = 60, 6 * 3600


def put_off(session: Session, person: str, generation: int, error: Exception, now: int) -> None:
    """Whoever was touched since is tried again at once: perhaps that mended it."""
    row = session.get(Remark, PREFIX + person)
    failures = row.value["failures"] if row else 0
    value = {
        "failures": failures + 1,
        "since": row.value["since"] if row else now,
        "word": type(error).__name__,
    }
    session.merge(Remark(name=PREFIX + person, value=value))
    unchanged = (Unsettled.person == person, Unsettled.generation == generation)
    later = now + min(FIRST_S * 2 ** min(failures, 20), LONGEST_S)
    session.execute(update(Unsettled).where(*unchanged).values(due_at=later))


def in_trouble(session: Session) -> dict[str, Remark]:
    """Person → since when, how often and why it failed."""
    failing = select(Remark).where(Remark.name >= PREFIX, Remark.name < PREFIX[:-1] + ";")
    return {row.name.removeprefix(PREFIX): row for row in session.scalars(failing.order_by(Remark.name))}


def well_again(session: Session, persons: Collection[str]) -> None:
    if persons:
        session.execute(delete(Remark).where(Remark.name.in_([PREFIX + person for person in persons])))


def signs(session: Session) -> Iterator[Sign]:
    """``unsettled``: there are people whose credit cannot be reckoned; the log names them."""
    failing = in_trouble(session).values()
    if failing:
        oldest = min((row.value for row in failing), key=lambda value: int(value["since"]))
        about = {"count": len(failing), "word": oldest["word"], "since_at": oldest["since"]}
        yield Sign("unsettled", "all", about)
