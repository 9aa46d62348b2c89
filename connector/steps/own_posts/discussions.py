"""Summaries of discussions that have come to rest."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from connector.domain.credit import digest
from connector.domain.facts import Fact, State
from connector.domain.facts import Kind as FactKind
from connector.domain.rules import Community, SummaryOf, SummaryRule
from connector.domain.rules import Mapping as Rules
from connector.errors import Gone
from connector.lms.port import Texts
from connector.mapping.places import Places, forum_number
from connector.models.lms import FactRow
from connector.models.own_posts import OwnPostRow
from connector.steps.context import Context
from connector.steps.own_posts.board import FINAL, Spot
from connector.steps.own_posts.kind import (
    Due,
    Kind,
    NoOrder,
    Order,
    cited_changed,
    forum_of_course,
    must_look,
    rows,
    rule_for,
    service_accounts,
)
from connector.steps.own_posts.phrased import reworded
from connector.steps.own_posts.talk import (
    experts_of,
    member_posts,
    modified_of,
    next_turn,
    place_digest,
    ratings_of,
)
from connector.steps.own_posts.written import Written, discussion_url, slug, written
from connector.steps.world import current_mapping, judge_for
from connector.summary.port import Language, Post, Silence, Summary, readable
from connector.summary.render import Frame, summary_page
from connector.summary.summarise import summarise

PREFIX = "discussion"
DAY_S = 86_400
RECENT_S = 30 * DAY_S
"""What came to rest longer ago is not taken up any more: going live must not fill a forum with the past."""


# --- what is due --------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Told:
    """A discussion in numbers."""

    discussion: int
    posts: int
    last: int
    seen: str


def due(context: Context, session: Session, source: str) -> Iterator[Due]:
    rule = rule_for(session, SummaryOf.DISCUSSION)
    if rule is None:
        return
    known = {int(key.partition(":")[2]): row for key, row in rows(session, source, PREFIX).items()}
    told = _told(session, source)
    for discussion in sorted(known.keys() - told.keys()):
        told[discussion] = _Told(discussion, 0, 0, "none")
    for each in told.values():
        if _is_due(session, known.get(each.discussion), each, rule, context.now()):
            yield Due(f"{PREFIX}:{each.discussion}", each.seen)


def _is_due(session: Session, row: OwnPostRow | None, told: _Told, rule: SummaryRule, now: int) -> bool:
    """At rest, whatever changed; before that only if words that we quote were changed or taken back."""
    rests = told.last + rule.quiet_days * DAY_S <= now
    if row is None:
        recent = told.last + rule.quiet_days * DAY_S + RECENT_S > now
        return rests and recent and told.posts >= rule.at_least
    if row.state in FINAL:
        return False
    return must_look(row, now) or (row.seen != told.seen and (rests or cited_changed(session, row)))


def _told(session: Session, source: str) -> dict[int, _Told]:
    """All discussions in one count; its figures move with every post written, edited or deleted."""
    post = FactRow
    changes = func.coalesce(func.sum(post.data["modified"].as_integer()), 0)
    ours = service_accounts(session, source)
    query = select(post.discussion, func.count(), func.max(post.time), changes).where(
        post.source == source,
        post.kind == FactKind.POST.value,
        post.state == State.PRESENT.value,
        post.discussion.is_not(None),
        post.time.is_not(None),
        func.coalesce(post.author, 0).not_in(ours),
    )
    ground = _ground(session, source)
    found: Any = session.execute(query.group_by(post.discussion).order_by(post.discussion))
    return {id_: _Told(id_, posts, last, f"{ground}/{posts}/{total}") for id_, posts, last, total in found}


def _ground(session: Session, source: str) -> str:
    """Changes with the mapping and the places: what had no place, or was for some only, may be for all today."""
    mapping = current_mapping(session)
    places = select(FactRow.digest).where(FactRow.source == source).order_by(FactRow.kind, FactRow.id)
    places = places.where(FactRow.kind.in_([FactKind.FORUM.value, FactKind.MODULE.value]))
    return f"{mapping.number if mapping else 0}.{digest(list(session.scalars(places)))[:12]}"


# --- what one is made from ------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Talk:
    """A discussion whose text may be read and summed up."""

    source: str
    discussion: int
    language: Language | None
    """None = its own."""
    posts: tuple[Fact, ...]
    """The members' posts, by id."""
    experts: frozenset[int]
    ours: frozenset[int]


