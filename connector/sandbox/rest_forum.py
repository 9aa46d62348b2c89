"""The heads of a forum's discussions."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from connector.sandbox.access import require_forum, sees_discussion, sees_post
from connector.sandbox.rest_people import picture
from connector.sandbox.rows import Discussion, Forum
from connector.sandbox.wire import Call, function, invalid_record, plain_error

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


# In Moodle's order: every capability of forums there is.
_RIGHTS = (
    *("addinstance", "viewdiscussion", "viewhiddentimedposts", "startdiscussion", "replypost", "addnews"),
    *("replynews", "viewrating", "viewanyrating", "viewallratings", "rate", "postprivatereply"),
    *("readprivatereplies", "createattachment", "deleteownpost", "deleteanypost", "splitdiscussions"),
    *("movediscussions", "pindiscussions", "editanypost", "viewqandawithoutposting", "viewsubscribers"),
    *("managesubscriptions", "postwithoutthrottling", "exportdiscussion", "exportforum", "exportpost"),
    *("exportownpost", "addquestion", "allowforcesubscribe", "canposttomygroups"),
    *("canoverridediscussionlock", "canoverridecutoff", "cantogglefavourite", "grade", "canmailnow"),
)


@function("mod_forum_get_forum_access_information", "forumid")
def access_information(call: Call) -> dict[str, Any]:
    """What the account may do in a forum: `can` before each capability's name, also before `canmailnow`."""
    forum = call.view.forums.get(call.integer("forumid"))
    if forum is None:
        raise invalid_record("forum")
    require_forum(call, forum)
    told = {f"can{name}": call.site.may(f"mod/forum:{name}") for name in _RIGHTS}
    return {"warnings": [], **told}


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
