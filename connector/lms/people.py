"""Users, who is enrolled where, cohorts. Of a person only the identifier and the name are kept."""

from __future__ import annotations

import re
from typing import Any

from marshmallow import ValidationError

from connector.domain.facts import Fact, Kind
from connector.errors import NotAllowed, OutcomeUnknown, TryLater
from connector.lms.calls import Call, Plan, parts
from schemas.moodle import people as schemas

ASKED_TOGETHER = 50
"""Users asked for in one call: each comes with a full profile."""
WRITTEN_TOGETHER = 100
"""Users written in one call: three form fields each, and PHP drops what comes after 1,000 in silence."""

_USERS = schemas.User(many=True)
_COHORTS = schemas.Cohort(many=True)
_MEMBERS = schemas.CohortMembers(many=True)
_UPDATED = schemas.Updated()

_DELETED = re.compile(r".+@.+\.[0-9]{10}", re.ASCII)
"""A deleted user's name: their e-mail address and the time, joined by Moodle (delete_user)."""


def users(identifier_field: str, source: str, id: str) -> Plan[list[Fact]]:
    """Users by ids joined by commas; unknown ids are left out of the answer by Moodle.

    So are those told of without what tells a deleted user from a live one. Raises NotAllowed when that is all.
    """
    ids = [int(each) for each in id.split(",")]
    answers = yield by_id(ids)
    told = [each for part in answers for each in _USERS.load(part)]
    known = [each for each in told if each["username"] or each[identifier_field]]
    if told and not known:
        raise NotAllowed("users: what identifies them is hidden from this account", word="identity_hidden")
    return [user(identifier_field, source, each) for each in known]


def by_id(ids: list[int]) -> list[Call]:
    function = "core_user_get_users_by_field"
    return [Call(function, {"field": "id", "values": part}) for part in parts(ids, ASKED_TOGETHER)]


def user(identifier_field: str, source: str, raw: dict[str, Any]) -> Fact:
    deleted = not raw["idnumber"] and _DELETED.fullmatch(raw["username"]) is not None
    data = {
        # the user name has become their e-mail address, and tells nobody apart any more
        "identifier": "" if deleted else identifier(identifier_field, raw),
        "name": raw["fullname"],
        "suspended": raw["suspended"],
        "deleted": deleted,
    }
    return Fact(source, Kind.USER, str(raw["id"]), author=raw["id"], data=data)


def identifier(field: str, raw: dict[str, Any]) -> str:
    """What tells one person from another (NIP), however it is spaced: ``19820315 200604 2 001``."""
    return "".join(char for char in raw[field] if char.isalnum() or char in ".-_")


def profile_values(field: str, ids: list[int]) -> Plan[dict[int, str | None]]:
    """A custom profile field of users; None where it is empty, or hidden from this account."""
    answers = yield by_id(ids)
    return {each["id"]: _custom(field, each) for part in answers for each in _USERS.load(part)}


def _custom(field: str, raw: dict[str, Any]) -> str | None:
    values = (each["value"] for each in raw["customfields"] if each["shortname"] == field)
    return next(values, None) or None


def setting(field: str, values: dict[int, str]) -> Call:
    """Sets a custom profile field, a locked one too; the same value again does no harm."""
    users = [
        {"id": user, "customfields": [{"type": field, "value": value}]} for user, value in values.items()
    ]
    return Call("core_user_update_users", {"users": users})


def not_set(answer: Any) -> dict[int, str]:
    """Who was refused, with Moodle's warning code. Each user is set by themselves, the others were."""
    try:
        warnings = _UPDATED.load(answer)["warnings"]
    except ValidationError as err:
        raise OutcomeUnknown("core_user_update_users: the answer does not fit") from err
    return {each["itemid"]: each["warningcode"] for each in warnings}


def enrolments(identifier_field: str, source: str, id: str) -> Plan[list[Fact]]:
    """Who is enrolled in a course. A suspended or expired enrolment is absent, as an ended one is."""
    # Moodle's default fields take ten times as long and tell far more than is needed.
    options = {"userfields": f"id,fullname,roles,{identifier_field}", "onlyactive": "1"}
    named = [{"name": name, "value": value} for name, value in options.items()]
    [answer] = yield [Call("core_enrol_get_enrolled_users", {"courseid": int(id), "options": named})]
    return [enrolment(identifier_field, source, int(id), each) for each in _USERS.load(answer)]


def enrolment(identifier_field: str, source: str, course: int, raw: dict[str, Any]) -> Fact:
    data = {
        "roles": sorted({role["shortname"] for role in raw["roles"]}),
        "suspended": False,
        "identifier": identifier(identifier_field, raw),
        "name": raw["fullname"],
    }
    key, place = f"{course}/{raw['id']}", f"course:{course}"
    return Fact(source, Kind.ENROLMENT, key, course=course, container=place, author=raw["id"], data=data)


def cohort(source: str, id: str) -> Plan[Fact]:
    """A cohort with its members' ids."""
    number = int(id)
    asked = {"cohortids": [number]}
    named, members = yield [
        Call("core_cohort_get_cohorts", asked),
        Call("core_cohort_get_cohort_members", asked),
    ]
    told = next((each for each in _COHORTS.load(named) if each["id"] == number), None)
    ids = next((each["userids"] for each in _MEMBERS.load(members) if each["cohortid"] == number), None)
    if told is None or ids is None:  # half an answer is no empty cohort
        raise TryLater(f"cohort {number}: the answer leaves it out", word="unreadable_answer")
    data = {"idnumber": told["idnumber"], "name": told["name"], "members": sorted(ids)}
    return Fact(source, Kind.COHORT, id, data=data)
