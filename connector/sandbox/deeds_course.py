"""What administrators and teachers do to courses: people come and go, forums and courses change or vanish."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from connector.sandbox import events
from connector.sandbox.deeds_base import SiteDeeds, drop_discussion
from connector.sandbox.events import EventData
from connector.sandbox.rows import ROLE_IDS, Course, Enrolment, Forum, Tables

ADMIN = 2


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


class CourseDeeds(MembershipDeeds):
    def create_course(
        self, shortname: str, fullname: str, *, idnumber: str = "", category: int = 1, summary: str = ""
    ) -> int:
        """Moodle's course 1 is the site itself: the first real one gets the id 2."""
        course = Course(
            self.site.next_id("course", start=2),
            shortname,
            fullname,
            idnumber,
            category,
            self.site.next_id("context"),
            summary,
            startdate=self.site.now(),
        )

        def change(tables: Tables) -> None:
            tables.courses[course.id] = course

        other = {"shortname": shortname, "fullname": fullname}
        self.site.transact([self._about_course("course_created", course, ADMIN, other)], change)
        return course.id

    def create_forum(
        self, course: int, type: str, name: str, intro: str = "", *, forcesubscribe: int = 0
    ) -> int:
        """A forum's instance id and its course module id are different numbers, as on any grown site."""
        forum = Forum(
            self.site.next_id("forum"),
            self.site.next_id("cm", start=21),
            self.site.next_id("context"),
            course,
            type,
            name,
            intro or f"<p>{name}</p>",
            forcesubscribe=forcesubscribe,
            timemodified=self.site.now(),
        )
        event = self._about_module("course_module_created", forum, ADMIN)
        event["objectid"], event["other"]["instanceid"] = forum.cmid, forum.id

        def change(tables: Tables) -> None:
            tables.forums[forum.id] = forum

        self.site.transact([event], change)
        return forum.id

    def hide_forum(self, forum: int, *, hidden: bool = True, actor: int = ADMIN) -> None:
        new = replace(self.tables.forums[forum], visible=not hidden)

        def change(tables: Tables) -> None:
            tables.forums[forum] = new

        self.site.transact([self._about_module("course_module_updated", new, actor)], change)

    def delete_forum(self, forum: int, *, actor: int = ADMIN) -> None:
        """Its discussions go without an event of their own."""
        event = self._about_module("course_module_deleted", self.tables.forums[forum], actor)
        del event["other"]["name"]

        def change(tables: Tables) -> None:
            for discussion in tables.discussions_of(forum):
                drop_discussion(tables, discussion.id)
            tables.forums.pop(forum, None)

        self.site.transact([event], change)

    def rename_course(self, course: int, fullname: str, *, actor: int = ADMIN) -> None:
        new = replace(self.tables.courses[course], fullname=fullname)
        self._update_course(new, {"fullname": fullname}, actor)

    def archive(self, course: int, *, visible: bool = False, actor: int = ADMIN) -> None:
        """Hide a whole course (or show it again): the usual way to lay a community to rest."""
        new = replace(self.tables.courses[course], visible=visible)
        self._update_course(new, {"visible": int(visible)}, actor)

    def course_reset(self, course: int, *, actor: int = ADMIN) -> None:
        """Remove all posts of a course: no forum event, only the beginning and the end are told."""
        place = self.tables.courses[course]
        options = {"reset_options": {"courseid": str(course), "reset_forum_all": "1"}}
        told = [
            self.course_event(name, place, actor, table=None, objectid=None, other=options)
            for name in ("course_reset_started", "course_reset_ended")
        ]

        def change(tables: Tables) -> None:
            for forum in tables.forums_of(course):
                for discussion in tables.discussions_of(forum.id):
                    drop_discussion(tables, discussion.id)

        self.site.transact(told, change)

    def delete_course(self, course: int, *, actor: int = ADMIN) -> None:
        place = self.tables.courses[course]
        for row in self.tables.enrolments_of(course):
            self.unenrol(row.user, course, actor=actor)
        names = {"shortname": place.shortname, "fullname": place.fullname}
        told = [
            self._about_course("course_content_deleted", place, actor, {**names, "options": []}),
            self._about_course("course_deleted", place, actor, {**names, "idnumber": place.idnumber}),
        ]

        def change(tables: Tables) -> None:
            for forum in tables.forums_of(course):
                for discussion in tables.discussions_of(forum.id):
                    drop_discussion(tables, discussion.id)
                del tables.forums[forum.id]
            for group in [g.id for g in tables.groups.values() if g.course == course]:
                del tables.groups[group]
            tables.courses.pop(course, None)

        self.site.transact(told, change)

    def _update_course(self, new: Course, updated: dict[str, Any], actor: int) -> None:
        other = {"shortname": new.shortname, "fullname": new.fullname, "updatedfields": updated}

        def change(tables: Tables) -> None:
            tables.courses[new.id] = new

        self.site.transact([self._about_course("course_updated", new, actor, other)], change)

    def _about_course(self, name: str, course: Course, actor: int, other: dict[str, Any]) -> EventData:
        return self.course_event(
            name, course, actor, table="course", objectid=str(course.id), other=other, edulevel=1
        )

    def _about_module(self, name: str, forum: Forum, actor: int) -> EventData:
        return events.event(
            f"core:{name}",
            events.of_forum(forum),
            actor,
            self.site.now(),
            table="course_modules",
            objectid=str(forum.cmid),
            courseid=forum.course,
            other={"modulename": "forum", "instanceid": str(forum.id), "name": forum.name},
            edulevel=1,
        )
