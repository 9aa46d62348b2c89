"""What moderators do to discussions – and what happens to posts without any event."""

from __future__ import annotations

from dataclasses import replace

from connector.sandbox.deeds_base import SiteDeeds, refresh_head
from connector.sandbox.events import EventData
from connector.sandbox.rows import Discussion, Forum, Tables


class ModerationDeeds(SiteDeeds):
    def move_discussion(self, actor: int, discussion: int, forum: int) -> None:
        """To another forum of the same course; all times stay as they are."""
        old, target = self.tables.discussions[discussion], self.tables.forums[forum]
        moved = self._about(
            "discussion_moved",
            target,
            actor,
            discussion,
            {"fromforumid": old.forum, "toforumid": str(forum)},
        )

        def change(tables: Tables) -> None:
            tables.discussions[discussion] = replace(tables.discussions[discussion], forum=forum)

        self.site.transact([moved], change, forum=True)

    def split(self, actor: int, post: int, new_subject: str) -> int:
        """Make a reply the first post of a new discussion; its replies go along, ids and times stay."""
        old, forum = self.tables.posts[post], self.tables.forum_of_post(post)
        source = self.tables.discussions[old.discussion]
        new_id = self.site.next_id("discussion")
        branch = self._branch(post)
        head = Discussion(
            new_id, forum.id, new_subject, post, old.userid, old.modified, old.userid, source.groupid
        )
        author = old.userid if actor != old.userid else None
        other = {"discussionid": new_id, "forumid": forum.id, "forumtype": forum.type}
        events = [
            self._about("discussion_updated", forum, actor, source.id, {"forumid": forum.id}),
            self._about("discussion_created", forum, actor, new_id, {"forumid": forum.id}, edulevel=2),
            self.forum_event(
                "post_updated",
                forum,
                actor,
                table="forum_posts",
                objectid=post,
                relateduserid=author,
                other=other,
            ),
        ]

        def change(tables: Tables) -> None:
            tables.discussions[new_id] = head
            for each in branch:
                tables.posts[each] = replace(tables.posts[each], discussion=new_id)
            tables.posts[post] = replace(tables.posts[post], parent=0, subject=new_subject, privatereplyto=0)
            refresh_head(tables, source.id)
            refresh_head(tables, new_id)

        self.site.transact(events, change, forum=True)
        return new_id

    def pin(self, actor: int, discussion: int, *, pinned: bool = True, by_ajax: bool = False) -> None:
        """Pin or unpin; done from the list of discussions (`by_ajax`) Moodle sends no event."""
        forum = self._forum_of(discussion)
        name = "discussion_pinned" if pinned else "discussion_unpinned"
        events = [] if by_ajax else [self._about(name, forum, actor, discussion, {"forumid": forum.id})]

        def change(tables: Tables) -> None:
            tables.discussions[discussion] = replace(tables.discussions[discussion], pinned=pinned)

        self.site.transact(events, change, forum=True)

    def lock(self, actor: int, discussion: int, *, locked: bool = True) -> None:
        forum = self._forum_of(discussion)
        other = {"forumid": forum.id, "status": "locked" if locked else "unlocked"}
        event = self._about("discussion_lock_updated", forum, actor, discussion, other)

        def change(tables: Tables) -> None:
            tables.discussions[discussion] = replace(tables.discussions[discussion], locked=locked)

        self.site.transact([event], change, forum=True)

    def restore_post(self, post: int) -> None:
        """Put a deleted post back under its old id, as an administrator does in the database: no event."""
        old, head = self.site.removed.pop(post)

        def change(tables: Tables) -> None:
            tables.discussions.setdefault(head.id, head)
            tables.posts[post] = old
            refresh_head(tables, head.id)

        self.site.transact([], change, forum=True)

    def privacy_erase(self, post: int) -> None:
        """Blank a post after a person's request: it stays as `isdeleted`, and no event tells."""

        def change(tables: Tables) -> None:
            tables.posts[post] = replace(tables.posts[post], deleted=True, subject="", message="")

        self.site.transact([], change, forum=True)

    def _branch(self, post: int) -> list[int]:
        below = [each for child in self.tables.children(post) for each in self._branch(child.id)]
        return [post, *below]

    def _forum_of(self, discussion: int) -> Forum:
        return self.tables.forums[self.tables.discussions[discussion].forum]

    def _about(
        self,
        name: str,
        forum: Forum,
        actor: int,
        discussion: int,
        other: dict[str, str | int],
        *,
        edulevel: int = 0,
    ) -> EventData:
        return self.forum_event(
            name,
            forum,
            actor,
            table="forum_discussions",
            objectid=discussion,
            other=other,
            edulevel=edulevel,
        )
