"""What the stored facts say against a mapping: rules that cannot match, or never have.

What was never read is not called missing: a first mapping is written before the LMS was looked at.
"""

from __future__ import annotations

import difflib
from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from connector.domain.facts import Kind, State
from connector.domain.matching import ForumMatch, TextMatch, fold
from connector.domain.rules import Community, EntryMatch, Mapping
from connector.domain.sessions import Where
from connector.lms.port import Ask
from connector.models.lms import FactRow
from connector.models.state import Remark
from connector.steps.alarm_rules import SEEN
from connector.steps.keeping import everywhere
from connector.steps.mapping_ground import LATEST_POSTS, Ground
from schemas.documents import Document, Problem, read_document

Path = tuple[Any, ...]
MOST_NAMED = 5


def hints(session: Session, mapping: Mapping, before: Mapping | None, text: str, name: str) -> list[Problem]:
    """``text`` is the mapping's document, which checks; ``before`` the version in force."""
    looking = _Looking(Ground(session, mapping), read_document(text, name))
    parts = (
        looking.places,
        looking.roles,
        looking.contributions,
        looking.tags,
        looking.sessions,
        looking.shown,
        looking.written_to,
    )
    found = [problem for part in parts for problem in part()]
    return found + list(_never_matched(session, mapping, before, looking.document))


