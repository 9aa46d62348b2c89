"""Courses and what is in them."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from connector.sandbox import capabilities as can
from connector.sandbox import phpjson
from connector.sandbox.access import require_course, sees_activity, sees_course, sees_forum
from connector.sandbox.rows import Course, Forum
from connector.sandbox.rows_activities import BIGBLUEBUTTON, BY_CONDITIONS, Module
from connector.sandbox.wire import Call, as_int, function, invalid_parameter

ONE_YEAR = 365 * 24 * 3600


@function("core_course_get_courses_by_field", "field", "value")
def courses_by_field(call: Call) -> dict[str, Any]:
    """What is not found or not to be seen is left out. An idnumber can be asked for but is not told."""
    field, value = call.text("field", ""), call.text("value", "")
    found = [c for c in call.view.courses.values() if _matches(c, field, value)]
    shown = [c for c in found if c.visible or call.site.may(can.VIEW_HIDDEN_COURSES)]
    return {"courses": [_course(call, course) for course in shown], "warnings": []}


@function("core_course_get_contents", "courseid", "options")
def contents(call: Call) -> list[dict[str, Any]]:
    """One section with the forums and other activities that the account may see."""
    course = require_course(call, call.integer("courseid"))
    forums = [f for f in call.view.forums_of(course.id) if sees_forum(call, f)]
    others = [m for m in call.view.modules_of(course.id) if sees_activity(call, m)]
    section = {
        "id": course.id,
        "name": "General",
        "visible": 1,
        "summary": "",
        "summaryformat": 1,
        "section": 0,
        "hiddenbynumsections": 0,
        "uservisible": True,
        "component": None,
        "itemid": None,
        "modules": [_module(call, *told) for told in (*map(as_module, forums), *map(as_module, others))],
    }
    return [section]


@function("mod_forum_get_forums_by_courses", "courseids")
def forums_by_courses(call: Call) -> list[dict[str, Any]]:
    """The forums of these courses; courses and forums that are gone or hidden are missing without a word."""
    ids = set(call.integers("courseids", [])) or set(call.view.courses)
    courses = {c.id for c in call.view.courses.values() if c.id in ids and sees_course(call, c)}
    forums = [f for f in call.view.forums.values() if f.course in courses and sees_forum(call, f)]
    return [_forum(call, f) for f in forums if call.site.may(can.VIEW_DISCUSSION)]


def _matches(course: Course, field: str, value: str) -> bool:
    if field == "ids":
        return course.id in {as_int(part) for part in value.split(",")}
    known = {
        "": value,
        "id": str(course.id),
        "shortname": course.shortname,
        "idnumber": course.idnumber,
        "category": str(course.category),
    }
    if field not in known:
        raise invalid_parameter()
    return known[field] == value


def _course(call: Call, course: Course) -> dict[str, Any]:
    """To an account that may not enter the course, Moodle tells only what the course list shows."""
    public = {
        "id": course.id,
        "fullname": course.fullname,
        "displayname": course.fullname,
        "shortname": course.shortname,
        "courseimage": f"{call.site.url}/pluginfile.php/{course.contextid}/course/generated/course.svg",
        "categoryid": course.category,
        "categoryname": call.view.categories[course.category],
        "sortorder": course.category * 10000 + course.id,
        "summary": course.summary,
        "summaryformat": 1,
        "summaryfiles": [],
        "overviewfiles": [],
        "showactivitydates": True,
        "showcompletionconditions": True,
        "contacts": _contacts(call, course),
        "enrollmentmethods": ["manual"],
    }
    return {**public, **_settings(course)} if sees_course(call, course) else public


def _contacts(call: Call, course: Course) -> list[dict[str, Any]]:
    teachers = [e.user for e in call.view.enrolments_of(course.id) if "editingteacher" in e.roles]
    return [{"id": user, "fullname": call.view.users[user].fullname} for user in teachers]


def _settings(course: Course) -> dict[str, Any]:
    return {
        "format": "topics",
        "showgrades": 1,
        "newsitems": 5,
        "startdate": course.startdate,
        "enddate": course.startdate + ONE_YEAR,
        "maxbytes": 0,
        "showreports": 0,
        "visible": int(course.visible),
        "groupmode": 0,
        "groupmodeforce": 0,
        "defaultgroupingid": 0,
        "enablecompletion": 1,
        "completionnotify": 0,
        "lang": "",
        "theme": "",
        "marker": 0,
        "filters": [{"filter": "urltolink", "localstate": 0, "inheritedstate": 1}],
        "courseformatoptions": [
            {"name": "hiddensections", "value": 1},
            {"name": "indentation", "value": "1"},
        ],
    }


def as_module(each: Forum | Module) -> tuple[Module, dict[str, Any] | None]:
    """A course module and what its kind tells about itself."""
    if isinstance(each, Forum):
        row = Module(each.id, each.cmid, each.contextid, each.course, "forum", each.name, each.visible)
        return replace(row, groupmode=each.groupmode), {"trackingtype": "1"}
    if each.modname != BIGBLUEBUTTON:
        return each, None
    rules = {"customcompletionrules": {"completionattendance": str(each.minutes)}}
    return each, rules if each.completion == BY_CONDITIONS else None


def _module(call: Call, module: Module, told: dict[str, Any] | None) -> dict[str, Any]:
    modname = module.modname
    shown = {
        "id": module.cmid,
        "url": f"{call.site.url}/mod/{modname}/view.php?id={module.cmid}",
        "name": module.name,
        "instance": module.id,
        "contextid": module.contextid,
        "visible": int(module.visible),
        "uservisible": True,
        "visibleoncoursepage": 1,
        "modicon": f"{call.site.url}/theme/image.php/boost/{modname}/1/monologo?filtericon=1",
        "modname": modname,
        "purpose": "collaboration",
        "branded": False,
        "modplural": f"{modname.capitalize()}s",
        "availability": None,
        "indent": 0,
        "onclick": "",
        "afterlink": None,
        "activitybadge": [],
        "customdata": phpjson.dumps(told) if told else '""',
        "noviewlink": False,
        "completion": module.completion,
        "completiondata": _not_tracked(module),
        "downloadcontent": 1,
        "dates": [],
        "groupmode": module.groupmode,
    }
    return shown if module.completion else {k: v for k, v in shown.items() if k != "completiondata"}


def _not_tracked(module: Module) -> dict[str, Any]:
    """The service account is nobody's member: its own completion is not followed."""
    return {
        "state": 0,
        "timecompleted": 0,
        "overrideby": None,
        "valueused": False,
        "hascompletion": True,
        "isautomatic": module.completion == BY_CONDITIONS,
        "istrackeduser": False,
        "uservisible": True,
        "details": [],
        "isoverallcomplete": False,
    }


_ZERO_FIRST = [
    "duedate",
    "cutoffdate",
    "assessed",
    "assesstimestart",
    "assesstimefinish",
    "scale",
    "grade_forum",
    "grade_forum_notify",
]
_ZERO_LAST = [
    "warnafter",
    "blockafter",
    "blockperiod",
    "completiondiscussions",
    "completionreplies",
    "completionposts",
]


def _forum(call: Call, forum: Forum) -> dict[str, Any]:
    return {
        "id": forum.id,
        "course": forum.course,
        "type": forum.type,
        "name": forum.name,
        "intro": forum.intro,
        "introformat": 1,
        "introfiles": [],
        "lang": "",
        **dict.fromkeys(_ZERO_FIRST, 0),
        "maxbytes": 1048576,
        "maxattachments": 5,
        "forcesubscribe": forum.forcesubscribe,
        "trackingtype": 1,
        "rsstype": 0,
        "rssarticles": 0,
        "timemodified": forum.timemodified,
        **dict.fromkeys(_ZERO_LAST, 0),
        "cmid": forum.cmid,
        "numdiscussions": len(call.view.discussions_of(forum.id)),
        "cancreatediscussions": forum.type != "single",
        "lockdiscussionafter": 0,
        "istracked": False,
    }
