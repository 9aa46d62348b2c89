"""Who asks: the client whose token comes along, whether it may, and whether it asks too often."""

from __future__ import annotations

from flask import current_app, g, request

from connector.errors import BadToken, NoToken, NotThere, OutOfScope, TooOften
from connector.models.clients import ApiClient
from connector.steps.clients import client_with
from connector.web.api.blueprint import blueprint
from connector.web.limit import Limit
from connector.web.page import cop
from connector.web.roles import ANYONE, declared

WINDOW_S = 60
PER_CLIENT = 600
"""Requests a minute, of each process."""
PER_ADDRESS = 30
"""Wrong tokens a minute."""


class Limits:
    def __init__(self) -> None:
        self.clients, self.addresses = (
            Limit(PER_CLIENT, window_s=WINDOW_S),
            Limit(PER_ADDRESS, window_s=WINDOW_S),
        )


def guard() -> None:
    allowed = declared(current_app.view_functions[request.endpoint or ""])
    if ANYONE not in allowed:
        g.client = _client()
        if not allowed & set(g.client.scopes):
            raise OutOfScope(f"this needs the scope {' or '.join(sorted(allowed))}")
    if any("\x00" in value for value in (request.view_args or {}).values() if isinstance(value, str)):
        raise NotThere  # a database would stumble over it


def _client() -> ApiClient:
    limits: Limits = current_app.extensions["api_limits"]
    address = request.remote_addr or "?"
    if limits.addresses.reached(address):
        raise TooOften
    how, _, token = request.headers.get("Authorization", "").partition(" ")
    if how.lower() != "bearer":
        raise NoToken("send the client's token as Authorization: Bearer")
    client = client_with(cop().context, token.strip())
    if client is None:
        limits.addresses.failed(address)
        raise BadToken
    if limits.clients.reached(client.name):
        raise TooOften
    limits.clients.failed(client.name)
    return client


blueprint.before_request(guard)


def asking() -> str:
    """Who asks, for the audit log."""
    return f"client:{g.client.name}"


def sees_people() -> bool:
    """Whether the client may see names and NIPs."""
    return "read:people" in g.client.scopes
