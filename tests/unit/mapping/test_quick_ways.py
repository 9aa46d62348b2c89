"""What was made quick says the same as the plain way."""

from __future__ import annotations

import json
from dataclasses import FrozenInstanceError, replace
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from connector.domain.credit import Evidence, LedgerKey, canonical
from connector.domain.facts import Fact, Kind
from connector.models.database import _loads

WORDS = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
WHOLE = st.integers(-(2**53), 2**53)


@given(st.tuples(WORDS, WORDS, WORDS, WORDS, WHOLE, WORDS, WORDS, WORDS, WHOLE, WHOLE, WORDS, WHOLE))
def test_evidence_is_written_as_canonical_json(told: tuple[Any, ...]) -> None:
    evidence = Evidence(*told)
    plain = {name: value for name, value in vars(evidence).items() if name not in ("body", "id")}
    later = {"points", "intervals", "how"}
    assert evidence.body == canonical({k: v for k, v in plain.items() if v or k not in later})


@pytest.mark.parametrize("text", ['{"a": [1, 2.5, null, true, "é"]}', '"half a \\ud83d character"', "NaN"])
def test_json_is_read_as_python_reads_it(text: str) -> None:
    assert repr(_loads(text)) == repr(json.loads(text))


def test_facts_are_equal_by_what_they_say() -> None:
    fact = Fact("lms", Kind.POST, "1")
    assert fact == Fact("lms", Kind.POST, "1") != replace(fact, id="2")
    with pytest.raises((AttributeError, FrozenInstanceError)):
        fact.anything_else = 1  # type: ignore[attr-defined]


def test_ledger_keys_go_by_account_first() -> None:
    keys = [LedgerKey("b", "a", "a", "a"), LedgerKey("a", "z", "z", "z"), LedgerKey("a", "z", "a", "z")]
    assert [key.account + key.day for key in sorted(keys)] == ["aa", "az", "ba"]
