"""Pages of an LMS: the object that an address in a browser shows, and where an object is shown."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qs, urlsplit

from connector.domain.facts import Kind

PAGES: dict[str, tuple[Kind, str]] = {
    "/mod/forum/discuss.php": (Kind.DISCUSSION, "d"),
    "/mod/forum/view.php": (Kind.FORUM, "f"),
    "/mod/glossary/showentry.php": (Kind.GLOSSARY_ENTRY, "eid"),
    "/mod/wiki/view.php": (Kind.WIKI_PAGE, "pageid"),
    "/mod/data/view.php": (Kind.DATA_ENTRY, "rid"),
    "/course/view.php": (Kind.COURSE, "id"),
    "/user/profile.php": (Kind.USER, "id"),
    "/user/view.php": (Kind.USER, "id"),
}
"""Moodle's page, and what its parameter numbers."""
SHOWN = {kind: (page, name) for page, (kind, name) in reversed(PAGES.items())}
"""The other way; the first page of each kind."""
ACTIVITY = re.compile(r"/mod/\w+/view\.php", re.ASCII)


def object_at(url: str, addresses: Mapping[str, str]) -> tuple[str, str] | None:
    """(source, ``post:17``); None if it is no page of these sites, or one that shows no single object.

    ``addresses``: source → where its site begins. One site may lie in a folder of another.
    """
    for source, base in sorted(addresses.items(), key=lambda each: -len(each[1])):
        root = base.rstrip("/")
        if url.startswith((f"{root}/", f"{root}?")):
            found = object_on(url.removeprefix(root))
            return (source, found) if found else None
    return None


def object_on(path: str) -> str:
    """``post:17``, which this page of a site shows; empty if it shows no single object."""
    parts = urlsplit(path)
    given = {name: values[0] for name, values in parse_qs(parts.query).items()}
    if parts.path == "/mod/forum/discuss.php":
        post = parts.fragment.removeprefix("p") if parts.fragment.startswith("p") else given.get("parent", "")
        if _is_number(post):
            return f"{Kind.POST}:{post}"
    kind, name = PAGES.get(parts.path, (Kind.MODULE, "id"))
    if name not in given and ACTIVITY.fullmatch(parts.path):
        kind, name = Kind.MODULE, "id"
    known = parts.path in PAGES or ACTIVITY.fullmatch(parts.path)
    return f"{kind}:{given[name]}" if known and _is_number(given.get(name, "")) else ""


def path_of(kind: str, id_: str, data: Mapping[str, Any]) -> str:
    """Where Moodle shows it; empty where it has no page of its own. ``data``: of its fact."""
    if kind == Kind.POST:
        return f"/mod/forum/discuss.php?d={data.get('discussion')}#p{id_}"
    if kind == Kind.MODULE:
        return f"/mod/{data.get('modname')}/view.php?id={id_}"
    if kind == Kind.MEETING:
        return f"/mod/bigbluebuttonbn/view.php?id={data.get('cmid')}"
    page, name = SHOWN.get(Kind(kind), ("", ""))
    return f"{page}?{name}={id_}" if page else ""


def _is_number(text: str) -> bool:
    """Of those that a database takes."""
    return text.isascii() and text.isdigit() and len(text) < 19
