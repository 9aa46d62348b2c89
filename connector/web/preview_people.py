"""Of a preview: the people it concerns, samples of each rule, and the downloads."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import StringIO

from flask import Response, abort
from sqlalchemy import select
from sqlalchemy.orm import Session as Db

from connector.models.dialects import with_keys
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.models.preview import Preview, PreviewPerson
from connector.steps.keeping import chunks
from connector.steps.preview_sums import totals
from connector.steps.preview_told import Row, Told, as_json, everybody, people, person_json, table, teller_of
from connector.steps.telling import Teller
from connector.web import facts
from connector.web.page import PAGE, Page, blueprint, cop, cut, language, name_of
from connector.web.roles import role

FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so would be computed by a spreadsheet."""


@dataclass(frozen=True)
class PersonRow:
    person: str
    name: str
    totals: list[Row]
    notes: list[str]
    key: str


def people_rows(db: Db, teller: Teller, id_: int, only: str, after: str) -> Page[PersonRow]:
    place, _, person = after.partition("|")
    begin = (int(place), person) if place.lstrip("-").isdecimal() and len(place) < 19 else None
    found = people(db, id_, only=only, after=begin, limit=PAGE + 1)
    return cut([_person(teller, *one) for one in found], PAGE, lambda row: row.key)


def _person(teller: Teller, row: PreviewPerson, account: Account | None) -> PersonRow:
    told = Told(teller, row.sums)
    key = f"{row.place}|{row.person}"
    return PersonRow(row.person, name_of(account, row.person), told.totals(), list(_notes(teller, told)), key)


def _notes(teller: Teller, told: Told) -> Iterator[str]:
    for amount in told.taken():
        yield teller.say("preview-person-taken", amount=amount)
    for rule, (now, then) in sorted(totals(told.sums, "badge").items()):
        if now != then:
            word = "gained" if then > now else "lost"
            yield teller.say(f"preview-person-badge-{word}", rule=rule)
    for row in told.bites():
        how = f"{row.now} → {row.then}" if row.change else row.then
        yield teller.say("preview-person-bites", what=row.what, how=how)


# --- samples -------------------------------------------------------------------------------


@dataclass(frozen=True)
class Sample:
    name: str
    link: str
    what: str


def sample_rows(db: Db, teller: Teller, preview: Preview) -> dict[str, list[Sample]]:
    """By rule; the names of all of them are looked up together."""
    items = [tuple(one["item"]) for each in preview.samples.values() for one in each]
    names = _names(db, [(source, *_fact(kind, id_)) for source, kind, id_ in items])
    return {
        rule: [_sample(teller, names, *one["item"], *one["worth"]) for one in each]
        for rule, each in sorted(preview.samples.items())
    }


def _fact(kind: str, id_: str) -> tuple[str, str]:
    """Of an attendance the fact that its session is."""
    if kind not in ("attendance", "leading"):
        return kind, id_
    found, _, number = id_.rpartition("/")[0].partition(":")
    return found, number


def _names(db: Db, keys: Iterable[tuple[str, str, str]]) -> dict[tuple[str, str, str], str]:
    found: dict[tuple[str, str, str], str] = {}
    for part in chunks(sorted(set(keys))):
        here = with_keys((FactRow.source, FactRow.kind, FactRow.id), part)
        rows = db.scalars(select(FactRow).where(*here))
        found |= {(row.source, row.kind, row.id): facts.title(row) for row in rows}
    return found


Worth = dict[str, int] | None


def _sample(
    teller: Teller,
    names: dict[tuple[str, str, str], str],
    source: str,
    kind: str,
    id_: str,
    now: Worth,
    then: Worth,
) -> Sample:
    fact_kind, fact_id = _fact(kind, id_)
    of_session = kind in ("attendance", "leading")
    link = f"/sessions/{source}/{fact_kind}:{fact_id}" if of_session else f"/facts/{source}/{kind}/{id_}"
    name = names.get((source, fact_kind, fact_id), f"{fact_kind}:{fact_id}")
    return Sample(name, link, _change(teller, now, then))


def _change(teller: Teller, now: Worth, then: Worth) -> str:
    before, after = _amount(teller, now), _amount(teller, then)
    if now is None:
        return teller.say("preview-sample-added", worth=after)
    if then is None:
        return teller.say("preview-sample-removed", worth=before)
    if now == then:
        return teller.say("preview-sample-same", worth=after)
    return teller.say("preview-sample-changed", now=before, then=after)


def _amount(teller: Teller, worth: Worth) -> str:
    told = [f"{teller.units(key, steps)} {teller.unit(key)}" for key, steps in sorted((worth or {}).items())]
    return " + ".join(told) or teller.say("preview-sample-nothing")


# --- downloads -----------------------------------------------------------------------------


@blueprint.get("/mappings/previews/<int:id_>.csv")
@role("admin", "auditor")
def preview_csv(id_: int) -> Response:
    """Everybody's credit by month, sent as it is read: page by page."""
    context = cop().context
    with context.db.read() as db:
        teller = teller_of(context, db, language(), _finished(db, id_))
        db.expunge_all()
    return _file(_csv(table(context, teller, id_)), "text/csv; charset=utf-8", f"preview-{id_}.csv")


@blueprint.get("/mappings/previews/<int:id_>.json")
@role("admin", "auditor")
def preview_json(id_: int) -> Response:
    """Everything, with everybody."""
    context = cop().context
    with context.db.read() as db:
        row = _finished(db, id_)
        db.expunge_all()
    return _file(_json(row, everybody(context, id_)), "application/json", f"preview-{id_}.json")


def _finished(db: Db, id_: int) -> Preview:
    row = db.get(Preview, id_)
    if row is None or row.state != "done":
        abort(404)
    return row


def _file(lines: Iterator[str], kind: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(lines, content_type=kind, headers=headers)


def _csv(rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for number, row in enumerate(rows):
        line = StringIO()
        csv.writer(line).writerow(
            [cell if number == 0 or place > 5 else _plain(cell) for place, cell in enumerate(row)]
        )
        yield line.getvalue()


def _plain(cell: str) -> str:
    return f"'{cell}" if cell.startswith(FORMULA) else cell


def _json(preview: Preview, found: Iterable[tuple[PreviewPerson, Account | None]]) -> Iterator[str]:
    yield json.dumps(as_json(preview), ensure_ascii=False)[:-1] + ', "persons": ['
    for number, one in enumerate(found):
        yield (", " if number else "") + json.dumps(person_json(*one), ensure_ascii=False)
    yield "]}\n"
