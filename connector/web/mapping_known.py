"""What the LMS really has, for whoever writes a mapping: a list to look through, and answers for completion."""

from __future__ import annotations

from dataclasses import asdict

from flask import flash, jsonify, redirect, request, url_for
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session as Db

from connector.steps.course_list import read_courses, standing
from connector.steps.mapping_known import KINDS, Known, courses_listed, known
from connector.web.drafts import user_name
from connector.web.mappings import DRAFT_READERS, WRITERS, may
from connector.web.page import PAGE, Page, blueprint, cop, cut, language, render, say, when, whole
from connector.web.roles import role
from schemas.mapping_document import json_schema, pack_schemes

OFFERED = 50
"""At once, to somebody who types."""
LONGEST_WORDS = 100
LISTED = ("course", "category")
"""Kinds that are known from the LMSs' lists of courses."""


@blueprint.get("/mappings/known")
@role(*DRAFT_READERS)
def mapping_known() -> ResponseReturnValue:
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else next(iter(KINDS))
    words = request.args.get("q", "").replace("\0", "").strip()[:LONGEST_WORDS]
    with cop().context.db.read() as db:
        if request.args.get("format") == "json":
            return jsonify([asdict(one) for one in _page(db, kind, words, OFFERED).rows])
        return render(
            "mapping_known.html",
            found=_page(db, kind, words, PAGE),
            kind=kind,
            kinds=list(KINDS),
            words=words,
            lists=[standing(db, source) for source in cop().context.sources] if kind in LISTED else [],
            writes=may(WRITERS),
            when=when,
        )


def _page(db: Db, kind: str, words: str, limit: int) -> Page[Known]:
    after = request.args.get("after", "").replace("\0", "")
    listed = courses_listed(db, words, after, limit + 1) if kind == "course" else None
    if listed is not None:
        return cut(listed, limit, lambda one: one.key)
    found = known(db, cop().inbox, kind, words)
    first = min(whole(after) or 0, len(found))
    return cut(found[first:], limit, lambda _: str(first + limit))


@blueprint.post("/mappings/known/read")
@role(*WRITERS)
def read_course_lists() -> ResponseReturnValue:
    read_courses(cop().context, user_name())
    flash(say("mapping-courses-asked"), "good")
    return redirect(url_for("desk.mapping_known", kind="course"), 303)


@blueprint.get("/mappings/schema.json")
@role(*DRAFT_READERS)
def mapping_schema() -> ResponseReturnValue:
    """The form of a mapping, with the names that there are: LMSs, HR targets, packs, schemes, kinds of activity."""
    context = cop().context
    names = {"source": sorted(context.sources), "target": sorted(context.hr), "pack": sorted(context.packs)}
    names["scheme"] = sorted({key for text in context.packs.values() for key in pack_schemes(text)})
    with context.db.read() as db:
        names["activity"] = sorted({one.about for one in known(db, cop().inbox, "activity")})
    return jsonify(schema=json_schema(language()), names=names)
