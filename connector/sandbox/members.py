"""Who may do what on the pages. Web services have their own, stricter view in `access`."""

from __future__ import annotations

from connector.sandbox.rows import SERVICE_ACCOUNT, Post
from connector.sandbox.site import Site

MAX_EDITING_TIME = 1800
MODERATORS = {"teacher", "editingteacher", "manager"}


class Members:
    def __init__(self, site: Site) -> None:
        self.site = site

    def who_can_write(self) -> list[int]:
        """All members in use: neither the guest nor the administrator nor the service account."""
        users = self.site.tables.users.values()
        return sorted(u.id for u in users if u.id > SERVICE_ACCOUNT and not (u.deleted or u.suspended))

    def roles(self, user: int, course: int) -> list[str]:
        row = self.site.tables.enrolment(user, course)
        return list(row.roles) if row else []

    def moderates(self, user: int, post: int) -> bool:
        course = self.site.tables.forum_of_post(post).course
        return bool(MODERATORS & set(self.roles(user, course)))

    def may_change(self, user: int, post: Post) -> bool:
        """The author for half an hour, a moderator always."""
        fresh = self.site.now() - post.created < MAX_EDITING_TIME
        return (post.userid == user and fresh) or self.moderates(user, post.id)

    def sees(self, user: int, post: Post) -> bool:
        """A private reply is for its writer, its reader and the moderators."""
        return (
            not post.privatereplyto
            or user in (post.userid, post.privatereplyto)
            or self.moderates(user, post.id)
        )
