"""The rows of everything but people and forums: sessions, activities and what is left in them, badges."""

from __future__ import annotations

from dataclasses import dataclass

BIGBLUEBUTTON = "bigbluebuttonbn"
NO_COMPLETION, BY_HAND, BY_CONDITIONS = 0, 1, 2


@dataclass(frozen=True)
class Module:
    """An activity. Its instance id counts within its kind, its course-module id within the site."""

    id: int
    cmid: int
    contextid: int
    course: int
    modname: str
    name: str
    visible: bool = True
    completion: int = NO_COMPLETION
    opens: int = 0
    closes: int = 0
    """BigBlueButton: once it is closed, its entry is left out of the calendar."""
    minutes: int = 1
    """BigBlueButton: how long one must stay to complete it."""
    groupmode: int = 0


@dataclass(frozen=True)
class CalendarEvent:
    id: int
    course: int
    user: int
    name: str
    timestart: int
    duration: int
    """Seconds."""
    timemodified: int
    eventtype: str = "course"
    modulename: str | None = None
    instance: int | None = None
    visible: bool = True


@dataclass(frozen=True)
class Completion:
    id: int
    state: int
    """0 incomplete, 1 complete."""
    time: int
    overrideby: int | None = None


@dataclass(frozen=True)
class Recording:
    id: int
    meeting: int
    start: int
    minutes: int


@dataclass(frozen=True)
class ChoiceOption:
    id: int
    choice: int
    text: str


@dataclass(frozen=True)
class ChoiceAnswer:
    id: int
    option: int
    time: int


@dataclass(frozen=True)
class GlossaryEntry:
    id: int
    glossary: int
    userid: int
    concept: str
    definition: str
    created: int
    modified: int
    approved: bool = True


@dataclass(frozen=True)
class WikiPage:
    id: int
    wiki: int
    userid: int
    """Who saved it last."""
    title: str
    content: str
    created: int
    modified: int


@dataclass(frozen=True)
class DataRecord:
    id: int
    database: int
    userid: int
    contents: tuple[str, ...]
    created: int
    modified: int
    approved: bool = True


@dataclass(frozen=True)
class Badge:
    """A badge that everybody gets who is put into a cohort. `locked`: it was given to somebody."""

    id: int
    name: str
    cohort: int
    active: bool = True
    locked: bool = False


@dataclass(frozen=True)
class Issued:
    id: int
    time: int
    hash: str


@dataclass(frozen=True)
class Rating:
    id: int
    value: int
    time: int
