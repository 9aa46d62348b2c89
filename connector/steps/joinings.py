"""Who joined a meeting by a notice of the LMS: shown to whoever approves, and nothing else.

BigBlueButton's events cannot be read back, so they may be forged, lost or doubled. Therefore neither settling
nor an export ever reads these rows: credit is the same with all, some or none of the notices. They are kept as
long as the notices themselves.
"""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy import delete, select
from sqlalchemy.orm import Session as Db

from connector.domain.facts import Event, Kind, account_key
from connector.domain.sessions import How
from connector.models.dialects import with_keys
from connector.models.sessions import PresenceRow
from connector.steps.keeping import chunks

JOINING = frozenset(
    {r"\mod_bigbluebuttonbn\event\meeting_joined", r"\mod_bigbluebuttonbn\event\meeting_left"}
)
"""Who left had joined, should that notice be lost."""
A_DAY = 24 * 3600

Joining = tuple[str, str, str]
"""(source, key of the session, account)"""


def keep_joinings(db: Db, events: Iterable[Event], now: int) -> None:
    """Remembers who joined what; of several notices the earliest time. Meeting and member may be unknown yet."""
    times: dict[Joining, int] = {}
    for event in events:
        key, at = _joining(event), _time(event, now)
        if key is not None:
            times[key] = min(at, times.get(key, at))
    known = _known(db, sorted(times))
    for key, at in times.items():
        if key in known:
            known[key].at = min(at, known[key].at)
        else:
            source, session, account = key
            told = {"source": source, "session": session, "account": account, "at": at}
            db.add(PresenceRow(how=How.JOINED.value, intervals=[], by="", **told))


def joined_at(db: Db, source: str, session: str) -> dict[str, int]:
    """Account → when it joined this session by the first notice, epoch seconds."""
    rows = select(PresenceRow.account, PresenceRow.at).where(
        PresenceRow.source == source,
        PresenceRow.session == session,
        PresenceRow.how == How.JOINED.value,
    )
    return {row.account: row.at for row in db.execute(rows)}


def prune_joinings(db: Db, before: int) -> None:
    """Takes away what was told of a time before."""
    db.execute(delete(PresenceRow).where(PresenceRow.how == How.JOINED.value, PresenceRow.at < before))


def _joining(event: Event) -> Joining | None:
    meeting, user = event.object_id or 0, event.user_id or 0
    if event.name not in JOINING or meeting <= 0 or user <= 0:
        return None
    return event.source, f"{Kind.MEETING}:{meeting}", account_key(event.source, user)


def _time(event: Event, now: int) -> int:
    """A time that cannot be is not believed: no page could show it."""
    return event.time if event.time is not None and 0 < event.time <= now + A_DAY else now


def _known(db: Db, keys: list[Joining]) -> dict[Joining, PresenceRow]:
    found: dict[Joining, PresenceRow] = {}
    columns = (PresenceRow.source, PresenceRow.session, PresenceRow.account)
    for part in chunks(keys):
        query = select(PresenceRow).where(PresenceRow.how == How.JOINED.value, *with_keys(columns, part))
        found |= {(row.source, row.session, row.account): row for row in db.scalars(query)}
    return found
