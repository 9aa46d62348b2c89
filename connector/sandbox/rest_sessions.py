"""The calendar, BigBlueButton activities with their recordings, and who has completed what."""

from __future__ import annotations

from typing import Any

from connector.sandbox import capabilities as can
from connector.sandbox import phpjson
from connector.sandbox.access import require_course, sees_activity, sees_course
from connector.sandbox.rows import Course
from connector.sandbox.rows_activities import BIGBLUEBUTTON, BY_CONDITIONS, CalendarEvent, Module, Recording
from connector.sandbox.wire import Call, function, no_access


@function("core_calendar_get_calendar_events", "events", "options")
def calendar_events(call: Call) -> dict[str, Any]:
    """Of the courses asked for; those of others and of people themselves are not known here."""
    events, options = call.args.get("events", {}), call.args.get("options", {})
    wanted = {int(each) for each in events.get("courseids", [])}
    courses = {c.id for c in call.view.courses.values() if c.id in wanted and sees_course(call, c)}
    if not call.site.may(can.MANAGE_ENTRIES):
        courses = set()  # to whom is not enrolled the calendar is empty, without a word
    start, end = int(options.get("timestart", 0)), int(options.get("timeend", 0))
    found = [e for e in call.view.events.values() if e.course in courses and e.timestart >= start]
    found = [e for e in found if (not end or e.timestart <= end) and not _is_over(call, e)]
    return {"events": [_event(each) for each in sorted(found, key=lambda e: e.id)], "warnings": []}


@function("mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses", "courseids")
def meetings(call: Call) -> dict[str, Any]:
    wanted = set(call.integers("courseids", []))
    courses = [c for c in call.view.courses.values() if c.id in wanted and sees_course(call, c)]
    rooms = [m for course in courses for m in call.view.modules_of(course.id)]
    told = [_meeting(m) for m in rooms if m.modname == BIGBLUEBUTTON and sees_activity(call, m)]
    return {"bigbluebuttonbns": told, "warnings": []}


@function("mod_bigbluebuttonbn_get_recordings", "bigbluebuttonbnid", "tools", "groupid")
def recordings(call: Call) -> dict[str, Any]:
    """Rows made for a table on a page (after Moodle's code; not among the recorded traffic)."""
    meeting = call.integer("bigbluebuttonbnid")
    rows = [_recording(call, r) for r in call.view.recordings.values() if r.meeting == meeting]
    table = {
        "activity": "ended",
        "ping_interval": 10000,
        "locale": "en",
        "profile_features": ["all"],
        "columns": [],
        "data": phpjson.dumps(rows),
    }
    return {"status": True, "tabledata": table, "warnings": []}


@function("core_completion_get_activities_completion_status", "courseid", "userid")
def completion_status(call: Call) -> dict[str, Any]:
    """Only of activities that track completion."""
    course = require_course(call, call.integer("courseid"))
    user = call.integer("userid")
    if user != call.user and not call.site.may(can.SEE_COMPLETION):
        raise no_access()
    tracked = [m for m in call.view.modules_of(course.id) if m.completion]
    return {"statuses": [_status(call, course, m, user) for m in tracked], "warnings": []}


def _is_over(call: Call, row: CalendarEvent) -> bool:
    """A room that is closed is left out of the calendar, though it is there still."""
    room = call.view.module(BIGBLUEBUTTON, row.instance or 0) if row.modulename == BIGBLUEBUTTON else None
    return room is not None and 0 < room.closes < call.site.now()


def _event(row: CalendarEvent) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "description": "",
        "format": 1,
        "courseid": row.course,
        "categoryid": None,
        "groupid": None,
        "userid": row.user,
        "repeatid": None,
        "modulename": row.modulename,
        "instance": row.instance,
        "eventtype": row.eventtype,
        "timestart": row.timestart,
        "timeduration": row.duration,
        "visible": int(row.visible),
        "sequence": 1,
        "timemodified": row.timemodified,
        "subscriptionid": None,
    }


def _meeting(module: Module) -> dict[str, Any]:
    return {
        "id": module.id,
        "coursemodule": module.cmid,
        "course": module.course,
        "name": module.name,
        "intro": "",
        "introformat": 1,
        "introfiles": [],
        "section": 0,
        "visible": module.visible,
        "groupmode": module.groupmode,
        "groupingid": 0,
        "lang": None,
        "meetingid": f"{module.cmid:040x}",
        "timemodified": 0,
    }


def _recording(call: Call, row: Recording) -> dict[str, Any]:
    place = f"{call.site.url}/mod/bigbluebuttonbn/bbb_view.php"
    address = f"{place}?action=play&amp;bn={row.meeting}&amp;rid={row.id}&amp;rtype=presentation"
    link = f'<a class="btn btn-sm btn-default" href="{address}">Presentation</a>'
    return {
        "playback": f'<div id="playbacks-{row.id}">{link}</div>',
        "recording": "",
        "description": "",
        "date": row.start * 1000,
        "duration": row.minutes,
        "actionbar": "",
    }


def _status(call: Call, course: Course, module: Module, user: int) -> dict[str, Any]:
    row = call.view.completions.get((module.cmid, user))
    member = call.view.enrolment(user, course.id)
    return {
        "cmid": module.cmid,
        "modname": module.modname,
        "instance": module.id,
        "state": row.state if row else 0,
        "timecompleted": row.time if row else 0,
        "tracking": module.completion,
        "overrideby": row.overrideby if row else None,
        "valueused": False,
        "hascompletion": True,
        "isautomatic": module.completion == BY_CONDITIONS,
        "istrackeduser": member is not None,
        "uservisible": module.visible,
        "details": [],
        "isoverallcomplete": bool(row and row.state),
    }
