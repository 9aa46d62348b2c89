"""How we are doing."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from connector.steps import alarms
from connector.web import health
from connector.web.api.blueprint import route
from connector.web.api.speaking import spoken, telling
from connector.web.page import cop
from schemas.api_shapes import shape


@dataclass(frozen=True)
class SourceHealth:
    source: str
    heard_at: int | None
    reconciled_at: int | None
    problem: str | None
    """Machine word."""
    problem_at: int | None
    unreadable: int
    """Places that cannot be read."""


@dataclass(frozen=True)
class AlarmTold:
    kind: str
    text: str
    cure: str
    raised_at: int


@dataclass(frozen=True)
class Health:
    live: bool
    """False: observe mode, nothing is sent."""
    sources: Sequence[SourceHealth]
    waiting: Mapping[str, int]
    facts: Mapping[str, int]
    records: Mapping[str, int]
    messages: Mapping[str, int]
    held: int
    without_identifier: int
    """People with approved credit whom HR cannot be told of."""
    alarms: Sequence[AlarmTold]


@route("/health", "read:activity", shape(Health))
def how_we_do() -> Health:
    """What waits, what stands in the way, open alarms."""
    known, context = health.told(), cop().context
    with telling() as teller:
        rows = alarms.open_alarms(teller.session)
    return Health(
        live=context.live,
        sources=[_source(id_, one) for id_, one in known["sources"].items()],
        **{
            key: known[key]
            for key in ("waiting", "facts", "records", "messages", "held", "without_identifier")
        },
        alarms=[
            AlarmTold(
                row.kind,
                alarms.sentence(context, row, spoken()),
                alarms.sentence(context, row, spoken(), "-cure"),
                row.since,
            )
            for row in rows
        ],
    )


def _source(id_: str, one: Mapping[str, Any]) -> SourceHealth:
    return SourceHealth(
        source=id_,
        heard_at=one["last_heard"],
        reconciled_at=one["reconciled_at"],
        problem=one["problem"],
        problem_at=one["problem_since"],
        unreadable=one["not_readable"] or 0,
    )
