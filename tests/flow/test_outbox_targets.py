"""Targets that are away, wrongly set up, busy or slow: what waits, who goes on, and how soon all is delivered."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any

import pytest

from connector.errors import TryLater
from connector.steps import figures, outbox, targets
from connector.steps.delivery import claim
from connector.steps.status import status
from tests.flow.conftest import House
from tests.flow.scene import AYU, BAGUS, HASAN, HOUR, MADE, SITI, YOHANES, messages
from tests.flow.test_figures import WRITE, approved, shown, states
from tests.flow.test_recognition import ADD, badges, earn, later
from tests.flow.test_recognition import told as told

MANY = (AYU, BAGUS, HASAN, MADE, SITI, YOHANES)


def paused(house: House) -> dict[str, str]:
    stopped = status(house.cop.context, house.cop.inbox)["targets"]
    return {name: row["problem"] for name, row in stopped.items()}


def pass_time(house: House, seconds: int, step: int = 5) -> None:
    for _ in range(seconds // step):
        house.clock.at += step
        house.work()


def off(house: House) -> None:
    house.site.webservices_enabled = False


def on(house: House) -> None:
    house.site.webservices_enabled = True
    house.site.faults.clear()


Fault = Callable[[House], None]
AWAY: dict[str, Fault] = {
    "unavailable": lambda house: house.site.faults.set("maintenance"),
    "server_error": lambda house: house.site.faults.set("error_500"),
    "broken_off": lambda house: house.site.faults.set("timeout_before", seconds=0),
    "web_services_off": off,
}


@pytest.mark.parametrize("word", AWAY)
def test_after_a_minutes_outage_everything_is_delivered_within_a_minute_and_no_try_is_lost(
    word: str, house: House
) -> None:
    approved(house, *MANY)
    AWAY[word](house)
    house.work()
    assert paused(house) == {"lms:lms": word}
    pass_time(house, 60)
    assert states(house) == [("pending", word)] * len(MANY)
    assert {message.attempts for message in messages(house)} == {0}
    on(house)
    pass_time(house, 15)
    assert states(house) == [("sent", None)] * len(MANY)
    assert {shown(house, user) for user in MANY} == {"1"}
    assert house.site.calls[WRITE] == 1
    assert paused(house) == {}


def test_an_outage_in_the_middle_of_a_write_doubles_and_loses_nothing(house: House) -> None:
    approved(house, *MANY)
    lms: Any = house.cop.context.sources["lms"]
    honest = lms.write_profile

    def write_profile(*args: Any) -> Any:
        lms.write_profile = honest
        house.site.faults.set("error_500")
        return honest(*args)

    lms.write_profile = write_profile
    house.work()
    assert {message.look_first for message in messages(house)} == {True}
    assert paused(house) == {"lms:lms": "server_error"}
    house.site.faults.clear()
    pass_time(house, 15)
    assert states(house) == [("sent", None)] * len(MANY)


def test_a_site_that_is_down_is_asked_often_at_first_and_then_less_often(
    house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    approved(house, AYU)
    asked: list[int] = []

    def away(*_: Any, **__: Any) -> None:
        asked.append(house.clock.at)
        raise TryLater("no connection", word="unreachable")

    lms: Any = house.cop.context.sources["lms"]
    monkeypatch.setattr(lms, "site", away)
    monkeypatch.setattr(lms, "profile_values", away)
    began = house.clock.at
    while house.clock.at < began + 3 * HOUR:
        assert figures.send_figures(house.cop.context, "lms") == 0
        house.clock.at += 1 if house.clock.at < began + 700 else 20
    times = sorted(set(asked))
    pauses = [(at - began, after - at) for at, after in pairwise(times)]
    assert max(pause for since, pause in pauses if since + pause <= 600) <= 15
    assert max(pause for _, pause in pauses) <= 1.2 * 300 + 20
    assert min(pause for since, pause in pauses if since > 2 * HOUR) >= 0.8 * 300
    [message] = messages(house)
    assert (message.state, message.attempts) == ("pending", 0)


@pytest.mark.parametrize(("word", "waits"), [("too_busy", 120), ("unavailable", 15)])
def test_a_busy_site_is_left_alone_as_long_as_it_asks_and_an_away_one_may_be_back_sooner(
    word: str, waits: int, house: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Moodle's maintenance page says five minutes, whatever the maintenance."""
    approved(house, AYU)
    lms: Any = house.cop.context.sources["lms"]

    def busy(*_: Any, **__: Any) -> None:
        raise TryLater("not now", word=word, retry_after=120)

    with monkeypatch.context() as patch:
        patch.setattr(lms, "profile_values", busy)
        patch.setattr(lms, "site", busy)
        house.work()
    began = house.clock.at
    while not house.site.calls[WRITE] and house.clock.at < began + HOUR:
        house.clock.at += 1
        figures.send_figures(house.cop.context, "lms")
    waited = house.clock.at - began
    assert waited == waits if word == "too_busy" else 1 < waited <= waits
    assert states(house) == [("sent", None)]


