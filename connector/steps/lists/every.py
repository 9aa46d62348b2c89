"""Every list by its name: for whoever serves or downloads them all alike."""

from __future__ import annotations

from typing import Any

from connector.steps.lists.clients import CLIENTS
from connector.steps.lists.contributions import CONTRIBUTIONS
from connector.steps.lists.desk import AUDIT, USERS
from connector.steps.lists.events import EVENTS
from connector.steps.lists.facts import FACTS
from connector.steps.lists.flags import FLAGS
from connector.steps.lists.listing import Listing
from connector.steps.lists.manual import MANUAL
from connector.steps.lists.mappings import MAPPINGS
from connector.steps.lists.messages import MESSAGES, RUNS
from connector.steps.lists.people import PEOPLE
from connector.steps.lists.records import RECORDS
from connector.steps.lists.sessions import COMMUNITIES, SESSIONS

LISTINGS: dict[str, Listing[Any]] = {
    one.name: one
    for one in (
        AUDIT,
        CLIENTS,
        COMMUNITIES,
        CONTRIBUTIONS,
        EVENTS,
        FACTS,
        FLAGS,
        MANUAL,
        MAPPINGS,
        MESSAGES,
        PEOPLE,
        RECORDS,
        RUNS,
        SESSIONS,
        USERS,
    )
}
