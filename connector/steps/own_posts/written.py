"""A post of ours, ready to be shown, and the marks by which it is found again and told from a moderator's."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape

from connector.lms.writing import SUBJECT_LENGTH
from connector.steps.context import Context
from connector.summary.page import Line, Page, html, plain
from connector.summary.phrases import PHRASES
from connector.summary.port import Language, Refused
from connector.texts import say


@dataclass(frozen=True, slots=True)
class Written:
    subject: str = field(repr=False)
    html: str = field(repr=False)
    plain: str = field(repr=False)
    cited: tuple[int, ...] = ()
    """Posts whose change makes it untrue."""
    reword: Callable[[], Written | Refused] | None = field(default=None, repr=False, compare=False)
    """Asks a language model to say the same in its words, where there is one."""


def written(page: Page, cited: tuple[int, ...] = ()) -> Written:
    return Written(page.title[:SUBJECT_LENGTH], html(page), plain(page), cited)


def withdrawn(language: str, word: str, key: str) -> Written:
    """What stands in place of a post whose grounds no longer bear it: no quotation, not even a subject."""
    spoken = Language(language) if language in set(Language) else Language.ID
    title = f"{PHRASES[spoken][word]} #{slug(key)}"
    page = Page(slug(key), title, [], [Line(say(spoken, "own-post-withdrawn"))])
    return Written(title, html(page), "")


def slug(key: str) -> str:
    """Part of a class: ``31`` for ``discussion:31``, ``week-analis-2026-w47`` for ``week:analis/2026-W47``."""
    short = key.removeprefix("discussion:").lower()
    return re.sub(r"[^a-z0-9]+", "-", short).strip("-")


def marker_of(key: str) -> str:
    """The class by which our post is found again."""
    return f"cop-ringkasan-{slug(key)}"


def discussion_url(context: Context, source: str, discussion: int) -> str:
    return f"{context.addresses[source]}/mod/forum/discuss.php?d={discussion}"


def text_digest(html: str) -> str:
    """Of the visible text, white space apart, with the line about a moderator's edit.

    Addresses and tags are left out: Moodle's filters add links and rewrite tags of their own accord.
    """
    text = "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
    return sha256(text.encode()).hexdigest()[:32]


def mark(text: str, made_from: str) -> str:
    """What is remembered of a text of ours: its digest, and that of what it was made from ("" = nothing)."""
    return f"{text} {made_from}"


def has_edit_line(html: str) -> bool:
    """Whether Moodle noted that somebody else changed the text on the web."""
    return re.search(r'<span[^>]*class="[^"]*\bedited\b', html) is not None
