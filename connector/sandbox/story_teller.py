"""Makes the steps of the story's second part: sessions and what is left in activities."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from connector.sandbox.plaintext import to_html
from connector.sandbox.site import Site
from connector.sandbox.story_cast import Calendar, Cast, Step
from connector.sandbox.story_steps import Teller
from connector.sandbox.story_texts import told

IDS_FROM = 1000


class SessionTeller(Teller):
    """Remembers forums, activities and events by name, too; everything gets ids of its own range."""

    ids_from = IDS_FROM

    def __init__(self, calendar: Calendar, cast: Cast) -> None:
        super().__init__(calendar, cast)
        self.places: dict[str, int] = {}
        """Forum ids, course-module ids and calendar ids by a name, with the course before it: `2/Usulan Sesi`."""

    def step(self, day: int, clock: str, name: str, do: Callable[[Site], object]) -> Step:
        def within(site: Site) -> None:
            with site.ids_from(self.ids_from):
                do(site)

        return super().step(day, clock, name, within)

    def opens_in(
        self, day: int, clock: str, name: str, user: int, place: str, subject: str, text: str, **more: Any
    ) -> Step:
        def do(site: Site) -> None:
            discussion = site.deeds.start_discussion(
                user, self.places[place], subject, to_html(told(text)), **more
            )
            self.cast.opened(site, name, discussion)

        return self.step(day, clock, name, do)

    def makes(self, day: int, clock: str, place: str, do: Callable[[Site], int]) -> Step:
        def make(site: Site) -> None:
            self.places[place] = do(site)

        return self.step(day, clock, f"make {place}", make)

    def announces(
        self, day: int, clock: str, name: str, user: int, course: int, start: tuple[int, str], minutes: int
    ) -> Step:
        at = self.calendar.at(*start)
        return self.makes(
            day,
            clock,
            f"{course}/{name}",
            lambda site: site.deeds.announce(
                user, course, name, at, minutes, self.places.get(f"{course}:{name}")
            ),
        )

    def defines(
        self, day: int, clock: str, user: int, concept: str, text: str, *, approved: bool = True
    ) -> Step:
        return self.makes(
            day,
            clock,
            concept,
            lambda site: site.deeds.define(
                user, self.places["Pengetahuan CoP"], concept, to_html(told(text)), approved=approved
            ),
        )

    def answers_list(self, day: int, clock: str, place: str, answers: list[tuple[int, str]]) -> Step:
        def do(site: Site) -> None:
            for user, answer in answers:
                site.deeds.answer_choice(user, self.places[place], answer)

        return self.step(day, clock, f"answer {place}", do)

    def joins(self, day: int, clock: str, room: str, *users: int) -> Step:
        def do(site: Site) -> None:
            for user in users:
                site.deeds.join_meeting(user, self.places[room])

        return self.step(day, clock, f"join {room}", do)

    def leaves(self, day: int, clock: str, room: str, *users: int) -> Step:
        def do(site: Site) -> None:
            for user in users:
                site.deeds.leave_meeting(user, self.places[room])

        return self.step(day, clock, f"leave {room}", do)

    def ends(self, day: int, clock: str, room: str, user: int) -> Step:
        return self.step(
            day,
            clock,
            f"end {room}",
            lambda site: site.deeds.end_meeting(user, self.places[room], recorded=True),
        )
