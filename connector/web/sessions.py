"""Sessions: which meetings there are, who was at them and how that is known, and a leader's word about them."""

from __future__ import annotations

from datetime import datetime

from flask import abort
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session as Db

from connector.models.people import Account
from connector.models.sessions import SessionDecision
from connector.steps.community_knowledge import recordings_of
from connector.steps.lists.sessions import SESSIONS
from connector.steps.meetings import Meetings
from connector.steps.session_lists import rule_of, session_named
from connector.web.community_items import of_pieces
from connector.web.lists import listed
from connector.web.page import blueprint, cop, name_of, render, say, telling, when
from connector.web.roles import OF_COMMUNITIES, role
from connector.web.session_people import candidates, there
from connector.web.user import within

MOST_RECORDINGS = 20
"""One meeting is hardly recorded in more pieces."""


@blueprint.get("/sessions")
@role(*OF_COMMUNITIES)
def sessions() -> ResponseReturnValue:
    return listed(
        SESSIONS, "sessions.html", lambda teller, found: {"sessions": SESSIONS.plain(teller, found.rows)}
    )


# --- one session --------------------------------------------------------------


@blueprint.get("/sessions/<source>/<key>")
@role(*OF_COMMUNITIES)
def session(source: str, key: str) -> str:
    with telling() as teller:
        meetings = Meetings(teller.context, teller.session)
        found = session_named(teller.context, teller.session, source, key, meetings)
        if found is None or not within(found.community):
            abort(404)
        known = there(teller, found, meetings)
        rule = rule_of(teller.session, found)
        decision = teller.session.get(SessionDecision, (source, key))
        return render(
            "session.html",
            row=found,
            community=teller.community(found.community),
            attended=sum(one.counts for one in known),
            leader=_name(teller.session, found.leader),
            supporters=found.supporters,
            known_by=say(f"explain-how-{rule.attended_by.how}") if rule else "",
            there=[one for one in known if one.counts],
            others=[one for one in known if not one.counts],
            candidates=candidates(teller.session, found, known),
            decision=decision,
            decided_at=when(decision.at) if decision else "",
            start=_local(found.start),
            recordings=of_pieces(teller, recordings_of(teller.session, found, MOST_RECORDINGS)),
        )


def _local(at: int | None) -> str:
    """As a browser's field for day and time wants it."""
    return datetime.fromtimestamp(at, cop().context.zone).strftime("%Y-%m-%dT%H:%M") if at else ""


def _name(db: Db, key: str) -> str:
    return name_of(db.get(Account, key), key) if key else ""
