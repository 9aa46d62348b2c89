"""Pages of a session, of a choice, of shared knowledge, and of a badge; and what a member does on them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import Blueprint, Response, abort, redirect, request
from werkzeug.wrappers import Response as AnyResponse

from connector.sandbox.members import MODERATORS
from connector.sandbox.pages import Page, typed_html
from connector.sandbox.rows_activities import BY_HAND, Module
from connector.sandbox.site import Site


def activities_blueprint(site: Site) -> Blueprint:
    blueprint = Blueprint("activities", __name__)

    @blueprint.get("/activity/<int:cmid>")
    def activity(cmid: int) -> Response:
        module = site.tables.modules.get(cmid) or abort(404)
        page = Page(site)
        return page.render("activity", module=module, **_shown(page, module))

    @blueprint.get("/mod/<modname>/view.php")
    @blueprint.get("/mod/<modname>/showentry.php")
    def view(modname: str) -> AnyResponse:  # noqa: ARG001
        return redirect(f"/activity/{_asked(site) or request.args.get('id', 0, type=int)}")

    @blueprint.get("/mod/bigbluebuttonbn/bbb_view.php")
    def recording() -> AnyResponse:
        meeting = site.tables.module("bigbluebuttonbn", request.args.get("bn", 0, type=int)) or abort(404)
        return redirect(f"/activity/{meeting.cmid}")

    @blueprint.get("/badges/badge.php")
    def badge() -> Response:
        wanted = request.args.get("hash", "")
        found = next((key for key, each in site.tables.issued.items() if each.hash == wanted), None) or abort(
            404
        )
        return Page(site).render(
            "badge", badge=site.tables.badges[found[0]], holder=site.tables.users[found[1]]
        )

    for name, deed in _DEEDS.items():
        blueprint.add_url_rule(f"/activity/<int:cmid>/{name}", name, _doing(site, deed), methods=["POST"])
    return blueprint


def _asked(site: Site) -> int:
    """The activity in which the entry lies that is asked for; 0 if none is."""
    told, tables = request.args, site.tables
    entry = tables.glossary_entries.get(told.get("eid", 0, type=int))
    page = tables.wiki_pages.get(told.get("pageid", 0, type=int))
    record = tables.data_records.get(told.get("rid", 0, type=int))
    places = [("glossary", entry.glossary)] if entry else []
    places += [("wiki", page.wiki)] if page else []
    places += [("data", record.database)] if record else []
    found = next((site.tables.module(*place) for place in places), None)
    return found.cmid if found else 0


def _shown(page: Page, module: Module) -> dict[str, Any]:
    """What the page tells about an activity: only its own kind's part is used."""
    tables = page.site.tables
    done = {
        user: row for (cmid, user), row in tables.completions.items() if cmid == module.cmid and row.state
    }
    answers = {user: a for (choice, user), a in tables.choice_answers.items() if choice == module.id}
    return {
        "leader": _leads(page, module),
        "inside": (module.cmid, page.me) in page.site.in_meetings,
        "running": [user for cmid, user in page.site.in_meetings if cmid == module.cmid],
        "done": done,
        "recordings": [r for r in tables.recordings.values() if r.meeting == module.id],
        "options": [o for o in tables.choice_options.values() if o.choice == module.id],
        "answers": answers,
        "entries": [e for e in tables.glossary_entries.values() if e.glossary == module.id],
        "wiki": [p for p in tables.wiki_pages.values() if p.wiki == module.id],
        "records": [r for r in tables.data_records.values() if r.database == module.id],
    }


def _leads(page: Page, module: Module) -> bool:
    return bool(MODERATORS & set(page.members.roles(page.me, module.course)))


def _join(page: Page, module: Module) -> None:
    page.site.deeds.join_meeting(page.me, module.cmid)


def _leave(page: Page, module: Module) -> None:
    page.site.deeds.leave_meeting(page.me, module.cmid)


def _end(page: Page, module: Module) -> None:
    if not _leads(page, module):
        abort(403)
    page.site.deeds.end_meeting(page.me, module.cmid, recorded=True)


def _choose(page: Page, module: Module) -> None:
    options = {str(o.id): o.text for o in page.site.tables.choice_options.values() if o.choice == module.id}
    chosen = options.get(request.form.get("option", "")) or abort(400)
    page.site.deeds.answer_choice(page.me, module.cmid, chosen)


def _tick(page: Page, module: Module) -> None:
    if module.completion != BY_HAND:
        abort(403)
    done = request.form.get("done") == "1"
    page.site.deeds.complete(page.me, module.cmid, done=done)


def _write(page: Page, module: Module) -> None:
    title, html = request.form.get("title", "").strip() or abort(400), typed_html()
    deeds = page.site.deeds
    if module.modname == "glossary":
        deeds.define(page.me, module.cmid, title, html)
    elif module.modname == "wiki":
        deeds.save_wiki_page(page.me, module.cmid, html, title=title)
    elif module.modname == "data":
        deeds.add_record(page.me, module.cmid, title, html)
    else:
        abort(400)


_DEEDS: dict[str, Callable[[Page, Module], None]] = {
    "join": _join,
    "leave": _leave,
    "end": _end,
    "choose": _choose,
    "tick": _tick,
    "write": _write,
}


def _doing(site: Site, deed: Callable[[Page, Module], None]) -> Callable[..., AnyResponse]:
    def do(cmid: int) -> AnyResponse:
        module = site.tables.modules.get(cmid) or abort(404)
        deed(Page(site), module)
        return redirect(f"/activity/{cmid}", 303)

    return do
