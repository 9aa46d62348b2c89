"""Many discussions read with one call are taken in together, and still each for itself."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import event

from connector.errors import Gone, LmsError, NotAllowed, TryLater
from connector.lms.port import Ask, Posts, Want
from connector.models.lms import FactRow, Lookup, Missing, Reading
from connector.steps.absence import found_missing
from connector.steps.refresh import refresh
from connector.steps.triage import triage
from tests.flow.conftest import House
from tests.flow.scene import (
    AYU,
    BAGUS,
    BLOG,
    MADE,
    SITI,
    YOHANES,
    answer,
    earned,
    first_post,
    forge,
    hints,
    practice,
    reads,
    text,
)
from tests.flow.test_reconcile_by_itself import last_repaired

pytestmark = pytest.mark.engines("sqlite", "postgresql")


@pytest.fixture
def still(house: House) -> House:
    """Only what a test forges is told."""
    house.site.sender.paused = True
    return house


def read_once(house: House) -> None:
    """What is due, in one call."""
    triage(house.cop.context, house.cop.inbox)
    refresh(house.cop.context, "lms")


def answers_differently(house: House, change: Callable[[Want, Any], Any]) -> None:
    lms: Any = house.cop.context.sources["lms"]
    honest = lms.read

    def read(wants: Sequence[Want]) -> list[Any]:
        return [change(want, each) for want, each in zip(wants, honest(wants), strict=True)]

    lms.read = read


def posts(house: House) -> dict[str, dict[str, Any]]:
    return {str(row["id"]): row for row in house.rows("facts") if row["kind"] == "post"}


def statements(house: House, deed: Callable[[], object]) -> int:
    told: list[str] = []
    engine = house.cop.context.db.engine

    def note(_c: object, _u: object, statement: str, *_rest: object) -> None:
        told.append(statement)

    event.listen(engine, "before_cursor_execute", note)
    try:
        deed()
    finally:
        event.remove(engine, "before_cursor_execute", note)
    return len(told)


def written_anew(house: House, count: int) -> None:
    for discussion in [practice(house, AYU) for _ in range(count)]:
        forge(house, "discussion_created", discussion)


def edited(house: House, count: int) -> None:
    house.clock.at += 1
    for discussion in sorted(house.site.tables.discussions)[-count:]:
        post = first_post(house, discussion)
        house.site.deeds.edit_post(AYU, post, text(140 + house.clock.at % 50))
        forge(house, "post_updated", post, discussionid=discussion)


def lost(house: House, count: int) -> None:
    for discussion in sorted(house.site.tables.discussions)[-count:]:
        post = answer(house, AYU, discussion)
        forge(house, "post_created", post, discussionid=discussion)
        house.work()
        house.site.deeds.delete_post(BAGUS, post)
        forge(house, "post_deleted", post, discussionid=discussion)


@pytest.mark.parametrize("deed", [written_anew, edited, lost])
def test_many_take_no_more_statements_than_few(still: House, deed: Callable[[House, int], None]) -> None:
    written_anew(still, 20)
    still.reconcile()
    costs = []
    for count in (3, 20):
        deed(still, count)
        triage(still.cop.context, still.cop.inbox)
        costs.append(statements(still, lambda: refresh(still.cop.context, "lms")))
        still.work()
    assert costs[1] <= costs[0] < 45


def test_a_reply_that_was_split_off_is_not_looked_for_where_it_was(still: House) -> None:
    discussion = practice(still, YOHANES)
    post = answer(still, AYU, discussion, words=130)
    still.reconcile()
    new = still.site.deeds.split(BAGUS, post, "Praktik yang lain")
    asked = reads(still, "mod_forum_get_discussion_post")
    for each in (discussion, new):
        forge(still, "discussion_updated", each)
    still.work()
    assert reads(still, "mod_forum_get_discussion_post") == asked
    assert (posts(still)[str(post)]["state"], earned(still, AYU)) == ("present", 1)


def test_a_loss_that_a_person_decided_about_is_not_looked_for_again(still: House) -> None:
    discussion = practice(still, YOHANES)
    kept, new = (str(answer(still, AYU, discussion)) for _ in range(2))
    still.reconcile()
    for post in (kept, new):
        still.site.deeds.delete_post(BAGUS, int(post))
    with still.cop.context.db.write() as session:
        row = session.get_one(FactRow, ("lms", "post", kept))
        found_missing(session, row, row.read_no + 1, still.clock.at, announced=False)
        session.flush()
        session.get_one(Missing, ("lms", "post", kept)).state = "kept"
    forge(still, "discussion_updated", discussion)
    read_once(still)
    assert [id_ for ask, id_ in hints(still) if ask == "post"] == [new]


def test_of_a_post_that_two_answers_tell_the_first_counts(still: House) -> None:
    """It was split off between the two."""
    old, new = practice(still, YOHANES), practice(still, MADE)
    told: list[Posts] = []

    def also_there(want: Want, answer_: Any) -> Any:
        if want.ask is not Ask.POSTS:
            return answer_
        told.append(answer_)
        moved = [
            replace(fact, data={**fact.data, "discussion": answer_.discussion}) for fact in told[0].facts
        ]
        return answer_ if answer_ is told[0] else replace(answer_, facts=(*answer_.facts, *moved))

    answers_differently(still, also_there)
    for each in (old, new):
        forge(still, "discussion_updated", each)
    read_once(still)
    assert len(told) == 2
    place = posts(still)[told[0].facts[0].id]["data"]
    assert place["discussion"] == told[0].discussion  # type: ignore[index]


@pytest.mark.parametrize(
    ("error", "left"),
    [
        (TryLater("an answer that cannot be read", word="strange"), True),
        (NotAllowed("hidden", word="posts_hidden"), True),
        (Gone("deleted", word="gone"), False),
    ],
)
def test_what_fails_touches_itself_alone(still: House, error: LmsError, left: bool) -> None:
    first, bad, last = (practice(still, user) for user in (YOHANES, MADE, SITI))
    answers_differently(
        still, lambda want, said: error if (want.ask, want.id) == (Ask.POSTS, str(bad)) else said
    )
    for each in (first, bad, last):
        forge(still, "post_created", first_post(still, each), discussionid=each)
    read_once(still)
    assert set(posts(still)) == {str(first_post(still, each)) for each in (first, last)}
    waiting = {id_ for ask, id_ in hints(still) if ask == "posts"}
    assert waiting == {str(bad)}, "it was told of, so it is looked for again, now or later"
    with still.cop.context.db.read() as session:
        row = session.get(Reading, ("lms", "posts", str(bad)))
        assert (row is not None and row.problem == error.word) is left


def test_other_peoples_places_are_left_alone_among_ours(still: House) -> None:
    ours, others = practice(still, YOHANES), practice(still, MADE, 8)
    for each in (ours, others):
        forge(still, "discussion_updated", each)
    with still.cop.context.db.write() as session:
        session.get_one(Lookup, ("lms", "idnumber=COP-PP")).courses = []
    read_once(still)
    assert set(posts(still)) == {str(first_post(still, ours))}


def test_what_an_event_told_is_not_counted_among_what_a_reconcile_found(still: House) -> None:
    told, found = practice(still, YOHANES, BLOG), practice(still, MADE, BLOG)

    def told_meanwhile(want: Want, said: Any) -> Any:
        if want.ask is Ask.HEADS and want.id == str(BLOG):
            forge(still, "post_created", first_post(still, told), discussionid=told)
            triage(still.cop.context, still.cop.inbox)
        return said

    answers_differently(still, told_meanwhile)
    still.reconcile()
    assert set(posts(still)) == {str(first_post(still, each)) for each in (told, found)}
    assert last_repaired(still)["post"] == {"new": 1}
