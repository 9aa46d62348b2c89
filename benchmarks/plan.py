"""How thoroughly to measure."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Plan:
    rounds: int = 9
    few: int = 3
    """Rounds of what is measured in itself, against nothing."""
    seconds: float = 1.2
    """Of one load."""
    scale: float = 1.0
    """Share of the facts, events and hints that the table tells of; less only to try the benchmarks."""
    away_s: float = 60
    postgres_url: str = ""
    """A server on which databases may be made; none: the rows that need one are told as not measured."""

    def scaled(self, number: int) -> int:
        return int(number * self.scale)


THOROUGH = Plan()
QUICK = Plan(rounds=3, few=1, seconds=0.7, scale=0.02, away_s=5)
