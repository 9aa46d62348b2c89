"""Entries of a glossary, a wiki or a database are told as what they are, also beside posts of the same number."""

from __future__ import annotations

import pytest

from connector.models.database import Database
from connector.models.lms import FactRow
from connector.steps.address import object_on, path_of
from connector.steps.explain import explain
from connector.steps.telling import Line
from tests.unit.steps.preview_world import BLOG, NOW, PreviewWorld

AYU = 10


@pytest.fixture
def told(db: Database) -> dict[str, Line]:
    """What a person's posts and entries are told to be, by page; one of each has the same number."""
    world = PreviewWorld(db).begin()
    world.member(AYU)
    world.opens(AYU, BLOG, 130, 3)
    with world.db.write() as session:
        glossary = {"modname": "glossary", "instance": BLOG, "name": "Pengetahuan CoP"}
        session.add(fact("module", "40", data=glossary))
        session.add(fact("module", "41", data={"modname": "data", "instance": BLOG, "name": "Kasus"}))
        text = {"words": 50, "approved": True, "tags": []}
        own = {"author": AYU, "time": NOW - 1000}
        for id_, concept in (("1002", "Overstay"), ("7", "Deportasi")):
            data = text | {"concept": concept}
            session.add(fact("glossary_entry", id_, container=f"glossary:{BLOG}", data=data, **own))
        session.add(fact("data_entry", "7", container=f"data:{BLOG}", data=text, **own))
    with world.db.read() as session:
        lines = explain(world.context, session, f"lms:{AYU}", "en") or []
    return {line.link: line for line in lines if line.kind in ("contribution", "none")}


def fact(kind: str, id_: str, **more: object) -> FactRow:
    usual = {"course": 2, "state": "present", "digest": "", "read_no": 1}
    return FactRow(source="lms", kind=kind, id=id_, **usual | more)


def test_each_has_its_own_page(told: dict[str, Line]) -> None:
    assert set(told) == {
        "lms|/mod/forum/discuss.php?d=1#p1002",
        "lms|/mod/glossary/showentry.php?eid=1002",
        "lms|/mod/glossary/showentry.php?eid=7",
        "lms|/mod/data/view.php?rid=7",
    }


def test_each_is_called_by_its_name_and_place(told: dict[str, Line]) -> None:
    assert "· Blog Praktik Baik · “Soal” (130 words)" in told["lms|/mod/forum/discuss.php?d=1#p1002"].text
    entry = told["lms|/mod/glossary/showentry.php?eid=1002"]
    assert "· Pengetahuan CoP · “Overstay” (50 words): recognised as documentation" in entry.text
    assert "· Kasus ·" in told["lms|/mod/data/view.php?rid=7"].text


def test_what_a_post_gave_is_not_an_entry_s(told: dict[str, Line]) -> None:
    [given] = told["lms|/mod/forum/discuss.php?d=1#p1002"].below
    assert "60 minutes" in given.text
    [given] = told["lms|/mod/glossary/showentry.php?eid=1002"].below
    assert "60 minutes" not in given.text


@pytest.mark.parametrize(
    ("kind", "id_", "data"),
    [
        ("post", "17", {"discussion": 3}),
        ("discussion", "3", {}),
        ("forum", "1", {}),
        ("course", "2", {}),
        ("user", "9", {}),
        ("module", "40", {"modname": "glossary"}),
        ("glossary_entry", "7", {}),
        ("wiki_page", "7", {}),
        ("data_entry", "7", {}),
    ],
)
def test_a_page_leads_to_its_object_and_back(kind: str, id_: str, data: dict[str, object]) -> None:
    assert object_on(path_of(kind, id_, data)) == f"{kind}:{id_}"


def test_what_has_no_page_has_no_path() -> None:
    assert path_of("enrolment", "2/9", {}) == ""
