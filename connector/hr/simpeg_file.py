"""The spreadsheets a local SIMPEG takes: rows → the bytes of one run's files. Pure: same rows, same bytes.

A run has up to five files: new rows as ``.csv`` and ``.xlsx``, corrections as ``-koreksi.csv`` and ``.xlsx``,
and a manifest that names no person. CSV is for machines; people open the XLSX, where a NIP stays text.
What the columns are called, their order, the date format and the codes differ by agency and are settings.
"""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time

import xlsxwriter

from connector.errors import NotDone
from connector.hr.folder import look, next_run, write
from connector.hr.port import Action, HrFile, HrRow

# The target's whole face: what is composed here is delivered by the folder's three functions.
__all__ = ["FileLayout", "check_row", "compose", "look", "next_run", "write"]

# No month check in digits 13-14: they can be 21 in a PPPK's number.
_NIP = re.compile(r"[0-9]{18}")
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n")
LONGEST_CELL = 32_767
"""Excel's limit, in characters; xlsxwriter leaves a longer cell empty."""

Cell = str | int


@dataclass(frozen=True, slots=True)
class FileLayout:
    """What a local SIMPEG calls things."""

    prefix: str = "cop-jp"
    columns: Sequence[tuple[str, str]] = (
        ("first_day", "Tanggal Mulai"),
        ("last_day", "Tanggal Selesai"),
        ("code", "Kode Jenis Pengembangan"),
        ("name", "Nama Kegiatan"),
        ("organiser", "Penyelenggara Kegiatan"),
        ("amount", "Total Jam Pelajaran"),
        ("nip", "NIP Peserta"),
    )
    """(field of :class:`HrRow`, heading), in order."""
    correction_columns: Sequence[tuple[str, str]] = (("record", "Nomor Catatan"), ("action", "Tindakan"))
    """Stand behind ``columns`` in the corrections file."""
    date_format: str = "dd-mm-yyyy"
    """Of ``dd``, ``mm``, ``yyyy`` and anything between."""
    codes: Mapping[str, str] = field(default_factory=dict)
    """Our code → HR's, where they differ."""


def check_row(row: HrRow) -> str | None:
    """The machine word of what forbids sending this row, if anything does."""
    if not _NIP.fullmatch(row.nip):  # also catches 1.99E+17, a spreadsheet's idea of it
        return "bad_nip"
    if row.amount < (0 if row.action is Action.BATAL else 1):
        return "amount_below_one"
    first, last = _day(row.first_day), _day(row.last_day)
    if first is None or last is None or first > last:
        return "bad_dates"
    return None


def compose(rows: Iterable[HrRow], layout: FileLayout, run_no: int, made_on: date) -> list[HrFile]:
    """The run's files, the manifest last; :class:`NotDone` if a row does not pass :func:`check_row`.

    The order of ``rows`` does not matter. ``made_on`` is the run's day and is kept with the run: with another
    day the same rows would make other names and other bytes.
    """
    ordered = sorted(rows, key=lambda row: (row.record, row.revision))
    for row in ordered:
        if word := check_row(row):
            raise NotDone(f"record {row.record} cannot be sent: {word}", word=word)
    stem = f"{layout.prefix}-{made_on:%Y%m%d}-{run_no:04d}"
    new = [row for row in ordered if row.action is Action.NEW]
    corrections = [row for row in ordered if row.action is not Action.NEW]
    files = _both(stem, new, layout, layout.columns, made_on)
    corrected = (*layout.columns, *layout.correction_columns)
    files += _both(f"{stem}-koreksi", corrections, layout, corrected, made_on)
    return [*files, _manifest(f"{stem}-manifest.json", files, ordered, run_no, made_on)]


def _both(
    stem: str, rows: list[HrRow], layout: FileLayout, columns: Sequence[tuple[str, str]], made_on: date
) -> list[HrFile]:
    if not rows:
        return []
    table: list[list[Cell]] = [[heading for _, heading in columns]]
    table += [[_cell(row, name, layout) for name, _ in columns] for row in rows]
    return [
        HrFile(f"{stem}.csv", as_csv(table), len(rows)),
        HrFile(f"{stem}.xlsx", _xlsx(table, made_on), len(rows)),
    ]


def _cell(row: HrRow, name: str, layout: FileLayout) -> Cell:
    value: Cell = getattr(row, name)
    if isinstance(value, int):
        return value
    if name in ("first_day", "last_day"):
        return _written(value, layout.date_format)
    if name == "code":
        return layout.codes.get(value, value)
    # Half a surrogate pair can come out of JSON, and no file can hold it.
    return value[:LONGEST_CELL].encode(errors="replace").decode()


def _day(iso: str) -> date | None:
    try:
        day = date.fromisoformat(iso)
    except ValueError:
        return None
    return day if day.isoformat() == iso else None  # ISO has more spellings; we know this one


def _written(iso: str, date_format: str) -> str:
    year, month, day = iso.split("-")
    return date_format.replace("dd", day).replace("mm", month).replace("yyyy", year)


def as_csv(table: list[list[Cell]]) -> bytes:
    """Quoted, comma, CRLF; with a byte-order mark, without which Excel misreads UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, quoting=csv.QUOTE_ALL, lineterminator="\r\n")
    writer.writerows([no_formula(cell) for cell in line] for line in table)
    return text.getvalue().encode("utf-8-sig")


def no_formula(cell: Cell) -> Cell:
    """Quotes do not stop a spreadsheet from running a cell; an apostrophe does."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def _xlsx(table: list[list[Cell]], made_on: date) -> bytes:
    out = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_numbers": False,
        "strings_to_formulas": False,
        "strings_to_urls": False,
    }
    with xlsxwriter.Workbook(out, options) as book:
        book.set_properties({"created": datetime.combine(made_on, time())})  # else: now
        sheet = book.add_worksheet()
        for number, line in enumerate(table):
            for column, cell in enumerate(line):
                write = sheet.write_number if isinstance(cell, int) else sheet.write_string
                write(number, column, cell)
    return out.getvalue()


def _manifest(name: str, files: list[HrFile], rows: list[HrRow], run_no: int, made_on: date) -> HrFile:
    """What lies in the run, without NIP or name: who may list the folder learns nothing of a person."""
    manifest = {
        "run": run_no,
        "date": made_on.isoformat(),
        "files": [{"name": file.name, "rows": file.rows, "sha256": file.sha256} for file in files],
        "records": [
            {"record": row.record, "action": row.action, "revision": row.revision, "amount": row.amount}
            for row in rows
        ],
    }
    return HrFile(name, (json.dumps(manifest, indent=1, ensure_ascii=False) + "\n").encode(), len(rows))
