"""Drafts of mappings: begun, saved, laid aside, published. Saving over somebody else's text is refused."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.mapping import MappingDraft
from connector.steps.audit import note
from connector.steps.context import Context
from connector.steps.mapping_check import check_here, mark_of
from connector.steps.publish import put_in_force
from schemas.documents import MAX_BYTES

LONGEST_NAME = 200
LONGEST_REASON = 1_000


@dataclass(frozen=True)
class Seen:
    """A draft as somebody had it before them."""

    id: int
    revision: int


def begin_draft(context: Context, name: str, text: str, by: str, based_on: int | None = None) -> int:
    """A new draft, of any text; its id."""
    _refuse_what_is_no_text(text)
    now = context.now()
    with context.db.write() as session:
        draft = MappingDraft(name=_named(name), text=text, based_on=based_on, by=by, at=now)
        draft.changed_by, draft.changed_at, draft.revision = by, now, 1
        session.add(draft)
        session.flush()
        note(session, now, by, "begin_draft", f"draft:{draft.id}", {"based_on": based_on})
        return draft.id


def save_draft(context: Context, seen: Seen, name: str, text: str, by: str) -> int:
    """Puts a text over the one that was seen, whether it checks or not; the new revision."""
    _refuse_what_is_no_text(text)
    with context.db.write() as session:
        draft = _as_seen(session, seen)
        if (draft.name, draft.text) != (_named(name), text):
            draft.name, draft.text, draft.revision = _named(name), text, draft.revision + 1
            draft.changed_by, draft.changed_at = by, context.now()
            note(session, context.now(), by, "save_draft", f"draft:{draft.id}", {"revision": draft.revision})
        return draft.revision


def discard_draft(context: Context, seen: Seen, by: str) -> None:
    with context.db.write() as session:
        draft = _as_seen(session, seen)
        session.delete(draft)
        note(session, context.now(), by, "discard_draft", f"draft:{draft.id}", {"name": draft.name})


def publish_draft(
    context: Context,
    seen: Seen,
    by: str,
    *,
    reason: str,
    day: date | None = None,
    warnings_seen: str = "",
    supersede: Collection[int] = (),
) -> int:
    """Puts the draft in force as it was seen, and returns its version number; it is no draft any more.

    ``day``: from its midnight in the institution's zone on; None or today = from now on. ``warnings_seen``: the
    mark of the warnings that the publisher confirmed (:func:`mark_of`). ``supersede``: versions to come that may never
    come into force. The words of refusals: ``mapping_has_problems``, ``warnings_not_seen``, ``no_reason``,
    ``day_is_past``, ``draft_changed``, ``draft_gone``, ``not_changed``, ``overtakes_later``.
    """
    if not reason.strip():
        raise NotDone("say why", word="no_reason")
    with context.db.write() as session:
        draft = _as_seen(session, seen)
        checked = check_here(context, session, draft.text, draft.name)
        if checked.mapping is None:
            raise NotDone("it has problems", word="mapping_has_problems")
        if mark_of(checked.warnings) != warnings_seen:
            raise NotDone("its warnings were not seen", word="warnings_not_seen")
        from_, reason = _moment(context, day), reason.strip()[:LONGEST_REASON]
        number = put_in_force(context, session, draft.text, context.packs, by, from_, reason, supersede)
        session.delete(draft)
        return number


def drafts(session: Session, *, before: int | None = None, limit: int = 100) -> list[MappingDraft]:
    """The newest first, a page at a time."""
    query = select(MappingDraft).order_by(MappingDraft.id.desc()).limit(limit)
    return list(session.scalars(query if before is None else query.where(MappingDraft.id < before)))


def as_typed(before: str, typed: str) -> str:
    """What a page sent, with the line ends of the text before: browsers send CR LF whatever the document has."""
    if _plain(typed) == _plain(before):
        return before
    return _plain(typed).replace("\n", "\r\n") if "\r\n" in before else _plain(typed)


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _as_seen(session: Session, seen: Seen) -> MappingDraft:
    draft = session.get(MappingDraft, seen.id)
    if draft is None:
        raise NotDone("the draft was published or laid aside", word="draft_gone")
    if draft.revision != seen.revision:
        raise NotDone(f"{draft.changed_by} saved another text meanwhile", word="draft_changed")
    return draft


def _refuse_what_is_no_text(text: str) -> None:
    if len(text.encode()) > MAX_BYTES:
        raise NotDone(f"more than {MAX_BYTES // 1024} kB", word="draft_too_large")
    if "\0" in text:
        raise NotDone("it has a character that no text has", word="draft_no_text")


def _named(name: str) -> str:
    return " ".join(name.split())[:LONGEST_NAME] or "mapping"


def _moment(context: Context, day: date | None) -> int | None:
    today = datetime.fromtimestamp(context.now(), context.zone).date()
    if day is None or day == today:
        return None
    if day < today:
        raise NotDone("publishing does not touch the past", word="day_is_past")
    return int(datetime.combine(day, time(), context.zone).timestamp())
