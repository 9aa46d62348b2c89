"""What a person is told of a site before it is trusted: how its forums mail, what our account may do there."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import Any

from connector.lms.calls import Call, Plan
from connector.lms.functions import FORUM_RIGHTS
from connector.lms.port import ForumSetting, Subscription
from schemas.moodle.forums import ForumRights
from schemas.moodle.forums import ForumSetting as SettingSchema

_SETTINGS = SettingSchema(many=True)
_RIGHTS = ForumRights()


class Looks:
    def _one(self, name: str, start: Callable[[], Plan[Any]]) -> Any:
        raise NotImplementedError

    def forum_settings(self, course: int) -> list[ForumSetting]:
        found: list[ForumSetting] = self._one(f"forum settings of {course}", partial(settings, course))
        return found

    def forum_rights(self, forum: int) -> dict[str, bool]:
        found: dict[str, bool] = self._one(f"rights in forum {forum}", partial(rights, forum))
        return found


def settings(course: int) -> Plan[list[ForumSetting]]:
    [answer] = yield [Call("mod_forum_get_forums_by_courses", {"courseids": [course]})]
    return [
        ForumSetting(each["id"], each["type"], each["name"], Subscription(each["forcesubscribe"]))
        for each in _SETTINGS.load(answer)
    ]


def rights(forum: int) -> Plan[dict[str, bool]]:
    """Moodle tells ``mod/forum:replypost`` as ``canreplypost``, and ``mod/forum:canmailnow`` as ``cancanmailnow``."""
    [answer] = yield [Call(FORUM_RIGHTS, {"forumid": forum})]
    told = _RIGHTS.load(answer)
    return {f"mod/forum:{key[3:]}": value is True for key, value in told.items() if key.startswith("can")}
