"""Two communities in a few forums, told post by post, so that every figure can be counted by hand."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import CTE
from sqlalchemy.orm import Session

from connector.domain.matching import ForumMatch, TextMatch
from connector.domain.rules import Community, Mapping, Place
from connector.domain.sessions import AttendedBy, How, Proposal, SessionMatch, SessionRule, Where
from connector.models.lms import FactRow, Lookup
from connector.models.mapping import MappingVersion, TimelineRow
from connector.models.people import Account
from connector.models.state import SourceState
from connector.steps.community_places import Ground, grounds
from connector.steps.community_talk import Window, talk

JAKARTA = ZoneInfo("Asia/Jakarta")
NOW = 1_795_370_400
"""Sunday 22 November 2026, 18:00 UTC; in Jakarta it is Monday, 01:00."""
HOUR, DAY = 3_600, 86_400
OURS = 3

ROLES = {"editingteacher": "expert", "teacher": "moderator", "student": "member"}
MAPPING = Mapping(
    number=1,
    communities=(
        Community("ak", "CoP Analis", (Place("lms", "id", "2"),), ROLES),
        Community("pp", "CoP Perancang", (Place("lms", "id", "3", ForumMatch(name=TextMatch(prefix="PP"))),)),
    ),
    sessions=(
        SessionRule(
            "pertemuan",
            SessionMatch(Where.CALENDAR, name=TextMatch(prefix="Pertemuan")),
            AttendedBy(How.CONFIRMED),
            proposed_in=Proposal(ForumMatch(name=TextMatch(equal="Usulan")), 2),
        ),
        SessionRule(
            "webinar", SessionMatch(Where.ACTIVITY, "bigbluebuttonbn"), AttendedBy(How.COMPLETION), 90
        ),
    ),
)


@dataclass
class World:
    db: Session
    _ids: dict[str, int] = field(default_factory=dict)

    def begin(self) -> World:
        self.db.add(
            MappingVersion(number=1, digest="d", text="", packs="{}", published_at=1, published_by="t")
        )
        self.db.add(TimelineRow(number=1, version=1, valid_from=None, recorded_at=1))
        self.db.add(SourceState(source="lms", service_user=OURS))
        for course in (2, 3):
            self.db.add(Lookup(source="lms", query=f"id={course}", courses=[course], read_no=1))
        self.forum(1, 2, "Diskusi")
        self.forum(2, 2, "Pengumuman", "news")
        self.forum(4, 2, "Usulan")
        self.forum(5, 3, "PP Diskusi")
        self.forum(6, 3, "Lain")
        return self

    def fact(self, kind: str, id_: str, **more: Any) -> FactRow:
        usual: dict[str, Any] = {"course": 2, "state": "present", "digest": "", "read_no": 1, "data": {}}
        row = FactRow(source="lms", kind=kind, id=id_, **usual | more)
        self.db.add(row)
        return row

    def forum(self, id_: int, course: int, name: str, type_: str = "general") -> None:
        self.fact("forum", str(id_), course=course, data={"name": name, "type": type_})

    def account(self, user: int, person: int | None = None, name: str = "") -> None:
        key = f"lms:{user}"
        row = Account(key=key, source="lms", user_id=user, name=name or f"Orang {user}")
        row.identifier, row.state, row.person = "", "active", f"lms:{person or user}"
        self.db.add(row)

    def post(
        self,
        author: int | None,
        at: int | None,
        discussion: int | None = None,
        parent: int | None = None,
        forum: int = 1,
        state: str = "present",
        **data: Any,
    ) -> int:
        """Its id. Without a discussion it opens one of its own number; without a parent it replies to its opening."""
        id_ = self._next("post")
        opening = discussion or id_
        told = {"discussion": opening, "parent": parent or (discussion and self._ids[f"first {discussion}"])}
        told |= {"subject": f"Perihal {opening}", "private": False, "blank": False, **data}
        where = {"container": f"forum:{forum}", "discussion": opening, "course": 3 if forum > 4 else 2}
        self.fact("post", str(id_), author=author, time=at, state=state, data=told, **where)
        if discussion is None:
            self._ids[f"first {opening}"] = id_
        return id_

    def _next(self, what: str) -> int:
        self._ids[what] = self._ids.get(what, 100) + 1
        return self._ids[what]

    def enrol(self, user: int, *roles: str, course: int = 2, state: str = "present") -> None:
        data = {"roles": list(roles), "name": f"Orang {user}"}
        self.fact("enrolment", f"{course}/{user}", course=course, author=user, state=state, data=data)

    # --- what is asked of it -------------------------------------------------

    @property
    def window(self) -> Window:
        return Window.until(NOW, JAKARTA)

    def grounds(self, *keys: str) -> list[Ground]:
        self.db.flush()
        return grounds(self.db, keys or ("ak", "pp"))

    @property
    def said(self) -> CTE:
        return talk(self.grounds())