class _Looking:
    def __init__(self, ground: Ground, document: Document) -> None:
        self.ground, self.document, self.mapping = ground, document, ground.mapping

    # --- where communities live ----------------------------------------------------

    def places(self) -> Iterator[Problem]:
        for community in self.mapping.communities:
            written = self.document.data["communities"][community.key]["lives_in"]
            for index, place in enumerate(community.lives_in):
                path: Path = ("communities", community.key, "lives_in")
                path = (*path, index) if isinstance(written, list) else path
                courses = self.ground.courses(place)
                if not courses:
                    word = "course_not_seen" if courses is None else "course_not_found"
                    yield self.document.problem(
                        (*path, "category" if place.field == "category" else "course"),
                        word,
                        field=place.field,
                        name=place.value,
                        source=place.source,
                    )
                    continue
                closed = [
                    one for one in courses if (place.source, Ask.FORUMS, str(one)) in self.ground.problems
                ]
                if len(closed) == len(courses):
                    yield self.document.problem(path, "course_not_readable", name=place.value)
                elif place.forum is not None:
                    yield from self._forum((*path, "forum"), place.forum, [community], whole_course=True)

    def roles(self) -> Iterator[Problem]:
        for community in self.mapping.communities:
            sources = {place.source for place in community.lives_in}
            seen = [self.ground.roles(source) for source in sorted(sources)]
            known = {role for roles in seen for role in roles or ()}
            for role in community.roles if all(seen) else ():
                if role not in known:
                    path = ("communities", community.key, "roles", role)
                    near = _near(role, known)
                    yield self.document.problem(path, "role_not_seen", name=role, near=near)

    # --- rules ---------------------------------------------------------------------

    def tags(self) -> Iterator[Problem]:
        for rule in self.mapping.contributions:
            if isinstance(rule.is_, EntryMatch) or not rule.is_.tags:
                continue
            known = self.ground.tags
            if known is not None and rule.is_.tags.isdisjoint(map(fold, known)):
                path = ("contributions", rule.key, "is", "tags")
                name = ", ".join(f"“{tag}”" for tag in sorted(rule.is_.tags))
                near = _near(min(rule.is_.tags), known)
                yield self.document.problem(path, "tag_not_seen", name=name, posts=LATEST_POSTS, near=near)

    def contributions(self) -> Iterator[Problem]:
        for rule in self.mapping.contributions:
            path, here = ("contributions", rule.key, "is"), self._communities(rule.communities)
            if isinstance(rule.is_, EntryMatch):
                yield from self._activity((*path, "entry"), rule.is_.entry.value, rule.is_.name, here)
            elif rule.is_.forum is not None:
                yield from self._forum((*path, "forum"), rule.is_.forum, here)

    def sessions(self) -> Iterator[Problem]:
        for rule in self.mapping.sessions:
            path, here = ("sessions", rule.key), self._communities(rule.communities)
            if rule.is_.where is Where.ACTIVITY:
                yield from self._activity((*path, "is", "activity"), rule.is_.activity, rule.is_.name, here)
            if rule.is_.forum is not None:
                yield from self._forum((*path, "is", "discussion", "forum"), rule.is_.forum, here)
            if rule.proposed_in is not None:
                yield from self._forum(
                    (*path, "proposed_in", "forum"), rule.proposed_in.forum, here, whole_course=True
                )
            if rule.attended_by.choice is not None:
                at = (*path, "attended_by", "choice")
                yield from self._activity(at, "choice", rule.attended_by.choice, here)

    def shown(self) -> Iterator[Problem]:
        known = self._cohorts()
        for rule in self.mapping.recognition:
            path = ("recognition", rule.key, "shown_by")
            if rule.cohort and known and rule.cohort not in known:
                near = _near(rule.cohort, known)
                yield self.document.problem((*path, "cohort"), "cohort_not_seen", name=rule.cohort, near=near)
            if rule.thanks is not None:
                here = self._communities(rule.communities)
                yield from self._forum((*path, "thanks"), rule.thanks, here, whole_course=True)

    def written_to(self) -> Iterator[Problem]:
        for index, rule in enumerate(self.mapping.summaries):
            if rule.into is not None:
                path = ("summaries", index, "into", "forum")
                yield from self._forum(path, rule.into, self.mapping.communities, whole_course=True)

    # --- one thing -----------------------------------------------------------------

    def _communities(self, keys: Collection[str]) -> list[Community]:
        return [each for each in self.mapping.communities if not keys or each.key in keys]

    def _forum(
        self, path: Path, wanted: ForumMatch, here: Iterable[Community], *, whole_course: bool = False
    ) -> Iterator[Problem]:
        """``whole_course``: any forum of the communities' courses, whichever forums they live in."""
        forums = self.ground.forums_of(here, whole_course=whole_course)
        if forums is None:
            return
        found = [key for key, one in forums.items() if wanted.matches(key[1], one.type, one.name)]
        if not found:
            near = _near(_text(wanted.name), {one.name for one in forums.values()})
            yield self.document.problem(path, "forum_not_found", name=str(wanted), near=near)
        elif all((source, Ask.HEADS, str(number)) in self.ground.problems for source, number in found):
            yield self.document.problem(path, "forum_not_readable", name=str(wanted))

    def _activity(
        self, path: Path, kind: str, name: TextMatch | None, here: Iterable[Community]
    ) -> Iterator[Problem]:
        modules = self.ground.modules_of(here)
        names = {one.name for one in modules if one.modname == kind}
        if modules and not names:
            yield self.document.problem(path, "activity_not_seen", kind=kind)
        elif modules and name is not None and not any(map(name.matches, names)):
            near = _near(_text(name), names)
            yield self.document.problem(path, "activity_not_found", kind=kind, name=str(name), near=near)

    def _cohorts(self) -> set[str]:
        """Idnumbers; empty while no cohort was ever read."""
        query = select(FactRow.data).where(*everywhere(Kind.COHORT), FactRow.state == State.PRESENT.value)
        return {str(data.get("idnumber") or "") for data in self.ground.session.scalars(query)} - {""}


def _never_matched(
    session: Session, mapping: Mapping, before: Mapping | None, document: Document
) -> Iterator[Problem]:
    """Of rules that are in force as they are written here, those that have matched nothing so far."""
    seen = session.get(Remark, SEEN["rule"])
    in_force = {rule.key: rule for rule in before.contributions} if before else {}
    for rule in mapping.contributions:
        if in_force.get(rule.key) == rule and seen is not None and seen.value.get(rule.key) == 0:
            yield document.problem(("contributions", rule.key), "matched_nothing", name=rule.key)


def _text(wanted: TextMatch | None) -> str:
    if wanted is None:
        return ""
    return wanted.equal or wanted.prefix or wanted.contains or next(iter(wanted.any_of), "")


def _near(name: str, known: Iterable[str]) -> str:
    """The most alike of the names there are, first; a few, for a sentence."""
    names = sorted({each for each in known if each})
    near = difflib.get_close_matches(name, names, MOST_NAMED, 0.3)
    return ", ".join(f"“{each}”" for each in (near or names)[:MOST_NAMED]) or "–"
