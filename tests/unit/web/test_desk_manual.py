"""Credit by hand: two people, neither the earner; then the way of all credit."""

from datetime import UTC, datetime
from typing import Any

import pytest
from sqlalchemy import select

from connector.models.credit import EntitlementRow, EvidenceRow, LedgerLine, Record
from connector.models.desk import Audit, DeskUser
from connector.models.manual import ManualCredit
from connector.models.people import Account
from connector.steps import settle
from tests.unit.web.conftest import NOW, Desk

FORM = {"person": "198311052008011003", "community": "ak", "scheme": "cop-jp", "day": "2026-10-05"}
FORM |= {"units": "2", "reason": "Narasumber di <b>luar</b> LMS"}


@pytest.fixture
def two(admin: Desk) -> Desk:
    """The admin is signed in; Retno, who is an approver, is another."""
    with admin.db.write() as db:
        password = db.get_one(DeskUser, "admin").password
        db.add(DeskUser(username="wati", password=password, role="approver", created_at=1))
        db.add(
            DeskUser(
                username="bagus", password=password, role="admin", identifier=FORM["person"], created_at=1
            )
        )
    return admin


def _as(desk: Desk, user: str) -> Desk:
    desk.client = desk.fresh()
    desk.sign_in(user)
    return desk


def _rows(desk: Desk) -> list[ManualCredit]:
    with desk.db.read() as db:
        return list(db.scalars(select(ManualCredit).order_by(ManualCredit.id)))


def _settled(desk: Desk) -> list[tuple[str, int, str]]:
    """(day, steps, reason) of what Bagus is entitled to by hand."""
    while settle.settle(desk.cop.context):
        pass
    with desk.db.read() as db:
        found = db.scalars(select(EntitlementRow).where(EntitlementRow.rule == "manual"))
        return [(row.day, row.amount, row.reason) for row in found]


def _give(desk: Desk, **more: Any) -> None:
    _as(desk, "admin").post("/manual", **FORM | more)
    id_ = _rows(desk)[-1].id
    _as(desk, "wati").post(f"/manual/{id_}", answer="confirm")
    assert _rows(desk)[-1].state == "confirmed"


def test_from_a_proposal_to_the_ledger(two: Desk) -> None:
    two.post("/manual", **FORM)
    assert _settled(two) == []
    page = _as(two, "wati").text("/manual")
    assert "&lt;b&gt;luar&lt;/b&gt;" in page
    two.post("/manual/1", answer="confirm", reason="sudah dicek")
    assert _settled(two) == [("2026-10-05", 2, "")]
    with two.db.read() as db:
        record = db.scalars(select(Record).where(Record.period == "2026-10")).one()
        assert (record.state, record.amount, record.approved) == ("draft", 2, 0)
        evidence = db.scalars(select(EvidenceRow).where(EvidenceRow.account == "lms:5")).all()
        assert any('"fact_kind":"manual"' in (one.body or "") for one in evidence)
    page = two.text(f"/records/{record.number}")
    assert "Dengan tangan: Narasumber" in page
    two.post(f"/records/{record.number}", revision=record.revision, answer="accept")
    with two.db.read() as db:
        lines = db.scalars(select(LedgerLine).where(LedgerLine.day == "2026-10-05")).all()
        assert [(line.amount, line.rules) for line in lines] == [(2, ["manual"])]
        actions = [row.action for row in db.scalars(select(Audit).order_by(Audit.id))]
    assert actions == ["manual-propose", "manual-confirm", "accept"]
    page = two.text("/people/lms:5")
    assert "diusulkan admin, dibenarkan wati" in page


def test_nobody_confirms_what_they_proposed(two: Desk) -> None:
    two.post("/manual", **FORM)
    assert "orang lain yang harus membenarkan" in two.text("/manual")
    for answer in ("confirm", "refuse"):
        two.post("/manual/1", answer=answer, reason="x")
    assert "Anda yang mengusulkan" in two.text("/manual")
    assert _rows(two)[0].state == "proposed"


def test_nor_by_another_name_of_the_same_person(two: Desk) -> None:
    with two.db.write() as db:
        db.get_one(DeskUser, "wati").identifier = "197904122003122001"
    _as(two, "retno").post("/manual", **FORM)
    _as(two, "wati").post("/manual/1", answer="confirm")
    assert _rows(two)[0].state == "proposed"


