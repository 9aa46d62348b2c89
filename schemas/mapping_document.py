"""The mapping document: what an institution's admin writes about what counts as what."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from marshmallow import ValidationError

from connector.domain import rules
from connector.domain.scheme import Scheme
from schemas.documents import Document, DocumentError, Problem, load_with, problems_of, read_document
from schemas.mapping_checks import Known, cross_check, scheme_changes, warnings, wrong_periods, wrong_units
from schemas.mapping_json import json_schema
from schemas.mapping_parts import MappingSchema
from schemas.mapping_scheme import PackSchema, extended

__all__ = ["Checked", "check", "compile_mapping", "json_schema", "pack_schemes"]


@dataclass(frozen=True)
class Checked:
    mapping: rules.Mapping | None
    """None if there are problems."""
    problems: list[Problem] = field(default_factory=list)
    warnings: list[Problem] = field(default_factory=list)


def check(
    text: str,
    name: str,
    *,
    packs: Mapping[str, str],
    sources: Collection[str] | None = None,
    hr_targets: Collection[str] | None = None,
    before: rules.Mapping | None = None,
) -> Checked:
    """The mapping that this text says, or everything that is wrong with it.

    ``packs``: name → text of its schemes. ``sources``, ``hr_targets``: those of the institution file; None if
    they are not known. ``before``: the version in force; sums by its schemes must stay comparable.
    """
    try:
        document = read_document(text, name)
        pack = _pack_of(document, packs)
    except DocumentError as error:
        return Checked(None, error.problems)
    data, problems = _over_the_pack(document, pack)
    problems += cross_check(document, Known(packs, pack.schemes if pack else None, sources, hr_targets))
    try:
        loaded = MappingSchema().load(data)
    except ValidationError as error:
        problems += problems_of(document, MappingSchema(), error)
    if problems or pack is None:
        return Checked(None, sorted(set(problems)))
    mapping = _mapping(loaded, pack, text)
    wrong = [*wrong_units(document, mapping), *wrong_periods(document, mapping)]
    wrong += scheme_changes(document, mapping, before)
    return Checked(None, wrong) if wrong else Checked(mapping, [], warnings(document, mapping))


def compile_mapping(text: str, packs: Mapping[str, str], number: int) -> rules.Mapping:
    """A published version; that its sources and targets exist was checked when it was published."""
    checked = check(text, f"mapping:{number}", packs=packs)
    if checked.mapping is None:
        raise DocumentError(checked.problems)
    return replace(checked.mapping, number=number)


def pack_schemes(text: str) -> list[str]:
    """The names of the schemes that a pack gives."""
    return list(load_with(PackSchema(), text, "pack")[0]["schemes"])


@dataclass(frozen=True)
class _Pack:
    written: Mapping[str, Any] = field(default_factory=dict)
    """Its schemes as they are written."""
    schemes: Mapping[str, Scheme] = field(default_factory=dict)


def _pack_of(document: Document, packs: Mapping[str, str]) -> _Pack | None:
    """The pack that the document names; an empty one if it names none, None if there is none of that name."""
    wanted = document.data.get("pack") if isinstance(document.data, dict) else None
    if wanted is None:
        return _Pack()
    if not isinstance(wanted, str) or wanted not in packs:
        return None
    loaded, source = load_with(PackSchema(), packs[wanted], f"{wanted}.yaml")
    return _Pack(source.data["schemes"], _named(loaded["schemes"]))


def _over_the_pack(document: Document, pack: _Pack | None) -> tuple[Any, list[Problem]]:
    """The document's data, its schemes filled up from the pack's; one that cannot be is left out."""
    data = document.data
    if not isinstance(data, dict) or not isinstance(data.get("schemes"), dict):
        return data, []
    schemes: dict[str, Any] = {}
    problems = []
    for key, own in data["schemes"].items():
        base = own.get("extends") if isinstance(own, dict) else None
        written = pack.written.get(str(base)) if pack else None
        if base is None:
            schemes[key] = own
        elif written is not None:
            schemes[key] = extended(own, written)
        elif pack is not None:
            known = ", ".join(pack.written) or "–"
            problems.append(
                document.problem(("schemes", key, "extends"), "unknown_base", name=base, known=known)
            )
    return {**data, "schemes": schemes}, problems


def _mapping(loaded: dict[str, Any], pack: _Pack, text: str) -> rules.Mapping:
    return rules.Mapping(
        communities=_keyed(loaded["communities"]),
        contributions=_keyed(loaded["contributions"]),
        credits=tuple(loaded["credits"]),
        schemes={**pack.schemes, **_named(loaded["schemes"])},
        hr=tuple(loaded["hr"]),
        sessions=_keyed(loaded["sessions"]),
        recognition=_keyed(loaded["recognition"]),
        summaries=tuple(loaded["summaries"]),
        related=loaded["related"],
        guards=loaded["guards"],
        text_digest=hashlib.sha256(text.encode()).hexdigest(),
    )


def _keyed(parts: Mapping[str, Any]) -> tuple[Any, ...]:
    return tuple(replace(each, key=key) for key, each in parts.items())


def _named(schemes: Mapping[str, Scheme]) -> dict[str, Scheme]:
    return {key: replace(scheme, key=key) for key, scheme in schemes.items()}
