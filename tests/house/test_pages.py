"""The pages of docs/ leave out nothing that the code asks for, and lead nowhere that is not there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from connector.domain.facts import Kind
from connector.steps.triage import COURSE_EVENTS, READINGS

CONNECTING = ("docs/connect-moodle.md", "docs/hubungkan-moodle.md")
PAGES = [Path("README.md"), *sorted(Path("docs").rglob("*.md"))]


def read(path: str | Path) -> str:
    return Path(path).read_text(encoding="utf-8")


def functions() -> set[str]:
    """All web-service functions that the code names."""
    sources = "".join(read(path) for path in Path("connector/lms").glob("*.py"))
    return set(re.findall(r'"((?:core|mod|tool)_[a-z_]+)"', sources))


@pytest.mark.parametrize("page", CONNECTING)
def test_every_function_is_told(page: str) -> None:
    known = functions()
    assert {"core_webservice_get_site_info", "mod_forum_add_discussion", "core_course_get_contents"} <= known
    assert not known - set(re.findall(r"[a-z_]+", read(page)))


@pytest.mark.parametrize("page", CONNECTING)
def test_every_event_is_told(page: str) -> None:
    told = set(re.findall(r"[a-z_]+", read(page)))
    assert not {name.rpartition("\\")[2] for name in READINGS.keys() | COURSE_EVENTS} - told


def test_every_kind_of_fact_is_told() -> None:
    page = read("docs/facts.md")
    headings = {
        name for line in page.splitlines() for name in re.findall(r"^\*\*(\w+)\*\*|, \*\*(\w+)\*\*", line)
    }
    assert {kind.value for kind in Kind} <= {name for pair in headings for name in pair}


@pytest.mark.parametrize("page", PAGES, ids=str)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(((?!https?:)[^)\s]+)\)", read(page)):
        name, _, anchor = target.partition("#")
        there = page.parent / name if name else page
        assert there.exists(), target
        assert not anchor or anchor in anchors(there), target


def anchors(page: Path) -> set[str]:
    """As a page of Markdown names its headings."""
    headings = re.findall(r"^#+ (.+)$", re.sub(r"```.*?```", "", read(page), flags=re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}
