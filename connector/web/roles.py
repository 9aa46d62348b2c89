"""Who may see what. Every view declares it; one that does not is seen by nobody."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from connector.web.user import me

ANYONE = "anyone"
"""Also who is not signed in."""

View = TypeVar("View", bound=Callable[..., Any])

_declared: dict[Callable[..., Any], frozenset[str]] = {}


def role(*roles: str) -> Callable[[View], View]:
    """Declares which roles may use a view; put it below the route."""

    def declare(view: View) -> View:
        _declared[view] = frozenset(roles)
        return view

    return declare


def declared(view: Callable[..., Any]) -> frozenset[str]:
    return _declared.get(view, frozenset())


def install(blueprint: Blueprint) -> None:
    blueprint.before_request(_guard)


def _guard() -> Response | None:
    allowed = declared(current_app.view_functions[request.endpoint or ""])
    if ANYONE in allowed:
        return None
    user = me()
    if user is None:
        if request.path.startswith("/fragments/"):
            abort(401)  # a script asks: a sign-in page would be put into the page
        asked = request.full_path.rstrip("?") if request.method == "GET" else "/"
        return redirect(url_for("desk.sign_in", next=asked), 303)
    if user.role not in allowed:
        abort(403)
    return None
