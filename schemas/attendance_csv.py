"""Attendance files of video meetings: Zoom, Google Meet, Microsoft Teams, or any table with a name and times.

Each writes tables of its own, in the language of whoever downloads them: Zoom one line for each stay, or for each
person (https://support.zoom.com/hc/en/article?id=zm_kb&sysparm_article=KB0082659); Google Meet one for each person,
with times but no dates (https://support.google.com/a/users/answer/10268857); Teams, in UTF-16 with tabs, a summary,
each person's total and each stay, one table below the other.
So a table is known by its headings, not by its sender. Every line that is not taken is a problem with its number, or
stands in ``outside`` (titles, summaries, a second table that tells the same people's totals).
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime, tzinfo
from typing import NamedTuple

from schemas.attendance_table import Table, cell_of, tables
from schemas.attendance_text import decoded
from schemas.attendance_time import DATE, Clock, duration

MAX_BYTES = 5 * 2**20
ROUNDING_S = 120
"""Zoom rounds each stay up to a whole minute: so much apart, an interval and its stated duration are the same."""

_NOTHING = {"", "-", "--", "n/a"}


class Problem(NamedTuple):
    line: int
    """Counted from 1, as an editor shows it."""
    word: str
    """A machine word: no_name, no_times, bad_time, no_date, ambiguous_date, bad_duration, ends_before_it_begins,
    duration_differs, left_without_joining, never_left, same_row_twice, not_a_row, no_table, too_large,
    unreadable_text."""
    value: str = ""
    """What stood there."""
    dropped: bool = True
    """Whether the line was left out; otherwise its row is there, without what was wrong."""


@dataclass(frozen=True, slots=True)
class AttendanceRow:
    """One interval of one person, or (``with_gaps``) their sum."""

    line: int
    name: str
    email: str = ""
    identifier: str = ""
    joined: int | None = None
    left: int | None = None
    """Epoch seconds."""
    minutes: int | None = None
    """Whole minutes: of the interval where it is known, as the file says where that is less or no interval is."""
    with_gaps: bool = False
    """The person went in between: only ``minutes`` were attended, not all from ``joined`` to ``left``."""


@dataclass(frozen=True, slots=True)
class Attendance:
    rows: tuple[AttendanceRow, ...]
    problems: tuple[Problem, ...]
    outside: tuple[int, ...]
    """Lines with text that belong to no table of people."""


def read_attendance(data: bytes, zone: tzinfo, *, start: int | None = None) -> Attendance:
    """Never raises for what the file holds. ``zone``: where the clock stood that wrote it.

    ``start``: when the session began (epoch seconds). It dates files that tell the time only, as Google Meet's do,
    and decides whether 5/6 is in May or in June.
    """
    if len(data) > MAX_BYTES:
        return Attendance((), (Problem(1, "too_large"),), ())
    text, unclear = decoded(data)
    problems = [Problem(1, "unreadable_text", unclear, dropped=False)] if unclear else []
    found, outside = tables(text)
    if not found:
        return Attendance((), (*problems, Problem(1, "no_table")), tuple(outside))
    began = None if start is None else datetime.fromtimestamp(start, zone)
    reading = _Reading(Clock(zone, began, _day_first(found, began)))
    intervals = [row for table in found if not table.sums_up for row in reading.rows(table)]
    sums = [row for table in found if table.sums_up for row in reading.rows(table)]
    told = _Known(intervals)
    again = _repeated(intervals) + _repeated(sums)
    left_out = {problem.line for problem in again}
    rows = [*intervals, *(row for row in sums if row not in told)]
    return Attendance(
        tuple(sorted((row for row in rows if row.line not in left_out), key=lambda row: row.line)),
        tuple(sorted([*problems, *reading.problems, *again])),
        tuple(sorted([*outside, *(row.line for row in sums if row in told)])),
    )


def _day_first(tables: Iterable[Table], began: datetime | None) -> bool | None:
    """Whether 5/6/2026 is the 5th of June: as no other reading fits, or as the session's day says; else None."""
    cells = [cell for table in tables for cell in table.times()]
    matches = [match for cell in cells if (match := DATE.search(cell)) and len(match[1]) < 3]
    dates = [(int(match[1]), int(match[2])) for match in matches]
    if any(first > 12 for first, _ in dates):
        return True
    if any(second > 12 for _, second in dates):
        return False
    if began is not None and (began.day, began.month) in dates:
        return True
    if began is not None and (began.month, began.day) in dates:
        return False
    return None


class _Known:
    """Who has intervals, so that their total is not counted besides."""

    def __init__(self, intervals: list[AttendanceRow]) -> None:
        self._emails = {row.email.casefold() for row in intervals if row.email}
        self._names = {row.name.casefold() for row in intervals}
        self._bare = {row.name.casefold() for row in intervals if not row.email}

    def __contains__(self, row: AttendanceRow) -> bool:
        name = row.name.casefold()
        by_email = bool(row.email) and row.email.casefold() in self._emails
        return by_email or name in (self._bare if row.email else self._names)


