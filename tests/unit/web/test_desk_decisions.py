"""Approval through the page: never one's own, never another revision than was shown."""

import pytest
from sqlalchemy import select

from connector.models.credit import Decision
from connector.models.desk import Audit
from connector.models.lms import Held
from connector.models.outbox import Message
from tests.unit.web.conftest import NOW, Desk


def test_approving(admin: Desk) -> None:
    record = admin.record("lms:4")
    answer = admin.post(
        f"/records/{record.number}", revision=record.revision, answer="accept", back="overview"
    )
    assert answer.headers["Location"] == "/#waiting"
    assert f"{record.number} disetujui." in admin.text("/")
    assert admin.record("lms:4").state == "approved"
    assert "disetujui" in admin.text(f"/records/{record.number}")
    with admin.db.read() as db:
        assert db.scalars(select(Decision)).one().by == "admin"
        assert db.scalars(select(Audit)).one().subject == f"record:{record.number}"


def test_rejecting_needs_a_reason(admin: Desk) -> None:
    record = admin.record("lms:4")
    admin.post(f"/records/{record.number}", revision=record.revision, answer="reject", reason="  ")
    assert "memerlukan alasan" in admin.text(f"/records/{record.number}")
    assert admin.record("lms:4").state == "draft"
    admin.post(f"/records/{record.number}", revision=record.revision, answer="reject", reason="<b>sama</b>")
    page = admin.text(f"/records/{record.number}")
    assert admin.record("lms:4").state == "rejected"
    assert "&lt;b&gt;sama&lt;/b&gt;" in page


def test_nobody_decides_on_their_own(approver: Desk) -> None:
    record = approver.record("lms:4")
    page = approver.text(f"/records/{record.number}")
    assert "Ini catatan Anda sendiri" in page
    assert page.count(" disabled") >= 3
    assert 'value="reject"' not in page
    for answer in ("accept", "reject"):
        approver.post(f"/records/{record.number}", revision=record.revision, answer=answer, reason="x")
        assert "harus diputuskan orang lain" in approver.text("/")
    assert approver.record("lms:4").state == "draft"
    with approver.db.read() as db:
        assert not db.scalars(select(Decision)).all()


def test_others_records_have_live_buttons(approver: Desk) -> None:
    page = approver.text(f"/records/{approver.record('lms:5').number}")
    assert "Ini catatan Anda sendiri" not in page
    assert " disabled" not in page


def test_a_record_that_changed_meanwhile_is_not_decided_on(admin: Desk) -> None:
    record = admin.record("lms:4")
    admin.post(f"/records/{record.number}", revision="an-older-one", answer="accept")
    assert "berubah sejak Anda melihatnya" in admin.text(f"/records/{record.number}")
    assert admin.record("lms:4").state == "draft"


@pytest.mark.parametrize("form", [{}, {"answer": "accept"}, {"revision": "r", "answer": "maybe"}])
def test_a_form_without_revision_or_answer(admin: Desk, form: dict[str, str]) -> None:
    assert admin.post(f"/records/{admin.record().number}", **form).status_code == 400


def test_whose_nip_is_unknown_is_told(admin: Desk) -> None:
    assert "Akun Anda tidak terhubung dengan NIP" in admin.text("/")


def test_known_members_are_not_warned(approver: Desk) -> None:
    assert "Akun Anda tidak terhubung dengan NIP" not in approver.text("/")


@pytest.mark.parametrize(("answer", "state"), [("release", "released"), ("drop", "dropped")])
def test_held_losses_are_answered(admin: Desk, answer: str, state: str) -> None:
    assert "Kehilangan yang ditahan" in admin.text("/")
    admin.post("/held/1", answer=answer, reason="kursus diarsipkan")
    with admin.db.read() as db:
        held = db.get_one(Held, 1)
        assert (held.state, held.decided_by, held.note) == (state, "admin", "kursus diarsipkan")
        assert db.scalars(select(Audit)).one().action == answer
    assert "Kehilangan yang ditahan" not in admin.text("/")
    admin.post("/held/1", answer=answer)
    assert "sudah diputuskan" in admin.text("/")


def test_approvers_see_held_losses_without_buttons(approver: Desk) -> None:
    page = approver.text("/")
    assert "Seorang admin memutuskan." in page
    assert 'action="/held/1"' not in page


# --- sending ------------------------------------------------------------------


def _message(desk: Desk, kind: str = "profile-figure", subject: str = "lms:4", state: str = "refused") -> int:
    with desk.db.write() as db:
        row = Message(
            target="lms:lms", kind=kind, subject=subject, desired={"value": "1", "run": 1}, cause="c"
        )
        row.created_at = row.next_at = NOW - 9
        row.state, row.attempts, row.reason = state, 40, "unreachable"
        db.add(row)
        db.flush()
        return row.id


@pytest.mark.parametrize(("state", "look"), [("refused", False), ("dead", True)])
def test_sending_again(admin: Desk, state: str, look: bool) -> None:
    id_ = _message(admin, state=state)
    assert "Kirim lagi" in admin.text(f"/messages/{id_}")
    admin.post(f"/messages/{id_}")
    with admin.db.read() as db:
        row = db.get_one(Message, id_)
        assert (row.state, row.attempts, row.next_at, row.look_first) == ("pending", 0, NOW, look)
        assert db.scalars(select(Audit)).one().action == "send-again"


@pytest.mark.parametrize("kind", ["profile-figure", "hr-file"])
def test_what_was_replaced_is_not_sent_again(admin: Desk, kind: str) -> None:
    old = _message(admin, kind)
    _message(admin, kind, "lms:4" if kind == "profile-figure" else "run:2", "sent")
    assert "Kirim lagi" not in admin.text(f"/messages/{old}")
    admin.post(f"/messages/{old}")
    assert "tidak dapat dikirim lagi" in admin.text("/")
    with admin.db.read() as db:
        assert db.get_one(Message, old).state == "refused"


def test_writing_hr_file_twice(admin: Desk) -> None:
    admin.post("/hr/simpeg/run")
    assert "Tidak ada yang baru untuk HR" in admin.text("/")
    assert admin.post("/hr/elsewhere/run").status_code == 404


@pytest.mark.parametrize("live", [False])
def test_in_observe_mode_nothing_leaves(admin: Desk) -> None:
    page = admin.text("/")
    assert "Modus amati" in page
    assert "Tulis berkas HR" not in page
    admin.post("/hr/simpeg/run")
    assert "Dalam modus amati tidak ada yang dikirim" in admin.text("/")
    id_ = _message(admin)
    assert "Kirim lagi" not in admin.text(f"/messages/{id_}")
    assert admin.post(f"/messages/{id_}").status_code == 403


def test_deciding_within_the_list_leads_back_to_it(admin: Desk) -> None:
    record = admin.record("lms:4")
    assert f'action="/records/{record.number}"' in admin.text("/records?state=draft")
    form = {"revision": record.revision, "answer": "accept", "back": "list"}
    assert admin.post(f"/records/{record.number}", **form).headers["Location"] == "/records?state=draft"
