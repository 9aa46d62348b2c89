"""What was heard from the LMS: whether anything comes, and whether something comes that must not."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import timedelta
from urllib.parse import urlsplit

from connector.domain.facts import TEST_EVENT
from connector.lms.address import is_public
from connector.steps.alarm_signs import today
from connector.steps.doctor.finding import Finding, bad, look, ok, warning
from connector.steps.doctor.visit import Visit
from connector.steps.inbox_rows import Tally

ALLOWED_PORTS = (80, 443)
"""By Moodle's default."""
DAYS = 7
"""What was mended is not held against anybody for longer."""
CIRCLES = (r"\core\event\webservice_function_called", r"\core\event\url_blocked")
SENDERS = (r"\local_webhooks\event", r"\tool_trigger\event")
"""Events of the plugins that send: they tell of their own sending."""
TEXTS = r"\mod_forum\event\assessable_uploaded"


def heard(visit: Visit) -> Iterator[Finding]:
    at = visit.inbox.last_heard(visit.source)
    if at is not None and visit.context.now() - at <= DAYS * 86_400:
        yield ok("heard", heard_at=at)
        return
    if at is not None:
        yield warning("long_silent", heard_at=at)
    else:
        yield look("never_heard")
    yield from _in_the_way(visit.door.address if visit.door else "")


def _in_the_way(address: str) -> Iterator[Finding]:
    """What usually keeps events from coming; no web service tells what Moodle itself blocks."""
    parts = urlsplit(address)
    port = parts.port or (443 if parts.scheme == "https" else 80)
    if address and _is_private(parts.hostname or ""):
        yield look("host_blocked", host=parts.hostname or "")
    elif address and port not in ALLOWED_PORTS:
        yield look("port_blocked", port=str(port))
    else:
        yield look("blocked_hosts")
    yield look("sender_patches")


def _is_private(host: str) -> bool:
    try:
        return not is_public(host)
    except ValueError:  # a name: what it leads to is Moodle's own to find out
        return host == "localhost"


def dangerous(visit: Visit) -> Iterator[Finding]:
    for one in _lately(visit):
        if one.what in CIRCLES or one.what.startswith(SENDERS):
            yield bad("dangerous_event", event=one.what, count=one.times, heard_at=one.last_at)
        elif one.what == TEXTS:
            yield warning("texts_sent", event=one.what, count=one.times)


def _lately(visit: Visit) -> list[Tally]:
    since = (today(visit.context) - timedelta(days=DAYS)).isoformat()
    counts = visit.inbox.counts(since)
    return [one for one in counts if one.source == visit.source and one.what != TEST_EVENT]


def refused(visit: Visit) -> Iterator[Finding]:
    since = (today(visit.context) - timedelta(days=DAYS)).isoformat()
    for one in visit.inbox.refusals(since):
        if one.source == visit.source:
            yield warning("requests_refused", count=one.times, refusal=one.what, refused_at=one.last_at)
        elif one.source == "?" and one.what == "unknown_source":
            yield warning("address_unknown", count=one.times, refused_at=one.last_at)
