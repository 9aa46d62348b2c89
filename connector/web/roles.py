"""Who may see what. Every view declares it; one that does not is seen by nobody.

``admin`` does everything; ``approver`` sees everything and decides on records and sessions; ``approver_of`` is an
approver for some communities, and a view that lets them in shows nothing of others; ``hr`` sees records, what HR is
told, and people; ``auditor`` sees everything and changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from flask import Blueprint, abort, current_app, redirect, request, url_for
from werkzeug.wrappers import Response

from connector.web.user import me

ANYONE = "anyone"
"""Also who is not signed in."""
READERS = ("admin", "approver", "auditor")
"""Who sees what came, what it meant and what was sent."""
OF_COMMUNITIES = (*READERS, "approver_of")
"""Who sees what belongs to communities, the last only of theirs."""
OF_CREDIT = (*OF_COMMUNITIES, "hr")
"""Who sees records and people."""
DECIDERS = ("admin", "approver", "approver_of")

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


def may(endpoint: str) -> bool:
    """Whether whoever is signed in may open a view."""
    user, view = me(), current_app.view_functions.get(endpoint)
    return user is not None and view is not None and user.power in declared(view)


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
    if user.power not in allowed:
        abort(403)
    return None
