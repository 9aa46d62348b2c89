"""A draft of a mapping: its text, what is wrong with it, saving it without ever losing what somebody wrote."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass

from flask import Response, abort, current_app, flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.models.mapping import MappingDraft, MappingVersion
from connector.steps.course_list import read_courses_if_old
from connector.steps.drafts import Seen, as_typed, begin_draft, discard_draft, save_draft
from connector.steps.mapping_check import check_here
from connector.steps.mapping_difference import lines_changed
from connector.steps.mapping_known import KINDS
from connector.web.mapping_words import Verdict, verdict
from connector.web.mappings import DRAFT_READERS, WRITERS, as_file, may
from connector.web.page import blueprint, cop, render, say, say_or, when, whole
from connector.web.roles import role
from connector.web.user import me
from schemas.documents import MAX_BYTES

PREVIEW = "desk.preview_draft"


@dataclass(frozen=True)
class Conflict:
    """Somebody else saved, published or laid aside the draft while this text was written."""

    by: str
    when: str
    lines: Sequence[str]
    """How the text on the page differs from theirs; empty if the draft is gone."""
    gone: bool = False


def user_name() -> str:
    user = me()
    if user is None:
        abort(403)
    return user.username


def draft_with(id_: int) -> MappingDraft:
    with cop().context.db.read() as db:
        found = db.get(MappingDraft, id_)
        if found is None:
            abort(404)
        db.expunge(found)
        return found


def looked_at(text: str, name: str) -> Verdict:
    with cop().context.db.read() as db:
        return verdict(check_here(cop().context, db, text, name), text)


def refusal(error: NotDone) -> str:
    return say_or(f"mapping-refused-{error.word}", say("desk-refused-other", word=error.word))


# --- beginning ------------------------------------------------------------------


@blueprint.post("/mappings/drafts")
@role(*WRITERS)
def begin_mapping() -> ResponseReturnValue:
    """From a file, a version (``version:3``) or a starter (``starter:indonesia-asn``)."""
    base, _, name = request.form.get("base", "").partition(":")
    try:
        if base == "file":
            text, name, based_on = _uploaded(), _file_name(), None
        else:
            text, based_on = _base(base, name)
        title = request.form.get("name", "").strip() or _title(base, name)
        id_ = begin_draft(cop().context, title, text, user_name(), based_on)
        read_courses_if_old(cop().context, user_name())  # to be picked from; it goes on beside
    except NotDone as error:
        flash(refusal(error), "bad")
        return redirect(url_for("desk.mappings"), 303)
    return redirect(url_for("desk.draft", id_=id_), 303)


def _base(base: str, name: str) -> tuple[str, int | None]:
    if base == "starter" and name in cop().context.starters:
        return cop().context.starters[name], None
    number = whole(name) if base == "version" else None
    with cop().context.db.read() as db:
        found = db.get(MappingVersion, number) if number is not None else None
    if found is None:
        abort(400)
    return found.text, found.number


def _title(base: str, name: str) -> str:
    return say("mapping-after", number=int(name)) if base == "version" else name


def _uploaded() -> str:
    file = request.files.get("file")
    data = file.read(MAX_BYTES + 1) if file else b""
    if not data:
        raise NotDone("no file was chosen", word="no_file")
    try:
        return data.decode()
    except UnicodeDecodeError as error:
        raise NotDone("the file is no UTF-8", word="draft_no_text") from error


def _file_name() -> str:
    file = request.files.get("file")
    return (file.filename or "" if file else "").rpartition("/")[2]


# --- one draft ------------------------------------------------------------------


@blueprint.get("/mappings/drafts/<int:id_>")
@role(*DRAFT_READERS)
def draft(id_: int) -> str:
    found = draft_with(id_)
    return _editor(found, found.name, found.text)


def _editor(
    found: MappingDraft | None, name: str, text: str, *, id_: int = 0, conflict: Conflict | None = None
) -> str:
    """``found``: as it is stored, None if it is gone; name and text: as they stand on the page."""
    return render(
        "draft.html",
        draft=found,
        id=found.id if found else id_,
        name=name,
        text=text,
        unsaved=found is None or (name, text) != (found.name, found.text),
        verdict=looked_at(text, name),
        conflict=conflict,
        writes=may(WRITERS),
        preview=PREVIEW if PREVIEW in current_app.view_functions else "",
        kinds=list(KINDS),
        when=when,
    )


@blueprint.post("/mappings/drafts/<int:id_>")
@role(*WRITERS)
def save_mapping(id_: int) -> ResponseReturnValue:
    """Saves, checks only, or makes a draft of its own: each with the text that is on the page."""
    answer, revision = request.form.get("answer"), whole(request.form.get("revision"))
    typed = request.form.get("text")
    if answer not in ("save", "check", "copy") or revision is None or typed is None:
        abort(400)
    with cop().context.db.read() as db:
        stored = db.get(MappingDraft, id_)
    text = as_typed(stored.text if stored else "", typed)
    name = request.form.get("name", "").strip() or say("mapping-unnamed")
    try:
        if answer == "copy":
            return _copied(name, text)
        if answer == "save":
            save_draft(cop().context, Seen(id_, revision), name, text, user_name())
            flash(say("mapping-saved"), "good")
            return redirect(url_for("desk.draft", id_=id_), 303)
    except NotDone as error:
        return _not_saved(id_, name, text, error)
    return _editor(stored, name, text, id_=id_)


def _copied(name: str, text: str) -> ResponseReturnValue:
    id_ = begin_draft(cop().context, say("mapping-copy-of", name=name), text, user_name())
    flash(say("mapping-copied"), "good")
    return redirect(url_for("desk.draft", id_=id_), 303)


def _not_saved(id_: int, name: str, text: str, error: NotDone) -> ResponseReturnValue:
    """The page again with what was written on it, and theirs beside it."""
    with cop().context.db.read() as db:
        stored = db.get(MappingDraft, id_)
    if error.word not in ("draft_changed", "draft_gone"):
        flash(refusal(error), "bad")
        return _editor(stored, name, text, id_=id_), 422
    if stored is None:
        return _editor(None, name, text, id_=id_, conflict=Conflict("", "", (), gone=True)), 409
    lines = lines_changed(stored.text, text, (stored.changed_by, user_name()))
    conflict = Conflict(stored.changed_by, when(stored.changed_at), lines)
    return _editor(stored, name, text, conflict=conflict), 409


@blueprint.post("/mappings/drafts/<int:id_>/file")
@role(*WRITERS)
def upload_mapping(id_: int) -> ResponseReturnValue:
    """A file in the place of the draft's text, byte for byte."""
    found, revision = draft_with(id_), whole(request.form.get("revision"))
    if revision is None:
        abort(400)
    try:
        text = _uploaded()
        save_draft(cop().context, Seen(id_, revision), found.name, text, user_name())
        flash(say("mapping-saved"), "good")
    except NotDone as error:
        if error.word in ("draft_changed", "draft_gone"):
            return _not_saved(id_, found.name, text, error)
        flash(refusal(error), "bad")
    return redirect(url_for("desk.draft", id_=id_), 303)


