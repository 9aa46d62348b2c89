"""What the LMS told us and what we still want to ask it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import Index
from sqlalchemy.orm import Mapped, mapped_column

from connector.models.base import Base


class Hint(Base):
    """Something to read back. It is finished only if its generation is unchanged since it was taken up."""

    __tablename__ = "hint"
    __table_args__ = (Index("ix_hint_due", "source", "due_at"), Index("ix_hint_course", "source", "course"))

    source: Mapped[str] = mapped_column(primary_key=True)
    ask: Mapped[str] = mapped_column(primary_key=True)
    """What to ask (``connector.lms.port.Ask``)."""
    id: Mapped[str] = mapped_column(primary_key=True)
    course: Mapped[int | None]
    generation: Mapped[int] = mapped_column(default=1)
    first_at: Mapped[int]
    """When the first notice of this generation row came (epoch seconds)."""
    due_at: Mapped[int]
    attempt: Mapped[int] = mapped_column(default=0)
    """Re-reads done because what was read contradicted the notice."""
    failures: Mapped[int] = mapped_column(default=0)
    """Reads in a row that failed; such a hint is read alone, so that one bad object never holds up others."""
    sweep: Mapped[int] = mapped_column(default=0)
    """Part of a reconcile, and of which (``connector.steps.hints.Sweep``): it leads on to what lies below."""
    expect: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the notices say should be found: ``{"post:52": "exists"}``."""
    asked: Mapped[dict[str, Any]] = mapped_column(default=dict)
    """What the reader should remember on success, for instance the head's fingerprint."""


class Heard(Base):
    """Which event told of which object: triage notes it, as no sender could wait for an index in the inbox."""

    __tablename__ = "heard"
    __table_args__ = (Index("ix_heard_thing", "source", "kind", "thing", "event"),)

    event: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    """Its id in the inbox; kept as long as it is there."""
    source: Mapped[str]
    kind: Mapped[str]
    thing: Mapped[str]
    """The id that the object has, or would have, as a fact."""


class FactRow(Base):
    """The current state of one LMS object."""

    __tablename__ = "fact"
    __table_args__ = (
        Index("ix_fact_author", "source", "author", "kind"),
        Index("ix_fact_container", "source", "container", "kind", "time"),
        Index("ix_fact_course", "source", "course", "kind"),
        Index("ix_fact_discussion", "source", "discussion"),
        Index("ix_fact_time", "time", "source", "kind", "id"),
    )

    source: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    course: Mapped[int | None]
    container: Mapped[str | None]
    discussion: Mapped[int | None]
    """For posts: the discussion, copied out of ``data`` to be found by."""
    author: Mapped[int | None]
    time: Mapped[int | None]
    state: Mapped[str]
    data: Mapped[dict[str, Any]]
    digest: Mapped[str]
    """Of everything above: an unchanged fact leads to no work."""
    read_no: Mapped[int]
    """Order number of the read that told it: a slow old read never overwrites a newer one."""


class Lookup(Base):
    """Which courses a mapping's place means on this LMS: ``idnumber=COP-AK`` → course ids."""

    __tablename__ = "lookup"

    source: Mapped[str] = mapped_column(primary_key=True)
    query: Mapped[str] = mapped_column(primary_key=True)
    courses: Mapped[list[Any]]
    read_no: Mapped[int]


class ListedCourse(Base):
    """A course that the site lists, for people to choose from; nothing is computed from it."""

    __tablename__ = "listed_course"
    __table_args__ = (Index("ix_listed_course_words", "words", "source", "id"),)

    source: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[int] = mapped_column(primary_key=True, autoincrement=False)
    shortname: Mapped[str]
    name: Mapped[str]
    idnumber: Mapped[str]
    """Empty where our account is not told it."""
    category: Mapped[int]
    category_name: Mapped[str]
    words: Mapped[str]
    """Name, short name and idnumber, folded: to be found and ordered by."""


class Reading(Base):
    """When an object was last read as a whole, and what stood in the way if it could not be."""

    __tablename__ = "reading"

    source: Mapped[str] = mapped_column(primary_key=True)
    ask: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    fingerprint: Mapped[str | None]
    """The discussion head's fingerprint when its posts were last read."""
    last_post: Mapped[int | None]
    read_at: Mapped[int]
    read_no: Mapped[int]
    problem: Mapped[str | None]
    problem_since: Mapped[int | None]


class Missing(Base):
    """A fact whose object the LMS no longer has, until it is decided whether that takes anything away."""

    __tablename__ = "missing"
    __table_args__ = (
        Index("ix_missing_container", "source", "container"),
        Index("ix_missing_held", "held", "source", "kind", "id"),
    )

    source: Mapped[str] = mapped_column(primary_key=True)
    kind: Mapped[str] = mapped_column(primary_key=True)
    id: Mapped[str] = mapped_column(primary_key=True)
    course: Mapped[int | None]
    container: Mapped[str | None]
    announced: Mapped[bool]
    """Whether the LMS itself sent a deletion event for it."""
    read_no: Mapped[int]
    seen_at: Mapped[int]
    state: Mapped[str] = mapped_column(default="found")
    """found → taken | held → taken | kept."""
    held: Mapped[int | None]


class Held(Base):
    """A loss that a person is asked about before it takes effect."""

    __tablename__ = "held"
    __table_args__ = (Index("ix_held_state", "state", "source"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source: Mapped[str]
    container: Mapped[str]
    reason: Mapped[str]
    """too_many | everything | forum_vanished | course_vanished."""
    count: Mapped[int]
    state: Mapped[str] = mapped_column(default="open")
    """open → released (the loss is real) | dropped (what was earned is kept) | returned (it came back)."""
    created_at: Mapped[int]
    decided_at: Mapped[int | None]
    decided_by: Mapped[str | None]
    note: Mapped[str | None]