def test_a_function_that_is_missing_stops_only_what_needs_it(told: House) -> None:
    told.site.functions.discard(ADD)
    earn(told)
    assert told.approve_all() == []
    later(told, 8)
    assert badges(told) == []
    assert shown(told, AYU) is not None
    assert paused(told) == {"lms:lms/cohort-member": "function_not_in_service"}
    told.site.functions.add(ADD)
    pass_time(told, 15)
    assert badges(told) == [AYU]
    assert paused(told) == {}


def test_a_token_that_expired_stops_everything_until_it_is_mended(house: House) -> None:
    approved(house, AYU, MADE)
    tokens = dict(house.site.tokens)
    house.site.tokens.clear()
    house.work()
    pass_time(house, HOUR, step=60)
    assert paused(house) == {"lms:lms": "token_invalid"}
    assert {message.state for message in messages(house)} == {"pending"}
    house.site.tokens.update(tokens)
    house.clock.at += 360
    house.work()
    assert states(house) == [("sent", None)] * 2


def test_no_more_go_to_a_site_in_a_minute_than_its_pace(house: House) -> None:
    approved(house, *MANY)
    context = replace(house.cop.context, paces={"lms": 4}, in_haste=False)
    assert len(claim(context, "lms", figures.KIND, 50)) == 4
    assert claim(context, "lms", figures.KIND, 50) == []
    house.clock.at += 61
    assert len(claim(context, "lms", figures.KIND, 50)) == 2


def test_tries_go_on_for_a_week_ever_less_often_and_never_in_step() -> None:
    pauses = [[outbox._pause(attempt) for attempt in range(1, outbox.TRIES + 1)] for _ in range(20)]
    for one in pauses:
        assert 12 <= one[0] <= 18
        assert 5 * 86_400 < sum(one) < 14 * 86_400
        assert max(one) <= 1.2 * outbox.LONGEST_PAUSE_S
    assert len({tuple(one) for one in pauses}) == 20


def test_a_message_that_fails_by_itself_is_given_up_in_the_end_and_holds_up_nobody(house: House) -> None:
    approved(house, AYU, MADE)
    lms: Any = house.cop.context.sources["lms"]
    honest = lms.profile_values

    def profile_values(users: list[int], field: str) -> Any:
        if AYU in users:
            raise TryLater("a plugin breaks on this one", word="lms_php_error")
        return honest(users, field)

    lms.profile_values = profile_values
    for _ in range(outbox.TRIES + 1):
        house.clock.at += 8 * HOUR
        figures.send_figures(house.cop.context, "lms")
        figures.send_figures(house.cop.context, "lms")
    ended = {message.subject: (message.state, message.reason) for message in messages(house)}
    assert ended == {f"lms:{AYU}": ("dead", "lms_php_error"), f"lms:{MADE}": ("sent", None)}
    assert paused(house) == {}


def test_who_claims_the_next_try_has_it_alone(house: House) -> None:
    with house.cop.context.db.write() as session:
        targets.pause(session, "lms:lms", 1000, "unreachable")
        assert [targets.may_be_tried(session, "lms:lms", at) for at in (1001, 1015, 1015)] == [
            False,
            True,
            False,
        ]
        targets.free(session, "lms:lms")
        assert targets.stopped(session) == []


def test_the_very_same_is_asked_for_again_by_the_message_that_was_refused(house: House) -> None:
    def asked(text: str) -> int:
        with house.cop.context.db.write() as session:
            about = ("lms:lms", "summary", "discussion:3", {"digest": text}, "discussion", 7)
            message = outbox.want(session, *about)
            assert message is not None
            assert (message.state, message.attempts) == ("pending", 0)
            outbox.refused(session, message, 7, "cannot_post_here", {})
            return message.id

    first = asked("a")
    assert asked("a") == first
    assert asked("b") != first
