"""Why somebody has a recognition, and what is missing to the next one: sentences with those below them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.recognition import Need, RecognitionRule, Standing
from connector.models.outbox import Message
from connector.steps.context import Context
from connector.steps.keeping import name_of_fact
from connector.steps.recognition import MEMBER, WITHDRAWAL, rules_now, standings
from connector.steps.settle import Reckoning
from connector.texts import Value, say

AT_MOST = 10
"""Deeds named below a recognition; their number is told anyway."""

Told = tuple[str, tuple[str, ...]]
"""A sentence, and those below it."""


def recognition_told(
    context: Context, db: Session, person: str, reckoning: Reckoning, language: str
) -> Iterator[Told]:
    mapping = rules_now(context, reckoning)
    rules = {rule.key: rule for rule in mapping.recognition} if mapping else {}
    for standing in standings(context, db, person, reckoning):
        yield standing_told(context, rules[standing.rule], standing, reckoning, language)


def standing_told(
    context: Context, rule: RecognitionRule, standing: Standing, reckoning: Reckoning, language: str
) -> Told:
    """How somebody stands with one rule."""
    below = [*_needs(rule, standing, language), *_because(context, reckoning, standing, language)]
    return _head(context, rule, standing, language), tuple(below)


def _head(context: Context, rule: RecognitionRule, standing: Standing, language: str) -> str:
    name = rule.names.get(language) or rule.key
    if standing.since is None or standing.due is None:
        return say(language, "recognition-not-yet", name=name)
    since, due = _when(context, standing.since), _when(context, standing.due)
    key = "recognition-shown" if standing.shown(context.now()) else "recognition-waits"
    return say(language, key, name=name, since=since, due=due)


def _when(context: Context, at: int) -> str:
    return datetime.fromtimestamp(at, context.zone).strftime("%Y-%m-%d %H:%M")


def _needs(rule: RecognitionRule, standing: Standing, language: str) -> Iterator[str]:
    """Each need: met, or how much of it is missing."""
    has = {each.need: each.has for each in standing.missing}
    for need in rule.needs:
        what = _what(need, language)
        if need in has:
            lacks = need.at_least - has[need]
            values: dict[str, Value] = {"what": what, "needs": need.at_least, "has": has[need]}
            yield say(language, "recognition-missing", lacks=lacks, **values)
        else:
            yield say(language, "recognition-met", what=what, needs=need.at_least)


def _what(need: Need, language: str) -> str:
    narrower = say(language, f"kind-{need.kind}") if need.kind else need.rule
    which = f"-{'kind' if need.kind else 'rule'}" if narrower else ""
    return say(language, f"recognition-need-{need.what.value}{which}", which=narrower)


def _because(context: Context, reckoning: Reckoning, standing: Standing, language: str) -> Iterator[str]:
    if not standing.evidence:
        return
    yield say(language, "recognition-evidence", count=len(standing.evidence))
    names = _names(reckoning)
    named = [names[each] for each in standing.evidence if each in names]
    for at, name in named[:AT_MOST]:
        yield say(language, "recognition-deed", when=_when(context, at), what=name)


def _names(reckoning: Reckoning) -> dict[str, tuple[int, str]]:
    """Evidence → when, and what it is called."""
    found = {}
    for one in reckoning.meant:
        fact, name = one.fact, name_of_fact(one.fact) or one.fact.id
        found[f"{fact.source}/{fact.kind.value}/{fact.id}"] = (fact.time or 0, name)
    for session, _ in reckoning.took:
        for account in reckoning.accounts:
            key = f"{session.source}/attendance/{session.key}/{account.user_id}"
            found[key] = (session.start or 0, session.name)
    return found


def messages_told(
    db: Session, reckoning: Reckoning, language: str, state: Callable[[Message], str]
) -> Iterator[str]:
    """Badges asked for and to be taken back, under whichever version of the mapping."""
    keys = [account.key for account in reckoning.accounts]
    named = {rule.key for entry in reckoning.judge.timeline.entries for rule in entry.mapping.recognition}
    subjects = [f"{rule}/{key}" for rule in sorted(named) for key in keys]
    query = select(Message).where(Message.kind.in_((MEMBER, WITHDRAWAL)), Message.subject.in_(subjects))
    for message in db.scalars(query.order_by(Message.id)):
        rule, _, account = message.subject.partition("/")
        values: dict[str, Value] = {"rule": rule, "account": account, "state": state(message)}
        if message.kind == MEMBER:
            yield say(language, "recognition-message-member", **values)
        elif message.state == "pending":
            link = str(message.desired["link"])
            yield say(language, "recognition-message-task", rule=rule, account=account, link=link)
        else:
            yield say(language, "recognition-message-withdrawal", **values)
