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
from connector.steps import outbox
from connector.steps.telling import reason_words
from connector.web import health, page
from connector.web.message_subjects import named
from connector.web.message_words import account_of, message_rows, row, standing_at, task
from connector.web.page import (
    PAGE,
    Page,
    blueprint,
    cop,
    masked,
    render,
    say,
    telling,
    when,
    whole,
)
from connector.web.roles import role
from connector.web.user import me

STATES = ("pending", "sending", "sent", "refused", "dead")


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
        account = teller.session.get(Account, account_of(found))
        return render(
            "message.html",
            row=row(teller, found, {account.key: account} if account else {}, named(teller, [found])),
            message=found,
            created=when(found.created_at),
            sent=when(found.sent_at),
            due=when(found.next_at) if found.state == "pending" else "",
            reason=reason_words(teller.language, found.reason) if found.reason else "",
            task=task(found),
            standing=standing_at(found),
            files=_files(found),
            hr_rows=_hr_rows(teller.session, id_, whole(request.args.get("after")) or 0),
            again=outbox.may_go_again(teller.session, found),
        )


def _found(db: Session, id_: int) -> Message:
    found = db.get(Message, id_)
    if found is None:
        abort(404)
    return found


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
