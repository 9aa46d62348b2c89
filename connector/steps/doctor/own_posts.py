"""Forums that we write in: whom a new post would be mailed to. No web service can keep Moodle from mailing."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from sqlalchemy import func, select

from connector.domain.facts import Kind, State
from connector.lms.port import ForumSetting, Subscription
from connector.models.lms import FactRow
from connector.steps.doctor.finding import Finding, bad, look, ok, warning
from connector.steps.doctor.visit import Visit, ground, own_forums
from connector.texts import Value


def subscriptions(visit: Visit) -> Iterator[Finding]:
    here = ground(visit)
    matches = own_forums(here.mapping)
    if not matches and "replies" not in here.features:
        return
    people = _enrolled(visit)
    mailing = 0
    for course in here.courses:
        for one in visit.lms.forum_settings(course):
            if any(match.matches(one.id, one.type, one.name) for match in matches):
                yield _ours(one, people[course])
            elif one.subscription in (Subscription.FORCED, Subscription.AUTO) and one.type != "news":
                mailing = max(mailing, people[course])
    if "replies" in here.features:
        yield look("replies_mail", people=mailing)


def _ours(one: ForumSetting, people: int) -> Finding:
    about: dict[str, Value] = {"forum": one.name, "id": str(one.id), "people": people}
    match one.subscription:
        case Subscription.DISABLED:
            return ok("forum_mails_nobody", **about)
        case Subscription.OPTIONAL:
            return warning("forum_mails_some", **about)
        case Subscription.FORCED:
            return bad("forum_mails_all", **about)
        case Subscription.AUTO:
            return bad("forum_mails_all_at_first", **about)


def _enrolled(visit: Visit) -> Counter[int]:
    """Course → how many people are enrolled now, as last read."""
    query = select(FactRow.course, func.count()).where(FactRow.source == visit.source)
    query = query.where(FactRow.kind == Kind.ENROLMENT.value, FactRow.state == State.PRESENT.value)
    with visit.context.db.read() as session:
        return Counter({course: n for course, n in session.execute(query.group_by(FactRow.course)) if course})
