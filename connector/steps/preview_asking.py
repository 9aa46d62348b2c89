"""Asking for a preview: of a draft, of a file, or of a published version."""

from __future__ import annotations

import json
from collections.abc import Mapping as Dict
from dataclasses import dataclass
from datetime import date, datetime, time

from sqlalchemy.orm import Session

from connector.errors import NotDone
from connector.models.mapping import MappingDraft, MappingVersion
from connector.models.preview import Preview
from connector.steps.context import Context
from connector.steps.mapping_check import check_here
from connector.steps.preview import last_row, last_version


@dataclass(frozen=True)
class When:
    """One of the two questions."""

    valid_from: int | None = None
    """Epoch seconds; None = now."""
    recompute: bool = False
    """False: what if it were published, and held from then on; True: what if the past since then were computed anew."""

    @classmethod
    def on(cls, context: Context, day: date | None, *, recompute: bool) -> When:
        """From a day's midnight in the institution's zone on; to be published today means now."""
        today = datetime.fromtimestamp(context.now(), context.zone).date()
        if day is None or (day == today and not recompute):
            return cls(None, recompute)
        return cls(int(datetime.combine(day, time(), context.zone).timestamp()), recompute)


def ask_draft(context: Context, id_: int, when: When, by: str) -> int:
    """Of a draft as it was saved last; returns the preview's number."""
    with context.db.write() as session:
        draft = session.get(MappingDraft, id_)
        if draft is None:
            raise NotDone(f"there is no draft {id_}", word="draft_gone")
        row = _row(context, session, draft.name, draft.text, context.packs, when, by)
        row.draft, row.revision = draft.id, draft.revision
        return _added(session, row)


def ask_text(context: Context, name: str, text: str, when: When, by: str) -> int:
    """Of a document in a file."""
    with context.db.write() as session:
        return _added(session, _row(context, session, name, text, context.packs, when, by))


def ask_version(context: Context, number: int, when: When, by: str) -> int:
    """Of a published version, with the packs of its time."""
    with context.db.write() as session:
        version = session.get(MappingVersion, number)
        if version is None:
            raise NotDone(f"there is no version {number}", word="no_such_version")
        packs = json.loads(version.packs)
        row = _row(context, session, f"mapping:{number}", version.text, packs, when, by, again=True)
        row.version = row.number = number
        return _added(session, row)


def _row(
    context: Context,
    session: Session,
    name: str,
    text: str,
    packs: Dict[str, str],
    when: When,
    by: str,
    *,
    again: bool = False,
) -> Preview:
    """``again``: it was checked when it was published."""
    now, number = context.now(), last_version(session) + 1
    if when.valid_from is not None:
        _refuse_other_way(when.valid_from, now, when.recompute)
    elif when.recompute:
        raise NotDone("from which date on?", word="no_day")
    if not again:
        _refuse_with_problems(context, session, name, text)
    return Preview(
        name=name,
        number=number,
        text=text,
        packs=json.dumps(dict(packs)),
        valid_from=None if number == 1 else when.valid_from or now,
        recompute=when.recompute,
        timeline=last_row(session),
        asked_by=by,
        asked_at=now,
    )


def _refuse_other_way(valid_from: int, now: int, recompute: bool) -> None:
    """Publishing never touches the past, and what is to come cannot be computed anew."""
    if recompute and valid_from > now:
        raise NotDone("only what is past can be recomputed", word="day_to_come")
    if not recompute and valid_from < now:
        raise NotDone("publishing does not touch the past; recompute does", word="day_is_past")


def _refuse_with_problems(context: Context, session: Session, name: str, text: str) -> None:
    checked = check_here(context, session, text, name)
    if checked.mapping is None:
        first = checked.problems[0].report("en") if checked.problems else ""
        raise NotDone(f"it has problems: {first}", word="mapping_has_problems")


def _added(session: Session, row: Preview) -> int:
    session.add(row)
    session.flush()
    return row.id
