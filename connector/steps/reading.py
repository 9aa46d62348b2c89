"""One answer of the LMS in its circumstances, and what every reader of answers needs."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Fact, Kind, State
from connector.lms.port import Ask
from connector.models.dialects import among
from connector.models.lms import FactRow, Hint, Reading
from connector.steps.hints import Notice, give_notice
from connector.steps.keeping import authors_in, mark_gone, unsettle_authors

Unmet = dict[str, Any]
"""Those of a hint's expectations that the answer contradicts."""


@dataclass(frozen=True, slots=True)
class Read:
    """One answer in its circumstances."""

    session: Session
    hint: Hint
    read_no: int
    now: int
    sweep_began: int = 0
    horizon: int = 0
    """Discussions whose last post is older and that were never read are left alone (``backfill``)."""

    @property
    def source(self) -> str:
        return self.hint.source

    def notice(self, ask: Ask, id: str, course: int | None = None, **more: Any) -> None:
        """Something else to look at, at once; part of the same reconcile if this is."""
        give_notice(self.session, [self.about(ask, id, course, **more)], self.now)

    def about(self, ask: Ask, id: str, course: int | None = None, **more: Any) -> Notice:
        """As :meth:`notice`, to be given together with others."""
        return Notice(self.source, ask, id, course, wait=0, **more)


Answered = Sequence[tuple[Read, Any]]
"""Answers to several hints that ask the same of one source, read together: they are taken in together."""


def readings(reads: Sequence[Read]) -> list[Reading]:
    """What is remembered of each reading, in their order; all ask the same."""
    session, source, ask = reads[0].session, reads[0].source, Ask(reads[0].hint.ask)
    known = known_readings(session, source, ask, [read.hint.id for read in reads])
    new = [id_ for read in reads if (id_ := read.hint.id) not in known]
    known |= {id_: Reading(source=source, ask=ask.value, id=id_, read_at=0, read_no=0) for id_ in new}
    session.add_all(known[id_] for id_ in new)
    return [known[read.hint.id] for read in reads]


def known_readings(session: Session, source: str, ask: Ask, ids: Sequence[str]) -> dict[str, Reading]:
    query = select(Reading).where(Reading.source == source, Reading.ask == ask.value)
    return {row.id: row for row in session.scalars(query.where(among(session, Reading.id, ids)))}


def present(read: Read, kind: Kind, *where: Any) -> list[FactRow]:
    """What we think is there, of one kind."""
    query = select(FactRow).where(FactRow.source == read.source, FactRow.kind == kind.value)
    return list(read.session.scalars(query.where(FactRow.state == State.PRESENT.value, *where)))


def touch(read: Read, where: Any) -> None:
    """What is known of a place changed: its authors' credit may mean something else now."""
    authors = authors_in(read.session, read.source, where)
    unsettle_authors(read.session, read.source, authors, read.now, "place")


def unmet(expect: Unmet, found: dict[str, Fact | None]) -> Unmet:
    return {key: word for key, word in expect.items() if not _met(word, key in found, found.get(key))}


def _met(word: str, there: bool, fact: Fact | None) -> bool:
    if word == "gone":
        return not there
    if word.startswith("modified>="):
        return there and fact is not None and (fact.data.get("modified") or 0) >= int(word[10:])
    return there


def drop_unlisted(read: Read, known: list[FactRow], listed: set[str]) -> None:
    """For what no amount rests on: nothing is asked when one is no longer listed."""
    for row in known:
        if row.id not in listed and row.read_no < read.read_no:
            row.read_no = read.read_no
            mark_gone(row)
