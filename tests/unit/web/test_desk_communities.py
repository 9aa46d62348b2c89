"""Communities on the desk: what is told, to whom, in which language – and that nothing people wrote is markup."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from connector.domain.matching import TextMatch
from connector.domain.rules import Community, Mapping, Place
from connector.domain.sessions import AttendedBy, How, SessionMatch, SessionRule, Where
from connector.models.lms import FactRow
from connector.models.mapping import TimelineRow
from connector.models.people import Account
from connector.steps import world
from connector.web.community_lists import LISTS
from tests.unit.web.conftest import EVIL, MAPPING, NOW, Desk

DAY = 86_400
CHARTER = {"domain": f"bidang {EVIL}", "purpose": "Berbagi", "rhythm": f"Tiap bulan {EVIL}"}
ROLES = {"editingteacher": "expert", "student": "member"}


@pytest.fixture
def mapping() -> Mapping:
    by = SessionMatch(Where.CALENDAR, name=TextMatch(prefix="Pertemuan"))
    rule = SessionRule("pertemuan", by, AttendedBy(How.CONFIRMED))
    ak = Community("ak", f"CoP Analis {EVIL}", (Place("lms", "id", "2"),), ROLES, CHARTER)
    pp = Community("pp", "CoP Sepi", (Place("lms", "id", "3"),))
    return replace(MAPPING, communities=(ak, pp), sessions=(rule,))


@pytest.fixture(autouse=True)
def with_charter(published: None, monkeypatch: pytest.MonkeyPatch, mapping: Mapping) -> None:
    monkeypatch.setattr(world, "_mapping", lambda _session, _number: mapping)


def fact(kind: str, id_: str, **more: Any) -> FactRow:
    usual: dict[str, Any] = {"course": 2, "state": "present", "digest": "", "read_no": 1, "data": {}}
    return FactRow(source="lms", kind=kind, id=id_, **usual | more)


@pytest.fixture
def told(desk_: Desk) -> Desk:
    """Beside the four posts that nobody has answered: enrolments, a meeting, a document, a recording."""
    with desk_.db.write() as db:
        for user in (4, 5, 6):
            role = "editingteacher" if user == 4 else "student"
            db.add(fact("enrolment", f"2/{user}", author=user, data={"roles": [role]}))
        for number, start in ((1, NOW + DAY), (2, NOW - DAY)):
            data = {"name": f"Pertemuan {number} {EVIL}", "start": start, "duration": 3600}
            db.add(fact("event", str(number), time=start, author=5, data=data))
        db.add(fact("glossary_entry", "1", author=6, time=NOW, data={"concept": f"Istilah {EVIL}"}))
        db.add(fact("meeting", "7", data={"name": f"Ruang {EVIL}", "cmid": 70}))
        links = ["javascript:alert(1)", "https://bbb.example.test/1", "https://bbb.example.test/2"]
        db.add(
            fact("recording", "7/a", container="meeting:7", time=NOW, data={"links": links, "minutes": 60})
        )
    return desk_


PATHS = ("/communities", "/communities/ak", "/communities/pp", *(f"/communities/ak/{what}" for what in LISTS))


@pytest.mark.parametrize("user", ["admin", "retno"])
@pytest.mark.parametrize("language", ["id", "en"])
def test_pages_are_shown_and_escape_what_people_wrote(told: Desk, user: str, language: str) -> None:
    told.sign_in(user)
    told.speak(language)
    for path in PATHS:
        page = told.text(path)
        assert EVIL not in page, path
        assert "javascript:" not in page, path
        assert not re.search(r"<style|<script(?! src)|\sstyle=|\son[a-z]+=", page), path
        assert f'<html lang="{language}">' in page


@pytest.mark.parametrize("path", PATHS)
def test_nobody_sees_them_without_signing_in(told: Desk, path: str) -> None:
    answer = told.get(path)
    assert (answer.status_code, answer.headers["Location"].partition("?")[0]) == (303, "/sign-in")


def test_the_list_has_a_line_of_figures_for_each(admin: Desk, told: Desk) -> None:
    page = told.text("/communities")
    assert "3 terdaftar</span><span>3 aktif</span><span>3 baru</span><span>4 kiriman" in page
    assert "2 belum dijawab" in page  # of the four one is a day old, one two days to the second
    assert "pertemuan berikutnya 2026-11-24 01:00" in page
    assert "0 terdaftar</span><span>0 aktif</span><span>0 kiriman" in page


def test_one_community(admin: Desk, told: Desk) -> None:
    page = told.text("/communities/ak")
    assert "0 dari 4 diskusi" in page
    assert "2 dari 4 kiriman" in page  # Retno wrote two of them
    assert "1 dari 1 pertemuan" in page
    for words in ("Sambut Bagus Prasetya", "Ingatkan anggota akan “Pertemuan 1", "Serahkan daftar hadir"):
        assert words in page
    assert "Sambut Retno" not in page  # the expert needs no welcome
    assert "3 hari tanpa tanggapan" not in page  # Ayu's own question is told of once, as a welcome
    assert "4 hari tanpa tanggapan" in page
    assert 'href="https://lms.example.test/mod/forum/discuss.php?d=4"' in page
    assert "praktik baik" in page
    assert "Tiap bulan" in page


def test_the_chart_and_its_table_say_the_same(admin: Desk, told: Desk) -> None:
    page = told.text("/communities/ak")
    table = re.findall(r'data-label="(Kiriman|Orang)">(\d+)<', page)
    assert table[-4:] == [("Kiriman", "4"), ("Orang", "3"), ("Kiriman", "0"), ("Orang", "0")]
    assert len(table) == 24
    assert page.count('<rect class="first"') == page.count('<rect class="second"') == 1
    assert 'aria-labelledby="activity-chart-name activity-chart-words"' in page


def test_a_silent_community_says_so(admin: Desk, told: Desk) -> None:
    page = told.text("/communities/pp")
    assert "Tidak ada yang menunggu" in page
    assert "Pemetaan belum menyebut tujuan" in page
    assert page.count("<b>–</b>") == 3
    assert '<rect class="first"' not in page


def test_recordings_lead_to_where_they_play(admin: Desk, told: Desk) -> None:
    page = told.text("/communities/ak/recordings")
    assert 'href="https://bbb.example.test/1" rel="noopener noreferrer">Ruang' in page
    assert 'href="https://bbb.example.test/2"' in page
    assert "60 menit" in page


def test_what_is_hidden_or_gone_is_not_shown(admin: Desk, told: Desk) -> None:
    with told.db.write() as db:
        for number, change in ((1, {"state": "gone"}), (2, {"private": True}), (3, {"blank": True})):
            row = db.get_one(FactRow, ("lms", "post", str(number)))
            row.state = str(change.get("state", row.state))
            row.data = {**row.data, **change}
    page = told.text("/communities/ak")
    assert "1 dari 1 kiriman" in page
    assert "Sambut" not in page


@pytest.mark.parametrize("path", ["/communities/xx", "/communities/ak/nothing", "/communities/xx/members"])
def test_what_there_is_not(admin: Desk, path: str) -> None:
    assert admin.get(path).status_code == 404


def test_before_a_mapping_is_published_there_is_none(admin: Desk) -> None:
    with admin.db.write() as db:
        db.delete(db.get_one(TimelineRow, 1))
    assert "Pemetaan belum menyebut satu komunitas pun" in admin.text("/communities")
    assert admin.get("/communities/ak").status_code == 404


def test_lists_come_in_pages(admin: Desk, told: Desk) -> None:
    with told.db.write() as db:
        for user in range(100, 160):
            key = f"lms:{user}"
            db.add(Account(key=key, source="lms", user_id=user, name="Sama", person=key, state="active"))
            db.add(fact("enrolment", f"2/{user}", author=user, data={"roles": ["student"]}))
            where = {"container": "forum:1", "discussion": 1000 + user, "author": user, "time": NOW - 3 * DAY}
            db.add(fact("post", str(1000 + user), data={"subject": f"Tanya {user}", "parent": None}, **where))
    for what, pattern, most in (
        ("members", r'href="/people/(lms:\d+)"', 63),
        ("newcomers", r'class="head"><a href="/people/(lms:\d+)"', 63),
        ("unanswered", r"discuss.php\?d=(\d+)", 62),
    ):
        found: list[str] = []
        path = f"/communities/ak/{what}"
        while path:
            page = told.text(path)
            found += re.findall(pattern, page)
            more = re.search(r'rel="next" href="([^"]+)"', page)
            path = more[1] if more else ""
        assert len(found) == len(set(found)) == most, what
    assert told.get("/communities/ak/members?after=99999999999999999").status_code == 200


@pytest.mark.parametrize("path", ["/communities", "/communities/ak", "/communities/ak/unanswered"])
def test_the_number_of_questions_does_not_grow_with_what_was_said(admin: Desk, told: Desk, path: str) -> None:
    told.get(path)
    with counting(told) as few:
        told.get(path)
    with told.db.write() as db:
        for number in range(2000, 3000):
            user = 200 + number % 500
            if number < 2500:
                key = f"lms:{user}"
                row = Account(key=key, source="lms", user_id=user, name="Sama", person=key, state="active")
                db.add(row)
                db.add(fact("enrolment", f"2/{user}", author=user, data={"roles": ["student"]}))
            where = {"container": "forum:1", "author": user, "time": NOW - number * 60}
            db.add(fact("discussion", str(number), data={"name": "x"}, **where))
            db.add(
                fact(
                    "post",
                    str(number),
                    discussion=number,
                    data={"subject": "x", "discussion": number},
                    **where,
                )
            )
    with counting(told) as many:
        told.get(path)
    assert len(many) == len(few)
    assert len(many) < 45


@contextmanager
def counting(desk: Desk) -> Iterator[list[str]]:
    asked: list[str] = []

    def note(_c: object, _k: object, statement: str, *_: object) -> None:
        asked.append(statement)

    event.listen(desk.db.engine, "before_cursor_execute", note)
    yield asked
    event.remove(desk.db.engine, "before_cursor_execute", note)
