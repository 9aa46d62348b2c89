"""Previews: asking what a mapping would change, waiting for it, reading it, and recomputing the past by it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy import ColumnElement, select
from sqlalchemy.orm import Session as Db

from connector.errors import NotDone
from connector.models.mapping import MappingDraft, MappingVersion
from connector.models.preview import Preview
from connector.steps.mapping_versions import overtaken
from connector.steps.preview import last_row, unread_places
from connector.steps.preview_asking import When, ask_draft, ask_version
from connector.steps.preview_told import Told, teller_of
from connector.steps.recompute import recompute, takes_from_many
from connector.web import health
from connector.web.page import blueprint, cop, form_day, language, render, say, say_or, when, whole
from connector.web.preview_people import people_rows, sample_rows
from connector.web.roles import role
from connector.web.user import me

WRITERS = ("admin",)
READERS = (*WRITERS, "auditor")
EARLIER = 10
"""Previews that are listed; older ones are thrown away after some days anyway."""
LONGEST_REASON = 1_000
REFRESH_S = 2
ONLY = ("loses", "gains")


# --- asking --------------------------------------------------------------------------------


@blueprint.get("/mappings/drafts/<int:id_>/preview")
@role(*READERS)
def preview_draft(id_: int) -> str:
    with cop().context.db.read() as db:
        draft = db.get(MappingDraft, id_)
        if draft is None:
            abort(404)
        return _asking(db, draft.name, f"/mappings/drafts/{id_}", Preview.draft == id_, recompute=False)


@blueprint.get("/mappings/<int:number>/preview")
@role(*READERS)
def preview_version(number: int) -> str:
    with cop().context.db.read() as db:
        if db.get(MappingVersion, number) is None:
            abort(404)
        name = say("preview-version", number=number)
        return _asking(db, name, f"/mappings/{number}", Preview.version == number, recompute=True)


def _asking(db: Db, name: str, back: str, mine: ColumnElement[bool], *, recompute: bool) -> str:
    found = db.scalars(select(Preview).where(mine).order_by(Preview.id.desc()).limit(EARLIER)).all()
    return render(
        "preview_ask.html",
        name=name,
        back=back,
        recompute=recompute,
        earlier=[(row, question(row), when(row.asked_at)) for row in found],
        writes=_may_write(),
    )


@blueprint.post("/mappings/drafts/<int:id_>/preview")
@role(*WRITERS)
def ask_of_draft(id_: int) -> ResponseReturnValue:
    return _ask(
        lambda asked: ask_draft(cop().context, id_, asked, _by()), url_for("desk.preview_draft", id_=id_)
    )


@blueprint.post("/mappings/<int:number>/preview")
@role(*WRITERS)
def ask_of_version(number: int) -> ResponseReturnValue:
    back = url_for("desk.preview_version", number=number)
    return _ask(lambda asked: ask_version(cop().context, number, asked, _by()), back)


def _ask(ask: Callable[[When], int], back: str) -> ResponseReturnValue:
    past = request.form.get("question") == "recompute"
    try:
        id_ = ask(When.on(cop().context, form_day(), recompute=past))
    except NotDone as error:
        flash(refusal(error), "bad")
        return redirect(back, 303)
    return redirect(url_for("desk.preview", id_=id_), 303)


def _by() -> str:
    user = me()
    return user.username if user else ""


def refusal(error: NotDone) -> str:
    return say_or(f"preview-refused-{error.word}", say("preview-refused-other", word=error.word))


# --- the answer ----------------------------------------------------------------------------


def question(row: Preview) -> str:
    if row.valid_from is None:
        return say("preview-asks-beginning")
    word = "recompute" if row.recompute else "publish"
    return say(f"preview-asks-{word}", when=when(row.valid_from))


@dataclass(frozen=True)
class Standing:
    """What keeps an answer from being used."""

    older: bool
    """Another mapping has come into force since."""
    changed: bool
    """The draft is not what it was."""
    unread: str
    overtaken: list[str]
    """Versions that were to come and no longer would."""


def _standing(db: Db, row: Preview) -> Standing:
    draft = db.get(MappingDraft, row.draft) if row.draft is not None else None
    unread = ", ".join(f"{source} {query}" for source, query in unread_places(db, row))
    changed = draft is not None and draft.revision != row.revision
    coming = [
        say("preview-overtaken", number=each.version, when=when(each.valid_from))
        for each in overtaken(db, row.valid_from or 0, cop().context.now())
    ]
    return Standing(row.timeline != last_row(db), changed, unread, coming)


@blueprint.get("/mappings/previews/<int:id_>")
@role(*READERS)
def preview(id_: int) -> str:
    with cop().context.db.read() as db:
        row = found(db, id_)
        about = {"row": row, "name": _name(row), "question": question(row), "back": _back(db, row)}
        if row.state != "done":
            return render("preview_wait.html", **about, refresh=REFRESH_S)
        return render("preview.html", **about, **_answer(db, row))


def _answer(db: Db, row: Preview) -> dict[str, Any]:
    teller = teller_of(cop().context, db, language(), row)
    only = request.args.get("only", "")
    only = only if only in ONLY else ""
    return {
        "asked": when(row.asked_at),
        "standing": _standing(db, row),
        "told": Told(teller, row.sums),
        "samples": sample_rows(db, teller, row),
        "people": people_rows(db, teller, row.id, only, request.args.get("after", "")),
        "only": only,
        "choices": ONLY,
        "many": takes_from_many(row),
        "may_recompute": _may_write() and row.recompute and row.version is not None,
        "since": when(row.valid_from),
    }


def _may_write() -> bool:
    user = me()
    return user is not None and user.role in WRITERS


def found(db: Db, id_: int) -> Preview:
    row = db.get(Preview, id_)
    if row is None:
        abort(404)
    return row


def _name(row: Preview) -> str:
    return row.name if row.version is None else say("preview-version", number=row.version)


def _back(db: Db, row: Preview) -> str:
    """Where one like it is asked for; a draft may be gone by now."""
    if row.version is not None:
        return url_for("desk.preview_version", number=row.version)
    if row.draft is not None and db.get(MappingDraft, row.draft) is not None:
        return url_for("desk.preview_draft", id_=row.draft)
    return url_for("desk.mappings")


@blueprint.post("/mappings/previews/<int:id_>/recompute")
@role(*WRITERS)
def recompute_past(id_: int) -> ResponseReturnValue:
    """By the version and from the day of this preview."""
    with cop().context.db.read() as db:
        row = found(db, id_)
        version, since = row.version, row.valid_from
    if version is None or since is None or not row.recompute:
        abort(400)
    reason, losing = request.form.get("reason", "")[:LONGEST_REASON], whole(request.form.get("losing"))
    try:
        recompute(cop().context, version, since, _by(), reason, losing)
    except NotDone as error:
        flash(refusal(error), "bad")
        return redirect(url_for("desk.preview", id_=id_, _anchor="recompute"), 303)
    flash(say("preview-recompute-done"), "good")
    health.forget()
    return redirect(url_for("desk.mapping", number=version), 303)
