"""The API: who may ask what, and that it tells what the desk shows."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import Any
from urllib.parse import quote

import pytest
from werkzeug.test import TestResponse

from connector.domain.credit import canonical
from connector.models.clients import ApiClient
from connector.models.desk import Audit, DeskUser
from connector.models.outbox import Message
from connector.models.people import Account
from connector.steps import clients
from connector.steps.lists.every import LISTINGS
from connector.web.api import guard, lists
from connector.web.roles import declared
from tests.unit.web.conftest import NOW, PEOPLE, Desk

API = "/api/v1"
NAMES = [value for pair in PEOPLE.values() for value in pair if value]


class Asking:
    """A program with a token."""

    def __init__(self, desk: Desk, *scopes: str, name: str = "laporan") -> None:
        self.desk, self.name = desk, name
        self.token = clients.add_client(desk.cop.context, name, scopes or clients.SCOPES, "admin")
        self.client = desk.fresh()

    def ask(self, path: str, method: str = "GET", **more: Any) -> TestResponse:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return self.client.open(API + path, method=method, headers=headers, **more)

    def told(self, path: str, **more: Any) -> Any:
        answer = self.ask(path, **more)
        assert answer.status_code == 200, (path, answer.text)
        return answer.json

    def refused(self, path: str, status: int, word: str, **more: Any) -> Any:
        answer = self.ask(path, **more)
        is_problem(answer, status, word)
        return answer.json


def is_problem(answer: TestResponse, status: int, word: str) -> None:
    assert (answer.status_code, answer.mimetype) == (status, "application/problem+json"), answer.text
    told = answer.get_json(force=True)
    assert (told["status"], told["word"], told["type"]) == (status, word, f"/api#{word}")
    assert told["title"]


@pytest.fixture
def program(desk_: Desk) -> Asking:
    return Asking(desk_)


def routes(desk: Desk) -> Iterator[tuple[str, str, frozenset[str]]]:
    for rule in desk.app.url_map.iter_rules():
        if rule.endpoint.startswith("api."):
            path = rule.rule.removeprefix(API)
            for name, value in PATH.items():
                path = path.replace(name, value)
            [method] = (rule.methods or set()) - {"HEAD", "OPTIONS"}
            yield path, method, declared(desk.app.view_functions[rule.endpoint])


PATH = {
    "<source>/<kind>/<path:key>": "lms/post/1",
    "<source>": "lms",
    "<path:number>": "x",
    "<path:key>": "lms:4",
    "<key>": "ak",
    "<int:version>": "1",
    "<int:number>": "1",
}


# --- who may ask what ---------------------------------------------------------


def test_every_route_wants_a_token_and_a_scope(desk_: Desk) -> None:
    known = list(routes(desk_))
    assert len(known) > 20
    for path, method, scopes in known:
        assert "<" not in path
        if path == "/openapi.json":
            continue
        assert len(scopes) == 1
        assert scopes <= set(clients.SCOPES)
        is_problem(desk_.fresh().open(API + path, method=method), 401, "no_token")
        others = [one for one in clients.SCOPES if one not in scopes]
        other = Asking(desk_, *others, name=f"p{abs(hash((path, method)))}")
        other.refused(path, 403, "out_of_scope", method=method)


def test_a_cookie_is_no_token(admin: Desk) -> None:
    is_problem(admin.get(f"{API}/records"), 401, "no_token")
    is_problem(admin.client.post(f"{API}/messages/1/resend"), 401, "no_token")


@pytest.mark.parametrize("header", ["Bearer x", "Bearer ", "Bearer cop_é", "bearer cop_" + "x" * 5000])
def test_a_wrong_token(desk_: Desk, header: str) -> None:
    answer = desk_.client.get(f"{API}/records", headers={"Authorization": header})
    is_problem(answer, 401, "bad_token")
    assert 'error="invalid_token"' in answer.headers["WWW-Authenticate"]


def test_another_way_to_say_who_one_is(desk_: Desk) -> None:
    answer = desk_.client.get(f"{API}/records", headers={"Authorization": "Basic YTpi"})
    is_problem(answer, 401, "no_token")
    assert answer.headers["WWW-Authenticate"] == 'Bearer realm="cop-connector"'


def test_a_revoked_token_is_refused(program: Asking) -> None:
    program.told("/events")
    clients.revoke_client(program.desk.cop.context, "laporan", "admin")
    program.refused("/events", 401, "bad_token")


def test_a_token_is_kept_nowhere(program: Asking) -> None:
    program.told("/events")
    with program.desk.db.read() as db:
        row = db.get_one(ApiClient, "laporan")
        assert row.used_at == NOW
        assert len(row.token) == 64
        kept = [canonical(vars(one) | {"_sa_instance_state": None}) for one in (row, *db.query(Audit))]
    assert not [text for text in kept if program.token in text or program.token[4:] in text]


def test_its_use_is_not_written_each_time(program: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    program.told("/events")
    monkeypatch.setattr(type(program.desk.db), "write", None)
    program.told("/events")


def test_too_many_wrong_tokens(program: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(guard.PER_ADDRESS):
        program.desk.client.get(f"{API}/events", headers={"Authorization": "Bearer x"})
    answer = program.ask("/events")
    is_problem(answer, 429, "too_often")
    assert answer.headers["Retry-After"] == "60"


def test_too_many_requests_of_one_client(program: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    limits = program.desk.app.extensions["api_limits"]
    limits.clients._most = 2
    assert [program.ask("/events").status_code for _ in range(3)] == [200, 200, 429]
    assert Asking(program.desk, name="other").ask("/events").status_code == 200


@pytest.mark.parametrize(
    ("name", "scopes", "word"),
    [
        ("Laporan", ["read:people"], "bad_client_name"),
        ("", ["read:people"], "bad_client_name"),
        ("x", [], "bad_scopes"),
        ("x", ["read:all"], "bad_scopes"),
        ("laporan", ["read:people"], "client_taken"),
    ],
)
def test_a_client_that_cannot_be(program: Asking, name: str, scopes: list[str], word: str) -> None:
    with pytest.raises(clients.NotDone) as refused:
        clients.add_client(program.desk.cop.context, name, scopes, "admin")
    assert refused.value.word == word


# --- lists --------------------------------------------------------------------


def test_every_list_is_told() -> None:
    assert LISTINGS.keys() == lists.TOLD.keys()


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_a_list_has_the_columns_of_its_rows(program: Asking, name: str) -> None:
    told = program.told(f"/{name}")
    assert told.keys() == {"items", "next", "partial"}
    columns = [field.name for field in fields(LISTINGS[name].row)]
    for one in told["items"]:
        assert sorted(one) == sorted(columns)


@pytest.mark.parametrize("name", sorted(LISTINGS))
def test_pages_lead_through_all_of_it_in_every_order(program: Asking, name: str) -> None:
    whole = program.told(f"/{name}?limit=200")["items"]
    for sort in LISTINGS[name].sorts:
        path, found = f"/{name}?limit=1&sort={sort.name}", []
        while path:
            answer = program.ask(path)
            assert answer.json
            found += answer.json["items"]
            path = (answer.json["next"] or "").removeprefix(API)
            assert answer.headers.get("Link") == (f'<{API}{path}>; rel="next"' if path else None)
        if sort.only is None:
            assert sorted(map(canonical, found)) == sorted(map(canonical, whole))
        assert len({canonical(one) for one in found}) == len(found)


def test_values(program: Asking) -> None:
    [one] = program.told("/records?q=Retno")["items"]
    assert one["earned"] == "1"
    assert (one["name"], one["nip"]) == ("Retno Palupi", "1979••••••••••2001")
    newest = program.told("/events")["items"][0]
    assert newest["happened_at"] == "2026-11-22T18:00:00Z"


def test_filters_hold_and_go_on(program: Asking) -> None:
    event = quote(r"\mod_forum\event\post_created", safe="")
    told = program.told(f"/events?name={event}&limit=1")
    assert f"name={event}" in told["next"]
    items = told["items"] + program.told(told["next"].removeprefix(API))["items"]
    assert [one["event"] for one in items] == [r"\mod_forum\event\post_created"] * 2


@pytest.mark.parametrize(
    "query",
    [
        *(
            "limit=0",
            "limit=201",
            "limit=x",
            "limit=1.5",
            "sort=nonsense",
            "sort=",
            "state=nonsense",
            "period=x",
        ),
        *("after=AAAA", "after=", "q=", "q=%00", "unknown=1", "state=", "q=" + "x" * 101),
    ],
)
def test_what_cannot_be_asked(program: Asking, query: str) -> None:
    told = program.refused(f"/records?{query}", 422, "not_valid")
    assert query.partition("=")[0] in told["errors"]


def test_a_key_of_another_order_is_refused(program: Asking) -> None:
    onward = program.told("/facts?limit=1&sort=newest")["next"]
    told = program.refused(onward.removeprefix(API).replace("sort=newest", "sort=key"), 422, "not_valid")
    assert list(told["errors"]) == ["after"]


# --- names --------------------------------------------------------------------

WITHOUT = [one for one in clients.SCOPES if one != "read:people"]


@pytest.fixture
def blind(desk_: Desk) -> Asking:
    """May do everything but see who people are."""
    with desk_.db.write() as db:
        db.add(Audit(at=NOW, actor="admin", action="x", subject="user:retno", detail={}))
        from tests.unit.web.conftest import _fact

        db.add(_fact("user", "4", data={"name": PEOPLE[4][0], "identifier": PEOPLE[4][1]}))
    return Asking(desk_, *WITHOUT)


def test_nobody_is_named_without_the_scope(blind: Asking) -> None:
    seeing = Asking(blind.desk, name="seeing")
    number = quote(seeing.told("/records?q=Retno")["items"][0]["number"])
    paths = [f"/{name}?limit=200" for name in LISTINGS if name != "people"]
    paths += [f"/records/{number}", "/people/lms:4/explain", "/facts/lms/post/1", "/facts/lms/user/4"]
    for path in paths:
        text = json.dumps(blind.told(path), ensure_ascii=False)
        assert not [name for name in NAMES if name in text], path
    named = [path for path in paths if NAMES[0] in json.dumps(seeing.told(path))]
    assert {"/records?limit=200", f"/records/{number}", "/people/lms:4/explain", "/facts/lms/user/4"} <= set(
        named
    )


def test_nor_is_anybody_found_by_name(blind: Asking) -> None:
    for name in ("records", "contributions", "facts", "users"):
        blind.refused(f"/{name}?q=Retno", 403, "out_of_scope")
    blind.refused("/people", 403, "out_of_scope")
    blind.refused(f"/people/{PEOPLE[4][1]}/explain", 404, "not_there")
    assert Asking(blind.desk, name="seeing").told(f"/people/{PEOPLE[4][1]}/explain")["person"] == "lms:4"


def test_every_column_that_may_name_somebody_is_known() -> None:
    """A new column with a name in it has to be thought of."""
    for name, listing in LISTINGS.items():
        columns = {field.name for field in fields(listing.row)}
        if columns & {"nip", "name"} and name not in ("people", "sessions"):
            assert lists.TOLD[name].hide, name


# --- single things --------------------------------------------------------------


def test_a_record_with_all_that_it_consists_of(program: Asking) -> None:
    [line] = program.told("/records?q=Retno")["items"]
    told = program.told(f"/records/{quote(line['number'])}")
    assert told["record"] == line
    assert [one["id"] for one in told["earned"]] == ["1"]
    assert told["earned"][0]["amount"] == "1"
    assert (told["decisions"], told["ledger"], told["hr"]) == ([], [], [])
    program.refused("/records/none", 404, "not_there")


def test_an_explanation_speaks_as_asked(program: Asking) -> None:
    indonesian = program.told("/people/lms:4/explain", headers={"Accept-Language": "id"})
    english = program.told("/people/lms:4/explain", headers={"Accept-Language": "en-GB,en;q=0.9"})
    assert (indonesian["language"], english["language"]) == ("id", "en")
    assert [one["kind"] for one in indonesian["lines"]] == [one["kind"] for one in english["lines"]]
    assert indonesian["lines"] != english["lines"]
    posts = [one for one in english["lines"] if one["kind"] == "contribution"]
    assert posts[0]["link"] == "https://lms.example.test/mod/forum/discuss.php?d=1#p1"
    assert posts[0]["below"]
    records = [one["record"] for one in english["lines"] if one["kind"] == "record"]
    assert records == [program.told("/records?q=Retno")["items"][0]["number"]]
    program.refused("/people/lms:999/explain", 404, "not_there")


def test_a_fact_and_what_it_means(program: Asking) -> None:
    told = program.told("/facts/lms/post/1")
    assert told["contribution"] == {
        "community": "ak",
        "kind": "good_practice",
        "rule": "tulisan",
        "version": 1,
    }
    assert told["why"]["kind"] == "contribution"
    assert told["data"]["words"] == 30
    none = program.told("/facts/lms/post/4")
    assert (none["contribution"], none["why"]["kind"]) == (None, "none")
    assert program.told("/facts/lms/course/2")["why"] is None
    program.refused("/facts/lms/post/99", 404, "not_there")
    program.refused("/facts/lms/post/%00", 404, "not_there")


def test_a_community_the_health_a_mapping(program: Asking) -> None:
    told = program.told("/communities/ak")
    assert (told["posts"], told["active"], len(told["weeks"])) == (4, 3, 12)
    assert told["weeks"][0]["begins_at"].endswith("Z")
    program.refused("/communities/none", 404, "not_there")
    health = program.told("/health")
    assert health["held"] == 1
    assert [one["source"] for one in health["sources"]] == ["lms"]
    assert program.told("/mappings/1")["mapping"]["published_by"] == "t"
    program.refused("/mappings/9", 404, "not_there")
    program.refused("/mappings/9223372036854775808", 404, "not_there")


# --- messages -------------------------------------------------------------------


@pytest.fixture
def refused_message(program: Asking) -> int:
    return add_message(program.desk)


def add_message(desk: Desk) -> int:
    """One that the LMS refused."""
    with desk.db.write() as db:
        row = Message(target="lms:lms", kind="profile-figure", subject="lms:4", state="refused", reason="x")
        row.desired, row.cause, row.created_at, row.next_at, row.attempts = {}, "x", NOW, NOW, 3
        db.add(row)
        db.flush()
        return row.id


def _audited(desk: Desk) -> list[tuple[str, str]]:
    with desk.db.read() as db:
        return [(row.actor, row.action) for row in db.query(Audit) if row.subject.startswith("message:")]


def test_a_message_is_sent_again_in_the_clients_name(program: Asking, refused_message: int) -> None:
    told = program.told(f"/messages/{refused_message}/resend", method="POST")
    assert (told["id"], told["state"], told["attempts"]) == (refused_message, "pending", 0)
    assert _audited(program.desk) == [("client:laporan", "send-again")]


def test_a_message_is_laid_aside_with_a_reason(program: Asking, refused_message: int) -> None:
    path = f"/messages/{refused_message}/discard"
    told = program.refused(path, 422, "not_valid", method="POST", json={"reason": "  "})
    assert "reason" in told["errors"]
    program.refused(path, 422, "not_valid", method="POST", json={})
    program.refused(path, 422, "not_valid", method="POST", json=[])
    assert program.ask(path, "POST", data="{", content_type="application/json").status_code == 400
    assert program.told(path, method="POST", json={"reason": "given up"})["state"] == "discarded"
    assert _audited(program.desk) == [("client:laporan", "discard")]
    program.refused("/messages/999/discard", 404, "no_such_message", method="POST", json={"reason": "x"})
    program.refused("/messages/999/resend", 404, "no_such_message", method="POST")


@pytest.mark.parametrize("live", [False])
def test_in_observe_mode_nothing_is_sent_again(program: Asking, refused_message: int) -> None:
    program.refused(f"/messages/{refused_message}/resend", 409, "observe", method="POST")


# --- what goes wrong ------------------------------------------------------------


def test_no_such_route_and_no_such_way(program: Asking) -> None:
    program.refused("/nothing", 404, "not_there")
    answer = program.ask("/records", "DELETE")
    is_problem(answer, 405, "method_not_allowed")
    assert "GET" in answer.headers["Allow"]


def test_what_fails_here_tells_nothing_of_it(program: Asking, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object) -> None:
        raise RuntimeError("the secret inside")

    monkeypatch.setattr(lists, "find", fail)
    answer = program.ask("/records")
    is_problem(answer, 500, "failed")
    assert "secret" not in answer.text


def test_titles_speak_as_asked(program: Asking) -> None:
    told = [
        program.ask("/nothing", headers={"Accept-Language": one}).get_json(force=True) for one in ("id", "en")
    ]
    assert [one["title"] for one in told] == ["Tidak ada apa-apa di sini.", "There is nothing here."]


def test_nothing_is_kept_by_whoever_passes_it_on(program: Asking) -> None:
    answer = program.ask("/records")
    assert answer.headers["Cache-Control"] == "no-store"
    assert "Set-Cookie" not in answer.headers


# --- at the desk ------------------------------------------------------------------


def test_an_admin_adds_and_revokes_a_program(admin: Desk) -> None:
    page = admin.post("/clients", name="Papan-Data", scope=["read:activity", "read:credits"])
    assert page.status_code == 200
    token = page.text.partition("cop_")[2].partition("<")[0]
    headers: Mapping[str, str] = {"Authorization": f"Bearer cop_{token}"}
    assert admin.fresh().get(f"{API}/records", headers=headers).status_code == 200
    assert "cop_" not in admin.text("/clients").replace("cop_desk", "")
    assert "papan-data" in admin.text("/clients")
    assert admin.post("/clients/papan-data", answer="revoke").status_code == 303
    assert admin.fresh().get(f"{API}/records", headers=headers).status_code == 401
    assert "dicabut" in admin.text("/clients")
    assert admin.post("/clients/none", answer="revoke").status_code == 404
    with admin.db.read() as db:
        told = [(row.actor, row.action) for row in db.query(Audit) if row.subject == "client:papan-data"]
    assert told == [("admin", "put"), ("admin", "revoke")]


def test_what_cannot_be_added_is_said(admin: Desk) -> None:
    assert admin.post("/clients", name="x").status_code == 303
    assert "setidaknya satu" in admin.text("/clients")


def test_only_admins_do(desk_: Desk, hashed: str) -> None:
    with desk_.db.write() as db:
        db.add(DeskUser(username="aud", password=hashed, role="auditor", identifier="", created_at=NOW))
    desk_.sign_in("aud")
    assert "Izinkan" not in desk_.text("/clients")
    assert desk_.post("/clients", name="x", scope="read:people").status_code == 403
    desk_.sign_in("retno")
    assert desk_.get("/clients").status_code == 403


def test_the_description_tells_of_every_route_and_how_it_fails(desk_: Desk) -> None:
    told = desk_.get(f"{API}/openapi.json").json
    assert told
    ways = {
        (path, way.upper()) for path, one in told["paths"].items() for way in one if way in ("get", "post")
    }
    rules = [rule for rule in desk_.app.url_map.iter_rules() if rule.endpoint.startswith("api.")]
    methods = {
        (rule.rule, method) for rule in rules for method in rule.methods or () if method in ("GET", "POST")
    }
    assert {(re.sub(r"<(?:[^:>]+:)?(\w+)>", r"{\1}", path), method) for path, method in methods} == ways
    for path, one in told["paths"].items():
        for way in {"get", "post"} & one.keys():
            if path != f"{API}/openapi.json":
                assert {"200", "401", "403", "429"} <= one[way]["responses"].keys(), path
                assert one[way]["security"][0]["token"], path


def test_the_page_about_the_api_names_every_route_and_word(desk_: Desk) -> None:
    page = desk_.text("/api")
    for path in desk_.app.extensions["api"].spec.to_dict()["paths"]:
        assert f"{path}</code>" in page, path
    for word in ("no_token", "out_of_scope", "not_valid"):
        assert f'id="{word}"' in page


def test_accounts_are_told_by_key(program: Asking) -> None:
    with program.desk.db.read() as db:
        assert {row.key for row in db.query(Account)} >= {
            one["person"] for one in program.told("/records")["items"]
        }


@pytest.mark.parametrize("path", ["/messages/{}", "/events/{}", "/mappings/{}"])
def test_a_number_that_no_database_takes_is_not_there(admin: Desk, path: str) -> None:
    for number in (2**63 - 1, 2**63, 10**30):
        assert admin.get(path.format(number)).status_code == 404
