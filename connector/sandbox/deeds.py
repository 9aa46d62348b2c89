"""What people do on the site. Each deed is one transaction: events first, then the change becomes visible.

A deed takes and returns ids; an id it returns may never appear, if the change was rolled back (`phantom`).
"""

from __future__ import annotations

from connector.sandbox.deeds_activities import ActivityDeeds
from connector.sandbox.deeds_course import CourseDeeds
from connector.sandbox.deeds_forum import ForumDeeds
from connector.sandbox.deeds_knowledge import KnowledgeDeeds
from connector.sandbox.deeds_moderate import ModerationDeeds
from connector.sandbox.deeds_people import PeopleDeeds
from connector.sandbox.deeds_sessions import SessionDeeds


class Deeds(
    ForumDeeds, ModerationDeeds, PeopleDeeds, CourseDeeds, ActivityDeeds, SessionDeeds, KnowledgeDeeds
):
    """All deeds of a site, by noun in the modules `deeds_*`."""
