"""Probes for whoever watches over the process."""

from __future__ import annotations

from flask import jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import Engine
from sqlalchemy.exc import SQLAlchemyError

from connector.models.migrations import current
from connector.web.page import blueprint, cop
from connector.web.roles import ANYONE, role


@blueprint.get("/healthz")
@role(ANYONE)
def healthz() -> ResponseReturnValue:
    """The process lives."""
    return jsonify(alive=True)


@blueprint.get("/readyz")
@role(ANYONE)
def readyz() -> ResponseReturnValue:
    """Both files answer and have the tables of this version."""
    reason = _problem("main", cop().context.db.engine) or _problem("inbox", cop().inbox.engine)
    mode = "live" if cop().context.live else "observe"
    return jsonify(ready=reason is None, reason=reason, mode=mode), 503 if reason else 200


def _problem(history: str, engine: Engine) -> str | None:
    try:
        return None if current(history, engine) else f"{history}_not_migrated"
    except (SQLAlchemyError, OSError):
        return f"{history}_not_readable"
