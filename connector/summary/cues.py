"""What a cue table holds. The words themselves: ``cues_id`` and ``cues_en``, one phrase or pattern a piece."""

from __future__ import annotations

import re
from dataclasses import dataclass


def any_of(phrases: str, *, at_start: bool = False) -> re.Pattern[str]:
    """Phrases parted by ``|`` as one pattern of whole words; a space stands for any white space."""
    joined = re.sub(r"\s*\n\s*\|", "|", phrases.strip())
    spaced = re.sub(r"\s+", r"\\s+", joined)
    start = r"^\W*" if at_start else r"(?<!\w)"
    return re.compile(rf"{start}(?:{spaced})(?!\w)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Cues:
    question: re.Pattern[str]
    """A question even without its mark."""
    trouble: re.Pattern[str]
    proposal: re.Pattern[str]
    """Somebody advises something."""
    order: re.Pattern[str]
    """A sentence that begins by telling what to do."""
    answer: re.Pattern[str]
    worked: re.Pattern[str]
    """Somebody did it, and it helped."""
    hedge: re.Pattern[str]
    decided: re.Pattern[str]
    may_be_decided: re.Pattern[str]
    """Decided only in good company: a neighbour, the asker's own voice, late in the discussion."""
    not_decided: re.Pattern[str]
    by_then: re.Pattern[str]
    """Words of a deadline; with a date they make one."""
    until: re.Pattern[str]
    """Weaker words, a deadline only right before a date."""
    duty: re.Pattern[str]
    date: re.Pattern[str]
    soon: re.Pattern[str]
    """What makes a date one that is still to come."""
    rule: re.Pattern[str]
    """What makes a time limit a general rule, not a date in the diary."""
    still_open: re.Pattern[str]
    corrects: re.Pattern[str]
    """A post that says what stood before is not so."""
    thanks: re.Pattern[str]
    agrees: re.Pattern[str]
    courtesy: re.Pattern[str]
    off_topic: re.Pattern[str]
    opener: re.Pattern[str]
    """What may stand before an order: "Kalau begitu, …"."""
    denies: re.Pattern[str]
