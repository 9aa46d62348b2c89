"""Programs that may ask the API: adding one, whose token is shown once, and revoking."""

from __future__ import annotations

from typing import Any

from flask import abort, current_app, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.steps import clients
from connector.steps.lists.clients import CLIENTS
from connector.web.lists import listed
from connector.web.page import blueprint, cop, render, say
from connector.web.roles import ANYONE, role
from connector.web.user import me


@blueprint.get("/clients")
@role("admin", "auditor")
def api_clients() -> ResponseReturnValue:
    return listed(
        CLIENTS,
        "clients.html",
        lambda teller, found: {"clients": CLIENTS.plain(teller, found.rows), "scopes": clients.SCOPES},
    )


@blueprint.post("/clients")
@role("admin")
def add_api_client() -> ResponseReturnValue:
    """The token is told on the answer itself: a redirect would have to keep it somewhere."""
    user, name = me(), request.form.get("name", "").strip().lower()
    if user is None:
        abort(403)
    try:
        token = clients.add_client(cop().context, name, request.form.getlist("scope"), user.username)
    except NotDone as error:
        flash(say(f"client-refused-{error.word}"), "bad")
        return redirect(url_for("desk.api_clients"), 303)
    return render("client_token.html", name=name, token=token)


@blueprint.post("/clients/<name>")
@role("admin")
def revoke_api_client(name: str) -> ResponseReturnValue:
    user = me()
    if user is None or request.form.get("answer") != "revoke":
        abort(400)
    try:
        clients.revoke_client(cop().context, name, user.username)
    except NotDone:
        abort(404)
    flash(say("client-done-revoked", name=name), "good")
    return redirect(url_for("desk.api_clients"), 303)


# --- what can be asked -------------------------------------------------------------

WORDS = (
    *("no_token", "bad_token", "out_of_scope", "not_there", "not_valid", "bad_request", "not_json_object"),
    *("method_not_allowed", "too_large", "too_often", "not_done", "failed"),
)


@blueprint.get("/api")
@role(ANYONE)
def api_description() -> str:
    """The API's description for people; it holds nothing but what can be asked."""
    told = current_app.extensions["api"].spec.to_dict()
    routes = [
        _route(path, way, ways[way])
        for path, ways in told["paths"].items()
        for way in ("get", "post")
        if way in ways
    ]
    return render("api.html", routes=sorted(routes, key=lambda one: one["path"]), words=WORDS)


def _route(path: str, way: str, told: dict[str, Any]) -> dict[str, Any]:
    return {
        "path": path,
        "way": way.upper(),
        "says": told.get("summary", ""),
        "scope": next((scope for one in told.get("security", ()) for scope in one.get("token", ())), ""),
        "asks": [one["name"] for one in told.get("parameters", ()) if one["in"] == "query"],
    }
