"""A badge or public thanks of one person: by which rule, what is missing, and whether it was given."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from connector.domain.recognition import RecognitionRule, Standing
from connector.domain.rules import Mapping
from connector.models.outbox import Message
from connector.models.own_posts import OwnPostRow
from connector.steps.explain_recognition import standing_told
from connector.steps.own_posts import thanks
from connector.steps.own_posts.kind import rows
from connector.steps.people import find_person
from connector.steps.recognition import MEMBER, WITHDRAWAL, rules_now, standings
from connector.steps.settle import Reckoning, reckon
from connector.steps.telling import Line
from connector.steps.why.asked import Asked
from connector.steps.why.facts import version_line
from connector.steps.why.messages import sending

MOST = 10
"""Messages told, the newest of them."""


def explain_badge(asked: Asked, key: str, words: str) -> list[Line]:
    """How a person stands with a rule of recognition. Empty if nobody is meant."""
    person = find_person(asked.db, words)
    if person is None:
        return []
    asked.allow_person(person)
    reckoning = reckon(asked.context, asked.db, person)
    mapping = rules_now(asked.context, reckoning)
    rule = next((each for each in (mapping.recognition if mapping else ()) if each.key == key), None)
    name = rule.names.get(asked.teller.language) or key if rule else key
    head = asked.line("subject", "badge", badge=name, name=asked.name(person), link=person)
    if rule is None or mapping is None:
        return [head, _no_rule(asked, mapping), *_messages(asked, key, reckoning)]
    found = standings(asked.context, asked.db, person, reckoning)
    standing = next(each for each in found if each.rule == key)
    return [head, *_chain(asked, mapping, rule, standing, reckoning)]


def _no_rule(asked: Asked, mapping: Mapping | None) -> Line:
    keys = ", ".join(rule.key for rule in (mapping.recognition if mapping else ()))
    return asked.end("no-recognition-rule", keys=keys or "–")


def _chain(
    asked: Asked, mapping: Mapping, rule: RecognitionRule, standing: Standing, reckoning: Reckoning
) -> Iterator[Line]:
    shown = "cohort" if rule.cohort else "thanks" if rule.thanks else "nothing"
    version = version_line(asked, mapping.number)
    by = rule.cohort or str(rule.thanks or "")
    yield asked.line("rule", f"badge-by-{shown}", version, rule=rule.key, by=by, days=rule.after_days)
    language = asked.teller.language
    text, below = standing_told(asked.context, rule, standing, reckoning, language)
    yield Line(text, "amount", tuple(Line(each, "reason") for each in below))
    sent = list(_messages(asked, rule.key, reckoning)) + list(_thanks(asked, rule, reckoning))
    yield from sent
    if standing.due is None:
        yield asked.end("badge-not-yet")
    elif not standing.shown(asked.context.now()):
        yield asked.end("badge-waits", due=asked.when(standing.due))
    elif shown == "nothing":
        yield asked.end("badge-shown-by-nothing")
    elif not sent:
        yield asked.end("badge-not-asked" if asked.context.live else "observe")


def _messages(asked: Asked, key: str, reckoning: Reckoning) -> Iterator[Line]:
    subjects = [f"{key}/{account.key}" for account in reckoning.accounts]
    targets = {f"lms:{account.source}" for account in reckoning.accounts}
    query = select(Message).where(Message.target.in_(targets), Message.kind.in_((MEMBER, WITHDRAWAL)))
    query = query.where(Message.subject.in_(subjects)).order_by(Message.id.desc()).limit(MOST)
    for message in reversed(asked.db.scalars(query).all()):
        yield from sending(asked, message)


def _thanks(asked: Asked, rule: RecognitionRule, reckoning: Reckoning) -> Iterator[Line]:
    keys = {account.key for account in reckoning.accounts}
    for source in sorted({account.source for account in reckoning.accounts}) if rule.thanks else ():
        found = rows(asked.db, source, thanks.PREFIX, f"{rule.key}/").values()
        yield from (_named(asked, row) for row in found if keys & set(row.named))


def _named(asked: Asked, row: OwnPostRow) -> Line:
    return asked.line("message", "thanked", post=row.key, link=f"{row.source}:{row.key}")
