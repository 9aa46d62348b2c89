"""What nobody foresaw: a message that breaks our own code stops no other, is tried ever later, and comes to an end."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from sqlalchemy.exc import OperationalError

from connector.steps import figures, hr_runs, outbox
from connector.steps.outbox import UNFORESEEN
from tests.flow.conftest import House
from tests.flow.scene import AYU, HOUR, MADE, messages
from tests.flow.test_figures import approved
from tests.flow.test_outbox_crash import board as board
from tests.flow.test_recognition import badges, earn
from tests.flow.test_recognition import later as days_later
from tests.flow.test_recognition import told as told
from tests.flow.test_summaries import ADD, impatient, ours, rest, states, talk


def breaks(lms: Any, call: str, times: int = 1) -> None:
    """After the LMS has carried out this call, something of ours fails so many times."""
    honest, left = getattr(lms, call), [times]

    def broken(*args: Any, **more: Any) -> Any:
        answer = honest(*args, **more)
        if left[0]:
            left[0] -= 1
            raise KeyError("nobody thought of this")
        return answer

    setattr(lms, call, broken)


def test_one_that_breaks_us_holds_up_nobody_and_is_given_up_in_the_end(house: House) -> None:
    approved(house, AYU, MADE)
    lms: Any = house.cop.context.sources["lms"]
    honest, tried = lms.profile_values, []

    def profile_values(users: list[int], field: str) -> Any:
        if AYU in users:
            tried.append(house.clock.at)
            raise ZeroDivisionError("a figure that nobody thought of")
        return honest(users, field)

    lms.profile_values = profile_values
    while any(message.state == "pending" for message in messages(house)):
        house.clock.at += 60 if len(tried) < 8 else 8 * HOUR
        figures.send_figures(house.cop.context, "lms")
    ended = {message.subject: (message.state, message.reason) for message in messages(house)}
    assert ended == {f"lms:{AYU}": ("dead", UNFORESEEN), f"lms:{MADE}": ("sent", None)}
    assert len(tried) == outbox.TRIES
    pauses = [after - before for before, after in pairwise(tried)]
    assert pauses[0] <= 180 < pauses[6], "ever later; of two that failed one is taken at a time"


def test_a_post_that_may_stand_there_is_looked_for_first(board: House) -> None:
    talk(board)
    impatient(board)
    breaks(board.cop.context.sources["lms"], "add_discussion")
    rest(board)
    assert states(board) == [("pending", UNFORESEEN)]
    [message] = messages(board, "summary")
    assert message.look_first
    assert message.next_at - (message.taken_at or 0) >= outbox.LONGEST_RUN_S
    board.clock.at += HOUR
    board.work()
    assert [state for state, _ in states(board)] == ["sent"]
    assert (len(ours(board)), board.site.calls[ADD]) == (1, 1)


def test_a_badge_is_given_once(told: House) -> None:
    earn(told)
    assert told.approve_all() == []
    breaks(told.cop.context.sources["lms"], "cohort_add")
    days_later(told, 8)
    assert [message.reason for message in messages(told, "cohort-member")] == [UNFORESEEN]
    told.clock.at += HOUR
    told.work()
    assert badges(told) == [AYU]


def test_a_run_for_hr_goes_on(house: House, monkeypatch: pytest.MonkeyPatch) -> None:
    approved(house, AYU)
    house.hr.mkdir(exist_ok=True)
    run = hr_runs.compose_run(house.cop.context, "simpeg")
    assert run is not None

    def write(*_: Any) -> None:
        raise KeyError("a column that nobody thought of")

    with monkeypatch.context() as patch:
        patch.setattr(hr_runs, "write", write)
        house.work()
    [message] = messages(house, hr_runs.KIND)
    assert (message.state, message.reason, message.attempts) == ("pending", UNFORESEEN, 1)
    house.clock.at += 60
    house.work()
    assert sorted(path.suffix for path in house.hr.iterdir()) == [".csv", ".json", ".xlsx"]


def test_a_database_that_is_away_wears_out_no_try(house: House) -> None:
    approved(house, AYU)

    def gone(*_: Any) -> None:
        raise OperationalError("SELECT 1", {}, Exception("the server closed the connection"))

    lms: Any = house.cop.context.sources["lms"]
    lms.profile_values = gone
    with pytest.raises(OperationalError):
        figures.send_figures(house.cop.context, "lms")
    [message] = messages(house)
    assert (message.state, message.reason) == ("sending", None), "it is taken up again as after a crash"


def test_one_that_may_be_what_we_die_of_is_not_taken_up_for_ever(house: House) -> None:
    approved(house, AYU)
    context = house.cop.context
    for _ in range(outbox.TRIES):
        with context.db.write() as session:
            [_] = outbox.take(session, "lms:lms", figures.KIND, context.now(), 1)
        with context.db.write() as session:
            assert outbox.take_up_again(session, context.now() + 1) <= 1
        house.clock.at += HOUR
    [message] = messages(house)
    assert (message.state, message.reason, message.attempts) == ("dead", UNFORESEEN, outbox.TRIES)
