"""The sender ``tool_trigger``: JSON or a form, the secret as ``Authorization: Bearer …``.

Its admin writes the template, so values are strings, and a ``{tag}`` the event does not have stays as it is.
https://moodle.org/plugins/tool_trigger
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connector.errors import NotJson
from webhooks import body, secret

FORM = "application/x-www-form-urlencoded"


def is_sender(authorization: str) -> bool:
    return authorization[:7].lower() == "bearer "


def load(raw: bytes, authorization: str, content_type: str, accepted: Sequence[str]) -> dict[str, Any]:
    """The verified body; nothing of it is looked at before the secret is right."""
    # WSGI hands headers over as latin-1, whatever bytes were sent.
    secret.check(authorization[7:].strip().encode("latin-1"), accepted)
    if raw.lstrip()[:1] != b"{" and content_type == FORM:
        if not raw:
            raise NotJson("the body is empty")
        return body.from_form(raw)
    return body.from_json(raw)
