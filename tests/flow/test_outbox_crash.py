"""What was called and not noted: a crash, a time-out, an answer that comes late. One stays, none is missing."""

from __future__ import annotations

from typing import Any

import pytest

from connector.sandbox.rows import Post
from connector.steps import figures, outbox
from connector.steps.delivery import claim
from tests.flow.conftest import House
from tests.flow.scene import AYU, HOUR, MADE, SITI, messages
from tests.flow.test_figures import WRITE, approved
from tests.flow.test_figures import shown as figure
from tests.flow.test_own_posts import RELATED, ask_again, solved, with_rules
from tests.flow.test_own_posts import ours as our_posts
from tests.flow.test_own_posts import quiet as quiet
from tests.flow.test_summaries import (
    ADD,
    DECISION,
    UPDATE,
    impatient,
    ours,
    prepare,
    replies,
    rest,
    row,
    shown,
    states,
    talk,
)


class Killed(BaseException):
    """The process ends here."""


def kill_after(house: House, call: str) -> None:
    """The process ends when the LMS has carried out this call, and before its answer is noted."""
    lms: Any = house.cop.context.sources["lms"]
    honest = getattr(lms, call)

    def killed(*args: Any, **more: Any) -> None:
        honest(*args, **more)
        raise Killed

    setattr(lms, call, killed)


def restart(house: House) -> None:
    house.open_again()
    house.clock.at += HOUR
    house.work()


@pytest.fixture
def board(house: House) -> House:
    prepare(house)
    return house


def test_a_figure_that_was_written_and_not_noted_is_not_written_again(house: House) -> None:
    approved(house, AYU)
    kill_after(house, "write_profile")
    with pytest.raises(Killed):
        house.work()
    assert [message.state for message in messages(house)] == ["sending"]
    restart(house)
    assert (figure(house, AYU), house.site.calls[WRITE]) == ("1", 1)
    assert [message.state for message in messages(house)] == ["sent"]


def test_a_summary_that_was_posted_and_not_noted_is_not_posted_again(board: House) -> None:
    talk(board)
    kill_after(board, "add_discussion")
    with pytest.raises(Killed):
        rest(board)
    assert [state for state, _ in states(board)] == ["sending"]
    restart(board)
    assert (len(ours(board)), board.site.calls[ADD]) == (1, 1)
    assert states(board) == [("sent", None)]


def test_a_post_that_was_not_noted_and_no_longer_holds_is_withdrawn_and_known(board: House) -> None:
    discussion = talk(board)
    kill_after(board, "add_discussion")
    with pytest.raises(Killed):
        rest(board)
    for post in reversed(replies(board, discussion)):
        board.site.deeds.delete_post(MADE, post)
    restart(board)
    [standing] = ours(board)
    assert (row(board).state, row(board).placed) == ("withdrawn", standing.id)
    assert states(board) == [("sent", None)]


def test_an_update_that_was_made_and_not_noted_is_no_moderators_edit(board: House) -> None:
    discussion = talk(board)
    rest(board)
    decision = replies(board, discussion)[-1]
    board.site.deeds.edit_post(SITI, decision, DECISION.replace("Senin depan", "Rabu depan"))
    kill_after(board, "update_post")
    with pytest.raises(Killed):
        rest(board)
    restart(board)
    assert "Rabu depan" in shown(board)
    assert states(board) == [("sent", None), ("sent", None)]
    assert (board.site.calls[ADD], board.site.calls[UPDATE]) == (1, 1)


def test_a_reply_that_was_posted_and_not_noted_is_not_posted_again(quiet: House) -> None:
    house = with_rules(quiet, RELATED)
    solved(house)
    kill_after(house, "add_reply")
    with pytest.raises(Killed):
        ask_again(house)
    restart(house)
    assert len(our_posts(house)) == 1
    assert [message.state for message in messages(house, "related")] == ["sent"]


