"""The list of a site's courses: read by slices of ids, to its end, and chosen from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.errors import TryLater
from connector.lms.port import Ask, Listed, Site, Want
from connector.models.database import Database
from connector.models.desk import Audit
from connector.models.lms import Hint, ListedCourse, Lookup
from connector.steps.context import Context
from connector.steps.course_list import GAP, read_courses, read_courses_if_old, standing
from connector.steps.mapping_known import Known, courses_listed, known
from connector.steps.refresh import refresh

NOW = 1_795_370_400


class Lms:
    """Has these courses: id → (short name, name, category)."""

    source = "lms"

    def __init__(self) -> None:
        self.courses = {2: ("AK", "Analis", 5), 3: ("PP", "Perancang", 5), 900: ("ZZ", "analis (arsip)", 6)}
        self.asked: list[int] = []
        self.away = False

    def site(self, *, anew: bool = False) -> Site:
        return Site(3, frozenset(), "4.5")

    def read(self, wants: Sequence[Want]) -> list[Any]:
        assert [want.ask for want in wants] == [Ask.LISTED]
        if self.away:
            raise TryLater("away", word="unreachable")
        first = int(wants[0].id)
        self.asked.append(first)
        found = [id_ for id_ in self.courses if first <= id_ < first + 200]
        return [[self._listed(id_) for id_ in found]]

    def _listed(self, id_: int) -> Listed:
        short, name, category = self.courses[id_]
        return Listed(id_, short, name, "", category, f"Kategori {category}")


@pytest.fixture
def lms() -> Lms:
    return Lms()


@pytest.fixture
def context(db: Database, lms: Lms) -> Context:
    return Context(
        db=db,
        now=lambda: NOW,
        zone=ZoneInfo("Asia/Jakarta"),
        institution="x",
        live=False,
        sources={"lms": lms},  # type: ignore[dict-item]
        in_haste=True,
    )


def read_all(context: Context) -> None:
    while refresh(context, "lms"):
        pass


def listed(session: Session) -> list[int]:
    return list(session.scalars(select(ListedCourse.id).order_by(ListedCourse.id)))


def test_it_is_read_until_many_ids_are_of_no_course(context: Context, lms: Lms) -> None:
    read_courses(context, "ratna")
    with context.db.read() as session:
        assert standing(session, "lms").going
    read_all(context)
    assert lms.asked == list(range(2, 900 - 900 % 200 + 2 + GAP + 1, 200))
    with context.db.read() as session:
        assert listed(session) == [2, 3, 900]
        told = standing(session, "lms")
        assert (told.courses, told.began, told.going) == (3, NOW, False)
        [row] = session.scalars(select(Audit))
        assert (row.actor, row.action, row.subject) == ("ratna", "read_courses", "source:lms")


def test_what_is_gone_goes_from_the_list_wherever_it_lay(context: Context, lms: Lms) -> None:
    read_courses(context, "ratna")
    read_all(context)
    lms.courses = {3: ("PP", "Perancang", 7)}
    with context.db.write() as session:
        row = session.get_one(ListedCourse, ("lms", 900))
        session.add(ListedCourse(**{**_columns(row), "id": 150_000}))
        session.add(ListedCourse(**{**_columns(row), "source": "other"}))
    read_courses(context, "ratna")
    read_all(context)
    with context.db.read() as session:
        assert listed(session) == [3, 900]
        assert session.get_one(ListedCourse, ("lms", 3)).category == 7
        assert session.get(ListedCourse, ("other", 900)) is not None


def _columns(row: ListedCourse) -> dict[str, Any]:
    return {column.name: getattr(row, column.name) for column in ListedCourse.__table__.columns}


def test_it_is_read_once_at_a_time_and_not_again_within_a_day(context: Context, lms: Lms) -> None:
    read_courses_if_old(context, "ratna")
    refresh(context, "lms")
    read_courses(context, "ratna")  # goes on already
    with context.db.read() as session:
        assert list(session.scalars(select(Hint.id))) == ["202"]
    read_all(context)
    done = len(lms.asked)
    read_courses_if_old(context, "ratna")
    read_all(context)
    assert len(lms.asked) == done
    read_courses(context, "ratna")
    read_all(context)
    assert len(lms.asked) == 2 * done


def test_a_site_that_is_away_loses_nothing_of_the_list(context: Context, lms: Lms) -> None:
    read_courses(context, "ratna")
    read_all(context)
    lms.away = True
    read_courses(context, "ratna")
    read_all(context)
    with context.db.read() as session:
        assert listed(session) == [2, 3, 900]
        assert standing(session, "lms").going


def found(context: Context, words: str = "", after: str = "", limit: int = 50) -> list[Known]:
    with context.db.read() as session:
        return courses_listed(session, words, after, limit) or []


def test_courses_are_found_by_any_of_their_words_and_paged_by_name(context: Context) -> None:
    with context.db.read() as session:
        assert courses_listed(session, "") is None
    read_courses(context, "ratna")
    read_all(context)
    with context.db.write() as session:
        session.add(Lookup(source="lms", query="idnumber=COP-AK", courses=[2], read_no=1))
    names = [one.name for one in found(context)]
    assert names == ["analis (arsip)", "Analis", "Perancang"]  # by code points: a bracket before a letter
    assert [one.name for one in found(context, "ZZ")] == ["analis (arsip)"]
    assert found(context, "a_a") == found(context, "%") == []
    [one] = found(context, "analis ak")
    assert (one.line, one.shortname, one.idnumber) == (
        '{source: lms, course: {idnumber: "COP-AK"}}',
        "AK",
        "COP-AK",
    )
    seen, after = [], ""
    while page := found(context, after=after, limit=1):
        seen.append(page[0].name)
        after = page[0].key
    assert seen == names
    assert found(context, after="lms:77", limit=1) == found(
        context, limit=1
    )  # it is gone: from the beginning


def test_categories_are_those_of_the_listed_courses_and_those_named(context: Context) -> None:
    read_courses(context, "ratna")
    read_all(context)
    with context.db.write() as session:
        session.add(Lookup(source="lms", query="category=6", courses=[900], read_no=1))
        session.add(Lookup(source="lms", query="category=9", courses=[1, 2], read_no=1))
    with context.db.read() as session:
        told = known(session, None, "category")  # type: ignore[arg-type]
    assert [(one.value, one.name, one.about) for one in told] == [
        ("9", "9", "id 9 · 2 ×"),
        ("5", "Kategori 5", "id 5 · 2 ×"),
        ("6", "Kategori 6", "id 6 · 1 ×"),
    ]
    assert told[1].line == "{source: lms, category: {id: 5}}"
