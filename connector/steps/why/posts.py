"""A post of our own – summary, minutes, digest, thanks, pointer: why it stands there, or why there is none."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sqlalchemy import func, select

from connector.domain.facts import Kind as FactKind
from connector.domain.facts import State
from connector.domain.rules import SummaryOf
from connector.models.lms import FactRow
from connector.models.outbox import Message
from connector.models.own_posts import OwnPostRow
from connector.steps.own_posts import discussions
from connector.steps.own_posts.board import FINAL
from connector.steps.own_posts.discussions import DAY_S
from connector.steps.own_posts.kind import Kind, NoOrder, Order, rule_for, service_accounts
from connector.steps.own_posts.kinds import KINDS
from connector.steps.telling import Line, reason_words
from connector.steps.why.asked import Asked
from connector.steps.why.belonging import allow_post
from connector.steps.why.facts import version_line
from connector.steps.why.messages import sending
from connector.steps.world import current_mapping

BY_PREFIX = {kind.prefix: kind for kind in KINDS}
_NUMBER = r"[1-9][0-9]{0,17}"
FORMS = {
    prefix: re.compile(form, re.ASCII)
    for prefix, form in {
        "discussion": _NUMBER,
        "link": _NUMBER,
        "related": _NUMBER,
        "session": rf"[a-z]+:{_NUMBER}",
        "week": r"[\w-]+/[0-9]{4}-W(0[1-9]|[1-4][0-9]|5[0-3])",
        "thanks": rf"[\w-]+/{_NUMBER}/[0-9]{{4}}-(0[1-9]|1[0-2])",
    }.items()
}
"""What follows the prefix of a key."""
MOST = 5
"""Messages told, the newest of them."""


def explain_post(asked: Asked, source: str, key: str) -> list[Line]:
    """Of a key such as ``week:analis/2026-W47``. Empty if it has no proper form."""
    prefix, _, name = key.partition(":")
    if not FORMS[prefix].fullmatch(name):
        return []
    allow_post(asked, source, key)
    kind = BY_PREFIX[prefix]
    row = asked.db.get(OwnPostRow, (source, key))
    try:
        order = kind.order(asked.context, asked.db, source, key)
    except ValueError:  # a year without a 53rd week
        return []
    word = asked.teller.say(f"message-kind-{kind.word}")
    head = asked.line("subject", "post", what=word, post=key, source=source)
    return [head, *_rule(asked), *_chain(asked, kind, source, key, row, order)]


def _rule(asked: Asked) -> Iterator[Line]:
    mapping = current_mapping(asked.db)
    if mapping is not None:
        yield asked.line("rule", "post-rule", version_line(asked, mapping.number))


def _chain(
    asked: Asked, kind: Kind, source: str, key: str, row: OwnPostRow | None, order: Order | NoOrder
) -> Iterator[Line]:
    messages = _messages(asked, f"lms:{source}", kind, key)
    if row is not None and row.placed is not None:
        at = asked.when(row.written_at)
        yield asked.line("read", "post-stands", discussion=str(row.placed), when=at, quotes=len(row.cited))
    for message in messages:
        yield from sending(asked, message)
    end = _end(asked, kind, row, order, sent=bool(messages))
    if end is not None:
        yield end
        if kind is discussions.KIND and row is None:
            yield from _counted(asked, source, key)


def _end(
    asked: Asked, kind: Kind, row: OwnPostRow | None, order: Order | NoOrder, *, sent: bool
) -> Line | None:
    """Why there is none, or why it is not touched any more; None where it stands or is on its way."""
    language = asked.teller.language
    if row is not None and row.state in (*FINAL, "withdrawn"):
        why = reason_words(language, row.reason or row.state)
        return asked.end("post-withdrawn" if row.state == "withdrawn" else "post-final", why=why)
    if isinstance(order, NoOrder):
        return asked.end("post-none", why=reason_words(language, order.reason))
    if row is not None and row.state == "silent":
        return asked.end("post-silent", why=reason_words(language, row.reason or ""))
    if sent or (row is not None and row.state == "standing"):
        return None
    if not asked.context.live:
        return asked.end("observe")
    return asked.end(f"post-not-due-{kind.prefix}")


def _messages(asked: Asked, target: str, kind: Kind, key: str) -> list[Message]:
    query = select(Message).where(Message.target == target, Message.kind == kind.word, Message.subject == key)
    return list(reversed(asked.db.scalars(query.order_by(Message.id.desc()).limit(MOST)).all()))


def _counted(asked: Asked, source: str, key: str) -> Iterator[Line]:
    """A discussion in numbers, against what the rule asks for."""
    rule = rule_for(asked.db, SummaryOf.DISCUSSION)
    if rule is None:
        return
    ours = service_accounts(asked.db, source)
    query = select(func.count(), func.max(FactRow.time)).where(
        FactRow.source == source,
        FactRow.discussion == int(key.partition(":")[2]),
        FactRow.kind == FactKind.POST.value,
        FactRow.state == State.PRESENT.value,
        func.coalesce(FactRow.author, 0).not_in(ours),
    )
    posts, last = asked.db.execute(query).one()
    rests = asked.when((last or 0) + rule.quiet_days * DAY_S)
    yield asked.line(
        "reason",
        "discussion-counted",
        posts=int(posts),
        needs=rule.at_least,
        last=asked.when(last),
        days=rule.quiet_days,
        rests=rests,
    )
