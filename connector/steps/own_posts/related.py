"""One reply to a new problem that points to solved ones like it; mostly none: silence when unsure."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from functools import partial
from typing import Any

from sqlalchemy import and_, select
from sqlalchemy.orm import Session as Db

from connector.domain.credit import digest
from connector.domain.facts import Kind as FactKind
from connector.domain.facts import State
from connector.domain.recognition import HELPING
from connector.domain.rules import RelatedRule
from connector.errors import Gone, NotAllowed
from connector.models.credit import ContributionRow
from connector.models.lms import FactRow
from connector.steps.context import Context
from connector.steps.keeping import chunks, counted_as
from connector.steps.own_posts.board import Spot
from connector.steps.own_posts.kind import Due, Kind, NoOrder, Order, cited_changed, rows
from connector.steps.own_posts.places import open_forums
from connector.steps.own_posts.week_news import home
from connector.steps.own_posts.written import Written, discussion_url, slug, written
from connector.steps.world import current_mapping
from connector.summary.page import Line, Page, Section
from connector.summary.phrases import PHRASES
from connector.summary.port import Language, Silence
from connector.summary.similar import Likeness, alike, kept_trace, words_with
from connector.texts import say

PREFIX = "related"
EDITABLE_S = 30 * 60
"""So long the author may still change or take back what was asked (Moodle's maxeditingtime)."""
NEW_S = 2 * 86_400
"""Nobody is told of something alike after so long."""
MOST_CANDIDATES = 2_000
"""The newest solved problems are compared, no more."""

Match = tuple[FactRow, Likeness]
"""A solved discussion's first post, and why it is thought alike."""


# --- what is due --------------------------------------------------------------------------


def due(context: Context, db: Db, source: str) -> Iterator[Due]:
    mapping, now = current_mapping(db), context.now()
    kinds = [rule.of for rule in (mapping.related if mapping else ())]
    if not kinds:
        return
    known = rows(db, source, PREFIX)
    for discussion in _asked(db, source, kinds, now):
        if f"{PREFIX}:{discussion}" not in known:
            yield Due(f"{PREFIX}:{discussion}", "asked")
    for key, row in known.items():
        if row.state == "standing" and cited_changed(db, row):
            yield Due(key, "changed")


def _asked(db: Db, source: str, kinds: Sequence[str], now: int) -> list[int]:
    """Discussions that a contribution of these kinds opened of late, and whose author may no longer edit it."""
    query = select(FactRow.discussion).join(ContributionRow, _is_contribution())
    query = query.where(
        ContributionRow.source == source,
        ContributionRow.kind.in_(kinds),
        ContributionRow.time.between(now - NEW_S, now - EDITABLE_S),
        FactRow.state == State.PRESENT.value,
        FactRow.data["parent"].as_integer().is_(None),
    )
    return sorted(discussion for discussion in db.scalars(query) if discussion is not None)


# --- what it is made from -------------------------------------------------------------------


def order(_context: Context, db: Db, source: str, key: str) -> Order | NoOrder:
    discussion = int(key.partition(":")[2])
    problem = _opening(db, source, discussion)
    if problem is None:
        return NoOrder("no_posts", withdraw=True)
    rule = _rule(db, problem)
    if rule is None:
        return NoOrder("no_rule", withdraw=True)
    forums = _readable_forums(db, problem)
    if _forum(problem) not in forums:
        return NoOrder("not_for_all", withdraw=True)
    matches = _matches(db, problem, forums, rule)
    if not matches:
        return NoOrder("nothing_alike", withdraw=True)
    language = Language(problem.data.get("language") or Language.ID)
    modified = {row.id: row.data.get("modified") for row, _ in matches}
    return Order(
        source=source,
        key=key,
        spot=Spot(_forum(problem), discussion, int(problem.id)),
        language=language,
        digest=digest([language, sorted(modified.items())]),
        write=partial(_write, source=source, key=key, language=language, matches=matches),
        modified=modified,
    )


def _opening(db: Db, source: str, discussion: int) -> FactRow | None:
    query = select(FactRow).where(FactRow.source == source, FactRow.discussion == discussion)
    query = query.where(FactRow.kind == FactKind.POST.value, FactRow.state == State.PRESENT.value)
    return next((row for row in db.scalars(query) if row.data.get("parent") is None), None)


def _forum(post: FactRow) -> int:
    return int((post.container or "forum:0").partition(":")[2])


def _rule(db: Db, problem: FactRow) -> RelatedRule | None:
    mapping = current_mapping(db)
    found = counted_as(db, problem)
    rules = mapping.related if mapping and found else ()
    return next((rule for rule in rules if found and rule.of == found.kind), None)


def _readable_forums(db: Db, problem: FactRow) -> set[int]:
    """Forums that whoever reads the problem may open: of every course in which all of its members are enrolled."""
    mapping = current_mapping(db)
    found: set[int] = set()
    for community in mapping.communities if mapping else ():
        courses = home(db, problem.source, community)
        shared = [course for course in courses if _all_are_in(db, problem.source, problem.course, course)]
        found |= set(open_forums(db, problem.source, community, shared))
    return found


def _all_are_in(db: Db, source: str, these: int | None, course: int) -> bool:
    if these == course:
        return True
    here, there = (select(FactRow.author).where(*_enrolled(source, each)) for each in (these, course))
    members, others = set(db.scalars(here)), set(db.scalars(there))
    return bool(members) and members <= others


def _enrolled(source: str, course: int | None) -> Sequence[Any]:
    present = FactRow.state == State.PRESENT.value
    return (
        FactRow.source == source,
        FactRow.kind == FactKind.ENROLMENT.value,
        FactRow.course == course,
        present,
    )


def _matches(db: Db, problem: FactRow, forums: Collection[int], rule: RelatedRule) -> list[Match]:
    mine = kept_trace(int(problem.id), problem.data)
    solved = {int(row.id): row for row in _solved(db, problem, forums)}
    if mine is None or not solved:
        return []
    traces = [trace for row in solved.values() if (trace := kept_trace(int(row.id), row.data)) is not None]
    return [(solved[each.id], why) for each, why in alike(mine, traces, rule.at_most)]


def _solved(db: Db, problem: FactRow, forums: Collection[int]) -> list[FactRow]:
    """First posts of older discussions in which somebody else's answer or solution counts."""
    helpers: dict[int, set[int | None]] = {}
    for discussion, author in _helped(db, problem.source):
        helpers.setdefault(discussion, set()).add(author)
    helpers.pop(problem.discussion or 0, None)
    return [
        row
        for row in _openings(db, problem.source, sorted(helpers), forums)
        if helpers[row.discussion or 0] - {row.author} and (row.time or 0) < (problem.time or 0)
    ]


def _helped(db: Db, source: str) -> Iterator[tuple[int, int | None]]:
    """(discussion, who helped), the newest first."""
    query = select(FactRow.discussion, FactRow.author).join(ContributionRow, _is_contribution())
    query = query.where(ContributionRow.source == source, ContributionRow.kind.in_(sorted(HELPING)))
    query = query.where(FactRow.state == State.PRESENT.value, FactRow.discussion.is_not(None))
    for row in db.execute(query.order_by(ContributionRow.time.desc()).limit(MOST_CANDIDATES)):
        yield row.discussion, row.author


def _is_contribution() -> Any:
    return and_(
        ContributionRow.source == FactRow.source,
        ContributionRow.fact_kind == FactRow.kind,
        ContributionRow.fact_id == FactRow.id,
    )


def _openings(db: Db, source: str, discussions: Sequence[int], forums: Collection[int]) -> Iterator[FactRow]:
    here = {f"forum:{forum}" for forum in forums}
    for part in chunks(discussions):
        query = select(FactRow).where(FactRow.source == source, FactRow.discussion.in_(part))
        query = query.where(FactRow.kind == FactKind.POST.value, FactRow.state == State.PRESENT.value)
        first = db.scalars(query.where(FactRow.data["parent"].as_integer().is_(None)))
        yield from (row for row in first if row.container in here and not row.data.get("blank"))


# --- writing it -------------------------------------------------------------------------------


def _write(
    context: Context, *, source: str, key: str, language: Language, matches: Sequence[Match]
) -> Written | Silence:
    """Each is looked at once more: what was closed or deleted since is not pointed to."""
    told = [(row, why) for row, why in matches if _is_open(context, source, row.discussion or 0)]
    if not told:
        return Silence("not_for_all")
    lines = [
        Line(
            f"{row.data.get('subject', '')} ({_reason(why, row, language)})",
            discussion_url(context, source, row.discussion or 0),
        )
        for row, why in told
    ]
    section = Section(say(language, "related-intro"), lines)
    page = Page(slug(key), PHRASES[language]["related"], [section], [Line(say(language, "related-foot"))])
    return written(page, tuple(sorted(int(row.id) for row, _ in told)))


def _is_open(context: Context, source: str, discussion: int) -> bool:
    try:
        return context.sources[source].texts(discussion).open_to_all(context.now())
    except (Gone, NotAllowed):
        return False


def _reason(why: Likeness, row: FactRow, language: Language) -> str:
    shared = words_with(row.data.get("subject", ""), frozenset(why.words), language)
    reason = "like_subject_and_text" if why.reason == "same_text" and shared else why.reason
    return say(language, f"related-{reason.replace('_', '-')}", words=", ".join(shared))


KIND = Kind("related", PREFIX, due, order)
