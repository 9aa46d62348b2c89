"""What is handed to an HR target, whichever it is."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from enum import StrEnum


class Action(StrEnum):
    NEW = "NEW"
    UBAH = "UBAH"
    """A record HR already has was corrected; the row carries its new content."""
    BATAL = "BATAL"
    """A record HR already has no longer holds; its amount may be 0."""


@dataclass(frozen=True, slots=True)
class HrRow:
    """One revision of one record: what one person earned in one community and period."""

    record: str
    """Certificate number."""
    action: Action
    nip: str
    """18 digits."""
    name: str
    """Of the activity, as HR shall read it."""
    organiser: str
    first_day: str
    """ISO date."""
    last_day: str
    amount: int
    """Whole JP."""
    code: str
    """Kind of development, in HR's code (SIASN: 23 is community of practice)."""
    revision: str
    """Tells one content of a record from the next."""


@dataclass(frozen=True, slots=True)
class HrFile:
    name: str
    content: bytes
    rows: int

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.content).hexdigest()
