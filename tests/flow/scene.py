"""What the stories have in common: people, places, and short ways to say what happens and what came of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from sqlalchemy import select

from connector.domain.facts import Event
from connector.models.lms import Held, Hint
from connector.models.outbox import Message
from tests.flow.conftest import House

RETNO, BAGUS, AYU, YOHANES, SITI, MADE, FRANSISKA, RIZAL, DIAN, HASAN, WULAN, THERESIA = range(4, 16)
AK, PP = 2, 3
NEWS, FIELD, QANDA, BLOG = 1, 2, 3, 4
PP_NEWS, PP_FIELD, PP_QANDA, PP_BLOG = 5, 6, 7, 8
HOUR, DAY = 3600, 86_400

Listen = Callable[[House], str]


def text(words: int) -> str:
    return "<p>" + " ".join(f"kata{number}" for number in range(words)) + "</p>"


def practice(house: House, user: int, forum: int = BLOG, words: int = 130, **more: int) -> int:
    """Somebody opens a discussion, by default one that earns 60 minutes; returns its id."""
    house.clock.at += 1
    return house.site.deeds.start_discussion(user, forum, "Praktik", text(words), **more)


def first_post(house: House, discussion: int) -> int:
    return house.site.tables.discussions[discussion].firstpost


def answer(house: House, user: int, discussion: int, words: int = 60, *, private: bool = False) -> int:
    """Somebody replies to a discussion's first post; returns the post's id."""
    house.clock.at += 1
    return house.site.deeds.reply(user, first_post(house, discussion), text(words), private_to=private)


def earned(house: House, user: int) -> int:
    rows = house.rows("entitlements")
    return sum(int(str(row["amount"])) for row in rows if row["account"] == f"lms:{user}")


def in_force(house: House, user: int) -> int:
    """What the ledger's lines of an account sum to."""
    rows = house.rows("ledger")
    return sum(int(str(row["amount"])) for row in rows if row["account"] == f"lms:{user}")


def rules(house: House, user: int) -> Counter[str]:
    """By which rules an account's posts are contributions."""
    rows = house.rows("contributions")
    return Counter(str(row["rule"]) for row in rows if row["account"] == f"lms:{user}")


def all_known(house: House) -> dict[str, str]:
    """Everything that an event could have changed."""
    return {
        what: house.export(what) for what in ("facts", "contributions", "entitlements", "records", "ledger")
    }


def held(house: House, state: str = "open") -> list[tuple[str, str, int]]:
    """(container, reason, count) of what is held, or was decided so."""
    with house.cop.context.db.read() as session:
        rows = session.scalars(select(Held).where(Held.state == state).order_by(Held.container, Held.id))
        return [(row.container, row.reason, row.count) for row in rows]


def hints(house: House) -> list[tuple[str, str]]:
    with house.cop.context.db.read() as session:
        return sorted((row.ask, row.id) for row in session.scalars(select(Hint)))


def messages(house: House, kind: str = "profile-figure") -> list[Message]:
    with house.cop.context.db.read() as session:
        query = select(Message).where(Message.kind == kind).order_by(Message.id)
        found = list(session.scalars(query))
        session.expunge_all()
        return found


def forge(house: House, name: str, object_id: int, course: int = AK, user: int = AYU, **other: int) -> None:
    """An event that somebody made up, or that was sent before a change that never came."""
    family = "core" if name.startswith(("user_", "course_")) else "mod_forum"
    event = Event(
        "lms",
        f"\\{family}\\event\\{name}",
        object_id=object_id,
        user_id=user,
        course_id=course,
        time=house.clock.at,
        other=other,
    )
    house.cop.inbox.keep(event)


def reads(house: House, function: str = "mod_forum_get_discussion_posts") -> int:
    return house.site.calls[function]
