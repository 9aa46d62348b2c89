"""A Moodle site as an :class:`~connector.lms.port.Lms`, through its REST web services."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from connector.errors import LmsError, OutcomeUnknown, TryLater
from connector.lms import activities, courses, forums, people, recognition, sessions
from connector.lms.calls import Plan, parts
from connector.lms.errands import Errand
from connector.lms.http import Rest
from connector.lms.looks import Looks
from connector.lms.port import Ask, Site, Want
from connector.lms.service import Service
from connector.lms.writes import Writes


class Moodle(Looks, Writes):
    def __init__(
        self,
        source: str,
        base_url: str,
        token: str | Callable[[], str],
        *,
        identifier_field: str = "idnumber",
        allow_private_address: bool = False,
        timeouts: tuple[float, float] = (5.0, 30.0),
    ) -> None:
        """``token``: itself, or what gives it, asked anew before each call. ``identifier_field``: idnumber or
        username. ``timeouts``: seconds to connect, to be answered."""
        self.source = source
        self._service = Service(
            Rest(base_url, token, allow_private_address=allow_private_address, timeouts=timeouts)
        )
        self._plans: dict[Ask, Callable[[str, str], Plan[Any]]] = {
            Ask.COURSES: courses.courses,
            Ask.LISTED: courses.listed,
            Ask.FORUMS: forums.forums,
            Ask.HEADS: forums.heads,
            Ask.POSTS: forums.posts,
            Ask.POST: forums.place_of_post,
            Ask.USERS: partial(people.users, identifier_field),
            Ask.ENROLMENTS: partial(people.enrolments, identifier_field),
            Ask.COHORT: people.cohort,
            Ask.COHORTS: recognition.cohorts,
            Ask.GROUPS: courses.groups,
            Ask.EVENTS: sessions.events,
            Ask.MODULES: sessions.modules,
            Ask.MEETINGS: sessions.meetings,
            Ask.RECORDINGS: sessions.recordings,
            Ask.CHOICE: activities.choice,
            Ask.COMPLETION: sessions.completion,
            Ask.GLOSSARY: activities.glossary,
            Ask.WIKI: activities.wiki,
            Ask.DATABASE: activities.database,
            Ask.BADGES: recognition.badges,
        }

    def __repr__(self) -> str:
        return f"Moodle({self.source!r}, {self._service!r})"

    def site(self, *, anew: bool = False) -> Site:
        return self._service.site(anew=anew)

    def read(self, wants: Sequence[Want]) -> list[Any]:
        """What concerns one want only is an LmsError in its place: also a TryLater (an answer that cannot be
        read, a plugin's PHP error) and the WrongSetup ``function_not_in_service``.
        """
        return self._run([self._errand(want) for want in wants])

    def profile_values(self, user_ids: Sequence[int], field: str) -> dict[int, str | None]:
        """A field that this account may not see looks empty; a deleted user is told of, without fields."""
        if not user_ids:
            return {}
        plan = partial(people.profile_values, field, list(user_ids))
        values: dict[int, str | None] = self._one(f"profile field {field}", plan)
        return values

    def write_profile(self, values: Mapping[int, str], field: str) -> dict[int, str]:
        """Moodle is silent about an unknown field and cuts texts over 2,048 characters: read back."""
        refused: dict[int, str] = {}
        written = 0
        for ids in parts(sorted(values), people.WRITTEN_TOGETHER):
            try:
                answer = self._service.write(people.setting(field, {each: values[each] for each in ids}))
            except TryLater as err:
                if written and not isinstance(err, OutcomeUnknown):
                    raise OutcomeUnknown(f"{written} of {len(values)} were sent, then: {err}") from err
                raise
            refused |= people.not_set(answer)
            written += len(ids)
        return refused

    def _errand(self, want: Want) -> Errand:
        return Errand(f"{want.ask} {want.id}", partial(self._plans[want.ask], self.source, want.id))

    def _one(self, name: str, start: Callable[[], Plan[Any]]) -> Any:
        [answer] = self._run([Errand(name, start)])
        if isinstance(answer, LmsError):
            raise answer
        return answer

    def _run(self, errands: Sequence[Errand]) -> list[Any]:
        """The errands' answers, after as many rounds of calls as they need."""
        while waiting := [errand for errand in errands if errand.calls]:
            answers = iter(self._service.ask([call for errand in waiting for call in errand.calls]))
            for errand in waiting:
                errand.receive([next(answers) for _ in errand.calls])
        return [errand.answer for errand in errands]
