"""Whatever comes, in any order, once, twice or never: the same entitlements, the same sums, never beyond a cap.

A machine does deeds in the LMS, delivers their events or loses them, takes single steps, reconciles, publishes
mappings, decides, corrects attendance and closes months. In the end all of it is compared with an institution
that has only read the LMS once.
"""

from __future__ import annotations

import tempfile
from collections import Counter
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import Any

from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import (
    RuleBasedStateMachine,
    initialize,
    invariant,
    precondition,
    rule,
    run_state_machine_as_test,
)
from sqlalchemy import select

from connector.errors import NotDone
from connector.models.credit import Record
from connector.models.lms import Held
from connector.sandbox.rows_activities import BY_CONDITIONS
from connector.steps.absence import release
from connector.steps.approve import Approver, Choice, decide_all, waiting
from connector.steps.meetings import found_sessions, mapped_courses
from connector.steps.periods import close_period
from connector.steps.presences import confirm, deny, withdraw_presence
from connector.steps.refresh import refresh
from connector.steps.session_actions import decide
from connector.steps.settle import settle
from connector.steps.triage import triage
from schemas.events import reduce
from tests.flow.conftest import House, open_house
from tests.flow.scene import AK, AYU, BAGUS, BLOG, DAY, FIELD, HOUR, SITI, YOHANES, answer, practice, text
from tests.flow.test_ledger import check, closed_months
from tests.flow.test_session_story import CHOICE, FULL

CAPS = {10: 2, 7: 3}
"""Length of a date's beginning (a day, a month) → most that a person gets in it."""
MAPPING = (
    FULL.replace(CHOICE, "{list: confirmed}")
    + "\nschemes:\n  cop-jp:\n    extends: cop-jp\n    at_most:\n"
    + f"      month: {{units: {CAPS[7]}, source: uji, date: 2026-01-01}}\n"
)
MEMBERS = (AYU, SITI, YOHANES)
WHO, WHICH = st.sampled_from(MEMBERS), st.integers(0, 20)
MEETINGS = st.sampled_from(("Webinar", "Pertemuan"))
LEADER = Approver("ratna")
Act = Callable[[House], object]


def has_discussions(machine: Machine) -> bool:
    return bool(machine.tables().discussions)


def has_meetings(machine: Machine) -> bool:
    return bool(machine.tables().events)


