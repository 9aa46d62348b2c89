"""Flags: what to look at twice before approving, and saying that it is no cause for concern."""

from __future__ import annotations

from flask import flash, redirect, request
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.models.credit import Record
from connector.models.people import Account
from connector.steps import flags as steps
from connector.steps.approve import approver_named
from connector.steps.lists.flags import FLAGS, FlagLine, line
from connector.steps.telling import Teller
from connector.web.links import own_path
from connector.web.lists import listed
from connector.web.page import blueprint, cop, say, say_or
from connector.web.roles import DECIDERS, OF_COMMUNITIES, role
from connector.web.user import me

LONGEST_REASON = 1_000
KEY = ("source", "fact_kind", "id", "kind")


@blueprint.get("/flags")
@role(*OF_COMMUNITIES)
def flags() -> ResponseReturnValue:
    """Without anything asked for, those that wait to be judged."""
    return listed(
        FLAGS,
        "flags.html",
        lambda teller, found: {"flags": FLAGS.plain(teller, found.rows)},
        usual={"state": "open"},
    )


@blueprint.post("/flags")
@role(*DECIDERS)
def dismiss_flag() -> ResponseReturnValue:
    user, form = me(), request.form
    source, kind, id_, flag = (form.get(one, "") for one in KEY)
    reason = form.get("reason", "")[:LONGEST_REASON]
    try:
        with cop().context.db.write() as db:
            by = approver_named(db, user.username if user else "")
            steps.dismiss(cop().context, db, (source, kind, id_, flag), by, reason)
    except NotDone as error:
        flash(say_or(f"flag-refused-{error.word}", say("desk-refused-other", word=error.word)), "bad")
    else:
        flash(say("flag-done"), "good")
    return redirect(own_path(form.get("next")), 303)


def beside(
    teller: Teller, record: Record, account: Account | None
) -> dict[tuple[str, str, str], list[FlagLine]]:
    """A record's flags, by (source, kind, id) of what they are about."""
    found: dict[tuple[str, str, str], list[FlagLine]] = {}
    for one in steps.flags_of(teller.session, record.number):
        place = (one.source, one.fact_kind, one.fact_id)
        found.setdefault(place, []).append(line(teller, one, record, account))
    return found
