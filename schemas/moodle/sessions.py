"""The calendar, a course's activities, BigBlueButton meetings, completion."""

from marshmallow import fields

from schemas.moodle.fields import Answer, Flag, MoodleId, MoodleInt, Name, Text


class CalendarEvent(Answer):
    id = MoodleId(required=True)
    name = Name()
    userid = MoodleInt(load_default=0)
    groupid = MoodleInt(allow_none=True, load_default=None)
    repeatid = MoodleInt(allow_none=True, load_default=None)
    modulename = Text()
    instance = MoodleInt(allow_none=True, load_default=None)
    eventtype = fields.String(required=True)
    timestart = MoodleInt(required=True)
    timeduration = MoodleInt(load_default=0)
    timemodified = MoodleInt(load_default=0)
    visible = Flag(load_default=True)


class CalendarEvents(Answer):
    """core_calendar_get_calendar_events"""

    events = fields.List(fields.Nested(CalendarEvent), required=True)


class Module(Answer):
    id = MoodleId(required=True)
    """The course-module id."""
    modname = fields.String(required=True)
    instance = MoodleInt(load_default=0)
    name = Name()
    visible = Flag(load_default=True)
    completion = MoodleInt(load_default=0)
    """0 none, 1 ticked off by hand, 2 by conditions."""
    groupmode = MoodleInt(load_default=0)
    """0 no groups, 1 separate, 2 visible ones."""
    availability = Text()
    """JSON of what restricts access; empty: nothing does."""
    customdata = Text()
    """JSON inside a string; what it holds is the module type's own affair."""


class Section(Answer):
    """core_course_get_contents, one element"""

    modules = fields.List(fields.Nested(Module), load_default=list)


class Meeting(Answer):
    id = MoodleId(required=True)
    coursemodule = MoodleId(required=True)
    name = Name()
    visible = Flag(load_default=True)


class Meetings(Answer):
    """mod_bigbluebuttonbn_get_bigbluebuttonbns_by_courses"""

    bigbluebuttonbns = fields.List(fields.Nested(Meeting), required=True)


class RecordingTable(Answer):
    data = Text()
    """JSON of a list of :class:`Recording`."""


class Recordings(Answer):
    """mod_bigbluebuttonbn_get_recordings"""

    tabledata = fields.Nested(RecordingTable, allow_none=True, load_default=None)
    """Absent where the activity shows no recordings."""


class Recording(Answer):
    """A row of the recordings' table, which is made for a page (read in Moodle's code, not recorded)."""

    playback = Text()
    """HTML with one link for each way to play it."""
    date = fields.Float(allow_none=True, load_default=None)
    """Milliseconds since 1970."""
    duration = MoodleInt(allow_none=True, load_default=None)
    """Minutes."""


class Completion(Answer):
    cmid = MoodleId(required=True)
    modname = fields.String(required=True)
    instance = MoodleInt(load_default=0)
    state = MoodleInt(required=True)
    """0 incomplete, 1 complete, 2 passed, 3 failed."""
    timecompleted = MoodleInt(load_default=0)
    tracking = MoodleInt(load_default=0)
    overrideby = MoodleInt(allow_none=True, load_default=None)


class Completions(Answer):
    """core_completion_get_activities_completion_status"""

    statuses = fields.List(fields.Nested(Completion), required=True)
