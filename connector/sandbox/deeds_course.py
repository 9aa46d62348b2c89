"""What administrators do to courses and forums: make, rename, hide, empty, remove."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from connector.sandbox import events
from connector.sandbox.deeds_base import drop_discussion
from connector.sandbox.deeds_members import MembershipDeeds
from connector.sandbox.events import EventData
from connector.sandbox.rows import ADMIN, Course, Forum, Tables


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
        self,
        course: int,
        type: str,
        name: str,
        intro: str = "",
        *,
        forcesubscribe: int = 0,
        groupmode: int = 0,
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
            groupmode=groupmode,
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
            for cmid in [m.cmid for m in tables.modules_of(course)]:
                del tables.modules[cmid]
            for event in [e.id for e in tables.events.values() if e.course == course]:
                del tables.events[event]
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