def test_nobody_gives_to_themselves(two: Desk) -> None:
    _as(two, "bagus").post("/manual", **FORM)
    assert _rows(two) == []
    _as(two, "admin").post("/manual", **FORM)
    _as(two, "bagus").post("/manual/1", answer="confirm")
    assert "kepada diri sendiri" in two.text("/manual")
    assert _rows(two)[0].state == "proposed"


def test_nor_by_another_account_that_is_theirs_since(two: Desk) -> None:
    with two.db.write() as db:
        db.add(Account(key="lms:50", source="lms", user_id=50, person="lms:50", name="B", state="active"))
    two.post("/manual", **FORM | {"person": "lms:50"})
    with two.db.write() as db:
        db.get_one(Account, "lms:50").person = "lms:5"
    _as(two, "bagus").post("/manual/1", answer="confirm")
    assert _rows(two)[0].state == "proposed"


def test_what_was_decided_never_changes(two: Desk) -> None:
    two.post("/manual", **FORM)
    _as(two, "wati").post("/manual/1", answer="refuse")
    assert _rows(two)[0].state == "proposed"  # a refusal needs a reason
    two.post("/manual/1", answer="refuse", reason="bukan dia")
    two.post("/manual/1", answer="confirm")
    assert "Sudah diputuskan" in two.text("/manual")
    assert (_rows(two)[0].state, _rows(two)[0].decided_why) == ("refused", "bukan dia")
    assert _settled(two) == []


def test_a_correction_takes_back_at_once_and_never_more_than_there_is(two: Desk) -> None:
    _give(two)
    _settled(two)
    with two.db.read() as db:
        record = db.scalars(select(Record).where(Record.period == "2026-10")).one()
    two.post(f"/records/{record.number}", revision=record.revision, answer="accept")
    _give(two, units="-1", reason="keliru")
    assert [(amount, why) for _, amount, why in _settled(two)] == [(2, ""), (-1, "")]
    with two.db.read() as db:
        record = db.scalars(select(Record).where(Record.period == "2026-10")).one()
        assert (record.state, record.amount, record.approved) == ("approved", 1, 1)
        lines = db.scalars(select(LedgerLine.amount).where(LedgerLine.day == "2026-10-05"))
        assert list(lines) == [2, -2, 1]
    _give(two, units="-5", reason="semua keliru")
    assert [(amount, why) for _, amount, why in _settled(two)] == [(2, ""), (-1, ""), (-1, "nothing_left")]
    assert "Tidak ada lagi yang dapat diambil kembali" in two.text("/people/lms:5")


def test_the_caps_hold_for_it_too(two: Desk) -> None:
    _give(two, units="3")
    assert _settled(two) == [("2026-10-05", 2, "day_cap")]


TOMORROW = datetime.fromtimestamp(NOW + 2 * 86_400, UTC).date().isoformat()


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"person": "000"}, "Tidak ada orang"),
        ({"person": " "}, "Tidak ada orang"),
        ({"community": "zz"}, "Komunitas itu tidak ada"),
        ({"scheme": "zz"}, "Skema itu tidak berlaku"),
        ({"day": "kemarin"}, "Itu bukan hari"),
        ({"day": TOMORROW}, "Itu bukan hari"),
        ({"units": "0"}, "bukan jumlah"),
        ({"units": "0,5"}, "bukan jumlah"),
        ({"units": "NaN"}, "bukan jumlah"),
        ({"units": "1e9"}, "bukan jumlah"),
        ({"units": "dua"}, "bukan jumlah"),
        ({"reason": "  "}, "Alasan wajib"),
    ],
)
def test_what_cannot_be_is_refused(two: Desk, wrong: dict[str, str], words: str) -> None:
    two.post("/manual", **FORM | wrong)
    assert words in two.text("/manual")
    assert _rows(two) == []


def test_an_approver_of_others_has_no_say(two: Desk) -> None:
    with two.db.write() as db:
        db.get_one(DeskUser, "wati").communities = ["lain"]
    two.post("/manual", **FORM)
    theirs = _as(two, "wati")
    assert "Narasumber" not in theirs.text("/manual")
    theirs.post("/manual/1", answer="confirm")
    theirs.post("/manual", **FORM)
    assert [row.state for row in _rows(two)] == ["proposed"]
    assert two.post("/manual/1", answer="dance").status_code == 400
