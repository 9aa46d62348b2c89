"""The summaries we wrote: of which discussion, where they stand, what they were made from. No text."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class SummaryRow(Base):
    """What we know of the summary of one discussion."""

    __tablename__ = "summary"

    source: Mapped[str] = mapped_column(primary_key=True)
    discussion: Mapped[int] = mapped_column(primary_key=True)
    rule: Mapped[str]
    """What the rule is of: ``discussion``."""
    state: Mapped[str] = mapped_column(default="new")
    """new | standing | silent | withdrawn | removed_by_moderator | edited_by_moderator; the last two are final."""
    reason: Mapped[str | None]
    """Why there is none, or why it was withdrawn."""
    forum: Mapped[int | None]
    """Where it stands, or was to stand."""
    placed: Mapped[int | None]
    """The discussion that we opened for it."""
    post: Mapped[int | None]
    """That discussion's first post."""
    seen: Mapped[str] = mapped_column(default="")
    """A cheap fingerprint of the posts when they were looked at last: unchanged means there is nothing to do."""
    digest: Mapped[str] = mapped_column(default="")
    """Of the ids and times of change of what was read."""
    cited: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Quoted post → its time of change."""
    ours: Mapped[list[Any]] = mapped_column(default=list)
    """Digests of the texts that we wrote or tried to write last: any other text is somebody else's."""
    look_at: Mapped[int | None]
    """When to look for a second copy: a post may appear long after its call was given up."""
    written_at: Mapped[int | None]
