"""Signing in with the institution's own account, against a provider that listens on a real port."""

import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from werkzeug.test import TestResponse

from connector.identity.provider import Provider as Identity
from connector.models.desk import Audit, DeskUser
from connector.steps import desk
from connector.web.oidc import claim, visitor
from tests.unit.web import oidc_provider
from tests.unit.web.conftest import PASSWORD, Desk
from tests.unit.web.oidc_provider import CLIENT, SECRET, Provider

ROLES = {"cop-admin": "admin", "cop-hr": "hr"}


@dataclass(frozen=True)
class Told:
    name: str = "SSO Contoh"
    user_claim: str = "preferred_username"
    identifier_claim: str | None = "nip"
    roles_claim: str | None = None
    roles: dict[str, str] = field(default_factory=dict)


@pytest.fixture
def provider() -> Iterator[Provider]:
    with oidc_provider.running() as running:
        yield running


@pytest.fixture
def door(desk_: Desk, provider: Provider) -> Desk:
    _opens(desk_, provider, Told())
    return desk_


def _opens(door: Desk, provider: Provider, told: Told, *, private: bool = True) -> None:
    identity = Identity(
        provider.issuer, CLIENT, SECRET, scope="openid profile", allow_private_address=private
    )
    door.app.extensions["cop"].identity = identity
    door.app.extensions["cop"].settings.oidc = told


def _come(door: Desk, path: str = "/sign-in/institution") -> TestResponse:
    """To the provider and back, as a browser goes."""
    to_provider = door.get(path)
    assert to_provider.status_code == 302
    back = requests.get(to_provider.headers["Location"], allow_redirects=False, timeout=5)
    return door.get(_path(back.headers["Location"]))


def _path(url: str) -> str:
    parts = urlsplit(url)
    return f"{parts.path}?{parts.query}"


def test_whoever_was_added_by_hand_comes_in(door: Desk, provider: Provider) -> None:
    assert "Masuk dengan SSO Contoh" in door.text("/sign-in?next=/records")
    answer = _come(door, "/sign-in/institution?next=/records")
    assert (answer.status_code, answer.headers["Location"]) == (303, "/records")
    assert "retno" in door.text("/records")
    asked = provider.asked
    assert (asked["response_type"], asked["code_challenge_method"]) == ("code", "S256")
    assert asked["redirect_uri"] == "http://localhost/sign-in/institution/back"
    assert min(len(asked[key]) for key in ("state", "nonce", "code_challenge")) >= 20
    with door.db.read() as db:
        assert db.get_one(DeskUser, "retno").role == "approver"


def test_the_session_holds_nothing_of_the_way_there(door: Desk) -> None:
    _come(door)
    with door.client.session_transaction() as session:
        assert not [key for key in session if key.startswith("_state") or key == "next"]


def test_strangers_are_refused_with_a_page(door: Desk, provider: Provider) -> None:
    provider.claims = {"sub": "2", "preferred_username": "orang-lain"}
    answer = _come(door)
    assert answer.status_code == 403
    assert "SSO Contoh mengenal Anda, tetapi meja kerja ini tidak" in answer.text
    assert door.get("/records").status_code == 303


@pytest.mark.parametrize("claims", [{}, {"preferred_username": ""}, {"preferred_username": ["retno"]}])
def test_without_a_name_nobody_comes_in(door: Desk, provider: Provider, claims: dict[str, Any]) -> None:
    provider.claims = {"sub": "1", **claims}
    assert _come(door).status_code == 403


def test_whoever_is_disabled_stays_out(door: Desk) -> None:
    desk.disable_user(door.cop.context, "retno", "t")
    assert _come(door).status_code == 403


# --- what must be verified -------------------------------------------------------


SPOILT: dict[str, Any] = {
    "issuer": {"iss": "https://evil.test"},
    "audience": {"aud": "somebody-else"},
    "nonce": {"nonce": "another"},
    "expired": {"exp": int(time.time()) - 3600},
}


@pytest.mark.parametrize("what", SPOILT)
def test_a_token_that_is_not_for_us_is_refused(door: Desk, provider: Provider, what: str) -> None:
    provider.spoil = lambda claims: claims | SPOILT[what]
    answer = _come(door)
    assert answer.status_code == 401
    assert "tidak dapat dipastikan" in answer.text
    assert door.get("/records").status_code == 303


def test_a_token_with_another_signature_is_refused(door: Desk, provider: Provider) -> None:
    provider.signs_with = oidc_provider.key()
    assert _come(door).status_code == 401


def test_a_new_key_of_the_provider_is_looked_for(door: Desk, provider: Provider) -> None:
    assert _come(door).status_code == 303
    provider.key = oidc_provider.key()
    door.client = door.fresh()
    assert _come(door).status_code == 303


