"""Several who write at once on PostgreSQL: what is written as if alone is alone, and one person is settled once."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from config.packs import read_packs
from connector.models.dialects import met_another
from connector.runner.look import names_due
from connector.steps import hr_runs
from connector.steps.approve import Choice, decide_all, waiting
from connector.steps.keeping import unsettle
from connector.steps.publish import publish
from connector.steps.settle import settle
from tests.flow.conftest import House, MakeHouse
from tests.flow.scene import AYU, BAGUS, HASAN, SITI, in_force, practice

pytestmark = pytest.mark.engines("postgresql")


@pytest.fixture
def place(make_house: MakeHouse, ready: Path) -> House:
    return make_house(ready=ready)


def at_once(*deeds: Callable[[], object]) -> list[object]:
    """All begin together; what each returned, or the error it ended with."""
    ready = threading.Barrier(len(deeds))

    def do(deed: Callable[[], object]) -> object:
        ready.wait()
        try:
            return deed()
        except Exception as error:
            return error

    with ThreadPoolExecutor(len(deeds)) as pool:
        return list(pool.map(do, deeds))


def order_of(house: House, first: tuple[str, ...], second: tuple[str, ...]) -> list[str]:
    """In which order two writers end, if the first holds on for a while."""
    ended: list[str] = []
    began = threading.Event()

    def slow() -> None:
        with house.cop.context.db.write(*first):
            began.set()
            time.sleep(0.4)
            ended.append("first")

    def quick() -> None:
        began.wait()
        with house.cop.context.db.write(*second):
            ended.append("second")

    at_once(slow, quick)
    return ended


@pytest.mark.parametrize(
    ("first", "second", "beside"),
    [
        ((), (), False),
        (("a",), (), False),
        ((), ("a",), False),
        (("a", "b"), ("b", "c"), False),
        (("a",), ("b",), True),
    ],
)
def test_only_who_names_another_scope_goes_on_beside(
    place: House, first: tuple[str, ...], second: tuple[str, ...], beside: bool
) -> None:
    assert (order_of(place, first, second) == ["second", "first"]) is beside


def test_two_who_settle_one_person_at_once_book_once(place: House) -> None:
    for user in (AYU, BAGUS):
        practice(place, user)
    place.reconcile()
    context = place.cop.context
    for _ in range(5):
        with context.db.write() as session:
            unsettle(session, ["lms:5", "lms:6"], context.now(), "test")
            choices = [Choice(record.number) for record in waiting(session)]
        told = at_once(
            *[lambda: settle(context)] * 4,
            lambda choices=choices: decide_all(context, choices, "ratna", yes=True, reason=""),
        )
        assert not [error for error in told if isinstance(error, Exception)]
        place.work()
    assert [in_force(place, user) for user in (AYU, BAGUS)] == [1, 1]
    assert len(place.rows("ledger")) == 2


def test_an_approval_is_given_once(place: House) -> None:
    practice(place, AYU)
    place.reconcile()
    with place.cop.context.db.read() as session:
        [choice] = [Choice(record.number, record.revision) for record in waiting(session)]

    def approve() -> object:
        return decide_all(place.cop.context, [choice], "ratna", yes=True, reason="")

    refusals = [told[0].word for told in at_once(*[approve] * 4) if told]  # type: ignore[index]
    assert refusals == ["nothing_waits"] * 3
    assert in_force(place, AYU) == 1


def test_a_run_for_hr_and_a_version_are_made_once(place: House) -> None:
    practice(place, AYU)
    place.reconcile()
    place.approve_all()
    context = place.cop.context
    runs = at_once(*[lambda: hr_runs.compose_run(context, "simpeg")] * 4)
    assert [type(run).__name__ for run in runs].count("Message") == 1
    text = Path("config/packs/indonesia-asn.yaml").read_text(encoding="utf-8") + "\n# again\n"
    told = at_once(*[lambda: publish(context, text, read_packs(), "ratna")] * 3)
    assert sorted(str(getattr(each, "word", each)) for each in told) == ["2", "not_changed", "not_changed"]


def test_slots_share_all_people_and_read_all_hints(place: House) -> None:
    for user in (AYU, BAGUS, SITI, HASAN):
        practice(place, user)
    place.reconcile()
    context = place.cop.context
    with context.db.write() as session:
        unsettle(session, [f"lms:{user}" for user in range(4, 16)], context.now(), "test")
    done = at_once(*[lambda slot=slot: settle(context, slot, 3) for slot in range(3)])
    assert sum(int(str(each)) for each in done) == 12
    assert sum(1 for each in done if each) > 1, "more than one had something to do"


def test_the_look_finds_what_is_due_and_now_and_then_takes_all(place: House) -> None:
    names = ["own", "lms:lms", "settle:0/4", "figures:lms", "hr:simpeg", "something:new"]
    inbox, context = place.cop.inbox, place.cop.context
    quiet = {name for at in range(1, 6) for name in names_due(context, inbox, names, at)}
    assert quiet == set(names), "each within five seconds, whatever is found"
    practice(place, AYU)
    place.reconcile()
    with context.db.write() as session:
        unsettle(session, ["lms:6"], context.now(), "test")
    assert all("settle:0/4" in names_due(context, inbox, names, at) for at in range(1, 6))


def test_only_a_meeting_of_two_is_taken_for_one() -> None:
    class Told(Exception):
        def __init__(self, state: str) -> None:
            self.orig = type("Orig", (), {"sqlstate": state})()

    assert met_another(Told("40P01"))
    assert not met_another(Told("42P01"))
    assert not met_another(ValueError())
