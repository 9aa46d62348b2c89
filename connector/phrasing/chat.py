"""One question, one answer: POST …/chat/completions.

https://platform.openai.com/docs/api-reference/chat ; only what every compatible server knows is sent.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from time import monotonic
from typing import Any
from urllib.parse import urlsplit

import requests
from marshmallow import ValidationError

from connector.errors import LmsError, NotPhrased
from connector.lms.address import careful_session
from schemas.phrasing import ChatAnswer

CONNECT_S, ANSWER_S = 5.0, 30.0
PAUSE_S = 300.0
"""So long a model that did not answer is left alone, lest every summary waits for it in turn."""
MAX_BYTES = 128 * 1024
_THOUGHTS = re.compile(r"\A\s*<think>.*?</think>", re.S)
"""Some local models tell first how they came to it."""


class Chat:
    """A language model; several threads may ask."""

    def __init__(
        self,
        url: str,
        model: str,
        token: str | None = None,
        *,
        allow_private_address: bool = False,
        answer_s: float = ANSWER_S,
        clock: Callable[[], float] = monotonic,
    ) -> None:
        """``url`` ends before ``/chat/completions``; ``answer_s``: seconds until the answer is there."""
        self._url = url.rstrip("/") + "/chat/completions"
        self._model, self._token = model, token
        self._private = allow_private_address
        self._answer_s, self._clock = answer_s, clock
        self._rests_until = float("-inf")

    def __repr__(self) -> str:
        return f"Chat({urlsplit(self._url).hostname!r}, {self._model!r})"

    def answer(self, instructions: str, text: str) -> str:
        """What the model wrote; raises NotPhrased. It is never asked a second time for the same."""
        if self._clock() < self._rests_until:
            raise NotPhrased(word="resting")
        messages = [{"role": "system", "content": instructions}, {"role": "user", "content": text}]
        try:
            body = self._post({"model": self._model, "messages": messages})
        except NotPhrased as error:
            if error.transient:
                self._rests_until = self._clock() + PAUSE_S
            raise
        return _written(body)

    def _post(self, question: dict[str, Any]) -> bytes:
        ends = self._clock() + self._answer_s
        # The token goes into a header and nowhere else: URLs end up in logs.
        headers = {"Authorization": f"Bearer {self._token}"} if self._token else {}
        try:
            with (
                careful_session(allow_private_address=self._private) as session,
                session.post(
                    self._url,
                    json=question,
                    headers={"Accept": "application/json", "Accept-Encoding": "identity", **headers},
                    timeout=(CONNECT_S, self._answer_s),
                    allow_redirects=False,
                    stream=True,
                ) as answer,
            ):
                if answer.status_code != 200:
                    raise _from_status(answer.status_code)
                return self._body(answer, ends)
        except LmsError as error:  # a private address
            raise NotPhrased(str(error), word=error.word) from error
        except (requests.RequestException, ValueError) as error:
            raise _from_exception(error) from error

    def _body(self, answer: requests.Response, ends: float) -> bytes:
        body = bytearray()
        for piece in answer.iter_content(1):  # so that the time holds for an answer that trickles, too
            body += piece
            if len(body) > MAX_BYTES:
                raise NotPhrased(word="answer_too_large")
            if self._clock() > ends:
                raise NotPhrased(word="timed_out", transient=True)
        return bytes(body)


def _from_status(status: int) -> NotPhrased:
    if 300 <= status < 400:
        return NotPhrased(word="redirected")
    return NotPhrased(word=f"http_{status}", transient=status in (408, 429) or status >= 500)


def _from_exception(error: Exception) -> NotPhrased:
    """Without the library's own words: they may hold the address, or the token where it fits no header."""
    if isinstance(error, requests.exceptions.SSLError):
        return NotPhrased(word="tls_certificate", transient=True)
    if isinstance(error, requests.Timeout):
        return NotPhrased(word="timed_out", transient=True)
    if isinstance(error, ValueError):
        return NotPhrased(word="bad_address_or_token")
    return NotPhrased(word="unreachable", transient=True)


def _written(body: bytes) -> str:
    try:
        told = ChatAnswer().load(json.loads(body))
    except (ValueError, RecursionError, ValidationError) as error:
        raise NotPhrased(word="unreadable_answer") from error
    text: str = told["choices"][0]["message"]["content"]
    return _THOUGHTS.sub("", text).strip()
