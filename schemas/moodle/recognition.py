"""Badges, and what adding somebody to a cohort answers."""

from marshmallow import fields

from schemas.moodle.fields import Answer, MoodleId, MoodleInt, Name, Text


class UserBadge(Answer):
    id = MoodleId(required=True)
    """The badge's."""
    name = Name()
    uniquehash = fields.String(required=True)
    """Of this issue: the badge's public page has it in its address."""
    dateissued = MoodleInt(required=True)
    dateexpire = MoodleInt(allow_none=True, load_default=None)


class UserBadges(Answer):
    """core_badges_get_user_badges"""

    badges = fields.List(fields.Nested(UserBadge), required=True)


class Warned(Answer):
    warningcode = fields.String(required=True)
    message = Text()


class CohortAdded(Answer):
    """core_cohort_add_cohort_members"""

    warnings = fields.List(fields.Nested(Warned), required=True)
