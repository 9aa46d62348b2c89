"""A site without a network: web services are asked through Flask's test client."""

import json
from collections.abc import Callable, Collection
from typing import Any

import pytest
from werkzeug.test import TestResponse

from connector.sandbox import SERVICE_TOKEN, Site, build_site, create_app
from connector.sandbox.rest import ENDPOINT

NOON = 1_795_000_000


class Asking:
    """Calls functions as the service account; `now` is the site's clock."""

    def __init__(self, site: Site) -> None:
        self.site = site
        self.http = create_app(site).test_client()

    def post(self, function: str, token: str = SERVICE_TOKEN, **form: Any) -> TestResponse:
        own = {"wstoken": token, "wsfunction": function, "moodlewsrestformat": "json"}
        return self.http.post(ENDPOINT, data={**own, **form})

    def __call__(self, function: str, form: dict[str, Any] | None = None, **more: Any) -> Any:
        return json.loads(self.post(function, **(form or {}), **more).data)

    def posts(self, discussion: int) -> list[dict[str, Any]]:
        return self("mod_forum_get_discussion_posts", discussionid=discussion)["posts"]

    def heads(self, forum: int) -> list[dict[str, Any]]:
        return self("mod_forum_get_forum_discussions", forumid=forum, perpage=0)["discussions"]

    def head(self, forum: int, discussion: int) -> dict[str, Any]:
        return next(head for head in self.heads(forum) if head["discussion"] == discussion)


class Clock:
    def __init__(self) -> None:
        self.at = NOON

    def __call__(self) -> int:
        return self.at


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def site(clock: Clock) -> Site:
    return build_site(clock)


@pytest.fixture
def ask(site: Site) -> Asking:
    return Asking(site)


def _differences(ours: Any, theirs: Any, path: str = "", optional: Collection[str] = ()) -> list[str]:
    if ours is None or theirs is None:
        return []
    if type(ours) is not type(theirs):
        return [f"{path}: {type(ours).__name__}, recorded {type(theirs).__name__}"]
    if isinstance(ours, dict):
        return _of_dicts(ours, theirs, path, optional)
    if isinstance(ours, list) and theirs:
        return [
            found for n, each in enumerate(ours) for found in _nearest(each, theirs, f"{path}[{n}]", optional)
        ]
    return []


def _nearest(ours: Any, theirs: list[Any], path: str, optional: Collection[str]) -> list[str]:
    return min((_differences(ours, each, path, optional) for each in theirs), key=len)


def _of_dicts(
    ours: dict[str, Any], theirs: dict[str, Any], path: str, optional: Collection[str]
) -> list[str]:
    expected = [key for key in theirs if key not in optional or key in ours]
    told = [key for key in ours if key not in optional or key in theirs]
    if told != expected:
        odd = set(told) ^ set(expected)
        return [f"{path}: {sorted(odd)}" if odd else f"{path}: order {told}, recorded {expected}"]
    return [
        found for key in told for found in _differences(ours[key], theirs[key], f"{path}.{key}", optional)
    ]


@pytest.fixture
def differences() -> Callable[..., list[str]]:
    """Where one JSON value is not shaped as another: keys, their order, types; null fits everything."""
    return _differences
