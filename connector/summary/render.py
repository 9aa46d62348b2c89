"""A summary, or a checked phrasing of it → a page for the LMS."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from connector.summary.page import MOST_BYTES, Line, Page, Section, html, plain, size
from connector.summary.phrases import HEADINGS, PHRASES
from connector.summary.port import Item, Part, Phrasing, Summary


@dataclass(frozen=True, slots=True)
class Frame:
    """Where a summary belongs."""

    key: str
    discussion_url: str
    """…/mod/forum/discuss.php?d=12"""
    object_url: str
    """Where a member who disagrees is heard."""
    title: str = ""
    """The discussion's subject."""


def summary_html(summary: Summary, frame: Frame, most: int = MOST_BYTES) -> str:
    return html(summary_page(summary, frame, most))


def summary_text(summary: Summary, frame: Frame, most: int = MOST_BYTES) -> str:
    return plain(summary_page(summary, frame, most))


def phrasing_html(phrasing: Phrasing, summary: Summary, frame: Frame) -> str:
    return html(phrasing_page(phrasing, summary, frame))


def phrasing_page(phrasing: Phrasing, summary: Summary, frame: Frame) -> Page:
    """Raises ValueError if it is too long to be shown; the summary itself is then shown instead."""
    said = [Line(each.text, post_url(frame, each.posts[0])) for each in phrasing.sentences]
    page = replace(summary_page(summary, frame, MOST_BYTES), sections=[Section(_title(summary, frame), said)])
    if size(page) > MOST_BYTES:
        raise ValueError("the phrasing is too long")
    return replace(page, foot=_foot(summary, frame, phrasing.cited, "phrased"))


def summary_page(summary: Summary, frame: Frame, most: int = MOST_BYTES) -> Page:
    """Where it grows too long the weakest sentences are dropped, never cut."""
    items = list(summary.items)
    page = _page(summary, frame, items)
    while size(page) > most and items:
        items.remove(min(items, key=lambda item: item.score))
        page = _page(summary, frame, items)
    return page


def post_url(frame: Frame, post: int) -> str:
    return f"{frame.discussion_url}#p{post}"


def _page(summary: Summary, frame: Frame, items: Sequence[Item]) -> Page:
    headings = HEADINGS[summary.language]
    sections = [Section(headings[part], _lines(items, part, frame)) for part in Part]
    cited = sorted({item.post for item in items})
    return Page(frame.key, _title(summary, frame), sections, _foot(summary, frame, cited, "quoted"))


def _title(summary: Summary, frame: Frame) -> str:
    name = PHRASES[summary.language]["summary"]
    return f"{name}: {frame.title}" if frame.title else name


def _lines(items: Sequence[Item], part: Part, frame: Frame) -> list[Line]:
    return [Line(item.text, post_url(frame, item.post)) for item in items if item.part is part]


def _foot(summary: Summary, frame: Frame, cited: Sequence[int], how: str) -> list[Line]:
    phrases = PHRASES[summary.language]
    posts = [Line(f"#{post}", post_url(frame, post)) for post in cited]
    ending = [Line(phrases[how]), Line(phrases["object"], frame.object_url)]
    return [Line(f"{phrases['made']}:"), *posts, *ending]
