"""Sessions: which meetings there are, who was at them and how that is known, and a leader's word about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, request
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import Attendance, Session, Stage
from connector.models.people import Account
from connector.models.sessions import SessionDecision
from connector.steps.community_knowledge import recordings_of
from connector.steps.explain import Teller
from connector.steps.meetings import Meetings, mapped_courses
from connector.steps.session_lists import Sitting, rule_of, session_named, sittings
from connector.web.community_items import of_pieces
from connector.web.page import (
    PAGE,
    Page,
    blueprint,
    cop,
    cut,
    name_of,
    render,
    say,
    telling,
    when,
    whole,
)
from connector.web.roles import READERS, role
from connector.web.session_people import candidates, there

STAGES = tuple(stage.value for stage in Stage)
MOST_RECORDINGS = 20
"""One meeting is hardly recorded in more pieces."""


@dataclass(frozen=True)
class SessionRow:
    source: str
    key: str
    name: str
    community: str
    stage: str
    when: str
    minutes: int
    attended: int


@blueprint.get("/sessions")
@role(*READERS)
def sessions() -> str:
    stage = request.args.get("state", "")
    stage = stage if stage in STAGES else ""
    after = whole(request.args.get("after"))
    with telling() as teller:
        meetings = Meetings(teller.context, teller.session)
        found = meetings.of(teller.session, mapped_courses(teller.session)).agenda
        newest = [each for each in reversed(found) if not stage or each.stage == stage]
        page = _page(teller, meetings, newest, after or 0)
    return render("sessions.html", sessions=page, state=stage, states=STAGES)


def _page(teller: Teller, meetings: Meetings, found: Sequence[Session], first: int) -> Page[SessionRow]:
    """Counted only for what is shown: to count is to read a course."""
    shown = cut(list(enumerate(found))[first:], PAGE, lambda row: str(row[0] + 1))
    keys: dict[tuple[str, int], set[str]] = {}
    for _, each in shown.rows:
        if each.course is not None:
            keys.setdefault((each.source, each.course), set()).add(each.key)
    there: Counter[tuple[str, str]] = Counter()
    for course in sorted(keys):
        for one in sittings(teller.context, teller.session, course, keys[course], meetings):
            there[one.session.source, one.session.key] += _counts(one)
    return Page([_row(teller, each, there[each.source, each.key]) for _, each in shown.rows], shown.more)


def _counts(one: Sitting) -> bool:
    return isinstance(one.what, Attendance) and one.what.certain


def _row(teller: Teller, each: Session, attended: int) -> SessionRow:
    community = teller.community(each.community)
    at = when(each.start)
    return SessionRow(
        each.source, each.key, each.name, community, each.stage.value, at, each.minutes, attended
    )


# --- one session --------------------------------------------------------------


@blueprint.get("/sessions/<source>/<key>")
@role(*READERS)
def session(source: str, key: str) -> str:
    with telling() as teller:
        meetings = Meetings(teller.context, teller.session)
        found = session_named(teller.context, teller.session, source, key, meetings)
        if found is None:
            abort(404)
        known = there(teller, found, meetings)
        rule = rule_of(teller.session, found)
        decision = teller.session.get(SessionDecision, (source, key))
        return render(
            "session.html",
            row=_row(teller, found, sum(one.counts for one in known)),
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
