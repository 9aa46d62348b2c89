"""An institution of any size, the same each time: two communities as in the starter pack, their people and posts.

A tenth of the facts are discussions, the others their posts; somewhat more than half of the posts earn something.
Facts are written as a reader would have kept them, in bulk.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from connector.domain.credit import Contribution
from connector.domain.facts import Fact, Kind
from connector.mapping.calendar import day_of
from connector.mapping.meaning import Judge
from connector.mapping.places import Places
from connector.mapping.timeline import Timeline
from connector.models.credit import Approval
from connector.models.database import Database
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.rows import add_rows

SOURCE = "lms"
STARTER = Path(__file__).parent.parent / "config/packs/indonesia-asn.yaml"
BEGINS = 1_700_000_000
THREE_YEARS = 3 * 365 * 86_400
POSTS = 9
"""Of one discussion; with its head they are ten facts."""
DEEDS = 90
"""Posts of one person."""
FORUMS = (
    ("news", "Pengumuman"),
    ("general", "Forum Diskusi Praktik Lapangan"),
    ("qanda", "Tanya Jawab dengan Pakar"),
    ("blog", "Blog Praktik Baik"),
)
BUSY = (2, 2, 2, 3, 3, 3, 4, 4, 1, 6, 6, 6, 7, 7, 7, 8, 8, 5)
"""In which forums discussions are begun: most in the field forums and in those for questions."""
ROWS = 10_000


def places() -> Iterator[Fact]:
    """Both communities' forums: 1 to 4 in course 2, 5 to 8 in course 3."""
    for number in range(8):
        type_, name = FORUMS[number % 4]
        course = 2 + number // 4
        data = {"name": name, "type": type_, "cmid": number + 1}
        yield Fact(
            SOURCE, Kind.FORUM, str(number + 1), course=course, container=f"course:{course}", data=data
        )


def lookups() -> dict[tuple[str, str], list[int]]:
    return {(SOURCE, "idnumber=COP-AK"): [2], (SOURCE, "idnumber=COP-PP"): [3]}


def people(facts: int) -> int:
    """How many there are among so many facts."""
    return max(1, facts * POSTS // (POSTS + 1) // DEEDS)


def forum_of(discussion: int) -> int:
    return BUSY[discussion % len(BUSY)]


def discussions(facts: int) -> Iterator[Fact]:
    total = facts // (POSTS + 1)
    for number in range(1, total + 1):
        data = {
            "name": f"Praktik {number}",
            "first_post": number * POSTS,
            "group": -1,
            "timestart": 0,
            "timeend": 0,
        }
        yield Fact(
            SOURCE,
            Kind.DISCUSSION,
            str(number),
            container=f"forum:{forum_of(number)}",
            author=_author(number * POSTS, people(facts)),
            time=_time(number, total, 0),
            data=data,
        )


def posts(facts: int) -> Iterator[Fact]:
    """Post ``discussion * 9`` begins it, the eight after it are replies."""
    total = facts // (POSTS + 1)
    for discussion in range(1, total + 1):
        forum = forum_of(discussion)
        for place in range(POSTS):
            yield _post(discussion, place, forum, people(facts), _time(discussion, total, place))


def _post(discussion: int, place: int, forum: int, members: int, time: int) -> Fact:
    number = discussion * POSTS + place
    words = number * 7919 % 200
    data: dict[str, Any] = {
        "discussion": discussion,
        "parent": discussion * POSTS if place else None,
        "modified": time,
        "subject": f"Praktik {discussion}",
        "words": words,
        "chars": words * 6,
        "tags": [],
        "private": False,
        "blank": False,
    }
    return Fact(
        SOURCE,
        Kind.POST,
        str(number),
        course=2 + (forum - 1) // 4,
        container=f"forum:{forum}",
        author=_author(number, members),
        time=time,
        data=data,
    )


def _author(post: int, members: int) -> int:
    return 100 + post * 7907 % members


def _time(discussion: int, total: int, place: int) -> int:
    return BEGINS + THREE_YEARS * discussion // total + place * 3600


# --- written down -------------------------------------------------------------------


def settle_in(database: Database, facts: int) -> None:
    """Writes so many facts, whose they are, and that everybody is to be computed; the mapping is published."""
    _write(database, Account, map(_account, range(100, 100 + people(facts))))
    for some in (places(), discussions(facts), posts(facts)):
        _write(database, FactRow, map(_row, some))


def approve(database: Database, facts: int, timeline: Timeline, zone: ZoneInfo) -> None:
    """As if everything that can count had been approved: what is computed then reaches the ledger."""
    judge = Judge(timeline, Places.of(places(), lookups()))
    meant = (judge.meaning(fact, BEGINS + 2 * THREE_YEARS) for fact in posts(facts))
    earned = (one for one in meant if isinstance(one, Contribution))
    keys = {(one.account, one.community, day_of(one.time, zone)) for one in earned}
    approvals = (
        {"account": a, "community": c, "day": day, "scheme": "cop-jp", "amount": 99, "decision": 1}
        for a, c, day in sorted(keys)
    )
    _write(database, Approval, approvals)


def _account(user: int) -> dict[str, Any]:
    key = f"{SOURCE}:{user}"
    return {
        "key": key,
        "source": SOURCE,
        "user_id": user,
        "identifier": f"19820315200604{user:04d}"[:18],
        "name": f"Anggota {user}",
        "state": "active",
        "person": key,
    }


def _row(fact: Fact) -> dict[str, Any]:
    return {
        "source": fact.source,
        "kind": fact.kind.value,
        "id": fact.id,
        "course": fact.course,
        "container": fact.container,
        "discussion": fact.data.get("discussion"),
        "author": fact.author,
        "time": fact.time,
        "state": fact.state.value,
        "data": dict(fact.data),
        "digest": "",
        "read_no": 1,
    }


def _write(database: Database, table: Any, rows: Iterable[dict[str, Any]]) -> None:
    for some in in_bulk(rows):
        with database.write() as session:
            add_rows(session, table, [tuple(row.values()) for row in some], names=tuple(some[0]))


def in_bulk(rows: Iterable[dict[str, Any]]) -> Iterator[list[dict[str, Any]]]:
    waiting = iter(rows)
    while some := list(islice(waiting, ROWS)):
        yield some
