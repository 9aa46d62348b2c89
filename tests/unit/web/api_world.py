"""What belongs to one thing: people of a session, what is held, a draft and what it would change."""

from __future__ import annotations

import json

from config.packs import read_packs
from connector.app import Cop
from connector.models.lms import FactRow, Held, Missing
from connector.models.mapping import MappingDraft
from connector.models.preview import Preview, PreviewPerson
from connector.models.sessions import PresenceRow
from tests.flow.conftest import STARTER
from tests.unit.web.conftest import NOW

DAY = 86_400
SUMS = {"credit/cop-jp/ak/2026-11": [2, 1], "rule/tulisan": [3, 1], "session/pertemuan": [0, 2]}


def fill_parts(cop: Cop) -> None:
    with cop.context.db.write() as db:
        data = {"name": "Pertemuan 1", "start": NOW - DAY, "duration": 5400}
        meeting = FactRow(source="lms", kind="event", id="1", course=2, state="present", digest="", data=data)
        meeting.read_no, meeting.time, meeting.author = 1, NOW - DAY, 5
        db.add(meeting)
        for account, how in (
            ("lms:4", "confirmed"),
            ("lms:5", "absent"),
            ("lms:5", "joined"),
            ("lms:6", "confirmed"),
        ):
            told = PresenceRow(source="lms", session="event:1", account=account, how=how, intervals=[])
            told.by, told.reason, told.at = ("", "", NOW - 9) if how == "joined" else ("admin", "hadir", NOW)
            db.add(told)
        held = Held(source="lms", container="forum:9", reason="everything", count=3, created_at=NOW)
        db.add(held)
        db.flush()
        for number in range(3):
            gone = Missing(source="lms", kind="post", id=str(number), course=2, container="forum:9")
            gone.announced, gone.read_no, gone.seen_at, gone.state, gone.held = False, 1, NOW, "held", held.id
            db.add(gone)
        db.add(
            Missing(source="lms", kind="post", id="8", announced=True, read_no=1, seen_at=NOW, state="taken")
        )
        begun = {"by": "admin", "at": NOW, "changed_by": "admin", "changed_at": NOW, "based_on": None}
        db.add_all(
            [
                MappingDraft(name=f"Percobaan {number}", text="communities: {}\n", **begun)
                for number in range(2)
            ]
        )
        text, packs = STARTER.read_text(encoding="utf-8"), json.dumps(dict(read_packs()))
        preview = Preview(name="Percobaan 1", draft=1, revision=1, number=2, text=text, packs=packs)
        preview.recompute, preview.timeline, preview.asked_by, preview.asked_at = False, 1, "admin", NOW
        preview.state, preview.people, preview.done, preview.losing, preview.sums = "done", 3, 3, 2, SUMS
        db.add(preview)
        db.flush()
        for place, person in enumerate(("lms:4", "lms:5")):
            row = PreviewPerson(preview=preview.id, person=person, place=place, gains=False, loses=place == 0)
            row.sums = {"credit/cop-jp/ak/2026-11": [1, place]}
            db.add(row)