def test_another_issuer_is_not_believed(door: Desk, provider: Provider) -> None:
    provider.tells_issuer = "https://evil.test"
    answer = door.get("/sign-in/institution")
    assert answer.status_code == 503
    assert "tidak dapat dihubungi" in answer.text


def test_the_way_back_needs_the_way_there(door: Desk, provider: Provider) -> None:
    """State and verifier lie in the browser's own session: a link from elsewhere signs nobody in."""
    back = requests.get(
        door.get("/sign-in/institution").headers["Location"], allow_redirects=False, timeout=5
    )
    victim = door.fresh()
    assert victim.get(_path(back.headers["Location"])).status_code == 401
    state = parse_qs(urlsplit(back.headers["Location"]).query)["state"][0]
    assert door.get(f"/sign-in/institution/back?code=x&state={state}").status_code == 401
    assert door.get(f"/sign-in/institution/back?error=access_denied&state={state}").status_code == 401
    assert door.get("/sign-in/institution/back").status_code == 401


def test_a_code_is_good_once_and_with_its_verifier(door: Desk, provider: Provider) -> None:
    there = door.get("/sign-in/institution")
    back = requests.get(there.headers["Location"], allow_redirects=False, timeout=5)
    provider.codes[next(iter(provider.codes))]["code_challenge"] = "of somebody else"
    assert door.get(_path(back.headers["Location"])).status_code == 401
    assert provider.refusals == ["pkce"]
    assert door.get(_path(back.headers["Location"])).status_code == 401


def test_a_private_address_needs_leave(door: Desk, provider: Provider) -> None:
    _opens(door, provider, Told(), private=False)
    assert door.get("/sign-in/institution").status_code == 503


def test_a_provider_that_is_away(door: Desk, provider: Provider) -> None:
    provider.issuer = "http://127.0.0.1:1"
    _opens(door, provider, Told())
    assert door.get("/sign-in/institution").status_code == 503


def test_without_the_setting_there_is_no_such_door(desk_: Desk) -> None:
    assert desk_.get("/sign-in/institution").status_code == 404
    assert desk_.get("/sign-in/institution/back").status_code == 404
    assert "/sign-in/institution" not in desk_.text("/sign-in")


def test_it_leads_nowhere_else(door: Desk) -> None:
    assert _come(door, "/sign-in/institution?next=https://evil.test/").headers["Location"] == "/"


# --- roles told by the provider ---------------------------------------------------


def test_roles_come_and_go_with_the_groups(door: Desk, provider: Provider) -> None:
    _opens(door, provider, Told(roles_claim="groups", roles=ROLES))
    provider.claims = {"sub": "3", "preferred_username": "Sari", "nip": "1990 01", "groups": ["cop-hr", "x"]}
    assert _come(door).status_code == 303
    row = desk.user_named(door.cop.context, "sari")
    assert row
    assert (row.role, row.identifier, row.password, row.elsewhere) == ("hr", "199001", "", True)
    assert desk.signed_in(door.cop.context, "sari", "") is None
    provider.claims["groups"] = ["cop-admin"]
    _come(door)
    assert door.get("/users").status_code == 200
    provider.claims["groups"] = []
    assert _come(door).status_code == 403
    with door.db.read() as db:
        assert [(one.actor, one.detail["role"]) for one in db.query(Audit)] == [
            ("oidc", "hr"),
            ("oidc", "admin"),
        ]


def test_who_was_added_by_hand_keeps_the_role_given_by_hand(door: Desk, provider: Provider) -> None:
    _opens(door, provider, Told(roles_claim="groups", roles=ROLES))
    provider.claims = {"sub": "1", "preferred_username": "retno", "groups": ["cop-admin"]}
    assert _come(door).status_code == 303
    assert door.get("/users").status_code == 403
    assert desk.signed_in(door.cop.context, "retno", PASSWORD)


def test_an_address_that_was_not_verified_names_nobody() -> None:
    told = Told(user_claim="email")
    assert visitor(told, {"email": "a@b.id", "email_verified": True}).username == "a@b.id"
    for verified in (False, None, "true"):
        assert visitor(told, {"email": "a@b.id", "email_verified": verified}).username == ""


def test_of_several_roles_the_one_that_may_do_most() -> None:
    told = Told(roles_claim="realm_access.roles", roles=ROLES)
    assert visitor(told, {"realm_access": {"roles": ["cop-hr", "cop-admin"]}}).role == "admin"
    assert visitor(told, {"realm_access": {"roles": "cop-hr"}}).role == "hr"
    assert visitor(told, {"realm_access": {"roles": [{"cop-hr": 1}]}}).role == ""
    assert claim({"https://x/y.z": 1}, "https://x/y.z") == 1
    assert claim({"a": 1}, "a.b") is None
