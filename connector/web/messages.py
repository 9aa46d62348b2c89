"""What was sent: messages to the LMS and to HR, with what the other side answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.outbox import HrRowSent, Message
from connector.models.people import Account
from connector.steps import figures, hr_runs, outbox
from connector.steps.explain import Teller, message_state
from connector.web import health, page
from connector.web.page import (
    PAGE,
    Page,
    blueprint,
    cop,
    masked,
    name_of,
    render,
    say,
    say_or,
    telling,
    when,
    whole,
)
from connector.web.roles import role
from connector.web.user import me

STATES = ("pending", "sending", "sent", "refused", "dead")


@dataclass(frozen=True)
class MessageRow:
    id: int
    when: str
    what: str
    to: str
    person: str
    """Key of the person it is about, if it is about one."""
    name: str
    state: str
    state_words: str
    answer: str


def message_rows(teller: Teller, state: str, before: int | None, limit: int) -> Page[MessageRow]:
    query = select(Message).order_by(Message.id.desc()).limit(limit + 1)
    if state:
        query = query.where(Message.state == state)
    if before is not None:
        query = query.where(Message.id < before)
    messages = list(teller.session.scalars(query))
    who = page.accounts(teller.session, (one.subject for one in messages if one.kind == figures.KIND))
    return page.cut([_row(teller, one, who) for one in messages], limit, lambda row: str(row.id))


def _row(teller: Teller, message: Message, who: dict[str, Account]) -> MessageRow:
    account = who.get(message.subject)
    return MessageRow(
        id=message.id,
        when=when(message.sent_at or message.created_at),
        what=_what(message, name_of(account, message.subject)),
        to=_target(message),
        person=account.person if account else "",
        name=name_of(account, message.subject),
        state=message.state,
        state_words=message_state(teller, message),
        answer=_answer(message),
    )


def _what(message: Message, name: str) -> str:
    if message.kind == figures.KIND:
        return say("desk-message-figure", name=name, value=str(message.desired.get("value", "")))
    if message.kind == hr_runs.KIND:
        return say(
            "desk-message-hr",
            run=str(message.desired.get("run", "")),
            rows=int(message.desired.get("rows", 0)),
        )
    return message.kind


def _target(message: Message) -> str:
    room, _, name = message.target.partition(":")
    return say_or(f"desk-target-{room}", message.target, name=name)


def _answer(message: Message) -> str:
    """The other side's answer in a few words, and what stood in the way."""
    words = [_told(message.answer)]
    if message.state != "sent" and message.reason:
        words.append(reason_words(message.reason))
    return " ".join(word for word in words if word)


def _told(told: dict[str, Any]) -> str:
    if "shown" in told:
        return (
            say("desk-answer-shown", value=str(told["shown"])) if told["shown"] else say("desk-answer-empty")
        )
    if "files" in told:
        return say("desk-answer-files", count=len(told["files"]))
    if "phrased" in told:
        return _phrased(str(told["phrased"]))
    return str(told.get("message", ""))


def _phrased(word: str) -> str:
    """Whose words a summary is in."""
    return say("desk-answer-phrased") if word == "ok" else say("desk-answer-quoted", word=word)


# --- pages ---------------------------------------------------------------------


@blueprint.get("/messages")
@role("admin", "approver")
def messages() -> str:
    state = request.args.get("state", "")
    state = state if state in STATES else ""
    with telling() as teller:
        rows = message_rows(teller, state, whole(request.args.get("before")), PAGE)
    return render("messages.html", messages=rows, state=state, states=STATES)


@blueprint.get("/messages/<int:id_>")
@role("admin", "approver")
def message(id_: int) -> str:
    with telling() as teller:
        found = _found(teller.session, id_)
        account = teller.session.get(Account, found.subject)
        return render(
            "message.html",
            row=_row(teller, found, {found.subject: account} if account else {}),
            message=found,
            created=when(found.created_at),
            sent=when(found.sent_at),
            due=when(found.next_at) if found.state == "pending" else "",
            reason=reason_words(found.reason),
            files=_files(found),
            hr_rows=_hr_rows(teller.session, id_, whole(request.args.get("after")) or 0),
            again=outbox.may_go_again(teller.session, found),
        )


def _found(db: Session, id_: int) -> Message:
    found = db.get(Message, id_)
    if found is None:
        abort(404)
    return found


def reason_words(word: str | None) -> str:
    return say_or(f"desk-problem-{word}", word) if word else ""


def _files(message: Message) -> list[tuple[str, Any]]:
    files = message.answer.get("files")
    return sorted(files.items()) if isinstance(files, dict) else []


@dataclass(frozen=True)
class HrLine:
    line: int
    number: str
    action: str
    nip: str
    name: str
    first_day: str
    last_day: str
    amount: str


def _hr_rows(db: Session, id_: int, after: int) -> Page[HrLine]:
    query = select(HrRowSent).where(HrRowSent.message == id_, HrRowSent.line > after)
    rows: Sequence[HrRowSent] = db.scalars(query.order_by(HrRowSent.line).limit(PAGE + 1)).all()
    return page.cut([_hr_line(row) for row in rows], PAGE, lambda row: str(row.line))


def _hr_line(row: HrRowSent) -> HrLine:
    told = row.row
    days = {key: str(told.get(key, "")) for key in ("name", "first_day", "last_day", "amount")}
    return HrLine(row.line, row.number, row.action, masked(str(told.get("nip", ""))), **days)


# --- sending again ----------------------------------------------------------------


@blueprint.post("/messages/<int:id_>")
@role("admin")
def send_again(id_: int) -> ResponseReturnValue:
    user = me()
    context = cop().context
    if user is None or not context.live:
        abort(403)
    with context.db.write() as db:
        found = _found(db, id_)
        if not outbox.may_go_again(db, found):
            flash(say("desk-refused-not_again"), "bad")
            return redirect(url_for("desk.message", id_=id_), 303)
        outbox.send_again(db, found, user.username, context.now())
    flash(say("desk-done-again"), "good")
    health.forget()
    return redirect(url_for("desk.message", id_=id_), 303)
