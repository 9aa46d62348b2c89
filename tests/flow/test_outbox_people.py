"""What people do with messages: see why, correct at the source, send once more, lay aside."""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import nullcontext

import pytest
from click.testing import CliRunner
from sqlalchemy import select

from connector.cli.messages import message as command
from connector.errors import ConnectorError
from connector.models.desk import Audit
from connector.models.outbox import HrKnown, Message
from connector.sandbox import SERVICE_ACCOUNT, SERVICE_TOKEN
from connector.steps.messages import discard, resend
from tests.flow.conftest import House
from tests.flow.scene import AYU, BAGUS, DAY, MADE, YOHANES, messages, practice
from tests.flow.test_figures import WRITE, approved, shown
from tests.flow.test_hr_files import approved as told_hr
from tests.flow.test_hr_files import files
from tests.flow.test_recognition import badges, earn, later, mapped
from tests.flow.test_summaries import ADD, ours, prepare, rest, talk
from tests.flow.test_summaries import shown as summary
from tests.flow.test_summaries import states as summaries

Run = Callable[..., str]


@pytest.fixture
def run(house: House, monkeypatch: pytest.MonkeyPatch) -> Run:
    """A command and what it prints; a failure is told as ``exit 1``."""
    monkeypatch.setattr("connector.cli.messages.cop", lambda: nullcontext(house.cop))

    def run(*words: str) -> str:
        try:
            done = CliRunner().invoke(command, list(words), catch_exceptions=False)
        except ConnectorError as error:
            return f"exit 1 {error.word}"
        return done.output + (f"exit {done.exit_code}" if done.exit_code else "")

    return run


def one(house: House, kind: str = "profile-figure") -> Message:
    [found] = messages(house, kind)
    return found


def words(house: House, *ids: int) -> list[str]:
    return [error.word for error in resend(house.cop.context, ids, "rina")]


def test_a_refusal_is_mended_at_its_source_and_sent_again(house: House, run: Run) -> None:
    field = house.site.tables.profile_fields.pop("cop_jp_locked")
    approved(house, AYU, MADE)
    house.work()
    listed = run("list").splitlines()
    assert [line.split("\t")[1:4] for line in listed] == [["refused", "lms:lms", "profile-figure"]] * 2
    assert listed[0].endswith("not_shown_afterwards")
    house.site.tables.profile_fields["cop_jp_locked"] = field
    assert "profile_field" in run("show", listed[0].split("\t")[0])
    assert run("resend", "--all", "--word", "no_such_reason") == "0 of 0 to be sent\n"
    assert run("resend", "--all", "--kind", "profile-figure", "--by", "rina") == "2 of 2 to be sent\n"
    house.work()
    assert (shown(house, AYU), shown(house, MADE)) == ("1", "1")
    assert run("list") == ""
    assert [json.loads(line)["state"] for line in run("list", "--state", "sent", "--json").splitlines()] == [
        "sent",
        "sent",
    ]
    with house.cop.context.db.read() as session:
        noted = session.scalars(select(Audit).where(Audit.action == "send-again")).all()
        assert [(row.actor, row.detail["reason"]) for row in noted] == [("rina", "not_shown_afterwards")] * 2


def test_what_was_sent_is_sent_again_when_a_person_wants_it(house: House) -> None:
    approved(house, AYU)
    house.work()
    house.site.deeds.update_user(AYU, fields={"cop_jp_locked": "99"})
    house.reconcile(full=True)
    assert shown(house, AYU) == "99", "the same is not asked for twice by itself"
    assert words(house, one(house).id) == []
    house.work()
    assert shown(house, AYU) == "1"
    assert words(house, one(house).id) == []
    house.work()
    assert house.site.calls[WRITE] == 2, "it looked, and nothing differed"


def test_an_older_message_does_not_undo_a_newer(house: House) -> None:
    approved(house, AYU)
    house.work()
    approved(house, AYU)
    house.work()
    old, new = messages(house)
    assert words(house, old.id, new.id, 999) == ["not_again", "no_such_message"]


def test_what_waits_long_is_tried_at_once(house: House) -> None:
    approved(house, AYU)
    house.site.tokens.clear()
    house.work()
    house.clock.at += 3 * 3600
    house.work()
    house.site.tokens[SERVICE_TOKEN] = SERVICE_ACCOUNT
    house.work()
    assert one(house).state == "pending"
    assert words(house, one(house).id) == []
    house.work()
    assert one(house).state == "sent"


