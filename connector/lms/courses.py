"""Courses and their groups."""

from __future__ import annotations

from typing import Any

from connector.domain.facts import Fact, Kind
from connector.errors import Gone, TryLater
from connector.lms.calls import Call, Plan, parts
from connector.lms.port import LISTED_TOGETHER, Listed
from schemas.moodle.courses import Courses, Group, GroupMembers

FIELDS = ("id", "idnumber", "shortname", "category")

_COURSES = Courses()
_GROUPS = Group(many=True)
_MEMBERS = GroupMembers(many=True)


def courses(source: str, id: str) -> Plan[list[Fact]]:
    """Courses with ``<field>=<value>``. One that is gone or closed to us is left out, without error."""
    field, _, value = id.partition("=")
    if field not in FIELDS:
        raise ValueError(f"courses are asked for by {', '.join(FIELDS)}")
    [answer] = yield [Call("core_course_get_courses_by_field", {"field": field, "value": value})]
    return [course(source, each) for each in _COURSES.load(answer)["courses"]]


def course(source: str, raw: dict[str, Any]) -> Fact:
    data = {key: raw[key] for key in ("shortname", "fullname", "visible")}
    return Fact(source, Kind.COURSE, str(raw["id"]), course=raw["id"], data=data)


def listed(_source: str, id: str) -> Plan[list[Listed]]:
    """So many ids from this one on; those of no course, and of courses closed to us, are left out without error."""
    ids = ",".join(str(each) for each in range(int(id), int(id) + LISTED_TOGETHER))
    [answer] = yield [Call("core_course_get_courses_by_field", {"field": "ids", "value": ids})]
    return [
        Listed(
            id=raw["id"],
            shortname=raw["shortname"],
            name=raw["fullname"],
            idnumber=raw["idnumber"],
            category=raw["categoryid"],
            category_name=raw["categoryname"],
        )
        for raw in _COURSES.load(answer)["courses"]
    ]


def groups(source: str, id: str) -> Plan[list[Fact]]:
    """The groups of a course. Two rounds, since the members are asked for by group."""
    number = int(id)
    [answer] = yield [Call("core_group_get_course_groups", {"courseid": number})]
    found = _GROUPS.load(answer)
    if not found:
        return []
    ids = [each["id"] for each in found]
    try:
        # Sent singly each id is a form field: stay far from max_input_vars.
        answers = yield [Call("core_group_get_group_members", {"groupids": part}) for part in parts(ids, 100)]
    except Gone as err:  # a group, not the course that was asked for
        raise TryLater(f"course {number}: a group went while it was read", word="changed_meanwhile") from err
    members = {each["groupid"]: each["userids"] for part in answers for each in _MEMBERS.load(part)}
    if not members.keys() >= set(ids):  # half an answer is no empty group
        raise TryLater(f"course {number}: the answer leaves out a group", word="unreadable_answer")
    return [group(source, number, each, members[each["id"]]) for each in found]


def group(source: str, course: int, raw: dict[str, Any], members: list[int]) -> Fact:
    data = {"name": raw["name"], "idnumber": raw["idnumber"], "members": sorted(members)}
    return Fact(source, Kind.GROUP, str(raw["id"]), course=course, container=f"course:{course}", data=data)
