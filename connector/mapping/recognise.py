"""Who has earned which recognition, since when, and what is still missing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from zoneinfo import ZoneInfo

from connector.domain.credit import Contribution
from connector.domain.recognition import HELPING, Criterion, Deed, Missing, Need, RecognitionRule, Standing
from connector.domain.rules import Mapping as Rules
from connector.domain.scheme import Span
from connector.domain.sessions import Attendance
from connector.mapping.calendar import day_of
from connector.mapping.places import Places

DAY = 24 * 3600


def deed_of(
    contribution: Contribution,
    places: Places,
    discussion: int | None = None,
    persons: Mapping[str, str] | None = None,
) -> Deed:
    """``discussion``: in which the contribution stands; ``persons``: account → person."""
    known = persons or {}
    person = known.get(contribution.account, contribution.account)
    begun = places.discussions.get((contribution.source, discussion or 0))
    account = f"{contribution.source}:{begun.author}" if begun and begun.author else ""
    other = known.get(account, account) if contribution.kind in HELPING else ""
    return Deed(
        contribution.time,
        contribution.community,
        contribution.rule,
        contribution.kind,
        person,
        f"{contribution.source}/{contribution.fact_kind}/{contribution.fact_id}",
        other if other != person else "",
    )


def deed_of_attendance(attendance: Attendance, persons: Mapping[str, str] | None = None) -> Deed:
    person = (persons or {}).get(attendance.account, attendance.account)
    user = attendance.account.partition(":")[2]
    evidence = f"{attendance.source}/attendance/{attendance.session}/{user}"
    return Deed(attendance.time, attendance.community, attendance.rule, "", person, evidence)


def recognise(
    person: str, deeds: Iterable[Deed], mapping: Rules, as_of: int, zone: ZoneInfo
) -> list[Standing]:
    """How this person stands with every rule. ``deeds``: their own, and those of others that helped them."""
    known = sorted({each for each in deeds if each.time <= as_of}, key=lambda d: (d.time, d.evidence))
    return [_standing(person, known, rule, zone) for rule in mapping.recognition]


def _standing(person: str, deeds: Iterable[Deed], rule: RecognitionRule, zone: ZoneInfo) -> Standing:
    here = [each for each in deeds if not rule.communities or each.community in rule.communities]
    counted = {
        need: _counted(need, person, here) for need in rule.needs if need.what is not Criterion.IN_MONTHS
    }
    used = sorted({each for found in counted.values() for each in found}, key=lambda d: (d.time, d.evidence))
    own = [each for each in used if each.person == person]
    met: list[int] = []
    missing: list[Missing] = []
    for need in rule.needs:
        of_months = need.what is Criterion.IN_MONTHS
        times = _first_of_months(own, zone) if of_months else _times(need, counted[need])
        if len(times) < need.at_least:
            missing.append(Missing(need, len(times)))
        else:
            met.append(times[need.at_least - 1])
    since = None if missing else max(met, default=None)
    due = None if since is None else since + rule.after_days * DAY
    return Standing(rule.key, since, due, tuple(missing), tuple(each.evidence for each in used))


def _counted(need: Need, person: str, deeds: Iterable[Deed]) -> list[Deed]:
    """What counts for this need, in the order of time."""
    own = need.what is not Criterion.HELPED_BY
    return [each for each in deeds if (each.person == person) is own and _counts(need, person, each)]


def _counts(need: Need, person: str, deed: Deed) -> bool:
    if need.what is Criterion.HELPED_BY:
        return deed.helped == person
    if need.what is Criterion.PEOPLE_HELPED:
        return bool(deed.helped)
    if (need.what is Criterion.ATTENDANCE) is bool(deed.kind):
        return False
    return need.rule in ("", deed.rule) and need.kind in ("", deed.kind)


def _times(need: Need, deeds: Iterable[Deed]) -> list[int]:
    """When each thing that this need counts came: people once, deeds each."""
    if need.what is Criterion.PEOPLE_HELPED:
        return _first_of((each.helped, each.time) for each in deeds)
    if need.what is Criterion.HELPED_BY:
        return _first_of((each.person, each.time) for each in deeds)
    return [each.time for each in deeds]


def _first_of_months(deeds: Iterable[Deed], zone: ZoneInfo) -> list[int]:
    return _first_of((Span.MONTH.of(day_of(each.time, zone)), each.time) for each in deeds)


def _first_of(pairs: Iterable[tuple[str, int]]) -> list[int]:
    """The first time of each name, in order."""
    first: dict[str, int] = {}
    for name, time in pairs:
        first.setdefault(name, time)
    return sorted(first.values())
