"""Users of the desk: who may do what, and how an admin keeps them."""

import re
from typing import Any

import pytest

from connector.models.credit import ContributionRow, Record
from connector.models.desk import Audit, DeskUser
from connector.steps import desk
from connector.steps.desk import NewUser
from connector.web.roles import declared
from tests.unit.web.conftest import PASSWORD, Desk

LONG = "sandi-yang-lain-lagi"


def _user(desk_: Desk, name: str, role: str, **more: Any) -> Desk:
    """Signed in as a new user, with the password that is hashed already."""
    with desk_.db.write() as db:
        known = db.get_one(DeskUser, "admin").password
        db.add(DeskUser(username=name, password=known, role=role, created_at=1, **more))
    desk_.sign_in(name)
    return desk_


def _row(desk_: Desk, name: str) -> DeskUser:
    found = desk.user_named(desk_.cop.context, name)
    assert found
    return found


ONLY_READ = {"/compare", "/try"}
"""What is sent there is looked at and thrown away."""


# --- roles ----------------------------------------------------------------------


def _paths(desk_: Desk, method: str) -> dict[str, frozenset[str]]:
    rules = [rule for rule in desk_.app.url_map.iter_rules() if method in (rule.methods or ())]
    rules = [rule for rule in rules if rule.endpoint.startswith("desk.")]
    views = {rule.rule: desk_.app.view_functions[rule.endpoint] for rule in rules}
    return {path: declared(view) for path, view in views.items() if declared(view)}


def test_an_auditor_changes_nothing_and_reads_all(desk_: Desk) -> None:
    auditor = _user(desk_, "audit", "auditor")
    for path, roles in _paths(desk_, "POST").items():
        assert ("auditor" in roles) is (path in ONLY_READ), path
        if not roles & {"auditor", "anyone"}:
            answer = auditor.post(re.sub(r"<[^>]+>", "1", path))
            assert answer.status_code == 403, path
    for path, roles in _paths(desk_, "GET").items():
        if "<" not in path and "anyone" not in roles:
            assert auditor.get(path).status_code == 200, path


@pytest.mark.parametrize(
    ("path", "status"),
    [("/", 303), ("/records", 200), ("/people", 200), ("/hr", 200), ("/people/lms:4", 200)]
    + [(path, 403) for path in ("/events", "/facts", "/messages", "/sessions", "/audit", "/users")],
)
def test_hr_sees_credit_and_its_runs(desk_: Desk, path: str, status: int) -> None:
    assert _user(desk_, "hr", "hr").get(path).status_code == status


def test_hr_knows_of_nothing_before_it_is_approved(desk_: Desk) -> None:
    desk_.sign_in("admin")
    record, other = desk_.record("lms:4"), desk_.record("lms:5")
    desk_.post(f"/records/{record.number}", revision=record.revision, answer="accept")
    hr = _user(desk_, "hr", "hr")
    page = hr.text("/records")
    assert record.number in page
    assert other.number not in page
    assert hr.get(f"/records/{other.number}").status_code == 404
    assert 'name="answer"' not in hr.text(f"/records/{record.number}")
    assert hr.post(f"/records/{record.number}", revision="r", answer="accept").status_code == 403


def test_nobody_decides_in_another_community(desk_: Desk) -> None:
    with desk_.db.write() as db:
        record = db.query(Record).filter(Record.person == "lms:5").one()
        db.add(_elsewhere(record))
        db.add(_written("lms:6"))
    theirs = _user(desk_, "ketua", "approver", communities=["lain"])
    page = theirs.text("/records")
    assert "N/lain" in page
    assert record.number not in page
    assert theirs.get(f"/records/{record.number}").status_code == 404
    theirs.post(f"/records/{record.number}", revision=record.revision, answer="accept")
    assert theirs.record("lms:5").state == "draft"
    assert "diputuskan orang lain" in theirs.text("/records")
    assert theirs.get("/records/N/lain").status_code == 200
    assert "/people/lms:5" in theirs.text("/people")
    assert "/people/lms:4" not in theirs.text("/people")
    assert theirs.get("/people/lms:4").status_code == 404
    assert theirs.text("/contributions").count("#post-") == 1
    assert theirs.get("/facts/lms/post/99").status_code == 404
    assert theirs.get("/facts/lms/post/1").status_code == 404
    assert theirs.get("/communities/ak").status_code == 404
    assert "/communities/ak" not in theirs.text("/communities")
    for closed in ("/events", "/facts", "/messages", "/audit", "/users", "/hr"):
        assert theirs.get(closed).status_code == 403, closed
        assert f'href="{closed}"' not in page
    page = theirs.text("/")
    assert "N/lain" in page
    assert record.number not in page
    assert "CoP Analis" not in page


def _elsewhere(record: Record) -> Record:
    row = Record(person=record.person, community="lain", scheme="cop-jp", period="2026-10", number="N/lain")
    row.revision, row.amount, row.approved, row.state = "r", 1, 0, "draft"
    row.first_day = row.last_day = "2026-10-01"
    return row


