"""What a summary of one discussion is to be made from, as the facts say: the rule, its forum, who is expert."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.credit import digest
from connector.domain.facts import Fact, Kind, State
from connector.domain.rules import Community, SummaryOf, SummaryRule
from connector.domain.rules import Mapping as Rules
from connector.mapping.places import Places, forum_number
from connector.models.lms import FactRow
from connector.models.state import SourceState
from connector.steps.keeping import fact_of
from connector.steps.world import current_mapping, judge_for


@dataclass(frozen=True, slots=True)
class Order:
    source: str
    discussion: int
    rule: SummaryRule
    forum: int
    """Where the summary goes."""
    facts: tuple[Fact, ...]
    """The members' posts, by id."""
    place: str
    """Digest of what decides who may read it."""
    experts: frozenset[int]
    service_accounts: frozenset[int]

    @property
    def modified(self) -> dict[str, int | None]:
        """Post → its time of change."""
        return {fact.id: fact.data.get("modified") for fact in self.facts}

    @property
    def ratings(self) -> dict[int, int]:
        return {int(fact.id): (fact.data.get("rating") or {}).get("count") or 0 for fact in self.facts}

    @property
    def digest(self) -> str:
        """Of what is read: another language or readership makes another summary, too."""
        return digest([self.rule.language, self.place, sorted(self.modified.items())])


@dataclass(frozen=True, slots=True)
class NoOrder:
    """Why no summary can be asked for."""

    reason: str
    """no_rule, no_posts, own_discussion, unknown_place, outside, no_forum."""


def rule_of(session: Session) -> SummaryRule | None:
    """The first rule for discussions that names a forum: a reply would be mailed to every subscriber."""
    mapping = current_mapping(session)
    rules = mapping.summaries if mapping else ()
    return next((rule for rule in rules if rule.of is SummaryOf.DISCUSSION and rule.into), None)


def order_for(session: Session, source: str, discussion: int, *, preview: bool = False) -> Order | NoOrder:
    """``preview``: only to be looked at, so that neither a rule nor its forum is needed."""
    mapping = current_mapping(session)
    rule = rule_of(session) or (SummaryRule(SummaryOf.DISCUSSION) if preview else None)
    if mapping is None or rule is None:
        return NoOrder("no_rule")
    ours = service_accounts(session, source)
    posts = member_posts(session, source, discussion, ours)
    if not posts:
        return NoOrder("no_posts")
    if _began(session, source, discussion) in ours:
        return NoOrder("own_discussion")
    community = community_of(session, mapping, posts[0])
    if isinstance(community, NoOrder):
        return community
    forum = _forum(session, source, posts[0].course, rule)
    if forum is None and not preview:
        return NoOrder("no_forum")
    experts = _experts(session, source, posts[0].course, community)
    place = _place(session, source, discussion, posts[0])
    return Order(source, discussion, rule, forum or 0, tuple(posts), place, experts, ours)


def service_accounts(session: Session, source: str) -> frozenset[int]:
    state = session.get(SourceState, source)
    return frozenset({state.service_user} if state and state.service_user else ())


def member_posts(session: Session, source: str, discussion: int, ours: frozenset[int]) -> list[Fact]:
    """Present posts by members, without private and blanked ones, by id."""
    query = select(FactRow).where(FactRow.source == source, FactRow.discussion == discussion)
    query = query.where(FactRow.kind == Kind.POST.value, FactRow.state == State.PRESENT.value)
    facts = [fact_of(row) for row in session.scalars(query)]
    told = [fact for fact in facts if fact.time and not fact.data.get("private")]
    return sorted((fact for fact in told if fact.author not in ours), key=lambda fact: int(fact.id))


def community_of(session: Session, mapping: Rules, post: Fact) -> Community | NoOrder:
    places: Places = judge_for(session, [post]).places
    forum = forum_number(post)
    if (post.source, forum) not in places.forums:
        return NoOrder("unknown_place")
    return places.community(mapping.communities, post.source, forum) or NoOrder("outside")


def next_turn(session: Session, source: str, discussion: int, now: int) -> int | None:
    """When the discussion is next shown to members, or hidden from them."""
    row = session.get(FactRow, (source, Kind.DISCUSSION.value, str(discussion)))
    times = [row.data.get("timestart") or 0, row.data.get("timeend") or 0] if row else []
    return min((time for time in times if time > now), default=None)


def _place(session: Session, source: str, discussion: int, post: Fact) -> str:
    """A forum's own conditions are known here only where the mapping has activities read."""
    head = session.get(FactRow, (source, Kind.DISCUSSION.value, str(discussion)))
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.MODULE.value)
    modules = session.scalars(query.where(FactRow.course == post.course))
    names = ("visible", "restricted", "groupmode")
    told = [
        [row.data.get(name) for name in names]
        for row in modules
        if (row.data.get("modname"), row.data.get("instance")) == ("forum", forum_number(post))
    ]
    return digest([told, [head.data.get(name) for name in ("group", "timestart", "timeend")] if head else []])


def _began(session: Session, source: str, discussion: int) -> int | None:
    row = session.get(FactRow, (source, Kind.DISCUSSION.value, str(discussion)))
    return row.author if row else None


def _forum(session: Session, source: str, course: int | None, rule: SummaryRule) -> int | None:
    """The forum of the same course that the rule names; the oldest, if several do."""
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.FORUM.value)
    query = query.where(FactRow.course == course, FactRow.state == State.PRESENT.value)
    found = [int(row.id) for row in session.scalars(query) if _is_named(rule, row)]
    return min(found, default=None)


def _is_named(rule: SummaryRule, row: FactRow) -> bool:
    known = row.data
    return rule.into is not None and rule.into.matches(
        int(row.id), known.get("type", ""), known.get("name", "")
    )


def _experts(session: Session, source: str, course: int | None, community: Community) -> frozenset[int]:
    wanted = {role for role, means in community.roles.items() if means == "expert"}
    if not wanted:
        return frozenset()
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == Kind.ENROLMENT.value)
    rows: Sequence[FactRow] = session.scalars(query.where(FactRow.course == course)).all()
    return frozenset(
        int(row.id.rpartition("/")[2]) for row in rows if wanted & set(row.data.get("roles", ()))
    )
