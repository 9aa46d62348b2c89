"""Try one: what every rule says of one event or fact, step by step. Nothing is stored, nobody is asked."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from sqlalchemy.orm import Session

from connector.domain.credit import Contribution
from connector.domain.facts import Event, Fact, Kind, State, account_key
from connector.domain.rules import Mapping as Rules
from connector.errors import NotDone
from connector.mapping.attendance import attended
from connector.mapping.timeline import Timeline
from connector.mapping.trace import Said, community_of, rule_by_rule
from connector.models.lms import FactRow
from connector.models.mapping import MappingDraft, MappingVersion
from connector.models.people import Account
from connector.steps.context import Context
from connector.steps.explain_sessions import session_lines
from connector.steps.inbox_rows import AnyInbox
from connector.steps.keeping import CONTRIBUTED, fact_of
from connector.steps.meetings import Meetings
from connector.steps.settle import Reckoning, reckon
from connector.steps.telling import Line, Teller, worth_lines
from connector.steps.triage import READINGS, Scope
from connector.steps.try_input import Subject, subject
from connector.steps.world import World, timeline
from connector.texts import Value
from schemas.documents import DocumentError
from schemas.mapping_document import compile_mapping

SESSIONS = (Kind.MEETING, Kind.MODULE, Kind.EVENT, Kind.DISCUSSION)
"""Facts in which a session may be found."""
SPEAKING = (*CONTRIBUTED, Kind.COMPLETION, Kind.CHOICE_ANSWER)
"""Facts that may give somebody credit."""


@dataclass(frozen=True)
class Which:
    """By which mapping: that in force, or a version, a draft or a text as if it had always held."""

    version: int | None = None
    draft: int | None = None
    text: str | None = None

    def timeline(self, context: Context, session: Session) -> Timeline:
        if self.version is not None:
            version = session.get(MappingVersion, self.version)
            if version is None:
                raise NotDone(f"there is no version {self.version}", word="no_such_version")
            return Timeline.of(compile_mapping(version.text, json.loads(version.packs), version.number))
        if self.draft is not None:
            draft = session.get(MappingDraft, self.draft)
            if draft is None:
                raise NotDone(f"there is no draft {self.draft}", word="draft_gone")
            return Timeline.of(_compiled(context, draft.text))
        return timeline(session) if self.text is None else Timeline.of(_compiled(context, self.text))


def _compiled(context: Context, text: str) -> Rules:
    try:
        return compile_mapping(text, context.packs, 0)
    except DocumentError as error:
        raise NotDone(f"it has problems: {error}", word="mapping_has_problems") from error


def try_one(
    context: Context,
    inbox: AnyInbox,
    session: Session,
    words: str,
    language: str,
    *,
    source: str = "",
    which: Which | None = None,
) -> list[Line]:
    """Each step as a line, with what it says below it; for ``words`` see :func:`try_input.subject`."""
    asked = subject(context, inbox, session, words, source)
    return list(Trial(context, session, language, asked, which or Which()).lines())


class Trial:
    """One fact under one mapping."""

    def __init__(
        self, context: Context, session: Session, language: str, asked: Subject, which: Which
    ) -> None:
        self.context, self.session, self.asked, self.which = context, session, asked, which
        self.timeline = which.timeline(context, session)
        self.meetings = Meetings(context, session, World(session, self.timeline))
        self.teller = Teller(context, session, language)
        for entry in self.timeline.entries:
            self.teller.schemes |= entry.mapping.schemes
            self.teller.communities |= {each.key: each.name for each in entry.mapping.communities}

    def say(self, key: str, **values: Value) -> str:
        return self.teller.say(key, **values)

    def lines(self) -> Iterator[Line]:
        if self.asked.event is not None:
            yield self._event(self.asked.event)
        if not self.asked.id:
            return
        row = self.session.get(FactRow, (self.asked.source, self.asked.kind, self.asked.id))
        if row is None:
            text = self.say("try-not-read", kind=self._kind(self.asked.kind), id=self.asked.id)
            yield Line(text, "none")
            return
        yield from self._fact(fact_of(row))

    def _kind(self, kind: str) -> str:
        return self.say(f"desk-kind-{kind}")

    # --- event and fact ------------------------------------------------------------------

    def _event(self, event: Event) -> Line:
        found = [notice.ask.value + "|" + notice.id for notice in Scope(self.session).notices(event)]
        asks = [one.partition("|") for one in dict.fromkeys(found)]
        below = [Line(self.say(f"desk-ask-{ask}", id=id_), "reason") for ask, _, id_ in asks]
        if not below:
            word = "outside" if event.name in READINGS else "unused"
            below = [Line(self.say(f"try-event-{word}"), "reason")]
        return Line(self.say("try-event", name=event.name, source=event.source), "said", tuple(below))

    def _fact(self, fact: Fact) -> Iterator[Line]:
        about = self.say("try-gone" if fact.state is State.GONE else "try-present")
        author = self._author(fact)
        name = (author.name or author.key) if author else "–"
        link = f"{fact.source}/{fact.kind}/{fact.id}"
        when = self.teller.when(fact.time) if fact.time else "–"
        text = self.say("try-fact", kind=self._kind(fact.kind), id=fact.id, who=name, when=when, state=about)
        yield Line(text, "said", (), link)
        mapping = self.timeline.at(fact.time or 0)
        if mapping is None:
            yield Line(self.say("explain-reason-no_mapping"), "none")
            return
        yield Line(self._by(mapping), "said")
        yield from self._meaning(fact, mapping)
        yield from self._session_in(fact)
        if fact.kind not in (*SPEAKING, *SESSIONS):
            yield Line(self.say("try-no-deed"), "none")

    def _author(self, fact: Fact) -> Account | None:
        return self.session.get(Account, account_key(fact.source, fact.author or 0))

    def _by(self, mapping: Rules) -> str:
        if self.which.draft is not None:
            return self.say("try-by-draft", id=str(self.which.draft))
        if self.which.text is not None:
            return self.say("try-by-text")
        if self.which.version is not None:
            return self.say("try-by-version", version=str(mapping.number))
        return self.say("try-in-force", version=str(mapping.number))

    # --- contributions -------------------------------------------------------------------

    def _meaning(self, fact: Fact, mapping: Rules) -> Iterator[Line]:
        if fact.kind in CONTRIBUTED:
            judge = self.meetings.world.judge(self.session, [fact])
            community = community_of(judge, fact, mapping)
            yield self._place(fact, community.key if community else "")
            if community is not None:
                said = rule_by_rule(judge, fact, mapping, community.key)
                below = tuple(self._rule(one) for one in said)
                yield Line(self.say("try-rules", count=len(below)), "said", below)
            meaning = judge.meaning(fact, self.context.now())
            if isinstance(meaning, Contribution):
                yield self._worth(fact, meaning)
            else:
                details = dict(meaning.details) if meaning.reason == "not_open_yet" else {}
                opens = {"opens": self.teller.when(int(details["opens"]))} if details else {}
                yield Line(self.say(f"explain-reason-{meaning.reason}", **opens), "none")
        if fact.kind in SPEAKING:
            yield from self._attendance(fact)

    def _place(self, fact: Fact, community: str) -> Line:
        kind, _, id_ = (fact.container or "").partition(":")
        row = self.session.get(FactRow, (fact.source, kind, id_))
        name = str(row.data.get("name", "")) if row else "–"
        if not community:
            return Line(self.say("try-nobody-there", place=name), "none")
        return Line(self.say("try-place", place=name, community=self.teller.community(community)), "said")

    def _rule(self, said: Said) -> Line:
        if said.miss is not None:
            miss = said.miss
            text = self.say(f"explain-miss-{miss.why}", rule=miss.rule, needs=miss.needs, has=miss.has)
        else:
            text = self.say(f"try-rule-{said.verdict}", rule=said.rule)
        return Line(text, "good" if said.verdict == "counts" else "reason")

    def _worth(self, fact: Fact, meaning: Contribution) -> Line:
        """With everything else of its author, since caps and rounding look at all of it."""
        kind = self.say(f"kind-{meaning.kind}")
        text = self.say("try-counts", kind=kind, community=self.teller.community(meaning.community))
        if self._reckoning is None:
            return Line(text, "contribution")
        of = (fact.source, fact.kind.value, fact.id)
        items = [
            one
            for one in self._reckoning.entitlements
            if (one.evidence.source, one.evidence.fact_kind, one.evidence.fact_id) == of
        ]
        return Line(text, "contribution", tuple(worth_lines(self.teller, meaning.rule, items)))

    @cached_property
    def _reckoning(self) -> Reckoning | None:
        row = self.session.get(FactRow, (self.asked.source, self.asked.kind, self.asked.id))
        author = self._author(fact_of(row)) if row else None
        return reckon(self.context, self.session, author.person, self.meetings) if author else None

    # --- sessions ------------------------------------------------------------------------

    def _attendance(self, fact: Fact) -> Iterator[Line]:
        """The sessions that this speaks for, with all that is known of its author's having been there."""
        if self._reckoning is None or fact.course is None:
            return
        found = self.meetings.of(self.session, {(fact.source, fact.course)})
        keys = [account.key for account in self._reckoning.accounts]
        spoken = attended(keys, [fact], found.agenda, self.timeline, found.places)
        named = {f"{one.source}/{one.key}" for one, _ in spoken}
        yield from (line for line in session_lines(self.teller, self._reckoning) if line.link in named)
        if not named and fact.kind not in CONTRIBUTED:
            yield Line(self.say("try-no-session"), "none")

    def _session_in(self, fact: Fact) -> Iterator[Line]:
        if fact.kind not in SESSIONS or fact.course is None:
            return
        agenda = self.meetings.of(self.session, {(fact.source, fact.course)}).agenda
        positions = list(agenda.named(fact.source, f"{fact.kind}:{fact.id}"))
        for one in (agenda[position] for position in positions):
            text = self.say(
                "try-session",
                rule=one.rule,
                community=self.teller.community(one.community),
                stage=self.say(f"desk-stage-{one.stage}"),
                when=self.teller.when(one.start) if one.start else "–",
                minutes=str(one.minutes),
            )
            yield Line(text, "session", (), f"{one.source}/{one.key}")
        mapping = self.timeline.at(fact.time or 0)
        if not positions and mapping is not None:
            rules = ", ".join(rule.key for rule in mapping.sessions) or "–"
            yield Line(self.say("try-session-none", rules=rules), "none")
