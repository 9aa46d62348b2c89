"""Every sentence exists in both languages, and every sentence that is asked for exists."""

import ast
import re
from pathlib import Path

import pytest
from fluent.syntax import FluentParser
from fluent.syntax.ast import Message, VariableReference
from fluent.syntax.visitor import Visitor

from connector import texts
from connector.lms.port import Ask
from connector.steps.desk import ROLES
from connector.steps.lists import messages as message_states
from connector.steps.lists.records import STATES
from connector.steps.lists.sessions import STAGES
from connector.steps.triage import COURSE_EVENTS, READINGS
from connector.web import mishaps, records

WEB = Path(records.__file__).parent
TEXTS = Path(texts.__file__).parent


class _Variables(Visitor):
    def __init__(self) -> None:
        self.found: set[str] = set()

    def visit_VariableReference(self, node: VariableReference) -> None:
        self.found.add(node.id.name)


def _messages(language: str) -> dict[str, set[str]]:
    """Key → the names of its values."""
    parsed = FluentParser().parse((TEXTS / f"desk.{language}.ftl").read_text(encoding="utf-8"))
    found: dict[str, set[str]] = {}
    for entry in parsed.body:
        if isinstance(entry, Message):
            assert entry.id.name not in found, f"{entry.id.name} twice in {language}"
            variables = _Variables()
            variables.visit(entry)
            found[entry.id.name] = variables.found
    return found


def test_both_languages_say_the_same_things_of_the_same_values() -> None:
    assert _messages("id") == _messages("en")


def _asked_in_templates() -> set[str]:
    found: set[str] = set()
    for template in WEB.glob("templates/**/*.html"):
        found |= set(re.findall(r'\bt\("([\w-]+)"\s*[,)]', template.read_text(encoding="utf-8")))
    return found


def _asked_in_code() -> set[str]:
    found: set[str] = set()
    for module in WEB.glob("*.py"):
        for node in ast.walk(ast.parse(module.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and re.fullmatch(r"desk-[\w-]*\w", str(node.value)):
                found.add(str(node.value))
    return found


def _composed() -> set[str]:
    """Keys that are put together when a page is made."""
    slugs = {name.strip("\\").replace("\\event\\", "-") for name in READINGS.keys() | COURSE_EVENTS}
    return {
        *(f"desk-event-{slug}" for slug in slugs),
        *(f"desk-ask-{ask.value}" for ask in Ask),
        *(f"desk-state-{state}" for state in STATES),
        *(f"desk-message-state-{state}" for state in message_states.STATES),
        *(f"desk-mishap-{code}" for code in (*mishaps.TOLD, "csrf", "other")),
        *(f"desk-mishap-{code}-title" for code in (*mishaps.TOLD, "csrf", "other")),
        *(f"desk-held-{why}" for why in ("too_many", "everything")),
        *(f"desk-held-{what}_vanished" for what in ("forum", "course", "session")),
        *(
            f"desk-nav-{one}"
            for one in (
                "overview",
                "communities",
                "events",
                "contributions",
                "sessions",
                "records",
                "messages",
                "people",
                "mappings",
                "flags",
                "doctor",
                "comparing",
                "trying",
            )
        ),
        *(f"desk-stage-{stage}" for stage in STAGES),
        *(
            f"desk-backlog-{one}"
            for one in ("triage", "hints", "judgement", "settling", "approval", "messages")
        ),
        *(f"desk-account-{state}" for state in ("unread", "active", "suspended", "deleted")),
        *(f"desk-role-{role}" for role in ROLES),
        *(f"desk-language-{one}" for one in texts.LANGUAGES),
        *(f"desk-done-{answer}" for answer in ("accept", "reject", "release", "drop", "again", "discard")),
    }


@pytest.mark.parametrize("language", texts.LANGUAGES)
def test_every_sentence_asked_for_exists(language: str) -> None:
    asked = _asked_in_templates() | _asked_in_code() | _composed()
    assert len(asked) > 200
    missing = [key for key in sorted(asked) if not texts.bundle(language).has_message(key)]
    assert not missing


def test_no_sentence_is_left_over() -> None:
    used = _asked_in_templates() | _asked_in_code() | _composed()
    families = [
        "problem",
        "cure",
        "refusal",
        "refused",
        "event",
        "data",
        "kind",
        "target",
    ]  # words from elsewhere
    pattern = re.compile(rf"desk-({'|'.join(families)})-")
    left = [key for key in _messages("id") if key not in used and not pattern.match(key)]
    assert not left
