"""What people do on the site. Each deed is one transaction: events first, then the change becomes visible.

A deed takes and returns ids; an id it returns may never appear, if the change was rolled back (`phantom`).
"""

from __future__ import annotations

from connector.sandbox.deeds_course import CourseDeeds
from connector.sandbox.deeds_forum import ForumDeeds
from connector.sandbox.deeds_moderate import ModerationDeeds
from connector.sandbox.deeds_people import PeopleDeeds


class Deeds(ForumDeeds, ModerationDeeds, PeopleDeeds, CourseDeeds):
    """All deeds of a site, by noun in the modules `deeds_*`."""
