"""What an administrator would do to the external service by hand: `POST /sandbox/service` with JSON.

`{"remove": "<function>"}`, `{"add": …}`, `{"revoke": "<capability>"}`, `{"grant": …}`, `{"forum": 9,
"subscription": 1}`, `{"admin": true}`, `{"clock_ahead_s": 600}`; several at once. GET tells how it stands.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from flask import Blueprint, Response, jsonify, request

from connector.sandbox.rows import Tables
from connector.sandbox.site import Site


def service_blueprint(site: Site) -> Blueprint:
    blueprint = Blueprint("service", __name__)

    @blueprint.get("/sandbox/service")
    def show() -> Response:
        return jsonify(_as_json(site))

    @blueprint.post("/sandbox/service")
    def change() -> Response:
        try:
            _apply(site, request.get_json())
        except (KeyError, TypeError, ValueError) as error:
            return Response(str(error), 400, mimetype="text/plain")
        return jsonify(_as_json(site))

    return blueprint


def subscribe_by(site: Site, forum: int, mode: int) -> None:
    """A forum's setting *Subscription mode*: 0 as each likes, 1 everybody, 2 everybody at first, 3 nobody."""

    def change(tables: Tables) -> None:
        tables.forums[forum] = replace(tables.forums[forum], forcesubscribe=mode)

    site.transact([], change)


def _apply(site: Site, wanted: dict[str, Any]) -> None:
    verbs: dict[str, Callable[[str], None]] = {
        "remove": site.functions.discard,
        "add": site.functions.add,
        "revoke": site.revoke,
        "grant": site.grant,
    }
    for verb, do in verbs.items():
        if verb in wanted:
            do(str(wanted[verb]))
    if "subscription" in wanted:
        subscribe_by(site, int(wanted["forum"]), int(wanted["subscription"]))
    site.account_is_admin = bool(wanted.get("admin", site.account_is_admin))
    site.clock_ahead_s = int(wanted.get("clock_ahead_s", site.clock_ahead_s))


def _as_json(site: Site) -> dict[str, Any]:
    return {
        "functions": sorted(site.functions),
        "capabilities": sorted(site.capabilities),
        "subscriptions": {forum.id: forum.forcesubscribe for forum in site.tables.forums.values()},
        "admin": site.account_is_admin,
        "clock_ahead_s": site.clock_ahead_s,
    }
