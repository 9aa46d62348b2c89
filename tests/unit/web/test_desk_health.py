"""The probes, the health strip, and the headers of every answer."""

import re

import pytest
from sqlalchemy import text

from connector.models.state import SourceState
from connector.steps.people import masked
from connector.web import health
from connector.web.headers import FIXED
from tests.unit.web.conftest import NOW, Desk


def test_alive(desk_: Desk) -> None:
    assert desk_.get("/healthz").json == {"alive": True}


def test_ready(desk_: Desk) -> None:
    answer = desk_.get("/readyz")
    assert (answer.status_code, answer.json) == (200, {"ready": True, "reason": None, "mode": "live"})


def test_not_ready_without_the_tables_of_this_version(desk_: Desk) -> None:
    with desk_.db.engine.begin() as connection:
        connection.execute(text("DELETE FROM alembic_version"))
    answer = desk_.get("/readyz")
    assert (answer.status_code, answer.json and answer.json["reason"]) == (503, "main_not_migrated")


def test_not_ready_when_a_file_cannot_be_read(desk_: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise OSError

    monkeypatch.setattr("connector.web.probes.current", broken)
    assert desk_.get("/readyz").json == {"ready": False, "reason": "main_not_readable", "mode": "live"}


def test_a_problem_is_told_with_its_cure(admin: Desk) -> None:
    with admin.db.write() as db:
        state = db.get_one(SourceState, "lms")
        state.problem, state.problem_text, state.problem_since = "token_invalid", "x", NOW
    page = admin.text("/")
    assert "Token ditolak LMS" in page
    assert "Buat token baru di Moodle" in page
    assert "<code>token_invalid</code>" in page


def test_an_unknown_problem_is_told_too(admin: Desk) -> None:
    with admin.db.write() as db:
        db.get_one(SourceState, "lms").problem = "never_seen_before"
    assert "LMS tidak menjawab sebagaimana mestinya" in admin.text("/")


def test_the_counting_is_shared_and_forgotten(admin: Desk) -> None:
    with admin.app.test_request_context("/"):
        first = health.told()
        assert health.told() is first
        health.forget()
        assert health.told() is not first


def test_every_answer_is_protected(admin: Desk) -> None:
    for rule in admin.app.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", "1", rule.rule)
        answer = admin.client.open(path, method="POST" if "POST" in (rule.methods or ()) else "GET")
        for name, value in FIXED.items():
            assert answer.headers[name] == value, path
        assert answer.headers["Cache-Control"] == "no-store", path
    assert "unsafe" not in FIXED["Content-Security-Policy"]


@pytest.mark.parametrize("name", ["desk.css", "desk.js", "logo.svg"])
def test_static_files_are_asked_for_again(desk_: Desk, name: str) -> None:
    with desk_.get(f"/static/{name}") as answer:
        assert answer.status_code == 200
        assert answer.headers["Cache-Control"] == "no-cache"
    with desk_.client.get(f"/static/{name}", headers={"If-None-Match": answer.headers["ETag"]}) as again:
        assert again.status_code == 304


def test_nothing_but_the_static_files(desk_: Desk) -> None:
    assert desk_.get("/static/../page.py").status_code == 404


@pytest.mark.parametrize(
    ("identifier", "shown"),
    [("198503172010121006", "1985••••••••••1006"), ("12345", "1•••5"), ("12", "••"), ("1", "•"), ("", "")],
)
def test_masking(identifier: str, shown: str) -> None:
    assert masked(identifier) == shown
