"""Who took part in which session, and how that is known."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from connector.domain.credit import Nothing
from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.sessions import Attendance, AttendedBy, How, Presence, Session
from connector.mapping.agenda import Agenda
from connector.mapping.places import Places
from connector.mapping.stays import Sign, judged
from connector.mapping.timeline import Timeline

COMPLETE = (1, 2)
"""Moodle's completion states: complete, complete with a pass. 3 is a fail."""


def attended(
    accounts: Collection[str],
    facts: Iterable[Fact],
    sessions: Sequence[Session],
    timeline: Timeline,
    places: Places,
    presences: Iterable[Presence] = (),
) -> list[tuple[Session, Attendance | Nothing]]:
    """Every session that something of ONE human speaks for, with the attendance or why there is none.

    However many ``accounts`` somebody has, they were there once. ``facts``: their completions, choice answers and
    posts (others are passed over), of which those speak that the session's rule asks for; ``presences``: lists and
    files, which speak whatever the rule. Whoever asks for many people hands over an :class:`Agenda`.
    """
    agenda = sessions if isinstance(sessions, Agenda) else Agenda(sessions)
    told = [each for each in presences if each.account in accounts]
    shown = _by_session([fact for fact in facts if _account(fact) in accounts], agenda, places)
    named = {position for each in told for position in agenda.named(each.source, each.session)}
    found = []
    for position in sorted(shown.keys() | named):
        session = agenda[position]
        mapping = timeline.version(session.version)
        rule = mapping.session(session.rule) if mapping else None
        if rule is None:
            continue
        signs = _told(session, told, accounts)
        signs += _shown(session, rule.attended_by, shown.get(position, ()), places)
        if signs:
            found.append((session, judged(session, rule, signs)))
    return found


# --- what speaks for it ----------------------------------------------------------------

_Shown = Sequence[tuple[How, Fact]]
"""How a fact speaks for a session, if the rule asks for that."""


def _by_session(facts: Iterable[Fact], agenda: Agenda, places: Places) -> dict[int, list[tuple[How, Fact]]]:
    """Position of a session → the facts that may speak for it."""
    found: dict[int, list[tuple[How, Fact]]] = {}
    for fact in facts:
        how = _how(fact) if fact.state is State.PRESENT else None
        if how is not None:
            for position in _positions(how, fact, agenda, places):
                found.setdefault(position, []).append((how, fact))
    return found


def _positions(how: How, fact: Fact, agenda: Agenda, places: Places) -> Iterable[int]:
    if how is How.COMPLETION:
        return agenda.of_module(fact.source, str(_number(fact)))
    if how is How.REPLIED:
        return agenda.named(fact.source, f"{Kind.DISCUSSION}:{fact.data.get('discussion')}")
    choice = places.modules.get((fact.source, "choice", _number(fact)))
    return agenda.asked_at(fact.source, choice.course, fact.time or 0) if choice else ()


def _account(fact: Fact) -> str:
    return account_key(fact.source, fact.author or 0)


def _how(fact: Fact) -> How | None:
    if fact.kind is Kind.COMPLETION and fact.data.get("state") in COMPLETE:
        return How.COMPLETION
    if fact.kind is Kind.CHOICE_ANSWER:
        return How.CHOICE
    hidden = fact.data.get("private") or fact.data.get("blank")
    if fact.kind is Kind.POST and fact.data.get("parent") and not hidden:
        return How.REPLIED
    return None


def _told(session: Session, presences: Iterable[Presence], accounts: Collection[str]) -> list[Sign]:
    """By lists and files. Nobody confirms themselves."""
    here = [each for each in presences if (each.source, each.session) == (session.source, session.key)]
    return [
        Sign(each.account, each.how, 0, each.intervals, each.minutes, _certain(each, accounts))
        for each in here
    ]


def _certain(presence: Presence, accounts: Collection[str]) -> bool:
    return presence.how is not How.JOINED and presence.by not in accounts


def _shown(session: Session, by: AttendedBy, near: _Shown, places: Places) -> list[Sign]:
    """By what the LMS knows."""
    facts = [fact for how, fact in near if how is by.how]
    if by.how is How.CHOICE:
        facts = [fact for fact in facts if _answers(fact, by, places)]
    began = session.start or 0
    return [Sign(_account(fact), by.how, fact.time or 0) for fact in facts if (fact.time or 0) >= began]


def _number(fact: Fact) -> int:
    """The first half of ``<course module>/<user>`` and ``<choice>/<user>``."""
    return int(fact.id.partition("/")[0])


def _answers(fact: Fact, by: AttendedBy, places: Places) -> bool:
    """Whether this is an answer to the list that the rule names, and the right one."""
    choice = places.modules.get((fact.source, "choice", _number(fact)))
    if choice is None or (by.choice and not by.choice.matches(choice.name)):
        return False
    given = [each["text"] for each in fact.data.get("options", ())]
    return any(by.answer is None or by.answer.matches(text) for text in given)
