"""Badges: given once, when they have been earned for long enough; taken back by a person, who is watched for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from connector.lms.moodle import Moodle
from connector.models.outbox import Message
from connector.sandbox import ADMIN, SERVICE_TOKEN
from tests.flow.conftest import STARTER, House, MakeHouse
from tests.flow.scene import AYU, DAY, FIELD, HASAN, HOUR, MADE, YOHANES, answer, messages, practice
from tests.flow.test_explain import flat, lines_of

COHORT = 1
ADD = "core_cohort_add_cohort_members"
REMOVE = "core_cohort_delete_cohort_members"
RULES = """
recognition:
  kontributor:
    name: {id: Kontributor, en: Contributor}
    needs: {contributions: {kind: good_practice, at_least: 3}}
    after_days: 7
    shown_by: {cohort: COP-LENCANA-KONTRIBUTOR}
"""
MUTUAL = """
  gotong-royong:
    name: {id: Gotong royong, en: Mutual help}
    family: reciprocity
    needs: {people_helped: {at_least: 1}, helped_by: {at_least: 1}}
    shown_by: {cohort: COP-TIMBAL-BALIK}
"""


def mapped(more: str = "") -> str:
    return STARTER.read_text(encoding="utf-8") + RULES + more


@pytest.fixture
def told(house: House) -> House:
    house.clock.at += 1
    house.publish(mapped(), valid_from=1)
    house.work()
    house.site.sender.paused = True
    house.site.deeds.create_badge("Kontributor CoP", COHORT)
    return house


def earn(house: House, user: int = AYU) -> list[int]:
    found = [practice(house, user) for _ in range(3)]
    house.reconcile()
    return found


def later(house: House, days: int) -> None:
    house.clock.at += days * DAY
    house.work()


def badges(house: House) -> list[int]:
    return [user for _, user in house.site.tables.issued]


def states(house: House, kind: str = "cohort-member") -> list[tuple[str, str | None]]:
    return [(message.state, message.reason) for message in messages(house, kind)]


def tasks(house: House) -> list[Message]:
    return messages(house, "badge-withdrawal")


def test_a_badge_is_given_once_and_not_before_its_days_are_over(told: House) -> None:
    earn(told)
    later(told, 6)
    assert badges(told) == []
    assert messages(told, "cohort-member") == []
    later(told, 2)
    assert badges(told) == [AYU]
    assert states(told) == [("sent", None)]
    [message] = messages(told, "cohort-member")
    assert (message.subject, message.target) == (f"kontributor/lms:{AYU}", "lms:lms")
    assert [each["name"] for each in message.answer["badges"]] == ["Kontributor CoP"]
    for _ in range(3):
        later(told, 2)
        practice(told, AYU)
        told.reconcile(full=True)
    assert told.site.calls[ADD] == 1
    assert states(told) == [("sent", None)]


def test_who_is_in_the_cohort_already_is_not_added_again(told: House) -> None:
    told.site.deeds.cohort_add(COHORT, AYU)
    earn(told)
    later(told, 8)
    assert told.site.calls[ADD] == 0
    assert states(told) == [("sent", None)]


def test_what_is_lost_within_the_days_gives_no_badge(told: House) -> None:
    first, *_ = earn(told)
    told.site.deeds.delete_discussion(AYU, first)
    told.reconcile(full=True)
    later(told, 30)
    assert badges(told) == []
    assert messages(told, "cohort-member") == []


def test_after_a_crash_on_the_way_it_is_looked_first(told: House) -> None:
    earn(told)
    lms: Any = told.cop.context.sources["lms"]
    honest = lms.cohort_add

    def killed(*args: Any) -> None:
        honest(*args)
        raise KeyboardInterrupt

    lms.cohort_add = killed
    with pytest.raises(KeyboardInterrupt):
        later(told, 8)
    assert [state for state, _ in states(told)] == ["sending"]
    told.open_again()
    told.clock.at += HOUR
    told.work()
    assert badges(told) == [AYU]
    assert told.site.calls[ADD] == 1
    [message] = messages(told, "cohort-member")
    assert message.state == "sent"
    assert message.answer["badges"]


def test_an_addition_of_unknown_outcome_is_looked_at_before_it_is_repeated(told: House) -> None:
    earn(told)
    told.cop.context.sources["lms"] = Moodle(  # type: ignore[index]
        "lms", told.lms.url, SERVICE_TOKEN, allow_private_address=True, timeouts=(1.0, 0.3)
    )
    told.site.faults.set("timeout_after", function=ADD, seconds=0.8, count=1)
    later(told, 8)
    assert states(told) == [("pending", "outcome_unknown")]
    told.site.faults.clear()
    told.clock.at += HOUR
    told.work()
    assert states(told) == [("sent", None)]
    assert told.site.calls[ADD] == 1


def test_what_was_lost_while_the_site_was_away_is_not_sent(told: House) -> None:
    first, *_ = earn(told)
    told.site.faults.set("maintenance", function=ADD)
    later(told, 8)
    assert [state for state, _ in states(told)] == ["pending"]
    told.site.faults.clear()
    told.site.deeds.delete_discussion(AYU, first)
    told.reconcile(full=True)
    told.clock.at += DAY
    told.work()
    assert badges(told) == []
    assert states(told) == [("refused", "no_longer_met")]


def test_a_cohort_that_is_not_there_is_told_once(told: House) -> None:
    told.clock.at += 1
    told.publish(mapped().replace("COP-LENCANA-KONTRIBUTOR", "TIDAK-ADA"), valid_from=1)
    earn(told)
    later(told, 8)
    assert states(told) == [("refused", "no_such_cohort")]
    practice(told, AYU)
    told.reconcile(full=True)
    assert states(told) == [("refused", "no_such_cohort")]


def test_in_observe_mode_nothing_is_written_and_going_live_derives_it(make_house: MakeHouse) -> None:
    house = make_house(mode="observe")
    house.publish(mapped())
    house.work()
    house.site.sender.paused = True
    house.site.deeds.create_badge("Kontributor CoP", COHORT)
    earn(house)
    later(house, 8)
    assert badges(house) == []
    assert messages(house, "cohort-member") == []
    assert '"shown":true' in house.export("recognition").replace(" ", "")
    house.mode = "live"
    house.open_again()
    house.work()
    assert badges(house) == [AYU]


@pytest.fixture
def lost(told: House) -> House:
    """Ayu has the badge, and one of the three deeds it rests on is gone."""
    first, *_ = earn(told)
    later(told, 8)
    assert badges(told) == [AYU]
    told.site.deeds.delete_discussion(AYU, first)
    told.reconcile(full=True)
    return told


def test_a_badge_no_longer_earned_is_a_task_until_somebody_has_taken_it_back(lost: House) -> None:
    [task] = tasks(lost)
    assert (task.state, task.reason) == ("pending", "person_needed")
    assert task.desired["link"].startswith("/badges/badge.php?hash=")
    lost.site.deeds.cohort_remove(COHORT, AYU)  # which takes no badge away
    for _ in range(60):
        later(lost, 1)
    assert [one.state for one in tasks(lost)] == ["pending"]
    [badge] = lost.site.tables.badges
    lost.site.deeds.revoke_badge(ADMIN, badge, AYU)
    later(lost, 1)
    assert [(one.state, one.answer) for one in tasks(lost)] == [("sent", {"withdrawn": True})]
    later(lost, 9)
    assert lost.site.calls[ADD] == 1


def test_a_badge_earned_anew_before_it_was_taken_back_stays(lost: House) -> None:
    practice(lost, AYU)
    lost.reconcile()
    later(lost, 8)
    assert [(one.state, one.reason) for one in tasks(lost)] == [("refused", "holds_again")]
    assert badges(lost) == [AYU]
    assert lost.site.calls[ADD] == 1


def test_a_badge_earned_anew_after_it_was_taken_back_is_given_again(lost: House) -> None:
    [badge] = lost.site.tables.badges
    lost.site.deeds.cohort_remove(COHORT, AYU)
    lost.site.deeds.revoke_badge(ADMIN, badge, AYU)
    later(lost, 1)
    practice(lost, AYU)
    lost.reconcile()
    later(lost, 8)
    assert badges(lost) == [AYU]
    assert states(lost) == [("sent", None), ("sent", None)]


@pytest.fixture
def taken_back(lost: House) -> House:
    """A person took Ayu's badge back and left her in the cohort; she earns it anew."""
    [badge] = lost.site.tables.badges
    lost.site.deeds.revoke_badge(ADMIN, badge, AYU)
    later(lost, 1)
    assert [one.state for one in tasks(lost)] == ["sent"]
    practice(lost, AYU)
    lost.reconcile()
    return lost


