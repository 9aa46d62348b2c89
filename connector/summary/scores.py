"""A sum that remembers what it was made of."""

from __future__ import annotations

import re
from dataclasses import dataclass, field


@dataclass(slots=True)
class Score:
    value: float = 0.0
    why: list[str] = field(default_factory=list)

    def add(self, weight: float, reason: str, when: object = True) -> Score:
        """Counts if ``when`` holds; a match adds the words it found to the reason."""
        if when:
            found = f":{' '.join(when[0].lower().split())}" if isinstance(when, re.Match) else ""
            self.value += weight
            self.why.append(reason + found)
        return self
