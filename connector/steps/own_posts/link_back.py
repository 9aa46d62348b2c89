"""From a discussion to its summary: one short reply, where the mapping asks for it, since a reply is mailed."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from sqlalchemy.orm import Session

from connector.domain.credit import digest
from connector.domain.rules import SummaryOf
from connector.mapping.places import forum_number
from connector.models.own_posts import OwnPostRow
from connector.steps.context import Context
from connector.steps.own_posts import discussions
from connector.steps.own_posts.board import EDITED, Spot
from connector.steps.own_posts.kind import Due, Kind, NoOrder, Order, calls, rows, rule_for
from connector.steps.own_posts.talk import member_posts
from connector.steps.own_posts.written import Written, discussion_url, slug, written
from connector.summary.page import Line, Page, Section
from connector.summary.phrases import PHRASES
from connector.summary.port import Language, Silence
from connector.texts import say

PREFIX = "link"
NEW_S = 2 * 86_400
"""Older summaries are not linked to: asking for links must not fill the past with replies, each of them mailed."""
THERE = ("standing", EDITED)
"""A summary in one of these states can be read; a moderator's wording is a summary still."""


def due(context: Context, session: Session, source: str) -> Iterator[Due]:
    """A new summary that is not linked to yet; a link whose summary moved or went away."""
    known, now = rows(session, source, PREFIX), context.now()
    asked = _is_asked_for(session)
    if not asked and not known:
        return
    for summary in rows(session, source, discussions.PREFIX).values():
        key = f"{PREFIX}:{summary.key.partition(':')[2]}"
        seen = _seen(summary)
        wanted = key in known or (asked and seen and (summary.written_at or 0) > now - NEW_S)
        if wanted and calls(known.get(key), seen or "gone", now):
            yield Due(key, seen or "gone")


def _is_asked_for(session: Session) -> bool:
    rule = rule_for(session, SummaryOf.DISCUSSION)
    return rule is not None and rule.link_back


def _seen(summary: OwnPostRow) -> str:
    """Where it can be read; empty = nowhere, or in the discussion itself."""
    return f"{summary.placed}" if summary.state in THERE and not summary.reply else ""


def order(_context: Context, session: Session, source: str, key: str) -> Order | NoOrder:
    discussion = int(key.partition(":")[2])
    summary = session.get(OwnPostRow, (source, f"{discussions.PREFIX}:{discussion}"))
    if summary is None or not _seen(summary):
        return NoOrder("no_summary", withdraw=True)
    if not _is_asked_for(session):
        return NoOrder("no_rule", withdraw=True)
    posts = member_posts(session, source, discussion)
    if not posts:
        return NoOrder("no_posts", withdraw=True)
    language = Language(posts[0].data.get("language") or Language.ID)
    return Order(
        source=source,
        key=key,
        spot=Spot(forum_number(posts[0]), discussion, int(posts[0].id)),
        language=language,
        digest=digest([language, summary.placed]),
        write=partial(_write, source=source, key=key, language=language, placed=summary.placed or 0),
    )


def _write(context: Context, *, source: str, key: str, language: Language, placed: int) -> Written | Silence:
    line = Line(PHRASES[language]["summary"], discussion_url(context, source, placed))
    section = Section(say(language, "link-intro"), [line])
    return written(Page(slug(key), PHRASES[language]["link"], [section], [Line(say(language, "link-foot"))]))


KIND = Kind("link", PREFIX, due, order)
