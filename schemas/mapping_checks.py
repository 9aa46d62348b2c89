"""What no single field can see: names that lead nowhere, things said twice, rules that never count.

The checks read the document as written, so that they speak even where something else in it is wrong.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any

from connector.domain import rules
from connector.domain.credit import canonical
from connector.domain.recognition import HELPING, Criterion, Need
from schemas.documents import Document, Problem


@dataclass(frozen=True)
class Known:
    """The names that live outside the document; None = not known here, so not checked."""

    packs: Collection[str]
    schemes: Collection[str] | None
    """Of the pack; None if it is not known itself: one complaint is enough."""
    sources: Collection[str] | None
    targets: Collection[str] | None


def cross_check(document: Document, known: Known) -> list[Problem]:
    parts = (_pack, _places, _communities_named, _credits, _recognition, _hr)
    return [problem for part in parts for problem in part(document, known)]


def warnings(document: Document, mapping: rules.Mapping) -> list[Problem]:
    """What can be used all the same but is hardly meant."""
    parts = (_never_reached, _without_effect, _never_met, _unsigned)
    return sorted(problem for part in parts for problem in part(document, mapping))


def scheme_changes(document: Document, mapping: rules.Mapping, before: rules.Mapping | None) -> list[Problem]:
    """What may never change of a scheme: amounts are kept as steps, and approved by records."""
    found = []
    for key, old in before.schemes.items() if before else ():
        new = mapping.schemes.get(key, old)
        for word, was, is_ in (
            ("step_changed", old.step, new.step),
            ("record_changed", old.record_per, new.record_per),
        ):
            if was != is_:
                found.append(document.problem(("schemes", key), word, name=key, before=was, after=is_))
    return found


def wrong_units(document: Document, mapping: rules.Mapping) -> list[Problem]:
    """A scheme counts minutes or points, and a credit must be told in what its scheme counts."""
    found = []
    for index, rule in enumerate(mapping.credits):
        scheme = mapping.schemes[rule.scheme]
        if bool(rule.points) is bool(scheme.step_minutes):
            word = "points_in_minutes" if rule.points else "minutes_in_points"
            found.append(document.problem(("credits", index), word, name=rule.scheme, unit=scheme.unit))
    return found


def wrong_periods(document: Document, mapping: rules.Mapping) -> list[Problem]:
    """What HR gets a row of is the scheme's own record."""
    found = []
    for index, rule in enumerate(mapping.hr):
        told, is_ = document.data["hr"][index].get("every"), mapping.schemes[rule.scheme].record_per
        if told not in (None, is_):
            found.append(document.problem(("hr", index, "every"), "other_period", name=rule.scheme, per=is_))
    return found


# --- reading what may be anything ----------------------------------------------------


def _dict(value: Any, *steps: str) -> dict[str, Any]:
    for step in steps:
        value = value.get(step) if isinstance(value, dict) else None
    return value if isinstance(value, dict) else {}


def _dicts(value: Any) -> Iterator[tuple[int, dict[str, Any]]]:
    """The mappings in a list, with their index."""
    for index, each in enumerate(value if isinstance(value, list) else ()):
        if isinstance(each, dict):
            yield index, each


def _lead_nowhere(
    document: Document, path: tuple[Any, ...], value: Any, known: Collection[str] | None, word: str
) -> Iterator[Problem]:
    if isinstance(value, str) and known is not None and value not in known:
        yield document.problem(path, word, name=value, known=", ".join(sorted(known)) or "–")


# --- the checks ----------------------------------------------------------------------


def _pack(document: Document, known: Known) -> Iterator[Problem]:
    pack = document.data.get("pack") if isinstance(document.data, dict) else None
    yield from _lead_nowhere(document, ("pack",), pack, known.packs, "unknown_pack")


def _places(document: Document, known: Known) -> Iterator[Problem]:
    taken: dict[str, str] = {}
    for key, community in _dict(document.data, "communities").items():
        lives_in = _dict(community).get("lives_in")
        for path, place in _each_place(("communities", key, "lives_in"), lives_in):
            yield from _lead_nowhere(
                document, (*path, "source"), place.get("source"), known.sources, "unknown_source"
            )
            other = taken.setdefault(canonical(place), key)
            if other != key:
                yield document.problem(path, "same_place", other=other)


def _each_place(path: tuple[Any, ...], lives_in: Any) -> Iterator[tuple[tuple[Any, ...], dict[str, Any]]]:
    if isinstance(lives_in, dict):
        yield path, lives_in
    for index, place in _dicts(lives_in):
        yield (*path, index), place


def _communities_named(document: Document, _: Known) -> Iterator[Problem]:
    communities = _dict(document.data, "communities")
    for part in ("contributions", "sessions", "recognition"):
        for key, rule in _dict(document.data, part).items():
            listed = _dict(rule).get("in")
            for index, name in enumerate(listed if isinstance(listed, list) else ()):
                path = (part, key, "in", index)
                yield from _lead_nowhere(document, path, name, communities, "unknown_community")


