"""Sessions: which meetings there are, who was at them and how that is known, and a leader's word about them."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from flask import abort, request
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
from connector.web.page import PAGE, Page, blueprint, cop, cut, name_of, render, say, telling, when, whole
from connector.web.roles import OF_COMMUNITIES, role
from connector.web.session_people import There, candidates, there
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
            there=_part([one for one in known if one.counts], "there"),
            others=_part([one for one in known if not one.counts], "others"),
            candidates=candidates(teller.session, found, known),
            decision=decision,
            decided_at=when(decision.at) if decision else "",
            start=_local(found.start),
            recordings=of_pieces(teller, recordings_of(teller.session, found, MOST_RECORDINGS)),
        )


def _part(people: Sequence[There], key: str) -> Page[There]:
    """A page of people, who are known all at once; it begins after so many as the address says under ``key``."""
    numbered = list(enumerate(people, start=1))[whole(request.args.get(key)) or 0 :]
    shown = cut(numbered, PAGE, lambda one: str(one[0]))
    return Page([person for _, person in shown.rows], shown.more)


def _local(at: int | None) -> str:
    """As a browser's field for day and time wants it."""
    return datetime.fromtimestamp(at, cop().context.zone).strftime("%Y-%m-%dT%H:%M") if at else ""


def _name(db: Db, key: str) -> str:
    return name_of(db.get(Account, key), key) if key else ""
