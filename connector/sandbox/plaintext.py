"""Between a post's HTML, what the pages show of it, and the plain text that they take."""

from __future__ import annotations

import re
from html import escape
from html.parser import HTMLParser

from markupsafe import Markup

_BLOCKS = {"p", "div", "ul", "ol", "li", "br", "blockquote", "h1", "h2", "h3", "h4", "tr"}
_UNSEEN = {"script", "style"}


class _Text(HTMLParser):
    """Keeps the text, with a line break where a block begins or ends; drops what is never shown."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self._unseen += tag in _UNSEEN
        if tag in _BLOCKS:
            self.parts.append("\n" if tag in ("br", "li", "tr") else "\n\n")
        if tag == "li":
            self.parts.append("• ")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag in _BLOCKS - {"li", "br"}:
            self.parts.append("\n\n")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(data)


def to_text(html: str) -> str:
    parser = _Text()
    parser.feed(html)
    parser.close()
    return re.sub(r"\n{3,}", "\n\n", "".join(parser.parts)).strip()


_SHOWN = {"p", "br", "ul", "ol", "li", "h4", "h5", "h6", "strong", "b", "em", "i", "small", "blockquote"}


class _Shown(HTMLParser):
    """Keeps text, paragraphs, lists, headings and links; nothing else of a post's marks reaches a page."""

    def __init__(self) -> None:
        super().__init__()
        self.parts: list[str] = []
        self._unseen = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self._unseen += tag in _UNSEEN
        address = dict(attrs).get("href") or ""
        if tag == "a" and address.startswith(("http://", "https://")):
            self.parts.append(f'<a href="{escape(address)}">')
        elif tag == "a":
            self.parts.append("<a>")
        elif tag in _SHOWN:
            self.parts.append(f"<{tag}>")

    def handle_endtag(self, tag: str) -> None:
        self._unseen -= tag in _UNSEEN and self._unseen > 0
        if tag == "a" or (tag in _SHOWN and tag != "br"):
            self.parts.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if not self._unseen:
            self.parts.append(escape(data))


def to_shown(html: str) -> Markup:
    parser = _Shown()
    parser.feed(html)
    parser.close()
    return Markup("".join(parser.parts))  # noqa: S704 - escaped above, tags from a list of ours


def to_html(text: str) -> str:
    """Paragraphs of escaped text, as Moodle's editor would send them."""
    paragraphs = [part.strip() for part in re.split(r"\n\s*\n", text.replace("\r\n", "\n"))]
    return "".join(
        f"<p>{escape(part, quote=False).replace(chr(10), '<br>')}</p>" for part in paragraphs if part
    )
