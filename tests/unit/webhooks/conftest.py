"""An application with the blueprint alone, on a real inbox file."""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from connector.models.database import open_engine
from connector.models.inbox import InboxBase
from connector.steps.inbox import Inbox
from webhooks.views import blueprint

CAPTURES = Path(__file__).parents[2] / "captures"


@dataclass(frozen=True)
class Source:
    webhook_secrets: tuple[str, ...]


@dataclass
class Cop:
    inbox: Inbox
    path: Path
    max_body: int = 1024 * 1024
    sources: dict[str, Source] = field(
        default_factory=lambda: {
            "lms": Source(("webhook-secret", "trigger-secret")),
            "no-secret": Source(()),
            "empty-secret": Source(("",)),
        }
    )


@pytest.fixture
def cop(tmp_path: Path) -> Iterator[Cop]:
    path = tmp_path / "inbox.sqlite"
    engine = open_engine(f"sqlite:///{path}")
    InboxBase.metadata.create_all(engine)
    cop = Cop(Inbox(engine, patience=2, tick=0.01), path)
    yield cop
    cop.inbox.close()
    engine.dispose()


@pytest.fixture
def client(cop: Cop) -> FlaskClient:
    app = Flask(__name__)
    app.extensions["cop"] = cop
    app.register_blueprint(blueprint)
    return app.test_client()


@dataclass
class Sender:
    """Posts bytes as recorded."""

    client: FlaskClient

    def raw(self, body: bytes, headers: Any = (), source: str = "lms", **kwargs: Any) -> TestResponse:
        return self.client.post(f"/webhooks/moodle/{source}", data=body, headers=headers, **kwargs)

    def event(self, source: str = "lms", **changes: Any) -> TestResponse:
        body = {
            "eventname": r"\mod_forum\event\post_created",
            "objectid": 91,
            "userid": "10",
            "courseid": "2",
            "relateduserid": None,
            "contextinstanceid": "4",
            "timecreated": 1795327267,
            "other": {"discussionid": 2, "forumid": "4", "forumtype": "general"},
            "token": "webhook-secret",
        } | changes
        return self.raw(json.dumps(body).encode(), {"Content-Type": "application/json"}, source)


@pytest.fixture
def sender(client: FlaskClient) -> Sender:
    return Sender(client)


@pytest.fixture(scope="session")
def captured() -> list[dict[str, Any]]:
    """Each recorded request: ``headers``, ``body`` and more."""
    return [
        json.loads(line)
        for name in ("webhooks.jsonl", "tool_trigger.jsonl")
        for line in (CAPTURES / name).read_text().splitlines()
    ]
