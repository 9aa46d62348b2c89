"""Recognition: how a person stands with every rule, and which badges follow from it.

Standings are computed from the facts whenever they are asked for and stored nowhere; what has been shown is
remembered by the outbox alone.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import Contribution
from connector.domain.facts import Fact, Kind, account_key
from connector.domain.recognition import HELPING, Criterion, Deed, RecognitionRule, Standing
from connector.domain.rules import Mapping
from connector.domain.sessions import Attendance
from connector.mapping.recognise import deed_of, deed_of_attendance, recognise
from connector.models.credit import ContributionRow
from connector.models.lms import FactRow
from connector.models.outbox import Message
from connector.models.people import Account
from connector.models.state import Remark
from connector.steps import outbox
from connector.steps.context import Context
from connector.steps.keeping import chunks, fact_of, unsettle
from connector.steps.own_posts.thanks import thank

if TYPE_CHECKING:
    from connector.steps.settle import Reckoning

MEMBER = "cohort-member"
WITHDRAWAL = "badge-withdrawal"
PERSON_NEEDED = "person_needed"
NO_LONGER = "no_longer_met"
HOLDS_AGAIN = "holds_again"


def standings(context: Context, db: Session, person: str, reckoning: Reckoning) -> list[Standing]:
    """How this person stands with each rule now; the rules are those in force now, as for all aggregates."""
    mapping = rules_now(context, reckoning)
    if mapping is None or not mapping.recognition:
        return []
    return recognise(person, deeds(context, db, reckoning), mapping, context.now(), context.zone)


def rules_now(context: Context, reckoning: Reckoning) -> Mapping | None:
    return reckoning.judge.timeline.at(context.now())


def deeds(context: Context, db: Session, reckoning: Reckoning) -> list[Deed]:
    """What the person did, and, where a rule asks for it, what others did that helped them."""
    meant = [(one.fact, one.meaning) for one in reckoning.meant if isinstance(one.meaning, Contribution)]
    if _asks_for_helpers(rules_now(context, reckoning)):
        meant += _help_received(context, db, reckoning)
    persons = _persons(db, [*_authors(meant), *_beginners(reckoning, meant), *_keys(reckoning)])
    places = reckoning.judge.places
    found = [deed_of(meaning, places, fact.data.get("discussion"), persons) for fact, meaning in meant]
    took = [what for _, what in reckoning.took if isinstance(what, Attendance) and what.certain]
    return found + [deed_of_attendance(each, persons) for each in took]


def _asks_for_helpers(mapping: Mapping | None) -> bool:
    rules = mapping.recognition if mapping else ()
    return any(need.what is Criterion.HELPED_BY for rule in rules for need in rule.needs)


def _help_received(
    context: Context, db: Session, reckoning: Reckoning
) -> Iterator[tuple[Fact, Contribution]]:
    """What others wrote in the discussions that this person began."""
    for account in reckoning.accounts:
        begun = select(FactRow.id).where(FactRow.source == account.source, FactRow.author == account.user_id)
        ids = [int(id_) for id_ in db.scalars(begun.where(FactRow.kind == Kind.DISCUSSION.value))]
        posts = select(FactRow).where(FactRow.source == account.source, FactRow.kind == Kind.POST.value)
        for part in chunks(sorted(ids)):
            there = posts.where(FactRow.discussion.in_(part), FactRow.author != account.user_id)
            for fact in map(fact_of, db.scalars(there)):
                meaning = reckoning.judge.meaning(fact, context.now())
                if isinstance(meaning, Contribution) and meaning.kind in HELPING:
                    yield fact, meaning


def _authors(meant: Iterable[tuple[Fact, Contribution]]) -> Iterator[str]:
    return (meaning.account for _, meaning in meant)


def _beginners(reckoning: Reckoning, meant: Iterable[tuple[Fact, Contribution]]) -> Iterator[str]:
    """Of the discussions in which these stand; the judge may know of many more."""
    for fact, _ in meant:
        key = (fact.source, fact.data.get("discussion", 0))
        discussion = reckoning.judge.places.discussions.get(key)
        if discussion and discussion.author:
            yield account_key(fact.source, discussion.author)


def _keys(reckoning: Reckoning) -> list[str]:
    return [account.key for account in reckoning.accounts]


def _persons(db: Session, accounts: Iterable[str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for part in chunks(sorted(set(accounts))):
        rows = db.execute(select(Account.key, Account.person).where(Account.key.in_(part)))
        found |= {row.key: row.person for row in rows}
    return found


# --- what follows when a person is settled -----------------------------------------------


def unsettle_helped(context: Context, db: Session, person: str, reckoning: Reckoning) -> None:
    """Whoever this person's answers newly help, or no longer do, stands differently. Before they are kept."""
    if not context.live or not _asks_for_helpers(rules_now(context, reckoning)):
        return
    after = {(c.source, c.fact_kind, c.fact_id) for c in reckoning.contributions if c.kind in HELPING}
    known = select(ContributionRow).where(ContributionRow.account.in_(_keys(reckoning)))
    rows = db.scalars(known.where(ContributionRow.kind.in_(HELPING)))
    before = {(row.source, row.fact_kind, row.fact_id) for row in rows}
    beginners = [key for fact in sorted(before ^ after) if (key := _beginner(db, *fact))]
    unsettle(db, set(_persons(db, beginners).values()) - {person}, context.now(), "post")


