"""What was sent: messages to the LMS and to HR, with what the other side answered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.outbox import HrRowSent, Message, TargetState
from connector.models.people import Account
from connector.steps import messages as deciding
from connector.steps import targets
from connector.steps.hr_runs import KIND
from connector.steps.lists.messages import MESSAGES, STATES
from connector.steps.people import masked
from connector.steps.telling import reason_words
from connector.web import health, page
from connector.web.lists import listed
from connector.web.message_subjects import named
from connector.web.message_words import account_of, message_rows, row, standing_at, task
from connector.web.page import (
    PAGE,
    Page,
    blueprint,
    cop,
    language,
    render,
    say,
    say_or,
    telling,
    when,
    whole,
)
from connector.web.roles import READERS, role
from connector.web.user import me

LONGEST_REASON = 1_000


# --- pages ---------------------------------------------------------------------


@blueprint.get("/messages")
@role(*READERS)
def messages() -> ResponseReturnValue:
    return listed(
        MESSAGES,
        "messages.html",
        lambda teller, found: {
            "messages": message_rows(teller, found),
            "state": request.args.get("state", ""),
            "down": [_target_row(one) for one in targets.stopped(teller.session)],
        },
    )


@dataclass(frozen=True)
class TargetRow:
    """A target that takes nothing now."""

    name: str
    reason: str
    since: str
    again: str
    """When it is tried again."""


def _target_row(state: TargetState) -> TargetRow:
    target, _, kind = state.target.partition("/")
    room, _, name = target.partition(":")
    words = say("message-to-lms", name=name) if room == "lms" else say("desk-target-hr", name=name)
    if kind:
        words += f": {say_or(f'message-kind-{kind}', kind)}"
    reason = reason_words(language(), state.reason or "")
    return TargetRow(words, reason, when(state.since), when(state.probe_at))


@blueprint.get("/messages/<int:id_>")
@role(*READERS, "hr")
def message(id_: int) -> str:
    """HR sees its own runs only."""
    user = me()
    with telling() as teller:
        found = _found(teller.session, id_)
        if user is None or (user.power == "hr" and found.kind != KIND):
            abort(404)
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
            cure=say_or(f"desk-cure-{found.reason}", "") if found.state in deciding.WAIT_FOR_A_PERSON else "",
            again=found.state != "sending" and not deciding.replaced(teller.session, found),
            may_discard=found.state in ("pending", *deciding.WAIT_FOR_A_PERSON),
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


# --- what an admin does with them --------------------------------------------------


@blueprint.post("/messages")
@role("admin")
def decide_messages() -> ResponseReturnValue:
    """Several from the list: sent again, or laid aside."""
    ids = [id_ for text in request.form.getlist("id")[:PAGE] if (id_ := whole(text)) is not None]
    _decide(ids)
    state = request.form.get("state", "")
    return redirect(url_for("desk.messages", state=state if state in STATES else None), 303)


@blueprint.post("/messages/<int:id_>")
@role("admin")
def decide_message(id_: int) -> ResponseReturnValue:
    with telling() as teller:
        _found(teller.session, id_)
    _decide([id_])
    return redirect(url_for("desk.message", id_=id_), 303)


def _decide(ids: list[int]) -> None:
    user, context, answer = me(), cop().context, request.form.get("answer", "")
    if user is None or answer not in ("again", "discard"):
        abort(400)
    if answer == "again":
        refusals = deciding.resend(context, ids, user.username)
    else:
        why = request.form.get("reason", "").strip()[:LONGEST_REASON]
        refusals = deciding.discard(context, ids, user.username, why)
    done = len(set(ids)) - len(refusals)
    if done > 0:
        flash(say(f"desk-done-{answer}", count=done), "good")
    for words in dict.fromkeys(map(_refusal, refusals)):
        flash(words, "bad")
    health.forget()


def _refusal(error: NotDone) -> str:
    return say_or(f"desk-refused-{error.word}", say("desk-refused-other", word=error.word))
