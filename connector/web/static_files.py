"""The style sheet, the script and the logo: asked for again each time, sent again only when changed."""

from __future__ import annotations

from pathlib import Path

from flask import Response, send_from_directory

from connector.web.page import blueprint
from connector.web.roles import ANYONE, role

FOLDER = Path(__file__).parent / "static"


@blueprint.get("/static/<path:name>")
@role(ANYONE)
def static_file(name: str) -> Response:
    return send_from_directory(FOLDER, name)
