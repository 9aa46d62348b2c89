"""Flags: what approvers are asked to look at twice."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, select

from connector.domain.credit import canonical
from connector.models.credit import Record
from connector.models.flags import Flag
from connector.models.people import Account
from connector.steps.flags import words
from connector.steps.lists import choices
from connector.steps.lists.listing import Filter, Listing, Sort
from connector.steps.telling import Teller

SORTS = ("newest", "oldest")
KINDS = ("near_duplicate", "burst")
STATES = {
    "open": and_(Flag.state == "open", Record.state == "draft"),
    "passed": and_(Flag.state == "open", Record.state != "draft"),
    "dismissed": Flag.state == "dismissed",
}


@dataclass(frozen=True)
class FlagLine:
    source: str
    fact_kind: str
    id: str
    """Of the fact."""
    kind: str
    """near_duplicate | burst."""
    why: str
    """What is odd, in a sentence."""
    record: str
    """Number of the record it was found in."""
    person: str
    name: str
    community: str
    time_at: int
    """The contribution's own time."""
    detail: str
    """Canonical JSON."""
    state: str
    """open | passed: the record was decided on without a word to it | dismissed."""
    decided_by: str
    decided_why: str
    decided_at: int | None


def _plain(teller: Teller, found: Sequence[Any]) -> list[FlagLine]:
    return [line(teller, *row) for row in found]


def line(teller: Teller, one: Flag, record: Record | None, account: Account | None) -> FlagLine:
    waits = record is not None and record.state == "draft"
    return FlagLine(
        source=one.source,
        fact_kind=one.fact_kind,
        id=one.fact_id,
        kind=one.kind,
        why=words(teller, one),
        record=one.record,
        person=record.person if record else "",
        name=account.name if account else "",
        community=record.community if record else "",
        time_at=one.at,
        detail=canonical(one.detail),
        state="passed" if one.state == "open" and not waits else one.state,
        decided_by=one.by or "",
        decided_why=one.reason or "",
        decided_at=one.decided_at,
    )


BY_TIME = (Flag.at, Flag.source, Flag.fact_kind, Flag.fact_id, Flag.kind)

FLAGS = Listing(
    name="flags",
    row=FlagLine,
    query=select(Flag, Record, Account)
    .outerjoin(Record, Record.number == Flag.record)
    .outerjoin(Account, Account.key == Record.person),
    sorts=(Sort("newest", BY_TIME, down=True), Sort("oldest", BY_TIME)),
    plain=_plain,
    filters=(
        Filter("record", lambda value: Flag.record == value),
        Filter(
            "state",
            STATES.get,
            lambda teller: [(one, teller.say(f"flag-state-{one}")) for one in STATES],
            slow_by=SORTS,
        ),
        choices.one_of("kind", Flag.kind, KINDS, "flag-kind-", slow_by=SORTS),
        choices.of_names("community", Record.community, choices.communities, slow_by=SORTS),
    ),
    within=Record.community.in_,
)
