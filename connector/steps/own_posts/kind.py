"""What a kind of own post must be able to say: what is due, and what one is to be made from."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Kind as FactKind
from connector.domain.facts import State
from connector.domain.matching import ForumMatch
from connector.domain.rules import SummaryOf, SummaryRule
from connector.models.lms import FactRow
from connector.models.own_posts import OwnPostRow
from connector.models.state import SourceState
from connector.steps.context import Context
from connector.steps.keeping import rows_of
from connector.steps.own_posts.board import FINAL, Spot
from connector.steps.own_posts.written import Written
from connector.steps.world import current_mapping
from connector.summary.port import Silence


@dataclass(frozen=True, slots=True)
class Due:
    key: str
    seen: str
    """Fingerprint of what it rests on; the row remembers it."""


@dataclass(frozen=True, slots=True)
class Order:
    """One post to be written."""

    source: str
    key: str
    spot: Spot
    language: str
    """For the words in which it is withdrawn."""
    digest: str
    """Of what is read: the same one makes the same post."""
    write: Callable[[Context], Written | Silence] = field(repr=False, compare=False)
    """Reads the LMS; may raise what the LMS's reading raises."""
    modified: Mapping[str, int | None] = field(default_factory=dict)
    """Post → its time of change, of those that may be quoted."""
    turns_at: int | None = None
    """When it must be looked at again though no fact changes (epoch seconds)."""


@dataclass(frozen=True, slots=True)
class NoOrder:
    """Why no such post can be asked for."""

    reason: str
    withdraw: bool = False
    """Whether one that stands already no longer holds."""


@dataclass(frozen=True, slots=True)
class Kind:
    word: str
    """The kind of its messages: summary, minutes, digest, thanks, related, link."""
    prefix: str
    """How its keys begin: discussion, session, week, thanks, related, link."""
    due: Callable[[Context, Session, str], Iterable[Due]]
    """All that is due at a source; cheap, from the facts alone."""
    order: Callable[[Context, Session, str, str], Order | NoOrder]
    """For (source, key)."""


# --- what the kinds share ---------------------------------------------------------------


def rows(session: Session, source: str, prefix: str, name: str = "") -> dict[str, OwnPostRow]:
    """Key → row, of one kind; of those only whose keys go on with ``name``."""
    begins = f"{prefix}:{name}"
    query = select(OwnPostRow).where(OwnPostRow.source == source, OwnPostRow.key >= begins)
    found = session.scalars(query.where(OwnPostRow.key < begins[:-1] + chr(ord(begins[-1]) + 1)))
    return {row.key: row for row in found}


def new_row(session: Session, source: str, key: str) -> OwnPostRow:
    row = OwnPostRow(source=source, key=key)
    row.state, row.seen, row.digest, row.reply = "new", "", "", False
    row.cited, row.named, row.ours = {}, [], []
    session.add(row)
    return row


def must_look(row: OwnPostRow, now: int) -> bool:
    return row.look_at is not None and row.look_at <= now


def calls(row: OwnPostRow | None, seen: str, now: int) -> bool:
    """Whether there is anything to do for a post whose grounds look like this now."""
    if row is None:
        return True
    return row.state not in FINAL and (must_look(row, now) or row.seen != seen)


def cited_changed(session: Session, row: OwnPostRow) -> bool:
    """Whether words that we quote were edited or taken back."""
    facts = rows_of(session, row.source, FactKind.POST, sorted(row.cited))
    return any(_changed(facts.get(post), was) for post, was in row.cited.items())


def _changed(fact: FactRow | None, was: int | None) -> bool:
    if fact is None or fact.state != State.PRESENT or fact.data.get("private") or fact.data.get("blank"):
        return True
    return bool(fact.data.get("modified") != was)


def rule_for(session: Session, of: SummaryOf) -> SummaryRule | None:
    """The first rule for this; what is published last says where things go."""
    mapping = current_mapping(session)
    return next((rule for rule in (mapping.summaries if mapping else ()) if rule.of is of), None)


def service_accounts(session: Session, source: str) -> frozenset[int]:
    state = session.get(SourceState, source)
    return frozenset({state.service_user} if state and state.service_user else ())


def forum_of_course(session: Session, source: str, course: int | None, wanted: ForumMatch) -> int | None:
    """The forum of this course that a rule names; the oldest, if several do."""
    query = select(FactRow).where(FactRow.source == source, FactRow.kind == FactKind.FORUM.value)
    query = query.where(FactRow.course == course, FactRow.state == State.PRESENT.value)
    found = [int(row.id) for row in session.scalars(query) if _is_named(wanted, row)]
    return min(found, default=None)


def _is_named(wanted: ForumMatch, row: FactRow) -> bool:
    return wanted.matches(int(row.id), row.data.get("type", ""), row.data.get("name", ""))
