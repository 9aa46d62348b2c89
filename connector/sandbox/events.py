"""Moodle's events, as `event->get_data()` gives them: same keys, same order, same mixture of id types.

Which ids are strings is not a rule but a habit of each code path in Moodle (what came from the database is a
string, what was just inserted is an int), so the builders' callers say it, after the recorded traffic.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from connector.sandbox.rows import Course, Forum, User
from connector.sandbox.rows_activities import Module

EventData = dict[str, Any]

_CRUD = {"created": "c", "uploaded": "c", "assigned": "c", "added": "c", "awarded": "c", "sent": "c"}
_CRUD |= dict.fromkeys(("deleted", "unassigned", "removed", "started", "ended"), "d")


@dataclass(frozen=True)
class Context:
    id: int
    level: int
    instance: str | int


SYSTEM = Context(1, 10, 0)


def of_user(user: User) -> Context:
    return Context(user.contextid, 30, str(user.id))


def of_course(course: Course) -> Context:
    return Context(course.contextid, 50, str(course.id))


def of_module(module: Module) -> Context:
    return Context(module.contextid, 70, str(module.cmid))


def of_forum(forum: Forum) -> Context:
    return Context(forum.contextid, 70, str(forum.cmid))


def event(
    name: str,
    context: Context,
    userid: int,
    at: int,
    *,
    table: str | None = None,
    objectid: str | int | None = None,
    courseid: int = 0,
    relateduserid: str | int | None = None,
    other: dict[str, Any] | None = None,
    edulevel: int = 0,
) -> EventData:
    """The data of one event; `name` is for instance `mod_forum:post_created`."""
    component, short = name.split(":")
    target, action = short.rsplit("_", 1)
    return {
        "eventname": f"\\{component}\\event\\{short}",
        "component": component,
        "action": action,
        "target": target,
        "objecttable": table,
        "objectid": objectid,
        "crud": _CRUD.get(action, "u"),
        "edulevel": edulevel,
        "contextid": context.id,
        "contextlevel": context.level,
        "contextinstanceid": context.instance,
        "userid": str(userid),
        "courseid": str(courseid) if courseid else 0,
        "relateduserid": relateduserid,
        "anonymous": 0,
        "other": other,
        "timecreated": at,
    }


def short_name(data: EventData) -> str:
    """The last word of an event's name, such as `post_created`."""
    return str(data["eventname"]).rsplit("\\", 1)[-1]
