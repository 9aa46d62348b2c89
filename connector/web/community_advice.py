"""What a moderator might do next: welcome, answer, see to sessions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from connector.domain.sessions import Session
from connector.steps.community_people import Newcomer
from connector.steps.community_replies import Question
from connector.steps.community_sessions import Needs
from connector.steps.community_talk import DAY_S
from connector.steps.telling import Teller
from connector.web.community_items import discussion_url, session_path
from connector.web.page import accounts, name_of, say, when

SHOWN = 5
"""Of each kind; the lists have the others."""


@dataclass(frozen=True)
class Advice:
    what: str
    """welcome | answer | session"""
    text: str
    href: str
    """Where it is done: at the LMS, or on the session's page."""
    person: str = ""
    """Whose page tells more."""


def advice(
    teller: Teller,
    now: int,
    new: Sequence[Newcomer],
    waiting: Sequence[Question],
    sessions: Sequence[tuple[Session, Needs]],
) -> list[Advice]:
    """A newcomer's own question is told of once: who is answered is welcome."""
    welcomed = {(one.source, one.discussion) for one in new}
    names = accounts(teller.session, (one.person for one in waiting))
    to_answer = [one for one in waiting if (one.source, one.discussion) not in welcomed]
    return [
        *(_welcome(one) for one in new[:SHOWN]),
        *(_answer(one, name_of(names.get(one.person), one.person), now) for one in to_answer[:SHOWN]),
        *(_session(one, need) for one, need in sessions[:SHOWN]),
    ]


def _welcome(one: Newcomer) -> Advice:
    text = say("community-do-welcome", name=one.name or one.person, when=when(one.first))
    return Advice("welcome", text, discussion_url(one.source, one.discussion), one.person)


def _answer(one: Question, name: str, now: int) -> Advice:
    subject, days = one.subject or say("community-no-subject"), (now - one.time) // DAY_S
    text = say("community-do-answer", subject=subject, name=name, days=days)
    return Advice("answer", text, discussion_url(one.source, one.discussion), one.person)


def _session(one: Session, need: Needs) -> Advice:
    text = say(f"community-do-{need}", name=one.name or one.key, when=when(one.start))
    return Advice("session", text, session_path(one))
