"""Credit given by hand: proposing it, and confirming what somebody else proposed."""

from __future__ import annotations

from collections.abc import Callable

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.steps import manual as steps
from connector.steps.approve import Approver, approver_named
from connector.steps.lists.manual import MANUAL
from connector.web import health
from connector.web.lists import listed
from connector.web.page import blueprint, cop, say, say_or
from connector.web.roles import DECIDERS, OF_COMMUNITIES, role
from connector.web.user import me, within

LONGEST_REASON = 1_000


@blueprint.get("/manual")
@role(*OF_COMMUNITIES)
def manual() -> ResponseReturnValue:
    return listed(
        MANUAL,
        "manual.html",
        lambda teller, found: {
            "credits": MANUAL.plain(teller, found.rows),
            "communities": [
                (key, name)
                for key, name in sorted(teller.communities.items(), key=lambda one: one[1])
                if within(key)
            ],
            "schemes": [(key, teller.scheme_name(key), teller.unit(key)) for key in sorted(teller.schemes)],
            "told": request.args,
        },
    )


@blueprint.post("/manual")
@role(*DECIDERS)
def propose_manual() -> ResponseReturnValue:
    form = request.form
    told = steps.Proposal(
        person=form.get("person", "").strip()[:100],
        community=form.get("community", ""),
        scheme=form.get("scheme", ""),
        day=form.get("day", ""),
        units=form.get("units", "").strip()[:20],
        reason=form.get("reason", "")[:LONGEST_REASON],
    )
    return _done(lambda db, by: steps.propose(cop().context, db, told, by), "proposed")


@blueprint.post("/manual/<int:id_>")
@role(*DECIDERS)
def decide_manual(id_: int) -> ResponseReturnValue:
    answer, reason = request.form.get("answer"), request.form.get("reason", "")[:LONGEST_REASON]
    if answer not in ("confirm", "refuse"):
        abort(400)
    yes = answer == "confirm"
    return _done(
        lambda db, by: steps.decide(cop().context, db, id_, by, yes=yes, reason=reason),
        "confirmed" if yes else "refused",
    )


def _done(act: Callable[[Session, Approver], object], word: str) -> ResponseReturnValue:
    user = me()
    if user is None:
        abort(403)
    try:
        with cop().context.db.write() as db:
            act(db, approver_named(db, user.username))
    except NotDone as error:
        flash(say_or(f"manual-refused-{error.word}", say("desk-refused-other", word=error.word)), "bad")
    else:
        flash(say(f"manual-done-{word}"), "good")
        health.forget()
    return redirect(url_for("desk.manual"), 303)
