"""The rows of the stand-in's database, named as Moodle names them.

Rows are frozen: a change replaces a row, so a reader who holds an older `Tables` keeps a consistent picture.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field, fields

from connector.sandbox.rows_activities import (
    Badge,
    CalendarEvent,
    ChoiceAnswer,
    ChoiceOption,
    Completion,
    DataRecord,
    GlossaryEntry,
    Issued,
    Module,
    Rating,
    Recording,
    WikiPage,
)

ADMIN, SERVICE_ACCOUNT = 2, 3
ALL_GROUPS = -1

ROLE_IDS = {"manager": 1, "editingteacher": 3, "teacher": 4, "student": 5}


@dataclass(frozen=True)
class User:
    id: int
    username: str
    firstname: str
    lastname: str
    email: str
    contextid: int
    idnumber: str = ""
    department: str = "Direktorat Contoh"
    institution: str = "Kementerian Contoh"
    suspended: bool = False
    deleted: bool = False
    fields: Mapping[str, str] = field(default_factory=dict)

    @property
    def fullname(self) -> str:
        return f"{self.firstname} {self.lastname}".strip()


@dataclass(frozen=True)
class ProfileField:
    """A custom profile field; a locked one cannot be changed by the member, but by a web service."""

    shortname: str
    name: str
    locked: bool = False


@dataclass(frozen=True)
class Course:
    id: int
    shortname: str
    fullname: str
    idnumber: str
    category: int
    contextid: int
    summary: str = ""
    visible: bool = True
    startdate: int = 0


@dataclass(frozen=True)
class Forum:
    id: int
    cmid: int
    contextid: int
    course: int
    type: str
    name: str
    intro: str = ""
    visible: bool = True
    forcesubscribe: int = 0
    """0 as each likes, 1 everybody, 2 everybody at first, 3 nobody."""
    groupmode: int = 0
    timemodified: int = 0


@dataclass(frozen=True)
class Discussion:
    """`timemodified` and `usermodified` follow the last post, not the last edit, as in Moodle."""

    id: int
    forum: int
    name: str
    firstpost: int
    userid: int
    timemodified: int
    usermodified: int
    groupid: int = ALL_GROUPS
    timestart: int = 0
    timeend: int = 0
    pinned: bool = False
    locked: bool = False


@dataclass(frozen=True)
class Post:
    id: int
    discussion: int
    parent: int
    userid: int
    created: int
    modified: int
    subject: str
    message: str
    privatereplyto: int = 0
    deleted: bool = False
    """Blanked by a privacy erasure; a post that was deleted has no row at all."""
    tags: tuple[str, ...] = ()


@dataclass(frozen=True)
class Enrolment:
    id: int
    course: int
    user: int
    roles: Mapping[str, int]
    """Role shortname to the id of its role assignment."""
    suspended: bool = False
    timecreated: int = 0


@dataclass(frozen=True)
class Cohort:
    id: int
    name: str
    idnumber: str
    members: frozenset[int] = frozenset()


@dataclass(frozen=True)
class Group:
    id: int
    course: int
    name: str
    idnumber: str = ""
    description: str = ""
    members: frozenset[int] = frozenset()


@dataclass
class Tables:
    """One committed state. Whoever wants to change it copies it first (see `Site.transact`)."""

    categories: dict[int, str] = field(default_factory=dict)
    profile_fields: dict[str, ProfileField] = field(default_factory=dict)
    users: dict[int, User] = field(default_factory=dict)
    courses: dict[int, Course] = field(default_factory=dict)
    forums: dict[int, Forum] = field(default_factory=dict)
    discussions: dict[int, Discussion] = field(default_factory=dict)
    posts: dict[int, Post] = field(default_factory=dict)
    enrolments: dict[int, Enrolment] = field(default_factory=dict)
    cohorts: dict[int, Cohort] = field(default_factory=dict)
    groups: dict[int, Group] = field(default_factory=dict)
    subscriptions: dict[tuple[int, int], int] = field(default_factory=dict)
    """(user, discussion) to the id of the subscription."""
    forum_subscriptions: dict[tuple[int, int], int] = field(default_factory=dict)
    """(user, forum) to the id of the subscription; a forced one has no row."""
    ratings: dict[tuple[int, int], Rating] = field(default_factory=dict)
    """By (post, user)."""
    events: dict[int, CalendarEvent] = field(default_factory=dict)
    modules: dict[int, Module] = field(default_factory=dict)
    """Activities but for forums, by course-module id."""
    completions: dict[tuple[int, int], Completion] = field(default_factory=dict)
    """By (course-module id, user)."""
    recordings: dict[int, Recording] = field(default_factory=dict)
    choice_options: dict[int, ChoiceOption] = field(default_factory=dict)
    choice_answers: dict[tuple[int, int], ChoiceAnswer] = field(default_factory=dict)
    """By (choice, user)."""
    glossary_entries: dict[int, GlossaryEntry] = field(default_factory=dict)
    wiki_pages: dict[int, WikiPage] = field(default_factory=dict)
    data_records: dict[int, DataRecord] = field(default_factory=dict)
    badges: dict[int, Badge] = field(default_factory=dict)
    issued: dict[tuple[int, int], Issued] = field(default_factory=dict)
    """By (badge, user)."""
    _grouped: dict[int, list[Post]] | None = field(default=None, init=False, repr=False, compare=False)

    def copy(self) -> Tables:
        return Tables(**{f.name: dict(getattr(self, f.name)) for f in fields(self) if f.init})

    def grouped_posts(self) -> dict[int, list[Post]]:
        """Posts by discussion, worked out once: only for readers of a state that is committed."""
        if self._grouped is None:
            grouped: dict[int, list[Post]] = defaultdict(list)
            for post in self.posts.values():
                grouped[post.discussion].append(post)
            self._grouped = dict(grouped)
        return self._grouped

    def posts_of(self, discussion: int) -> list[Post]:
        return [p for p in self.posts.values() if p.discussion == discussion]

    def children(self, post: int) -> list[Post]:
        return [p for p in self.posts.values() if p.parent == post]

    def discussions_of(self, forum: int) -> list[Discussion]:
        return [d for d in self.discussions.values() if d.forum == forum]

    def forums_of(self, course: int) -> list[Forum]:
        return [f for f in self.forums.values() if f.course == course]

    def enrolments_of(self, course: int) -> list[Enrolment]:
        return [e for e in self.enrolments.values() if e.course == course]

    def enrolment(self, user: int, course: int) -> Enrolment | None:
        return next((e for e in self.enrolments_of(course) if e.user == user), None)

    def modules_of(self, course: int) -> list[Module]:
        return [m for m in self.modules.values() if m.course == course]

    def module(self, modname: str, instance: int) -> Module | None:
        return next((m for m in self.modules.values() if (m.modname, m.id) == (modname, instance)), None)

    def forum_of_post(self, post: int) -> Forum:
        return self.forums[self.discussions[self.posts[post].discussion].forum]
