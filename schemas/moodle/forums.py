"""Forums, discussions, posts."""

from marshmallow import INCLUDE, fields, validate

from schemas.moodle.fields import Answer, Flag, MoodleId, MoodleInt, Name, Text


class Forum(Answer):
    """mod_forum_get_forums_by_courses, one element"""

    id = MoodleId(required=True)
    course = MoodleId(required=True)
    cmid = MoodleId(required=True)
    type = fields.String(required=True)
    name = Name()


class ForumSetting(Answer):
    """mod_forum_get_forums_by_courses, one element: how it mails"""

    id = MoodleId(required=True)
    type = fields.String(required=True)
    name = Name()
    forcesubscribe = MoodleInt(required=True, validate=validate.Range(0, 3))


class ForumRights(Answer):
    """mod_forum_get_forum_access_information: ``can<capability>`` for each capability of forums"""

    class Meta:
        unknown = INCLUDE


class Head(Answer):
    """A discussion in its forum's list. Mind the ids: ``id`` is the FIRST POST's."""

    id = MoodleId(required=True)
    discussion = MoodleId(required=True)
    name = Name()
    groupid = MoodleInt(minimum=-1, required=True)
    """-1: all groups."""
    userid = MoodleInt(required=True)
    created = MoodleInt(required=True)
    modified = MoodleInt(required=True)
    timemodified = MoodleInt(required=True)
    usermodified = MoodleInt(required=True)
    timestart = MoodleInt(required=True)
    timeend = MoodleInt(required=True)
    numreplies = MoodleInt(required=True)
    pinned = Flag(load_default=False)
    locked = Flag(load_default=False)


class Heads(Answer):
    """mod_forum_get_forum_discussions"""

    discussions = fields.List(fields.Nested(Head), required=True)


class HeadText(Head):
    message = Text()
    """The first post's."""


class HeadTexts(Answer):
    """mod_forum_get_forum_discussions, with the first posts' texts"""

    discussions = fields.List(fields.Nested(HeadText), required=True)


class Author(Answer):
    id = MoodleInt(allow_none=True, load_default=None)
    """null where the account may not see the post."""
    fullname = Text()


class Tag(Answer):
    displayname = Name()


class Post(Answer):
    id = MoodleId(required=True)
    discussionid = MoodleId(required=True)
    parentid = MoodleInt(allow_none=True, load_default=None)
    author = fields.Nested(Author, allow_none=True, load_default=None)
    subject = Name()
    message = Text()
    timecreated = MoodleInt(required=True, allow_none=True)
    """null when the content is withheld: the post is blanked (isdeleted) or hidden from the account."""
    timemodified = MoodleInt(allow_none=True, load_default=None)
    isdeleted = Flag(load_default=False)
    isprivatereply = Flag(load_default=False)
    tags = fields.List(fields.Nested(Tag), load_default=list)


class Rating(Answer):
    itemid = MoodleId(required=True)
    """The post's id."""
    aggregate = fields.Float(allow_none=True, load_default=None)
    """What Moodle makes of all ratings in the forum's own way (average, count, sum …); null: not to be seen."""
    count = MoodleInt(allow_none=True, load_default=0)


class Ratings(Answer):
    ratings = fields.List(fields.Nested(Rating), load_default=list)


class Posts(Answer):
    """mod_forum_get_discussion_posts"""

    posts = fields.List(fields.Nested(Post), required=True)
    forumid = MoodleId(required=True)
    courseid = MoodleId(required=True)
    ratinginfo = fields.Nested(Ratings, allow_none=True, load_default=None)


class Place(Answer):
    discussionid = MoodleId(required=True)


class OnePost(Answer):
    """mod_forum_get_discussion_post: only where the post lies"""

    post = fields.Nested(Place, required=True)
