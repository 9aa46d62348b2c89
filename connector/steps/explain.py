"""Why somebody has a credit, and why something gave nothing: event → fact → rule → amount → approval → message.

Computed by the very functions that settle, at the moment it is asked; every line is a text key with its values.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import Contribution, Entitlement, Nothing
from connector.mapping.misses import misses
from connector.mapping.places import Places
from connector.models.credit import Decision, LedgerLine, Record
from connector.models.outbox import HrRowSent, Message
from connector.steps.address import path_of
from connector.steps.context import Context
from connector.steps.explain_manual import manual_lines
from connector.steps.explain_recognition import messages_told, recognition_told
from connector.steps.explain_sessions import session_lines
from connector.steps.keeping import name_of_fact
from connector.steps.people import find_person
from connector.steps.record_rows import decided
from connector.steps.settle import Meant, Reckoning, reckon
from connector.steps.telling import Line, Teller, reason_words, worth_lines
from connector.texts import Value

__all__ = [
    "Line",
    "Teller",
    "booking",
    "decision_line",
    "decision_lines",
    "explain",
    "fact_line",
    "figure_told",
    "hr_row",
    "message_state",
    "nothing_told",
]


def explain(context: Context, session: Db, words: str, language: str) -> list[Line] | None:
    """All lines about one person, named by NIP, account or user number; None if nobody is meant."""
    person = find_person(session, words)
    if person is None:
        return None
    teller = Teller(context, session, language)
    reckoning = reckon(context, session, person, hints=True)
    lines = [_person(teller, reckoning), *_totals(teller, reckoning), *_records(teller, person)]
    lines += _recognition(teller, person, reckoning)
    lines += _facts(teller, reckoning)
    lines += session_lines(teller, reckoning)
    lines += manual_lines(teller, reckoning)
    return lines + list(_ledger(teller, reckoning)) + list(_messages(teller, reckoning))


def _person(teller: Teller, reckoning: Reckoning) -> Line:
    accounts = ", ".join(account.key for account in reckoning.accounts)
    name = next((account.name for account in reckoning.accounts if account.name), accounts)
    nip = reckoning.identifier or teller.say("explain-no-nip")
    return Line(teller.say("explain-person", name=name, nip=nip, accounts=accounts), "person")


def _totals(teller: Teller, reckoning: Reckoning) -> Iterator[Line]:
    year = str(datetime.fromtimestamp(teller.context.now(), teller.context.zone).year)
    keys = [account.key for account in reckoning.accounts]
    if not (reckoning.meant or reckoning.took):
        yield Line(teller.say("explain-nothing-at-all"), "total")
    for scheme in sorted({item.evidence.scheme for item in reckoning.entitlements}):
        of_year = [
            i for i in reckoning.entitlements if i.evidence.scheme == scheme and i.day.startswith(year)
        ]
        query = select(LedgerLine.amount).where(LedgerLine.account.in_(keys), LedgerLine.scheme == scheme)
        approved = sum(teller.session.scalars(query.where(LedgerLine.day.startswith(year))))
        values = {"scheme": teller.scheme_name(scheme), "unit": teller.unit(scheme)}
        earned = teller.units(scheme, sum(item.amount for item in of_year))
        text = teller.say(
            "explain-total", year=year, approved=teller.units(scheme, approved), earned=earned, **values
        )
        target = teller.schemes[scheme].target
        below = (
            (Line(teller.say("explain-target", target=f"{target:f}", **values), "reason"),) if target else ()
        )
        yield Line(text, "total", below)


# --- records -----------------------------------------------------------------------


def _records(teller: Teller, person: str) -> Iterator[Line]:
    query = (
        select(Record).where(Record.person == person).order_by(Record.period, Record.community, Record.scheme)
    )
    for record in teller.session.scalars(query):
        text = teller.say(
            "explain-record",
            number=record.number,
            community=teller.community(record.community),
            period=record.period,
            earned=teller.units(record.scheme, record.amount),
            approved=teller.units(record.scheme, record.approved),
            unit=teller.unit(record.scheme),
            state=teller.say(f"explain-state-{record.state}"),
        )
        yield Line(text, "record", tuple(decision_lines(teller, record)), record.number)


def decision_lines(teller: Teller, record: Record) -> Iterator[Line]:
    for decision in decided(teller.session, record):
        yield decision_line(teller, decision)


def decision_line(teller: Teller, decision: Decision) -> Line:
    text = teller.say(
        "explain-decision-yes" if decision.accepted else "explain-decision-no",
        when=teller.when(decision.at),
        by=decision.by,
        reason=decision.reason,
        amount=teller.units(decision.scheme, decision.amount),
        unit=teller.unit(decision.scheme),
    )
    return Line(text.strip(), "decision")


# --- recognition ---------------------------------------------------------------------


def _recognition(teller: Teller, person: str, reckoning: Reckoning) -> Iterator[Line]:
    told = recognition_told(teller.context, teller.session, person, reckoning, teller.language)
    for text, below in told:
        yield Line(text, "recognition", tuple(Line(each, "reason") for each in below))


# --- facts ---------------------------------------------------------------------------


def _facts(teller: Teller, reckoning: Reckoning) -> list[Line]:
    by_fact: dict[tuple[str, str, str], list[Entitlement]] = {}
    for item in reckoning.entitlements:
        its = item.evidence
        by_fact.setdefault((its.source, its.fact_kind, its.fact_id), []).append(item)
    places = reckoning.judge.places
    return [
        fact_line(teller, one, by_fact.get((one.fact.source, one.fact.kind, one.fact.id), []), places)
        for one in reckoning.meant
    ]


def fact_line(teller: Teller, one: Meant, items: list[Entitlement], places: Places) -> Line:
    """What one post or entry gave, or why it gave nothing."""
    fact = one.fact
    link = f"{fact.source}|{path_of(fact.kind, fact.id, fact.data)}"
    about: dict[str, Value] = {
        "when": teller.when(fact.time or 0),
        "forum": places.name_of(fact) or "?",
        "subject": name_of_fact(fact),
        "words": str(fact.data.get("words") or 0),
    }
    if isinstance(one.meaning, Nothing):
        reason, below = nothing_told(teller, one.meaning)
        return Line(teller.say("explain-none", reason=reason, **about), "none", below, link)
    text = teller.say("explain-contribution", **about, **_recognised(teller, one.meaning))
    return Line(text, "contribution", tuple(worth_lines(teller, one.meaning.rule, items)), link)


def _recognised(teller: Teller, meaning: Contribution) -> dict[str, Value]:
    return {
        "kind": teller.say(f"kind-{meaning.kind}"),
        "community": teller.community(meaning.community),
        "rule": meaning.rule,
        "version": str(meaning.version),
    }


def nothing_told(teller: Teller, nothing: Nothing) -> tuple[str, tuple[Line, ...]]:
    """Why it counts for nothing, and what each rule that came near asks for."""
    details = dict(nothing.details)
    opens = {"opens": teller.when(int(details["opens"]))} if "opens" in details else {}
    reason = teller.say(f"explain-reason-{nothing.reason}", **opens)
    below = (
        teller.say(f"explain-miss-{miss.why}", rule=miss.rule, needs=miss.needs, has=miss.has)
        for miss in misses(nothing)
    )
    return reason, tuple(Line(text, "reason") for text in below)


# --- ledger and messages -------------------------------------------------------------


def _ledger(teller: Teller, reckoning: Reckoning) -> Iterator[Line]:
    keys = [account.key for account in reckoning.accounts]
    for line in teller.session.scalars(
        select(LedgerLine).where(LedgerLine.account.in_(keys)).order_by(LedgerLine.id)
    ):
        yield Line(booking(teller, line), "ledger")


def booking(teller: Teller, line: LedgerLine) -> str:
    """One line of the ledger in a sentence."""
    return teller.say(
        "explain-line" if line.reverses is None else "explain-line-reversal",
        id=str(line.id),
        when=teller.when(line.recorded_at),
        day=line.day,
        community=teller.community(line.community),
        amount=teller.units(line.scheme, line.amount),
        unit=teller.unit(line.scheme),
        booked=line.booked,
        reverses=str(line.reverses or ""),
        cause=teller.say(f"explain-cause-{line.cause}"),
    )


def _messages(teller: Teller, reckoning: Reckoning) -> Iterator[Line]:
    keys = [account.key for account in reckoning.accounts]
    for message in teller.session.scalars(
        select(Message).where(Message.subject.in_(keys)).order_by(Message.id)
    ):
        yield Line(figure_told(teller, message), "message")
    told = messages_told(teller.session, reckoning, teller.language, lambda one: message_state(teller, one))
    yield from (Line(text, "message") for text in told)
    numbers = select(Record.number).where(
        Record.person.in_({account.person for account in reckoning.accounts})
    )
    rows = select(HrRowSent, Message).join(Message, Message.id == HrRowSent.message)
    for row, message in teller.session.execute(
        rows.where(HrRowSent.number.in_(numbers)).order_by(Message.id)
    ):
        yield Line(hr_row(teller, row, message), "message")


def figure_told(teller: Teller, message: Message) -> str:
    """What was to be shown in a profile, and whether it is."""
    value = str(message.desired.get("value", ""))
    state = message_state(teller, message)
    return teller.say("explain-message-figure", account=message.subject, value=value, state=state)


def hr_row(teller: Teller, row: HrRowSent, message: Message) -> str:
    """One row of a file for HR in a sentence."""
    return teller.say(
        "explain-message-hr",
        target=row.target,
        run=str(message.desired["run"]),
        action=row.action,
        number=row.number,
        state=message_state(teller, message),
    )


def message_state(teller: Teller, message: Message) -> str:
    reason = reason_words(teller.language, message.reason) if message.reason else ""
    return teller.say(f"explain-message-state-{message.state}", reason=reason)
