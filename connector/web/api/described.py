"""The API's description (OpenAPI), made from the routes and schemas themselves."""

from __future__ import annotations

from http import HTTPStatus
from typing import Any

from flask import Flask, Response, current_app, json
from flask_smorest import Api

from connector import __version__
from connector.web.api.blueprint import blueprint, route
from connector.web.roles import ANYONE
from schemas.api_shapes import ProblemSchema

FAILURES = (400, 401, 403, 404, 409, 415, 422, 429)


class Described(Api):  # type: ignore[misc] # it tells no types
    """Answers to what goes wrong are problems, and ours to make."""

    ERROR_SCHEMA = ProblemSchema
    DEFAULT_ERROR_RESPONSE_NAME = None

    @classmethod
    def of(cls, app: Flask) -> Described:
        told = {"title": "CoP Connector", "version": __version__, "openapi_version": "3.1.0"}
        made = cls(app, spec_kwargs=told)
        made.spec.components.security_scheme("token", {"type": "http", "scheme": "bearer"})
        made.register_blueprint(blueprint)
        return made

    def _register_error_handlers(self) -> None:
        """Ours are installed with the desk's: one handler for all of the application."""

    def _register_responses(self) -> None:
        content = {"application/problem+json": {"schema": ProblemSchema}}
        for status in map(HTTPStatus, FAILURES):
            told: dict[str, Any] = {"description": status.phrase, "content": content}
            if status == 401:
                told["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
            self.spec.components.response(status.name, told, lazy=True)

    def _register_pagination_header(self) -> None:
        """Pages are told in the body and by a Link."""


@route("/openapi.json", ANYONE)
def openapi() -> Response:
    """This description."""
    told = current_app.extensions["api"].spec.to_dict()
    return Response(json.dumps(told), content_type="application/json")