class Machine(RuleBasedStateMachine):
    def __init__(self, ready: Path) -> None:
        super().__init__()
        self.opened = ExitStack()
        self.folder = Path(self.opened.enter_context(tempfile.TemporaryDirectory()))
        self.ready = ready
        self.house = self.opened.enter_context(open_house(self.folder / "tried", mode="observe", ready=ready))
        self.house.site.sender.paused = True
        self.deeds, self.tables = self.house.site.deeds, lambda: self.house.site.tables
        self.undelivered = 0
        self.lines: list[dict[str, object]] = []
        self.closed: set[str] = set()
        self.published: list[tuple[int, str, int]] = []
        self.corrections: list[Act] = []
        self.room = self.deeds.create_activity(
            AK, "bigbluebuttonbn", "Webinar CoP Uji", completion=BY_CONDITIONS, minutes=30
        )
        self.wall = [
            self._announced("Webinar CoP Uji", self.room),
            self._announced("Pertemuan CoP: uji", None),
        ]

    def _announced(self, name: str, room: int | None) -> int:
        start = self.house.clock.at + 2 * HOUR
        return self.deeds.announce(BAGUS, AK, name, start, 90, room)

    # --- what people do in the LMS ------------------------------------------------------

    @initialize()
    def much_is_there(self) -> None:
        """More than a month's cap, some of it approved, some of that lost again."""
        for _ in range(3):
            for user in MEMBERS:
                practice(self.house, user)
                practice(self.house, user)
            self.house.clock.at += DAY
        self.house.reconcile()
        self.decides(0, yes=True)
        self.edits(0, 3)
        self.house.reconcile(full=True)

    @rule(user=WHO, forum=st.sampled_from((BLOG, FIELD)), words=st.sampled_from((10, 40, 130)))
    def writes(self, user: int, forum: int, words: int) -> None:
        practice(self.house, user, forum, words)

    @precondition(has_discussions)
    @rule(user=WHO, which=WHICH)
    def replies(self, user: int, which: int) -> None:
        answer(self.house, user, self._discussion(which))

    @precondition(has_discussions)
    @rule(which=WHICH, words=st.sampled_from((3, 130)))
    def edits(self, which: int, words: int) -> None:
        self.house.clock.at += 60
        self.deeds.edit_post(BAGUS, self.tables().discussions[self._discussion(which)].firstpost, text(words))

    @precondition(has_discussions)
    @rule(which=WHICH)
    def deletes(self, which: int) -> None:
        self.deeds.delete_discussion(BAGUS, self._discussion(which))

    @precondition(has_discussions)
    @rule(which=WHICH, forum=st.sampled_from((BLOG, FIELD)))
    def moves(self, which: int, forum: int) -> None:
        self.deeds.move_discussion(BAGUS, self._discussion(which), forum)

    @rule(same=st.booleans())
    def two_accounts_become_one_person_or_two_again(self, same: bool) -> None:
        nip = self.tables().users[AYU].idnumber if same else "199305082019022005"
        self.deeds.update_user(SITI, idnumber=nip)

    @rule(user=WHO, done=st.booleans())
    def was_in_the_webinar_or_was_not_after_all(self, user: int, done: bool) -> None:
        self.deeds.complete(user, self.room, done=done)

    @precondition(has_meetings)
    @rule(which=WHICH, hours=st.integers(-30, 30))
    def a_meeting_is_moved(self, which: int, hours: int) -> None:
        event = self._event(which)
        self.deeds.move_event(BAGUS, event, start=self.tables().events[event].timestart + hours * HOUR)

    @precondition(has_meetings)
    @rule(which=WHICH)
    def a_meeting_is_called_off(self, which: int) -> None:
        self.deeds.cancel_event(BAGUS, self._event(which))

    @rule(which=WHICH)
    def a_meeting_is_announced(self, which: int) -> None:
        self._announced(*(("Webinar CoP Uji", self.room), ("Pertemuan CoP: uji", None))[which % 2])

    def _discussion(self, which: int) -> int:
        found = sorted(self.tables().discussions)
        return found[which % len(found)]

    def _event(self, which: int) -> int:
        found = sorted(self.tables().events)
        return found[which % len(found)]

    # --- what reaches us, and when ------------------------------------------------------

    @property
    def sent(self) -> list[Any]:
        return [sent.event for sent in self.house.site.sent]

    @precondition(lambda self: self.undelivered < len(self.sent))
    @rule(lost=st.integers(0, 2), reverse=st.booleans())
    def events_arrive(self, lost: int, reverse: bool) -> None:
        """Those since last time, in order or the other way round; every so many is lost."""
        new = self.sent[self.undelivered :][:: -1 if reverse else 1]
        self.undelivered = len(self.sent)
        for number, event in enumerate(new):
            if not lost or number % (lost + 1):
                self._keep(event)

    @precondition(lambda self: self.sent)
    @rule(which=WHICH)
    def an_old_event_comes_again(self, which: int) -> None:
        self._keep(self.sent[which % len(self.sent)])

    def _keep(self, event: dict[str, Any]) -> None:
        self.house.cop.inbox.keep(reduce("lms", event))

    @rule(step=st.sampled_from(("triage", "refresh", "settle", "all", "restart")))
    def works(self, step: str) -> None:
        context, inbox = self.house.cop.context, self.house.cop.inbox
        {
            "triage": lambda: triage(context, inbox),
            "refresh": lambda: refresh(context, "lms"),
            "settle": lambda: settle(context),
            "all": self.house.work,
            "restart": self.house.open_again,
        }[step]()

    @rule(full=st.booleans())
    def reconciles(self, full: bool) -> None:
        self.house.reconcile(full=full)

    @rule(days=st.sampled_from((0.1, 1, 9)))
    def time_passes(self, days: float) -> None:
        self.house.clock.at += int(days * DAY)

    # --- what people decide here --------------------------------------------------------

    @rule(first=st.integers(0, 3), yes=st.booleans())
    def decides(self, first: int, yes: bool) -> None:
        with self.house.cop.context.db.read() as session:
            choices = [Choice(record.number) for record in waiting(session)][first:]
        decide_all(self.house.cop.context, choices, "admin", yes=yes or first == 0, reason="demikian")

    @rule(month=st.integers(10, 12))
    def closes(self, month: int) -> None:
        try:
            close_period(self.house.cop.context, f"2026-{month}", "admin")
        except NotDone as error:
            assert error.word in ("period_closed", "period_not_begun")

    @rule(minutes=st.sampled_from((30, 60, 90)), back=st.integers(0, 10))
    def publishes(self, minutes: int, back: int) -> None:
        new = MAPPING.replace("praktik-baik}, minutes: 60", f"praktik-baik}}, minutes: {minutes}")
        since = self.house.clock.at - back * DAY
        try:
            self.house.publish(new, valid_from=since)
        except NotDone as error:
            assert error.word == "not_changed"
        else:
            self.published.append((self.house.clock.at, new, since))

    @rule(
        users=st.sets(WHO, min_size=1),
        which=MEETINGS,
        act=st.sampled_from((confirm, deny, withdraw_presence)),
    )
    def corrects_who_was_there(self, users: set[int], which: str, act: Callable[..., int]) -> None:
        accounts = [f"lms:{user}" for user in sorted(users)]
        self._correct(which, lambda house, db, key: act(
            house.cop.context, db, "lms", key, accounts, by=LEADER, reason="daftar kertas"
        ))  # fmt: skip

    @rule(which=MEETINGS, minutes=st.sampled_from((0, 30, 90, 300)))
    def corrects_a_meeting(self, which: str, minutes: int) -> None:
        """Shorter, longer, or that it did not take place."""
        start = self.house.clock.at - DAY
        self._correct(which, lambda house, db, key: decide(
            house.cop.context, db, "lms", key, start=start, minutes=minutes, cancelled=not minutes,
            by=LEADER, reason="begitulah",
        ))  # fmt: skip

    def _correct(self, name: str, act: Callable[[House, Any, str], object]) -> None:
        """Of the first meeting that is known by such a name, if any is."""
        with self.house.cop.context.db.read() as db:
            found = found_sessions(self.house.cop.context, db, mapped_courses(db))
        keys = sorted(each.key for each in found if each.name.startswith(name))

        def do(house: House) -> None:
            with house.cop.context.db.write() as db:
                act(house, db, keys[0])

        if keys:
            do(self.house)
            self.corrections.append(do)

    # --- what must hold -----------------------------------------------------------------

    @invariant()
    def the_ledger_sums_to_what_is_approved_and_earned(self) -> None:
        closed = closed_months(self.house)
        self.lines = check(self.house, self.lines, self.closed)
        self.closed = closed

    @invariant()
    def nobody_gets_more_than_a_cap(self) -> None:
        self._within_caps(self.house.rows("entitlements"))

    def _within_caps(self, rows: list[dict[str, Any]]) -> None:
        for length, most in CAPS.items():
            sums: Counter[tuple[str, str]] = Counter()
            for row in rows:
                sums[row["person"], row["day"][:length]] += row["amount"]
            assert max(sums.values(), default=0) <= most, sums

    def teardown(self) -> None:
        try:
            self._compare()
        finally:
            self.opened.close()

    def _compare(self) -> None:
        house = self.house
        for event in self.sent[self.undelivered :]:
            self._keep(event)
        _come_to_rest(house)
        self.the_ledger_sums_to_what_is_approved_and_earned()
        other = self.opened.enter_context(
            open_house(self.folder / "other", site=house.site, mode="observe", ready=self.ready)
        )
        for at, mapping, since in self.published:
            other.clock.at = at
            other.publish(mapping, valid_from=since)
        other.clock.at = house.clock.at
        other.reconcile(full=True)
        for correct in self.corrections:
            _if_it_is_known(correct, other)
        _come_to_rest(other)
        assert house.export("contributions") == other.export("contributions")
        assert house.export("entitlements") == other.export("entitlements")
        assert _attendance(house) == _attendance(other)
        assert _sums(house) == _sums(other)
        self._within_caps(house.rows("entitlements"))


