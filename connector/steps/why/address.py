"""From what an LMS shows in a browser's address bar to the object it shows."""

from __future__ import annotations

from collections.abc import Mapping
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


def object_at(url: str, addresses: Mapping[str, str]) -> tuple[str, str] | None:
    """(source, ``post:17``); None if it is no page of these sites, or one that shows no single object."""
    for source, base in addresses.items():
        root = base.rstrip("/")
        if url.startswith((f"{root}/", f"{root}?")):
            found = _object(url.removeprefix(root))
            return (source, found) if found else None
    return None


def _object(rest: str) -> str:
    parts = urlsplit(rest)
    given = parse_qs(parts.query)
    post = parts.fragment.removeprefix("p") if parts.fragment.startswith("p") else ""
    post = post or given.get("parent", [""])[0]
    if parts.path == "/mod/forum/discuss.php" and post.isdigit():
        return f"{Kind.POST}:{post}"
    kind, name = PAGES.get(parts.path, (Kind.MODULE, "id"))
    number = given.get(name, [""])[0]
    if not number.isdigit() and parts.path.startswith("/mod/"):
        kind, number = Kind.MODULE, given.get("id", [""])[0]
    known = parts.path in PAGES or parts.path.startswith("/mod/")
    return f"{kind}:{number}" if known and number.isdigit() else ""
