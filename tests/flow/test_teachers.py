"""Another scheme: teachers gather points by semester; unit, period and caps belong to the scheme, not to us."""

from __future__ import annotations

import csv
from datetime import datetime
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import select

from config.packs import read_packs
from connector.app import make_flask
from connector.models.credit import Record
from connector.steps.explain import Teller
from connector.steps.world import current_mapping
from connector.web.contents import contents
from schemas.mapping_document import check
from tests.flow.conftest import House, MakeHouse
from tests.flow.scene import AYU, practice

pytestmark = pytest.mark.engines("sqlite", "postgresql")

JAKARTA = ZoneInfo("Asia/Jakarta")
TEACHERS = """
mapping: 1
pack: indonesia-guru
communities:
  kombel:
    name: Komunitas Belajar Guru
    lives_in: {source: lms, course: {idnumber: COP-AK}}
contributions:
  praktik-baik:
    kind: good_practice
    is: {post: first, forum: {name: "Blog Praktik Baik"}, words: {at_least: 120}}
credits:
  - {scheme: poin-guru, for: {contribution: praktik-baik}, points: 50, at_most: {per: semester, times: 5}}
hr:
  - {target: simpeg, scheme: poin-guru, every: semester, written: at_once}
"""


def on(house: House, year: int, month: int, day: int) -> None:
    house.clock.at = int(datetime(year, month, day, 10, tzinfo=JAKARTA).timestamp())


@pytest.fixture
def house(make_house: MakeHouse) -> House:
    made = make_house()
    made.site.sender.paused = True
    made.publish(TEACHERS)
    for year, month in ((2026, 12), (2027, 1), (2027, 2), (2027, 6), (2027, 7)):
        on(made, year, month, 20)
        practice(made, AYU)
        made.reconcile()
    return made


def test_a_record_is_of_a_semester_and_its_cap_too(house: House) -> None:
    told = [
        (row["period"], row["amount"], row["first_day"], row["last_day"]) for row in house.rows("records")
    ]
    assert told == [
        ("2026-S2", 50, "2026-12-20", "2026-12-20"),
        ("2027-S1", 128, "2027-01-20", "2027-06-20"),
        ("2027-S2", 50, "2027-07-20", "2027-07-20"),
    ]
    assert all(f"POIN-GURU/{row['period']}/" in str(row["number"]) for row in house.rows("records"))


def test_a_semester_is_approved_as_a_whole_and_is_one_row_for_hr(house: House) -> None:
    assert house.approve_all() == []
    assert [(row["state"], row["approved"]) for row in house.rows("records")] == [
        ("approved", 50),
        ("approved", 128),
        ("approved", 50),
    ]
    house.work()
    [file] = house.hr.glob("*.csv")
    rows = list(csv.DictReader(file.read_text(encoding="utf-8-sig").splitlines()))
    assert sorted(row["Total Jam Pelajaran"] for row in rows) == ["128", "50", "50"]


def test_the_page_of_a_record_shows_the_whole_semester_and_nothing_else(house: House) -> None:
    house.approve_all()
    with house.cop.context.db.read() as session:
        record = session.scalars(select(Record).where(Record.period == "2027-S1")).one()
        teller = Teller(house.cop.context, session, "id")
        with make_flask(house.cop).test_request_context():
            inside = contents(teller, record)
    assert [item.day[:7] for item in inside.items] == ["2027-01", "2027-02", "2027-06"]
    assert [item.reason != "" for item in inside.items] == [False, False, True]
    assert {booking.booked for booking in inside.bookings} == {"2027-01", "2027-02", "2027-06"}


def test_the_period_of_a_schemes_records_never_changes(house: House) -> None:
    own = "schemes:\n  poin-guru:\n    extends: poin-guru\n    name: Poin\n    record: {per: year}\ncommunities:"
    changed = TEACHERS.replace("communities:", own, 1).replace("every: semester, ", "")
    with house.cop.context.db.read() as session:
        before = current_mapping(session)
    found = check(changed, "guru.yaml", packs=read_packs(), before=before)
    assert [problem.word for problem in found.problems] == ["record_changed"]
    wrong = check(TEACHERS.replace("every: semester", "every: month"), "guru.yaml", packs=read_packs())
    assert [problem.word for problem in wrong.problems] == ["other_period"]
