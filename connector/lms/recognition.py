"""Badges that people hold, and the cohorts by which they are given."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from marshmallow import ValidationError

from connector.domain.facts import Fact, Kind
from connector.errors import Gone, OutcomeUnknown, TryLater
from connector.lms.calls import Call, Plan
from schemas.moodle import people as people_schemas
from schemas.moodle import recognition as schemas

_BADGES = schemas.UserBadges()
_ADDED = schemas.CohortAdded()
_COHORTS = people_schemas.Cohort(many=True)
_MEMBERS = people_schemas.CohortMembers(many=True)

_USER = re.compile(r"\buser id=([0-9]+)", re.ASCII)


def badges(source: str, id: str) -> Plan[list[Fact]]:
    """The badges that a user holds. Revoked ones are absent, expired ones are not."""
    [answer] = yield [Call("core_badges_get_user_badges", {"userid": int(id)})]
    return [badge(source, int(id), each) for each in _BADGES.load(answer)["badges"]]


def badge(source: str, user: int, raw: dict[str, Any]) -> Fact:
    data = {"name": raw["name"], "badge": raw["id"], "hash": raw["uniquehash"], "expires": raw["dateexpire"]}
    key = f"{raw['id']}/{user}"
    return Fact(
        source,
        Kind.BADGE,
        key,
        container=f"badge:{raw['id']}",
        author=user,
        time=raw["dateissued"],
        data=data,
    )


def cohorts(source: str, id: str) -> Plan[list[Fact]]:
    """``idnumber=<value>``: the cohort of that name with its members, or none."""
    field, _, value = id.partition("=")
    if field != "idnumber" or not value:
        raise ValueError("cohorts are asked for by idnumber")
    [named] = yield [Call("core_cohort_get_cohorts", {})]  # no ids: all, for there is no search by idnumber
    found = [each for each in _COHORTS.load(named) if each["idnumber"] == value]
    if not found:
        return []
    [answer] = yield [members_of([each["id"] for each in found])]
    members = told_members(answer)
    if not members.keys() >= {each["id"] for each in found}:  # half an answer is no empty cohort
        raise TryLater(f"cohort {value}: the answer leaves it out", word="unreadable_answer")
    return [cohort(source, each, members[each["id"]]) for each in found]


def cohort(source: str, raw: dict[str, Any], members: list[int]) -> Fact:
    data = {"idnumber": raw["idnumber"], "name": raw["name"], "members": sorted(members)}
    return Fact(source, Kind.COHORT, str(raw["id"]), data=data)


def members_of(cohorts: Sequence[int]) -> Call:
    return Call("core_cohort_get_cohort_members", {"cohortids": list(cohorts)})


def told_members(answer: Any) -> dict[int, list[int]]:
    return {each["cohortid"]: each["userids"] for each in _MEMBERS.load(answer)}


def members(id: str) -> Plan[frozenset[int]]:
    [answer] = yield [members_of([int(id)])]
    found = told_members(answer).get(int(id))
    if found is None:
        raise TryLater(f"cohort {id}: the answer leaves it out", word="unreadable_answer")
    return frozenset(found)


def adding(cohort: int, users: Sequence[int]) -> Call:
    """A wrong member is a warning; an error takes back the whole call."""
    wanted = [
        {"cohorttype": {"type": "id", "value": cohort}, "usertype": {"type": "id", "value": user}}
        for user in users
    ]
    return Call("core_cohort_add_cohort_members", {"members": wanted})


def removing(cohort: int, users: Sequence[int]) -> Call:
    """All or nothing; one who is no member does no harm."""
    wanted = [{"cohortid": cohort, "userid": user} for user in users]
    return Call("core_cohort_delete_cohort_members", {"members": wanted})


def not_added(cohort: int, answer: Any) -> dict[int, str]:
    """Who was refused, with Moodle's warning code; to be a member already (3) is what was wanted.

    Moodle names the user in the message only; where it is not understood the outcome is unknown.
    """
    try:
        warnings = _ADDED.load(answer)["warnings"]
    except ValidationError as err:
        raise OutcomeUnknown(f"cohort {cohort}: the answer does not fit") from err
    refused = {}
    for each in warnings:
        if each["warningcode"] == "1":
            raise Gone(f"cohort {cohort} does not exist")
        if each["warningcode"] == "3":
            continue
        named = _USER.search(each["message"])
        if not named:
            raise OutcomeUnknown(f"cohort {cohort}: warning {each['warningcode']} names nobody")
        refused[int(named[1])] = each["warningcode"]
    return refused
