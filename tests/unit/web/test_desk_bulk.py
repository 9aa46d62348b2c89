"""Many records at once, and a sample drawn at random before that."""

import re

from sqlalchemy import select

from connector.models.credit import Decision, Record
from connector.models.desk import Audit, DeskUser
from connector.steps import sample
from tests.unit.web.conftest import Desk
from tests.unit.web.test_desk_paging import MANY
from tests.unit.web.test_desk_paging import many as many  # the fixture


def _ticks(page: str) -> list[str]:
    return re.findall(r'name="choice" value="([^"]+)"', page)


def test_several_are_decided_on_together(admin: Desk) -> None:
    page = admin.text("/records?state=draft")
    ticks = _ticks(page)
    assert len(ticks) == 3
    assert not re.findall(r'name="choice"[^>]+ checked', page)
    assert len(re.findall(r'name="choice"[^>]+ checked', admin.text("/records?state=draft&ticked=1"))) == 3
    answer = admin.post(
        "/records", choice=[*ticks[:2], "N/1|old"], answer="accept", next="/records?state=draft"
    )
    assert answer.headers["Location"] == "/records?state=draft"
    page = admin.text("/records?state=draft")
    assert "2 catatan disetujui" in page
    assert "1 tidak diputuskan" in page
    assert _ticks(page) == ticks[2:]
    admin.post("/records", choice=ticks[2:], answer="reject")
    assert "memerlukan alasan" in admin.text("/records")
    admin.post("/records", choice=ticks[2:], answer="reject", reason="tiruan")
    with admin.db.read() as db:
        assert [one.accepted for one in db.scalars(select(Decision).order_by(Decision.id))] == [
            True,
            True,
            False,
        ]


def test_what_changed_since_or_is_ones_own_is_left(approver: Desk) -> None:
    ticks = _ticks(approver.text("/records?state=draft"))
    own = approver.record("lms:4")
    assert len(ticks) == 2
    assert own.number not in " ".join(ticks)
    number = ticks[0].partition("|")[0]
    approver.post(
        "/records", choice=[f"{own.number}|{own.revision}", f"{number}|an-older-one"], answer="accept"
    )
    page = approver.text("/records")
    assert "harus diputuskan orang lain" in page
    assert "berubah sejak Anda melihatnya" in page
    with approver.db.read() as db:
        assert not db.scalars(select(Decision)).all()


def test_nothing_ticked_and_nonsense(admin: Desk) -> None:
    admin.post("/records", answer="accept")
    assert "Tidak ada yang dicentang" in admin.text("/records")
    assert admin.post("/records", choice="N/1|r", answer="maybe").status_code == 400
    assert admin.post("/records", answer="accept", next="https://evil.test/").headers["Location"] == "/"


def test_a_sample_is_drawn_noted_and_linked(many: Desk) -> None:
    answer = many.post("/samples", period="2026-10", state="draft")
    with many.db.read() as db:
        row = db.scalars(select(Audit)).one()
    assert (row.actor, row.action, row.detail["out_of"]) == ("admin", "sample", MANY)
    assert row.detail["chosen"] == {"state": "draft", "period": "2026-10"}
    numbers = row.detail["numbers"]
    assert len(set(numbers)) == MANY // 20
    assert answer.headers["Location"] == f"/samples/{row.id}"
    page = many.text(f"/samples/{row.id}")
    assert all(f'href="/records/{number}"' in page for number in numbers)
    assert f"diundi dari {MANY}" in page
    assert 'href="/records?period=2026-10&amp;state=draft"' in page


def test_samples_differ_and_hold_what_waits_only(many: Desk, monkeypatch: object) -> None:
    with many.db.write() as db:
        for row in db.scalars(select(Record).where(Record.number.in_([f"N/{n}" for n in range(100, 130)]))):
            row.state = "approved"
    drawn = []
    for _ in range(12):
        many.post("/samples", period="2026-10", state="approved")
    with many.db.read() as db:
        drawn = [tuple(row.detail["numbers"]) for row in db.scalars(select(Audit))]
    assert len(set(drawn)) > 1
    assert all(int(number.partition("/")[2]) >= 130 for one in drawn for number in one)


def test_of_few_one_is_drawn_and_of_none_none(admin: Desk) -> None:
    admin.post("/samples")
    admin.post("/samples", period="1999-01")
    assert "tidak ada yang diundi" in admin.text("/records")
    with admin.db.read() as db:
        [row] = db.scalars(select(Audit)).all()
        assert len(row.detail["numbers"]) == 1
        found = sample.sample_named(db, row.id)
        assert found
        assert len(sample.drawn_records(db, found)) == 1
    assert admin.get(f"/samples/{row.id + 1}").status_code == 404


def test_a_sample_shows_nothing_of_other_communities(many: Desk) -> None:
    many.post("/samples", state="draft")
    with many.db.write() as db:
        row = db.scalars(select(Audit)).one()
        known = db.get_one(DeskUser, "admin").password
        db.add(
            DeskUser(username="ketua", password=known, role="approver", created_at=1, communities=["lain"])
        )
    many.client = many.fresh()
    many.sign_in("ketua")
    page = many.text(f"/samples/{row.id}")
    assert not [number for number in row.detail["numbers"] if number in page]
    many.post("/samples", state="draft")
    assert "tidak ada yang diundi" in many.text("/records")
