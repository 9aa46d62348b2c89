"""Public thanks: one post a month, rule and course, that names whoever has earned them; an update mails nobody."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import partial

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import digest
from connector.domain.recognition import RecognitionRule, Standing
from connector.models.lms import FactRow
from connector.models.own_posts import OwnPostRow
from connector.models.people import Account
from connector.steps.context import Context
from connector.steps.own_posts.board import FINAL, Spot
from connector.steps.own_posts.kind import Due, Kind, NoOrder, Order, forum_of_course, new_row, rows
from connector.steps.own_posts.written import Written, slug, written
from connector.steps.world import current_mapping
from connector.summary.page import Line, Page, Section
from connector.summary.phrases import PHRASES
from connector.summary.port import Language
from connector.texts import say

PREFIX = "thanks"
RECENT_S = 14 * 86_400
"""Thanks that were due longer ago are not said any more: going live must not thank for years."""


# --- when a person is settled -----------------------------------------------------------------


def thank(
    context: Context, db: Db, rule: RecognitionRule, standing: Standing, accounts: Sequence[Account]
) -> None:
    """Names the person in the post of the month in which thanks were due; takes the name out where they are not."""
    keys = {account.key for account in accounts}
    for row in _naming(db, rule, accounts):
        if not standing.shown(context.now()):
            row.named = [key for key in row.named if key not in keys]
    due = standing.due
    if due is None or not standing.shown(context.now()) or due + RECENT_S < context.now():
        return
    if any(keys & set(row.named) for row in _naming(db, rule, accounts)):
        return
    found = _place(db, rule, standing)
    account = next(
        (one for one in accounts if found and one.source == found[0] and one.state != "deleted"), None
    )
    if found is None or account is None:
        return
    month = datetime.fromtimestamp(due, context.zone).strftime("%Y-%m")
    key = (found[0], f"{PREFIX}:{rule.key}/{found[1]}/{month}")
    row = db.get(OwnPostRow, key) or new_row(db, *key)
    row.named = sorted({*row.named, account.key})


def _naming(db: Db, rule: RecognitionRule, accounts: Sequence[Account]) -> Iterator[OwnPostRow]:
    for source in sorted({account.source for account in accounts}):
        yield from rows(db, source, PREFIX, f"{rule.key}/").values()


def _place(db: Db, rule: RecognitionRule, standing: Standing) -> tuple[str, int] | None:
    """(source, course) in which most of it was earned and which has the forum for thanks."""
    counted: Counter[tuple[str, int]] = Counter()
    for evidence in standing.evidence:
        source, kind, id_ = evidence.split("/", 2)
        row = db.get(FactRow, (source, kind, id_))
        if row is not None and row.course is not None:
            counted[source, row.course] += 1
    for (source, course), _ in sorted(counted.items(), key=lambda each: (-each[1], each[0])):
        if rule.thanks is not None and forum_of_course(db, source, course, rule.thanks) is not None:
            return source, course
    return None


# --- the post -----------------------------------------------------------------------------------


def due(_context: Context, db: Db, source: str) -> Iterator[Due]:
    for key, row in rows(db, source, PREFIX).items():
        seen = digest(sorted(row.named))
        if row.state not in FINAL and row.seen != seen:
            yield Due(key, seen)


def order(_context: Context, db: Db, source: str, key: str) -> Order | NoOrder:
    name, course, _ = key.partition(":")[2].split("/")
    mapping, row = current_mapping(db), db.get(OwnPostRow, (source, key))
    rule = next((each for each in (mapping.recognition if mapping else ()) if each.key == name), None)
    if rule is None or rule.thanks is None:
        return NoOrder("no_rule")
    people = _people(db, row.named if row else [])
    if not people:
        return NoOrder("nobody", withdraw=True)
    forum = forum_of_course(db, source, int(course), rule.thanks)
    if forum is None:
        return NoOrder("no_forum")
    read = digest([dict(rule.names), people])
    return Order(source, key, Spot(forum), "", read, partial(_write, key=key, rule=rule, people=people))


def _people(db: Db, keys: Sequence[str]) -> list[str]:
    """Their names, in alphabetical order; who left the LMS is not named any more."""
    query = select(Account.name).where(Account.key.in_(keys), Account.state != "deleted", Account.name != "")
    return sorted((name for name in db.scalars(query) if name), key=str.casefold)


def _write(_context: Context, *, key: str, rule: RecognitionRule, people: Sequence[str]) -> Written:
    language = Language.ID if Language.ID in rule.names else next(map(Language, rule.names), Language.ID)
    name = rule.names.get(language, rule.key)
    title = f"{PHRASES[language]['thanks']}: {name}"
    why = say(language, f"thanks-{rule.family or 'given'}")
    page = Page(slug(key), title, [Section(why, [Line(person) for person in people])], [])
    return written(page)


KIND = Kind("thanks", PREFIX, due, order)