def _repeated(rows: list[AttendanceRow]) -> list[Problem]:
    seen: set[AttendanceRow] = set()
    found = []
    for row in rows:
        bare = replace(row, line=0)
        if bare in seen:
            found.append(Problem(row.line, "same_row_twice", row.name))
        seen.add(bare)
    return found


class _Reading:
    """Makes rows of cells, and keeps what was wrong with them."""

    def __init__(self, clock: Clock) -> None:
        self.clock = clock
        self.problems: list[Problem] = []

    def rows(self, table: Table) -> list[AttendanceRow]:
        if "timestamp" in table.columns:
            return self._from_actions(table)
        read = (self._row(table, line, cells) for line, cells in table.rows)
        return [row for row in read if row]

    def _row(self, table: Table, line: int, cells: list[str]) -> AttendanceRow | None:
        person = self._who(table, line, cells)
        if person is None:
            return None
        names = ("first_join", "last_leave") if "first_join" in table.columns else ("joined", "left")
        joined, left = (self._moment(line, cell_of(table, cells, name)) for name in names)
        joined, left = self._in_order(line, joined, left)
        told = self._seconds(line, cell_of(table, cells, "total") or cell_of(table, cells, "duration"))
        row = replace(person, joined=_epoch(joined), left=_epoch(left), with_gaps=table.sums_up)
        if row.joined is not None and row.left is not None:
            return self._stay(row, row.left - row.joined, told)
        if told is None:
            self.problems.append(Problem(line, "no_times", person.name))
            return None
        return replace(row, minutes=told // 60)

    def _stay(self, row: AttendanceRow, interval: int, told: int | None) -> AttendanceRow:
        """Google Meet tells the first coming, the last going, and the time in between that was spent there."""
        if told is None or (abs(interval - told) <= ROUNDING_S and not row.with_gaps):
            return replace(row, minutes=interval // 60)
        if told > interval + ROUNDING_S:
            self.problems.append(Problem(row.line, "duration_differs", f"{told // 60}", dropped=False))
        return replace(row, minutes=min(told, interval) // 60, with_gaps=row.with_gaps or told < interval)

    def _who(self, table: Table, line: int, cells: list[str]) -> AttendanceRow | None:
        name = cell_of(table, cells, "name") or " ".join(
            part for part in (cell_of(table, cells, "first"), cell_of(table, cells, "last")) if part
        )
        email = cell_of(table, cells, "email") or cell_of(table, cells, "upn")
        identifier = "".join(cell_of(table, cells, "identifier").split())
        if len(cells) < 2 or not (name or email or identifier):
            self.problems.append(
                Problem(line, "no_name" if len(cells) > 1 else "not_a_row", " ".join(cells)[:80])
            )
            return None
        return AttendanceRow(line, name, email, identifier)

    def _from_actions(self, table: Table) -> list[AttendanceRow]:
        """The older list of Teams: one line for each coming and going."""
        rows: list[AttendanceRow] = []
        inside: dict[str, AttendanceRow] = {}
        for line, cells in table.rows:
            person = self._who(table, line, cells)
            at = _epoch(self._moment(line, cell_of(table, cells, "timestamp"))) if person else None
            if person is None or at is None:
                self.problems += [Problem(line, "no_times", person.name)] if person else []
                continue
            coming = (
                not cell_of(table, cells, "action").casefold().startswith(("left", "keluar", "meninggalkan"))
            )
            key = (person.email or person.name).casefold()
            came = inside.pop(key, None)
            if coming:
                rows += [came] if came else []
                inside[key] = replace(person, joined=at)
            elif came is None or came.joined is None or at < came.joined:
                self.problems.append(Problem(line, "left_without_joining", person.name))
            else:
                rows.append(replace(came, left=at, minutes=(at - came.joined) // 60))
        open_ends = [row for row in (*rows, *inside.values()) if row.left is None]
        self.problems += [Problem(row.line, "never_left", row.name, dropped=False) for row in open_ends]
        return [*rows, *inside.values()]

    def _in_order(
        self, line: int, joined: datetime | None, left: datetime | None
    ) -> tuple[datetime | None, datetime | None]:
        if joined is None or left is None or left >= joined:
            return joined, left
        self.problems.append(
            Problem(line, "ends_before_it_begins", f"{joined:%H:%M}–{left:%H:%M}", dropped=False)
        )
        return joined, None

    def _seconds(self, line: int, text: str) -> int | None:
        if text.casefold() in _NOTHING:
            return None
        seconds = duration(text)
        if seconds is None:
            self.problems.append(Problem(line, "bad_duration", text, dropped=False))
        return seconds

    def _moment(self, line: int, text: str) -> datetime | None:
        if text.casefold() in _NOTHING:
            return None
        sure = not self.clock.guessed
        try:
            at = self.clock.read(text)
        except (ValueError, OverflowError):
            self.problems.append(Problem(line, "bad_time", text[:80], dropped=False))
            return None
        if at is None:
            self.problems.append(Problem(line, "no_date", text[:80], dropped=False))
        if sure and self.clock.guessed:
            self.problems.append(Problem(line, "ambiguous_date", self.clock.guessed, dropped=False))
        return at


def _epoch(at: datetime | None) -> int | None:
    return None if at is None else int(at.timestamp())
