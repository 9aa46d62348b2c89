"""The badges that somebody holds."""

from __future__ import annotations

from typing import Any

from connector.sandbox import capabilities as can
from connector.sandbox.rows_activities import Badge, Issued
from connector.sandbox.wire import Call, function, invalid_record, plain_error


@function("core_badges_get_user_badges", "userid", "courseid", "page", "perpage", "search", "onlypublic")
def user_badges(call: Call) -> dict[str, Any]:
    """The newest first. Revoked ones are not there."""
    user = call.integer("userid", 0) or call.user
    if user not in call.view.users:
        raise invalid_record("user")
    if user != call.user and not call.site.may(can.VIEW_OTHER_BADGES):
        raise plain_error(
            "nopermissions", "Sorry, but you do not currently have permissions to do that (View badges)."
        )
    held = [
        (call.view.badges[badge], issued)
        for (badge, each), issued in call.view.issued.items()
        if each == user
    ]
    held.sort(key=lambda pair: (pair[1].time, pair[1].id), reverse=True)
    return {"badges": [_badge(call, user, *pair) for pair in held], "warnings": []}


def _badge(call: Call, user: int, badge: Badge, issued: Issued) -> dict[str, Any]:
    return {
        "id": badge.id,
        "name": badge.name,
        "description": badge.name,
        "timecreated": 0,
        "timemodified": 0,
        "issuername": "Portal CoP",
        "issuerurl": call.site.url,
        "issuercontact": "a@example.test",
        "type": 1,
        "attachment": 1,
        "notification": 1,
        "status": 0,
        "uniquehash": issued.hash,
        "dateissued": issued.time,
        "dateexpire": None,
        "visible": 0,
        "recipientid": user,
        "recipientfullname": call.view.users[user].fullname,
        "version": "1",
        "language": "id",
        "imageauthorname": "",
        "imageauthoremail": "",
        "imageauthorurl": "",
        "imagecaption": "",
        "badgeurl": f"{call.site.url}/webservice/pluginfile.php/1/badges/badgeimage/{badge.id}/f3",
        "alignment": [],
        "relatedbadges": [],
    }
