"""What the API tells of single things: attendance, what is held, drafts and their previews. It only reads them."""

from __future__ import annotations

import json
from dataclasses import replace
from typing import Any

import pytest

from connector.domain.sessions import AttendedBy, How, SessionMatch, SessionRule, Where
from connector.steps import world
from connector.steps.clients import SCOPES
from tests.unit.web.api_world import fill_parts
from tests.unit.web.conftest import MAPPING, PEOPLE, Desk
from tests.unit.web.test_api import API, Asking

LISTS = {
    "/sessions/lms/event:1/attendance": ("read:activity", 3),
    "/held": ("read:activity", 2),
    "/held/2/missing": ("read:activity", 3),
    "/drafts": ("read:admin", 2),
    "/previews": ("read:credits", 1),
    "/previews/1/people": ("read:credits", 2),
}
SINGLE = {"/drafts/1": "read:admin", "/previews/1": "read:credits"}


@pytest.fixture
def desk(published: None, desk_: Desk, monkeypatch: pytest.MonkeyPatch) -> Desk:
    rule = SessionRule("pertemuan", SessionMatch(Where.CALENDAR), AttendedBy(How.CONFIRMED))
    monkeypatch.setattr(world, "_mapping", lambda _session, _number: replace(MAPPING, sessions=(rule,)))
    fill_parts(desk_.cop)
    return desk_


@pytest.fixture
def program(desk: Desk) -> Asking:
    return Asking(desk)


@pytest.mark.parametrize("path", [*LISTS, *SINGLE])
def test_each_wants_its_scope(desk: Desk, path: str) -> None:
    scope = SINGLE.get(path) or LISTS[path][0]
    Asking(desk, *(one for one in SCOPES if one != scope)).refused(path, 403, "out_of_scope")
    assert Asking(desk, scope, name="other").told(path)


@pytest.mark.parametrize("path", LISTS)
def test_pages_lead_through_all_of_it(program: Asking, path: str) -> None:
    whole = program.told(path)
    assert (len(whole["items"]), whole["next"]) == (LISTS[path][1], None)
    found, onward = [], f"{path}?limit=1"
    while onward:
        part = program.told(onward)
        found += part["items"]
        onward = (part["next"] or "").removeprefix(API)
    assert found == whole["items"]
    program.refused(f"{path}?limit=1&unknown=1", 422, "not_valid")


@pytest.mark.parametrize("path", [*LISTS, *SINGLE])
def test_none_can_be_written(program: Asking, path: str) -> None:
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        program.refused(path, 405, "method_not_allowed", method=method, json={})


@pytest.mark.parametrize(
    "path",
    [
        *(
            "/sessions/lms/event:99/attendance",
            "/sessions/x/event:1/attendance",
            "/sessions/lms/x/attendance",
        ),
        *(
            "/held/99/missing",
            "/drafts/99",
            "/previews/99",
            "/previews/99/people",
            "/drafts/9223372036854775808",
        ),
    ],
)
def test_what_is_not_there(program: Asking, path: str) -> None:
    program.refused(path, 404, "not_there")


def test_nobody_is_named_without_the_scope(desk: Desk) -> None:
    blind = Asking(desk, *(one for one in SCOPES if one != "read:people"))
    seeing = Asking(desk, name="seeing")
    for path in ("/sessions/lms/event:1/attendance", "/previews/1/people"):
        assert {one["name"] for one in blind.told(path)["items"]} == {None}
        assert PEOPLE[4][0] in {one["name"] for one in seeing.told(path)["items"]}
    for path in (*LISTS, *SINGLE):
        text = json.dumps(blind.told(path), ensure_ascii=False)
        assert not [name for pair in PEOPLE.values() for name in pair if name and name in text], path


def test_how_each_is_known_to_have_been_there(program: Asking) -> None:
    told = {one["person"]: one for one in program.told("/sessions/lms/event:1/attendance")["items"]}
    there, away = told["lms:4"], told["lms:5"]
    assert (there["counts"], there["how"], there["minutes"], there["reason"]) == (True, "confirmed", 90, "")
    assert (there["said"], there["said_by"], there["said_why"]) == ("confirmed", "admin", "hadir")
    assert there["joined_at"] is None
    assert (away["counts"], away["how"], away["minutes"], away["said"]) == (False, "", 0, "absent")
    assert away["reason"]
    assert away["joined_at"] == "2026-11-22T17:59:51Z"


def test_what_is_held_and_why(program: Asking) -> None:
    newest, older = program.told("/held")["items"]
    assert (newest["reason"], newest["count"], newest["state"]) == ("everything", 3, "open")
    assert (older["reason"], older["decided_at"], older["decided_by"]) == ("too_many", None, "")
    assert program.told("/held?state=released")["items"] == []
    assert len(program.told("/held?state=open&source=lms")["items"]) == 2
    gone = program.told("/held/2/missing")["items"]
    assert [(one["fact_kind"], one["id"], one["state"]) for one in gone] == [
        ("post", str(n), "held") for n in range(3)
    ]


def test_a_draft_and_what_it_would_change(program: Asking) -> None:
    told = program.told("/drafts/1")
    assert (told["draft"]["title"], told["draft"]["revision"]) == ("Percobaan 0", 1)
    assert told["text"] == "communities: {}\n"
    found: Any = program.told("/previews/1")
    assert (found["preview"]["state"], found["preview"]["losing"]) == ("done", 2)
    assert found["contributions"] == [{"word": "tulisan", "now": 3, "then": 1}]
    assert found["attendances"] == [{"word": "pertemuan", "now": 0, "then": 2}]
    [change] = found["changes"]
    assert (change["community"], change["month"], change["change"][:1]) == ("ak", "2026-11", "-")
    first, second = program.told("/previews/1/people")["items"]
    assert (first["person"], first["loses"], second["loses"]) == ("lms:4", True, False)
    assert second["changes"][0]["change"] == "0"
    assert [one["person"] for one in program.told("/previews/1/people?change=loses")["items"]] == ["lms:4"]
    assert program.told("/previews?state=failed")["items"] == []
