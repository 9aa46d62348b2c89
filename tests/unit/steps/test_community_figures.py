"""Each figure of the community page, counted by hand."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from sqlalchemy import event
from sqlalchemy.dialects import postgresql

from connector.models.credit import ContributionRow
from connector.models.database import Database
from connector.steps import world as timeline_world
from connector.steps.community_activity import Talkers, by_kind, by_week, count_newcomers, talkers
from connector.steps.community_figures import figures, percent
from connector.steps.community_people import count_members, members, new_faces, who_is_who
from connector.steps.community_replies import opened, replies, unanswered
from tests.unit.steps.community_world import DAY, HOUR, MAPPING, NOW, OURS, World


@pytest.fixture
def here(db: Database, monkeypatch: pytest.MonkeyPatch) -> Iterator[World]:
    monkeypatch.setattr(timeline_world, "_mapping", lambda _session, _number: MAPPING)
    with db.write() as session:
        yield World(session).begin()


def test_a_week_begins_on_monday_in_the_institutions_zone(here: World) -> None:
    monday = NOW - HOUR  # 00:00 in Jakarta, while it is Sunday in UTC
    assert here.window.weeks[-1] == monday
    assert here.window.start == monday - 11 * 7 * DAY
    here.post(5, monday)
    here.post(5, monday - 1)
    here.post(6, monday - 1)
    here.post(5, here.window.start)
    here.post(5, here.window.start - 1)
    weeks = by_week(here.db, here.said, here.window)["ak"]
    assert [(week.posts, week.people) for week in weeks] == [(1, 1), *[(0, 0)] * 9, (2, 2), (1, 1)]


def test_what_does_not_count(here: World) -> None:
    here.post(5, NOW - HOUR, state="gone")
    here.post(5, NOW - HOUR, private=True)
    here.post(5, NOW - HOUR, blank=True)
    here.post(OURS, NOW - HOUR)
    here.post(None, NOW - HOUR)
    here.post(5, None)
    here.post(5, NOW - HOUR, forum=6)
    assert talkers(here.db, here.said, here.window) == {}
    here.post(5, NOW - HOUR, forum=5)
    assert talkers(here.db, here.said, here.window) == {"pp": Talkers(1, 1, 1)}


def test_a_post_that_says_nothing_of_privacy_counts(here: World) -> None:
    here.post(5, NOW, private=None, blank=None)
    assert talkers(here.db, here.said, here.window) == {"ak": Talkers(1, 1, 1)}


def test_share_of_the_most_active_tenth_of_all_who_are_active(here: World) -> None:
    """Of eleven people two are the tenth, rounded up: five and three of seventeen posts."""
    for user, posts in ((10, 5), (11, 3), *((user, 1) for user in range(12, 21))):
        for _ in range(posts):
            here.post(user, NOW - DAY)
    here.post(10, here.window.start - 1)
    assert talkers(here.db, here.said, here.window) == {"ak": Talkers(11, 17, 8)}


def test_two_accounts_of_one_person_are_one(here: World) -> None:
    here.account(5)
    here.account(6, person=5)
    first = here.post(5, NOW - 3 * DAY)
    here.post(6, NOW - 3 * DAY + 60, first)
    assert talkers(here.db, here.said, here.window)["ak"].active == 1
    assert replies(here.db, here.said, here.window)["ak"].unanswered == 1
    assert count_newcomers(here.db, here.said, here.window) == {"ak": 1}


def test_a_newcomer_has_first_posted_in_the_last_28_days(here: World) -> None:
    here.post(5, NOW - 28 * DAY)
    here.post(6, NOW - 28 * DAY - 1)
    here.post(6, NOW - DAY)
    here.post(7, here.window.start - 300 * DAY)
    here.post(7, NOW - DAY)
    here.post(7, NOW - DAY, forum=5)
    assert count_newcomers(here.db, here.said, here.window) == {"ak": 1, "pp": 1}


def test_newcomers_are_told_with_whether_anybody_replied(here: World) -> None:
    for user in (5, 6, 7, 8):
        here.account(user)
        here.enrol(user, "teacher" if user == 8 else "student")
    old = here.post(20, NOW - 60 * DAY)
    mine = here.post(5, NOW - 3 * DAY)
    here.post(20, NOW - 2 * DAY, mine)
    here.post(6, NOW - 2 * DAY, old)
    here.post(20, NOW - DAY, old)  # to the opening, not to the newcomer
    waiting = here.post(7, NOW - DAY)
    here.post(7, NOW - HOUR, waiting)
    here.post(8, NOW - HOUR)
    only_ak = here.grounds("ak")[0]
    found = new_faces(here.db, here.said, here.window, 9)
    assert [(one.person, one.greeted) for one in found] == [
        ("lms:8", False),
        ("lms:7", False),
        ("lms:6", False),
        ("lms:5", True),
    ]
    assert (found[1].discussion, found[1].source) == (waiting, "lms")
    welcome = new_faces(here.db, here.said, here.window, 9, welcoming=only_ak)
    assert [one.person for one in welcome] == ["lms:7", "lms:6"]
    second = new_faces(here.db, here.said, here.window, 1, 1, welcoming=only_ak)
    assert [one.name for one in second] == ["Orang 6"]


def test_how_soon_somebody_else_replied(here: World) -> None:
    for wait in (HOUR, HOUR + 1, DAY, DAY + 1, 3 * DAY, 7 * DAY, 7 * DAY + 1):
        first = here.post(5, NOW - 20 * DAY)
        here.post(6, NOW - 20 * DAY + wait, first)
        here.post(7, NOW - 20 * DAY + wait + 5, first)
    alone = here.post(5, NOW - 20 * DAY)
    here.post(5, NOW - 20 * DAY + 60, alone)
    told = replies(here.db, here.said, here.window)["ak"]
    assert told.spans == {"hour": 1, "day": 2, "three_days": 2, "week": 1, "later": 1, "none": 1}
    assert (told.day_old, told.within_day, told.unanswered) == (8, 3, 1)


def test_a_young_discussion_is_not_late_yet(here: World) -> None:
    here.post(5, NOW - DAY + 1)
    here.post(5, NOW - DAY)
    here.post(5, NOW - 2 * DAY)
    here.post(5, NOW - 2 * DAY - 1)
    told = replies(here.db, here.said, here.window)["ak"]
    assert (told.spans["none"], told.day_old, told.unanswered) == (4, 3, 1)


def test_nobody_answers_announcements_nor_what_cannot_be_seen_yet(here: World) -> None:
    here.post(5, NOW - 5 * DAY, forum=2)
    hidden, open_ = here.post(5, NOW - 5 * DAY), here.post(5, NOW - 5 * DAY)
    here.fact("discussion", str(hidden), data={"timestart": NOW + 1})
    here.fact("discussion", str(open_), data={"timestart": NOW})
    here.post(5, here.window.start - 1)
    assert replies(here.db, here.said, here.window)["ak"].unanswered == 1
    assert [one.discussion for one in unanswered(here.db, here.said, here.window, 9)] == [open_]


def test_a_reply_that_is_gone_or_private_answers_nothing(here: World) -> None:
    first = here.post(5, NOW - 5 * DAY)
    here.post(6, NOW - 4 * DAY, first, state="gone")
    here.post(6, NOW - 4 * DAY, first, private=True)
    here.post(OURS, NOW - 4 * DAY, first)
    assert replies(here.db, here.said, here.window)["ak"].unanswered == 1


def test_what_waits_is_listed_oldest_first_and_in_parts(here: World) -> None:
    late, later = here.post(5, NOW - 4 * DAY), here.post(6, NOW - 9 * DAY)
    found = unanswered(here.db, here.said, here.window, 9)
    assert [(one.discussion, one.person, one.subject) for one in found] == [
        (later, "lms:6", f"Perihal {later}"),
        (late, "lms:5", f"Perihal {late}"),
    ]
    assert [one.discussion for one in unanswered(here.db, here.said, here.window, 1, 1)] == [late]


def test_who_is_who(here: World) -> None:
    here.account(4, name="Zaenal")
    here.account(5, name="Budi")
    here.account(6, person=5)
    here.account(7, name="Ayu")
    here.enrol(4, "editingteacher", "student")
    here.enrol(5, "student")
    here.enrol(6, "teacher")
    here.enrol(7, "guestteacher")
    here.enrol(8, "student", state="gone")
    here.enrol(OURS, "editingteacher")
    here.enrol(9, "teacher", course=3)
    [ak, pp] = here.grounds()
    assert [(one.name, one.role) for one in who_is_who(here.db, ak, 9)] == [
        ("Zaenal", "expert"),
        ("Budi", "moderator"),
        ("Ayu", "member"),
    ]
    assert [one.name for one in who_is_who(here.db, ak, 1, 2)] == ["Ayu"]
    assert count_members(here.db, [ak, pp]) == {
        "ak": {"expert": 1, "moderator": 1, "member": 1},
        "pp": {"member": 1},
    }


def test_contributions_by_kind_are_of_the_window(here: World) -> None:
    window = here.window
    told = [("ak", "solution", NOW), ("ak", "solution", window.start), ("ak", "answer", NOW)]
    told += [("ak", "answer", window.start - 1), ("pp", "problem", NOW), ("xx", "problem", NOW)]
    for number, (community, kind, at) in enumerate(told):
        row = ContributionRow(source="lms", fact_kind="post", fact_id=str(number), account="lms:5")
        row.community, row.rule, row.kind, row.time, row.version = community, "r", kind, at, 1
        here.db.add(row)
    here.db.flush()
    found = by_kind(here.db, ["ak", "pp"], window)
    assert found == {"ak": {"solution": 2, "answer": 1}, "pp": {"problem": 1}}


def test_percent_rounds_halves_up_and_knows_nothing_of_nothing() -> None:
    assert [percent(*pair) for pair in ((1, 3), (2, 3), (1, 200), (1, 201), (5, 5), (0, 7), (0, 0))] == [
        33,
        67,
        1,
        0,
        100,
        0,
        None,
    ]


def test_a_silent_community_has_figures_too(here: World) -> None:
    told = figures(here.db, here.grounds(), here.window)
    assert told.keys() == {"ak", "pp"}
    assert (told["ak"].members, told["ak"].within_day, told["ak"].by_the_few) == (0, None, None)
    assert [week.posts for week in told["ak"].weeks] == [0] * 12
    assert figures(here.db, [], here.window) == {}


@pytest.mark.parametrize("posts", [10, 1000])
def test_the_number_of_questions_does_not_depend_on_the_posts(here: World, posts: int, db: Database) -> None:
    for number in range(posts):
        user = 10 + number % (posts // 2)
        here.account(user) if number < posts // 2 else None
        first = here.post(user, NOW - number * HOUR)
        here.fact("discussion", str(first), container="forum:1", author=user, data={"timestart": 0})
    ground = here.grounds()
    asked: list[str] = []
    event.listen(db.engine, "before_cursor_execute", lambda *told: asked.append(told[2]))
    told = figures(here.db, ground, here.window)
    assert told["ak"].talkers.posts == posts
    assert len(asked) == 6


def test_what_is_asked_is_no_dialect_of_one_database(here: World) -> None:
    """PostgreSQL is to be asked the same; what only SQLite knows would not compile or stand out."""
    said, window = here.said, here.window
    asked = [
        str(query.select().compile(dialect=postgresql.dialect())) for query in (said, opened(said, window))
    ]
    asked.append(str(members(here.grounds()).select().compile(dialect=postgresql.dialect())))
    assert not [text for text in asked if "json_extract" in text.lower()]
