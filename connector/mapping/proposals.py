"""Sessions that members propose in a forum, and whether enough others want them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from connector.domain.facts import Fact, Kind, State, account_key
from connector.domain.rules import Mapping as Rules
from connector.domain.sessions import Decided, Session, SessionRule, Stage
from connector.mapping.places import Places, forum_number
from connector.mapping.session_finder import SessionKey, settled
from connector.mapping.timeline import Timeline

_Discussion = tuple[str, str]


class Offer(NamedTuple):
    at: int
    """When it was proposed."""
    session: Session
    """Without a time, unless a leader said when it is."""


def proposals(
    facts: Iterable[Fact],
    timeline: Timeline,
    places: Places,
    persons: Mapping[str, str],
    decided: Mapping[SessionKey, Decided],
) -> list[Offer]:
    """Every discussion in a forum for proposals; ``facts`` without those of our own accounts."""
    known = list(facts)
    answered = _repliers(known, persons)
    found = []
    for fact in known:
        decision = decided.get((fact.source, f"{fact.kind}:{fact.id}"))
        mapping = timeline.at((decision.start if decision else None) or fact.time or 0)
        if fact.kind is Kind.DISCUSSION and mapping is not None:
            repliers = answered.get((fact.source, fact.id), set())
            session = _proposal(fact, mapping, places, repliers - {_person(fact, persons)})
            found += [Offer(fact.time or 0, settled(session, decision))] if session else []
    return found


def _repliers(facts: Iterable[Fact], persons: Mapping[str, str]) -> dict[_Discussion, set[str]]:
    """Who answered, by discussion."""
    found: dict[_Discussion, set[str]] = {}
    for fact in facts:
        said = fact.kind is Kind.POST and fact.state is State.PRESENT and fact.author
        if said and fact.data.get("parent") and not fact.data.get("private") and not fact.data.get("blank"):
            discussion = (fact.source, str(fact.data.get("discussion")))
            found.setdefault(discussion, set()).add(_person(fact, persons))
    return found


def _person(fact: Fact, persons: Mapping[str, str]) -> str:
    account = account_key(fact.source, fact.author or 0)
    return persons.get(account, account)


def _proposal(fact: Fact, mapping: Rules, places: Places, supporters: set[str]) -> Session | None:
    forum_id = forum_number(fact)
    forum = places.forums.get((fact.source, forum_id))
    if forum is None:
        return None
    for rule in mapping.sessions:
        asked = rule.proposed_in
        if asked and asked.forum.matches(forum_id, forum.type, forum.name):
            session = _session(fact, mapping, rule, places, forum_id, supporters)
            if session is not None:
                return session
    return None


def _session(
    fact: Fact, mapping: Rules, rule: SessionRule, places: Places, forum_id: int, supporters: set[str]
) -> Session | None:
    allowed = [c for c in mapping.communities if not rule.communities or c.key in rule.communities]
    community = places.community(allowed, fact.source, forum_id)
    if community is None or rule.proposed_in is None:
        return None
    wanted = len(supporters) >= rule.proposed_in.replies
    stage = Stage.SCHEDULED if wanted else Stage.PROPOSED
    return Session(
        source=fact.source,
        fact_kind=fact.kind.value,
        fact_id=fact.id,
        community=community.key,
        rule=rule.key,
        name=fact.data.get("name", ""),
        stage=Stage.CANCELLED if fact.state is State.GONE else stage,
        start=None,
        minutes=rule.minutes,
        version=mapping.number,
        course=places.forums[fact.source, forum_id].course,
        leader=account_key(fact.source, fact.author) if fact.author else "",
        supporters=len(supporters),
        proposal=f"discussion:{fact.id}",
    )
