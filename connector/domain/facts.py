"""What an LMS told us: events (hints of change), wants (what to read back) and facts (what is so)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field
from enum import StrEnum
from typing import Any

from connector.domain.nouns import noun


class Kind(StrEnum):
    """The LMS objects we keep facts about; the words are Moodle's."""

    COURSE = "course"
    FORUM = "forum"
    DISCUSSION = "discussion"
    POST = "post"
    USER = "user"
    ENROLMENT = "enrolment"
    COHORT = "cohort"
    GROUP = "group"
    EVENT = "event"
    """An entry of a course's calendar."""
    MODULE = "module"
    """Any activity of a course by its course-module id, the one that events and completion name."""
    MEETING = "meeting"
    """A BigBlueButton activity by its instance id, the one that ``meeting_joined`` names."""
    RECORDING = "recording"
    CHOICE_ANSWER = "choice_answer"
    COMPLETION = "completion"
    GLOSSARY_ENTRY = "glossary_entry"
    WIKI_PAGE = "wiki_page"
    DATA_ENTRY = "data_entry"
    BADGE = "badge"
    """A badge as one person holds it."""


TEST_EVENT = r"\cop_connector\event\round_trip"
"""Our own, sent to ourselves to see whether receiving works; it says nothing of the LMS."""


class State(StrEnum):
    PRESENT = "present"
    GONE = "gone"


@noun(frozen=True, slots=True)
class Event:
    """One received notice, reduced to ids, numbers and booleans: a hint, never a proof."""

    source: str
    name: str
    """Moodle's event name, for instance ``\\mod_forum\\event\\post_created``."""
    object_id: int | None = None
    user_id: int | None = None
    """The actor; 0 and -1 are Moodle's own."""
    related_user_id: int | None = None
    course_id: int | None = None
    context_instance_id: int | None = None
    """For activity events the course-module id."""
    time: int | None = None
    other: Mapping[str, int | bool] = field(default_factory=dict)


@noun(frozen=True, slots=True)
class Fact:
    """The current state of one LMS object, without any text but its subject or name."""

    source: str
    kind: Kind
    id: str
    """Moodle's id in digits; where an object is one person's part of another, ``<other>/<user>``: an enrolment's
    is ``<course>/<user>``, a choice answer's ``<choice>/<user>``, a completion's ``<cmid>/<user>``, a badge's
    ``<badge>/<user>``; a recording's is ``<meeting>/<recording>``."""
    course: int | None = None
    container: str | None = None
    """The object it lies in, as ``<kind>:<id>``: a post's is its forum."""
    author: int | None = None
    time: int | None = None
    """When it came to be (a post's timecreated)."""
    state: State = State.PRESENT
    data: Mapping[str, Any] = field(default_factory=dict)
    """What else is known; JSON-safe. The keys of each kind are listed in docs/facts.md."""

    @property
    def order(self) -> tuple[int, str, str, int, str]:
        """(LMS time, source, kind, id): the order in which evidence is allotted; ids count as numbers."""
        return (self.time or 0, self.source, self.kind, len(self.id), self.id)


def account_key(source: str, user_id: int) -> str:
    """One account of a person, as ``<source>:<user id>``: the name under which everything earned is kept."""
    return f"{source}:{user_id}"
