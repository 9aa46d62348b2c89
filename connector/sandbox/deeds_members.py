"""Who belongs to a course, in which role: people come, change their part, pause and leave."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from connector.sandbox.deeds_base import SiteDeeds
from connector.sandbox.events import EventData
from connector.sandbox.rows import ADMIN, ROLE_IDS, Course, Enrolment, Tables


class MembershipDeeds(SiteDeeds):
    def enrol(self, user: int, course: int, role: str = "student", *, actor: int = ADMIN) -> int:
        assignment = self.site.next_id("role_assignment")
        row = Enrolment(
            self.site.next_id("enrolment"), course, user, {role: assignment}, timecreated=self.site.now()
        )
        place = self.tables.courses[course]
        created = self.course_event(
            "user_enrolment_created",
            place,
            actor,
            table="user_enrolments",
            objectid=row.id,
            relateduserid=str(user),
            other={"enrol": "manual"},
        )

        def change(tables: Tables) -> None:
            tables.enrolments[row.id] = row

        self.site.transact([created, self._assigned(place, row, role, assignment, actor)], change)
        return row.id

    def unenrol(self, user: int, course: int, *, actor: int = ADMIN) -> None:
        row, place = self._enrolment(user, course), self.tables.courses[course]
        deleted = self.course_event(
            "user_enrolment_deleted",
            place,
            actor,
            table="user_enrolments",
            objectid=str(row.id),
            relateduserid=str(user),
            other={"userenrolment": self._as_deleted(row, actor), "enrol": "manual"},
        )
        left = [self._unassigned(place, row, role, actor) for role in row.roles]

        def change(tables: Tables) -> None:
            tables.enrolments.pop(row.id, None)

        self.site.transact([*left, deleted], change)

    def set_role(self, user: int, course: int, role: str, *, actor: int = ADMIN) -> None:
        """Give one role instead of those before: the new one is assigned, then the old ones are taken."""
        row, place = self._enrolment(user, course), self.tables.courses[course]
        assignment = self.site.next_id("role_assignment")
        told = [self._assigned(place, row, role, assignment, actor, from_form=True)]
        told += [self._unassigned(place, row, old, actor) for old in row.roles]

        def change(tables: Tables) -> None:
            tables.enrolments[row.id] = replace(tables.enrolments[row.id], roles={role: assignment})

        self.site.transact(told, change)

    def suspend_enrolment(
        self, user: int, course: int, *, suspended: bool = True, actor: int = ADMIN
    ) -> None:
        row, place = self._enrolment(user, course), self.tables.courses[course]
        event = self.course_event(
            "user_enrolment_updated",
            place,
            actor,
            table="user_enrolments",
            objectid=str(row.id),
            relateduserid=str(user),
            other={"enrol": "manual"},
        )

        def change(tables: Tables) -> None:
            tables.enrolments[row.id] = replace(tables.enrolments[row.id], suspended=suspended)

        self.site.transact([event], change)

    def _enrolment(self, user: int, course: int) -> Enrolment:
        row = self.tables.enrolment(user, course)
        if row is None:
            raise LookupError(f"user {user} is not enrolled in course {course}")
        return row

    def _assigned(
        self,
        place: Course,
        row: Enrolment,
        role: str,
        assignment: int,
        actor: int,
        *,
        from_form: bool = False,
    ) -> EventData:
        return self.course_event(
            "role_assigned",
            place,
            actor,
            table="role",
            objectid=ROLE_IDS[role],
            relateduserid=row.user if from_form else str(row.user),
            other={"id": assignment, "component": "", "itemid": 0},
        )

    def _unassigned(self, place: Course, row: Enrolment, role: str, actor: int) -> EventData:
        return self.course_event(
            "role_unassigned",
            place,
            actor,
            table="role",
            objectid=str(ROLE_IDS[role]),
            relateduserid=str(row.user),
            other={"id": str(row.roles[role]), "component": "", "itemid": "0"},
        )

    def _as_deleted(self, row: Enrolment, actor: int) -> dict[str, Any]:
        others = [e for e in self.tables.enrolments.values() if e.user == row.user and e.id != row.id]
        return {
            "id": str(row.id),
            "status": "1" if row.suspended else "0",
            "enrolid": str(row.course),
            "userid": str(row.user),
            "timestart": "0",
            "timeend": "0",
            "modifierid": str(actor),
            "timecreated": str(row.timecreated),
            "timemodified": str(row.timecreated),
            "courseid": str(row.course),
            "enrol": "manual",
            "lastenrol": all(e.course != row.course for e in others),
        }
