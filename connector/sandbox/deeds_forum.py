"""What members do in a forum: write, answer, edit, delete."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from connector.sandbox import texts_moodle
from connector.sandbox.cleaning import cleaned
from connector.sandbox.deeds_base import SiteDeeds, drop_discussion, drop_post
from connector.sandbox.events import EventData
from connector.sandbox.mails import DISABLED
from connector.sandbox.rows import ALL_GROUPS, Discussion, Forum, Post, Tables


class ForumDeeds(SiteDeeds):
    def start_discussion(
        self,
        user: int,
        forum: int,
        subject: str,
        html: str,
        *,
        timestart: int = 0,
        timeend: int = 0,
        group: int = ALL_GROUPS,
        tags: Sequence[str] = (),
        subscribe: bool = True,
    ) -> int:
        """Start a discussion; returns its id (its first post's id: `tables.discussions[id].firstpost`)."""
        place, now = self.tables.forums[forum], self.site.now()
        post_id, discussion_id = self.site.next_id("post"), self.site.next_id("discussion")
        post = Post(post_id, discussion_id, 0, user, now, now, subject, html, tags=tuple(tags))
        discussion = Discussion(
            discussion_id, forum, subject, post_id, user, now, user, group, timestart, timeend
        )
        events = [
            self._uploaded(place, post, user, "forum_add_discussion"),
            self.forum_event(
                "discussion_created",
                place,
                user,
                table="forum_discussions",
                objectid=discussion_id,
                other={"forumid": str(forum)},
            ),
        ]
        subscription = 0
        if subscribe and place.forcesubscribe != DISABLED:
            subscription = self._subscribed(place, discussion_id, user, events, forumid=str(forum))

        def change(tables: Tables) -> None:
            tables.discussions[discussion_id] = discussion
            tables.posts[post_id] = post
            if subscription:
                tables.subscriptions[user, discussion_id] = subscription

        self.site.transact(events, change, forum=True)
        self.site.mailing.put(post_id)
        return discussion_id

    def reply(
        self,
        user: int,
        parent: int,
        html: str,
        subject: str | None = None,
        *,
        private_to: bool = False,
        tags: Sequence[str] = (),
        subscribe: bool = True,
    ) -> int:
        """Answer a post; `private_to`: only for the author of the post that is answered."""
        above, now = self.tables.posts[parent], self.site.now()
        forum = self.tables.forum_of_post(parent)
        title = texts_moodle.reply_subject(above.subject) if subject is None else subject
        reader = above.userid if private_to else 0
        number = self.site.next_id("post")
        post = Post(number, above.discussion, parent, user, now, now, title, html, reader, tags=tuple(tags))
        events = [
            self._uploaded(forum, post, user, "forum_add_new_post"),
            self._about_post("post_created", forum, post, user, objectid=post.id),
        ]
        subscription = 0
        wanted = subscribe and not private_to and forum.forcesubscribe != DISABLED
        if wanted and (user, post.discussion) not in self.tables.subscriptions:
            subscription = self._subscribed(forum, post.discussion, user, events, forumid=forum.id)

        def change(tables: Tables) -> None:
            head = tables.discussions[post.discussion]
            tables.posts[post.id] = post
            tables.discussions[head.id] = replace(head, timemodified=now, usermodified=user)
            if subscription:
                tables.subscriptions[user, head.id] = subscription

        self.site.transact(events, change, forum=True)
        self.site.mailing.put(post.id)
        return post.id

    def edit_post(
        self,
        actor: int,
        post: int,
        html: str | None = None,
        *,
        subject: str | None = None,
        by_service: bool = False,
    ) -> None:
        """Edit a post. The head's `timemodified` stays; ids in the text are lost.

        On the web form (not `by_service`) someone else's edit leaves an "Edited by" line.
        """
        old, forum = self.tables.posts[post], self.tables.forum_of_post(post)
        message = cleaned(old.message if html is None else html, keep_ids=False)
        if actor != old.userid and not by_service:
            message += texts_moodle.edited_by(self.tables.users[actor].fullname, old.created)
        title = old.subject if subject is None else subject
        new = replace(old, message=message, subject=title, modified=self.site.now())
        uploaded = self._uploaded(forum, new, actor, "forum_update_post")
        uploaded["objectid"] = str(post)
        uploaded["other"]["discussionid"] = str(old.discussion)
        author = old.userid if actor != old.userid or by_service else None
        updated = self._about_post("post_updated", forum, new, actor, objectid=post, relateduserid=author)

        def change(tables: Tables) -> None:
            if post not in tables.posts:
                return  # deleted while the webhook waited
            tables.posts[post] = new
            if not new.parent:
                head = tables.discussions[new.discussion]
                tables.discussions[head.id] = replace(head, name=title)
            if left:
                tables.subscriptions.pop((actor, new.discussion), None)

        # Updating by web service without asking for a subscription ends it.
        follows = (actor, old.discussion) in self.tables.subscriptions
        left = [self._unsubscribed(forum, actor, old.discussion)] if by_service and follows else []
        self.site.transact([uploaded, updated, *left], change, forum=True)

    def delete_post(self, actor: int, post: int) -> None:
        """Delete a post with its replies; a first post takes the whole discussion along."""
        old, forum = self.tables.posts[post], self.tables.forum_of_post(post)
        if not old.parent:
            self.delete_discussion(actor, old.discussion)
            return
        doomed = self._with_replies(old)
        events = [
            self._about_post(
                "post_deleted",
                forum,
                each,
                actor,
                objectid=each.id if each is old else str(each.id),
                relateduserid=each.userid,
                edulevel=0,
            )
            for each in doomed
        ]

        def change(tables: Tables) -> None:
            for each in doomed:
                self.remember_removed(each, tables.discussions[each.discussion])
                drop_post(tables, each.id)

        self.site.transact(events, change, forum=True)

    def delete_discussion(self, actor: int, discussion: int) -> None:
        """Each post's deletion is told, then the discussion's."""
        head = self.tables.discussions[discussion]
        forum, doomed = self.tables.forums[head.forum], self.tables.posts_of(discussion)
        events = [self._deleted_with_discussion(forum, post, actor) for post in doomed]
        events.append(
            self.forum_event(
                "discussion_deleted",
                forum,
                actor,
                table="forum_discussions",
                objectid=discussion,
                other={"forumid": forum.id},
                edulevel=0,
            )
        )

        def change(tables: Tables) -> None:
            for post in doomed:
                self.remember_removed(post, head)
            drop_discussion(tables, discussion)

        self.site.transact(events, change, forum=True)

    def _with_replies(self, post: Post) -> list[Post]:
        """Deepest first: Moodle deletes a post's replies before the post."""
        below = [each for child in self.tables.children(post.id) for each in self._with_replies(child)]
        return [*below, post]

    def _deleted_with_discussion(self, forum: Forum, post: Post, actor: int) -> EventData:
        author = str(post.userid) if post.userid != actor else None
        data = self._about_post(
            "post_deleted", forum, post, actor, objectid=str(post.id), relateduserid=author, edulevel=0
        )
        data["other"]["discussionid"] = str(post.discussion)
        return data

    def _uploaded(self, forum: Forum, post: Post, actor: int, trigger: str) -> EventData:
        """The event that carries the raw text, private replies' too, before the post's own event."""
        other = {
            "content": post.message,
            "pathnamehashes": [],
            "discussionid": post.discussion,
            "triggeredfrom": trigger,
        }
        return self.forum_event(
            "assessable_uploaded", forum, actor, table="forum_posts", objectid=post.id, other=other
        )

    def _about_post(
        self,
        name: str,
        forum: Forum,
        post: Post,
        actor: int,
        *,
        objectid: str | int,
        relateduserid: str | int | None = None,
        edulevel: int = 2,
    ) -> EventData:
        return self.forum_event(
            name,
            forum,
            actor,
            table="forum_posts",
            objectid=objectid,
            relateduserid=relateduserid,
            other={"discussionid": post.discussion, "forumid": forum.id, "forumtype": forum.type},
            edulevel=edulevel,
        )

    def _subscribed(
        self, forum: Forum, discussion: int, user: int, events: list[EventData], *, forumid: str | int
    ) -> int:
        """Whoever writes subscribes to the discussion; returns the subscription's id, adds its event."""
        subscription = self.site.next_id("subscription")
        events.append(
            self.forum_event(
                "discussion_subscription_created",
                forum,
                user,
                table="forum_discussion_subs",
                objectid=subscription,
                relateduserid=str(user),
                other={"forumid": forumid, "discussion": discussion},
            )
        )
        return subscription

    def _unsubscribed(self, forum: Forum, user: int, discussion: int) -> EventData:
        return self.forum_event(
            "discussion_subscription_deleted",
            forum,
            user,
            table="forum_discussion_subs",
            objectid=str(self.tables.subscriptions[user, discussion]),
            relateduserid=str(user),
            other={"forumid": forum.id, "discussion": discussion},
        )

    def subscribe(self, user: int, forum: int) -> None:
        """Follow a whole forum. (Not among the recorded traffic; the event is as Moodle declares it.)"""
        row, number = self.tables.forums[forum], self.site.next_id("subscription")
        event = self.forum_event(
            "subscription_created",
            row,
            user,
            table="forum_subscriptions",
            objectid=number,
            relateduserid=str(user),
            other={"forumid": str(forum)},
        )

        def change(tables: Tables) -> None:
            tables.forum_subscriptions[user, forum] = number

        self.site.transact([event], change)
