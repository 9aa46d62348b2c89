"""Signing in and out with a local account, and the choice of language."""

from __future__ import annotations

from flask import Flask, abort, current_app, flash, redirect, request, session, url_for
from flask.typing import ResponseReturnValue
from flask_login import LoginManager, login_user, logout_user

from connector.models.desk import DeskUser
from connector.steps import desk
from connector.texts import LANGUAGES
from connector.web.limit import Limit
from connector.web.links import own_path
from connector.web.page import blueprint, cop, render, say
from connector.web.roles import ANYONE, role
from connector.web.user import User, me

PER_USER = 10
PER_ADDRESS = 30
"""Failures in five minutes; more for an address, since an office often has but one."""


class Limits:
    def __init__(self) -> None:
        self.users, self.addresses = Limit(PER_USER), Limit(PER_ADDRESS)


def install(app: Flask) -> None:
    manager = LoginManager()
    # Its own context processor would read the database even for the page that says the database is broken.
    manager.init_app(app, add_context_processor=False)
    manager.user_loader(_load)
    app.extensions["desk_limits"] = Limits()


def _load(id_: str) -> User | None:
    row = desk.user_named(cop().context, id_.partition("|")[0])
    user = User.of(row) if row and row.disabled_at is None else None
    return user if user and user.get_id() == id_ else None


@blueprint.get("/sign-in")
@role(ANYONE)
def sign_in() -> ResponseReturnValue:
    if me():
        return redirect(own_path(request.args.get("next")), 303)
    return _form(own_path(request.args.get("next")))


@blueprint.post("/sign-in")
@role(ANYONE)
def sign_in_with() -> ResponseReturnValue:
    name, password = request.form.get("username", "").strip().lower()[:64], request.form.get("password", "")
    limits: Limits = current_app.extensions["desk_limits"]
    address = request.remote_addr or "?"
    if limits.users.reached(name) or limits.addresses.reached(address):
        abort(429)
    row = desk.signed_in(cop().context, name, password)
    if row is None:
        limits.users.failed(name)
        limits.addresses.failed(address)
        return _form(own_path(request.form.get("next")), name, wrong=True)
    limits.users.forgive(name)
    return enter(row, own_path(request.form.get("next")))


def enter(row: DeskUser, next_: str) -> ResponseReturnValue:
    """Begins the session of somebody who is known now."""
    _start_anew()
    login_user(User.of(row))
    session.permanent = True
    return redirect(next_, 303)


def _form(next_: str, username: str = "", *, wrong: bool = False) -> ResponseReturnValue:
    oidc = cop().settings.oidc
    page = render(
        "sign_in.html", next=next_, username=username, wrong=wrong, elsewhere=oidc.name if oidc else ""
    )
    return page, 401 if wrong else 200


@blueprint.post("/sign-out")
@role(ANYONE)
def sign_out() -> ResponseReturnValue:
    logout_user()
    _start_anew()
    flash(say("desk-signed-out"), "good")
    return redirect(url_for("desk.sign_in"), 303)


@blueprint.post("/language")
@role(ANYONE)
def choose_language() -> ResponseReturnValue:
    wanted = request.form.get("language")
    if wanted not in LANGUAGES:
        abort(400)
    session["language"] = wanted
    return redirect(own_path(request.form.get("next")), 303)


def _start_anew() -> None:
    """Nothing but the language passes from one session to the next."""
    language = session.get("language")
    session.clear()
    if language:
        session["language"] = language
