"""The posts of a discussion, and one post alone."""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from connector.sandbox.access import require_discussion, sees_post
from connector.sandbox.rest_people import picture
from connector.sandbox.rows import Course, Forum, Post
from connector.sandbox.texts_moodle import long_date, reply_subject
from connector.sandbox.wire import (
    Call,
    function,
    invalid_parameter,
    may_not_view_discussions,
    php_error,
    plain_error,
)

_SORT_BY = {"id": "id", "created": "created", "parent": "parent"}
_NULL_URLS = ("export", "markasread", "markasunread")


@function(
    "mod_forum_get_discussion_posts",
    "discussionid",
    "sortby",
    "sortdirection",
    "includeinlineattachments",
)
def discussion_posts(call: Call) -> dict[str, Any]:
    """All posts at once, the newest first unless told otherwise."""
    head = call.view.discussions.get(call.integer("discussionid"))
    if head is None:
        # Moodle does not look before it reads on: a deleted discussion is a PHP error without a code.
        raise php_error("Call to a member function get_forum_id() on null")
    forum = require_discussion(call, head)
    posts = [p for p in call.view.grouped_posts().get(head.id, []) if sees_post(call, forum, p)]
    sortby, direction = call.text("sortby", "created"), call.text("sortdirection", "DESC")
    if sortby not in _SORT_BY or direction not in ("ASC", "DESC"):
        raise invalid_parameter()
    posts.sort(key=lambda p: (getattr(p, _SORT_BY[sortby]), p.id), reverse=direction == "DESC")
    return {
        "posts": [exported(call, forum, post) for post in posts],
        "forumid": forum.id,
        "courseid": forum.course,
        "ratinginfo": _ratings(call, forum, posts),
        "warnings": [],
    }


@function("mod_forum_get_discussion_post", "postid")
def discussion_post(call: Call) -> dict[str, Any]:
    post = call.view.posts.get(call.integer("postid"))
    if post is None:
        raise plain_error("invalidpostid", "Invalid post ID - {$a}")
    forum = require_discussion(call, call.view.discussions[post.discussion])
    if not sees_post(call, forum, post):
        raise may_not_view_discussions()
    return {"post": exported(call, forum, post), "warnings": []}


def exported(call: Call, forum: Forum, post: Post) -> dict[str, Any]:
    """As Moodle's post exporter; of an erased post only the place in the tree is left."""
    subject = "[Forum post deleted]" if post.deleted else post.subject
    message = "The content of this forum post has been removed." if post.deleted else post.message
    return {
        "id": post.id,
        "subject": subject,
        "replysubject": reply_subject(subject),
        "message": message,
        "messageformat": 1,
        "author": _hidden_author() if post.deleted else _author(call, forum, post),
        "discussionid": post.discussion,
        "hasparent": bool(post.parent),
        "parentid": post.parent or None,
        "timecreated": None if post.deleted else post.created,
        "timemodified": None if post.deleted else post.modified,
        "unread": None,
        "isdeleted": post.deleted,
        "isprivatereply": bool(post.privatereplyto),
        "haswordcount": False,
        "wordcount": None,
        "charcount": None,
        "capabilities": _capabilities(call, post),
        "urls": _urls(call, post),
        "attachments": [],
        "messageinlinefiles": [],
        "tags": [_tag(call, name) for name in post.tags],
        "html": _html(call, forum, post),
    }


def _tag(call: Call, name: str) -> dict[str, Any]:
    return {
        "id": None,
        "tagid": None,
        "isstandard": False,
        "displayname": name,
        "flag": False,
        "urls": {"view": f"{call.site.url}/tag/index.php?tag={name}"},
    }


def _author(call: Call, forum: Forum, post: Post) -> dict[str, Any]:
    user, course = call.view.users[post.userid], call.view.courses[forum.course]
    groups = [g for g in call.view.groups.values() if g.course == course.id and user.id in g.members]
    return {
        "id": user.id,
        "fullname": "Deleted user" if user.deleted else user.fullname,
        "isdeleted": user.deleted,
        "groups": [{"id": g.id, "name": g.name, "urls": {"image": None}} for g in groups],
        "urls": {"profile": _profile_url(call, post, course), "profileimage": picture(call, "f1")},
    }


def _hidden_author() -> dict[str, Any]:
    return {
        "id": None,
        "fullname": "Author (hidden)",
        "isdeleted": None,
        "groups": [],
        "urls": {"profile": None, "profileimage": None},
    }


def _profile_url(call: Call, post: Post, course: Course) -> str:
    return f"{call.site.url}/user/view.php?id={post.userid}&course={course.id}"


def _capabilities(call: Call, post: Post) -> dict[str, bool]:
    locked = call.view.discussions[post.discussion].locked
    return {
        "view": not post.deleted,
        "edit": not post.deleted,
        "delete": post.userid == call.user,
        "split": False,
        "reply": not (locked or post.deleted),
        "selfenrol": False,
        "export": False,
        "controlreadstatus": False,
        "canreplyprivately": False,
    }


def _urls(call: Call, post: Post) -> dict[str, str | None]:
    forum = f"{call.site.url}/mod/forum"
    discuss = f"{forum}/discuss.php?d={post.discussion}"
    can = _capabilities(call, post)
    return {
        "view": f"{discuss}#p{post.id}",
        "viewisolated": f"{discuss}&parent={post.id}",
        "viewparent": f"{discuss}#p{post.parent}" if post.parent else None,
        "edit": f"{forum}/post.php?edit={post.id}" if can["edit"] else None,
        "delete": f"{forum}/post.php?delete={post.id}" if can["delete"] else None,
        "split": None,
        "reply": f"{forum}/post.php?reply={post.id}#mformforum" if can["reply"] else None,
        **dict.fromkeys(_NULL_URLS),
        "discuss": discuss,
    }


def _html(call: Call, forum: Forum, post: Post) -> dict[str, str | None]:
    if post.deleted:
        return {"rating": None, "taglist": None, "authorsubheading": None}
    user, course = call.view.users[post.userid], call.view.courses[forum.course]
    moment = datetime.fromtimestamp(post.created, UTC).isoformat()
    link = f'<a href="{_profile_url(call, post, course)}">{user.fullname}</a>'
    when = f'<time datetime="{moment}">{long_date(post.created)}</time>'
    return {"rating": None, "taglist": None, "authorsubheading": f"by {link} - {when}"}


def _ratings(call: Call, forum: Forum, posts: list[Post]) -> dict[str, Any]:
    return {
        "contextid": forum.contextid,
        "component": "mod_forum",
        "ratingarea": "post",
        "canviewall": False,
        "canviewany": True,
        "scales": [],
        "ratings": [_rating(call, post) for post in posts],
    }


def _rating(call: Call, post: Post) -> dict[str, Any]:
    """The forum's aggregate is the average, rounded as Moodle's database does it."""
    given = [rating.value for (each, _), rating in call.view.ratings.items() if each == post.id]
    average = round(sum(given) / len(given), 5) if given else None
    number = int(average) if average is not None and average == int(average) else average
    return {
        "itemid": post.id,
        "scaleid": None,
        "userid": None,
        "aggregate": number,
        "aggregatestr": "" if number is None else f"{number:g}",
        "aggregatelabel": "Average of ratings: ",
        "count": len(given),
        "rating": None,
        "canrate": False,
        "canviewaggregate": True,
    }
