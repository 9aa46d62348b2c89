"""Events are answered without what the desk does around its pages."""

from __future__ import annotations

from connector.app import make_flask
from tests.flow.conftest import SECRET, House

EVENT = {"eventname": "\\core\\event\\user_updated", "token": SECRET}


def test_an_answer_to_a_sender_carries_nothing_of_the_desk(house: House) -> None:
    answer = make_flask(house.cop).test_client().post("/webhooks/moodle/lms", json=EVENT)
    assert (answer.status_code, answer.get_json()) == (202, {"accepted": True})
    assert "Content-Security-Policy" not in answer.headers
    assert house.cop.inbox.kept == 1


def test_the_desk_keeps_its_own(house: House) -> None:
    answer = make_flask(house.cop).test_client().get("/webhooks-of-mine")
    assert answer.status_code in (302, 303, 404)
    assert "default-src 'none'" in answer.headers["Content-Security-Policy"]
