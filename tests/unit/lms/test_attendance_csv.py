"""Attendance files become intervals of people; what cannot be read is named with its line."""

from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from schemas.attendance_csv import Attendance, AttendanceRow, read_attendance
from schemas.attendance_time import duration

FILES = Path(__file__).parents[2] / "captures" / "attendance"
WIB = ZoneInfo("Asia/Jakarta")


def at(day: int, hour: int, minute: int, second: int = 0, month: int = 11) -> int:
    return int(datetime(2026, month, day, hour, minute, second, tzinfo=WIB).timestamp())


WEBINAR, MEETING = at(30, 13, 30), at(1, 9, 0, month=12)


def read(name: str, start: int | None = None) -> Attendance:
    return read_attendance((FILES / f"{name}.csv").read_bytes(), WIB, start=start)


def words(found: Attendance) -> list[tuple[int, str, bool]]:
    return [(problem.line, problem.word, problem.dropped) for problem in found.problems]


def test_zoom_tells_each_stay() -> None:
    found = read("zoom_stays")
    assert found.rows[1] == AttendanceRow(
        line=6,
        name="Ayu (Ni Komang Ayu Paramitha)",
        email="ayu.paramitha@example.test",
        joined=at(30, 13, 28, 2),
        left=at(30, 14, 5, 30),
        minutes=37,
    )
    assert [(row.line, row.minutes) for row in found.rows] == [(5, 97), (6, 37), (7, 51), (8, 90)]
    assert (found.rows[3].name, found.rows[3].email) == ("Tefa, Yohanes", "")
    assert found.problems == ()
    assert found.outside == (1, 2)


def test_zoom_tells_people() -> None:
    found = read("zoom_people")
    assert [(row.minutes, row.joined, row.with_gaps) for row in found.rows] == [
        (98, None, True),
        (90, None, True),
        (0, None, True),
    ]


def test_zoom_tells_of_a_webinar() -> None:
    found = read("zoom_webinar")
    assert [(row.name, row.minutes) for row in found.rows] == [("Retno Palupi Handayani", 97), ("Ayu", 94)]
    assert words(found) == [(11, "no_times", True)]


def test_zoom_in_indonesian() -> None:
    found = read("zoom_indonesia")
    assert [(row.joined, row.minutes) for row in found.rows] == [
        (at(30, 13, 26, 40), 95),
        (at(30, 13, 40), 40),
    ]
    assert found.problems == ()


def test_meet_tells_no_date() -> None:
    began = at(25, 10, 0)
    found = read("meet", began)
    assert [(row.name, row.joined, row.minutes) for row in found.rows] == [
        ("Dian Kartikasari", began, 65),
        ("Theresia Ndun", began + 12 * 60, 45),
        ("Wulan", began, 0),
    ]
    without = read("meet")
    assert [(row.joined, row.minutes) for row in without.rows] == [(None, 65), (None, 45), (None, 0)]
    assert {problem.word for problem in without.problems} == {"no_date"}
    assert not any(problem.dropped for problem in without.problems)


def test_meet_over_midnight() -> None:
    began = at(25, 23, 0)
    found = read("meet_malam", began)
    assert [(row.joined, row.left, row.minutes) for row in found.rows] == [
        (began, began + 5400, 90),
        (at(26, 0, 5), at(26, 0, 30), 25),
    ]
    assert found.problems == ()


def test_teams_tells_everybody_twice_and_is_counted_once() -> None:
    found = read("teams", MEETING)
    assert [(row.line, row.name, row.minutes, row.with_gaps) for row in found.rows] == [
        (13, "Hasan Basri Lubis (Tamu)", 30, True),
        (17, "Bagus Prasetya Nugraha", 127, False),
        (18, "Rizal Fahmi Siregar", 45, False),
        (19, "Rizal Fahmi Siregar", 45, False),
    ]
    assert found.rows[1].joined == at(1, 8, 55, 5, month=12)
    assert found.problems == ()
    assert found.outside == (1, 2, 3, 4, 5, 6, 7, 9, 11, 12, 15)


