"""What a name, a subject or a forum must be like.

Texts are compared *folded*: without regard to capitals and to how many spaces stand between words.
"""

from __future__ import annotations

import unicodedata
from dataclasses import dataclass
from functools import lru_cache


def fold(text: str) -> str:
    """The form in which texts are compared: one Unicode form, no capitals, single spaces."""
    return " ".join(unicodedata.normalize("NFKC", text).casefold().split())


_pattern = lru_cache(maxsize=1024)(fold)
"""For what rules say; what people write is not kept."""


@dataclass(frozen=True, slots=True)
class TextMatch:
    """What a name or a subject must be like, as it was written; every part that is given must hold."""

    equal: str = ""
    prefix: str = ""
    contains: str = ""
    any_of: tuple[str, ...] = ()

    def matches(self, text: str) -> bool:
        text = fold(text)
        return (
            (not self.equal or text == _pattern(self.equal))
            and text.startswith(_pattern(self.prefix))
            and _pattern(self.contains) in text
            and (not self.any_of or text in map(_pattern, self.any_of))
        )

    def __str__(self) -> str:
        """For people: ``“x”``, ``“x…”``, ``“…x…”`` or ``“x” / “y”``."""
        parts = [f"“{self.equal}”" if self.equal else "", f"“{self.prefix}…”" if self.prefix else ""]
        parts += [
            f"“…{self.contains}…”" if self.contains else "",
            " / ".join(f"“{each}”" for each in self.any_of),
        ]
        return ", ".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class ForumMatch:
    """Which forums are meant; every part that is given must hold."""

    id: int | None = None
    type: str = ""
    """Moodle's word: general, qanda, blog, single, eachuser, news."""
    name: TextMatch | None = None

    def matches(self, id: int, type: str, name: str) -> bool:
        return (
            (self.id is None or self.id == id)
            and (not self.type or self.type == type)
            and (self.name is None or self.name.matches(name))
        )

    def __str__(self) -> str:
        parts = [f"id {self.id}" if self.id is not None else "", self.type, str(self.name or "")]
        return ", ".join(part for part in parts if part)
