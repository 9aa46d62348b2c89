"""Facts → sessions, attendance, credit and standing, pair by pair (see README.md here)."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from config.packs import read_pack, read_packs
from connector.domain.credit import Contribution, Entitlement, Nothing
from connector.domain.facts import Fact, Kind, State
from connector.domain.sessions import Attendance, Decided, How, Presence, Session
from connector.mapping.attendance import attended
from connector.mapping.entitle import entitle
from connector.mapping.evidence import evidence_of, evidence_of_attendance, evidence_of_leading
from connector.mapping.meaning import Judge
from connector.mapping.places import Places
from connector.mapping.recognise import deed_of, deed_of_attendance, recognise
from connector.mapping.sessions import next_change, sessions
from connector.mapping.timeline import Entry, Timeline
from schemas.mapping_document import compile_mapping

HERE = Path(__file__).parent
CASES = sorted(path.stem for path in (HERE / "sessions").glob("*.json"))


@pytest.mark.parametrize("case", CASES)
def test_sessions(case: str):
    found = told(json.loads((HERE / "sessions" / f"{case}.json").read_text(encoding="utf-8")))
    expected = HERE / "attendance" / f"{case}.json"
    if os.environ.get("GOLDEN_WRITE"):
        expected.write_text(json.dumps(found, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")
    assert found == json.loads(expected.read_text(encoding="utf-8"))


def test_every_expectation_has_its_facts():
    assert sorted(path.stem for path in (HERE / "attendance").glob("*.json")) == CASES


@pytest.mark.parametrize("case", CASES)
def test_the_order_of_the_facts_never_matters(case: str):
    given = json.loads((HERE / "sessions" / f"{case}.json").read_text(encoding="utf-8"))
    assert told({**given, "facts": [*reversed(given["facts"]), *given["facts"]]}) == told(given)


def told(given: dict[str, Any]) -> dict[str, Any]:
    zone, as_of = ZoneInfo("Asia/Jakarta"), given["as_of"]
    facts = {(each["kind"], each["id"]): fact(each) for each in given["facts"]}.values()
    lookups = {tuple(key.split(" ")): courses for key, courses in given["lookups"].items()}
    mapping = compile_mapping(text_of(given["mapping"]), read_packs(), 1)
    timeline, places = Timeline([Entry(1, None, mapping)]), Places.of(facts, lookups)
    persons = {account: person for person, accounts in given["persons"].items() for account in accounts}
    decided = {("lms", key): Decided(**each) for key, each in given.get("decided", {}).items()}
    presences = [presence(each) for each in given.get("presences", [])]
    found = sessions(facts, timeline, places, as_of, decided=decided, persons=persons)
    judge = Judge(timeline, places, persons=persons)
    parts: dict[str, dict[str, Any]] = {}
    deeds = []
    for person, accounts in given["persons"].items():
        evidence, lines = [], {}
        for session, meaning in attended(accounts, facts, found, timeline, places, presences):
            lines[session.key] = line(meaning)
            if isinstance(meaning, Attendance):
                evidence += evidence_of_attendance(meaning, timeline, zone)
                evidence += evidence_of_leading(meaning, session, timeline, accounts)
                deeds += [deed_of_attendance(meaning, persons)] if meaning.certain else []
        for account in accounts:
            for each in own(facts, account):
                meaning = judge.meaning(each, as_of)
                if isinstance(meaning, Contribution):
                    evidence += evidence_of(meaning, timeline)
                    deeds.append(deed_of(meaning, places, each.data.get("discussion"), persons))
        credit = [worth(each) for each in entitle(evidence, timeline, zone)]
        parts[person] = {"attended": lines, "credit": credit}
    for person, part in parts.items():
        part["standing"] = [standing(s) for s in recognise(person, deeds, mapping, as_of, zone)]
    return {
        "sessions": {session.key: about(session) for session in found},
        "next_change": next_change(found, as_of),
        "persons": parts,
    }


# --- in ----------------------------------------------------------------------------------


def fact(written: dict[str, Any]) -> Fact:
    words = {"kind": Kind(written["kind"]), "state": State(written.get("state", "present"))}
    return Fact(**{"source": "lms", **written, **words})


def presence(written: dict[str, Any]) -> Presence:
    intervals = tuple((start, end) for start, end in written.get("intervals", []))
    return Presence(**{"source": "lms", **written, "how": How(written["how"]), "intervals": intervals})


def text_of(mapping: Any) -> str:
    return read_pack(mapping) if isinstance(mapping, str) else json.dumps(mapping)


def own(facts: Any, account: str) -> list[Fact]:
    return sorted((each for each in facts if f"lms:{each.author}" == account), key=lambda each: each.order)


# --- out ---------------------------------------------------------------------------------


def about(session: Session) -> dict[str, Any]:
    shown = ("rule", "community", "name", "stage", "start", "minutes", "leader", "supporters", "proposal")
    return {key: getattr(session, key) for key in shown if getattr(session, key) not in ("", 0)}


def line(meaning: Attendance | Nothing) -> Any:
    if isinstance(meaning, Nothing):
        return {"nothing": meaning.reason, **dict(meaning.details)}
    shown = {key: getattr(meaning, key) for key in ("minutes", "how", "certain")}
    return {**shown, "intervals": [list(each) for each in meaning.intervals]}


def worth(each: Entitlement) -> dict[str, Any]:
    evidence = each.evidence
    size = {"points": evidence.points} if evidence.points else {"minutes": evidence.minutes}
    what = {
        "what": f"{evidence.fact_kind} {evidence.fact_id}",
        "rule": evidence.rule,
        "day": each.day,
        **size,
    }
    lost = {"reason": each.reason} if each.reason else {}
    return {**what, "scheme": evidence.scheme, "amount": each.amount, **lost}


def standing(each: Any) -> dict[str, Any]:
    missing = [
        {"need": str(miss.need.what), "has": miss.has, "of": miss.need.at_least} for miss in each.missing
    ]
    kept = {key: value for key, value in asdict(each).items() if key in ("rule", "since", "due") and value}
    return {**kept, "missing": missing} if missing else {**kept, "evidence": list(each.evidence)}
