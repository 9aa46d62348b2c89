"""One stored fact, and what it means."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from connector.domain.facts import account_key
from connector.errors import NotThere
from connector.models.lms import FactRow
from connector.models.people import Account
from connector.steps.explain import fact_line
from connector.steps.keeping import counted_as
from connector.steps.lists.facts import FACTS, FactLine
from connector.steps.settle import reckon
from connector.steps.telling import Teller
from connector.web.api.blueprint import route
from connector.web.api.guard import sees_people
from connector.web.api.lists import no_user
from connector.web.api.people import Sentence, sentence
from connector.web.api.speaking import telling
from connector.web.facts import lms_path, lms_url
from connector.web.page import cop
from schemas.api_shapes import shape


@dataclass(frozen=True)
class Counts:
    """As what it counts."""

    community: str
    kind: str
    rule: str
    version: int


@dataclass(frozen=True)
class FactWhole:
    fact: FactLine
    container: str | None
    discussion: int | None
    data: Mapping[str, Any] | None
    """As it was read (docs/facts.md); null: who somebody is."""
    link: str | None
    contribution: Counts | None
    why: Sentence | None
    """What it gave, or why nothing; null for what nobody wrote."""


@route("/facts/<source>/<kind>/<path:key>", "read:activity", shape(FactWhole), 404)
def fact(source: str, kind: str, key: str) -> FactWhole:
    """An object of the LMS as it was last read, and what it means."""
    with telling() as teller:
        row = teller.session.get(FactRow, (source, kind, key))
        if row is None:
            raise NotThere
        [line] = FACTS.plain(teller, [(row,)])
        path, seen = lms_path(row), sees_people()
        return FactWhole(
            fact=line if seen else no_user(line),
            container=row.container,
            discussion=row.discussion,
            data=row.data if seen or row.kind != "user" else None,
            link=(lms_url(source, path) or None) if path else None,
            contribution=_counts(teller.session, row),
            why=_why(teller, row),
        )


def _counts(session: Session, row: FactRow) -> Counts | None:
    found = counted_as(session, row)
    return Counts(found.community, found.kind, found.rule, found.version) if found else None


def _why(teller: Teller, row: FactRow) -> Sentence | None:
    account = teller.session.get(Account, account_key(row.source, row.author or 0))
    if account is None:
        return None
    told = reckon(cop().context, teller.session, account.person)
    for one in told.meant:
        if (one.fact.source, one.fact.kind, one.fact.id) == (row.source, row.kind, row.id):
            of = [
                item
                for item in told.entitlements
                if (item.evidence.source, item.evidence.fact_kind, item.evidence.fact_id)
                == (row.source, row.kind, row.id)
            ]
            return sentence(fact_line(teller, one, of, told.judge.places))
    return None
