"""Telling by hand whose an account is, on the person's page."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.steps import matching as steps
from connector.web import health
from connector.web.page import blueprint, cop, say, say_or
from connector.web.roles import role
from connector.web.user import me


@blueprint.post("/accounts/<key>")
@role("admin")
def match_account(key: str) -> ResponseReturnValue:
    user, context, answer = me(), cop().context, request.form.get("answer")
    if user is None or answer not in ("match", "part"):
        abort(400)
    try:
        with context.db.write() as db:
            if answer == "match":
                steps.match(context, db, key, request.form.get("nip", "")[:100], user.username)
            else:
                steps.part(context, db, key, user.username)
    except NotDone as error:
        if error.word == "no_such_account":
            abort(404)
        flash(say_or(f"match-refused-{error.word}", say("desk-refused-other", word=error.word)), "bad")
    else:
        flash(say(f"match-done-{answer}"), "good")
        health.forget()
    return redirect(url_for("desk.person", key=key), 303)
