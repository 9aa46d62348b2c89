"""When the LMS does not answer as it should: the source stops with a word, and goes on by itself when it is mended."""

from __future__ import annotations

import inspect
import re
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any

import pytest

from connector.errors import TryLater
from connector.lms import address, http_errors, moodle_errors
from connector.lms.moodle import Moodle
from connector.lms.port import Ask, Want
from connector.sandbox import SERVICE_ACCOUNT, SERVICE_TOKEN
from connector.steps.refresh import DOUBTFUL, LONGEST_PAUSE_S
from connector.steps.status import status
from connector.texts import LANGUAGES, say
from tests.flow.conftest import INSTITUTION, House, open_house
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


def test_a_busy_source_waits_as_long_as_it_was_asked_to(
    house: House, listening: Listen, monkeypatch: pytest.MonkeyPatch
) -> None:
    listening(house)
    practice(house, AYU)

    def busy(**_: Any) -> None:
        raise TryLater("not now", word="too_busy", retry_after=120)

    with monkeypatch.context() as patch:
        patch.setattr(house.cop.context.sources["lms"], "site", busy)
        house.work()
    asked = house.site.calls["http"]
    house.clock.at += 119
    house.work()
    assert house.site.calls["http"] == asked
    house.clock.at += 1
    house.work()
    assert earned(house, AYU) == 1


def test_a_source_that_was_away_for_a_moment_is_asked_by_a_light_question_long_before_it_said(
    house: House, listening: Listen
) -> None:
    """Moodle's maintenance page says five minutes, whatever the maintenance."""
    listening(house)
    house.site.faults.set("maintenance")
    practice(house, AYU)
    house.work()
    assert told(house)["problem"] == "unavailable"
    read = house.site.calls["tool_mobile_call_external_functions"]
    house.clock.at += 30
    house.work()
    assert house.site.calls["tool_mobile_call_external_functions"] == read
    house.site.faults.clear()
    house.clock.at += 30
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
            if error.word != "lms_php_error":
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


# --- one bad object -----------------------------------------------------------


@pytest.mark.parametrize("word", ["lms_php_error", "server_error", "broken_off", "no_web_service_here"])
def test_in_a_quiet_hour_a_bad_discussion_does_not_make_its_source_wait(
    word: str, house: House, listening: Listen
) -> None:
    """It is all there is to read, so that every read fails – and what comes next is read at once."""
    bad = practice(house, MADE)
    stumble_over(house, bad, [], TryLater("bad", word=word))
    listening(house)
    house.reconcile()
    for minute in range(30):
        house.clock.at += 60
        house.work()
        if minute % 5 == 4:
            before = len(house.rows("contributions"))
            practice(house, AYU)
            house.work()
            assert len(house.rows("contributions")) == before + 1, "at once"
        assert told(house)["problem"] is None
    assert told(house)["not_readable"] == 1
    assert [one["id"] for one in told(house)["unreadable"]] == [str(bad)]


def test_the_others_of_a_failed_batch_are_read_in_the_same_turn(
    stumbling: tuple[House, list[int], list[int]],
) -> None:
    house, discussions, tries = stumbling
    stumble_over(house, discussions[2], tries, TryLater("bad", word="server_error"))
    house.reconcile()
    assert len(house.rows("contributions")) == 9
    assert tries == [house.clock.at] * 2, "once with the others, once alone"


def test_a_site_that_answers_only_when_asked_for_itself_is_the_one_to_blame(house: House) -> None:
    discussions = [practice(house, AYU if number % 2 else MADE) for number in range(12)]
    house.site.faults.set("error_500", function="mod_forum_get_discussion_posts")
    house.site.faults.set("error_500", function="tool_mobile_call_external_functions")
    house.reconcile()
    assert told(house)["problem"] == "server_error"
    assert told(house)["not_readable"] <= DOUBTFUL, "no object is to blame"
    house.site.faults.clear()
    house.clock.at += LONGEST_PAUSE_S * 2
    house.reconcile()
    house.wait()
    assert len(house.rows("contributions")) == len(discussions)


def test_a_new_token_in_its_file_is_used_without_a_restart(
    ready: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    secret = tmp_path / "token"
    secret.write_text(SERVICE_TOKEN, encoding="utf-8")
    said = INSTITUTION.replace("{{env: TOKEN}}", f"{{{{file: {secret}}}}}")
    monkeypatch.setattr("tests.flow.conftest.INSTITUTION", said)
    with open_house(tmp_path / "one", ready=ready) as house:
        house.site.tokens.clear()
        house.site.tokens["n" * 32] = SERVICE_ACCOUNT
        practice(house, AYU)
        assert not house.reconcile()
        assert told(house)["problem"] == "token_invalid"
        secret.write_text("n" * 32, encoding="utf-8")
        house.clock.at += HOUR
        house.work()
        assert told(house)["problem"] is None
        assert earned(house, AYU) == 1
        secret.unlink()  # in the moment in which it is replaced
        practice(house, MADE)
        house.reconcile()
        assert told(house)["problem"] == "token_invalid", "the token we began with, and no crash"


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wrong_set_up_has_a_name_and_a_cure(language: str) -> None:
    words = set(moodle_errors._SETUP.values())
    for part in (http_errors, address):
        words |= set(re.findall(r'WrongSetup\([^)]*?word="(\w+)"', inspect.getsource(part), re.S))
    assert len(words) >= 15
    for word in words:
        assert say(language, f"desk-problem-{word}")
        assert say(language, f"desk-cure-{word}")