def _beginner(db: Session, source: str, kind: str, id_: str) -> str:
    """Account of whoever began the discussion in which this stands."""
    post = db.get(FactRow, (source, kind, id_))
    begun = db.get(FactRow, (source, Kind.DISCUSSION.value, str(post.discussion))) if post else None
    return account_key(source, begun.author) if begun is not None and begun.author else ""


def want_badges(context: Context, db: Session, person: str, reckoning: Reckoning, cause: str) -> None:
    """Badges and thanks that are due are asked for; a badge that is no longer earned becomes a person's task."""
    mapping, now = rules_now(context, reckoning), context.now()
    rules = {
        rule.key: rule for rule in (mapping.recognition if mapping else ()) if rule.cohort or rule.thanks
    }
    if not rules:
        return
    found = [one for one in standings(context, db, person, reckoning) if one.rule in rules]
    for standing in found:
        if rules[standing.rule].thanks:
            thank(context, db, rules[standing.rule], standing, reckoning.accounts)
        elif standing.shown(now):
            _want_membership(context, db, rules[standing.rule], standing, reckoning.accounts, cause)
        elif standing.since is None:
            _want_withdrawal(context, db, rules[standing.rule], reckoning.accounts, cause)
    if later := [one.due for one in found if one.due is not None and one.due > now]:
        unsettle(db, [person], min(later), "time")


def _want_membership(
    context: Context,
    db: Session,
    rule: RecognitionRule,
    standing: Standing,
    accounts: Sequence[Account],
    cause: str,
) -> None:
    """At each site where something of it was earned, for one account of the person: a badge is had once."""
    for source in sorted({each.partition("/")[0] for each in standing.evidence} & context.sources.keys()):
        account = _bearer(db, rule, [one for one in accounts if one.source == source])
        if account is None:
            continue
        target, subject = f"lms:{source}", f"{rule.key}/{account.key}"
        desired: dict[str, object] = {"cohort": rule.cohort, "member": True}
        task = last(db, target, WITHDRAWAL, subject)
        if task is not None and task.state == "sent":
            # It was taken away since, and is earned anew.
            desired |= {"after": task.id, "badges": task.desired["badges"]}
        elif task is not None and task.state == "pending":
            outbox.refused(db, task, context.now(), HOLDS_AGAIN, {})
        if not _was_refused(last(db, target, MEMBER, subject), desired):
            outbox.want(db, target, MEMBER, subject, desired, cause, context.now())


def _bearer(db: Session, rule: RecognitionRule, accounts: Sequence[Account]) -> Account | None:
    """The account that has the badge already, else the first that still exists."""
    living = [account for account in accounts if account.state != "deleted"]
    for account in living:
        message = last(db, f"lms:{account.source}", MEMBER, f"{rule.key}/{account.key}")
        if message is not None and message.state not in ("refused", "discarded"):
            return account
    return next(iter(living), None)


def _was_refused(message: Message | None, desired: dict[str, object]) -> bool:
    """A refusal of the very same, or by a person, stands until one sends it again; what we dropped does not."""
    if message is None or message.state not in outbox.UNSENT:
        return False
    return message.desired == desired and message.reason != NO_LONGER


def _want_withdrawal(
    context: Context, db: Session, rule: RecognitionRule, accounts: Sequence[Account], cause: str
) -> None:
    """Moodle has no call that revokes a badge, and leaving the cohort takes none away: a person must do it."""
    for account in accounts:
        target, subject = f"lms:{account.source}", f"{rule.key}/{account.key}"
        given = last(db, target, MEMBER, subject)
        if given is None or given.state != "sent" or account.state == "deleted":
            continue
        desired = {"cohort": given.desired["cohort"], "of": given.id, **_where(given)}
        task = outbox.want(db, target, WITHDRAWAL, subject, desired, cause, context.now())
        if task is not None:
            task.reason = PERSON_NEEDED


def _where(given: Message) -> dict[str, object]:
    """Which badges came with the cohort, and the page to begin at."""
    badges = given.answer.get("badges", [])
    cohort = f"/cohort/assign.php?id={given.answer.get('cohort', '')}"
    link = f"/badges/badge.php?hash={badges[0]['hash']}" if badges else cohort
    return {"badges": [each["badge"] for each in badges], "link": link}


def last(db: Session, target: str, kind: str, subject: str) -> Message | None:
    query = select(Message).where(Message.target == target, Message.kind == kind, Message.subject == subject)
    return db.scalars(query.order_by(Message.id.desc()).limit(1)).first()


def derive_when_live(context: Context) -> None:
    """Observe mode wants nothing: when we first run live, everybody's badges are derived from the facts."""
    with context.db.write() as db:
        remark = db.get(Remark, "recognition")
        if remark is not None and remark.value == {"live": context.live}:
            return
        db.merge(Remark(name="recognition", value={"live": context.live}))
        if context.live:
            unsettle(db, db.scalars(select(Account.person).distinct()), context.now(), "start")
