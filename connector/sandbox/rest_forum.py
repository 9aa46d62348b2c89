"""The heads of a forum's discussions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from connector.sandbox.access import require_forum, sees_discussion, sees_post
from connector.sandbox.rest_people import picture
from connector.sandbox.rows import Discussion, Forum
from connector.sandbox.wire import Call, function, plain_error

Row = tuple[Discussion, int]
"""A discussion with the number of its replies that the account may see."""

_SORT: dict[int, tuple[Callable[[Call, Row], Any], bool]] = {
    1: (lambda _, row: (max(row[0].timemodified, row[0].timestart), row[0].id), True),
    2: (lambda _, row: (max(row[0].timemodified, row[0].timestart), row[0].id), False),
    3: (lambda call, row: (call.view.posts[row[0].firstpost].created, row[0].id), True),
    4: (lambda call, row: (call.view.posts[row[0].firstpost].created, row[0].id), False),
    5: (lambda _, row: (row[1], row[0].id), True),
    6: (lambda _, row: (row[1], row[0].id), False),
}
_NEWEST_FIRST = 1


@function("mod_forum_get_forum_discussions", "forumid", "sortorder", "page", "perpage", "groupid")
def forum_discussions(call: Call) -> dict[str, Any]:
    """The heads, pinned ones first; `perpage=0` gives all."""
    wanted, sortorder = call.integer("forumid"), call.integer("sortorder", -1)
    forum = call.view.forums.get(wanted)
    if forum is None:
        told = f"Unable to find forum with id {wanted}"
        raise plain_error(told, f"error/{told}")
    require_forum(call, forum)
    heads = [d for d in call.view.discussions_of(forum.id) if sees_discussion(call, d)]
    rows = [(head, _replies(call, forum, head)) for head in heads]
    key, descending = _SORT[sortorder if sortorder in _SORT else _NEWEST_FIRST]
    rows.sort(key=lambda row: key(call, row), reverse=descending)
    rows.sort(key=lambda row: not row[0].pinned)
    page, perpage = max(call.integer("page", -1), 0), call.integer("perpage", 0)
    rows = rows[page * perpage : (page + 1) * perpage] if perpage > 0 else rows
    return {"discussions": [_head(call, *row) for row in rows], "warnings": []}


def _replies(call: Call, forum: Forum, head: Discussion) -> int:
    return sum(
        1 for p in call.view.grouped_posts().get(head.id, []) if p.parent and sees_post(call, forum, p)
    )


def _head(call: Call, head: Discussion, numreplies: int) -> dict[str, Any]:
    """`id` is the first post's id; `discussion` is the discussion's."""
    first, users = call.view.posts[head.firstpost], call.view.users
    return {
        "id": first.id,
        "name": head.name,
        "groupid": head.groupid,
        "timemodified": head.timemodified,
        "usermodified": head.usermodified,
        "timestart": head.timestart,
        "timeend": head.timeend,
        "discussion": head.id,
        "parent": 0,
        "userid": first.userid,
        "created": first.created,
        "modified": first.modified,
        "mailed": 0,
        "subject": first.subject,
        "message": first.message,
        "messageformat": 1,
        "messagetrust": 0,
        "attachment": False,
        "totalscore": 0,
        "mailnow": 0,
        "userfullname": users[first.userid].fullname,
        "usermodifiedfullname": users[head.usermodified].fullname,
        "userpictureurl": picture(call, "f2"),
        "usermodifiedpictureurl": picture(call, "f2"),
        "numreplies": numreplies,
        "numunread": 0,
        "pinned": head.pinned,
        "locked": head.locked,
        "starred": False,
        "canreply": not head.locked,
        "canlock": False,
        "canfavourite": True,
    }
