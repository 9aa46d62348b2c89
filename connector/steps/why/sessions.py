"""A session: by which rule it is one, where it stands, and of everybody whether it counts and what it gave."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from connector.domain.credit import Evidence, Nothing
from connector.domain.facts import Kind
from connector.domain.sessions import Attendance, Session, SessionRule, Stage
from connector.mapping.evidence import evidence_of_attendance, evidence_of_leading
from connector.mapping.timeline import Timeline
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.sessions import SessionDecision
from connector.steps.explain_sessions import shortfall, stay_texts
from connector.steps.meetings import Meetings
from connector.steps.session_lists import Sitting, rule_of, session_named, sittings
from connector.steps.telling import Line, worth_lines
from connector.steps.why.asked import Asked
from connector.steps.why.credit import Kept, kept_of
from connector.steps.why.facts import seen_lines, version_line
from connector.steps.world import timeline

KINDS = (Kind.EVENT, Kind.MEETING, Kind.MODULE, Kind.DISCUSSION)
"""What a session may be in the LMS."""
NOT_YET = {Stage.PROPOSED: "session_proposed", Stage.CANCELLED: "session_cancelled"}


def explain_session(asked: Asked, source: str, key: str) -> list[Line]:
    """The chain of a session; of what is none, which rules there are. Empty if the LMS is not known to have it."""
    kind, _, id_ = key.partition(":")
    row = asked.db.get(FactRow, (source, kind, id_))
    if row is None:
        return []
    meetings = Meetings(asked.context, asked.db)
    found = session_named(asked.context, asked.db, source, key, meetings)
    if found is None:
        return [_no_session(asked, row)]
    asked.allow(found.community)
    return [*_head(asked, found, row), *_people(asked, found, meetings)]


def _no_session(asked: Asked, row: FactRow) -> Line:
    """Which rules look at objects like this, and for what."""
    mapping = timeline(asked.db).at(row.time or asked.context.now())
    rules = mapping.sessions if mapping else ()
    return asked.end("no-session-rule", *(_wanted(asked, rule) for rule in rules))


def _wanted(asked: Asked, rule: SessionRule) -> Line:
    wanted = rule.is_
    where = asked.teller.say(f"why-where-{wanted.where.value}", activity=wanted.activity)
    name = str(wanted.name) if wanted.name else "–"
    forum = str(wanted.forum) if wanted.forum else "–"
    return asked.line("reason", "session-rule-wants", rule=rule.key, where=where, name=name, forum=forum)


# --- the session itself ------------------------------------------------------------------------------


def _head(asked: Asked, found: Session, row: FactRow) -> Iterator[Line]:
    teller = asked.teller
    yield asked.line(
        "subject",
        "session",
        name=found.name,
        community=teller.community(found.community),
        when=asked.when(found.start),
        minutes=found.minutes,
        link=found.leader,
    )
    if not asked.after:
        yield from seen_lines(asked, row, found.source, found.fact_kind, found.fact_id)
        yield _rule(asked, found)
        yield from _decided(asked, found)


def _rule(asked: Asked, found: Session) -> Line:
    rule = rule_of(asked.db, found)
    how = asked.teller.say(f"explain-how-{rule.attended_by.how}") if rule else "–"
    return asked.line("rule", "session-rule", version_line(asked, found.version), rule=found.rule, how=how)


def _decided(asked: Asked, found: Session) -> Iterator[Line]:
    decision = asked.db.get(SessionDecision, (found.source, found.key))
    if decision is not None:
        at = asked.when(decision.at)
        yield asked.line(
            "approval", "session-decided", when=at, by=asked.name(decision.by), reason=decision.reason
        )


def _standing(found: Session) -> str:
    """Machine word of why nobody can have been there yet; empty if it is over."""
    if found.stage in NOT_YET:
        return NOT_YET[found.stage]
    if found.start is None:
        return "session_without_time"
    if not found.minutes:
        return "session_without_length"
    return "session_not_held" if found.stage is Stage.SCHEDULED else ""


# --- who was there -----------------------------------------------------------------------------------


def _people(asked: Asked, found: Session, meetings: Meetings) -> Iterator[Line]:
    word = _standing(found)
    if word:
        yield asked.end("session", reason=asked.teller.say(f"explain-reason-{word}"))
        return
    here = []
    if found.course is not None:
        course = (found.source, found.course)
        here = sittings(asked.context, asked.db, course, {found.key}, meetings)
    if not here:
        yield asked.end("nobody-there")
        return
    shown, more = asked.part(sorted(here, key=lambda one: one.person), lambda one: one.person)
    yield from _told(asked, found, shown, meetings)
    yield from more
    if not asked.after:
        yield asked.line("message", "minutes", link=f"{found.source}:session:{found.key}")


def _told(asked: Asked, found: Session, shown: Sequence[Sitting], meetings: Meetings) -> Iterator[Line]:
    """Names and amounts of all of them are asked for at once."""
    times = meetings.world.timeline
    leads = asked.db.get(Account, found.leader) if found.leader else None
    leader = {leads.person: {found.leader}} if leads else {}
    evidence = {one.person: _evidence(asked, one, leader.get(one.person, ()), times) for one in shown}
    kept = kept_of(asked, [each for pieces in evidence.values() for each in pieces])
    names = {key: account.name for key, account in asked.accounts(evidence.keys()).items()}
    for one in shown:
        name = names.get(one.person) or one.person
        yield _person(asked, found, one, name, evidence[one.person], kept)


def _evidence(asked: Asked, one: Sitting, keys: Collection[str], times: Timeline) -> list[Evidence]:
    """What of this session the person's credit may rest on."""
    if not isinstance(one.what, Attendance):
        return []
    attended = evidence_of_attendance(one.what, times, asked.context.zone)
    return attended + evidence_of_leading(one.what, one.session, times, keys)


def _person(
    asked: Asked, found: Session, one: Sitting, name: str, evidence: list[Evidence], kept: Kept
) -> Line:
    teller = asked.teller
    if isinstance(one.what, Nothing):
        reason = teller.say(f"explain-reason-{one.what.reason}", **shortfall(one.what))
        return asked.line("item", "there-not", name=name, reason=reason, link=one.person)
    how, minutes = teller.say(f"explain-how-{one.what.how}"), str(one.what.minutes)
    below = [Line(text, "reason") for text in stay_texts(teller, one.what)]
    if not one.what.certain:
        below.append(Line(teller.say(f"explain-uncertain-{one.what.how}"), "reason"))
        return asked.line("item", "there-maybe", *below, name=name, how=how, link=one.person)
    items = [kept[each.id] for each in evidence if each.id in kept]
    if evidence and len(items) < len(evidence):
        below.append(asked.line("reason", "person-not-settled"))
    else:
        below += worth_lines(teller, found.rule, items)
    return asked.line("item", "there", *below, name=name, how=how, minutes=minutes, link=one.person)
