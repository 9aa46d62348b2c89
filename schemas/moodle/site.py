"""The site itself, and answers that carry others."""

from marshmallow import fields

from schemas.moodle.fields import Answer, Flag, MoodleId, Text


class Function(Answer):
    name = fields.String(required=True)


class SiteInfo(Answer):
    """core_webservice_get_site_info"""

    userid = MoodleId(required=True)
    functions = fields.List(fields.Nested(Function), required=True)
    release = Text()
    userissiteadmin = Flag(load_default=False)


class BatchElement(Answer):
    error = Flag(required=True)
    data = fields.String(allow_none=True, load_default=None)
    """JSON of what the function answered."""
    exception = fields.String(allow_none=True, load_default=None)
    """JSON of errorcode and message; the exception's class is not told here."""


class Batch(Answer):
    """tool_mobile_call_external_functions"""

    responses = fields.List(fields.Nested(BatchElement), required=True)
