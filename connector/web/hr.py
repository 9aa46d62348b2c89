"""The runs for HR, and writing its file at once instead of when the mapping says."""

from __future__ import annotations

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.steps import hr_runs
from connector.steps.audit import note
from connector.steps.lists.messages import RUNS
from connector.web import health
from connector.web.lists import listed
from connector.web.page import blueprint, cop, say, say_or
from connector.web.roles import READERS, role
from connector.web.user import me


@blueprint.get("/hr")
@role(*READERS, "hr")
def runs() -> ResponseReturnValue:
    return listed(
        RUNS,
        "runs.html",
        lambda teller, found: {
            "runs": RUNS.plain(teller, found.rows),
            "targets": sorted(cop().context.hr),
        },
    )


@blueprint.post("/hr/<target>/run")
@role("admin", "hr")
def run_hr(target: str) -> ResponseReturnValue:
    context, user = cop().context, me()
    if target not in context.hr or user is None:
        abort(404)
    if not context.live:
        flash(say("desk-refused-observe"), "bad")
        return _back()
    with context.db.write() as db:
        note(db, context.now(), user.username, "run", f"hr:{target}")
    try:
        _write(target)
    except NotDone as error:
        flash(say_or(f"desk-refused-{error.word}", say("desk-refused-other", word=error.word)), "bad")
    health.forget()
    return _back()


def _write(target: str) -> None:
    """What an interrupted run left behind first, then what HR does not know yet."""
    context = cop().context
    hr_runs.send_files(context, target)
    message = hr_runs.compose_run(context, target)
    if message is None:
        flash(say("desk-hr-nothing-new"), "good")
        return
    hr_runs.send_files(context, target)
    state, answer = hr_runs.outcome(context, message.id)
    if state == "sent":
        flash(say("desk-hr-written", run=str(message.desired["run"]), files=len(answer["files"])), "good")
    else:
        flash(say("desk-hr-not-written"), "bad")


def _back() -> ResponseReturnValue:
    if request.form.get("back") == "runs":
        return redirect(url_for("desk.runs"), 303)
    return redirect(url_for("desk.overview", _anchor="sent"), 303)
