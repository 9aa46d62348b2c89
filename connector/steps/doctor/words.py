"""Findings in words: what is wrong, why it matters, what to do; and as JSON for machines."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from connector.steps.context import Context
from connector.steps.doctor.finding import Finding, Level
from connector.steps.telling import reason_words
from connector.texts import Value, say


@dataclass(frozen=True)
class Said:
    of: str
    level: Level
    word: str
    what: str
    why: str = ""
    cure: str = ""


def said(context: Context, finding: Finding, language: str) -> Said:
    values = _values(context, finding, language)
    told = [say(language, f"doctor-{finding.word}", **values)]
    if finding.level is not Level.OK:
        told += [say(language, f"doctor-{finding.word}-{part}", **values) for part in ("why", "cure")]
    if finding.word == "site_refuses":
        told[2] = _cure(language, str(finding.about["problem"]), told[2])
    return Said(finding.of, finding.level, finding.word, *told)


def _cure(language: str, problem: str, otherwise: str) -> str:
    """The pages of the desk know one for each problem of a site."""
    try:
        return f"{say(language, f'desk-cure-{problem}')} {otherwise}"
    except LookupError:
        return otherwise


def _values(context: Context, finding: Finding, language: str) -> dict[str, Value]:
    values = dict(finding.about)
    for name, value in finding.about.items():
        if name.endswith("_at"):
            values[name] = datetime.fromtimestamp(int(value), context.zone).strftime("%Y-%m-%d %H:%M")
        elif name == "problem":
            values[name] = reason_words(language, str(value))
    if "ask" in values:
        values["what"] = say(language, f"desk-ask-{values['ask']}", id=str(values["id"]))
    return values


def as_json(context: Context, finding: Finding, language: str) -> dict[str, Any]:
    told = said(context, finding, language)
    plain = {"of": told.of, "level": told.level.value, "word": told.word, "what": told.what}
    return plain | {"why": told.why, "cure": told.cure, "about": dict(finding.about)}
