"""Every list of the desk: the same columns, filters, orders and pages."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlencode

from flask import request

from connector.errors import OutOfScope
from connector.steps.lists.every import LISTINGS
from connector.steps.lists.finding import find
from connector.steps.lists.listing import Asked, Listing, read_key
from connector.web.api.blueprint import route
from connector.web.api.guard import sees_people
from connector.web.api.speaking import telling
from connector.web.page import cop
from schemas.api_asked import list_schema
from schemas.api_shapes import page_shape

Row = Any


def nobody(row: Row) -> Row:
    """Who it is, is told by an account's key only."""
    hidden = {key: None for key in ("name", "nip") if hasattr(row, key)}
    return replace(row, **hidden)


def no_user(row: Row) -> Row:
    return nobody(row) if row.kind == "user" else row


@dataclass(frozen=True)
class Told:
    """How a list is told to clients."""

    scope: str
    hide: Callable[[Row], Row] | None = None
    """For clients that may not see who people are; they cannot search it by words either, which reach names."""


TOLD: dict[str, Told] = {
    "audit": Told("read:admin"),
    "clients": Told("read:admin"),
    "communities": Told("read:activity"),
    "contributions": Told("read:activity", nobody),
    "events": Told("read:activity"),
    "facts": Told("read:activity", no_user),
    "flags": Told("read:credits", nobody),
    "manual": Told("read:credits", nobody),
    "mappings": Told("read:activity"),
    "messages": Told("read:admin"),
    "people": Told("read:people"),
    "records": Told("read:credits", nobody),
    "runs": Told("read:admin"),
    "sessions": Told("read:activity"),
    "users": Told("read:admin", nobody),
}


def serve(
    listing: Listing[Any], told: Told, path: str = "", of: Callable[..., Listing[Any]] | None = None
) -> None:
    """``of``: the list that belongs to what the path names, in the form of ``listing``; without: ``listing`` itself."""

    def view(asked: Mapping[str, Any], **named: Any) -> Any:
        return _page(of(**named) if of else listing, told, asked)

    view.__name__, view.__doc__ = listing.name, f"The list of {listing.name.replace('_', ' ')}."
    failures = (404,) if of else ()
    where, answers = path or f"/{listing.name}", page_shape(listing.row)
    route(where, told.scope, answers, *failures, query=_asked(listing))(view)


def _asked(listing: Listing[Any]) -> Any:
    return list_schema(
        listing.name,
        [one.name for one in listing.sorts],
        {one.name: _can_be(one.where) for one in listing.filters},
        lambda sort, text: read_key(listing.sort(sort), text) is not None,
        words=listing.words is not None,
    )


def _can_be(where: Callable[[str], Any]) -> Callable[[str], bool]:
    return lambda value: where(value) is not None


def _page(listing: Listing[Any], told: Told, asked: Mapping[str, Any]) -> Any:
    hide = None if told.hide is None or sees_people() else told.hide
    if hide and "q" in asked:
        raise OutOfScope("words are looked for in names, too, which needs the scope read:people")
    with telling() as teller:
        wanted = Asked(
            words=asked.get("q", ""),
            chosen={one.name: asked[one.name] for one in listing.filters if one.name in asked},
            sort=asked["sort"],
            after=asked.get("after", ""),
            limit=asked["limit"],
        )
        found = find(listing, teller, cop().inbox, wanted)
        rows = listing.plain(teller, found.rows)
    onward = f"{request.path}?{urlencode({**asked, 'after': found.next})}" if found.next else None
    answer = {
        "items": [hide(row) for row in rows] if hide else rows,
        "next": onward,
        "partial": found.reached,
    }
    return answer, 200, {"Link": f'<{onward}>; rel="next"'} if onward else {}


for _name, _told in TOLD.items():
    serve(LISTINGS[_name], _told)
