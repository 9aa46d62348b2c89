"""Events are answered without what the desk does around its pages."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pytest

from connector.app import make_flask
from connector.runner.embedded import Runner
from connector.steps.inbox_rows import CURSOR
from connector.steps.numbers import number
from tests.flow.conftest import SECRET, House

EVENT = {"eventname": "\\core\\event\\user_updated", "token": SECRET}


def test_an_answer_to_a_sender_carries_nothing_of_the_desk(house: House) -> None:
    answer = make_flask(house.cop).test_client().post("/webhooks/moodle/lms", json=EVENT)
    assert (answer.status_code, answer.get_json()) == (202, {"accepted": True})
    assert "Content-Security-Policy" not in answer.headers
    assert [event.name for _, event in house.cop.inbox.after(0, 10)] == [EVENT["eventname"]]


def test_the_desk_keeps_its_own(house: House) -> None:
    answer = make_flask(house.cop).test_client().get("/webhooks-of-mine")
    assert answer.status_code in (302, 303, 404)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]


@pytest.fixture
def running(house: House) -> Iterator[House]:
    cop = house.cop
    runner = Runner(cop.context, cop.inbox, 90, cop.courtesy)
    with cop.courtesy.answering():
        runner.start()
        yield house
    runner.stop()


def looked_at(house: House) -> int:
    with house.cop.context.db.read() as session:
        return number(session, CURSOR)


def test_the_work_of_the_process_rests_meanwhile_and_then_goes_on(running: House) -> None:
    make_flask(running.cop).test_client().post("/webhooks/moodle/lms", json=EVENT)
    time.sleep(0.5)
    assert looked_at(running) == 0
    end = time.monotonic() + 20
    while not looked_at(running) and time.monotonic() < end:
        time.sleep(0.05)
    assert looked_at(running) == 1
