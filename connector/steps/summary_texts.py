"""The texts of a discussion, read now → its page, or why there is none. Nothing of it is kept."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from hashlib import sha256
from html import unescape

from connector.errors import Gone
from connector.lms.port import Texts
from connector.lms.writing import SUBJECT_LENGTH
from connector.steps.context import Context
from connector.steps.summary_orders import Order
from connector.summary.page import Line, Page, html
from connector.summary.phrases import PHRASES
from connector.summary.port import Language, Post, Silence, Summary
from connector.summary.render import Frame, summary_html, summary_text
from connector.summary.summarise import summarise
from connector.texts import say


@dataclass(frozen=True, slots=True)
class Written:
    """A summary, ready to be shown."""

    subject: str = field(repr=False)
    html: str = field(repr=False)
    plain: str = field(repr=False)
    cited: tuple[int, ...] = ()


def read_and_write(context: Context, order: Order) -> Written | Silence:
    """Reads the discussion; may raise whatever the LMS's reading raises, but for what is gone."""
    try:
        texts = context.sources[order.source].texts(order.discussion)
    except Gone:
        return Silence("gone")
    if not texts.open_to_all(context.now()):
        return Silence("not_for_all")
    found = summarise(
        posts_of(texts, order),
        language=_language(order),
        experts=order.experts,
        service_accounts=order.service_accounts,
    )
    return found if isinstance(found, Silence) else _written(context, order, texts, found)


def posts_of(texts: Texts, order: Order) -> list[Post]:
    ratings = order.ratings
    return [
        Post(
            id=text.id,
            author=text.author,
            author_is_expert=text.author in order.experts,
            time=text.time,
            parent=text.parent,
            subject=text.subject,
            html=text.html,
            private=text.private,
            ratings=ratings.get(text.id, 0),
        )
        for text in texts.posts
    ]


def _language(order: Order) -> Language | None:
    return Language(order.rule.language) if order.rule.language in set(Language) else None


def _written(context: Context, order: Order, texts: Texts, found: Summary) -> Written:
    # An objection is heard where the quoted words stand: a page of our own would not be seen by their authors.
    url = discussion_url(context, order.source, order.discussion)
    frame = Frame(key_of(order.discussion), url, url, texts.name)
    subject = f"{PHRASES[found.language]['summary']}: {texts.name}"[:SUBJECT_LENGTH]
    return Written(subject, summary_html(found, frame), summary_text(found, frame), found.cited)


def withdrawn(order_language: str, discussion: int) -> Written:
    """What stands in place of a summary whose posts no longer bear it: no quotation, not even the subject."""
    language = order_language if order_language in set(Language) else "id"
    subject = f"{PHRASES[Language(language)]['summary']} #{discussion}"
    page = Page(key_of(discussion), subject, [], [Line(say(language, "summary-withdrawn"))])
    return Written(subject, html(page), "")


def discussion_url(context: Context, source: str, discussion: int) -> str:
    return f"{context.addresses[source]}/mod/forum/discuss.php?d={discussion}"


def key_of(discussion: int) -> str:
    return str(discussion)


def marker_of(discussion: int) -> str:
    """The class by which our post is found again."""
    return f"cop-ringkasan-{key_of(discussion)}"


def text_digest(html: str) -> str:
    """Of the visible text, white space apart, with the line about a moderator's edit.

    Addresses and tags are left out: Moodle's filters add links and rewrite tags of their own accord.
    """
    text = "".join(unescape(re.sub(r"<[^>]*>", "", html)).split())
    return sha256(text.encode()).hexdigest()[:32]


def has_edit_line(html: str) -> bool:
    """Whether Moodle noted that somebody else changed the text on the web."""
    return re.search(r'<span[^>]*class="[^"]*\bedited\b', html) is not None
