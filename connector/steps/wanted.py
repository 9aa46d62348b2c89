"""What beyond forums is worth asking the LMS for: only what some version of the mapping speaks of."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy.orm import Session

from connector.domain.facts import Fact
from connector.domain.matching import TextMatch
from connector.domain.rules import EntryMatch, SummaryOf
from connector.domain.sessions import How
from connector.lms.port import Ask
from connector.steps.world import timeline

ENTRIES = {"glossary": Ask.GLOSSARY, "wiki": Ask.WIKI, "data": Ask.DATABASE}
"""Moodle's name of an activity → how its entries are asked for."""


@dataclass(frozen=True)
class Wanted:
    sessions: bool = False
    completion: bool = False
    choices: tuple[TextMatch | None, ...] = ()
    """Names of the choices that serve as attendance lists; None = any."""
    entries: tuple[EntryMatch, ...] = ()
    activities: frozenset[str] = frozenset()
    """Moodle's names of the activities that are sessions by themselves; a BigBlueButton is told by its meeting."""
    readers: bool = False
    """Whether it matters who may read a forum: titles are quoted elsewhere."""

    @property
    def of_courses(self) -> list[Ask]:
        """What is asked of each course besides its forums."""
        if self.sessions:
            return [Ask.MODULES, Ask.EVENTS, Ask.MEETINGS]
        return [Ask.MODULES] if self.entries or self.choices or self.readers else []

    def of_module(self, module: Fact) -> Ask | None:
        """How the content of this activity is asked for, if it matters."""
        modname, name = module.data["modname"], module.data["name"]
        if modname == "choice" and any(match is None or match.matches(name) for match in self.choices):
            return Ask.CHOICE
        for wanted in self.entries:
            if wanted.entry == modname and (wanted.name is None or wanted.name.matches(name)):
                return ENTRIES[modname]
        return None


def wanted(session: Session) -> Wanted:
    versions = [entry.mapping for entry in timeline(session).entries]
    rules = [rule for mapping in versions for rule in mapping.sessions]
    entries = [rule.is_ for mapping in versions for rule in mapping.contributions]
    return Wanted(
        sessions=bool(rules),
        completion=any(rule.attended_by.how is How.COMPLETION for rule in rules),
        choices=tuple(r.attended_by.choice for r in rules if r.attended_by.how is How.CHOICE),
        entries=tuple(match for match in entries if isinstance(match, EntryMatch)),
        activities=frozenset(rule.is_.activity for rule in rules) - {"", "bigbluebuttonbn"},
        readers=any(
            mapping.related or any(rule.of is SummaryOf.WEEK for rule in mapping.summaries)
            for mapping in versions
        ),
    )
