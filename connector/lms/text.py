"""How much somebody wrote: words and characters of a post, without what they only quoted."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import NamedTuple

_LEFT_OUT = frozenset({"blockquote", "script", "style"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "del", "dfn", "em", "font", "i", "ins", "kbd"}
    | {"mark", "q", "s", "samp", "small", "span", "strike", "strong", "sub", "sup", "tt", "u", "var", "wbr"}
)
"""Tags that may stand inside a word; every other one parts words."""

_BETWEEN_WORDS = re.compile(r"[\s—…\u200b]+")
_KEYCAP = re.compile(r"[0-9#*]\ufe0f?\u20e3")
"""The emoji that contain a digit."""


class Size(NamedTuple):
    words: int
    chars: int
    """Characters that are not white space."""


def size(html: str) -> Size:
    """Words as a reader counts: ``rekan-rekan`` and an address are one, an emoji or a lone dash is none."""
    text = _KEYCAP.sub("", visible(html)).replace("\u00ad", "")
    tokens = _BETWEEN_WORDS.split(text)
    return Size(
        words=sum(any(char.isalnum() for char in token) for token in tokens),
        chars=sum(not char.isspace() for char in text),
    )


def carries(html: str, marker: str) -> bool:
    """Whether a block of the text has the class ``marker``, not counting what is quoted.

    A class is what survives an update and a moderator's edit; ids, comments and ``data-*`` are lost.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return marker in reader.classes


def visible(html: str) -> str:
    """What the author wrote, as text: no quotes, no scripts, no line about a moderator's edit."""
    reader = _Reader()
    reader.feed(html)
    reader.close()
    return "".join(reader.pieces)


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self.classes: set[str] = set()
        self._skipped = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth:
            self._depth += tag == self._skipped
        elif tag in _LEFT_OUT or _is_edited_line(tag, attrs):
            self._skipped, self._depth = tag, 1
        if not self._depth:
            self.classes.update((dict(attrs).get("class") or "").split())
        if tag not in _INLINE:
            self.pieces.append("\n")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        if tag not in _INLINE:
            self.pieces.append("\n")

    def handle_endtag(self, tag: str) -> None:
        if self._depth:
            self._depth -= tag == self._skipped
        if tag not in _INLINE:
            self.pieces.append("\n")

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self.pieces.append(data)

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """Word's ``<![…]>``: the library's own reading raises AssertionError at unknown ones."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1


def _is_edited_line(tag: str, attrs: list[tuple[str, str | None]]) -> bool:
    """``<span class="edited">(Edited by …)``, which Moodle appends when a moderator edits a post."""
    classes = dict(attrs).get("class") or ""
    return tag == "span" and "edited" in classes.split()
