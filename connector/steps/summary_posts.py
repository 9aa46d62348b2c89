"""Our post in the forum of summaries: looked for, put up, brought up to date, taken back. Nobody else's is touched."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass

from connector.errors import Gone, LmsError, NotAllowed, Refused
from connector.lms.port import Lms, OwnPost
from connector.models.summaries import SummaryRow
from connector.steps.summary_texts import Written, has_edit_line, marker_of, text_digest

REMOVED, EDITED = "removed_by_moderator", "edited_by_moderator"
FINAL = (REMOVED, EDITED)
"""A person decided about our post; we never touch or repeat it."""


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
    """One forum and what we know to hang there."""

    lms: Lms
    row: SummaryRow
    forum: int
    announce: Callable[[str], None]
    """Remembers the digest of a text before it is sent, lest it is taken for somebody else's."""

    def look(self, *, thorough: bool) -> Found:
        """``thorough``: in the whole forum, because the outcome of an earlier call is unknown."""
        marker = marker_of(self.row.discussion)
        found: list[OwnPost] = []
        if thorough or self.row.placed is None:
            found = self.lms.find_own_posts(marker, forum=self.forum)
        if self.row.placed is None:
            found = sorted(found, key=lambda post: post.discussion)
            return self._judged(found[0] if found else None, found[1:])
        standing = self._where_it_was(marker)
        if isinstance(standing, str):
            return Found(verdict=standing)
        return self._judged(standing, [post for post in found if post.discussion != self.row.placed])

    def put_up(self, found: Found, text: Written) -> Placed:
        self._drop(found.copies)
        if found.post is not None:
            self._bring_up_to_date(found.post, text)
            return Placed(found.post.discussion, found.post.post)
        self.announce(text_digest(text.html))
        discussion = self.lms.add_discussion(self.forum, text.subject, text.html)
        return Placed(discussion, self._first_post(discussion), created=True)

    def _bring_up_to_date(self, post: OwnPost, text: Written) -> None:
        """In place: an update of a post mails nobody."""
        wanted = text_digest(text.html)
        if (text_digest(post.html), post.subject) != (wanted, text.subject):
            self.announce(wanted)
            self.lms.update_post(post.post, text.html, text.subject)

    def _where_it_was(self, marker: str) -> OwnPost | str:
        """Our post; or, where it is gone or carries our class no more, what was done to it."""
        try:
            here = self.lms.find_own_posts(marker, discussion=self.row.placed)
        except Gone:
            return REMOVED
        return next((post for post in here if post.parent is None), EDITED)

    def _judged(self, post: OwnPost | None, copies: list[OwnPost]) -> Found:
        edited = post is not None and self._is_edited(post)
        return Found(post, tuple(copies), EDITED if edited else None)

    def _is_edited(self, post: OwnPost) -> bool:
        """After a restored backup our own digests may be missing: then only Moodle's note tells."""
        known = self.row.ours
        return text_digest(post.html) not in known if known else has_edit_line(post.html)

    def _drop(self, copies: tuple[OwnPost, ...]) -> None:
        """One that somebody has answered cannot be deleted and stays: their words are theirs."""
        for copy in copies:
            with suppress(Refused, NotAllowed, Gone):
                self.lms.delete_post(copy.post)

    def _first_post(self, discussion: int) -> int | None:
        """Its number for our books; it stands there in any case, so trouble with this look changes nothing."""
        try:
            posts = self.lms.find_own_posts(marker_of(self.row.discussion), discussion=discussion)
        except LmsError:
            return None
        return next((post.post for post in posts if post.parent is None), None)
