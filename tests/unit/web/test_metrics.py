"""Figures for a monitor: who may read them, and what they say."""

from __future__ import annotations

import pytest
from prometheus_client.parser import text_string_to_metric_families

from connector.models.state import Alarm, SourceState, SweepRun
from connector.web import health
from tests.unit.web.conftest import NOW, PEOPLE, Desk

NEAR = {"base_url": "http://127.0.0.1:8080", "environ_overrides": {"REMOTE_ADDR": "127.0.0.1"}}


def figures(text: str) -> dict[tuple[str, ...], float]:
    return {
        (sample.name, *sample.labels.values()): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.parametrize(
    ("address", "host", "status"),
    [
        ("127.0.0.1", "127.0.0.1:8080", 200),
        ("127.0.0.1", "localhost", 200),
        ("::1", "[::1]:8080", 200),
        ("::1", "[::1]", 200),
        ("127.0.0.1", "cop.example.go.id", 404),
        ("203.0.113.10", "127.0.0.1:8080", 404),
        ("10.0.0.7", "localhost", 404),
    ],
)
def test_without_a_token_only_this_machine_may_read_them(
    address: str, host: str, status: int, desk_: Desk
) -> None:
    asked = {"base_url": f"http://{host}", "environ_overrides": {"REMOTE_ADDR": address}}
    assert desk_.client.get("/metrics", **asked).status_code == status


@pytest.mark.parametrize(
    ("given", "status"),
    [
        ("Bearer geheim-32", 200),
        ("Bearer geheim-33", 404),
        ("geheim-32", 404),
        ("Bearer é", 404),
        (None, 404),
    ],
)
def test_with_a_token_who_has_it_may_read_them_from_anywhere(
    given: str | None, status: int, desk_: Desk
) -> None:
    desk_.cop.settings.metrics_token = "geheim-32"
    headers = {"Authorization": given} if given else {}
    for address in ("203.0.113.10", "127.0.0.1"):
        answer = desk_.client.get("/metrics", headers=headers, environ_overrides={"REMOTE_ADDR": address})
        assert answer.status_code == status


def test_what_they_say(desk_: Desk) -> None:
    with desk_.db.write() as db:
        state = db.get_one(SourceState, "lms")
        state.problem, state.problem_since, state.swept_at = "token_invalid", NOW, NOW - 60
        db.add(Alarm(key="token:lms", kind="token", about={}, since=NOW))
        db.add(Alarm(key="token:old", kind="token", about={}, since=NOW, cleared_at=NOW))
        db.add(SweepRun(source="lms", tier=1, began_at=NOW - 60, repaired={"post": {"new": 3}}))
    with desk_.app.app_context():
        health.forget()
    answer = desk_.client.get("/metrics", **NEAR)
    assert answer.content_type.startswith("text/plain; version=")
    told = figures(answer.text)
    assert told["cop_source_problem", "lms", "token_invalid"] == 1
    assert told["cop_alarms", "token"] == 1
    assert told["cop_held",] == 1
    assert told["cop_refusals_total", "lms", "bad_secret"] == 1
    assert told["cop_reconciled_timestamp_seconds", "lms"] == NOW - 60
    assert told["cop_last_heard_timestamp_seconds", "lms"] == NOW
    assert told["cop_repaired_within_a_day", "post", "lms", "new"] == 3
    assert told["cop_waiting", "triage"] > 0
    assert any(name == "cop_events_total" for name, *_ in told)


def test_nobody_is_named(desk_: Desk) -> None:
    text = desk_.client.get("/metrics", **NEAR).text
    for name, nip in PEOPLE.values():
        assert name.split()[0] not in text
        assert not nip or nip not in text


def test_alarms_and_repairs_stand_on_the_overview(admin: Desk) -> None:
    with admin.db.write() as db:
        about = {"source": "lms", "heard_at": NOW - 9 * 86_400}
        db.add(Alarm(key="silent:lms", kind="silent", about=about, since=NOW))
        db.add(Alarm(key="rule:x", kind="rule", about={"rule": "<b>x", "day": "2026-11-01"}, since=NOW))
        db.add(Alarm(key="held:1", kind="held", about={"source": "lms", "number": 1, "count": 1}, since=NOW))
        repaired = {"post": {"new": 3, "gone": 1}, "user": {"changed": 2}}
        db.add(SweepRun(source="lms", tier=1, began_at=NOW - 60, repaired=repaired))
    page = admin.text("/")
    assert "Tidak ada kabar dari “lms” sejak 2026-11-14 01:00" in page
    assert "Periksa webhook di LMS" in page
    assert "Aturan “&lt;b&gt;x” dalam pemetaan" in page
    assert page.count("ditahan (nomor") == 0, "what is held has its own place"
    assert "Kiriman: 3 baru, Kiriman: 1 hilang, Pengguna: 2 berubah" in page
    admin.speak("en")
    assert "Nothing has been heard from “lms”" in admin.text("/fragments/overview")


def test_the_overview_is_quiet_when_nothing_is_wrong(admin: Desk) -> None:
    assert 'id="alarms"' not in admin.text("/")
