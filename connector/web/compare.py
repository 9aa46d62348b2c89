"""Comparing with a list kept by hand: it is read, shown against ours, and not kept."""

from __future__ import annotations

from flask import Response, request
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.steps.compare import Kind, compare
from connector.steps.compare_table import left_lines, lines, table
from connector.web.page import blueprint, render, say, say_or, telling
from connector.web.roles import role
from schemas.handmade_list import MAX_BYTES, read_list

SHOWN = 200
"""Differences on the page; the CSV has all."""


@blueprint.get("/compare")
@role("admin", "hr", "auditor")
def comparing() -> str:
    return render("compare.html", found=None, problem="")


@blueprint.post("/compare")
@role("admin", "hr", "auditor")
def compared() -> ResponseReturnValue:
    """Changes nothing; a file without the needed columns is told of on the page itself."""
    file = request.files.get("list")
    data = file.stream.read(MAX_BYTES + 1) if file else b""
    told = read_list(data)
    whole = next((each.word for each in told.problems if not told.rows), "") if data else "no_file"
    if whole:
        return render("compare.html", found=None, problem=say_or(f"compare-left-{whole}", whole)), 422
    with telling() as teller:
        try:
            found = compare(teller.session, told)
        except NotDone as error:
            return render("compare.html", found=None, problem=say(f"compare-left-{error.word}")), 422
        if request.form.get("as") == "csv":
            return _csv(table(teller, found))
        return render(
            "compare.html",
            found=found,
            problem="",
            counts={kind.value: found.count(kind) for kind in Kind},
            lines=list(lines(teller, found, SHOWN)),
            left=left_lines(teller, found)[:SHOWN],
            unit=found.scheme.unit,
            shown=SHOWN,
        )


def _csv(data: bytes) -> Response:
    answer = Response(data, mimetype="text/csv")
    answer.headers["Content-Disposition"] = f'attachment; filename="{say("compare-file")}.csv"'
    return answer
