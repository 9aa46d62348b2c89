"""Why a rule does not match a post: what it needs and what the post has, to be told in words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Any, NamedTuple

from connector.domain.credit import Nothing
from connector.domain.facts import Fact
from connector.domain.matching import fold
from connector.domain.rules import EntryMatch, PostMatch


class Miss(NamedTuple):
    rule: str
    """Key of the contribution rule."""
    why: str
    """not_first, not_reply, too_few_words, too_many_words, subject, tags, rated, own_discussion, other_forum;
    of entries too_few_words, too_many_words, not_approved, other_activity."""
    needs: str
    has: str


def why_not(key: str, wanted: PostMatch, fact: Fact, others: bool = True) -> Miss | None:
    """The first thing in which this post differs from what the rule wants; the forum is known to fit.

    ``others``: whether somebody else began its discussion.
    """
    data = fact.data
    if wanted.post != "any" and (wanted.post == "reply") != bool(data.get("parent")):
        has = "reply" if data.get("parent") else "first"
        return Miss(key, f"not_{wanted.post.value}", wanted.post.value, has)
    return (
        _length(key, wanted, data)
        or _words_of_its_own(key, wanted, fact)
        or _standing(key, wanted, data, others)
    )


def _length(key: str, wanted: PostMatch | EntryMatch, data: Mapping[str, Any]) -> Miss | None:
    words = data.get("words") or 0
    if words < wanted.at_least:
        return Miss(key, "too_few_words", str(wanted.at_least), str(words))
    if wanted.at_most is not None and words > wanted.at_most:
        return Miss(key, "too_many_words", str(wanted.at_most), str(words))
    return None


def _words_of_its_own(key: str, wanted: PostMatch, fact: Fact) -> Miss | None:
    if wanted.subject is None and not wanted.tags:
        return None
    subject, tags = fact.data.get("subject") or "", fact.data.get("tags") or ()
    if wanted.subject is not None and not wanted.subject.matches(subject):
        return Miss(key, "subject", str(wanted.subject), subject)
    if wanted.tags and wanted.tags.isdisjoint(fold(tag) for tag in tags):
        return Miss(key, "tags", " / ".join(sorted(wanted.tags)), " / ".join(tags))
    return None


def _standing(key: str, wanted: PostMatch, data: Mapping[str, Any], others: bool) -> Miss | None:
    if wanted.rated is not None and not wanted.rated.matches(rating := data.get("rating")):
        has = f"{rating.get('aggregate') or 0} ({rating.get('count') or 0}×)" if rating else ""
        return Miss(key, "rated", str(wanted.rated), has)
    if wanted.answers_other and not others:
        return Miss(key, "own_discussion", "", "")
    return None


def why_no_entry(key: str, wanted: EntryMatch, fact: Fact, name: str) -> Miss | None:
    """The same of an entry; ``name``: of the glossary, wiki or database that it stands in."""
    if wanted.entry.fact_kind != fact.kind or (wanted.name is not None and not wanted.name.matches(name)):
        return Miss(
            key, "other_activity", ", ".join(filter(None, (wanted.entry, str(wanted.name or "")))), name
        )
    if wanted.approved and not fact.data.get("approved"):
        return Miss(key, "not_approved", "", "")
    return _length(key, wanted, fact.data)


@lru_cache(1024)
def told(misses: tuple[Miss, ...]) -> tuple[tuple[str, str], ...]:
    """As the details of a ``no_rule``: rule, why, needs, has – over and over, in the document's order."""
    return tuple(chain.from_iterable(zip(Miss._fields, miss, strict=True) for miss in misses))


def misses(nothing: Nothing) -> list[Miss]:
    """The other way: what a ``no_rule`` tells of each rule that came near."""
    values = [value for _, value in nothing.details] if nothing.reason == "no_rule" else []
    return [Miss(*values[start : start + 4]) for start in range(0, len(values), 4)]
