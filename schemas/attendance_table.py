"""The tables in an attendance file: which lines are headings, which are people, which are neither."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

MAX_CELLS = 60

_COLUMNS = {
    "name": "name, name original name, user name, user name original name, full name, participant, participant name, "
    "display name, nama, nama nama asli, nama lengkap, nama peserta, nama pengguna, nama pengguna nama asli, peserta",
    "first": "first name, given name, nama depan",
    "last": "last name, surname, family name, nama belakang",
    "email": "email, e mail, user email, email address, alamat email, email pengguna, surel, alamat surel",
    "upn": "participant id upn, id peserta upn, id partisipan upn, upn",
    "identifier": "nip, nik, identifier, id number, idnumber, employee id, employee number, nomor induk, "
    "nomor induk pegawai, nip nik",
    "joined": "join time, time joined, joined, joined at, waktu bergabung, waktu masuk, jam masuk, "
    "bergabung, waktu mulai bergabung",
    "left": "leave time, time exited, left, left at, exit time, time left, waktu keluar, waktu meninggalkan, "
    "jam keluar, keluar, waktu pergi",
    "first_join": "first join, first join time, first joined, bergabung pertama, bergabung pertama kali, "
    "pertama bergabung, waktu bergabung pertama",
    "last_leave": "last leave, last leave time, last left, keluar terakhir, terakhir keluar, waktu keluar terakhir, "
    "meninggalkan terakhir",
    "duration": "duration, duration minutes, time in session minutes, in meeting duration, durasi, durasi menit, "
    "waktu dalam sesi menit, lama menit, durasi dalam rapat, lama",
    "total": "total duration, total duration minutes, total durasi menit, durasi total, durasi total menit",
    "action": "user action, tindakan pengguna",
    "timestamp": "timestamp, stempel waktu, cap waktu",
}
_TIMES = ("joined", "left", "first_join", "last_leave", "timestamp")
_HEADINGS = {heading.strip(): key for key, told in _COLUMNS.items() for heading in told.split(",")}


@dataclass
class Table:
    columns: dict[str, int]
    rows: list[tuple[int, list[str]]] = field(default_factory=list)

    @property
    def sums_up(self) -> bool:
        """Whether each row is a person's whole stay rather than one interval."""
        return "first_join" in self.columns or not self.columns.keys() & {"joined", "timestamp"}

    def times(self) -> Iterator[str]:
        """Every cell in which a moment stands."""
        for _, cells in self.rows:
            yield from (cell_of(self, cells, name) for name in _TIMES)


def tables(text: str) -> tuple[list[Table], list[int]]:
    """Read with the delimiter that shows the most headings."""
    by_delimiter = [_split(text, delimiter) for delimiter in ("\t", ";", ",")]
    return max(by_delimiter, key=lambda found: sum(len(table.columns) for table in found[0]))


def _split(text: str, delimiter: str) -> tuple[list[Table], list[int]]:
    found: list[Table] = []
    outside: list[int] = []
    for line, cells in lines(text, delimiter):
        columns = _columns(cells)
        if columns:
            found.append(Table(columns))
        elif not found or _is_title(cells, found[-1]):
            outside.append(line)
        else:
            found[-1].rows.append((line, cells))
    return found, outside


def _is_title(cells: list[str], table: Table) -> bool:
    """One cell filled, and fewer cells than a row of the table has."""
    return sum(map(bool, cells)) == 1 and len(cells) <= max(table.columns.values())


def lines(text: str, delimiter: str) -> Iterator[tuple[int, list[str]]]:
    """Each record with the number of its first line; empty ones are left out."""
    reader = csv.reader(io.StringIO(text.replace("\0", ""), newline=""), delimiter=delimiter)
    before = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error:  # a cell of more than 131,072 characters
            cells = ["?", "?"]
        if cells is None:
            return
        stripped = [_plain(cell) for cell in cells]
        if any(stripped):
            yield before + 1, stripped[:MAX_CELLS]
        before = reader.line_num


def _plain(cell: str) -> str:
    return " ".join(cell.replace("\u200e", "").split())


def _columns(cells: list[str]) -> dict[str, int]:
    """Where which heading stands; nothing where this is no row of headings."""
    found: dict[str, int] = {}
    for number, cell in enumerate(cells):
        key = _HEADINGS.get(heading(cell))
        if key:
            found.setdefault(key, number)
    named = found.keys() & {"name", "first", "last"}
    timed = found.keys() & {"joined", "first_join", "duration", "total", "timestamp"}
    return found if named and timed else {}


def heading(cell: str) -> str:
    """The form in which headings are compared: words alone, no capitals."""
    return " ".join(re.findall(r"\w+", cell.casefold()))


def cell_of(table: Table, cells: list[str], name: str) -> str:
    number = table.columns.get(name)
    return cells[number] if number is not None and number < len(cells) else ""
