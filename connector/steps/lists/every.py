"""Every list by its name: for whoever serves or downloads them all alike."""

from __future__ import annotations

from typing import Any

from connector.steps.lists.events import EVENTS
from connector.steps.lists.listing import Listing
from connector.steps.lists.records import RECORDS

LISTINGS: dict[str, Listing[Any]] = {one.name: one for one in (EVENTS, RECORDS)}
