"""A month as people write it."""

import pytest

from schemas.months import month_of


@pytest.mark.parametrize(
    ("text", "year", "month"),
    [
        ("2026-11", "", "2026-11"),
        ("11/2026", "", "2026-11"),
        ("November 2026", "", "2026-11"),
        ("NOPEMBER 2026", "", "2026-11"),
        ("Nov-26", "", "2026-11"),
        ("Agustus", "2026", "2026-08"),
        ("8", "2026", "2026-08"),
        ("05/11/2026", "", "2026-11"),
        ("11/25/2026", "", "2026-11"),
        ("2026-11-05", "", "2026-11"),
        ("5 Mei 2026", "", "2026-05"),
        ("13/2026", "", None),
        ("November", "", None),
        ("kemarin", "2026", None),
        ("", "2026", None),
        ("2026", "", None),
    ],
)
def test_a_month_is_read(text: str, year: str, month: str | None) -> None:
    assert month_of(text, year) == month
