"""One post of ours: looked for, put up, brought up to date. Nobody else's is touched."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from connector.errors import Gone, LmsError, NotAllowed, Refused
from connector.lms.port import Lms, OwnPost
from connector.models.own_posts import OwnPostRow
from connector.steps.own_posts.written import Written, has_edit_line, marker_of, text_digest

REMOVED, EDITED = "removed_by_moderator", "edited_by_moderator"
FINAL = (REMOVED, EDITED)
"""A person decided about our post; we never touch or repeat it."""


@dataclass(frozen=True, slots=True)
class Spot:
    """Where a post goes: a discussion of its own in a forum, or a reply to a post."""

    forum: int
    discussion: int | None = None
    """Of a reply."""
    reply_to: int | None = None
    """The post that is answered."""


@dataclass(frozen=True, slots=True)
class Found:
    post: OwnPost | None = None
    copies: tuple[OwnPost, ...] = ()
    """Second ones, all younger."""
    verdict: str | None = None
    """What a moderator did to it."""


@dataclass(frozen=True, slots=True)
class Placed:
    discussion: int
    post: int | None
    created: bool = False


@dataclass(frozen=True)
class Board:
    """One place and what we know to hang there."""

    lms: Lms
    row: OwnPostRow
    spot: Spot
    announce: Callable[[str], None]
    """Remembers the digest of a text before it is sent, lest it is taken for somebody else's."""

    def look(self, *, thorough: bool) -> Found:
        """``thorough``: wherever a copy may be, because the outcome of an earlier call is unknown."""
        found = self._all() if thorough or self.row.placed is None else []
        if self.row.placed is None:
            return self._judged(found[0] if found else None, found[1:])
        standing = self._where_it_was()
        if isinstance(standing, str):
            return Found(verdict=standing)
        return self._judged(standing, [post for post in found if post.post != standing.post])

    def put_up(self, found: Found, text: Written) -> Placed:
        self._drop(found.copies)
        if found.post is not None:
            self._bring_up_to_date(found.post, text)
            return Placed(found.post.discussion, found.post.post)
        self.announce(text_digest(text.html))
        if self.spot.reply_to is not None and self.spot.discussion is not None:
            post = self.lms.add_reply(self.spot.reply_to, text.subject, text.html)
            return Placed(self.spot.discussion, post, created=True)
        discussion = self.lms.add_discussion(self.spot.forum, text.subject, text.html)
        return Placed(discussion, self._first_post(discussion), created=True)

    @property
    def _marker(self) -> str:
        return marker_of(self.row.key)

    def _all(self) -> list[OwnPost]:
        """Every copy, the oldest first."""
        if self.spot.reply_to is not None:
            found = self._ours_in(self.spot.discussion)
        else:
            found = self.lms.find_own_posts(self._marker, forum=self.spot.forum)
        return sorted(found, key=lambda post: post.post)

    def _ours_in(self, discussion: int | None) -> list[OwnPost]:
        """A reply where we reply, else the post that opens the discussion."""
        here = self.lms.find_own_posts(self._marker, discussion=discussion)
        return [post for post in here if (post.parent is None) == (self.spot.reply_to is None)]

    def _bring_up_to_date(self, post: OwnPost, text: Written) -> None:
        """In place: an update of a post mails nobody."""
        wanted = text_digest(text.html)
        if (text_digest(post.html), post.subject) != (wanted, text.subject):
            self.announce(wanted)
            self.lms.update_post(post.post, text.html, text.subject)

    def _where_it_was(self) -> OwnPost | str:
        """Our post; or, where it is gone or carries our class no more, what was done to it."""
        try:
            here = self._ours_in(self.row.placed)
        except Gone:
            return REMOVED
        ours = sorted(here, key=lambda post: (post.post != self.row.post, post.post))
        return ours[0] if ours else (REMOVED if self.spot.reply_to is not None else EDITED)

    def _judged(self, post: OwnPost | None, copies: list[OwnPost]) -> Found:
        edited = post is not None and self._is_edited(post)
        return Found(post, tuple(copies), EDITED if edited else None)

    def _is_edited(self, post: OwnPost) -> bool:
        """After a restored backup our own digests may be missing: then only Moodle's note tells."""
        known = {each.partition(" ")[0] for each in self.row.ours}
        return text_digest(post.html) not in known if known else has_edit_line(post.html)

    def _drop(self, copies: tuple[OwnPost, ...]) -> None:
        """One that somebody has answered cannot be deleted and stays: their words are theirs."""
        for copy in copies:
            with suppress(Refused, NotAllowed, Gone):
                self.lms.delete_post(copy.post)

    def _first_post(self, discussion: int) -> int | None:
        """Its number for our books; it stands there in any case, so trouble with this look changes nothing."""
        try:
            posts = self._ours_in(discussion)
        except LmsError:
            return None
        return next((post.post for post in posts), None)
