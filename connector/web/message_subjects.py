"""What posts of our own are of, by the names that people know: a discussion's, a session's, a community's."""

from __future__ import annotations

from collections.abc import Iterable

from sqlalchemy.orm import Session as Db

from connector.domain.facts import Kind
from connector.models.outbox import Message
from connector.steps.explain import Teller
from connector.steps.keeping import rows_of

Named = dict[int, str]
"""Message id → what it is of."""
OF_DISCUSSIONS = ("summary", "link", "related")


def named(teller: Teller, messages: Iterable[Message]) -> Named:
    """In one question for each kind of object, however many messages there are."""
    asked: dict[tuple[str, Kind, str], list[int]] = {}
    found: Named = {}
    for message in messages:
        key = message.subject.partition(":")[2]
        found[message.id] = _spoken(teller, message.kind, key)
        if place := _fact(message.kind, key):
            asked.setdefault((message.target.partition(":")[2], *place), []).append(message.id)
    for (source, kind, id_), name in _names(teller.session, asked).items():
        found |= dict.fromkeys(asked[source, kind, id_], name)
    return found


def _spoken(teller: Teller, kind: str, key: str) -> str:
    name, _, rest = key.partition("/")
    if kind == "digest":
        return f"{teller.community(name)}, {rest}"
    return f"{name}, {rest.rpartition('/')[2]}" if kind == "thanks" else key


def _fact(kind: str, key: str) -> tuple[Kind, str] | None:
    if kind in OF_DISCUSSIONS:
        return Kind.DISCUSSION, key
    what, _, id_ = key.partition(":")
    return (Kind(what), id_) if kind == "minutes" else None


def _names(db: Db, asked: Iterable[tuple[str, Kind, str]]) -> dict[tuple[str, Kind, str], str]:
    ids: dict[tuple[str, Kind], list[str]] = {}
    for source, kind, id_ in asked:
        ids.setdefault((source, kind), []).append(id_)
    return {
        (source, kind, row.id): f"“{row.data['name']}”"
        for (source, kind), wanted in ids.items()
        for row in rows_of(db, source, kind, wanted).values()
        if row.data.get("name")
    }
