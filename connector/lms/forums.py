"""Forums, the discussions in them, and their posts."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from connector.domain.facts import Fact, Kind
from connector.errors import NotAllowed
from connector.lms.calls import Call, Plan
from connector.lms.port import Head, Posts
from connector.lms.text import Size, size
from connector.summary.similar import traced
from schemas.moodle import forums as schemas

_FORUMS = schemas.Forum(many=True)
_HEADS = schemas.Heads()
_POSTS = schemas.Posts()
_POST = schemas.OnePost()

_FINGERPRINT = (
    *("groupid", "timemodified", "usermodified", "numreplies", "name"),
    *("modified", "timestart", "timeend", "pinned", "locked"),
)
"""What moves when a discussion does, but for edits of replies. ``modified`` is the first post's."""


def forums(source: str, id: str) -> Plan[list[Fact]]:
    """The forums of a course. Of a course that is gone or closed to us Moodle says: none, and no error."""
    [answer] = yield [Call("mod_forum_get_forums_by_courses", {"courseids": [int(id)]})]
    return [forum(source, each) for each in _FORUMS.load(answer)]


def forum(source: str, raw: dict[str, Any]) -> Fact:
    data = {key: raw[key] for key in ("name", "type", "cmid")}
    place = f"course:{raw['course']}"
    return Fact(source, Kind.FORUM, str(raw["id"]), course=raw["course"], container=place, data=data)


def heads(source: str, id: str) -> Plan[list[Head]]:
    """All discussions of a forum at once: pages would shift while people write."""
    [answer] = yield [Call("mod_forum_get_forum_discussions", {"forumid": int(id), "perpage": 0})]
    return [head(source, int(id), each) for each in _HEADS.load(answer)["discussions"]]


def head(source: str, forum: int, raw: dict[str, Any]) -> Head:
    fact = Fact(
        source,
        Kind.DISCUSSION,
        str(raw["discussion"]),
        container=f"forum:{forum}",
        author=raw["userid"] or None,
        time=raw["created"],
        data={
            "name": raw["name"],
            "first_post": raw["id"],
            "group": raw["groupid"],
            "timestart": raw["timestart"],
            "timeend": raw["timeend"],
        },
    )
    seen = json.dumps([forum, *(raw[key] for key in _FINGERPRINT)])
    fingerprint = hashlib.sha256(seen.encode()).hexdigest()[:32]
    return Head(fact, fingerprint, last_post=raw["timemodified"])


def posts(source: str, id: str) -> Plan[Posts]:
    """All posts of a discussion but the private replies, which the service account is not shown.

    Raises NotAllowed when a post's content is kept from the account: as it is shown, it would look emptied; and
    when there is none: a discussion has its first post, and where it may not be seen Moodle answers an empty list.
    """
    [answer] = yield [all_posts(int(id))]
    found = told_posts(int(id), answer)
    rated = {each["itemid"]: each for each in (found["ratinginfo"] or {}).get("ratings", ())}
    facts = tuple(
        post(source, found["forumid"], found["courseid"], each, rated.get(each["id"]))
        for each in found["posts"]
    )
    return Posts(int(id), found["forumid"], found["courseid"], facts)


def all_posts(discussion: int) -> Call:
    args = {"discussionid": discussion, "sortby": "id", "sortdirection": "ASC"}
    return Call("mod_forum_get_discussion_posts", args)


def told_posts(discussion: int, answer: Any) -> dict[str, Any]:
    """The answer to :func:`all_posts`; see :func:`posts` for what it raises."""
    found: dict[str, Any] = _POSTS.load(answer)
    hidden = any(each["timecreated"] is None and not each["isdeleted"] for each in found["posts"])
    if hidden or not found["posts"]:
        raise NotAllowed(f"discussion {discussion}: posts are hidden from this account", word="posts_hidden")
    return found


def post(
    source: str, forum: int, course: int, raw: dict[str, Any], rated: dict[str, Any] | None = None
) -> Fact:
    blank = raw["isdeleted"]
    # A blanked post carries Moodle's own sentence about it, in the account's language.
    counted = Size(0, 0) if blank else size(raw["message"])
    return Fact(
        source,
        Kind.POST,
        str(raw["id"]),
        course=course,
        container=f"forum:{forum}",
        author=(raw["author"] or {}).get("id") or None,
        time=raw["timecreated"],
        data={
            "discussion": raw["discussionid"],
            "parent": raw["parentid"] or None,
            "modified": raw["timemodified"],
            "subject": "" if blank else raw["subject"],
            "words": counted.words,
            "chars": counted.chars,
            "tags": sorted(tag["displayname"] for tag in raw["tags"]),
            "private": raw["isprivatereply"],
            "blank": blank,
            **rating(rated),
            **({} if blank else traced(raw["message"])),
        },
    )


def rating(rated: dict[str, Any] | None) -> dict[str, Any]:
    """``{"rating": {"count", "aggregate"}}`` of a rated post, nothing of any other.

    The aggregate is a number as text with at most two decimals, so that it is written the same each time; None
    where it may not be seen. What it means (an average, a sum) is the forum's setting.
    """
    if not rated or not rated["count"]:
        return {}
    number = rated["aggregate"]
    text = None if number is None else f"{number:.2f}".rstrip("0").rstrip(".")
    return {"rating": {"count": rated["count"], "aggregate": text}}


def place_of_post(source: str, id: str) -> Plan[int]:  # noqa: ARG001
    """The discussion in which a post lies now."""
    [answer] = yield [Call("mod_forum_get_discussion_post", {"postid": int(id)})]
    place: int = _POST.load(answer)["post"]["discussionid"]
    return place
