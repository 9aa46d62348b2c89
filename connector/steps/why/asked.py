"""What is asked, of whom and by whom; and the sentences' common form."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.errors import NotDone
from connector.models.credit import Record
from connector.models.people import Account
from connector.steps.context import Context
from connector.steps.inbox_rows import AnyInbox
from connector.steps.keeping import chunks
from connector.steps.telling import Line, Teller
from connector.texts import Value

Row = TypeVar("Row")


@dataclass(frozen=True)
class Asked:
    """One question: by what it is answered, and how much of a long list is told at once."""

    inbox: AnyInbox
    teller: Teller
    after: str = ""
    """The long list of the answer, if it has one, begins behind the row with this key."""
    most: int | None = None
    """So many rows of it; None = all."""
    within: Collection[str] | None = None
    """Keys of the only communities of which whoever asks may be told; None = all."""

    @property
    def context(self) -> Context:
        return self.teller.context

    @property
    def db(self) -> Db:
        return self.teller.session

    def line(self, kind: str, key: str, /, *below: Line, link: str = "", **values: Value) -> Line:
        """The sentence ``why-<key>``."""
        return Line(self.teller.say(f"why-{key}", **values), kind, below, link)

    def end(self, key: str, /, *below: Line, link: str = "", **values: Value) -> Line:
        """Here the chain ends: ``why-end-<key>``."""
        return self.line("end", f"end-{key}", *below, link=link, **values)

    def say_or(self, key: str, otherwise: str, **values: Value) -> str:
        """For words that come from elsewhere."""
        try:
            return self.teller.say(key, **values)
        except LookupError:
            return otherwise

    def when(self, at: int | None) -> str:
        return self.teller.when(at) if at else "–"

    def part(self, rows: Sequence[Row], key: Callable[[Row], str]) -> tuple[list[Row], list[Line]]:
        """The rows of this page, in their order, and the line that says how to go on, if there are more."""
        keys = [key(row) for row in rows]
        first = keys.index(self.after) + 1 if self.after in keys else 0
        if self.most is None or first + self.most >= len(rows):
            return list(islice(rows, first, None)), []
        last = first + self.most
        more = self.line("more", "more", count=len(rows) - last, link=keys[last - 1])
        return list(rows[first:last]), [more]

    def allow(self, community: str | None) -> None:
        """Raises ``NotDone`` (``other_community``) if whoever asks may not be told of this."""
        if self.within is not None and community not in self.within:
            raise NotDone(self.teller.say("why-other-community"), word="other_community")

    def allow_person(self, person: str) -> None:
        """Whoever earned something in one's communities is told of as a whole: caps reach across."""
        if self.within is not None:
            earned = select(Record.person).where(Record.person == person, Record.community.in_(self.within))
            if self.db.scalar(earned.limit(1)) is None:
                self.allow(None)

    def accounts(self, keys: Collection[str]) -> dict[str, Account]:
        found: dict[str, Account] = {}
        for part in chunks(sorted(keys)):
            rows = self.db.scalars(select(Account).where(Account.key.in_(part)))
            found |= {row.key: row for row in rows}
        return found

    def name(self, key: str) -> str:
        """Of an account; its key where no name is known."""
        account = self.db.get(Account, key) if key else None
        return (account.name if account else "") or key
