"""Messages in words: what each kind asks for, of whom, and what the other side answered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from connector.models.outbox import Message
from connector.models.people import Account
from connector.steps import figures, hr_runs
from connector.steps.explain import Teller, message_state
from connector.steps.lists.listing import Found
from connector.steps.recognition import MEMBER, WITHDRAWAL
from connector.steps.telling import reason_words
from connector.web import page
from connector.web.facts import lms_url
from connector.web.message_subjects import Named, named
from connector.web.page import name_of, say, say_or, when

BADGES = (MEMBER, WITHDRAWAL)
"""Kinds whose subject is ``<rule>/<account>``."""


@dataclass(frozen=True)
class MessageRow:
    id: int
    when: str
    what: str
    to: str
    person: str
    """Key of the person it is about, if it is about one."""
    name: str
    state: str
    state_words: str
    answer: str


def message_rows(teller: Teller, found: Found) -> list[MessageRow]:
    messages = [one for (one,) in found.rows]
    who = page.accounts(teller.session, map(account_of, messages))
    about = named(teller, messages)
    return [row(teller, one, who, about) for one in messages]


def account_of(message: Message) -> str:
    """Key of the account it is about; empty if it is about none."""
    if message.kind == figures.KIND:
        return message.subject
    return message.subject.partition("/")[2] if message.kind in BADGES else ""


def row(teller: Teller, message: Message, who: Mapping[str, Account], about: Named) -> MessageRow:
    key = account_of(message)
    account = who.get(key)
    return MessageRow(
        id=message.id,
        when=when(message.sent_at or message.created_at),
        what=_what(message, name_of(account, key), about),
        to=_target(message),
        person=account.person if account else "",
        name=name_of(account, key),
        state=message.state,
        state_words=message_state(teller, message),
        answer=_answer(teller, message),
    )


def _what(message: Message, name: str, about: Named) -> str:
    if message.kind == figures.KIND:
        return say("desk-message-figure", name=name, value=str(message.desired.get("value", "")))
    if message.kind == hr_runs.KIND:
        run, rows = str(message.desired.get("run", "")), int(message.desired.get("rows", 0))
        return say("desk-message-hr", run=run, rows=rows)
    if message.kind in BADGES:
        return say(f"message-{message.kind}", rule=message.subject.partition("/")[0], name=name)
    return say_or(f"message-{message.kind}", message.kind, about=about.get(message.id, ""))


def _target(message: Message) -> str:
    room, _, name = message.target.partition(":")
    if room == "lms" and message.kind != figures.KIND:
        return say("message-to-lms", name=name)
    return say_or(f"desk-target-{room}", message.target, name=name)


def _answer(teller: Teller, message: Message) -> str:
    """The other side's answer in a few words, and what stood in the way."""
    words = [_told(message)]
    if message.state != "sent" and message.reason:
        words.append(reason_words(teller.language, message.reason))
    return " ".join(word for word in words if word)


def _told(message: Message) -> str:
    told = message.answer
    if "discarded_because" in told:
        return say("desk-answer-discarded", by=str(told["by"]), reason=str(told["discarded_because"]))
    if "shown" in told:
        value = str(told["shown"])
        return say("desk-answer-shown", value=value) if value else say("desk-answer-empty")
    if "files" in told:
        return say("desk-answer-files", count=len(told["files"]))
    if told.get("badges"):
        return say("message-answer-badges", names=", ".join(each["name"] for each in told["badges"]))
    if told.get("withdrawn"):
        return say("message-answer-taken-back" if message.kind == WITHDRAWAL else "message-answer-withdrawn")
    if "discussion" in told:
        return " ".join([say("message-answer-post", discussion=str(told["discussion"])), *_phrased(told)])
    return str(told.get("message", ""))


def _phrased(told: Mapping[str, Any]) -> Iterable[str]:
    """Whose words a summary is in, where a language model was asked."""
    if "phrased" in told:
        word = str(told["phrased"])
        yield say("desk-answer-phrased") if word == "ok" else say("desk-answer-quoted", word=word)


# --- what a person is to do, and where it stands -------------------------------------


@dataclass(frozen=True)
class Task:
    lead: str
    url: str
    """The page in the LMS; empty if the source is no longer configured."""


def task(message: Message) -> Task | None:
    """A badge to be taken back, which only a person can do."""
    if message.kind != WITHDRAWAL or message.state not in ("pending", "sending"):
        return None
    known = "badge" if message.desired.get("badges") else "cohort"
    return Task(say(f"message-task-{known}"), _at_lms(message, str(message.desired["link"])))


def standing_at(message: Message) -> str:
    """Where a post of ours stands in the LMS; empty for anything else."""
    discussion = message.answer.get("discussion")
    return _at_lms(message, f"/mod/forum/discuss.php?d={discussion}") if discussion else ""


def _at_lms(message: Message, path: str) -> str:
    return lms_url(message.target.partition(":")[2], path)
