"""The one route that receives, and its answers.

Every answer is a small JSON object: ``{"accepted": true}`` with 202 once the event is on disk, else
``{"error": "<machine word>", "message": "…"}``. Answers and logs repeat nothing of what was sent but the name
of a field at fault. Application-wide CSRF protection must exempt this blueprint: it would read the body
first.
"""

from __future__ import annotations

import json

from flask import Blueprint, Response, current_app, request
from marshmallow import ValidationError
from werkzeug.exceptions import BadRequest, RequestEntityTooLarge

from connector.domain.facts import Event
from connector.errors import HTTP_STATUS, ConnectorError, NotAnEvent, NotJson, TooLarge, UnknownSource
from schemas.events import reduce
from webhooks import local_webhooks, tool_trigger
from webhooks.port import Receiving

MAX_BODY = 1024 * 1024
"""Bytes, unless set otherwise; bodies of 320 kB have been seen."""
RETRY_AFTER = 5
OTHER_METHODS = ("GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE")

blueprint = Blueprint("webhooks", __name__)


@blueprint.post("/webhooks/moodle/<source>", provide_automatic_options=False)
def receive(source: str) -> Response:
    """Verify, load, hand over, answer."""
    secrets = _secrets(source)
    event = _load(source, _body(), secrets)
    _cop().inbox.keep(event)
    return Response('{"accepted": true}\n', 202, mimetype="application/json")


@blueprint.route("/webhooks/moodle/<source>", methods=OTHER_METHODS, provide_automatic_options=False)
def refuse_method(source: str) -> Response:  # noqa: ARG001 - part of the address
    answer = _answer(405, "method_not_allowed", "events are sent by POST")
    answer.headers["Allow"] = "POST"
    return answer


@blueprint.errorhandler(ConnectorError)
def refuse(error: ConnectorError) -> Response:
    """Count it, so that admins see it, and answer. Bad input never gets a 5xx."""
    source = (request.view_args or {}).get("source", "")
    cop = _cop()
    cop.inbox.refused(source if source in cop.sources else "?", error.word)
    answer = _answer(HTTP_STATUS[type(error)], error.word, str(error))
    if error.transient:
        answer.headers["Retry-After"] = str(RETRY_AFTER)
    return answer


def _cop() -> Receiving:
    cop: Receiving = current_app.extensions["cop"]
    return cop


def _secrets(source: str) -> tuple[str, ...]:
    try:
        return _cop().sources[source].webhook_secrets
    except KeyError as error:
        raise UnknownSource("no source of this name is configured") from error


def _body() -> bytes:
    """The raw body; the limit holds for what is really read, whatever Content-Length says."""
    limit = _cop().max_body
    # One byte more than allowed: a stream of unknown length is cut at this without an error.
    request.max_content_length = limit + 1
    try:
        raw = request.get_data(cache=False)
    except RequestEntityTooLarge:
        raw = None
    except BadRequest as error:  # the sender went away in the middle of it
        raise NotJson("the body is shorter than announced") from error
    if raw is None or len(raw) > limit:
        raise TooLarge(f"the body is larger than {limit} bytes")
    return raw


def _load(source: str, raw: bytes, secrets: tuple[str, ...]) -> Event:
    authorization = request.headers.get("Authorization", "")
    if tool_trigger.is_sender(authorization):
        body = tool_trigger.load(raw, authorization, request.mimetype, secrets)
    else:
        body = local_webhooks.load(raw, secrets)
    try:
        return reduce(source, body)
    except ValidationError as error:
        raise NotAnEvent(f"{error.field_name}: {error.messages[0]}") from error


def _answer(status: int, word: str, message: str) -> Response:
    text = json.dumps({"error": word, "message": message}) + "\n"
    return Response(text, status, mimetype="application/json")
