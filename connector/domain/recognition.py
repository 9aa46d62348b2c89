"""Recognition: who has earned a badge or public thanks, since when, and what is still missing."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from connector.domain.matching import ForumMatch

HELPING = frozenset({"answer", "solution", "support", "mentoring"})
"""Kinds of contribution that help whoever began the discussion."""


class Family(StrEnum):
    """Why people give to a community."""

    ALTRUISM = "altruism"
    """Giving help."""
    REPUTATION = "reputation"
    """What they write is thought well of."""
    RECIPROCITY = "reciprocity"
    """Helped, and was helped."""


class Criterion(StrEnum):
    CONTRIBUTIONS = "contributions"
    ATTENDANCE = "attendance"
    IN_MONTHS = "in_months"
    """In so many different months something that counts for the others."""
    PEOPLE_HELPED = "people_helped"
    HELPED_BY = "helped_by"


@dataclass(frozen=True, slots=True)
class Need:
    what: Criterion
    at_least: int
    kind: str = ""
    """Only contributions of this kind."""
    rule: str = ""
    """Only contributions, or attendance, by this rule."""


@dataclass(frozen=True, slots=True)
class RecognitionRule:
    key: str
    names: Mapping[str, str]
    """Language → name."""
    needs: tuple[Need, ...]
    """All of them."""
    family: Family | None = None
    after_days: int = 0
    """Shown when the needs have been met for so many days."""
    cohort: str = ""
    """Idnumber of the cohort whose members the LMS gives a badge."""
    thanks: ForumMatch | None = None
    """The forum in which thanks are said."""
    communities: frozenset[str] = frozenset()
    """Only what was done there counts; empty = everywhere."""


@dataclass(frozen=True, slots=True)
class Deed:
    """Something that counts: a contribution or an attendance, and whom it helped."""

    time: int
    community: str
    rule: str
    kind: str
    """The contribution's kind; empty for an attendance."""
    person: str
    """Whose deed it is."""
    evidence: str
    """``<source>/<fact kind>/<fact id>``"""
    helped: str = ""
    """The person in whose discussion it answers, if that is somebody else."""


@dataclass(frozen=True, slots=True)
class Missing:
    need: Need
    has: int


@dataclass(frozen=True, slots=True)
class Standing:
    """How one person stands with one rule."""

    rule: str
    since: int | None
    """When the needs were met; None = they are not."""
    due: int | None
    """When it is shown: ``after_days`` later."""
    missing: tuple[Missing, ...] = ()
    evidence: tuple[str, ...] = ()

    def shown(self, as_of: int) -> bool:
        return self.due is not None and self.due <= as_of
