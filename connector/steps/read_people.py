"""Answers about people: users, enrolments with roles, groups, cohorts."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select

from connector.domain.facts import Fact, Kind
from connector.errors import LmsError
from connector.lms.port import Ask
from connector.models.lms import FactRow, Reading
from connector.steps.hints import Sweep
from connector.steps.keeping import keep_facts, rows_of
from connector.steps.people import learn, meet
from connector.steps.read_places import FULL_PASS_S
from connector.steps.reading import Answered, Read, Unmet, drop_unlisted, present, unmet
from connector.steps.wanted import wanted


def users(answered: Answered) -> list[Unmet]:
    read, facts = answered[0][0], [fact for _, facts in answered for fact in facts]
    changes = keep_facts(read.session, facts, read.read_no)
    meet(read.session, read.source, _known_users(read, facts), read.now)
    learn(read.session, (change.after for change in changes), read.now)
    changed = {f"user:{change.after.id}" for change in changes}
    return [
        {key: word for key, word in read.hint.expect.items() if key not in changed} for read, _ in answered
    ]


def _known_users(read: Read, facts: list[Fact]) -> Sequence[int | None]:
    """Only people of our communities become accounts; a site has many others."""
    where = (FactRow.source == read.source, FactRow.author.in_([int(fact.id) for fact in facts]))
    kinds = FactRow.kind.in_([Kind.POST.value, Kind.ENROLMENT.value])
    return read.session.scalars(select(FactRow.author).where(*where, kinds).distinct()).all()


def enrolments(read: Read, facts: list[Fact]) -> Unmet:
    course = int(read.hint.id)
    known = present(read, Kind.ENROLMENT, FactRow.course == course)
    keep_facts(read.session, facts, read.read_no)
    meet(read.session, read.source, (fact.author for fact in facts), read.now)
    drop_unlisted(read, known, {fact.id for fact in facts})
    if read.hint.sweep and wanted(read.session).completion:
        for fact in facts:
            if _completion_is_old(read, fact.id):
                read.notice(Ask.COMPLETION, fact.id, course, sweep=read.hint.sweep)
    return unmet(read.hint.expect, {f"enrolment:{fact.id}": None for fact in facts})


def _completion_is_old(read: Read, id_: str) -> bool:
    """Asked person by person, it costs more than all else together: once a day is enough beside the events."""
    reading = read.session.get(Reading, (read.source, Ask.COMPLETION.value, id_))
    return reading is None or read.hint.sweep >= Sweep.FULL or reading.read_at < read.now - FULL_PASS_S


def groups(read: Read, facts: list[Fact]) -> Unmet:
    known = present(read, Kind.GROUP, FactRow.course == int(read.hint.id))
    keep_facts(read.session, facts, read.read_no)
    drop_unlisted(read, known, {fact.id for fact in facts})
    return {}


def cohort(read: Read, fact: Fact) -> Unmet:
    keep_facts(read.session, [fact], read.read_no)
    return unmet(read.hint.expect, {f"member:{member}": None for member in fact.data["members"]})


def cohort_gone(read: Read, _error: LmsError) -> Unmet:
    rows = rows_of(read.session, read.source, Kind.COHORT, [read.hint.id])
    drop_unlisted(read, list(rows.values()), set())
    return {}
