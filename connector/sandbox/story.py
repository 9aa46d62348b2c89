"""Some weeks in two communities, as dated steps: what a demonstration shows and what tests replay.

Nothing is random: the same base gives the same ids, times and texts. What two steps
share (the id of a post that a later one edits) goes through the `Cast`.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta

from connector.sandbox.site import Site
from connector.sandbox.story_cast import ZONE, Calendar, Cast, Step
from connector.sandbox.story_lately import lately_steps
from connector.sandbox.story_sessions import session_steps
from connector.sandbox.story_steps import all_steps


def default_base(now: int | None = None) -> int:
    """The Monday four weeks before this week's."""
    today = datetime.fromtimestamp(time.time() if now is None else now, ZONE)
    monday = today - timedelta(days=today.weekday() + 28)
    return int(monday.replace(hour=0, minute=0, second=0, microsecond=0).timestamp())


def story(base: int | None = None) -> list[Step]:
    """The steps in the order of their times; `base` is an epoch within the first day."""
    steps = all_steps(Calendar(default_base() if base is None else base), Cast())
    return sorted(steps, key=lambda step: step.at)


def story_sessions(base: int | None = None) -> list[Step]:
    """The second part, with the same base: sessions, shared knowledge, a case that comes back."""
    steps = session_steps(Calendar(default_base() if base is None else base), Cast())
    return sorted(steps, key=lambda step: step.at)


def both(base: int | None = None) -> list[Step]:
    """Both parts as one story; what the first tells has the same ids and times as alone."""
    start = default_base() if base is None else base
    return sorted([*story(start), *story_sessions(start)], key=lambda step: step.at)


def up_to_now(now: int | None = None) -> list[Step]:
    """Both parts and what happened since, up to this moment: what the demonstration shows."""
    now = int(time.time()) if now is None else now
    steps = [*both(default_base(now)), *lately_steps(Calendar(now))]
    return sorted((step for step in steps if step.at <= now), key=lambda step: step.at)


def play(site: Site, steps: Iterable[Step], on_step: Callable[[Step], None] | None = None) -> None:
    """Do the steps, each at its own time; afterwards the site's clock runs as before."""
    try:
        for step in steps:
            site.set_time(step.at)
            step.do(site)
            if on_step:
                on_step(step)
    finally:
        site.set_time(None)
