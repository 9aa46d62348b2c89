"""Accounts: read by id or idnumber, the enrolled of a course, and the profile fields written back."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from connector.sandbox import capabilities as can
from connector.sandbox.access import require_course
from connector.sandbox.rows import ADMIN, ROLE_IDS, Enrolment, User
from connector.sandbox.wire import Call, as_int, function, invalid_parameter

PROFILE_TEXT_LIMIT = 2048

_SEARCHABLE = {"id", "idnumber", "username", "email"}
_WRITABLE = {"id", "idnumber", "firstname", "lastname", "customfields"}


def picture(call: Call, size: str) -> str:
    return f"{call.site.url}/theme/image.php/boost/core/1/u/{size}"


@function("core_user_get_users_by_field", "field", "values")
def users_by_field(call: Call) -> list[dict[str, Any]]:
    """In order of their ids; what is not found is left out. A deleted account is still found by its id.

    Who may not be looked at is left out as well, and of others what tells them apart is (read, not recorded).
    """
    if not call.site.may(can.VIEW_DETAILS):
        return []
    field, values = call.text("field"), {str(value) for value in call.items("values", [])}
    if field not in _SEARCHABLE:
        raise invalid_parameter()
    found = [u for u in call.view.users.values() if str(getattr(u, field)) in values - {""}]
    return [_details(call, u) for u in sorted(found, key=lambda u: u.id) if field == "id" or not u.deleted]


@function("core_enrol_get_enrolled_users", "courseid", "options")
def enrolled_users(call: Call) -> list[dict[str, Any]]:
    course = require_course(call, call.integer("courseid"))
    call.require(can.ENROL_REVIEW)
    options = {str(o.get("name")): str(o.get("value")) for o in call.items("options", [])}
    rows = [e for e in call.view.enrolments_of(course.id) if _wanted(call, e, options)]
    rows.sort(key=lambda e: e.user)
    start, limit = int(options.get("limitfrom", 0)), int(options.get("limitnumber", 0))
    rows = rows[start : start + limit] if limit else rows[start:]
    fields = {name.strip() for name in options.get("userfields", "").split(",")} - {""}
    people = [_enrolled(call, row) for row in rows]
    if not fields:
        return people
    return [{key: value for key, value in p.items() if key == "id" or key in fields} for p in people]


@function("core_user_update_users", "users")
def update_users(call: Call) -> dict[str, Any]:
    """Each user by itself. Unknown profile fields are accepted in silence, long texts cut in silence."""
    call.require(can.UPDATE_USER)
    wanted = call.items("users")
    if any(not isinstance(each, dict) or "id" not in each for each in wanted):
        raise invalid_parameter()
    if any(set(each) - _WRITABLE for each in wanted):
        raise invalid_parameter()
    warnings = [_update(call, each) for each in wanted]
    return {"warnings": [warning for warning in warnings if warning]}


def _update(call: Call, wanted: dict[str, Any]) -> dict[str, Any] | None:
    user = as_int(wanted["id"])
    row = call.site.tables.users.get(user)
    if user == ADMIN:
        return _warning(user, "usernotupdatedadmin", "Cannot update admin accounts")
    if row is None or row.deleted:
        return _warning(user, "invaliduserid", "Invalid user ID")
    given = {field.get("type"): str(field.get("value", "")) for field in wanted.get("customfields", [])}
    known = {
        name: given[name][:PROFILE_TEXT_LIMIT] for name in call.site.tables.profile_fields if name in given
    }
    call.site.deeds.update_user(
        user,
        actor=call.user,
        fields=known,
        idnumber=wanted.get("idnumber"),
        firstname=wanted.get("firstname"),
        lastname=wanted.get("lastname"),
    )
    return None


def _warning(user: int, code: str, message: str) -> dict[str, Any]:
    return {"item": "user", "itemid": user, "warningcode": code, "message": message}


def _wanted(call: Call, row: Enrolment, options: dict[str, str]) -> bool:
    """Both active and suspended enrolments are listed, unless an option says otherwise."""
    if call.view.users[row.user].deleted:
        return False
    if options.get("onlysuspended") == "1":
        return row.suspended
    if options.get("onlyactive") == "1" and row.suspended:
        return False
    group = call.view.groups.get(int(options.get("groupid", 0)))
    return group is None or row.user in group.members


def _base(user: User) -> dict[str, Any]:
    base = {
        "id": user.id,
        "username": user.username,
        "firstname": user.firstname,
        "lastname": user.lastname,
        "fullname": user.fullname,
        "email": user.email,
        "department": user.department,
        "institution": user.institution,
        "idnumber": user.idnumber,
        "firstaccess": 0,
        "lastaccess": 0,
    }
    if not user.idnumber:
        del base["idnumber"]
    return base


def _pictures(call: Call) -> dict[str, str]:
    return {"profileimageurlsmall": picture(call, "f2"), "profileimageurl": picture(call, "f1")}


def _details(call: Call, user: User) -> dict[str, Any]:
    details = {
        **_base(user),
        "auth": "manual",
        "suspended": user.suspended,
        "confirmed": True,
        "lang": "en",
        "theme": "",
        "timezone": "99",
        "mailformat": 1,
        "trackforums": 0,
        **_pictures(call),
    }
    fields = [
        {"type": f.pop("type"), "value": f["value"], "displayvalue": f.pop("value"), **f}
        for f in _customfields(call, user)
    ]
    if not call.site.may(can.VIEW_ALL_DETAILS):
        return {key: value for key, value in details.items() if key not in ("idnumber", "username")}
    return {**details, "customfields": fields} if fields else details


def _enrolled(call: Call, row: Enrolment) -> dict[str, Any]:
    user = call.view.users[row.user]
    fields, groups = _customfields(call, user), _groups(call, row)
    return {
        **_base(user),
        "lastcourseaccess": 0,
        **_pictures(call),
        **({"customfields": fields} if fields else {}),
        **({"groups": groups} if groups else {}),
        "roles": _roles(list(row.roles)),
        "enrolledcourses": _courses(call, user),
    }


def _roles(names: Sequence[str]) -> list[dict[str, Any]]:
    return [{"roleid": ROLE_IDS[name], "name": "", "shortname": name, "sortorder": 0} for name in names]


def _groups(call: Call, row: Enrolment) -> list[dict[str, Any]]:
    return [
        {"id": g.id, "name": g.name, "description": g.description, "descriptionformat": 1}
        for g in call.view.groups.values()
        if g.course == row.course and row.user in g.members
    ]


def _courses(call: Call, user: User) -> list[dict[str, Any]]:
    ids = {e.course for e in call.view.enrolments.values() if e.user == user.id and not e.suspended}
    courses = [c for c in call.view.courses.values() if c.id in ids and c.visible]
    return [{"id": c.id, "fullname": c.fullname, "shortname": c.shortname} for c in courses]


def _customfields(call: Call, user: User) -> list[dict[str, Any]]:
    """Only the fields that hold something."""
    return [
        {"type": "text", "value": user.fields[f.shortname], "name": f.name, "shortname": f.shortname}
        for f in call.view.profile_fields.values()
        if user.fields.get(f.shortname)
    ]
