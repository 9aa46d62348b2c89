"""Saying in one language what was reckoned: a teller with names instead of keys, and the words for credit."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal

from sqlalchemy.orm import Session as Db

from connector.domain.credit import Entitlement
from connector.domain.scheme import Scheme
from connector.steps.context import Context
from connector.steps.world import community_names, timeline
from connector.texts import Value, say


@dataclass(frozen=True)
class Line:
    """One sentence; those below say why."""

    text: str
    kind: str
    """person | total | record | decision | contribution | none | session | reason | ledger | message"""
    below: tuple[Line, ...] = ()
    link: str = ""
    """Where the post is found in the LMS, as ``<source>|<path>``; or the record's number."""


@dataclass
class Teller:
    """Says things in one language, with names instead of keys."""

    context: Context
    session: Db
    language: str
    schemes: dict[str, Scheme] = field(default_factory=dict)
    communities: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.communities = community_names(self.session)
        for entry in timeline(self.session).entries:
            self.schemes |= entry.mapping.schemes

    def say(self, key: str, **values: Value) -> str:
        return say(self.language, key, **values)

    def when(self, at: int) -> str:
        return datetime.fromtimestamp(at, self.context.zone).strftime("%Y-%m-%d %H:%M")

    def clock(self, at: int) -> str:
        return datetime.fromtimestamp(at, self.context.zone).strftime("%H:%M")

    def limit(self, at_most: str) -> str:
        """``2/month`` in words; what is no limit stays as it is."""
        times, _, per = at_most.partition("/")
        return self.say(f"explain-limit-{per}", times=times) if per else at_most

    def community(self, key: str) -> str:
        return self.communities.get(key, key)

    def scheme_name(self, key: str) -> str:
        scheme = self.schemes.get(key)
        return scheme.names.get(self.language) or key if scheme else key

    def worth(self, scheme: str, steps: int) -> Decimal:
        found = self.schemes.get(scheme)
        return found.units(steps) if found else Decimal(steps)

    def units(self, scheme: str, steps: int) -> str:
        value = self.worth(scheme, steps)
        return f"{value.normalize():f}" if value else "0"

    def unit(self, scheme: str) -> str:
        found = self.schemes.get(scheme)
        return found.unit if found else ""


def worth_lines(teller: Teller, rule: str, items: Sequence[Entitlement]) -> Iterator[Line]:
    """What each piece of evidence gave, and what it lost on the way."""
    if not items:
        yield Line(teller.say("explain-credit-none", rule=rule), "reason")
    for item in items:
        scheme = item.evidence.scheme
        text = teller.say(
            "explain-credit",
            minutes=str(item.evidence.minutes),
            scheme=teller.scheme_name(scheme),
            amount=teller.units(scheme, item.amount),
            unit=teller.unit(scheme),
        )
        yield Line(text, "reason")
        if item.reason:
            yield lost_line(teller, item.reason, scheme, item.lost, item.evidence.at_most)


def lost_line(teller: Teller, reason: str, scheme: str, lost: int, at_most: str = "") -> Line:
    """What a cap, a limit or the rounding took; of what was taken back by hand likewise."""
    limit, amount = teller.limit(at_most), teller.units(scheme, abs(lost))
    told = teller.say(f"explain-lost-{reason}", limit=limit, lost=amount, unit=teller.unit(scheme))
    return Line(told, "reason")


def reason_words(language: str, word: str) -> str:
    """Why something was not sent, or not yet; a code of the LMS's own is told as it is."""
    try:
        return say(language, f"desk-problem-{word}")
    except LookupError:
        return say(language, "message-reason-code", code=word)