def _written(account: str) -> ContributionRow:
    row = ContributionRow(source="lms", fact_kind="post", fact_id="77", account=account, community="lain")
    row.rule, row.kind, row.time, row.version = "tulisan", "good_practice", 1, 1
    return row


def test_with_their_own_community_they_decide(desk_: Desk) -> None:
    theirs = _user(desk_, "ketua", "approver", communities=["ak"])
    record = theirs.record("lms:5")
    page = theirs.text("/")
    assert record.number in page
    assert f'action="/records/{record.number}"' in page
    assert 'href="/communities/ak"' in page
    assert "/fragments/overview" not in page
    theirs.post(f"/records/{record.number}", revision=record.revision, answer="accept")
    assert theirs.record("lms:5").state == "approved"
    assert theirs.get("/communities/ak").status_code == 200
    assert theirs.get("/facts/lms/post/1").status_code == 200


# --- keeping them ---------------------------------------------------------------


def test_adding_changing_and_disabling(admin: Desk) -> None:
    form = {"username": "Sari@contoh.go.id", "password": LONG, "role": "approver", "scope": "some"}
    admin.post("/users", **form, community=["ak"], identifier="1990 0101")
    row = _row(admin, "sari@contoh.go.id")
    assert (row.role, row.communities, row.identifier) == ("approver", ["ak"], "19900101")
    path = "/users/sari@contoh.go.id"
    assert "sari@contoh.go.id" in admin.text("/users")
    admin.post(path, answer="change", role="auditor", scope="some", community=["ak"])
    row = _row(admin, "sari@contoh.go.id")
    assert (row.role, row.communities, row.identifier) == ("auditor", None, "")
    assert desk.signed_in(admin.cop.context, row.username, LONG)
    admin.post(path, answer="password", password=LONG + "2")
    assert desk.signed_in(admin.cop.context, row.username, LONG) is None
    admin.post(path, answer="disable")
    assert desk.signed_in(admin.cop.context, row.username, LONG + "2") is None
    assert "dinonaktifkan" in admin.text(path)
    admin.post(path, answer="enable")
    assert desk.signed_in(admin.cop.context, row.username, LONG + "2")
    with admin.db.read() as db:
        actions = [one.action for one in db.query(Audit).order_by(Audit.id)]
    assert actions == ["put", "change", "password", "disable", "enable"]
    assert LONG not in str(admin.text("/audit"))


@pytest.mark.parametrize("form", [{"answer": "disable"}, {"answer": "change", "role": "approver"}])
def test_whoever_is_disabled_or_changed_is_signed_out_for_good(desk_: Desk, form: dict[str, str]) -> None:
    other = _user(desk_, "wati", "approver")
    theirs = other.client
    assert theirs.get("/records").status_code == 200
    desk_.client = desk_.fresh()
    desk_.sign_in("admin")
    desk_.post("/users/wati", **form)
    assert theirs.get("/records").status_code == 303
    desk_.post("/users/wati", answer="enable")
    assert theirs.get("/records").status_code == 303


@pytest.mark.parametrize(
    ("path", "form", "words"),
    [
        ("/users", {"username": "a b", "password": LONG, "role": "hr"}, "huruf kecil"),
        ("/users", {"username": "retno", "password": LONG, "role": "hr"}, "Sudah ada orang"),
        ("/users", {"username": "baru", "password": "x", "role": "hr"}, "sedikitnya 10"),
        ("/users", {"username": "baru", "password": "", "role": "hr"}, "sedikitnya 10"),
        ("/users", {"username": "baru", "password": LONG, "role": "king"}, "Peran itu tidak ada"),
        ("/users/admin", {"answer": "disable"}, "admin terakhir"),
        ("/users/admin", {"answer": "change", "role": "hr"}, "admin terakhir"),
        ("/users/retno", {"answer": "password", "password": "x"}, "sedikitnya 10"),
    ],
)
def test_what_is_refused_is_told(admin: Desk, path: str, form: dict[str, str], words: str) -> None:
    admin.post(path, **form)
    assert words in admin.text("/users")
    assert _row(admin, "admin").role == "admin"
    assert desk.user_named(admin.cop.context, "baru") is None
    assert desk.signed_in(admin.cop.context, "retno", PASSWORD)


def test_nobody_else_keeps_users(approver: Desk) -> None:
    assert approver.get("/users").status_code == 403
    assert approver.post("/users/admin", answer="disable").status_code == 403
    assert approver.post("/users", username="x", password=LONG, role="admin").status_code == 403


def test_unknown_users_and_answers(admin: Desk) -> None:
    assert admin.get("/users/nobody").status_code == 404
    assert admin.post("/users/nobody", answer="disable").status_code == 404
    assert admin.post("/users/retno", answer="dance").status_code == 400


def test_a_second_admin_may_go(admin: Desk) -> None:
    desk.put_user(admin.cop.context, NewUser("kedua", LONG, "admin"), "t")
    admin.post("/users/kedua", answer="disable")
    assert _row(admin, "kedua").disabled_at is not None
