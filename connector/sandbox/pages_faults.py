"""Setting faults by hand: `POST /sandbox/faults` with JSON, or the form on its page."""

from __future__ import annotations

from typing import Any

from flask import Blueprint, Response, jsonify, redirect, render_template, request
from werkzeug.wrappers import Response as AnyResponse

from connector.sandbox.faults import KINDS
from connector.sandbox.site import Site


def faults_blueprint(site: Site) -> Blueprint:
    blueprint = Blueprint("faults", __name__)

    @blueprint.get("/sandbox/faults")
    def show() -> str:
        return render_template("sandbox/faults.html", kinds=KINDS, faults=site.faults.as_json())

    @blueprint.post("/sandbox/faults")
    def change() -> Response | AnyResponse:
        """JSON: `{"kind": …}` (function, count, seconds, share), or `{"clear": kind or true}`."""
        if not request.is_json:
            _apply(site, {key: value for key, value in request.form.items() if value})
            return redirect("/sandbox/faults", 303)
        try:
            _apply(site, request.get_json())
        except (KeyError, TypeError, ValueError) as error:
            return Response(str(error), 400, mimetype="text/plain")
        return jsonify(site.faults.as_json())

    return blueprint


def _apply(site: Site, wanted: dict[str, Any]) -> None:
    if cleared := wanted.get("clear"):
        site.faults.clear(cleared if cleared in KINDS else None)
        return
    site.faults.set(
        wanted["kind"],
        function=wanted.get("function", "*"),
        count=None if wanted.get("count") is None else int(wanted["count"]),
        seconds=None if wanted.get("seconds") is None else float(wanted["seconds"]),
        share=float(wanted.get("share", 1)),
    )
