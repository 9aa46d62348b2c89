"""How one community does."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from connector.errors import NotThere
from connector.steps.community_figures import Figures, figures
from connector.steps.community_places import Ground, grounds
from connector.steps.community_talk import Window
from connector.web.api.blueprint import route
from connector.web.api.speaking import telling
from connector.web.page import cop
from schemas.api_shapes import shape


@dataclass(frozen=True)
class WeekTold:
    begins_at: int
    posts: int
    people: int


@dataclass(frozen=True)
class CommunityWhole:
    """Figures of the last twelve weeks (docs/communities.md)."""

    community: str
    community_name: str
    charter: Mapping[str, str]
    roles: Mapping[str, int]
    """Role → persons."""
    members: int
    active: int
    newcomers: int
    posts: int
    by_the_few: int | None
    """Percent of the posts that the most active tenth wrote."""
    answered_within_day: int | None
    """Percent."""
    unanswered: int
    replies: Mapping[str, int]
    """How soon the first reply came → discussions."""
    contributions: Mapping[str, int]
    """Kind → how many."""
    weeks: Sequence[WeekTold]


@route("/communities/<key>", "read:activity", shape(CommunityWhole), 404)
def community(key: str) -> CommunityWhole:
    """A community's figures of the last twelve weeks."""
    with telling() as teller:
        found = grounds(teller.session, [key])
        if not found:
            raise NotThere
        window = Window.until(cop().context.now(), cop().context.zone)
        return _told(found[0], figures(teller.session, found, window)[key])


def _told(ground: Ground, told: Figures) -> CommunityWhole:
    return CommunityWhole(
        community=ground.key,
        community_name=ground.community.name,
        charter=ground.community.charter,
        roles=told.roles,
        members=told.members,
        active=told.talkers.active,
        newcomers=told.newcomers,
        posts=told.talkers.posts,
        by_the_few=told.by_the_few,
        answered_within_day=told.within_day,
        unanswered=told.replies.unanswered,
        replies=told.replies.spans,
        contributions=told.kinds,
        weeks=[WeekTold(week.start, week.posts, week.people) for week in told.weeks],
    )