@blueprint.get("/mappings/drafts/<int:id_>.yaml")
@role(*DRAFT_READERS)
def draft_file(id_: int) -> Response:
    return as_file(draft_with(id_).text, f"draft-{id_}")


@blueprint.post("/mappings/drafts/<int:id_>/discard")
@role(*WRITERS)
def discard_mapping(id_: int) -> ResponseReturnValue:
    revision = whole(request.form.get("revision"))
    if revision is None:
        abort(400)
    try:
        discard_draft(cop().context, Seen(id_, revision), user_name())
    except NotDone as error:
        flash(refusal(error), "bad")
        there = url_for("desk.draft", id_=id_) if error.word == "draft_changed" else url_for("desk.mappings")
        return redirect(there, 303)
    flash(say("mapping-discarded"), "good")
    return redirect(url_for("desk.mappings"), 303)


@blueprint.post("/mappings/drafts/<int:id_>/check")
@role(*WRITERS)
def check_mapping(id_: int) -> ResponseReturnValue:
    """Whether the text in the request's body checks: for a page on which somebody types. Nothing is kept."""
    data = request.stream.read(MAX_BYTES + 1)
    if len(data) > MAX_BYTES:
        abort(413)
    found = looked_at(data.decode(errors="replace"), f"draft:{id_}")
    problems = [asdict(one) for one in found.problems]
    return jsonify(state=found.state, summary=found.summary, problems=problems)