def test_who_stayed_in_the_cohort_is_taken_out_first_so_that_the_badge_is_given_again(
    taken_back: House,
) -> None:
    assert badges(taken_back) == []
    later(taken_back, 8)
    assert badges(taken_back) == [AYU]
    assert AYU in taken_back.site.tables.cohorts[COHORT].members
    assert states(taken_back) == [("sent", None), ("sent", None)]
    assert [len(one.answer["badges"]) for one in messages(taken_back, "cohort-member")] == [1, 1]
    assert (taken_back.site.calls[REMOVE], taken_back.site.calls[ADD]) == (1, 2)
    later(taken_back, 8)
    assert (taken_back.site.calls[REMOVE], taken_back.site.calls[ADD]) == (1, 2)


@pytest.mark.parametrize("function", ["REMOVE", "ADD"])
def test_a_crash_while_it_is_given_again_neither_loses_nor_doubles_it(
    function: str, taken_back: House
) -> None:
    lms: Any = taken_back.cop.context.sources["lms"]
    name = {"REMOVE": "cohort_remove", "ADD": "cohort_add"}[function]
    honest = getattr(lms, name)

    def killed(*args: Any) -> None:
        honest(*args)
        raise KeyboardInterrupt

    setattr(lms, name, killed)
    with pytest.raises(KeyboardInterrupt):
        later(taken_back, 8)
    taken_back.open_again()
    taken_back.clock.at += HOUR
    taken_back.work()
    assert badges(taken_back) == [AYU]
    assert states(taken_back) == [("sent", None), ("sent", None)]
    assert (taken_back.site.calls[REMOVE], taken_back.site.calls[ADD]) == (1, 2)
    assert messages(taken_back, "cohort-member")[-1].answer["badges"]