def test_a_date_that_could_be_another() -> None:
    found = read("teams")
    assert [problem.word for problem in found.problems] == ["ambiguous_date"]
    assert found.rows[1].joined == at(1, 8, 55, 5, month=12)
    csv = b"nama;waktu bergabung;waktu keluar\nAyu;5/6/2026 09.00;5/6/2026 10.00\n"
    for start, month, day in ((None, 6, 5), (at(5, 9, 0, month=6), 6, 5), (at(6, 9, 0, month=5), 5, 6)):
        [row] = read_attendance(csv, WIB, start=start).rows
        assert row.joined == at(day, 9, 0, month=month)


def test_the_older_list_of_teams() -> None:
    found = read("teams_actions", MEETING)
    assert [(row.name, row.minutes) for row in found.rows] == [
        ("Bagus Prasetya Nugraha", None),
        ("Rizal Fahmi Siregar", 45),
        ("Rizal Fahmi Siregar", 45),
    ]
    assert words(found) == [(2, "never_left", False), (7, "left_without_joining", True)]


@pytest.mark.parametrize(
    ("line", "problem", "minutes"),
    [
        ("Ayu,2026-11-30 13:00,2026-11-30 14:00,60", None, 60),
        ("Ayu,2026-11-30T06:00:00Z,2026-11-30T07:00:00+00:00,60", None, 60),
        ("Ayu,30 November 2026 13.00,30 Nov. 2026 14.00,60", None, 60),
        ('Ayu,"Nov 30, 2026 1:00 PM","Nov 30, 2026 2:00:30 p.m.",61', None, 60),
        ("Ayu,30-11-2026 pukul 13.00,30-11-2026 14:00 WIB,60", None, 60),
        ("Ayu,30.11.2026 13.00,30.11.2026 14.00,", None, 60),
        ("Ayu,2026/11/30 13:00,2026/11/30 14:00,1:00:00", None, 60),
        ("Ayu,,,75.5", None, 75),
        ("Ayu,kapan?,30/11/2026 14:00,60", "bad_time", 60),
        ("Ayu,30/13/2026 13:00,30/11/2026 14:00,60", "bad_time", 60),
        ("Ayu,30/11/2026,30/11/2026 14:00,60", "bad_time", 60),
        ("Ayu,30/11/2026 25:00,30/11/2026 14:00,60", "bad_time", 60),
        ("Ayu,30 Foo 2026 13:00,30/11/2026 14:00,60", "bad_time", 60),
        ("Ayu,30/11/2026 14:00,30/11/2026 13:00,60", "ends_before_it_begins", 60),
        ("Ayu,30/11/2026 13:00,30/11/2026 14:00,90", "duration_differs", 60),
        ("Ayu,30/11/2026 13:00,30/11/2026 14:00,lama", "bad_duration", 60),
        ("Ayu,,,", "no_times", None),
        (",30/11/2026 13:00,30/11/2026 14:00,60", "no_name", None),
    ],
)
def test_a_line(line: str, problem: str | None, minutes: int | None) -> None:
    text = f"Nama,Waktu bergabung,Waktu keluar,Durasi\n{line}\n"
    found = read_attendance(text.encode(), WIB, start=WEBINAR)
    assert [each.word for each in found.problems] == ([problem] if problem else [])
    assert [row.minutes for row in found.rows] == ([] if minutes is None else [minutes])


def test_who_went_in_between_attended_what_is_told() -> None:
    csv = b"Nama,Waktu bergabung,Waktu keluar,Durasi\nAyu,30/11/2026 13:00,30/11/2026 14:00,40 menit\n"
    found = read_attendance(csv, WIB)
    assert [(row.minutes, row.with_gaps) for row in found.rows] == [(40, True)]
    assert found.problems == ()


def test_a_row_that_stands_twice_counts_once() -> None:
    line = "Ayu,a@example.test,30/11/2026 13:00,30/11/2026 14:00\n"
    found = read_attendance(f"Name,Email,Joined,Left\n{line}{line}".encode(), WIB)
    assert [row.line for row in found.rows] == [2]
    assert words(found) == [(3, "same_row_twice", True)]


