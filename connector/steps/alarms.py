"""Alarms: raised once, told once by mail, cleared by themselves when what raised them is mended.

Silence is one of the signs: what should happen and does not. The rows of ``alarm`` are all that is remembered;
one whose ``told_at`` is older than its ``since`` is still to be told, whatever happens to this process.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

import structlog
from sqlalchemy import Select, and_, delete, or_, select
from sqlalchemy.orm import Session

from connector.models.state import Alarm
from connector.steps import alarm_rules, backlog, put_off
from connector.steps import alarm_signs as signs
from connector.steps.alarm_signs import Sign
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox
from connector.steps.status import status
from connector.texts import LANGUAGES, Value, say

SLOW_KINDS = frozenset({"kind", "rule", "rule_lost", "session_rule", "session_rule_lost"})
"""Days decide on them, and much is counted for them: looked for once an hour."""
QUICK_KINDS = frozenset(
    {"problem", "token", "silent", "missed", "held", "messages", "target", "backlog", "unsettled"}
)
CERTAIN_S = 180
"""What is mended within so long is told to nobody."""
AGAIN_S = 86_400
"""What comes and goes is told once a day."""
KEPT_S = 30 * 86_400

log = structlog.get_logger()


def look(context: Context, inbox: AnyInbox, *, slow: bool = True) -> int:
    """Raises what there is to raise, clears what is mended; returns how many were raised.

    ``slow`` looks at the rhythms of rules and event kinds, too.
    """
    waiting = status(context, inbox)["waiting"]
    with context.db.read() as session:
        rules = alarm_rules.matched(context, session) if slow else {}
        found = list(_quick(context, session, inbox))
        if slow:
            found += signs.kinds_vanished(context, inbox)
            found += alarm_rules.rules_stopped(context, session, inbox, rules)
        told = backlog.told_hints(session, context.now())
    counts = {what: waiting[what] for what in ("triage", "settling", "messages")} | {"hints": told}
    with context.db.write() as session:
        found += backlog.what_grows(session, counts, context.now())
        raised = _apply(session, QUICK_KINDS | (SLOW_KINDS if slow else frozenset()), found, context.now())
        alarm_rules.remember(session, rules)
    return raised


def _quick(context: Context, session: Session, inbox: AnyInbox) -> Iterable[Sign]:
    yield from signs.in_trouble(context, session)
    yield from signs.token_expires(context)
    yield from signs.silent(context, inbox)
    yield from signs.missed(context, session, inbox)
    yield from signs.waits_for_a_person(session, context.now())
    yield from put_off.signs(session)


def _apply(session: Session, kinds: frozenset[str], found: Iterable[Sign], now: int) -> int:
    """Makes the rows of these kinds say what was found."""
    wanted = {sign.key: sign for sign in found}
    rows = {row.key: row for row in session.scalars(select(Alarm).where(Alarm.kind.in_(kinds)))}
    for key, row in rows.items():
        if key not in wanted and row.cleared_at is None:
            row.cleared_at = now
            log.info("alarm cleared", key=key)
    session.execute(delete(Alarm).where(Alarm.cleared_at < now - KEPT_S))
    return sum(_raise(session, rows.get(key), sign, now) for key, sign in wanted.items())


def _raise(session: Session, row: Alarm | None, sign: Sign, now: int) -> bool:
    if row is not None and row.cleared_at is None:
        if row.about != sign.about:
            row.about = sign.about
        return False
    log.warning("alarm raised", key=sign.key)
    if row is None:
        row = Alarm(key=sign.key, kind=sign.kind)
        session.add(row)
    row.about, row.since, row.cleared_at = sign.about, now, None
    return True


def open_alarms(session: Session) -> list[Alarm]:
    """The oldest first."""
    query = select(Alarm).where(Alarm.cleared_at.is_(None)).order_by(Alarm.since, Alarm.key)
    return list(session.scalars(query))


# --- words and mail -----------------------------------------------------------


def sentence(context: Context, alarm: Alarm, language: str, part: str = "") -> str:
    """What is wrong; with ``part="-cure"``, what to do about it."""
    return say(
        language, f"alarm-{alarm.kind}{part}", **{k: _value(context, k, v) for k, v in alarm.about.items()}
    )


def _value(context: Context, name: str, value: Value) -> Value:
    if not name.endswith("_at"):
        return value
    return datetime.fromtimestamp(int(value), context.zone).strftime("%Y-%m-%d %H:%M")


def tell(context: Context) -> int:
    """Sends what was not told yet in one mail; returns how many alarms that were. Raises ``NotMailed``."""
    if context.mailbox is None:
        return 0
    now = context.now()
    with context.db.read() as session:
        news = list(session.scalars(_untold(now)))
    if not news:
        return 0
    context.mailbox.send(_subject(context, len(news)), _letter(context, news))
    with context.db.write() as session:
        for alarm in news:
            row = session.get(Alarm, alarm.key)
            if row is not None:
                row.told_at = now
    return len(news)


def _untold(now: int) -> Select[Alarm]:
    new = or_(Alarm.told_at.is_(None), and_(Alarm.told_at < Alarm.since, Alarm.told_at <= now - AGAIN_S))
    open_ = (Alarm.cleared_at.is_(None), Alarm.since <= now - CERTAIN_S)
    return select(Alarm).where(*open_, new).order_by(Alarm.since, Alarm.key)


def _subject(context: Context, count: int) -> str:
    return f"CoP Connector · {context.institution}: {say(LANGUAGES[0], 'alarm-subject', count=count)}"


def _letter(context: Context, news: list[Alarm]) -> str:
    """Both languages: who gets the mail is not asked."""
    return "\n\n".join(_part(context, news, language) for language in LANGUAGES) + "\n"


def _part(context: Context, news: list[Alarm], language: str) -> str:
    lines = [say(language, "alarm-letter", institution=context.institution)]
    for alarm in news:
        lines.append(f"\n* {sentence(context, alarm, language)}")
        lines.append(f"  {sentence(context, alarm, language, '-cure')}")
    return "\n".join([*lines, "", say(language, "alarm-once")])
