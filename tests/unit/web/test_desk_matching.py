"""Accounts without NIP, matched and parted by hand; what the LMS tells stands above it."""

import pytest
from sqlalchemy import select

from connector.domain.facts import Fact, Kind, State
from connector.models.credit import Record
from connector.models.desk import Audit
from connector.models.people import Account
from connector.steps import settle
from connector.steps.people import learn
from tests.unit.web.conftest import NOW, PEOPLE, Desk

NIP = PEOPLE[5][1]


def _account(desk: Desk, key: str = "lms:6") -> Account:
    with desk.db.read() as db:
        account = db.get_one(Account, key)
        db.expunge(account)
        return account


def _people(desk: Desk) -> dict[str, int]:
    while settle.settle(desk.cop.context):
        pass
    with desk.db.read() as db:
        return {row.person: row.amount for row in db.scalars(select(Record))}


def test_matching_makes_one_person_of_two_accounts_and_parting_two_again(admin: Desk) -> None:
    before = _people(admin)
    assert {"lms:5", "lms:6"} <= before.keys()
    answer = admin.post("/accounts/lms:6", answer="match", nip="19831105 200801 1 003")
    assert answer.headers["Location"] == "/people/lms:6"
    assert (_account(admin).person, _account(admin).matched_by) == ("lms:5", "admin")
    assert _people(admin)["lms:5"] == before["lms:5"] + before["lms:6"]
    page = admin.text("/people/lms:6")
    assert "NIP diisi admin" in page
    assert "NIP dari LMS" in page
    admin.post("/accounts/lms:6", answer="part")
    assert (_account(admin).person, _account(admin).identifier) == ("lms:6", "")
    assert _people(admin) == before
    with admin.db.read() as db:
        assert [row.action for row in db.scalars(select(Audit).order_by(Audit.id))] == ["match", "part"]


def _told(desk: Desk, nip: str) -> None:
    data = {"identifier": nip, "name": "Ayu", "deleted": False, "suspended": False}
    with desk.db.write() as db:
        learn(db, [Fact("lms", Kind.USER, "6", None, None, None, None, State.PRESENT, data)], NOW)


def test_what_the_lms_tells_stands_above_it(admin: Desk) -> None:
    admin.post("/accounts/lms:6", answer="match", nip=NIP)
    _told(admin, "")
    assert (_account(admin).person, _account(admin).matched_by) == ("lms:5", "admin")
    _told(admin, "199001012015012001")
    assert (_account(admin).person, _account(admin).matched_by) == ("lms:6", "")
    admin.post("/accounts/lms:6", answer="part")
    assert "tidak diisi dengan tangan" in admin.text("/")
    admin.post("/accounts/lms:6", answer="match", nip=NIP)
    assert "betulkan di sana" in admin.text("/")
    assert _account(admin).identifier == "199001012015012001"


@pytest.mark.parametrize("nip", ["", "123", "19831105200801100x", "1983110520080110031"])
def test_what_is_no_nip_is_refused(admin: Desk, nip: str) -> None:
    admin.post("/accounts/lms:6", answer="match", nip=nip)
    assert "18 angka" in admin.text("/")
    assert _account(admin).identifier == ""


def test_namesakes_are_pointed_at(admin: Desk) -> None:
    with admin.db.write() as db:
        db.get_one(Account, "lms:6").name = db.get_one(Account, "lms:5").name
    page = admin.text("/people/lms:6")
    assert "Bernama sama" in page
    assert 'href="/people/lms:5"' in page


def test_only_admins_match(approver: Desk) -> None:
    assert approver.post("/accounts/lms:6", answer="match", nip=NIP).status_code == 403
    assert "Padankan" not in approver.text("/people/lms:6")


def test_unknown_accounts_and_answers(admin: Desk) -> None:
    assert admin.post("/accounts/lms:99", answer="match", nip=NIP).status_code == 404
    assert admin.post("/accounts/lms:6", answer="dance").status_code == 400


def test_the_year_is_drawn_month_by_month(admin: Desk) -> None:
    page = admin.text("/people/lms:4")
    assert '<svg class="chart"' in page
    assert "2026-11" in page
