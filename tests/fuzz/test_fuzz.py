"""The short form of ``make fuzz``."""

from __future__ import annotations

from pathlib import Path

from tests.fuzz.api import fuzz_api
from tests.fuzz.run import fuzz


def test_no_body_makes_a_5xx_or_leaves_a_secret_or_a_name_behind(tmp_path: Path) -> None:
    result = fuzz(tmp_path, 1_500, seed=20)
    assert result.failures == []
    assert result.cases == 1_500
    for status in (202, 400, 401, 404, 405, 422):
        assert result.answers[status], f"no case was answered with {status}: the dice are too narrow"


def test_the_api_answers_as_its_description_has_it(tmp_path: Path) -> None:
    result = fuzz_api(tmp_path, 120, 20)
    assert result.failures == []
    assert result.cases == 120
    for status in (200, 404, 422):
        assert result.answers[status], f"no case was answered with {status}: the dice are too narrow"
