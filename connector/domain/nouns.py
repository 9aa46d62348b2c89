"""``@noun(frozen=True, slots=True)``: a dataclass that type checkers hold to be frozen.

They are made by the million, and Python's own frozen ones take five times as long to make.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from dataclasses import dataclass as noun
else:
    from dataclasses import dataclass

    def noun(*, frozen: bool, slots: bool) -> Any:
        return dataclass(slots=slots, unsafe_hash=frozen)


__all__ = ["noun"]