def test_a_post_that_appears_half_a_minute_after_the_first_look_leaves_one_visible(board: House) -> None:
    talk(board)
    impatient(board)
    board.site.faults.set("timeout_after", function=ADD, seconds=0.8, count=1)
    board.site.faults.set("late_visibility_s", seconds=3600, count=1)
    rest(board)
    assert states(board) == [("pending", "outcome_unknown")]
    board.clock.at += 299
    board.work()
    assert board.site.calls[ADD] == 1, "the site may still be at it: a look would prove nothing"
    board.clock.at += 1
    board.work()
    assert board.site.calls[ADD] == 2
    board.clock.at += 30
    board.site._past.clear()  # now the first one is seen
    assert len(ours(board)) == 2
    board.clock.at += 30
    board.work()
    [left] = ours(board)
    for _ in range(3):
        rest(board)
    assert ours(board) == [left]
    assert {state for state, _ in states(board)} == {"sent"}


def test_a_member_who_quotes_the_marker_is_not_found_in_place_of_a_lost_post(board: House) -> None:
    discussion = talk(board)
    impatient(board)
    board.site.faults.set("timeout_before", function=ADD, seconds=0.8, count=1)
    quote = f'<div class="cop-ringkasan cop-ringkasan-{discussion}">salinan</div>'
    forum = max(board.site.tables.forums)
    quoting = board.site.deeds.start_discussion(SITI, forum, "Kutipan", quote)
    rest(board)
    board.clock.at += HOUR
    board.work()
    assert len(ours(board)) == 1
    assert member_post(board, quoting).message == quote


def member_post(house: House, discussion: int) -> Post:
    return house.site.tables.posts[house.site.tables.discussions[discussion].firstpost]


def test_a_moderator_who_removes_a_post_of_unknown_outcome_is_heard(board: House) -> None:
    discussion = talk(board)
    rest(board)
    impatient(board)
    board.site.faults.set("timeout_after", function=UPDATE, seconds=0.8, count=1)
    decision = replies(board, discussion)[-1]
    board.site.deeds.edit_post(SITI, decision, DECISION.replace("Senin depan", "Rabu depan"))
    rest(board)
    board.site.deeds.delete_discussion(MADE, ours(board)[0].id)
    board.clock.at += HOUR
    board.work()
    assert states(board)[-1] == ("refused", "removed_by_moderator")
    assert (ours(board), board.site.calls[ADD]) == ([], 1)


def test_who_was_thought_dead_and_comes_back_neither_undoes_nor_doubles(board: House) -> None:
    """A machine that slept between the look and the post: another has sent the message in the meantime."""
    talk(board)
    lms: Any = board.cop.context.sources["lms"]
    honest = lms.add_discussion

    def slept(*args: Any) -> int:
        lms.add_discussion = honest
        board.clock.at += HOUR
        board.work()  # another process: it takes the message up again, looks, and posts
        assert states(board) == [("sent", None)]
        number: int = honest(*args)
        return number

    lms.add_discussion = slept
    rest(board)
    assert states(board) == [("sent", None)]
    assert len(ours(board)) == 2
    board.clock.at += 60
    board.work()
    assert len(ours(board)) == 1
    assert {state for state, _ in states(board)} == {"sent"}


def test_what_came_of_a_claim_that_was_lost_is_not_noted(house: House) -> None:
    approved(house, AYU)
    context = house.cop.context
    [mine] = claim(context, "lms", figures.KIND, 1)
    with context.db.write() as session:
        outbox.take_up_again(session, context.now() + 1)
    house.clock.at += 1
    [theirs] = claim(context, "lms", figures.KIND, 1)
    with context.db.write() as session:
        outbox.refused(session, mine, context.now(), "too_late", {})
        outbox.try_again(session, mine, context.now(), "too_late", wait=None, unknown=False)
        outbox.put_back(session, mine, context.now(), "too_late")
    assert [(one.state, one.reason) for one in messages(house)] == [("sending", None)]
    with context.db.write() as session:
        outbox.sent(session, theirs, context.now(), {})
    assert [one.state for one in messages(house)] == ["sent"]
