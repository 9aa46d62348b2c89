"""Approval through the page: never one's own, never another revision than was shown."""

import pytest
from sqlalchemy import select

from connector.models.credit import Decision
from connector.models.desk import Audit
from connector.models.lms import Held
from connector.models.outbox import Message
from connector.steps.targets import pause
from tests.unit.web.conftest import NOW, Desk


def test_a_decision_is_worked_on_at_once(admin: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    rung: list[int] = []
    monkeypatch.setattr(admin.cop.inbox, "on_kept", lambda: rung.append(1))
    admin.text("/records")
    assert rung == []
    admin.post("/records/none", answer="accept", revision="1")
    assert rung == [1]


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


@pytest.mark.parametrize("state", ["refused", "dead", "sent", "discarded", "pending"])
def test_sending_again(admin: Desk, state: str) -> None:
    id_ = _message(admin, state=state)
    assert "Kirim lagi" in admin.text(f"/messages/{id_}")
    admin.post(f"/messages/{id_}", answer="again")
    assert "1 kiriman akan dikirim lagi." in admin.text("/")
    with admin.db.read() as db:
        row = db.get_one(Message, id_)
        assert (row.state, row.attempts, row.next_at, row.look_first) == ("pending", 0, NOW, True)
        assert db.scalars(select(Audit)).one().action == "send-again"


def test_several_are_sent_again_or_laid_aside_from_the_list(admin: Desk) -> None:
    ids = [_message(admin, subject=f"lms:{user}") for user in (4, 5, 6)]
    page = admin.text("/messages?state=refused")
    assert all(f'name="id" value="{id_}"' in page for id_ in ids)
    admin.post("/messages", id=ids[:2], answer="discard", state="refused")
    assert "Menyisihkan memerlukan alasan" in admin.text("/")
    answer = admin.post("/messages", id=ids[:2], answer="discard", reason="<b>salah</b>", state="refused")
    assert answer.headers["Location"] == "/messages?state=refused"
    page = admin.text("/messages?state=refused")
    assert "2 kiriman disisihkan." in page
    assert [f'value="{id_}"' in page for id_ in ids] == [False, False, True]
    assert "Disisihkan oleh admin: &lt;b&gt;salah&lt;/b&gt;" in admin.text(f"/messages/{ids[0]}")
    admin.post("/messages", id=[*ids, "x", 10**20], answer="again", state="nonsense")
    with admin.db.read() as db:
        assert {db.get_one(Message, id_).state for id_ in ids} == {"pending"}
        actions = [row.action for row in db.scalars(select(Audit).order_by(Audit.id))]
    assert actions == ["discard"] * 2 + ["send-again"] * 3
    assert admin.post("/messages", id=ids, answer="burn").status_code == 400


def test_approvers_look_and_do_not_touch(approver: Desk) -> None:
    id_ = _message(approver)
    assert 'name="id"' not in approver.text("/messages?state=refused")
    assert "Kirim lagi" not in approver.text(f"/messages/{id_}")
    for path in ("/messages", f"/messages/{id_}"):
        assert approver.post(path, id=id_, answer="discard", reason="x").status_code == 403
    with approver.db.read() as db:
        assert db.get_one(Message, id_).state == "refused"


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("id", ("berhenti sementara", "tidak dapat dihubungi")),
        ("en", ("has been paused", "cannot be reached")),
    ],
)
def test_a_paused_target_and_what_to_do_are_told(admin: Desk, language: str, words: tuple[str, ...]) -> None:
    id_ = _message(admin)
    with admin.db.write() as db:
        pause(db, "lms:lms", NOW - 60, "unreachable")
        pause(db, "lms:lms/summary", NOW - 60, "function_not_in_service")
    admin.speak(language)
    page = admin.text("/messages")
    assert all(word in page for word in words)
    assert {"id": "ringkasan diskusi", "en": "summary of a discussion"}[language] in page
    cure = {"id": "Periksa jaringan", "en": "Check the network"}[language]
    assert cure in admin.text(f"/messages/{id_}")


@pytest.mark.parametrize("kind", ["profile-figure", "hr-file"])
def test_what_was_replaced_is_not_sent_again(admin: Desk, kind: str) -> None:
    old = _message(admin, kind)
    _message(admin, kind, "lms:4" if kind == "profile-figure" else "run:2", "sent")
    assert "Kirim lagi" not in admin.text(f"/messages/{old}")
    admin.post(f"/messages/{old}", answer="again")
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
    assert 'name="id"' not in admin.text("/messages?state=refused")
    admin.post(f"/messages/{id_}", answer="again")
    assert "Dalam modus amati tidak ada yang dikirim" in admin.text("/")
    with admin.db.read() as db:
        assert db.get_one(Message, id_).state == "refused"


def test_deciding_within_the_list_leads_back_to_it(admin: Desk) -> None:
    record = admin.record("lms:4")
    assert f'action="/records/{record.number}"' in admin.text("/records?state=draft")
    form = {"revision": record.revision, "answer": "accept", "back": "list"}
    assert admin.post(f"/records/{record.number}", **form).headers["Location"] == "/records?state=draft"
