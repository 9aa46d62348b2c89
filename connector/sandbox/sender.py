"""The webhooks: what the two common plugins make of an event, and the record of all that was sent.

Sent synchronously, once, without looking at the answer. Moodle has no time-out here; the sandbox has one, so
that a receiver that never answers cannot hang a test.
"""

from __future__ import annotations

import contextlib
from collections.abc import Callable
from dataclasses import dataclass
from itertools import count
from urllib.parse import quote, urlencode, urlsplit

import requests

from connector.sandbox import phpjson
from connector.sandbox.events import EventData, short_name
from connector.sandbox.faults import Faults
from connector.sandbox.rows import Tables

TIMEOUT_S = 5.0

_TRIGGER_FIELDS = [
    "eventname",
    "component",
    "action",
    "target",
    "objecttable",
    "objectid",
    "crud",
    "contextid",
    "contextlevel",
    "contextinstanceid",
    "userid",
    "courseid",
    "relateduserid",
    "timecreated",
]


@dataclass
class Target:
    """Where webhooks go. `style`: `local_webhooks` or `tool_trigger`; `form`: as a form, not as JSON."""

    url: str
    secret: str
    style: str = "local_webhooks"
    form: bool = False
    extra: str = ""


@dataclass(frozen=True)
class Sent:
    """One event as it left (or should have left) the site."""

    event: EventData
    lost: bool = False


@dataclass(frozen=True)
class Message:
    headers: dict[str, str]
    body: bytes


class Sender:
    """Sends each event to every target. `paused`: only record it."""

    def __init__(self, faults: Faults, tables: Callable[[], Tables], url: Callable[[], str]) -> None:
        self.targets: list[Target] = []
        self.sent: list[Sent] = []
        self.paused = False
        self.timeout_s = TIMEOUT_S
        self._faults, self._tables, self._url = faults, tables, url
        self._trigger_ids = count(1)

    def emit(self, event: EventData) -> None:
        """Record an event and send it, unless it is to be lost."""
        lost = self._faults.take("lose_webhook", short_name(event)) is not None
        self.sent.append(Sent(event, lost))
        if not (lost or self.paused):
            self.send(event)

    def send(self, event: EventData) -> None:
        """Send an event to all targets, without recording it: also the way to send an old one again."""
        for target in list(self.targets):
            self._post(target, self.message(target, event))

    def message(self, target: Target, event: EventData) -> Message:
        """Headers and body for one target, exactly as they go over the wire."""
        if target.style == "tool_trigger":
            return self._tool_trigger(target, event)
        host = urlsplit(self._url()).hostname
        body = phpjson.dumps({**event, "host": host, "token": target.secret, "extra": target.extra})
        # The plugin's form type changes the header only: the body stays JSON.
        content_type = "application/x-www-form-urlencoded" if target.form else "application/json"
        agent = f"MoodleBot/4.5 (+{self._url()})"
        return Message({"Content-Type": content_type, "User-Agent": agent}, body.encode())

    def _tool_trigger(self, target: Target, event: EventData) -> Message:
        fields = self._trigger_fields(event)
        headers = {"User-Agent": "GuzzleHttp/7", "Authorization": f"Bearer {target.secret}"}
        if target.form:
            headers["Content-Type"] = "application/x-www-form-urlencoded"
            return Message(headers, _as_form(fields).encode())
        headers["Content-Type"] = "application/json"
        return Message(headers, phpjson.dumps(fields).encode())

    def _trigger_fields(self, event: EventData) -> dict[str, str | dict[str, str]]:
        """The template of the recorded set-up: every value a string, unresolved tags left in the text."""
        tables, other = self._tables(), event["other"] or {}
        user = tables.users.get(int(event["userid"]))
        course = tables.courses.get(int(event["courseid"]))
        plain = {key: "" if event[key] is None else str(event[key]) for key in _TRIGGER_FIELDS}
        return {
            **plain,
            "other": {key: str(other.get(key, f"{{other_{key}}}")) for key in ("discussionid", "forumid")},
            "user": {
                "idnumber": user.idnumber if user else "{user_idnumber}",
                "username": user.username if user else "{user_username}",
            },
            "course": {"shortname": course.shortname if course else "{course_shortname}"},
            "wwwroot": self._url(),
            "id": str(next(self._trigger_ids)),
        }

    def _post(self, target: Target, message: Message) -> None:
        with contextlib.suppress(requests.RequestException), requests.Session() as session:
            session.trust_env = False
            session.post(target.url, data=message.body, headers=message.headers, timeout=self.timeout_s)


def _as_form(fields: dict[str, str | dict[str, str]]) -> str:
    """Only values are encoded, as recorded: `other[discussionid]={other_discussionid}` keeps its brackets."""
    parts: list[str] = []
    for key, value in fields.items():
        if isinstance(value, dict):
            parts += [f"{key}[{inner}]={quote(text, safe='{}')}" for inner, text in value.items()]
        else:
            parts.append(urlencode({key: value}))
    return "&".join(parts)
