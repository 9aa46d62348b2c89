"""Everything a person reads exists in Indonesian and English, with the same values to fill in."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest
from fluent.syntax import FluentParser, ast, visitor

from connector.domain.rules import Written
from connector.domain.sessions import Where
from connector.steps.own_posts.kinds import KINDS

PARTS = sorted(
    {part.name.split(".")[0] for part in files("connector.texts").iterdir() if part.name.endswith(".ftl")}
)


class Values(visitor.Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: ast.VariableReference) -> None:
        self.found.add(node.id.name)


def texts(part: str, language: str) -> dict[str, set[str]]:
    source = (files("connector.texts") / f"{part}.{language}.ftl").read_text(encoding="utf-8")
    found = {}
    for entry in FluentParser().parse(source).body:
        assert not isinstance(entry, ast.Junk), entry.content
        if isinstance(entry, ast.Message):
            values = Values()
            values.visit(entry)
            found[entry.id.name] = values.found
    return found


@pytest.mark.parametrize("part", PARTS)
def test_both_languages_say_the_same_things(part: str) -> None:
    indonesian, english = texts(part, "id"), texts(part, "en")
    assert indonesian.keys() == english.keys()
    differing = {key for key in english if english[key] != indonesian[key]}
    assert not differing


def test_every_text_a_step_names_exists() -> None:
    known = {key for part in PARTS for key in texts(part, "en")}
    source = (files("connector.steps") / "explain.py").read_text(encoding="utf-8")
    named = set(re.findall(r'say\(\s*"([a-z_-]+)"', source))
    assert named
    assert named <= known


def test_every_step_of_a_chain_has_its_sentence() -> None:
    """Also those whose words come from a state: the values are all that the state can have."""
    known = set(texts("why", "en"))
    source = "".join(
        part.read_text(encoding="utf-8")
        for part in (files("connector.steps") / "why").iterdir()
        if part.is_file()
    )
    lines = re.findall(r'asked\.line\(\s*"\w+",\s*"([a-z_-]+)"', source)
    ends = re.findall(r'asked\.end\(\s*"([a-z_-]+)"', source)
    assert len(lines) > 20
    assert len(ends) > 20
    named = {f"why-{key}" for key in lines} | {f"why-end-{key}" for key in ends}
    for state in ("draft", "approved", "rejected", "withdrawn"):
        named |= {f"why-approval-{state}", f"why-end-record-{state}"}
    named |= {f"why-end-message-{state}" for state in ("refused", "dead", "discarded")}
    named |= {f"why-end-hr-{each.value}" for each in Written}
    named |= {f"why-where-{each.value}" for each in Where}
    named |= {f"why-end-post-not-due-{kind.prefix}" for kind in KINDS}
    named |= {f"why-badge-by-{each}" for each in ("cohort", "thanks", "nothing")}
    named |= {f"why-missing-{each}" for each in ("found", "kept")}
    caps = (
        "rule_limit",
        "below_unit",
        "same_minutes",
        *(f"{span}_cap" for span in ("day", "month", "semester", "year")),
    )
    named |= {f"why-lost-{each}" for each in (*caps, "nothing_left", "not_approved")}
    assert named <= known


def test_no_two_files_share_a_key() -> None:
    keys = [key for part in PARTS for key in texts(part, "id")]
    assert len(keys) == len(set(keys))


def test_a_preview_has_words_for_every_loss_and_miss() -> None:
    known = {key for part in PARTS for key in texts(part, "en")}
    for told, previewed in (("explain-lost-", "preview-bites-"), ("explain-miss-", "preview-miss-")):
        reasons = {key.removeprefix(told) for key in known if key.startswith(told)}
        assert reasons
        assert not {previewed + reason for reason in reasons} - known
