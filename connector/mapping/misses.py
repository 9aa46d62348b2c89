"""Why a rule does not match a post: what it needs and what the post has, to be told in words."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from connector.domain.credit import Nothing
from connector.domain.facts import Fact
from connector.domain.rules import ContributionRule, PostMatch, fold


class Miss(NamedTuple):
    rule: str
    """Key of the contribution rule."""
    why: str
    """not_first, not_reply, too_few_words, too_many_words, subject, tags, other_forum."""
    needs: str
    has: str


def why_not(rule: ContributionRule, fact: Fact) -> Miss | None:
    """The first thing in which this post differs from what the rule wants; the forum is known to fit."""
    wanted, data = rule.is_, fact.data
    if wanted.post != "any" and (wanted.post == "reply") != bool(data.get("parent")):
        has = "reply" if data.get("parent") else "first"
        return Miss(rule.key, f"not_{wanted.post.value}", wanted.post.value, has)
    words = data.get("words") or 0
    if words < wanted.at_least:
        return Miss(rule.key, "too_few_words", str(wanted.at_least), str(words))
    if wanted.at_most is not None and words > wanted.at_most:
        return Miss(rule.key, "too_many_words", str(wanted.at_most), str(words))
    return _words_of_its_own(rule.key, wanted, fact) if wanted.subject or wanted.tags else None


def _words_of_its_own(key: str, wanted: PostMatch, fact: Fact) -> Miss | None:
    subject, tags = fact.data.get("subject") or "", fact.data.get("tags") or ()
    if wanted.subject is not None and not wanted.subject.matches(subject):
        return Miss(key, "subject", str(wanted.subject), subject)
    if wanted.tags and wanted.tags.isdisjoint(fold(tag) for tag in tags):
        return Miss(key, "tags", " / ".join(sorted(wanted.tags)), " / ".join(tags))
    return None


def told(misses: Iterable[Miss]) -> tuple[tuple[str, str], ...]:
    """As the details of a ``no_rule``: rule, why, needs, has – over and over, in the document's order."""
    return tuple(pair for miss in misses for pair in zip(Miss._fields, miss, strict=True))


def misses(nothing: Nothing) -> list[Miss]:
    """The other way: what a ``no_rule`` tells of each rule that came near."""
    values = [value for _, value in nothing.details] if nothing.reason == "no_rule" else []
    return [Miss(*values[start : start + 4]) for start in range(0, len(values), 4)]
