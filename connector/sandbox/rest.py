"""The endpoint `/webservice/rest/server.php`: who may call, what goes wrong on request, how it answers."""

from __future__ import annotations

import gzip
from typing import Any

from flask import Blueprint, Response, request

from connector.sandbox import (
    phpjson,
    rest_activities,
    rest_course,
    rest_forum,
    rest_groups,
    rest_people,
    rest_posts,
    rest_recognition,
    rest_sessions,
    rest_site,
    rest_writing,
)
from connector.sandbox.hangup import hang_up
from connector.sandbox.site import Site
from connector.sandbox.wire import (
    FUNCTIONS,
    Call,
    MoodleError,
    invalid_parameter,
    not_in_service,
    php_error,
    plain_error,
    unbracket,
)

# Importing these modules registers their functions.
MODULES = (
    *(rest_activities, rest_course, rest_forum, rest_groups, rest_people, rest_posts),
    *(rest_recognition, rest_sessions, rest_site, rest_writing),
)
ENDPOINT = "/webservice/rest/server.php"
_OWN_KEYS = {"wstoken", "wsfunction", "moodlewsrestformat", "moodlewssettingfilter", "moodlewssettingraw"}

MAINTENANCE_PAGE = """<!DOCTYPE html>
<html  lang="en" xml:lang="en">
    <head><title>Portal CoP under maintenance</title></head>
    <body><h1>Portal CoP under maintenance</h1>
    <div class='alert-danger'>The site is undergoing maintenance and is currently not available</div></body>
</html>
"""


def rest_blueprint(site: Site) -> Blueprint:
    blueprint = Blueprint("rest", __name__)

    @blueprint.post(ENDPOINT)
    def server() -> Response:
        form = unbracket(request.form.items(multi=True))
        site.count("http")
        return _refusal(site, form) or _answer(site, form)

    return blueprint


def _names(form: dict[str, Any]) -> list[str]:
    """The function asked for and, of a batch, those inside: a fault may be meant for any of them."""
    inner = form.get("requests", [])
    inside = [str(r.get("function")) for r in inner if isinstance(r, dict)] if isinstance(inner, list) else []
    return [str(form.get("wsfunction", "")), *inside]


def _refusal(site: Site, form: dict[str, Any]) -> Response | None:
    """What stops a call before anything is done."""
    faults, names = site.faults, _names(form)
    if slow := faults.take("slow_s", *names):
        faults.hang(slow.seconds)
    if hanging := faults.take("timeout_before", *names):
        faults.hang(hanging.seconds)
        return hang_up()
    if faults.take("error_500", *names):
        return Response(status=500, mimetype="text/html")
    if faults.take("maintenance", *names):
        return Response(MAINTENANCE_PAGE, 503, {"Retry-After": "300"}, mimetype="text/html")
    if not site.webservices_enabled:
        return Response(status=403, mimetype="text/html")
    return None


def _answer(site: Site, form: dict[str, Any]) -> Response:
    try:
        body = _call(site, form)
    except MoodleError as error:
        body = error.as_json()
    if after := site.faults.take("timeout_after", *_names(form)):
        site.faults.hang(after.seconds)
        return hang_up()
    return _packed(phpjson.dumps(body).encode())


def _call(site: Site, form: dict[str, Any]) -> Any:
    if not site.plugin_patched:
        raise php_error('Class "curl" not found')
    user = _account(site, str(form.get("wstoken", "")))
    args = {key: value for key, value in form.items() if key not in _OWN_KEYS}
    return run(site, user, str(form.get("wsfunction", "")), args)


def _account(site: Site, token: str) -> int:
    user = site.tokens.get(token)
    if user is None:
        raise plain_error("invalidtoken", "Invalid token - token not found")
    row = site.tables.users[user]
    if row.suspended:
        told = f"Refused web service access for suspended username: {row.username}"
        raise plain_error("wsaccessusersuspended", told)
    if not (site.service_enabled and site.may("webservice/rest:use")):
        raise not_in_service()
    return user


def run(site: Site, user: int, name: str, args: dict[str, Any]) -> Any:
    """Run one function for an account: alone, or as a part of a batch."""
    registered = FUNCTIONS.get(name)
    if registered is None or name not in site.functions:
        raise not_in_service()
    if set(args) - registered.parameters:
        raise invalid_parameter()
    site.count(name)
    call = Call(site, site.view(), args, user, lambda inner, given: run(site, user, inner, given))
    return registered.run(call)


def _packed(body: bytes) -> Response:
    response = Response(body, mimetype="application/json")
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        response.data = gzip.compress(body, compresslevel=1)
        response.headers["Content-Encoding"] = "gzip"
        response.headers["Vary"] = "Accept-Encoding"
    return response
