"""A row of the table: what was measured, and whether it is enough."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Row:
    measure: str
    value: float | None
    """None: not measured on this machine."""
    unit: str
    must: str
    """``>= 0.8`` or ``<= 25``."""
    note: str = ""
    """What else was seen: medians, absolute figures, conditions."""

    @property
    def holds(self) -> bool | None:
        if self.value is None:
            return None
        sign, _, figure = self.must.partition(" ")
        return self.value >= float(figure) if sign == ">=" else self.value <= float(figure)

    def told(self) -> dict[str, object]:
        return {
            "measure": self.measure,
            "value": None if self.value is None else round(self.value, 3),
            "unit": self.unit,
            "must": self.must,
            "holds": self.holds,
            "note": self.note,
        }
