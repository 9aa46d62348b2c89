"""What the service account may see. Where Moodle says nothing, neither do these: the row is not there."""

from __future__ import annotations

from connector.sandbox import capabilities as can
from connector.sandbox.rows import ALL_GROUPS, Course, Discussion, Forum, Post
from connector.sandbox.rows_activities import Module
from connector.sandbox.wire import Call, invalid_record, may_not_view_discussions, no_access


def sees_course(call: Call, course: Course) -> bool:
    return call.site.may(can.VIEW_COURSE) and (course.visible or call.site.may(can.VIEW_HIDDEN_COURSES))


def sees_forum(call: Call, forum: Forum) -> bool:
    """A hidden or restricted forum vanishes from lists without a word."""
    return forum.visible or call.site.may(can.VIEW_RESTRICTED)


def sees_activity(call: Call, module: Module) -> bool:
    right = can.MAY_VIEW.get(module.modname)
    shown = module.visible or call.site.may(can.VIEW_HIDDEN)
    return shown and (right is None or call.site.may(right))


def sees_discussion(call: Call, discussion: Discussion) -> bool:
    if discussion.groupid != ALL_GROUPS and not call.site.may(can.ACCESS_ALL_GROUPS):
        return False
    now = call.site.now()
    open_now = discussion.timestart <= now and (not discussion.timeend or now < discussion.timeend)
    return open_now or call.site.may(can.VIEW_TIMED)


def sees_post(call: Call, forum: Forum, post: Post) -> bool:
    if post.privatereplyto and not call.site.may(can.READ_PRIVATE_REPLIES):
        return False
    return forum.type != "qanda" or not post.parent or call.site.may(can.VIEW_QANDA)


def require_course(call: Call, course: int) -> Course:
    row = call.view.courses.get(course)
    if row is None:
        raise invalid_record("course")
    if not sees_course(call, row):
        raise no_access()
    return row


def require_forum(call: Call, forum: Forum) -> None:
    require_course(call, forum.course)
    if not (sees_forum(call, forum) and call.site.may(can.VIEW_DISCUSSION)):
        raise no_access()


def require_discussion(call: Call, discussion: Discussion) -> Forum:
    forum = call.view.forums[discussion.forum]
    require_forum(call, forum)
    if not sees_discussion(call, discussion):
        raise may_not_view_discussions()
    return forum
