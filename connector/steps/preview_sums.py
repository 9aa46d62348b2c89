"""What differs between two reckonings of one person: counts and steps, now and then, that may be added up.

Keys of the sums, each with [now, then]:

- ``rule/<rule>`` contributions, ``session/<rule>`` attendances that are certain, ``badge/<rule>`` whoever meets it
- ``credit/<scheme>/<community>/<YYYY-MM>`` steps; ``force/<scheme>`` steps that are approved and still earned
- ``bites/<scheme>/<reason>`` items that a cap or the minimum takes from, ``lost/<scheme>/<reason>`` steps it takes
- ``miss/<rule>/<why>`` posts that a rule of contributions did not match, ``none/<reason>`` facts without a meaning
- ``taken/<scheme>`` steps of approved credit that would go at once (now is always 0)
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from connector.domain.credit import Contribution, Entitlement, LedgerKey
from connector.domain.sessions import Attendance
from connector.mapping.misses import misses
from connector.steps.ledger import in_force
from connector.steps.settle import Reckoning

NOW, THEN = 0, 1
SAMPLES = 5
"""Of each rule."""

Sums = dict[str, list[int]]
Item = tuple[str, str, str]
"""(source, kind, id) of a fact; of a session ``attendance`` or ``leading`` and ``<session>/<user>``."""


@dataclass(frozen=True)
class Outcome:
    """One person, now and then."""

    person: str
    facts: int
    sums: Sums
    samples: dict[str, list[dict[str, Any]]]

    def total(self, what: str) -> dict[str, tuple[int, int]]:
        return totals(self.sums, what)

    @property
    def place(self) -> int:
        """For whom most changes comes first, up or down; those for whom nothing does come last."""
        steps = sum(abs(then - now) for now, then in self.total("credit").values())
        return -(2 * steps + (self.gains or self.loses))

    @property
    def gains(self) -> bool:
        pairs = [*self.total("credit").values(), *self.total("badge").values()]
        return any(then > now for now, then in pairs)

    @property
    def loses(self) -> bool:
        """Credit of any scheme, approved or not, or a badge."""
        pairs = [*self.total("credit").values(), *self.total("badge").values()]
        return any(then < now for now, then in pairs) or bool(self.total("taken"))

    @property
    def worth_keeping(self) -> bool:
        """Whether there is anything to say of them: something changes, or would be lost to a cap or the minimum."""
        return any(now != then for now, then in self.sums.values()) or bool(self.total("bites"))


def totals(sums: Mapping[str, Iterable[int]], what: str) -> dict[str, tuple[int, int]]:
    """Of one kind of key, added up by the word after it: ``credit`` → scheme → (now, then)."""
    found: dict[str, tuple[int, int]] = {}
    for key, (now, then) in sums.items():
        kind, word = key.split("/", 2)[:2]
        if kind == what:
            before = found.get(word, (0, 0))
            found[word] = (before[NOW] + now, before[THEN] + then)
    return found


def add(sums: Sums, more: Mapping[str, Iterable[int]]) -> None:
    for key, (now, then) in more.items():
        pair = sums.setdefault(key, [0, 0])
        pair[NOW] += now
        pair[THEN] += then


def outcome(
    person: str,
    now: Reckoning,
    then: Reckoning,
    approved: Mapping[LedgerKey, int],
    badges: tuple[Iterable[str], Iterable[str]] = ((), ()),
) -> Outcome:
    """``badges``: keys of the rules of recognition that are met, now and then."""
    sums: Sums = defaultdict(lambda: [0, 0])
    for side, reckoning in ((NOW, now), (THEN, then)):
        for key, count in _counted(reckoning):
            sums[key][side] += count
        for rule in badges[side]:
            sums[f"badge/{rule}"][side] += 1
    _approved(sums, now, then, approved)
    return Outcome(person, len(now.meant), dict(sums), _samples(now, then))


def _counted(reckoning: Reckoning) -> Iterator[tuple[str, int]]:
    for one in reckoning.meant:
        if isinstance(one.meaning, Contribution):
            yield f"rule/{one.meaning.rule}", 1
        else:
            yield f"none/{one.meaning.reason}", 1
            for miss in misses(one.meaning):
                yield f"miss/{miss.rule}/{miss.why}", 1
    for _, what in reckoning.took:
        if not isinstance(what, Attendance):
            yield f"none/{what.reason}", 1
        elif what.certain:
            yield f"session/{what.rule}", 1
    for item in reckoning.entitlements:
        yield from _credited(item)


def _credited(item: Entitlement) -> Iterator[tuple[str, int]]:
    scheme = item.evidence.scheme
    if item.amount:
        yield f"credit/{scheme}/{item.evidence.community}/{item.day[:7]}", item.amount
    if item.reason:
        yield f"bites/{scheme}/{item.reason}", 1
        if item.lost:
            yield f"lost/{scheme}/{item.reason}", item.lost


def _approved(sums: Sums, now: Reckoning, then: Reckoning, approved: Mapping[LedgerKey, int]) -> None:
    """By key, as the ledger does it: what is lower counts at once, what is higher waits."""
    before, after = (in_force(_by_key(each.entitlements), approved) for each in (now, then))
    for key in before.keys() | after.keys():
        pair = before.get(key, 0), after.get(key, 0)
        if any(pair):
            add(sums, {f"force/{key.scheme}": pair})
        if pair[NOW] > pair[THEN]:
            add(sums, {f"taken/{key.scheme}": (0, pair[NOW] - pair[THEN])})


def _by_key(items: Iterable[Entitlement]) -> dict[LedgerKey, int]:
    found: dict[LedgerKey, int] = defaultdict(int)
    for item in items:
        found[item.key] += item.amount
    return found


# --- samples ---------------------------------------------------------------------------


def _samples(now: Reckoning, then: Reckoning) -> dict[str, list[dict[str, Any]]]:
    """Rule → items, at most so many; what changes comes first."""
    before, after = _items(now), _items(then)
    found: dict[str, list[dict[str, Any]]] = {}
    for item in before.keys() | after.keys():
        old, new = before.get(item, {}), after.get(item, {})
        for rule in old.keys() | new.keys():
            pair = [old.get(rule), new.get(rule)]
            found.setdefault(rule, []).append({"item": list(item), "worth": pair})
    return {rule: first(items) for rule, items in found.items()}


def _items(reckoning: Reckoning) -> dict[Item, dict[str, dict[str, int]]]:
    """Item → rule → scheme → steps; a contribution for which there is no credit rule is there as well."""
    found: dict[Item, dict[str, dict[str, int]]] = {}
    for each in reckoning.contributions:
        found.setdefault((each.source, each.fact_kind, each.fact_id), {})[each.rule] = {}
    for item in reckoning.entitlements:
        of = item.evidence
        worth = found.setdefault((of.source, of.fact_kind, of.fact_id), {}).setdefault(of.rule, {})
        worth[of.scheme] = worth.get(of.scheme, 0) + item.amount
    return found


def first(items: Iterable[dict[str, Any]]) -> list[dict[str, Any]]:
    """The samples to keep, always the same ones."""
    order = sorted(items, key=lambda each: (each["worth"][NOW] == each["worth"][THEN], each["item"]))
    return order[:SAMPLES]


def add_samples(samples: dict[str, list[Any]], more: Mapping[str, list[Any]]) -> None:
    for rule, items in more.items():
        samples[rule] = first([*samples.get(rule, ()), *items])
