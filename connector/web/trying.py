"""Try one: what every rule says of an event, a fact or a post, and why."""

from __future__ import annotations

from flask import request
from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.errors import NotDone
from connector.models.mapping import MappingDraft, MappingVersion
from connector.steps.telling import Line
from connector.steps.try_input import MOST
from connector.steps.try_one import Which, try_one
from connector.web.page import blueprint, cop, language, render, say, say_or, whole
from connector.web.roles import role

READERS = ("admin", "auditor")
OFFERED = 20
"""Versions and drafts, the newest of each."""


@blueprint.get("/try")
@role(*READERS)
def trying() -> str:
    """``?words=lms:post:17`` is tried at once: other pages lead here."""
    return _page(request.args.get("words", ""), request.args.get("which", ""), request.args.get("source", ""))


@blueprint.post("/try")
@role(*READERS)
def try_it() -> str:
    """By a form, since what is pasted may hold what should not stand in an address."""
    return _page(request.form.get("words", ""), request.form.get("which", ""), request.form.get("source", ""))


def _page(words: str, which: str, source: str) -> str:
    words, lines, problem = words.strip()[:MOST], [], ""
    with cop().context.db.read() as db:
        if words:
            try:
                lines = _tried(db, words, which, source)
            except NotDone as error:
                problem = say_or(f"try-refused-{error.word}", say("try-refused-other", word=error.word))
        return render(
            "try.html",
            # An event as it was sent may hold the sender's secret: it is not shown again.
            words="" if words.startswith("{") and not problem else words,
            which=which,
            source=source,
            sources=sorted(cop().context.sources),
            offered=_offered(db),
            lines=lines,
            problem=problem,
            links=[_link(line) for line in lines],
            most=MOST,
        )


def _tried(db: Db, words: str, which: str, source: str) -> list[Line]:
    kind, _, text = which.partition(":")
    number = whole(text)
    chosen = Which(number if kind == "version" else None, number if kind == "draft" else None)
    return try_one(cop().context, cop().inbox, db, words, language(), source=source, which=chosen)


def _offered(db: Db) -> list[tuple[str, str]]:
    versions = db.scalars(select(MappingVersion.number).order_by(MappingVersion.number.desc()).limit(OFFERED))
    drafts = db.execute(
        select(MappingDraft.id, MappingDraft.name).order_by(MappingDraft.id.desc()).limit(OFFERED)
    )
    found = [("", say("try-which-in-force"))]
    found += [(f"draft:{id_}", say("try-which-draft", name=name)) for id_, name in drafts]
    return found + [(f"version:{number}", say("try-which-version", number=number)) for number in versions]


def _link(line: Line) -> str:
    """Where a line leads: the fact's page, or the session's."""
    if not line.link:
        return ""
    return f"/sessions/{line.link}" if line.kind == "session" else f"/facts/{line.link}"
