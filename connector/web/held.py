"""Held losses: a person says whether they are real."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select

from connector.models.lms import Held
from connector.steps import absence
from connector.steps.audit import note
from connector.steps.explain import Teller
from connector.web import health
from connector.web.health import HeldRow, held_row
from connector.web.page import PAGE, blueprint, cop, say
from connector.web.roles import role
from connector.web.user import me

ANSWERS = {"release": absence.release, "drop": absence.drop}
LONGEST_REASON = 1_000


def held_rows(teller: Teller) -> list[HeldRow]:
    """The oldest that are open; the next come up as these are answered."""
    query = select(Held).where(Held.state == "open").order_by(Held.id).limit(PAGE)
    return [held_row(teller, row) for row in teller.session.scalars(query)]


@blueprint.post("/held/<int:id_>")
@role("admin")
def answer_held(id_: int) -> ResponseReturnValue:
    word, context, user = request.form.get("answer", ""), cop().context, me()
    if word not in ANSWERS or user is None:
        abort(400)
    reason = request.form.get("reason", "").strip()[:LONGEST_REASON]
    with context.db.write() as db:
        row = db.get(Held, id_)
        if row is None or row.state != "open":
            flash(say("desk-refused-not_held"), "bad")
            return redirect(url_for("desk.overview", _anchor="health"), 303)
        ANSWERS[word](db, row, user.username, context.now(), reason)
        note(db, context.now(), user.username, word, f"held:{id_}", {"reason": reason})
    flash(say(f"desk-done-{word}"), "good")
    health.forget()
    return redirect(url_for("desk.overview", _anchor="health"), 303)
