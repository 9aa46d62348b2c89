"""Courses and their groups."""

from marshmallow import fields

from schemas.moodle.fields import Answer, Flag, MoodleId, MoodleInt, Name, Text


class Course(Answer):
    id = MoodleId(required=True)
    shortname = Name()
    fullname = Name()
    visible = Flag(load_default=True)
    """Absent for an account that may not see hidden courses, which then sees visible ones only."""
    categoryid = MoodleInt(load_default=0)
    categoryname = Name()
    idnumber = Text()
    """Told only to an account that may change the course."""


class Courses(Answer):
    """core_course_get_courses_by_field"""

    courses = fields.List(fields.Nested(Course), required=True)


class Group(Answer):
    """core_group_get_course_groups, one element"""

    id = MoodleId(required=True)
    name = Name()
    idnumber = Text()


class GroupMembers(Answer):
    """core_group_get_group_members, one element"""

    groupid = MoodleId(required=True)
    userids = fields.List(MoodleId(), required=True)
