"""A list kept by hand, as CSV and XLSX, in either language, well kept or not."""

from __future__ import annotations

import io
import zipfile
from datetime import date
from decimal import Decimal

import openpyxl
import pytest

from schemas.handmade_list import MAX_BYTES, MAX_UNPACKED, read_list

INDONESIAN = """Daftar JP komunitas;;;;
NIP;Nama;Komunitas;Bulan;Jumlah JP
'19900101 201501 1 001;Dewi Anggraini;CoP Analis;November 2026;1,5
;Budi;CoP Analis;12/2026;2 JP
"""
ENGLISH = "Full name,Email,Community,Month,Credits\r\nDewi,dewi@example.test,AK,2026-11,3\r\n"


def xlsx(*rows: list[object]) -> bytes:
    book = openpyxl.Workbook()
    for row in rows:
        book.worksheets[0].append(row)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def test_headings_are_known_in_both_languages() -> None:
    first, second = read_list(INDONESIAN.encode()).rows
    assert (first.line, first.identifier, first.month) == (3, "199001012015011001", "2026-11")
    assert (first.amount, second.amount, second.month) == (Decimal("1.5"), Decimal(2), "2026-12")
    [row] = read_list(ENGLISH.encode("utf-16")).rows
    assert (row.name, row.email, row.community, row.amount) == ("Dewi", "dewi@example.test", "AK", Decimal(3))


def test_a_workbook_is_read_by_its_values() -> None:
    data = xlsx(
        ["Rekap JP"],
        ["NIP", "Nama", "Bulan", "Tahun", "JP"],
        ["199001012015011001", "Dewi", "November", 2026, 1.5],
        ["199001012015011002", "Budi", date(2026, 12, 5), None, 2],
        [None, None, None, None, None],
    )
    found = read_list(data)
    assert [(row.line, row.month, row.amount) for row in found.rows] == [
        (3, "2026-11", Decimal("1.5")),
        (4, "2026-12", Decimal(2)),
    ]
    assert found.problems == ()


def test_each_line_that_is_not_taken_says_why() -> None:
    lines = (
        "NIP,Nama,Bulan,JP",
        ",,2026-11,1",
        "1,a,kelak,1",
        "1,a,,1",
        "1,a,2026-11,banyak",
        "1,a,2026-11,",
        "1,a,2026-11,-3",
    )
    found = read_list("\n".join(lines).encode())
    assert found.rows == ()
    assert [(each.line, each.word) for each in found.problems] == [
        (2, "no_person"),
        (3, "bad_month"),
        (4, "no_month"),
        (5, "bad_amount"),
        (6, "no_amount"),
        (7, "bad_amount"),
    ]


def bomb() -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * (MAX_UNPACKED + 1))
    return out.getvalue()


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (b"", "no_table"),
        (b"Nama,JP\nDewi,3\n", "no_table"),
        (b"x" * (MAX_BYTES + 1), "too_large"),
        (b"PK\x03\x04 no workbook", "unreadable_file"),
        (bomb(), "too_large"),
    ],
)
def test_a_file_that_is_no_list_says_so(data: bytes, word: str) -> None:
    found = read_list(data)
    assert (found.rows, [each.word for each in found.problems]) == ((), [word])


def test_a_list_is_bounded(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("schemas.handmade_list.MAX_ROWS", 2)
    found = read_list(b"Nama,Bulan,JP\n" + b"Dewi,2026-11,1\n" * 5)
    assert (len(found.rows), [each.word for each in found.problems]) == (2, ["too_many_rows"])
