"""A summary in a language model's words: asked for once, and shown only if the posts bear it out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from connector.errors import NotPhrased
from connector.lms.port import OwnPost
from connector.models.own_posts import OwnPostRow
from connector.phrasing.chat import Chat
from connector.steps.own_posts.kind import Order
from connector.steps.own_posts.written import Written, mark, text_digest, written
from connector.summary.checked import checked, one_sided
from connector.summary.port import Phrasing, Post, Refused, Summary
from connector.summary.prompt import MOST_CHARS, instructions, material
from connector.summary.render import Frame, phrasing_page


def reworded(model: Chat, posts: Sequence[Post], found: Summary, frame: Frame) -> Written | Refused:
    """``posts``: those that ``found`` was made from. Whatever goes wrong is a reason, never an error."""
    told = material(posts)
    if len(told) > MOST_CHARS:
        return Refused("thread_too_long")
    try:
        text = model.answer(instructions(found.language), told)
    except NotPhrased as error:
        return Refused(error.word)
    phrasing = checked(text, posts, found.language)
    return phrasing if isinstance(phrasing, Refused) else _page(phrasing, found, frame)


def _page(phrasing: Phrasing, found: Summary, frame: Frame) -> Written | Refused:
    if one_sided(phrasing, found):
        return Refused("one_sided")
    try:
        return written(phrasing_page(phrasing, found, frame), phrasing.cited)
    except ValueError:
        return Refused("too_long")


def worded(row: OwnPostRow, order: Order, text: Written) -> tuple[Written, dict[str, str]]:
    """The text to be shown, and what the message's answer says of it.

    A model never says the same twice: for one state of a discussion it is asked once, so that a later try or look
    cannot make a second text.
    """
    if text.reword is None:
        return text, {}
    if any(each.endswith(mark("", order.digest)) for each in row.ours):
        return text, {"phrased": "asked_before"}
    told = text.reword()
    return (text, {"phrased": told.reason}) if isinstance(told, Refused) else (told, {"phrased": "ok"})


def as_it_stands(row: OwnPostRow, order: Order, post: OwnPost | None, text: Written) -> Written:
    """What stands there, if we wrote it from this very state of the discussion, whoever worded it."""
    if post is None or text.reword is None:
        return text
    if mark(text_digest(post.html), order.digest) not in row.ours:
        return text
    # Which posts it names was not noted if its outcome was unknown: then a change in any of them matters.
    cited = tuple(int(each) for each in order.modified)
    return replace(text, subject=post.subject, html=post.html, cited=cited)
