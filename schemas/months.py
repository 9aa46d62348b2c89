"""A month as people write it: ``2026-11``, ``11/2026``, ``November 2026``, ``Nov-26``, ``5/11/2026``."""

from __future__ import annotations

import re

_NAMES = (
    "januari january jan",
    "februari february feb",
    "maret march mar",
    "april apr",
    "mei may",
    "juni june jun",
    "juli july jul",
    "agustus august agu ags agt aug",
    "september sep sept",
    "oktober october okt oct",
    "november nov nopember nop",
    "desember december des dec",
)
_BY_NAME = {name: number for number, names in enumerate(_NAMES, 1) for name in names.split()}
_YEAR = re.compile(r"(?:20)?[0-9]{2}")


def month_of(text: str, year: str = "") -> str | None:
    """``2026-11``, or None if it is no month. ``year``: from a column of its own, where there is one.

    Of three numbers the year is the longest; between day and month the second is the month, as in Indonesia, unless
    it cannot be.
    """
    parts = re.findall(r"[0-9]+|[^\W\d_]+", text.casefold())
    named = [_BY_NAME[part] for part in parts if part in _BY_NAME]
    numbers = [part for part in parts if part.isascii() and part.isdigit()]
    years = [part for part in numbers if len(part) == 4] or ([year] if year else [])
    others = [part for part in numbers if len(part) != 4]
    if named and not years:
        years = others[-1:]
    month = named[0] if named else _numbered(text, others)
    if month is None or not 1 <= month <= 12 or not years or not _YEAR.fullmatch(years[0]):
        return None
    return f"{years[0] if len(years[0]) == 4 else '20' + years[0]}-{month:02d}"


def _numbered(text: str, others: list[str]) -> int | None:
    if len(others) == 1:
        return int(others[0])
    if len(others) != 2:
        return None
    first, second = int(others[0]), int(others[1])
    if re.match(r"[0-9]{4}", text):  # 2026-11-05
        return first
    return second if second <= 12 else first
