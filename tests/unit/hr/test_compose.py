"""Rows → files, read back as HR's programs would."""

import csv
import io
import json
import time
from datetime import date

import openpyxl
import pytest

from connector.errors import NotDone
from connector.hr.port import Action, HrFile
from connector.hr.simpeg_file import FileLayout, check_row, compose

DAY = date(2026, 11, 22)
HEADINGS = [
    "Tanggal Mulai",
    "Tanggal Selesai",
    "Kode Jenis Pengembangan",
    "Nama Kegiatan",
    "Penyelenggara Kegiatan",
    "Total Jam Pelajaran",
    "NIP Peserta",
]


def by_name(files: list[HrFile]) -> dict[str, bytes]:
    return {file.name: file.content for file in files}


def csv_rows(content: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), strict=True))


def xlsx_rows(content: bytes):
    book = openpyxl.load_workbook(io.BytesIO(content))
    return [[cell.value for cell in row] for row in book.active.iter_rows()]


def test_a_run_of_new_rows(make_row):
    files = by_name(compose([make_row()], FileLayout(), 7, DAY))
    stem = "cop-jp-20261122-0007"
    assert list(files) == [f"{stem}.csv", f"{stem}.xlsx", f"{stem}-manifest.json"]
    line = [
        "02-11-2026",
        "20-11-2026",
        "23",
        "CoP Analis Keimigrasian",
        "Badan Contoh",
        "4",
        "198203152006042001",
    ]
    assert csv_rows(files[f"{stem}.csv"]) == [HEADINGS, line]
    assert xlsx_rows(files[f"{stem}.xlsx"]) == [HEADINGS, [*line[:5], 4, line[6]]]


def test_the_csv_as_bytes(make_row):
    content = compose([make_row(name='Praktik "baik", é')], FileLayout(), 7, DAY)[0].content
    assert content.startswith(b'\xef\xbb\xbf"Tanggal Mulai","Tanggal Selesai",')
    assert content.endswith(b'"4","198203152006042001"\r\n')
    assert '"Praktik ""baik"", é"'.encode() in content


def test_corrections_have_a_file_of_their_own(make_row):
    rows = [
        make_row(record="C", action=Action.BATAL, amount=0),
        make_row(record="B", action=Action.UBAH, amount=3),
        make_row(record="A"),
    ]
    files = by_name(compose(rows, FileLayout(), 12, DAY))
    stem = "cop-jp-20261122-0012"
    assert len(csv_rows(files[f"{stem}.csv"])) == 2
    table = csv_rows(files[f"{stem}-koreksi.csv"])
    assert table[0] == [*HEADINGS, "Nomor Catatan", "Tindakan"]
    assert [line[5:] for line in table[1:]] == [
        ["3", "198203152006042001", "B", "UBAH"],
        ["0", "198203152006042001", "C", "BATAL"],
    ]
    assert xlsx_rows(files[f"{stem}-koreksi.xlsx"])[1][7:] == ["B", "UBAH"]


def test_only_corrections_make_no_empty_file_of_new_rows(make_row):
    names = [file.name for file in compose([make_row(action=Action.UBAH)], FileLayout(), 1, DAY)]
    assert names == [
        "cop-jp-20261122-0001-koreksi.csv",
        "cop-jp-20261122-0001-koreksi.xlsx",
        "cop-jp-20261122-0001-manifest.json",
    ]


def test_the_manifest_tells_the_run_and_no_person(make_row):
    *files, manifest = compose([make_row(), make_row(record="B", action=Action.UBAH)], FileLayout(), 7, DAY)
    assert json.loads(manifest.content) == {
        "run": 7,
        "date": "2026-11-22",
        "files": [{"name": file.name, "rows": 1, "sha256": file.sha256} for file in files],
        "records": [
            {"record": "B", "action": "UBAH", "revision": "a1", "amount": 4},
            {"record": "COP-2026-000001", "action": "NEW", "revision": "a1", "amount": 4},
        ],
    }
    for private in ("198203152006042001", "Analis", "Badan"):
        assert private.encode() not in manifest.content


def test_the_same_rows_give_the_same_bytes_at_any_time_in_any_order(make_row):
    rows = [make_row(record=str(number), nip=f"{number:018d}") for number in range(50)]
    first = compose(rows, FileLayout(), 7, DAY)
    time.sleep(1.1)  # a file that held its time of writing would differ by now
    assert compose(reversed(rows), FileLayout(), 7, DAY) == first


def test_an_agency_calls_things_its_own_way(make_row):
    layout = FileLayout(
        prefix="jp",
        columns=(("nip", "NIP"), ("first_day", "Mulai"), ("code", "Kode")),
        date_format="yyyy/mm/dd",
        codes={"23": "KOMBEL"},
    )
    file = compose([make_row()], layout, 7, DAY)[0]
    assert file.name == "jp-20261122-0007.csv"
    assert csv_rows(file.content) == [
        ["NIP", "Mulai", "Kode"],
        ["198203152006042001", "2026/11/02", "KOMBEL"],
    ]


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_starts_a_formula(make_row, start):
    name = f'{start}HYPERLINK("http://x","y")'
    files = by_name(compose([make_row(name=name, organiser=name)], FileLayout(), 7, DAY))
    assert csv_rows(files["cop-jp-20261122-0007.csv"])[1][3:5] == [f"'{name}"] * 2
    book = openpyxl.load_workbook(io.BytesIO(files["cop-jp-20261122-0007.xlsx"]))
    cell = book.active["D2"]
    assert cell.data_type == "s", "a string, not a formula"
    assert cell.hyperlink is None


def test_awkward_text_is_survived(make_row):
    rows = [
        make_row(name="\ud800 x"),
        make_row(record="B", name="x" * 40_000),
        make_row(record="C", name="\x00"),
    ]
    files = by_name(compose(rows, FileLayout(), 7, DAY))
    assert len(xlsx_rows(files["cop-jp-20261122-0007.xlsx"])[1][3]) == 32_767


BAD_NIPS = [
    "",
    "1.99E+17",
    "19820315200604200",
    "1982031520060420011",
    "19820315 200604 2 001",
    "１" * 18,
    "1" * 18 + "\n",
]


@pytest.mark.parametrize("nip", BAD_NIPS)
def test_a_bad_nip(make_row, nip):
    assert check_row(make_row(nip=nip)) == "bad_nip"


def test_a_pppk_number_may_have_21_where_a_month_would_stand(make_row):
    assert check_row(make_row(nip="199001012022211001")) is None


@pytest.mark.parametrize(
    ("changes", "word"),
    [
        ({"amount": 0}, "amount_below_one"),
        ({"amount": 0, "action": Action.UBAH}, "amount_below_one"),
        ({"amount": -1, "action": Action.BATAL}, "amount_below_one"),
        ({"amount": 0, "action": Action.BATAL}, None),
        ({"first_day": "2026-11-21"}, "bad_dates"),
        ({"first_day": ""}, "bad_dates"),
        ({"last_day": "2026-11-31"}, "bad_dates"),
        ({"first_day": "20261102"}, "bad_dates"),
        ({"first_day": "2026-11-20"}, None),
    ],
)
def test_what_forbids_sending_a_row(make_row, changes, word):
    assert check_row(make_row(**changes)) == word


def test_a_bad_row_is_never_composed(make_row):
    with pytest.raises(NotDone, match="COP-2026-000001") as caught:
        compose([make_row(nip="1.99E+17")], FileLayout(), 7, DAY)
    assert caught.value.word == "bad_nip"
    assert "1.99" not in str(caught.value)
