"""Facts → meaning, pair by pair (see README.md here)."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest

from config.packs import read_pack, read_packs
from connector.domain.credit import Nothing
from connector.domain.facts import Fact, Kind, State
from connector.mapping.evidence import NO_CREDIT_RULE, evidence_of
from connector.mapping.meaning import Judge
from connector.mapping.misses import misses
from connector.mapping.places import Places
from connector.mapping.timeline import Entry, Timeline
from schemas.mapping_document import compile_mapping

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in (HERE / "facts").glob("*.json"))


@pytest.mark.parametrize("case", CASES)
def test_meaning(case: str):
    found = meanings(json.loads((HERE / "facts" / f"{case}.json").read_text(encoding="utf-8")))
    expected = HERE / "meaning" / f"{case}.json"
    if os.environ.get("GOLDEN_WRITE"):
        expected.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_every_expectation_has_its_facts():
    assert sorted(path.stem for path in (HERE / "meaning").glob("*.json")) == CASES


def meanings(given: dict[str, Any]) -> dict[str, Any]:
    facts = [fact(each) for each in given["facts"]]
    lookups = {tuple(key.split(" ")): courses for key, courses in given["lookups"].items()}
    timeline = Timeline(entry(number, each) for number, each in enumerate(given["versions"], 1))
    accounts = frozenset((source, user) for source, user in given.get("service_accounts", []))
    judge = Judge(timeline, Places.of(facts, lookups), accounts)
    return {each.id: told(judge, each, given["as_of"]) for each in facts if each.kind is Kind.POST}


def fact(written: dict[str, Any]) -> Fact:
    words = {"kind": Kind(written["kind"]), "state": State(written.get("state", "present"))}
    return Fact(**{"source": "lms", **written, **words})


def entry(number: int, written: dict[str, Any]) -> Entry:
    mapping = written["mapping"]
    text = read_pack("indonesia-asn") if mapping == "starter" else json.dumps(mapping)
    return Entry(number, written.get("valid_from"), compile_mapping(text, read_packs(), number))


def told(judge: Judge, each: Fact, as_of: int) -> dict[str, Any]:
    meaning = judge.meaning(each, as_of)
    if isinstance(meaning, Nothing):
        near = [miss._asdict() for miss in misses(meaning)]
        details = {"misses": near} if near else dict(meaning.details)
        found = {"nothing": meaning.reason, "community": meaning.community, **details}
        change = judge.next_change(each, as_of)
        return {**found, "next_change": change} if change else found
    evidence = evidence_of(meaning, judge.timeline)
    minutes = {piece.scheme: piece.minutes for piece in evidence}
    kept = {
        key: value for key, value in asdict(meaning).items() if key not in ("source", "fact_kind", "fact_id")
    }
    return {**kept, "minutes": minutes or NO_CREDIT_RULE}
