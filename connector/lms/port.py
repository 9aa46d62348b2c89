"""What an LMS must be able to do for us: one small protocol."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum, StrEnum
from typing import Any, Protocol

from connector.domain.facts import Fact


class Ask(StrEnum):
    """What can be read back; the answer's type and the keys of its facts' data stand behind it.

    Facts of choices, glossaries, wikis and databases have no course: Moodle's answer does not tell it.
    """

    COURSES = "courses"
    """id ``<field>=<value>`` (field id, idnumber, shortname, category) → ``list[Fact]`` of courses."""
    LISTED = "listed"
    """id of a course → ``list[Listed]``: of it and the 199 ids behind it (:data:`LISTED_TOGETHER`), those there are."""
    FORUMS = "forums"
    """id of a course → ``list[Fact]`` of its forums."""
    HEADS = "heads"
    """id of a forum → ``list[Head]``, all of them."""
    POSTS = "posts"
    """id of a discussion → :class:`Posts`, all that this account may see."""
    POST = "post"
    """id of a post → ``int``, the discussion it lies in now."""
    USERS = "users"
    """ids joined by commas (at most 50) → ``list[Fact]``; unknown ids are left out."""
    ENROLMENTS = "enrolments"
    """id of a course → ``list[Fact]``, one for each enrolled user, with the roles."""
    COHORT = "cohort"
    """id of a cohort → ``Fact`` with its members."""
    COHORTS = "cohorts"
    """``idnumber=<value>`` → ``list[Fact]``: the cohort with its members, or none."""
    GROUPS = "groups"
    """id of a course → ``list[Fact]``, one for each group, with its members."""
    EVENTS = "events"
    """id of a course → ``list[Fact]`` of its calendar: ``name``, ``start``, ``duration`` (seconds), ``type``,
    ``modname`` and ``instance`` where an activity made it, ``repeat``, ``group``, ``visible``."""
    MODULES = "modules"
    """id of a course → ``list[Fact]`` of its activities by cmid: ``modname``, ``instance``, ``name``, ``visible``,
    ``completion`` (0 none, 1 by hand, 2 by conditions), ``groupmode`` (0, 1 separate, 2 visible), ``restricted``,
    ``opens`` and ``closes`` (epoch or None)."""
    MEETINGS = "meetings"
    """id of a course → ``list[Fact]`` of its BigBlueButton activities by instance: ``name``, ``cmid``, ``visible``,
    ``completion``, ``opens``, ``closes``."""
    RECORDINGS = "recordings"
    """instance of a BigBlueButton activity → ``list[Fact]``: ``minutes``, ``links``. Its server is asked: rarely."""
    CHOICE = "choice"
    """instance of a choice → ``list[Fact]``, one for each person who answered: ``options`` (id, text)."""
    COMPLETION = "completion"
    """``<course>/<user>`` → ``list[Fact]``, one for each activity that tracks completion: ``state`` (0 incomplete,
    1 complete, 2 passed, 3 failed), ``modname``, ``instance``, ``override`` (who set it by hand). Slow: only where
    it is mapped."""
    GLOSSARY = "glossary"
    """instance of a glossary → ``list[Fact]``: ``concept``, ``approved``, ``words``, ``chars``, ``modified``,
    ``tags``."""
    WIKI = "wiki"
    """instance of a wiki → ``list[Fact]`` of its pages: ``title``, ``editor`` (who saved last), ``words`` …; without an
    author, whom Moodle does not tell."""
    DATABASE = "database"
    """instance of a database activity → ``list[Fact]``: ``approved``, ``group``, ``words`` …, without a title."""
    BADGES = "badges"
    """id of a user → ``list[Fact]``: ``badge``, ``name``, ``hash`` (in the address of its page), ``expires``."""


LISTED_TOGETHER = 200
"""Ids of courses asked for in one call: a large site takes about a second for so many."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A course as the site's list of courses tells it, for people to choose from."""

    id: int
    shortname: str
    name: str
    idnumber: str
    """Empty where the account may not know it."""
    category: int
    category_name: str


@dataclass(frozen=True, slots=True)
class Want:
    ask: Ask
    id: str


@dataclass(frozen=True, slots=True)
class Head:
    """A discussion as its forum lists it."""

    fact: Fact
    fingerprint: str
    """Changes with (forum, group, timemodified, usermodified, numreplies, name, first post's modified,
    timestart, timeend, pinned, locked): unchanged means its posts need not be read, but for edits of
    replies."""
    last_post: int
    """timemodified: the last post's time (epoch seconds)."""


@dataclass(frozen=True, slots=True)
class Posts:
    discussion: int
    forum: int
    course: int
    facts: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Site:
    """What the LMS says of itself and of our account there."""

    user_id: int
    """The service account; its own posts never count."""
    functions: frozenset[str]
    release: str
    admin: bool = False
    """Our account is a site administrator, who may do everything."""
    date: int | None = None
    """The site's clock (epoch seconds) when it said so; None: it did not tell."""


