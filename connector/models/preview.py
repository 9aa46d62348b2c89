"""Previews: what a mapping would change, computed ahead of it and thrown away after some days."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class Preview(Base):
    """One question – what if this document held from then on? – and how far its answer is."""

    __tablename__ = "preview"
    __table_args__ = (Index("ix_preview_state", "state"), {"sqlite_autoincrement": True})

    id: Mapped[int] = mapped_column(primary_key=True)
    name: Mapped[str]
    """For people: the draft's, or the file's."""
    draft: Mapped[int | None]
    revision: Mapped[int | None]
    """Of the draft, when it was asked."""
    version: Mapped[int | None]
    """The published version that it is of, if it is of one."""
    number: Mapped[int]
    """The version's number, or the one it would be given."""
    text: Mapped[str]
    packs: Mapped[str]
    """As JSON, as of a published version."""
    valid_from: Mapped[int | None]
    """Epoch seconds; null = from the beginning (nothing is published yet)."""
    recompute: Mapped[bool]
    """Whether it reaches into the past."""
    timeline: Mapped[int]
    """The last row of the timeline that it was compared with; 0 if there was none."""
    asked_by: Mapped[str]
    asked_at: Mapped[int]
    """As of when it is computed."""
    ended_at: Mapped[int | None]
    state: Mapped[str] = mapped_column(default="waiting")
    """waiting | running | done | failed."""
    problem: Mapped[str] = mapped_column(default="")
    """What failed."""
    after: Mapped[str] = mapped_column(default="")
    """The last person whose outcome is kept: whoever goes on begins behind them."""
    people: Mapped[int] = mapped_column(default=0)
    """How many there are to be computed."""
    done: Mapped[int] = mapped_column(default=0)
    facts: Mapped[int] = mapped_column(default=0)
    gaining: Mapped[int] = mapped_column(default=0)
    losing: Mapped[int] = mapped_column(default=0)
    sums: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What → [now, then]: see ``connector.steps.preview_sums``."""
    samples: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Rule → some of its items, those that change first."""


class PreviewPerson(Base):
    """What changes for one person, or what a cap or the minimum takes from them; others have no row."""

    __tablename__ = "preview_person"
    __table_args__ = (Index("ix_preview_person_place", "preview", "place", "person"),)

    preview: Mapped[int] = mapped_column(primary_key=True)
    person: Mapped[str] = mapped_column(primary_key=True)
    place: Mapped[int]
    """In the list: for whom most changes comes first."""
    gains: Mapped[bool]
    loses: Mapped[bool]
    sums: Mapped[dict[str, Any]]
    """As the preview's, of this person alone."""
