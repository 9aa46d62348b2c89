"""A list kept by hand against what the connector gives: every kind of difference, and why."""

from __future__ import annotations

import csv
import io
from datetime import datetime
from decimal import Decimal

import pytest
from flask.testing import FlaskClient

from connector.app import make_flask
from connector.errors import NotDone
from connector.steps.compare import Comparison, Kind, compare
from connector.steps.compare_table import Line, left_lines, lines, table
from connector.steps.explain import Teller
from connector.steps.settle import settle
from connector.texts import LANGUAGES
from schemas.handmade_list import read_list
from tests.flow.conftest import House, MakeHouse
from tests.flow.scene import AYU, BAGUS, DIAN, PP_BLOG, SITI, YOHANES, practice

NAME = "CoP Analis Keimigrasian"


@pytest.fixture
def told(house: House) -> House:
    """Ayu earns, Bagus earns and is not in the list, Siti writes too little, Yohanes nothing."""
    for _ in range(2):
        practice(house, AYU)
    practice(house, BAGUS)
    practice(house, SITI, words=20)
    practice(house, DIAN, forum=PP_BLOG)
    house.reconcile()
    return house


def nip(house: House, user: int) -> str:
    return house.site.tables.users[user].idnumber


def month(house: House) -> str:
    return datetime.fromtimestamp(house.clock.at, house.cop.context.zone).strftime("%m/%Y")


def by_hand(house: House, *rows: str, head: str = "NIP,Nama,Komunitas,Bulan,JP") -> bytes:
    return "\n".join([head, *(row.replace("MONTH", month(house)) for row in rows)]).encode()


def compared(house: House, data: bytes, language: str = "en") -> tuple[Comparison, dict[str, Line]]:
    with house.cop.context.db.read() as session:
        found = compare(session, read_list(data))
        teller = Teller(house.cop.context, session, language)
        return found, {line.person: line for line in lines(teller, found)}


def test_every_kind_of_difference_is_told_with_why(told: House) -> None:
    data = by_hand(
        told,
        f"{nip(told, AYU)},,{NAME},MONTH,5",
        f"{nip(told, SITI)},,analis-keimigrasian,MONTH,1",
        f",{told.site.tables.users[YOHANES].fullname},{NAME},MONTH,2",
    )
    found, rows = compared(told, data)
    kinds = {person: line.kind for person, line in rows.items()}
    assert kinds == {
        f"lms:{AYU}": Kind.LESS,
        f"lms:{SITI}": Kind.MISSING_HERE,
        f"lms:{YOHANES}": Kind.MISSING_HERE,
        f"lms:{BAGUS}": Kind.MISSING_THERE,
    }  # Dian's is another community, of which the list says nothing
    ayu = next(row for row in found.rows if row.key.person == f"lms:{AYU}")
    assert (ayu.theirs, ayu.ours, ayu.approved) == (Decimal(5), Decimal(2), Decimal(0))
    why = {person: " ".join(line.why) for person, line in rows.items()}
    assert "2 × by the rule “praktik-baik”." in why[f"lms:{AYU}"]
    assert "2 JP of it still to be approved" in why[f"lms:{AYU}"]
    assert "at least 120 words; this has 20" in why[f"lms:{SITI}"]
    assert "Nothing of this person" in why[f"lms:{YOHANES}"]
    assert "praktik-baik" in why[f"lms:{BAGUS}"]


def test_what_is_the_same_is_no_difference(told: House) -> None:
    told.approve_all()
    data = by_hand(
        told,
        f"{nip(told, AYU)},,{NAME},MONTH,1",
        f"{nip(told, AYU)},,{NAME},MONTH,1",
        f"{nip(told, BAGUS)},,{NAME},MONTH,1",
    )
    found, rows = compared(told, data)
    assert (rows, found.count(Kind.SAME)) == ({}, 2)
    assert sorted(row.approved for row in found.rows) == [Decimal(1), Decimal(2)]


def test_a_cap_is_told_as_what_was_lost(told: House) -> None:
    for _ in range(4):
        practice(told, AYU)
    told.reconcile()
    _, rows = compared(told, by_hand(told, f"{nip(told, AYU)},,{NAME},MONTH,6"))
    assert any("limit was reached" in why or "cap" in why for why in rows[f"lms:{AYU}"].why)


def test_without_a_community_all_of_them_are_compared_together(told: House) -> None:
    data = by_hand(told, f"{nip(told, DIAN)},MONTH,4", head="NIP,Bulan,JP")
    _, rows = compared(told, data)
    assert (rows[f"lms:{DIAN}"].kind, rows[f"lms:{DIAN}"].ours) == (Kind.LESS, "1")
    assert rows[f"lms:{AYU}"].kind is Kind.MISSING_THERE


