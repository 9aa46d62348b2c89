"""Small safe pieces of HTML: text is always escaped, addresses are http(s) only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from html import escape
from re import fullmatch

MOST_BYTES = 30_000
"""Of one post: far below what any form or mail on the way cuts."""


@dataclass(frozen=True, slots=True)
class Line:
    """A piece of text and where it stands."""

    text: str
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Section:
    heading: str
    lines: Sequence[Line]


@dataclass(frozen=True, slots=True)
class Page:
    """What a renderer says, before it is HTML or plain text."""

    key: str
    """Part of the class by which the post is found again: small letters, digits, hyphens."""
    title: str
    sections: Sequence[Section]
    foot: Sequence[Line]


def link(line: Line) -> str:
    if line.url is None:
        return escape(line.text)
    if not line.url.startswith(("https://", "http://")):
        raise ValueError("only http and https addresses are linked")
    return f'<a href="{escape(line.url)}">{escape(line.text)}</a>'


def html(page: Page) -> str:
    """In a block whose class survives every editor; the same page always gives the same bytes."""
    if not fullmatch(r"[a-z0-9][a-z0-9-]*", page.key):
        raise ValueError("a key is of small letters, digits and hyphens")
    body = "".join(
        f"<h5>{escape(part.heading)}</h5>{_list(part.lines)}" for part in page.sections if part.lines
    )
    foot = " ".join(link(line) for line in page.foot)
    opening = f'<div class="cop-ringkasan cop-ringkasan-{page.key}"><h4>{escape(page.title)}</h4>'
    return f"{opening}{body}<p><small>{foot}</small></p></div>"


def plain(page: Page) -> str:
    return (
        "\n".join([page.title, *_plain_sections(page.sections), "", *(_plain(line) for line in page.foot)])
        + "\n"
    )


def size(page: Page) -> int:
    return len(html(page).encode())


def _list(lines: Iterable[Line]) -> str:
    return "<ul>" + "".join(f"<li>{link(line)}</li>" for line in lines) + "</ul>"


def _plain_sections(sections: Iterable[Section]) -> Iterator[str]:
    for part in sections:
        if part.lines:
            yield from ("", part.heading, *(f"- {_plain(line)}" for line in part.lines))


def _plain(line: Line) -> str:
    return line.text if line.url is None else f"{line.text} <{line.url}>"
