"""A sample to look at before many records are approved: drawn at random, and noted."""

from __future__ import annotations

import random
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.credit import Record
from connector.models.desk import Audit
from connector.models.people import Account
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.lists.finding import find
from connector.steps.lists.listing import Asked
from connector.steps.lists.records import RECORDS
from connector.steps.telling import Teller

ACTION = "sample"
SHARE = 20
"""One of so many is drawn: 5 %."""
PIECE = 1_000
MOST = 20_000
"""Records out of which one sample is drawn."""
MOST_DRAWN = 50


@dataclass(frozen=True)
class Sample:
    id: int
    """Of its line in the audit log."""
    by: str
    at: int
    out_of: int
    chosen: dict[str, str]
    """What the list was narrowed to."""
    numbers: Sequence[str]


def draw(context: Context, asked: Asked, by: str) -> int:
    """Draws at least one; returns the number of its line in the audit log."""
    numbers = _numbers(context, asked)
    if not numbers:
        raise NotDone("nothing here waits", word="nothing_to_draw")
    count = min(MOST_DRAWN, -(-len(numbers) // SHARE))
    drawn = sorted(random.SystemRandom().sample(numbers, count))
    told = {"q": asked.words, **asked.chosen}
    detail = {"out_of": len(numbers), "chosen": {key: value for key, value in told.items() if value}}
    with context.db.write() as session:
        note(session, context.now(), by, ACTION, "records", {**detail, "numbers": drawn})
        session.flush()
        return session.scalars(select(Audit.id).order_by(Audit.id.desc()).limit(1)).one()


def _numbers(context: Context, asked: Asked) -> list[str]:
    found: list[str] = []
    asked = replace(asked, limit=PIECE, after="")
    while len(found) < MOST:
        with context.db.read() as session:
            page = find(RECORDS, Teller(context, session, "en"), None, asked)
        found += [record.number for record, _ in page.rows]
        if not page.next:
            break
        asked = replace(asked, after=page.next)
    return found


def sample_named(session: Session, id_: int) -> Sample | None:
    row = session.get(Audit, id_)
    if row is None or row.action != ACTION:
        return None
    told: dict[str, Any] = row.detail
    return Sample(row.id, row.actor, row.at, told["out_of"], told["chosen"], told["numbers"])


def drawn_records(session: Session, sample: Sample) -> list[tuple[Record, Account | None]]:
    """As they are now; one that was withdrawn since is left out."""
    query = select(Record, Account).outerjoin(Account, Account.key == Record.person)
    rows = session.execute(query.where(Record.number.in_(sample.numbers)).order_by(Record.number))
    return [(record, account) for record, account in rows]
