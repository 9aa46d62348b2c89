"""Sessions: which meetings there are, who was at them and how that is known, and a leader's word about them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.sessions import Attendance, How, Session, Stage
from connector.errors import NotDone
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.sessions import SessionDecision
from connector.steps.approve import Approver, approver_named
from connector.steps.community_knowledge import recordings_of
from connector.steps.explain import Teller
from connector.steps.explain_sessions import stay_texts
from connector.steps.joinings import joined_at
from connector.steps.meetings import Meetings, mapped_courses
from connector.steps.people import find_person
from connector.steps.session_actions import confirm, decide, withdraw_presence
from connector.steps.session_lists import Sitting, rule_of, session_named, sittings
from connector.web import health
from connector.web.community_items import of_pieces
from connector.web.page import (
    PAGE,
    Page,
    accounts,
    blueprint,
    cop,
    cut,
    name_of,
    render,
    say,
    say_or,
    telling,
    when,
    whole,
)
from connector.web.roles import role
from connector.web.user import me

STAGES = tuple(stage.value for stage in Stage)
LONGEST_REASON = 1_000
MOST_NAMES = 200
"""Members offered for the list; others are put on it by their NIP."""

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


@dataclass(frozen=True)
class There:
    """One person for whom something speaks."""

    account: str
    person: str
    name: str
    how: str
    minutes: int
    stays: Sequence[str]
    reason: str
    """Why it does not count; empty if it does."""
    certain: bool
    listed: bool
    """On the confirmed list, so that they can be taken off it."""
    joined: str
    """When they joined by a notice, which is only a hint; empty = no notice."""


@blueprint.get("/sessions")
@role("admin", "approver")
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
@role("admin", "approver")
def session(source: str, key: str) -> str:
    with telling() as teller:
        meetings = Meetings(teller.context, teller.session)
        found = session_named(teller.context, teller.session, source, key, meetings)
        if found is None:
            abort(404)
        there = _there(teller, meetings, found)
        rule = rule_of(teller.session, found)
        how = rule.attended_by.how if rule else None
        decision = teller.session.get(SessionDecision, (source, key))
        return render(
            "session.html",
            row=_row(teller, found, sum(one.certain and not one.reason for one in there)),
            leader=_name(teller.session, found.leader),
            supporters=found.supporters,
            known_by=say(f"explain-how-{how}") if how else "",
            by_list=how is How.CONFIRMED,
            there=[one for one in there if one.certain and not one.reason],
            others=[one for one in there if one.reason or not one.certain],
            candidates=_candidates(teller.session, found, there) if how is How.CONFIRMED else [],
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


def _there(teller: Teller, meetings: Meetings, found: Session) -> list[There]:
    if found.course is None:
        return []
    course = (found.source, found.course)
    here = sittings(teller.context, teller.session, course, {found.key}, meetings)
    names = accounts(teller.session, (one.person for one in here))
    joined = _joined(teller.session, found)
    rows = [
        _one(teller, one, name_of(names.get(one.person), one.person), when(joined.get(one.person)))
        for one in here
    ]
    return sorted(rows, key=lambda row: (row.name.casefold(), row.account))


def _joined(db: Db, found: Session) -> dict[str, int]:
    """Person → when they joined by a notice."""
    times = joined_at(db, found.source, found.key)
    known = accounts(db, times)
    return {row.person: times[key] for key, row in sorted(known.items())}


def _one(teller: Teller, one: Sitting, name: str, joined: str) -> There:
    what = one.what
    if not isinstance(what, Attendance):
        details = dict(what.details)
        needs = {key: details[key] for key in ("needs", "has") if key in details}
        reason = say(f"explain-reason-{what.reason}", **needs)
        return There(one.person, one.person, name, "", 0, (), reason, True, False, joined)
    reason = "" if what.certain else say(f"explain-uncertain-{what.how}")
    how, stays = say(f"explain-how-{what.how}"), stay_texts(teller, what)
    listed = what.how is How.CONFIRMED
    return There(
        what.account, one.person, name, how, what.minutes, stays, reason, what.certain, listed, joined
    )


def _candidates(db: Db, found: Session, there: Sequence[There]) -> list[Account]:
    """Members who did anything in the course and are not on the list."""
    acted = select(FactRow.author).where(
        FactRow.source == found.source, FactRow.course == found.course, FactRow.author.is_not(None)
    )
    query = select(Account).where(
        Account.source == found.source, Account.state == "active", Account.key == Account.person
    )
    on_it = {one.person for one in there if one.listed}
    query = query.where(Account.user_id.in_(acted)).order_by(Account.name, Account.key)
    return [row for row in db.scalars(query.limit(MOST_NAMES)) if row.key not in on_it]


# --- a leader's word ------------------------------------------------------------


@blueprint.post("/sessions/<source>/<key>/time")
@role("admin", "approver")
def session_time(source: str, key: str) -> ResponseReturnValue:
    """When it is, how long, or that it is not; without any of these, as the LMS says."""
    answer = request.form.get("answer")
    if answer not in ("time", "cancel", "as-lms"):
        abort(400)
    start, minutes = (None, 0) if answer != "time" else (_start(), whole(request.form.get("minutes")) or 0)

    def act(db: Db, by: Approver, reason: str) -> None:
        decide(
            cop().context,
            db,
            source,
            key,
            start=start,
            minutes=minutes,
            cancelled=answer == "cancel",
            by=by,
            reason=reason,
        )

    return _done(act, source, key)


def _start() -> int | None:
    text = request.form.get("start", "")
    if not text:
        return None
    try:
        return int(datetime.strptime(text, "%Y-%m-%dT%H:%M").replace(tzinfo=cop().context.zone).timestamp())
    except (ValueError, OverflowError):
        abort(400)


@blueprint.post("/sessions/<source>/<key>/list")
@role("admin", "approver")
def session_list(source: str, key: str) -> ResponseReturnValue:
    """Puts people on the confirmed list, or takes them off it."""
    answer, named = request.form.get("answer"), request.form.getlist("account")[: MOST_NAMES * 2]
    words = request.form.get("nip", "").strip()[:100]
    if answer not in ("confirm", "withdraw") or not (named or words):
        abort(400)

    def act(db: Db, by: Approver, reason: str) -> None:
        wanted = [*named, *([_meant(db, words)] if words else [])]
        change = confirm if answer == "confirm" else withdraw_presence
        change(cop().context, db, source, key, wanted, by=by, reason=reason)

    return _done(act, source, key)


def _meant(db: Db, words: str) -> str:
    person = find_person(db, words)
    if person is None:
        raise NotDone(f"nobody is known as {words}", word="unknown_person")
    return person


def _done(act: Callable[[Db, Approver, str], None], source: str, key: str) -> ResponseReturnValue:
    """Does it in one transaction; what is refused is told on the session's page."""
    user = me()
    if user is None:
        abort(403)
    try:
        with cop().context.db.write() as db:
            reason = request.form.get("reason", "")[:LONGEST_REASON]
            act(db, approver_named(db, user.username), reason)
    except NotDone as error:
        if error.word == "no_such_session":
            abort(404)
        flash(say_or(f"session-refused-{error.word}", say("desk-refused-other", word=error.word)), "bad")
    else:
        flash(say("session-done"), "good")
        health.forget()
    return redirect(url_for("desk.session", source=source, key=key), 303)
