"""The overview: what arrived, what it meant, what waits for approval, what was sent."""

from __future__ import annotations

from typing import Any

from flask import redirect, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import func, select

from connector.models.credit import Record
from connector.steps.explain import Teller
from connector.steps.lists.contributions import CONTRIBUTIONS
from connector.steps.lists.events import EVENTS
from connector.steps.lists.listing import Asked
from connector.steps.lists.messages import MESSAGES
from connector.steps.lists.records import RECORDS
from connector.web import health
from connector.web.alarms import alarm_rows, repaired
from connector.web.events import event_rows
from connector.web.held import held_rows
from connector.web.lists import found_now
from connector.web.meanings import meant_rows
from connector.web.message_words import message_rows
from connector.web.own_overview import own_overview
from connector.web.page import blueprint, cop, render, telling
from connector.web.records import nameless, record_rows
from connector.web.roles import READERS, role
from connector.web.user import me

LATEST = 10


@blueprint.get("/")
@role(*READERS, "approver_of", "hr")
def overview() -> ResponseReturnValue:
    user = me()
    if user is not None and user.power == "approver_of":
        return own_overview(user)
    if user is None or user.power not in READERS:
        return redirect(url_for("desk.records"), 303)
    with telling() as teller:
        return render("overview.html", **_everything(teller))


@blueprint.get("/fragments/overview")
@role(*READERS)
def overview_fragment() -> str:
    """The live parts alone, for the script that keeps an open page fresh."""
    with telling() as teller:
        return render("fragments/overview.html", **_everything(teller))


def _everything(teller: Teller) -> dict[str, Any]:
    known = health.told()
    events = found_now(EVENTS, teller, Asked(limit=LATEST))
    meant = found_now(CONTRIBUTIONS, teller, Asked(limit=LATEST))
    sent = found_now(MESSAGES, teller, Asked(limit=LATEST))
    waiting = found_now(RECORDS, teller, Asked(chosen={"state": "draft"}, limit=LATEST))
    return {
        "known": known,
        "sources": health.sources(known),
        "alarms": alarm_rows(teller),
        "repaired": repaired(known),
        "backlog": health.backlog(known),
        "held": held_rows(teller),
        "unused": health.unused(known),
        "refusals": health.refusals(known),
        "events": event_rows(teller, events),
        "more_events": bool(events.next),
        "meant": meant_rows(teller, meant),
        "more_meant": bool(meant.next),
        "waiting": record_rows(teller, waiting),
        "more_waiting": bool(waiting.next),
        "waiting_count": _waiting(teller),
        "messages": message_rows(teller, sent),
        "more_messages": bool(sent.next),
        "nameless": nameless(teller),
        "targets": sorted(cop().context.hr),
    }


def _waiting(teller: Teller) -> int:
    """Counted anew each time: whoever has just decided looks at this figure."""
    return teller.session.scalar(select(func.count()).select_from(Record).where(Record.state == "draft")) or 0
