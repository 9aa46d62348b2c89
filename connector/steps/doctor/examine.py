"""All checks in their order, each by itself and all of them in a bounded time."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from time import monotonic

import structlog

from connector.errors import LmsError
from connector.lms.moodle_errors import PHP_ERROR
from connector.steps.context import Context
from connector.steps.doctor import (
    hearing,
    hr,
    own_posts,
    people,
    places,
    probes,
    regular,
    rights,
    round_trip,
    service,
)
from connector.steps.doctor.finding import Finding, bad, warning
from connector.steps.doctor.visit import Check, Door, Visit
from connector.steps.inbox_rows import AnyInbox

SECONDS = 60.0
"""For everything; a call under way may take ten more."""

BY_WHAT_WE_KNOW: Sequence[Check] = (
    *(places.mapping, places.forums, places.activities, places.unreadable, people.stopped),
    *(regular.reconciled, regular.token),
    *(hearing.heard, hearing.dangerous, hearing.refused),
)
BY_ASKING: Sequence[Check] = (
    *(service.account, service.clock, service.service, rights.rights, probes.probes),
    *(places.courses, own_posts.subscriptions, people.profile_field, people.badges),
)

log = structlog.get_logger()


def examine(
    context: Context,
    inbox: AnyInbox,
    door: Door | None,
    *,
    sources: Iterable[str] = (),
    seconds: float = SECONDS,
) -> list[Finding]:
    """Everything that there is to say of these sources, by default of all and of HR's targets as well."""
    chosen, until = list(sources), monotonic() + seconds
    found: list[Finding] = []
    for source in chosen or sorted(context.sources):
        visit = Visit(context, inbox, source, door, until)
        found += [replace(each, of=f"lms:{source}") for each in _source(visit)]
    for name in () if chosen else sorted(context.hr):
        told = _carefully("hr", lambda name=name: hr.target(context, name), until)  # type: ignore[misc]
        found += [replace(each, of=f"hr:{name}") for each in told]
    return found


def _source(visit: Visit) -> Iterator[Finding]:
    yield from _carefully("site", lambda: _meet(visit), visit.until)
    for check in (*(BY_ASKING if visit.site else ()), *BY_WHAT_WE_KNOW, round_trip.round_trip):
        yield from _carefully(check.__name__, lambda check=check: check(visit), visit.until)  # type: ignore[misc]


def _meet(visit: Visit) -> Iterator[Finding]:
    """Whether the site lets us in; where not, nothing else needs to be asked of it."""
    try:
        visit.site = visit.lms.site(anew=True)
    except LmsError as error:
        if error.word == PHP_ERROR and "curl" in str(error):
            yield bad("sender_unpatched")
        yield bad("site_refuses", problem=error.word)


def _carefully(name: str, check: Callable[[], Iterable[Finding]], until: float) -> Iterator[Finding]:
    """What it found, or why it could not look: one check never stops another."""
    if monotonic() > until:
        yield warning("no_time", check=name)
        return
    try:
        yield from check()
    except LmsError as error:
        yield warning("check_refused", check=name, problem=error.word)
    except Exception as error:
        log.exception("a check failed", check=name)
        yield warning("check_failed", check=name, error=type(error).__name__)
