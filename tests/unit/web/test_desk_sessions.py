"""Sessions on the desk: what is listed, who was there, and what a leader or approver says about it."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import select

from connector.domain.matching import TextMatch
from connector.domain.sessions import AttendedBy, How, SessionMatch, SessionRule, Where
from connector.models.desk import Audit
from connector.models.lms import FactRow
from connector.models.people import Account, Unsettled
from connector.models.sessions import PresenceRow, SessionDecision
from connector.steps import world
from tests.unit.web.conftest import EVIL, MAPPING, NOW, Desk

DAY = 86_400


@pytest.fixture
def how() -> How:
    return How.CONFIRMED


@pytest.fixture(autouse=True)
def meetings(published: None, monkeypatch: pytest.MonkeyPatch, how: How) -> None:
    """The mapping knows meetings by the calendar."""
    by = SessionMatch(Where.CALENDAR, name=TextMatch(prefix="Pertemuan"))
    mapping = replace(MAPPING, sessions=(SessionRule("pertemuan", by, AttendedBy(how)),))
    monkeypatch.setattr(world, "_mapping", lambda _session, _number: mapping)


@pytest.fixture
def held(admin: Desk) -> Desk:
    """One meeting yesterday, one tomorrow, one whose length nobody knows."""
    with admin.db.write() as db:
        for number, start, lasts in ((1, NOW - DAY, 5400), (2, NOW + DAY, 3600), (3, NOW - 2 * DAY, 0)):
            data = {"name": f"Pertemuan {number} {EVIL}", "start": start, "duration": lasts}
            row: dict[str, Any] = {
                "kind": "event",
                "id": str(number),
                "author": 5,
                "time": start,
                "data": data,
            }
            db.add(FactRow(source="lms", course=2, state="present", digest="", read_no=1, **row))
    return admin


def rows(desk: Desk) -> list[str]:
    with desk.db.read() as db:
        return [row.account for row in db.scalars(select(PresenceRow).order_by(PresenceRow.account))]


def test_sessions_are_listed_newest_first_and_by_their_stage(held: Desk) -> None:
    page = held.text("/sessions")
    assert page.index("Pertemuan 2") < page.index("Pertemuan 1") < page.index("Pertemuan 3")
    assert "<script>alert" not in page
    only = held.text("/sessions?state=held")
    assert "Pertemuan 1" in only
    assert "Pertemuan 2" not in only
    assert "Pertemuan 2" in held.text("/sessions?state=nonsense")


def test_a_long_list_comes_in_pages(held: Desk) -> None:
    with held.db.write() as db:
        for number in range(10, 40):
            data = {"name": f"Pertemuan {number}", "start": NOW - number * DAY, "duration": 3600}
            row: dict[str, Any] = {"kind": "event", "id": str(number), "author": 5, "time": NOW, "data": data}
            db.add(FactRow(source="lms", course=2, state="present", digest="", read_no=1, **row))
    first = held.text("/sessions")
    assert 'rel="next"' in first
    assert "Pertemuan 39" not in first
    assert "Pertemuan 39" in held.text("/sessions?sort=oldest")


def test_many_people_come_in_pages(held: Desk) -> None:
    with held.db.write() as db:
        for user in range(100, 140):
            db.add(
                Account(
                    key=f"lms:{user}",
                    source="lms",
                    user_id=user,
                    person=f"lms:{user}",
                    name=f"Peserta {user}",
                )
            )
            told = {
                "session": "event:1",
                "account": f"lms:{user}",
                "how": "confirmed",
                "intervals": [],
                "by": "rina",
            }
            db.add(PresenceRow(source="lms", at=NOW, reason="daftar", **told))
    first = held.text("/sessions/lms/event:1")
    assert ("Peserta 100" in first, "Peserta 139" in first) == (True, False)
    assert "there=25" in first
    second = held.text("/sessions/lms/event:1?there=25")
    assert ("Peserta 100" in second, "Peserta 139" in second) == (False, True)


def test_confirming_a_list_and_taking_somebody_off(held: Desk) -> None:
    page = "/sessions/lms/event:1"
    assert "Centang siapa yang hadir" in held.text(page)
    answer = held.post(f"{page}/list", answer="confirm", account=["lms:4", "lms:6"], reason="daftar kertas")
    assert (answer.status_code, answer.headers["Location"]) == (303, page)
    assert rows(held) == ["lms:4", "lms:6"]
    told = held.text(page)
    assert "2 hadir" in told
    assert "Tersimpan" in told
    with held.db.read() as db:
        assert {"lms:4", "lms:6"} <= {row.person for row in db.scalars(select(Unsettled))}
        assert db.scalars(select(Audit)).one().subject == "session:lms/event:1"
    held.post(f"{page}/list", answer="withdraw", account="lms:6", reason="salah orang")
    assert rows(held) == ["lms:4"]


def test_somebody_is_put_on_the_list_by_their_nip(held: Desk) -> None:
    held.post("/sessions/lms/event:1/list", answer="confirm", nip="19831105 200801 1 003", reason="x")
    assert rows(held) == ["lms:5"]
    held.post("/sessions/lms/event:1/list", answer="confirm", nip="000", reason="x")
    assert "Tidak ada orang dengan NIP" in held.text("/sessions")


def test_nobody_confirms_themselves(held: Desk) -> None:
    held.post("/sign-out")
    held.sign_in("retno")
    held.post("/sessions/lms/event:1/list", answer="confirm", account=["lms:4", "lms:5"], reason="x")
    assert "harus orang lain" in held.text("/sessions/lms/event:1")
    assert rows(held) == []
    held.post("/sessions/lms/event:1/list", answer="confirm", account="lms:5", reason="x")
    assert rows(held) == ["lms:5"]


def test_time_and_cancellation_are_said_with_a_reason(held: Desk) -> None:
    page = "/sessions/lms/event:3"
    held.post(f"{page}/time", answer="time", start="2026-11-20T09:30", minutes="60", reason=" ")
    assert "Mohon tulis alasannya" in held.text(page)
    held.post(f"{page}/time", answer="time", start="2026-11-20T09:30", minutes="60", reason="per surat")
    told = held.text(page)
    assert "2026-11-20 09:30" in told
    assert "Dikoreksi oleh admin" in told
    held.post(f"{page}/time", answer="cancel", reason="batal")
    assert "dibatalkan" in held.text(page)
    held.post(f"{page}/time", answer="as-lms", reason="keliru")
    with held.db.read() as db:
        row = db.get_one(SessionDecision, ("lms", "event:3"))
        assert (row.start, row.minutes, row.cancelled, row.by) == (None, 0, False, "admin")


def hint(desk: Desk, account: str, at: int) -> None:
    with desk.db.write() as db:
        told = {"source": "lms", "session": "event:1", "account": account, "by": "", "at": at}
        db.add(PresenceRow(how="joined", intervals=[], minutes=0, **told))


@pytest.mark.parametrize("how", [How.FILE])
def test_who_is_only_hinted_does_not_count(held: Desk) -> None:
    hint(held, "lms:5", NOW - DAY)
    page = held.text("/sessions/lms/event:1")
    assert "0 hadir" in page
    assert "Hanya petunjuk" in page
    assert "Dihitung" not in page
    assert "Telah bergabung menurut pemberitahuan, 2026-11-22 01:00" in page
    held.speak("en")
    assert "Joined, by a notice, on 2026-11-22 01:00; only a hint." in held.text("/sessions/lms/event:1")


@pytest.mark.parametrize("how", [How.FILE, How.COMPLETION, How.REPLIED])
def test_a_leader_says_who_was_there_and_who_not_whatever_the_rule(held: Desk) -> None:
    page = "/sessions/lms/event:1"
    hint(held, "lms:6", NOW - DAY)
    held.post(f"{page}/list", answer="confirm", account=["lms:5", "lms:6"], reason="daftar <b>kertas</b>")
    told = held.text(page)
    assert "2 hadir" in told
    assert "Disahkan hadir oleh admin pada 2026-11-23 01:00: daftar &lt;b&gt;kertas" in told
    held.post(f"{page}/list", answer="absent", account="lms:6", reason="salah orang")
    told = held.text(page)
    assert "1 hadir" in told
    assert "Dinyatakan tidak hadir oleh admin" in told
    assert "Pemimpin komunitas menyatakan tidak hadir." in told
    with held.db.read() as db:
        words = {row.account: row.how for row in db.scalars(select(PresenceRow)) if row.how != "joined"}
        assert words == {"lms:5": "confirmed", "lms:6": "absent"}
        audits = db.scalars(select(Audit).order_by(Audit.id)).all()
        assert [row.action for row in audits] == ["session-confirm", "session-deny"]
        assert {"lms:5", "lms:6"} <= {row.person for row in db.scalars(select(Unsettled))}
    held.post(f"{page}/list", answer="withdraw", account="lms:6", reason="keliru")
    assert "Dinyatakan tidak hadir" not in held.text(page)
    assert rows(held) == ["lms:5", "lms:6"]  # the notice is no leader's word


def test_nobody_takes_back_what_was_said_of_them(held: Desk) -> None:
    held.post("/sessions/lms/event:1/list", answer="absent", account="lms:4", reason="x")
    held.post("/sign-out")
    held.sign_in("retno")
    held.post("/sessions/lms/event:1/list", answer="withdraw", account="lms:4", reason="x")
    assert "harus orang lain" in held.text("/sessions/lms/event:1")
    held.post("/sessions/lms/event:1/list", answer="confirm", account="lms:4", reason="x")
    assert "harus orang lain" in held.text("/sessions/lms/event:1")
    with held.db.read() as db:
        assert [row.how for row in db.scalars(select(PresenceRow))] == ["absent"]


@pytest.mark.parametrize(
    ("path", "form", "status"),
    [
        ("event:1/time", {"answer": "maybe", "reason": "x"}, 400),
        ("event:1/time", {"answer": "time", "start": "kemarin", "reason": "x"}, 400),
        ("event:1/list", {"answer": "confirm", "reason": "x"}, 400),
        ("event:1/list", {"answer": "remove", "account": "lms:4", "reason": "x"}, 400),
        ("event:99/time", {"answer": "cancel", "reason": "x"}, 404),
    ],
)
def test_forms_that_say_nothing(held: Desk, path: str, form: dict[str, str], status: int) -> None:
    assert held.post(f"/sessions/lms/{path}", **form).status_code == status


def test_an_unknown_session_is_not_found(held: Desk) -> None:
    assert held.get("/sessions/lms/event:99").status_code == 404
    assert held.get("/sessions/lms/nonsense").status_code == 404


def test_both_languages(held: Desk) -> None:
    held.speak("en")
    assert "Who took part" in held.text("/sessions/lms/event:1")
    assert "upcoming" in held.text("/sessions")


def test_who_is_not_signed_in_sees_nothing(held: Desk) -> None:
    assert held.fresh().get("/sessions/lms/event:1").status_code == 303
    assert held.fresh().get("/sessions").status_code == 303
