"""What the lists of a community page consist of: one form for people, discussions, sessions and things to read."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connector.domain.sessions import Session
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.community_knowledge import Piece
from connector.steps.community_people import Member, Newcomer
from connector.steps.community_replies import Question
from connector.steps.telling import Teller
from connector.web.facts import lms_path, lms_url, title
from connector.web.page import accounts, name_of, say, when


@dataclass(frozen=True)
class Part:
    text: str
    href: str = ""


@dataclass(frozen=True)
class Item:
    title: str
    href: str = ""
    """A page of the desk, or of the LMS; empty = nowhere to go."""
    side: str = ""
    parts: Sequence[Part] = ()

    @property
    def outside(self) -> bool:
        return not self.href.startswith("/")


def discussion_url(source: str, discussion: int) -> str:
    return lms_url(source, f"/mod/forum/discuss.php?d={discussion}")


def person_part(names: dict[str, Account], key: str) -> Part:
    account = names.get(key)
    return Part(name_of(account, key), f"/people/{account.person if account else key}")


def of_members(found: Iterable[Member]) -> list[Item]:
    return [
        Item(one.name or one.person, f"/people/{one.person}", say(f"community-role-{one.role}"))
        for one in found
    ]


def of_newcomers(found: Iterable[Newcomer]) -> list[Item]:
    return [
        Item(
            one.name or one.person,
            f"/people/{one.person}",
            say("community-greeted") if one.greeted else say("community-not-greeted"),
            (
                Part(say("community-first-post", when=when(one.first))),
                Part(say("desk-in-lms") + " ↗", discussion_url(one.source, one.discussion)),
            ),
        )
        for one in found
    ]


def of_questions(teller: Teller, found: Sequence[Question]) -> list[Item]:
    names = accounts(teller.session, (one.person for one in found))
    return [
        Item(
            one.subject or say("community-no-subject"),
            discussion_url(one.source, one.discussion),
            when(one.time),
            (person_part(names, one.person),),
        )
        for one in found
    ]


def of_sessions(found: Iterable[Session]) -> list[Item]:
    return [_of_session(one) for one in found]


def _of_session(one: Session) -> Item:
    length = (Part(say("session-length", minutes=one.minutes)),) if one.minutes else ()
    parts = (Part(when(one.start) or say("session-no-time")), *length)
    return Item(one.name or one.key, session_path(one), say(f"desk-stage-{one.stage}"), parts)


def session_path(one: Session) -> str:
    return f"/sessions/{one.source}/{one.key}"


def of_pieces(teller: Teller, found: Sequence[Piece]) -> list[Item]:
    names = accounts(teller.session, (one.person for one in found if one.person))
    return [_of_piece(one, names) for one in found]


def _of_piece(one: Piece, names: dict[str, Account]) -> Item:
    links, length = _links(one.fact), one.fact.data.get("minutes")
    told = say(f"kind-{one.kind}") if one.kind else say(f"desk-kind-{one.fact.kind}")
    parts = [
        *([Part(when(one.time))] if one.time else []),
        *([Part(say("session-length", minutes=int(length)))] if length else []),
        *([person_part(names, one.person)] if one.person else []),
        *(Part(say("community-link", number=number), link) for number, link in enumerate(links[1:], start=2)),
    ]
    return Item(one.name or title(one.fact), links[0] if links else _url(one), told, parts)


def _url(one: Piece) -> str:
    path = lms_path(one.fact)
    return lms_url(one.fact.source, path) if path else ""


def _links(fact: FactRow) -> list[str]:
    """A recording's; nothing but what a browser opens as a page."""
    told = fact.data.get("links") or ()
    return [link for link in told if str(link).startswith(("https://", "http://"))]
