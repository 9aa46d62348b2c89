"""The audit log: everything that people changed."""

from __future__ import annotations

from flask.typing import ResponseReturnValue

from connector.steps.lists.desk import AUDIT
from connector.web.lists import listed
from connector.web.page import blueprint
from connector.web.roles import role


@blueprint.get("/audit")
@role("admin", "auditor")
def audit() -> ResponseReturnValue:
    return listed(AUDIT, "audit.html", lambda teller, found: {"entries": AUDIT.plain(teller, found.rows)})
