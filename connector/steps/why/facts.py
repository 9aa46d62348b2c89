"""One object of the LMS: was it heard of, was it read, what does it mean, and what did it give?"""

from __future__ import annotations

from collections.abc import Iterator

from connector.domain.credit import Contribution, Nothing
from connector.domain.facts import Kind, account_key
from connector.mapping.evidence import evidence_of
from connector.models.lms import FactRow
from connector.models.mapping import MappingVersion
from connector.models.people import Account
from connector.steps.event_object import Thing
from connector.steps.explain import nothing_told
from connector.steps.keeping import CONTRIBUTED, fact_of
from connector.steps.telling import Line
from connector.steps.why.asked import Asked
from connector.steps.why.belonging import allow_container
from connector.steps.why.credit import credit_lines
from connector.steps.why.heard import heard_line, heard_of
from connector.steps.why.read import hints_of, keys_of, never_read, read_line, readings_of
from connector.steps.world import judge_for

ATTENDED = (Kind.COMPLETION, Kind.CHOICE_ANSWER)


def explain_fact(asked: Asked, source: str, kind: str, id_: str) -> list[Line]:
    """The chain of one object, also of one that we know nothing of."""
    row = asked.db.get(FactRow, (source, kind, id_))
    lines = [_head(asked, row, source, kind, id_), *seen_lines(asked, row, source, kind, id_)]
    if row is not None:
        lines += _meant(asked, row)
    else:
        asked.allow(None)
    return lines


def _head(asked: Asked, row: FactRow | None, source: str, kind: str, id_: str) -> Line:
    what = asked.teller.say(f"desk-kind-{kind}")
    if row is None:
        return asked.line("subject", "fact-unknown", what=what, id=id_, source=source)
    data = row.data
    named = (data[key] for key in ("subject", "name", "concept", "title", "fullname") if data.get(key))
    author = account_key(source, row.author) if row.author else ""
    values = {"what": what, "id": id_, "source": source, "name": str(next(named, "–"))}
    if author:
        by, at = asked.name(author), asked.when(row.time)
        return asked.line("subject", "fact-by", by=by, when=at, link=author, **values)
    return asked.line("subject", "fact", **values)


def seen_lines(asked: Asked, row: FactRow | None, source: str, kind: str, id_: str) -> list[Line]:
    """What was heard of it and what was read; ends here if nothing was."""
    notices = heard_of(asked, source, _things(row, kind, id_))
    keys = keys_of(row, notices)
    hints, readings = hints_of(asked, keys), readings_of(asked, keys)
    heard = heard_line(asked, notices)
    if row is None:
        return [heard, never_read(asked, source, notices, hints, readings)]
    return [heard, read_line(asked, row, hints, readings)]


def _things(row: FactRow | None, kind: str, id_: str) -> set[Thing]:
    """Itself; and its discussion if it opens one, for then only that is told."""
    opens = row is not None and kind == Kind.POST and not row.data.get("parent")
    return {(kind, id_), *([(Kind.DISCUSSION.value, str(row.discussion))] if opens and row else [])}


# --- what it means ---------------------------------------------------------------------------------


def _meant(asked: Asked, row: FactRow) -> Iterator[Line]:
    if row.kind in CONTRIBUTED:
        yield from _judged(asked, row)
        return
    allow_container(asked, row.source, row.container if row.kind == Kind.DISCUSSION else None)
    if row.kind == Kind.DISCUSSION and row.data.get("first_post"):
        post = str(row.data["first_post"])
        yield asked.line("rule", "opened-by", id=post, link=f"{row.source}:post:{post}")
    elif row.kind in ATTENDED and row.author:
        person = account_key(row.source, row.author)
        yield asked.line("rule", "attends", name=asked.name(person), link=person)
    elif row.kind not in (Kind.EVENT, Kind.MEETING, Kind.MODULE):
        yield asked.end("only-place")


def _judged(asked: Asked, row: FactRow) -> Iterator[Line]:
    fact = fact_of(row)
    judge = judge_for(asked.db, [fact])
    meaning = judge.meaning(fact, asked.context.now())
    asked.allow(meaning.community)
    if isinstance(meaning, Nothing):
        reason, below = nothing_told(asked.teller, meaning)
        if meaning.community is not None:
            yield _place(asked, meaning.community)
        yield asked.end("no-contribution", *below, reason=reason)
        return
    yield _place(asked, meaning.community)
    yield _rule(asked, meaning)
    account = asked.db.get(Account, meaning.account)
    person = account.person if account else meaning.account
    evidence = evidence_of(meaning, judge.timeline)
    yield from credit_lines(asked, person, meaning.rule, evidence, judge.timeline)


def _place(asked: Asked, community: str) -> Line:
    return asked.line("place", "place", community=asked.teller.community(community))


def _rule(asked: Asked, meaning: Contribution) -> Line:
    return asked.line(
        "rule",
        "rule",
        version_line(asked, meaning.version),
        kind=asked.teller.say(f"kind-{meaning.kind}"),
        rule=meaning.rule,
    )


def version_line(asked: Asked, number: int) -> Line:
    """Which version of the mapping says so, and by whom it was put in force."""
    version = asked.db.get(MappingVersion, number)
    by, at = (version.published_by, version.published_at) if version else ("–", None)
    return asked.line("reason", "version", version=str(number), by=by, when=asked.when(at))
