"""Who may sign in at the desk: adding, changing, a new password, disabling."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from flask import abort, flash, redirect, request, url_for
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.steps import desk
from connector.steps.lists.desk import USERS
from connector.web.lists import listed
from connector.web.page import blueprint, cop, render, say, say_or, telling
from connector.web.roles import role
from connector.web.user import me


@blueprint.get("/users")
@role("admin", "auditor")
def users() -> ResponseReturnValue:
    return listed(
        USERS,
        "users.html",
        lambda teller, found: {
            "users": USERS.plain(teller, found.rows),
            "roles": desk.ROLES,
            "communities": sorted(teller.communities.items(), key=lambda one: one[1]),
            "elsewhere": cop().settings.oidc is not None,
        },
    )


@blueprint.post("/users")
@role("admin")
def add_user() -> ResponseReturnValue:
    new = _told(request.form.get("username", "").strip().lower(), request.form.get("password", ""))
    if not new.password and cop().settings.oidc is None:
        new = _told(new.username, "-")  # too short: without a password they could not get in at all
    return _done(lambda by: desk.add_user(cop().context, new, by), "added", "desk.users")


@blueprint.get("/users/<username>")
@role("admin", "auditor")
def user(username: str) -> str:
    found = desk.user_named(cop().context, username)
    if found is None:
        abort(404)
    with telling() as teller:
        names = sorted(teller.communities.items(), key=lambda one: one[1])
    return render("user.html", one=found, roles=desk.ROLES, communities=names)


@blueprint.post("/users/<username>")
@role("admin")
def change_user(username: str) -> ResponseReturnValue:
    context, answer = cop().context, request.form.get("answer", "")
    acts: dict[str, Callable[[str], None]] = {
        "change": lambda by: desk.change_user(context, _told(username), by),
        "password": lambda by: desk.set_password(context, username, request.form.get("password", ""), by),
        "disable": lambda by: desk.disable_user(context, username, by),
        "enable": lambda by: desk.enable_user(context, username, by),
    }
    if answer not in acts:
        abort(400)
    return _done(acts[answer], answer, "desk.user", username=username)


def _told(username: str, password: str = "") -> desk.NewUser:
    limited = request.form.get("scope") == "some"
    return desk.NewUser(
        username=username,
        password=password,
        role=request.form.get("role", ""),
        identifier=request.form.get("identifier", "").strip()[:100],
        communities=tuple(request.form.getlist("community")) if limited else None,
    )


def _done(act: Callable[[str], None], word: str, endpoint: str, **where: Any) -> ResponseReturnValue:
    who = me()
    if who is None:
        abort(403)
    try:
        act(who.username)
    except NotDone as error:
        if error.word == "no_such_user":
            abort(404)
        flash(say_or(f"user-refused-{error.word}", say("desk-refused-other", word=error.word)), "bad")
    else:
        flash(say(f"user-done-{word}"), "good")
    return redirect(url_for(endpoint, **where), 303)
