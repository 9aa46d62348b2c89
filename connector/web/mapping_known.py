"""What the LMS really has, for whoever writes a mapping: a list to look through, and answers for completion."""

from __future__ import annotations

from dataclasses import asdict

from flask import jsonify, request
from flask.typing import ResponseReturnValue

from connector.steps.mapping_known import KINDS, known
from connector.web.mappings import DRAFT_READERS
from connector.web.page import PAGE, blueprint, cop, cut, language, render, whole
from connector.web.roles import role
from schemas.mapping_document import json_schema, pack_schemes

OFFERED = 50
"""At once, to somebody who types."""
LONGEST_WORDS = 100


@blueprint.get("/mappings/known")
@role(*DRAFT_READERS)
def mapping_known() -> ResponseReturnValue:
    kind = request.args.get("kind", "")
    kind = kind if kind in KINDS else next(iter(KINDS))
    words = request.args.get("q", "").strip()[:LONGEST_WORDS]
    with cop().context.db.read() as db:
        found = known(db, cop().inbox, kind, words)
    if request.args.get("format") == "json":
        return jsonify([asdict(one) for one in found[:OFFERED]])
    first = min(whole(request.args.get("after")) or 0, len(found))
    page = cut(found[first:], PAGE, lambda _: str(first + PAGE))
    return render("mapping_known.html", found=page, kind=kind, kinds=list(KINDS), words=words)


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
