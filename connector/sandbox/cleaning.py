"""What Moodle leaves of a text's HTML: as observed on a live site, not its whole filter.

Classes, titles and links survive every path. Comments, scripts, styles and `data-*` never do; ids survive when a
post is added and are lost when it is updated.
"""

from __future__ import annotations

from html import escape
from html.parser import HTMLParser

_REMOVED = {"script", "style"}


def cleaned(html: str, *, keep_ids: bool) -> str:
    cleaner = _Cleaner(keep_ids=keep_ids)
    cleaner.feed(html)
    cleaner.close()
    return "".join(cleaner.parts)


class _Cleaner(HTMLParser):
    def __init__(self, *, keep_ids: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.parts: list[str] = []
        self._keep_ids = keep_ids
        self._inside = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._inside += tag in _REMOVED
        if self._inside:
            return
        kept = [(name, value) for name, value in attrs if self._keeps(name)]
        if kept == attrs:
            self.parts.append(self.get_starttag_text() or "")
        else:
            told = "".join(f' {name}="{escape(value or "")}"' for name, value in kept)
            self.parts.append(f"<{tag}{told}>")

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag not in _REMOVED:
            self.handle_starttag(tag, attrs)

    def handle_endtag(self, tag: str) -> None:
        if not self._inside:
            self.parts.append(f"</{tag}>")
        self._inside -= tag in _REMOVED and self._inside > 0

    def handle_data(self, data: str) -> None:
        if not self._inside:
            self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def _keeps(self, name: str) -> bool:
        if name.startswith(("data-", "on")) or name == "style":
            return False
        return self._keep_ids or name != "id"
