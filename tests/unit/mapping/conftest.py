"""Makers of small mappings, evidence and posts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.packs import read_pack, read_packs
from connector.domain.credit import Evidence
from connector.domain.facts import Fact, Kind
from connector.domain.rules import Mapping
from connector.domain.scheme import Rounding, Scheme, Span
from schemas.mapping_document import Checked, check, compile_mapping

JAKARTA = ZoneInfo("Asia/Jakarta")

SCHEME_SPANS = (Span.DAY, Span.MONTH, Span.SEMESTER, Span.YEAR)
"""Those of caps and rounding; a rule's limit knows a week and all time, too."""
CAPPED = Scheme("cop-jp", {}, "JP", 45, Decimal(1), {Span.DAY: 2}, Span.DAY, Rounding.FLOOR, {})


@pytest.fixture(scope="session")
def starter() -> Mapping:
    return compile_mapping(read_pack("indonesia-asn"), read_packs(), 1)


@pytest.fixture
def checked() -> Callable[..., Checked]:
    """Checks a document, with the real packs, one LMS and one HR target."""

    def check_(text: str, **kwargs: Any) -> Checked:
        known = {"sources": {"lms"}, "hr_targets": {"simpeg"}, "packs": read_packs()}
        return check(text, "m.yaml", **{**known, **kwargs})

    return check_


@pytest.fixture
def scheme() -> Callable[..., Scheme]:
    """The starter's scheme – 45 minutes, 2 a day, floor – with changes."""
    return lambda **changes: replace(CAPPED, **changes)


@pytest.fixture
def at() -> Callable[..., int]:
    """Epoch seconds of a local time: ``at("2026-11-22 08:00")``."""
    return lambda text, zone=JAKARTA: int(datetime.fromisoformat(text).replace(tzinfo=zone).timestamp())


@pytest.fixture
def piece(at: Callable[..., int]) -> Callable[..., Evidence]:
    """Evidence of so many minutes at a local time of Jakarta; the post's id tells them apart."""

    def make(when: str, minutes: int, fact_id: str = "1", **changes: Any) -> Evidence:
        made = Evidence("lms:7", "ak", "cop-jp", "praktik", at(when), "lms", "post", fact_id, minutes, 1)
        return replace(made, **changes)

    return make


@pytest.fixture
def post() -> Callable[..., Fact]:
    """A first post of 200 words by user 7 in forum 11."""

    def make(*, data: dict[str, Any] | None = None, **changes: Any) -> Fact:
        known = {
            "discussion": 31,
            "parent": None,
            "subject": "Halo",
            "words": 200,
            "tags": [],
            "private": False,
        }
        fact = Fact("lms", Kind.POST, "101", 2, "forum:11", 7, 1_790_000_000, data={**known, **(data or {})})
        return replace(fact, **changes)

    return make
