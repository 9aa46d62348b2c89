"""One Moodle's REST door: a form goes out, JSON comes back, every failure is one typed error with its cause.

https://docs.moodle.org/dev/Creating_a_web_service_client ; what was seen: docs/moodle.md
"""

from __future__ import annotations

import json
import threading
from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import urlsplit

import requests

from connector.errors import OutcomeUnknown, Refused
from connector.lms.address import careful_session
from connector.lms.http_errors import epoch, from_exception, from_status, unclear

PATH = "/webservice/rest/server.php"
MAX_BYTES = 64 * 2**20
"""The longest answer read, unpacked. A batch of twenty long discussions is a few MiB."""


class Rest:
    """One session, one request at a time: a second connection would be felt on the members' pages."""

    def __init__(
        self,
        base_url: str,
        token: str | Callable[[], str],
        *,
        allow_private_address: bool = False,
        timeouts: tuple[float, float] = (5.0, 30.0),
        max_bytes: int = MAX_BYTES,
    ) -> None:
        """``timeouts``: seconds to connect, and to wait for the answer's next piece."""
        self.base_url = base_url.rstrip("/")
        self._token = token if callable(token) else lambda: token
        self._timeouts = timeouts
        self._max_bytes = max_bytes
        self._session = careful_session(allow_private_address=allow_private_address)
        self._session.headers.update({"Accept": "application/json", "Accept-Encoding": "gzip"})
        self._one_at_a_time = threading.Lock()
        self.date: int | None = None
        """The site's clock (epoch seconds) as its last answer told it."""

    def __repr__(self) -> str:
        return f"Rest({urlsplit(self.base_url).hostname!r})"

    def close(self) -> None:
        self._session.close()

    def call(self, function: str, form: Mapping[str, str], *, write: bool = False) -> Any:
        """The JSON that the function answered, Moodle's exceptions included (see moodle_errors).

        Raises WrongSetup, TryLater and, where a ``write`` may have been carried out, OutcomeUnknown;
        Refused ``answer_too_large`` for a read.
        """
        body = self._post(function, form, write)
        try:
            return json.loads(body)
        except (ValueError, RecursionError) as err:
            raise unclear(f"{function}: the answer is not JSON", "not_json", write) from err

    def _post(self, function: str, form: Mapping[str, str], write: bool) -> bytes:
        # The token goes into the body and nowhere else: URLs end up in logs.
        form = {"wstoken": self._token(), "wsfunction": function, "moodlewsrestformat": "json", **form}
        try:
            with (
                self._one_at_a_time,
                self._session.post(
                    self.base_url + PATH,
                    data=form,
                    timeout=self._timeouts,
                    allow_redirects=False,
                    stream=True,
                ) as answer,
            ):
                self.date = epoch(answer.headers.get("Date"))
                if answer.status_code != 200:
                    raise from_status(function, answer, write)
                return self._body(function, answer, write)
        except requests.RequestException as err:
            raise from_exception(function, err, write) from err

    def _body(self, function: str, answer: requests.Response, write: bool) -> bytes:
        body = bytearray()
        for piece in answer.iter_content(2**16):
            body += piece
            if len(body) > self._max_bytes:
                message = f"{function}: the answer is longer than {self._max_bytes} bytes"
                raise OutcomeUnknown(message) if write else Refused(message, word="answer_too_large")
        return bytes(body)
