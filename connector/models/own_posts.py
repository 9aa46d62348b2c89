"""The posts we wrote ourselves: what each is of, where it stands, what it was made from. No text."""

from __future__ import annotations

from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class OwnPostRow(Base):
    """What we know of one post of ours, or of one that we decided not to write."""

    __tablename__ = "own_post"

    source: Mapped[str] = mapped_column(primary_key=True)
    key: Mapped[str] = mapped_column(primary_key=True)
    """What it is of: ``discussion:31``, ``session:event:12``, ``week:analis/2026-W47``, ``thanks:penolong/2/2026-11``,
    ``related:31``, ``link:31`` (from a discussion to its summary)."""
    state: Mapped[str] = mapped_column(default="new")
    """new | standing | silent | withdrawn | removed_by_moderator | edited_by_moderator; the last two are final."""
    reason: Mapped[str | None]
    """Why there is none, or why it was withdrawn."""
    forum: Mapped[int | None]
    """Where it stands, or was to stand."""
    reply: Mapped[bool] = mapped_column(default=False)
    """Whether it answers somebody, rather than opening a discussion of its own."""
    placed: Mapped[int | None]
    """The discussion it stands in."""
    post: Mapped[int | None]
    """Its post there."""
    seen: Mapped[str] = mapped_column(default="")
    """A cheap fingerprint of what it rests on when that was looked at last: unchanged means nothing to do."""
    digest: Mapped[str] = mapped_column(default="")
    """Of what was read, for instance the ids and times of change of the posts."""
    cited: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """Quoted post → its time of change."""
    named: Mapped[list[Any]] = mapped_column(default=list)
    """Accounts that are thanked in it."""
    ours: Mapped[list[Any]] = mapped_column(default=list)
    """Digests of the texts that we wrote or tried to write last, each with that of what it was made from: any
    other text is somebody else's."""
    look_at: Mapped[int | None]
    """When to look for a second copy: a post may appear long after its call was given up."""
    doubted_since: Mapped[int | None]
    """When we wrote it again after a call of unknown outcome: a copy may appear for some time after that."""
    written_at: Mapped[int | None]
