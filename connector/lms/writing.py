"""The calls that write into a forum, and what their answers and refusals mean.

No call can be told apart from its repetition (Moodle accepts no id of ours and takes an identical post twice),
so each is sent once; after OutcomeUnknown one looks for the marker first.
"""

from __future__ import annotations

from typing import Any

from marshmallow import Schema, ValidationError

from connector.errors import OutcomeUnknown, Refused
from connector.lms.calls import Call
from schemas.moodle import writing as schemas

SUBJECT_LENGTH = 255
"""Characters. A longer one is a database error, of which nobody can tell how far it came."""
ALL_GROUPS = -1
HTML = 1

_NOT_SUBSCRIBED = [{"name": "discussionsubscribe", "value": "0"}]
"""Otherwise whoever writes is subscribed to the discussion, and gets mail for each reply."""

_DISCUSSION = schemas.NewDiscussion()
_POST = schemas.NewPost()
_DONE = schemas.Done()


def new_discussion(forum: int, subject: str, html: str, group: int = ALL_GROUPS) -> Call:
    _check(subject, html)
    args = {"forumid": forum, "subject": subject, "message": html, "groupid": group}
    return Call("mod_forum_add_discussion", args | {"options": _NOT_SUBSCRIBED})


def new_reply(post: int, subject: str, html: str) -> Call:
    _check(subject, html)
    args = {"postid": post, "subject": subject, "message": html, "messageformat": HTML}
    return Call("mod_forum_add_discussion_post", args | {"options": _NOT_SUBSCRIBED})


def changed(post: int, html: str, subject: str | None) -> Call:
    """Tells nobody: an update of a post that was mailed is not mailed again."""
    _check("-" if subject is None else subject, html)
    args = {"postid": post, "message": html, "messageformat": HTML}
    return Call("mod_forum_update_discussion_post", args if subject is None else {**args, "subject": subject})


def removed(post: int) -> Call:
    """With its replies; a first post takes its whole discussion along."""
    return Call("mod_forum_delete_post", {"postid": post})


def discussion_id(answer: Any) -> int:
    return int(_loaded(_DISCUSSION, "mod_forum_add_discussion", answer)["discussionid"])


def post_id(answer: Any) -> int:
    return int(_loaded(_POST, "mod_forum_add_discussion_post", answer)["postid"])


def done(function: str, answer: Any) -> None:
    if not _loaded(_DONE, function, answer)["status"]:
        raise OutcomeUnknown(f"{function}: it says that it was not done")


def _check(subject: str, html: str) -> None:
    """Moodle accepts an empty subject and an empty text."""
    if len(subject) > SUBJECT_LENGTH:
        raise Refused(f"a subject of {len(subject)} characters", word="subject_too_long")
    if not subject.strip() or not html.strip():
        raise Refused("nothing to write", word="empty_text")


def _loaded(schema: Schema, function: str, answer: Any) -> dict[str, Any]:
    try:
        told: dict[str, Any] = schema.load(answer)
    except ValidationError as err:
        raise OutcomeUnknown(f"{function}: the answer does not fit") from err
    return told
