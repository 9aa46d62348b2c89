"""What all deeds share: the site they are done on, and the making of its events."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING, Any

from connector.sandbox import events
from connector.sandbox.events import EventData
from connector.sandbox.rows import Course, Discussion, Forum, Post, Tables
from connector.sandbox.rows_activities import Module

if TYPE_CHECKING:
    from connector.sandbox.site import Site


class SiteDeeds:
    def __init__(self, site: Site) -> None:
        self.site = site

    @property
    def tables(self) -> Tables:
        return self.site.tables

    def forum_event(
        self,
        name: str,
        forum: Forum,
        userid: int,
        *,
        table: str,
        objectid: str | int,
        other: dict[str, Any] | None,
        relateduserid: str | int | None = None,
        edulevel: int = 2,
    ) -> EventData:
        return events.event(
            f"mod_forum:{name}",
            events.of_forum(forum),
            userid,
            self.site.now(),
            table=table,
            objectid=objectid,
            courseid=forum.course,
            relateduserid=relateduserid,
            other=other,
            edulevel=edulevel,
        )

    def course_event(
        self,
        name: str,
        course: Course,
        userid: int,
        *,
        table: str | None,
        objectid: str | int | None,
        other: dict[str, Any] | None = None,
        relateduserid: str | int | None = None,
        edulevel: int = 0,
    ) -> EventData:
        return events.event(
            f"core:{name}",
            events.of_course(course),
            userid,
            self.site.now(),
            table=table,
            objectid=objectid,
            courseid=course.id,
            relateduserid=relateduserid,
            other=other,
            edulevel=edulevel,
        )

    def module_event(
        self,
        name: str,
        module: Module,
        userid: int,
        *,
        table: str,
        objectid: str | int,
        other: dict[str, Any] | None = None,
        relateduserid: str | int | None = None,
        edulevel: int = 2,
    ) -> EventData:
        """An event in an activity's context; `name` with its component: `mod_choice:answer_created`."""
        return events.event(
            name,
            events.of_module(module),
            userid,
            self.site.now(),
            table=table,
            objectid=objectid,
            courseid=module.course,
            relateduserid=relateduserid,
            other=other,
            edulevel=edulevel,
        )

    def remember_removed(self, post: Post, discussion: Discussion) -> None:
        self.site.removed[post.id] = (post, discussion)


def drop_post(tables: Tables, post: int) -> None:
    """Remove a post and let its discussion's head fall back to the last one left, as Moodle does."""
    gone = tables.posts.pop(post, None)
    if gone and gone.discussion in tables.discussions:
        refresh_head(tables, gone.discussion)


def drop_discussion(tables: Tables, discussion: int) -> None:
    tables.discussions.pop(discussion, None)
    for post in tables.posts_of(discussion):
        del tables.posts[post.id]


def refresh_head(tables: Tables, discussion: int) -> None:
    """As forum_discussion_update_last_post: by `modified`, so an edited reply can become the last one."""
    last = max(tables.posts_of(discussion), key=lambda p: (p.modified, p.id), default=None)
    if last:
        head = tables.discussions[discussion]
        tables.discussions[discussion] = replace(head, timemodified=last.modified, usermodified=last.userid)
