"""Looking a site and HR's targets over, on demand; the last result stays until the next."""

from __future__ import annotations

from collections.abc import Sequence
from threading import Thread

import structlog
from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue

from connector.steps.audit import note
from connector.steps.doctor import kept
from connector.steps.doctor.finding import Finding, Level
from connector.steps.doctor.words import Said, said
from connector.web.page import blueprint, cop, language, render, say, when
from connector.web.port import Serving
from connector.web.roles import role
from connector.web.user import me

WORST_FIRST = (Level.BAD, Level.WARNING, Level.LOOK, Level.OK)

AT_THE_DESK = {"no_mapping": "desk.mappings", "event_not_read_back": "desk.overview"}
"""Findings whose cure is a page here; its sentence is ``doctor-desk-…``, the command's stays for the command line."""

log = structlog.get_logger()


@blueprint.get("/doctor")
@role("admin", "auditor")
def doctor() -> str:
    result, running = kept.last(cop().context)
    findings = result.findings if result else ()
    return render(
        "doctor.html",
        running=running,
        at=when(result.at) if result else "",
        counts={level.value: sum(one.level is level for one in findings) for level in WORST_FIRST},
        groups=_grouped(findings),
        pages={word: url_for(page) for word, page in AT_THE_DESK.items()},
        may_run=(user := me()) is not None and user.is_admin,
    )


def _grouped(findings: Sequence[Finding]) -> dict[str, list[Said]]:
    """By what they are about, the worst first."""
    worst = sorted(findings, key=lambda one: WORST_FIRST.index(one.level))
    groups: dict[str, list[Said]] = {each.of: [] for each in findings}
    for each in worst:
        groups[each.of].append(said(cop().context, each, language()))
    return groups


@blueprint.post("/doctor")
@role("admin")
def run_doctor() -> ResponseReturnValue:
    """Begins it and answers at once: a slow LMS must not keep a request waiting."""
    serving, user = cop(), me()
    if user is not None and kept.begin(serving.context):
        with serving.context.db.write() as db:
            note(db, serving.context.now(), user.username, "run", "doctor")
        Thread(target=_look, args=(serving,), name="doctor", daemon=True).start()
    else:
        flash(say("doctor-page-running"), "good")
    return redirect(url_for("desk.doctor"), 303)


def _look(serving: Serving) -> None:
    findings = None
    try:
        findings = serving.examine()
    except Exception:
        log.exception("doctor failed")
    finally:
        kept.end(serving.context, findings)
