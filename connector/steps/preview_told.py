"""A preview's answer in words: tables of now and then for the page, the command and the downloads."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.models.people import Account
from connector.models.preview import Preview, PreviewPerson
from connector.steps.context import Context
from connector.steps.preview import mapping_of
from connector.steps.preview_sums import NOW, THEN, Sums, add, totals
from connector.steps.telling import Teller
from connector.texts import LANGUAGES

PAGE = 500
COLUMNS = ("person", "name", "scheme", "unit", "community", "month", "now", "then", "change")


@dataclass(frozen=True)
class Row:
    """One line of a table; amounts as people read them."""

    what: str
    now: str
    then: str
    change: str
    """``+2`` or ``−2``; empty = none."""
    key: str = ""


def teller_of(context: Context, session: Session, language: str, preview: Preview) -> Teller:
    """Knows the names that the previewed document gives as well."""
    teller = Teller(context, session, language)
    mapping = mapping_of(preview)
    teller.schemes = {**mapping.schemes, **teller.schemes}
    teller.communities = {each.key: each.name for each in mapping.communities} | teller.communities
    return teller


class Told:
    """The sums of a preview, or of one person of it."""

    def __init__(self, teller: Teller, sums: Mapping[str, Any]) -> None:
        self.teller, self.sums = teller, sums

    def by_rule(self) -> list[Row]:
        """Contributions, then attendances."""
        found = [self._counted(rule, pair) for rule, pair in sorted(totals(self.sums, "rule").items())]
        return found + [
            self._counted(self.teller.say("preview-attendance", rule=rule), pair, rule)
            for rule, pair in sorted(totals(self.sums, "session").items())
        ]

    def credit(self) -> list[Row]:
        """By scheme and community."""
        return [
            self._steps(scheme, pair, f"{self.teller.scheme_name(scheme)} · {self.teller.community(where)}")
            for (scheme, where), pair in self._grouped(2)
        ]

    def months(self) -> list[Row]:
        """By scheme and month."""
        by_month: dict[tuple[str, str], list[int]] = {}
        for (scheme, _, month), pair in self._grouped(3):
            add_ = by_month.setdefault((scheme, month), [0, 0])
            add_[NOW] += pair[NOW]
            add_[THEN] += pair[THEN]
        rows = sorted(by_month.items())
        return [
            self._steps(one, pair, f"{self.teller.scheme_name(one)} · {month}") for (one, month), pair in rows
        ]

    def totals(self) -> list[Row]:
        """By scheme: earned; of that approved; the rest waits."""
        found = []
        force = totals(self.sums, "force")
        for scheme, earned in sorted(totals(self.sums, "credit").items()):
            approved = force.get(scheme, (0, 0))
            waits = tuple(all_ - part for all_, part in zip(earned, approved, strict=True))
            for word, pair in (("credit", earned), ("force", approved), ("waits", waits)):
                if any(pair):
                    name = self.teller.say(f"preview-total-{word}", scheme=self.teller.scheme_name(scheme))
                    found.append(self._steps(scheme, pair, name))
        return found

    def taken(self) -> list[str]:
        """What would go at once, by scheme."""
        return [
            self._amount(scheme, then) for scheme, (_, then) in sorted(totals(self.sums, "taken").items())
        ]

    def bites(self) -> list[Row]:
        """Where a cap or the minimum takes something: items, and how much of them."""
        found = []
        for key, pair in sorted(self.sums.items()):
            kind, *rest = key.split("/")
            if kind != "bites":
                continue
            scheme, reason = rest
            name = self.teller.say(f"preview-bites-{reason}", scheme=self.teller.scheme_name(scheme))
            found.append(self._counted(name, pair))
            if lost := self.sums.get(f"lost/{scheme}/{reason}"):
                found.append(self._steps(scheme, lost, self.teller.say("preview-lost", reason=name)))
        return found

    def badges(self) -> list[Row]:
        return [self._counted(rule, pair) for rule, pair in sorted(totals(self.sums, "badge").items())]

    def misses(self) -> list[Row]:
        """Why posts did not match a rule, where that changes."""
        found = []
        for key, (now, then) in sorted(self.sums.items()):
            kind, *rest = key.split("/")
            if kind == "miss" and now != then:
                what = f"{rest[0]}: {self.teller.say(f'preview-miss-{rest[1]}')}"
                found.append(self._counted(what, (now, then)))
        return found

    def _grouped(self, parts: int) -> list[tuple[tuple[str, ...], list[int]]]:
        """Credit by the first so many words after its own."""
        found: Sums = {}
        for key, pair in self.sums.items():
            kind, *rest = key.split("/")
            if kind == "credit":
                add(found, {"/".join(rest[:parts]): pair})
        return [(tuple(key.split("/")), pair) for key, pair in sorted(found.items())]

    def _counted(self, what: str, pair: Any, key: str = "") -> Row:
        now, then = pair
        return Row(what, str(now), str(then), signed(str(abs(then - now)), then - now), key or what)

    def _steps(self, scheme: str, pair: Any, what: str) -> Row:
        now, then = pair
        unit = f" {self.teller.unit(scheme)}".rstrip()
        change = self.teller.units(scheme, abs(then - now)) + unit
        before, after = (self.teller.units(scheme, one) + unit for one in (now, then))
        return Row(what, before, after, signed(change, then - now))

    def _amount(self, scheme: str, steps: int) -> str:
        return f"{self.teller.units(scheme, steps)} {self.teller.unit(scheme)}".strip()

    def lines(self) -> Iterator[tuple[str, ...]]:
        """(scheme, unit, community, month, now, then, change) in units, for a table that a machine reads."""
        for (scheme, community, month), (now, then) in self._grouped(3):
            units = tuple(self.teller.units(scheme, steps) for steps in (now, then))
            change = f"{'-' if then < now else ''}{self.teller.units(scheme, abs(then - now))}"
            yield scheme, self.teller.unit(scheme), community, month, *units, change


def signed(amount: str, change: int) -> str:
    return "" if not change else f"{'+' if change > 0 else '−'}{amount}"


# --- people ----------------------------------------------------------------------------

Found = tuple[PreviewPerson, Account | None]


def people(
    session: Session, id_: int, *, only: str = "", after: tuple[int, str] | None = None, limit: int = PAGE
) -> list[Found]:
    """For whom most changes first. ``only``: ``loses``, ``gains``, else all; ``after``: (place, person) of the last."""
    row = PreviewPerson
    query = select(row, Account).outerjoin(Account, Account.key == row.person).where(row.preview == id_)
    if only in ("loses", "gains"):
        query = query.where(row.loses if only == "loses" else row.gains)
    if after is not None:
        place, person = after
        query = query.where((row.place > place) | ((row.place == place) & (row.person > person)))
    found = session.execute(query.order_by(row.place, row.person).limit(limit))
    return [(one, account) for one, account in found]


def everybody(context: Context, id_: int) -> Iterator[Found]:
    """Page by page, each in a moment of its own."""
    after = None
    while True:
        with context.db.read() as session:
            found = people(session, id_, after=after)
            session.expunge_all()
        yield from found
        if len(found) < PAGE:
            return
        after = (found[-1][0].place, found[-1][0].person)


def table(context: Context, teller: Teller, id_: int) -> Iterator[tuple[str, ...]]:
    """One line a person, scheme, community and month; the first is the names of the columns."""
    yield COLUMNS
    for row, account in everybody(context, id_):
        for line in Told(teller, row.sums).lines():
            yield row.person, account.name if account else "", *line


def as_json(preview: Preview) -> dict[str, Any]:
    """The question and the sums, with amounts in the schemes' smallest steps."""
    schemes = {
        key: {
            "unit": each.unit,
            "step": str(each.step),
            "names": {one: each.names.get(one, "") for one in LANGUAGES},
        }
        for key, each in mapping_of(preview).schemes.items()
    }
    return {name: getattr(preview, name) for name in _TOLD} | {"schemes": schemes}


_TOLD = (
    *("id", "name", "draft", "revision", "version", "valid_from", "recompute", "asked_by", "asked_at"),
    *("ended_at", "state", "people", "done", "facts", "gaining", "losing", "sums", "samples"),
)


def person_json(row: PreviewPerson, account: Account | None) -> dict[str, Any]:
    name = account.name if account else ""
    return {"person": row.person, "name": name, "gains": row.gains, "loses": row.loses, "sums": row.sums}
