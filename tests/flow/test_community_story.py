"""The story's two communities, as the connector read them: figures counted another way, and the recordings."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from connector.sandbox import play
from connector.sandbox.rows import SERVICE_ACCOUNT
from connector.sandbox.story import both
from connector.steps.community_figures import Figures, figures
from connector.steps.community_knowledge import recordings, recordings_of, summaries
from connector.steps.community_places import grounds
from connector.steps.community_sessions import Meetings, meetings
from connector.steps.community_talk import Window
from connector.steps.session_lists import session_named
from tests.flow.conftest import House, MakeHouse, open_house
from tests.flow.scene import AK

BASE = 1_793_000_000
DAY = 86_400
FULL = Path("config/packs/indonesia-asn-lengkap.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def told(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("told") / "house"
    with open_house(folder) as house:
        tell(house)
        house.reconcile(full=True)
        house.reconcile()
    return folder


def tell(house: House) -> None:
    house.publish(FULL)
    house.work()
    house.site.sender.paused = True
    play(house.site, both(BASE))
    house.clock.at = both(BASE)[-1].at + 100_000


@pytest.fixture
def story(make_house: MakeHouse, told: Path) -> House:
    house = make_house(ready=told)
    house.clock.at = both(BASE)[-1].at + 100_000
    return house


def counted(house: House, key: str = "analis-keimigrasian") -> tuple[Figures, Meetings]:
    context = house.cop.context
    window = Window.until(house.clock(), context.zone)
    with context.db.read() as db:
        here = grounds(db, [key])
        return figures(db, here, window)[key], meetings(context, db, here, window)[key]


def posts(house: House) -> list[dict[str, Any]]:
    """All that count in the first community; the whole story is younger than the window."""
    rows: list[dict[str, Any]] = [dict(row) for row in house.rows("facts")]
    there = [row for row in rows if (row["kind"], row["state"], row["course"]) == ("post", "present", AK)]
    said = [row for row in there if not (row["data"]["private"] or row["data"]["blank"])]
    return [row for row in said if row["time"] and row["author"] != SERVICE_ACCOUNT]


def test_the_figures_are_those_of_a_plain_count(story: House) -> None:
    known, (told, held) = posts(story), counted(story)
    authors = [row["author"] for row in known]
    assert sum(week.posts for week in told.weeks) == told.talkers.posts == len(known) > 40
    assert told.talkers.active == told.newcomers == len(set(authors)) == 10
    assert told.talkers.by_the_few == max(authors.count(user) for user in authors)
    assert told.replies.unanswered == len(lonely(story, known)) > 0
    assert sum(told.kinds.values()) == sum(
        row["community"] == "analis-keimigrasian" for row in story.rows("contributions")
    )
    assert (held.kept, held.due) == (3, 3)
    assert told.roles["expert"] == 1


def lonely(house: House, known: list[dict[str, Any]]) -> list[int]:
    """Discussions older than two days in which nobody but their author wrote, announcements aside."""
    first = {row["data"]["discussion"]: row for row in known if row["data"]["parent"] is None}
    news = {f"forum:{row['id']}" for row in house.rows("facts") if row["kind"] == "forum" and _is_news(row)}
    answered = {
        row["data"]["discussion"]
        for row in known
        if (opening := first.get(row["data"]["discussion"])) and row["author"] != opening["author"]
    }
    old = {id_ for id_, row in first.items() if row["time"] < house.clock() - 2 * DAY}
    return sorted(id_ for id_ in old - answered if first[id_]["container"] not in news)


def _is_news(row: dict[str, Any]) -> bool:
    return bool(row["data"]["type"] == "news")


def test_recordings_and_summaries_are_shown_where_they_were_found(story: House) -> None:
    context = story.cop.context
    with context.db.read() as db:
        [here] = grounds(db, ["analis-keimigrasian"])
        assert [piece.name for piece in recordings(db, here, 9)] == [
            "Webinar CoP Malam: Rekan di Perbatasan Timur",
            "Webinar CoP Bulanan",
        ]
        session = session_named(context, db, "lms", "meeting:1001")
        assert session is not None
        assert [piece.fact.id for piece in recordings_of(db, session, 9)] == ["1001/1001"]
        assert {piece.kind for piece in summaries(db, here, 50)} >= {"summary", "minutes"}
