"""Where a community meets: its calendar, its activities, BigBlueButton rooms, who has completed what."""

from __future__ import annotations

import json
from html.parser import HTMLParser
from typing import Any
from urllib.parse import parse_qs, urlsplit

from connector.domain.facts import Fact, Kind
from connector.errors import TryLater
from connector.lms.calls import Call, Plan
from schemas.moodle import sessions as schemas

FAR_FUTURE = 2**31 - 1
"""Moodle's list of events ends at a time; its own default leaves out what has not begun."""

_EVENTS = schemas.CalendarEvents()
_SECTIONS = schemas.Section(many=True)
_MEETINGS = schemas.Meetings()
_RECORDINGS = schemas.Recordings()
_RECORDING = schemas.Recording(many=True)
_COMPLETIONS = schemas.Completions()


def events(source: str, id: str) -> Plan[list[Fact]]:
    """A course's calendar: its own events and those of its activities, past ones too, not people's own."""
    options = {"userevents": False, "siteevents": False, "timestart": 0, "timeend": FAR_FUTURE}
    args = {"events": {"courseids": [int(id)]}, "options": options}
    [answer] = yield [Call("core_calendar_get_calendar_events", args)]
    return [event(source, int(id), each) for each in _EVENTS.load(answer)["events"]]


def event(source: str, course: int, raw: dict[str, Any]) -> Fact:
    data = {
        "name": raw["name"],
        "start": raw["timestart"],
        "duration": raw["timeduration"],
        "modified": raw["timemodified"],
        "type": raw["eventtype"],
        "group": raw["groupid"] or None,
        "repeat": raw["repeatid"] or None,
        "modname": raw["modulename"] or None,
        "instance": raw["instance"] or None,
        "visible": raw["visible"],
    }
    place, author = f"course:{course}", raw["userid"] or None
    return Fact(
        source, Kind.EVENT, str(raw["id"]), course, place, author=author, time=raw["timestart"], data=data
    )


def modules(source: str, id: str) -> Plan[list[Fact]]:
    """All activities of a course that this account may see."""
    [answer] = yield [contents(int(id))]
    return [module(source, int(id), each) for each in listed(answer)]


def contents(course: int) -> Call:
    options = [{"name": "excludecontents", "value": "1"}]
    return Call("core_course_get_contents", {"courseid": course, "options": options})


def listed(answer: Any) -> list[dict[str, Any]]:
    """The modules in the answer to :func:`contents`, without the sections around them."""
    return [module for section in _SECTIONS.load(answer) for module in section["modules"]]


def module(source: str, course: int, raw: dict[str, Any]) -> Fact:
    opens, closes = open_hours(raw["customdata"])
    data = {key: raw[key] for key in ("modname", "instance", "name", "visible", "completion", "groupmode")}
    data |= {"restricted": bool(raw["availability"]), "opens": opens, "closes": closes}
    return Fact(source, Kind.MODULE, str(raw["id"]), course=course, container=f"course:{course}", data=data)


def open_hours(customdata: str) -> tuple[int | None, int | None]:
    """From when and until when an activity is open, where it says so (epoch seconds).

    BigBlueButton does not: its hours stand in the calendar, until they are over.
    """
    try:
        told = json.loads(customdata or "null")
    except ValueError:
        return None, None
    if not isinstance(told, dict):
        return None, None
    return _epoch(told, "timeopen"), _epoch(told, "timeclose")


def _epoch(told: dict[str, Any], *names: str) -> int | None:
    values = (str(told.get(name) or "") for name in names)
    return next((int(value) for value in values if value.isdecimal() and int(value)), None)


def meetings(source: str, id: str) -> Plan[list[Fact]]:
    """The BigBlueButton activities of a course. No server is asked whether somebody is in the room."""
    course = int(id)
    args = {"courseids": [course]}
    rooms, answer = yield [
        Call("mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses", args),
        contents(course),
    ]
    by_cmid = {each["id"]: each for each in listed(answer)}
    return [
        meeting(source, course, each, by_cmid.get(each["coursemodule"]))
        for each in _MEETINGS.load(rooms)["bigbluebuttonbns"]
    ]


def meeting(source: str, course: int, raw: dict[str, Any], place: dict[str, Any] | None) -> Fact:
    """When it is, only the calendar tells."""
    data = {
        "name": raw["name"],
        "cmid": raw["coursemodule"],
        "visible": raw["visible"],
        "completion": place["completion"] if place else 0,
    }
    return Fact(source, Kind.MEETING, str(raw["id"]), course, container=f"course:{course}", data=data)


def recordings(source: str, id: str) -> Plan[list[Fact]]:
    """What was recorded in a BigBlueButton room, with the links that a page shows. The room's server is asked."""
    [answer] = yield [Call("mod_bigbluebuttonbn_get_recordings", {"bigbluebuttonbnid": int(id), "tools": ""})]
    table = _RECORDINGS.load(answer)["tabledata"]
    try:
        rows = json.loads(table["data"] or "[]") if table else []
    except ValueError as err:
        raise TryLater(f"meeting {id}: its recordings are not JSON", word="unreadable_answer") from err
    return [fact for each in _RECORDING.load(rows) if (fact := recording(source, int(id), each))]


def recording(source: str, meeting: int, raw: dict[str, Any]) -> Fact | None:
    """None where nothing leads to it: it is being made, or is not published."""
    links = _Links()
    links.feed(raw["playback"])
    ids = [query["rid"][0] for link in links.found if "rid" in (query := parse_qs(urlsplit(link).query))]
    if not ids:
        return None
    time = int(raw["date"] // 1000) if raw["date"] else None
    data = {"minutes": raw["duration"], "links": links.found}
    key, place = f"{meeting}/{ids[0]}", f"meeting:{meeting}"
    return Fact(source, Kind.RECORDING, key, container=place, time=time, data=data)


class _Links(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        address = dict(attrs).get("href") or dict(attrs).get("data-href") or ""
        if tag == "a" and urlsplit(address).scheme in ("http", "https"):
            self.found.append(address)


def completion(source: str, id: str) -> Plan[list[Fact]]:
    """``<course>/<user>``: which activities a person has completed; activities that do not track it are absent."""
    course, user = (int(part) for part in id.split("/"))
    args = {"courseid": course, "userid": user}
    [answer] = yield [Call("core_completion_get_activities_completion_status", args)]
    return [completed(source, course, user, each) for each in _COMPLETIONS.load(answer)["statuses"]]


def completed(source: str, course: int, user: int, raw: dict[str, Any]) -> Fact:
    """``override``: who set it by hand; the time is that of the present state (a cleared one has none)."""
    data = {
        "state": raw["state"],
        "modname": raw["modname"],
        "instance": raw["instance"],
        "override": raw["overrideby"] or None,
    }
    key, place = f"{raw['cmid']}/{user}", f"module:{raw['cmid']}"
    time = raw["timecompleted"] or None
    return Fact(source, Kind.COMPLETION, key, course, place, author=user, time=time, data=data)
