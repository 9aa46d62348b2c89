"""What approvers are asked to look at twice."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class Flag(Base):
    """Something about a credited contribution that a person should judge. It takes nothing away by itself."""

    __tablename__ = "flag"
    __table_args__ = (
        Index("ix_flag_record", "record", "at", "source", "fact_kind", "fact_id", "kind"),
        Index("ix_flag_state", "state", "at"),
        Index("ix_flag_newest", "at", "source", "fact_kind", "fact_id", "kind"),
    )

    source: Mapped[str] = mapped_column(primary_key=True)
    fact_kind: Mapped[str] = mapped_column(primary_key=True)
    fact_id: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    """near_duplicate | burst."""
    record: Mapped[str]
    """Number of the record it was found in."""
    at: Mapped[int]
    """The contribution's own time, epoch seconds."""
    detail: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """``{"alike": 92, "other": "52", "same_person": true}`` or ``{"count": 7, "minutes": 30}``."""
    state: Mapped[str] = mapped_column(default="open")
    """open | dismissed: somebody looked and found nothing wrong."""
    by: Mapped[str | None]
    reason: Mapped[str | None]
    decided_at: Mapped[int | None]
