"""The examples of docs/api.md, asked as they stand there."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from connector.steps import clients
from tests.unit.web.api_world import fill_parts
from tests.unit.web.conftest import Desk
from tests.unit.web.test_api import add_message

PAGE = Path("docs/api.md").read_text(encoding="utf-8")
EXAMPLES = re.findall(r"^curl .+$", PAGE, re.M)


def test_there_are_examples() -> None:
    assert len(EXAMPLES) >= 8


@pytest.mark.parametrize("line", EXAMPLES)
def test_an_example_works(desk_: Desk, line: str) -> None:
    add_message(desk_)
    fill_parts(desk_.cop)
    token = clients.add_client(desk_.cop.context, "laporan", clients.SCOPES, "admin")
    words = shlex.split(line.replace("$TOKEN", token).replace("$COP", ""))
    path, told = words.pop(), iter(words[1:])
    headers, method, body = {}, "GET", None
    for word in told:
        if word == "-H":
            name, _, value = next(told).partition(": ")
            headers[name] = value
        elif word == "-X":
            method = next(told)
        elif word == "-d":
            body = next(told)
        else:
            assert word == "-s"
    answer = desk_.fresh().open(path, method=method, headers=headers, data=body)
    assert answer.status_code == 200, answer.text
    assert answer.json is not None
    assert answer.json.get("items", True), "an example that shows nothing"


def test_every_scope_is_told() -> None:
    assert set(clients.SCOPES) <= set(re.findall(r"`([a-z]+:[a-z]+)`", PAGE))
