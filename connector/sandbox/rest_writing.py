"""Writing into forums, as the service account or as a member with a token of their own."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from connector.sandbox import capabilities as can
from connector.sandbox.access import require_discussion, require_forum
from connector.sandbox.cleaning import cleaned
from connector.sandbox.rest_posts import exported
from connector.sandbox.rows import ALL_GROUPS, SERVICE_ACCOUNT, Post
from connector.sandbox.wire import (
    Call,
    MoodleError,
    function,
    invalid_parameter,
    invalid_record,
    plain_error,
)

SUBJECT_LENGTH = 255
_YES = {"1", "true"}


@function("mod_forum_add_discussion", "forumid", "subject", "message", "groupid", "options")
def add_discussion(call: Call) -> dict[str, Any]:
    """Moodle accepts an identical discussion, an empty subject and an empty message."""
    forum = call.view.forums.get(call.integer("forumid"))
    if forum is None:
        raise invalid_record("forum")
    require_forum(call, forum)
    subject, message = _fitting(call.text("subject")), cleaned(call.text("message"), keep_ids=True)
    if not call.site.may(can.START_DISCUSSION) or forum.type == "single":
        raise plain_error("cannotcreatediscussion", "Could not create new discussion")
    group = call.integer("groupid", 0) if forum.groupmode else ALL_GROUPS
    subscribe = _option(call, "discussionsubscribe", default=True)
    discussion = call.site.deeds.start_discussion(
        call.user, forum.id, subject, message, group=group or ALL_GROUPS, subscribe=subscribe
    )
    return {"discussionid": discussion, "warnings": []}


@function("mod_forum_add_discussion_post", "postid", "subject", "message", "options", "messageformat")
def add_post(call: Call) -> dict[str, Any]:
    parent = call.view.posts.get(call.integer("postid"))
    if parent is None:
        raise plain_error("invalidparentpostid", "Parent post ID was incorrect")
    head = call.view.discussions[parent.discussion]
    forum = require_discussion(call, head)
    subject, message = call.text("subject"), cleaned(call.text("message"), keep_ids=True)
    if not call.site.may(can.REPLY) or (head.locked and not call.site.may(can.OVERRIDE_LOCK)):
        raise plain_error("nopostforum", "Sorry, you are not allowed to post to this forum")
    subscribe = _option(call, "discussionsubscribe", default=True)
    post = call.site.deeds.reply(call.user, parent.id, message, _fitting(subject), subscribe=subscribe)
    written = call.site.tables.posts.get(post) or _never_kept(call, parent, post, message, subject)
    with_it = replace(call, view=call.site.tables)
    told = {"type": "success", "message": "Your post was successfully added."}
    return {"postid": post, "warnings": [], "post": exported(with_it, forum, written), "messages": [told]}


@function("mod_forum_update_discussion_post", "postid", "subject", "message", "messageformat", "options")
def update_post(call: Call) -> dict[str, Any]:
    """Changes nothing in who is told; ids in the text are lost."""
    post = _own_place(call)
    if call.user == SERVICE_ACCOUNT != post.userid and not call.site.may(can.EDIT_ANY_POST):
        raise plain_error("cannotupdatepost", "You can't update this post")
    subject, message = call.text("subject", ""), call.text("message", "")
    call.site.deeds.edit_post(
        call.user, post.id, message or None, subject=_fitting(subject) or None, by_service=True
    )
    return {"status": True, "warnings": []}


@function("mod_forum_delete_post", "postid")
def delete_post(call: Call) -> dict[str, Any]:
    """One's own posts, while nobody has answered them."""
    post = _own_place(call)
    if post.userid != call.user or not call.site.may(can.DELETE_OWN_POST):
        raise plain_error("cannotdeletepost", "You can't delete this post!")
    if call.view.children(post.id):
        raise plain_error(
            "couldnotdeletereplies", "Sorry, that cannot be deleted as people have already responded to it"
        )
    call.site.deeds.delete_post(call.user, post.id)
    return {"status": True, "warnings": []}


def _own_place(call: Call) -> Post:
    post = call.view.posts.get(call.integer("postid"))
    if post is None:
        raise plain_error("invalidpostid", "Invalid post ID - {$a}")
    require_discussion(call, call.view.discussions[post.discussion])
    return post


def _fitting(subject: str) -> str:
    if len(subject) > SUBJECT_LENGTH:
        raise MoodleError("dml_write_exception", "dmlwriteexception", "Error writing to database")
    return subject


def _option(call: Call, name: str, *, default: bool) -> bool:
    given = {
        str(o.get("name")): str(o.get("value")) for o in call.items("options", []) if isinstance(o, dict)
    }
    if set(given) - {
        "discussionsubscribe",
        "private",
        "topreferredformat",
        "inlineattachmentsid",
        "attachmentsid",
    }:
        raise invalid_parameter()
    return given[name].lower() in _YES if name in given else default


def _never_kept(call: Call, parent: Post, post: int, message: str, subject: str) -> Post:
    """What was rolled back after the answer was on its way."""
    now = call.site.now()
    return Post(post, parent.discussion, parent.id, call.user, now, now, subject, message)
