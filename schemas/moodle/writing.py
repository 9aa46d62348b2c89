"""What writing in a forum answers."""

from schemas.moodle.fields import Answer, Flag, MoodleId


class NewDiscussion(Answer):
    """mod_forum_add_discussion"""

    discussionid = MoodleId(required=True)


class NewPost(Answer):
    """mod_forum_add_discussion_post"""

    postid = MoodleId(required=True)


class Done(Answer):
    """mod_forum_update_discussion_post, mod_forum_delete_post"""

    status = Flag(required=True)
