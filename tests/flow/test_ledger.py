"""The ledger only grows, and its live lines always sum to what is approved and still earned."""

from __future__ import annotations

import tempfile
from collections import Counter, defaultdict
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, example, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from connector.errors import NotDone
from connector.models.credit import Approval, Period
from connector.steps.approve import Choice, decide_all, waiting
from connector.steps.periods import close_period
from tests.flow.conftest import STARTER, House, open_house
from tests.flow.scene import AYU, BAGUS, BLOG, DAY, FIELD, SITI, all_known, in_force, practice, text

pytestmark = pytest.mark.engines("sqlite", "postgresql")

DEEDS = ("write", "write_little", "edit_up", "edit_down", "delete", "restore", "move", "merge", "part")
DECISIONS = ("approve", "reject", "close", "publish", "next_day")
Step = tuple[str, int]


def do(house: House, deed: str, number: int) -> None:
    """One thing that happens; where it has nothing to happen to, nothing does."""
    site, deeds = house.site, house.site.deeds
    discussions = sorted(site.tables.discussions)
    one = discussions[number % len(discussions)] if discussions else None
    user = (AYU, SITI)[number % 2]
    house.clock.at += 60
    if deed == "write":
        practice(house, user, (BLOG, FIELD)[number // 2 % 2])
    elif deed == "write_little":
        practice(house, user, BLOG, 10)
    elif deed in ("edit_up", "edit_down") and one:
        post = site.tables.discussions[one].firstpost
        deeds.edit_post(BAGUS, post, text(130 if deed == "edit_up" else 10))
    elif deed == "delete" and one:
        deeds.delete_discussion(BAGUS, one)
    elif deed == "restore" and site.removed:
        deeds.restore_post(sorted(site.removed)[number % len(site.removed)])
    elif deed == "move" and one:
        deeds.move_discussion(BAGUS, one, (BLOG, FIELD)[number % 2])
    elif deed in ("merge", "part"):
        nip = site.tables.users[AYU].idnumber if deed == "merge" else "199305082019022005"
        deeds.update_user(SITI, idnumber=nip)
    house.reconcile(full=True)


def decide(house: House, decision: str, number: int) -> None:
    context = house.cop.context
    if decision in ("approve", "reject"):
        with context.db.read() as session:
            choices = [Choice(record.number) for record in waiting(session)]
        decide_all(context, choices[: number + 1], "admin", yes=decision == "approve", reason="demikian")
    elif decision == "close":
        try:
            close_period(context, f"2026-{10 + number % 3}", "admin")
        except NotDone as error:
            assert error.word in ("period_closed", "period_not_begun")
    elif decision == "publish":
        minutes = (30, 45, 60, 90)[number % 4]
        text_ = STARTER.read_text(encoding="utf-8").replace("minutes: 60", f"minutes: {minutes}")
        try:
            house.publish(text_, valid_from=house.clock.at - number * DAY)
        except NotDone as error:
            assert error.word == "not_changed"
    elif decision == "next_day":
        house.clock.at += 9 * DAY
    house.work()


Key = tuple[Any, ...]


def key(row: Any) -> Key:
    return (row["account"], row["community"], row["day"], row["scheme"])


def check(house: House, before: list[dict[str, object]], closed: set[str]) -> list[dict[str, object]]:
    lines = house.rows("ledger")
    assert lines[: len(before)] == before, "a line was changed or taken away"
    sums: dict[Key, int] = defaultdict(int)
    live: dict[object, Any] = {}
    for line in lines:
        sums[key(line)] += int(str(line["amount"]))
        if line["reverses"] is None:
            assert int(str(line["amount"])) > 0
            live[line["id"]] = line
        else:
            reversed_ = live.pop(line["reverses"])
            assert (key(line), line["amount"]) == (key(reversed_), -reversed_["amount"])
    assert len({key(line) for line in live.values()}) == len(live), "two live lines of one key"
    for line in lines[len(before) :]:
        assert line["booked"] not in closed
        assert str(line["booked"]) >= str(line["day"])[:7]
    assert _positive(sums) == _due(house)
    records: dict[Key, int] = defaultdict(int)
    for row in house.rows("records"):
        records[row["community"], row["period"]] += int(str(row["approved"]))
    by_month: dict[Key, int] = defaultdict(int)
    for (_, community, day, _), amount in sums.items():
        by_month[community, day[:7]] += amount
    assert _positive(records) == _positive(by_month)
    return lines


def closed_months(house: House) -> set[str]:
    with house.cop.context.db.read() as session:
        return set(session.scalars(select(Period.name)))


def _positive(sums: dict[Key, int]) -> Any:
    return Counter({each: amount for each, amount in sums.items() if amount})


def _due(house: House) -> Any:
    """min(approved, earned) for each key."""
    earned: dict[Key, int] = defaultdict(int)
    for row in house.rows("entitlements"):
        earned[key(row)] += int(str(row["amount"]))
    with house.cop.context.db.read() as session:
        approved = {
            (row.account, row.community, row.day, row.scheme): row.amount
            for row in session.scalars(select(Approval))
        }
    return _positive({each: min(amount, approved.get(each, 0)) for each, amount in earned.items()})


@pytest.mark.engines("sqlite")
@settings(
    max_examples=4,
    deadline=None,
    derandomize=True,
    phases=[Phase.explicit, Phase.generate],  # each step costs a reconcile: no time for shrinking
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(
    st.lists(
        st.tuples(st.sampled_from(DEEDS), st.integers(0, 7), st.sampled_from(DECISIONS), st.integers(0, 7)),
        min_size=3,
        max_size=5,
    )
)
@example([("edit_down", 0, "close", 0), ("edit_up", 0, "publish", 3), ("delete", 1, "approve", 7)])
@example([("merge", 0, "next_day", 0), ("write", 1, "approve", 7), ("part", 0, "approve", 7)])
def test_whatever_happens_the_ledger_sums_to_what_is_approved_and_still_earned(
    ready: Path, steps: list[tuple[str, int, str, int]]
) -> None:
    with tempfile.TemporaryDirectory() as folder, open_house(Path(folder) / "house", ready=ready) as house:
        house.site.sender.paused = True
        lines: list[dict[str, object]] = []
        closed: set[str] = set()
        do(house, "write", 0)
        do(house, "write", 0)  # two steps on one day, of which a part can fall away
        decide(house, "approve", 7)
        for deed, which, decision, number in steps:
            do(house, deed, which)
            lines = check(house, lines, closed)
            decide(house, decision, number)
            lines = check(house, lines, closed)
            closed = closed_months(house)


def approved(house: House, *users: int) -> list[int]:
    house.site.sender.paused = True
    discussions = [practice(house, user) for user in users]
    house.reconcile()
    assert house.approve_all() == []
    house.work()
    return discussions


def test_what_falls_away_is_reversed_and_what_is_left_is_written_anew(house: House) -> None:
    first, _second = approved(house, AYU, AYU)
    house.site.deeds.delete_discussion(BAGUS, first)
    house.reconcile()
    lines = [(row["amount"], row["reverses"], row["cause"]) for row in house.rows("ledger")]
    assert lines == [(2, None, "approved"), (-2, 1, "gone"), (1, None, "gone")]


def test_after_its_month_is_closed_a_change_is_booked_in_the_open_one(house: House) -> None:
    [discussion] = approved(house, AYU)
    close_period(house.cop.context, "2026-10", "admin")
    house.site.deeds.delete_discussion(BAGUS, discussion)
    house.reconcile()
    rows = [(row["day"][:7], row["booked"], row["amount"]) for row in house.rows("ledger")]  # type: ignore[index]
    assert rows == [("2026-10", "2026-10", 1), ("2026-10", "2026-11", -1)]


def test_the_ledger_is_never_changed_in_place(house: House) -> None:
    """The database itself refuses it, and everything still works."""
    refuse = "BEGIN SELECT RAISE(ABORT, 'the ledger only grows'); END"
    with house.cop.context.db.engine.begin() as connection:
        if house.url:
            body = "BEGIN RAISE EXCEPTION 'the ledger only grows'; END"
            connection.exec_driver_sql(
                f"CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ {body} $$"
            )
            refuse = "EXECUTE FUNCTION refuse()"
        for what in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(f"CREATE TRIGGER no_{what} BEFORE {what} ON ledger_line {refuse}")
    [discussion] = approved(house, AYU)
    house.site.deeds.edit_post(BAGUS, house.site.tables.discussions[discussion].firstpost, text(3))
    house.reconcile(full=True)
    close_period(house.cop.context, "2026-10", "admin")
    house.site.deeds.edit_post(BAGUS, house.site.tables.discussions[discussion].firstpost, text(130))
    house.reconcile(full=True)
    assert in_force(house, AYU) == 1
    assert len(house.rows("ledger")) == 3


def test_doing_everything_again_writes_nothing_new(house: House) -> None:
    approved(house, AYU, SITI)
    before = all_known(house)
    for _ in range(2):
        house.clock.at += 2 * DAY
        house.reconcile(full=True)
    assert all_known(house) == before
