"""Which sessions speak for somebody, how each minute is known, what it gave, or why it gave nothing."""

from __future__ import annotations

from connector.domain.credit import Entitlement, Nothing
from connector.domain.sessions import Attendance, Session
from connector.steps.settle import Reckoning
from connector.steps.telling import Line, Teller, worth_lines
from connector.texts import Value


def session_lines(teller: Teller, reckoning: Reckoning) -> list[Line]:
    """A line for each session that something speaks for."""
    by_session: dict[tuple[str, str], list[Entitlement]] = {}
    for item in reckoning.entitlements:
        if item.evidence.fact_kind in ("attendance", "leading"):
            key = item.evidence.fact_id.rpartition("/")[0]
            by_session.setdefault((item.evidence.source, key), []).append(item)
    return [
        _session_line(teller, session, what, by_session.get((session.source, session.key), []))
        for session, what in reckoning.took
    ]


def _session_line(
    teller: Teller, session: Session, what: Attendance | Nothing, items: list[Entitlement]
) -> Line:
    link = f"{session.source}/{session.key}"
    about: dict[str, Value] = {
        "when": teller.when(session.start) if session.start else "–",
        "name": session.name,
        "community": teller.community(session.community),
    }
    if isinstance(what, Nothing):
        reason = teller.say(f"explain-reason-{what.reason}", **shortfall(what))
        return Line(teller.say("explain-session-none", reason=reason, **about), "session", (), link)
    minutes = str(what.minutes)
    how = teller.say(f"explain-how-{what.how}")
    sentence = "explain-session" if what.certain else "explain-session-uncertain"
    text = teller.say(sentence, how=how, minutes=minutes, **about)
    below = [Line(text, "reason") for text in stay_texts(teller, what)]
    if what.certain:
        below += worth_lines(teller, what.rule, items)
    else:
        below.append(Line(teller.say(f"explain-uncertain-{what.how}"), "reason"))
    return Line(text, "session", tuple(below), link)


def shortfall(nothing: Nothing) -> dict[str, Value]:
    """How much is missing, where a number is."""
    return {name: value for name, value in nothing.details if name in ("needs", "has")}


def stay_texts(teller: Teller, what: Attendance) -> list[str]:
    """From when to when somebody was there, where that is known and counts."""
    if not what.certain:
        return []
    parts = ", ".join(f"{teller.when(start)}–{teller.clock(end)}" for start, end in what.intervals)
    return [teller.say("explain-stay", parts=parts)] if parts else []