def _attendance(house: House) -> list[str]:
    """Who has never heard of a meeting that was called off has nobody listed for it either."""
    return [line for line in house.export("attendance").splitlines() if '"session_cancelled"' not in line]


def _if_it_is_known(correct: Act, house: House) -> None:
    """A meeting that was called off since is nothing that could be corrected."""
    try:
        correct(house)
    except NotDone as error:
        assert error.word == "no_such_session"


def _come_to_rest(house: House) -> None:
    house.work()
    house.reconcile(full=True)
    house.wait()
    with house.cop.context.db.write() as session:
        for held in list(session.scalars(select(Held).where(Held.state == "open"))):
            release(session, held, "ratna", house.clock.at)
    house.wait()
    _approve_even_what_was_rejected(house)
    house.work()


def _approve_even_what_was_rejected(house: House) -> None:
    with house.cop.context.db.read() as session:
        query = select(Record.number).where(Record.state.in_(("draft", "rejected")))
        choices = [Choice(number) for number in session.scalars(query)]
    assert decide_all(house.cop.context, choices, "somebody-else", yes=True, reason="") == []


def _sums(house: House) -> Counter[tuple[str, ...]]:
    sums: Counter[tuple[str, ...]] = Counter()
    for line in house.rows("ledger"):
        sums[tuple(str(line[part]) for part in ("account", "community", "day", "scheme"))] += int(
            str(line["amount"])
        )
    return +sums


def test_any_order_of_anything_leads_to_the_same_credit(tmp_path: Path) -> None:
    with open_house(tmp_path / "ready", mode="observe") as house:
        house.publish(MAPPING)
        house.work()
    run_state_machine_as_test(
        lambda: Machine(tmp_path / "ready"),
        settings=settings(
            max_examples=5,
            stateful_step_count=20,
            deadline=None,
            derandomize=True,
            phases=[Phase.explicit, Phase.generate],  # each step costs a reconcile: no time for shrinking
            suppress_health_check=list(HealthCheck),
        ),
    )
