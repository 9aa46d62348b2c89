"""What administrators put into a course beside forums, and what shows in its calendar."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from connector.sandbox import events
from connector.sandbox.deeds_base import SiteDeeds
from connector.sandbox.events import EventData
from connector.sandbox.rows import ADMIN, Tables
from connector.sandbox.rows_activities import BIGBLUEBUTTON, CalendarEvent, ChoiceOption, Module


class ActivityDeeds(SiteDeeds):
    def create_activity(self, course: int, modname: str, name: str, **more: Any) -> int:
        """Make a bigbluebuttonbn, glossary, wiki, data, page …; returns its course-module id.

        `more`: completion, opens, closes, minutes, groupmode, as `Module` has them.
        """
        cmid = self.site.next_id("cm", start=21)
        module = Module(
            self.site.next_id(modname), cmid, self.site.next_id("context"), course, modname, name, **more
        )
        created = self._about_activity("course_module_created", module)
        created["objectid"], created["other"]["instanceid"] = cmid, module.id

        def change(tables: Tables) -> None:
            tables.modules[cmid] = module

        self.site.transact([created], change)
        if modname == BIGBLUEBUTTON and module.opens:
            self.announce(ADMIN, course, name, module.opens, 0, cmid)
        return cmid

    def create_choice(self, course: int, name: str, options: Sequence[str], **more: Any) -> int:
        """Returns its course-module id; the options' ids follow each other."""
        cmid = self.create_activity(course, "choice", name, **more)
        rows = [
            ChoiceOption(self.site.next_id("choice_option"), self.tables.modules[cmid].id, text)
            for text in options
        ]

        def change(tables: Tables) -> None:
            tables.choice_options |= {row.id: row for row in rows}

        self.site.transact([], change)
        return cmid

    def hide_activity(self, cmid: int, *, hidden: bool = True) -> None:
        module = replace(self.tables.modules[cmid], visible=not hidden)

        def change(tables: Tables) -> None:
            tables.modules[cmid] = module

        self.site.transact([self._about_activity("course_module_updated", module)], change)

    def delete_activity(self, cmid: int) -> None:
        deleted = self._about_activity("course_module_deleted", self.tables.modules[cmid])
        del deleted["other"]["name"]

        def change(tables: Tables) -> None:
            tables.modules.pop(cmid, None)

        self.site.transact([deleted], change)

    def announce(
        self, actor: int, course: int, name: str, start: int, minutes: int, module: int | None = None
    ) -> int:
        """Put an event into a course's calendar; `module`: the course-module id of the activity that made it.

        That of an activity is nobody's and lasts no time.
        """
        now, place = self.site.now(), self.tables.modules[module] if module else None
        row = CalendarEvent(
            self.site.next_id("event"),
            course,
            0 if place else actor,
            f"{name} is scheduled for" if place else name,
            start,
            0 if place else minutes * 60,
            now,
            eventtype="meeting_start" if place else "course",
            modulename=place.modname if place else None,
            instance=place.id if place else None,
        )

        def change(tables: Tables) -> None:
            tables.events[row.id] = row

        self.site.transact([self._about_event("created", row, actor, row.id)], change)
        return row.id

    def move_event(
        self, actor: int, event: int, *, start: int | None = None, name: str | None = None
    ) -> None:
        old = self.tables.events[event]
        row = replace(
            old,
            timestart=old.timestart if start is None else start,
            name=old.name if name is None else name,
            timemodified=self.site.now(),
        )

        def change(tables: Tables) -> None:
            tables.events[event] = row

        self.site.transact([self._about_event("updated", row, actor, str(event))], change)

    def cancel_event(self, actor: int, event: int) -> None:
        row = self.tables.events[event]
        deleted = self._about_event("deleted", row, actor, str(event))
        deleted["other"]["timestart"] = str(row.timestart)

        def change(tables: Tables) -> None:
            tables.events.pop(event, None)

        self.site.transact([deleted], change)

    def _about_event(self, what: str, row: CalendarEvent, actor: int, objectid: str | int) -> EventData:
        other: dict[str, Any] = {"repeatid": 0, "timestart": row.timestart, "name": row.name}
        place = self.tables.courses[row.course]
        return self.course_event(
            f"calendar_event_{what}", place, actor, table="event", objectid=objectid, other=other
        )

    def _about_activity(self, name: str, module: Module) -> EventData:
        return events.event(
            f"core:{name}",
            events.of_module(module),
            ADMIN,
            self.site.now(),
            table="course_modules",
            objectid=str(module.cmid),
            courseid=module.course,
            other={"modulename": module.modname, "instanceid": str(module.id), "name": module.name},
            edulevel=1,
        )
