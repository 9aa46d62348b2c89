"""What went wrong, as ``application/problem+json`` (RFC 9457)."""

from __future__ import annotations

import json
from http import HTTPStatus
from typing import Any

from flask import Response
from werkzeug.exceptions import HTTPException

from connector.errors import HTTP_STATUS, ConnectorError, NotDone
from connector.texts import say
from connector.web.api.blueprint import blueprint
from connector.web.api.guard import WINDOW_S
from connector.web.api.speaking import spoken
from schemas.api_shapes import ProblemSchema

WORDS = {
    400: "bad_request",
    404: "not_there",
    405: "method_not_allowed",
    413: "too_large",
    415: "not_json_object",
    422: "not_valid",
}
"""Of what the framework refuses."""
FAILED = "failed"
"""Of what is our fault."""
GONE = ("no_such_message",)
"""Words of :class:`NotDone` that say that there is nothing to do it with."""


def typed(error: ConnectorError) -> Response:
    status = next((code for kind, code in HTTP_STATUS.items() if isinstance(error, kind)), 500)
    if isinstance(error, NotDone) and error.word in GONE:
        status = 404
    said = str(error) if str(error) != error.word else ""
    answer = problem(status, error.word if status < 500 else FAILED, said if status < 500 else "")
    if status == 401:
        answer.headers["WWW-Authenticate"] = 'Bearer realm="cop-connector"' + (
            ', error="invalid_token"' if error.word == "bad_token" else ""
        )
    if status == 429:
        answer.headers["Retry-After"] = str(WINDOW_S)
    return answer


blueprint.register_error_handler(ConnectorError, typed)


def plain(error: HTTPException) -> Response:
    """What the framework refuses: no such route, not this method, what cannot be read."""
    code = error.code or 500
    told = getattr(error, "data", {}).get("messages", {})
    answer = problem(code, WORDS.get(code, FAILED if code >= 500 else "bad_request"), errors=_by_name(told))
    for name, value in error.get_headers():
        if name.lower() not in ("content-type", "content-length"):
            answer.headers[name] = value
    return answer


def problem(status: int, word: str, detail: str = "", errors: dict[str, Any] | None = None) -> Response:
    told = {"type": f"/api#{word}", "title": _title(status, word), "status": status, "word": word}
    told |= {"detail": detail} if detail else {}
    told |= {"errors": errors} if errors else {}
    body = json.dumps(ProblemSchema().dump(told), ensure_ascii=False)
    return Response(body, status, content_type="application/problem+json")


def _title(status: int, word: str) -> str:
    for key in (f"api-problem-{word}", f"desk-refused-{word}"):
        try:
            return say(spoken(), key)
        except LookupError:
            continue
    return HTTPStatus(status).phrase


def _by_name(told: dict[str, Any]) -> dict[str, Any]:
    """Without the place (query, json) that comes first."""
    return {name: why for place in told.values() if isinstance(place, dict) for name, why in place.items()}
