"""Who is mailed about a post: Moodle's cron tells subscribers half an hour after it was written."""

from __future__ import annotations

from dataclasses import dataclass
from heapq import heappop, heappush
from typing import TYPE_CHECKING

from connector.sandbox.rows import ALL_GROUPS, SERVICE_ACCOUNT, Forum, Post

if TYPE_CHECKING:
    from connector.sandbox.site import Site

DELAY_S = 1800
"""maxeditingtime: what is changed within it is mailed once, what is deleted never."""
FORCED, AT_FIRST, DISABLED = 1, 2, 3


@dataclass(frozen=True)
class Mail:
    post: int
    user: int
    at: int


class Mailing:
    """`site.mails`: posts wait here; an update of a post that was mailed puts nothing here."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.sent: list[Mail] = []
        self._waiting: list[tuple[int, int]] = []
        """A heap of (when, post)."""

    def put(self, post: int) -> None:
        heappush(self._waiting, (self.site.now() + DELAY_S, post))

    def until_now(self) -> list[Mail]:
        now = self.site.now()
        while self._waiting and self._waiting[0][0] <= now:
            at, number = heappop(self._waiting)
            if post := self.site.tables.posts.get(number):
                self.sent += [Mail(number, user, at) for user in sorted(self.readers(post))]
        return self.sent

    def readers(self, post: Post) -> set[int]:
        """The subscribers who may read it. In a forum that nobody can subscribe to, old subscribers stay."""
        tables = self.site.tables
        head, forum = tables.discussions[post.discussion], tables.forum_of_post(post.id)
        told = self._subscribed(forum, head.id)
        if head.groupid != ALL_GROUPS and head.groupid in tables.groups:
            told &= tables.groups[head.groupid].members
        return told & {post.privatereplyto} if post.privatereplyto else told

    def _subscribed(self, forum: Forum, discussion: int) -> set[int]:
        tables = self.site.tables
        members = {e.user for e in tables.enrolments_of(forum.course) if not e.suspended}
        members = {user for user in members if not tables.users[user].suspended}
        if forum.forcesubscribe in (FORCED, AT_FIRST):
            return members
        chosen = {user for user, each in tables.subscriptions if each == discussion}
        chosen |= {user for user, each in tables.forum_subscriptions if each == forum.id}
        return chosen & (members | {SERVICE_ACCOUNT})
