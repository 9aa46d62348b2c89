"""The one function: the posts of a discussion → its summary, or why there is none."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from connector.summary.choose import chosen
from connector.summary.language import language_of
from connector.summary.lines import lines
from connector.summary.port import Item, Language, Part, Post, Silence, Summary, readable
from connector.summary.thread import Thread

FEWEST_POSTS = 3
FEWEST_WORDS = 60


def summarise(
    posts: Iterable[Post],
    *,
    language: Language | None = None,
    experts: frozenset[int] = frozenset(),
    service_accounts: frozenset[int] = frozenset(),
) -> Summary | Silence:
    """``experts`` are author ids beside those marked in the posts; the language is found if not given."""
    seen = [_known(post, experts) for post in readable(posts, service_accounts)]
    read = tuple(post.id for post in seen)
    told = {post.id: lines(post.html) for post in seen}
    texts = [" ".join(found) for found in told.values()]
    if reason := _too_little(seen, texts):
        return Silence(reason, read)
    spoken = language or language_of(texts)
    items = tuple(chosen(Thread(seen, told, spoken)))
    return Summary(spoken, items, read) if _tells(items) else Silence("nothing_clear", read)


def _known(post: Post, experts: frozenset[int]) -> Post:
    return replace(post, author_is_expert=post.author_is_expert or post.author in experts)


def _too_little(posts: Sequence[Post], texts: Sequence[str]) -> str | None:
    if posts and all(post.parent is not None for post in posts):
        return "opening_not_for_all"
    if len(posts) < FEWEST_POSTS:
        return "too_few_posts"
    return "too_few_words" if sum(len(text.split()) for text in texts) < FEWEST_WORDS else None


def _tells(items: Sequence[Item]) -> bool:
    """A problem alone is no news; there must be something beside it."""
    return any(item.part is not Part.PROBLEM for item in items)
