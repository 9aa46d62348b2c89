"""Communities: how each does, who is who, what was gathered, and what a moderator might do next."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any

from flask import abort, request
from sqlalchemy import CTE

from connector.domain.rules import CONTRIBUTION_KINDS, ROLES
from connector.steps import community_knowledge as knowledge
from connector.steps.community_activity import Week
from connector.steps.community_figures import Figures, figures, percent
from connector.steps.community_people import new_faces, who_is_who
from connector.steps.community_places import Ground, grounds
from connector.steps.community_replies import SPANS, unanswered
from connector.steps.community_sessions import Meetings, meetings, needs
from connector.steps.community_talk import Window, talk
from connector.steps.telling import Teller
from connector.steps.world import current_mapping
from connector.web import charts
from connector.web import community_items as items
from connector.web.community_advice import SHOWN, advice
from connector.web.page import PAGE, Page, blueprint, cop, cut, render, say, telling, when, whole
from connector.web.roles import role

FEW = 6
"""Of each list on the page itself."""


@dataclass(frozen=True)
class CommunityRow:
    key: str
    name: str
    domain: str
    figures: Figures
    next: str
    """When the next session is; empty = none is known."""


@blueprint.get("/communities")
@role("admin", "approver")
def communities() -> str:
    after = whole(request.args.get("after")) or 0
    with telling() as teller:
        mapping = current_mapping(teller.session)
        keys = [each.key for each in mapping.communities] if mapping else []
        part = cut(list(enumerate(keys, start=1))[after:], PAGE, lambda row: str(row[0]))
        rows = _rows(teller, [key for _, key in part.rows])
        return render("communities.html", communities=Page(rows, part.more))


def _rows(teller: Teller, keys: Sequence[str]) -> list[CommunityRow]:
    here, window = grounds(teller.session, keys), _window()
    told = figures(teller.session, here, window)
    held = meetings(cop().context, teller.session, here, window)
    return [
        CommunityRow(
            one.key,
            one.community.name,
            one.community.charter.get("domain", ""),
            told[one.key],
            _next(held[one.key]),
        )
        for one in here
    ]


def _next(held: Meetings) -> str:
    return next((when(one.start) for one in held.coming if one.start), "")


def _window() -> Window:
    return Window.until(cop().context.now(), cop().context.zone)


# --- one community --------------------------------------------------------------


@dataclass
class One:
    """A community, and what its lists are made from; each list is read only where it is shown."""

    teller: Teller
    ground: Ground
    window: Window

    @cached_property
    def said(self) -> CTE:
        return talk([self.ground])

    @cached_property
    def held(self) -> Meetings:
        return meetings(cop().context, self.teller.session, [self.ground], self.window)[self.ground.key]


List = Callable[[One, int, int], Sequence[items.Item]]
"""(community, how many, after how many)"""


def _members(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_members(who_is_who(one.teller.session, one.ground, limit, first))


def _newcomers(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_newcomers(new_faces(one.teller.session, one.said, one.window, limit, first))


def _unanswered(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_questions(one.teller, unanswered(one.teller.session, one.said, one.window, limit, first))


def _sessions(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_sessions([*one.held.coming, *one.held.over][first : first + limit])


def _pieces(read: Callable[..., list[knowledge.Piece]]) -> List:
    def found(one: One, limit: int, first: int) -> Sequence[items.Item]:
        return items.of_pieces(one.teller, read(one.teller.session, one.ground, limit, first))

    return found


LISTS: dict[str, List] = {
    "sessions": _sessions,
    "members": _members,
    "newcomers": _newcomers,
    "unanswered": _unanswered,
    "summaries": _pieces(knowledge.summaries),
    "solutions": _pieces(knowledge.solutions),
    "documents": _pieces(knowledge.documents),
    "recordings": _pieces(knowledge.recordings),
}
ON_PAGE = ("sessions", "members", "summaries", "solutions", "documents", "recordings")


def _one(teller: Teller, key: str) -> One:
    found = grounds(teller.session, [key])
    if not found:
        abort(404)
    return One(teller, found[0], _window())


def _page(one: One, what: str, limit: int, first: int = 0) -> Page[items.Item]:
    found = LISTS[what](one, limit + 1, first)
    return cut(found, limit, lambda _: str(first + limit))


@blueprint.get("/communities/<key>")
@role("admin", "approver")
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
            lists={what: _page(one, what, FEW) for what in ON_PAGE},
            **_charts(told),
        )


def _advice(one: One) -> Any:
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
@role("admin", "approver")
def community_list(key: str, what: str) -> str:
    if what not in LISTS:
        abort(404)
    first = whole(request.args.get("after")) or 0
    with telling() as teller:
        one = _one(teller, key)
        found = _page(one, what, PAGE, first)
        return render("community_list.html", community=one.ground.community, what=what, found=found)