def test_an_identifier_is_read_as_it_is_spaced() -> None:
    csv = "NIP,Nama,Durasi\n19820315 200604 2 001,Siti Aminah,45\n"
    [row] = read_attendance(csv.encode(), WIB).rows
    assert row.identifier == "198203152006042001"


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no_table"),
        (b"tidak ada tabel di sini", "no_table"),
        (b"Nama,Alamat\nAyu,Denpasar\n", "no_table"),
        (b"x" * (5 * 2**20 + 1), "too_large"),
    ],
)
def test_no_table(data: bytes, word: str) -> None:
    found = read_attendance(data, WIB)
    assert (found.rows, found.problems[0].word) == ((), word)


def test_text_in_another_encoding_is_read_with_a_warning() -> None:
    found = read_attendance("Nama,Durasi\nJosé,45\n".encode("cp1252"), WIB)
    assert [row.minutes for row in found.rows] == [45]
    assert [problem.word for problem in found.problems] == ["unreadable_text"]


def test_a_cell_over_several_lines() -> None:
    found = read_attendance(b'Nama,Durasi\n"Ayu\nParamitha",45\nMade,30\n', WIB)
    assert [(row.line, row.name) for row in found.rows] == [(2, "Ayu Paramitha"), (4, "Made")]


@pytest.mark.parametrize(
    ("text", "seconds"),
    [
        ("93", 5580),
        ("93,5", 5610),
        ("1:33:28", 5608),
        ("1:33", 5580),
        ("1h 33m 28s", 5608),
        ("1 hr 5 min", 3900),
        ("1 jam 33 menit 28 detik", 5608),
        ("2 jam dan 5 mnt", 7500),
        ("30 sec", 30),
        ("lama", None),
        ("1 x", None),
        ("-5", None),
        ("5 menit lagi", None),
    ],
)
def test_durations(text: str, seconds: int | None) -> None:
    assert duration(text) == seconds


names = st.text(st.characters(categories=("L", "N"), codec="utf-8"), min_size=1, max_size=20)
moments = st.integers(at(1, 0, 0), at(29, 0, 0))
stays = st.tuples(names, moments, st.integers(0, 6 * 3600))
encodings = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-16-le"])
delimiters = st.sampled_from([",", ";", "\t"])


@given(st.lists(stays, min_size=1, max_size=12, unique=True), encodings, delimiters)
def test_what_is_written_is_read(rows: list[tuple[str, int, int]], encoding: str, delimiter: str) -> None:
    def told(epoch: int) -> str:
        return f"{datetime.fromtimestamp(epoch, WIB):%Y-%m-%d %H:%M:%S}"

    lines = [delimiter.join(("Name", "Join Time", "Leave Time"))]
    lines += [delimiter.join((f"x{name}", told(came), told(came + spent))) for name, came, spent in rows]
    found = read_attendance("\r\n".join(lines).encode(encoding), WIB)
    assert found.problems == ()
    assert [(row.name, row.joined, row.left) for row in found.rows] == [
        (f"x{name}", came, came + spent) for name, came, spent in rows
    ]


@given(st.binary(max_size=400))
def test_any_bytes_are_answered(data: bytes) -> None:
    read_attendance(data, WIB, start=WEBINAR)
    read_attendance(b"Name,Join Time,Leave Time,Duration\n" + data, WIB, start=WEBINAR)


cells = st.text(st.sampled_from('aN0123456789/:.- ,;\t"\nPMh'), max_size=25)


@given(st.lists(st.tuples(cells, cells, cells, cells), max_size=8))
def test_nothing_is_dropped_in_silence(rows: list[tuple[str, str, str, str]]) -> None:
    def quoted(cell: str) -> str:
        return '"' + cell.replace('"', '""') + '"'

    lines = ["Name,Join Time,Leave Time,Duration", *(",".join(map(quoted, row)) for row in rows)]
    found = read_attendance("\n".join(lines).encode(), WIB, start=WEBINAR)
    lost = {problem.line for problem in found.problems if problem.dropped}
    taken = [row.line for row in found.rows]
    told = [*taken, *lost, *found.outside]
    written = sum(any(cell.split() for cell in row) for row in rows)
    assert len(taken) == len(set(taken))
    assert not lost & set(taken)
    assert len(set(told)) == written
