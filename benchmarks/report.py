"""What was measured, for people (the terminal, docs/performance.md) and for machines (results.json)."""

from __future__ import annotations

import json
import os
import platform
import sqlite3
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.rows import Row

HERE = Path(__file__).parent
RESULTS = HERE / "results.json"
PAGE = HERE.parent / "docs/performance.md"
BEGIN, END = "<!-- measured: begin -->", "<!-- measured: end -->"
WORDS = {True: "yes", False: "**no**", None: "not measured"}


def write(rows: Sequence[Row]) -> None:
    """Both files; of the page only what stands between its two marks."""
    RESULTS.write_text(
        json.dumps([row.told() for row in rows], indent=2, ensure_ascii=False) + "\n", encoding="utf-8"
    )
    text = PAGE.read_text(encoding="utf-8")
    before, _, rest = text.partition(BEGIN)
    after = rest.partition(END)[2]
    PAGE.write_text(f"{before}{BEGIN}\n{where()}\n\n{table(rows)}\n{END}{after}", encoding="utf-8")


def table(rows: Sequence[Row]) -> str:
    head = "| measure | value | must | holds | besides |\n|---|---|---|---|---|"
    return "\n".join([head, *(_line(row) for row in rows)])


def _line(row: Row) -> str:
    value = "–" if row.value is None else f"{_figure(row.value)} {row.unit}"
    must = row.must.replace(">=", "≥").replace("<=", "≤")
    return f"| {row.measure} | {value} | {must} | {WORDS[row.holds]} | {row.note} |"


def _figure(value: float) -> str:
    return f"{value:,.0f}" if value >= 100 else f"{value:.2f}"


def where() -> str:
    """Which machine, which versions, when."""
    machine = f"{os.cpu_count()} processors ({platform.machine()}), {platform.system()}"
    versions = f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    return f"Measured {datetime.now(UTC):%Y-%m-%d} with {machine}, {versions}."
