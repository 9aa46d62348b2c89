"""Mappings: drafts that people write at, published versions and their timeline, whose rows are only ever added."""

from __future__ import annotations

from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class MappingDraft(Base):
    """A mapping document that is being written; once published it is a version, and no draft any more."""

    __tablename__ = "mapping_draft"
    __table_args__ = {"sqlite_autoincrement": True}  # noqa: RUF012 - an address of one never means another

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    """For people: what it is about."""
    text: Mapped[str]
    """As it was saved last, whether it checks or not."""
    based_on: Mapped[int | None]
    """The version it was begun from, if from one."""
    by: Mapped[str]
    """Who began it."""
    at: Mapped[int]
    changed_by: Mapped[str]
    changed_at: Mapped[int]
    revision: Mapped[int] = mapped_column(default=1)
    """Counts what was saved: a text is saved only over the one that its writer had before them."""


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
