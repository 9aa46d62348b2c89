"""What administrators do to accounts, cohorts and groups."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from connector.sandbox import events
from connector.sandbox.deeds_members import MembershipDeeds
from connector.sandbox.deeds_recognition import RecognitionDeeds
from connector.sandbox.events import EventData
from connector.sandbox.rows import ADMIN, Cohort, Group, Tables, User


class PeopleDeeds(MembershipDeeds, RecognitionDeeds):
    def create_user(
        self,
        username: str,
        firstname: str,
        lastname: str,
        idnumber: str = "",
        *,
        email: str = "",
        fields: Mapping[str, str] | None = None,
    ) -> int:
        user = User(
            self.site.next_id("user"),
            username,
            firstname,
            lastname,
            email or f"{username}@example.test",
            self.site.next_id("context"),
            idnumber,
            fields=fields or {},
        )
        password = self._about_user("user_password_updated", user, ADMIN, relateduserid=str(user.id))
        password |= {"objecttable": None, "objectid": None, "other": {"forgottenreset": False}}
        created = self._about_user("user_created", user, ADMIN, relateduserid=user.id)

        def change(tables: Tables) -> None:
            tables.users[user.id] = user

        self.site.transact([password, created], change)
        return user.id

    def update_user(
        self,
        user: int,
        *,
        actor: int = ADMIN,
        idnumber: str | None = None,
        firstname: str | None = None,
        lastname: str | None = None,
        suspended: bool | None = None,
        fields: Mapping[str, str] | None = None,
    ) -> None:
        """Change what is given. Moodle tells of an update even when nothing is different."""
        given = {"idnumber": idnumber, "firstname": firstname, "lastname": lastname, "suspended": suspended}
        changed: dict[str, Any] = {key: value for key, value in given.items() if value is not None}
        # The member's own profile page works on database rows, hence strings.
        own = actor == user
        event = self._about_user("user_updated", self.tables.users[user], actor, relateduserid=user)
        if own:
            event |= {"objectid": str(user), "relateduserid": str(user)}

        def change(tables: Tables) -> None:
            old = tables.users[user]
            tables.users[user] = replace(old, **changed, fields={**old.fields, **(fields or {})})

        self.site.transact([event], change)

    def delete_user(self, user: int, *, actor: int = ADMIN) -> None:
        """Moodle's way: memberships go, the row stays under a changed name, the posts stay."""
        for enrolment in [e for e in self.tables.enrolments.values() if e.user == user]:
            self.unenrol(user, enrolment.course, actor=actor)
        for group in [g for g in self.tables.groups.values() if user in g.members]:
            self.group_remove(group.id, user, actor=actor)
        for cohort in [c for c in self.tables.cohorts.values() if user in c.members]:
            self.cohort_remove(cohort.id, user, actor=actor)
        old = self.tables.users[user]
        event = self._about_user("user_deleted", old, actor, relateduserid=str(user))
        event |= {"objectid": str(user), "crud": "d"}
        event["other"] = {
            "username": old.username,
            "email": old.email,
            "idnumber": old.idnumber,
            "picture": "0",
            "mnethostid": "1",
        }
        gone = replace(
            old,
            username=f"{old.email}.{self.site.now()}",
            email=hashlib.md5(old.username.encode(), usedforsecurity=False).hexdigest(),
            idnumber="",
            fields={},
            deleted=True,
        )

        def change(tables: Tables) -> None:
            tables.users[user] = gone

        self.site.transact([event], change)

    def create_cohort(self, name: str, idnumber: str = "", *, actor: int = ADMIN) -> int:
        cohort = Cohort(self.site.next_id("cohort"), name, idnumber)
        event = self._about_cohort("cohort_created", cohort.id, actor)

        def change(tables: Tables) -> None:
            tables.cohorts[cohort.id] = cohort

        self.site.transact([event], change)
        return cohort.id

    def cohort_add(self, cohort: int, user: int, *, actor: int = ADMIN) -> None:
        self._cohort_member("cohort_member_added", cohort, user, actor, member=True)

    def cohort_remove(self, cohort: int, user: int, *, actor: int = ADMIN) -> None:
        self._cohort_member("cohort_member_removed", cohort, user, actor, member=False)

    def create_group(self, course: int, name: str, idnumber: str = "", *, actor: int = ADMIN) -> int:
        group = Group(self.site.next_id("group"), course, name, idnumber)
        event = self.course_event(
            "group_created", self.tables.courses[course], actor, table="groups", objectid=str(group.id)
        )

        def change(tables: Tables) -> None:
            tables.groups[group.id] = group

        self.site.transact([event], change)
        return group.id

    def group_add(self, group: int, user: int, *, actor: int = ADMIN) -> None:
        self._group_member(
            "group_member_added", group, user, actor, {"component": "", "itemid": 0}, member=True
        )

    def group_remove(self, group: int, user: int, *, actor: int = ADMIN) -> None:
        self._group_member("group_member_removed", group, user, actor, None, member=False)

    def _cohort_member(self, name: str, cohort: int, user: int, actor: int, *, member: bool) -> None:
        event = self._about_cohort(name, str(cohort), actor, relateduserid=str(user))
        told, give = self.given_with(cohort, user, actor) if member else ([], _nothing)

        def change(tables: Tables) -> None:
            row = tables.cohorts[cohort]
            tables.cohorts[cohort] = replace(row, members=_with(row.members, user, member=member))
            give(tables)

        self.site.transact([event, *told], change)

    def _group_member(
        self,
        name: str,
        group: int,
        user: int,
        actor: int,
        other: dict[str, str | int] | None,
        *,
        member: bool,
    ) -> None:
        course = self.tables.courses[self.tables.groups[group].course]
        event = self.course_event(
            name,
            course,
            actor,
            table="groups",
            objectid=str(group),
            relateduserid=str(user),
            other=other,
        )

        def change(tables: Tables) -> None:
            row = tables.groups[group]
            tables.groups[group] = replace(row, members=_with(row.members, user, member=member))

        self.site.transact([event], change)

    def _about_user(self, name: str, user: User, actor: int, *, relateduserid: str | int) -> EventData:
        return events.event(
            f"core:{name}",
            events.of_user(user),
            actor,
            self.site.now(),
            table="user",
            objectid=user.id,
            relateduserid=relateduserid,
        )

    def _about_cohort(
        self, name: str, cohort: str | int, actor: int, *, relateduserid: str | None = None
    ) -> EventData:
        return events.event(
            f"core:{name}",
            events.SYSTEM,
            actor,
            self.site.now(),
            table="cohort",
            objectid=cohort,
            relateduserid=relateduserid,
        )


def _nothing(_: Tables) -> None:
    """Leaving a cohort takes no badge away."""


def _with(members: frozenset[int], user: int, *, member: bool) -> frozenset[int]:
    return members | {user} if member else members - {user}