def _credits(document: Document, known: Known) -> Iterator[Problem]:
    schemes = _schemes(document, known)
    first: dict[tuple[str, str, str], int] = {}
    for index, rule in _dicts(_dict_list(document, "credits")):
        path = ("credits", index)
        scheme = rule.get("scheme")
        yield from _lead_nowhere(document, (*path, "scheme"), scheme, schemes, "unknown_scheme")
        for what, name in _dict(rule, "for").items():
            yield from _rule_named(document, (*path, "for", what), what, name)
            line = first.setdefault((str(scheme), str(what), str(name)), index)
            if line != index and scheme and name:
                said = {"scheme": scheme, "contribution": name}
                at = document.position_of(("credits", line))[0]
                yield document.problem(path, "same_credit", first=at, **said)


def _rule_named(document: Document, path: tuple[Any, ...], what: str, name: Any) -> Iterator[Problem]:
    """``what``: contribution or rule; attendance, leading or session."""
    if what in ("contribution", "rule"):
        known = _dict(document.data, "contributions")
        yield from _lead_nowhere(document, path, name, known, "unknown_contribution")
    elif what in ("attendance", "leading", "session"):
        known = _dict(document.data, "sessions")
        yield from _lead_nowhere(document, path, name, known, "unknown_session")


def _recognition(document: Document, _: Known) -> Iterator[Problem]:
    for key, rule in _dict(document.data, "recognition").items():
        for what in ("contributions", "attendance"):
            path = ("recognition", key, "needs", what)
            for place, need in _each_place(path, _dict(rule, "needs").get(what)):
                for word in ("rule", "session"):
                    yield from _rule_named(document, (*place, word), word, need.get(word))


def _hr(document: Document, known: Known) -> Iterator[Problem]:
    schemes = _schemes(document, known)
    first: dict[tuple[str, str], int] = {}
    for index, rule in _dicts(_dict_list(document, "hr")):
        path = ("hr", index)
        scheme, target = rule.get("scheme"), rule.get("target")
        yield from _lead_nowhere(document, (*path, "scheme"), scheme, schemes, "unknown_scheme")
        yield from _lead_nowhere(document, (*path, "target"), target, known.targets, "unknown_target")
        line = first.setdefault((str(scheme), str(target)), index)
        if line != index and scheme and target:
            said = {"scheme": scheme, "target": target}
            yield document.problem(path, "same_target", first=document.position_of(("hr", line))[0], **said)


def _schemes(document: Document, known: Known) -> set[str] | None:
    return None if known.schemes is None else {*known.schemes, *_dict(document.data, "schemes")}


def _dict_list(document: Document, key: str) -> Any:
    return document.data.get(key) if isinstance(document.data, dict) else None


# --- the warnings --------------------------------------------------------------------


def _never_reached(document: Document, mapping: rules.Mapping) -> Iterator[Problem]:
    for index, rule in enumerate(mapping.contributions):
        other = next((each for each in mapping.contributions[:index] if _covers(each, rule)), None)
        if other is not None:
            yield document.problem(("contributions", rule.key), "never_reached", other=other.key)


def _covers(above: rules.ContributionRule, rule: rules.ContributionRule) -> bool:
    """Only the plain case: the same matcher, for the same communities, for more, or for all."""
    if above.is_ != rule.is_ or not above.communities:
        return above.is_ == rule.is_
    return bool(rule.communities) and rule.communities <= above.communities


def _without_effect(document: Document, mapping: rules.Mapping) -> Iterator[Problem]:
    needs = [need for rule in mapping.recognition for need in rule.needs]
    for rule in mapping.contributions:
        needed = any(rule.key == need.rule or rule.kind in _kinds(need) for need in needs)
        if not needed and not mapping.credits_for(rule.key):
            yield document.problem(("contributions", rule.key), "no_credit", name=rule.key)
    used = {rule.attendance for rule in mapping.credits} | {need.rule for need in needs}
    for session in mapping.sessions:
        if session.key not in used:
            yield document.problem(("sessions", session.key), "no_credit", name=session.key)
    sent = {rule.scheme for rule in mapping.hr}
    for index, credit in enumerate(mapping.credits):
        if credit.scheme not in sent:
            yield document.problem(("credits", index), "no_hr", name=credit.scheme)


def _kinds(need: Need) -> frozenset[str]:
    """The kinds of contribution that can meet this need; empty if it asks for no kind."""
    if need.what in (Criterion.PEOPLE_HELPED, Criterion.HELPED_BY):
        return HELPING
    return frozenset({need.kind} - {""})


def _never_met(document: Document, mapping: rules.Mapping) -> Iterator[Problem]:
    kinds = {rule.kind for rule in mapping.contributions}
    for rule in mapping.recognition:
        for need in rule.needs:
            wanted = _kinds(need)
            if wanted and wanted.isdisjoint(kinds):
                path = ("recognition", rule.key, "needs", need.what)
                yield document.problem(path, "never_met", kind=" / ".join(sorted(wanted)))


def _unsigned(document: Document, mapping: rules.Mapping) -> Iterator[Problem]:
    """Moodle tells only who saved a wiki page last: nobody can be credited with it."""
    for rule in mapping.contributions:
        if isinstance(rule.is_, rules.EntryMatch) and rule.is_.entry is rules.Entry.WIKI:
            yield document.problem(("contributions", rule.key, "is", "entry"), "wiki_unsigned")
