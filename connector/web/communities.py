"""Communities: how each does, who is who, what was gathered, and what a moderator might do next."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from flask import abort, request
from flask.typing import ResponseReturnValue

from connector.domain.rules import CONTRIBUTION_KINDS, ROLES
from connector.steps.community_activity import Week
from connector.steps.community_figures import Figures, figures, percent
from connector.steps.community_people import new_faces
from connector.steps.community_places import grounds
from connector.steps.community_replies import SPANS, unanswered
from connector.steps.community_sessions import Meetings, meetings, needs
from connector.steps.community_talk import Window
from connector.steps.lists.listing import Found
from connector.steps.lists.sessions import COMMUNITIES, CommunityLine
from connector.steps.telling import Teller
from connector.web import charts
from connector.web.community_advice import SHOWN, Advice, advice
from connector.web.community_lists import LISTS, One, page_of
from connector.web.lists import listed
from connector.web.page import PAGE, blueprint, cop, render, say, telling, when, whole
from connector.web.roles import OF_COMMUNITIES, role
from connector.web.user import within

FEW = 6
"""Of each list on the page itself."""


@dataclass(frozen=True)
class CommunityShown:
    row: CommunityLine
    next: str
    """When the next session is; empty = none is known."""


@blueprint.get("/communities")
@role(*OF_COMMUNITIES)
def communities() -> ResponseReturnValue:
    return listed(
        COMMUNITIES, "communities.html", lambda teller, found: {"communities": _shown(teller, found)}
    )


def _shown(teller: Teller, found: Found) -> list[CommunityShown]:
    here = grounds(teller.session, [one.key for one in found.rows])
    held = meetings(cop().context, teller.session, here, _window())
    rows = COMMUNITIES.plain(teller, found.rows)
    return [CommunityShown(row, _next(held[row.community])) for row in rows]


def _next(held: Meetings) -> str:
    return next((when(one.start) for one in held.coming if one.start), "")


def _window() -> Window:
    return Window.until(cop().context.now(), cop().context.zone)


# --- one community --------------------------------------------------------------


ON_PAGE = ("sessions", "members", "summaries", "solutions", "documents", "recordings")


def _one(teller: Teller, key: str) -> One:
    found = grounds(teller.session, [key])
    if not found or not within(key):
        abort(404)
    return One(teller, found[0], _window())


@blueprint.get("/communities/<key>")
@role(*OF_COMMUNITIES)
def community(key: str) -> str:
    with telling() as teller:
        one = _one(teller, key)
        told = figures(teller.session, [one.ground], one.window)[key]
        return render(
            "community.html",
            community=one.ground.community,
            figures=told,
            held=one.held,
            kept=percent(one.held.kept, one.held.due),
            advice=_advice(one),
            roles=[(each, told.roles[each]) for each in ROLES if each in told.roles],
            lists={what: page_of(one, what, FEW) for what in ON_PAGE},
            **_charts(told),
        )


def _advice(one: One) -> list[Advice]:
    db = one.teller.session
    new = new_faces(db, one.said, one.window, SHOWN, welcoming=one.ground)
    waiting = unanswered(db, one.said, one.window, 2 * SHOWN)
    return advice(one.teller, one.window.now, new, waiting, needs(db, one.held, one.window))


def _charts(told: Figures) -> dict[str, Any]:
    days = [_day(week) for week in told.weeks]
    kinds = sorted(CONTRIBUTION_KINDS, key=lambda kind: -told.kinds.get(kind, 0))
    return {
        "weeks": list(zip(days, told.weeks, strict=True)),
        "activity": charts.columns(
            [day[5:] for day in days],
            [week.posts for week in told.weeks],
            [week.people for week in told.weeks],
        ),
        "spans": charts.rows(
            [(say(f"community-span-{each}"), told.replies.spans.get(each, 0)) for each in SPANS]
        ),
        "kinds": charts.rows(
            [(say(f"kind-{kind}"), told.kinds[kind]) for kind in kinds if kind in told.kinds]
        ),
    }


def _day(week: Week) -> str:
    return datetime.fromtimestamp(week.start, cop().context.zone).date().isoformat()


@blueprint.get("/communities/<key>/<what>")
@role(*OF_COMMUNITIES)
def community_list(key: str, what: str) -> str:
    if what not in LISTS:
        abort(404)
    first = whole(request.args.get("after")) or 0
    with telling() as teller:
        one = _one(teller, key)
        found = page_of(one, what, PAGE, first)
        return render("community_list.html", community=one.ground.community, what=what, found=found)