def order(
    context: Context, session: Session, source: str, key: str, *, preview: bool = False
) -> Order | NoOrder:
    """``preview``: only to be looked at, so that neither a rule nor its forum is needed."""
    discussion = int(key.partition(":")[2])
    mapping = current_mapping(session)
    rule = rule_for(session, SummaryOf.DISCUSSION) or (SummaryRule(SummaryOf.DISCUSSION) if preview else None)
    if mapping is None or rule is None:
        return NoOrder("no_rule")
    posts = member_posts(session, source, discussion)
    if not posts:
        return NoOrder("no_posts", withdraw=True)
    if _began(session, source, discussion) in service_accounts(session, source):
        return NoOrder("own_discussion")
    community = _community_of(session, mapping, posts[0])
    if isinstance(community, NoOrder):
        return community
    spot = Spot(0) if preview else _spot(session, source, discussion, posts, rule)
    if spot is None:
        return NoOrder("no_forum")
    language = rule.language if rule.language in set(Language) else ""
    talk = talk_of(session, source, posts, community, language)
    place, modified = place_digest(session, source, discussion, posts[0]), modified_of(posts)
    return Order(
        source=source,
        key=key,
        spot=spot,
        language=language,
        digest=digest([rule.language, place, sorted(modified.items())]),
        write=partial(_write, talk=talk),
        modified=modified,
        turns_at=next_turn(session, source, discussion, context.now()),
    )


def talk_of(
    session: Session, source: str, posts: list[Fact], community: Community, language: str = ""
) -> Talk:
    return Talk(
        source,
        posts[0].data["discussion"],
        Language(language) if language else None,
        tuple(posts),
        experts_of(session, source, posts[0].course, community),
        service_accounts(session, source),
    )


def _community_of(session: Session, mapping: Rules, post: Fact) -> Community | NoOrder:
    places: Places = judge_for(session, [post]).places
    forum = forum_number(post)
    if (post.source, forum) not in places.forums:
        return NoOrder("unknown_place")
    return places.community(mapping.communities, post.source, forum) or NoOrder("outside")


def _began(session: Session, source: str, discussion: int) -> int | None:
    row = session.get(FactRow, (source, FactKind.DISCUSSION.value, str(discussion)))
    return row.author if row else None


def _spot(
    session: Session, source: str, discussion: int, posts: list[Fact], rule: SummaryRule
) -> Spot | None:
    """The forum of the same course that the rule names, or the discussion itself."""
    if rule.into is None:
        return Spot(forum_number(posts[0]), discussion, int(posts[0].id))
    forum = forum_of_course(session, source, posts[0].course, rule.into)
    return Spot(forum) if forum is not None else None


# --- writing it -------------------------------------------------------------------------------


def _write(context: Context, talk: Talk) -> Written | Silence:
    read = read_and_sum_up(context, talk)
    if isinstance(read, Silence):
        return read
    texts, found = read
    # An objection is heard where the quoted words stand: a page of our own would not be seen by their authors.
    url = discussion_url(context, talk.source, talk.discussion)
    frame = Frame(slug(f"{PREFIX}:{talk.discussion}"), url, url, texts.name)
    text = written(summary_page(found, frame), found.cited)
    if context.language_model is None:
        return text
    posts = readable(_posts_of(texts, talk), talk.ours)
    return replace(text, reword=partial(reworded, context.language_model, posts, found, frame))


def read_and_sum_up(context: Context, talk: Talk) -> tuple[Texts, Summary] | Silence:
    """Reads the discussion; may raise whatever the LMS's reading raises, but for what is gone."""
    try:
        texts = context.sources[talk.source].texts(talk.discussion)
    except Gone:
        return Silence("gone")
    if not texts.open_to_all(context.now()):
        return Silence("not_for_all")
    found = summarise(
        _posts_of(texts, talk), language=talk.language, experts=talk.experts, service_accounts=talk.ours
    )
    return found if isinstance(found, Silence) else (texts, found)


def _posts_of(texts: Texts, talk: Talk) -> list[Post]:
    ratings = ratings_of(talk.posts)
    return [
        Post(
            id=text.id,
            author=text.author,
            author_is_expert=text.author in talk.experts,
            time=text.time,
            parent=text.parent,
            subject=text.subject,
            html=text.html,
            private=text.private,
            ratings=ratings.get(text.id, 0),
        )
        for text in texts.posts
    ]


KIND = Kind("summary", PREFIX, due, order)
