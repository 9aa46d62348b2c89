"""Alarms and what reconciling repaired, for the top of the overview."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from connector.steps import alarms
from connector.steps.explain import Teller
from connector.web.page import cop, language, say, say_or, when

SHOWN_ELSEWHERE = frozenset({"problem", "held", "messages"})
"""These have a place of their own on the overview, with more to say and to do."""


@dataclass(frozen=True)
class AlarmRow:
    kind: str
    words: str
    cure: str
    since: str


def alarm_rows(teller: Teller) -> list[AlarmRow]:
    context, spoken = cop().context, language()
    return [
        AlarmRow(
            kind=row.kind,
            words=alarms.sentence(context, row, spoken),
            cure=alarms.sentence(context, row, spoken, "-cure"),
            since=when(row.since),
        )
        for row in alarms.open_alarms(teller.session)
        if row.kind not in SHOWN_ELSEWHERE
    ]


def repaired(known: dict[str, Any]) -> dict[str, str]:
    """Source → what the last day's reconciles found; sources without anything are left out."""
    found = {}
    for source, one in known["sources"].items():
        told = [
            say(f"alarm-repaired-{word}", kind=say_or(f"desk-kind-{kind}", kind), count=count)
            for kind, words in sorted(one["repaired"].items())
            for word, count in words.items()
        ]
        if told:
            found[source] = say("alarm-repaired", list=", ".join(told))
    return found
