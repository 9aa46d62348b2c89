"""What is no longer listed of meetings: called off, asked about, or only out of our sight."""

from __future__ import annotations

import json

import pytest

from connector.steps.status import status
from tests.flow.conftest import STARTER, House
from tests.flow.scene import AK, AYU, DAY, HOUR, RETNO, held

MAPPED = """
sessions:
  pertemuan:
    is: {calendar: {name: {prefix: "Pertemuan"}}}
    minutes: 60
    attended_by: {completion: complete}
  webinar:
    is: {activity: bigbluebuttonbn, name: {prefix: "Webinar"}}
    minutes: 60
    attended_by: {completion: complete}
  kelas:
    is: {activity: page, name: {prefix: "Kelas"}}
    minutes: 60
    attended_by: {completion: complete}
"""


@pytest.fixture
def meeting(house: House) -> House:
    house.site.sender.paused = True
    house.publish(STARTER.read_text(encoding="utf-8") + MAPPED, valid_from=1)
    house.work()
    return house


def stages(house: House) -> dict[str, str]:
    return {one["name"]: one["stage"] for one in map(json.loads, house.export("sessions").splitlines())}


def later(house: House, seconds: int) -> None:
    house.clock.at += seconds
    house.reconcile(full=True)


def test_one_to_come_that_is_called_off_is_cancelled(meeting: House) -> None:
    deeds, start = meeting.site.deeds, meeting.clock.at + DAY
    event = deeds.announce(RETNO, AK, "Pertemuan satu", start, 60)
    deeds.announce(RETNO, AK, "Pertemuan dua", start, 60)
    later(meeting, HOUR)
    assert stages(meeting) == {"Pertemuan satu": "scheduled", "Pertemuan dua": "scheduled"}
    deeds.cancel_event(RETNO, event)
    later(meeting, HOUR)
    assert stages(meeting) == {"Pertemuan dua": "scheduled"}


def test_a_calendar_that_is_suddenly_empty_is_a_lost_right(meeting: House) -> None:
    deeds, start = meeting.site.deeds, meeting.clock.at + DAY
    events = [deeds.announce(RETNO, AK, f"Pertemuan {name}", start, 60) for name in ("satu", "dua")]
    later(meeting, HOUR)
    for event in events:
        deeds.cancel_event(RETNO, event)
    later(meeting, HOUR)
    assert stages(meeting) == {"Pertemuan satu": "scheduled", "Pertemuan dua": "scheduled"}
    assert [problem for problem in _problems(meeting) if problem["problem"] == "nothing_listed"]


def _problems(house: House) -> list[dict[str, str]]:
    return list(status(house.cop.context, house.cop.inbox)["sources"]["lms"]["unreadable"])


def test_an_activity_that_was_a_session_is_asked_about_before_it_takes_anything(meeting: House) -> None:
    deeds, opens = meeting.site.deeds, meeting.clock.at + HOUR
    room = deeds.create_activity(AK, "page", "Kelas malam", completion=1)
    deeds.announce(RETNO, AK, "Kelas dibuka", opens, 60, room)
    deeds.create_activity(AK, "page", "Bacaan", completion=1)
    meeting.clock.at = opens + 60
    deeds.complete(AYU, room)
    later(meeting, DAY)
    assert stages(meeting) == {"Kelas malam": "held"}
    deeds.delete_activity(room)
    later(meeting, DAY)
    assert stages(meeting) == {"Kelas malam": "held"}
    assert "session_vanished" in [reason for _, reason, _ in held(meeting)]


def room(house: House, name: str, opens: int) -> int:
    made = {"completion": 2, "opens": opens, "closes": opens + HOUR}
    return house.site.deeds.create_activity(AK, "bigbluebuttonbn", name, **made)


def test_a_room_that_closed_leaves_the_calendar_and_stays_what_it_was(meeting: House) -> None:
    """Moodle leaves a closed BigBlueButton out of the calendar, the one place where its time stands."""
    room(meeting, "Webinar satu", meeting.clock.at + DAY)
    later(meeting, HOUR)
    assert stages(meeting) == {"Webinar satu": "scheduled"}
    later(meeting, 2 * DAY)
    assert stages(meeting) == {"Webinar satu": "held"}
    later(meeting, DAY)
    assert stages(meeting) == {"Webinar satu": "held"}
    assert held(meeting) == []


def test_a_room_to_come_that_is_deleted_is_cancelled_without_asking(meeting: House) -> None:
    first = room(meeting, "Webinar satu", meeting.clock.at + DAY)
    room(meeting, "Webinar dua", meeting.clock.at + 2 * DAY)
    later(meeting, HOUR)
    meeting.site.deeds.delete_activity(first)
    later(meeting, HOUR)
    assert stages(meeting) == {"Webinar dua": "scheduled"}
    assert held(meeting) == []
