"""Problems of a mapping and what changed between two, as pages and scripts show them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from connector.steps.mapping_difference import Change
from connector.web.page import language, say
from schemas.documents import Problem
from schemas.mapping_document import Checked


@dataclass(frozen=True)
class Told:
    """One thing that is wrong, or hardly meant, in the user's language."""

    kind: str
    """error | warning"""
    line: int
    column: int
    message: str
    cure: str
    excerpt: str
    """What stands in that line."""


@dataclass(frozen=True)
class Verdict:
    problems: Sequence[Told]
    state: str
    """bad | warn | good"""
    summary: str

    @property
    def checks(self) -> bool:
        return self.state != "bad"


def verdict(checked: Checked, text: str) -> Verdict:
    lines = text.splitlines()
    problems = [_told("error", one, lines) for one in checked.problems]
    problems += [_told("warning", one, lines) for one in checked.warnings]
    state = "bad" if checked.mapping is None else "warn" if checked.warnings else "good"
    count = len(checked.problems if checked.mapping is None else checked.warnings)
    return Verdict(problems, state, say(f"mapping-check-{state}", count=count))


def _told(kind: str, one: Problem, lines: Sequence[str]) -> Told:
    excerpt = lines[one.line - 1].strip()[:160] if 0 < one.line <= len(lines) else ""
    words = language()
    return Told(kind, one.line, one.column, one.message(words), one.cure(words), excerpt)


@dataclass(frozen=True)
class Changed:
    how: str
    """added | removed | changed | moved"""
    part: str
    name: str
    details: Sequence[str]


def changed(found: Iterable[Change]) -> list[Changed]:
    return [
        Changed(
            one.how, say(f"mapping-part-{one.part}"), one.name, [_detail(*detail) for detail in one.details]
        )
        for one in found
    ]


def _detail(where: str, before: str, after: str) -> str:
    word = "changed" if before and after else "added" if after else "removed"
    text = say(f"mapping-detail-{word}", before=_short(before), after=_short(after))
    return f"{where}: {text}" if where else text


def _short(text: str) -> str:
    return text if len(text) <= 200 else f"{text[:199]}…"
