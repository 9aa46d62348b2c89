"""What one mapping document says otherwise than another: rule by rule, in the words of the documents."""

from __future__ import annotations

import difflib
from collections.abc import Hashable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from schemas.documents import DocumentError, read_document

KEYED = ("schemes", "communities", "contributions", "sessions", "recognition", "guards")
LISTED = ("credits", "summaries", "related", "hr")
ORDERED = ("communities", "contributions", "sessions")
"""Where the first that matches counts."""

Detail = tuple[str, str, str]
"""Where within the rule, what it said before, what it says now; empty = nothing."""


@dataclass(frozen=True)
class Change:
    part: str
    """A key of the document, or ``packs`` for what the pack itself says."""
    name: str
    """The rule's; empty if it is about the part as a whole."""
    how: str
    """added | removed | changed | moved"""
    details: tuple[Detail, ...] = ()


def lines_changed(before: str, after: str, names: tuple[str, str]) -> list[str]:
    """The unified difference of two texts, without line ends; empty for equal ones."""
    old, new = before.splitlines(), after.splitlines()
    return list(difflib.unified_diff(old, new, *names, lineterm=""))


def changes(
    before: str, after: str, packs_before: Mapping[str, str], packs_after: Mapping[str, str]
) -> list[Change] | None:
    """In the order of the parts; empty if only notes, order of keys or spacing differ. None if one cannot be read."""
    try:
        old, new = (read_document(text, "").data for text in (before, after))
    except DocumentError:
        return None
    if not isinstance(old, dict) or not isinstance(new, dict):
        return None
    found = list(_pack(old, new, packs_before, packs_after))
    for part in (*KEYED, *LISTED):
        rules = _rules(old.get(part)), _rules(new.get(part))
        found += _between(part, *rules)
        found += _order(part, *map(list, rules)) if part in ORDERED else ()
    return found


def _pack(
    old: dict[str, Any], new: dict[str, Any], packs_before: Mapping[str, str], packs_after: Mapping[str, str]
) -> Iterator[Change]:
    named, now = str(old.get("pack") or ""), str(new.get("pack") or "")
    if named != now:
        yield Change("pack", "", "changed", (("", named, now),))
    elif packs_before.get(now) != packs_after.get(now):
        yield Change("packs", now, "changed")


def _rules(part: Any) -> dict[str, Any]:
    """Name → rule. Those of a list are named by what they are about; a second of that name is numbered."""
    if isinstance(part, dict) and not {"of"} & part.keys():
        return part
    found: dict[str, Any] = {}
    for rule in part if isinstance(part, list) else [part] if part else []:
        name = label = _about(rule)
        while label in found:
            label = f"{name} ({1 + sum(key.startswith(name) for key in found)})"
        found[label] = rule
    return found


def _about(rule: Any) -> str:
    """Of a credit its scheme and what it is for; of an HR rule its target and scheme; else what it is of."""
    if not isinstance(rule, dict):
        return str(rule)
    what = rule.get("for")
    named = " ".join(f"{key} {value}" for key, value in what.items()) if isinstance(what, dict) else ""
    parts = (rule.get("target"), rule.get("scheme"), named, rule.get("of"))
    return " · ".join(str(part) for part in parts if part)


def _between(part: str, old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for name in [*old, *(name for name in new if name not in old)]:
        if name not in new:
            yield Change(part, name, "removed")
        elif name not in old:
            yield Change(part, name, "added")
        elif details := tuple(_details(old[name], new[name])):
            yield Change(part, name, "changed", details)


def _order(part: str, old: list[str], new: list[str]) -> Iterator[Change]:
    before, after = [one for one in old if one in new], [one for one in new if one in old]
    if before != after:
        yield Change(part, "", "moved", (("", ", ".join(before), ", ".join(after)),))


def _details(old: Any, new: Any) -> Iterator[Detail]:
    before, after = dict(_leaves(old)), dict(_leaves(new))
    for path in [*before, *(path for path in after if path not in before)]:
        if before.get(path, "") != after.get(path, ""):
            yield path, before.get(path, ""), after.get(path, "")


def _leaves(value: Any, path: tuple[Hashable, ...] = ()) -> Iterator[tuple[str, str]]:
    """``words.at_least`` → ``120``; a list of plain values is one leaf."""
    inner: Any = ()
    if isinstance(value, dict):
        inner = value.items()
    elif isinstance(value, list) and any(isinstance(each, dict | list) for each in value):
        inner = enumerate(value, start=1)
    for key, each in inner:
        yield from _leaves(each, (*path, key))
    if not inner:
        yield ".".join(map(str, path)), _written(value)


def _written(value: Any) -> str:
    if isinstance(value, list):
        return f"[{', '.join(map(_written, value))}]"
    words = {True: "true", False: "false"}
    return words[value] if isinstance(value, bool) else "–" if value is None else str(value)
