"""Users, enrolments, cohorts. No more of a person is named here than is used."""

from marshmallow import fields

from schemas.moodle.fields import Answer, Flag, MoodleId, Name, Text


class CustomField(Answer):
    shortname = fields.String(required=True)
    value = Text()


class Role(Answer):
    shortname = fields.String(required=True)


class User(Answer):
    """core_user_get_users_by_field and core_enrol_get_enrolled_users, one element"""

    id = MoodleId(required=True)
    fullname = Text()
    idnumber = Text()
    username = Text()
    suspended = Flag(load_default=False)
    customfields = fields.List(fields.Nested(CustomField), load_default=list)
    roles = fields.List(fields.Nested(Role), load_default=list)


class Cohort(Answer):
    """core_cohort_get_cohorts, one element"""

    id = MoodleId(required=True)
    name = Name()
    idnumber = Text()


class CohortMembers(Answer):
    """core_cohort_get_cohort_members, one element"""

    cohortid = MoodleId(required=True)
    userids = fields.List(MoodleId(), required=True)


class NotUpdated(Answer):
    itemid = MoodleId(required=True)
    warningcode = fields.String(required=True)


class Updated(Answer):
    """core_user_update_users"""

    warnings = fields.List(fields.Nested(NotUpdated), required=True)
