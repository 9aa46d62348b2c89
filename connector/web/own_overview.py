"""The overview of an approver for some communities: what waits for them, their sessions, their communities."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from connector.steps.lists.listing import Asked
from connector.steps.lists.records import RECORDS
from connector.steps.lists.sessions import COMMUNITIES, SESSIONS
from connector.web.lists import found_now
from connector.web.page import render, telling
from connector.web.records import nameless, record_rows
from connector.web.user import User

LATEST = 10


def own_overview(user: User) -> ResponseReturnValue:
    theirs = Asked(limit=LATEST, communities=user.communities)
    drafts = Asked(chosen={"state": "draft"}, limit=LATEST, communities=user.communities)
    with telling() as teller:
        waiting = found_now(RECORDS, teller, drafts)
        sessions = found_now(SESSIONS, teller, theirs)
        communities = found_now(COMMUNITIES, teller, theirs)
        return render(
            "own_overview.html",
            waiting=record_rows(teller, waiting),
            more_waiting=bool(waiting.next),
            nameless=nameless(teller),
            sessions=SESSIONS.plain(teller, sessions.rows),
            more_sessions=bool(sessions.next),
            communities=COMMUNITIES.plain(teller, communities.rows),
            more_communities=bool(communities.next),
        )
