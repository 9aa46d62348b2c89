"""Sessions, and the communities that hold them: both are computed whenever they are asked for."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Sequence
from dataclasses import dataclass

from connector.domain.rules import Community
from connector.domain.sessions import Attendance, Session, Stage
from connector.steps.community_figures import figures
from connector.steps.community_places import grounds
from connector.steps.community_talk import Window
from connector.steps.lists import choices
from connector.steps.lists.listing import Filter, Listing, Sort
from connector.steps.meetings import Meetings, mapped_courses
from connector.steps.session_lists import sittings
from connector.steps.telling import Teller
from connector.steps.world import current_mapping

STAGES = tuple(stage.value for stage in Stage)

Held = tuple[Meetings, Session]


@dataclass(frozen=True)
class SessionLine:
    source: str
    key: str
    """``event:12``."""
    name: str
    community: str
    community_name: str
    stage: str
    start_at: int | None
    minutes: int
    attended: int
    """Persons of whom it is certain."""


def _objects(teller: Teller) -> list[Held]:
    meetings = Meetings(teller.context, teller.session)
    return [(meetings, one) for one in meetings.of(teller.session, mapped_courses(teller.session)).agenda]


def _place(one: Held) -> tuple[int, str, str]:
    return (one[1].start or 0, one[1].source, one[1].key)


def _plain(teller: Teller, found: Sequence[Held]) -> list[SessionLine]:
    there = _attended(teller, found)
    return [
        SessionLine(
            source=one.source,
            key=one.key,
            name=one.name,
            community=one.community,
            community_name=teller.community(one.community),
            stage=one.stage.value,
            start_at=one.start,
            minutes=one.minutes,
            attended=there[one.source, one.key],
        )
        for _, one in found
    ]


def _attended(teller: Teller, found: Sequence[Held]) -> Counter[tuple[str, str]]:
    """Counted only for what is shown: to count is to read a course."""
    keys: dict[tuple[str, int], set[str]] = {}
    for _, one in found:
        if one.course is not None:
            keys.setdefault((one.source, one.course), set()).add(one.key)
    there: Counter[tuple[str, str]] = Counter()
    for course in sorted(keys):
        for each in sittings(teller.context, teller.session, course, keys[course], found[0][0]):
            certain = isinstance(each.what, Attendance) and each.what.certain
            there[each.session.source, each.session.key] += certain
    return there


def _stage(value: str) -> Callable[[Held], bool] | None:
    return (lambda one: one[1].stage == value) if value in STAGES else None


def _named(words: str) -> Callable[[Held], bool]:
    return lambda one: words.casefold() in one[1].name.casefold() or words == one[1].key


def _in(communities: Collection[str]) -> Callable[[Held], bool]:
    return lambda one: one[1].community in communities


_KEY = (int, str, str)

SESSIONS = Listing(
    name="sessions",
    row=SessionLine,
    objects=_objects,
    sorts=(Sort("newest", (_place,), down=True, kinds=_KEY), Sort("oldest", (_place,), kinds=_KEY)),
    plain=_plain,
    filters=(
        Filter("state", _stage, lambda teller: [(one, teller.say(f"desk-stage-{one}")) for one in STAGES]),
        Filter("community", lambda value: _in([value]), choices.communities),
    ),
    words=_named,
    within=_in,
)


# --- communities ----------------------------------------------------------------


@dataclass(frozen=True)
class CommunityLine:
    community: str
    community_name: str
    domain: str
    members: int
    active: int
    """Persons who wrote within the last twelve weeks."""
    newcomers: int
    posts: int
    """Of these weeks."""
    unanswered: int


def _communities(teller: Teller) -> Iterable[Community]:
    mapping = current_mapping(teller.session)
    return mapping.communities if mapping else ()


def _figures(teller: Teller, found: Sequence[Community]) -> list[CommunityLine]:
    keys = [one.key for one in found]
    here = grounds(teller.session, keys)
    told = figures(teller.session, here, Window.until(teller.context.now(), teller.context.zone))
    return [
        CommunityLine(
            community=one.key,
            community_name=one.community.name,
            domain=one.community.charter.get("domain", ""),
            members=told[one.key].members,
            active=told[one.key].talkers.active,
            newcomers=told[one.key].newcomers,
            posts=told[one.key].talkers.posts,
            unanswered=told[one.key].replies.unanswered,
        )
        for one in sorted(here, key=lambda each: keys.index(each.key))
    ]


def _title(one: Community) -> tuple[str, str]:
    return (one.name, one.key)


COMMUNITIES = Listing(
    name="communities",
    row=CommunityLine,
    objects=_communities,
    sorts=(
        Sort("name", (_title,), kinds=(str, str)),
        Sort("name_down", (_title,), down=True, kinds=(str, str)),
    ),
    plain=_figures,
    words=lambda words: lambda one: words.casefold() in one.name.casefold() or words == one.key,
    within=lambda keys: lambda one: one.key in keys,
)
