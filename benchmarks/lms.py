"""A stand-in LMS that only takes its time: any discussion, any user, each answer after some milliseconds.

A process of its own: ``python -m benchmarks.lms PORT MILLISECONDS``. Every discussion has three posts by known
users; profile fields are kept in memory. It costs little, so that what is measured is the connector.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable, Mapping
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs

BATCH = "tool_mobile_call_external_functions"
FIELD = "cop_jp_locked"
shown: dict[int, str] = {}
"""User → the profile field."""


def site() -> dict[str, Any]:
    names = [BATCH, *FUNCTIONS]
    return {
        "userid": 4,
        "release": "4.5.1 (Build: 20241209)",
        "functions": [{"name": name} for name in names],
    }


def posts(args: Mapping[str, Any]) -> dict[str, Any]:
    discussion = int(args["discussionid"])
    return {"posts": [_post(discussion, each) for each in range(3)], "forumid": 2, "courseid": 2}


def _post(discussion: int, place: int) -> dict[str, Any]:
    first = discussion * 10
    return {
        "id": first + place,
        "discussionid": discussion,
        "parentid": first if place else None,
        "author": {"id": 100 + (discussion + place) % 50, "fullname": "Anggota"},
        "subject": f"Praktik {discussion}",
        "message": "<p>" + "kata " * 60 + "</p>",
        "timecreated": 1_790_000_000 + discussion,
        "timemodified": 1_790_000_000 + discussion,
    }


def heads(_args: Mapping[str, Any]) -> dict[str, Any]:
    return {"discussions": []}


def users(args: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [_user(int(id_)) for id_ in args["values"]]


def _user(id_: int) -> dict[str, Any]:
    fields = [{"shortname": FIELD, "value": shown[id_]}] if id_ in shown else []
    return {
        "id": id_,
        "username": f"anggota{id_}",
        "fullname": f"Anggota {id_}",
        "idnumber": f"1982031520060{id_:05d}",
        "customfields": fields,
    }


def write(args: Mapping[str, Any]) -> dict[str, Any]:
    for user in args["users"]:
        shown[int(user["id"])] = user["customfields"][0]["value"]
    return {"warnings": []}


def courses(args: Mapping[str, Any]) -> dict[str, Any]:
    id_ = {"COP-AK": 2, "COP-PP": 3}.get(str(args.get("value")), 2)
    one = {
        "id": id_,
        "shortname": f"K{id_}",
        "fullname": f"Kursus {id_}",
        "idnumber": args.get("value"),
        "visible": 1,
    }
    return {"courses": [one]}


def nothing(_args: Mapping[str, Any]) -> list[Any]:
    return []


FUNCTIONS: dict[str, Callable[[Mapping[str, Any]], Any]] = {
    "mod_forum_get_discussion_posts": posts,
    "mod_forum_get_forum_discussions": heads,
    "mod_forum_get_forums_by_courses": nothing,
    "core_user_get_users_by_field": users,
    "core_user_update_users": write,
    "core_course_get_courses_by_field": courses,
    "core_enrol_get_enrolled_users": nothing,
    "core_group_get_course_groups": nothing,
}


def nested(form: str) -> dict[str, Any]:
    """``a[0][b]=1`` → ``{"a": {"0": {"b": "1"}}}``, lists made of what is numbered."""
    found: dict[str, Any] = {}
    for key, values in parse_qs(form, keep_blank_values=True).items():
        inner = found
        *path, last = key.replace("]", "").split("[")
        for name in path:
            inner = inner.setdefault(name, {})
        inner[last] = values[0]
    return {key: _listed(value) for key, value in found.items()}


def _listed(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    inner = {key: _listed(each) for key, each in value.items()}
    return list(inner.values()) if all(key.isdigit() for key in inner) else inner


def answer(function: str, args: Mapping[str, Any]) -> Any:
    if function == "core_webservice_get_site_info":
        return site()
    if function == BATCH:
        asked = ((each["function"], json.loads(each["arguments"])) for each in args["requests"])
        return {"responses": [{"error": False, "data": json.dumps(answer(*each))} for each in asked]}
    return FUNCTIONS[function](args)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    pause = 0.05

    def do_POST(self) -> None:
        args = nested(self.rfile.read(int(self.headers["Content-Length"])).decode())
        time.sleep(self.pause)
        body = json.dumps(answer(args["wsfunction"], args)).encode()
        self.send_response(200)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self) -> None:
        """How many profiles show a figure."""
        body = str(len(shown)).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Nothing."""


def main(port: str, milliseconds: str) -> None:
    Handler.pause = int(milliseconds) / 1000
    ThreadingHTTPServer(("127.0.0.1", int(port)), Handler).serve_forever()


if __name__ == "__main__":
    main(*sys.argv[1:])
