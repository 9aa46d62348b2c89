"""Published mappings and their timeline. Rows are only ever added."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class MappingVersion(Base):
    """One published mapping document; it never changes."""

    __tablename__ = "mapping_version"

    number: Mapped[int] = mapped_column(primary_key=True)
    digest: Mapped[str]
    """sha256 of the text and of the packs it uses."""
    text: Mapped[str]
    packs: Mapped[str]
    """The packs' texts as they were then, as JSON: an upgrade of ours must not change old amounts."""
    published_at: Mapped[int]
    published_by: Mapped[str]
    note: Mapped[str] = mapped_column(default="")


class TimelineRow(Base):
    """From when on a version counts. For a fact of LMS time t the last row with valid_from ≤ t holds."""

    __tablename__ = "timeline"

    number: Mapped[int] = mapped_column(primary_key=True)
    version: Mapped[int]
    valid_from: Mapped[int | None]
    """Epoch seconds; null = from the beginning (the first row)."""
    recorded_at: Mapped[int]
