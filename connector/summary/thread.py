"""A discussion: who asked, who answered whom, who was thanked, who was corrected."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from connector.summary.cue_tables import CUES
from connector.summary.cues import Cues
from connector.summary.port import Language, Post
from connector.summary.said import Said, said_in
from connector.summary.words import content, shared


@dataclass(frozen=True)
class Thread:
    """Made from what every reader may see, by time; the first post opens it."""

    posts: Sequence[Post]
    lines: Mapping[int, Sequence[str]]
    """Post id → its lines."""
    language: Language

    @cached_property
    def cues(self) -> Cues:
        return CUES[self.language]

    @cached_property
    def root(self) -> Post:
        return next(post for post in self.posts if post.parent is None)

    @cached_property
    def said(self) -> dict[int, list[Said]]:
        """Post id → its sentences."""
        return {post.id: said_in(post, self.lines[post.id], self.language, self.cues) for post in self.posts}

    @cached_property
    def sentences(self) -> list[Said]:
        return [each for post in self.posts for each in self.said[post.id]]

    @cached_property
    def subject(self) -> frozenset[str]:
        """What the discussion is about: the stems of its title and its opening post."""
        stems = frozenset().union(*(each.stems for each in self.said[self.root.id] if not each.courtesy))
        return stems | content(self.root.subject, self.language)

    @cached_property
    def topic(self) -> frozenset[str]:
        """The subject and what two or more people spoke of."""
        speakers: dict[str, set[int | None]] = defaultdict(set)
        for each in self.sentences:
            for stem in each.stems:
                speakers[stem].add(each.post.author)
        return self.subject | {stem for stem, people in speakers.items() if len(people) > 1}

    @cached_property
    def steps(self) -> frozenset[int]:
        """Posts that tell what to do in two or more steps."""
        return frozenset(
            number for number, found in self.said.items() if sum(self.orders(each.text) for each in found) > 1
        )

    def follows_a_decision(self, sentence: Said) -> bool:
        return any(
            each.place == sentence.place - 1 and self.cues.decided.search(each.text)
            for each in self.said[sentence.post.id]
            if not each.courtesy
        )

    def orders(self, text: str) -> bool:
        return bool(self.cues.order.match(self.cues.opener.sub("", text)))

    @cached_property
    def expert_spoke(self) -> bool:
        return any(post.author_is_expert for post in self.posts if post is not self.root)

    @cached_property
    def replies(self) -> dict[int, list[Post]]:
        found: dict[int, list[Post]] = defaultdict(list)
        for post in self.posts:
            if post.parent is not None:
                found[post.parent].append(post)
        return found

    def text(self, post: Post) -> str:
        return " ".join(each.text for each in self.said[post.id])

    @cached_property
    def thanked(self) -> frozenset[int]:
        """Posts for which the asker gave thanks in a reply."""
        grateful = [
            post
            for post in self.posts
            if post.author == self.root.author and self.cues.thanks.search(self.text(post))
        ]
        return frozenset(post.parent for post in grateful if post.parent) - {self.root.id}

    @cached_property
    def agreed(self) -> frozenset[int]:
        """Posts with which somebody other than their author agreed."""
        by = {post.id: post.author for post in self.posts}
        return frozenset(
            parent
            for parent, replies in self.replies.items()
            if any(
                by.get(parent) != each.author and self.cues.agrees.search(self.text(each)) for each in replies
            )
        )

    @cached_property
    def correcting(self) -> frozenset[int]:
        """Posts that say that what stood before is not so."""
        return frozenset(
            post.id
            for post in self.posts
            if post is not self.root and self.cues.corrects.search(self.text(post))
        )

    def corrected(self, sentence: Said) -> bool:
        """Taken back later: as a whole by somebody else, or by its author as far as the words are the same."""
        return any(
            reply.id in self.correcting
            and (reply.author != sentence.post.author or self._again(sentence, reply))
            for reply in self.replies.get(sentence.post.id, ())
        )

    def _again(self, sentence: Said, reply: Post) -> bool:
        """Whether a later post speaks of the same thing as this sentence."""
        return any(shared(sentence.stems, each.stems) >= 0.5 for each in self.said[reply.id])

    def answered(self, question: Said) -> bool:
        """The one who was asked replied, another replied with something in it, or its words were taken up later."""
        return any(
            self._answers(post, question) for post in self.posts if post.author != question.post.author
        )

    def _answers(self, post: Post, question: Said) -> bool:
        telling = [each for each in self.said[post.id] if each.worth and not each.asks]
        if post.parent == question.post.id:
            return bool(telling) or post.author == self._asked(question.post)
        later = (post.time, post.id) > (question.post.time, question.post.id)
        return later and any(len(each.stems & question.stems) >= 3 for each in telling)

    def _asked(self, post: Post) -> int | None:
        """The author of the post that a question replies to."""
        return next((each.author for each in self.posts if each.id == post.parent), None)
