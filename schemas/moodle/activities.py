"""What people leave in choices, glossaries, wikis and databases."""

from marshmallow import fields

from schemas.moodle.fields import Answer, Flag, MoodleId, MoodleInt, Name, Text


class ActivityTag(Answer):
    """Spelled otherwise than a post's tag, which has a ``displayname``."""

    rawname = Name()


class Response(Answer):
    userid = MoodleId(required=True)
    timemodified = MoodleInt(load_default=0)
    """Absent for those who have not answered."""


class Option(Answer):
    id = MoodleInt(required=True)
    """0: not an option, but the people who have not answered."""
    text = Name()
    numberofuser = MoodleInt(load_default=0)
    userresponses = fields.List(fields.Nested(Response), load_default=list)


class ChoiceResults(Answer):
    """mod_choice_get_choice_results"""

    options = fields.List(fields.Nested(Option), required=True)


class GlossaryEntry(Answer):
    id = MoodleId(required=True)
    userid = MoodleInt(required=True)
    concept = Name()
    definition = Text()
    timecreated = MoodleInt(required=True)
    timemodified = MoodleInt(required=True)
    approved = Flag(load_default=True)
    tags = fields.List(fields.Nested(ActivityTag), load_default=list)


class GlossaryEntries(Answer):
    """mod_glossary_get_entries_by_letter"""

    count = MoodleInt(required=True)
    """Of all pages together."""
    entries = fields.List(fields.Nested(GlossaryEntry), required=True)


class WikiPage(Answer):
    id = MoodleId(required=True)
    title = Name()
    userid = MoodleInt(load_default=0)
    """Who saved the page last."""
    timecreated = MoodleInt(required=True)
    timemodified = MoodleInt(required=True)
    cachedcontent = Text()
    tags = fields.List(fields.Nested(ActivityTag), load_default=list)


class WikiPages(Answer):
    """mod_wiki_get_subwiki_pages"""

    pages = fields.List(fields.Nested(WikiPage), required=True)


class Content(Answer):
    content = Text()


class DataEntry(Answer):
    id = MoodleId(required=True)
    userid = MoodleInt(required=True)
    groupid = MoodleInt(load_default=0)
    timecreated = MoodleInt(required=True)
    timemodified = MoodleInt(required=True)
    approved = Flag(load_default=True)
    contents = fields.List(fields.Nested(Content), load_default=list)
    tags = fields.List(fields.Nested(ActivityTag), load_default=list)


class DataEntries(Answer):
    """mod_data_get_entries"""

    entries = fields.List(fields.Nested(DataEntry), required=True)
    totalcount = MoodleInt(required=True)
