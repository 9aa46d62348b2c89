"""The API as its own description has it, and as it does not: each answer is one that the description tells of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from unittest.mock import patch

import schemathesis
from flask import Flask
from hypothesis import HealthCheck, Phase, given, seed, settings
from schemathesis import Case, GenerationMode
from schemathesis.checks import not_a_server_error
from schemathesis.core.failures import Failure, FailureGroup
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    negative_data_rejection,
    response_headers_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from connector.app import Cop, make_flask
from connector.steps import world
from connector.steps.clients import SCOPES, add_client
from connector.web.limit import Limit
from tests.fuzz.run import Result, institution, logs
from tests.unit.web.api_world import fill_parts
from tests.unit.web.conftest import MAPPING, fill

CHECKS = [
    not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_headers_conformance,
    response_schema_conformance,
    negative_data_rejection,
]


def fuzz_api(folder: Path, count: int, number: int) -> Result:
    """So many cases, half of them as described and half not; ``failures`` says in words what must not be."""
    result = Result()
    with logs() as log, _community(folder) as cop:
        token = add_client(cop.context, "fuzz", SCOPES, "fuzz")
        app = make_flask(cop)
        app.extensions["api_limits"].clients = Limit(10 * count)
        for mode in (GenerationMode.POSITIVE, GenerationMode.NEGATIVE):
            _maltreat(app, mode, token, count // 2, number, result)
    if token in log.getvalue():
        result.failures.append("the token was logged")
    if "Traceback" in log.getvalue():
        result.failures.append(log.getvalue()[log.getvalue().index("Traceback") :][:2000])
    result.failures += [
        f"the token in {path.name}" for path in _files(folder) if token.encode() in path.read_bytes()
    ]
    return result


def _maltreat(app: Flask, mode: GenerationMode, token: str, count: int, number: int, result: Result) -> None:
    told = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", app)

    @seed(number)
    @settings(
        max_examples=count,
        database=None,
        deadline=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(case=told.as_strategy(mode))
    def ask(case: Case) -> None:
        answer = case.call(headers={"Authorization": f"Bearer {token}"})
        result.cases += 1
        result.answers[answer.status_code] += 1
        try:
            case.validate_response(answer, checks=CHECKS)
        except (Failure, FailureGroup) as failure:
            result.failures.append(f"{case.as_curl_command()}: {failure}"[:1500].replace(token, "TOKEN"))

    ask()


@contextmanager
def _community(folder: Path) -> Iterator[Cop]:
    """A small one, with something in every list."""
    with institution(folder) as cop, patch.object(world, "_mapping", lambda *_: MAPPING):
        fill(cop, "")
        fill_parts(cop)
        yield cop


def _files(folder: Path) -> list[Path]:
    return [path for path in folder.iterdir() if path.is_file()]
