"""Where the API's routes are gathered; each says its scope, what it answers and how it fails."""

from __future__ import annotations

from collections.abc import Callable
from http import HTTPStatus
from typing import Any, TypeVar

from flask_smorest import Blueprint
from marshmallow import Schema

from connector.web.roles import ANYONE, role

PREFIX = "/api/v1"
LINK = {"Link": {"description": "rel=next, if it goes on", "schema": {"type": "string"}}}

View = TypeVar("View", bound=Callable[..., Any])

blueprint = Blueprint("api", __name__, url_prefix=PREFIX)


def route(
    path: str,
    scope: str,
    answers: type[Schema] | None = None,
    *failures: int,
    query: type[Schema] | None = None,
    body: type[Schema] | None = None,
    method: str = "GET",
) -> Callable[[View], View]:
    """Makes a view a route of the API; the view gets what was asked by ``query`` or ``body`` first."""

    def declare(view: View) -> View:
        made: Any = blueprint.response(200, answers, headers=LINK if query else None)(view)
        if query:
            made = blueprint.arguments(query, location="query", unknown=None)(made)
        if body:
            made = blueprint.arguments(body)(made)
        made = blueprint.doc(security=[] if scope == ANYONE else [{"token": [scope]}])(made)
        for status in failures if scope == ANYONE else (401, 403, 429, *failures):
            made = blueprint.alt_response(status, HTTPStatus(status).name)(made)
        declared: View = role(scope)(made)
        blueprint.add_url_rule(path, view.__name__, declared, methods=[method])
        return declared

    return declare
