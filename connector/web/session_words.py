"""A leader's word about a session: when it is, and who was there."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session as Db

from connector.errors import NotDone
from connector.steps.approve import Approver, approver_named
from connector.steps.people import find_person
from connector.steps.presences import confirm, deny, withdraw_presence
from connector.steps.session_actions import decide
from connector.web import health
from connector.web.page import blueprint, cop, say, say_or, whole
from connector.web.roles import DECIDERS, role
from connector.web.session_people import MOST_NAMES
from connector.web.user import me

LONGEST_REASON = 1_000
WORDS = {"confirm": confirm, "absent": deny, "withdraw": withdraw_presence}


@blueprint.post("/sessions/<source>/<key>/time")
@role(*DECIDERS)
def session_time(source: str, key: str) -> ResponseReturnValue:
    """When it is, how long, or that it is not; without any of these, as the LMS says."""
    answer = request.form.get("answer")
    if answer not in ("time", "cancel", "as-lms"):
        abort(400)
    start, minutes = (None, 0) if answer != "time" else (_start(), whole(request.form.get("minutes")) or 0)

    def act(db: Db, by: Approver, reason: str) -> None:
        decide(
            cop().context,
            db,
            source,
            key,
            start=start,
            minutes=minutes,
            cancelled=answer == "cancel",
            by=by,
            reason=reason,
        )

    return _done(act, source, key)


def _start() -> int | None:
    text = request.form.get("start", "")
    if not text:
        return None
    try:
        return int(datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=cop().context.zone).timestamp())
    except (ValueError, OverflowError):
        abort(400)


@blueprint.post("/sessions/<source>/<key>/list")
@role(*DECIDERS)
def session_list(source: str, key: str) -> ResponseReturnValue:
    """Says that people were there, that they were not, or takes back what was said."""
    answer, named = request.form.get("answer"), request.form.getlist("account")[: MOST_NAMES * 2]
    words = request.form.get("nip", "").strip()[:100]
    change = WORDS.get(answer or "")
    if change is None or not (named or words):
        abort(400)

    def act(db: Db, by: Approver, reason: str) -> None:
        wanted = [*named, *([_meant(db, words)] if words else [])]
        change(cop().context, db, source, key, wanted, by=by, reason=reason)

    return _done(act, source, key)


def _meant(db: Db, words: str) -> str:
    person = find_person(db, words)
    if person is None:
        raise NotDone(f"nobody is known as {words}", word="unknown_person")
    return person


def _done(act: Callable[[Db, Approver, str], None], source: str, key: str) -> ResponseReturnValue:
    """Does it in one transaction; what is refused is told on the session's page."""
    user = me()
    if user is None:
        abort(403)
    try:
        with cop().context.db.write() as db:
            reason = request.form.get("reason", "")[:LONGEST_REASON]
            act(db, approver_named(db, user.username), reason)
    except NotDone as error:
        if error.word == "no_such_session":
            abort(404)
        flash(say_or(f"session-refused-{error.word}", say("desk-refused-other", word=error.word)), "bad")
    else:
        flash(say("session-done"), "good")
        health.forget()
    return redirect(url_for("desk.session", source=source, key=key), 303)
