"""Publishing a draft: from which day, why, and with its warnings seen."""

from __future__ import annotations

import json
from datetime import datetime

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.models.mapping import MappingVersion
from connector.steps.drafts import LONGEST_REASON, Seen, publish_draft
from connector.steps.mapping_check import check_here, mark_of
from connector.steps.mapping_difference import changes, lines_changed
from connector.steps.mapping_versions import latest, overtaken
from connector.web import health
from connector.web.drafts import draft_with, refusal, user_name
from connector.web.mapping_words import changed, verdict
from connector.web.mappings import WRITERS
from connector.web.page import blueprint, cop, form_day, render, say, telling, when, whole
from connector.web.roles import role


@blueprint.get("/mappings/drafts/<int:id_>/publish")
@role(*WRITERS)
def publish_page(id_: int) -> str:
    return _page(id_)


def _page(id_: int) -> str:
    """What would be published, against what is in force; a form that was refused keeps what was filled in."""
    draft, context = draft_with(id_), cop().context
    with telling() as teller:
        checked = check_here(context, teller.session, draft.text, draft.name)
        number = latest(teller.session)
        before = teller.session.get(MappingVersion, number) if number else None
        coming = [(row.version, when(row.valid_from)) for row in overtaken(teller.session, 0, context.now())]
    old, packs = (before.text, json.loads(before.packs)) if before else ("", {})
    found = changes(old, draft.text, packs, context.packs) if before else []
    names = (say("mapping-version", number=number or 0), draft.name)
    return render(
        "draft_publish.html",
        draft=draft,
        verdict=verdict(checked, draft.text),
        mark=mark_of(checked.warnings),
        before=number,
        coming=coming,
        changes=changed(found or []),
        lines=lines_changed(old, draft.text, names) if before else [],
        today=datetime.fromtimestamp(context.now(), context.zone).date().isoformat(),
        form=request.form,
        longest=LONGEST_REASON,
    )


@blueprint.post("/mappings/drafts/<int:id_>/publish")
@role(*WRITERS)
def publish_mapping(id_: int) -> ResponseReturnValue:
    """Puts in force the revision that was on the page."""
    revision = whole(request.form.get("revision"))
    if revision is None:
        abort(400)
    try:
        number = publish_draft(
            cop().context,
            Seen(id_, revision),
            user_name(),
            reason=request.form.get("reason", ""),
            day=form_day(),
            warnings_seen=request.form.get("seen", ""),
            supersede=request.form.getlist("supersede", type=int),
        )
    except NotDone as error:
        flash(refusal(error), "bad")
        if error.word == "draft_gone":
            return redirect(url_for("desk.mappings"), 303)
        return _page(id_), 409
    flash(say("mapping-published-as", number=number), "good")
    health.forget()
    return redirect(url_for("desk.mapping", number=number), 303)
