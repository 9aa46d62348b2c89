"""Rows for HR, as a settled period gives them."""

from collections.abc import Callable
from typing import Any

import pytest

from connector.hr.port import Action, HrRow

MakeRow = Callable[..., HrRow]


@pytest.fixture
def make_row() -> MakeRow:
    def _make(**changes: Any) -> HrRow:
        usual: dict[str, Any] = {
            "record": "COP-2026-000001",
            "action": Action.NEW,
            "nip": "198203152006042001",
            "name": "CoP Analis Keimigrasian",
            "organiser": "Badan Contoh",
            "first_day": "2026-11-02",
            "last_day": "2026-11-20",
            "amount": 4,
            "code": "23",
            "revision": "a1",
        }
        return HrRow(**usual | changes)

    return _make
