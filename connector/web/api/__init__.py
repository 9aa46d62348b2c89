"""The API under ``/api/v1``: what the desk shows, for programs, as JSON.

Duty: say who asks and what they may, and answer out of the same listings and steps as the desk's pages.
May import: what ``connector.web`` may, and schemas.
Does not belong here: pages, cookies, deciding about credit (docs/decisions/0022).
"""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import CSRFProtect

from connector.web.api import (
    communities,
    described,
    drafts,
    facts,
    held,
    lists,
    looking,
    mappings,
    messages,
    people,
    records,
    sessions,
)
from connector.web.api.blueprint import blueprint
from connector.web.api.described import Described
from connector.web.api.guard import Limits

ROUTES = (
    *(communities, described, drafts, facts, held, lists, looking, mappings),
    *(messages, people, records, sessions),
)
"""Imported so that their routes are known."""


def install(app: Flask, csrf: CSRFProtect) -> None:
    """A token is no cookie, which a browser would send along by itself: so nothing can be forged here."""
    csrf.exempt(blueprint)
    app.extensions["api_limits"] = Limits()
    app.extensions["api"] = Described.of(app)
