"""The desk: what arrived, what it meant, what waits for approval, what was sent – and why.

Duty: pages for admins and approvers, signing in, the probes of a supervisor. A view asks a step and renders.
May import: connector.steps, connector.mapping, connector.models, connector.domain, connector.errors, connector.texts.
Does not belong here: deciding anything about credit, speaking to an LMS, sentences (they are in ``texts``).
"""

from __future__ import annotations

from flask import Flask
from flask_wtf.csrf import CSRFProtect
from jinja2 import StrictUndefined

from connector.web import (
    api,
    audit,
    clients,
    communities,
    compare,
    doctor,
    draft_publish,
    drafts,
    events,
    explaining,
    facts,
    flags,
    headers,
    held,
    hr,
    manual,
    mapping_known,
    mappings,
    matching,
    meanings,
    messages,
    metrics,
    mishaps,
    oidc,
    overview,
    page,
    people,
    preview_people,
    previews,
    probes,
    records,
    roles,
    samples,
    session_words,
    sessions,
    signin,
    static_files,
    trying,
    uploads,
    users,
    whole,
)
from connector.web.session import CarefulSessions

VIEWS = (
    audit,
    clients,
    communities,
    draft_publish,
    drafts,
    compare,
    doctor,
    events,
    explaining,
    facts,
    flags,
    held,
    hr,
    manual,
    mapping_known,
    mappings,
    matching,
    meanings,
    messages,
    metrics,
    oidc,
    overview,
    people,
    preview_people,
    previews,
    probes,
    records,
    samples,
    session_words,
    sessions,
    signin,
    static_files,
    trying,
    users,
)
"""Imported so that their routes are known."""

HOURS_SIGNED_IN = 12

roles.install(page.blueprint)  # once, however many applications are made


def install(app: Flask) -> None:
    """Adds the desk to an application that has ``extensions["cop"]`` and the webhooks."""
    app.jinja_options = {
        **app.jinja_options,
        "undefined": StrictUndefined,
        "trim_blocks": True,
        "lstrip_blocks": True,
    }
    app.session_interface = CarefulSessions()
    app.config.update(
        PERMANENT_SESSION_LIFETIME=HOURS_SIGNED_IN * 3600,
        SESSION_COOKIE_NAME="cop_desk",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_REFRESH_EACH_REQUEST=False,  # or a page left open would stay signed in for ever
        MAX_FORM_MEMORY_SIZE=1024 * 1024,  # a mapping is text in a form
        WTF_CSRF_TIME_LIMIT=None,  # a form may be left open as long as its session lasts
    )
    whole.install(app)
    csrf = CSRFProtect(app)
    if "webhooks" in app.blueprints:
        csrf.exempt(app.blueprints["webhooks"])
    api.install(app, csrf)
    signin.install(app)
    page.install(app)
    headers.install(app)
    mishaps.install(app)
    uploads.install(app)
    app.register_blueprint(page.blueprint)
