"""To which community it belongs, so that an approver of some communities is told of theirs and of no others."""

from __future__ import annotations

from connector.domain.facts import Kind
from connector.models.lms import FactRow
from connector.models.outbox import Message
from connector.steps.community_places import Ground, grounds
from connector.steps.own_posts import discussions, link_back, minutes, related, thanks, weeks
from connector.steps.own_posts.kinds import KINDS
from connector.steps.session_lists import session_named
from connector.steps.why.asked import Asked

OF_DISCUSSION = {discussions.PREFIX, link_back.PREFIX, related.PREFIX}
OWN_POSTS = {kind.word for kind in KINDS}


def allow_container(asked: Asked, source: str, container: str | None) -> None:
    """What stands in a forum belongs to the community that lives there."""
    if asked.within is not None:
        found = (one.key for one in _theirs(asked) if (source, container) in one.forums)
        asked.allow(next(found, None))


def allow_post(asked: Asked, source: str, key: str) -> None:
    """A post of our own belongs to the community of the discussion, session, week or course that it is of."""
    if asked.within is None:
        return
    prefix, _, name = key.partition(":")
    if prefix in OF_DISCUSSION:
        row = asked.db.get(FactRow, (source, Kind.DISCUSSION.value, name))
        allow_container(asked, source, row.container if row else None)
    elif prefix == minutes.PREFIX:
        found = session_named(asked.context, asked.db, source, name)
        asked.allow(found.community if found else None)
    elif prefix == weeks.PREFIX:
        asked.allow(name.partition("/")[0])
    elif prefix == thanks.PREFIX:
        course = (source, int(name.split("/")[1]))
        asked.allow(next((one.key for one in _theirs(asked) if course in one.owned), None))
    else:
        asked.allow(None)


def allow_message(asked: Asked, message: Message) -> None:
    """Of messages only those that place a post of our own; figures and files are of whole persons."""
    target, _, source = message.target.partition(":")
    if target == "lms" and message.kind in OWN_POSTS:
        allow_post(asked, source, message.subject)
    else:
        asked.allow(None)


def _theirs(asked: Asked) -> list[Ground]:
    return grounds(asked.db, sorted(asked.within or ()))
