"""Messages of every kind in words, and a sentence for every reason that our code can give."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

import connector
from connector.lms import moodle_errors
from connector.models.outbox import Message
from connector.steps import memberships, recognition
from connector.steps.own_posts.board import FINAL
from connector.steps.own_posts.kinds import KINDS
from connector.texts import LANGUAGES, bundle
from tests.unit.web.conftest import EVIL, NOW, Desk

ROOT = Path(connector.__file__).parent
LITERALS = {
    "steps/own_posts/*.py": r'(?:NoOrder|Silence)\("(\w+)"',
    "summary/summarise.py": r'(?:Silence\(|return |return )"(\w+)"',
    "lms/*.py": r'word="(\w+)"',
    "errors.py": r'word = "(\w+)"',
    "hr/*.py": r'(?:word=|return )"(\w+)"',
    "steps/memberships.py": r'seen\.refusals\.get\(user, "(\w+)"',
    "steps/figures.py": r'now, "(\w+)", answer',
    "steps/hr_runs.py": r'FOLDER_AWAY = "(\w+)"',
    "steps/readback.py": r'word="(\w+)"',
    "steps/outbox.py": r'UNFORESEEN = "(\w+)"',
}
"""Where reasons are written → how."""
NEVER_A_MESSAGES = {
    "bad_token", "no_token", "not_there", "out_of_scope", "too_often",
    "bad_secret", "bad_setting", "error", "not_a_moodle_event", "not_identified", "not_json_object",
    "not_phrased", "not_mailed", "not_stored", "too_large", "unknown_source",
}  # fmt: skip
"""What is told to senders of events, to programs that ask the API, to
whoever starts the service, or beside a summary that was sent."""


def reasons() -> set[str]:
    found = {
        word for files, told in LITERALS.items() for path in ROOT.glob(files) for word in written(path, told)
    }
    constants = (recognition.PERSON_NEEDED, recognition.NO_LONGER, recognition.HOLDS_AGAIN)
    found |= {*FINAL, *constants, memberships.NO_COHORT}
    found |= {*moodle_errors._SETUP.values(), *moodle_errors._REFUSED.values()}
    found |= {moodle_errors.PHP_ERROR, moodle_errors.MAINTENANCE, moodle_errors.NOT_IN_SERVICE}
    return found - NEVER_A_MESSAGES


def written(path: Path, told: str) -> list[str]:
    return re.findall(told, path.read_text(encoding="utf-8"))


def test_every_place_where_reasons_are_written_has_some() -> None:
    for files, told in LITERALS.items():
        assert any(written(path, told) for path in ROOT.glob(files)), files
    assert {"no_rule", "nothing_clear", "too_few_posts", "bad_nip", "gone", "cannot_post_here"} <= reasons()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_has_a_sentence(language: str) -> None:
    assert [
        word for word in sorted(reasons()) if not bundle(language).has_message(f"desk-problem-{word}")
    ] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_has_its_words(language: str) -> None:
    kinds = {recognition.MEMBER, recognition.WITHDRAWAL, *(kind.word for kind in KINDS)}
    assert [kind for kind in sorted(kinds) if not bundle(language).has_message(f"message-{kind}")] == []


# --- on the desk ---------------------------------------------------------------------------


def message(desk: Desk, kind: str, subject: str, **more: Any) -> str:
    """Its page."""
    known = {"state": "sent", "desired": {}, "answer": {}, "reason": None, "attempts": 1, **more}
    with desk.db.write() as db:
        one = Message(target="lms:lms", kind=kind, subject=subject, cause="post", **known)
        one.created_at = one.next_at = NOW
        db.add(one)
        db.flush()
        return f"/messages/{one.id}"


def english(desk: Desk, path: str) -> str:
    desk.speak("en")
    return desk.text(path)


def test_a_badge_is_told_with_the_person_and_its_name(admin: Desk) -> None:
    given = {"cohort": 1, "badges": [{"badge": 7, "name": f"Kontributor {EVIL}", "hash": "x"}]}
    path = message(admin, "cohort-member", "kontributor/lms:4", answer=given)
    for page in (admin.text(path), admin.text("/messages")):
        assert "Lencana “kontributor” untuk Retno Palupi" in page
        assert "Lencana yang diberikan: Kontributor &lt;script&gt;" in page
        assert "LMS “lms”" in page
    assert 'href="/people/lms:4"' in admin.text(path)
    assert "Badge “kontributor” for Retno Palupi" in english(admin, path)


@pytest.mark.parametrize(
    ("desired", "link", "words"),
    [
        (
            {"badges": [7], "link": "/badges/badge.php?hash=ab12"},
            "/badges/badge.php?hash=ab12",
            "Open this badge",
        ),
        (
            {"badges": [], "link": "/cohort/assign.php?id=1"},
            "/cohort/assign.php?id=1",
            "take this person out",
        ),
    ],
)
def test_a_badge_to_be_taken_back_is_a_task_with_its_page(
    admin: Desk, desired: dict[str, Any], link: str, words: str
) -> None:
    told = {"desired": {"cohort": "COP", "of": 1, **desired}, "state": "pending", "reason": "person_needed"}
    path = message(admin, "badge-withdrawal", "kontributor/lms:4", **told)
    page = admin.text(path)
    assert "Lencana “kontributor” dari Retno Palupi harus ditarik" in page
    assert "Ini tugas untuk seseorang" in page
    assert f'href="{admin.cop.settings.sources["lms"].base_url}{link}"' in page
    assert "Harus dikerjakan seseorang di LMS" in admin.text("/messages")
    page = english(admin, path)
    assert words in page
    assert "every six hours" in page


def test_a_task_that_is_done_asks_for_nothing(admin: Desk) -> None:
    told = {"desired": {"badges": [7], "link": "/x"}, "answer": {"withdrawn": True}}
    page = admin.text(message(admin, "badge-withdrawal", "kontributor/lms:4", **told))
    assert "Sudah ditarik: dibaca ulang dari LMS." in page
    assert "Ini tugas untuk seseorang" not in page


@pytest.mark.parametrize(
    ("kind", "subject", "words"),
    [
        ("summary", "discussion:31", "Ringkasan diskusi 31"),
        ("minutes", "session:event:9", "Notula pertemuan event:9"),
        ("digest", "week:ak/2026-W47", "Kabar pekan CoP Analis"),
        ("thanks", "thanks:penolong/1", "Ucapan terima kasih"),
        ("related", "related:31", "Petunjuk ke diskusi serupa"),
        ("something-new", "x:1", "something-new"),
    ],
)
def test_our_own_posts_are_told_with_where_they_stand(
    admin: Desk, kind: str, subject: str, words: str
) -> None:
    page = admin.text(message(admin, kind, subject, answer={"discussion": 77, "post": 99, "cited": []}))
    assert words in page
    assert "Ada di diskusi 77." in page
    assert "/mod/forum/discuss.php?d=77" in page


@pytest.mark.parametrize(
    ("reason", "indonesian", "in_english"),
    [
        (
            "not_for_all",
            "Tidak semua pembaca boleh melihat isinya",
            "Not every reader may see what it rests on",
        ),
        ("2", "ditolak (kode: 2)", "refused (code: 2)"),
    ],
)
def test_a_refusal_says_why(admin: Desk, reason: str, indonesian: str, in_english: str) -> None:
    path = message(
        admin, "summary", "discussion:31", state="refused", reason=reason, answer={"withdrawn": True}
    )
    assert indonesian in admin.text("/messages")
    assert "Isi kiriman yang lama sudah ditarik." in admin.text(path)
    assert in_english in english(admin, path)
