"""What is wrong with a mapping for this institution now, and what is hardly meant."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from sqlalchemy.orm import Session

from connector.domain.credit import digest
from connector.steps.context import Context
from connector.steps.mapping_hints import hints
from connector.steps.world import current_mapping
from schemas.documents import Problem
from schemas.mapping_document import Checked, check


def check_here(context: Context, session: Session, text: str, name: str) -> Checked:
    """As :func:`schemas.mapping_document.check`, against our sources, HR targets, packs and the version in force.

    Among the warnings of one that checks is what the stored facts say against it.
    """
    before = current_mapping(session)
    checked = check(
        text,
        name,
        sources=set(context.sources),
        hr_targets=set(context.hr),
        packs=context.packs,
        before=before,
    )
    if checked.mapping is None:
        return checked
    found = hints(session, checked.mapping, before, text, name)
    return replace(checked, warnings=sorted({*checked.warnings, *found}))


def mark_of(warnings: Iterable[Problem]) -> str:
    """The same for the same warnings, wherever in the document they stand; empty if there are none."""
    found = sorted([each.word, [list(value) for value in each.values]] for each in warnings)
    return digest(found) if found else ""
