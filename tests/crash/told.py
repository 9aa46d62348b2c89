"""What came out in the end, and how it differs from what should have."""

from __future__ import annotations

import csv
import hashlib
import json
import re
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import select

from connector.models.own_posts import OwnPostRow
from connector.sandbox import SERVICE_ACCOUNT
from tests.crash.stage import Notice, Stage
from tests.flow.conftest import House
from tests.flow.test_four_ways import shown
from tests.flow.test_four_ways import told as exported

MARKER = re.compile(r'class="[^"]*\b(cop-ringkasan-[\w-]+)')


@dataclass
class Told:
    """Everything that others can see of us; equal for every road that led there."""

    exports: dict[str, str]
    sums: Counter[tuple[str, ...]]
    profiles: dict[int, str]
    cohorts: dict[str, frozenset[int]]
    hr: dict[str, int]
    """Record → what HR counts, all files taken together."""


@dataclass
class Verdict:
    lost: list[str] = field(default_factory=list)
    doubled: list[str] = field(default_factory=list)


def tell(house: House) -> Told:
    exports, sums = exported(house)
    tables = house.site.tables
    profiles = {user.id: user.fields.get("cop_jp_locked", "") for user in tables.users.values()}
    cohorts = {cohort.idnumber: cohort.members for cohort in tables.cohorts.values()}
    return Told(exports, sums, profiles, cohorts, _hr(house, Verdict()))


def judge(stage: Stage, expected: Told) -> Verdict:
    verdict = Verdict()
    _compare(tell(stage.house), expected, verdict)
    _accepted(stage, verdict)
    _posts(stage.house, verdict)
    _lines(stage.house, verdict)
    _hr(stage.house, verdict)
    return verdict


def _compare(found: Told, expected: Told, verdict: Verdict) -> None:
    for what, text in expected.exports.items():
        _differences(what, Counter(found.exports[what].splitlines()), Counter(text.splitlines()), verdict)
    for what in ("sums", "profiles", "cohorts", "hr"):
        theirs, ours = getattr(expected, what), getattr(found, what)
        for key in sorted({*theirs, *ours}, key=str):
            if theirs.get(key) != ours.get(key):
                verdict.lost.append(f"{what} {key}: {ours.get(key)!r} instead of {theirs.get(key)!r}")


def _differences(what: str, found: Counter[Any], expected: Counter[Any], verdict: Verdict) -> None:
    verdict.lost += [f"{what}: {one}" for one in expected - found]
    verdict.doubled += [f"{what}: {one}" for one in found - expected]


def _accepted(stage: Stage, verdict: Verdict) -> None:
    """Acknowledged means on disk."""
    kept: Counter[Notice] = Counter()
    cursor = 0
    while page := stage.house.cop.inbox.after(cursor, 1000):
        cursor = page[-1][0]
        kept.update((event.name, event.object_id or 0, event.time or 0) for _, event in page)
    verdict.lost += [f"acknowledged, not kept: {one}" for one in stage.accepted - kept]


def _posts(house: House, verdict: Verdict) -> None:
    """Each of our posts stands once, and stands in our books; and each that stands there can be read."""
    with house.cop.context.db.read() as session:
        rows = session.scalars(select(OwnPostRow).where(OwnPostRow.state.in_(["standing", "withdrawn"])))
        standing = {shown(house, row): row.key for row in rows}
    ours = {post.id: post for post in house.site.tables.posts.values() if post.userid == SERVICE_ACCOUNT}
    marks = Counter(
        (post.parent == 0, mark) for post in ours.values() for mark in set(MARKER.findall(post.message))
    )
    verdict.doubled += [f"post {mark}" for mark, times in marks.items() if times > 1]
    verdict.doubled += [f"post {post} is not in our books" for post in ours.keys() - standing.keys()]
    verdict.lost += [f"post of {standing[post]}" for post in standing.keys() - ours.keys()]


def _lines(house: House, verdict: Verdict) -> None:
    """No key of the ledger has two lines in force."""
    live: dict[Any, tuple[Any, ...]] = {}
    for line in house.rows("ledger"):
        if line["reverses"] is None:
            live[line["id"]] = tuple(line[part] for part in ("account", "community", "day", "scheme"))
        else:
            live.pop(line["reverses"], None)
    verdict.doubled += [f"ledger {key}" for key, times in Counter(live.values()).items() if times > 1]


def _hr(house: House, verdict: Verdict) -> dict[str, int]:
    """What HR knows after reading every run once, in order; what does not fit goes into the verdict."""
    known: dict[str, int] = {}
    claimed: set[str] = set()
    for path in sorted(house.hr.glob("*-manifest.json")):
        manifest = json.loads(path.read_bytes())
        claimed |= {path.name, *(file["name"] for file in manifest["files"])}
        for file in manifest["files"]:
            _file(house.hr / file["name"], file, verdict)
        for row in manifest["records"]:
            live = known.get(row["record"], 0) > 0
            if row["action"] == "NEW" and live:
                verdict.doubled.append(f"HR is told of {row['record']} twice: {path.name}")
            if row["action"] == "BATAL" and not live:
                verdict.doubled.append(f"HR is told twice that {row['record']} is withdrawn: {path.name}")
            known[row["record"]] = 0 if row["action"] == "BATAL" else row["amount"]
    there = {path.name for path in house.hr.iterdir() if not path.name.startswith(".")} if claimed else set()
    verdict.doubled += [f"HR file {name} is in no manifest" for name in there - claimed]
    return {record: amount for record, amount in known.items() if amount}


def _file(path: Path, told: dict[str, Any], verdict: Verdict) -> None:
    if not path.exists() or hashlib.sha256(path.read_bytes()).hexdigest() != told["sha256"]:
        verdict.lost.append(f"HR file {path.name}")
    elif path.suffix == ".csv":
        rows = list(csv.reader(path.read_text(encoding="utf-8-sig").splitlines()))[1:]
        if len(rows) != told["rows"] or len(set(map(tuple, rows))) != len(rows):
            verdict.doubled.append(f"rows of HR file {path.name}")
