"""Flags on the desk: seen before approving, and dismissed with a reason by who may judge them."""

import csv
from io import StringIO

import pytest
from sqlalchemy import select

from connector.models.credit import Record
from connector.models.desk import Audit, DeskUser
from connector.models.flags import Flag
from tests.unit.web.conftest import NOW, Desk

KEY = {"source": "lms", "fact_kind": "post", "id": "2", "kind": "near_duplicate"}


@pytest.fixture
def flagged(desk_: Desk) -> Desk:
    """A post of Bagus is like one of Retno's; two of Retno's came in a hurry."""
    with desk_.db.write() as db:
        db.add(_flag("2", "near_duplicate", desk_.record("lms:5").number, alike=92, other="1"))
        db.add(_flag("1", "burst", desk_.record("lms:4").number, count=7, minutes=30))
    return desk_


def _flag(post: str, kind: str, record: str, **detail: object) -> Flag:
    return Flag(source="lms", fact_kind="post", fact_id=post, kind=kind, record=record, at=NOW, detail=detail)


def _signed_in(desk: Desk, role: str, communities: list[str] | None = None) -> Desk:
    with desk.db.write() as db:
        password = db.get_one(DeskUser, "admin").password
        user = DeskUser(username="u", password=password, role=role, created_at=1, communities=communities)
        db.add(user)
    desk.client = desk.fresh()
    desk.sign_in("u")
    return desk


def _state(desk: Desk, post: str = "2") -> tuple[str, str | None, str | None]:
    with desk.db.read() as db:
        row = db.scalars(select(Flag).where(Flag.fact_id == post)).one()
        return row.state, row.by, row.reason


def test_open_flags_are_listed_with_their_why(flagged: Desk) -> None:
    flagged.sign_in("admin")
    page = flagged.text("/flags")
    assert "92 % katanya juga ada di kiriman yang lebih dulu (1)" in page
    assert "7 kontribusi dalam 30 menit" in page
    assert f'href="/records/{flagged.record("lms:5").number}">Bagus Prasetya' in page
    assert 'href="/facts/lms/post/2"' in page
    assert page.count('name="fact_kind"') == 2
    assert "Bagus Prasetya" not in flagged.text("/flags?kind=burst")
    assert "Bagus Prasetya" not in flagged.text("/flags?community=other")


def test_a_flag_is_dismissed_with_a_reason(flagged: Desk) -> None:
    flagged.sign_in("admin")
    flagged.post("/flags", **KEY, reason=" ", next="/flags")
    assert "Tuliskan mengapa tidak ada masalah" in flagged.text("/flags")
    assert _state(flagged)[0] == "open"
    answer = flagged.post("/flags", **KEY, reason="kutipan peraturan", next="/flags?state=open")
    assert answer.headers["Location"] == "/flags?state=open"
    assert _state(flagged) == ("dismissed", "admin", "kutipan peraturan")
    assert "Bagus Prasetya" not in flagged.text("/flags")
    assert "Tidak ada masalah, kata admin" in flagged.text("/flags?state=dismissed")
    flagged.post("/flags", **KEY, reason="lagi")
    assert "Tidak ada tanda lagi" in flagged.text("/")
    assert _state(flagged)[2] == "kutipan peraturan"
    with flagged.db.read() as db:
        [noted] = db.scalars(select(Audit).where(Audit.action == "dismiss"))
    assert (noted.actor, noted.subject) == ("admin", "flag:lms:post:2:near_duplicate")


def test_a_record_shows_its_flags_beside_its_items(flagged: Desk) -> None:
    flagged.sign_in("admin")
    page = flagged.text(f"/records/{flagged.record('lms:5').number}")
    assert page.index("92 % katanya") < page.index("</tbody>")
    assert "7 kontribusi" not in page
    assert "7 kontribusi" in flagged.text(f"/records/{flagged.record('lms:4').number}")
    flagged.post("/flags", **KEY, reason="kutipan", next="/")
    page = flagged.text(f"/records/{flagged.record('lms:5').number}")
    assert "Tidak ada masalah, kata admin" in page
    assert 'name="fact_kind"' not in page


def test_a_flag_of_a_record_that_was_decided_waits_no_more(flagged: Desk) -> None:
    flagged.sign_in("admin")
    record = flagged.record("lms:5")
    flagged.post(f"/records/{record.number}", revision=record.revision, answer="accept")
    assert "Bagus Prasetya" not in flagged.text("/flags")
    page = flagged.text("/flags?state=passed")
    assert "Bagus Prasetya" in page
    assert 'name="fact_kind"' not in page


def test_nobody_judges_themselves(flagged: Desk) -> None:
    flagged.sign_in("retno")
    flagged.post("/flags", **KEY | {"id": "1", "kind": "burst"}, reason="rapat", next="/flags")
    assert "harus dinilai orang lain" in flagged.text("/flags")
    assert _state(flagged, "1")[0] == "open"


def test_an_approver_of_other_communities_sees_and_judges_nothing(flagged: Desk) -> None:
    other = _signed_in(flagged, "approver", ["x"])
    assert "Bagus Prasetya" not in other.text("/flags")
    other.post("/flags", **KEY, reason="tidak apa", next="/flags")
    assert "komunitas yang diputuskan orang lain" in other.text("/flags")
    assert _state(flagged)[0] == "open"


def test_an_approver_of_the_community_judges(flagged: Desk) -> None:
    theirs = _signed_in(flagged, "approver", ["ak"])
    assert "Bagus Prasetya" in theirs.text("/flags")
    theirs.post("/flags", **KEY, reason="tidak apa", next="/flags")
    assert _state(flagged)[:2] == ("dismissed", "u")


def test_an_auditor_reads_and_hr_is_told_nothing(flagged: Desk) -> None:
    auditor = _signed_in(flagged, "auditor")
    page = auditor.text("/flags")
    assert "Bagus Prasetya" in page
    assert 'name="fact_kind"' not in page
    assert auditor.post("/flags", **KEY, reason="x").status_code == 403
    with flagged.db.write() as db:
        db.get_one(DeskUser, "u").role = "hr"
        db.scalars(select(Record).where(Record.person == "lms:5")).one().approved = 1
    assert auditor.get("/flags").status_code == 403
    assert "92 %" not in auditor.text(f"/records/{flagged.record('lms:5').number}")


def test_as_csv(flagged: Desk) -> None:
    flagged.sign_in("admin")
    flagged.speak("en")
    text = flagged.get("/flags?state=open&format=csv").get_data().decode("utf-8-sig")
    rows = list(csv.DictReader(StringIO(text)))
    assert {row["Name"] for row in rows} == {"Bagus Prasetya", "Retno Palupi"}
    assert any(row["What is odd"].startswith("92 %") for row in rows)


def test_the_menu_leads_to_what_each_role_may_open(flagged: Desk) -> None:
    _signed_in(flagged, "approver")
    offered = {"/flags", "/doctor", "/compare", "/try"}

    def seen() -> set[str]:
        page = flagged.text("/records")
        return {path for path in offered if f'<li><a href="{path}"' in page}

    assert seen() == {"/flags"}
    for role, more in (("hr", {"/compare"}), ("auditor", offered), ("admin", offered)):
        with flagged.db.write() as db:
            db.get_one(DeskUser, "u").role = role
        assert seen() == more
