"""A list as a page shows it: what was asked for, what can be chosen, the rows, and the same as CSV."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from flask import Response, request
from flask.typing import ResponseReturnValue

from connector.steps.lists.finding import find
from connector.steps.lists.listing import Asked, Choice, Found, Listing
from connector.steps.lists.sheet import sheet
from connector.steps.telling import Teller
from connector.web.page import PAGE, cop, language, render, say, telling
from connector.web.user import me


@dataclass(frozen=True)
class Choosing:
    """A field of the form above a list."""

    name: str
    label: str
    value: str
    choices: Sequence[Choice]
    """Empty: it is typed."""


@dataclass(frozen=True)
class Shown:
    listing: Listing[Any]
    asked: Asked
    found: Found
    choosing: Sequence[Choosing]
    sorts: Sequence[Choice]
    path: str

    @property
    def query(self) -> dict[str, str]:
        """What was asked for but where it begins, as an address has it."""
        usual = self.listing.sorts[0].name
        told = {"q": self.asked.words, **self.asked.chosen}
        told["sort"] = "" if self.asked.sort == usual else self.asked.sort
        return {key: value for key, value in told.items() if value}


def asked_now(listing: Listing[Any], **instead: Any) -> Asked:
    """What the address of this request asks for, within what the user may see."""
    user = me()
    asked = listing.asked(request.args, PAGE, user.communities if user else ())
    return replace(asked, **instead)


def found_now(listing: Listing[Any], teller: Teller, asked: Asked) -> Found:
    return find(listing, teller, cop().inbox, asked)


def listed(
    listing: Listing[Any],
    template: str,
    values: Callable[[Teller, Found], Mapping[str, Any]],
    usual: Mapping[str, str] | None = None,
) -> ResponseReturnValue:
    """The page of a list, or with ``?format=csv`` all of it; ``usual`` is chosen while nothing is asked for."""
    asked = asked_now(listing) if request.args or not usual else asked_now(listing, chosen=usual)
    if request.args.get("format") == "csv":
        return _download(listing, asked)
    with telling() as teller:
        found = found_now(listing, teller, asked)
        return render(template, list=_shown(listing, teller, asked, found), **values(teller, found))


def _shown(listing: Listing[Any], teller: Teller, asked: Asked, found: Found) -> Shown:
    choosing = [
        Choosing(
            one.name,
            say(f"list-filter-{one.name}"),
            asked.chosen.get(one.name, ""),
            _with(one.values(teller), asked.chosen.get(one.name, "")) if one.values else (),
        )
        for one in listing.filters
    ]
    sorts = [(one.name, say(f"list-sort-{one.name}")) for one in listing.sorts]
    return Shown(listing, asked, found, choosing, sorts, request.path)


def _with(choices: Sequence[Choice], value: str) -> Sequence[Choice]:
    """Also what was chosen though nobody names it any more."""
    return choices if not value or value in dict(choices) else [*choices, (value, value)]


def _download(listing: Listing[Any], asked: Asked) -> Response:
    speaks, serving = language(), cop()
    lines = sheet(serving.context, serving.inbox, listing, replace(asked, after=""), speaks)
    answer = Response(_encoded(lines), content_type="text/csv; charset=utf-8")
    answer.headers["Content-Disposition"] = f'attachment; filename="{listing.name}.csv"'
    return answer


def _encoded(lines: Iterator[str]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf"  # or a spreadsheet would not take it for UTF-8
    for text in lines:
        yield text.encode()
