"""The page that explains: whatever is asked, in both languages, safe to read and to print."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

from connector.models.desk import DeskUser
from connector.models.lms import FactRow
from connector.models.outbox import Message
from tests.unit.web.conftest import EVIL, NOW, Desk

SUBJECTS = ("lms:4", "post:1", "lms:post:4", "discussion:1", "post:4711", "line:1", "badge:x/lms:4")


def chain(page: str) -> list[str]:
    return re.findall(r'<li class="is-(\w+)">', page)


def test_without_a_question_there_is_the_box_alone(admin: Desk) -> None:
    page = admin.text("/explain")
    assert '<label for="subject">' in page
    assert "chain" not in page


@pytest.mark.parametrize("language", ["id", "en"])
@pytest.mark.parametrize("subject", SUBJECTS)
def test_every_kind_of_subject_is_told(admin: Desk, subject: str, language: str) -> None:
    admin.speak(language)
    if subject == "line:1":
        admin.post(f"/records/{admin.record().number}", answer="accept", revision=admin.record().revision)
    page = admin.text(f"/explain?subject={subject}")
    assert chain(page)
    assert EVIL not in page
    assert "why-" not in re.sub(r'class="[^"]*"|id="[^"]*"', "", page)


def test_a_record_is_told_to_its_end(admin: Desk) -> None:
    admin.speak("en")
    page = admin.text(f"/explain?subject={admin.record().number}")
    assert chain(page)[-1] == "end"
    assert "waits for the approval of somebody who did not earn it" in page
    assert 'href="/explain?subject=lms%3Apost%3A1"' in page


def test_what_is_unknown_names_the_forms(admin: Desk) -> None:
    page = admin.text("/explain?subject=nirgends", status=404)
    assert "message:5" in page
    assert 'value="nirgends"' in page


def test_what_was_asked_is_shown_and_not_run(admin: Desk) -> None:
    page = (
        admin.get(
            "/explain",
        ).text
        + admin.client.get("/explain", query_string={"subject": EVIL}).text
    )
    assert EVIL not in page
    assert "&lt;script&gt;" in page


def test_a_message_is_told_to_whoever_may_read(admin: Desk) -> None:
    with admin.db.write() as db:
        message = Message(target="lms:lms", kind="profile-figure", subject="lms:4", state="refused")
        message.desired, message.cause, message.next_at, message.created_at = {"value": "1"}, "post", NOW, NOW
        message.answer, message.reason = {}, "no_such_cohort"
        db.add(message)
        db.flush()
        id_ = message.id
    admin.speak("en")
    page = admin.text(f"/explain?subject=message:{id_}")
    assert "It ends here: refused. The LMS has no cohort" in page
    assert "Cure: Make a cohort" in page
    assert f'href="/explain?subject=message%3A{id_}"' not in chain(page)


def test_a_person_comes_in_parts(admin: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("connector.web.explaining.PAGE", 2)
    first = admin.text("/explain?subject=lms:4")
    assert [kind for kind in chain(first) if kind != "reason"] == ["person", "total"]
    more = re.search(r'<a class="more"[^>]*href="([^"]+)"', first)
    assert more
    second = admin.text(more[1].replace("&amp;", "&"))
    assert chain(second)
    assert chain(second) != chain(first)


def test_why_is_asked_where_things_stand(admin: Desk) -> None:
    number = admin.record().number
    for path, subject in (
        (f"/records/{number}", number.replace("/", "%2F")),
        ("/facts/lms/post/1", "lms%3Apost%3A1"),
        ("/contributions", "lms%3Apost%3A1"),
        ("/people/lms:4", "lms:post:1"),
    ):
        assert f"/explain?subject={subject}" in admin.text(path), path


def test_an_approver_of_one_community_is_told_of_no_other(admin: Desk) -> None:
    number = admin.record().number
    _limit(admin, ["ak"])
    assert admin.get(f"/explain?subject={number}").status_code == 200
    assert admin.get("/explain?subject=lms:5").status_code == 200
    _limit(admin, ["another"])
    for subject in (number, "post:1", "lms:5", "line:1", "post:4711", "discussion:1", "badge:x/lms:5"):
        answer = admin.get(f"/explain?subject={subject}")
        assert answer.status_code == 404, subject
        assert not chain(answer.text), subject


def test_an_approver_of_one_community_is_told_of_its_discussions_and_own_posts(admin: Desk) -> None:
    with admin.db.write() as db:
        message = Message(target="lms:lms", kind="summary", subject="discussion:1", state="refused")
        message.desired, message.cause, message.next_at, message.created_at = {}, "post", NOW, NOW
        message.answer, message.reason = {}, "no_forum"
        figure = Message(target="lms:lms", kind="profile-figure", subject="lms:4", state="refused")
        figure.desired, figure.cause, figure.next_at, figure.created_at = {"value": "1"}, "post", NOW, NOW
        figure.answer, figure.reason = {}, "no_such_cohort"
        db.add_all([message, figure])
        db.flush()
        summary, other = f"message:{message.id}", f"message:{figure.id}"
    theirs = ("discussion:1", "link:1", "related:1", "week:ak/2026-W47", "thanks:x/2/2026-11", summary)
    _limit(admin, ["ak"])
    for subject in theirs:
        assert admin.get(f"/explain?subject={subject}").status_code == 200, subject
    nobodys = ("discussion:77", "link:77", "forum:1", "week:pp/2026-W47", "thanks:x/3/2026-11", other)
    for subject in nobodys:
        assert admin.get(f"/explain?subject={subject}").status_code == 404, subject
    _limit(admin, ["another"])
    for subject in (*theirs, *nobodys):
        answer = admin.get(f"/explain?subject={subject}")
        assert (answer.status_code, chain(answer.text)) == (404, []), subject


def _limit(desk: Desk, communities: list[str]) -> None:
    with desk.db.write() as db:
        user = db.get_one(DeskUser, "retno")
        user.role, user.communities = "approver", communities
    desk.sign_in("retno")


def test_strangers_are_asked_to_sign_in(desk_: Desk) -> None:
    assert desk_.get("/explain?subject=lms:4").status_code == 303


def test_on_paper_there_is_no_navigation_and_no_link() -> None:
    css = (files("connector.web") / "static" / "desk.css").read_text(encoding="utf-8")
    paper = css[css.index("@media print") :]
    assert ".ask { display: none !important; }" in paper
    assert "color-scheme: light" in paper
    assert "attr(href)" not in css


def test_an_entry_is_linked_as_an_entry(admin: Desk) -> None:
    """Beside a post of the same number."""
    with admin.db.write() as db:
        told = {"source": "lms", "course": 2, "state": "present", "digest": "", "read_no": 1}
        data = {"concept": "Overstay", "words": 50, "approved": True}
        at = {"container": "glossary:1", "author": 4, "time": NOW}
        db.add(FactRow(kind="glossary_entry", id="1", data=data, **at, **told))
    page = admin.text("/people/lms:4")
    assert page.count('id="post-lms-1"') == page.count('id="glossary_entry-lms-1"') == 1
    for link in (
        "/mod/glossary/showentry.php?eid=1",
        "/facts/lms/glossary_entry/1",
        "/explain?subject=lms:glossary_entry:1",
        "/explain?subject=lms:post:1",
    ):
        assert page.count(f'{link}"') == 1, link
    assert 'href="/people/lms:4#glossary_entry-lms-1"' in admin.text("/facts/lms/glossary_entry/1")
    chain_of = admin.text("/explain?subject=lms:4")
    assert 'href="/explain?subject=lms%3Aglossary_entry%3A1"' in chain_of
    assert "Overstay" in admin.text("/explain?subject=lms:glossary_entry:1")
