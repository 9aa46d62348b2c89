"""The lists of a community page: each read only where it is shown, and in pages."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy import CTE

from connector.steps import community_knowledge as knowledge
from connector.steps.community_people import new_faces, who_is_who
from connector.steps.community_places import Ground
from connector.steps.community_replies import unanswered
from connector.steps.community_sessions import Meetings, meetings
from connector.steps.community_talk import Window, talk
from connector.steps.telling import Teller
from connector.web import community_items as items
from connector.web.page import Page, cop, cut


@dataclass
class One:
    """A community, and what its lists are made from."""

    teller: Teller
    ground: Ground
    window: Window

    @cached_property
    def said(self) -> CTE:
        return talk([self.ground])

    @cached_property
    def held(self) -> Meetings:
        return meetings(cop().context, self.teller.session, [self.ground], self.window)[self.ground.key]


List = Callable[[One, int, int], Sequence[items.Item]]
"""(community, how many, after how many)"""


def _members(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_members(who_is_who(one.teller.session, one.ground, limit, first))


def _newcomers(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_newcomers(new_faces(one.teller.session, one.said, one.window, limit, first))


def _unanswered(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_questions(one.teller, unanswered(one.teller.session, one.said, one.window, limit, first))


def _sessions(one: One, limit: int, first: int) -> Sequence[items.Item]:
    return items.of_sessions([*one.held.coming, *one.held.over][first : first + limit])


def _pieces(read: Callable[..., list[knowledge.Piece]]) -> List:
    def found(one: One, limit: int, first: int) -> Sequence[items.Item]:
        return items.of_pieces(one.teller, read(one.teller.session, one.ground, limit, first))

    return found


LISTS: dict[str, List] = {
    "sessions": _sessions,
    "members": _members,
    "newcomers": _newcomers,
    "unanswered": _unanswered,
    "summaries": _pieces(knowledge.summaries),
    "solutions": _pieces(knowledge.solutions),
    "documents": _pieces(knowledge.documents),
    "recordings": _pieces(knowledge.recordings),
}


def page_of(one: One, what: str, limit: int, first: int = 0) -> Page[items.Item]:
    found = LISTS[what](one, limit + 1, first)
    return cut(found, limit, lambda _: str(first + limit))
