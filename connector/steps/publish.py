"""Publishing a mapping: the only way by which a document comes into force. Versions and timeline only grow."""

from __future__ import annotations

import json
from collections.abc import Collection
from collections.abc import Mapping as Dict

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.credit import digest
from connector.errors import NotDone
from connector.lms.port import Ask
from connector.models.lms import Lookup
from connector.models.mapping import MappingVersion, TimelineRow
from connector.models.people import Account
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.hints import Notice, give_notice
from connector.steps.keeping import unsettle
from connector.steps.mapping_versions import overtaken
from connector.steps.world import timeline


def publish(
    context: Context,
    text: str,
    packs: Dict[str, str],
    by: str,
    valid_from: int | None = None,
    reason: str = "",
    supersede: Collection[int] = (),
) -> int:
    """Puts a checked document in force and returns its version number.

    The first version holds from the beginning; a later one from ``valid_from`` on (now, unless told otherwise), so
    that publishing never touches the past. The same document twice in a row is refused (``not_changed``), and
    so is what would keep a version from ever coming into force (``overtakes_later``), unless ``supersede`` has it.
    """
    with context.db.write() as session:
        return put_in_force(context, session, text, packs, by, valid_from, reason, supersede)


def put_in_force(
    context: Context,
    session: Session,
    text: str,
    packs: Dict[str, str],
    by: str,
    valid_from: int | None,
    reason: str,
    supersede: Collection[int] = (),
) -> int:
    """As :func:`publish`, in a transaction that writes alone."""
    now = context.now()
    number = (session.scalar(select(func.max(MappingVersion.number))) or 0) + 1
    _refuse_if_same(session, text, packs)
    taken = [row.version for row in overtaken(session, valid_from or now, now)]
    _refuse_to_overtake(taken, supersede)
    version = MappingVersion(number=number, digest=_digest(text, packs), text=text, packs=json.dumps(packs))
    version.published_at, version.published_by, version.note = now, by, reason
    session.add(version)
    row = TimelineRow(version=number, recorded_at=now, valid_from=None if number == 1 else valid_from or now)
    session.add(row)
    session.flush()
    told = {"valid_from": row.valid_from, "reason": reason} | ({"supersedes": taken} if taken else {})
    note(session, now, by, "publish", f"mapping:{number}", told)
    ask_for_places(session, now)
    unsettle(session, session.scalars(select(Account.person).distinct()), now, "mapping")
    return number


def _digest(text: str, packs: Dict[str, str]) -> str:
    return digest([text, dict(packs)])


def _refuse_if_same(session: Session, text: str, packs: Dict[str, str]) -> None:
    last = session.scalars(select(MappingVersion).order_by(MappingVersion.number.desc()).limit(1)).first()
    if last is not None and last.digest == _digest(text, packs):
        raise NotDone(f"this is version {last.number} already", word="not_changed")


def _refuse_to_overtake(taken: list[int], meant: Collection[int]) -> None:
    if not set(taken) <= set(meant):
        names = ", ".join(f"version {number}" for number in taken)
        raise NotDone(
            f"{names} is to come and would never come into force; say that this is meant, or choose a later day",
            word="overtakes_later",
        )


def ask_for_places(session: Session, now: int) -> None:
    """Makes sure that every place any version names is looked up; a new one leads to its whole content."""
    wanted = timeline(session).lookups
    known = {(row.source, row.query): row for row in session.scalars(select(Lookup))}
    for source, query in sorted(wanted - known.keys()):
        session.add(Lookup(source=source, query=query, courses=[], read_no=0))
    new = sorted(wanted - known.keys())
    give_notice(session, (Notice(s, Ask.COURSES, q, sweep=1, wait=0) for s, q in new), now)
