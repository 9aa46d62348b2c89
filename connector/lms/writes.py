"""The writing half of a Moodle: forum posts and cohorts, and the looks that go with them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from connector.errors import OutcomeUnknown, Refused, TryLater
from connector.lms import recognition, texts, writing
from connector.lms.calls import Call, Plan, parts
from connector.lms.moodle_errors import DATABASE_ERROR
from connector.lms.port import OwnPost, Texts
from connector.lms.service import Service

TOGETHER = 100
"""Cohort members in one call: four form fields each, of which PHP reads 1,000."""


class Writes:
    source: str
    _service: Service

    def _one(self, name: str, start: Callable[[], Plan[Any]]) -> Any:
        raise NotImplementedError

    def texts(self, discussion: int) -> Texts:
        found: Texts = self._one(f"texts {discussion}", partial(texts.texts, self.source, str(discussion)))
        return found

    def add_discussion(self, forum: int, subject: str, html: str, *, group: int = writing.ALL_GROUPS) -> int:
        return writing.discussion_id(self._write(writing.new_discussion(forum, subject, html, group)))

    def add_reply(self, post: int, subject: str, html: str) -> int:
        return writing.post_id(self._write(writing.new_reply(post, subject, html)))

    def update_post(self, post: int, html: str, subject: str | None = None) -> None:
        self._do(writing.changed(post, html, subject))

    def delete_post(self, post: int) -> None:
        self._do(writing.removed(post))

    def find_own_posts(
        self, marker: str, *, discussion: int | None = None, forum: int | None = None
    ) -> list[OwnPost]:
        if (discussion is None) == (forum is None):
            raise ValueError("either a discussion or a forum")
        user = self._service.site().user_id
        if discussion is not None:
            plan = partial(texts.own_in_discussion, user, marker, discussion)
        else:
            plan = partial(texts.own_in_forum, user, marker, forum or 0)
        found: list[OwnPost] = self._one(f"own posts {marker}", plan)
        return found

    def cohort_add(self, cohort: int, user_ids: Sequence[int]) -> dict[int, str]:
        refused: dict[int, str] = {}
        for answer in self._in_parts(
            [recognition.adding(cohort, part) for part in parts(user_ids, TOGETHER)]
        ):
            refused |= recognition.not_added(cohort, answer)
        return refused

    def cohort_remove(self, cohort: int, user_ids: Sequence[int]) -> None:
        self._in_parts([recognition.removing(cohort, part) for part in parts(user_ids, TOGETHER)])

    def cohort_members(self, cohort: int) -> frozenset[int]:
        found: frozenset[int] = self._one(f"members {cohort}", partial(recognition.members, str(cohort)))
        return found

    def _do(self, call: Call) -> None:
        writing.done(call.function, self._write(call))

    def _write(self, call: Call) -> Any:
        """A forum's functions are no transaction: after a database error the post may be there."""
        try:
            return self._service.write(call)
        except Refused as err:
            if err.word == DATABASE_ERROR:
                raise OutcomeUnknown(str(err)) from err
            raise

    def _in_parts(self, calls: Sequence[Call]) -> list[Any]:
        """Each call's answer; where a later one fails for now, the earlier ones were carried out."""
        answers: list[Any] = []
        for call in calls:
            try:
                answers.append(self._service.write(call))
            except TryLater as err:
                if answers and not isinstance(err, OutcomeUnknown):
                    raise OutcomeUnknown(
                        f"{len(answers)} of {len(calls)} calls were done, then: {err}"
                    ) from err
                raise
        return answers