class Subscription(IntEnum):
    """Who gets a forum's new posts by mail; the numbers are Moodle's."""

    OPTIONAL = 0
    FORCED = 1
    AUTO = 2
    """Everybody at first."""
    DISABLED = 3


@dataclass(frozen=True, slots=True)
class ForumSetting:
    id: int
    type: str
    name: str
    subscription: Subscription


@dataclass(frozen=True, slots=True)
class Text:
    """A post as it was written, for immediate use: never stored, never logged."""

    id: int
    parent: int | None
    author: int | None
    author_name: str = field(repr=False)
    time: int
    subject: str = field(repr=False)
    html: str = field(repr=False)
    """Cleaned by Moodle, the line about a moderator's edit included."""
    private: bool


@dataclass(frozen=True, slots=True)
class Texts:
    """A discussion's posts, by id, and who may read the place they stand in. Blanked posts are left out."""

    discussion: int
    forum: int
    course: int
    name: str = field(repr=False)
    posts: tuple[Text, ...]
    forum_type: str
    groupmode: int
    """0 no groups, 1 separate groups, 2 visible groups."""
    restricted: bool
    """The forum is hidden or has a condition of access."""
    group: int
    """-1: all."""
    timestart: int
    timeend: int
    """Epoch seconds between which it is shown; 0: no limit."""
    locked: bool

    def open_to_all(self, now: int) -> bool:
        """Whether every member of the course may read these posts, so that they may be quoted elsewhere in it.

        In a Q&A forum one reads the others only after an answer of one's own.
        """
        of_all = self.group == -1 or self.groupmode == 2
        shown = self.timestart <= now and (not self.timeend or now < self.timeend)
        return self.forum_type != "qanda" and not self.restricted and of_all and shown


@dataclass(frozen=True, slots=True)
class OwnPost:
    """A post of the service account that carries a marker."""

    post: int
    discussion: int
    parent: int | None
    subject: str
    html: str = field(repr=False)


class Lms(Protocol):
    """One LMS site. Every method may raise ``TryLater`` or ``WrongSetup`` for the whole call."""

    source: str

    def site(self, *, anew: bool = False) -> Site:
        """What was said some minutes ago may do, unless it is asked ``anew``: the lightest sign that a site is well."""
        ...

    def read(self, wants: Sequence[Want]) -> list[Any]:
        """One answer for each want, in order: the ask's type, or an ``LmsError`` (Gone, NotAllowed, Refused,
        TryLater …) that concerns this want alone."""
        ...

    def profile_values(self, user_ids: Sequence[int], field: str) -> dict[int, str | None]:
        """What the profile field shows now; a user who is not told of is absent, an empty field is None."""
        ...

    def write_profile(self, values: Mapping[int, str], field: str) -> dict[int, str]:
        """Sets the field for these users; the result tells who was refused and with which warning code.

        May raise ``OutcomeUnknown``: the values may have been written.
        """
        ...

    # --- looking the site over: asked by a person only

    def forum_settings(self, course: int) -> list[ForumSetting]:
        """Of all forums of a course that this account may see."""
        ...

    def forum_rights(self, forum: int) -> dict[str, bool]:
        """Capability of forums → whether this account has it in this forum."""
        ...

    # --- writing: each may raise Refused (with its word), NotAllowed, Gone and OutcomeUnknown. After OutcomeUnknown
    # look with find_own_posts or cohort_members before doing it again.

    def texts(self, discussion: int) -> Texts:
        """What was written, read now. Raises NotAllowed where posts or their place are hidden from the account."""
        ...

    def add_discussion(self, forum: int, subject: str, html: str, *, group: int = -1) -> int:
        """The new discussion's id. Everybody subscribed to the forum gets a mail."""
        ...

    def add_reply(self, post: int, subject: str, html: str) -> int:
        """The new post's id. Everybody subscribed gets a mail. Refused ``cannot_post_here`` where it is locked."""
        ...

    def update_post(self, post: int, html: str, subject: str | None = None) -> None:
        """Nobody is told; a first post's subject is also the discussion's name."""
        ...

    def delete_post(self, post: int) -> None:
        """With its replies; a first post with its discussion."""
        ...

    def find_own_posts(
        self, marker: str, *, discussion: int | None = None, forum: int | None = None
    ) -> list[OwnPost]:
        """Posts by the service account with the class ``marker``: in a discussion, or among a forum's first posts."""
        ...

    def cohort_add(self, cohort: int, user_ids: Sequence[int]) -> dict[int, str]:
        """Makes members; the result tells who was refused, with the warning code. A member already is no refusal."""
        ...

    def cohort_remove(self, cohort: int, user_ids: Sequence[int]) -> None:
        """All of them or none, a hundred at a time. A badge that came by it stays."""
        ...

    def cohort_members(self, cohort: int) -> frozenset[int]: ...
