"""The desk on two real files, with a small community in them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from config.packs import read_packs, read_starters
from connector import web
from connector.domain.facts import Event
from connector.domain.rules import (
    Community,
    ContributionRule,
    CreditRule,
    HrRule,
    Mapping,
    Place,
    Position,
    PostMatch,
)
from connector.domain.scheme import Rounding, Scheme, Span
from connector.hr.simpeg_file import FileLayout
from connector.models.database import Database, inbox_url, open_engine
from connector.models.desk import DeskUser
from connector.models.dialects import is_server
from connector.models.lms import FactRow, Held, Lookup
from connector.models.mapping import MappingVersion, TimelineRow
from connector.models.migrations import upgrade
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps import desk, settle, world
from connector.steps.context import Context, FileTarget
from connector.steps.inbox import Inbox
from connector.steps.inbox_server import ServerInbox
from connector.steps.ledger import Cause
from webhooks.views import blueprint as webhooks

NOW = 1_795_370_400
"""Sunday 22 November 2026, 18:00 UTC; in Jakarta it is the 23rd already."""
PASSWORD = "kata-sandi-panjang"
EVIL = '<script>alert("x")</script>'

MAPPING = Mapping(
    number=1,
    communities=(Community("ak", f"CoP Analis {EVIL}", (Place("lms", "id", "2"),)),),
    contributions=(
        ContributionRule("tulisan", "good_practice", PostMatch(post=Position.FIRST, at_least=20)),
    ),
    credits=(CreditRule("cop-jp", "tulisan", 45),),
    schemes={
        "cop-jp": Scheme(
            key="cop-jp",
            names={"id": "JP komunitas", "en": "Community JP"},
            unit="JP",
            step_minutes=45,
            step=Decimal(1),
            caps={Span.DAY: 2},
            round_per=Span.DAY,
            rounding=Rounding.FLOOR,
            figures={},
            target=Decimal(20),
            hr_code="23",
        )
    },
    hr=(HrRule("simpeg", "cop-jp"),),
)
PEOPLE = {
    4: ("Retno Palupi", "197904122003122001"),
    5: ("Bagus Prasetya", "198311052008011003"),
    6: (f"Ayu {EVIL}", ""),
}


@dataclass
class Cop:
    settings: Any
    context: Context
    inbox: Inbox
    identity: Any = None


@dataclass
class Desk:
    """What the tests hold in their hands."""

    app: Flask
    cop: Cop
    client: FlaskClient
    user: str = ""
    _tokens: dict[str, str] = field(default_factory=dict)

    @property
    def db(self) -> Database:
        return self.cop.context.db

    def get(self, path: str) -> TestResponse:
        return self.client.get(path)

    def text(self, path: str, status: int = 200) -> str:
        answer = self.get(path)
        assert answer.status_code == status, (path, answer.status_code)
        return answer.text

    def token(self) -> str:
        found = re.search(
            r'name="csrf_token" value="([^"]+)"', self.client.get("/sign-in", follow_redirects=True).text
        )
        assert found
        return found[1]

    def post(self, path: str, **form: Any) -> TestResponse:
        return self.client.post(path, data={"csrf_token": self.token(), **form})

    def sign_in(self, user: str, password: str = PASSWORD, **more: str) -> TestResponse:
        self.user = user
        return self.post("/sign-in", username=user, password=password, **more)

    def speak(self, language: str) -> None:
        assert self.post("/language", language=language).status_code == 303

    def fresh(self) -> FlaskClient:
        return self.app.test_client()

    def record(self, person: str = "lms:4") -> Any:
        from connector.models.credit import Record

        with self.db.read() as db:
            return next(row for row in db.query(Record) if row.person == person)


@pytest.fixture(autouse=True)
def published(monkeypatch: pytest.MonkeyPatch) -> None:
    """The mapping as it compiles, without its document."""
    monkeypatch.setattr(world, "_mapping", lambda _session, _number: MAPPING)


@pytest.fixture(scope="session")
def hashed() -> str:
    """argon2 takes its time; once is enough."""
    return desk._hasher.hash(PASSWORD)


@pytest.fixture
def live() -> bool:
    return True


@pytest.fixture
def cop(url: str, tmp_path: Path, live: bool, hashed: str) -> Iterator[Cop]:
    database, inbox_engine = Database(url), open_engine(inbox_url(url))
    upgrade("main", database.engine)
    upgrade("inbox", inbox_engine)
    layout = FileLayout(columns=(("nip", "NIP"), ("amount", "JP")))
    context = Context(
        db=database,
        now=lambda: NOW,
        zone=ZoneInfo("Asia/Jakarta"),
        institution="Badan Contoh",
        live=live,
        sources={"lms": None},  # type: ignore[dict-item] # no page ever calls an LMS
        profile_fields={"lms": "cop_jp"},
        hr={"simpeg": FileTarget(str(tmp_path / "hr"), layout)},
        packs=read_packs(),
        starters=read_starters(),
    )
    source = SimpleNamespace(base_url="https://lms.example.test", webhook_secrets=("secret",))
    settings = SimpleNamespace(
        language="id", sources={"lms": source}, secret_key="k", metrics_token=None, oidc=None
    )
    kind = ServerInbox if is_server(inbox_engine) else Inbox
    made = Cop(settings, context, kind(inbox_engine, lambda: NOW, zone=context.zone, tick=0.01))
    fill(made, hashed)
    yield made
    made.inbox.close()
    inbox_engine.dispose()
    database.close()


@pytest.fixture
def desk_(cop: Cop) -> Desk:
    app = Flask("connector", static_folder=None, template_folder=None)
    app.secret_key = "not a secret"
    app.extensions["cop"] = SimpleNamespace(**vars(cop), sources=cop.settings.sources, max_body=1024 * 1024)
    app.register_blueprint(webhooks)
    web.install(app)
    return Desk(app, cop, app.test_client())


@pytest.fixture
def admin(desk_: Desk) -> Desk:
    desk_.sign_in("admin")
    return desk_


@pytest.fixture
def approver(desk_: Desk) -> Desk:
    """Retno, who has earned something herself."""
    desk_.sign_in("retno")
    return desk_


# --- the rows -----------------------------------------------------------------


def fill(cop: Cop, hashed: str) -> None:
    for event in EVENTS:
        cop.inbox.keep(event)
    cop.inbox.refused("lms", "bad_secret")
    with cop.context.db.write() as db:
        db.add(MappingVersion(number=1, digest="d", text="", packs="{}", published_at=NOW, published_by="t"))
        db.add(TimelineRow(number=1, version=1, valid_from=None, recorded_at=NOW))
        db.add(Lookup(source="lms", query="id=2", courses=[2], read_no=1))
        db.add(SourceState(source="lms", service_user=3))
        db.add(Held(source="lms", container="forum:1", reason="too_many", count=30, created_at=NOW))
        for role, name, nip in (("admin", "admin", ""), ("approver", "retno", PEOPLE[4][1])):
            db.add(DeskUser(username=name, password=hashed, role=role, identifier=nip, created_at=NOW))
        for user, (name, nip) in PEOPLE.items():
            key = f"lms:{user}"
            row = Account(key=key, source="lms", user_id=user, identifier=nip, name=name, person=key)
            row.state = "active"
            db.add(row)
        db.add_all(_facts())
        db.flush()
        for user in PEOPLE:
            settle.settle_person(cop.context, db, f"lms:{user}", Cause("post", NOW))


def _facts() -> Iterator[FactRow]:
    yield _fact("course", "2", data={"shortname": "COP-AK"})
    yield _fact("forum", "1", container="course:2", data={"name": "Praktik Baik", "type": "general"})
    for number, user in enumerate((4, 5, 6, 4), start=1):
        day = NOW - number * 86_400
        yield _fact("discussion", str(number), container="forum:1", author=user, time=day, data={"name": "x"})
        subject = f"Tulisan {number} {EVIL}"
        data = {
            "discussion": number,
            "parent": None,
            "subject": subject,
            "words": 30 if number < 4 else 3,
            "tags": [],
        }
        yield _fact(
            "post", str(number), container="forum:1", author=user, time=day, discussion=number, data=data
        )


def _fact(kind: str, id_: str, **more: Any) -> FactRow:
    usual: dict[str, Any] = {"course": 2, "state": "present", "digest": "", "read_no": 1}
    return FactRow(source="lms", kind=kind, id=id_, **usual | more)


EVENTS = [
    Event("lms", r"\mod_forum\event\post_created", 1, 4, None, 2, 9, NOW, {"discussionid": 1, "forumid": 1}),
    Event("lms", r"\core\event\user_updated", 5, 5, 5, None, None, NOW, {"x": True}),
    Event("lms", r"\mod_forum\event\post_created", 99, 4, None, 77, 9, NOW, {"discussionid": 50}),
    Event("lms", r"\mod_quiz\event\attempt_started", 8, 4, None, 2, 9, NOW),
]
