"""Recorded answers, and a Moodle made of them."""

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

import pytest
import responses
from requests import PreparedRequest

from connector.lms import batch
from connector.lms.moodle import Moodle
from connector.lms.port import Ask, Want
from connector.lms.service import SITE_INFO

CAPTURES = Path(__file__).parents[2] / "captures" / "ws"
URL = "https://lms.example.test/webservice/rest/server.php"
TOKEN = "0123456789abcdef0123456789abcdef"

Read = Callable[[str], Any]
Answer = Any | Callable[[dict[str, str]], Any]


def _capture(name: str) -> dict[str, Any]:
    recorded: dict[str, Any] = json.loads((CAPTURES / f"{name}.json").read_text())
    return recorded


@pytest.fixture(scope="session")
def capture() -> Read:
    """A whole recording: function, request, response."""
    return _capture


@pytest.fixture(scope="session")
def recorded() -> Read:
    """The JSON that was answered."""
    return lambda name: json.loads(_capture(name)["response"]["body"])


@dataclass
class Remote:
    """A Moodle that answers each function as told: with JSON, or with what is made of the form."""

    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)

    def __call__(self, request: PreparedRequest) -> tuple[int, dict[str, str], str]:
        form = dict(parse_qsl(str(request.body), keep_blank_values=True))
        function = form["wsfunction"]
        self.asked.append((function, form))
        return 200, {"Content-Type": "application/json"}, json.dumps(self.answer(function, form))

    def answer(self, function: str, form: dict[str, str]) -> Any:
        answer = self.answers[function]
        return answer(form) if callable(answer) else answer

    def functions(self, *names: str) -> None:
        listed = [{"name": name} for name in (SITE_INFO, *names)]
        self.answers[SITE_INFO] = {"userid": 3, "release": "4.5.5+", "functions": listed}

    def batches(self) -> None:
        """Answers batches as Moodle does: each call in turn, until one fails."""
        self.functions(batch.FUNCTION, *self.answers)
        self.answers[batch.FUNCTION] = self._batch

    def _batch(self, form: dict[str, str]) -> dict[str, Any]:
        elements = []
        for i in range(batch.SIZE + 1):
            if f"requests[{i}][function]" not in form:
                break
            args = json.loads(form[f"requests[{i}][arguments]"])
            answer = self.answer(form[f"requests[{i}][function]"], args)
            if isinstance(answer, dict) and "exception" in answer:
                told = {key: answer[key] for key in ("errorcode", "message") if key in answer}
                elements.append({"error": True, "exception": json.dumps(told)})
                break
            elements.append({"error": False, "data": json.dumps(answer)})
        return {"responses": elements}

    @property
    def names(self) -> list[str]:
        return [function for function, _ in self.asked]


@pytest.fixture
def remote() -> Iterator[Remote]:
    remote = Remote()
    remote.functions()
    with responses.RequestsMock(assert_all_requests_are_fired=False) as http:
        http.add_callback(responses.POST, URL, callback=remote)
        yield remote


@pytest.fixture
def moodle() -> Moodle:
    return Moodle("lms", "https://lms.example.test/", TOKEN)


@pytest.fixture
def read(moodle: Moodle, remote: Any, recorded: Any) -> Any:
    """Reads one want, whose functions answer with these recordings (or with what is given)."""

    def _read(ask: Ask, id: str, **answers: Any) -> Any:
        remote.answers |= {
            function: recorded(answer) if isinstance(answer, str) else answer
            for function, answer in answers.items()
        }
        [got] = moodle.read([Want(ask, id)])
        return got

    return _read
