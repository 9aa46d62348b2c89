"""One read of each kind that the mapping needs: what the account may not see, most functions tell only by failing."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.facts import Kind, State
from connector.errors import Gone, LmsError, TryLater
from connector.lms.port import Ask, Want
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.doctor.finding import Finding, bad, look, ok, warning
from connector.steps.doctor.visit import Ground, Visit, cohorts, ground
from connector.steps.keeping import fact_of
from connector.steps.wanted import Wanted, wanted

RIGHTS = {
    Ask.COURSES: "moodle/course:view, moodle/course:viewhiddencourses",
    Ask.FORUMS: "moodle/course:view, moodle/course:viewhiddenactivities",
    Ask.HEADS: "mod/forum:viewdiscussion, moodle/site:accessallgroups",
    Ask.POSTS: "mod/forum:viewdiscussion, mod/forum:viewqandawithoutposting, moodle/site:accessallgroups",
    Ask.USERS: "moodle/user:viewdetails, moodle/user:viewalldetails",
    Ask.ENROLMENTS: "moodle/course:enrolreview",
    Ask.GROUPS: "moodle/course:managegroups",
    Ask.COHORTS: "moodle/cohort:view",
    Ask.MODULES: "moodle/course:view, moodle/course:viewhiddenactivities",
    Ask.EVENTS: "moodle/calendar:manageentries",
    Ask.MEETINGS: "mod/bigbluebuttonbn:view",
    Ask.CHOICE: "mod/choice:view, mod/choice:readresponses",
    Ask.COMPLETION: "report/progress:view",
    Ask.GLOSSARY: "mod/glossary:view",
    Ask.DATABASE: "mod/data:view, mod/data:viewentry",
    Ask.WIKI: "mod/wiki:viewpage",
    Ask.BADGES: "moodle/badges:viewotherbadges",
}
"""What to ask → the capabilities without which it is refused, or answered with nothing."""
PEOPLE = 5


def probes(visit: Visit) -> Iterator[Finding]:
    here = ground(visit)
    with visit.context.db.read() as session:
        wants = list(_wants(session, visit.source, here, wanted(session)))
        dated = _known(session, visit.source, Kind.EVENT)
    answers = visit.lms.read(wants) if wants else []
    read = 0
    for want, answer in zip(wants, answers, strict=True):
        if isinstance(answer, LmsError):
            yield from _refused(want, answer, badges=bool(cohorts(here.mapping)))
        else:
            read += 1
            yield from _silences(want, answer, dated)
    if read:
        yield ok("reads_work", count=read)


def _refused(want: Want, error: LmsError, *, badges: bool) -> Iterator[Finding]:
    about = {"ask": want.ask.value, "id": want.id, "problem": error.word}
    if isinstance(error, Gone):
        return  # it went since we last looked: a reconcile will see to it
    if isinstance(error, TryLater):
        yield warning("read_stumbles", **about)
        return
    kept = want.ask is Ask.GROUPS or (want.ask is Ask.COHORTS and not badges)
    yield (warning if kept else bad)("cannot_read", rights=RIGHTS[want.ask], **about)


def _silences(want: Want, answer: Any, dated: bool) -> Iterator[Finding]:
    """Where a missing capability is no error but an answer with less in it."""
    if want.ask is Ask.EVENTS and not answer:
        yield (bad if dated else look)("calendar_empty", course=want.id, rights=RIGHTS[want.ask])
    if want.ask is Ask.USERS and not answer:
        yield bad("users_hidden", rights=RIGHTS[want.ask])
    elif want.ask is Ask.USERS and not any(fact.data["identifier"] for fact in answer):
        yield warning("identifiers_hidden", rights=RIGHTS[want.ask])
    if want.ask is Ask.ENROLMENTS and not answer:
        yield warning("nobody_enrolled", course=want.id)


def _wants(session: Session, source: str, here: Ground, wants: Wanted) -> Iterator[Want]:
    for course in here.courses[:1]:
        asked = [Ask.FORUMS, Ask.ENROLMENTS, Ask.GROUPS, *wants.of_courses]
        yield from (Want(ask, str(course)) for ask in asked)
        if wants.completion:
            yield from _completion(session, source, course)
    for forum in here.forums[:1]:
        yield Want(Ask.HEADS, forum.id)
    discussion = _one(session, source, Kind.DISCUSSION)
    if discussion is not None:
        yield Want(Ask.POSTS, discussion.id)
    yield from _people(session, source, badges="badges" in here.features)
    for cohort in cohorts(here.mapping)[:1]:
        yield Want(Ask.COHORTS, f"idnumber={cohort}")
    yield from _contents(session, source, wants)


def _completion(session: Session, source: str, course: int) -> Iterator[Want]:
    member = _one(session, source, Kind.ENROLMENT, FactRow.course == course)
    if member is not None:
        yield Want(Ask.COMPLETION, member.id)


def _people(session: Session, source: str, *, badges: bool) -> Iterator[Want]:
    query = select(Account.user_id).where(Account.source == source, Account.state == "active")
    users = list(session.scalars(query.order_by(Account.key).limit(PEOPLE)))
    if users:
        yield Want(Ask.USERS, ",".join(map(str, users)))
    if users and badges:
        yield Want(Ask.BADGES, str(users[0]))


def _contents(session: Session, source: str, wants: Wanted) -> Iterator[Want]:
    """One activity of each kind whose content matters."""
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.MODULE.value)
    found: dict[Ask, str] = {}
    for row in session.scalars(query.where(FactRow.state == State.PRESENT.value).order_by(FactRow.id)):
        ask = wants.of_module(fact_of(row))
        if ask is not None:
            found.setdefault(ask, str(row.data["instance"]))
    yield from (Want(ask, id_) for ask, id_ in found.items())


def _one(session: Session, source: str, kind: Kind, *where: Any) -> FactRow | None:
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == kind.value, *where)
    return session.scalars(query.where(FactRow.state == State.PRESENT.value).limit(1)).first()


def _known(session: Session, source: str, kind: Kind) -> bool:
    query = select(func.count()).select_from(FactRow)
    return bool(session.scalar(query.where(FactRow.source == source, FactRow.kind == kind.value)))
