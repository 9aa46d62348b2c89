"""One stored fact: the state of an LMS object as it was last read back."""

from __future__ import annotations

from dataclasses import dataclass

from flask import abort
from flask.typing import ResponseReturnValue
from sqlalchemy.orm import Session

from connector.domain.facts import State, account_key
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.address import path_of
from connector.steps.keeping import counted_as, name_of_fact
from connector.steps.lists.facts import FACTS, FactLine
from connector.steps.lists.listing import Found
from connector.steps.telling import Teller
from connector.web.lists import listed
from connector.web.page import accounts, blueprint, cop, name_of, render, say, say_or, telling, when
from connector.web.roles import OF_COMMUNITIES, READERS, role
from connector.web.user import me, within

TIMES = ("modified", "timestart", "timeend", "timecreated")
"""Keys of a fact's data that hold epoch seconds."""


@dataclass(frozen=True)
class FactLink:
    source: str
    kind: str
    id: str
    name: str


def fact_link(db: Session, source: str, kind: str, id_: str) -> FactLink | None:
    """Where a fact is shown, if we have it."""
    row = db.get(FactRow, (source, kind, id_)) if kind and id_ else None
    return FactLink(source, kind, id_, title(row)) if row else None


def title(row: FactRow) -> str:
    return name_of_fact(row) or f"{say(f'desk-kind-{row.kind}')} {row.id}"


def anchor_of(source: str, kind: str, id_: str) -> str:
    """Where something written stands on its author's page."""
    return f"{kind}-{source}-{id_}"


def lms_url(source: str, path: str) -> str:
    """An address at the LMS; empty if the source is no longer configured."""
    found = cop().settings.sources.get(source)
    return found.base_url.rstrip("/") + path if found else ""


@dataclass(frozen=True)
class FactShown:
    row: FactLine
    author: str
    """In words."""


@blueprint.get("/facts")
@role(*READERS)
def facts() -> ResponseReturnValue:
    return listed(FACTS, "facts.html", lambda teller, found: {"facts": _shown(teller, found)})


def _shown(teller: Teller, found: Found) -> list[FactShown]:
    rows = FACTS.plain(teller, found.rows)
    who = accounts(teller.session, (row.author for row in rows))
    return [FactShown(row, name_of(who.get(row.author), row.author)) for row in rows]


@blueprint.get("/facts/<source>/<kind>/<path:id_>")
@role(*OF_COMMUNITIES)
def fact(source: str, kind: str, id_: str) -> str:
    with telling() as teller:
        row = teller.session.get(FactRow, (source, kind, id_))
        if row is None or not _theirs(teller.session, row):
            abort(404)
        author = teller.session.get(Account, account_key(source, row.author or 0))
        return render(
            "fact.html",
            row=row,
            title=title(row),
            kind=say(f"desk-kind-{row.kind}"),
            gone=row.state == State.GONE.value,
            author=author,
            author_name=name_of(author, account_key(source, row.author)) if row.author else "",
            details=_details(row),
            contribution=counted_as(teller.session, row),
            anchor=anchor_of(source, kind, id_),
            url=lms_url(source, lms_path(row)) if lms_path(row) else "",
        )


def _theirs(db: Session, row: FactRow) -> bool:
    """An approver for some communities sees what counts as a contribution there."""
    user, counted = me(), counted_as(db, row)
    return user is not None and (
        user.communities is None or (counted is not None and within(counted.community))
    )


def _details(row: FactRow) -> list[tuple[str, str]]:
    """What else is known, in words where the key has some."""
    told = [("time", when(row.time)), ("course", str(row.course or "")), ("container", row.container or "")]
    told += [(key, _value(key, value)) for key, value in sorted(row.data.items())]
    return [(say_or(f"desk-data-{key}", key), value) for key, value in told if value != ""]


def _value(key: str, value: object) -> str:
    if key in TIMES:
        return when(value) if isinstance(value, int) and value else ""
    if isinstance(value, bool):
        return say("desk-yes" if value else "desk-no")
    if isinstance(value, list):
        return ", ".join(str(one) for one in value)
    return "" if value is None else str(value)


def lms_path(row: FactRow) -> str:
    """Where Moodle shows it; empty where it has no page of its own."""
    return path_of(row.kind, row.id, row.data)
