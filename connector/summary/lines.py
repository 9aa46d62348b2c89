"""HTML of a post → its lines: without quotes, scripts, moderators' notes, mail headers and what is signed."""

from __future__ import annotations

import re
from html.parser import HTMLParser

_LEFT_OUT = frozenset({"blockquote", "script", "style", "pre", "del", "s"})
_INLINE = frozenset(
    {"a", "abbr", "b", "bdi", "bdo", "big", "cite", "code", "dfn", "em", "font", "i", "ins", "kbd", "img"}
    | {"mark", "q", "samp", "small", "span", "strong", "sub", "sup", "tt", "u", "var", "wbr"}
)
_BREAK = "\v"
"""A ``<br>``: the end of a line only if the next one looks like a new beginning."""

_BULLET = re.compile(r"^(?:[-–•*·▪]|\d{1,2}[.)]|[a-h][.)])\s+")
_ATTRIBUTION = re.compile(r"^(?:on|pada|kutipan dari|quoting)\b.{0,80}\b(?:wrote|menulis|said)\s*:?$", re.I)
_SOFT = re.compile(r"(?<![.!?:,;])[ ]?\v[ ]?(?=[a-z])")
_CLOSING = re.compile(
    r"^(?:(?:hormat|salam)\b.{0,20}|(?:kind |best |warm )?regards|best(?: wishes)?|cheers|sincerely"
    r"|wassalam\b.*)[,.]?$",
    re.I,
)


def lines(html: str) -> list[str]:
    """What the author wrote here and now, line by line; a list item is a line.

    Who begins without a capital writes without them: then a small letter does not mean that the line goes on.
    """
    reader = _Reader()
    reader.feed(html)
    reader.close()
    text = re.sub(r"[^\S\v\n]+", " ", "".join(reader.pieces)).strip()
    if not text[:1].islower():
        text = _SOFT.sub(" ", text)
    found = [line.strip() for line in re.split(r"[\n\v]+", text)]
    kept = [line for line in found if line and line[0] != ">" and not _ATTRIBUTION.match(line)]
    return [_BULLET.sub("", line) for line in _unsigned(kept)]


def _unsigned(found: list[str]) -> list[str]:
    """Up to the signature: a line of dashes, or a closing with at most five short lines after it."""
    for number, line in enumerate(found):
        if re.fullmatch(r"[-–—_]{2,}", line):
            return found[:number]
        short = number >= len(found) - 6 and all(len(each.split()) <= 6 for each in found[number + 1 :])
        if short and _CLOSING.match(line):
            return found[:number]
    return found


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.pieces: list[str] = []
        self._skipped = ""
        self._depth = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if self._depth:
            self._depth += tag == self._skipped
        elif tag in _LEFT_OUT or (tag == "span" and "edited" in (dict(attrs).get("class") or "").split()):
            self._skipped, self._depth = tag, 1
        self._part(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._part(tag)

    def handle_endtag(self, tag: str) -> None:
        if self._depth:
            self._depth -= tag == self._skipped
        if tag != "br":
            self._part(tag)

    def handle_data(self, data: str) -> None:
        if not self._depth:
            self.pieces.append(re.sub(r"\s+", " ", data))

    def _part(self, tag: str) -> None:
        if tag not in _INLINE:
            self.pieces.append(_BREAK if tag == "br" else "\n")

    def parse_marked_section(self, i: int, report: int = 1) -> int:  # noqa: ARG002
        """Word's ``<![…]>``: the library's own reading raises AssertionError at unknown ones."""
        end = self.rawdata.find(">", i)
        return end + 1 if end >= 0 else -1
