"""A message: what it asks for, how its sending went, and what the other side answered."""

from __future__ import annotations

from collections.abc import Iterator

from sqlalchemy import select

from connector.models.credit import Record
from connector.models.outbox import HrRowSent, Message, TargetState
from connector.models.people import Account
from connector.steps import figures
from connector.steps.explain import message_state
from connector.steps.messages import HR_FILE, WAIT_FOR_A_PERSON, replaced
from connector.steps.outbox import OPEN
from connector.steps.recognition import MEMBER, PERSON_NEEDED, WITHDRAWAL
from connector.steps.targets import one_kind
from connector.steps.telling import Line, reason_words
from connector.steps.why.asked import Asked
from connector.steps.why.belonging import allow_message


def explain_message(asked: Asked, id_: int) -> list[Line]:
    """Empty if there is no such message."""
    message = asked.db.get(Message, id_)
    if message is None:
        return []
    allow_message(asked, message)
    return [*_head(asked, message), *sending(asked, message), *_rows(asked, message)]


def _head(asked: Asked, message: Message) -> Iterator[Line]:
    kind = asked.say_or(f"message-kind-{message.kind}", message.kind)
    yield asked.line(
        "subject", "message", id=str(message.id), kind=kind, target=message.target, subject=message.subject
    )
    told = asked.say_or(f"explain-cause-{message.cause}", message.cause)
    value = str(message.desired.get("value", message.desired.get("cohort", "")))
    below = [asked.line("reason", "message-value", value=value)] if value else []
    yield asked.line(
        "rule", "message-cause", *below, cause=told, when=asked.when(message.created_at), link=_about(message)
    )


def _about(message: Message) -> str:
    """The subject that tells why it was wanted."""
    if message.kind in (MEMBER, WITHDRAWAL):
        return f"badge:{message.subject}"
    if message.kind in (figures.KIND,):
        return message.subject
    return "" if message.kind == HR_FILE else f"{message.target.partition(':')[2]}:{message.subject}"


# --- how it went -------------------------------------------------------------------------------


def sending(asked: Asked, message: Message) -> Iterator[Line]:
    """Where it stands; what was answered, or why it is not sent."""
    text = asked.teller.say(
        "why-message-state", state=message_state(asked.teller, message), tries=message.attempts
    )
    yield Line(text, "message", (), f"message:{message.id}")
    yield from answered(asked, message)
    if message.state in OPEN:
        yield _waits(asked, message)
    elif message.state != "sent":
        yield _ended(asked, message)


def _waits(asked: Asked, message: Message) -> Line:
    if message.state == "sending":
        return asked.end("message-sending", since=asked.when(message.taken_at))
    if message.reason == PERSON_NEEDED:
        return asked.end("message-person")
    for name in (message.target, one_kind(message.target, message.kind)):
        stop = asked.db.get(TargetState, name)
        if stop is not None and stop.reason:
            why = reason_words(asked.teller.language, stop.reason)
            since, again = asked.when(stop.since), asked.when(stop.probe_at)
            return asked.end("message-stopped", target=message.target, why=why, since=since, again=again)
    if not asked.context.live:
        return asked.end("observe")
    before = _before(asked, message)
    if before is not None:
        return asked.end("message-behind", id=str(before), link=f"message:{before}")
    return asked.end("message-due", due=asked.when(message.next_at))


def _before(asked: Asked, message: Message) -> int | None:
    """An earlier one about the same subject goes first."""
    query = select(Message.id).where(Message.target == message.target, Message.kind == message.kind)
    query = query.where(Message.subject == message.subject, Message.id < message.id)
    return asked.db.scalars(query.where(Message.state.in_(OPEN)).order_by(Message.id).limit(1)).first()


def _ended(asked: Asked, message: Message) -> Line:
    why = reason_words(asked.teller.language, message.reason) if message.reason else "–"
    below = []
    cure = asked.say_or(f"desk-cure-{message.reason}", "")
    if cure and message.state in WAIT_FOR_A_PERSON:
        below.append(asked.line("reason", "cure", cure=cure))
    if replaced(asked.db, message):
        below.append(asked.line("reason", "message-replaced"))
    return asked.end(f"message-{message.state}", *below, why=why)


def answered(asked: Asked, message: Message) -> list[Line]:
    """What the other side answered, or whoever laid it aside said."""
    told, say = message.answer, asked.teller.say
    if "discarded_because" in told:
        text = say("desk-answer-discarded", by=str(told["by"]), reason=str(told["discarded_because"]))
    elif "shown" in told:
        value = str(told["shown"])
        text = say("desk-answer-shown", value=value) if value else say("desk-answer-empty")
    elif "files" in told:
        text = say("desk-answer-files", count=len(told["files"]))
    elif told.get("badges"):
        text = say("message-answer-badges", names=", ".join(each["name"] for each in told["badges"]))
    elif told.get("withdrawn"):
        own = "taken-back" if message.kind == WITHDRAWAL else "withdrawn"
        text = say(f"message-answer-{own}")
    elif "discussion" in told:
        text = say("message-answer-post", discussion=str(told["discussion"]))
    else:
        text = str(told.get("message", ""))
    if not text:
        return []
    return [asked.line("answer", "answer", text=text, when=asked.when(message.sent_at))]


# --- the rows of a run for HR --------------------------------------------------------------------


def _rows(asked: Asked, message: Message) -> list[Line]:
    if message.kind != HR_FILE:
        return []
    first = int(asked.after) if asked.after.isdigit() else 0
    query = select(HrRowSent, Account.name).where(HrRowSent.message == message.id, HrRowSent.line > first)
    query = query.outerjoin(Record, Record.number == HrRowSent.number)
    query = query.outerjoin(Account, Account.key == Record.person).order_by(HrRowSent.line)
    limit = None if asked.most is None else asked.most + 1
    found = asked.db.execute(query.limit(limit)).all()
    shown = found if asked.most is None else found[: asked.most]
    lines = [
        asked.line(
            "item",
            "hr-row",
            line=row.line,
            action=row.action,
            number=row.number,
            name=name or "–",
            amount=str(row.row.get("amount", "")),
            link=row.number,
        )
        for row, name in shown
    ]
    if len(found) > len(shown):
        lines.append(asked.line("more", "more-rows", link=str(shown[-1][0].line)))
    return lines
