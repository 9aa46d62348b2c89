"""A random sample of what waits, to be looked at before much is approved."""

from __future__ import annotations

from dataclasses import replace

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.steps import sample as steps
from connector.steps.lists.records import RECORDS
from connector.web.page import PAGE, blueprint, cop, render, say, telling, when
from connector.web.records import rows_of
from connector.web.roles import DECIDERS, OF_COMMUNITIES, role
from connector.web.user import me, within


@blueprint.post("/samples")
@role(*DECIDERS)
def draw_sample() -> ResponseReturnValue:
    """Out of what waits in the list as it was narrowed."""
    user = me()
    if user is None:
        abort(403)
    asked = RECORDS.asked(request.form, PAGE, user.communities)
    asked = replace(asked, chosen={**asked.chosen, "state": "draft"})
    try:
        id_ = steps.draw(cop().context, asked, user.username)
    except NotDone:
        flash(say("sample-nothing"), "bad")
        return redirect(url_for("desk.records", state="draft"), 303)
    return redirect(url_for("desk.sample", id_=id_), 303)


@blueprint.get("/samples/<int:id_>")
@role(*OF_COMMUNITIES)
def sample(id_: int) -> str:
    with telling() as teller:
        found = steps.sample_named(teller.session, id_)
        if found is None:
            abort(404)
        records = [one for one in steps.drawn_records(teller.session, found) if within(one[0].community)]
        return render(
            "sample.html",
            sample=found,
            at=when(found.at),
            records=rows_of(teller, records),
            query={key: value for key, value in found.chosen.items() if key != "state"},
        )
