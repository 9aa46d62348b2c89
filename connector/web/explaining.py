"""Why: the chain behind anything that somebody asks about, to be read and printed."""

from __future__ import annotations

from dataclasses import dataclass

from flask import request
from flask.typing import ResponseReturnValue

from connector.errors import NotDone
from connector.steps.address import object_on
from connector.steps.telling import Line
from connector.steps.why import Asked, explain_asked
from connector.web.page import PAGE, Page, blueprint, cop, render, telling, when
from connector.web.roles import OF_CREDIT, role
from connector.web.user import me

LONGEST_SUBJECT = 500


@dataclass(frozen=True)
class Step:
    text: str
    kind: str
    subject: str
    """What tells more; empty if nothing does."""
    below: tuple[Step, ...]


@blueprint.get("/explain")
@role(*OF_CREDIT)
def explain() -> ResponseReturnValue:
    subject = request.args.get("subject", "").strip()[:LONGEST_SUBJECT]
    after = request.args.get("after", "")
    unknown, steps = "", Page[Step]([])
    if subject:
        try:
            steps = _steps(subject, after)
        except NotDone as error:
            unknown = str(error)
    page = render(
        "explain.html",
        subject=subject,
        unknown=unknown,
        steps=steps,
        after=after,
        now=when(cop().context.now()),
    )
    return (page, 404) if unknown else page


def _steps(subject: str, after: str) -> Page[Step]:
    user = me()
    within = user.communities if user is not None else ()
    with telling() as teller:
        lines = explain_asked(Asked(cop().inbox, teller, after, PAGE, within), subject)
    more = "".join(line.link for line in lines if line.kind == "more")
    return Page([_step(line, subject) for line in lines], more)


def _step(line: Line, asked: str) -> Step:
    subject = subject_of(line)
    below = tuple(_step(each, asked) for each in line.below)
    return Step(line.text, line.kind, "" if subject == asked else subject, below)


def subject_of(line: Line) -> str:
    """What tells more of a line: a page's path and a session's address are put as they are asked for."""
    source, _, path = line.link.partition("|")
    if path:
        return f"{source}:{object_on(path)}"
    if line.kind == "session":
        return line.link.replace("/", ":", 1)
    return "" if line.kind == "more" else line.link
