"""Posts of our own in the LMS: summaries, minutes, weekly digests, thanks, replies that point to what was solved.

    due (from the facts alone) --> message in the outbox --> order (what it is made from) --> written --> board

Duty: decide when a post of ours is due, write it from what the LMS says at sending, keep it true, leave it to
moderators. May import: as all steps, and ``connector.summary``.
Does not belong here: choosing sentences (``connector.summary``), how a post is sent over HTTP (``connector.lms``).

A kind of post is one module with a :class:`~connector.steps.own_posts.kind.Kind`; all share one way: found again by
marker and author, updated in place (an update mails nobody), never twice, never against a moderator.
"""
