"""Keeping facts: written only if the read that told them began later than the one stored."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, case, select, union
from sqlalchemy.orm import Session, object_session

from connector.domain.credit import digest
from connector.domain.facts import Fact, Kind, State, account_key
from connector.models.credit import ContributionRow
from connector.models.dialects import insert_into
from connector.models.lms import FactRow, Lookup
from connector.models.people import Account, Unsettled
from connector.models.state import SourceState
from connector.steps import found
from connector.steps.rows import add_rows

CHUNK = 400

ENTRIES = (Kind.GLOSSARY_ENTRY, Kind.WIKI_PAGE, Kind.DATA_ENTRY)
CONTRIBUTED = (Kind.POST, *ENTRIES)
"""What a person wrote."""
AUTHORED = (*CONTRIBUTED, Kind.CHOICE_ANSWER, Kind.COMPLETION)
"""What a person did themselves, so that credit may rest on it."""
NAMED_BY = ("subject", "name", "shortname", "fullname", "concept", "title")
"""Keys of a fact's data by which people know it."""


@dataclass(frozen=True, slots=True)
class Change:
    """A fact that is not what it was; ``before`` is None for a new one."""

    before: Fact | None
    after: Fact


def fact_of(row: FactRow) -> Fact:
    return Fact(
        source=row.source,
        kind=Kind(row.kind),
        id=row.id,
        course=row.course,
        container=row.container,
        author=row.author,
        time=row.time,
        state=State(row.state),
        data=row.data,
    )


def name_of_fact(fact: Fact | FactRow) -> str:
    """Empty if it has none."""
    return str(next((fact.data[key] for key in NAMED_BY if fact.data.get(key)), ""))


def everywhere(kind: Kind) -> tuple[ColumnElement[bool], ColumnElement[bool]]:
    """Facts of a kind at every source: with the sources said too, or all facts would be gone through."""
    known = union(select(Lookup.source), select(SourceState.source))
    return FactRow.source.in_(known), FactRow.kind == kind.value


def facts_where(session: Session, *where: Any) -> Iterator[Fact]:
    """Facts that are only read: an object for each row would take three times as long."""
    table = FactRow.__table__
    told = [table.c[name] for name in _TOLD]
    for source, kind, id_, course, container, author, time, state, data in session.execute(
        select(*told).where(*where)
    ):
        yield Fact(source, _KINDS[kind], id_, course, container, author, time, _STATES[state], data)


_KINDS = {kind.value: kind for kind in Kind}
_STATES = {state.value: state for state in State}
_TOLD = ("source", "kind", "id", "course", "container", "author", "time", "state", "data")


def counted_as(session: Session, row: FactRow) -> ContributionRow | None:
    """What it is a contribution to, when its author was settled last."""
    return session.get(ContributionRow, (account_key(row.source, row.author or 0), row.kind, row.id))


def fact_digest(fact: Fact) -> str:
    told = [fact.course, fact.container, fact.author, fact.time, fact.state, dict(fact.data)]
    return digest(told)


def chunks(items: Sequence[Any]) -> Iterator[Sequence[Any]]:
    for start in range(0, len(items), CHUNK):
        yield items[start : start + CHUNK]


def rows_of(session: Session, source: str, kind: Kind, ids: Sequence[str]) -> dict[str, FactRow]:
    found: dict[str, FactRow] = {}
    for part in chunks(ids):
        query = select(FactRow).where(
            FactRow.source == source, FactRow.kind == kind.value, FactRow.id.in_(part)
        )
        found |= {row.id: row for row in session.scalars(query)}
    return found


def keep_facts(session: Session, facts: Iterable[Fact], read_no: int) -> list[Change]:
    """Writes what is new or different and returns it. All facts must be of one source and kind."""
    told = list(facts)
    if not told:
        return []
    rows = rows_of(session, told[0].source, told[0].kind, [fact.id for fact in told])
    new = {fact.id: fact for fact in reversed(told) if fact.id not in rows}  # what is told twice: the first
    add_rows(session, FactRow, [_new_row(fact, read_no) for fact in new.values()])
    known = [(rows[fact.id], fact) for fact in told if fact.id in rows]
    changes = [change for row, fact in known if (change := _keep(row, fact, read_no))]
    changes += [Change(None, fact) for fact in new.values()]
    for change in changes:
        found.note(session, change.after.kind, "changed" if change.before else "new")
    return changes


def _keep(row: FactRow, fact: Fact, read_no: int) -> Change | None:
    if row.read_no >= read_no:
        return None
    now, before = fact_digest(fact), fact_of(row)
    row.read_no = read_no
    if row.digest == now:
        return None
    _fill(row, fact, now)
    return Change(before, fact)


def _new_row(fact: Fact, read_no: int) -> tuple[Any, ...]:
    """In the order of the table's columns."""
    key = (fact.source, fact.kind.value, fact.id)
    place = (fact.course, fact.container, fact.data.get("discussion"))
    made = (fact.author, fact.time, fact.state.value, dict(fact.data))
    return (*key, *place, *made, fact_digest(fact), read_no)


def _fill(row: FactRow, fact: Fact, now: str) -> None:
    row.course, row.container, row.author, row.time = fact.course, fact.container, fact.author, fact.time
    row.state, row.data, row.digest = fact.state.value, dict(fact.data), now
    row.discussion = fact.data.get("discussion")


def mark_gone(row: FactRow, *, announced: bool = False) -> None:
    """The object is proven to be gone; what it was is kept, for the explanation.

    ``announced``: an event told of it.
    """
    session = object_session(row)
    if session is not None and not announced:
        found.note(session, row.kind, "gone")
    row.state = State.GONE.value
    row.digest = fact_digest(fact_of(row))


# --- whose credit is touched ---------------------------------------------------


def unsettle(session: Session, persons: Iterable[str], due_at: int, cause: str) -> None:
    """These persons' credit is to be computed anew; a later call never postpones an earlier one."""
    session.flush()
    for part in chunks(sorted(set(persons))):  # in this order, or two who do so would wait for each other
        rows = [{"person": each, "generation": 1, "due_at": due_at, "cause": cause} for each in part]
        new = insert_into(session, Unsettled).values(rows)
        sooner = case((Unsettled.due_at < new.excluded.due_at, Unsettled.due_at), else_=new.excluded.due_at)
        more = {"generation": Unsettled.generation + 1, "due_at": sooner, "cause": new.excluded.cause}
        session.execute(new.on_conflict_do_update(index_elements=[Unsettled.person], set_=more))


def unsettle_authors(
    session: Session, source: str, authors: Iterable[int | None], now: int, cause: str
) -> None:
    """As :func:`unsettle`, for LMS users of one source."""
    keys = sorted({account_key(source, author) for author in authors if author})
    persons: set[str] = set()
    for part in chunks(keys):
        persons |= set(session.scalars(select(Account.person).where(Account.key.in_(part))))
    unsettle(session, persons, now, cause)


def authors_in(session: Session, source: str, *where: Any) -> set[int]:
    """Whose deeds fulfil the conditions."""
    query = select(FactRow.author).where(FactRow.source == source, FactRow.kind.in_(AUTHORED), *where)
    return {author for author in session.scalars(query.distinct()) if author}