@pytest.mark.parametrize("language", LANGUAGES)
def test_who_is_not_found_is_shown(told: House, language: str) -> None:
    data = by_hand(
        told,
        f"000,Siapa,x@example.test,{NAME},MONTH,1",
        f",,x@example.test,{NAME},MONTH,1",
        f"{nip(told, AYU)},,,Komunitas Lain,MONTH,1",
        f"{nip(told, AYU)},,,{NAME},kelak,1",
        head="NIP,Nama,Email,Komunitas,Bulan,JP",
    )
    found, rows = compared(told, data, language)
    assert rows == {}
    assert [(one.line, one.word) for one in found.left] == [
        (2, "unknown_person"),
        (3, "only_email"),
        (4, "unknown_community"),
        (5, "bad_month"),
    ]
    with told.cop.context.db.read() as session:
        teller = Teller(told.cop.context, session, language)
        assert all(why for _, why, _ in left_lines(teller, found))


def test_as_csv_no_cell_starts_a_formula(told: House) -> None:
    data = by_hand(told, f"{nip(told, AYU)},,{NAME},MONTH,5", f"=1+1,,{NAME},MONTH,1")
    with told.cop.context.db.read() as session:
        teller = Teller(told.cop.context, session, "id")
        made = table(teller, compare(session, read_list(data))).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(made)))
    assert rows[0][:2] == ["Apa", "Nama"]
    assert {row[2] for row in rows[1:3]} == {nip(told, AYU), nip(told, BAGUS)}
    assert rows[-1][:2] == ["Baris 3", "'=1+1"]
    assert len({len(row) for row in rows}) == 1


def test_before_a_mapping_there_is_nothing_to_compare_with(make_house: MakeHouse) -> None:
    house = make_house("bare")
    with house.cop.context.db.read() as session, pytest.raises(NotDone, match="no published mapping"):
        compare(session, read_list(b"Nama,Bulan,JP\nDewi,2026-11,1\n"))


# --- on the desk --------------------------------------------------------------------


def signed_in(house: House) -> FlaskClient:
    from connector.steps import desk

    desk.put_user(house.cop.context, desk.NewUser("admin", "a long enough password", "admin"), "test")
    app = make_flask(house.cop)
    app.config["WTF_CSRF_ENABLED"] = False
    client = app.test_client()
    client.post("/sign-in", data={"username": "admin", "password": "a long enough password"})
    return client


def test_the_page_shows_it_or_gives_a_file_and_keeps_nothing(told: House) -> None:
    client = signed_in(told)
    data = by_hand(told, f"{nip(told, AYU)},,{NAME},MONTH,5", f",<b>x</b>,{NAME},MONTH,1")

    def sent(data: bytes, **more: str) -> object:
        return client.post("/compare", data={"list": (io.BytesIO(data), "jp.csv"), **more})

    assert "enctype" in client.get("/compare").text
    page = sent(data)
    assert page.status_code == 200
    assert "daftar 5 · di sini 2 JP" in page.text
    assert "&lt;b&gt;x&lt;/b&gt;" in page.text
    file = sent(data, **{"as": "csv"})
    assert (file.mimetype, "attachment" in file.headers["Content-Disposition"]) == ("text/csv", True)
    assert sent(b"nothing").status_code == 422
    assert client.post("/compare", data={}).status_code == 422
    large = client.post("/compare", data=b"x" * (3 * 2**20), content_type="multipart/form-data; boundary=x")
    assert large.status_code == 413
    settle(told.cop.context)
    files = [path for path in told.folder.rglob("*") if path.is_file()]
    assert not [path for path in files if b"<b>x</b>" in path.read_bytes()]


def test_the_doctors_page_begins_a_look_and_shows_what_was_found(told: House) -> None:
    client = signed_in(told)
    assert "Belum ada yang memeriksa" in client.get("/doctor").text
    assert client.post("/doctor").status_code == 303
    import threading

    for thread in threading.enumerate():
        if thread.name == "doctor":
            thread.join(60)
    page = client.get("/doctor").text
    assert "token_works" in page
    assert "hr_folder_writable" in page
    assert 'http-equiv="refresh"' not in page
    from connector.steps.doctor import kept

    assert kept.begin(told.cop.context)
    assert not kept.begin(told.cop.context)
    assert 'http-equiv="refresh"' in client.get("/doctor").text
    told.clock.at += kept.LONGEST_S
    assert kept.begin(told.cop.context)