def test_who_got_it_again_by_hand_is_left_alone(taken_back: House) -> None:
    taken_back.site.deeds.cohort_remove(COHORT, AYU)
    taken_back.site.deeds.cohort_add(COHORT, AYU)
    assert badges(taken_back) == [AYU]
    later(taken_back, 8)
    assert states(taken_back) == [("sent", None), ("sent", None)]
    assert (taken_back.site.calls[REMOVE], taken_back.site.calls[ADD]) == (0, 1)


WORDS = {
    "en": ("“Contributor”: not yet", "Missing: 1 more contributions of the kind good practice (2 of 3)"),
    "id": ("“Kontributor”: belum", "Kurang 1 lagi: kontribusi berjenis praktik baik (2 dari 3)"),
}


@pytest.mark.parametrize("language", ["en", "id"])
def test_everybody_is_told_what_is_missing(language: str, told: House) -> None:
    practice(told, AYU)
    practice(told, AYU)
    told.reconcile()
    said = flat(lines_of(told, AYU, language))
    for words in WORDS[language]:
        assert words in said
    assert "recognition-" not in said


@pytest.mark.parametrize(
    ("language", "words"), [("en", "to be taken back by a person"), ("id", "ditarik oleh seseorang")]
)
def test_everybody_is_told_why_they_have_it_and_that_it_is_to_be_taken_back(
    language: str, words: str, told: House
) -> None:
    first, *_ = earn(told)
    later(told, 8)
    lines = lines_of(told, AYU, language)
    [shown] = [line for line in lines if line.kind == "recognition"]
    assert flat(shown.below).count("· “Praktik”") == 3
    assert words not in flat(lines)
    told.site.deeds.delete_discussion(AYU, first)
    told.reconcile(full=True)
    assert words in flat(lines_of(told, AYU, language))


def test_mutual_help_shows_as_soon_as_the_others_answer_is_read(told: House) -> None:
    told.clock.at += 1
    told.publish(mapped(MUTUAL), valid_from=1)
    told.site.deeds.create_cohort("Timbal balik", "COP-TIMBAL-BALIK")
    mine, theirs = practice(told, AYU, FIELD, 40), practice(told, HASAN, FIELD, 40)
    answer(told, AYU, theirs)
    told.reconcile()
    assert messages(told, "cohort-member") == []
    answer(told, MADE, mine)
    told.reconcile()
    assert [one.subject for one in messages(told, "cohort-member")] == [f"gotong-royong/lms:{AYU}"]
    rows = [json.loads(line) for line in told.export("recognition").splitlines()]
    shown = {(row["person"], row["rule"]) for row in rows if row["shown"]}
    assert shown == {(f"lms:{AYU}", "gotong-royong")}


def test_one_whom_the_site_refuses_stops_nobody(told: House) -> None:
    earn(told, AYU)
    earn(told, YOHANES)
    lms: Any = told.cop.context.sources["lms"]
    honest = lms.cohort_add

    def cohort_add(cohort: int, users: list[int]) -> dict[int, str]:
        answer: dict[int, str] = honest(cohort, [user for user in users if user != AYU])
        return answer | ({AYU: "2"} if AYU in users else {})

    lms.cohort_add = cohort_add
    later(told, 8)
    assert states(told) == [("refused", "2"), ("sent", None)]
    assert badges(told) == [YOHANES]
