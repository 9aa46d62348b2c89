"""What was written, for immediate use in a summary; and which posts are our own. Nothing here is kept."""

from __future__ import annotations

from typing import Any

from connector.errors import NotAllowed
from connector.lms.calls import Call, Plan
from connector.lms.forums import all_posts, told_posts
from connector.lms.port import OwnPost, Text, Texts
from connector.lms.sessions import contents, listed
from connector.lms.text import carries
from schemas.moodle import forums as schemas

_FORUMS = schemas.Forum(many=True)
_HEADS = schemas.HeadTexts()


def texts(source: str, id: str) -> Plan[Texts]:  # noqa: ARG001
    """The posts of a discussion and the place they stand in. Two rounds: the posts tell the forum."""
    discussion = int(id)
    [answer] = yield [all_posts(discussion)]
    found = told_posts(discussion, answer)
    forum, course = found["forumid"], found["courseid"]
    forums, modules, answer = yield [
        Call("mod_forum_get_forums_by_courses", {"courseids": [course]}),
        contents(course),
        _heads(forum),
    ]
    place = next((each for each in _FORUMS.load(forums) if each["id"] == forum), None)
    here = [each for each in listed(modules) if (each["modname"], each["instance"]) == ("forum", forum)]
    head = next(
        (each for each in _HEADS.load(answer)["discussions"] if each["discussion"] == discussion), None
    )
    if place is None or not here or head is None:
        raise NotAllowed(f"discussion {id}: its place is not listed", word="place_not_listed")
    return Texts(
        discussion=discussion,
        forum=forum,
        course=course,
        name=head["name"],
        posts=tuple(_text(each) for each in found["posts"] if not each["isdeleted"]),
        forum_type=place["type"],
        groupmode=here[0]["groupmode"],
        restricted=bool(here[0]["availability"]) or not here[0]["visible"],
        group=head["groupid"],
        timestart=head["timestart"],
        timeend=head["timeend"],
        locked=head["locked"],
    )


def _text(raw: dict[str, Any]) -> Text:
    author = raw["author"] or {}
    return Text(
        id=raw["id"],
        parent=raw["parentid"] or None,
        author=author.get("id") or None,
        author_name=author.get("fullname") or "",
        time=raw["timecreated"],
        subject=raw["subject"],
        html=raw["message"],
        private=raw["isprivatereply"],
    )


def _heads(forum: int) -> Call:
    return Call("mod_forum_get_forum_discussions", {"forumid": forum, "perpage": 0})


def own_in_discussion(user: int, marker: str, discussion: int) -> Plan[list[OwnPost]]:
    """Posts by ``user`` that carry the marker; a member who quotes it is not meant."""
    [answer] = yield [all_posts(discussion)]
    found = told_posts(discussion, answer)["posts"]
    return [
        OwnPost(each["id"], discussion, each["parentid"] or None, each["subject"], each["message"])
        for each in found
        if (each["author"] or {}).get("id") == user and carries(each["message"], marker)
    ]


def own_in_forum(user: int, marker: str, forum: int) -> Plan[list[OwnPost]]:
    """First posts only, all in one call; replies are looked for in their discussion."""
    [answer] = yield [_heads(forum)]
    return [
        OwnPost(each["id"], each["discussion"], None, each["name"], each["message"])
        for each in _HEADS.load(answer)["discussions"]
        if each["userid"] == user and carries(each["message"], marker)
    ]
