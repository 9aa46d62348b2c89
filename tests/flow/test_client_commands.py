"""Letting programs ask the API, by command."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from config.settings import read_settings
from connector.app import make_flask, opened
from connector.sandbox import Site, build_site, serve
from tests.flow.conftest import Run


@pytest.fixture(scope="module")
def site() -> Iterator[tuple[Site, str]]:
    made = build_site(lambda: 1_793_000_000)
    with serve(made) as server:
        yield made, server.url


def _status(token: str, path: str) -> int:
    with opened(read_settings()) as cop:
        headers = {"Authorization": f"Bearer {token}"}
        return make_flask(cop).test_client().get(f"/api/v1/{path}", headers=headers).status_code


def test_a_program_is_let_in_listed_and_revoked(run: Run) -> None:
    added = run("client", "add", "papan", "--scope", "read:credits", "--scope", "read:activity")
    token = added.out.strip()
    assert (added.code, token[:4]) == (0, "cop_")
    assert (_status(token, "records"), _status(token, "health"), _status(token, "people")) == (200, 200, 403)
    listed = run("client", "list").out.strip().split("\t")
    assert listed[:2] == ["papan", "read:activity read:credits"]
    assert (listed[2][:2], listed[3]) == ("20", "-")
    assert token not in str(listed)
    assert run("client", "revoke", "papan").code == 0
    assert _status(token, "records") == 401
    assert run("client", "list").out.strip().split("\t")[3] != "-"


def test_what_cannot_be(run: Run) -> None:
    assert run("client", "add", "x").code == 2
    assert run("client", "add", "x", "--scope", "read:all").code == 2
    assert run("client", "revoke", "x").code == 1
    assert run("client", "add", "papan", "--scope", "read:people").code == 0
    assert run("client", "add", "papan", "--scope", "read:people").code == 1
