"""Anything can be asked about; the answer is the chain of its steps, or the step at which it ends and why."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from sqlalchemy import delete, event, false, update

from connector.errors import NotDone
from connector.models.credit import EntitlementRow, LedgerLine, Record
from connector.models.lms import FactRow, Heard, Held, Missing
from connector.models.outbox import Message, TargetState
from connector.models.own_posts import OwnPostRow
from connector.models.people import Account
from connector.sandbox.story import both
from connector.steps.approve import Choice, decide_all
from connector.steps.hr_runs import compose_run
from connector.steps.session_actions import decide
from connector.steps.telling import Line
from connector.steps.triage import triage
from connector.steps.why import explain
from tests.flow.conftest import STARTER, House, MakeHouse, open_house
from tests.flow.scene import (
    AK,
    AYU,
    BAGUS,
    DAY,
    FIELD,
    NEWS,
    first_post,
    forge,
    messages,
    practice,
)
from tests.flow.test_recognition import COHORT, earn, later, mapped
from tests.flow.test_session_story import BASE, FULL, MEETING, SOMEBODY, session, tell, who
from tests.flow.test_summaries import RULE, rest, talk


def asked(house: House, subject: str, language: str = "en", **more: object) -> list[Line]:
    with house.cop.context.db.read() as session:
        return explain(house.cop.context, house.cop.inbox, session, subject, language, **more)  # type: ignore[arg-type]


def kinds(lines: list[Line]) -> list[str]:
    return [line.kind for line in lines]


def ends(lines: list[Line]) -> str:
    return "\n".join(line.text for line in lines if line.kind == "end")


def text(lines: list[Line] | tuple[Line, ...]) -> str:
    return "\n".join(f"{line.text}\n{text(line.below)}" for line in lines)


def post_of(house: House, **more: int) -> str:
    return f"post:{first_post(house, practice(house, AYU, **more))}"


def record_of(house: House, user: int = AYU) -> Record:
    with house.cop.context.db.read() as session:
        row = session.query(Record).filter_by(person=f"lms:{user}").one()
        session.expunge(row)
        return row


def change(house: House, statement: object) -> None:
    with house.cop.context.db.write() as session:
        session.execute(statement)  # type: ignore[call-overload]


@pytest.fixture
def quiet(house: House) -> House:
    """No webhook comes; everything is found by looking."""
    house.site.sender.paused = True
    return house


# --- heard and read -----------------------------------------------------------------------


def test_of_what_nobody_told_and_nobody_found_it_is_said_that_nothing_was_heard(house: House) -> None:
    lines = asked(house, "post:4711")
    assert kinds(lines) == ["subject", "heard", "end"]
    assert "nothing was heard of it and nothing read" in ends(lines)


def test_a_notice_that_is_not_sorted_yet(house: House) -> None:
    forge(house, "post_created", 4711, discussionid=50)
    lines = asked(house, "lms:post:4711")
    assert "has not been sorted yet" in ends(lines)
    assert "Forum reply written (event #" in text(lines)


def test_what_triage_noted_names_a_notice_without_looking_for_it(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    forge(house, "post_created", 4711, discussionid=50)
    forge(house, "post_created", 4712, discussionid=50)
    house.work()
    monkeypatch.setattr("connector.steps.why.heard._unnoted", lambda _asked: false())
    assert text(asked(house, "lms:post:4711")).count("(event #") == 1


def test_a_notice_from_before_anything_was_noted(house: House) -> None:
    forge(house, "post_created", 4711, discussionid=50)
    house.work()
    change(house, delete(Heard))
    assert text(asked(house, "lms:post:4711")).count("(event #") == 1
    forge(house, "post_created", 4712, discussionid=50)
    house.work()
    assert text(asked(house, "lms:post:4711")).count("(event #") == 1


def test_a_notice_from_outside_every_community(house: House) -> None:
    forge(house, "post_created", 4711, course=77, discussionid=50)
    house.work()
    assert "outside the courses that the mapping names" in ends(asked(house, "post:4711"))


def test_a_notice_whose_object_is_still_to_be_read(house: House) -> None:
    forge(house, "post_created", 4711, discussionid=50)
    triage(house.cop.context, house.cop.inbox)
    lines = asked(house, "post:4711")
    assert "still to be read back" in ends(lines)
    assert "All posts of discussion 50" in text(lines)


def test_while_the_lms_is_away_the_reason_is_told(house: House) -> None:
    forge(house, "post_created", 4711, discussionid=50)
    triage(house.cop.context, house.cop.inbox)
    house.site.faults.set("maintenance")
    house.clock.at += 60
    house.work()
    lines = asked(house, "post:4711")
    assert "still to be read back" in ends(lines)
    assert "In the way since" in text(lines)
    assert "not serving" in text(lines) or "maintenance" in text(lines)


def test_a_notice_of_something_that_is_not_there(house: House) -> None:
    forge(house, "post_created", 4711, discussionid=50)
    house.work()
    house.wait()
    assert "the LMS did not show it" in ends(asked(house, "post:4711"))


def test_what_is_held_is_said_to_wait_for_a_person(quiet: House) -> None:
    post = post_of(quiet)
    quiet.reconcile()
    with quiet.cop.context.db.write() as session:
        held = Held(source="lms", container="forum:4", reason="too_many", count=30, created_at=1)
        session.add(held)
        session.flush()
        missing = Missing(source="lms", kind="post", id=post.partition(":")[2], announced=False, read_no=9)
        missing.state, missing.held, missing.seen_at = "held", held.id, quiet.clock.at
        session.add(missing)
    assert "A person is asked before anything is taken away" in text(asked(quiet, post))


# --- rule and amount ----------------------------------------------------------------------


def test_no_community_lives_there(quiet: House) -> None:
    post = post_of(quiet)
    quiet.reconcile()
    elsewhere = STARTER.read_text(encoding="utf-8").replace("COP-AK", "COP-XX")
    quiet.publish(elsewhere, valid_from=1)
    assert "No community of the mapping lives in this forum" in ends(asked(quiet, post))


def test_no_rule_matches_and_which_condition_was_missed(quiet: House) -> None:
    post = post_of(quiet, words=30)
    quiet.reconcile()
    lines = asked(quiet, post)
    assert kinds(lines) == ["subject", "heard", "read", "place", "end"]
    assert "No rule matches" in ends(lines)
    assert "asks for at least 120 words; this has 30" in text(lines)


def test_a_deleted_post_says_so(quiet: House) -> None:
    discussion = practice(quiet, AYU)
    post = f"post:{first_post(quiet, discussion)}"
    quiet.reconcile()
    quiet.site.deeds.delete_discussion(BAGUS, discussion)
    quiet.clock.at += DAY
    quiet.reconcile(full=True)
    lines = asked(quiet, post)
    assert "no longer in the LMS" in text(lines)
    assert "deleted in the LMS" in ends(lines)


def test_recognised_without_a_credit_rule(make_house: MakeHouse) -> None:
    house = make_house()
    starter = STARTER.read_text(encoding="utf-8")
    credited = next(
        line for line in starter.splitlines(keepends=True) if "{contribution: praktik-baik}" in line
    )
    house.publish(starter.replace(credited, ""))
    house.site.sender.paused = True
    post = post_of(house)
    house.reconcile()
    assert "no credit rule is for" in ends(asked(house, post))


def test_not_computed_yet(quiet: House) -> None:
    post = post_of(quiet)
    quiet.reconcile()
    with quiet.cop.context.db.write() as session:
        session.execute(delete(EntitlementRow))
    assert "has not been computed with it yet" in ends(asked(quiet, post))


def test_capped(quiet: House) -> None:
    posts = [post_of(quiet) for _ in range(5)]
    quiet.reconcile()
    lines = asked(quiet, posts[-1])
    assert "no credit is left" in ends(lines)
    assert "this rule's limit of" in text(lines) or "day's cap" in text(lines)


# --- approval, HR, profile -----------------------------------------------------------------


@pytest.fixture
def waiting_post(quiet: House) -> tuple[House, str]:
    post = post_of(quiet)
    quiet.reconcile()
    return quiet, post


def test_it_waits_for_approval(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    lines = asked(house, post)
    assert kinds(lines) == ["subject", "heard", "read", "place", "rule", "amount", "approval", "end"]
    assert "waits for the approval of somebody who did not earn it" in ends(lines)
    assert lines[-1].link == record_of(house).number
    assert "mapping version 1" in text(lines).lower()


def test_it_was_rejected(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    decide_all(house.cop.context, [Choice(record_of(house).number)], "ratna", yes=False, reason="a copy")
    lines = asked(house, post)
    assert "an approver rejected it" in ends(lines)
    assert "Reason: a copy" in text(lines)


def test_approved_but_the_file_for_hr_is_not_due(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    house.approve_all("ratna")
    house.work()
    lines = asked(house, post)
    assert {"ledger", "message"} <= set(kinds(lines))
    assert "written when the month has ended" in ends(lines)
    assert "The profile shows 1." in text(lines)


def test_observe_mode_sends_nothing(make_house: MakeHouse, ready: object) -> None:
    house = make_house(ready=ready, mode="observe")
    house.site.sender.paused = True
    post = post_of(house)
    house.reconcile()
    house.approve_all("ratna")
    house.work()
    assert "observes only" in ends(asked(house, post))


def test_hr_cannot_be_told_of_somebody_without_a_nip(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    house.approve_all("ratna")
    change(house, update(Account).where(Account.key == f"lms:{AYU}").values(identifier="12"))
    assert "The NIP is not valid" in ends(asked(house, post))


def test_hr_was_told_and_what_it_answered(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    house.approve_all("ratna")
    assert compose_run(house.cop.context, "simpeg") is not None
    assert "the file for HR is on its way" in ends(asked(house, post))
    house.work()
    lines = asked(house, post)
    assert "end" not in kinds(lines)
    assert "HR file simpeg, run 1: NEW" in text(lines)
    assert any(each.kind == "answer" for line in lines for each in line.below)


def test_a_stopped_hr_target(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    house.approve_all("ratna")
    house.work()
    with house.cop.context.db.write() as session:
        session.add(TargetState(target="hr:simpeg", reason="folder_not_writable", since=1, probe_at=2))
    assert "takes nothing since" in ends(asked(house, post))
    assert "HR folder cannot be written to" in ends(asked(house, post))


# --- the other subjects ---------------------------------------------------------------------


def test_a_record_tells_what_it_rests_on(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    number = record_of(house).number
    lines = asked(house, number)
    assert kinds(lines) == ["subject", "item", "approval", "end"]
    assert lines[1].link == f"lms:{post}"


def test_a_long_list_comes_in_parts(quiet: House) -> None:
    for _ in range(4):
        practice(quiet, AYU)
    quiet.reconcile()
    number = record_of(quiet).number
    whole = [line for line in asked(quiet, number) if line.kind == "item"]
    first = asked(quiet, number, most=3)
    assert kinds(first).count("item") == 3
    after = next(line.link for line in first if line.kind == "more")
    second = asked(quiet, number, most=3, after=after)
    parts = [line for line in first + second if line.kind == "item"]
    assert parts == whole
    assert "more" not in kinds(second)


def test_a_ledger_line_and_its_reversal(waiting_post: tuple[House, str]) -> None:
    house, _ = waiting_post
    house.approve_all("ratna")
    house.work()
    [line] = [row["id"] for row in house.rows("ledger")]
    lines = asked(house, f"line:{line}")
    assert "this line stands" in text(lines)
    assert "approved by ratna" in text(lines)
    house.site.deeds.delete_discussion(BAGUS, max(house.site.tables.discussions))
    house.clock.at += DAY
    house.reconcile(full=True)
    assert "it was taken back by line #" in text(asked(house, f"line:{line}"))
    assert f"it takes back line #{line}" in text(asked(house, f"line:{line + 1}"))  # type: ignore[operator]


def test_a_message_and_where_it_is_stuck(waiting_post: tuple[House, str]) -> None:
    house, _ = waiting_post
    house.approve_all("ratna")
    house.work()
    [message] = messages(house)
    subject = f"message:{message.id}"
    lines = asked(house, subject)
    assert "The profile shows 1." in text(lines)
    assert "end" not in kinds(lines)
    for values, expected in (
        (
            {"state": "refused", "reason": "not_shown_afterwards", "answer": {}},
            "refused. The LMS accepted it",
        ),
        ({"state": "dead", "reason": "unreachable"}, "no longer tried. The LMS cannot be reached"),
        ({"state": "discarded", "reason": None}, "laid aside"),
        ({"state": "sending"}, "outcome is not known yet"),
        ({"state": "pending", "reason": "person_needed"}, "a person has to do it"),
        ({"state": "pending", "reason": None}, "it is due on"),
    ):
        change(house, update(Message).where(Message.id == message.id).values(**values))
        assert expected in ends(asked(house, subject)), values
    with house.cop.context.db.write() as session:
        session.add(TargetState(target="lms:lms", reason="maintenance", since=1, probe_at=2))
    assert "under maintenance" in ends(asked(house, subject))


def test_a_message_waits_for_an_earlier_one(waiting_post: tuple[House, str]) -> None:
    house, _ = waiting_post
    with house.cop.context.db.write() as session:
        for number in (1, 2):
            session.add(
                Message(
                    target="lms:lms",
                    kind="profile-figure",
                    subject="lms:6",
                    state="pending",
                    desired={"value": str(number)},
                    cause="post",
                    next_at=1,
                    created_at=1,
                    answer={},
                )
            )
    first, second = (message.id for message in messages(house))
    assert f"message #{first} about the same goes first" in ends(asked(house, f"message:{second}"))


@pytest.fixture
def badged(quiet: House) -> House:
    quiet.clock.at += 1
    quiet.publish(mapped(), valid_from=1)
    quiet.work()
    return quiet


def test_a_badge_that_is_not_earned_yet(badged: House) -> None:
    practice(badged, AYU)
    badged.reconcile()
    lines = asked(badged, f"badge:kontributor/lms:{AYU}")
    assert kinds(lines) == ["subject", "rule", "amount", "end"]
    assert "the conditions are not met" in ends(lines)
    assert "Missing: 2 more" in text(lines)


def test_a_badge_that_waits_then_is_given(badged: House) -> None:
    badged.site.deeds.create_badge("Kontributor CoP", COHORT)
    earn(badged)
    subject = f"badge:kontributor/lms:{AYU}"
    assert "shown on" in ends(asked(badged, subject))
    later(badged, 8)
    lines = asked(badged, subject)
    assert "Given badges: Kontributor CoP." in text(lines)
    assert "end" not in kinds(lines)


def test_a_badge_whose_cohort_is_missing(badged: House) -> None:
    badged.publish(mapped().replace("COP-LENCANA-KONTRIBUTOR", "TIDAK-ADA"), valid_from=1)
    earn(badged)
    later(badged, 8)
    assert "refused. The LMS has no cohort" in ends(asked(badged, f"badge:kontributor/lms:{AYU}"))


def test_a_badge_that_no_rule_gives(badged: House) -> None:
    lines = asked(badged, f"badge:juara/lms:{AYU}") if practice(badged, AYU) and badged.reconcile() else []
    assert "no such rule. It has: kontributor" in ends(lines)


# --- posts of our own --------------------------------------------------------------------------


@pytest.fixture
def summed_up(quiet: House) -> House:
    quiet.site.deeds.create_forum(AK, "general", "Ringkasan CoP")
    quiet.publish(STARTER.read_text(encoding="utf-8") + RULE)
    quiet.work()
    return quiet


def test_a_summary_that_the_mapping_does_not_ask_for(quiet: House) -> None:
    discussion = practice(quiet, AYU, FIELD)
    quiet.reconcile()
    lines = asked(quiet, f"discussion:{discussion}")
    assert "The mapping does not ask for it" in ends(lines)
    assert kinds(lines).count("subject") == 2


def test_a_summary_that_is_not_due(summed_up: House) -> None:
    discussion = talk(summed_up)
    summed_up.reconcile()
    lines = asked(summed_up, f"discussion:{discussion}")
    assert "must have come to rest" in ends(lines)
    assert "3 posts by members (at least 3 are asked for)" in text(lines)


def test_a_summary_that_stands(summed_up: House) -> None:
    discussion = talk(summed_up)
    rest(summed_up)
    lines = asked(summed_up, f"discussion:{discussion}")
    assert "It stands in discussion" in text(lines)
    assert "end" not in kinds(lines)


@pytest.mark.parametrize(
    ("state", "reason", "expected"),
    [
        ("removed_by_moderator", None, "Removed by a moderator"),
        ("withdrawn", "no_posts", "No posts are left"),
        ("silent", "nothing_clear", "Nothing is clear enough"),
    ],
)
def test_a_summary_that_does_not_stand(
    summed_up: House, state: str, reason: str | None, expected: str
) -> None:
    discussion = talk(summed_up)
    summed_up.reconcile()
    with summed_up.cop.context.db.write() as session:
        session.add(OwnPostRow(source="lms", key=f"discussion:{discussion}", state=state, reason=reason))
    assert expected in ends(asked(summed_up, f"discussion:{discussion}"))


def test_a_week_of_a_community_that_is_not_there(house: House) -> None:
    assert "The mapping does not ask for it" in ends(asked(house, "week:nirgends/2026-W40"))
    with pytest.raises(NotDone, match="nothing that can be explained"):
        asked(house, "week:nirgends")


# --- sessions -----------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def held_sessions(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("sessions") / "house"
    with open_house(folder) as house:
        tell(house, FULL)
    return folder


@pytest.fixture
def story(make_house: MakeHouse, held_sessions: Path) -> House:
    house = make_house(ready=held_sessions)
    house.clock.at = both(BASE)[-1].at + 200_000
    house.site.sender.paused = True
    return house


def test_minutes_are_explained_to_whoever_sees_their_session(story: House) -> None:
    found = session(story, MEETING)
    key = f"session:{found.key}"
    assert kinds(asked(story, key, within=[found.community]))[0] == "subject"
    with pytest.raises(NotDone) as refused:
        asked(story, key, within=["another"])
    assert refused.value.word == "other_community"


def test_a_session_tells_of_everybody(story: House) -> None:
    found = session(story, MEETING)
    lines = asked(story, found.key)
    assert kinds(lines)[:4] == ["subject", "heard", "read", "rule"]
    people = [line for line in lines if line.kind == "item"]
    assert {line.link for line in people} == set(who(story, MEETING))
    assert "minutes by the scheme" in text(people)
    assert "answered the attendance choice" in text(lines)
    first = asked(story, found.key, most=2)
    assert kinds(first).count("item") == 2
    second = asked(story, found.key, most=2, after=next(line.link for line in first if line.kind == "more"))
    assert [line for line in first + second if line.kind == "item"] == people[:4]


def test_a_session_without_credit_rule_and_one_that_was_cancelled(story: House) -> None:
    found = session(story, MEETING)
    with story.cop.context.db.write() as db:
        decide(
            story.cop.context,
            db,
            "lms",
            found.key,
            start=None,
            minutes=0,
            cancelled=True,
            by=SOMEBODY,
            reason="flood",
        )
    lines = asked(story, found.key)
    assert "The session was cancelled" in ends(lines)
    assert "ratna" in text(lines)
    assert "flood" in text(lines)


def test_a_calendar_entry_that_is_no_session_names_the_rules(story: House) -> None:
    with story.cop.context.db.write() as db:
        db.add(
            FactRow(
                source="lms", kind="event", id="4711", course=AK, container=f"course:{AK}", time=story.clock.at,
                state="present", data={"name": "Rapat lain", "start": story.clock.at}, digest="", read_no=1,
            )
        )  # fmt: skip
    lines = asked(story, "event:4711")
    assert "no rule of the mapping makes a session of it" in ends(lines)
    assert "a calendar entry" in text(lines)


# --- how it is asked ------------------------------------------------------------------------


def test_the_address_in_the_lms_is_a_subject(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    number = post.partition(":")[2]
    discussion = max(house.site.tables.discussions)
    url = f"{house.lms.url}/mod/forum/discuss.php?d={discussion}#p{number}"
    assert asked(house, url) == asked(house, f"lms:{post}") == asked(house, post)
    assert asked(house, f"{house.lms.url}/user/profile.php?id={AYU}") == asked(house, f"lms:{AYU}")


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize(
    "subject",
    [
        "",
        "nobody",
        "post:",
        "post:x",
        "message:99",
        "line:99",
        "COP-JP/2026-11/NONE",
        "https://example.org/x",
    ],
)
def test_what_is_unknown_is_told_with_the_forms_there_are(house: House, subject: str, language: str) -> None:
    with pytest.raises(NotDone) as refused:
        asked(house, subject, language)
    assert refused.value.word == "unknown_subject"
    assert all(
        form in str(refused.value) for form in ("post:17", "message:5", "line:3", "badge:", "event:12")
    )


def test_who_may_see_one_community_is_told_of_no_other(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    record = record_of(house)
    for subject in (post, record.number):
        assert asked(house, subject, within=[record.community])
        with pytest.raises(NotDone) as refused:
            asked(house, subject, within=["another"])
        assert refused.value.word == "other_community"


def test_it_costs_no_more_when_there_is_more(quiet: House) -> None:
    """Of a record with four times as much in it, no more questions are put to the database."""
    practice(quiet, AYU)
    quiet.reconcile()
    number = record_of(quiet).number
    few = _questions(quiet, lambda: asked(quiet, number))
    for _ in range(4):
        practice(quiet, AYU)
    practice(quiet, AYU, NEWS)
    quiet.reconcile()
    assert _questions(quiet, lambda: asked(quiet, number)) == few


def _questions(house: House, do: Callable[[], object]) -> int:
    count = 0

    def one_more(*_: object) -> None:
        nonlocal count
        count += 1

    engine = house.cop.context.db.engine
    event.listen(engine, "before_cursor_execute", one_more)
    try:
        do()
    finally:
        event.remove(engine, "before_cursor_execute", one_more)
    return count


def test_an_open_ledger_key_is_not_hidden(waiting_post: tuple[House, str]) -> None:
    house, post = waiting_post
    house.approve_all("ratna")
    house.work()
    with house.cop.context.db.read() as session:
        line = session.query(LedgerLine).one().id
    assert f"line:{line}" in {each.link for step in asked(house, post) for each in step.below}
