"""Where a page may send somebody on to."""

from __future__ import annotations

from urllib.parse import urlsplit


def own_path(wanted: str | None) -> str:
    """``next`` if it is a page of ours, else the overview: nobody is led elsewhere by a link to us."""
    if not wanted or not wanted.startswith("/") or wanted.startswith(("//", "/\\")):
        return "/"
    if any(ord(char) < 0x21 for char in wanted) or "\\" in wanted:
        return "/"
    parts = urlsplit(wanted)
    return "/" if parts.scheme or parts.netloc else wanted