@pytest.mark.parametrize("deed", ["removed", "edited"])
def test_a_moderators_decision_is_overruled_by_a_person_only(house: House, deed: str) -> None:
    prepare(house)
    talk(house)
    rest(house)
    [post] = ours(house)
    if deed == "removed":
        house.site.deeds.delete_discussion(BAGUS, post.id)
    else:
        house.site.deeds.edit_post(BAGUS, post.firstpost, summary(house).replace("Disepakati", "Diusulkan"))
    [message] = messages(house, "summary")
    assert words(house, message.id) == []
    house.work()
    assert summaries(house) == [("refused", f"{deed}_by_moderator")]
    for _ in range(2):
        rest(house)
    assert len(ours(house)) == (deed == "edited")
    assert words(house, message.id) == []
    house.work()
    assert summaries(house) == [("sent", None)]
    assert "Disepakati" in summary(house)
    rest(house)
    assert house.site.calls[ADD] == 1 + (deed == "removed")


def test_a_file_that_hr_lost_is_put_there_again_and_changes_nothing_else(house: House) -> None:
    house.publish(mapped().replace("written: monthly", "written: at_once"), valid_from=1)
    house.work()
    house.site.sender.paused = True
    told_hr(house, AYU)
    house.work()
    house.clock.at += DAY
    told_hr(house, AYU)
    house.work()
    before = files(house)
    with house.cop.context.db.read() as session:
        known = {row.number: row.run for row in session.scalars(select(HrKnown))}
    for name in before:
        if "-0001" in name:
            (house.hr / name).unlink()
    first, _ = messages(house, "hr-file")
    assert words(house, first.id) == []
    house.work()
    assert files(house) == before
    with house.cop.context.db.read() as session:
        assert {row.number: row.run for row in session.scalars(select(HrKnown))} == known
    house.wait(DAY)
    assert files(house) == before


def test_a_run_that_was_laid_aside_is_told_in_the_next(
    house: House, run: Run, monkeypatch: pytest.MonkeyPatch
) -> None:
    house.publish(mapped().replace("written: monthly", "written: at_once"), valid_from=1)
    house.work()
    house.site.sender.paused = True

    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr("connector.steps.hr_runs.write", full)
        told_hr(house, AYU)
        house.work()
        [waiting] = messages(house, "hr-file")
        assert (waiting.state, waiting.reason, waiting.attempts) == ("pending", "folder_not_writable", 0)
        assert run("discard", str(waiting.id), "--reason", "salah folder") == "1 of 1 laid aside\n"
    house.clock.at += 15
    house.work()
    assert {name.split("-")[3][:4] for name in files(house)} == {"0002"}
    assert words(house, waiting.id) == ["not_again"]


def test_what_was_laid_aside_is_not_asked_for_again_until_it_changes(house: House, run: Run) -> None:
    del house.site.tables.profile_fields["cop_jp_locked"]
    approved(house, AYU)
    house.work()
    id_ = str(one(house).id)
    assert (
        run("discard", id_, "--reason", " ") == "discard_reason_missing: say why\n0 of 1 laid aside\nexit 1"
    )
    assert run("discard", id_, "--reason", "tanpa kolom") == "1 of 1 laid aside\n"
    assert run("discard", id_, "--reason", "lagi").endswith("exit 1")
    house.reconcile(full=True)
    practice(house, AYU, words=3)
    house.reconcile(full=True)
    assert (one(house).state, one(house).answer["discarded_because"]) == ("discarded", "tanpa kolom")
    approved(house, AYU)
    house.work()
    assert [message.state for message in messages(house)] == ["discarded", "refused"]


def test_a_badge_that_was_laid_aside_is_not_given_behind_ones_back(house: House) -> None:
    house.clock.at += 1
    house.publish(mapped().replace("COP-LENCANA-KONTRIBUTOR", "TIDAK-ADA"), valid_from=1)
    house.work()
    house.site.sender.paused = True
    earn(house, YOHANES)
    later(house, 8)
    message = one(house, "cohort-member")
    assert discard(house.cop.context, [message.id], "rina", "bukan untuk dia") == []
    practice(house, YOHANES)
    house.reconcile(full=True)
    assert one(house, "cohort-member").state == "discarded"
    house.site.deeds.create_cohort("Nanti", "TIDAK-ADA")
    assert words(house, message.id) == []
    house.work()
    assert one(house, "cohort-member").state == "sent"
    assert badges(house) == []


def test_wrong_use_and_messages_on_their_way(house: House, run: Run) -> None:
    approved(house, AYU)
    with house.cop.context.db.write() as session:
        session.scalars(select(Message)).one().state = "sending"
    assert run("resend", str(one(house).id)).startswith("on_its_way")
    assert run("show", "999") == "exit 1 no_such_message"
    assert run("resend").endswith("exit 2")
    assert run("resend", "1", "--all").endswith("exit 2")
    assert run("resend", "1", "--kind", "summary").endswith("exit 2")
    assert run("discard", "1").endswith("exit 2")


def test_in_observe_mode_nothing_is_sent_again(house: House) -> None:
    approved(house, AYU)
    house.work()
    house.mode = "observe"
    house.open_again()
    assert words(house, one(house).id) == ["observe"]
