"""A small institution with the full starter mapping in force, told deed by deed, to preview changes of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from config.packs import read_packs
from connector.models.credit import ContributionRow, EntitlementRow, LedgerLine
from connector.models.database import Database
from connector.models.lms import FactRow, Lookup
from connector.models.people import Account
from connector.models.preview import Preview, PreviewPerson
from connector.steps.approve import Choice, decide_all, waiting
from connector.steps.context import Context
from connector.steps.keeping import unsettle
from connector.steps.preview import compute
from connector.steps.preview_asking import When, ask_text, ask_version
from connector.steps.preview_sums import Sums
from connector.steps.publish import publish
from connector.steps.settle import settle

NOW = 1_795_370_400
"""Sunday 22 November 2026, 18:00 UTC."""
DAY = 86_400
PACK = Path("config/packs/indonesia-asn-lengkap.yaml").read_text(encoding="utf-8")
BLOG, QANDA, FIELD, ELSEWHERE = 1, 2, 3, 4
FORUMS = {
    BLOG: "Blog Praktik Baik",
    QANDA: "Tanya Jawab dengan Pakar",
    FIELD: "Forum Diskusi Praktik Lapangan",
    ELSEWHERE: "Ruang santai",
}


@dataclass
class PreviewWorld:
    db: Database
    at: int = NOW
    discussions: list[tuple[int, int]] = field(default_factory=list)
    """(number, forum)"""
    _ids: int = 0

    def __post_init__(self) -> None:
        self.context = Context(
            self.db,
            lambda: self.at,
            ZoneInfo("Asia/Jakarta"),
            "Badan Contoh",
            live=False,
            sources={"lms": None},  # type: ignore[dict-item] # nobody calls it
            hr={"simpeg": None},  # type: ignore[dict-item]
            packs=read_packs(),
        )

    def begin(self, mapping: str = PACK) -> PreviewWorld:
        publish(self.context, mapping, self.context.packs, "rina")
        with self.db.write() as session:
            session.execute(update(Lookup).where(Lookup.query == "idnumber=COP-AK").values(courses=[2]))
            for number, name in FORUMS.items():
                kind = "qanda" if number == QANDA else "general"
                self._fact(session, "forum", str(number), data={"name": name, "type": kind})
            for number in (1, 2):
                opens = NOW - number * 20 * DAY
                told = {"name": f"Webinar CoP {number}", "cmid": 200 + number, "opens": opens}
                told["closes"] = opens + 5400
                self._fact(session, "meeting", str(number), time=opens, data=told)
        return self

    def _fact(self, session: Session, kind: str, id_: str, **more: Any) -> None:
        usual: dict[str, Any] = {"course": 2, "state": "present", "digest": "", "read_no": 1, "data": {}}
        session.add(FactRow(source="lms", kind=kind, id=id_, **usual | more))

    def member(self, user: int, person: int | None = None, nip: str = "") -> None:
        with self.db.write() as session:
            row = Account(key=f"lms:{user}", source="lms", user_id=user, person=f"lms:{person or user}")
            row.state, row.name, row.identifier = "active", f"Anggota {user}", nip
            session.add(row)

    def opens(self, user: int, forum: int, words: int, days_ago: int) -> int:
        """Somebody begins a discussion; returns its number."""
        self._ids += 1
        number, time = self._ids, self._time(days_ago)
        self.discussions.append((number, forum))
        with self.db.write() as session:
            told = {"container": f"forum:{forum}", "author": user, "time": time}
            self._fact(session, "discussion", str(number), data={"name": "x"}, **told)
            self._post(session, number, words, parent=None, **told)
        return number

    def replies(self, user: int, discussion: int, words: int, days_ago: int) -> int:
        """Returns the post's id."""
        forum = dict(self.discussions)[discussion]
        with self.db.write() as session:
            told = {"container": f"forum:{forum}", "author": user, "time": self._time(days_ago)}
            return self._post(session, discussion, words, parent=1, **told)

    def _time(self, days_ago: int) -> int:
        return NOW - days_ago * DAY + 60 * (self._ids + 1)

    def _post(self, session: Session, discussion: int, words: int, parent: int | None, **told: Any) -> int:
        self._ids += 1
        data = {"discussion": discussion, "parent": parent, "subject": "Soal", "words": words, "tags": []}
        self._fact(session, "post", str(1000 + self._ids), discussion=discussion, data=data, **told)
        return 1000 + self._ids

    def attends(self, user: int, meeting: int) -> None:
        cmid, at = 200 + meeting, NOW - meeting * 20 * DAY + 60
        with self.db.write() as session:
            told: dict[str, Any] = {"container": f"module:{cmid}", "author": user, "time": at}
            self._fact(session, "completion", f"{cmid}/{user}", data={"state": 1}, **told)

    def settle(self) -> None:
        with self.db.write() as session:
            persons = session.scalars(select(Account.person).distinct())
            unsettle(session, persons, self.at, "post")
        self.work()

    def work(self) -> None:
        while settle(self.context):
            pass

    def approve(self) -> None:
        with self.db.read() as session:
            choices = [Choice(row.number, row.revision) for row in waiting(session, limit=1000)]
        assert not decide_all(self.context, choices, "dewi", yes=True, reason="")

    # --- previews ----------------------------------------------------------------------

    def preview(self, text: str, days_ago: int | None = None) -> Preview:
        """Of a document, computed to its end; ``days_ago``: recomputed from then on, else published now."""
        return self.computed(ask_text(self.context, "konsep", text, when(days_ago), "rina"))

    def preview_version(self, number: int, days_ago: int | None = None) -> Preview:
        return self.computed(ask_version(self.context, number, when(days_ago), "rina"))

    def computed(self, id_: int) -> Preview:
        while compute(self.context, id_):
            pass
        return self.found(id_)

    def found(self, id_: int) -> Preview:
        with self.db.read() as session:
            row = session.get_one(Preview, id_)
            session.expunge(row)
        return row

    def people(self, id_: int) -> dict[str, PreviewPerson]:
        with self.db.read() as session:
            rows = session.scalars(select(PreviewPerson).where(PreviewPerson.preview == id_)).all()
            session.expunge_all()
        return {row.person: row for row in rows}

    # --- what settling has kept ----------------------------------------------------------

    def kept(self) -> Sums:
        """Credit, contributions, what caps took and what is in force, as settling wrote it, one figure each."""
        sums: dict[str, int] = {}

        def add(key: str, count: int) -> None:
            sums[key] = sums.get(key, 0) + count

        with self.db.read() as session:
            for row in session.scalars(select(EntitlementRow)):
                if row.amount:
                    add(f"credit/{row.scheme}/{row.community}/{row.day[:7]}", row.amount)
                if row.reason:
                    add(f"bites/{row.scheme}/{row.reason}", 1)
                if row.computed > row.amount:
                    add(f"lost/{row.scheme}/{row.reason}", row.computed - row.amount)
            for one in session.scalars(select(ContributionRow)):
                add(f"rule/{one.rule}", 1)
            for line in session.scalars(select(LedgerLine)):
                add(f"force/{line.scheme}", line.amount)
        return {key: [count] for key, count in sums.items() if count}


def when(days_ago: int | None) -> When:
    return When() if days_ago is None else When(NOW - days_ago * DAY, recompute=True)


def side(preview: Preview, number: int) -> Sums:
    """What a preview tells of now (0) or then (1), as :meth:`PreviewWorld.kept` has it."""
    kinds = ("credit", "bites", "lost", "rule", "force")
    told = {key: [pair[number]] for key, pair in preview.sums.items() if key.split("/")[0] in kinds}
    return {key: pair for key, pair in told.items() if pair[0]}
