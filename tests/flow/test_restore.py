"""Yesterday's backup against today's LMS and HR: nothing doubled, everything since repaired."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from connector.hr.folder import look
from connector.steps.backup import backup, restore
from tests.flow.conftest import STARTER, House
from tests.flow.scene import AK, AYU, DAY, HOUR, MADE, SITI, YOHANES, messages, practice
from tests.flow.test_figures import WRITE, shown
from tests.flow.test_hr_files import files
from tests.flow.test_own_posts import RELATED, THANKS, WEEKLY
from tests.flow.test_recognition import ADD as TO_COHORT
from tests.flow.test_recognition import COHORT, RULES, badges, tasks
from tests.flow.test_summaries import DECISION, RULE, replies, talk
from tests.flow.test_summaries import ours as summaries

POSTED = ("mod_forum_add_discussion", "mod_forum_add_discussion_post")
Restore = Callable[[House], None]


@pytest.fixture
def lively(house: House) -> House:
    """Everything that can leave does: figures, badges, summaries, thanks, HR's files at once."""
    rules = (
        RULES + THANKS.replace("\nrecognition:", "") + RULE + WEEKLY.replace("\nsummaries:\n", "") + RELATED
    )
    text = STARTER.read_text(encoding="utf-8").replace("written: monthly", "written: at_once")
    for name in ("Ringkasan CoP", "Terima Kasih"):
        house.site.deeds.create_forum(AK, "general", name, forcesubscribe=3)
    house.site.sender.paused = True
    house.clock.at += 1
    house.publish(text + rules.replace("after_days: 7", "after_days: 1"), valid_from=1)
    house.work()
    house.site.deeds.create_badge("Kontributor CoP", COHORT)
    return house


def day(house: House, *, decide: bool = True) -> None:
    house.clock.at += DAY
    house.reconcile(full=True)
    if decide:
        house.approve_all()
    house.work()


def save(house: House) -> None:
    backup(house.cop.settings.database_url, house.folder / "saved.tar.gz", house.clock.at)


def put_back(house: House) -> None:
    house.close()
    for path in house.folder.glob("cop*.sqlite*"):
        path.unlink()
    restore(house.cop.settings.database_url, house.folder / "saved.tar.gz", house.clock.at)
    house.open()


def outside(house: House) -> dict[str, object]:
    """All that the LMS and HR hold of ours."""
    tables = house.site.tables
    own = {head.id: tables.posts[head.firstpost].message for head in summaries(house)}
    figures = {user: row.fields.get("cop_jp_locked") for user, row in tables.users.items()}
    return {"posts": own, "figures": figures, "badges": badges(house), "files": files(house)}


def test_nothing_is_doubled_and_everything_since_is_repaired(lively: House) -> None:
    discussion = talk(lively)
    practice(lively, AYU)
    for _ in range(5):
        day(lively)
    assert len(summaries(lively)) >= 1
    save(lively)

    # Today: a summary is brought up to date, another one written, badges and figures given, files written.
    decision = replies(lively, discussion)[-1]
    lively.site.deeds.edit_post(SITI, decision, DECISION.replace("Senin depan", "Rabu depan"))
    talk(lively)
    for _ in range(2):
        practice(lively, AYU)
    for _ in range(3):
        practice(lively, YOHANES)
    for _ in range(6):
        day(lively)
    before, files_before = outside(lively), files(lively)
    assert before["badges"] == [AYU, YOHANES]
    calls = {name: lively.site.calls[name] for name in (*POSTED, TO_COHORT)}

    put_back(lively)
    day(lively)
    for _ in range(3):
        lively.clock.at += HOUR
        lively.work()
    assert {name: lively.site.calls[name] for name in calls} == calls
    assert outside(lively) == before
    assert {message.state for message in messages(lively)} <= {"sent"}

    # And it goes on: what changes now reaches everybody, no text of ours is taken for a moderator's.
    lively.site.deeds.edit_post(SITI, decision, DECISION.replace("Senin depan", "Jumat depan"))
    practice(lively, AYU)
    day(lively)
    assert any("Jumat depan" in text for text in outside(lively)["posts"].values())  # type: ignore[attr-defined]
    assert len(files(lively)) > len(files_before)
    told = [
        record["record"] for run in look(lively.hr) for record in run["records"] if record["action"] == "NEW"
    ]
    assert len(told) == len(set(told)) > 0


def test_a_figure_whose_approval_is_forgotten_is_taken_back_until_somebody_decides_again(
    lively: House,
) -> None:
    lively.reconcile(full=True)
    save(lively)
    practice(lively, AYU)
    day(lively)
    assert shown(lively, AYU) == "1"
    put_back(lively)
    day(lively, decide=False)
    assert shown(lively, AYU) == "0"
    assert shown(lively, MADE) is None
    day(lively)
    assert shown(lively, AYU) == "1"
    written = lively.site.calls[WRITE]
    day(lively)
    assert lively.site.calls[WRITE] == written


def test_a_badge_that_was_given_since_is_known_again_and_can_be_taken_back(lively: House) -> None:
    first = practice(lively, AYU)
    for _ in range(2):
        practice(lively, AYU)
    lively.reconcile(full=True)
    save(lively)
    for _ in range(3):
        day(lively)
    assert badges(lively) == [AYU]
    put_back(lively)
    day(lively)
    [given] = messages(lively, "cohort-member")
    assert (given.state, len(given.answer["badges"])) == ("sent", 1)
    assert lively.site.calls[TO_COHORT] == 1
    lively.site.deeds.delete_discussion(AYU, first)
    day(lively)
    [task] = tasks(lively)
    assert task.desired["link"].startswith("/badges/badge.php?hash=")


def test_a_summary_that_a_moderator_changed_since_is_left_alone(lively: House) -> None:
    discussion = talk(lively)
    for _ in range(5):
        day(lively)
    save(lively)
    [post] = [lively.site.tables.posts[head.firstpost] for head in summaries(lively)][:1]
    edited = post.message.replace("Disepakati", "Diusulkan")
    lively.site.deeds.edit_post(SITI, post.id, edited)
    put_back(lively)
    lively.site.deeds.edit_post(
        SITI, replies(lively, discussion)[-1], DECISION.replace("Senin depan", "Jumat depan")
    )
    for _ in range(4):
        day(lively)
    assert "Diusulkan" in lively.site.tables.posts[post.id].message
    assert "Jumat depan" not in lively.site.tables.posts[post.id].message
