"""The figure in the member's profile: written when it differs, looked at afterwards, never lost on the way."""

from __future__ import annotations

from typing import Any

import pytest

from connector.errors import NotAllowed
from connector.lms.moodle import Moodle
from connector.sandbox import ADMIN, SERVICE_TOKEN
from tests.flow.conftest import House
from tests.flow.scene import AK, AYU, DAY, HOUR, MADE, YOHANES, Listen, messages, practice

WRITE = "core_user_update_users"


def shown(house: House, user: int) -> str | None:
    return house.site.tables.users[user].fields.get("cop_jp_locked")


def approved(house: House, *users: int) -> None:
    house.site.sender.paused = True
    for user in users:
        practice(house, user)
    house.reconcile()
    assert house.approve_all() == []


def states(house: House) -> list[tuple[str, str | None]]:
    return [(message.state, message.reason) for message in messages(house)]


def test_a_figure_is_written_once_and_read_back(house: House) -> None:
    approved(house, AYU, MADE)
    house.work()
    assert (shown(house, AYU), shown(house, MADE)) == ("1", "1")
    assert house.site.calls[WRITE] == 1
    assert states(house) == [("sent", None), ("sent", None)]
    for _ in range(3):
        house.clock.at += 2 * DAY
        house.reconcile(full=True)
    assert house.site.calls[WRITE] == 1


def test_a_figure_that_already_stands_there_is_not_written_again(house: House) -> None:
    house.site.deeds.update_user(AYU, fields={"cop_jp_locked": "1"})
    approved(house, AYU)
    house.work()
    assert house.site.calls[WRITE] == 0
    assert states(house) == [("sent", None)]


def test_a_field_that_the_lms_does_not_know_is_found_out_by_looking(house: House) -> None:
    del house.site.tables.profile_fields["cop_jp_locked"]
    approved(house, AYU)
    house.work()
    assert house.site.calls[WRITE] == 1
    assert states(house) == [("refused", "not_shown_afterwards")]


def test_an_administrators_account_is_refused_with_moodles_own_word_and_stops_nobody(house: House) -> None:
    house.site.deeds.enrol(ADMIN, AK)
    approved(house, ADMIN, AYU)
    house.work()
    assert states(house) == [("refused", "usernotupdatedadmin"), ("sent", None)]
    assert shown(house, AYU) == "1"


def impatient(house: House) -> None:
    """The client waits no longer than a moment for an answer."""
    house.cop.context.sources["lms"] = Moodle(  # type: ignore[index]
        "lms", house.lms.url, SERVICE_TOKEN, allow_private_address=True, timeouts=(1.0, 0.3)
    )


def test_after_a_write_of_unknown_outcome_it_looks_before_it_writes_again(house: House) -> None:
    approved(house, AYU)
    impatient(house)
    house.site.faults.set("timeout_after", function=WRITE, seconds=0.8, count=1)
    house.work()
    assert states(house) == [("pending", "outcome_unknown")]
    assert messages(house)[0].look_first
    house.site.faults.clear()
    house.clock.at += HOUR
    house.work()
    assert shown(house, AYU) == "1"
    assert states(house) == [("sent", None)]
    assert house.site.calls[WRITE] == 1


def test_a_write_that_was_never_done_is_done_after_the_look(house: House) -> None:
    approved(house, AYU)
    impatient(house)
    house.site.faults.set("timeout_before", function=WRITE, seconds=0.8, count=1)
    house.work()
    assert shown(house, AYU) is None
    house.clock.at += HOUR
    house.work()
    assert shown(house, AYU) == "1"
    assert house.site.calls[WRITE] == 1


def test_while_the_site_is_away_figures_wait_and_the_newest_is_shown_in_the_end(house: House) -> None:
    approved(house, AYU)
    house.site.faults.set("maintenance")
    house.work()
    assert states(house) == [("pending", "unavailable")]
    assert messages(house)[0].attempts == 0  # an outage wears out no tries
    house.site.faults.clear()
    approved(house, AYU)  # a second practice
    house.clock.at += HOUR
    house.work()
    assert shown(house, AYU) == "2"
    assert states(house) == [("sent", None)]
    assert house.site.calls[WRITE] == 1


def test_messages_about_one_person_keep_their_order(house: House) -> None:
    approved(house, AYU)
    lms: Any = house.cop.context.sources["lms"]
    written: list[dict[int, str]] = []
    honest = lms.write_profile

    def write_profile(values: dict[int, str], field: str) -> dict[int, str]:
        if not written:  # while the first is on its way, a second practice is approved
            written.append(dict(values))
            approved(house, AYU)
            house.work()
        else:
            written.append(dict(values))
        answer: dict[int, str] = honest(values, field)
        return answer

    lms.write_profile = write_profile
    house.work()
    assert [values[AYU] for values in written] == ["1", "2"]
    assert shown(house, AYU) == "2"
    assert [state for state, _ in states(house)] == ["sent", "sent"]


def test_a_message_that_a_crash_left_on_its_way_is_taken_up_again(house: House) -> None:
    approved(house, AYU)
    lms: Any = house.cop.context.sources["lms"]

    def killed(*_: object) -> None:
        raise KeyboardInterrupt

    lms.write_profile = killed
    with pytest.raises(KeyboardInterrupt):
        house.work()
    assert [state for state, _ in states(house)] == ["sending"]
    house.open_again()
    house.clock.at += HOUR
    house.work()
    assert shown(house, AYU) == "1"
    assert [state for state, _ in states(house)] == ["sent"]


def test_one_user_whom_the_site_stumbles_over_stops_nobody_else(house: House) -> None:
    approved(house, AYU, MADE, YOHANES)
    lms: Any = house.cop.context.sources["lms"]
    honest = lms.write_profile

    def write_profile(values: dict[int, str], field: str) -> dict[int, str]:
        if MADE in values:
            house.site.faults.set("error_500", function=WRITE, count=1)
        answer: dict[int, str] = honest(values, field)
        return answer

    lms.write_profile = write_profile
    for _ in range(4):
        house.clock.at += HOUR
        house.work()
    assert [shown(house, user) for user in (AYU, MADE, YOHANES)] == ["1", None, "1"]
    assert {message.subject for message in messages(house) if message.state == "pending"} == {f"lms:{MADE}"}


def test_a_write_that_the_site_will_not_do_is_refused_and_not_tried_for_ever(house: House) -> None:
    approved(house, AYU, MADE)
    lms: Any = house.cop.context.sources["lms"]

    def write_profile(values: dict[int, str], field: str) -> dict[int, str]:
        raise NotAllowed("core_user_update_users: nopermissions")

    lms.write_profile = write_profile
    house.work()
    assert states(house) == [("refused", "not_allowed"), ("refused", "not_allowed")]


def test_with_the_new_year_the_figure_begins_anew(house: House, listening: Listen) -> None:
    approved(house, AYU, MADE)
    house.work()
    house.clock.at += 100 * DAY  # February
    house.work()
    assert shown(house, AYU) == "0"
    practice(house, AYU)
    house.reconcile()
    house.approve_all()
    house.work()
    assert (shown(house, AYU), shown(house, MADE)) == ("1", "0")


def test_a_figure_of_nothing_left_is_shown_as_0(house: House) -> None:
    approved(house, AYU)
    house.work()
    house.site.deeds.delete_discussion(AYU, min(house.site.tables.discussions))
    house.reconcile()
    house.work()
    assert shown(house, AYU) == "0"
    assert shown(house, MADE) is None  # who never had a figure gets none
