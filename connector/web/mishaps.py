"""Pages for what goes wrong: what happened and what to do, never a trace."""

from __future__ import annotations

from flask import Flask, request
from flask.typing import ResponseReturnValue
from flask_wtf.csrf import CSRFError
from werkzeug.exceptions import HTTPException

from connector.web.api import problems
from connector.web.api.blueprint import PREFIX
from connector.web.page import render

TOLD = (400, 401, 403, 404, 405, 413, 429, 500)
"""Those with a text of their own."""


def install(app: Flask) -> None:
    app.register_error_handler(HTTPException, _page)


def _page(error: HTTPException) -> ResponseReturnValue:
    if request.path.startswith("/webhooks/"):
        return error.get_response()  # a machine asked
    if request.path.startswith(PREFIX):
        return problems.plain(error)
    code = error.code or 500
    word = "csrf" if isinstance(error, CSRFError) else str(code) if code in TOLD else "other"
    # The header's account is left out where reading it may be what failed.
    page = render("mishap.html", code=code, word=word, bare=code >= 500)
    return page, code, {"Retry-After": "300"} if code == 429 else {}
