"""Cohorts and groups. One unknown id fails a whole reading call; a bad member to add is only a warning."""

from __future__ import annotations

from typing import Any

from connector.sandbox import capabilities as can
from connector.sandbox.access import require_course
from connector.sandbox.rows import Cohort
from connector.sandbox.wire import Call, as_int, function, invalid_parameter, invalid_record


@function("core_cohort_get_cohorts", "cohortids")
def cohorts(call: Call) -> list[dict[str, Any]]:
    """All, or those of the given ids."""
    call.require(can.VIEW_COHORT)
    ids = call.integers("cohortids", [])
    rows = [_cohort(call, cohort) for cohort in ids] if ids else list(call.view.cohorts.values())
    return [
        {
            "id": row.id,
            "name": row.name,
            "idnumber": row.idnumber,
            "description": "",
            "descriptionformat": 1,
            "visible": True,
            "theme": "",
            "customfields": [],
        }
        for row in rows
    ]


@function("core_cohort_get_cohort_members", "cohortids")
def cohort_members(call: Call) -> list[dict[str, Any]]:
    call.require(can.VIEW_COHORT)
    rows = [_cohort(call, cohort) for cohort in call.integers("cohortids")]
    return [{"cohortid": row.id, "userids": sorted(row.members)} for row in rows]


@function("core_cohort_add_cohort_members", "members")
def add_cohort_members(call: Call) -> dict[str, Any]:
    call.require(can.ASSIGN_COHORT)
    warnings = [_add(call, member) for member in call.items("members")]
    return {"warnings": [warning for warning in warnings if warning]}


@function("core_cohort_delete_cohort_members", "members")
def delete_cohort_members(call: Call) -> None:
    """All or nothing."""
    call.require(can.ASSIGN_COHORT)
    members = [(as_int(m.get("cohortid")), as_int(m.get("userid"))) for m in call.items("members")]
    for cohort, user in members:
        if user not in call.view.users:
            raise invalid_record("user")
        _cohort(call, cohort)
    for cohort, user in members:
        if user in call.site.tables.cohorts[cohort].members:
            call.site.deeds.cohort_remove(cohort, user, actor=call.user)


@function("core_group_get_course_groups", "courseid")
def course_groups(call: Call) -> list[dict[str, Any]]:
    course = require_course(call, call.integer("courseid"))
    call.require(can.MANAGE_GROUPS)
    return [
        {
            "id": group.id,
            "courseid": course.id,
            "name": group.name,
            "description": group.description,
            "descriptionformat": 1,
            "enrolmentkey": None,
            "idnumber": group.idnumber,
            "visibility": 0,
            "participation": True,
        }
        for group in call.view.groups.values()
        if group.course == course.id
    ]


@function("core_group_get_group_members", "groupids")
def group_members(call: Call) -> list[dict[str, Any]]:
    ids = call.integers("groupids")
    call.require(can.MANAGE_GROUPS)
    if set(ids) - set(call.view.groups):
        raise invalid_record("groups")
    return [{"groupid": group, "userids": sorted(call.view.groups[group].members)} for group in ids]


def _cohort(call: Call, id: int) -> Cohort:
    row = call.view.cohorts.get(id)
    if row is None:
        raise invalid_record("cohort")
    return row


def _add(call: Call, member: dict[str, Any]) -> dict[str, str] | None:
    try:
        by_cohort, cohort_value = member["cohorttype"]["type"], str(member["cohorttype"]["value"])
        by_user, user_value = member["usertype"]["type"], str(member["usertype"]["value"])
    except (KeyError, TypeError):
        raise invalid_parameter() from None
    tables = call.site.tables
    users = [u for u in tables.users.values() if str(getattr(u, by_user, None)) == user_value]
    found = [c for c in tables.cohorts.values() if str(getattr(c, by_cohort, None)) == cohort_value]
    if not found:
        return {"warningcode": "1", "message": f"cohort {by_cohort}={cohort_value} not exists"}
    if not users:
        return {"warningcode": "2", "message": f"user {by_user}={user_value} not exists"}
    if users[0].id in found[0].members:
        told = f"cohort({by_cohort}={cohort_value} {by_user}={user_value})"
        return {"warningcode": "3", "message": f"record already exists: {told}"}
    call.site.deeds.cohort_add(found[0].id, users[0].id, actor=call.user)
    return None
