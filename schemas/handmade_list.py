"""A list of credit kept by hand – person, community, month, JP – as a CSV or an XLSX table, in either language."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, NamedTuple

from schemas.attendance_table import heading, lines
from schemas.attendance_text import decoded
from schemas.months import month_of

MAX_BYTES = 2**20
MAX_UNPACKED = 50 * 2**20
"""Bytes that the parts of an XLSX may have together: a small file can unpack to anything."""
MAX_ROWS = 20_000
MAX_CELLS = 60

_COLUMNS = {
    "name": "nama, nama lengkap, nama peserta, nama pegawai, nama anggota, name, full name, member, participant",
    "email": "email, e mail, surel, alamat surel, alamat email, email address",
    "identifier": "nip, nip peserta, nip nik, nik, nomor induk, nomor induk pegawai, id number, employee id, "
    "identifier",
    "community": "komunitas, nama komunitas, cop, komunitas praktisi, komunitas belajar, nama kegiatan, community, "
    "community of practice, community name",
    "month": "bulan, periode, bulan tahun, bulan kegiatan, month, period, tanggal, date",
    "year": "tahun, year",
    "amount": "jp, jumlah jp, total jp, jam pelajaran, jumlah jam pelajaran, total jam pelajaran, jam, kredit, credit, "
    "credits, hours, learning hours, amount",
}
_HEADINGS = {told.strip(): key for key, names in _COLUMNS.items() for told in names.split(",")}
_NUMBER = re.compile(r"(-?[0-9]+(?:[.,][0-9]{1,4})?)\s*(?:jp|jam|hours?)?", re.IGNORECASE)

Cell = Any


class Problem(NamedTuple):
    line: int
    """Counted from 1, as an editor or a spreadsheet shows it."""
    word: str
    """no_person, no_month, bad_month, no_amount, bad_amount; of the whole file no_table, too_large, too_many_rows,
    unreadable_file."""
    value: str = ""


@dataclass(frozen=True, slots=True)
class HandRow:
    line: int
    name: str
    email: str
    identifier: str
    community: str
    """As it is written there; empty if the table has no such column."""
    month: str
    """``2026-11``"""
    amount: Decimal
    """JP."""


@dataclass(frozen=True, slots=True)
class HandList:
    rows: tuple[HandRow, ...]
    problems: tuple[Problem, ...]


def read_list(data: bytes) -> HandList:
    """Never raises for what the file holds."""
    if len(data) > MAX_BYTES:
        return HandList((), (Problem(1, "too_large"),))
    try:
        found = list(_sheet(data)) if data[:2] == b"PK" else _text(data)
    except _Unreadable as error:
        return HandList((), (Problem(1, str(error)),))
    reading = _Reading()
    rows = tuple(reading.rows(found))
    problems = reading.problems if reading.columns else [Problem(1, "no_table")]
    return HandList(rows, tuple(problems))


class _Unreadable(Exception):
    pass


def _text(data: bytes) -> list[tuple[int, list[Cell]]]:
    """By the delimiter under which the most headings show."""
    text, _ = decoded(data)
    tries = [list(lines(text, delimiter)) for delimiter in ("\t", ";", ",")]
    return max(tries, key=lambda rows: max((len(_columns(cells)) for _, cells in rows[:50]), default=0))


def _sheet(data: bytes) -> Iterator[tuple[int, list[Cell]]]:
    """The first sheet; values, not formulas."""
    from openpyxl import load_workbook  # only who brings an XLSX pays for it

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(part.file_size for part in packed.infolist()) > MAX_UNPACKED:
                raise _Unreadable("too_large")
        book = load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = book[book.sheetnames[0]]
        rows = sheet.iter_rows(max_row=2 * MAX_ROWS, max_col=MAX_CELLS, values_only=True)
        yield from (
            (number, ["" if cell is None else cell for cell in row]) for number, row in enumerate(rows, 1)
        )
    except _Unreadable:
        raise
    except Exception as error:  # whatever a broken or foreign file makes of the library
        raise _Unreadable("unreadable_file") from error


def _columns(cells: Iterable[Cell]) -> dict[str, int]:
    """Where which heading stands; nothing where this is no row of headings."""
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        key = _HEADINGS.get(heading(cell)) if isinstance(cell, str) else None
        if key:
            found.setdefault(key, number)
    named = found.keys() & {"name", "identifier", "email"}
    return found if named and "amount" in found and "month" in found else {}


class _Reading:
    def __init__(self) -> None:
        self.columns: dict[str, int] = {}
        self.problems: list[Problem] = []

    def rows(self, found: Iterable[tuple[int, list[Cell]]]) -> Iterator[HandRow]:
        taken = 0
        for line, cells in found:
            columns = _columns(cells)
            if columns:
                self.columns = columns
            elif self.columns and any(str(cell).strip() for cell in cells):
                if taken == MAX_ROWS:
                    self.problems.append(Problem(line, "too_many_rows"))
                    return
                row = self._row(line, cells)
                taken += 1
                yield from [row] if row else []

    def _row(self, line: int, cells: list[Cell]) -> HandRow | None:
        name, email = self._plain(cells, "name"), self._plain(cells, "email")
        identifier = "".join(self._plain(cells, "identifier").split()).lstrip("'")
        month, amount = self._month(line, cells), self._amount(line, cells)
        if not (name or email or identifier):
            self.problems.append(Problem(line, "no_person"))
            return None
        if month is None or amount is None:
            return None
        return HandRow(line, name, email, identifier, self._plain(cells, "community"), month, amount)

    def _cell(self, cells: list[Cell], column: str) -> Cell:
        number = self.columns.get(column)
        return cells[number] if number is not None and number < len(cells) else ""

    def _plain(self, cells: list[Cell], column: str) -> str:
        """A NIP that a spreadsheet took for a number has lost its last digits already; others are whole."""
        cell = self._cell(cells, column)
        if isinstance(cell, float) and cell.is_integer():
            cell = int(cell)
        return " ".join(str(cell).split())[:200]

    def _month(self, line: int, cells: list[Cell]) -> str | None:
        cell = self._cell(cells, "month")
        if isinstance(cell, datetime | date):
            return f"{cell:%Y-%m}"
        text = self._plain(cells, "month")
        month = month_of(text, self._plain(cells, "year"))
        if month is None:
            self.problems.append(Problem(line, "bad_month" if text else "no_month", text[:80]))
        return month

    def _amount(self, line: int, cells: list[Cell]) -> Decimal | None:
        text = self._plain(cells, "amount")
        match = _NUMBER.fullmatch(text)
        try:
            amount = Decimal(match[1].replace(",", ".")) if match else None
        except InvalidOperation:
            amount = None
        if amount is None or amount < 0:
            self.problems.append(Problem(line, "bad_amount" if text else "no_amount", text[:80]))
            return None
        return amount
