"""Figures for a monitor, in the text form that Prometheus reads; counts and times only, nobody is named."""

from __future__ import annotations

import hmac
from collections.abc import Iterator, Mapping
from typing import Any

from flask import Response, abort, request
from prometheus_client import CONTENT_TYPE_LATEST, CollectorRegistry, generate_latest
from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily, Metric

from connector.steps import alarms
from connector.web import health
from connector.web.page import blueprint, cop
from connector.web.roles import ANYONE, role

NEAR = frozenset({"127.0.0.1", "::1"})
NEAR_NAMES = frozenset({"127.0.0.1", "localhost", "[::1]"})

Labelled = Mapping[Any, float]
"""Label values, as many as the metric has labels → figure."""


@blueprint.get("/metrics")
@role(ANYONE)
def metrics() -> Response:
    """For who has the token; without one in the settings, for this machine only."""
    if not _allowed():
        abort(404)  # to others it is not there
    registry = CollectorRegistry()
    registry.register(_Figures())
    return Response(generate_latest(registry), content_type=CONTENT_TYPE_LATEST)


def _allowed() -> bool:
    token = cop().settings.metrics_token
    if token is not None:
        given = request.headers.get("Authorization", "")
        return hmac.compare_digest(given.encode(), f"Bearer {token}".encode())
    # A reverse proxy on this machine looks near, too, but passes on the name it was called by.
    name = request.host.rsplit(":", 1)[0] if not request.host.endswith("]") else request.host
    return request.remote_addr in NEAR and name in NEAR_NAMES


class _Figures:
    def collect(self) -> Iterator[Metric]:
        known = health.told()
        yield from _of_sources(known["sources"])
        events = {(one["source"], one["what"]): one["times"] for one in known["events"]}
        yield _counter("cop_events", "Events received", ("source", "name"), events)
        refusals = {(one["source"], one["what"]): one["times"] for one in known["refusals"]}
        yield _counter("cop_refusals", "Requests refused", ("source", "word"), refusals)
        for name, says, label in (
            ("waiting", "What waits to be done", "what"),
            ("facts", "Objects of the LMS that are known", "kind"),
            ("records", "Records by state", "state"),
            ("messages", "Messages by state", "state"),
        ):
            yield _gauge(f"cop_{name}", says, (label,), {(key,): count for key, count in known[name].items()})
        yield _gauge("cop_held", "Losses that wait for a decision", (), {(): known["held"]})
        yield _gauge("cop_alarms", "Open alarms", ("kind",), _alarms())


def _of_sources(sources: dict[str, Any]) -> Iterator[Metric]:
    for name, says, key in (
        ("cop_last_heard_timestamp_seconds", "When the last event came", "last_heard"),
        ("cop_reconciled_timestamp_seconds", "When the last whole reconcile ended", "reconciled_at"),
    ):
        yield _gauge(name, says, ("source",), {(s,): one[key] for s, one in sources.items() if one[key]})
    problems = {(s, one["problem"]): 1.0 for s, one in sources.items() if one["problem"]}
    yield _gauge("cop_source_problem", "1 while a source has this problem", ("source", "word"), problems)
    unreadable = {(s,): one["not_readable"] or 0 for s, one in sources.items()}
    yield _gauge("cop_unreadable", "Places that cannot be read", ("source",), unreadable)
    repaired = {
        (source, kind, word): count
        for source, one in sources.items()
        for kind, words in one["repaired"].items()
        for word, count in words.items()
    }
    says = "What the last day's reconciles found and no event had told"
    yield _gauge("cop_repaired_within_a_day", says, ("source", "kind", "what"), repaired)


def _alarms() -> Labelled:
    counts: dict[tuple[str], int] = {}
    with cop().context.db.read() as session:
        for row in alarms.open_alarms(session):
            counts[row.kind,] = counts.get((row.kind,), 0) + 1
    return counts


def _gauge(name: str, says: str, labels: tuple[str, ...], values: Labelled) -> Metric:
    return _filled(GaugeMetricFamily(name, says, labels=labels), values)


def _counter(name: str, says: str, labels: tuple[str, ...], values: Labelled) -> Metric:
    return _filled(CounterMetricFamily(name, says, labels=labels), values)


def _filled(metric: Any, values: Labelled) -> Metric:
    for labels, value in sorted(values.items()):
        metric.add_metric(labels, value)
    made: Metric = metric
    return made
