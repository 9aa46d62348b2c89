"""By what one scheme counts on one local day; worked out once for everybody who did something on it."""

from __future__ import annotations

from zoneinfo import ZoneInfo

from connector.domain.nouns import noun
from connector.domain.scheme import Scheme, Span
from connector.mapping.calendar import end_of
from connector.mapping.timeline import Timeline

LONGER = (Span.MONTH, Span.SEMESTER, Span.YEAR)
SPANS = (Span.DAY, *LONGER)


@noun(frozen=True, slots=True)
class Rates:
    scheme: Scheme
    """As at the day's end."""
    rounding: Scheme
    """As at the end of the rounding period."""
    period: str
    """The rounding period."""
    spans: tuple[str, ...]
    """The month, semester and year of the day."""
    caps: tuple[tuple[str, int, str], ...]
    """Of those that have one: (span, steps at most, the reason to tell); as at the span's end, narrowest first."""


def rates(timeline: Timeline, key: str, zone: ZoneInfo, date: str, time: int) -> Rates:
    """Of the scheme ``key`` on the ISO day ``date``.

    ``time``: of what is to be counted; by the version of that time where the scheme was dropped before a span's end.
    """
    found = timeline.rates.get((key, zone, date))
    if found is None:
        at_end = {span: _scheme(timeline, key, end_of(span, date, zone)) for span in SPANS}
        found = _rates({span: one or timeline.scheme(key, time) for span, one in at_end.items()}, date)
        if None not in at_end.values():
            timeline.rates[key, zone, date] = found
    return found


def _scheme(timeline: Timeline, key: str, time: int) -> Scheme | None:
    mapping = timeline.at(time)
    return mapping.schemes.get(key) if mapping else None


def _rates(schemes: dict[Span, Scheme], date: str) -> Rates:
    day = schemes[Span.DAY]
    caps = ((span.of(date), schemes[span].caps.get(span), f"{span}_cap") for span in LONGER)
    return Rates(
        day,
        schemes[day.round_per],
        day.round_per.of(date),
        tuple(span.of(date) for span in LONGER),
        tuple((span, cap, reason) for span, cap, reason in caps if cap is not None),
    )
