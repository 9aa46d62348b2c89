"""What members do in a session: join, leave, tick off, say that they were there."""

from __future__ import annotations

from connector.sandbox.deeds_base import SiteDeeds
from connector.sandbox.events import EventData
from connector.sandbox.rows import ADMIN, Tables
from connector.sandbox.rows_activities import (
    BY_CONDITIONS,
    NO_COMPLETION,
    ChoiceAnswer,
    Completion,
    Module,
    Recording,
)


class SessionDeeds(SiteDeeds):
    def join_meeting(self, user: int, cmid: int) -> None:
        self._in_the_room.setdefault((cmid, user), self.site.now())
        self._tell_meeting("meeting_joined", cmid, user)

    def leave_meeting(self, user: int, cmid: int) -> None:
        self._stayed(cmid, user)
        self._tell_meeting("meeting_left", cmid, user)

    def end_meeting(self, actor: int, cmid: int, *, recorded: bool = False) -> None:
        """Everybody is sent out. Whoever stayed long enough completes the activity, as the room's server tells
        Moodle afterwards: in an administrator's name, as if overridden.
        """
        for place, user in list(self._in_the_room):
            if place == cmid:
                self._stayed(cmid, user)
        module = self.tables.modules[cmid]
        self._tell_meeting("meeting_ended", cmid, actor)
        spent = {user: s for (place, user), s in self._seconds.items() if place == cmid}
        for user in sorted(spent):
            if spent[user] >= module.minutes * 60 and module.completion == BY_CONDITIONS:
                self.complete(user, cmid, override_by=ADMIN)
        self._seconds = {key: value for key, value in self._seconds.items() if key[0] != cmid}
        if recorded:
            self.record_meeting(cmid, max([*spent.values(), 60]) // 60)

    def record_meeting(self, cmid: int, minutes: int) -> int:
        module, now = self.tables.modules[cmid], self.site.now()
        row = Recording(self.site.next_id("recording"), module.id, now - minutes * 60, minutes)

        def change(tables: Tables) -> None:
            tables.recordings[row.id] = row

        self.site.transact([], change)
        return row.id

    def complete(self, user: int, cmid: int, *, done: bool = True, override_by: int | None = None) -> None:
        """The member ticks off, a condition is met, or somebody overrides. Without completion: nothing happens."""
        module, old = self.tables.modules[cmid], self.tables.completions.get((cmid, user))
        if module.completion == NO_COMPLETION or bool(old and old.state) == done:
            return
        number = old.id if old else self.site.next_id("completion")
        now = self.site.now()
        row = Completion(number, int(done), now if done else 0, override_by if done else None)
        whom: int | str = user if override_by else str(user)
        by = None if override_by is None else str(override_by)
        event = self.module_event(
            "core:course_module_completion_updated",
            module,
            override_by or user,
            table="course_modules_completion",
            objectid=number,
            relateduserid=whom,
            other={"relateduserid": whom, "overrideby": by, "completionstate": int(done)},
        )

        def change(tables: Tables) -> None:
            tables.completions[cmid, user] = row

        self.site.transact([event], change)

    def answer_choice(self, user: int, cmid: int, text: str) -> None:
        """Choose the option with this text, instead of an earlier one."""
        module = self.tables.modules[cmid]
        options = [o for o in self.tables.choice_options.values() if o.choice == module.id]
        option = next(o for o in options if o.text == text)
        old = self.tables.choice_answers.get((module.id, user))
        if old and old.option == option.id:
            return
        row = ChoiceAnswer(self.site.next_id("choice_answer"), option.id, self.site.now())
        told = [self._unanswered(module, user, old)] if old else []
        told.append(self._about_answer("answer_created", module, user, row.id, option.id))

        def change(tables: Tables) -> None:
            tables.choice_answers[module.id, user] = row

        self.site.transact(told, change)
        if module.completion == BY_CONDITIONS:
            self.complete(user, cmid)

    def unanswer_choice(self, user: int, cmid: int) -> None:
        module = self.tables.modules[cmid]
        old = self.tables.choice_answers[module.id, user]

        def change(tables: Tables) -> None:
            tables.choice_answers.pop((module.id, user), None)

        self.site.transact([self._unanswered(module, user, old)], change)

    @property
    def _in_the_room(self) -> dict[tuple[int, int], int]:
        """(course module, user) to when they came."""
        return self.site.in_meetings

    @property
    def _seconds(self) -> dict[tuple[int, int], int]:
        return self.site.meeting_seconds

    @_seconds.setter
    def _seconds(self, left: dict[tuple[int, int], int]) -> None:
        self.site.meeting_seconds = left

    def _stayed(self, cmid: int, user: int) -> None:
        came = self._in_the_room.pop((cmid, user), self.site.now())
        spent = self._seconds.get((cmid, user), 0)
        self._seconds[cmid, user] = spent + self.site.now() - came

    def _tell_meeting(self, name: str, cmid: int, user: int) -> None:
        module = self.tables.modules[cmid]
        level = 0 if name == "meeting_ended" else 2
        event = self.module_event(
            f"mod_bigbluebuttonbn:{name}",
            module,
            user,
            table="bigbluebuttonbn",
            objectid=module.id,
            edulevel=level,
        )
        event["crud"] = "r"
        self.site.transact([event], lambda _: None)

    def _unanswered(self, module: Module, user: int, old: ChoiceAnswer) -> EventData:
        return self._about_answer("answer_deleted", module, user, str(old.id), str(old.option))

    def _about_answer(
        self, name: str, module: Module, user: int, answer: int | str, option: int | str
    ) -> EventData:
        return self.module_event(
            f"mod_choice:{name}",
            module,
            user,
            table="choice_answers",
            objectid=answer,
            relateduserid=str(user),
            other={"choiceid": str(module.id), "optionid": option},
        )
