"""Mappings: what is being written, what was published, and what each version says otherwise than the one before."""

from __future__ import annotations

from flask import Response, abort, request
from sqlalchemy.orm import Session as Db

from connector.models.mapping import MappingDraft, MappingVersion
from connector.steps.drafts import drafts
from connector.steps.mapping_difference import lines_changed
from connector.steps.mapping_versions import changes_of, latest, version, versions
from connector.web.mapping_words import changed
from connector.web.page import PAGE, Page, blueprint, cop, cut, render, say, telling, when, whole
from connector.web.roles import role
from connector.web.user import me

WRITERS = ("admin",)
DRAFT_READERS = (*WRITERS, "auditor")
READERS = (*DRAFT_READERS, "approver", "hr")


@blueprint.get("/mappings")
@role(*READERS)
def mappings() -> str:
    with telling() as teller:
        before = whole(request.args.get("before"))
        found = versions(teller.session, cop().context.now(), before=before, limit=PAGE + 1)
        return render(
            "mappings.html",
            versions=cut(found, PAGE, lambda row: str(row.number)),
            drafts=_drafts(teller.session) if may(DRAFT_READERS) else None,
            writes=may(WRITERS),
            latest=latest(teller.session),
            starters=sorted(cop().context.starters),
            when=when,
        )


def may(roles: tuple[str, ...]) -> bool:
    user = me()
    return user is not None and user.role in roles


def _drafts(db: Db) -> Page[MappingDraft]:
    found = drafts(db, before=whole(request.args.get("drafts")), limit=PAGE + 1)
    return cut(found, PAGE, lambda row: str(row.id))


@blueprint.get("/mappings/<int:number>")
@role(*READERS)
def mapping(number: int) -> str:
    with telling() as teller:
        found = version(teller.session, number, cop().context.now())
        if found is None:
            abort(404)
        text = teller.session.get_one(MappingVersion, number).text
        before, changes = changes_of(teller.session, number)
        names = (say("mapping-version", number=number - 1), say("mapping-version", number=number))
        return render(
            "mapping.html",
            version=found,
            text=text,
            changes=None if changes is None else changed(changes),
            lines=lines_changed(before, text, names) if number > 1 else [],
            writes=may(WRITERS),
            when=when,
        )


@blueprint.get("/mappings/<int:number>.yaml")
@role(*READERS)
def mapping_file(number: int) -> Response:
    with cop().context.db.read() as db:
        found = db.get(MappingVersion, number)
        if found is None:
            abort(404)
        return as_file(found.text, f"mapping-{number}")


def as_file(text: str, name: str) -> Response:
    """The very bytes of a document."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.yaml"'}
    return Response(text.encode(), content_type="application/yaml; charset=utf-8", headers=headers)
