"""When the LMS does not answer as it should: the source stops with a word, and goes on by itself when it is mended."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import pytest

from connector.errors import TryLater
from connector.lms.moodle import Moodle
from connector.lms.port import Ask, Want
from connector.sandbox import SERVICE_ACCOUNT, SERVICE_TOKEN
from connector.steps.status import status
from tests.flow.conftest import House
from tests.flow.scene import AYU, DAY, FIELD, HASAN, HOUR, MADE, Listen, earned, hints, practice


def told(house: House) -> dict[str, Any]:
    source: dict[str, Any] = status(house.cop.context, house.cop.inbox)["sources"]["lms"]
    return source


def revoke_token(house: House) -> None:
    house.site.tokens.clear()


def give_token(house: House) -> None:
    house.site.tokens[SERVICE_TOKEN] = SERVICE_ACCOUNT


def set_(what: str, value: bool) -> Callable[[House], None]:
    return lambda house: setattr(house.site, what, value)


BREAKAGES = {
    "token_invalid": (revoke_token, give_token),
    "function_or_service_or_capability": (set_("service_enabled", False), set_("service_enabled", True)),
    "web_services_off": (set_("webservices_enabled", False), set_("webservices_enabled", True)),
    "unavailable": (
        lambda house: house.site.faults.set("maintenance"),
        lambda house: house.site.faults.clear(),
    ),
    "server_error": (
        lambda house: house.site.faults.set("error_500"),
        lambda house: house.site.faults.clear(),
    ),
}


@pytest.mark.parametrize("word", BREAKAGES)
def test_a_source_that_fails_says_why_loses_nothing_and_goes_on_when_it_is_mended(
    word: str, house: House, listening: Listen
) -> None:
    break_, mend = BREAKAGES[word]
    listening(house)
    break_(house)
    practice(house, AYU)
    for _ in range(5):
        house.wait()
    assert told(house)["problem"] == word
    assert told(house)["problem_since"] <= house.clock.at
    assert earned(house, AYU) == 0
    mend(house)
    house.clock.at += HOUR
    house.work()
    assert told(house)["problem"] is None
    assert earned(house, AYU) == 1


def test_while_a_source_fails_it_is_left_alone_for_ever_longer_pauses(
    house: House, listening: Listen
) -> None:
    listening(house)
    house.site.faults.set("error_500")
    practice(house, AYU)
    asked = house.site.calls["http"]
    for _ in range(60):
        house.clock.at += 10
        house.work()
    assert 2 <= house.site.calls["http"] - asked <= 10


def test_a_source_waits_as_long_as_it_was_asked_to(house: House, listening: Listen) -> None:
    listening(house)
    house.site.faults.set("maintenance", count=1)
    practice(house, AYU)
    house.work()
    asked = house.site.calls["http"]
    house.clock.at += 299
    house.work()
    assert house.site.calls["http"] == asked
    house.clock.at += 1
    house.work()
    assert earned(house, AYU) == 1


@pytest.mark.parametrize("fault", ["maintenance", "error_500"])
def test_after_a_long_outage_everything_is_read_soon(fault: str, house: House, listening: Listen) -> None:
    listening(house)
    house.site.faults.set(fault)
    for user in (AYU, MADE):
        practice(house, user)
    for _ in range(48):
        house.clock.at += HOUR
        house.work()
    house.site.faults.clear()
    for _ in range(4):
        house.clock.at += 300
        house.work()
    assert (earned(house, AYU), earned(house, MADE)) == (1, 1)


@pytest.fixture
def stumbling(house: House) -> tuple[House, list[int], list[int]]:
    """Ten new discussions, over the third of which the LMS stumbles; reads of it are counted."""
    discussions = [practice(house, MADE if number == 2 else AYU) for number in range(10)]
    return house, discussions, []


def stumble_over(house: House, discussion: int, tries: list[int], error: TryLater) -> Callable[[], None]:
    lms: Any = house.cop.context.sources["lms"]
    honest = lms.read

    def read(wants: Sequence[Want]) -> list[Any]:
        here = Want(Ask.POSTS, str(discussion))
        if here in wants:
            tries.append(house.clock.at)
            if error.word == "server_error":
                raise error
        answers = honest(wants)
        return [error if want == here else one for want, one in zip(wants, answers, strict=True)]

    lms.read = read
    return lambda: setattr(lms, "read", honest)


@pytest.mark.parametrize("word", ["lms_php_error", "server_error"])
def test_one_bad_discussion_never_holds_up_the_others(
    word: str, stumbling: tuple[House, list[int], list[int]]
) -> None:
    house, discussions, tries = stumbling
    mend = stumble_over(house, discussions[2], tries, TryLater("PHP", word=word))
    house.reconcile()
    house.wait(DAY)
    assert earned(house, AYU) == 2
    assert len(house.rows("contributions")) == 9
    assert earned(house, MADE) == 0
    house.site.sender.paused = True
    practice(house, HASAN)
    house.clock.at += DAY
    house.reconcile()
    assert earned(house, HASAN) == 1, "a later reconcile lists everything anew"
    assert told(house)["reconciled_at"] is not None
    assert len(tries) < 20
    mend()
    house.wait(DAY)
    assert earned(house, MADE) == 1
    assert hints(house) == []


def test_a_discussion_that_cannot_be_read_is_counted_as_such(
    stumbling: tuple[House, list[int], list[int]],
) -> None:
    house, discussions, tries = stumbling
    mend = stumble_over(house, discussions[2], tries, TryLater("PHP", word="lms_php_error"))
    house.reconcile()
    assert told(house)["not_readable"] == 1
    mend()
    house.wait(DAY)
    assert told(house)["not_readable"] == 0


def test_a_slow_lms_is_waited_for(house: House) -> None:
    house.site.faults.set("slow_s", seconds=0.3, count=2)
    practice(house, AYU)
    house.reconcile()
    assert earned(house, AYU) == 1


def test_an_answer_that_never_comes_is_given_up_and_asked_for_again(house: House) -> None:
    house.cop.context.sources["lms"] = Moodle(  # type: ignore[index]
        "lms", house.lms.url, SERVICE_TOKEN, allow_private_address=True, timeouts=(1.0, 0.3)
    )
    house.site.faults.set("timeout_before", seconds=0.8, count=1)
    practice(house, AYU)
    assert not house.reconcile()
    assert told(house)["problem"] == "broken_off"
    house.clock.at += HOUR
    assert house.reconcile()
    assert earned(house, AYU) == 1


def test_a_plugin_that_breaks_web_services_takes_nothing_away(house: House) -> None:
    practice(house, AYU)
    practice(house, MADE, FIELD, 10)
    house.reconcile()
    house.site.plugin_patched = False
    for _ in range(3):
        house.clock.at += 2 * DAY
        house.reconcile(full=True)
    assert earned(house, AYU) == 1
    house.site.plugin_patched = True
    house.clock.at += HOUR
    assert house.reconcile()
    assert told(house)["problem"] is None
