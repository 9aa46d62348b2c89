"""Signing in and out, who may see what, forged forms."""

import re

import pytest

from connector.steps import desk
from connector.steps.clients import SCOPES
from connector.web import signin
from connector.web.limit import Limit
from connector.web.links import own_path
from connector.web.roles import declared
from tests.unit.web.conftest import PASSWORD, Desk


def test_every_route_declares_its_roles(desk_: Desk) -> None:
    """Or, for programs, its scope."""
    known = {
        "desk": {"admin", "approver", "approver_of", "hr", "auditor", "anyone"},
        "api": {*SCOPES, "anyone"},
    }
    for rule in desk_.app.url_map.iter_rules():
        if not rule.endpoint.startswith("webhooks."):
            roles = declared(desk_.app.view_functions[rule.endpoint])
            assert roles, f"{rule} declares no role"
            assert roles <= known[rule.endpoint.partition(".")[0]], rule


def test_open_to_anyone_are_only_these(desk_: Desk) -> None:
    rules = desk_.app.url_map.iter_rules()
    views = {rule.endpoint for rule in rules if "anyone" in declared(desk_.app.view_functions[rule.endpoint])}
    assert {view.removeprefix("desk.") for view in views} == {
        *("healthz", "readyz", "static_file", "sign_in", "sign_in_with", "sign_out", "choose_language"),
        *("sign_in_elsewhere", "sign_in_back"),
        *("api.openapi", "api_description"),  # tell only what can be asked
        "metrics",  # asks for a token of its own, or speaks to this machine only
    }


def test_nothing_is_shown_before_signing_in(desk_: Desk) -> None:
    for rule in desk_.app.url_map.iter_rules():
        path = re.sub(r"<[^>]+>", "1", rule.rule)
        roles = declared(desk_.app.view_functions[rule.endpoint])
        if "GET" in (rule.methods or ()) and roles and "anyone" not in roles:
            answer = desk_.get(path)
            assert answer.status_code in (303, 401), path
            assert "JP" not in answer.text


def test_signing_in_leads_to_the_page_asked_for(desk_: Desk) -> None:
    asked = desk_.get("/people?q=retno")
    assert asked.headers["Location"] == "/sign-in?next=/people?q%3Dretno"
    answer = desk_.sign_in("admin", next="/people?q=retno")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/people?q=retno")


def test_the_cookie(desk_: Desk) -> None:
    cookie = desk_.sign_in("admin").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
    assert "Secure" not in cookie
    form = desk_.client.get("/sign-in", base_url="https://desk.example.test")
    assert "Secure" in form.headers["Set-Cookie"]


@pytest.mark.parametrize(
    "wanted",
    [
        "https://evil.test/",
        "//evil.test",
        "/\\evil.test",
        "javascript:x",
        "",
        None,
        "/a\nb",
        "/\t/evil.test",
        "evil",
    ],
)
def test_next_leads_nowhere_else(wanted: str | None) -> None:
    assert own_path(wanted) == "/"


def test_wrong_password(desk_: Desk) -> None:
    answer = desk_.sign_in("admin", "wrong")
    assert answer.status_code == 401
    assert "tidak cocok" in answer.text
    assert desk_.get("/").status_code == 303


def test_ten_failures_close_the_door(desk_: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "signed_in", lambda *_: None)
    token = desk_.token()
    answers = [
        desk_.client.post("/sign-in", data={"csrf_token": token, "username": "admin", "password": "x"})
        for _ in range(signin.PER_USER + 1)
    ]
    assert [answer.status_code for answer in answers] == [401] * signin.PER_USER + [429]
    assert "Tunggu lima menit" in answers[-1].text
    assert answers[-1].headers["Retry-After"] == "300"


def test_an_address_is_limited_whatever_names_it_tries(desk_: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(desk, "signed_in", lambda *_: None)
    token = desk_.token()
    for number in range(signin.PER_ADDRESS):
        form = {"csrf_token": token, "username": f"u{number}", "password": "x"}
        assert desk_.client.post("/sign-in", data=form).status_code == 401
    assert desk_.client.post("/sign-in", data={"csrf_token": token}).status_code == 429


def test_a_limit_forgets_after_five_minutes() -> None:
    at = [0.0]
    limit = Limit(2, lambda: at[0])
    limit.failed("a")
    limit.failed("a")
    assert limit.reached("a")
    assert not limit.reached("b")
    at[0] = 300.0
    assert not limit.reached("a")


def test_signing_out(admin: Desk) -> None:
    assert admin.post("/sign-out").status_code == 303
    assert admin.get("/").status_code == 303


def test_a_new_password_ends_the_session(admin: Desk) -> None:
    assert admin.get("/").status_code == 200
    desk.put_user(admin.cop.context, desk.NewUser("admin", PASSWORD + "2", "admin"), "t")
    assert admin.get("/").status_code == 303


def test_language_is_remembered_through_signing_in(desk_: Desk) -> None:
    desk_.speak("en")
    desk_.sign_in("admin")
    assert "Overview" in desk_.text("/")
    assert desk_.post("/language", language="xx").status_code == 400


def test_every_form_needs_its_token(admin: Desk) -> None:
    posts = {rule.rule for rule in admin.app.url_map.iter_rules() if "POST" in (rule.methods or ())}
    assert len(posts) > 20
    for rule in sorted(path for path in posts if not path.startswith(("/webhooks/", "/api/"))):
        path = re.sub(r"<[^>]+>", "1", rule)
        answer = admin.client.post(path, data={"csrf_token": "forged", "answer": "accept"})
        assert answer.status_code == 400, path
        assert "kedaluwarsa" in answer.text


def test_webhooks_need_no_token(desk_: Desk) -> None:
    answer = desk_.client.post(
        "/webhooks/moodle/lms", json={"token": "secret", "eventname": "\\core\\event\\user_updated"}
    )
    assert answer.status_code != 400
    assert answer.mimetype == "application/json"


@pytest.mark.parametrize("path", ["/hr/simpeg/run", "/held/1", "/messages/1"])
def test_these_are_for_admins(approver: Desk, path: str) -> None:
    assert approver.post(path, answer="drop").status_code == 403
