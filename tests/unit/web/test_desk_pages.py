"""Every page, in both languages, for each role; nothing that people wrote is ever markup."""

import re

import pytest

from connector.models.outbox import Message
from connector.steps import hr_runs
from tests.unit.web.conftest import EVIL, NOW, Desk

PAGES = (
    "/",
    "/fragments/overview",
    "/events",
    "/events/1",
    "/events/3",
    "/events/4",
    "/contributions",
    "/records",
    "/records?state=draft",
    "/messages",
    "/messages?state=refused",
    "/messages/1",
    "/people",
    "/people?q=Retno",
    "/people?nip=none&credit=approved",
    "/facts",
    "/hr",
    "/communities",
    "/sessions",
    "/people/lms:4",
    "/people/lms:6",
    "/facts/lms/post/1",
    "/facts/lms/forum/1",
)


@pytest.fixture
def told(desk_: Desk) -> None:
    with desk_.db.write() as db:
        message = Message(
            target="lms:lms", kind="profile-figure", subject="lms:4", desired={"value": EVIL}, cause="c"
        )
        message.created_at = message.next_at = NOW
        message.state, message.reason, message.answer = "refused", "not_shown_afterwards", {"shown": None}
        db.add(message)


@pytest.mark.parametrize("user", ["admin", "retno"])
@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.usefixtures("told")
def test_pages_are_shown_and_escape_what_people_wrote(desk_: Desk, user: str, language: str) -> None:
    desk_.sign_in(user)
    desk_.speak(language)
    for path in (*PAGES, f"/records/{desk_.record().number}"):
        page = desk_.text(path)
        assert EVIL not in page, path
        assert "alert(&#34;x&#34;)" in page or "alert" not in page, path
        if not path.startswith("/fragments"):
            assert f'<html lang="{language}">' in page
            assert "Asia/Jakarta (WIB)" in page
    assert "alert(&#34;x&#34;)" in desk_.text("/people/lms:6")


def test_no_page_has_inline_script_or_style(admin: Desk) -> None:
    for path in PAGES:
        if path != "/messages/1":
            page = admin.text(path)
            assert not re.search(r"<style|<script(?! src)|\sstyle=|\son[a-z]+=|javascript:", page), path


def test_overview_tells_the_four_parts(admin: Desk) -> None:
    page = admin.text("/")
    for title in ("Yang datang", "Artinya", "Menunggu persetujuan", "Yang dikirim"):
        assert title in page
    assert "Balasan forum ditulis" in page
    assert r"\mod_quiz\event\attempt_started" in page
    assert "1 jenis peristiwa tidak dipakai (1 kali datang)" in page
    assert "1 permintaan ditolak" in page
    assert "1979••••••••••2001" in page
    assert "197904122003122001" not in page
    assert 'href="/people/lms:4#post-lms-1"' in page


def test_overview_in_english(admin: Desk) -> None:
    admin.speak("en")
    page = admin.text("/")
    for title in ("What arrived", "What it meant", "Waiting for approval", "What was sent"):
        assert title in page
    assert "Forum reply written" in page


def test_fragment_holds_the_same_parts_without_the_frame(admin: Desk) -> None:
    fragment = admin.text("/fragments/overview")
    assert "<html" not in fragment
    parts = re.findall(r'id="(\w+)" data-part', fragment)
    assert parts == ["health", "tiles", "arrived", "meant", "waiting", "sent"]


def test_person_is_explained_with_links_and_a_bar(admin: Desk) -> None:
    page = admin.text("/people/lms:4")
    assert 'href="https://lms.example.test/mod/forum/discuss.php?d=1#p1"' in page
    assert 'id="post-lms-1"' in page
    assert "meminta sedikitnya 20 kata; ini 3" in page
    assert 'class="earned" width="5"' in page  # 1 of 20 JP
    assert 'class="approved" width="0"' in page


def test_a_person_is_found_by_nip_too(admin: Desk) -> None:
    assert "Retno Palupi" in admin.text("/people/197904122003122001")


@pytest.mark.parametrize(
    ("words", "found"), [("retno", True), ("1979 0412", True), ("lms:4", True), ("100%", False)]
)
def test_search(admin: Desk, words: str, found: bool) -> None:
    assert ("/people/lms:4" in admin.text(f"/people?q={words}")) is found


def test_event_tells_what_it_led_to(admin: Desk) -> None:
    page = admin.text("/events/1")
    assert "Semua kiriman di diskusi 1" in page
    assert 'href="/facts/lms/post/1"' in page
    assert "di luar kursus yang dipetakan" in admin.text("/events/3")
    assert "tidak membuat apa pun dibaca" in admin.text("/events/4")


def test_record_tells_what_it_consists_of(admin: Desk) -> None:
    page = admin.text(f"/records/{admin.record().number}")
    assert "2026-11-22" in page
    assert "1 JP" in page
    assert f'value="{admin.record().revision}"' in page


def test_hr_message_shows_masked_rows_and_hashes(admin: Desk) -> None:
    record = admin.record("lms:5")
    admin.post(f"/records/{record.number}", revision=record.revision, answer="accept")
    answer = admin.post("/hr/simpeg/run")
    assert answer.headers["Location"] == "/#sent"
    assert "Berkas HR ditulis: run 1, 3 berkas." in admin.text("/")
    page = admin.text(f"/messages/{_run(admin)}")
    assert "1983••••••••••1003" in page
    assert "198311052008011003" not in page
    assert re.search(r"[0-9a-f]{64}", page)


def _run(desk: Desk) -> int:
    with desk.db.read() as db:
        return next(row.id for row in db.query(Message) if row.kind == hr_runs.KIND)


@pytest.mark.parametrize(
    "path",
    ["/nowhere", "/people/lms:999", "/records/X/1", "/messages/999", "/events/999", "/facts/lms/post/0"],
)
def test_not_found(admin: Desk, path: str) -> None:
    assert "Tidak ditemukan" in admin.text(path, 404)


def test_a_fault_is_told_without_a_trace(admin: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret inside")

    admin.app.config["PROPAGATE_EXCEPTIONS"] = False
    monkeypatch.setattr(admin.cop.context.db, "read", broken)
    answer = admin.get("/")
    assert answer.status_code == 500
    assert "Terjadi kesalahan di pihak kami" in answer.text
    assert "secret inside" not in answer.text


@pytest.mark.parametrize(
    ("word", "said"),
    [("ok", "disusun oleh model bahasa"), ("number", "Tidak memakai kata-kata model bahasa: number")],
)
def test_a_message_tells_whose_words_a_summary_is_in(admin: Desk, word: str, said: str) -> None:
    with admin.db.write() as db:
        row = Message(target="lms:lms", kind="summary", subject="discussion:31", desired={}, cause="c")
        row.created_at = row.next_at = NOW
        row.state, row.answer = "sent", {"discussion": 40, "post": 77, "cited": [], "phrased": word}
        db.add(row)
        db.flush()
        id_ = row.id
    assert said in admin.text(f"/messages/{id_}")
